//! Text of a table (CSV, TSV) to rows of cells that know their physical line.
//!
//! Cells are slices of the text: nothing is copied but a cell with doubled quotes. Quoting is that of RFC 4180, read
//! as leniently as spreadsheets read it; only a quote that is not closed at the end of its
//! cell is an error, because it swallows rows.

use super::CellKind;
use std::borrow::Cow;

/// A quote that is not closed at the end of its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnclosedQuote {
    /// The physical line on which it opens.
    pub line: u32,
    /// The cell that it opens, from 1.
    pub column: u32,
}

/// One row of a table, reused from row to row.
#[derive(Debug, Clone, Default)]
pub struct Row<'t> {
    line: u32,
    /// Slices of the table's text.
    cells: Vec<&'t str>,
    /// The cells that are none, with their indices: those with doubled quotes.
    copied: Vec<(usize, String)>,
    /// What kinds of cells they are; none where all are text.
    kinds: Vec<CellKind>,
    /// The cells that hold what a merged cell holds whose first one is another.
    filled: Vec<usize>,
}

/// A cell of a row that is made of the cells of others.
#[derive(Debug, Clone, Copy)]
pub struct ReshapedCell<'t> {
    /// What it says.
    pub text: &'t str,
    /// What kind of cell it is.
    pub kind: CellKind,
    /// Whether it holds what a merged cell holds whose first one is another.
    pub is_copy: bool,
}

impl<'t> ReshapedCell<'t> {
    /// A cell that holds this text.
    #[must_use]
    pub fn of_text(text: &'t str) -> Self {
        Self {
            text,
            kind: CellKind::Text,
            is_copy: false,
        }
    }

    /// The cell at an index of a row.
    #[must_use]
    pub fn of_row(row: &'t Row<'_>, index: usize) -> Self {
        Self {
            text: row.cell(index),
            kind: row.kind(index),
            is_copy: row.is_copy(index),
        }
    }
}

impl<'t> Row<'t> {
    /// A row that is made of the cells of others.
    #[must_use]
    pub fn from_cells(line: u32, cells: impl Iterator<Item = ReshapedCell<'t>>) -> Self {
        let mut this = Self::default();
        this.begin(line);
        for (index, cell) in cells.enumerate() {
            this.set(index, cell.text, cell.kind);
            if cell.is_copy {
                this.mark_filled();
            }
        }
        this
    }

    /// Begins a row of a sheet.
    pub(super) fn begin(&mut self, line: u32) {
        self.line = line;
        self.clear();
    }

    /// Sets the cell at this index, which is beyond the last one; those between are empty.
    pub(super) fn set(&mut self, index: usize, text: &'t str, kind: CellKind) {
        self.cells.resize(index, "");
        self.kinds.resize(index, CellKind::Text);
        self.cells.push(text);
        self.kinds.push(kind);
    }

    /// Marks the last cell as one that holds what a merged cell holds whose first one is another.
    pub(super) fn mark_filled(&mut self) {
        self.filled.extend(self.cells.len().checked_sub(1));
    }

    /// Whether a cell holds what a merged cell holds whose first one is another.
    #[must_use]
    pub fn is_copy(&self, index: usize) -> bool {
        self.filled.binary_search(&index).is_ok()
    }

    /// What kind of cell the one at this index is.
    #[must_use]
    #[inline]
    pub fn kind(&self, index: usize) -> CellKind {
        self.kinds.get(index).copied().unwrap_or_default()
    }

    /// As [`Row::cell`], but a date of which the day is the first stands for its month: `2019-03`.
    #[must_use]
    #[inline]
    pub fn month_or_cell(&self, index: usize) -> &str {
        let text = self.cell(index);
        match self.kind(index) {
            CellKind::Date if text.len() == "2019-03-01".len() => {
                text.strip_suffix("-01").unwrap_or(text)
            }
            _ => text,
        }
    }

