//! Our own scripts and stylesheets without what only their authors need: indentation, lines that are comments, and in
//! scripts the spaces around punctuation. Lines stay lines. They are written so that this is enough to know of them, which
//! a test holds: no text goes over several lines, no pattern (`/…/`) holds a quote or a space, and no comment ends a line.

/// A stylesheet as readers download it.
pub(super) fn style(text: &str) -> String {
    lines(text, str::to_owned)
}

/// A script as readers download it.
pub(super) fn script(text: &str) -> String {
    lines(text, closed_up)
}

fn lines(text: &str, squeeze: impl Fn(&str) -> String) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for line in text.lines().map(str::trim) {
        if !line.is_empty() && !is_comment(line) {
            squeezed.push_str(&squeeze(line));
            squeezed.push('\n');
        }
    }
    squeezed
}

/// Whether a line is nothing but a comment.
fn is_comment(line: &str) -> bool {
    let comment = line.strip_prefix("/*").and_then(|rest| rest.find("*/"));
    line.starts_with("//") || comment.is_some_and(|length| length + 4 == line.len())
}

/// A line of a script without the spaces that nothing needs: those beside punctuation, outside of texts.
fn closed_up(line: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let mut closed = String::with_capacity(line.len());
    let mut inside: Option<char> = None;
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match inside {
            Some(quote) => {
                if c == '\\' {
                    closed.push(c);
                    closed.extend(rest.next());
                    continue;
                }
                if c == quote {
                    inside = None;
                }
            }
            None if matches!(c, '"' | '\'' | '`') => inside = Some(c),
            None if c == ' ' => {
                let (before, after) = (closed.chars().last(), rest.peek().copied());
                let (Some(before), Some(after)) = (before, after) else {
                    continue;
                };
                // `a + +b` is no `a ++b`.
                let is_needed = is_word(before) && is_word(after)
                    || before == after && matches!(before, '+' | '-');
                if !is_needed {
                    continue;
                }
            }
            None => {}
        }
        closed.push(c);
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::{closed_up, is_comment, script, style};

    #[test]
    fn lines_that_are_comments_and_indentation_go() {
        let text = "// Says x.\n(() => {\n  // Why.\n  x(\"// no\");\n\n})();\n";
        assert_eq!(script(text), "(()=>{\nx(\"// no\");\n})();\n");
        let text = "/* One. */\na { b: c; }\n  /* d */ e { f: g; }\n/* two\nlines */\n/*/\n";
        let left = "a { b: c; }\n/* d */ e { f: g; }\n/* two\nlines */\n/*/\n";
        assert_eq!(style(text), left);
    }

    /// What is wrong with a line of a script.
    fn fault(line: &str) -> Option<&'static str> {
        let (mut text, mut before) = (None, '(');
        let mut rest = line.chars();
        while let Some(c) = rest.next() {
            match text {
                Some(quote) if c == quote => text = None,
                Some(_) if c == '\\' => _ = rest.next(),
                Some(_) => {}
                None if matches!(c, '"' | '\'' | '`') => text = Some(c),
                None if c == '/' && rest.as_str().starts_with(['/', '*']) => {
                    return Some("a comment ends it");
                }
                None if c == '/' && "(,=:[!&|?{};+-*/%<>~^".contains(before) => {
                    let mut is_in_set = false;
                    loop {
                        match rest.next() {
                            Some('\\') => _ = rest.next(),
                            Some('[') => is_in_set = true,
                            Some(']') => is_in_set = false,
                            Some('/') if !is_in_set => break,
                            Some('"' | '\'' | '`' | ' ') | None => return Some("its pattern"),
                            Some(_) => {}
                        }
                    }
                }
                None => {}
            }
            before = if c == ' ' { before } else { c };
        }
        text.map(|_| "its text stays open")
    }

    #[test]
    fn our_scripts_are_as_they_must_be_to_be_squeezed() {
        for line in [
            "x = \"a",
            "f(`a",
            "a(/a b/)",
            "a = /'/;",
            "a = /[/\"]/;",
            "f(); // x",
        ] {
            assert!(fault(line).is_some(), "{line}");
        }
        for line in ["a = b / c;", "a(/[/]\\/x/gu)", "x(\"// no \\\" '\");"] {
            assert_eq!(fault(line), None, "{line}");
        }
        let scripts = crate::site::assets::BUILT_IN.iter();
        for (path, bytes) in scripts.filter(|(path, _)| path.ends_with(".js")) {
            let text = std::str::from_utf8(bytes).expect("UTF-8");
            let lines = text.lines().map(str::trim);
            for line in lines.filter(|line| !is_comment(line)) {
                assert_eq!(fault(line), None, "{path}: {line}");
                assert_eq!(fault(&closed_up(line)), None, "{path}: {line}");
            }
        }
    }

    #[test]
    fn spaces_go_where_nothing_needs_them() {
        for (line, closed) in [
            ("const a = b ? .5 : c;", "const a=b?.5:c;"),
            (
                "for (const [a, b] of c) d += +e;",
                "for(const[a,b]of c)d+=+e;",
            ),
            ("a + +b - -c + d", "a+ +b- -c+d"),
            (
                "return `a b ${c, d}` + \"e  f\\\" g\" + ' h ';",
                "return`a b ${c, d}`+\"e  f\\\" g\"+' h ';",
            ),
            (
                "x.match(/\\d+|[^\\W]+/gu) ?? [];",
                "x.match(/\\d+|[^\\W]+/gu)??[];",
            ),
            ("async () => {}", "async()=>{}"),
        ] {
            assert_eq!(closed_up(line), closed);
        }
    }
}
