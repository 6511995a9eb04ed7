//! The columns that tables of figures may have, and the names under which they are known.

use crate::model::Indicators;
use crate::source::ColumnNames;

/// The columns of every table. Those beyond them are the counts that the report form has and formulas of indicators
/// name; they are numbered from [`Columns::BUILT_IN`] on.
pub(super) mod known {
    /// Which indicator (chỉ tiêu): makes a table long.
    pub(crate) const INDICATOR: usize = 0;
    /// Which unit (đơn vị).
    pub(crate) const UNIT: usize = 1;
    /// Which period (kỳ).
    pub(crate) const PERIOD: usize = 2;
    /// Which field (lĩnh vực).
    pub(crate) const FIELD: usize = 3;
    /// The numerator (tử số) of a ratio.
    pub(crate) const NUMERATOR: usize = 4;
    /// The denominator (mẫu số) of a ratio.
    pub(crate) const DENOMINATOR: usize = 5;
    /// The value (giá trị).
    pub(crate) const VALUE: usize = 6;
    /// The sample (cỡ mẫu) of a mean.
    pub(crate) const SAMPLE: usize = 7;
    /// A note (ghi chú).
    pub(crate) const NOTE: usize = 8;
    /// Where the row comes from (nguồn); for those who keep the table, not read.
    pub(crate) const SOURCE: usize = 9;
    /// The year (năm) of a period, beside its month or quarter, or alone.
    pub(crate) const YEAR: usize = 10;
    /// The quarter (quý) of a period.
    pub(crate) const QUARTER: usize = 11;
    /// The month (tháng) of a period.
    pub(crate) const MONTH: usize = 12;
    /// A column that `[columns]` names and no formula uses.
    pub(crate) const UNUSED: usize = usize::MAX;
    /// A unit on a line of its own, and fields on the lines below it.
    pub(crate) const UNIT_AND_FIELD: usize = usize::MAX - 1;

    /// Whether a column says something of a row, rather than how many.
    pub(crate) fn is_key(column: usize) -> bool {
        matches!(
            column,
            INDICATOR | UNIT | PERIOD | FIELD | NOTE | SOURCE | UNIT_AND_FIELD
        )
    }

    /// Whether a column is one of the numbers that a row gives of the indicator that it names.
    pub(crate) fn is_number_of_row(column: usize) -> bool {
        matches!(column, NUMERATOR..=SAMPLE)
    }

    /// Whether a column says how many.
    pub(crate) fn is_figure(column: usize) -> bool {
        !is_key(column) && !super::is_part_of_period(column) && column != UNUSED
    }
}

/// The names of [`known`] columns, the one for messages first. In Vietnamese `Năm`, `Quý` and `Tháng` are names of other things
/// too: a header tells them by more than their letters.
pub(super) const NAMES: [(usize, &[&str]); 13] = [
    (known::INDICATOR, &["indicator", "chỉ tiêu"]),
    (known::UNIT, &["unit", "đơn vị"]),
    (known::PERIOD, &["period", "kỳ"]),
    (known::FIELD, &["field", "lĩnh vực"]),
    (known::NUMERATOR, &["numerator", "tử số"]),
    (known::DENOMINATOR, &["denominator", "mẫu số"]),
    (known::VALUE, &["value", "giá trị"]),
    (known::SAMPLE, &["sample", "cỡ mẫu"]),
    (known::NOTE, &["note", "ghi chú"]),
    (known::SOURCE, &["source", "nguồn"]),
    (known::YEAR, &["year"]),
    (known::QUARTER, &["quarter"]),
    (known::MONTH, &["month"]),
];

/// Whether a column says a part of a period, and not the whole of it.
pub(super) fn is_part_of_period(column: usize) -> bool {
    matches!(column, known::YEAR | known::QUARTER | known::MONTH)
}

/// The counts of the form in which units report how they deal with dossiers. Known whether or not a formula uses them:
/// units send in the whole form.
pub(super) const REPORT_FORM: [&str; 10] = [
    "received",
    "received_carried",
    "received_new",
    "resolved",
    "resolved_early",
    "resolved_on_time",
    "resolved_late",
    "pending",
    "pending_on_time",
    "pending_overdue",
];