    /// The physical line on which it begins, from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// How many cells it has; an empty line has one, which is empty.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether every cell is blank.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells().all(str::is_empty)
    }

    /// The cell at this index, without the spaces around it; empty beyond the end.
    #[must_use]
    #[inline]
    pub fn cell(&self, index: usize) -> &str {
        trimmed(self.written(index))
    }

    /// The cell as it is written.
    #[inline]
    fn written(&self, index: usize) -> &str {
        let slice = self.cells.get(index).copied().unwrap_or_default();
        if self.copied.is_empty() {
            return slice;
        }
        let copied = self.copied.iter().find(|(copied, _)| *copied == index);
        copied.map_or(slice, |(_, text)| text)
    }

    /// All cells, without the spaces around them.
    pub fn cells(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.len()).map(|index| self.cell(index))
    }

    /// How many cells up to the last one that is not blank.
    #[must_use]
    pub fn width(&self) -> usize {
        self.cells()
            .rposition(|cell| !cell.is_empty())
            .map_or(0, |last| last + 1)
    }

    fn clear(&mut self) {
        self.cells.clear();
        self.copied.clear();
        self.kinds.clear();
        self.filled.clear();
    }

    fn push(&mut self, cell: Cow<'t, str>) {
        let slice = match cell {
            Cow::Borrowed(slice) => slice,
            Cow::Owned(text) => {
                self.copied.push((self.cells.len(), text));
                ""
            }
        };
        self.cells.push(slice);
    }
}

/// `text` without white space around it; quick where there is none.
#[inline]
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [first, .., last] | [first @ last]
            if first.is_ascii_graphic() && last.is_ascii_graphic() =>
        {
            text
        }
        _ => text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')),
    }
}

/// The rows of a table, one after another.
#[derive(Debug, Clone)]
pub struct Rows<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    separator: u8,
}

impl<'t> Rows<'t> {
    /// The rows of `text`, whose cells are separated by the ASCII character `separator`.
    #[must_use]
    pub fn new(text: &'t str, separator: u8) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            separator,
        }
    }

    /// The separator.
    #[must_use]
    pub fn separator(&self) -> u8 {
        self.separator
    }

    /// Whether all rows were read, and the last one ends without the end of a line.
    #[must_use]
    #[inline]
    pub fn ends_open(&self) -> bool {
        self.at == self.text.len() && !self.text.ends_with(['\n', '\r'])
    }

    /// Where the next row begins in the text, in bytes.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Reads the next row into `row`; `false` at the end. A line break at the very end of the text begins no row.
    ///
    /// # Errors
    /// [`UnclosedQuote`]; there are no rows after it.
    #[inline]
    pub fn next_into(&mut self, row: &mut Row<'t>) -> Result<bool, UnclosedQuote> {
        row.clear();
        row.line = self.line;
        if self.at >= self.text.len() {
            return Ok(false);
        }
        if self.plain_line(row) {
            return Ok(true);
        }
        loop {
            let is_quoted = self.text.as_bytes().get(self.at) == Some(&b'"');
            let cell = if is_quoted {
                self.quoted(row.cells.len())?
            } else {
                Cow::Borrowed(self.unquoted())
            };
            row.push(cell);
            match self.text.as_bytes().get(self.at) {
                Some(&b) if b == self.separator => self.at += 1,
                Some(_) => {
                    self.end_line();
                    return Ok(true);
                }
                None => return Ok(true),
            }
        }
    }

    /// Reads a line without any quote, as nearly all are; `false`, with nothing read, where the next one has some.
    #[inline]
    fn plain_line(&mut self, row: &mut Row<'t>) -> bool {
        let rest = &self.text[self.at..];
        let length = match memchr::memchr3(b'\n', b'\r', b'"', rest.as_bytes()) {
            Some(quote) if rest.as_bytes()[quote] == b'"' => return false,
            Some(end) => end,
            None => rest.len(),
        };
        let line = &rest[..length];
        let mut start = 0;
        each_place(self.separator, line.as_bytes(), |end| {
            row.cells.push(&line[start..end]);
            start = end + 1;
        });
        row.cells.push(&line[start..]);
        self.at += length;
        if self.at < self.text.len() {
            self.end_line();
        }
        true
    }

    /// The text up to the next separator or line end.
    #[inline]
    fn unquoted(&mut self) -> &'t str {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        let ends = |&byte: &u8| byte == self.separator || matches!(byte, b'\n' | b'\r');
        self.at = start + rest.iter().position(ends).unwrap_or(rest.len());
        &self.text[start..self.at]
    }

    /// A cell that begins with a quote; what stands between the closing quote and the next separator belongs to it.
    fn quoted(&mut self, cells_before: usize) -> Result<Cow<'t, str>, UnclosedQuote> {
        let unclosed = UnclosedQuote {
            line: self.line,
            column: u32::try_from(cells_before + 1).unwrap_or(u32::MAX),
        };
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut doubled = false;
        let mut end = start;
        loop {
            let Some(quote) = memchr::memchr(b'"', &bytes[end..]) else {
                self.at = self.text.len();
                return Err(unclosed);
            };
            end += quote;
            if bytes.get(end + 1) != Some(&b'"') {
                break;
            }
            doubled = true;
            end += 2;
        }
        let inside = &self.text[start..end];
        self.line = self.line.saturating_add(line_ends(inside));
        self.at = end + 1;
        let after = self.unquoted();
        if line_ends(inside) > 0
            && (!trimmed(after).is_empty() || holds_rows(inside, self.separator, cells_before))
        {
            return Err(unclosed);
        }
        let inside = if doubled {
            Cow::Owned(inside.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(inside)
        };
        Ok(if after.is_empty() {
            inside
        } else {
            inside + after
        })
    }

    /// Steps over `\n`, `\r\n` or `\r`.
    #[inline]
    fn end_line(&mut self) {
        let is_pair = self.text.as_bytes()[self.at..].starts_with(b"\r\n");
        self.at += if is_pair { 2 } else { 1 };
        self.line = self.line.saturating_add(1);
    }
}

