//! The tables of a form: a wide one for the indicators that are made of counts, and a long one for the others.

use super::owed::Owed;
use super::rule::{Check, Number, Rule};
use crate::calendar::Period;
use crate::model::{Campaign, FieldId, Formula, Indicator, IndicatorId, Kind};
use crate::reading::{CountColumn, KeyColumn, Readable};
use std::collections::BTreeSet;

/// A table of a form.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// One that every table may have.
    Key(KeyColumn),
    /// Counts, with the rule for its cells.
    Count(CountColumn, Rule),
}

/// A row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// In a long table.
    pub(super) indicator: Option<IndicatorId>,
    pub(super) period: Period,
    pub(super) field: Option<FieldId>,
}

/// What a cell takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// Nothing: it says whose figures the row holds.
    Given,
    /// Nothing: the indicator has no such number.
    Closed,
    /// A number.
    Figure(Rule),
    /// Words.
    Note,
}

impl Sheet {
    /// Whether any row is of a field.
    pub(super) fn has_fields(&self) -> bool {
        self.columns.contains(&Column::Key(KeyColumn::Field))
    }

    /// Where a column of its kind stands, from 0.
    fn position(&self, column: KeyColumn) -> Option<usize> {
        self.columns
            .iter()
            .position(|own| *own == Column::Key(column))
    }

    /// What the cell of a row and a column takes.
    pub(super) fn cell(
        &self,
        campaign: &Campaign,
        owed: &[Owed],
        row: &Row,
        column: usize,
    ) -> Input {
        let key = match &self.columns[column] {
            Column::Count(_, rule) => return Input::Figure(rule.clone()),
            Column::Key(key) => *key,
        };
        match key {
            KeyColumn::Indicator | KeyColumn::Unit | KeyColumn::Period | KeyColumn::Field => {
                Input::Given
            }
            KeyColumn::Note => Input::Note,
            KeyColumn::Numerator
            | KeyColumn::Denominator
            | KeyColumn::Value
            | KeyColumn::Sample => {
                let rule = row
                    .indicator
                    .and_then(|id| self.long_rule(campaign, owed, id, key));
                rule.map_or(Input::Closed, Input::Figure)
            }
        }
    }

    /// The rule for a number of an indicator in a long table; `None` where it has no such number.
    fn long_rule(
        &self,
        campaign: &Campaign,
        owed: &[Owed],
        id: IndicatorId,
        key: KeyColumn,
    ) -> Option<Rule> {
        let indicator = campaign.indicators.get(id);
        let is_whole = owed.iter().any(|one| one.indicator == id && one.is_whole);
        let counted = if is_whole {
            Number::Whole
        } else {
            Number::NotNegative
        };
        let number = match (indicator.kind, key) {
            (Kind::Ratio, KeyColumn::Numerator) if !indicator.is_percent() => Number::Any,
            (Kind::Ratio, KeyColumn::Numerator | KeyColumn::Denominator)
            | (Kind::Mean, KeyColumn::Sample)
            | (Kind::Count, KeyColumn::Value) => counted,
            (Kind::Mean | Kind::Score, KeyColumn::Value) => Number::Any,
            _ => return None,
        };
        let sides = (
            self.position(KeyColumn::Numerator),
            self.position(KeyColumn::Denominator),
        );
        let check = match sides {
            (Some(part), Some(whole))
                if indicator.kind == Kind::Ratio && indicator.is_percent() =>
            {
                Check::new(&[(false, part)], &[(false, whole)])
            }
            _ => None,
        };
        Some(Rule {
            number,
            checks: check.into_iter().collect(),
        })
    }
}

/// The tables for what is owed: of indicators that are made of counts one for all that have columns in common or are
/// owed alike, then one for those that are reported as they are.
pub(super) fn sheets(campaign: &Campaign, readable: &Readable<'_>, owed: &[Owed]) -> Vec<Sheet> {
    let (wide, long): (Vec<&Owed>, Vec<&Owed>) = owed
        .iter()
        .partition(|one| counts(campaign.indicators.get(one.indicator), readable).is_some());
    let mut sheets: Vec<Sheet> = groups(campaign, readable, &wide)
        .iter()
        .map(|group| wide_sheet(campaign, readable, group))
        .collect();
    if !long.is_empty() {
        sheets.push(long_sheet(campaign, &long));
    }
    sheets
}

/// The columns that an indicator is made of.
fn counts(indicator: &Indicator, readable: &Readable<'_>) -> Option<Vec<CountColumn>> {
    let (first, second) = indicator.formulas()?;
    let terms = first
        .0
        .iter()
        .chain(second.into_iter().flat_map(|formula| &formula.0));
    terms
        .map(|term| readable.count_column(&term.column))
        .collect()
}

