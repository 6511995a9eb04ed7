//! Folders where files belong, and a file where a folder does: nothing in them would be read, as if they were not there.

use super::table_file::is_table_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::place::is_markdown;

/// Why what stands at this path of the site folder cannot be what its name says; `is_top` for `data`, `content`,
/// `static` and `templates` themselves.
pub(super) fn misplaced(path: &str, is_top: bool, is_folder: bool) -> Option<Diagnostic> {
    if is_top {
        return (!is_folder).then(|| Diagnostic::new(Code::FileForFolder));
    }
    (is_folder && is_name_of_file(path)).then(|| Diagnostic::new(Code::FolderForFile))
}

/// Whether a path is one at which a file is read. `static` may have folders of any name.
fn is_name_of_file(path: &str) -> bool {
    let ends = |ending: &str| path.to_lowercase().ends_with(ending);
    match path.split('/').next() {
        Some("data") => is_table_name(path) || ends(".toml"),
        Some("content") => is_markdown(path) || ends(".toml"),
        Some("templates") => ends(".html") || ends(".xml"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_in_the_place_of_files_are_told() {
        let code = |path, is_top, is_folder| misplaced(path, is_top, is_folder).map(|d| d.code);
        assert_eq!(code("content", true, true), None);
        assert_eq!(code("content", true, false), Some(Code::FileForFolder));
        for path in [
            "data/accepted.toml",
            "data/units.csv",
            "data/observations/a/_defaults.toml",
            "data/observations/T3.XLSX",
            "content/index.md",
            "templates/index.html",
        ] {
            assert_eq!(code(path, false, true), Some(Code::FolderForFile), "{path}");
            assert_eq!(code(path, false, false), None, "{path}");
        }
        for path in ["data/observations/2019.03", "static/a.csv", "content/tin"] {
            assert_eq!(code(path, false, true), None, "{path}");
        }
    }
}
