//! A title or a name in words, numbers and marks.

use crate::text::{canonical, fold};

/// No title is longer; a longer text is no title.
const LONGEST: usize = 2_000;

/// A word, a number or a mark of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// In lower case and NFC.
    pub(crate) text: String,
    /// Without diacritics.
    pub(crate) folded: String,
    pub(crate) kind: TokenKind,
    /// Whether nothing stands between it and the token before it.
    pub(crate) is_glued: bool,
    /// In which cell of its row it stands.
    pub(crate) cell: usize,
    /// Whether it is written with a capital letter.
    pub(crate) is_capital: bool,
    /// Whether the words around it have no diacritics, so that it may lack its own: all those of the text, or those
    /// of a part of it behind a dash or within brackets.
    pub(crate) is_plain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    Number,
    Mark,
    /// The end of a cell, or of a line in it.
    End,
}

/// The tokens of a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tokens {
    pub(crate) all: Vec<Token>,
}

impl Tokens {
    /// The tokens of the cells of a row; each cell and each line of it ends with a token of its own.
    pub(crate) fn of_cells<'c>(cells: impl Iterator<Item = (usize, &'c str)>) -> Self {
        let mut all = Vec::new();
        for (cell, text) in cells {
            for line in text.lines() {
                push(line, cell, &mut all);
                all.push(Token {
                    text: String::new(),
                    folded: String::new(),
                    kind: TokenKind::End,
                    is_glued: false,
                    cell,
                    is_capital: false,
                    is_plain: false,
                });
            }
        }
        Self::new(all)
    }

    /// The tokens of the name of a file, a folder or a sheet: `BaoCaoThang3` has four.
    pub(crate) fn of_name(name: &str) -> Self {
        let mut apart = String::with_capacity(name.len() + 8);
        let mut last = ' ';
        for c in name.chars() {
            if last.is_lowercase() && c.is_uppercase() {
                apart.push(' ');
            }
            apart.push(if c == '_' { '-' } else { c });
            last = c;
        }
        Self::of_cells(std::iter::once((0, &*apart)))
    }

    fn new(mut all: Vec<Token>) -> Self {
        mark_plain(&mut all, 1);
        let is_end = |token: &Token| {
            let is_dash = matches!(&*token.text, "-" | "–" | "—") && !token.is_glued;
            is_dash || matches!(&*token.text, "(" | ")" | "," | ";" | ":" | "")
        };
        for part in all.split_mut(is_end) {
            mark_plain(part, 2);
        }
        Self { all }
    }

    /// Whether the token at an index is this word, with its diacritics or, where the text has none, without.
    pub(crate) fn is(&self, index: usize, word: &str) -> bool {
        self.all.get(index).is_some_and(|token| {
            token.text == word
                || (token.is_plain && token.kind == TokenKind::Word && token.text == fold(word))
        })
    }

    /// As [`Tokens::is`], for words that may be spelt with their tone elsewhere.
    pub(crate) fn is_word(&self, index: usize, word: &str) -> bool {
        self.is(index, &canonical(word))
    }

    /// Whether the words around an index are written without diacritics.
    pub(crate) fn is_plain(&self, index: usize) -> bool {
        self.all.get(index).is_some_and(|token| token.is_plain)
    }

    /// Whether the token at an index is one of these words.
    pub(crate) fn is_any(&self, index: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(index, word))
    }

    /// The number at an index, with how many digits it has.
    pub(crate) fn number(&self, index: usize) -> Option<(u32, usize)> {
        let token = self.all.get(index)?;
        let is_number = token.kind == TokenKind::Number && token.text.len() <= 4;
        is_number.then(|| Some((token.text.parse().ok()?, token.text.len())))?
    }

    /// The year at an index.
    pub(crate) fn year(&self, index: usize) -> Option<i16> {
        let (number, digits) = self.number(index)?;
        i16::try_from(number)
            .ok()
            .filter(|year| digits == 4 && (1900..2200).contains(year))
    }

    /// Whether the words of a phrase stand at an index, each as [`Tokens::is_word`] has it, with spaces or hyphens between
    /// them; the index behind them.
    pub(crate) fn phrase(&self, index: usize, phrase: &str) -> Option<usize> {
        let mut at = index;
        for word in phrase.split(' ') {
            if at > index && self.is_mark(at, "-") && self.all[at].is_glued {
                at += 1;
            }
            if !self.is_word(at, word) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether the token at an index is this mark.
    pub(crate) fn is_mark(&self, index: usize, marks: &str) -> bool {
        self.all
            .get(index)
            .is_some_and(|token| token.kind == TokenKind::Mark && marks.contains(&*token.text))
    }

    /// The first index from this one on that is no mark and no end of a cell.
    pub(crate) fn past_marks(&self, mut index: usize) -> usize {
        while self
            .all
            .get(index)
            .is_some_and(|token| matches!(token.kind, TokenKind::Mark | TokenKind::End))
        {
            index += 1;
        }
        index
    }

    /// The nearest word or number before an index, over marks.
    pub(crate) fn before(&self, index: usize) -> Option<usize> {
        let is_word =
            |at: &usize| matches!(self.all[*at].kind, TokenKind::Word | TokenKind::Number);
        (0..index).rev().find(is_word)
    }
}

fn push(line: &str, cell: usize, all: &mut Vec<Token>) {
    let lower =
        canonical(
            line.get(..LONGEST)
                .unwrap_or(if line.len() > LONGEST { "" } else { line }),
        );
    let begins = all.len();
    let mut is_glued = false;
    for c in lower.chars() {
        if c.is_whitespace() {
            is_glued = false;
            continue;
        }
        let kind = match c {
            _ if c.is_ascii_digit() => TokenKind::Number,
            _ if c.is_alphanumeric() || crate::text::is_mark(c) => TokenKind::Word,
            _ => TokenKind::Mark,
        };
        match all.last_mut() {
            Some(last)
                if is_glued
                    && last.kind == kind
                    && kind != TokenKind::Mark
                    && last.cell == cell =>
            {
                last.text.push(c)
            }
            _ => all.push(Token {
                text: c.to_string(),
                folded: String::new(),
                kind,
                is_glued,
                cell,
                is_capital: false,
                is_plain: false,
            }),
        }
        is_glued = true;
    }
    mark_capitals(line, &mut all[begins..]);
    for token in all.iter_mut().filter(|token| token.folded.is_empty()) {
        token.folded = fold(&token.text);
    }
}

/// Marks tokens among which there are so many words, and none with diacritics.
fn mark_plain(tokens: &mut [Token], least: usize) {
    let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
    if words().count() >= least && words().all(|token| token.text.is_ascii()) {
        tokens.iter_mut().for_each(|token| token.is_plain = true);
    }
}

/// Marks the words of a line that have a capital letter. The words of a line are as many in either case.
fn mark_capitals(line: &str, tokens: &mut [Token]) {
    let is_letter = |c: char| c.is_alphanumeric() && !c.is_ascii_digit() || crate::text::is_mark(c);
    let words = line
        .split(|c| !is_letter(c))
        .filter(|word| !word.is_empty());
    let tokens = tokens
        .iter_mut()
        .filter(|token| token.kind == TokenKind::Word);
    for (word, token) in words.zip(tokens) {
        token.is_capital = word.chars().next().is_some_and(char::is_uppercase);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tokens: &Tokens) -> Vec<&str> {
        tokens.all.iter().map(|token| &*token.text).collect()
    }

    #[test]
    fn names_come_apart() {
        let tokens = Tokens::of_name("BaoCao_Quan1-T3.2019");
        assert_eq!(
            texts(&tokens),
            [
                "bao", "cao", "-", "quan", "1", "-", "t", "3", ".", "2019", ""
            ]
        );
        assert!(tokens.all[7].is_glued && tokens.is(0, "báo"));
        assert_eq!(tokens.year(9), Some(2019));
    }

    #[test]
    fn diacritics_count_where_there_are_some() {
        let tokens = Tokens::of_cells([(2, "Việt Nam 2019")].into_iter());
        assert!(!tokens.is(1, "năm"));
        assert_eq!(tokens.all[1].cell, 2);
    }
}
