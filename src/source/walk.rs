//! Finding the files of a site folder, in an order that no file system decides.

use super::table_file::{LONGEST_WORKBOOK, is_table_name};
use super::workbook::{FileKind, SheetEntry, sheet_entries};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Place, SheetOf, SourceFile, Sources};
use rayon::prelude::*;
use std::io::Read as _;
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
    let mut found = Vec::new();
    for folder in WATCHED_FOLDERS {
        let top = root.join(folder);
        if std::fs::symlink_metadata(&top).is_ok() {
            walk_folder(root, &top, folder == "static", &mut found);
        }
    }
    found.sort_by(|(a, _), (b, _)| (&a.path, &a.on_disk).cmp(&(&b.path, &b.on_disk)));
    let mut sources = Sources::new(root.to_path_buf());
    let sheets: Vec<Vec<SheetEntry>> = found.par_iter().map(sheets_of).collect();
    for ((file, problem), sheets) in found.into_iter().zip(sheets) {
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

/// The sheets of a workbook among the tables; none where the list cannot be read, which is told when the tables are.
fn sheets_of((file, problem): &Found) -> Vec<SheetEntry> {
    let is_table = file.path.starts_with("data/") && is_table_name(&file.path);
    let read = || {
        let mut opened = std::fs::File::open(&file.on_disk).ok()?;
        let is_short = opened.metadata().ok()?.len() <= LONGEST_WORKBOOK;
        let mut bytes = Vec::new();
        let start = opened.by_ref().take(FileKind::START as u64);
        { start }.read_to_end(&mut bytes).ok()?;
        if !is_short || !FileKind::may_be_workbook(&bytes) {
            return None;
        }
        opened.take(LONGEST_WORKBOOK).read_to_end(&mut bytes).ok()?;
        let FileKind::Workbook(kind) = FileKind::of(&bytes) else {
            return None;
        };
        sheet_entries(&bytes, kind).ok()
    };
    let may_be_read = problem.is_none() && is_table;
    may_be_read.then(read).flatten().unwrap_or_default()
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
        let leaves = is_link && problem.is_none() && !lies_within(root, path);
        let problem = problem.or_else(|| leaves.then(|| Diagnostic::new(Code::LinkOutside)));
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
fn lies_within(root: &Path, link: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    match (real(root), real(link)) {
        (Some(root), Some(target)) => target.starts_with(root),
        // Told where it is read.
        _ => true,
    }
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
    let reason = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    Code::Unreadable.arg("reason", reason)
}

/// The path below the site folder, with `/`, in NFC.
fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/").nfc().collect()
}

/// Whether a file or folder is one that systems and editors leave behind. Hidden ones are passed over too, but not
/// in `static/`, where `.well-known` has its place.
pub(crate) fn is_left_behind(name: &str, hidden_count: bool) -> bool {
    const LEFT_BEHIND: [&str; 14] = [
        "thumbs.db",
        "ehthumbs.db",
        "ehthumbs_vista.db",
        "desktop.ini",
        ".ds_store",
        "icon\r",
        "__macosx",
        ".git",
        ".svn",
        "$recycle.bin",
        "#recycle",
        "@eadir",
        "system volume information",
        "lost+found",
    ];
    let lower = name.to_ascii_lowercase();
    LEFT_BEHIND.contains(&lower.as_str())
        || name.starts_with("~$")
        || name.starts_with(".~lock.")
        || name.starts_with("._")
        || name.ends_with('~')
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || [".tmp", ".swp", ".swo", ".swx"]
            .iter()
            .any(|ending| lower.ends_with(ending))
        || (name.starts_with('.') && !hidden_count)
}

/// Whether a file is the copy that an editor keeps of one that is there.
pub(crate) fn is_older_copy(sources: &Sources, path: &str) -> bool {
    let endings = [".bak", ".old", ".orig"];
    let mut current = endings
        .iter()
        .filter_map(|ending| path.strip_suffix(ending));
    current.any(|current| sources.find(current).is_some())
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