/// The name in `[columns]` of a column that holds a unit on a line of its own, and fields on the lines below it.
pub(super) const UNIT_AND_FIELD: &str = "unit, field";

/// The columns that a printed header may be given, those that say whose a row is first.
pub(crate) fn column_choices(indicators: &Indicators) -> Vec<Box<str>> {
    let all = Columns::new(indicators, &[]).shown;
    let is_offered = |column: usize| column != known::SOURCE && !is_part_of_period(column);
    let offered = all.into_iter().enumerate();
    let mut offered: Vec<Box<str>> = offered
        .filter(|(column, _)| is_offered(*column))
        .map(|(_, name)| name)
        .collect();
    let indicator = offered.remove(known::INDICATOR);
    // Behind the unit, the period and the field.
    offered.splice(
        known::FIELD..known::FIELD,
        [UNIT_AND_FIELD.into(), indicator],
    );
    offered
}

/// All columns of a campaign's tables of figures.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// The names under which they are found.
    pub(super) names: ColumnNames,
    /// One name of each, for messages.
    shown: Vec<Box<str>>,
    /// Whether each says whose a row is, or is in a formula.
    used: Vec<bool>,
}

impl Columns {
    /// How many columns every table may have.
    pub(super) const BUILT_IN: usize = NAMES.len();

    /// The built-in columns, those that formulas name, and the further names that `[labels]` gives them. A label of
    /// something else is not ours (`units.csv` has columns of its own).
    pub(super) fn new(indicators: &Indicators, labels: &[(Box<str>, Box<str>)]) -> Self {
        let mut this = Self {
            names: ColumnNames::new(),
            shown: Vec::new(),
            used: vec![true; known::NUMERATOR],
        };
        for (column, names) in NAMES {
            this.shown.push(names[0].into());
            for name in names {
                this.names.add(name, column);
            }
        }
        REPORT_FORM.iter().for_each(|name| this.add_count(name));
        for (_, indicator) in indicators.iter() {
            for column in indicator.formula_columns() {
                this.add_count(column);
                this.note_use(column);
            }
        }
        for (label, column) in labels {
            if let Some(column) = this.names.find(column) {
                this.names.set(label, column);
            }
        }
        this
    }

    fn add_count(&mut self, name: &str) {
        if self.names.find(name).is_none() {
            self.names.add(name, self.shown.len());
            self.shown.push(name.into());
        }
    }

    fn note_use(&mut self, name: &str) {
        if let Some(column) = self.names.find(name) {
            if self.used.len() <= column {
                self.used.resize(column + 1, false);
            }
            self.used[column] = true;
        }
    }

    /// Whether a column says whose a row is or is in a formula.
    pub(super) fn is_used(&self, column: usize) -> bool {
        self.used.get(column) == Some(&true)
    }

    /// The name of a column, for messages.
    pub(super) fn shown(&self, column: usize) -> &str {
        self.shown.get(column).map_or("", |name| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::observation_reader::tests::indicators;

    #[test]
    fn headers_may_be_given_every_column_that_is_read() {
        let offered = column_choices(&Indicators::default());
        let keys = ["unit", "period", "field", "unit, field", "indicator"];
        let numbers = ["numerator", "denominator", "value", "sample", "note"];
        let all = keys.into_iter().chain(numbers).chain(REPORT_FORM);
        assert!(offered.iter().map(|name| &**name).eq(all), "{offered:?}");
    }

    #[test]
    fn columns_are_known_by_english_vietnamese_formula_and_label() {
        let labels = [
            ("Kỳ báo cáo".into(), "kỳ".into()),
            ("Mã đơn vị".into(), "code".into()),
        ];
        let columns = Columns::new(&indicators(), &labels);
        for (name, column) in [
            ("Chỉ tiêu", Some(known::INDICATOR)),
            ("don vi", Some(known::UNIT)),
            ("KY BAO CAO", Some(known::PERIOD)),
            ("Mã đơn vị", None),
            ("Resolved late", columns.names.find("resolved_late")),
        ] {
            assert_eq!(columns.names.find(name), column, "{name}");
        }
        let late = columns.names.find("resolved_late").unwrap();
        assert!(late >= Columns::BUILT_IN);
        assert_eq!(columns.shown(late), "resolved_late");
    }
}
