//! The files of an initiative: its page in the site folder, and what lies beside it.

use crate::model::{Attachment, Initiative};

/// The files of an initiative with their addresses, each once.
pub(in crate::site) fn files(initiative: &Initiative) -> Vec<(String, &Attachment)> {
    let all = initiative.attachments.iter().chain(&initiative.files);
    let mut files: Vec<(String, &Attachment)> = all
        .map(|file| (file_path(initiative, file), file))
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files.dedup_by(|a, b| a.0 == b.0 && a.1.file == b.1.file);
    files
}

/// Where a file beside an initiative is published.
pub(in crate::site) fn file_path(initiative: &Initiative, file: &Attachment) -> String {
    format!("sang-kien/{}/{}", initiative.code, file.name)
}
