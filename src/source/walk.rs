//! Finding the files of a site folder, in an order that no file system decides.

use super::left_behind::is_left_behind;
use super::misplaced::misplaced;
use super::table_file::{LONGEST_WORKBOOK, is_table_name};
use super::workbook::{FileKind, SheetEntry, sheet_entries};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, unreadable};
use crate::place::{Place, SheetOf, SourceFile, Sources};
use rayon::prelude::*;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

/// The folders of a site folder that are read. Anything else beside them (a built site, a repository, notes) is
/// none of our business.
pub const WATCHED_FOLDERS: [&str; 4] = ["content", "data", "static", "templates"];

/// Finds every file that counts, in the order of their paths. Files of the system and of editors are passed over,
/// whatever cannot be followed is told.
#[must_use]
pub fn walk(root: &Path, diagnostics: &mut Diagnostics) -> Sources {
    walk_with(root, &[], diagnostics)
}

/// A file as it would be: its path in the site folder, and where its bytes lie; none for one that would be gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The path from the site folder, with `/`.
    pub path: Box<str>,
    /// Where it lies on the disk, outside of the folders that are read.
    pub on_disk: Option<PathBuf>,
}

/// As [`walk`], as if the proposed files stood in the site folder.
#[must_use]
pub fn walk_with(root: &Path, proposed: &[Proposed], diagnostics: &mut Diagnostics) -> Sources {
    let listing = super::settled::list(root);
    let mut found = find(root);
    propose(&mut found, proposed);
    found.sort_by(|(a, _), (b, _)| (&a.path, &a.on_disk).cmp(&(&b.path, &b.on_disk)));
    let mut sources = Sources::new(root.to_path_buf());
    sources.set_listing(listing);
    let sheets: Vec<io::Result<Vec<SheetEntry>>> = found.par_iter().map(sheets_of).collect();
    for ((file, problem), sheets) in found.into_iter().zip(sheets) {
        let (problem, sheets) = match sheets {
            Ok(sheets) => (problem, sheets),
            Err(error) => (Some(unreadable(&error)), Vec::new()),
        };
        let problem = match (problem, sources.find(&file.path)) {
            // Two spellings of one name (composed and decomposed): which of them is meant cannot be known.
            (None, Some(first)) => {
                Some(Diagnostic::new(Code::SamePath).related(Place::file(first)))
            }
            (problem, _) => problem,
        };
        match problem {
            None => {
                let workbook = sources.add(file);
                for (index, SheetEntry { name, is_visible }) in sheets.into_iter().enumerate() {
                    sources.add_sheet(SheetOf {
                        workbook,
                        index,
                        name,
                        is_visible,
                    });
                }
            }
            Some(problem) => {
                let id = sources.add_told(file);
                diagnostics.push(problem.at(Place::file(id)));
            }
        }
    }
    sources
}

/// Puts the proposed files in the place of those that stand there.
fn propose(found: &mut Vec<Found>, proposed: &[Proposed]) {
    for Proposed { path, on_disk } in proposed {
        found.retain(|(file, _)| file.path != *path);
        if let Some(on_disk) = on_disk {
            let problem = misplaced(path, false, false);
            let file = SourceFile {
                path: path.clone(),
                on_disk: on_disk.clone(),
            };
            found.push((file, problem));
        }
    }
}

/// The files of the site folder, or what is wrong with them. Only what is not there is passed over: what cannot be
/// looked at may hold anything.
fn find(root: &Path) -> Vec<Found> {
    let mut found = Vec::new();
    let mut tell = |path: &str, on_disk: &Path, problem| {
        let file = SourceFile {
            path: path.into(),
            on_disk: on_disk.to_path_buf(),
        };
        found.push((file, Some(problem)));
    };
    match std::fs::read_dir(root) {
        Err(error) if !is_absent(&error) => {
            tell(".", root, unreadable(&error));
            return found;
        }
        _ => {}
    }
    let mut there = Vec::new();
    for folder in WATCHED_FOLDERS {
        let top = root.join(folder);
        match std::fs::symlink_metadata(&top) {
            Ok(_) => there.push((folder, top)),
            Err(error) if is_absent(&error) => {}
            Err(error) => tell(folder, &top, unreadable(&error)),
        }
    }
    for (folder, top) in there {
        walk_folder(root, &top, folder == "static", &mut found);
    }
    found
}

