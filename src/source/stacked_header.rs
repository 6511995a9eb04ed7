//! Headers of several rows, as forms are printed: groups above, with the names of their columns below them.
//!
//! In a workbook a group is one merged cell; in text, and where nobody merged, the cells to its right are blank. Each
//! column's name is the path down to it: `Đã giải quyết / Đúng hạn`.

use super::header::header_key;
use super::{CellKind, Row};
use crate::locale::fold;
use rustc_hash::FxHashMap;

/// What stands between the names of a path.
pub const PATH_SEPARATOR: &str = " / ";

/// No header has more rows.
pub(super) const MOST_ROWS: usize = 4;

/// The rows of a header, one above another; nearly always one.
#[derive(Debug, Clone)]
pub struct StackedHeader {
    /// The cells of each row as they are shown, merged ones filled.
    rows: Vec<HeaderRow>,
    /// The name of each column, from the top down; none where it has no name.
    columns: Vec<HeaderColumn>,
    /// Whether its first row may be a title above the header rather than a part of it.
    may_begin_with_title: bool,
}

/// A row of a header.
#[derive(Debug, Clone)]
struct HeaderRow {
    line: u32,
    /// As it is shown: each cell of a merged one.
    shown: Vec<Box<str>>,
    /// As it is written: a merged cell in its first one alone.
    written: Vec<Box<str>>,
}

/// A column of a header.
#[derive(Debug, Clone, Default)]
pub struct HeaderColumn {
    /// Its name from the top down; no two neighbours are equal.
    pub path: Vec<Box<str>>,
    /// The physical line of the last part of its name.
    pub line: u32,
}

impl HeaderColumn {
    /// The names that it may be known by: the whole path, then the path without its first parts.
    pub fn names(&self) -> impl Iterator<Item = String> + '_ {
        (0..self.path.len()).map(|from| self.path[from..].join(PATH_SEPARATOR))
    }

    /// Adds the next part of the name.
    fn add(&mut self, name: &str, line: u32) {
        let last = self.path.last().map(|last| header_key(last));
        if last != Some(header_key(name)) {
            self.path.push(super::one_line(name).into());
        }
        self.line = line;
    }

    /// The first of its names that is known: how many of its first parts it leaves out, and what it is.
    fn found(&self, column_of: &dyn Fn(&str) -> Option<usize>) -> Option<(usize, usize)> {
        let mut names = self.names().enumerate();
        names.find_map(|(from, name)| Some((from, column_of(&name)?)))
    }

    /// Its whole name.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.join(PATH_SEPARATOR)
    }
}

impl StackedHeader {
    /// The header that begins with the first of these rows: that row alone, with the rows below it that divide its groups.
    /// `is_known` holds for names of columns.
    pub(super) fn begin(rows: &[&Row<'_>], is_known: &dyn Fn(&str) -> bool) -> Self {
        let mut levels: Vec<Level> = Vec::new();
        let width = rows.iter().take(MOST_ROWS).map(|row| row.width()).max();
        let width = width.unwrap_or(0);
        for row in rows.iter().take(MOST_ROWS) {
            let next = match levels.last() {
                None => Level::top(row, width),
                Some(above) => match above.divided_by(row, is_known) {
                    Some(level) => level,
                    None => break,
                },
            };
            levels.push(next);
        }
        match &levels[..] {
            [top, _, ..] => Self {
                may_begin_with_title: top.may_be_title(&levels),
                columns: columns_of(&levels, rows, width),
                rows: rows[..levels.len()].iter().map(|row| of_row(row)).collect(),
            },
            _ => Self::of_rows(rows.first().copied()),
        }
    }

    /// A header of one row.
    fn of_rows(row: Option<&Row<'_>>) -> Self {
        let rows: Vec<HeaderRow> = row.into_iter().map(of_row).collect();
        let column = |line: u32, cell: &str| HeaderColumn {
            path: (!cell.is_empty())
                .then(|| cell.into())
                .into_iter()
                .collect(),
            line,
        };
        let columns = rows
            .iter()
            .flat_map(|row| row.shown.iter().map(|cell| column(row.line, cell)));
        Self {
            columns: columns.collect(),
            may_begin_with_title: false,
            rows,
        }
    }

    /// How many rows it has.
    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// Whether its first row may be a title above the header rather than a part of it.
    pub(super) fn may_begin_with_title(&self) -> bool {
        self.may_begin_with_title
    }

    /// The physical line of its first row.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.rows.first().map_or(0, |row| row.line)
    }

