//! Files and folders that nobody meant to put where they are.

use crate::place::Sources;

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
