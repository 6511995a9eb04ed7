//! Names of columns, matched as people write them.

use super::{ColumnOf, PATH_SEPARATOR, Row, StackedHeader};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::place::{FileId, Place};
use crate::text::fold;
use rustc_hash::FxHashMap;

/// The form under which names of columns are compared: without case, spaces, underscores and diacritics, and without the
/// number that a form gives the column, `(4)` or `(3)=(1)+(2)`. `tỉ lệ` is `tỷ lệ`, `đúng hẹn` is `đúng hạn`.
#[must_use]
pub fn header_key(name: &str) -> String {
    let is_left_out = |c: char| c.is_whitespace() || matches!(c, '_' | '\u{200b}' | '\u{feff}');
    let mut key = fold(name);
    key.retain(|c| !is_left_out(c));
    if key.contains(['(', '[']) {
        let bare = without_notes(&key);
        // A column that is known by its number alone keeps it.
        if !bare.trim_matches('/').is_empty() {
            key = bare;
        }
    }
    if key.contains("tile") || key.contains("dunghen") {
        key = key.replace("tile", "tyle").replace("dunghen", "dunghan");
    }
    key
}

/// A folded name without what stands in brackets that is no part of it: the number of the column, with the sum that it is,
/// and that what is counted are dossiers.
fn without_notes(key: &str) -> String {
    let mut bare = String::with_capacity(key.len());
    let mut rest = key;
    while let Some(at) = rest.find(['(', '[']) {
        let (before, bracket) = rest.split_at(at);
        bare.push_str(before);
        let end = bracket
            .find([')', ']'])
            .map_or(bracket.len(), |end| end + 1);
        let (inside, after) = bracket.split_at(end);
        rest = after;
        match inside.trim_matches(['(', ')', '[', ']']) {
            "hoso" | "hs" => {}
            number if is_column_number(number) => rest = after_formula(after),
            _ => bare.push_str(inside),
        }
    }
    bare.push_str(rest);
    bare
}

/// Whether a text in brackets numbers a column: `4`, `3=1+2`.
fn is_column_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    matches!(digits, 1 | 2) && after_formula(text.get(digits..).unwrap_or_default()).is_empty()
}

/// What stands behind a formula of column numbers: `=(1)+(2)`; all of it where none begins it.
fn after_formula(text: &str) -> &str {
    let is_of_formula = |c: char| c.is_ascii_digit() || "=:()[]+-–*/x×%.,".contains(c);
    let rest = text.trim_start_matches(is_of_formula);
    let begins = text.starts_with(['=', ':']);
    if begins && (rest.is_empty() || text.len() > rest.len() + 1) {
        rest
    } else {
        text
    }
}

/// The names under which columns are known; a column is an index that the caller chose.
#[derive(Debug, Clone, Default)]
pub struct ColumnNames {
    by_key: FxHashMap<String, usize>,
    shown: Vec<Box<str>>,
    /// How many bytes the longest key has.
    longest: usize,
}

impl ColumnNames {
    /// No names yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a name of a column. Where the name is that of another column already, nothing changes and that column
    /// is returned.
    pub fn add(&mut self, name: &str, column: usize) -> Option<usize> {
        let key = header_key(name);
        match self.by_key.get(&key) {
            Some(&other) => (other != column).then_some(other),
            None => {
                self.longest = self.longest.max(key.len());
                self.by_key.insert(key, column);
                self.shown.push(name.into());
                None
            }
        }
    }

    /// Adds a name of a column, taking it from any other column that has it.
    pub fn set(&mut self, name: &str, column: usize) {
        let key = header_key(name);
        self.longest = self.longest.max(key.len());
        if self.by_key.insert(key, column).is_none() {
            self.shown.push(name.into());
        }
    }

    /// The column of a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        if name.is_empty() || self.is_too_long(name) {
            None
        } else {
            self.by_key.get(&header_key(name)).copied()
        }
    }

    /// Whether a text is longer than any name could be written, such as a whole paragraph in a cell: folding it to look
    /// it up would take long.
    fn is_too_long(&self, text: &str) -> bool {
        // A letter with two combining marks has five bytes, and folded one.
        let most = 8 * self.longest;
        text.len() > most && text.split_whitespace().map(str::len).sum::<usize>() > most
    }

    /// The known name nearest to this one, where one is near.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.shown.iter().map(|known| &**known))
    }
}

/// No more suggestions than this a header: each compares with every known name.
const SUGGESTIONS: usize = 50;

/// What the cells of a header mean.
#[derive(Debug, Clone)]
pub struct Header {
    /// The physical line of its first row.
    pub line: u32,
    /// The names of columns up to the last that is not blank; of a header of several rows from the top down.
    pub cells: Vec<Box<str>>,
    /// The column of each cell.
    pub columns: Vec<Option<usize>>,
    /// How many cells are not blank.
    pub filled: usize,
    /// Its rows.
    rows: StackedHeader,
}

