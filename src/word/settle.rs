//! Words as Markdown can say them: letters composed, neighbours of one look joined, white space and signs outside what
//! is bold, nothing at the ends of lines.

use super::model::{Inline, Look, Piece};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// One letter, or what is no letter, with its look.
#[derive(Clone)]
struct Atom {
    what: What,
    look: Look,
    link: Option<Arc<str>>,
}

#[derive(Clone, PartialEq)]
enum What {
    Letter(char),
    Break,
    Other(Piece),
}

impl Atom {
    fn is_space(&self) -> bool {
        match &self.what {
            What::Letter(c) => c.is_whitespace(),
            What::Break => true,
            What::Other(_) => false,
        }
    }

    /// Whether a mark beside it cannot be read where a sign stands on the mark's other side.
    fn is_letter(&self) -> bool {
        matches!(self.what, What::Letter(c) if c.is_alphanumeric())
    }
}

/// The words, settled; none where there is nothing to see.
#[must_use]
pub(super) fn settled(words: Vec<Inline>) -> Vec<Inline> {
    let mut atoms = atoms(words);
    let is_bold = |look: &mut Look| std::mem::take(&mut look.bold);
    let is_italic = |look: &mut Look| std::mem::take(&mut look.italic);
    bridge(&mut atoms);
    trim(&mut atoms);
    unlink_spaces(&mut atoms);
    for clear in [is_bold as fn(&mut Look) -> bool, is_italic] {
        narrow(&mut atoms, clear);
    }
    joined(atoms)
}

fn atoms(words: Vec<Inline>) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    for inline in words {
        let Inline { piece, look, link } = inline;
        let mut push = |what, look| {
            // A note leads to itself.
            let is_note = matches!(what, What::Other(Piece::Note(_)));
            let link = link.clone().filter(|_| !is_note);
            atoms.push(Atom { what, look, link });
        };
        match piece {
            Piece::Text(text) => {
                for c in text.chars() {
                    match c {
                        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                            push(What::Letter(' '), look);
                        }
                        _ if is_seen(c) => push(What::Letter(c), look),
                        _ => {}
                    }
                }
            }
            Piece::Break => push(What::Break, look),
            other => push(What::Other(other), Look::default()),
        }
    }
    atoms
}

/// Whether a character is one that people see, or white space.
fn is_seen(c: char) -> bool {
    let is_mark = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}');
    !(c.is_control() || is_mark)
}

/// Gives white space the look that the words on both sides of it share, and their link.
fn bridge(atoms: &mut [Atom]) {
    let is_word = |atom: &&Atom| !matches!(atom.what, What::Other(_));
    let mut at = 0;
    while at < atoms.len() {
        let end = atoms[at..]
            .iter()
            .take_while(|atom| atom.is_space())
            .count()
            + at;
        let before = at
            .checked_sub(1)
            .and_then(|before| atoms.get(before))
            .filter(is_word);
        if let (Some(before), Some(after)) = (before, atoms.get(end).filter(is_word)) {
            let (one, other) = (before.look, after.look);
            let look = Look {
                bold: one.bold && other.bold,
                italic: one.italic && other.italic,
                struck: one.struck && other.struck,
                raised: one.raised.filter(|raised| other.raised == Some(*raised)),
            };
            let link = before.link.clone().filter(|_| before.link == after.link);
            for space in &mut atoms[at..end] {
                space.look = look;
                space.link.clone_from(&link);
            }
        }
        at = end.max(at + 1);
    }
}

/// Leaves out white space at the ends of lines, and all but the first of several; a break ends a line once.
fn trim(atoms: &mut Vec<Atom>) {
    let mut kept: Vec<Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms.drain(..) {
        let after_space = kept.last().is_none_or(Atom::is_space);
        match atom.what {
            What::Letter(' ') if after_space => {}
            What::Letter(c)
                if c.is_whitespace() && kept.last().is_none_or(|k| k.what == What::Break) => {}
            What::Break => {
                while kept.last().is_some_and(Atom::is_space) {
                    kept.pop();
                }
                if !kept.is_empty() {
                    kept.push(atom);
                }
            }
            _ => kept.push(atom),
        }
    }
    while kept.last().is_some_and(Atom::is_space) {
        kept.pop();
    }
    *atoms = kept;
}

/// A link begins and ends with what can be seen.
fn unlink_spaces(atoms: &mut [Atom]) {
    for at in 0..atoms.len() {
        let other = |atom: Option<&Atom>| atom.is_none_or(|atom| atom.link != atoms[at].link);
        let begins = at == 0 || other(atoms.get(at - 1));
        if atoms[at].link.is_some() && atoms[at].is_space() && begins {
            atoms[at].link = None;
        }
    }
    for at in (0..atoms.len()).rev() {
        let ends = atoms.get(at + 1).is_none_or(|a| a.link != atoms[at].link);
        if atoms[at].link.is_some() && atoms[at].is_space() && ends {
            atoms[at].link = None;
        }
    }
}

