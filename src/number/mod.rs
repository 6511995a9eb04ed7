//! Exact decimal numbers: read without guessing, compared without rounding, rounded honestly when shown.

mod arithmetic;
mod decimal;
mod double;
mod parse;
mod quotient;
mod style;

pub use decimal::{Decimal, Marks};
pub use parse::{Cell, read};
pub use quotient::{Quotient, Rounded};
pub use style::StyleEvidence;
