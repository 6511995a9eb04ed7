//! Headers of several rows, as forms are printed: groups above, with the names of their columns below them.
//!
//! In a workbook a group is one merged cell; in text, and where nobody merged, the cells to its right are blank. Each
//! column's name is the path down to it: `Đã giải quyết / Đúng hạn`.

use super::Row;
use super::header::header_key;
use super::header_level::{FirstRow, Level, columns_of};
use rustc_hash::FxHashMap;

/// What stands between the names of a path.
pub const PATH_SEPARATOR: &str = " / ";

/// Which column a name is of. The groups above it that the name leaves out come second: none where it is the whole path.
pub type ColumnOf<'a> = dyn Fn(&str, &[Box<str>]) -> Option<usize> + 'a;

/// No header has more rows.
pub(super) const MOST_ROWS: usize = 4;

/// The rows of a header, one above another; nearly always one.
#[derive(Debug, Clone)]
pub struct StackedHeader {
    /// The cells of each row as they are shown, merged ones filled.
    rows: Vec<HeaderRow>,
    /// The name of each column, from the top down; none where it has no name.
    columns: Vec<HeaderColumn>,
    /// What its first row is.
    first_row: FirstRow,
}

/// A row of a header.
#[derive(Debug, Clone)]
struct HeaderRow {
    line: u32,
    /// How many cells it has, blank ones at its end too.
    length: usize,
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
    pub(super) fn add(&mut self, name: &str, line: u32) {
        let last = self.path.last().map(|last| header_key(last));
        if last != Some(header_key(name)) {
            self.path.push(super::one_line(name).into());
        }
        self.line = line;
    }

