//! Which saved results of formulas cannot be trusted: programs that write workbooks without computing them save a
//! placeholder, 0 or empty text, and others keep it when they save the file again.

use super::super::sheet::Region;
use super::super::shown;
use super::Formula;
use super::compute::{Computed, Grid, Operand, Work};
use crate::number::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// A cell with a formula.
#[derive(Debug, Clone)]
pub(in super::super) struct FormulaCell {
    /// From 0.
    pub(in super::super) row: u32,
    pub(in super::super) column: u32,
    pub(in super::super) formula: Rc<Formula>,
    /// By how many rows and columns the formula was moved to come here.
    pub(in super::super) moved: (i32, i32),
    pub(in super::super) saved: Saved,
    /// Whether it is marked to be computed when the file is opened.
    pub(in super::super) is_marked: bool,
}

/// What is saved as a formula's result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) enum Saved {
    Number(f64),
    EmptyText,
    /// The text or the date that the cell shows.
    Shown,
    Nothing,
}

/// What became of the formulas of a sheet. Rows and columns count from 0.
#[derive(Debug, Default, PartialEq)]
pub(in super::super) struct Trust {
    /// Cells whose result was not saved.
    pub(in super::super) unsaved: Vec<(u32, u32)>,
    /// Cells whose saved result is not what their formula gives: that result, and what it gives.
    pub(in super::super) differing: Vec<(u32, u32, String, String)>,
    /// Cells with a saved 0 of which nothing can be told.
    pub(in super::super) unconfirmed: Vec<(u32, u32)>,
    /// Cells with a saved empty text of which nothing can be told.
    pub(in super::super) empty: Vec<(u32, u32)>,
}

/// The most cells that are looked at for the formulas of a sheet.
const MOST_WORK: u64 = 2_000_000;
/// How often results are computed from computed ones.
const MOST_ROUNDS: u32 = 10;

/// A sheet with its formulas.
#[derive(Debug)]
pub(in super::super) struct SheetFormulas<'g, G> {
    /// The name in small letters.
    pub(in super::super) name: String,
    pub(in super::super) grid: &'g G,
    pub(in super::super) formulas: &'g [FormulaCell],
}

