//! Where a table begins: its separator and its header, found by the names of its columns.

use super::header_level::FirstRow;
use super::stacked_header::{ColumnOf, HeaderColumn, MOST_ROWS, StackedHeader};
use super::table::{Row, Rows, UnclosedQuote};
use super::table_source::{TableRows, TableSource};
use super::workbook::Sheet;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// The header is looked for in so many rows.
const HEADER_WITHIN: usize = 20;

/// A table whose header was found.
#[derive(Debug)]
pub struct Table<'t> {
    /// The rows above the header that hold something.
    pub titles: Vec<Row<'t>>,
    /// The header.
    pub header: StackedHeader,
    /// The rows below it.
    pub rows: TableRows<'t>,
}

/// The first rows of a table, each with those that follow it.
#[derive(Clone)]
struct Beginning<'t> {
    rows: Vec<(Row<'t>, TableRows<'t>)>,
    /// How many of them may begin the header.
    within: usize,
}

impl<'t> Table<'t> {
    /// Finds the header: the first of the first twenty rows with at least `needed` different known column names, as
    /// `column_of` knows them, its own or those of rows below that divide its groups; under the separator (`,` `;` tab, or
    /// the one that a first line `sep=;` names) under which it has most. `None` where there is none.
    ///
    /// # Errors
    /// A quote that is never closed, where it hides the header.
    pub fn find(
        source: impl Into<TableSource<'t>>,
        needed: usize,
        column_of: &ColumnOf<'_>,
    ) -> Result<Option<Self>, UnclosedQuote> {
        match source.into() {
            TableSource::Text(text) => Self::find_in_text(text, needed, column_of),
            TableSource::Sheet(sheet) => {
                let found = Beginning::of_sheet(sheet).table(needed, column_of);
                Ok(found.map(|(_, table)| table))
            }
        }
    }