/// Makes every stretch of a look begin and end with what can stand beside its marks: no white space, and no sign where
/// a letter stands on the other side.
fn narrow(atoms: &mut [Atom], clear: fn(&mut Look) -> bool) {
    let has = |atom: &Atom| clear(&mut atom.look.clone());
    let mut at = 0;
    while at < atoms.len() {
        if !has(&atoms[at]) {
            at += 1;
            continue;
        }
        let link = atoms[at].link.clone();
        let length = atoms[at..].iter();
        let length = length.take_while(|a| has(a) && a.link == link).count();
        let (mut start, mut end) = (at, at + length);
        let beside = |at: Option<usize>| {
            let atom = at.and_then(|at| atoms.get(at));
            atom.is_some_and(|atom| atom.is_letter() && atom.link == link)
        };
        let letter_before = beside(at.checked_sub(1));
        let letter_after = beside(Some(end));
        while start < end
            && (atoms[start].is_space() || (letter_before && !atoms[start].is_letter()))
        {
            start += 1;
        }
        while start < end
            && (atoms[end - 1].is_space() || (letter_after && !atoms[end - 1].is_letter()))
        {
            end -= 1;
        }
        for outside in (at..start).chain(end..at + length) {
            clear(&mut atoms[outside].look);
        }
        at += length;
    }
}

fn joined(atoms: Vec<Atom>) -> Vec<Inline> {
    let mut words: Vec<Inline> = Vec::new();
    for Atom { what, look, link } in atoms {
        let piece = match what {
            What::Letter(c) => match words.last_mut() {
                Some(last) if last.look == look && last.link == link => {
                    if let Piece::Text(text) = &mut last.piece {
                        text.push(c);
                        continue;
                    }
                    Piece::Text(c.into())
                }
                _ => Piece::Text(c.into()),
            },
            What::Break => Piece::Break,
            What::Other(piece) => piece,
        };
        // Marks around a break are those of the words on both sides, and only Markdown's go on across it.
        let look = match piece {
            Piece::Break => Look {
                bold: look.bold,
                italic: look.italic,
                ..Look::default()
            },
            _ => look,
        };
        words.push(Inline { piece, look, link });
    }
    for inline in &mut words {
        if let Piece::Text(text) = &mut inline.piece {
            *text = text.nfc().collect();
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(parts: &[(&str, &str)]) -> Vec<Inline> {
        let inline = |(text, look): &(&str, &str)| Inline {
            piece: match *text {
                "\n" => Piece::Break,
                text => Piece::Text(text.to_owned()),
            },
            look: Look {
                bold: look.contains('b'),
                italic: look.contains('i'),
                ..Look::default()
            },
            link: look.contains('l').then(|| Arc::from("https://a.vn")),
        };
        parts.iter().map(inline).collect()
    }

    #[test]
    fn words_are_settled() {
        for (given, expected) in [
            (
                &[("Thông", "b"), (" ", ""), ("báo", "b")][..],
                &[("Thông báo", "b")][..],
            ),
            (
                &[(" Thông báo ", "b"), ("số 1", "")],
                &[("Thông báo", "b"), (" số 1", "")],
            ),
            (
                &[("Lưu ý:", "b"), ("không", "")],
                &[("Lưu ý", "b"), (":không", "")],
            ),
            (
                &[("Lưu ý:", "b"), (" không", "")],
                &[("Lưu ý:", "b"), (" không", "")],
            ),
            (
                &[("a", ""), ("“b”", "i"), ("c", "")],
                &[("a“", ""), ("b", "i"), ("”c", "")],
            ),
            (&[("a\u{301}", "b"), ("", "i")], &[("á", "b")]),
            (&[("\u{a0}", ""), ("\n", ""), (" ", "b")], &[]),
            (
                &[("a ", "b"), ("\n", ""), ("\n", ""), (" b", "b")],
                &[("a", "b"), ("\n", "b"), ("b", "b")],
            ),
            (
                &[("a", ""), (" b ", "l"), ("c", "")],
                &[("a ", ""), ("b", "l"), (" c", "")],
            ),
            (
                &[("12\u{a0}000", ""), ("\u{feff}\u{200b}", "")],
                &[("12\u{a0}000", "")],
            ),
        ] {
            assert_eq!(settled(words(given)), words(expected), "{given:?}");
        }
    }
}
