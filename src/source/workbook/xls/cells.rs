//! The cells of a sheet of an `.xls`.

use super::super::fault::WorkbookFault;
use super::super::formula::{Formula, FormulaCell, Saved};
use super::super::number_format::NumberFormat;
use super::super::sheet::{Region, SheetBuilder};
use super::globals::Globals;
use super::records::{Records, double, long, record, word};
use super::tokens::{self, Writing};
use crate::source::CellKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// Reads the records of a sheet.
pub(super) struct CellReader<'g> {
    globals: &'g Globals,
    builder: SheetBuilder,
    hidden_rows: FxHashSet<u32>,
    /// First and last.
    hidden_columns: Vec<(u32, u32)>,
    formulas: Vec<OpenFormula>,
    shared: FxHashMap<(u16, u16), Rc<Formula>>,
    /// Where the text that comes next is a formula's result.
    awaits_text: Option<(u16, u16)>,
    /// Whether all formulas are still to be computed.
    is_uncomputed: bool,
}

/// A formula whose shared part may come only behind it.
struct OpenFormula {
    place: (u16, u16),
    formula: Rc<Formula>,
    shares: Option<(u16, u16)>,
    saved: Saved,
    is_marked: bool,
}

impl<'g> CellReader<'g> {
    pub(super) fn read(
        globals: &'g Globals,
        stream: &[u8],
        at: usize,
    ) -> Result<SheetBuilder, WorkbookFault> {
        let mut this = Self {
            globals,
            builder: SheetBuilder::default(),
            hidden_rows: FxHashSet::default(),
            hidden_columns: Vec::new(),
            formulas: Vec::new(),
            shared: FxHashMap::default(),
            awaits_text: None,
            is_uncomputed: false,
        };
        let (mut records, mut depth) = (Records::new(stream, at), 0u32);
        while let Some((kind, data)) = records.next() {
            match kind {
                record::BOF => depth += 1,
                record::EOF => depth = depth.saturating_sub(1),
                // Charts in it are no part of it.
                _ if depth == 1 => {
                    let mut parts = vec![data];
                    if matches!(kind, record::STRING | record::LABEL) {
                        parts.extend(records.continuations());
                    }
                    this.take(kind, &parts)?;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        Ok(this.finish())
    }

    fn finish(mut self) -> SheetBuilder {
        for open in self.formulas {
            let (row, column) = (u32::from(open.place.0), u32::from(open.place.1));
            let (formula, moved) = match open.shares {
                None => (open.formula, (0, 0)),
                Some(first) => {
                    let shared = self.shared.get(&first).cloned();
                    let moved = (i32::from(open.place.0), i32::from(open.place.1));
                    (shared.unwrap_or(open.formula), moved)
                }
            };
            self.builder.formula(FormulaCell {
                row,
                column,
                formula,
                moved,
                saved: open.saved,
                is_marked: open.is_marked || self.is_uncomputed,
            });
        }
        self.builder.hide(self.hidden_rows, self.hidden_columns);
        self.builder
    }

    fn take(&mut self, kind: u16, parts: &[&[u8]]) -> Result<(), WorkbookFault> {
        let data = parts.first().copied().unwrap_or_default();
        let at = |offset| word(data, offset).unwrap_or(0);
        let place = (at(0), at(2));
        match kind {
            record::ROW if at(12) & 0x20 != 0 => {
                self.hidden_rows.insert(place.0.into());
            }
            record::COL_INFO if at(8) & 1 != 0 => {
                self.hidden_columns.push((place.0.into(), place.1.into()));
            }
            record::CALC_MODE => self.is_uncomputed |= at(0) == 0,
            record::UNCALCED => self.is_uncomputed = true,
            record::MERGED_CELLS => self.merge(data),
            record::NUMBER => self.number(place, at(4), double(data, 6))?,
            record::RK => self.number(place, at(4), long(data, 6).map(short_number))?,
            record::MUL_RK => {
                let (cells, _) = data.get(4..).unwrap_or_default().as_chunks::<6>();
                for (column, cell) in (place.1..).zip(cells) {
                    let format = word(cell, 0).unwrap_or(0);
                    self.number((place.0, column), format, long(cell, 2).map(short_number))?;
                }
            }
            record::LABEL_SST => {
                let globals = self.globals;
                let index = long(data, 6).unwrap_or(u32::MAX) as usize;
                let Some(text) = globals.texts.get(index) else {
                    return Err(WorkbookFault::damaged("SST"));
                };
                self.text(place, text)?;
            }
            record::LABEL | record::RICH_STRING => {
                let mut parts = parts.to_vec();
                if let Some(first) = parts.first_mut() {
                    *first = first.get(6..).unwrap_or_default();
                }
                let text = self.globals.letters.long_text(parts);
                self.text(place, &text.unwrap_or_default())?;
            }
            record::BOOL_ERR => {
                let is_error = data.get(7) == Some(&1);
                self.other(place, data.get(6).copied().unwrap_or(0), is_error)?;
            }
            record::FORMULA => self.formula(place, data)?,
            record::SHARED_FORMULA => self.share(data),
            record::STRING => {
                if let Some(place) = self.awaits_text.take() {
                    let text = self.globals.letters.long_text(parts.to_vec());
                    self.text_result(place, &text.unwrap_or_default())?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn number(
        &mut self,
        (row, column): (u16, u16),
        format: u16,
        value: Option<f64>,
    ) -> Result<(), WorkbookFault> {
        let plain = NumberFormat::default();
        let format = self.globals.formats.get(usize::from(format));
        let value = value.ok_or_else(|| WorkbookFault::damaged("NUMBER"))?;
        self.builder.push_number(
            row.into(),
            column.into(),
            value,
            format.unwrap_or(&plain),
            self.globals.is_1904,
        )
    }

    fn text(&mut self, (row, column): (u16, u16), text: &str) -> Result<(), WorkbookFault> {
        self.builder
            .push(row.into(), column.into(), text, CellKind::Text)
    }

    /// Yes and no, and errors.
    fn other(
        &mut self,
        (row, column): (u16, u16),
        value: u8,
        is_error: bool,
    ) -> Result<(), WorkbookFault> {
        let text = match (is_error, value) {
            (false, 0) => "FALSE",
            (false, _) => "TRUE",
            (true, 0x00) => "#NULL!",
            (true, 0x07) => "#DIV/0!",
            (true, 0x0f) => "#VALUE!",
            (true, 0x17) => "#REF!",
            (true, 0x1d) => "#NAME?",
            (true, 0x24) => "#NUM!",
            (true, _) => "#N/A",
        };
        let kind = if is_error {
            CellKind::Error
        } else {
            CellKind::Text
        };
        self.builder.push(row.into(), column.into(), text, kind)
    }

    fn formula(&mut self, place: (u16, u16), data: &[u8]) -> Result<(), WorkbookFault> {
        const TO_COMPUTE: u16 = 2;
        self.awaits_text = None;
        let tokens = word(data, 20)
            .and_then(|length| data.get(22..)?.get(..usize::from(length)))
            .unwrap_or_default();
        let writing = Writing {
            is_new: self.globals.letters.is_marked,
            is_shared: false,
            sheets: &self.globals.named,
        };
        let saved = match data.get(6..14) {
            Some(&[kind, _, value, .., 0xff, 0xff]) => match kind {
                0 => {
                    self.awaits_text = Some(place);
                    Saved::EmptyText
                }
                1 | 2 => return self.other(place, value, kind == 2),
                _ => Saved::EmptyText,
            },
            _ => {
                let value = double(data, 6);
                self.number(place, word(data, 4).unwrap_or(0), value)?;
                Saved::Number(value.unwrap_or(0.0))
            }
        };
        self.formulas.push(OpenFormula {
            place,
            formula: Rc::new(tokens::read(tokens, writing)),
            shares: tokens::shares(tokens),
            saved,
            is_marked: word(data, 14).unwrap_or(0) & TO_COMPUTE != 0,
        });
        Ok(())
    }

    /// The text that the formula before it gives.
    fn text_result(&mut self, place: (u16, u16), text: &str) -> Result<(), WorkbookFault> {
        let last = self.formulas.last_mut();
        if let Some(formula) = last.filter(|last| last.place == place && !text.trim().is_empty()) {
            formula.saved = Saved::Shown;
        }
        self.text(place, text)
    }

    /// A formula that several cells share, the first of which is the one before it.
    fn share(&mut self, data: &[u8]) {
        let writing = Writing {
            is_new: self.globals.letters.is_marked,
            is_shared: true,
            sheets: &self.globals.named,
        };
        let tokens = word(data, 8).and_then(|length| data.get(10..)?.get(..usize::from(length)));
        let first = self.formulas.last().and_then(|formula| formula.shares);
        if let (Some(tokens), Some(first)) = (tokens, first) {
            self.shared
                .insert(first, Rc::new(tokens::read(tokens, writing)));
        }
    }

    fn merge(&mut self, data: &[u8]) {
        let (regions, _) = data.get(2..).unwrap_or_default().as_chunks::<8>();
        for region in regions {
            let at = |offset| u32::from(word(region, offset).unwrap_or(0));
            self.builder.merge(Region {
                first_row: at(0),
                last_row: at(2),
                first_column: at(4),
                last_column: at(6),
            });
        }
    }
}

/// A number in four bytes: a whole one, or the first half of a double, or a hundredth of either.
fn short_number(bits: u32) -> f64 {
    const HUNDREDTH: u32 = 1;
    const WHOLE: u32 = 2;
    let number = if bits & WHOLE != 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & HUNDREDTH != 0 {
        number / 100.0
    } else {
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "exact")]
    fn short_numbers_are_read() {
        for (bits, expected) in [
            ((85 << 2) | 2, 85.0),
            ((8550 << 2) | 3, 85.5),
            (0xffff_fffe, -1.0),
            (0x3ff0_0000, 1.0),
            (0x3ff0_0001, 0.01),
        ] {
            assert_eq!(short_number(bits), expected, "{bits:x}");
        }
    }
}