/// Tells every place of a byte, eight bytes at a time: cells are so short that a search for each would take longer.
#[inline]
fn each_place(byte: u8, bytes: &[u8], mut found: impl FnMut(usize)) {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    let looked_for = u64::from_ne_bytes([byte; 8]);
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let differing = u64::from_le_bytes(*word) ^ looked_for;
        // The highest bit of each byte that does not differ; no carry leaves its byte.
        let mut same = !(((differing & LOW) + LOW) | differing | LOW);
        while same != 0 {
            found(8 * index + same.trailing_zeros() as usize / 8);
            same &= same - 1;
        }
    }
    let start = bytes.len() - rest.len();
    for (index, _) in rest.iter().enumerate().filter(|(_, b)| **b == byte) {
        found(start + index);
    }
}

/// Whether a line inside a cell looks like a row of at least so many cells: its separators stand close, and not as in
/// prose or in decimals.
fn holds_rows(inside: &str, separator: u8, cells: usize) -> bool {
    let is_row = |line: &str| {
        let bytes = line.as_bytes();
        let is = |at: Option<usize>, fits: fn(&u8) -> bool| {
            at.and_then(|at| bytes.get(at)).is_some_and(fits)
        };
        let (mut separators, mut in_numbers) = (0, 0);
        for at in memchr::memchr_iter(separator, bytes) {
            if is(Some(at + 1), u8::is_ascii_whitespace) {
                return false;
            }
            separators += 1;
            let is_decimal =
                is(at.checked_sub(1), u8::is_ascii_digit) && is(Some(at + 1), u8::is_ascii_digit);
            in_numbers += usize::from(is_decimal);
        }
        separators >= cells.max(3) && separators - in_numbers >= 2
    };
    inside.lines().skip(1).any(is_row)
}

