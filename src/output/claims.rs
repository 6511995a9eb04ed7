//! Who has which path: two files of one address are found before one is written over the other.

use super::path::fold;
use super::{OutputError, SitePath};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// The paths given away so far. Paths that differ by case or normalisation only are one.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    files: FxHashMap<Box<str>, SitePath>,
    folders: FxHashMap<Box<str>, Box<str>>,
}

impl Claims {
    /// Nothing is given away yet.
    #[must_use]
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Gives a path away. Returns the folders that it is the first to lie in, outermost first.
    ///
    /// # Errors
    /// [`OutputError::Collision`] where another path is the same file on some system, or where one
    /// would be a file and a folder at once; it names both.
    pub(crate) fn claim(&mut self, path: &SitePath) -> Result<Vec<Box<str>>, OutputError> {
        let new_folders = self.new_folders(path)?;
        let key = path.key();
        if let Some(folder) = self.folders.get(&key) {
            return Err(collision(folder, path.as_str()));
        }
        match self.files.entry(key) {
            Entry::Occupied(first) => return Err(collision(first.get().as_str(), path.as_str())),
            Entry::Vacant(free) => free.insert(path.clone()),
        };
        for folder in &new_folders {
            self.folders.insert(fold(folder), folder.clone());
        }
        Ok(new_folders)
    }

    fn new_folders(&self, path: &SitePath) -> Result<Vec<Box<str>>, OutputError> {
        let mut new = Vec::new();
        let mut rest = path.folder();
        while let Some(folder) = rest {
            let key = fold(folder);
            if let Some(file) = self.files.get(&key) {
                return Err(collision(file.as_str(), path.as_str()));
            }
            match self.folders.get(&key) {
                // Its own folders were claimed with it.
                Some(known) if **known == *folder => break,
                Some(other) => return Err(collision(other, folder)),
                None => new.push(folder.into()),
            }
            rest = folder.rsplit_once('/').map(|(outer, _)| outer);
        }
        new.reverse();
        Ok(new)
    }

    /// Whether exactly this path was given to a file.
    pub(super) fn has_file(&self, path: &str) -> bool {
        self.files
            .get(&fold(path))
            .is_some_and(|file| file.as_str() == path)
    }

    /// Whether exactly this path became a folder.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders
            .get(&fold(path))
            .is_some_and(|folder| **folder == *path)
    }

    /// Whether this path is a file's under another spelling.
    pub(super) fn is_respelled(&self, path: &str) -> bool {
        self.files
            .get(&fold(path))
            .is_some_and(|file| file.as_str() != path)
    }
}

fn collision(first: &str, second: &str) -> OutputError {
    OutputError::Collision {
        first: first.to_owned(),
        second: second.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(claims: &mut Claims, path: &str) -> Result<Vec<Box<str>>, (String, String)> {
        claims
            .claim(&SitePath::new(path).unwrap())
            .map_err(|error| match error {
                OutputError::Collision { first, second } => (first, second),
                other => panic!("{other:?}"),
            })
    }

    fn pair(first: &str, second: &str) -> Result<Vec<Box<str>>, (String, String)> {
        Err((first.to_owned(), second.to_owned()))
    }

    #[test]
    fn a_path_is_given_once_also_by_case_and_normalisation() {
        let mut claims = Claims::new();
        assert!(claim(&mut claims, "tin/thúy.html").is_ok());
        assert_eq!(
            claim(&mut claims, "tin/thúy.html"),
            pair("tin/thúy.html", "tin/thúy.html")
        );
        assert_eq!(
            claim(&mut claims, "tin/THÚY.html"),
            pair("tin/thúy.html", "tin/THÚY.html")
        );
        assert_eq!(claim(&mut claims, "Tin/khac.html"), pair("tin", "Tin"));
        assert!(
            claim(&mut claims, "tin/thuý.html").is_ok(),
            "another letter carries the tone"
        );
    }

    #[test]
    fn nothing_is_a_file_and_a_folder_at_once() {
        let mut claims = Claims::new();
        assert!(claim(&mut claims, "a/b/c").is_ok());
        assert_eq!(claim(&mut claims, "a/b"), pair("a/b", "a/b"));
        assert_eq!(claim(&mut claims, "a/b/c/d"), pair("a/b/c", "a/b/c/d"));
        assert_eq!(claim(&mut claims, "A"), pair("a", "A"));
    }

    #[test]
    fn new_folders_are_told_once_and_from_the_outside_in() {
        let mut claims = Claims::new();
        let names =
            |folders: Vec<Box<str>>| folders.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names(claim(&mut claims, "a/b/c").unwrap()), ["a", "a/b"]);
        assert_eq!(names(claim(&mut claims, "a/b/d").unwrap()), [""; 0]);
        assert_eq!(names(claim(&mut claims, "a/e/f").unwrap()), ["a/e"]);
        assert_eq!(names(claim(&mut claims, "top").unwrap()), [""; 0]);
    }
}
