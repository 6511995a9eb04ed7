//! Bare addresses of the web and of mail in a text, which are links there, as in GitHub's Markdown.

use std::ops::Range;

/// A bare address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Where it leads.
    pub(super) url: String,
}

/// Whether a text may hold a bare address, told quickly: most addresses stand in links already.
pub(super) fn may_have_addresses(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_bare = |at: usize| {
        let before = text[..at].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        !before.ends_with("](") && !before.ends_with(['<', '"'])
    };
    memchr::memchr(b'@', bytes).is_some()
        || memchr::memmem::find_iter(bytes, b"://").any(is_bare)
        || starts_of(text, "www.").any(is_bare)
}

/// Where these letters stand, in any case.
fn starts_of<'t>(text: &'t str, word: &'static str) -> impl Iterator<Item = usize> + 't {
    let first = word.as_bytes()[0];
    let both = memchr::memchr2_iter(first, first.to_ascii_uppercase(), text.as_bytes());
    both.filter(move |&at| starts_with(&text.as_bytes()[at..], word))
}

fn starts_with(bytes: &[u8], word: &str) -> bool {
    bytes
        .get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

/// The bare addresses that begin in these bytes of a text; `is_words` says which bytes are words to the parser. One
/// may go on behind the bytes, where the parser sees marks in it.
pub(super) fn addresses_in(
    text: &str,
    range: Range<usize>,
    is_words: &dyn Fn(usize) -> bool,
) -> Vec<Address> {
    let bytes = text.as_bytes();
    let mut found: Vec<Address> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let from = found.last().map_or(range.start, |last| last.range.end);
        let address = match bytes[at] {
            b'h' | b'H' | b'w' | b'W' => web(text, at, is_words),
            b'@' => mail(text, from, at),
            _ => None,
        };
        match address {
            Some(address) => {
                at = address.range.end;
                found.push(address);
            }
            None => at += 1,
        }
    }
    found
}

/// The address of the web that begins here.
fn web(text: &str, start: usize, is_words: &dyn Fn(usize) -> bool) -> Option<Address> {
    let bytes = &text.as_bytes()[start..];
    let schemes = ["https://", "http://"];
    let scheme = schemes.iter().find(|scheme| starts_with(bytes, scheme));
    if scheme.is_none() && !starts_with(bytes, "www.") {
        return None;
    }
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '@' | '.' | '-')) {
        return None;
    }
    let host = start + scheme.map_or(0, |scheme| scheme.len());
    let host_end = host + host_length(&text[host..], scheme.is_none())?;
    let end = without_trailing(text, start, path_end(text, host_end, is_words)).max(host_end);
    let written = crate::source::unescaped(&text[start..end]);
    let url = match scheme {
        // The scheme of a phone's keyboard may have a capital.
        Some(scheme) => format!("{scheme}{}", &written[scheme.len()..]),
        None => format!("http://{written}"),
    };
    Some(Address {
        range: start..end,
        url,
    })
}

/// The length of a host's name and port; `None` where it is no name of a host.
fn host_length(text: &str, is_www: bool) -> Option<usize> {
    let name_length = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_')))
        .unwrap_or(text.len());
    let name = text[..name_length].trim_end_matches(['.', '-', '_']);
    let parts: Vec<&str> = name.split('.').collect();
    let has_good_end = parts
        .iter()
        .rev()
        .take(2)
        .all(|part| !part.is_empty() && !part.contains('_'));
    let needed = if is_www { 3 } else { 2 };
    if parts.len() < needed || !has_good_end || parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let port = text[name.len()..].strip_prefix(':').map_or(0, |port| {
        port.bytes().take_while(u8::is_ascii_digit).count()
    });
    Some(name.len() + if port > 0 { port + 1 } else { 0 })
}

/// Where the path, the query and the fragment behind a host end.
fn path_end(text: &str, host_end: usize, is_words: &dyn Fn(usize) -> bool) -> usize {
    let rest = &text[host_end..];
    if !rest.starts_with(['/', '?', '#']) {
        return host_end;
    }
    let is_end = |(at, c): &(usize, char)| {
        let after = &rest[*at..];
        match c {
            '<' | '>' | '"' | '`' | '|' | '{' | '}' => true,
            '*' | '~' => after.starts_with("**") || after.starts_with("~~"),
            // A link begins, or the words of one end.
            '[' | ']' => !is_words(host_end + at),
            '\\' => !after[1..].starts_with(|c: char| c.is_ascii_punctuation()),
            c if c.is_ascii() => c.is_ascii_control() || *c == ' ',
            c => !c.is_alphanumeric(),
        }
    };
    let end = rest.char_indices().find(is_end);
    end.map_or(text.len(), |(at, _)| host_end + at)
}

