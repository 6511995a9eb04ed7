//! The mark `.thidua-site`: that a folder is ours to replace, and which files in it we own.

use super::SitePath;
use rustc_hash::FxHashSet;
use std::fs;
use std::io;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The file's name, at the top of the output folder.
pub(super) const MARK: &str = ".thidua-site";

/// The name, at the top of a tree that is being made, of a file that says that it was never in use: nothing in it is
/// anybody's but the tool's.
pub(super) const MAKING: &str = ".thidua-making";

/// The first line, with the version of the list below it.
const HEADER: &str = "thidua-site 1";

/// The files that the tool made, by the list in the mark.
#[derive(Debug, Default, Clone)]
pub(super) struct OwnFiles {
    files: FxHashSet<Box<str>>,
    folders: FxHashSet<Box<str>>,
}

impl OwnFiles {
    /// Reads the list. What it does not hold is taken for somebody else's and kept, so a mark that is
    /// empty, cut short or of another version costs nobody a file.
    pub(super) fn parse(text: &str) -> Self {
        let mut own = Self::default();
        let mut lines = text.lines();
        if lines.next() == Some(HEADER) {
            lines
                .filter(|line| !line.is_empty())
                .for_each(|line| own.add(line));
        }
        own
    }

    fn add(&mut self, path: &str) {
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if !self.folders.insert(folder.into()) {
                break;
            }
            rest = folder;
        }
        self.files.insert(path.into());
    }

    /// Whether the tool made the file of this path.
    pub(super) fn has_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// Whether the tool made a file somewhere below this folder.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// The files, in no particular order.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| &**file)
    }
}

/// The mark for a site of these files, in the order given. Nothing in it depends on time or machine.
pub(super) fn text<'a>(files: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::from(HEADER);
    text.push('\n');
    for file in files {
        text.push_str(file);
        text.push('\n');
    }
    text
}

/// The mark for a folder that the tool has begun to fill: it is ours, and holds nothing worth keeping.
pub(super) fn begun() -> String {
    text([])
}

/// The mark that holds for an old site and for a new one at once, while files go over one by one.
pub(super) fn between(old: &OwnFiles, new: &[SitePath]) -> String {
    let mut files: Vec<&str> = old
        .files()
        .chain(new.iter().map(SitePath::as_str))
        .collect();
    files.sort_unstable();
    files.dedup();
    text(files)
}

/// Reads the mark of a folder; `None` where it has none.
pub(super) fn read(folder: &Path) -> io::Result<Option<String>> {
    match fs::symlink_metadata(folder.join(MARK)) {
        Ok(metadata) if metadata.is_file() => {
            let bytes = fs::read(folder.join(MARK))?;
            Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
        }
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A name as the list writes it: some file systems give names back decomposed.
pub(super) fn listed_name(name: &str) -> String {
    name.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_lists_what_was_made() {
        let own = OwnFiles::parse(&text(["du-lieu/don-vi/quan-1.json", "index.html"]));
        assert!(own.has_file("index.html") && own.has_file("du-lieu/don-vi/quan-1.json"));
        assert!(own.has_folder("du-lieu") && own.has_folder("du-lieu/don-vi"));
        assert!(
            !own.has_file("du-lieu") && !own.has_file("web.config") && !own.has_folder("don-vi")
        );
    }

    #[test]
    fn a_mark_that_is_not_understood_lists_nothing() {
        for text in ["", "thidua-site 2\nindex.html\n", "index.html\n", "\u{0}"] {
            assert_eq!(OwnFiles::parse(text).files().count(), 0, "{text:?}");
        }
    }

    #[test]
    fn the_mark_between_two_sites_holds_both() {
        let old = OwnFiles::parse(&text(["a", "b"]));
        let new = ["b", "c"].map(|path| SitePath::new(path).unwrap());
        assert_eq!(between(&old, &new), text(["a", "b", "c"]));
    }
}
