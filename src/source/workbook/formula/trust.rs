//! Which saved results of formulas cannot be trusted: programs that write workbooks without computing them save a
//! placeholder, 0 or empty text, and others keep it when they save the file again.

use super::super::sheet::Region;
use super::super::shown;
use super::Formula;
use super::compute::{Computed, Grid, Operand, Work};
use crate::number::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// A cell with a formula, whose result is a number, or that has none.
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
}

/// The most cells that are looked at for the formulas of a sheet.
const MOST_WORK: u64 = 2_000_000;
/// How often results are computed from computed ones.
const MOST_ROUNDS: u32 = 10;

impl Trust {
    /// Looks at the formulas of a sheet.
    pub(in super::super) fn of(formulas: &[FormulaCell], grid: &impl Grid) -> Self {
        let mut found = Self::default();
        if formulas.is_empty() {
            return found;
        }
        let mut known = Known {
            saved: grid,
            computed: FxHashMap::default(),
        };
        let mut work = Work(MOST_WORK);
        for number in 0..MOST_ROUNDS {
            let round = Self::round(formulas, &mut known, &mut work);
            if number > 0 && (round == found || work.is_spent()) {
                break;
            }
            found = round;
        }
        found.doubt_empty_texts(formulas);
        found
    }

    fn round(formulas: &[FormulaCell], known: &mut Known<'_, impl Grid>, work: &mut Work) -> Self {
        let mut found = Self::default();
        let mut computed = FxHashMap::default();
        for cell in formulas {
            let place = (cell.row, cell.column);
            let result = cell.formula.computed(known, cell.moved, work);
            if found.judge(cell, result.as_ref(), known) {
                computed.insert(place, operand(result));
            }
        }
        known.computed = computed;
        found
    }

    /// Takes note of a cell; whether what was saved in it is not to be computed with.
    fn judge(&mut self, cell: &FormulaCell, result: Option<&Computed>, grid: &impl Grid) -> bool {
        let place = (cell.row, cell.column);
        let saved = match cell.saved {
            Saved::Number(saved) => saved,
            Saved::EmptyText if !cell.is_marked && !cell.formula.gives_number(grid, cell.moved) => {
                return false;
            }
            Saved::EmptyText | Saved::Nothing => {
                self.unsaved.push(place);
                return true;
            }
        };
        if saved == 0.0 && cell.is_marked {
            self.unsaved.push(place);
            return true;
        }
        let given = match result {
            Some(Computed::Number(amount)) if amount.agrees(saved) => return false,
            Some(Computed::Truth(_)) | None if saved != 0.0 => return false,
            Some(Computed::Number(amount)) => Some(shown::plain(amount.to_f64())),
            Some(Computed::DivisionByZero) => Some("#DIV/0!".to_owned()),
            Some(Computed::Truth(_)) | None => None,
        };
        match given {
            Some(given) => {
                let (row, column) = place;
                self.differing
                    .push((row, column, shown::plain(saved), given));
            }
            None => {
                self.unconfirmed.push(place);
                return false;
            }
        }
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
        }
    }
}

fn operand(result: Option<Computed>) -> Operand {
    let Some(Computed::Number(amount)) = result else {
        return Operand::Unknown;
    };
    let nearest = Decimal::parse_plain(&shown::plain(amount.to_f64()));
    nearest.map_or(Operand::Unknown, Operand::Number)
}

/// The cells of a sheet, with computed results in place of saved ones that are wrong.
struct Known<'g, G> {
    saved: &'g G,
    computed: FxHashMap<(u32, u32), Operand>,
}

impl<G: Grid> Grid for Known<'_, G> {
    fn cell(&self, row: u32, column: u32) -> Operand {
        let computed = self.computed.get(&(row, column)).cloned();
        computed.unwrap_or_else(|| self.saved.cell(row, column))
    }

    fn each(
        &self,
        region: Region,
        work: &mut Work,
        take: &mut dyn FnMut(u32, u32, Operand),
    ) -> Option<()> {
        work.spend(self.computed.len() as u64)?;
        for ((row, column), operand) in &self.computed {
            if region.holds(*row, *column) {
                take(*row, *column, operand.clone());
            }
        }
        self.saved.each(region, work, &mut |row, column, operand| {
            if !self.computed.contains_key(&(row, column)) {
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
        let found = Trust::of(&formulas, &grid);
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
        let found = Trust::of(&formulas, &grid);
        assert_eq!(found.unconfirmed, [(0, 3), (0, 5)]);
        assert_eq!(found.differing.len(), 1);
        assert_eq!(found.differing[0].3, "#DIV/0!");
        let marked = formulas.map(|cell| FormulaCell {
            is_marked: true,
            ..cell
        });
        let found = Trust::of(&marked, &grid);
        assert_eq!(found.unsaved.len(), 7);
        assert!(found.differing.is_empty() && found.unconfirmed.is_empty());
    }

    #[test]
    fn empty_text_is_a_result_where_the_formula_can_give_it() {
        let grid = line(&["5", "5"]);
        let can_be_text = || formula(3, "IF(A1>B1,\"\",A1/B1)", Saved::EmptyText);
        let found = Trust::of(&[can_be_text()], &grid);
        assert_eq!(found, Trust::default());
        for text in [
            "A1-B1",
            "A1",
            "IF(A1>B1,1,2)",
            "SUM(A1:B1)",
            "COUNTIF(A1:B1,1)",
        ] {
            let formulas = [can_be_text(), formula(4, text, Saved::EmptyText)];
            assert_eq!(
                Trust::of(&formulas, &grid).unsaved,
                [(0, 4), (0, 3)],
                "{text}"
            );
        }
        let nothing = [formula(5, "Sheet2!A1", Saved::Nothing)];
        assert_eq!(Trust::of(&nothing, &grid).unsaved, [(0, 5)]);
    }

    #[test]
    fn dates_and_texts_are_not_computed_with() {
        let grid = Line(vec![number("5"), Operand::Text, Operand::Unknown]);
        let formulas = [
            formula(4, "A1+B1", Saved::Number(9.0)),
            formula(5, "A1-C1", Saved::Number(9.0)),
            formula(6, "SUM(A1:B1)", Saved::Number(5.0)),
            formula(7, "SUM(A1:C1)", Saved::Number(9.0)),
        ];
        assert_eq!(Trust::of(&formulas, &grid), Trust::default());
    }

    #[test]
    fn a_sheet_of_large_sums_ends() {
        let grid = Line(vec![number("1"); 2000]);
        let formulas: Vec<_> = (0..20_000)
            .map(|column| formula(column + 3000, "SUM(A1:ZZ1)", Saved::Number(700.0)))
            .collect();
        let found = Trust::of(&formulas, &grid);
        assert!(!found.differing.is_empty());
    }
}
