//! The language files, and numbers, dates and periods as each language writes them.

mod date;
mod language;
mod number;
mod period_names;
mod placeholder;
mod words;

pub use language::Language;
pub(crate) use placeholder::fill;
pub use words::Words;
