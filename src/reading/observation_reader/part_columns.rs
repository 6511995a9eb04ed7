//! Columns that each say a part of a period: the year (`Năm`), the quarter (`Quý`), the month (`Tháng`). What none of
//! them says stands around the table.

use super::row_name::{RowName, row_name};
use crate::calendar::{Period, ROMAN, YearPart};
use crate::reading::column::known;
use crate::reading::surroundings::PartOfYears;
use crate::source::{Header, Row, header_key};
use crate::text::canonical;

/// Where the columns are that say a part of a period; at least one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PartColumns {
    pub(super) year: Option<usize>,
    pub(super) quarter: Option<usize>,
    pub(super) month: Option<usize>,
}

/// What stands around a table beside its columns of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Nothing.
    Nothing,
    /// The period, mostly a year, in which the months and quarters lie.
    Around(Period),
    /// Which part of the years is meant.
    Part(PartOfYears),
    /// Something that is not clear, which was told.
    Broken,
}

impl PartColumns {
    /// The columns of a header.
    pub(super) fn of(header: &Header) -> Option<Self> {
        let this = Self {
            year: header.position(known::YEAR),
            quarter: header.position(known::QUARTER),
            month: header.position(known::MONTH),
        };
        let is_there = this.year.is_some() || this.quarter.is_some() || this.month.is_some();
        is_there.then_some(this)
    }

    /// The column that says most.
    pub(super) fn finest(self) -> Option<usize> {
        self.month.or(self.quarter).or(self.year)
    }

    /// All of them, the finest last.
    pub(super) fn all(self) -> impl Iterator<Item = usize> {
        [self.year, self.quarter, self.month].into_iter().flatten()
    }

    /// What a row says in them.
    pub(super) fn texts<'r>(self, row: &'r Row<'_>) -> PartTexts<'r> {
        let text = |column: Option<usize>| column.map(|column| row.month_or_cell(column));
        PartTexts {
            year: text(self.year),
            quarter: text(self.quarter),
            month: text(self.month),
        }
    }
}

/// What the cells of a row say; `None` where there is no such column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PartTexts<'r> {
    pub(super) year: Option<&'r str>,
    pub(super) quarter: Option<&'r str>,
    pub(super) month: Option<&'r str>,
}

impl PartTexts<'_> {
    /// The text of the finest column.
    fn finest(&self) -> &str {
        self.month
            .or(self.quarter)
            .or(self.year)
            .unwrap_or_default()
    }

    /// What the finest says of the row as a whole.
    pub(super) fn row_name(&self) -> Option<RowName> {
        row_name(self.finest())
    }

    /// All of them as one, to be looked up.
    pub(super) fn joined(&self) -> String {
        let parts = [self.year, self.quarter, self.month];
        parts.map(Option::unwrap_or_default).join("\u{1f}")
    }
}

/// Makes columns of a header known that say a part of a period: `Năm`, `Quý`, `Tháng` by themselves or under a heading of
/// periods. What is spelt like them without diacritics is something else (`Nam` beside `Nữ`, `Quỹ`), as are counts under
/// other groups (`Thực hiện / Tháng`).
pub(super) fn name_part_columns(header: &mut Header) {
    const PARTS: [usize; 3] = [known::YEAR, known::QUARTER, known::MONTH];
    let named: Vec<Option<usize>> = (0..header.cells.len())
        .map(|index| part_of_name(header, index))
        .collect();
    let has_women = header.cells.iter().any(|cell| header_key(cell) == "nu");
    let has_shorter = named.iter().flatten().any(|column| *column != known::YEAR);
    for (index, named) in named.into_iter().enumerate() {
        let Some(known_as) = header.columns.get(index).copied() else {
            continue;
        };
        let is_men = header
            .cells
            .get(index)
            .is_some_and(|cell| canonical(cell) == "nam")
            && (has_women || !has_shorter);
        let is_spelt_so = ["year", "quarter", "month"].contains(&&*last_key(header, index));
        let found = match (known_as, named.filter(|_| !is_men)) {
            (None, found) => found,
            (Some(column), None) if PARTS.contains(&column) && is_spelt_so => None,
            (other, _) => other,
        };
        header.columns[index] = found;
    }
}

/// The last part of a name, as names are compared.
fn last_key(header: &Header, index: usize) -> String {
    let column = header.rows().columns().get(index);
    let last = column.and_then(|column| column.path.last());
    last.map_or_else(String::new, |name| header_key(name))
}

/// Which part of a period the name of a column says.
fn part_of_name(header: &Header, index: usize) -> Option<usize> {
    let path = &header.rows().columns().get(index)?.path;
    let (name, groups) = path.split_last()?;
    let is_of_period = |group: &str| {
        matches!(
            &*header_key(group),
            "ky" | "kybaocao" | "thoigian" | "period" | "kysolieu" | "thoidiem"
        )
    };
    if !groups.iter().all(|group| is_of_period(group)) {
        return None;
    }
    match &*canonical(name) {
        "năm" | "nam" | "year" => Some(known::YEAR),
        "quý" | "quí" | "quy" | "quarter" => Some(known::QUARTER),
        "tháng" | "thang" | "month" => Some(known::MONTH),
        _ => None,
    }
}

/// The number of a month or quarter that stands alone in a cell: `9`, `09`, `9.0`, `III`.
pub(super) fn bare_number(text: &str) -> Option<u32> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    if matches!(whole.len(), 1 | 2) && whole.bytes().all(|b| b.is_ascii_digit()) {
        return whole.parse().ok();
    }
    let lower = text.to_ascii_lowercase();
    let at = ROMAN.iter().position(|roman| *roman == lower)?;
    u32::try_from(at + 1).ok()
}

/// The part of a period that a period around it says: it must lie in it.
pub(super) fn within(around: Period, part: YearPart) -> Option<Period> {
    let period = part.of(around.its_year())?;
    around.covers(period).then_some(period)
}
