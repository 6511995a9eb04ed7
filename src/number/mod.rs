//! Exact decimal numbers: read without guessing, compared without rounding, rounded honestly when shown.

mod arithmetic;
mod decimal;
mod double;
mod pair;
mod parse;
mod quotient;
mod style;

pub use decimal::{Decimal, Marks};
pub use pair::Pair;
pub use parse::{Cell, read, read_digits, read_exact};
pub use quotient::{Quotient, Rounded};
pub use style::{NumberStyle, StyleEvidence};

/// Numbers of so many digits that are the sums of others are so by no chance.
pub(crate) const CERTAIN_DIGITS: usize = 6;
