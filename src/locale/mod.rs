//! Vietnamese text done right (folding, collation, slugs, numbers, dates), and the language files.

mod collate;
mod date;
mod fold;
mod no_break;
mod number;
mod period_names;
mod slug;
mod tone;
mod variants;
mod words;

pub use collate::CollationKey;
pub use fold::{canonical, fold, is_mark};
pub use no_break::keep_numbers_together;
pub use slug::slug;
pub use tone::{fold_tone_placement, typing_order_fault};
pub use variants::fold_variants;
pub use words::{Language, Words};