    /// The first of its names that is known: how many of its first parts it leaves out, and what it is.
    fn found(&self, column_of: &ColumnOf<'_>) -> Option<(usize, usize)> {
        let mut names = self.names().enumerate();
        names.find_map(|(from, name)| Some((from, column_of(&name, &self.path[..from])?)))
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
                first_row: top.first_row(&levels),
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
            first_row: FirstRow::Header,
            rows,
        }
    }

    /// The header of a table that is made of another: only the paths of its columns are known.
    #[must_use]
    pub fn from_columns(columns: Vec<HeaderColumn>) -> Self {
        Self {
            columns,
            first_row: FirstRow::Header,
            rows: Vec::new(),
        }
    }

    /// How many rows it has.
    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many cells its longest row is written with, blank ones too.
    #[must_use]
    pub fn length(&self) -> usize {
        self.rows.iter().map(|row| row.length).max().unwrap_or(0)
    }

    /// The row of which a cell may have been lost or gained, how many it has, and how many the lowest row has: blank cells at
    /// its end are written, so that it is as long as it was meant to be.
    #[must_use]
    pub fn moved(&self) -> Option<(u32, usize, usize)> {
        let (lowest, groups) = self.rows.split_last()?;
        let ends_blank = |row: &HeaderRow| row.shown.len() < row.length;
        let mut uneven = groups.iter().filter(|row| row.length != lowest.length);
        if let Some(row) = uneven.clone().find(|row| ends_blank(row)) {
            return Some((row.line, row.length, lowest.length));
        }
        if let Some(longer) = uneven.find(|row| row.length > lowest.length && ends_blank(lowest)) {
            return Some((lowest.line, lowest.length, longer.length));
        }
        // Where the longest row writes its blank cells, a shorter one has lost one.
        let longest = self.rows.iter().max_by_key(|row| row.length)?;
        let mut rows = self.rows.iter();
        let is_padded = rows.any(|row| row.length == longest.length && ends_blank(row));
        let short = self.rows.iter().find(|row| row.length < longest.length)?;
        is_padded.then_some((short.line, short.length, longest.length))
    }

    /// What its first row is.
    pub(super) fn first_row(&self) -> FirstRow {
        self.first_row
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
    pub fn known(&self, column_of: &ColumnOf<'_>) -> Vec<Option<usize>> {
        let bearers = Bearers::of(self);
        let all = self.columns.iter();
        all.map(|column| {
            let (from, found) = column.found(column_of)?;
            (from == 0 || bearers.is_one(column, from)).then_some(found)
        })
        .collect()
    }

    /// Whether a column below a group is known by its whole path.
    pub(super) fn names_whole_path(&self, column_of: &ColumnOf<'_>) -> bool {
        let mut grouped = self.columns.iter().filter(|column| column.path.len() > 1);
        grouped.any(|column| column_of(&column.name(), &[]).is_some())
    }

    /// The columns that are known only by a name that others bear too, under other groups.
    #[must_use]
    pub fn ambiguous(&self, column_of: &ColumnOf<'_>) -> Vec<usize> {
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
        length: row.len(),
        shown,
        written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{CellKind, Rows};

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
    fn a_measure_may_stand_below_one_name_alone() {
        let names = ["Đơn vị", "Tử số", "Mẫu số"];
        let text = "Đơn vị,Tử số,Mẫu số,Tỷ lệ\n,,,(%)\n";
        // Where nobody merged, this is a row of text like any other.
        let header = header_of(text);
        assert_eq!(header.height(), 1);
        let (mut above, mut below) = (Row::default(), Row::default());
        for (row, last) in [(&mut above, "Tỷ lệ"), (&mut below, "(%)")] {
            row.begin(1);
            for (index, name) in names.into_iter().chain([last]).enumerate() {
                row.set(index, name, CellKind::Text);
                if last == "(%)" && index < 3 {
                    row.mark_filled();
                }
            }
        }
        let header = StackedHeader::begin(&[&above, &below], &|_| false);
        assert_eq!(header.height(), 2);
        assert_eq!(header.first_row(), FirstRow::Header);
        let last = header.columns().last().map(HeaderColumn::name);
        assert_eq!(last.as_deref(), Some("Tỷ lệ / (%)"));
    }

    #[test]
    fn a_group_may_hold_one_as_wide() {
        let text = "Đơn vị,Thực hiện,Thực hiện\nĐơn vị,Tháng 3,Tháng 3\nĐơn vị,Đúng hạn,Trễ hạn\n";
        let expected = [
            "Đơn vị",
            "Thực hiện / Tháng 3 / Đúng hạn",
            "Thực hiện / Tháng 3 / Trễ hạn",
        ];
        assert_eq!(names(text), (3, expected.map(str::to_owned).to_vec()));
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
        let column_of = |name: &str, _: &[Box<str>]| {
            ["Đúng hạn", "Trễ hạn"]
                .iter()
                .position(|known| *known == name)
        };
        assert_eq!(header.known(&column_of), [None, None, Some(1), None, None]);
        assert_eq!(header.ambiguous(&column_of), [1, 3]);
        let full = |name: &str, _: &[Box<str>]| (name == "Đã giải quyết / Đúng hạn").then_some(7);
        assert_eq!(header.known(&full), [None, Some(7), None, None, None]);
        assert_eq!(header.ambiguous(&full), Vec::<usize>::new());
    }

    #[test]
    fn a_title_is_told_from_a_row_of_groups() {
        let of = |text: &str| header_of(text).first_row();
        for text in [
            "UBND QUẬN 1,,CỘNG HÒA,\nSTT,Nội dung,Đúng hạn,Trễ hạn\n",
            ",,BÁO CÁO,\nSTT,Nội dung,Đúng hạn,Trễ hạn\n",
            ",,Đơn vị tính: hồ sơ,\nSTT,Nội dung,Đúng hạn,Trễ hạn\n",
            "Tháng 3 năm 2019,,,\nSTT,Nội dung,Đúng hạn,Trễ hạn\n",
            "QUẬN 1,,\"Quận 1, ngày 5 tháng 4 năm 2019\",\nSTT,Nội dung,Đúng hạn,Trễ hạn\n",
        ] {
            assert_eq!(of(text), FirstRow::Title, "{text}");
        }
        for text in [
            "STT,Nội dung,Kết quả,\n,,Đúng hạn,Trễ hạn\n",
            ",,Kế hoạch năm,\nSTT,Nội dung,Đúng hạn,Trễ hạn\n",
            "STT,Nội dung,Báo cáo năm 2018,\n,,Đúng hạn,Trễ hạn\n",
            ",,Tiếp nhận,Đã giải quyết,\nSTT,Nội dung,Tổng số,Đúng hạn,Trễ hạn\n",
        ] {
            assert_eq!(of(text), FirstRow::Header, "{text}");
        }
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