    /// Finds the header of a table whose header's cells are no columns but things that `is_such` knows: the rows about the
    /// one in which most cells are such, at least so many. Above it stand groups and names of columns, below it what
    /// divides them.
    #[must_use]
    pub fn find_across(
        source: TableSource<'t>,
        least: usize,
        is_such: &dyn Fn(&str) -> bool,
        column_of: &ColumnOf<'_>,
    ) -> Option<Self> {
        let mut best: Option<(usize, Beginning<'t>, usize)> = None;
        for beginning in Beginning::all(source) {
            for at in 0..beginning.within {
                let count = beginning.count_in(at, is_such);
                if count >= least && count > best.as_ref().map_or(0, |(most, ..)| *most) {
                    best = Some((count, beginning.clone(), at));
                }
            }
        }
        let (_, beginning, at) = best?;
        let is_known = |name: &str| column_of(name, &[]).is_some() || is_such(name);
        let first = at.saturating_sub(MOST_ROWS - 1);
        let mut headers = (first..=at).map(|start| (start, beginning.header_of(start, &is_known)));
        let (start, header) = headers.find(|(start, header)| {
            let is_title = *start < at && header.first_row() == FirstRow::Title;
            start + header.height() > at && !is_title
        })?;
        Some(beginning.cut(start, header))
    }

    /// The header that a table seems to have whose columns are not known: the rows with most names above rows with
    /// numbers. Good only for proposing what they may mean.
    #[must_use]
    pub fn guess(source: TableSource<'t>) -> Option<Self> {
        let mut best: Option<(usize, Beginning<'t>, usize)> = None;
        for beginning in Beginning::all(source) {
            for at in 0..beginning.within {
                let count = beginning.names_above_numbers(at);
                if count > best.as_ref().map_or(1, |(most, ..)| *most) {
                    best = Some((count, beginning.clone(), at));
                }
            }
        }
        let (_, beginning, at) = best?;
        let header = beginning.header(at, &|_, _| None);
        Some(beginning.cut(at, header))
    }

    fn find_in_text(
        text: &'t str,
        needed: usize,
        column_of: &ColumnOf<'_>,
    ) -> Result<Option<Self>, UnclosedQuote> {
        let (candidates, skip) = separators(text);
        let mut best: Option<(usize, Self)> = None;
        // Under another separator than its own a quoted cell seems to go on: only what every one of them says is a fault.
        let (mut unclosed, mut is_whole) = (None, false);
        for separator in candidates {
            let (beginning, fault) = Beginning::of_text(text, separator, skip);
            match beginning.table(needed, column_of) {
                Some((count, table)) if best.as_ref().is_none_or(|(most, _)| count > *most) => {
                    best = Some((count, table));
                }
                Some(_) => {}
                None => {
                    is_whole |= fault.is_none();
                    unclosed = unclosed.or(fault);
                }
            }
        }
        match (best, unclosed.filter(|_| !is_whole)) {
            (Some((_, table)), _) => Ok(Some(table)),
            (None, Some(quote)) => Err(quote),
            (None, None) => Ok(None),
        }
    }
}

/// The separators that a text may have, and how many rows at its beginning only name one.
fn separators(text: &str) -> (Vec<u8>, usize) {
    match named_separator(text) {
        Some(separator) => (vec![separator], 1),
        None => (vec![b',', b';', b'\t'], 0),
    }
}

impl<'t> Beginning<'t> {
    /// The first rows under each separator that a text may have.
    fn all(source: TableSource<'t>) -> Vec<Self> {
        match source {
            TableSource::Sheet(sheet) => vec![Self::of_sheet(sheet)],
            TableSource::Text(text) => {
                let (candidates, skip) = separators(text);
                let of = |separator| Self::of_text(text, separator, skip).0;
                candidates.into_iter().map(of).collect()
            }
        }
    }

    /// How many cells of a row are such. A row of one cell is a title, and a single such cell of a header stands above
    /// numbers.
    fn count_in(&self, at: usize, is_such: &dyn Fn(&str) -> bool) -> usize {
        let (row, _) = &self.rows[at];
        let own = (0..row.len()).filter(|index| !row.is_copy(*index));
        let filled = || own.clone().filter(|index| !row.cell(*index).is_empty());
        let count = filled().filter(|index| is_such(row.cell(*index))).count();
        let is_above_numbers = || {
            let next = self.rows.get(at + 1);
            next.is_some_and(|(next, _)| holds_numbers(next))
        };
        let is_header = filled().count() > 1 && (count > 1 || is_above_numbers());
        if is_header { count } else { 0 }
    }

    fn of_sheet(sheet: &'t Sheet) -> Self {
        let (mut all, mut row) = (sheet.rows(), Row::default());
        let (mut rows, mut within) = (Vec::new(), 0);
        while rows.len() < within + MOST_ROWS && all.next_into(&mut row) {
            if row.line() as usize <= HEADER_WITHIN {
                within += 1;
            }
            rows.push((row.clone(), TableRows::Sheet(all.clone())));
        }
        Self { rows, within }
    }

    /// The first rows of a text, and the quote that ends them where it is never closed.
    fn of_text(text: &'t str, separator: u8, skip: usize) -> (Self, Option<UnclosedQuote>) {
        let (mut all, mut row) = (Rows::new(text, separator), Row::default());
        let mut rows = Vec::new();
        let mut fault = None;
        for index in 0..HEADER_WITHIN + skip + MOST_ROWS {
            match all.next_into(&mut row) {
                Ok(true) if index < skip => {}
                Ok(true) => rows.push((row.clone(), TableRows::Text(all.clone()))),
                Ok(false) => break,
                Err(quote) => {
                    fault = Some(quote);
                    break;
                }
            }
        }
        let within = rows.len().min(HEADER_WITHIN);
        // Beyond the rows in which a header may begin it hides none.
        let fault = fault.filter(|_| rows.len() < HEADER_WITHIN);
        (Self { rows, within }, fault)
    }

    /// The header that begins with a row.
    fn header(&self, at: usize, column_of: &ColumnOf<'_>) -> StackedHeader {
        self.header_of(at, &|name| column_of(name, &[]).is_some())
    }

    fn header_of(&self, at: usize, is_known: &dyn Fn(&str) -> bool) -> StackedHeader {
        let end = self.rows.len().min(at + MOST_ROWS);
        let rows: Vec<&Row<'t>> = self.rows[at..end].iter().map(|(row, _)| row).collect();
        StackedHeader::begin(&rows, is_known)
    }

    /// The table, and how many different columns its header names.
    fn table(self, needed: usize, column_of: &ColumnOf<'_>) -> Option<(usize, Table<'t>)> {
        let named = |header: &StackedHeader| distinct(header.known(column_of));
        let mut at = 0;
        let (header, count) = loop {
            if at >= self.within {
                return None;
            }
            let header = self.header(at, column_of);
            let count = named(&header);
            // A title is no part of the header unless it makes more of its names known, or is part of one.
            let may_be_title =
                header.first_row() == FirstRow::Title && !header.names_whole_path(column_of);
            let is_title = || may_be_title && named(&self.header(at + 1, column_of)) >= count;
            if count >= needed.max(1) && !is_title() {
                break (header, count);
            }
            // Below its groups no name is whole.
            at += if may_be_title { 1 } else { header.height() };
        };
        Some((count, self.cut(at, header)))
    }

    /// The table whose header begins with a row.
    fn cut(mut self, at: usize, header: StackedHeader) -> Table<'t> {
        let rows = self.rows[at + header.height() - 1].1.clone();
        self.rows.truncate(at);
        let titles = self.rows.into_iter().map(|(row, _)| row);
        Table {
            titles: titles.filter(|row| !row.is_empty()).collect(),
            header,
            rows,
        }
    }

    /// How many names the header has that begins with a row; none where it is no header, or has no numbers below it.
    fn names_above_numbers(&self, at: usize) -> usize {
        let header = self.header(at, &|_, _| None);
        let names = |header: &StackedHeader| {
            let all: FxHashSet<String> = header.columns().iter().map(HeaderColumn::name).collect();
            all.iter().filter(|name| !name.is_empty()).count()
        };
        let count = names(&header);
        let is_title = header.first_row() == FirstRow::Title
            && names(&self.header(at + 1, &|_, _| None)) >= count;
        let (row, _) = &self.rows[at];
        if is_title || holds_numbers(row) {
            return 0;
        }
        let mut below = self.rows[at + header.height() - 1].1.clone();
        let mut row = Row::default();
        for _ in 0..HEADER_WITHIN {
            match below.next_into(&mut row) {
                Ok(true) if holds_numbers(&row) => return count,
                Ok(true) => {}
                _ => break,
            }
        }
        0
    }
}

/// Whether a cell of a row holds a number.
fn holds_numbers(row: &Row<'_>) -> bool {
    let is_number = |text: &str| {
        text.bytes().any(|b| b.is_ascii_digit()) && !text.chars().any(char::is_alphabetic)
    };
    row.cells().any(is_number)
}

/// How many different columns there are.
fn distinct(columns: Vec<Option<usize>>) -> usize {
    let mut columns: Vec<usize> = columns.into_iter().flatten().collect();
    columns.sort_unstable();
    columns.dedup();
    columns.len()
}

/// The separator that a first line `sep=;` names, as Excel writes and reads it.
pub(super) fn named_separator(text: &str) -> Option<u8> {
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let line = line.strip_prefix('"').unwrap_or(line);
    let (word, rest) = line.split_at_checked(4)?;
    let &separator = rest
        .as_bytes()
        .first()
        .filter(|b| matches!(b, b',' | b';' | b'\t' | b'|'))?;
    // Exported again by another program, the line may have got separators of its own behind it.
    let is_bare = rest[1..]
        .chars()
        .all(|c| matches!(c, '"' | ',' | ';' | '\t' | ' '));
    (word.eq_ignore_ascii_case("sep=") && is_bare).then_some(separator)
}

/// The separator that divides the first lines of a table most evenly: of a table without a header that is known, as one to be
/// converted, and for what is underlined. Reading does not depend on it.
#[must_use]
pub fn likely_separator(text: &str) -> u8 {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(20)
        .collect();
    let evenness = |separator: u8| {
        let counts: Vec<usize> = lines
            .iter()
            .map(|line| cells_of_row(line, separator).count())
            .collect();
        let alike = |&count: &usize| counts.iter().filter(|other| **other == count).count();
        counts
            .iter()
            .filter(|count| **count > 1)
            .map(|count| (alike(count), *count))
            .max()
            .unwrap_or_default()
    };
    // Of equals the last: a decimal comma is likelier in a table of semicolons or tabs than the reverse.
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|&separator| evenness(separator))
        .unwrap_or(b',')
}

