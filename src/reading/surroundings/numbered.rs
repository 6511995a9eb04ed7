//! The words that people put numbers behind: a number there says no time.

use crate::text::{Token, TokenKind, Tokens, fold};

/// Forms, and anything by its number.
const FORMS: [&str; 3] = ["số", "mẫu", "biểu"];

/// Parts of a place.
const AREAS: [&str; 2] = ["khu", "tổ"];

/// Units.
const UNITS: [&str; 6] = ["quận", "q", "phường", "p", "huyện", "xã"];

/// Documents and standards.
const DOCUMENTS: [&str; 17] = [
    "định", "tư", "luật", "quyết", "văn", "án", "thị", "lệnh", "nđ", "qđ", "tt", "nq", "cv", "ct",
    "kh", "iso", "tcvn",
];

/// What is counted in the columns of tables: "Chỉ tiêu T3".
const KINDS: [&str; 8] = ["tiêu", "chỉ", "chi", "bảng", "nhóm", "loại", "mã", "lô"];

/// The last words of what a ward is divided into and its parts are numbered: "Khu phố 1", "Tổ dân phố 3", "Chi bộ 2".
const PARTS: [&str; 14] = [
    "khu phố",
    "dân phố",
    "khối phố",
    "tổ",
    "khối",
    "chi bộ",
    "địa bàn",
    "ấp",
    "thôn",
    "xóm",
    "khóm",
    "buôn",
    "cụm",
    "khu",
];

/// Whether a number behind a word may name a unit, whatever diacritics it has.
pub(super) fn is_unit(word: &Token) -> bool {
    let mut all = UNITS.iter().chain(&FORMS).chain(&AREAS);
    all.any(|unit| word.folded == fold(unit))
}

/// Whether a number behind a token is that of a document or a standard.
pub(super) fn is_document(token: &Token) -> bool {
    let mut all = DOCUMENTS.iter().chain(&FORMS);
    token.kind == TokenKind::Word && all.any(|document| token.text == *document)
}

/// Whether "T3" behind a word is one of several such things.
pub(super) fn is_kind(tokens: &Tokens, at: usize) -> bool {
    let is_dossier = at > 0 && tokens.is(at - 1, "hồ") && tokens.is(at, "sơ");
    let mut all = KINDS.iter().chain(&FORMS).chain(&AREAS);
    !is_dossier && all.any(|kind| tokens.is(at, kind))
}

/// Whether a word, on a line that begins at an index, is the last of what the parts of a unit are called.
pub(super) fn is_part_of_unit(tokens: &Tokens, start: usize, word: usize) -> bool {
    let before = |at: usize| tokens.before(at).filter(|before| *before >= start);
    PARTS.iter().any(|part| {
        let mut others = part.split(' ').skip(1);
        let first = others.try_fold(word, |at, _| before(at));
        first.is_some_and(|first| tokens.phrase(first, part) == Some(word + 1))
    })
}
