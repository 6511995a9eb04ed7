//! Names in `[columns]` that no table has: slips of the pen, or forms that changed.

use super::table_read::TableRead;
use crate::diagnostic::{Code, Diagnostics};
use crate::place::{FileId, OBSERVATIONS, Sources, lies_below};
use crate::reading::defaults::PrintedColumn;
use crate::source::header_key;
use rustc_hash::FxHashSet;

/// Warns of every name that `[columns]` of a folder of figures gives and no table below it has. Where the header of a
/// table could not be seen, nothing is told: it may be there.
pub(super) fn tell_unmatched(
    printed: &[PrintedColumn],
    tables: &[(FileId, TableRead)],
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    // Names of one folder stand together.
    for names in printed.chunk_by(|a, b| a.folder == b.folder) {
        let folder = &names[0].folder;
        let is_of_figures = **folder == *OBSERVATIONS || lies_below(folder, OBSERVATIONS);
        let is_below = |file: FileId| lies_below(&sources.get(file).path, folder);
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut all_seen = true;
        for (_, table) in tables.iter().filter(|(file, _)| is_below(*file)) {
            match &table.header {
                Some(keys) => seen.extend(keys.iter().map(|key| &**key)),
                None => all_seen = false,
            }
        }
        let may_be_elsewhere = |name: &PrintedColumn| !is_of_figures && name.is_foreign;
        for name in names.iter().filter(|_| all_seen) {
            if !seen.contains(&*header_key(&name.printed)) && !may_be_elsewhere(name) {
                let warning = Code::UnmatchedColumn.at(name.place);
                diagnostics.push(warning.arg("column", &name.printed));
            }
        }
    }
}
