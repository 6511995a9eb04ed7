//! The rows of a header one above another: the cells that each shows, how far they reach, and whether a row divides
//! the groups above it.

use super::header::header_key;
use super::stacked_header::HeaderColumn;
use super::{CellKind, Row};
use crate::text::fold;

/// A row of a header, cut into the cells that it shows, each as wide as it reaches.
#[derive(Debug)]
pub(super) struct Level(Vec<Span>);

/// A cell of a level.
#[derive(Debug, Clone)]
struct Span {
    from: usize,
    to: usize,
    /// Blank where nothing is written in it and nothing above reaches down to it.
    name: Box<str>,
    /// Whether it is merged, so that its width is certain and every column of it bears its name.
    is_merged: bool,
    /// Whether it only goes on from the level above.
    is_carried: bool,
}

impl Span {
    fn width(&self) -> usize {
        self.to - self.from
    }
}

impl Level {
    pub(super) fn top(row: &Row<'_>, width: usize) -> Self {
        Self(divided(row, 0, width, ""))
    }

    /// The level below, where a row divides groups of this one; `None` where it is no part of the header.
    pub(super) fn divided_by(
        &self,
        row: &Row<'_>,
        is_known: &dyn Fn(&str) -> bool,
    ) -> Option<Self> {
        let mut next = Vec::new();
        let (mut divides, mut reaches_down) = (false, false);
        let mut own_names: Vec<Box<str>> = Vec::new();
        for span in &self.0 {
            let parts = divided(row, span.from, span.to, &span.name);
            let own = parts.iter().filter(|part| !part.name.is_empty()).count();
            if own == 0 {
                reaches_down |= (span.from..span.to).any(|column| row.is_copy(column));
                next.push(Span {
                    is_carried: true,
                    ..span.clone()
                });
                continue;
            }
            own_names.extend(parts.iter().map(|part| part.name.clone()));
            let is_group = !span.name.is_empty() && span.width() > 1;
            let is_measure = own == 1 && parts.iter().any(|part| is_measure(&part.name));
            if is_measure && !is_group && !span.name.is_empty() {
                // In what a column counts: `(hồ sơ)`.
                next.push(Span {
                    is_carried: true,
                    ..span.clone()
                });
                continue;
            }
            let is_whole = parts.first().is_some_and(|part| !part.name.is_empty());
            // A group may hold a single other that is as wide.
            let holds_one = matches!(&parts[..], [one] if one.is_merged);
            if is_group && !holds_one && (own < 2 || !is_whole) {
                return None;
            }
            // Below the name of a column stands what the column holds.
            if !is_group && !span.name.is_empty() && is_known(&span.name) {
                return None;
            }
            divides |= is_group;
            next.extend(parts);
        }
        let has_figures = || {
            let own = next
                .iter()
                .filter(|span| !span.is_carried && !span.name.is_empty());
            let mut cells = own.map(|span| (row.kind(span.from), &*span.name));
            cells.any(|(kind, cell)| {
                (kind != CellKind::Text || may_be_figure(cell)) && !is_known(cell)
            }) && !self.is_divided_into_years(&next)
        };
        // Beside names that reach down to it, a row of measures alone is of the header too.
        let are_measures = || {
            let mut names = own_names.iter().filter(|name| !name.is_empty());
            names.all(|name| name.starts_with('(') && name.ends_with(')'))
        };
        let goes_on = divides || reaches_down && !own_names.is_empty() && are_measures();
        (goes_on && !has_figures()).then_some(Self(next))
    }

    /// Whether what divides the groups, and nothing else, are years.
    fn is_divided_into_years(&self, next: &[Span]) -> bool {
        let is_year = |name: &str| {
            name.len() == 4
                && (name.starts_with("19") || name.starts_with("20"))
                && name.bytes().all(|b| b.is_ascii_digit())
        };
        next.iter()
            .filter(|span| !span.is_carried && !span.name.is_empty())
            .all(|span| {
                let group = self
                    .0
                    .iter()
                    .find(|above| above.from <= span.from && span.to <= above.to);
                is_year(&span.name)
                    && group.is_some_and(|group| group.width() > 1 && !group.name.is_empty())
            })
    }

