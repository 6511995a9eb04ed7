//! The file that a link leads to, as people write the names of files: exactly, or with another case, with the slashes of
//! Windows, with `%20` for spaces, or as Word corrects them.

use super::link_path::{LinkPath, split_fragment};
use crate::place::{FileId, Sources};
use unicode_normalization::UnicodeNormalization as _;

/// A file that a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkedFile<'l> {
    /// The file.
    pub file: FileId,
    /// The part of its page that is meant.
    pub fragment: Option<&'l str>,
    /// Whether its name is written as it is.
    pub is_exact: bool,
}

/// The file that a link in the file `from` leads to. Where its name is not written as it is, there is one only where no
/// second file could be meant.
#[must_use]
pub fn linked_file<'l>(sources: &Sources, from: &str, link: &'l str) -> Option<LinkedFile<'l>> {
    let link = link.trim();
    let (path, fragment) = split_fragment(link);
    let exact = LinkPath::new(from, path).filter(|path| !path.from_root);
    if let Some(file) = exact.and_then(|exact| sources.find(&exact.path)) {
        return Some(LinkedFile {
            file,
            fragment,
            is_exact: true,
        });
    }
    // A name may have a `#` in it.
    let whole = (path != link).then_some((link, None));
    let readings: Vec<(String, Option<&str>)> = whole
        .into_iter()
        .chain([(path, fragment)])
        .flat_map(|(path, fragment)| paths(from, path).map(move |path| (path, fragment)))
        .collect();
    let found =
        |(path, fragment): &(String, Option<&'l str>)| Some((sources.find(path)?, *fragment));
    let spelled = |(path, fragment): &(String, Option<&'l str>)| {
        Some((find_spelled(sources, path)?, *fragment))
    };
    let (file, fragment) = readings
        .iter()
        .find_map(found)
        .or_else(|| readings.iter().find_map(spelled))?;
    Some(LinkedFile {
        file,
        fragment,
        is_exact: false,
    })
}

/// The paths that may be meant: decoded as a URL is, as it stands, decoded twice; each with the slashes of Windows too.
fn paths(from: &str, link: &str) -> impl Iterator<Item = String> {
    let slashed = link.contains('\\').then(|| link.replace('\\', "/"));
    let written = std::iter::once(link.to_owned()).chain(slashed);
    let all = written.flat_map(move |link| {
        let once = LinkPath::new(from, &link);
        let twice = LinkPath::new(from, &super::percent_decoded(&link));
        [once, LinkPath::undecoded(from, &link), twice]
    });
    all.flatten()
        .filter(|path| !path.from_root)
        .map(|path| path.path)
}

/// The only file below `content` whose path looks like this one.
fn find_spelled(sources: &Sources, path: &str) -> Option<FileId> {
    let key = spelling_key(path);
    let mut alike = sources
        .under("content")
        .filter(|(_, file)| spelling_key(&file.path) == key);
    let (only, _) = alike.next()?;
    alike.next().is_none().then_some(only)
}

/// A path without what people do not see in it, or do not mind: case, kinds of spaces, dashes and quotes.
fn spelling_key(path: &str) -> String {
    let mut key = String::with_capacity(path.len());
    for c in path.nfc().flat_map(char::to_lowercase) {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => {}
            '\u{2010}'..='\u{2015}' => key.push('-'),
            '“' | '”' => key.push('"'),
            '‘' | '’' => key.push('\''),
            c if c.is_whitespace() && key.ends_with(' ') => {}
            c if c.is_whitespace() => key.push(' '),
            c => key.push(c),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::SourceFile;
    use std::path::PathBuf;

    fn sources(paths: &[&str]) -> Sources {
        let mut sources = Sources::new(PathBuf::new());
        for path in paths {
            sources.add(SourceFile {
                path: (*path).into(),
                on_disk: path.into(),
            });
        }
        sources
    }

    #[test]
    fn names_are_found_as_people_write_them() {
        let there = [
            "content/thong-bao/IMG 1.JPG",
            "content/thong-bao/tai lieu/Kế hoạch (1).docx",
            "content/thong-bao/a%20b.pdf",
            "content/thong-bao/Số #12.pdf",
            "content/gioi-thieu.md",
            "content/thong-bao/x-y.pdf",
        ];
        let sources = sources(&there);
        let find = |link: &str| {
            let found = linked_file(&sources, "content/thong-bao/t.md", link)?;
            Some((
                &*sources.get(found.file).path,
                found.fragment.map(str::to_owned),
                found.is_exact,
            ))
        };
        for (link, path, is_exact) in [
            ("IMG 1.JPG", there[0], true),
            ("IMG%201.JPG", there[0], true),
            ("img 1.jpg", there[0], false),
            ("IMG%25201.JPG", there[0], false),
            ("IMG\u{a0}1.JPG", there[0], false),
            ("tai lieu\\Kế hoạch (1).docx", there[1], false),
            (
                ".\\tai lieu\\Ke\u{302}\u{301} hoạch (1).docx",
                there[1],
                false,
            ),
            ("a%20b.pdf", there[2], false),
            ("Số #12.pdf", there[3], false),
            ("x–y.pdf", there[5], false),
        ] {
            assert_eq!(find(link), Some((path, None, is_exact)), "{link}");
        }
        assert_eq!(
            find("../Gioi-thieu.md#muc"),
            Some((there[4], Some("muc".to_owned()), false))
        );
        assert_eq!(find("IMG 2.JPG"), None);
        assert_eq!(find("/gioi-thieu.md"), None);
        assert_eq!(find("../../../x"), None);
    }

    #[test]
    fn of_two_that_look_alike_none_is_meant() {
        let sources = sources(&["content/A.pdf", "content/a.PDF"]);
        assert_eq!(linked_file(&sources, "content/t.md", "a.pdf"), None);
        let exact = linked_file(&sources, "content/t.md", "A.pdf");
        assert_eq!(exact.map(|found| found.is_exact), Some(true));
    }
}
