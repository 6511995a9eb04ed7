//! Text as people write it, in Vietnamese above all: folding, collation, slugs, words.

mod collate;
mod fold;
mod no_break;
mod slug;
mod tokens;
mod tone;

pub(crate) use collate::CollationKey;
pub(crate) use fold::{canonical, fold, is_mark};
pub(crate) use no_break::keep_numbers_together;
pub(crate) use slug::slug;
pub(crate) use tokens::{Token, TokenKind, Tokens};

/// Whether a text says something in words: a single letter only numbers a line.
#[must_use]
pub(crate) fn has_word(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
}