impl Header {
    /// Finds the column of each cell.
    #[must_use]
    pub fn new(rows: StackedHeader, column_of: &ColumnOf<'_>) -> Self {
        let cells: Vec<Box<str>> = rows
            .columns()
            .iter()
            .map(|column| column.name().into())
            .collect();
        let columns = rows.known(column_of);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        Self {
            line: rows.line(),
            cells,
            columns,
            filled,
            rows,
        }
    }

    /// The header of a table that is made of another, with the column of each cell.
    #[must_use]
    pub fn from_columns(line: u32, rows: StackedHeader, columns: Vec<Option<usize>>) -> Self {
        Self {
            line,
            columns,
            ..Self::new(rows, &|_, _| None)
        }
    }

    /// Its rows.
    #[must_use]
    pub fn rows(&self) -> &StackedHeader {
        &self.rows
    }

    /// The index of the first cell of a column.
    #[must_use]
    pub fn position(&self, column: usize) -> Option<usize> {
        self.columns.iter().position(|c| *c == Some(column))
    }

    /// The cells after the first one of a column that name it again.
    pub fn repeats(&self, column: usize) -> impl Iterator<Item = usize> + '_ {
        let matching = move |(_, c): &(usize, &Option<usize>)| **c == Some(column);
        self.columns
            .iter()
            .enumerate()
            .filter(matching)
            .map(|(index, _)| index)
            .skip(1)
    }

    /// Whether a row repeats the header, or one of its rows.
    #[must_use]
    pub fn is_repeated_by(&self, row: &Row<'_>) -> bool {
        self.rows.is_repeated_by(row)
    }

    /// The cells of a row that hold something beyond the last column that has a name.
    pub fn beyond<'r>(&self, row: &'r Row<'_>) -> impl Iterator<Item = usize> + use<'r, '_> {
        (self.cells.len()..row.len()).filter(|index| !row.cell(*index).is_empty())
    }

    /// Tells of columns that are known only by a name that others bear too, under other groups: which of them is meant
    /// the names alone do not say.
    pub fn tell_ambiguous(
        &self,
        file: FileId,
        column_of: &ColumnOf<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        let ambiguous = self.rows.ambiguous(column_of);
        if let [first, others @ ..] = &ambiguous[..] {
            let told: Vec<String> = ambiguous
                .iter()
                .filter_map(|i| self.cells.get(*i))
                .map(|name| format!("“{name}”"))
                .collect();
            let error = Code::AmbiguousColumn
                .at(self.place(file, *first))
                .arg("columns", told.join(", "));
            let others = others.iter().map(|i| self.place(file, *i));
            diagnostics.push(others.fold(error, Diagnostic::related));
        }
    }

    /// Warns of the columns that nothing knows: one warning a table, with the nearest known names.
    pub fn warn_of_unknown(
        &self,
        file: FileId,
        names: &ColumnNames,
        diagnostics: &mut Diagnostics,
    ) {
        let is_unknown = |i: &usize| {
            let cell = &self.cells[*i];
            self.columns[*i].is_none() && !is_running_number(cell)
        };
        let unknown: Vec<usize> = (0..self.cells.len()).filter(is_unknown).collect();
        let Some(&first) = unknown.first() else {
            return;
        };
        let told = unknown.iter().enumerate().map(|(nth, &i)| {
            let name = one_line(&self.cells[i]);
            // Of long paths much is alike that means something else.
            let may_be_near = nth < SUGGESTIONS && !name.contains(PATH_SEPARATOR);
            let near = may_be_near.then(|| names.nearest(&name)).flatten();
            near.map_or_else(
                || format!("“{name}”"),
                |near| format!("“{name}” (≈ “{near}”)"),
            )
        });
        let warning = Code::UnknownColumn
            .at(self.place(file, first))
            .arg("columns", told.collect::<Vec<_>>().join(", "));
        let others = unknown[1..].iter().map(|&i| self.place(file, i));
        diagnostics.push(others.fold(warning, Diagnostic::related));
    }

    /// The place of a cell of the header.
    #[must_use]
    pub fn place(&self, file: FileId, index: usize) -> Place {
        let column = self.rows.columns().get(index);
        let line = column.map_or(0, |column| column.line);
        cell_place(file, if line == 0 { self.line } else { line }, index)
    }
}

/// Whether a column of this name, or of none, only numbers the rows: nobody need be told that it is not read.
#[must_use]
pub fn is_running_number(name: &str) -> bool {
    matches!(
        &*header_key(name),
        "stt" | "tt" | "sott" | "sothutu" | "no" | "no." | ""
    )
}

/// The place of the cell at this index (from 0) of a row.
#[must_use]
pub fn cell_place(file: FileId, line: u32, index: usize) -> Place {
    Place::at(file, line, u32::try_from(index + 1).unwrap_or(u32::MAX))
}