    /// What the row of this first level is, above the others.
    pub(super) fn first_row(&self, levels: &[Self]) -> FirstRow {
        let named = || self.0.iter().filter(|span| !span.name.is_empty());
        let below = || levels.iter().skip(1).flat_map(|level| &level.0);
        let below = || below().filter(|span| !span.is_carried && !span.name.is_empty());
        let first = named().chain(below()).map(|span| span.from).min();
        let end = below().map(|span| span.to).max().unwrap_or(0);
        let begins = |words: &[&str]| {
            named().any(|span| {
                let text = fold(&span.name);
                let text = text.trim_start_matches([' ', '(', '*']);
                words.iter().any(|word| text.starts_with(word))
            })
        };
        let is_dated = || {
            named().any(|span| {
                let text = fold(&span.name);
                ["ngay ", " thang ", " nam "]
                    .iter()
                    .all(|word| text.contains(word))
            })
        };
        // The name of a column beside groups reaches down through their rows.
        let reaches_down = |span: &&Span| {
            span.to <= end && !below().any(|part| part.from < span.to && span.from < part.to)
        };
        let is_above_first = named().any(|span| Some(span.from) == first);
        if begins(&LETTERHEAD) || is_dated() {
            FirstRow::Title
        } else if named().any(|span| reaches_down(&span)) {
            FirstRow::Header
        } else if is_above_first || (named().count() < 2 && begins(&TITLES)) {
            FirstRow::Title
        } else {
            FirstRow::Header
        }
    }
}

/// What the first row of a header of several rows is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstRow {
    /// A part of it.
    Header,
    /// A title above it, unless it makes more of its names known.
    Title,
}

/// What stands in the heads of letters and forms, folded.
const LETTERHEAD: [&str; 16] = [
    "bieu ",
    "don vi:",
    "so:",
    "ubnd",
    "uy ban nhan dan",
    "hdnd",
    "hoi dong nhan dan",
    "cong hoa xa hoi",
    "doc lap",
    "bieu so",
    // With its number: alone it is the name of a column, the denominator.
    "mau so ",
    "mau so:",
    "phu luc",
    "don vi bao cao",
    "ky bao cao",
    "don vi tinh:",
];

/// What titles begin with, folded.
const TITLES: [&str; 9] = [
    "bao cao",
    "tong hop",
    "thong ke",
    "bang",
    "danh sach",
    "so lieu",
    "tinh hinh",
    "dvt",
    "don vi tinh",
];

/// What a row shows between two columns, below a cell of this name; blank where nothing is written of its own.
fn divided(row: &Row<'_>, from: usize, to: usize, above: &str) -> Vec<Span> {
    let is_above = |cell: &str| !above.is_empty() && header_key(cell) == header_key(above);
    let has_own =
        (from..to).any(|column| !row.cell(column).is_empty() && !is_above(row.cell(column)));
    let mut spans: Vec<Span> = Vec::new();
    for column in from..to {
        let cell = if has_own { row.cell(column) } else { "" };
        let goes_on = spans.last().is_some_and(|last| {
            let is_same = || row.is_copy(column) || cell == &*last.name;
            match cell {
                "" => !last.name.is_empty() && !last.is_merged,
                // Where merged cells were filled, as a workbook and what is made of it have them.
                _ => is_same() && header_key(cell) == header_key(&last.name),
            }
        });
        if goes_on && let Some(last) = spans.last_mut() {
            last.to = column + 1;
            last.is_merged |= !cell.is_empty();
            continue;
        }
        spans.push(Span {
            from: column,
            to: column + 1,
            name: cell.into(),
            is_merged: false,
            is_carried: false,
        });
    }
    spans
}

/// The path of each column, up to the last that has one.
pub(super) fn columns_of(levels: &[Level], rows: &[&Row<'_>], width: usize) -> Vec<HeaderColumn> {
    let mut columns = vec![HeaderColumn::default(); width];
    let mut is_named = vec![false; width];
    for (level, row) in levels.iter().zip(rows) {
        for span in &level.0 {
            for column in span.from..span.to {
                // A blank beside the names that divide a group is of no column.
                is_named[column] &= span.is_carried;
                if !span.is_carried && !span.name.is_empty() {
                    columns[column].add(&span.name, row.line());
                    is_named[column] = span.from == column || span.is_merged;
                }
            }
        }
    }
    for (column, is_named) in columns.iter_mut().zip(is_named) {
        if !is_named {
            *column = HeaderColumn::default();
        }
    }
    while columns.last().is_some_and(|column| column.path.is_empty()) {
        columns.pop();
    }
    columns
}

/// Whether a cell says what a column counts, in brackets: `(hồ sơ)`. Thousands and per cents of it are another number.
fn is_measure(cell: &str) -> bool {
    let is_other = |text: &str| {
        let words = ["nghin", "ngan", "trieu", "tram", "chuc", "ty ", "%", "000"];
        words.iter().any(|word| text.contains(word))
    };
    cell.starts_with('(')
        && cell.ends_with(')')
        && cell.chars().any(char::is_alphabetic)
        && !is_other(&fold(cell))
}

/// Whether a cell may say a figure, or that there is none: no part of a header does.
fn may_be_figure(cell: &str) -> bool {
    let has_letter = cell.chars().any(char::is_alphabetic);
    let has_digit = cell.chars().any(|c| c.is_ascii_digit());
    let says_none = matches!(
        &*fold(cell),
        "-" | "–" | "—" | "…" | "..." | "x" | "n/a" | "khong phat sinh"
    );
    says_none || (has_digit && !has_letter)
}
