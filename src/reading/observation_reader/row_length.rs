//! Rows of text with more or fewer cells than others: where a cell was lost or gained, those behind it have moved.

use super::row_cells::is_marked_number;
use crate::diagnostic::{Code, Diagnostic};
use crate::number;
use crate::place::{FileId, Place};
use crate::source::{Row, TableRows};
use rustc_hash::FxHashMap;

/// Excel writes so many rows with one number of cells, which need not be that of the next.
const BLOCK: u32 = 16;
/// So many short rows are no chance: the program that wrote them leaves out blank cells at the end.
const MANY_SHORT: usize = 4;
/// Of so many rows at least one is short then.
const SHORT_OF: usize = 10;

/// What is wrong with the lengths of rows.
#[derive(Debug, Default)]
pub(super) struct Lengths {
    /// How many cells rows have.
    pub(super) usual: usize,
    /// The rows whose cells may have moved, with how many they have.
    pub(super) moved: Vec<(u32, usize)>,
    /// No row has a cell for the last column that is used: one was lost in all of them, or the header has one too many.
    pub(super) all_short: Option<(u32, usize)>,
}

impl Lengths {
    /// The errors of a file whose header has so many cells.
    pub(super) fn problems(self, file: FileId, header: usize) -> impl Iterator<Item = Diagnostic> {
        let is_short = self.all_short.is_some();
        let usual = if is_short { header } else { self.usual };
        let rows = self.moved.into_iter().chain(self.all_short);
        rows.map(move |(line, cells)| {
            let error = cells_moved(file, line, cells, usual);
            match is_short {
                true => error.help("header"),
                false => error,
            }
        })
    }
}

/// A line with so many cells where others have so many: its cells may stand in the wrong columns.
pub(super) fn cells_moved(file: FileId, line: u32, cells: usize, usual: usize) -> Diagnostic {
    let error = Code::CellsMoved.at(Place::line(file, line));
    error.arg("cells", cells).arg("usual", usual)
}

/// What shapes of cells stand in a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Seen {
    blank: bool,
    number: bool,
    word: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellShape {
    Blank,
    Number,
    Word,
}

impl CellShape {
    fn of(text: &str) -> Self {
        if text.is_empty() {
            Self::Blank
        } else if number::read(text).is_figure() || is_marked_number(text) {
            Self::Number
        } else {
            Self::Word
        }
    }
}

impl Seen {
    fn add(&mut self, shape: CellShape) {
        match shape {
            CellShape::Blank => self.blank = true,
            CellShape::Number => self.number = true,
            CellShape::Word => self.word = true,
        }
    }

    fn has(self, shape: CellShape) -> bool {
        match shape {
            CellShape::Blank => self.blank,
            CellShape::Number => self.number,
            CellShape::Word => self.word,
        }
    }
}

/// A row of another length than most.
struct OddRow {
    line: u32,
    shapes: Vec<CellShape>,
}

/// Looks at the lengths of the rows with these lines, which are in order. `header` is how many cells the header has,
/// `used` how many there are up to the last column that is used; `pads` where blank cells at the ends of rows are written.
pub(super) fn judge(
    rows: &TableRows<'_>,
    lines: &[u32],
    header: usize,
    used: usize,
    pads: bool,
) -> Lengths {
    let counts = count(rows, lines);
    let most = counts
        .iter()
        .max_by_key(|(length, count)| (**count, **length));
    let Some((&usual, _)) = most else {
        return Lengths::default();
    };
    let mut table = Measured::new(usual, used, &counts);
    each(rows, lines, |row| table.add(row));
    let mut lengths = Lengths {
        usual,
        ..Lengths::default()
    };
    if usual < used.min(header) || (usual < header && (pads || !table.ends_in_numbers())) {
        lengths.all_short = lines.first().map(|line| (*line, usual));
        return lengths;
    }
    let is_odd = |row: &&OddRow| table.has_moved(row);
    let moved = table.odd.iter().filter(is_odd);
    lengths.moved = moved.map(|row| (row.line, row.shapes.len())).collect();
    lengths
}

/// How many rows have each length.
fn count(rows: &TableRows<'_>, lines: &[u32]) -> FxHashMap<usize, usize> {
    let mut counts = FxHashMap::default();
    each(rows, lines, |row| {
        *counts.entry(row.len()).or_default() += 1
    });
    counts
}

