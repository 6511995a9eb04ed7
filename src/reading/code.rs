//! Codes: what units, indicators and fields are called in addresses.

use crate::diagnostic::{Code, Diagnostic};

/// The longest code: file names are made of it, with endings, and file systems stop at 255 bytes.
const LONGEST: usize = 100;

/// Names that a page of ours or a device of Windows has already.
const RESERVED: [&str; 5] = ["index", "con", "prn", "aux", "nul"];

/// What is wrong with a code, `None` where nothing is: only a-z, 0-9 and `-`, not too long, and not a name that
/// cannot be a file of its own. The place is the caller's to add.
pub(crate) fn check_code(code: &str) -> Option<Diagnostic> {
    let is_formed = code
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let has_sign = code.bytes().any(|b| b.is_ascii_alphanumeric());
    let is_port = |word: &str| {
        let number = code.strip_prefix(word).unwrap_or_default();
        number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit())
    };
    if !is_formed || !has_sign {
        let slug = crate::text::slug(code);
        let diagnostic = Code::BadCode.arg("code", code);
        return Some(if slug.is_empty() {
            diagnostic
        } else {
            diagnostic.help("slug").arg("slug", slug)
        });
    }
    if code.len() > LONGEST {
        return Some(Code::LongCode.arg("code", code).arg("limit", LONGEST));
    }
    if RESERVED.contains(&code) || is_port("com") || is_port("lpt") {
        return Some(Code::ReservedCode.arg("code", code));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(code: &str) -> Option<&'static str> {
        check_code(code).map(|d| d.code.as_str())
    }

    #[test]
    fn codes_go_into_addresses() {
        for code in ["quan-3-phuong-12", "a", "7", "dung-han", "common", "com12"] {
            assert_eq!(wrong(code), None, "{code}");
        }
        for code in ["Quan-3", "quận-3", "a b", "a/b", "..", "-", "", "a_b"] {
            assert_eq!(wrong(code), Some("bad-code"), "{code}");
        }
        for code in ["index", "con", "nul", "com1", "lpt9"] {
            assert_eq!(wrong(code), Some("reserved-code"), "{code}");
        }
        assert_eq!(wrong(&"a".repeat(101)), Some("long-code"));
    }
}