impl Trust {
    /// Looks at the formulas of sheets that may refer to one another.
    pub(in super::super) fn of<G: Grid>(sheets: &[SheetFormulas<'_, G>]) -> Vec<Self> {
        let mut book = Book {
            sheets,
            results: sheets.iter().map(|_| Results::default()).collect(),
        };
        let mut found: Vec<Self> = sheets.iter().map(|_| Self::default()).collect();
        let mut work = Work(MOST_WORK.saturating_mul(sheets.len() as u64));
        for number in 0..MOST_ROUNDS {
            let mut is_same = true;
            for (at, found) in found.iter_mut().enumerate() {
                let (round, results) = Self::round(&book, at, &mut work);
                if number > 0 && work.is_spent() {
                    is_same = true;
                    break;
                }
                is_same &= round == *found;
                *found = round;
                book.results[at] = results;
            }
            if is_same {
                break;
            }
        }
        for (found, sheet) in found.iter_mut().zip(sheets) {
            found.doubt_empty_texts(sheet.formulas);
        }
        found
    }

    fn round(book: &Book<'_, impl Grid>, at: usize, work: &mut Work) -> (Self, Results) {
        let known = Known {
            book,
            at,
            is_elsewhere: false,
        };
        let (mut found, mut results) = (Self::default(), Results::default());
        let formulas = book.sheets.get(at).map_or(&[][..], |sheet| sheet.formulas);
        for cell in formulas {
            let place = (cell.row, cell.column);
            let result = cell.formula.computed(&known, cell.moved, work);
            if found.judge(cell, result.as_ref(), &known) {
                results.computed.insert(place, operand(result));
            }
        }
        results.empty.extend(&found.empty);
        results.zeros.extend(&found.unconfirmed);
        (found, results)
    }

    /// Takes note of a cell; whether what it gives is computed with in place of what was saved in it.
    fn judge(
        &mut self,
        cell: &FormulaCell,
        result: Option<&Computed>,
        known: &Known<'_, impl Grid>,
    ) -> bool {
        let place = (cell.row, cell.column);
        let given = match cell.saved {
            Saved::Number(saved) if saved == 0.0 && cell.is_marked => {
                self.unsaved.push(place);
                return true;
            }
            Saved::Number(saved) => {
                if saved == 0.0 && matches!(result, Some(Computed::Truth(_)) | None) {
                    self.unconfirmed.push(place);
                    return false;
                }
                let given = result.and_then(|result| result.in_place_of(saved));
                given.map(|given| (shown::plain(saved), given))
            }
            Saved::Shown => match known.saved(cell.row, cell.column) {
                Operand::Text(shown) | Operand::Date(shown) => {
                    let given = result.and_then(|result| result.in_place_of_text(&shown));
                    given.map(|given| (shown.into(), given))
                }
                _ => None,
            },
            Saved::EmptyText => {
                let is_number = cell.is_marked || cell.formula.gives_number(known, cell.moved);
                match result {
                    _ if is_number => self.unsaved.push(place),
                    Some(Computed::Text(text)) if text.trim().is_empty() => {}
                    // Excel shows a 0 there.
                    Some(Computed::Empty) | None => {
                        self.empty.push(place);
                        return false;
                    }
                    Some(_) => self.unsaved.push(place),
                }
                return true;
            }
            Saved::Nothing => {
                self.unsaved.push(place);
                return true;
            }
        };
        let Some((saved, given)) = given else {
            return false;
        };
        self.differing.push((cell.row, cell.column, saved, given));
        true
    }

    /// Where one formula certainly was saved with empty text for its result, the others were too.
    fn doubt_empty_texts(&mut self, formulas: &[FormulaCell]) {
        let unsaved: FxHashSet<_> = self.unsaved.iter().copied().collect();
        let empty = formulas
            .iter()
            .filter(|cell| cell.saved == Saved::EmptyText);
        let places = empty.map(|cell| (cell.row, cell.column));
        let (certain, others): (Vec<_>, Vec<_>) = places.partition(|place| unsaved.contains(place));
        if !certain.is_empty() {
            self.unsaved.extend(others);
            self.empty.clear();
        }
    }
}

impl Computed {
    /// What is given where this number was saved, if it is another one.
    fn in_place_of(&self, saved: f64) -> Option<String> {
        match self {
            Self::Number(amount) if amount.agrees(saved) => None,
            Self::Text(text) if number_of(text) == Some(saved) => None,
            // Days are saved as numbers.
            Self::Date(_) if saved != 0.0 => None,
            Self::Empty if saved == 0.0 => None,
            given => given.text(),
        }
    }

    /// What is given where this text or date is shown, if it is another one. Numbers are written in many ways.
    fn in_place_of_text(&self, shown: &str) -> Option<String> {
        let given = self.text()?;
        let (one, other) = (given.trim(), shown.trim());
        let is_same = match self {
            Self::Text(_) => one == other,
            // Two formats show more of it or less.
            Self::Date(_) => one.starts_with(other) || other.starts_with(one),
            _ => other.bytes().any(|byte| byte.is_ascii_digit()),
        };
        (!is_same).then_some(given)
    }

    fn text(&self) -> Option<String> {
        match self {
            Self::Empty => Some("0".to_owned()),
            Self::Number(amount) => Some(shown::plain(amount.to_f64())),
            Self::Text(text) | Self::Date(text) => Some(text.to_string()),
            Self::DivisionByZero => Some("#DIV/0!".to_owned()),
            Self::Truth(_) => None,
        }
    }
}

fn number_of(text: &str) -> Option<f64> {
    Decimal::parse_plain(text.trim()).map(|number| number.to_f64())
}

fn operand(result: Option<Computed>) -> Operand {
    match result {
        Some(Computed::Number(amount)) => {
            let nearest = Decimal::parse_plain(&shown::plain(amount.to_f64()));
            nearest.map_or(Operand::Unknown, Operand::Number)
        }
        Some(Computed::Text(text)) => Operand::Text(text),
        Some(Computed::Date(date)) => Operand::Date(date),
        _ => Operand::Unknown,
    }
}

/// Sheets, with what became of their formulas.
struct Book<'b, G> {
    sheets: &'b [SheetFormulas<'b, G>],
    results: Vec<Results>,
}