/// Looks at every row with one of these lines.
fn each(rows: &TableRows<'_>, lines: &[u32], mut look: impl FnMut(&Row<'_>)) {
    let (mut rows, mut row) = (rows.clone(), Row::default());
    let mut lines = lines.iter().copied().peekable();
    while let (Some(line), Ok(true)) = (lines.peek().copied(), rows.next_into(&mut row)) {
        if row.line() == line {
            look(&row);
            lines.next();
        }
    }
}

/// The rows of a table by their lengths.
struct Measured {
    usual: usize,
    used: usize,
    /// What stands in the columns of rows of the usual length.
    seen: Vec<Seen>,
    odd: Vec<OddRow>,
    /// Of each block the one length of its rows, and how many they are.
    blocks: FxHashMap<u32, Option<(usize, usize)>>,
    /// Whether whoever wrote the rows leaves out blank cells at their ends.
    leaves_out_blanks: bool,
    has_blank_end: bool,
}

impl Measured {
    fn new(usual: usize, used: usize, counts: &FxHashMap<usize, usize>) -> Self {
        let all: usize = counts.values().sum();
        let short = counts.iter().filter(|(length, _)| **length < usual);
        let short: usize = short.map(|(_, count)| count).sum();
        Self {
            usual,
            used,
            seen: vec![Seen::default(); usual],
            odd: Vec::new(),
            blocks: FxHashMap::default(),
            leaves_out_blanks: short >= MANY_SHORT && short * SHORT_OF >= all,
            has_blank_end: false,
        }
    }

    fn add(&mut self, row: &Row<'_>) {
        let length = row.len();
        self.has_blank_end |= row.cells().next_back().is_some_and(str::is_empty);
        let block = self.blocks.entry((row.line() - 1) / BLOCK);
        block
            .and_modify(|block| {
                *block = block.and_then(|(of, count)| (of == length).then_some((of, count + 1)));
            })
            .or_insert(Some((length, 1)));
        let shapes = row.cells().map(CellShape::of);
        if length == self.usual {
            self.seen
                .iter_mut()
                .zip(shapes)
                .for_each(|(seen, shape)| seen.add(shape));
        } else {
            self.odd.push(OddRow {
                line: row.line(),
                shapes: shapes.collect(),
            });
        }
    }

    /// Whether the last column that is used holds numbers.
    fn ends_in_numbers(&self) -> bool {
        let last = self
            .used
            .checked_sub(1)
            .and_then(|last| self.seen.get(last));
        last.is_some_and(|seen| seen.number)
    }

    /// Whether the cells of a row may have moved: they do not fit their columns, or would fit as well with a cell more,
    /// or less, before the last one that is used. A row without numbers cannot be read wrong, but its number may be the
    /// cell that was lost.
    fn has_moved(&self, row: &OddRow) -> bool {
        let shapes = &row.shapes;
        if !shapes.contains(&CellShape::Number) {
            return shapes.len() < self.used && self.has_blank_end && !self.leaves_out_blanks;
        }
        if !self.fits(|at| shapes.get(at).copied().or(Some(CellShape::Blank))) {
            return true;
        }
        let block = self
            .blocks
            .get(&((row.line - 1) / BLOCK))
            .copied()
            .flatten();
        let is_of_block = block.is_some_and(|(_, count)| count > 1);
        let missing = self.usual.saturating_sub(shapes.len());
        if is_of_block || (missing > 0 && self.leaves_out_blanks && !self.has_blank_end) {
            return false;
        }
        let cell = |at: usize| shapes.get(at).copied().or(Some(CellShape::Blank));
        (0..self.used.min(shapes.len())).any(|gap| {
            if missing > 0 {
                // What stood in the gap may have been anything.
                self.fits(|at| match at {
                    at if at < gap => cell(at),
                    at if at < gap + missing => None,
                    at => cell(at - missing),
                })
            } else {
                self.fits(|at| cell(if at < gap { at } else { at + 1 }))
            }
        })
    }

