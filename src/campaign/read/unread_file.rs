//! Files in `data` that nothing reads.

use super::{ACCEPTED, CAMPAIGN, DEFAULTS, FIELDS, INDICATORS, INDICES, OBSERVATIONS, UNITS};
use crate::campaign::initiative_reader::{REGISTER, REGISTER_FOLDER};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::{FileId, Place, Sources, is_table_name};

/// The files of `data` itself that are read.
const READ: [&str; 7] = [
    CAMPAIGN, INDICATORS, UNITS, FIELDS, REGISTER, INDICES, ACCEPTED,
];

/// Tells of files in `data` that nothing reads: figures in a format that is not read are an error, because figures
/// must never be left out in silence.
pub(super) fn tell_unread_files(sources: &Sources, diagnostics: &mut Diagnostics) {
    for (file, source) in sources.under("data") {
        let path = &*source.path;
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
            .to_lowercase();
        if READ.contains(&path) || name == DEFAULTS || ending == "md" {
            continue;
        }
        let is_of_tables = [OBSERVATIONS, REGISTER_FOLDER].iter().any(|folder| {
            path.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        });
        if !is_of_tables {
            diagnostics.push(unused_file(sources, file, path));
        } else if !is_table_name(path) {
            let kind = if ending.is_empty() {
                name.to_owned()
            } else {
                format!(".{ending}")
            };
            let unread = Diagnostic::error("unread-kind")
                .at(Place::file(file))
                .arg("kind", kind);
            let is_workbook = matches!(&*ending, "xlsb" | "xlt" | "et" | "numbers");
            diagnostics.push(if is_workbook {
                unread.help("workbook")
            } else {
                unread
            });
        }
    }
}

/// A file that is no table of figures; its name may be a slip of the pen.
fn unused_file(sources: &Sources, file: FileId, path: &str) -> Diagnostic {
    let unused = Diagnostic::warning("unused-file").at(Place::file(file));
    let missing = READ
        .into_iter()
        .filter(|known| sources.find(known).is_none());
    match nearest(path, missing) {
        Some(near) => unused.help("near").arg("near", near),
        None => unused,
    }
}
