//! The lines of `[columns]` that would make a form known: proposed to a person, never applied.

mod across;
mod meaning;

use super::shared::Shared;
use super::toml_lines::toml_text;
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::Indicators;
use crate::place::{FileId, Place, Sources};
use crate::reading::column::REPORT_FORM;
use crate::reading::column::UNIT_AND_FIELD;
use crate::reading::defaults::Defaults;
use crate::reading::{UnitMatch, column};
use crate::source::{
    CellKind, HeaderColumn, Row, StackedHeader, TableRows, header_key, is_running_number,
};
use meaning::{Holding, Meaning, Setting, meant};
use rustc_hash::{FxHashMap, FxHashSet};

/// So many rows below a header are looked at.
const ROWS_SEEN: usize = 60;
/// So many columns are proposed for.
const MOST_COLUMNS: usize = 60;

/// So many columns are listed where none is known.
const MOST_UNKNOWN: usize = 20;

/// What is told of a form that is not known, the most telling first.
const CODES: [Code; 9] = [
    Code::ColumnUnderGroup,
    Code::NoHeader,
    Code::SheetWithoutHeader,
    Code::NoFigures,
    Code::FormulaColumnsMissing,
    Code::UnitColumnUnnamed,
    Code::PeriodColumnUnnamed,
    Code::NoUnitColumn,
    Code::NoPeriodColumn,
];

/// Lines for `[columns]`.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    lines: String,
    /// Whether any line gives a column that would be used.
    is_of_use: bool,
    /// Whether the lines are no columns but say what the cells of the header are.
    is_across: bool,
}

impl Proposal {
    /// For a header of which some columns are not known.
    pub(super) fn new(
        header: &StackedHeader,
        known: &[Option<usize>],
        rows: &TableRows<'_>,
        period: Option<Period>,
        shared: &Shared<'_>,
        defaults: &Defaults,
    ) -> Option<Self> {
        let columns: Vec<(usize, &HeaderColumn)> = header
            .columns()
            .iter()
            .enumerate()
            .filter(|(index, column)| {
                !column.path.is_empty()
                    && known.get(*index) == Some(&None)
                    && !is_number_of_row(column)
            })
            .take(MOST_COLUMNS)
            .collect();
        if columns.is_empty() {
            return None;
        }
        let holdings = holdings(&columns, rows, shared);
        let is_list = known.contains(&Some(column::known::INDICATOR))
            || holdings.contains(&Holding::Indicators);
        let setting = Setting::new(header.columns(), period, is_list, shared.indicators);
        let proposed: Vec<Meaning<'_>> = columns
            .iter()
            .zip(holdings)
            .map(|((index, _), holding)| meant(*index, holding, &setting))
            .collect();
        let proposed = with_all_received(proposed, known, (shared, defaults));
        // Of a long list in which nothing is known nobody makes anything.
        if proposed.iter().all(|found| *found == Meaning::Open) && proposed.len() > MOST_UNKNOWN {
            return None;
        }
        let there: Vec<usize> = known.iter().copied().flatten().collect();
        let is_sure = |name: &str| {
            let same = proposed
                .iter()
                .filter(|found| **found == Meaning::Sure(name));
            let is_once = same.count() == 1;
            let is_there = defaults
                .names
                .find(name)
                .is_some_and(|column| there.contains(&column));
            is_once && !is_there
        };
        let mut lines = String::new();
        let mut listed: FxHashSet<String> = FxHashSet::default();
        let mut is_of_use = false;
        for ((_, column), proposed) in columns.iter().zip(&proposed) {
            let printed = toml_text(&column.name());
            if !listed.insert(header_key(&printed)) {
                continue;
            }
            match proposed {
                Meaning::Sure(name) if is_sure(name) => {
                    let column = defaults.names.find(name);
                    is_of_use |= *name == UNIT_AND_FIELD
                        || column.is_some_and(|column| shared.columns.is_used(column));
                    lines.push_str(&format!("{printed} = {}\n", toml_text(name)));
                }
                Meaning::Sure(name) | Meaning::Perhaps(name) => {
                    lines.push_str(&format!("# {printed} = {}\n", toml_text(name)));
                }
                Meaning::Open => {
                    // What its name alone was given is worth a thought, and no more.
                    let below = defaults.below_groups(column);
                    let name = below.map_or("", |below| shared.columns.shown(below));
                    lines.push_str(&format!("# {printed} = {}\n", toml_text(name)));
                }
            }
        }
        (!lines.is_empty()).then_some(Self {
            lines,
            is_of_use,
            is_across: false,
        })
    }

    /// Adds the lines to the diagnostic that tells best that the form is not known, if any does.
    pub(super) fn attach(
        self,
        file: FileId,
        sources: &Sources,
        defaults: &Defaults,
        diagnostics: &mut Diagnostics,
    ) {
        let rank = |diagnostic: &Diagnostic| {
            let is_unknown_column = diagnostic.code == Code::UnknownColumn && self.is_of_use;
            let place = CODES.iter().position(|code| *code == diagnostic.code);
            place.or(is_unknown_column.then_some(CODES.len()))
        };
        let best = diagnostics.iter().filter_map(rank).min();
        let Some(chosen) = diagnostics
            .iter_mut()
            .find(|diagnostic| best.is_some() && rank(diagnostic) == best)
        else {
            return;
        };
        self.attach_to(file, sources, defaults, chosen);
    }