    /// Whether cells are of shapes that stand in their columns; `None` is of any.
    fn fits(&self, shape_at: impl Fn(usize) -> Option<CellShape>) -> bool {
        let mut columns = self.seen.iter().enumerate();
        columns.all(|(at, seen)| shape_at(at).is_none_or(|shape| seen.has(shape)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Rows;

    /// The lines of rows whose cells may have moved; 0 where all are too short.
    fn moved(header: usize, used: usize, text: &str) -> Vec<u32> {
        let rows = TableRows::Text(Rows::new(text, b','));
        let lines: Vec<u32> = (1..).take(text.lines().count()).collect();
        let lengths = judge(&rows, &lines, header, used, false);
        match lengths.all_short {
            Some(_) => vec![0],
            None => lengths.moved.into_iter().map(|(line, _)| line).collect(),
        }
    }

    #[test]
    fn a_row_that_lost_a_cell_is_found() {
        let rows = "u,p,1,2,3,4,x\nu,p,1,2,3,4,x\nu,p,1,2,3,4,x\n";
        for row in [
            "u,p,1,3,4,x",
            "u,p,1,2,3,x",
            "u,1,2,3,4,x",
            "p,1,2,3,4,x",
            "u,p,1,2,3,4",
            "u,p,1,4,x",
        ] {
            assert_eq!(moved(7, 6, &format!("{rows}{row}\n")), [4], "{row}");
        }
        // Where notes are often blank, the last may be left out; a number cannot have stood there.
        let rows = "u,p,1,2,3,4,\nu,p,1,2,3,4,x\nu,p,1,2,3,4,\n";
        assert_eq!(
            moved(7, 6, &format!("{rows}u,p,1,2,3,4\n")),
            Vec::<u32>::new()
        );
        assert_eq!(moved(7, 6, &format!("{rows}u,p,1,2,4,\n")), [4]);
        assert_eq!(moved(7, 6, &format!("{rows}u,p,1,2,3,x\n")), [4]);
        // A figure that may be blank: it was left out, or one before it was lost.
        let rows = "u,p,1,2,\nu,p,1,2,3\nu,p,1,2,3\n";
        assert_eq!(moved(5, 5, &format!("{rows}u,p,1,2\n")), [4]);
        // Without any number nothing can be read wrong, but where blank cells are written, one was lost.
        assert_eq!(moved(5, 5, &format!("{rows}u,p\n")), [4]);
        assert_eq!(
            moved(5, 5, "u,p,1,2,3\nu,p,1,2,3\nu,p\n"),
            Vec::<u32>::new()
        );
    }

    #[test]
    fn a_row_that_gained_a_cell_is_found() {
        let rows = "u,p,1,2,3,x\nu,p,1,2,3,\nu,p,1,2,3,x\n";
        assert_eq!(moved(6, 5, &format!("{rows}u,p,9,1,2,3,x\n")), [4]);
        assert_eq!(moved(6, 5, &format!("{rows}u,p,9,1,2,3,\n")), [4]);
        assert_eq!(
            moved(6, 5, &format!("{rows}u,p,1,2,3,x,\n")),
            Vec::<u32>::new()
        );
        assert_eq!(
            moved(6, 5, &format!("{rows}u,p,1,2,3,,remark\n")),
            Vec::<u32>::new()
        );
        let rows = "u,p,1,2,\nu,p,1,2,3\nu,p,1,2,3\n";
        assert_eq!(moved(5, 5, &format!("{rows}u,p,9,1,2,\n")), [4]);
    }

    #[test]
    fn rows_may_be_written_without_blank_cells_at_their_ends() {
        let full = "u,p,1,2,3\n".repeat(20);
        let short = "u,p,1,2\n".repeat(4);
        // Here nothing says that the last may be blank.
        assert_eq!(moved(5, 5, &format!("{full}{short}")).len(), 4);
        // By blocks of sixteen rows, as Excel writes them.
        let (with, without) = ("u,p,1,2,\nu,p,1,2,3\n".repeat(8), "u,p,1,2\n".repeat(16));
        assert_eq!(moved(5, 5, &format!("{with}{without}")), Vec::<u32>::new());
    }

    #[test]
    fn rows_that_all_lack_a_cell_are_found() {
        assert_eq!(moved(6, 5, "u,p,1,2\nu,p,1,2\n"), [0]);
        assert_eq!(moved(6, 5, "u,p,1,2,3\nu,p,1,2,3\n"), Vec::<u32>::new());
        // The last one is no number: it is the note of a row that lost a cell.
        assert_eq!(moved(6, 5, "u,p,1,2,x\n"), [0]);
    }
}
