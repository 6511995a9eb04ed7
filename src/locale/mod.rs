//! Vietnamese text done right (folding, collation, slugs, numbers, dates), and the language files.

mod fold;
mod slug;
mod tone;
mod words;

pub use fold::{canonical, fold};
pub use slug::slug;
pub use tone::{fold_tone_placement, typing_order_fault};
pub use words::{Language, Words};
