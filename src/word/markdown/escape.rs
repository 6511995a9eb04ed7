//! Words of which Markdown reads nothing but words.

/// Appends words to a line.
pub(super) struct Escaper<'o> {
    pub(super) out: &'o mut String,
    pub(super) in_heading: bool,
}

impl Escaper<'_> {
    /// Words; `next` is what will be written behind them.
    pub(super) fn push(&mut self, text: &str, next: Option<char>) {
        let mut before = self.out.chars().next_back();
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let behind = rest.clone().next().or(next);
            let is_last = rest.as_str().is_empty();
            if self.is_sign(c, before, behind, rest.as_str(), is_last) {
                self.out.push('\\');
            }
            self.out.push(c);
            before = Some(c);
        }
    }

    /// Whether Markdown would read a sign in a character.
    fn is_sign(
        &self,
        c: char,
        before: Option<char>,
        behind: Option<char>,
        rest: &str,
        is_last: bool,
    ) -> bool {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match c {
            '\\' | '`' | '*' | '[' | ']' | '~' => true,
            '_' => !(is_word(before) && is_word(behind)),
            '<' => is_last || behind.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
            '&' => is_entity(rest) || is_last,
            '{' => before == Some('{') || behind == Some('{'),
            '!' => is_last,
            '|' => true,
            '#' => self.in_heading,
            '(' => before == Some(']') && self.out.lines().last().is_some_and(ends_with_note),
            ':' => before == Some(']') && self.out.lines().last().is_some_and(is_note_mark),
            _ => false,
        }
    }
}

/// Whether a line is nothing but the mark of a note, so that a colon would make a note of it.
fn is_note_mark(line: &str) -> bool {
    line.starts_with("[^") && line.find(']') == Some(line.len() - 1)
}

fn ends_with_note(line: &str) -> bool {
    line.rfind("[^").is_some_and(|at| is_note_mark(&line[at..]))
}

/// Whether what stands behind `&` makes a character of it.
fn is_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name[length..].starts_with(';')
}

/// A paragraph with what begins its lines escaped, where that would make something else of it.
pub(super) fn line_starts(paragraph: &str) -> String {
    let mut all = String::with_capacity(paragraph.len());
    for (at, line) in paragraph.split('\n').enumerate() {
        if at > 0 {
            all.push('\n');
        }
        match sign_of(line) {
            Some(sign) => {
                let (before, after) = line.split_at(sign);
                all.extend([before, "\\", after]);
            }
            None => all.push_str(line),
        }
    }
    all
}

/// Where a line has the sign that makes it a heading, an item, a quote, a rule or a part of a table.
fn sign_of(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let behind = line[first.len_utf8()..].chars().next();
    let is_alone = |c: Option<char>| c.is_none_or(|c| matches!(c, ' ' | '\t' | '\\'));
    match first {
        '#' => {
            let rest = line.trim_start_matches('#');
            is_alone(rest.chars().next()).then_some(0)
        }
        '>' | '=' => Some(0),
        '-' | '+' => (!behind.is_some_and(char::is_alphanumeric)).then_some(0),
        ':' => (behind == Some('-')).then_some(0),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let mut rest = line[digits..].chars();
            let is_mark = matches!(rest.next(), Some('.' | ')'));
            (is_mark && is_alone(rest.next())).then_some(digits)
        }
        _ => None,
    }
}

/// An address between the brackets of a link.
pub(super) fn destination(url: &str) -> String {
    let mut all = String::with_capacity(url.len());
    for (at, c) in url.char_indices() {
        match c {
            '(' | ')' | '<' | '>' | '"' | '\\' | '`' | '{' | '}' | '|' | '*' | '[' | ']' => {
                all.push_str(&format!("%{:02X}", u32::from(c)));
            }
            '&' if is_entity(&url[at + 1..]) => all.push_str("&amp;"),
            c if c.is_whitespace() || c.is_control() => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    all.push_str(&format!("%{byte:02X}"));
                }
            }
            c => all.push(c),
        }
    }
    all
}

/// Whether an address can stand between angle brackets.
pub(super) fn is_autolink(url: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/:.-_~?=%#,+@".contains(c);
    (url.starts_with("https://") || url.starts_with("http://")) && url.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        let mut escaper = Escaper {
            out: &mut out,
            in_heading: false,
        };
        escaper.push(text, None);
        line_starts(&out)
    }

    #[test]
    fn signs_are_escaped_where_they_would_be_read() {
        for (text, expected) in [
            ("12) Một", "12\\) Một"),
            ("1.1. Hai", "1.1. Hai"),
            ("1.5 triệu", "1.5 triệu"),
            ("a) Ba", "a) Ba"),
            ("- Bốn", "\\- Bốn"),
            ("-5 độ", "-5 độ"),
            ("--- ", "\\--- "),
            ("# Năm", "\\# Năm"),
            ("#hashtag", "#hashtag"),
            ("a*b_c_d ~~e~~ _f", "a\\*b_c_d \\~\\~e\\~\\~ \\_f"),
            ("[^1] [a](b)", "\\[^1\\] \\[a\\](b)"),
            ("R&D &copy; &nbsp;", "R&D \\&copy; \\&nbsp;"),
            ("1 < 2, <b>", "1 < 2, \\<b>"),
            ("{{ value() }}", "\\{\\{ value() }}"),
            ("a | b", "a \\| b"),
            ("C:\\a", "C:\\\\a"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn addresses_end_where_they_end() {
        assert_eq!(
            destination("https://a.vn/b (1).pdf"),
            "https://a.vn/b%20%281%29.pdf"
        );
        assert_eq!(
            destination("https://a.vn/?a=1&b=2&copy;"),
            "https://a.vn/?a=1&b=2&amp;copy;"
        );
    }
}