/// A text on one line, for messages.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Rows;

    fn names() -> ColumnNames {
        let mut names = ColumnNames::new();
        for (column, name) in ["đơn vị", "kỳ", "short_name"].iter().enumerate() {
            assert_eq!(names.add(name, column), None);
        }
        names
    }

    fn row(text: &str) -> Row<'_> {
        let mut row = Row::default();
        Rows::new(text, b',').next_into(&mut row).unwrap();
        row
    }

    #[test]
    fn a_name_is_found_however_it_is_written_and_a_paragraph_is_none() {
        let names = names();
        let spread: String = "đ ơ n v ị"
            .chars()
            .flat_map(|c| [c, ' ', '\n', '\u{a0}'])
            .collect();
        assert_eq!(names.find(&spread), Some(0));
        let decomposed =
            "S\u{323}\u{302}\u{301}H\u{323}\u{302}\u{301}O\u{323}\u{302}\u{301}RT NAME";
        assert_eq!(names.find(decomposed), Some(2));
        assert_eq!(names.find(&"đơn vị ".repeat(200)), None);
    }

    #[test]
    fn names_match_without_case_spaces_underscores_and_diacritics() {
        let names = names();
        for name in [
            "Đơn vị",
            "ĐƠN VỊ",
            "don_vi",
            "DonVi",
            " đơn\u{a0}vị ",
            "Đơn\nvị",
            "đơn vi\u{323}",
        ] {
            assert_eq!(names.find(name), Some(0), "{name}");
        }
        assert_eq!(names.find("Short name"), Some(2));
        assert_eq!(names.find(""), None);
        assert_eq!(names.nearest("Đơn vi"), Some("đơn vị"));
        assert_eq!(names.nearest("shortnme"), Some("short_name"));
        assert_eq!(names.nearest("STT"), None);
    }

    #[test]
    fn the_number_of_a_column_is_no_part_of_its_name() {
        for name in [
            "Tiếp nhận (4)",
            "(4) Tiếp nhận",
            "Tiếp nhận\n(4)",
            "Tiếp nhận [12]",
            "Tiếp nhận (3)=(4)+(5)",
            "Tiếp nhận (3 = 4 + 5)",
            "Tiếp nhận (hồ sơ)",
            "Tiếp nhận\n(HS) (5)=(4)/(3)*100%",
        ] {
            assert_eq!(header_key(name), "tiepnhan", "{name}");
        }
        for name in [
            "Tiếp nhận (%)",
            "Tiếp nhận (2018)",
            "Tiếp nhận (nghìn hồ sơ)",
            "Tiếp nhận (người)",
            "Tiếp nhận (kỳ trước)",
            "Tiếp nhận (2a)",
            "Tiếp nhận 4",
            "Tiếp nhận (",
        ] {
            assert_ne!(header_key(name), "tiepnhan", "{name}");
        }
        assert_eq!(header_key("(4)"), "(4)");
        assert_eq!(
            header_key("Đã giải quyết (3) / Đúng hạn (4)"),
            header_key("Đã giải quyết / Đúng hạn")
        );
    }

    #[test]
    fn a_name_belongs_to_one_column() {
        let mut names = names();
        assert_eq!(names.add("Don vi", 0), None);
        assert_eq!(names.add("Don vi", 1), Some(0));
        names.set("Don vi", 1);
        assert_eq!(names.find("đơn vị"), Some(1));
    }

    fn header_of(text: &str) -> Header {
        let row = row(text);
        let rows = StackedHeader::begin(&[&row], &|_| false);
        let names = names();
        Header::new(rows, &|name, _| names.find(name))
    }

    #[test]
    fn cells_beyond_the_header_are_seen() {
        let header = header_of("đơn vị,kỳ,short name,,");
        let beyond = |text| header.beyond(&row(text)).collect::<Vec<_>>();
        assert_eq!(beyond("a,b,c,,"), Vec::<usize>::new());
        assert_eq!(beyond("a,b,c,d"), [3]);
        assert_eq!(beyond("a,,c,,d"), [4]);
        assert_eq!(header.rows().length(), 5);
        // A column without a name is one, wherever it stands.
        let gap = header_of("đơn vị,,kỳ");
        assert_eq!(gap.beyond(&row("a,1,b")).count(), 0);
    }

    #[test]
    fn a_repeated_header_is_known() {
        let header = header_of("Đơn vị,Kỳ,x");
        assert!(header.is_repeated_by(&row("ĐƠN VỊ,ky,X")));
        assert!(!header.is_repeated_by(&row("ĐƠN VỊ,ky,")));
        assert_eq!(header.position(1), Some(1));
        let twice = header_of("kỳ,đơn vị,Kỳ");
        assert_eq!(twice.repeats(1).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn unknown_columns_are_one_warning() {
        let mut diagnostics = Diagnostics::new();
        header_of("STT,đơn vị,kỳy,Khác").warn_of_unknown(FileId(3), &names(), &mut diagnostics);
        let [warning] = diagnostics.iter().collect::<Vec<_>>()[..] else {
            panic!("one warning")
        };
        assert_eq!(
            warning.args,
            [("columns", "“kỳy” (≈ “kỳ”), “Khác”".to_owned())]
        );
        assert_eq!(
            (warning.place, &warning.related[..]),
            (
                Some(Place::at(FileId(3), 1, 3)),
                &[Place::at(FileId(3), 1, 4)][..]
            )
        );
    }
}