/// What became of the formulas of a sheet.
#[derive(Default)]
struct Results {
    /// Computed results in place of saved ones that are wrong.
    computed: FxHashMap<(u32, u32), Operand>,
    /// Cells that may not be as empty as they were saved; sums pass over them either way.
    empty: FxHashSet<(u32, u32)>,
    /// Cells with a 0 that nobody can confirm: told on their own sheet, unknown to others.
    zeros: FxHashSet<(u32, u32)>,
}

/// The cells of a sheet, with computed results in place of saved ones that are wrong.
pub(super) struct Known<'b, G> {
    book: &'b Book<'b, G>,
    at: usize,
    /// Whether a formula of another sheet asks.
    is_elsewhere: bool,
}

impl<'b, G: Grid> Known<'b, G> {
    /// The cells of another sheet of the book.
    pub(super) fn elsewhere(&self, name: &str) -> Option<Self> {
        let at = self
            .book
            .sheets
            .iter()
            .position(|sheet| sheet.name == name)?;
        Some(Self {
            book: self.book,
            at,
            is_elsewhere: self.is_elsewhere || at != self.at,
        })
    }

    fn saved(&self, row: u32, column: u32) -> Operand {
        let sheet = self.book.sheets.get(self.at);
        sheet.map_or(Operand::Unknown, |sheet| sheet.grid.cell(row, column))
    }

