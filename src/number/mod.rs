//! Exact decimal numbers: read without guessing, compared without rounding, rounded honestly when shown.

mod decimal;
mod double;
mod parse;
mod quotient;

pub use decimal::Decimal;
pub use parse::{Cell, StyleEvidence, read};
pub use quotient::{Quotient, Rounded};
