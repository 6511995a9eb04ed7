//! Text as people write it, in Vietnamese above all: folding, collation, slugs, words.

mod collate;
mod fold;
mod no_break;
mod slug;
mod tokens;
mod tone;

pub use collate::CollationKey;
pub use fold::{canonical, fold, is_mark};
pub use no_break::keep_numbers_together;
pub use slug::slug;
pub(crate) use tokens::{Token, TokenKind, Tokens};
pub use tone::fold_tone_placement;
