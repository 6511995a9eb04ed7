//! Whether two paths are one folder, and whether two folders lie on one file system.

use std::path::Path;

/// Whether two paths, both absolute, name one folder. Asks the file system where both exist, since
/// names can differ by case, normalisation or a bind mount.
#[cfg(unix)]
pub(super) fn same(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    if a == b {
        return true;
    }
    match (std::fs::metadata(a), std::fs::metadata(b)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        (Err(_), Err(_)) => cfg!(target_os = "macos") && same_by_name(a, b),
        _ => false,
    }
}

/// Whether two paths, both resolved, name one folder.
#[cfg(not(unix))]
pub(super) fn same(a: &Path, b: &Path) -> bool {
    a == b || same_by_name(a, b)
}

/// For file systems that do not tell names apart by case.
fn same_by_name(a: &Path, b: &Path) -> bool {
    super::path::fold(&a.to_string_lossy()) == super::path::fold(&b.to_string_lossy())
}

/// Whether a folder is the root of a mounted file system, so that it cannot be renamed.
#[cfg(unix)]
pub(super) fn is_mounted(folder: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (std::fs::metadata(folder), std::fs::metadata(parent)) {
        (Ok(folder), Ok(parent)) => folder.dev() != parent.dev(),
        _ => false,
    }
}

/// Whether a folder is the root of a mounted file system. Where the system does not say, the attempt
/// to rename it will.
#[cfg(not(unix))]
pub(super) fn is_mounted(_folder: &Path, _parent: &Path) -> bool {
    false
}
