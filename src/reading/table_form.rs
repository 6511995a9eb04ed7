//! How the tables of a folder are written where that is not as usual: what `_defaults.toml` says of their cells, rows,
//! sheets and shape, beside the texts that it gives to columns.

use super::column::{is_part_of_period, known};
use super::settings_reader::read_year_start;
use crate::calendar::YearStart;
use crate::diagnostic::{Code, Diagnostic};
use crate::number::Decimal;
use crate::source::toml::{Placed, Table, Value};
use crate::source::{ColumnNames, header_key};
use rustc_hash::FxHashMap;

/// The keys of `_defaults.toml` that are read here, beside `value`.
pub(super) const KEYS: [&str; 9] = [
    "no_figure",
    "marks",
    "scale",
    "blank",
    "fill_down",
    "sheets",
    "across",
    "rows",
    "year_starts",
];

/// What the cells of a header are, where that is not columns: one each a period, a unit, …
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Across {
    Period,
    Unit,
    Field,
    Indicator,
}

/// What is done with the row of a unit that stands among the rows of its subordinates and is their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParentRows {
    /// It is no row of data.
    Skip,
}

/// How the tables of a folder are written. Every key holds for the folders below too, until one of them gives it anew.
#[derive(Debug, Clone, Default)]
pub(super) struct TableForm {
    /// Cells that mean "no figure" (`NA`, `[c]`), as they are written.
    pub(super) no_figure: Vec<Box<str>>,
    /// Marks that are taken off numbers and names (`(p)`, `¹`, `*`), the longest first.
    pub(super) marks: Vec<Box<str>>,
    /// What every number of a table is multiplied by: 1000 where they are in thousands.
    pub(super) scale: Option<Decimal>,
    /// What an empty cell of a column means.
    pub(super) blank: FxHashMap<usize, Decimal>,
    /// The columns whose empty cells hold what stands above them.
    pub(super) fill_down: Vec<usize>,
    /// The sheets that are read; all where there are none.
    pub(super) sheets: Vec<Wildcard>,
    /// Rows that are no data, by their unit, their field or their first cell.
    pub(super) skip: Vec<Wildcard>,
    /// Rows of units that are sums of their subordinates'.
    pub(super) parents: Option<ParentRows>,
    /// Whether the nearest file has `[rows]`.
    pub(super) has_rows: bool,
    /// What the cells of the header are.
    pub(super) across: Option<Across>,
    /// The column that the cells of a table across are.
    pub(super) across_value: Option<usize>,
    /// Where the years begin that lie in two of the calendar's.
    pub(super) year_start: YearStart,
}

impl TableForm {
    /// Takes the keys that a file gives; `column_of` finds a column by any of its names.
    pub(super) fn take(&mut self, root: &mut Table<'_>, names: &ColumnNames) {
        if root.has("no_figure") {
            self.no_figure = boxed(root.texts("no_figure"));
        }
        if root.has("marks") {
            self.marks = boxed(root.texts("marks"));
            self.marks.sort_by_key(|mark| std::cmp::Reverse(mark.len()));
        }
        if let Some(scale) = root.value("scale") {
            self.take_scale(scale);
        }
        if let Some(blank) = root.table("blank") {
            self.blank.clear();
            for (name, value) in blank.entries() {
                let column = column(names, name.value, value);
                if let (Some(column), Some(number)) = (column, value.decimal()) {
                    self.blank.insert(column, number.value);
                }
            }
        }
        if let Some(value) = root.value("fill_down") {
            let columns = value.texts().into_iter();
            self.fill_down = columns
                .filter_map(|text| column(names, text.value, value))
                .collect();
            // A figure that stands once for several rows is not that of each.
            if self
                .fill_down
                .iter()
                .any(|column| *column >= known::NUMERATOR && !is_part_of_period(*column))
            {
                value.tell(Diagnostic::new(Code::FillDownFigures));
            }
        }
        if root.has("sheets") {
            self.sheets = wildcards(root.texts("sheets"));
        }
        self.has_rows = root.has("rows");
        if let Some(mut rows) = root.table("rows") {
            if rows.has("skip") {
                self.skip = wildcards(rows.texts("skip"));
            }
            let ways = [("skip", Some(ParentRows::Skip)), ("keep", None)];
            if let Some(parents) = rows.choice("parents", &ways) {
                self.parents = parents.value;
            }
            rows.finish();
        }
        let start = root.value("year_starts").and_then(read_year_start);
        if let Some(start) = start {
            self.year_start = start;
        }
        let across = [
            ("period", Across::Period),
            ("unit", Across::Unit),
            ("field", Across::Field),
            ("indicator", Across::Indicator),
        ];
        if let Some(across) = root.choice("across", &across) {
            self.across = Some(across.value);
        }
        if let (Some(_), Some(value)) = (self.across, root.value("value")) {
            self.across_value = value
                .text()
                .and_then(|text| column(names, text.value, value));
        }
    }

    fn take_scale(&mut self, value: Value<'_>) {
        match value.decimal() {
            Some(scale) if scale.value > Decimal::ZERO => self.scale = Some(scale.value),
            Some(scale) => value.tell(Code::BadScale.arg("text", scale.value)),
            None => {}
        }
    }
}

/// The column that a key names; another is told.
fn column(names: &ColumnNames, name: &str, value: Value<'_>) -> Option<usize> {
    let found = names.find(name).filter(|column| *column != known::UNUSED);
    if found.is_none() {
        let error = Code::NoSuchColumn.arg("column", name);
        value.tell(error.near(names.nearest(name)));
    }
    found
}

fn boxed(texts: Vec<Placed<&str>>) -> Vec<Box<str>> {
    texts.into_iter().map(|text| text.value.into()).collect()
}

fn wildcards(texts: Vec<Placed<&str>>) -> Vec<Wildcard> {
    let texts = texts.into_iter();
    texts.map(|text| Wildcard::new(text.value)).collect()
}

/// A name in which `*` stands for any letters, or none; case, spaces and diacritics do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wildcard {
    /// What stands between the `*`.
    parts: Vec<String>,
}

impl Wildcard {
    pub(super) fn new(text: &str) -> Self {
        Self {
            parts: text.split('*').map(header_key).collect(),
        }
    }

    /// Whether a text is of this form.
    pub(super) fn matches(&self, text: &str) -> bool {
        let key = header_key(text);
        let [first, between @ .., last] = &self.parts[..] else {
            return self.parts.first().is_some_and(|only| *only == key);
        };
        let Some(mut rest) = key.strip_prefix(first.as_str()) else {
            return false;
        };
        for part in between {
            match rest.find(part.as_str()) {
                Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
                None => return false,
            }
        }
        rest.ends_with(last.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_letters() {
        for (form, text, expected) in [
            ("Khối *", "KHỐI PHƯỜNG LOẠI 1", true),
            ("Khối *", "Phường Khối", false),
            ("Tháng *", "Tháng 9", true),
            ("* cũ", "Bảng cũ", true),
            ("*", "", true),
            ("a*b*c", "a1b2c", true),
            ("a*b*c", "acb", false),
            ("a*a", "a", false),
            ("Ghi chú", "ghi  chu", true),
            ("Ghi chú", "Ghi chú 2", false),
        ] {
            assert_eq!(Wildcard::new(form).matches(text), expected, "{form} {text}");
        }
    }
}
