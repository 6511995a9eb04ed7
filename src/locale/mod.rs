//! The language files, and numbers, dates and periods as each language writes them.

mod date;
mod number;
mod period_names;
mod words;

pub use words::{Language, Words};