    /// Adds the lines to a diagnostic.
    pub(super) fn attach_to(
        self,
        file: FileId,
        sources: &Sources,
        defaults: &Defaults,
        chosen: &mut Diagnostic,
    ) {
        let table = &sources.get(file).path;
        if self.is_across {
            chosen.help = Some("across");
            chosen.set_lines(defaults.target(table), Some(self.lines));
        } else {
            chosen.help = Some(if defaults.has_columns() {
                "form-more"
            } else {
                "form"
            });
            defaults.set_columns(table, chosen, &self.lines);
        }
    }
}

/// What is new may be all that was received, where an indicator asks for that and for no part of it, and no column says it.
fn with_all_received<'i>(
    mut proposed: Vec<Meaning<'i>>,
    known: &[Option<usize>],
    (shared, defaults): (&Shared<'_>, &Defaults),
) -> Vec<Meaning<'i>> {
    let column = |name: &str| defaults.names.find(name);
    let is_used = |name: &str| column(name).is_some_and(|column| shared.columns.is_used(column));
    let is_there = proposed.contains(&Meaning::Sure("received"))
        || column("received").is_some_and(|column| known.contains(&Some(column)));
    if is_used("received") && !is_used("received_new") && !is_there {
        for found in &mut proposed {
            if *found == Meaning::Sure("received_new") {
                *found = Meaning::Perhaps("received");
            }
        }
    }
    proposed
}

/// The column of the form that a path certainly means by itself.
pub(super) fn meant_alone(column: &HeaderColumn, indicators: &Indicators) -> Option<&'static str> {
    let setting = Setting::new(std::slice::from_ref(column), None, false, indicators);
    match meant(0, Holding::Numbers, &setting) {
        Meaning::Sure(name) => REPORT_FORM.into_iter().find(|known| *known == name),
        _ => None,
    }
}

/// Tells the lines of a form once, at its first table: a month's reports of all units have one form.
pub(super) fn propose_once(diagnostics: &mut Diagnostics) {
    let mut seen: FxHashMap<(String, String), Place> = FxHashMap::default();
    for diagnostic in diagnostics.iter_mut() {
        let (Some(lines), Some(place)) = (diagnostic.lines_to_paste(), diagnostic.place) else {
            continue;
        };
        let target = diagnostic.target().unwrap_or_default().to_owned();
        let key = (target, lines.to_owned());
        match seen.get(&key) {
            Some(first) => diagnostic.repeat(*first),
            None => {
                seen.insert(key, place);
            }
        }
    }
}

/// Whether a column only numbers the rows.
fn is_number_of_row(column: &HeaderColumn) -> bool {
    let name = column.name();
    !name.is_empty() && is_running_number(&name)
}

/// What the columns hold.
fn holdings(
    columns: &[(usize, &HeaderColumn)],
    rows: &TableRows<'_>,
    shared: &Shared<'_>,
) -> Vec<Holding> {
    #[derive(Default, Clone)]
    struct Counts {
        numbers: usize,
        words: usize,
        units: usize,
        fields: usize,
        periods: usize,
        indicators: usize,
    }
    let mut counts = vec![Counts::default(); columns.len()];
    let (mut rows, mut row) = (rows.clone(), Row::default());
    for _ in 0..ROWS_SEEN {
        if !matches!(rows.next_into(&mut row), Ok(true)) {
            break;
        }
        for ((index, _), count) in columns.iter().zip(&mut counts) {
            let text = row.month_or_cell(*index);
            if row.kind(*index).is_number()
                || !text.chars().any(char::is_alphabetic) && row.kind(*index) != CellKind::Date
            {
                count.numbers += usize::from(text.chars().any(|c| c.is_ascii_digit()));
                count.periods +=
                    usize::from(text.contains(['/', '-']) && Period::parse(text).is_some());
                continue;
            }
            count.words += 1;
            count.units +=
                usize::from(!matches!(shared.units.find(text, None), UnitMatch::Unknown));
            count.fields += usize::from(shared.field_names.find(text).is_some());
            count.periods += usize::from(Period::parse(text).is_some());
            count.indicators += usize::from(shared.indicator_names.find(text).is_some());
        }
    }
    let holding = |count: &Counts| match count {
        count
            if count.units > 0
                && count.fields > 0
                && 2 * (count.units + count.fields) >= count.words =>
        {
            Holding::UnitsAndFields
        }
        count if count.units > 0 && 2 * count.units >= count.words => Holding::Units,
        count if count.periods > 0 && 2 * count.periods >= count.words + count.numbers => {
            Holding::Periods
        }
        count if count.indicators > 0 && 2 * count.indicators >= count.words => Holding::Indicators,
        count if count.words > count.numbers => Holding::Words,
        _ => Holding::Numbers,
    };
    counts.iter().map(holding).collect()
}

/// Whether a diagnostic is about a form that is not known.
pub(super) fn is_about_form(diagnostic: &Diagnostic) -> bool {
    let is_known = CODES.contains(&diagnostic.code) || diagnostic.code == Code::UnknownColumn;
    is_known && diagnostic.severity != Severity::Note
}