/// Whether there is nothing of that name.
pub(crate) fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// The sheets of a workbook among the tables; none where it is damaged, which is told when its tables are read.
fn sheets_of((file, problem): &Found) -> io::Result<Vec<SheetEntry>> {
    let is_table = file.path.starts_with("data/") && is_table_name(&file.path);
    if problem.is_some() || !is_table {
        return Ok(Vec::new());
    }
    let mut opened = std::fs::File::open(&file.on_disk)?;
    let is_short = opened.metadata()?.len() <= LONGEST_WORKBOOK;
    let mut bytes = Vec::new();
    let start = opened.by_ref().take(FileKind::START as u64);
    { start }.read_to_end(&mut bytes)?;
    if !is_short || !FileKind::may_be_workbook(&bytes) {
        return Ok(Vec::new());
    }
    opened.take(LONGEST_WORKBOOK).read_to_end(&mut bytes)?;
    Ok(match FileKind::of(&bytes) {
        FileKind::Workbook(kind) => sheet_entries(&bytes, kind).unwrap_or_default(),
        _ => Vec::new(),
    })
}

/// A file, or what is wrong with it.
type Found = (SourceFile, Option<Diagnostic>);

fn walk_folder(root: &Path, top: &Path, hidden_count: bool, found: &mut Vec<Found>) {
    // Folders that links out of the site folder lead to; what lies there is none of its files.
    let mut outside: Vec<PathBuf> = Vec::new();
    let entries = WalkDir::new(top)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0
                || !is_left_behind(&entry.file_name().to_string_lossy(), hidden_count)
        });
    for entry in entries {
        let (path, problem) = match &entry {
            Err(error) => (error.path().unwrap_or(top), Some(not_entered(error))),
            Ok(entry) => (entry.path(), not_readable(root, entry)),
        };
        let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
        if outside.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        let is_link = entry.as_ref().is_ok_and(walkdir::DirEntry::path_is_symlink);
        let (problem, leaves) = match problem {
            None if is_link => match lies_within(root, path) {
                Ok(true) => (None, false),
                Ok(false) => (Some(Diagnostic::new(Code::LinkOutside)), true),
                Err(error) => (Some(unreadable(&error)), false),
            },
            problem => (problem, false),
        };
        let problem = problem.or_else(|| {
            let depth = entry.as_ref().map_or(0, walkdir::DirEntry::depth);
            misplaced(&relative(root, path), depth == 0, is_folder)
        });
        if leaves && is_folder {
            outside.push(path.to_path_buf());
        }
        if problem.is_some() || !is_folder {
            found.push((
                SourceFile {
                    path: relative(root, path).into(),
                    on_disk: path.to_path_buf(),
                },
                problem,
            ));
        }
    }
}

/// Whether what a link leads to lies in the site folder.
fn lies_within(root: &Path, link: &Path) -> io::Result<bool> {
    let (root, target) = (std::fs::canonicalize(root)?, std::fs::canonicalize(link)?);
    Ok(target.starts_with(root))
}

/// Why an entry cannot be used by its nature.
fn not_readable(root: &Path, entry: &walkdir::DirEntry) -> Option<Diagnostic> {
    let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
    if below.to_str().is_none() {
        return Some(Diagnostic::new(Code::FileName));
    }
    // A pipe or a device could be read for ever.
    let kind = entry.file_type();
    (!kind.is_file() && !kind.is_dir()).then(|| Diagnostic::new(Code::NotAFile))
}

/// Why walkdir could not enter or follow something.
fn not_entered(error: &walkdir::Error) -> Diagnostic {
    if error.loop_ancestor().is_some() {
        return Diagnostic::new(Code::LinkLoop);
    }
    let Some(reason) = error.io_error() else {
        return Code::Unreadable.arg("reason", error).help("other");
    };
    let is_link = |path| std::fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink());
    let problem = unreadable(reason);
    match error.path() {
        Some(path) if is_absent(reason) && is_link(path) => problem.help("dangling"),
        _ => problem,
    }
}

