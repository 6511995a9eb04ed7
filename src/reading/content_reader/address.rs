//! Addresses of pages: from the names of their files, fit for every system, no two alike.

use super::page::{Page, Read};
use crate::calendar::parse_day;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::place::{FileId, Place};
use crate::text::slug;
use rustc_hash::FxHashMap;

/// The name of a file without its ending and without the date that it may begin with. A page called `index` in a folder
/// of its own goes by the folder's name.
pub(super) fn slug_of(path: &str) -> (&str, Option<crate::calendar::Day>) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let own_folder = folder
        .rsplit_once('/')
        .filter(|(above, _)| above.contains('/'))
        .map(|(_, name)| name);
    let stem = match own_folder {
        Some(folder) if stem.eq_ignore_ascii_case("index") => folder,
        _ => stem,
    };
    let dated = stem
        .get(..10)
        .and_then(parse_day)
        .zip(stem.get(10..).and_then(|rest| rest.strip_prefix('-')));
    match dated {
        Some((day, rest)) if !rest.is_empty() && stem.as_bytes()[4] == b'-' => (rest, Some(day)),
        _ => (stem, None),
    }
}

/// What is wrong with a slug, or `None`.
pub(super) fn check_slug(name: &str, is_reserved: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    let good = slug(name);
    if good != name || name.is_empty() {
        let bad = Code::BadPageName.arg("name", name);
        return Some(if good.is_empty() {
            bad
        } else {
            bad.help("slug").arg("slug", good)
        });
    }
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let is_port = ["com", "lpt"].iter().any(|port| {
        name.strip_prefix(port)
            .is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
    });
    if DEVICES.contains(&name) || is_port || is_reserved(name) {
        return Some(Code::ReservedPageName.arg("name", name));
    }
    // File names are made of it, and file systems stop at 255 bytes.
    (name.len() > 150).then(|| Code::LongPageName.arg("name", name).arg("limit", 150))
}

/// Whether an old address can be one: a path below the site's root that names a page.
pub(super) fn is_alias(text: &str) -> bool {
    let path = text.strip_prefix('/').unwrap_or(text);
    let is_page = path.ends_with(".html") || path.ends_with(".htm");
    let is_clean = |c: char| {
        !c.is_control() && !matches!(c, '\\' | '?' | '#' | ':' | '*' | '"' | '<' | '>' | '|')
    };
    is_page
        && path.chars().all(is_clean)
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// The addresses that were given out.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    taken: FxHashMap<String, FileId>,
    announcements: FxHashMap<Box<str>, bool>,
}

impl Addresses {
    /// Tells a page whose address another one has; of the two the later by path is told.
    pub(super) fn check(&mut self, page: &Page, severity: Severity, diagnostics: &mut Diagnostics) {
        let address = match &page.read {
            Read::Announcement(a) => format!("thong-bao/{}.html", a.slug),
            Read::FreePage(p) => format!("{}.html", p.slug),
            Read::Home(..) | Read::Nothing => return,
        };
        if let Read::Announcement(a) = &page.read {
            let is_shown = self.announcements.entry(a.slug.clone()).or_default();
            *is_shown |= page.hidden.is_none();
        }
        if let Some(first) = self.taken.get(&address) {
            let mut clash = Code::SameAddress
                .at(Place::file(page.file))
                .related(Place::file(*first));
            clash.severity = severity;
            diagnostics.push(clash.arg("address", address));
        } else {
            self.taken.insert(address, page.file);
        }
    }

    /// Every announcement by slug, and whether it is published in this build.
    pub(super) fn announcements(&self) -> &FxHashMap<Box<str>, bool> {
        &self.announcements
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn names_lose_their_date_and_ending() {
        let day = Some(date(2019, 2, 27));
        for (path, expected) in [
            (
                "content/thong-bao/2019-02-27-phat-dong.md",
                ("phat-dong", day),
            ),
            ("content/thong-bao/2019/phat-dong.MD", ("phat-dong", None)),
            (
                "content/thong-bao/2019-02-27-phat-dong/index.md",
                ("phat-dong", day),
            ),
            ("content/thong-bao/index.md", ("index", None)),
            ("content/thong-bao/2019-02-27.md", ("2019-02-27", None)),
            ("content/thong-bao/2019-02-27-.md", ("2019-02-27-", None)),
            ("content/thong-bao/27-02-2019-a.md", ("27-02-2019-a", None)),
            ("content/thong-bao/2019-02-30-a.md", ("2019-02-30-a", None)),
            ("content/gioi-thieu.md", ("gioi-thieu", None)),
        ] {
            assert_eq!(slug_of(path), expected, "{path}");
        }
    }

    #[test]
    fn addresses_are_plain() {
        let wrong = |name: &str| check_slug(name, |n| n == "index").map(|d| d.code.as_str());
        assert_eq!(wrong("phat-dong-2019"), None);
        for name in ["Phat-dong", "phát-động", "a b", "a--b", "a_b", "-a", ""] {
            assert_eq!(wrong(name), Some("bad-page-name"), "{name}");
        }
        for name in ["index", "con", "com1"] {
            assert_eq!(wrong(name), Some("reserved-page-name"), "{name}");
        }
        assert_eq!(wrong(&"a".repeat(151)), Some("long-page-name"));
    }

    #[test]
    fn old_addresses_are_pages_of_the_site() {
        for text in ["tin/1.html", "/tin/1.html", "a.htm"] {
            assert!(is_alias(text), "{text}");
        }
        for text in [
            "tin/1",
            "../a.html",
            "a//b.html",
            "http://a.vn/b.html",
            "a.html?x",
            "//a.html",
            "C:/a.html",
            "",
        ] {
            assert!(!is_alias(text), "{text}");
        }
    }
}