/// The byte ranges of the cells of the row that begins at the start of `text`, quotes included.
pub fn cells_of_row(text: &str, separator: u8) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let mut end = start;
        if bytes.get(end) == Some(&b'"') {
            end += 1;
            while let Some(quote) = memchr::memchr(b'"', bytes.get(end..)?) {
                end += quote + 1;
                if bytes.get(end) != Some(&b'"') {
                    break;
                }
                end += 1;
            }
        }
        let rest = bytes.get(end..).unwrap_or_default();
        end += memchr::memchr3(separator, b'\n', b'\r', rest).unwrap_or(rest.len());
        next = (bytes.get(end) == Some(&separator)).then_some(end + 1);
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column_of(name: &str, _: &[Box<str>]) -> Option<usize> {
        ["unit", "period", "value"]
            .iter()
            .position(|known| *known == name)
    }

    fn found(text: &str, needed: usize) -> Option<(u8, u32)> {
        let table = Table::find(text, needed, &column_of).unwrap()?;
        Some((table.rows.separator()?, table.header.line()))
    }

    #[test]
    fn the_separator_is_the_one_with_most_known_columns() {
        assert_eq!(found("unit,period,value\n", 2), Some((b',', 1)));
        assert_eq!(
            found("unit;period;value\nx,unit,period\n", 2),
            Some((b';', 1))
        );
        assert_eq!(found("unit\tperiod\n", 2), Some((b'\t', 1)));
        assert_eq!(
            found("Báo cáo; tháng 3\n\nunit;period\n", 2),
            Some((b';', 3))
        );
    }

    #[test]
    fn a_separator_may_be_named() {
        assert_eq!(found("sep=;\r\nunit;period\r\n", 2), Some((b';', 2)));
        assert_eq!(found("\"SEP=|\"\nunit|period\n", 2), Some((b'|', 2)));
        assert_eq!(found("sep=;;;\nunit;period\n", 2), Some((b';', 2)));
        assert_eq!(found("sep=đ\nunit;period\n", 2), Some((b';', 2)));
    }

    #[test]
    fn the_header_needs_different_known_names() {
        assert_eq!(found("unit,unit\nunit,period\n", 2), Some((b',', 2)));
        assert_eq!(found("a,b\nx,value\n", 2), None);
        assert_eq!(found("a,b\nx,value\n", 1), Some((b',', 2)));
        assert_eq!(found(&format!("{}unit,period\n", "\n".repeat(20)), 2), None);
        assert_eq!(
            found(&format!("{}unit,period\n", "\n".repeat(19)), 2),
            Some((b',', 20))
        );
    }

    #[test]
    fn a_quote_that_hides_the_header_is_told() {
        let error = Table::find("a\n\"unit,period\n", 2, &column_of).unwrap_err();
        assert_eq!(error.line, 2);
    }
}