/// The end of an address without the marks of the sentence around it.
fn without_trailing(text: &str, start: usize, mut end: usize) -> usize {
    loop {
        let address = &text[start..end];
        let is_open = |open: char, close: char| {
            address.matches(open).count() < address.matches(close).count()
        };
        let drops = match address.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '\\') => true,
            Some(')') => is_open('(', ')'),
            Some(']') => is_open('[', ']'),
            _ => false,
        };
        if !drops {
            return end;
        }
        end -= 1;
    }
}

/// The address of mail around this `@`, which begins at `from` at the earliest.
fn mail(text: &str, from: usize, at: usize) -> Option<Address> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '_');
    let before = text.get(from..at)?;
    let local = &before[before.trim_end_matches(is_local).len()..];
    let local = local.trim_start_matches(['.', '+', '-', '_']);
    let start = at - local.len();
    let is_joined = text[..start]
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '@'));
    if local.is_empty() || is_joined {
        return None;
    }
    let domain = &text[at + 1..];
    let length = domain
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
        .unwrap_or(domain.len());
    let (domain, after) = domain.split_at(length);
    let domain_kept = domain.trim_end_matches(['.', '-']);
    let parts: Vec<&str> = domain_kept.split('.').collect();
    let is_name = parts.len() > 1 && parts.iter().all(|part| !part.is_empty());
    let has_letters = parts
        .last()
        .is_some_and(|last| last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic()));
    if !is_name || !has_letters || after.starts_with(|c: char| c.is_alphanumeric() || c == '@') {
        return None;
    }
    let end = at + 1 + domain_kept.len();
    Some(Address {
        range: start..end,
        url: format!("mailto:{}", &text[start..end]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(&str, String)> {
        let all = addresses_in(text, 0..text.len(), &|_| true);
        let pair = |address: Address| (&text[address.range.clone()], address.url);
        all.into_iter().map(pair).collect()
    }

    #[test]
    fn addresses_end_before_the_marks_of_the_sentence() {
        for (text, address) in [
            ("Xem https://hcm.gov.vn.", "https://hcm.gov.vn"),
            ("(xem https://hcm.gov.vn/a_(b))", "https://hcm.gov.vn/a_(b)"),
            ("“https://hcm.gov.vn/a”", "https://hcm.gov.vn/a"),
            ("https://hcm.gov.vn/a; b", "https://hcm.gov.vn/a"),
            (
                "https://hcm.gov.vn/?a=1&b[0]=2, b",
                "https://hcm.gov.vn/?a=1&b[0]=2",
            ),
            ("[https://hcm.gov.vn/a]", "https://hcm.gov.vn/a"),
            ("https://hcm.gov.vn:8080/a…", "https://hcm.gov.vn:8080/a"),
            ("https://hcm.gov.vn**của", "https://hcm.gov.vn"),
            ("https://hcm.gov.vn/a**của", "https://hcm.gov.vn/a"),
            (
                "https://hcm.gov.vn/đất-đai – b",
                "https://hcm.gov.vn/đất-đai",
            ),
            ("xem:https://a.vn/_b_c", "https://a.vn/_b_c"),
            ("_https://a.vn_", "https://a.vn"),
            ("https://hcm.gov.vn/a|b", "https://hcm.gov.vn/a"),
        ] {
            assert_eq!(found(text), [(address, address.to_owned())], "{text}");
        }
        assert_eq!(
            found("www.hcm.gov.vn, Https://A.vn/B"),
            [
                ("www.hcm.gov.vn", "http://www.hcm.gov.vn".to_owned()),
                ("Https://A.vn/B", "https://A.vn/B".to_owned())
            ]
        );
        assert_eq!(
            found("https://a.vn/b\\_c"),
            [("https://a.vn/b\\_c", "https://a.vn/b_c".to_owned())]
        );
        assert_eq!(
            found("Thư: ban_bien-tap@hcm.gov.vn. Hoặc a@b.vn"),
            [
                (
                    "ban_bien-tap@hcm.gov.vn",
                    "mailto:ban_bien-tap@hcm.gov.vn".to_owned()
                ),
                ("a@b.vn", "mailto:a@b.vn".to_owned())
            ]
        );
    }

    #[test]
    fn what_is_no_address_stays_text() {
        for text in [
            "hcm.gov.vn",
            "https://",
            "http://localhost",
            "https://a_b._c",
            "www.",
            "www.vn",
            "xhttps://a.vn",
            "@a.vn",
            "a@b",
            "a@b.1",
            "đa@b.vn",
            "a@@b.vn",
            "a @ b.vn",
            "ftp://a.vn",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn addresses_lie_in_the_text(text in "(https://|www\\.|a\\.vn|@|/|\\)|\\(|\\]|\\[|\\.|\\*|_|đ|”| |\\\\|:|1){0,20}") {
            let mut end = 0;
            for address in addresses_in(&text, 0..text.len(), &|_| true) {
                prop_assert!(address.range.start >= end && address.range.start < address.range.end);
                end = address.range.end;
                prop_assert!(text.get(address.range).is_some());
                prop_assert!(!address.url.contains(char::is_whitespace));
            }
        }
    }
}
