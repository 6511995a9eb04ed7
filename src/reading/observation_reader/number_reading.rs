//! How the numbers of a file are read.

use crate::number::{self, Cell, NumberStyle, StyleEvidence};

/// How the numbers of one file are read. The first time through, figures that can be read one way only tell the
/// style of the file; where others could be read two ways, the file is read again in that style.
#[derive(Debug, Clone, Default)]
pub(super) struct NumberReading {
    /// `None` the first time through; then the style, where something tells it.
    decided: Option<Option<NumberStyle>>,
    evidence: StyleEvidence,
    is_ambiguous: bool,
}

impl NumberReading {
    /// The reading for a second time through; `None` where the first read every figure. Where no figure tells the style,
    /// what the file's other columns tell is asked for.
    pub(super) fn again(
        &self,
        setting: Option<NumberStyle>,
        others: impl FnOnce() -> StyleEvidence,
    ) -> Option<Self> {
        if !self.is_ambiguous || self.decided.is_some() {
            return None;
        }
        let evidence = if self.evidence == StyleEvidence::default() {
            others()
        } else {
            self.evidence
        };
        Some(Self {
            decided: Some(evidence.decide(setting)),
            ..Self::default()
        })
    }

    /// Reads a cell; one that can still be read two ways is so where nothing tells which.
    #[inline]
    pub(super) fn read(&mut self, text: &str) -> Cell {
        if text.is_empty() {
            return Cell::Nothing;
        }
        match number::read_digits(text) {
            Some(value) => Cell::plain(value),
            None => self.read_other(text),
        }
    }

    /// Reads a cell that is not empty and holds more than digits.
    fn read_other(&mut self, text: &str) -> Cell {
        let cell = number::read(text);
        self.evidence.note(&cell);
        self.is_ambiguous |= matches!(cell, Cell::TwoWays { .. });
        match self.decided.flatten() {
            Some(style) => cell.in_style(style),
            None => cell,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Decimal;
    use NumberStyle::{English, Vietnamese};

    fn number(digits: i64, scale: u8, decimals: u8) -> Option<(Decimal, u8)> {
        Some((Decimal::new(digits, scale), decimals))
    }

    /// The number of the last cell and how many decimals are written, read after the others, with and without a setting;
    /// `None` where it can be read two ways.
    fn last(cells: &[&str], setting: Option<NumberStyle>) -> Option<(Decimal, u8)> {
        let mut first = NumberReading::default();
        let read_all = |reading: &mut NumberReading| {
            cells.iter().map(|cell| reading.read(cell)).last().unwrap()
        };
        let cell = read_all(&mut first);
        let cell = match first.again(setting, StyleEvidence::default) {
            Some(mut second) => read_all(&mut second),
            None => cell,
        };
        match cell {
            Cell::Figure {
                value, decimals, ..
            } => Some((value, decimals)),
            other => {
                assert!(matches!(other, Cell::TwoWays { .. }), "{other:?}");
                None
            }
        }
    }

    #[test]
    fn the_other_figures_of_the_file_decide_then_the_setting() {
        assert_eq!(last(&["85,5", "1.234"], None), number(1234, 0, 0));
        assert_eq!(last(&["85.50", "1.234"], None), number(1234, 3, 3));
        assert_eq!(last(&["85,5", "1.234"], Some(English)), number(1234, 0, 0));
        assert_eq!(last(&["85,5", "85.5", "1.234"], None), None);
        assert_eq!(
            last(&["85,5", "85.5", "1.234"], Some(English)),
            number(1234, 3, 3)
        );
        assert_eq!(last(&["12", "1,104"], None), None);
        assert_eq!(last(&["12", "1,104"], Some(Vietnamese)), number(1104, 3, 3));
    }

    #[test]
    fn written_decimals_are_counted() {
        assert_eq!(last(&["93,0"], None), number(93, 0, 1));
        assert_eq!(last(&["1.234.567"], None), number(1_234_567, 0, 0));
        assert_eq!(last(&["1.234,50"], None), number(12345, 1, 2));
        assert_eq!(last(&["12"], None), number(12, 0, 0));
    }
}
