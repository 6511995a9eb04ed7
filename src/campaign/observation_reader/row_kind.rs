//! Rows that are no data: what a row is that is neither empty nor a unit's figures.

use super::layout::Layout;
use crate::campaign::NameKey;
use crate::source::Row;
use std::sync::LazyLock;

/// How many rows of each kind were passed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PassedOver {
    pub(super) empty: usize,
    pub(super) headers: usize,
    pub(super) numberings: usize,
    pub(super) totals: usize,
    pub(super) texts: usize,
}

impl PassedOver {
    pub(super) fn sum(self) -> usize {
        self.empty + self.headers + self.numberings + self.totals + self.texts
    }
}

/// The words that total lines begin with.
static TOTALS: LazyLock<Vec<NameKey>> = LazyLock::new(|| {
    ["Tổng", "Cộng", "Tổng cộng", "Tổng số", "Total", "Grand total"].map(NameKey::new).to_vec()
});

/// Whether a text is the name of a total line: in any case, with all its diacritics or with none (`Công` is a word
/// of its own).
pub(super) fn is_total(text: &str) -> bool {
    // Longer than every such word however it is spelt: not worth folding.
    if text.len() > 40 || !text.starts_with(['t', 'T', 'c', 'C', 'g', 'G']) {
        return false;
    }
    let key = NameKey::new(text);
    TOTALS.iter().any(|total| *total == key || (key.is_plain() && key.is_spelling_of(total)))
}

/// Whether a row only numbers or letters the columns: `A B 1 2`, `(1) (2) (3)=(1)+(2)`. Rows of plain numbers could
/// be figures: where the table has no column that would say whose, only brackets or letters tell.
pub(super) fn is_numbering(row: &Row<'_>, layout: &Layout) -> bool {
    let mut next = None;
    let (mut cells, mut is_marked) = (0, false);
    for cell in row.cells().filter(|cell| !cell.is_empty()) {
        cells += 1;
        match column_label(cell) {
            Some(Label::Letter) => is_marked = true,
            Some(Label::Number { number, marked }) => {
                if next.is_some_and(|expected| number != expected) {
                    return false;
                }
                next = number.checked_add(1);
                is_marked |= marked;
            }
            None => return false,
        }
    }
    cells >= 2 && (is_marked || layout.key_positions().next().is_some())
}

/// A cell that labels a column.
enum Label {
    Letter,
    Number {
        number: u32,
        /// In brackets, or with a formula.
        marked: bool,
    },
}

fn column_label(cell: &str) -> Option<Label> {
    let bare = cell.trim_start_matches(['(', '[']);
    let letters = bare.trim_end_matches([')', ']', '.']);
    if letters.len() == 1 && letters.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(Label::Letter);
    }
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let number = bare.get(..digits)?.parse().ok().filter(|number| *number < 1000)?;
    let rest = bare.get(digits..)?.trim_start_matches([')', ']']).trim_start();
    let is_formula = rest.starts_with(['=', ':'])
        && rest.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "=:()[]+-–*/x×%.,".contains(c));
    (rest.is_empty() || is_formula).then_some(Label::Number { number, marked: bare != cell || is_formula })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn total_lines_are_known_by_their_word() {
        for text in ["Tổng", "CỘNG", "Tổng cộng", "tổng cộng:", "TONG CONG", "Cô\u{323}ng", "Tổng số"] {
            assert!(is_total(text), "{text}");
        }
        for text in ["Công", "Tông", "Tổng Công ty", "Cộng Hòa", "", "tphcm"] {
            assert!(!is_total(text), "{text}");
        }
    }

    #[test]
    fn labels_of_columns_are_letters_numbers_and_formulas() {
        for text in ["A", "(b)", "1", "(1)", "[12]", "(3)=(1)+(2)", "5=4/3*100%", "a."] {
            assert!(column_label(text).is_some(), "{text}");
        }
        for text in ["Q1", "1,5", "2019-03", "12345", "x1", "-", "1 2"] {
            assert!(column_label(text).is_none(), "{text}");
        }
    }
}
