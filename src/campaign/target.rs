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
