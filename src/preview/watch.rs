//! Waiting for the site folder to change.
//!
//! The system tells of changes where it can; beside that the folder is looked over now and then, since network folders
//! tell nothing, watches run out, and a folder that is replaced as a whole takes its watches with it. Either way it is
//! the look at names, sizes and times that decides whether anything is new.

use crate::place::Stamp;
use crate::source::{WATCHED_FOLDERS, is_left_behind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};
use walkdir::WalkDir;

/// So long nothing may happen before what happened is over: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// A folder that never comes to rest is read all the same.
const RESTLESS: Duration = Duration::from_millis(1500);

/// How often the folder is looked over, if that takes no time at all.
const LOOK: Duration = Duration::from_secs(1);

/// Times of files are this coarse at worst on common systems: what changed later than this before a look may change
/// again without looking otherwise.
const COARSE: Duration = Duration::from_millis(20);

/// Waits for a folder to change.
pub(super) struct Watch {
    root: PathBuf,
    /// `None` where the system offers none.
    watcher: Option<RecommendedWatcher>,
    events: Receiver<()>,
    /// What is watched, as which folder.
    watched: Vec<(PathBuf, RecursiveMode, Option<Identity>)>,
    seen: Look,
    look_every: Duration,
}

/// A folder by what it is, not by its name.
type Identity = (u64, u64);

/// What the folder looked like.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Look {
    print: u64,
    /// Nothing changed so shortly before that it could have changed once more unseen.
    is_settled: bool,
}

impl Watch {
    /// Watches a folder from now on.
    pub(super) fn new(root: &Path) -> Self {
        let (tell, events) = channel();
        let top = root.to_path_buf();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.map_or(true, |event| matters(&event, &top)) {
                // Nobody waits any more when the program ends.
                let _ = tell.send(());
            }
        });
        let mut watch = Self {
            root: root.to_path_buf(),
            watcher: watcher.ok(),
            events,
            watched: Vec::new(),
            seen: Look {
                print: 0,
                is_settled: false,
            },
            look_every: LOOK,
        };
        watch.follow();
        watch.seen = watch.look();
        watch
    }

    /// Returns as soon as the folder has changed and is quiet again.
    pub(super) fn wait(&mut self) {
        while !self.changes_within(self.look_every) {}
    }

    /// Whether the folder changes within this time.
    pub(super) fn changes_within(&mut self, patience: Duration) -> bool {
        match self.events.recv_timeout(patience) {
            Ok(()) => self.wait_for_quiet(),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(patience),
        }
        self.follow();
        let look = self.look();
        let is_new = look.print != self.seen.print || !self.seen.is_settled;
        self.seen = look;
        is_new
    }

    fn wait_for_quiet(&self) {
        let began = Instant::now();
        while began.elapsed() < RESTLESS && self.events.recv_timeout(QUIET).is_ok() {}
    }

    /// Watches the folders that there are now under their names, which may be others than before.
    fn follow(&mut self) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        let above = self
            .root
            .parent()
            .map(|above| (above.to_path_buf(), RecursiveMode::NonRecursive));
        let root = (self.root.clone(), RecursiveMode::NonRecursive);
        let below = WATCHED_FOLDERS.map(|name| (self.root.join(name), RecursiveMode::Recursive));
        let wanted = above.into_iter().chain([root]).chain(below);
        let mut watched = Vec::new();
        for (path, mode) in wanted {
            let identity = std::fs::metadata(&path)
                .ok()
                .map(|metadata| Stamp::of(&metadata).identity());
            let before = self.watched.iter().find(|(known, ..)| *known == path);
            let before = before.and_then(|(.., identity)| *identity);
            if before == identity {
                watched.push((path, mode, identity));
                continue;
            }
            if before.is_some() {
                // It may be gone with its folder.
                let _ = watcher.unwatch(&path);
            }
            // What cannot be watched is looked over.
            let is_watched = identity.is_some() && watcher.watch(&path, mode).is_ok();
            watched.push((path, mode, identity.filter(|_| is_watched)));
        }
        self.watched = watched;
    }

    /// Looks the folder over.
    fn look(&mut self) -> Look {
        let (began, now) = (Instant::now(), SystemTime::now());
        let mut print = DefaultHasher::new();
        let mut is_settled = true;
        for folder in WATCHED_FOLDERS {
            let entries = WalkDir::new(self.root.join(folder))
                .follow_links(true)
                .sort_by_file_name();
            let entries = entries.into_iter().filter_entry(|entry| {
                entry.depth() == 0
                    || !is_left_behind(&entry.file_name().to_string_lossy(), folder == "static")
            });
            for entry in entries {
                let Ok(entry) = entry else {
                    "unreadable".hash(&mut print);
                    continue;
                };
                entry.path().hash(&mut print);
                let Ok(metadata) = entry.metadata() else {
                    continue;
                };
                if metadata.is_dir() {
                    continue;
                }
                Stamp::of(&metadata).hash(&mut print);
                if let Ok(modified) = metadata.modified() {
                    // A time in the future, by another machine's clock, says nothing.
                    is_settled &= now
                        .duration_since(modified)
                        .map_or(true, |age| age > COARSE);
                }
            }
        }
        // A twentieth of the time at most.
        self.look_every = LOOK.max(20 * began.elapsed());
        Look {
            print: print.finish(),
            is_settled,
        }
    }
}

