//! What the system says when it fails, told in our words: which help there is for it.

use super::{Code, Diagnostic};
use std::io;

/// Which help the language files have for a failure of the system.
#[must_use]
pub(crate) fn mending(error: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    // Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE.
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33 | 1224)) {
        return "in-use";
    }
    // ENFILE and EMFILE; Windows: ERROR_TOO_MANY_OPEN_FILES.
    if matches!(error.raw_os_error(), Some(23 | 24) if cfg!(unix))
        || matches!(error.raw_os_error(), Some(4) if cfg!(windows))
    {
        return "many-open";
    }
    // ELOOP.
    if cfg!(unix) && matches!(error.raw_os_error(), Some(40 | 62)) {
        return "loop";
    }
    match error.kind() {
        Kind::PermissionDenied => "permission",
        Kind::StorageFull | Kind::QuotaExceeded => "full",
        Kind::ReadOnlyFilesystem => "read-only",
        Kind::ResourceBusy | Kind::ExecutableFileBusy => "in-use",
        Kind::InvalidFilename => "long",
        Kind::NotFound => "gone",
        _ => "other",
    }
}

/// A file or folder of the site folder that cannot be read.
#[must_use]
pub(crate) fn unreadable(error: &io::Error) -> Diagnostic {
    let help = match mending(error) {
        known @ ("permission" | "in-use" | "many-open" | "loop" | "gone") => known,
        _ => "other",
    };
    Code::Unreadable.arg("reason", error).help(help)
}
