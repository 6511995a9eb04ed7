//! Vietnamese text done right (folding, collation, slugs, numbers, dates), and the language files.

mod words;

pub use words::{Language, Words};
