//! In which style the numbers of a file are written.

use super::Cell;

/// How ambiguous numbers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberStyle {
    /// `1.234,5`
    Vietnamese,
    /// `1,234.5`
    English,
}

/// Which style of numbers the figures of one file are in, from those that can be read one way only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StyleEvidence {
    vietnamese: bool,
    english: bool,
}

impl StyleEvidence {
    /// Takes a cell into account.
    pub fn note(&mut self, cell: &Cell) {
        if let Cell::Figure {
            style: Some(style), ..
        } = cell
        {
            match style {
                NumberStyle::Vietnamese => self.vietnamese = true,
                NumberStyle::English => self.english = true,
            }
        }
    }

    /// Takes over what another part of the file tells.
    pub fn merge(&mut self, other: Self) {
        self.vietnamese |= other.vietnamese;
        self.english |= other.english;
    }

    /// The style in which ambiguous figures of the file are read: that of the others where they agree, else the
    /// setting; `None` where nothing tells.
    #[must_use]
    pub fn decide(self, setting: Option<NumberStyle>) -> Option<NumberStyle> {
        match (self.vietnamese, self.english) {
            (true, false) => Some(NumberStyle::Vietnamese),
            (false, true) => Some(NumberStyle::English),
            _ => setting,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::read;

    #[test]
    fn the_other_figures_of_a_file_decide() {
        use NumberStyle::{English, Vietnamese};
        let evidence = |texts: &[&str]| {
            let mut evidence = StyleEvidence::default();
            texts.iter().for_each(|text| evidence.note(&read(text)));
            evidence
        };
        assert_eq!(
            evidence(&["12", "1.234", "85,5"]).decide(Some(English)),
            Some(Vietnamese)
        );
        assert_eq!(evidence(&["1.234", "0.985"]).decide(None), Some(English));
        assert_eq!(
            evidence(&["1.234", "12", "-", "1 622 642"]).decide(None),
            None
        );
        assert_eq!(
            evidence(&["1.234"]).decide(Some(Vietnamese)),
            Some(Vietnamese)
        );
        let both = evidence(&["85,5", "85.5"]);
        assert_eq!(
            (both.decide(None), both.decide(Some(English))),
            (None, Some(English))
        );
    }
}