/// How many lines end in `text`.
fn line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let ends = bytes
        .iter()
        .enumerate()
        .filter(|&(i, &b)| b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')));
    u32::try_from(ends.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, separator: u8) -> Result<Vec<(u32, Vec<String>)>, UnclosedQuote> {
        let mut rows = Rows::new(text, separator);
        let (mut row, mut all) = (Row::default(), Vec::new());
        while rows.next_into(&mut row)? {
            let cells = (0..row.len()).map(|index| row.written(index).to_owned());
            all.push((row.line(), cells.collect()));
        }
        Ok(all)
    }

    fn row(line: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (line, cells.iter().map(|c| (*c).to_owned()).collect())
    }

    #[test]
    fn rows_know_their_physical_line() {
        let text = "a,b\r\n\"x\ny\",2\n\n3,4\r5,\"6\r\n7\"\n8,9";
        let expected = [
            row(1, &["a", "b"]),
            row(2, &["x\ny", "2"]),
            row(4, &[""]),
            row(5, &["3", "4"]),
            row(6, &["5", "6\r\n7"]),
            row(8, &["8", "9"]),
        ];
        assert_eq!(read(text, b',').unwrap(), expected);
    }

    #[test]
    fn quotes_are_read_as_spreadsheets_do() {
        let text = "\"a;b\";\"say \"\"x\"\"\";c\"d\";\"e\" f;\"\"\n";
        assert_eq!(
            read(text, b';').unwrap(),
            [row(1, &["a;b", "say \"x\"", "c\"d\"", "e f", ""])]
        );
    }

    #[test]
    fn an_unclosed_quote_is_told_where_it_opens() {
        assert_eq!(
            read("a,b\n1,2\n3,\"4\n5,6\n", b','),
            Err(UnclosedQuote { line: 3, column: 2 })
        );
        assert_eq!(
            read("\"\"\"", b','),
            Err(UnclosedQuote { line: 1, column: 1 })
        );
    }

    #[test]
    fn a_quote_that_swallows_rows_is_told_where_it_opens() {
        for text in [
            "u,p,v,note\na,b,1,\"x\nc,d,2,\ne,f,3,\"\n",
            "u,p,v,note\na,b,1,\"x\nc,d,2,\"y\"\ne,f,3,z\n",
            "u,note,p,v\na,\"x,b,1\nc,\"y\",d,2\n",
        ] {
            let told = read(text, b',').unwrap_err();
            assert_eq!(told.line, 2, "{text}");
        }
        for cell in [
            "Vấn đề, chậm\nTừ 85,5 còn 12,25, rồi 3,1",
            "a\n\nb;c;d;e",
            "a\r\nx,y",
        ] {
            let text = format!("u,p,v,note\na,b,1,\"{cell}\"\n");
            assert_eq!(read(&text, b',').unwrap().len(), 2, "{cell}");
        }
    }

    #[test]
    fn cells_are_trimmed_and_missing_ones_empty() {
        let mut rows = Rows::new(" a\u{a0},\u{200b},x, ,", b',');
        let mut row = Row::default();
        assert_eq!(rows.next_into(&mut row), Ok(true));
        assert_eq!(
            (row.cell(0), row.cell(1), row.cell(2), row.cell(9)),
            ("a", "", "x", "")
        );
        assert_eq!((row.len(), row.width(), row.is_empty()), (5, 3, false));
    }

    proptest! {
        /// The csv crate reads the same cells, but for empty lines, which it passes over.
        #[test]
        fn agrees_with_the_csv_crate(text in "([ab,;\"\r\n]|\"\"|đ){0,40}") {
            let Ok(ours) = read(&text, b',') else { return Ok(()) };
            let theirs = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes())
                .into_records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
                .collect::<Vec<_>>();
            let is_blank = |cells: &Vec<String>| matches!(&cells[..], [only] if only.is_empty());
            let ours: Vec<_> = ours.into_iter().map(|(_, cells)| cells).filter(|cells| !is_blank(cells)).collect();
            let theirs: Vec<_> = theirs.into_iter().filter(|cells| !is_blank(cells)).collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn never_panics(text in "\\PC{0,60}", separator in prop::sample::select(vec![b',', b';', b'\t'])) {
            let _ = read(&text, separator);
        }
    }
}