    fn results(&self) -> Option<&'b Results> {
        self.book.results.get(self.at)
    }

    /// What a cell holds.
    pub(super) fn cell(&self, row: u32, column: u32) -> Operand {
        let Some(results) = self.results() else {
            return Operand::Unknown;
        };
        let place = (row, column);
        if results.empty.contains(&place) || self.is_elsewhere && results.zeros.contains(&place) {
            return Operand::Unknown;
        }
        let computed = results.computed.get(&place).cloned();
        computed.unwrap_or_else(|| self.saved(row, column))
    }

    /// Gives every cell of a region that holds something other than text; `None` where they are too many.
    pub(super) fn each(
        &self,
        region: Region,
        work: &mut Work,
        take: &mut dyn FnMut(u32, u32, Operand),
    ) -> Option<()> {
        let (results, sheet) = (self.results()?, self.book.sheets.get(self.at)?);
        work.spend(results.computed.len() as u64)?;
        for ((row, column), operand) in &results.computed {
            if region.holds(*row, *column) {
                take(*row, *column, operand.clone());
            }
        }
        sheet.grid.each(region, work, &mut |row, column, operand| {
            let place = (row, column);
            if self.is_elsewhere && results.zeros.contains(&place) {
                take(row, column, Operand::Unknown);
            } else if !results.computed.contains_key(&place) {
                take(row, column, operand);
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, parse};
    use super::*;

    /// Cells of one row, beginning with A1.
    struct Line(Vec<Operand>);

    impl Grid for Line {
        fn cell(&self, row: u32, column: u32) -> Operand {
            let cell = (row == 0).then(|| self.0.get(column as usize)).flatten();
            cell.cloned().unwrap_or(Operand::Empty)
        }

        fn each(
            &self,
            region: Region,
            _: &mut Work,
            take: &mut dyn FnMut(u32, u32, Operand),
        ) -> Option<()> {
            for (column, operand) in (0..).zip(&self.0) {
                if region.holds(0, column) {
                    take(0, column, operand.clone());
                }
            }
            Some(())
        }
    }

    fn trust(formulas: &[FormulaCell], grid: &Line) -> Trust {
        let sheet = SheetFormulas {
            name: "a".to_owned(),
            grid,
            formulas,
        };
        Trust::of(&[sheet]).remove(0)
    }

    fn number(text: &str) -> Operand {
        Operand::Number(Decimal::parse_plain(text).unwrap())
    }

    fn formula(column: u32, text: &str, saved: Saved) -> FormulaCell {
        FormulaCell {
            row: 0,
            column,
            formula: Rc::new(parse(text, Dialect::Letters)),
            moved: (0, 0),
            saved,
            is_marked: false,
        }
    }

    fn line(cells: &[&str]) -> Line {
        Line(cells.iter().map(|text| number(text)).collect())
    }

    #[test]
    fn what_the_cells_contradict_is_told_through_every_step() {
        let grid = line(&["50", "40", "2", "0", "0", "0.3"]);
        let formulas = [
            formula(3, "A1-B1-C1", Saved::Number(0.0)),
            formula(4, "SUM(D1,1)*2", Saved::Number(0.0)),
            formula(5, "0.1+0.2", Saved::Number(0.1 + 0.2)),
        ];
        let told =
            |column, saved: &str, given: &str| (0, column, saved.to_owned(), given.to_owned());
        let found = trust(&formulas, &grid);
        assert_eq!(found.differing, [told(3, "0", "8"), told(4, "0", "18")]);
        assert!(found.unsaved.is_empty() && found.unconfirmed.is_empty());
    }

    #[test]
    fn a_zero_is_confirmed_or_doubted() {
        let grid = line(&["5", "5", "0", "0", "0", "0"]);
        let formulas = [
            formula(2, "A1-B1", Saved::Number(0.0)),
            formula(3, "COUNTIF(A1:B1,7)", Saved::Number(0.0)),
            formula(4, "A1/Z9", Saved::Number(0.0)),
            formula(5, "IF(A1>1,\"\",0)", Saved::Number(0.0)),
            formula(6, "IF(A1=B1,0,A1/B1)", Saved::Number(0.0)),
            formula(7, "IFERROR(A1/Z9,0)", Saved::Number(0.0)),
            formula(8, "IF(Z9=\"\",0,1)", Saved::Number(0.0)),
            formula(9, "COUNTIF(A1:B1,5)", Saved::Number(2.0)),
        ];
        let found = trust(&formulas, &grid);
        assert_eq!(found.unconfirmed, [(0, 3)]);
        let given: Vec<_> = found.differing.iter().map(|told| &*told.3).collect();
        assert_eq!(given, ["#DIV/0!", ""]);
        let marked = formulas.map(|cell| FormulaCell {
            is_marked: true,
            ..cell
        });
        let found = trust(&marked, &grid);
        assert_eq!(found.unsaved.len(), 7);
        assert!(found.differing.is_empty() && found.unconfirmed.is_empty());
    }

    #[test]
    fn empty_text_is_a_result_where_the_formula_can_give_it() {
        let grid = line(&["5", "5"]);
        for text in [
            "IF(A1=B1,\"\",A1/B1)",
            "IF(Z1=\"\",\"\",Z1)",
            "IFERROR(A1/Z1,\"\")",
        ] {
            let found = trust(&[formula(3, text, Saved::EmptyText)], &grid);
            assert_eq!(found, Trust::default(), "{text}");
        }
        let can_be_text = || formula(3, "VLOOKUP(A1,Z1:Z9,1)", Saved::EmptyText);
        let found = trust(&[can_be_text()], &grid);
        assert_eq!((found.unsaved, found.empty), (vec![], vec![(0, 3)]));
        for text in [
            "A1-B1",
            "A1",
            "IF(A1>B1,1,2)",
            "SUM(A1:B1)",
            "COUNTIF(A1:B1,1)",
            "IF(A1>B1,\"\",A1/B1)",
            "IF(A1=\"\",\"\",A1+B1)",
            "IFERROR(A1/B1,\"\")",
        ] {
            let formulas = [can_be_text(), formula(4, text, Saved::EmptyText)];
            assert_eq!(trust(&formulas, &grid).unsaved, [(0, 4), (0, 3)], "{text}");
        }
        let nothing = [formula(5, "Sheet2!A1", Saved::Nothing)];
        assert_eq!(trust(&nothing, &grid).unsaved, [(0, 5)]);
    }

    #[test]
    fn dates_and_texts_are_not_computed_with() {
        let grid = Line(vec![
            number("5"),
            Operand::Text("x".into()),
            Operand::Date("2019-09".into()),
        ]);
        let formulas = [
            formula(4, "A1+B1", Saved::Number(9.0)),
            formula(5, "A1-C1", Saved::Number(9.0)),
            formula(6, "SUM(A1:B1)", Saved::Number(5.0)),
            formula(7, "SUM(A1:C1)", Saved::Number(9.0)),
        ];
        assert_eq!(trust(&formulas, &grid), Trust::default());
    }

    #[test]
    fn texts_and_dates_are_held_against_those_that_they_refer_to() {
        let text = |text: &str| Operand::Text(text.into());
        let date = |date: &str| Operand::Date(date.into());
        let grid = Line(vec![
            text("Quận 3"),
            date("2019-09-01"),
            text("Quận 1"),
            text("Quận 3"),
            date("2019-08"),
            date("2019-09"),
            Operand::Empty,
            text("-"),
            number("0"),
            Operand::Empty,
        ]);
        let formulas = [
            formula(2, "A1", Saved::Shown),
            formula(3, "A1", Saved::Shown),
            formula(4, "B1", Saved::Number(43_678.0)),
            formula(5, "B1", Saved::Shown),
            formula(6, "A1", Saved::EmptyText),
            formula(7, "IF(A1=\"quận 3\",5,\"-\")", Saved::Shown),
            formula(8, "A1", Saved::Number(0.0)),
            formula(9, "B1", Saved::EmptyText),
        ];
        let found = trust(&formulas, &grid);
        let told = |column, saved: &str, given: &str| (0, column, saved.into(), given.into());
        assert_eq!(
            found.differing,
            [
                told(2, "Quận 1", "Quận 3"),
                told(7, "-", "5"),
                told(8, "0", "Quận 3")
            ]
        );
        assert_eq!(found.unsaved, [(0, 6), (0, 9)]);
    }

    #[test]
    fn cells_of_other_sheets_are_computed_with() {
        let own = [
            formula(0, "'Chi tiết'!A1", Saved::Number(30.0)),
            formula(1, "SUM('CHI TIẾT'!A1:C1)-1", Saved::Number(94.0)),
            formula(2, "'Chi tiết'!C1*2", Saved::Number(0.0)),
            formula(3, "'Chi tiết'!D1", Saved::Number(0.0)),
            formula(4, "a!A1+1", Saved::Number(31.0)),
            formula(5, "b!A1", Saved::Number(7.0)),
        ];
        let other = [
            formula(2, "A1-B1", Saved::Number(0.0)),
            formula(3, "VLOOKUP(A1,a!A1:B9,2)", Saved::Number(0.0)),
        ];
        let (first, second) = (
            line(&["30", "94", "0", "0", "31", "7"]),
            line(&["85", "10", "0", "0"]),
        );
        let sheets = [("a", &first, &own[..]), ("chi tiết", &second, &other[..])];
        let sheets = sheets.map(|(name, grid, formulas)| SheetFormulas {
            name: name.to_owned(),
            grid,
            formulas,
        });
        let found = Trust::of(&sheets);
        let told: Vec<_> = found[0].differing.iter().map(|told| &*told.3).collect();
        assert_eq!(told, ["85", "169", "150", "86"]);
        assert_eq!(found[0].unconfirmed, [(0, 3)]);
        assert_eq!(found[1].differing[0].3, "75");
    }

    #[test]
    fn a_sheet_of_large_sums_ends() {
        let grid = Line(vec![number("1"); 2000]);
        let formulas: Vec<_> = (0..20_000)
            .map(|column| formula(column + 3000, "SUM(A1:ZZ1)", Saved::Number(700.0)))
            .collect();
        let found = trust(&formulas, &grid);
        assert!(!found.differing.is_empty());
    }
}
