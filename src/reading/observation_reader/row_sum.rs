//! Sums that a form prints in the row that numbers its columns: `(3)=(1)+(2)` means that every row's third column is the
//! sum of the first two.

use super::state::{ColumnSum, TableReader};
use crate::diagnostic::{Code, Diagnostic};
use crate::number::{self, Decimal};
use crate::source::{CellKind, Row, cell_place, one_line};

/// The sums that a row of column numbers prints. Formulas with anything but sums and differences of columns, or with a
/// column that the row does not number once, are left alone.
pub(super) fn column_sums<'c>(cells: impl Iterator<Item = &'c str>) -> Vec<ColumnSum> {
    let labels: Vec<(usize, u32, Option<&str>)> = cells
        .enumerate()
        .filter_map(|(position, cell)| {
            let (number, formula) = match cell.split_once('=') {
                Some((number, formula)) => (number, Some(formula)),
                None => (cell, None),
            };
            Some((position, bare_number(number)?, formula))
        })
        .collect();
    let position_of = |number: u32| {
        let mut found = labels.iter().filter(|(_, other, _)| *other == number);
        let (position, ..) = found.next()?;
        found.next().is_none().then_some(*position)
    };
    let sum = |&(position, number, formula): &(usize, u32, Option<&str>)| {
        let terms = terms(formula?)?;
        let is_itself = terms.iter().any(|(_, term)| *term == number);
        if terms.len() < 2 || is_itself || position_of(number)? != position {
            return None;
        }
        let terms = terms.into_iter();
        let terms = terms.map(|(minus, term)| Some((minus, position_of(term)?)));
        Some(ColumnSum {
            position,
            terms: terms.collect::<Option<_>>()?,
        })
    };
    labels.iter().filter_map(sum).collect()
}

/// A number that may stand in brackets.
fn bare_number(text: &str) -> Option<u32> {
    let bare = text.trim().trim_start_matches(['(', '[']);
    let bare = bare.trim_end_matches([')', ']', '.', ':']).trim();
    let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| bare.parse().ok()).flatten()
}

/// The terms of a formula of column numbers.
fn terms(formula: &str) -> Option<Vec<(bool, u32)>> {
    let formula = formula.replace('–', "-");
    let mut terms = Vec::new();
    let mut rest = formula.trim();
    let mut minus = false;
    loop {
        let end = rest.find(['+', '-']).unwrap_or(rest.len());
        let (term, after) = rest.split_at(end);
        terms.push((minus, bare_number(term)?));
        if after.is_empty() {
            return Some(terms);
        }
        minus = after.starts_with('-');
        rest = after.get(1..)?;
    }
}

impl TableReader<'_> {
    /// Warns of every cell of a row that is not the sum that the form says it is.
    pub(super) fn check_column_sums(&mut self, row: &Row<'_>) {
        let sums = std::mem::take(&mut self.column_sums);
        for sum in &sums {
            if let Some((given, made)) = differing(row, sum) {
                let header = self.layout.header.cells.get(sum.position);
                let column = header.map_or_else(String::new, |name| one_line(name));
                let warning = Code::ColumnSumDiffers
                    .at(cell_place(self.file, row.line(), sum.position))
                    .arg("column", column)
                    .arg("text", given)
                    .arg("sum", made);
                let place =
                    |(_, position): &(bool, usize)| cell_place(self.file, row.line(), *position);
                let terms = sum.terms.iter().map(place);
                self.diagnostics
                    .push(terms.fold(warning, Diagnostic::related));
            }
        }
        self.column_sums = sums;
    }
}

/// The number of a cell and what the others come to, where all are numbers and these two differ.
fn differing(row: &Row<'_>, sum: &ColumnSum) -> Option<(Decimal, Decimal)> {
    let given = number_of(row, sum.position)?;
    let mut made = Decimal::ZERO;
    for &(minus, position) in &sum.terms {
        let term = number_of(row, position)?;
        made = if minus { &made - &term } else { &made + &term };
    }
    (given != made).then_some((given, made))
}

/// The number of a cell; `None` where it is none, or can be read two ways.
fn number_of(row: &Row<'_>, position: usize) -> Option<Decimal> {
    let text = row.cell(position);
    let cell = match row.kind(position) {
        CellKind::Text => number::read(text),
        CellKind::Number => number::read_exact(text),
        _ => return None,
    };
    match cell {
        number::Cell::Figure {
            value,
            percent: false,
            ..
        } => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(cells: &str) -> Vec<(usize, Vec<(bool, usize)>)> {
        let sums = column_sums(cells.split('|')).into_iter();
        sums.map(|sum| (sum.position, sum.terms)).collect()
    }

    #[test]
    fn sums_and_differences_of_columns_are_read() {
        let expected = vec![(4, vec![(false, 2), (false, 3)])];
        assert_eq!(sums("A|B|(1)|(2)|(3)=(1)+(2)"), expected);
        assert_eq!(sums("A|B|1|2|3=1+2"), expected);
        assert_eq!(sums("A|B|(1)|(2)|(3) = 1 + 2"), expected);
        assert_eq!(
            sums("(1)|(2)=(3)+(4)|(3)|(4)=1-3"),
            [
                (1, vec![(false, 2), (false, 3)]),
                (3, vec![(false, 0), (true, 2)])
            ]
        );
    }

    #[test]
    fn what_is_no_sum_of_known_columns_is_left_alone() {
        for cells in [
            "1|2|3=2/1*100%",
            "1|2|3=1",
            "1|2|3=1+7",
            "1|1|2|3=1+2",
            "1|2|3=3+1",
            "1|2|3=1+",
            "1|2|3=",
            "1|2|3",
            "",
        ] {
            assert_eq!(sums(cells), Vec::new(), "{cells}");
        }
    }
}
