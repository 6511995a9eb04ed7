//! Whether the site folder is still as it was when its first file was read. A table that somebody is just saving, or that
//! is still being copied, may be read with half of its rows, and looks like a whole one.

use super::left_behind::is_left_behind;
use super::walk::{WATCHED_FOLDERS, is_absent, relative};
use crate::diagnostic::{Code, Diagnostic};
use crate::place::{Listing, Place, Sources, Stamp, Taken};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use walkdir::WalkDir;

/// A file that was changed so shortly before it was read may still be changing.
const QUIET: Duration = Duration::from_millis(400);

/// No more files are told: where a whole folder is being copied, one name says it.
const MOST_TOLD: usize = 10;

/// What stands in the site folder now.
pub(super) fn list(root: &Path) -> Listing {
    let mut listing = Listing {
        taken: Some(Taken {
            clock: SystemTime::now(),
            instant: Instant::now(),
        }),
        ..Listing::default()
    };
    for folder in WATCHED_FOLDERS {
        let top = root.join(folder);
        let entries = WalkDir::new(&top).follow_links(true);
        let entries = entries.into_iter().filter_entry(move |entry| {
            entry.depth() == 0
                || !is_left_behind(&entry.file_name().to_string_lossy(), folder == "static")
        });
        for entry in entries {
            let stamped = entry.and_then(|entry| {
                let stamp = Stamp::of(&entry.metadata()?);
                Ok((entry, stamp))
            });
            match stamped {
                Ok((entry, _)) if entry.file_type().is_dir() => {}
                Ok((entry, stamp)) => {
                    listing.files.insert(entry.into_path(), stamp);
                }
                Err(error) => {
                    let number = error.io_error().and_then(io::Error::raw_os_error);
                    let path = error.path().unwrap_or(&top).to_path_buf();
                    let is_absent = error.depth() == 0 && error.io_error().is_some_and(is_absent);
                    if !is_absent {
                        listing.unread.insert(path, number);
                    }
                }
            }
        }
    }
    listing
}

/// A problem for each file that was changed, added or taken away since the first one was read. Where one had been changed
/// just before, and `may_wait`, this looks again once it had the time to change further.
#[must_use]
pub fn changed_files(sources: &Sources, may_wait: bool) -> Vec<Diagnostic> {
    let before = sources.listing();
    let Some(taken) = before.taken else {
        return Vec::new();
    };
    let is_young = |stamp: &Stamp| {
        let age = stamp
            .modified()
            .and_then(|time| taken.clock.duration_since(time).ok());
        // A time that has not come yet, by another machine's clock, says nothing.
        age.is_none_or(|age| age < QUIET)
    };
    if may_wait && before.files.values().any(is_young) {
        std::thread::sleep(QUIET.saturating_sub(taken.instant.elapsed()));
    }
    let now = list(sources.root());
    let all: BTreeSet<&PathBuf> = before.files.keys().chain(now.files.keys()).collect();
    let mut differing = all
        .into_iter()
        .filter(|path| before.files.get(*path) != now.files.get(*path))
        .peekable();
    if differing.peek().is_some()
        && let Some(problem) = unread_once(sources, before, &now)
    {
        return vec![problem];
    }
    differing
        .take(MOST_TOLD)
        .map(|path| {
            let path = relative(sources.root(), path);
            let problem = Code::ChangedWhileRead.arg("path", &path);
            match sources.find(&path) {
                Some(file) => problem.at(Place::file(file)),
                None => problem,
            }
        })
        .collect()
}

/// What could be looked at once and not the other time: not what lies there changed, but the disk or the network fails.
fn unread_once(sources: &Sources, before: &Listing, now: &Listing) -> Option<Diagnostic> {
    let (before, now) = (&before.unread, &now.unread);
    let mut all = before.iter().chain(now);
    let (path, number) =
        all.find(|(path, _)| before.contains_key(*path) != now.contains_key(*path))?;
    let error = number.map_or_else(|| io::ErrorKind::Other.into(), io::Error::from_raw_os_error);
    // It may be a folder, which has no place of its own.
    let reason = format!("{}: {error}", relative(sources.root(), path));
    Some(Code::Unreadable.arg("reason", reason).help("other"))
}

#[cfg(test)]
mod tests {
    use super::super::walk;
    use super::*;
    use crate::diagnostic::Diagnostics;
    use std::fs;

    fn changed(change: impl Fn(&Path)) -> Vec<String> {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("data/q1")).unwrap();
        for file in ["data/a.csv", "data/q1/b.csv"] {
            fs::write(root.path().join(file), "1,2\n").unwrap();
        }
        let sources = walk(root.path(), &mut Diagnostics::new());
        change(&root.path().join("data"));
        let told = changed_files(&sources, false);
        let path = |problem: &Diagnostic| problem.text("path").unwrap().to_owned();
        told.iter().map(path).collect()
    }

    #[test]
    fn whatever_changes_is_told() {
        assert_eq!(changed(|_| {}), [""; 0]);
        let a = ["data/a.csv"];
        assert_eq!(
            changed(|data| fs::write(data.join("a.csv"), "1").unwrap()),
            a
        );
        assert_eq!(
            changed(|data| fs::remove_file(data.join("a.csv")).unwrap()),
            a
        );
        let saved = |data: &Path| {
            fs::write(data.join("new.tmp"), "1,2\n").unwrap();
            fs::rename(data.join("new.tmp"), data.join("a.csv")).unwrap();
        };
        assert_eq!(changed(saved), a);
        let added = |data: &Path| fs::write(data.join("q1/c.csv"), "").unwrap();
        assert_eq!(changed(added), ["data/q1/c.csv"]);
        let moved = |data: &Path| fs::rename(data.join("q1"), data.join("q2")).unwrap();
        assert_eq!(changed(moved), ["data/q1/b.csv", "data/q2/b.csv"]);
    }

    #[test]
    fn what_office_programs_leave_beside_a_file_is_no_change() {
        let locked = |data: &Path| fs::write(data.join("~$a.xlsx"), "x").unwrap();
        assert_eq!(changed(locked), [""; 0]);
        assert_eq!(changed(|data| drop(fs::read(data.join("a.csv")))), [""; 0]);
    }

    #[test]
    fn a_file_that_was_just_changed_is_looked_at_again() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("data")).unwrap();
        let file = root.path().join("data/a.csv");
        fs::write(&file, "1,2\n").unwrap();
        let sources = walk(root.path(), &mut Diagnostics::new());
        let writer = std::thread::spawn(move || {
            std::thread::sleep(QUIET / 4);
            fs::write(&file, "1,2\n3,4\n").unwrap();
        });
        assert_eq!(changed_files(&sources, true).len(), 1);
        writer.join().unwrap();
    }
}