/// Whether an event can be about a file that is read.
fn matters(event: &Event, root: &Path) -> bool {
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    event.paths.is_empty()
        || event
            .paths
            .iter()
            .any(|path| match path.strip_prefix(root) {
                // The folder itself, or one above it.
                Err(_) => root.starts_with(path),
                Ok(below) => below.components().next().is_none_or(|first| {
                    WATCHED_FOLDERS
                        .iter()
                        .any(|folder| first.as_os_str() == *folder)
                }),
            })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Longer than any look takes, shorter than a person's patience.
    const SOON: Duration = Duration::from_secs(5);

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let above = tempfile::tempdir().unwrap();
        let root = above.path().join("site");
        fs::create_dir_all(root.join("data")).unwrap();
        fs::write(root.join("data/a.csv"), "1").unwrap();
        std::thread::sleep(2 * COARSE);
        (above, root)
    }

    fn notices(watch: &mut Watch) -> bool {
        let began = Instant::now();
        while began.elapsed() < SOON {
            if watch.changes_within(Duration::from_millis(100)) {
                return true;
            }
        }
        false
    }

    #[test]
    fn a_save_is_noticed_and_nothing_is_not() {
        let (_above, root) = folder();
        let mut watch = Watch::new(&root);
        assert!(!watch.changes_within(Duration::from_millis(100)));
        fs::write(root.join("data/a.csv"), "2").unwrap();
        assert!(notices(&mut watch));
        std::thread::sleep(2 * COARSE);
        watch.changes_within(Duration::from_millis(100));
        assert!(!watch.changes_within(Duration::from_millis(100)));
    }

    #[test]
    fn what_is_not_read_wakes_nobody() {
        let (_above, root) = folder();
        let mut watch = Watch::new(&root);
        fs::write(root.join("data/.~lock.a.csv#"), "x").unwrap();
        fs::create_dir(root.join("public")).unwrap();
        fs::write(root.join("public/index.html"), "x").unwrap();
        fs::read(root.join("data/a.csv")).unwrap();
        assert!(!watch.changes_within(Duration::from_millis(200)));
    }

    #[test]
    fn a_folder_that_is_replaced_is_followed() {
        let (above, root) = folder();
        let mut watch = Watch::new(&root);
        for round in 0..3 {
            fs::rename(&root, above.path().join(format!("old-{round}"))).unwrap();
            fs::create_dir_all(root.join("data")).unwrap();
            fs::write(root.join("data/a.csv"), "1").unwrap();
            assert!(notices(&mut watch), "the new folder, {round}");
            std::thread::sleep(2 * COARSE);
            watch.changes_within(Duration::from_millis(50));
            fs::write(root.join("data/a.csv"), "2").unwrap();
            assert!(notices(&mut watch), "a save in it, {round}");
        }
    }

    #[test]
    fn a_folder_that_comes_later_is_watched() {
        let (_above, root) = folder();
        let mut watch = Watch::new(&root);
        fs::create_dir_all(root.join("content/thong-bao")).unwrap();
        fs::write(root.join("content/thong-bao/a.md"), "x").unwrap();
        assert!(notices(&mut watch));
    }
}
