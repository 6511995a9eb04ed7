//! Offices that are no units, known by the words that their names begin with.

use super::following::{begins_no_name, is_period};
use super::unit_mention::folded;
use super::unit_name::NamesIn;
use crate::reading::UnitLookup;
use crate::text::{TokenKind, Tokens, fold};
use std::ops::Range;

/// The words that the name of an office begins with, beside those for kinds of units.
const OFFICES: [&str; 20] = [
    "phòng",
    "ban quản lý",
    "viện",
    "trường",
    "hội",
    "liên đoàn",
    "công ty",
    "tổng công ty",
    "thành phố",
    "tỉnh",
    "cục",
    "đảng ủy",
    "đoàn",
    "thanh tra",
    "trạm",
    "đội",
    "hạt",
    "nhà",
    "tổ",
    "trung tâm",
];

/// Those that are nothing else without their diacritics.
const PLAIN_OFFICES: [&str; 10] = [
    "chi cục",
    "trung tâm",
    "văn phòng",
    "công an",
    "bệnh viện",
    "bảo hiểm xã hội",
    "kho bạc",
    "tòa án",
    "ubnd",
    "ủy ban nhân dân",
];

/// The kinds of units of the administration, which stand in the middle of titles too.
const ADMINISTRATIVE: [&str; 6] = ["phường", "quận", "xã", "thị trấn", "thị xã", "huyện"];

/// That of departments, which other words are without diacritics.
const DEPARTMENT: &str = "sở";

/// Those of above it, which need not be in the register.
const UPPER: [&str; 2] = ["thành phố", "tỉnh"];

/// Words that begin with a word for a kind of units and are something else.
const COMPOUNDS: [&str; 11] = [
    "xã hội",
    "sở hữu",
    "sở tại",
    "sở dĩ",
    "sở ngành",
    "ban hành",
    "ban đầu",
    "ban ngày",
    "ban ngành",
    "xã viên",
    "phòng chống",
];

/// The same without diacritics, where words fall together.
const PLAIN_COMPOUNDS: [&str; 28] = [
    "so lieu",
    "so ho",
    "so sanh",
    "so luong",
    "so bo",
    "so tay",
    "so do",
    "so thu",
    "so kien",
    "so sach",
    "so theo",
    "so hoa",
    "quan ly",
    "quan he",
    "quan trong",
    "quan tam",
    "quan trac",
    "quan diem",
    "quan sat",
    "quan tri",
    "phuong phap",
    "phuong thuc",
    "phuong tien",
    "phuong huong",
    "phuong cham",
    "phuong dien",
    "xa hoi",
    "xa vien",
];

/// What stands before such words where they name no one unit.
const BEFORE_MANY: [&str; 13] = [
    "các", "những", "mỗi", "từng", "cấp", "khối", "liên", "toàn", "nhiều", "một", "số", "tác", "cơ",
];

/// What makes another word of them without diacritics.
const PLAIN_BEFORE: [&str; 13] = [
    "co", "lien", "tong", "hai", "chu", "khach", "bao", "truc", "dia", "doi", "song", "tac", "cac",
];

/// What stands behind such words where they name no one unit.
const GENERAL: [&str; 25] = [
    "loại", "cấp", "trực", "thuộc", "có", "nào", "này", "khác", "đạt", "trong", "trên", "và", "là",
    "hoặc", "đều", "đã", "chưa", "không", "còn", "được", "phải", "hiện", "tự", "ngành", "với",
];

/// Those of them that begin no name without their diacritics.
const PLAIN_GENERAL: [&str; 5] = ["loại", "trực", "thuộc", "trong", "trên"];

/// What a line begins with that names the document on which a form rests.
const QUOTES: [&str; 5] = ["kèm theo", "ban hành", "theo", "căn cứ", "mẫu"];

/// What names a unit behind the word for its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// A number.
    Number,
    /// Words.
    Words,
}

/// A word for a kind of units in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KindAt {
    /// Where what follows it begins.
    pub(super) to: usize,
    /// Whether it is a kind of the administration below provinces.
    pub(super) is_administrative: bool,
    /// Whether it is that of departments.
    is_department: bool,
    /// Whether it is written without its diacritics, and may be another word.
    is_plain: bool,
    /// Whether a line that begins with it names the one that reports.
    is_strict: bool,
}

