//! The content-security policy of a page, widened by the preview's own files and by nothing else.

/// What the preview needs: a directive, and the file that it is for.
const NEEDED: [(&str, &str); 3] = [
    ("script-src", "/.thidua/preview.js"),
    ("style-src", "/.thidua/preview.css"),
    ("connect-src", "/.thidua/"),
];

/// The page with each policy in its head letting the preview's files in from `host`; most let in all of the site's own
/// files, and are left as they are.
pub(super) fn let_in(html: &str, host: &str) -> String {
    const NAME: &str = "http-equiv=\"content-security-policy\"";
    let lower = html.to_ascii_lowercase();
    let mut out = String::with_capacity(html.len() + 200);
    let mut done = 0;
    for (at, _) in lower.match_indices(NAME) {
        let Some((start, length)) = content(&html[at + NAME.len()..]) else {
            continue;
        };
        let start = at + NAME.len() + start;
        if start < done {
            continue;
        }
        out.push_str(&html[done..start]);
        out.push_str(&widened(&html[start..start + length], host));
        done = start + length;
    }
    out.push_str(&html[done..]);
    out
}

/// Where the `content` of the tag that goes on here stands, and how long it is.
fn content(rest: &str) -> Option<(usize, usize)> {
    const BEFORE: &str = "content=\"";
    let tag = &rest[..rest.find('>')?];
    let start = tag.find(BEFORE)? + BEFORE.len();
    Some((start, tag[start..].find('"')?))
}

fn widened(policy: &str, host: &str) -> String {
    let directives = policy.split(';').map(str::split_whitespace);
    let mut directives: Vec<Vec<&str>> = directives.map(Iterator::collect).collect();
    directives.retain(|directive| !directive.is_empty());
    let find = |directives: &[Vec<&str>], name: &str| {
        let mut names = directives.iter();
        names.position(|directive| directive[0].eq_ignore_ascii_case(name))
    };
    let own = NEEDED.map(|(name, path)| (name, format!("http://{host}{path}")));
    for (name, source) in &own {
        let ruling = find(&directives, name).or_else(|| find(&directives, "default-src"));
        let Some(ruling) = ruling else {
            continue;
        };
        let sources = &directives[ruling][1..];
        if sources.contains(&"'self'") || sources.contains(&"*") {
            continue;
        }
        let mut wider = vec![*name];
        wider.extend(sources.iter().filter(|source| **source != "'none'"));
        wider.push(source);
        match find(&directives, name) {
            Some(at) => directives[at] = wider,
            None => directives.push(wider),
        }
    }
    let directives: Vec<String> = directives
        .iter()
        .map(|directive| directive.join(" "))
        .collect();
    directives.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_previews_files_are_let_in_and_nothing_else() {
        let page = |policy: &str| {
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"><p>ế</p>")
        };
        for (policy, wider) in [
            (
                "default-src 'none'",
                "default-src 'none'; script-src http://h:1/.thidua/preview.js; \
                 style-src http://h:1/.thidua/preview.css; connect-src http://h:1/.thidua/",
            ),
            ("default-src 'self'", "default-src 'self'"),
            (
                "default-src 'none'; script-src 'self'; style-src 'none'; connect-src 'self'",
                "default-src 'none'; script-src 'self'; style-src http://h:1/.thidua/preview.css; connect-src 'self'",
            ),
            ("base-uri 'none'", "base-uri 'none'"),
            ("", ""),
        ] {
            assert_eq!(let_in(&page(policy), "h:1"), page(wider));
        }
    }

    #[test]
    fn a_page_without_a_policy_is_left_as_it_is() {
        for page in [
            "<p>http-equiv=\"Content-Security-Policy\"",
            "<meta http-equiv=\"content-security-policy\">",
            "<meta content=\"x\" http-equiv=\"Content-Security-Policy\" content=\"",
            "",
        ] {
            assert_eq!(let_in(page, "h:1"), page);
        }
    }
}
