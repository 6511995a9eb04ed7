//! Targets (mục tiêu) of indicators.

use crate::number::Decimal;

/// What an indicator must reach (mục tiêu).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `> x`
    Above(Decimal),
    /// `>= x`
    AtLeast(Decimal),
    /// `< x`
    Below(Decimal),
    /// `<= x`
    AtMost(Decimal),
    /// `low..high`: met from `low` on; above `high` is "vượt", never a failure. `low <= high`.
    Range {
        /// The lower end, from which it is met.
        low: Decimal,
        /// The upper end, above which it is exceeded.
        high: Decimal,
    },
}

/// Which direction is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

impl Target {
    /// The direction that is better under this target.
    #[must_use]
    pub fn better(&self) -> Better {
        match self {
            Self::Above(_) | Self::AtLeast(_) | Self::Range { .. } => Better::Higher,
            Self::Below(_) | Self::AtMost(_) => Better::Lower,
        }
    }

    /// Whether it is a range, which allows either direction.
    #[must_use]
    pub fn is_range(&self) -> bool {
        matches!(self, Self::Range { .. })
    }
}