/// The word for a kind of units, written out or shortened, that stands at a token.
pub(super) fn kind_at(tokens: &Tokens, at: usize, units: &UnitLookup<'_>) -> Option<KindAt> {
    let is_plain = tokens.is_plain(at);
    let written = units.kind_words().iter().find_map(|word| {
        let is_administrative = ADMINISTRATIVE.contains(&&*word.text);
        let is_first = || tokens.before(at).is_none();
        let is_clear = !is_plain
            || is_administrative
            || word.text.contains(' ')
            || (word.text == DEPARTMENT && is_first() && tokens.number(at + 1).is_none());
        let to = is_clear.then(|| tokens.phrase(at, &word.text)).flatten();
        let to =
            to.or_else(|| is_administrative.then(|| plain_kind_at(tokens, at, &word.text))?)?;
        let is_strict = word.is_own || !UPPER.contains(&&*word.text);
        Some(KindAt {
            to,
            is_administrative,
            is_department: word.text == DEPARTMENT,
            is_plain,
            is_strict,
        })
    });
    written.or_else(|| short_kind_at(tokens, at))
}

/// `P.`, `Q.`, `H.`, `X.`, `TT.`, `TX.` before a name, `P12`, `Q12`.
fn short_kind_at(tokens: &Tokens, at: usize) -> Option<KindAt> {
    let is_short = tokens.is_any(at, &["p", "q", "h", "x", "tt", "tx"]);
    let has_point = tokens.is_mark(at + 1, ".") && tokens.all[at + 1].is_glued;
    let is_joined = tokens.is_mark(at + 1, "-") && tokens.all[at + 1].is_glued;
    let to = at + 1 + usize::from(has_point || is_joined);
    let is_numbered = tokens.is_any(at, &["p", "q"]) && tokens.number(to).is_some();
    let before = tokens.before(at);
    let is_of_committee = before.is_some_and(|before| tokens.is_any(before, &["ubnd", "dân"]));
    let is_clear = has_point || is_numbered || is_of_committee || (is_joined && before.is_none());
    (is_short && is_clear).then_some(KindAt {
        to,
        is_administrative: true,
        is_department: false,
        is_plain: false,
        is_strict: true,
    })
}

/// A word for a kind that lacks its diacritics where other words have theirs: one that is no other word so, or that
/// stands as only a unit does.
fn plain_kind_at(tokens: &Tokens, at: usize, word: &str) -> Option<usize> {
    let plain = fold(word);
    let mut words = plain.split(' ').enumerate();
    let text_at = |at: usize| tokens.all.get(at).map_or("", |token| &*token.text);
    let is_written = words.all(|(nth, word)| text_at(at + nth) == word);
    let to = at + plain.split(' ').count();
    let before = tokens.before(at);
    let is_certain = matches!(&*plain, "phuong" | "huyen")
        || tokens.number(to).is_some()
        || before.is_some_and(|before| tokens.is_any(before, &["của", "ubnd", "dân"]));
    (is_written && is_certain).then_some(to)
}

/// What follows the word for a kind of units that stands at a token, where that names a unit.
pub(super) fn name_at(
    tokens: &Tokens,
    at: usize,
    end: usize,
    units: &UnitLookup<'_>,
) -> Option<Naming> {
    let kind = kind_at(tokens, at, units)?;
    let is_compound = |compounds: &[&str]| {
        let is_written = |compound: &&str| tokens.phrase(at, compound).is_some();
        compounds.iter().any(is_written)
    };
    // "Q1" is a quarter too.
    let compounds = if kind.is_plain {
        &PLAIN_COMPOUNDS[..]
    } else {
        &COMPOUNDS
    };
    if is_compound(compounds) || (tokens.is(at, "q") && is_period(tokens, at)) {
        return None;
    }
    let is_joined = tokens.is_mark(kind.to, "-") && tokens.all[kind.to].is_glued;
    let next = if is_joined || tokens.is_mark(kind.to, ":.") {
        kind.to + 1
    } else {
        kind.to
    };
    let token = tokens.all.get(next).filter(|_| next < end)?;
    let is_general = || {
        let general = if tokens.is_plain(next) {
            &PLAIN_GENERAL[..]
        } else {
            &GENERAL
        };
        tokens.is_any(next, general)
            // "Sở Kế hoạch và Đầu tư" has such words in its name.
            || (!kind.is_department && begins_no_name(tokens, next))
            || kind_at(tokens, next, units).is_some()
    };
    match token.kind {
        _ if is_period(tokens, next) => None,
        TokenKind::Number => Some(Naming::Number),
        TokenKind::Word if !is_general() => Some(Naming::Words),
        _ => None,
    }
}

