//! Addresses of other sites that go into links.

/// Whether a text is a whole address with one of these schemes (`http`, `https`, `mailto`), fit to be a link: no
/// white space or quotes, and something after the scheme.
pub(crate) fn is_address(text: &str, schemes: &[&str]) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_allowed = schemes
        .iter()
        .any(|allowed| scheme.eq_ignore_ascii_case(allowed));
    let is_clean =
        !text.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c));
    is_allowed && is_clean && has_target(&scheme.to_ascii_lowercase(), rest)
}

fn has_target(scheme: &str, rest: &str) -> bool {
    if scheme == "mailto" {
        return rest
            .split_once('@')
            .is_some_and(|(who, host)| !who.is_empty() && !host.is_empty());
    }
    let Some(rest) = rest.strip_prefix("//") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A user and a password before the host have no place in a public link.
    let host = authority.split(':').next().unwrap_or_default();
    !host.is_empty() && !authority.contains('@') && host.chars().any(char::is_alphanumeric)
}

/// The base address of the site without its trailing slashes; `None` where it is none: http or https, without query
/// and fragment.
pub(crate) fn base_address(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_base = is_address(text, &["http", "https"]) && !text.contains(['?', '#']);
    is_base.then(|| text.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_an_allowed_scheme_and_a_host() {
        let web = ["http", "https"];
        for text in [
            "https://quan1.hochiminhcity.gov.vn",
            "http://localhost:8000/a?b=c#d",
            "HTTPS://a.vn",
        ] {
            assert!(is_address(text, &web), "{text}");
        }
        for text in [
            "quan1.vn",
            "ftp://a",
            "javascript:alert(1)",
            "https://",
            "https:///a",
            "https://a b",
            "http:a",
        ] {
            assert!(!is_address(text, &web), "{text}");
        }
        assert!(!is_address("https://user:secret@a.vn", &web));
        assert!(is_address("mailto:a@b.vn", &["mailto"]));
        assert!(!is_address("mailto:a", &["mailto"]));
    }

    #[test]
    fn a_base_address_loses_its_slash() {
        assert_eq!(
            base_address(" https://a.vn/cchc/ "),
            Some("https://a.vn/cchc")
        );
        assert_eq!(base_address("https://a.vn?x"), None);
        assert_eq!(base_address("a.vn"), None);
    }
}
