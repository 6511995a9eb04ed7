//! Leaving out the indentation of templates.

use aho_corasick::packed::Searcher;
use memchr::{memchr, memchr2, memchr3, memmem, memrchr2};
use std::sync::OnceLock;

/// Elements whose text is kept to the letter.
const VERBATIM: [&[u8]; 4] = [b"pre", b"textarea", b"script", b"style"];

/// Leaves out blank lines and the spaces at the beginning of lines, where HTML does not show them: between and
/// beside elements, but never inside a tag, a comment, or an element whose text is kept to the letter.
pub(super) fn squeeze(html: &[u8]) -> Vec<u8> {
    let simple = (!has_verbatim(html)).then(|| squeeze_lines(html));
    simple.flatten().unwrap_or_else(|| squeeze_tags(html))
}

/// Whether a comment or an element whose text is kept to the letter may be in it.
fn has_verbatim(html: &[u8]) -> bool {
    static OPENINGS: OnceLock<Option<Searcher>> = OnceLock::new();
    let openings = OPENINGS.get_or_init(|| {
        let lower = VERBATIM.iter().map(|name| [b"<", *name].concat());
        // Nobody mixes the cases of one name.
        let upper = lower.clone().map(|name| name.to_ascii_uppercase());
        Searcher::new(lower.chain(upper).chain([b"<!--".to_vec()]))
    });
    // Where the processor cannot search for all of them at once, every tag is read.
    let Some(openings) = openings else {
        return true;
    };
    let mut rest = html;
    while let Some(found) = openings.find(rest) {
        rest = &rest[found.start()..];
        // A script of its own file has no text.
        match rest.strip_prefix(b"<script src=") {
            Some(after) => rest = after,
            None => return true,
        }
    }
    false
}

/// Looks at the lines that something is left out of, which are far fewer than the tags; `None` where one of them is
/// inside a tag.
fn squeeze_lines(html: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(html.len());
    // Everything before `done` is written.
    let (mut done, mut at) = (0, 0);
    while let Some(found) = memchr(b'\n', &html[at..]).map(|i| at + i) {
        at = after_space(html, found);
        if at > found + 1 {
            if memrchr2(b'<', b'>', &html[..found]).is_some_and(|i| html[i] == b'<') {
                return None;
            }
            out.extend_from_slice(&html[done..=found]);
            done = at;
        }
    }
    out.extend_from_slice(&html[done..]);
    Some(out)
}

/// Reads every tag, so that what is kept to the letter is known.
fn squeeze_tags(html: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(html.len());
    // Everything before `done` is written.
    let (mut done, mut at) = (0, 0);
    while let Some(found) = memchr2(b'<', b'\n', &html[at..]).map(|i| at + i) {
        if html[found] == b'\n' {
            let end = after_space(html, found);
            if end > found + 1 {
                out.extend_from_slice(&html[done..=found]);
                done = end;
            }
            at = end;
        } else {
            at = after_markup(html, found);
        }
    }
    out.extend_from_slice(&html[done..]);
    out
}

fn after_space(bytes: &[u8], from: usize) -> usize {
    let space = bytes[from..]
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'))
        .count();
    from + space
}

/// The end of the comment, tag or verbatim element that begins at `from` with `<`.
fn after_markup(html: &[u8], from: usize) -> usize {
    let rest = &html[from..];
    if rest.starts_with(b"<!--") {
        return memmem::find(rest, b"-->").map_or(html.len(), |i| from + i + 3);
    }
    let end = after_tag(html, from + 1);
    let name = rest[1..]
        .split(|b| !b.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    match VERBATIM.iter().find(|v| name.eq_ignore_ascii_case(v)) {
        Some(name) => {
            let close = [b"</", *name].concat();
            memmem::find(&html[end..], &close).map_or(html.len(), |i| end + i)
        }
        None => end,
    }
}

/// The end of a tag, past attributes in quotes.
fn after_tag(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = memchr3(b'>', b'"', b'\'', &bytes[at..]).map(|i| at + i) {
        if bytes[found] == b'>' {
            return found + 1;
        }
        match memchr::memchr(bytes[found], &bytes[found + 1..]) {
            Some(i) => at = found + 1 + i + 1,
            None => break,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    fn squeeze(html: &str) -> String {
        String::from_utf8(super::squeeze(html.as_bytes())).expect("text")
    }

    #[test]
    fn a_script_of_its_own_file_has_no_text_to_keep() {
        let page = "<script src=\"a.js\" defer></script>\n  <p>a</p>\n";
        assert!(!super::has_verbatim(page.as_bytes()));
        assert_eq!(
            squeeze(page),
            "<script src=\"a.js\" defer></script>\n<p>a</p>\n"
        );
        for kept in ["<pre>", "<script>", "<!--"] {
            assert!(
                super::has_verbatim(format!("{page}{kept}").as_bytes()),
                "{kept}"
            );
        }
    }

    #[test]
    fn indentation_and_blank_lines_go() {
        assert_eq!(
            squeeze("<ul>\n\n    <li>a</li>\n  </ul>\n"),
            "<ul>\n<li>a</li>\n</ul>\n"
        );
        assert_eq!(squeeze("a\n   b  c"), "a\nb  c");
        assert_eq!(squeeze("\n\n<!doctype html>"), "\n<!doctype html>");
        assert_eq!(squeeze("a\r\n\r\n  b"), "a\r\nb");
    }

    #[test]
    fn text_kept_to_the_letter_stays() {
        for kept in [
            "<pre>a\n   b\n\n</pre>",
            "<PRE class=\"x\">a\n   b</pre>",
            "<textarea>\n  x</textarea>",
            "<a title=\"x\n   y\"\n   href='>\n  '>z</a>",
            "<!-- a\n   b -->",
            "<pre>\n  never closed",
            "<a title=\"never\n   closed",
        ] {
            assert_eq!(squeeze(kept), kept);
        }
        assert_eq!(squeeze("<pre>\n x</pre>\n  <p>"), "<pre>\n x</pre>\n<p>");
        assert_eq!(squeeze("<pretty>\n  x</pretty>"), "<pretty>\nx</pretty>");
    }

    proptest! {
        #[test]
        fn only_white_space_goes(html in "[ \n<>/a\"'pre!-]{0,60}") {
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&squeeze(&html)), bare(&html));
            prop_assert_eq!(squeeze(&squeeze(&html)), squeeze(&html));
        }
    }
}
