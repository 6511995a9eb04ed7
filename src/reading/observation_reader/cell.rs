//! A cell that should hold a figure.

use crate::number::{self, Decimal, NumberStyle, StyleEvidence};

/// What a cell for a figure says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// A number.
    Number {
        /// As written: 85.5 for "85,5%".
        value: Decimal,
        /// Whether a per cent sign follows it.
        percent: bool,
        /// How many decimals are written, zeros too.
        decimals: u32,
    },
    /// "không phát sinh".
    NothingArose,
    /// No figure.
    Blank,
    /// A number that can be read two ways, and nothing tells which.
    Ambiguous,
    /// No number at all.
    Bad,
}

/// How the numbers of one file are read. The first time through, figures that can be read one way only tell the
/// style of the file; where others could be read two ways, the file is read again in that style.
#[derive(Debug, Clone, Default)]
pub(super) struct CellReading {
    /// `None` the first time through; then the style, where something tells it.
    decided: Option<Option<NumberStyle>>,
    evidence: StyleEvidence,
    is_ambiguous: bool,
}

impl CellReading {
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
}

/// Reads a cell.
#[inline]
pub(super) fn read(text: &str, reading: &mut CellReading) -> Cell {
    if text.is_empty() {
        return Cell::Blank;
    }
    if let Some(value) = number::read_digits(text) {
        return Cell::Number {
            value,
            percent: false,
            decimals: 0,
        };
    }
    read_other(text, reading)
}

/// Reads a cell that is not empty and holds more than digits.
fn read_other(text: &str, reading: &mut CellReading) -> Cell {
    match number::read(text) {
        number::Cell::Figure {
            value,
            percent,
            style: None,
        } => Cell::Number {
            value,
            percent,
            decimals: 0,
        },
        number::Cell::Figure {
            value,
            percent,
            style: Some(style),
        } => {
            reading.evidence.note(&number::Cell::Figure {
                value: value.clone(),
                percent,
                style: Some(style),
            });
            let decimals = decimals(text, style);
            Cell::Number {
                value,
                percent,
                decimals,
            }
        }
        number::Cell::TwoWays {
            vietnamese,
            english,
            percent,
        } => {
            reading.is_ambiguous = true;
            let style = reading.decided.flatten();
            let value = match style {
                Some(NumberStyle::Vietnamese) => vietnamese,
                Some(NumberStyle::English) => english,
                None => return Cell::Ambiguous,
            };
            let decimals = style.map_or(0, |style| decimals(text, style));
            Cell::Number {
                value,
                percent,
                decimals,
            }
        }
        number::Cell::Nothing => Cell::Blank,
        number::Cell::NothingArising => Cell::NothingArose,
        number::Cell::NotANumber => Cell::Bad,
    }
}

/// No more decimals of a double are taken for written: beyond them stands what arithmetic on doubles leaves.
const MOST_DECIMALS: u32 = 9;

/// Reads a number of a workbook, which can be read one way only.
pub(super) fn exact(text: &str) -> Cell {
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
    let decimals = fraction.bytes().filter(u8::is_ascii_digit).count();
    match number::read_exact(text) {
        number::Cell::Figure { value, percent, .. } => Cell::Number {
            value,
            percent,
            decimals: u32::try_from(decimals)
                .map_or(MOST_DECIMALS, |count| count.min(MOST_DECIMALS)),
        },
        _ => Cell::Bad,
    }
}

/// How many digits follow the decimal mark of a style.
fn decimals(text: &str, style: NumberStyle) -> u32 {
    let mark = match style {
        NumberStyle::Vietnamese => ',',
        NumberStyle::English => '.',
    };
    let after = text.rsplit_once(mark).map_or("", |(_, after)| after);
    u32::try_from(after.bytes().filter(u8::is_ascii_digit).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberStyle::{English, Vietnamese};

    fn number(digits: i64, scale: u8, decimals: u32) -> Cell {
        Cell::Number {
            value: Decimal::new(digits, scale),
            percent: false,
            decimals,
        }
    }

    /// The last cell, read after the others, with and without a setting.
    fn last(cells: &[&str], setting: Option<NumberStyle>) -> Cell {
        let mut first = CellReading::default();
        let read_all = |reading: &mut CellReading| {
            cells.iter().map(|cell| read(cell, reading)).last().unwrap()
        };
        let cell = read_all(&mut first);
        match first.again(setting, StyleEvidence::default) {
            Some(mut second) => read_all(&mut second),
            None => cell,
        }
    }

    #[test]
    fn the_other_figures_of_the_file_decide_then_the_setting() {
        assert_eq!(last(&["85,5", "1.234"], None), number(1234, 0, 0));
        assert_eq!(last(&["85.50", "1.234"], None), number(1234, 3, 3));
        assert_eq!(last(&["85,5", "1.234"], Some(English)), number(1234, 0, 0));
        assert_eq!(last(&["85,5", "85.5", "1.234"], None), Cell::Ambiguous);
        assert_eq!(
            last(&["85,5", "85.5", "1.234"], Some(English)),
            number(1234, 3, 3)
        );
        assert_eq!(last(&["12", "1,104"], None), Cell::Ambiguous);
        assert_eq!(last(&["12", "1,104"], Some(Vietnamese)), number(1104, 3, 3));
    }

    #[test]
    fn numbers_of_workbooks_are_exact() {
        assert_eq!(exact("1.234"), number(1234, 3, 3));
        assert_eq!(exact("-12"), number(-12, 0, 0));
        assert_eq!(
            exact("0.30000000000000004").clone(),
            number(30_000_000_000_000_004, 17, 9)
        );
        let percent = Cell::Number {
            value: Decimal::new(855, 1),
            percent: true,
            decimals: 1,
        };
        assert_eq!(exact("85.5%"), percent);
        let long = "9".repeat(309);
        for text in ["", "-", "1,5", "1e5", "inf", ".5", &*long] {
            assert_eq!(exact(text), Cell::Bad, "{text}");
        }
    }

    #[test]
    fn written_decimals_are_counted() {
        assert_eq!(last(&["93,0"], None), number(93, 0, 1));
        assert_eq!(last(&["1.234.567"], None), number(1_234_567, 0, 0));
        assert_eq!(last(&["1.234,50"], None), number(12345, 1, 2));
        assert_eq!(last(&["12"], None), number(12, 0, 0));
    }
}