    /// The columns up to the last that has a name.
    #[must_use]
    pub fn columns(&self) -> &[HeaderColumn] {
        &self.columns
    }

    /// Every name that a column may be known by, in the form in which names are compared.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let names = self.columns.iter().flat_map(HeaderColumn::names);
        names.map(|name| header_key(&name)).collect()
    }

    /// What each column is by its name. A name without the groups above it holds only where no other column bears it.
    #[must_use]
    pub fn known(&self, column_of: &dyn Fn(&str) -> Option<usize>) -> Vec<Option<usize>> {
        let bearers = Bearers::of(self);
        let all = self.columns.iter();
        all.map(|column| {
            let (from, found) = column.found(column_of)?;
            (from == 0 || bearers.is_one(column, from)).then_some(found)
        })
        .collect()
    }

    /// The columns that are known only by a name that others bear too, under other groups.
    #[must_use]
    pub fn ambiguous(&self, column_of: &dyn Fn(&str) -> Option<usize>) -> Vec<usize> {
        let bearers = Bearers::of(self);
        let is_ambiguous = |column: &HeaderColumn| {
            let found = column.found(column_of);
            found.is_some_and(|(from, _)| from > 0 && !bearers.is_one(column, from))
        };
        let all = self.columns.iter().enumerate();
        all.filter(|(_, column)| is_ambiguous(column))
            .map(|(index, _)| index)
            .collect()
    }

    /// Whether a row repeats one of its rows.
    #[must_use]
    pub fn is_repeated_by(&self, row: &Row<'_>) -> bool {
        let width = row.width();
        let is_same = |cells: &[Box<str>]| {
            cells.len() == width
                && cells.iter().enumerate().all(|(i, name)| {
                    let cell = row.cell(i);
                    cell == &**name || header_key(cell) == header_key(name)
                })
        };
        width > 0
            && self
                .rows
                .iter()
                .any(|header| is_same(&header.shown) || is_same(&header.written))
    }
}

/// For each name of a column, its whole path: none where columns of several paths bear it.
struct Bearers(FxHashMap<String, Option<String>>);

impl Bearers {
    fn of(header: &StackedHeader) -> Self {
        let mut paths: FxHashMap<String, Option<String>> = FxHashMap::default();
        // Where no name is within another there is nothing to tell apart.
        for column in header.columns.iter().filter(|_| header.rows.len() > 1) {
            let whole = path_key(&column.path);
            for from in 0..column.path.len() {
                let path = paths.entry(path_key(&column.path[from..]));
                path.and_modify(|path| {
                    if path.as_ref() != Some(&whole) {
                        *path = None;
                    }
                })
                .or_insert_with(|| Some(whole.clone()));
            }
        }
        Self(paths)
    }

    /// Whether all columns that a name without its first parts may be of have one path.
    fn is_one(&self, column: &HeaderColumn, from: usize) -> bool {
        let path = self.0.get(&path_key(&column.path[from..]));
        path.is_some_and(Option::is_some)
    }
}

fn path_key(path: &[Box<str>]) -> String {
    header_key(&path.join(PATH_SEPARATOR))
}

fn of_row(row: &Row<'_>) -> HeaderRow {
    let shown: Vec<Box<str>> = row.cells().take(row.width()).map(Into::into).collect();
    let mut written: Vec<Box<str>> = (0..row.width())
        .map(|i| if row.is_copy(i) { "" } else { row.cell(i) }.into())
        .collect();
    while written.last().is_some_and(|cell| cell.is_empty()) {
        written.pop();
    }
    HeaderRow {
        line: row.line(),
        shown,
        written,
    }
}

