//! The sheet that explains a form, with the lists that its cells offer.

use super::Forms;
use super::owed::Owed;
use super::rule::NOTHING_ARISING;
use super::sheet::{Column, Sheet};
use super::workbook::{column_meaning, first_figure};
use crate::calendar::Period;
use crate::model::{IndicatorId, UnitId};

/// The lines of the sheet, one cell each: no line can be taken for the header of a table.
#[derive(Debug, Default)]
pub(super) struct Guide {
    pub(super) lines: Vec<Line>,
    /// Where each list stands.
    pub(super) lists: Lists,
}

/// A line.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) look: Look,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Title,
    Heading,
    Text,
    Item,
}

/// The rows of lists, from 0, first and last.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) unit: (u32, u32),
    pub(super) periods: (u32, u32),
    pub(super) fields: (u32, u32),
    pub(super) indicators: (u32, u32),
}

impl Guide {
    /// What there is to know about a form.
    pub(super) fn new(forms: &Forms<'_>, unit: UnitId, owed: &[Owed], sheets: &[Sheet]) -> Self {
        let mut this = Self::default();
        let words = forms.words;
        this.line(Look::Title, words.word("form.guide-title"));
        let has_fields = sheets.iter().any(Sheet::has_fields);
        let rules = [
            "fill", "nothing", "missing", "numbers", "fields", "notes", "keep", "send",
        ];
        let rules = rules
            .into_iter()
            .filter(|key| *key != "fields" || has_fields);
        for (key, number) in rules.zip(1..) {
            let rule = words.fill(&format!("form.rule.{key}"), &[("nothing", NOTHING_ARISING)]);
            this.line(Look::Text, &format!("{number}. {rule}"));
        }
        this.columns(forms, sheets);
        this.indicators(forms, owed);
        this.lists(forms, unit, owed, sheets);
        this
    }

    fn line(&mut self, look: Look, text: &str) {
        self.lines.push(Line {
            text: text.to_owned(),
            look,
        });
    }

    /// What the columns of counts mean.
    fn columns(&mut self, forms: &Forms<'_>, sheets: &[Sheet]) {
        let columns = sheets.iter().flat_map(|sheet| &sheet.columns);
        let explained: Vec<String> = columns
            .filter_map(|column| match column {
                Column::Count(count, _) => {
                    let meaning = column_meaning(forms.words, count)?;
                    Some(format!("{}: {meaning}", count.header))
                }
                Column::Key(_) => None,
            })
            .collect();
        if explained.is_empty() {
            return;
        }
        self.line(Look::Heading, forms.words.word("form.columns"));
        for text in explained {
            self.line(Look::Text, &text);
        }
    }

    /// What the figures are for.
    fn indicators(&mut self, forms: &Forms<'_>, owed: &[Owed]) {
        self.line(Look::Heading, forms.words.word("form.indicators"));
        for one in owed {
            let indicator = forms.campaign.indicators.get(one.indicator);
            let target = indicator.target_text.as_deref();
            let target = target.map(|target| {
                let target = target.replace("..", "–");
                let unit = match &*indicator.unit {
                    "%" | "" => indicator.unit.to_string(),
                    unit => format!(" {unit}"),
                };
                forms
                    .words
                    .fill("form.target", &[("target", &target), ("unit", &unit)])
            });
            let text: Vec<&str> = [
                Some(&*indicator.name),
                target.as_deref(),
                indicator.definition.as_deref(),
            ]
            .into_iter()
            .flatten()
            .map(|part| part.trim().trim_end_matches('.'))
            .collect();
            self.line(Look::Text, &format!("{}.", text.join(". ")));
        }
    }

    /// The lists from which cells are filled in.
    fn lists(&mut self, forms: &Forms<'_>, unit: UnitId, owed: &[Owed], sheets: &[Sheet]) {
        let readable = forms.readable();
        self.line(Look::Heading, forms.words.word("form.lists"));
        self.lists.unit = self.list([readable.unit(unit)].into_iter());
        let mut periods: Vec<Period> = owed
            .iter()
            .flat_map(|one| one.periods.iter().copied())
            .collect();
        periods.sort_unstable();
        periods.dedup();
        self.lists.periods = self.list(periods.into_iter().map(|period| forms.period_text(period)));
        let rows = sheets.iter().flat_map(|sheet| &sheet.rows);
        let mut indicators: Vec<IndicatorId> = rows.filter_map(|row| row.indicator).collect();
        indicators.dedup();
        let indicators = indicators.into_iter();
        self.lists.indicators = self.list(indicators.map(|id| readable.indicator(id).to_owned()));
        let fields = forms.debts().fields();
        self.lists.fields = self.list(fields.map(|field| readable.field(field).to_owned()));
    }

    fn list(&mut self, items: impl Iterator<Item = String>) -> (u32, u32) {
        let first = self.lines.len();
        for item in items {
            self.line(Look::Item, &item);
        }
        let row = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (row(first), row(self.lines.len().max(first + 1) - 1))
    }
}

impl Sheet {
    /// How many columns say whose figures a row holds.
    pub(super) fn key_columns(&self) -> usize {
        first_figure(&self.columns)
    }
}
