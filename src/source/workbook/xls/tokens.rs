//! Formulas as an `.xls` holds them: the values and then what is done with them.

use super::super::formula::{Comparison, Corner, Formula, Function, Operator};
use super::records::{double, word};
use crate::number::Decimal;

/// How a formula is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing<'g> {
    /// Excel 97 and later.
    pub(super) is_new: bool,
    /// Whether several cells share it: what is not fixed counts from the cell itself.
    pub(super) is_shared: bool,
    /// The sheets that references to others name by their number; `None` for those of other files.
    pub(super) sheets: &'g [Option<String>],
}

/// Formulas of more tokens are not read: each may nest what stands before it.
const MOST_TOKENS: u32 = 500;

/// Reads a formula; [`Formula::Other`] where it is not understood.
pub(super) fn read(tokens: &[u8], writing: Writing<'_>) -> Formula {
    let mut reader = TokenReader {
        rest: tokens,
        writing,
        values: Vec::new(),
    };
    let mut count = 0;
    while !reader.rest.is_empty() {
        count += 1;
        if count > MOST_TOKENS || reader.step().is_none() {
            return Formula::Other;
        }
    }
    let last = reader.values.pop();
    last.filter(|_| reader.values.is_empty())
        .unwrap_or(Formula::Other)
}

/// The first cell of the formula that this one shares with others.
pub(super) fn shares(tokens: &[u8]) -> Option<(u16, u16)> {
    match tokens {
        [0x01, rest @ ..] => Some((word(rest, 0)?, word(rest, 2)?)),
        _ => None,
    }
}

struct TokenReader<'t> {
    rest: &'t [u8],
    writing: Writing<'t>,
    values: Vec<Formula>,
}