/// A row of a header, cut into the cells that it shows, each as wide as it reaches.
#[derive(Debug)]
struct Level(Vec<Span>);

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
    fn top(row: &Row<'_>, width: usize) -> Self {
        Self(divided(row, 0, width, ""))
    }

    /// The level below, where a row divides groups of this one; `None` where it is no part of the header.
    fn divided_by(&self, row: &Row<'_>, is_known: &dyn Fn(&str) -> bool) -> Option<Self> {
        let mut next = Vec::new();
        let mut divides = false;
        for span in &self.0 {
            let parts = divided(row, span.from, span.to, &span.name);
            let own = parts.iter().filter(|part| !part.name.is_empty()).count();
            if own == 0 {
                next.push(Span {
                    is_carried: true,
                    ..span.clone()
                });
                continue;
            }
            let is_group = !span.name.is_empty() && span.width() > 1;
            let is_measure = own == 1 && parts.iter().any(|part| in_brackets(&part.name));
            if is_measure && !is_group && !span.name.is_empty() {
                // In what a column counts: `(hồ sơ)`.
                next.push(Span {
                    is_carried: true,
                    ..span.clone()
                });
                continue;
            }
            let is_whole = parts.first().is_some_and(|part| !part.name.is_empty());
            if is_group && (own < 2 || !is_whole) {
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
            cells.any(|(kind, cell)| kind != CellKind::Text || may_be_figure(cell))
                && !self.is_divided_into_years(&next)
        };
        (divides && !has_figures()).then_some(Self(next))
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

    /// Whether this first level may be a title: one text alone, one above the first column, which belongs to no group, or
    /// one above a single other.
    fn may_be_title(&self, levels: &[Self]) -> bool {
        let named = || self.0.iter().filter(|span| !span.name.is_empty());
        let below = || levels.iter().skip(1).flat_map(|level| &level.0);
        let below = || below().filter(|span| !span.is_carried && !span.name.is_empty());
        let first_column = named().chain(below()).map(|span| span.from).min();
        let is_above_first = |span: &Span| span.width() > 1 && Some(span.from) == first_column;
        let is_above_one =
            |span: &Span| span.width() == 1 && below().any(|part| part.from == span.from);
        named().count() < 2 || named().any(|span| is_above_first(span) || is_above_one(span))
    }
}

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
fn columns_of(levels: &[Level], rows: &[&Row<'_>], width: usize) -> Vec<HeaderColumn> {
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

fn in_brackets(cell: &str) -> bool {
    cell.starts_with('(') && cell.ends_with(')') && cell.chars().any(char::is_alphabetic)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Rows;

    const KNOWN: [&str; 3] = ["Đơn vị", "Kỳ", "Ghi chú"];

    fn header_of(text: &str) -> StackedHeader {
        let (mut all, mut row, mut rows) = (Rows::new(text, b','), Row::default(), Vec::new());
        while all.next_into(&mut row).unwrap() {
            rows.push(row.clone());
        }
        StackedHeader::begin(&rows.iter().collect::<Vec<_>>(), &|name| {
            KNOWN.contains(&name)
        })
    }

    /// How many rows there are, and the names of the columns.
    fn names(text: &str) -> (usize, Vec<String>) {
        let header = header_of(text);
        (
            header.height(),
            header.columns().iter().map(HeaderColumn::name).collect(),
        )
    }

    #[test]
    fn groups_reach_over_the_blanks_to_their_right() {
        let text = "STT,Đơn vị,Tiếp nhận,,,Đã giải quyết,,,Ghi chú\n,,Tổng số,Trong đó,,Trước hạn,Đúng hạn,Trễ hạn,\n,,,Kỳ trước,Mới,,,,\n1,Quận 1,5,2,3,1,2,3,\n";
        let expected = [
            "STT",
            "Đơn vị",
            "Tiếp nhận / Tổng số",
            "Tiếp nhận / Trong đó / Kỳ trước",
            "Tiếp nhận / Trong đó / Mới",
            "Đã giải quyết / Trước hạn",
            "Đã giải quyết / Đúng hạn",
            "Đã giải quyết / Trễ hạn",
            "Ghi chú",
        ];
        assert_eq!(names(text), (3, expected.map(str::to_owned).to_vec()));
    }

    #[test]
    fn merged_cells_that_were_filled_are_one() {
        let text = "STT,Đơn vị,Tiếp nhận,Tiếp nhận,Đã giải quyết,Đã giải quyết\nSTT,Đơn vị,Tổng số,Mới,Đúng hạn,Trễ hạn\n";
        let expected = [
            "STT",
            "Đơn vị",
            "Tiếp nhận / Tổng số",
            "Tiếp nhận / Mới",
            "Đã giải quyết / Đúng hạn",
            "Đã giải quyết / Trễ hạn",
        ];
        assert_eq!(names(text), (2, expected.map(str::to_owned).to_vec()));
    }

    #[test]
    fn names_may_stand_in_the_lowest_row() {
        let text = ",,Đã giải quyết,,,\nĐơn vị,Kỳ,Đúng hạn,Trễ hạn,,\n";
        let expected = [
            "Đơn vị",
            "Kỳ",
            "Đã giải quyết / Đúng hạn",
            "Đã giải quyết / Trễ hạn",
        ];
        assert_eq!(names(text), (2, expected.map(str::to_owned).to_vec()));
    }

    #[test]
    fn rows_that_are_no_part_of_it_end_it() {
        let head = "STT,Đơn vị,Đã giải quyết,,\n";
        for row in [
            "1,Quận 1,5,6,7",
            "I,Khối quận,,,",
            ",,(3),(4),(5)",
            "A,B,1,2,3",
            ",Quận 1,-,x,…",
            ",,,Đúng hạn,Trễ hạn",
            ",,Đúng hạn,,",
            "không phát sinh,,,,",
            ",,không phát sinh,không phát sinh,-",
            "",
        ] {
            assert_eq!(
                names(&format!("{head}{row}\n,,Đúng hạn,Trễ hạn,Sớm\n")).0,
                1,
                "{row}"
            );
        }
        assert_eq!(names(&format!("{head},,2018,2019,2020\n")).0, 2);
        assert_eq!(names(&format!("{head}1,,2018,2019,2020\n")).0, 1);
        assert_eq!(names(&format!("{head},,Đúng hạn,Trễ hạn,Sớm\n")).0, 2);
    }

    #[test]
    fn a_measure_below_a_name_is_no_part_of_it() {
        let text = "Đơn vị,Tiếp nhận,Đã giải quyết,\n,(hồ sơ),Đúng hạn,Trễ hạn\n";
        let expected = [
            "Đơn vị",
            "Tiếp nhận",
            "Đã giải quyết / Đúng hạn",
            "Đã giải quyết / Trễ hạn",
        ];
        assert_eq!(names(text), (2, expected.map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_name_that_several_groups_have_says_nothing_alone() {
        let header = header_of(
            "Đơn vị,Đã giải quyết,,Đang giải quyết,\n,Đúng hạn,Trễ hạn,Đúng hạn,Quá hạn\n",
        );
        let column_of = |name: &str| {
            ["Đúng hạn", "Trễ hạn"]
                .iter()
                .position(|known| *known == name)
        };
        assert_eq!(header.known(&column_of), [None, None, Some(1), None, None]);
        assert_eq!(header.ambiguous(&column_of), [1, 3]);
        let full = |name: &str| (name == "Đã giải quyết / Đúng hạn").then_some(7);
        assert_eq!(header.known(&full), [None, Some(7), None, None, None]);
        assert_eq!(header.ambiguous(&full), Vec::<usize>::new());
    }

    #[test]
    fn titles_are_doubtful() {
        assert!(
            header_of("UBND QUẬN 1,,CỘNG HÒA,\nSTT,Nội dung,Đúng hạn,Trễ hạn\n")
                .may_begin_with_title()
        );
        assert!(header_of(",,BÁO CÁO,\nSTT,Nội dung,Đúng hạn,Trễ hạn\n").may_begin_with_title());
        assert!(!header_of("STT,Nội dung,Kết quả,\n,,Đúng hạn,Trễ hạn\n").may_begin_with_title());
    }

    #[test]
    fn each_row_of_it_may_be_repeated() {
        let text = "STT,Đơn vị,Đã giải quyết,\n,,Đúng hạn,Trễ hạn\n";
        let header = header_of(text);
        let mut rows = Rows::new(text, b',');
        let mut row = Row::default();
        while rows.next_into(&mut row).unwrap() {
            assert!(header.is_repeated_by(&row));
        }
        assert!(!header.is_repeated_by(&Row::default()));
    }
}