/// The path below the site folder, with `/`, in NFC.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/").nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn paths(sources: &Sources) -> Vec<&str> {
        sources.iter().map(|(_, file)| &*file.path).collect()
    }

    fn codes(diagnostics: &Diagnostics) -> Vec<&str> {
        diagnostics.iter().map(|d| d.code.as_str()).collect()
    }

    fn site(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        root
    }

    #[test]
    fn finds_the_files_of_the_known_folders_in_order() {
        let root = site(&[
            "data/units.csv",
            "data/campaign.toml",
            "content/index.md",
            "target/x.csv",
            "README.md",
        ]);
        let mut diagnostics = Diagnostics::new();
        let sources = walk(root.path(), &mut diagnostics);
        assert_eq!(
            paths(&sources),
            ["content/index.md", "data/campaign.toml", "data/units.csv"]
        );
        assert_eq!(codes(&diagnostics), Vec::<&str>::new());
        assert_eq!(
            sources.find("data/units.csv"),
            Some(crate::place::FileId(2))
        );
        assert_eq!(sources.find("README.md"), None);
    }

    #[test]
    fn what_editors_leave_behind_is_passed_over() {
        let root = site(&[
            "data/~$a.xlsx",
            "data/.~lock.a.csv#",
            "data/.DS_Store",
            "data/Thumbs.db",
            "data/a.csv~",
            "data/.git/config",
            "data/~WRL0001.tmp",
            "data/__MACOSX/a.csv",
            "data/@eaDir/a.csv",
            "content/.gitkeep",
            "data/a.csv",
            "static/.well-known/security.txt",
            "static/.DS_Store",
        ]);
        let sources = walk(root.path(), &mut Diagnostics::new());
        assert_eq!(
            paths(&sources),
            ["data/a.csv", "static/.well-known/security.txt"]
        );
    }

    #[test]
    fn names_are_composed() {
        let root = site(&["content/Qua\u{302}\u{323}n.md"]);
        let sources = walk(root.path(), &mut Diagnostics::new());
        assert_eq!(paths(&sources), ["content/Qu\u{1ead}n.md"]);
        assert!(sources.get(crate::place::FileId(0)).on_disk.exists());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn two_spellings_of_one_name_are_an_error() {
        let root = site(&["content/Qua\u{302}\u{323}n.md", "content/Qu\u{1ead}n.md"]);
        let mut diagnostics = Diagnostics::new();
        let sources = walk(root.path(), &mut diagnostics);
        assert_eq!(paths(&sources).len(), 1);
        assert_eq!(codes(&diagnostics), ["same-path"]);
    }

    #[cfg(unix)]
    #[test]
    fn loops_broken_links_and_odd_names_are_told() {
        use std::os::unix::ffi::OsStrExt as _;
        let root = site(&["data/a.csv"]);
        let data = root.path().join("data");
        std::os::unix::fs::symlink(&data, data.join("loop")).unwrap();
        std::os::unix::fs::symlink(data.join("gone"), data.join("broken.csv")).unwrap();
        let odd = data.join(std::ffi::OsStr::from_bytes(b"Qu\xe2n.csv"));
        let has_odd = fs::write(odd, "x").is_ok();
        let _socket = std::os::unix::net::UnixListener::bind(data.join("socket")).unwrap();
        let mut diagnostics = Diagnostics::new();
        let sources = walk(root.path(), &mut diagnostics);
        assert_eq!(
            paths(&sources)
                .iter()
                .filter(|p| **p == "data/a.csv")
                .count(),
            1
        );
        let mut told = codes(&diagnostics);
        told.sort_unstable();
        let mut expected = vec!["link-loop", "not-a-file", "unreadable"];
        if has_odd {
            expected.insert(0, "file-name");
        }
        assert_eq!(told, expected);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_leave_the_site_folder_are_told() {
        use std::os::unix::fs::symlink;
        let root = site(&["data/a.csv", "data/q1/b.csv"]);
        let other = site(&["c.csv", "q2/d.csv"]);
        let data = root.path().join("data");
        symlink(other.path().join("c.csv"), data.join("c.csv")).unwrap();
        symlink(other.path().join("q2"), data.join("q2")).unwrap();
        symlink(data.join("q1"), data.join("q3")).unwrap();
        let mut diagnostics = Diagnostics::new();
        let sources = walk(root.path(), &mut diagnostics);
        assert_eq!(
            paths(&sources),
            ["data/a.csv", "data/q1/b.csv", "data/q3/b.csv"]
        );
        assert_eq!(codes(&diagnostics), ["link-outside"; 2]);
        let told = diagnostics.iter().filter_map(|d| d.place);
        let told: Vec<&str> = told.map(|place| &*sources.get(place.file).path).collect();
        assert_eq!(told, ["data/c.csv", "data/q2"]);
    }

    #[test]
    fn no_folder_is_no_problem_here() {
        let mut diagnostics = Diagnostics::new();
        let sources = walk(Path::new("no/such/folder"), &mut diagnostics);
        assert_eq!(sources.iter().count(), 0);
        assert_eq!(codes(&diagnostics), Vec::<&str>::new());
    }
}
