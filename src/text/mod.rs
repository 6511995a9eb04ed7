//! Text as people write it, in Vietnamese above all.

mod tokens;

pub(crate) use tokens::{Token, TokenKind, Tokens};