impl<'t> TokenReader<'t> {
    fn take(&mut self, count: usize) -> Option<&'t [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// Takes a size that is another one in files of Excel 5.
    fn take_of(&mut self, new: usize, old: usize) -> Option<&'t [u8]> {
        self.take(if self.writing.is_new { new } else { old })
    }

    fn push(&mut self, value: Formula) -> Option<()> {
        self.values.push(value);
        Some(())
    }

    fn join(&mut self, operator: Operator) -> Option<()> {
        let (right, left) = (self.values.pop()?, self.values.pop()?);
        self.push(Formula::joined(operator, left, right))
    }

    fn compare(&mut self, comparison: Comparison) -> Option<()> {
        let (right, left) = (self.values.pop()?, self.values.pop()?);
        self.push(Formula::compared(comparison, left, right))
    }

    fn change(&mut self, count: usize, into: impl FnOnce(Vec<Formula>) -> Formula) -> Option<()> {
        let start = self.values.len().checked_sub(count)?;
        let given = self.values.split_off(start);
        self.push(into(given))
    }

    /// Reads a token.
    fn step(&mut self) -> Option<()> {
        let token = *self.take(1)?.first()?;
        // What kind of value is wanted of a token stands in two bits of it.
        let token = if token & 0x60 == 0 {
            token
        } else {
            token & 0x1f | 0x20
        };
        match token {
            0x03 => self.join(Operator::Plus),
            0x04 => self.join(Operator::Minus),
            0x05 => self.join(Operator::Times),
            0x06 => self.join(Operator::Over),
            0x07 => self.change(2, |_| Formula::Figure),
            0x09 => self.compare(Comparison::Below),
            0x0a => self.compare(Comparison::AtMost),
            0x0b => self.compare(Comparison::Equal),
            0x0c => self.compare(Comparison::AtLeast),
            0x0d => self.compare(Comparison::Above),
            0x0e => self.compare(Comparison::Different),
            // Texts joined, and regions.
            0x08 | 0x0f..=0x11 => self.change(2, |_| Formula::Other),
            // A sign of plus, and brackets.
            0x12 | 0x15 => Some(()),
            0x13 => {
                let of = self.values.pop()?;
                self.push(Formula::Negative(Box::new(of)))
            }
            0x14 => {
                let of = self.values.pop()?;
                self.push(Formula::Percent(Box::new(of)))
            }
            0x16 => self.push(Formula::Number(Decimal::ZERO)),
            0x17 => self.text(),
            0x19 => self.attribute(),
            0x1c | 0x1d => {
                self.take(1)?;
                self.push(Formula::Other)
            }
            0x1e => {
                let number = word(self.take(2)?, 0)?;
                self.push(Formula::Number(i64::from(number).into()))
            }
            0x1f => {
                let number = double(self.take(8)?, 0)?;
                let number = Decimal::parse_plain(&super::super::shown::plain(number));
                self.push(number.map_or(Formula::Other, Formula::Number))
            }
            0x20 => {
                self.take(7)?;
                self.push(Formula::Other)
            }
            0x21 => {
                let number = word(self.take(2)?, 0)?;
                let count = Function::fixed_count(number)?;
                self.change(count.into(), |given| {
                    Formula::call(Function::numbered(number), given)
                })
            }
            0x22 => {
                let data = self.take(3)?;
                let count = usize::from(data.first()? & 0x7f);
                let function = Function::numbered(word(data, 1)? & 0x7fff);
                self.change(count, |given| Formula::call(function, given))
            }
            0x24 | 0x2c => self.cells(1),
            0x25 | 0x2d => self.cells(2),
            // Names, and what lies elsewhere.
            0x23 => self.other(4, 14),
            0x2a => self.other(4, 3),
            0x2b => self.other(8, 6),
            0x39 => self.other(6, 24),
            0x3a if self.writing.is_new => self.cells_elsewhere(1),
            0x3b if self.writing.is_new => self.cells_elsewhere(2),
            0x3a | 0x3c => self.other(6, 17),
            0x3b | 0x3d => self.other(10, 20),
            _ => None,
        }
    }

    fn other(&mut self, new: usize, old: usize) -> Option<()> {
        self.take_of(new, old)?;
        self.push(Formula::Other)
    }

    fn text(&mut self) -> Option<()> {
        let count = usize::from(*self.take(1)?.first()?);
        let is_wide = self.writing.is_new && self.take(1)?.first()? & 1 != 0;
        let written = self.take(if is_wide { 2 * count } else { count })?;
        let text = match is_wide {
            true => {
                let (units, _) = written.as_chunks::<2>();
                let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
                String::from_utf16(&units).ok()
            }
            // Letters beyond these depend on the file's encoding.
            false => String::from_utf8(written.to_vec()).ok(),
        };
        self.push(text.map_or(Formula::Other, |text| Formula::Text(text.into())))
    }

    /// What says how to compute; a sum of one value is written so too.
    fn attribute(&mut self) -> Option<()> {
        const CHOOSE: u8 = 0x04;
        const SUM: u8 = 0x10;
        let kind = *self.take(1)?.first()?;
        let number = word(self.take(2)?, 0)?;
        if kind & CHOOSE != 0 {
            self.take(2 * (usize::from(number) + 1))?;
        }
        if kind & SUM != 0 {
            let of = self.values.pop()?;
            self.push(Formula::Sum(vec![of]))?;
        }
        Some(())
    }

    /// A cell (one corner) or a rectangle (two).
    fn cells(&mut self, corners: usize) -> Option<()> {
        let data = self.take_of(4 * corners, 3 * corners)?;
        let corner = |index: usize| {
            let row = word(data, 2 * index)?;
            if self.writing.is_new {
                let column = word(data, 2 * (corners + index))?;
                Some(self.corner(row, column & 0xff, column))
            } else {
                let column = *data.get(2 * corners + index)?;
                Some(self.corner(row & 0x3fff, column.into(), row))
            }
        };
        let (first, last) = (corner(0)?, corner(corners - 1)?);
        self.push(Formula::Cells(first, last))
    }

    /// The same on another sheet.
    fn cells_elsewhere(&mut self, corners: usize) -> Option<()> {
        let number = usize::from(word(self.take(2)?, 0)?);
        self.cells(corners)?;
        let cells = self.values.pop()?;
        let name = self.writing.sheets.get(number).and_then(Option::as_deref);
        self.push(name.map_or(Formula::Other, |name| Formula::on(name, cells)))
    }

    fn corner(&self, row: u16, column: u16, marks: u16) -> Corner {
        let (is_column_free, is_row_free) = (marks & 0x4000 != 0, marks & 0x8000 != 0);
        let is_counted = self.writing.is_shared;
        // Counted from the cell itself, upwards and to the left too.
        let row = match (is_counted && is_row_free, self.writing.is_new) {
            (true, true) => i32::from(row.cast_signed()),
            (true, false) => i32::from(row.wrapping_shl(2).cast_signed() >> 2),
            (false, _) => i32::from(row),
        };
        let column = if is_counted && is_column_free {
            i32::from(column.to_le_bytes()[0].cast_signed())
        } else {
            i32::from(column)
        };
        Corner {
            row,
            column,
            is_row_fixed: !is_counted || !is_row_free,
            is_column_fixed: !is_counted || !is_column_free,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Writing<'static> = Writing {
        is_new: true,
        is_shared: false,
        sheets: &[],
    };

    fn corner(row: i32, column: i32) -> Corner {
        Corner {
            row,
            column,
            is_row_fixed: true,
            is_column_fixed: true,
        }
    }

    #[test]
    fn tokens_are_read() {
        // B2-SUM(C2:D2)
        let tokens = [
            0x44, 1, 0, 1, 0xc0, 0x25, 1, 0, 1, 0, 2, 0xc0, 3, 0xc0, 0x19, 0x10, 0, 0, 0x04,
        ];
        let sum = Formula::Sum(vec![Formula::Cells(corner(1, 2), corner(1, 3))]);
        let cell = Formula::Cells(corner(1, 1), corner(1, 1));
        assert_eq!(
            read(&tokens, NEW),
            Formula::joined(Operator::Minus, cell, sum.clone())
        );
        // SUM(C2:D2), by its number.
        let tokens = [0x25, 1, 0, 1, 0, 2, 0xc0, 3, 0xc0, 0x42, 1, 4, 0];
        assert_eq!(read(&tokens, NEW), sum);
        for tokens in [
            &[][..],
            &[0x03],
            &[0x25, 1],
            &[0x1e, 1, 0, 0x1e, 1, 0],
            &[0xff],
        ] {
            assert_eq!(read(tokens, NEW), Formula::Other, "{tokens:?}");
        }
    }

    #[test]
    fn references_to_other_sheets_are_read() {
        let writing = Writing {
            sheets: &[None, Some("Chi tiết".to_owned())],
            ..NEW
        };
        let cell = Formula::Cells(corner(1, 1), corner(1, 1));
        let on = Formula::on("Chi tiết", cell);
        assert_eq!(read(&[0x5a, 1, 0, 1, 0, 1, 0xc0], writing), on);
        assert_eq!(read(&[0x5a, 0, 0, 1, 0, 1, 0xc0], writing), Formula::Other);
        let area = [0x3b, 1, 0, 1, 0, 2, 0, 1, 0xc0, 1, 0xc0];
        let on = Formula::on("Chi tiết", Formula::Cells(corner(1, 1), corner(2, 1)));
        assert_eq!(read(&area, writing), on);
    }

    #[test]
    fn a_formula_without_end_is_not_understood() {
        let mut tokens = vec![0x1e, 1, 0];
        tokens.resize(8000, 0x13);
        assert_eq!(read(&tokens, NEW), Formula::Other);
    }

    #[test]
    fn shared_formulas_count_from_their_cell() {
        // The cell two to the left in the row above.
        let tokens = [0x4c, 0xff, 0xff, 0xfe, 0xc0];
        let shared = Writing {
            is_shared: true,
            ..NEW
        };
        let Formula::Cells(corner, _) = read(&tokens, shared) else {
            panic!("a cell")
        };
        assert_eq!((corner.row, corner.column), (-1, -2));
        assert!(!corner.is_row_fixed && !corner.is_column_fixed);
        assert_eq!(shares(&[1, 4, 0, 2, 0]), Some((4, 2)));
        assert_eq!(shares(&[0x1e, 4, 0]), None);
    }
}