/// Puts those together that share a column and are owed for the same periods, or are owed for the same periods and
/// fields: what stands in one table is read for all of its indicators.
fn groups<'o>(
    campaign: &Campaign,
    readable: &Readable<'_>,
    wide: &[&'o Owed],
) -> Vec<Vec<&'o Owed>> {
    let ids = |one: &Owed| -> BTreeSet<usize> {
        let columns = counts(campaign.indicators.get(one.indicator), readable);
        columns
            .unwrap_or_default()
            .into_iter()
            .map(|column| column.id)
            .collect()
    };
    let mut groups: Vec<(BTreeSet<usize>, Vec<&Owed>)> = Vec::new();
    for &one in wide {
        let mut columns = ids(one);
        let mut members = vec![one];
        let belongs = |(used, others): &(BTreeSet<usize>, Vec<&Owed>)| {
            others.iter().any(|other| {
                other.periods == one.periods
                    && (!used.is_disjoint(&columns) || other.fields == one.fields)
            })
        };
        let (mine, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(belongs);
        groups = rest;
        for (used, mut others) in mine.into_iter().rev() {
            columns.extend(used);
            others.append(&mut members);
            members = others;
        }
        groups.push((columns, members));
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

fn wide_sheet(campaign: &Campaign, readable: &Readable<'_>, group: &[&Owed]) -> Sheet {
    let fields: BTreeSet<Option<FieldId>> = group
        .iter()
        .flat_map(|one| one.fields.iter().copied())
        .collect();
    let mut columns = vec![Column::Key(KeyColumn::Unit), Column::Key(KeyColumn::Period)];
    if fields.iter().any(Option::is_some) {
        columns.push(Column::Key(KeyColumn::Field));
    }
    let mut found: Vec<(CountColumn, Number)> = Vec::new();
    for one in group {
        let indicator = campaign.indicators.get(one.indicator);
        for (at, column) in counts(indicator, readable)
            .unwrap_or_default()
            .into_iter()
            .enumerate()
        {
            let number = number_of(indicator, one.is_whole, at);
            match found.iter_mut().find(|(own, _)| own.id == column.id) {
                // What one of them refuses is wrong, whatever the other takes.
                Some((_, own)) => *own = (*own).min(number),
                None => found.push((column, number)),
            }
        }
    }
    let first = columns.len();
    let position = |id: usize| {
        found
            .iter()
            .position(|(column, _)| column.id == id)
            .map(|at| first + at)
    };
    let checks: Vec<Check> = group
        .iter()
        .filter_map(|one| check(campaign.indicators.get(one.indicator), readable, &position))
        .collect();
    for (at, (column, number)) in found.iter().enumerate() {
        let own = checks.iter().filter(|check| check.concerns(first + at));
        let rule = Rule {
            number: *number,
            checks: own.cloned().collect(),
        };
        columns.push(Column::Count(column.clone(), rule));
    }
    columns.push(Column::Key(KeyColumn::Note));
    let periods = group.first().map_or(&[][..], |one| &one.periods);
    let rows = periods.iter().flat_map(|&period| {
        fields.iter().map(move |&field| Row {
            indicator: None,
            period,
            field,
        })
    });
    Sheet {
        columns,
        rows: rows.collect(),
    }
}

/// Which numbers the column of an indicator's `nth` term takes.
fn number_of(indicator: &Indicator, is_whole: bool, nth: usize) -> Number {
    let counted = if is_whole {
        Number::Whole
    } else {
        Number::NotNegative
    };
    let first = indicator.formulas().map_or(0, |(first, _)| first.0.len());
    match indicator.kind {
        Kind::Count => counted,
        Kind::Ratio if nth >= first || indicator.is_percent() => counted,
        Kind::Mean if nth >= first => counted,
        Kind::Ratio | Kind::Mean | Kind::Score => Number::Any,
    }
}

/// That the numerator of a percentage is not above its denominator.
fn check(
    indicator: &Indicator,
    readable: &Readable<'_>,
    position: &impl Fn(usize) -> Option<usize>,
) -> Option<Check> {
    if indicator.kind != Kind::Ratio || !indicator.is_percent() {
        return None;
    }
    let (numerator, denominator) = indicator.formulas()?;
    let terms = |formula: &Formula| -> Option<Vec<(bool, usize)>> {
        let terms = formula.0.iter();
        terms
            .map(|term| {
                Some((
                    term.minus,
                    position(readable.count_column(&term.column)?.id)?,
                ))
            })
            .collect()
    };
    Check::new(&terms(numerator)?, &terms(denominator?)?)
}

fn long_sheet(campaign: &Campaign, long: &[&Owed]) -> Sheet {
    let is_any = |wanted: &[Kind]| {
        let mut kinds = long
            .iter()
            .map(|one| campaign.indicators.get(one.indicator).kind);
        kinds.any(|kind| wanted.contains(&kind))
    };
    let has_fields = long
        .iter()
        .any(|one| one.fields.iter().any(Option::is_some));
    let columns = [
        (KeyColumn::Indicator, true),
        (KeyColumn::Unit, true),
        (KeyColumn::Period, true),
        (KeyColumn::Field, has_fields),
        (KeyColumn::Numerator, is_any(&[Kind::Ratio])),
        (KeyColumn::Denominator, is_any(&[Kind::Ratio])),
        (
            KeyColumn::Value,
            is_any(&[Kind::Mean, Kind::Count, Kind::Score]),
        ),
        (KeyColumn::Sample, is_any(&[Kind::Mean])),
        (KeyColumn::Note, true),
    ];
    let columns = columns.into_iter().filter(|(_, is_there)| *is_there);
    let rows = long.iter().flat_map(|one| {
        one.periods.iter().flat_map(move |&period| {
            one.fields.iter().map(move |&field| Row {
                indicator: Some(one.indicator),
                period,
                field,
            })
        })
    });
    Sheet {
        columns: columns.map(|(column, _)| Column::Key(column)).collect(),
        rows: rows.collect(),
    }
}
