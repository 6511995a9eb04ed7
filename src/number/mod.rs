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

/// How long numbers that are not zero are as they are written, without their signs but with their points, each counted once.
pub(crate) fn digits<'n>(numbers: impl IntoIterator<Item = &'n Decimal>) -> usize {
    let numbers = numbers.into_iter().filter(|number| !number.is_zero());
    let mut written: Vec<String> = numbers.map(|number| number.abs().to_string()).collect();
    written.sort_unstable();
    written.dedup();
    written.iter().map(String::len).sum()
}