/// Whether some tokens begin with the word for a kind of units and go on.
pub(super) fn begins_with_kind(
    tokens: &Tokens,
    line: Range<usize>,
    units: &UnitLookup<'_>,
) -> bool {
    kind_at(tokens, line.start, units).is_some_and(|kind| kind.is_strict)
        && name_at(tokens, line.start, line.end, units).is_some()
}

/// Where words for kinds of units are followed by names that are those of no unit; `is_name` is for the names of files.
pub(super) fn strange_names(
    tokens: &Tokens,
    line: Range<usize>,
    names: &NamesIn<'_>,
    is_name: bool,
) -> Vec<(usize, Naming)> {
    let mut found = Vec::new();
    // "(Kèm theo Công văn của Sở Nội vụ)" says who asked.
    let is_quoted = QUOTES.iter().any(|words| {
        tokens
            .phrase(tokens.past_marks(line.start), words)
            .is_some()
    });
    for at in line.clone() {
        let kind = kind_at(tokens, at, names.units());
        let before = tokens.before(at).filter(|before| *before >= line.start);
        let is_owner = || before.is_some_and(|before| tokens.is_any(before, &["của", "tại"]));
        let is_upper = || UPPER.iter().any(|word| tokens.phrase(at, word).is_some());
        let is_kind = kind.is_some_and(|kind| {
            kind.is_administrative
                || (kind.is_department && !is_quoted && (is_name || is_owner()))
                || (is_name && is_upper())
        });
        let is_part = before.is_some_and(|before| {
            tokens.is_any(before, &BEFORE_MANY)
                || (kind.is_some_and(|kind| kind.is_plain)
                    && PLAIN_BEFORE.contains(&&*tokens.all[before].folded))
                || (tokens.is(before, "thị") && tokens.is(at, "xã"))
        });
        // "tại các phường, quận đạt chuẩn": a name has a capital, unless none is used.
        let is_small = |kind: KindAt| {
            let next = tokens.all.get(kind.to);
            let is_small = next.is_some_and(|next| !next.is_capital && !next.is_plain);
            let mut line = line.clone();
            is_small && !is_owner() && line.any(|at| tokens.all[at].is_capital)
        };
        if is_kind
            && !is_part
            && !names.covers(at)
            && let Some(naming) = name_at(tokens, at, line.end, names.units())
            && (naming == Naming::Number || !kind.is_some_and(is_small))
        {
            found.push((at, naming));
        }
    }
    found
}

/// Whether a line begins as the names of offices do.
pub(super) fn names_office(tokens: &Tokens, line: Range<usize>) -> bool {
    let is_compound = COMPOUNDS
        .iter()
        .any(|compound| tokens.phrase(line.start, compound).is_some());
    let begins = |office: &&str| {
        let end = tokens.phrase(line.start, office);
        end.is_some_and(|end| end < line.end)
    };
    !is_compound
        && (PLAIN_OFFICES.iter().any(begins)
            || (!tokens.is_plain(line.start) && OFFICES.iter().any(begins)))
}

/// The token behind "People's Committee of" and the marks after it, where that stands at one.
pub(super) fn past_committee(tokens: &Tokens, at: usize) -> usize {
    let mut committees = ["ubnd", "ủy ban nhân dân"].iter();
    let Some(mut next) = committees.find_map(|words| tokens.phrase(at, words)) else {
        return at;
    };
    while tokens
        .all
        .get(next)
        .is_some_and(|token| token.kind == TokenKind::Mark)
    {
        next += 1;
    }
    next
}

/// The first token of "People's Committee of", where that stands before one.
pub(super) fn before_committee(tokens: &Tokens, start: usize, at: usize) -> usize {
    let Some(last) = tokens.before(at).filter(|last| *last >= start) else {
        return at;
    };
    if tokens.all[last].folded == "ubnd" {
        return last;
    }
    let of_committee =
        tokens.all[last].folded == "dan" && folded(tokens, start..last).ends_with("uy ban nhan");
    if !of_committee {
        return at;
    }
    let words = (start..last).rev();
    let mut words = words.filter(|at| tokens.all[*at].kind == TokenKind::Word);
    words.nth(2).unwrap_or(start)
}
