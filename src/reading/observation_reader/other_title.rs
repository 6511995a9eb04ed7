//! Rows of words that say that everything below them is another thing: a plan, last month's figures.

use super::row_name::without_list_mark;
use crate::diagnostic::{Code, Diagnostics};
use crate::place::FileId;
use crate::reading::column_path::padded;
use crate::source::{Header, Row, cell_place, one_line};

/// What titles begin with below which nothing is a figure of the table's period.
const OTHER_TITLES: [&str; 14] = [
    "ke hoach ",
    "cung ky ",
    "ky truoc ",
    "thang truoc ",
    "quy truoc ",
    "nam truoc ",
    "nam ngoai ",
    "du kien ",
    "uoc ",
    "chi tieu giao ",
    "chi tieu ke hoach ",
    "chi tieu nam ",
    "chi tieu quy ",
    "chi tieu thang ",
];

/// The same of running totals, which a period that is given may mean: only directly above the header or the rows.
const RUNNING_TITLES: [&str; 2] = ["luy ke ", "cong don "];

/// What such titles begin with that says nothing.
const LEADING: [&str; 10] = [
    "so lieu ",
    "tong hop ",
    "bang ",
    "bieu ",
    "bao cao ",
    "thong ke ",
    "danh sach ",
    "ket qua ",
    "tinh hinh ",
    "cac ",
];

/// Tells of a row above the header that says that everything below it is another thing.
pub(super) fn tell_other_title(
    file: FileId,
    titles: &[Row<'_>],
    header: &Header,
    diagnostics: &mut Diagnostics,
) {
    let found = titles.iter().rev().find_map(|row| {
        let is_next = row.line() + 1 == header.line;
        let found = if is_next {
            says_other_thing(row)
        } else {
            says_other_above(row)
        };
        let (at, text) = found?;
        Some((row.line(), at, text, is_next))
    });
    if let Some((line, at, text, is_next)) = found {
        let error = Code::TitleOfOtherThing.arg("text", one_line(text));
        let error = error.at(cell_place(file, line, at));
        diagnostics.push(if is_next { error } else { error.help("above") });
    }
}

/// The cell of a row of words, and its text, that says that everything below it is another thing.
pub(super) fn says_other_thing<'r>(row: &'r Row<'_>) -> Option<(usize, &'r str)> {
    let is_running = |text: &str| {
        let text = padded(without_list_mark(text));
        RUNNING_TITLES
            .iter()
            .any(|words| text.trim_start().starts_with(words))
    };
    let mut cells = row.cells().enumerate();
    cells.find(|(_, cell)| begins_other_title(cell) || is_running(cell))
}

/// The same of a row farther above, which may be a remark with a number in it, or a document's name.
fn says_other_above<'r>(row: &'r Row<'_>) -> Option<(usize, &'r str)> {
    let holds_number = |cell: &str| {
        let number = cell
            .rsplit_once(':')
            .map_or(cell, |(_, rest)| rest)
            .trim_start();
        number.starts_with(|c: char| c.is_ascii_digit())
    };
    if row.cells().any(holds_number) {
        return None;
    }
    let mut cells = row.cells().enumerate();
    cells.find(|(_, cell)| begins_other_title(cell) && !padded(cell).contains(" va "))
}

/// Whether a title begins with what says that it is of another thing.
fn begins_other_title(text: &str) -> bool {
    // Most cells are short or numbers, and need not be folded to tell.
    if text.len() < 3 || text.starts_with(|c: char| c.is_ascii_digit()) && text.len() < 6 {
        return false;
    }
    let padded = padded(without_list_mark(text));
    let mut title = padded.trim_start();
    let is_other = |title: &str| OTHER_TITLES.iter().any(|words| title.starts_with(words));
    if is_other(title) {
        return !title.starts_with("ke hoach so ");
    }
    while let Some(rest) = LEADING.iter().find_map(|words| title.strip_prefix(words)) {
        title = rest;
    }
    is_other(title) && !title.contains(" va ") && !title.starts_with("ke hoach so ")
}
