//! Amounts: what a row, or a total, says of one indicator.

use super::Kind;
use crate::number::Decimal;

/// What is said of an indicator, by its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// No figure ("-", an empty cell): a gap, not zero.
    Nothing,
    /// Ratio: numerator and denominator (0/0 for "không phát sinh").
    Ratio {
        /// The numerator.
        numerator: Decimal,
        /// The denominator, not negative.
        denominator: Decimal,
    },
    /// Mean: value and sample (sample 0 for "không phát sinh", its value is then meaningless).
    Mean {
        /// The mean.
        value: Decimal,
        /// The sample, not negative.
        sample: Decimal,
    },
    /// Count.
    Count(Decimal),
    /// Score; of a ratio or a mean a bare value in the indicator's unit. Shown, never pooled.
    Score(Decimal),
}

impl Amount {
    /// The amount of a kind with these numbers, of which the second is none of a count or a score; a gap without a kind.
    #[must_use]
    pub fn new(kind: Option<Kind>, first: Decimal, second: Decimal) -> Self {
        match kind {
            None => Self::Nothing,
            Some(Kind::Ratio) => Self::Ratio {
                numerator: first,
                denominator: second,
            },
            Some(Kind::Mean) => Self::Mean {
                value: first,
                sample: second,
            },
            Some(Kind::Count) => Self::Count(first),
            Some(Kind::Score) => Self::Score(first),
        }
    }

    /// Its kind and its numbers: zero where there is none.
    #[must_use]
    pub fn into_parts(self) -> (Option<Kind>, Decimal, Decimal) {
        match self {
            Self::Nothing => (None, Decimal::ZERO, Decimal::ZERO),
            Self::Ratio {
                numerator,
                denominator,
            } => (Some(Kind::Ratio), numerator, denominator),
            Self::Mean { value, sample } => (Some(Kind::Mean), value, sample),
            Self::Count(value) => (Some(Kind::Count), value, Decimal::ZERO),
            Self::Score(value) => (Some(Kind::Score), value, Decimal::ZERO),
        }
    }

    /// Its first and its second number, where they are counts, which add up: not those of a score, nor the value of a mean.
    #[must_use]
    pub fn counts(&self) -> [Option<&Decimal>; 2] {
        match self {
            Self::Nothing | Self::Score(_) => [None, None],
            Self::Ratio {
                numerator,
                denominator,
            } => [Some(numerator), Some(denominator)],
            Self::Mean { sample, .. } => [None, Some(sample)],
            Self::Count(value) => [Some(value), None],
        }
    }
}
