//! Where a link in a file leads, as a path of the site folder.

use unicode_normalization::UnicodeNormalization as _;

/// The path that a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkPath {
    /// With `/`, without `.` and `..`, decoded, in NFC: of a file in the site folder, or, where `from_root`, of
    /// something in the built site.
    pub path: String,
    /// Whether it was written with a leading `/`.
    pub from_root: bool,
}

impl LinkPath {
    /// The path of a link (without query and fragment) in the file with the path `file`; `None` where it leads out of
    /// the site folder.
    #[must_use]
    pub fn new(file: &str, link: &str) -> Option<Self> {
        Self::of_decoded(file, &percent_decoded(link))
    }

    /// The path of a link that stands as the file is named, whatever per cent signs are in it.
    pub(super) fn undecoded(file: &str, link: &str) -> Option<Self> {
        Self::of_decoded(file, &link.nfc().collect::<String>())
    }

    fn of_decoded(file: &str, decoded: &str) -> Option<Self> {
        let from_root = decoded.starts_with('/');
        let mut parts: Vec<&str> = Vec::new();
        if !from_root {
            parts.extend(file.split('/'));
            parts.pop();
        }
        for part in decoded.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        let mut path = parts.join("/");
        if decoded.ends_with('/') && !path.is_empty() {
            path.push('/');
        }
        Some(Self { path, from_root })
    }
}

/// A link without its query and fragment, and the fragment.
#[must_use]
pub fn split_fragment(link: &str) -> (&str, Option<&str>) {
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (link, None),
    };
    (path.split('?').next().unwrap_or_default(), fragment)
}

/// The scheme of a URL, if it has one.
#[must_use]
pub fn url_scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    is_scheme.then_some(scheme)
}

/// The text behind percent-encoding, in NFC; as it is where it is no UTF-8.
#[must_use]
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |b: u8| (b as char).to_digit(16).and_then(|d| u8::try_from(d).ok());
        if let (b'%', [high, low, behind @ ..]) = (first, after)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(high * 16 + low);
            rest = behind;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned());
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(link: &str) -> Option<(String, bool)> {
        LinkPath::new("content/thong-bao/a.md", link).map(|l| (l.path, l.from_root))
    }

    #[test]
    fn paths_start_from_the_folder_of_the_file() {
        assert_eq!(
            path("b.md"),
            Some(("content/thong-bao/b.md".to_owned(), false))
        );
        assert_eq!(
            path("./anh/../anh/%E1%BA%A2nh.jpg"),
            Some(("content/thong-bao/anh/Ảnh.jpg".to_owned(), false))
        );
        assert_eq!(
            path("../gioi-thieu.md"),
            Some(("content/gioi-thieu.md".to_owned(), false))
        );
        assert_eq!(
            path("/don-vi/quan-1.html"),
            Some(("don-vi/quan-1.html".to_owned(), true))
        );
        assert_eq!(path("../../.."), None);
    }

    #[test]
    fn percent_signs_are_taken_back_to_composed_text() {
        assert_eq!(
            percent_decoded("K%E1%BA%BF%20ho%e1%ba%a1ch%2050%25.pdf%"),
            "Kế hoạch 50%.pdf%"
        );
        assert_eq!(percent_decoded("%ff%zz"), "%ff%zz");
        assert_eq!(percent_decoded("Qua\u{302}\u{323}n"), "Quận");
    }

    #[test]
    fn schemes_are_told_from_paths() {
        assert_eq!(url_scheme("https://a"), Some("https"));
        assert_eq!(url_scheme("javascript:x"), Some("javascript"));
        assert_eq!(url_scheme("C:\\a.png"), Some("C"));
        assert_eq!(url_scheme("anh/1:2.png"), None);
        assert_eq!(url_scheme("a.png"), None);
        assert_eq!(url_scheme("Kế hoạch: 1.pdf"), None);
    }
}
