//! The tables of a file: that of its text, or those of a workbook's sheets. What the file is, its bytes tell.

use super::workbook::{FileKind, Sheet, Workbook, WorkbookFault, WorkbookKind};
use super::{ColumnOf, Table, TableSource, decode_table, read_bytes, tell_faults};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::locale::{Language, Words};
use crate::place::{FileId, Place, Sources};
use crate::text::fold;

/// No workbook is longer.
pub(super) const LONGEST_WORKBOOK: u64 = 128 << 20;

/// What the names of tables of text end with.
const ENDINGS: [&str; 3] = ["csv", "tsv", "txt"];

/// Whether a file's name is that of a table or a workbook.
#[must_use]
pub fn is_table_name(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let of_workbooks = WorkbookKind::ALL.iter().flat_map(|kind| kind.endings());
    let mut known = ENDINGS.iter().chain(of_workbooks);
    known.any(|known| ending.eq_ignore_ascii_case(known))
}

/// What the header of a table is known by.
#[derive(Clone, Copy)]
pub struct KnownColumns<'a> {
    /// How many different columns it must name.
    pub needed: usize,
    /// Which column a name is of.
    pub column_of: &'a ColumnOf<'a>,
    /// Which help belongs to a file without a header.
    pub help: Option<&'static str>,
    /// Adds what it can to what is told of a sheet without a header.
    pub explain: Option<&'a Explain<'a>>,
    /// Whether a sheet is a table all the same whose header's cells are no columns.
    pub is_table: Option<&'a IsTable<'a>>,
    /// Which sheets are read, by their names; all where there is nothing here.
    pub is_read: Option<&'a dyn Fn(&str) -> bool>,
}

/// Whether a sheet is a table.
pub(super) type IsTable<'a> = dyn Fn(FileId, TableSource<'_>) -> bool + 'a;

/// Adds what it can to what is told of a table.
pub type Explain<'a> = dyn Fn(FileId, TableSource<'_>, Diagnostic) -> Diagnostics + 'a;

/// Reads the tables of a file: one of text, or one for every visible sheet that has a header, under the id of the
/// sheet. What is wrong with the file is told; `read` is given no table then.
pub fn with_tables<T>(
    sources: &Sources,
    file: FileId,
    longest_text: u64,
    known: KnownColumns<'_>,
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(&[(FileId, TableSource<'_>)], &mut Diagnostics) -> T,
) -> T {
    match read_table_bytes(sources, file, longest_text) {
        Ok(bytes) => with_tables_of(&bytes, sources, file, known, diagnostics, read),
        Err(problem) => {
            diagnostics.push(problem);
            read(&[], diagnostics)
        }
    }
}

/// The bytes of a file that holds tables.
///
/// # Errors
/// Where it cannot be read, or is longer than any table.
pub fn read_table_bytes(
    sources: &Sources,
    file: FileId,
    longest_text: u64,
) -> Result<Vec<u8>, Diagnostic> {
    read_bytes(sources, file, longest_text.max(LONGEST_WORKBOOK))
}

/// Reads the tables of a file with these bytes, as [`with_tables`] does.
pub fn with_tables_of<T>(
    bytes: &[u8],
    sources: &Sources,
    file: FileId,
    known: KnownColumns<'_>,
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(&[(FileId, TableSource<'_>)], &mut Diagnostics) -> T,
) -> T {
    match FileKind::of(bytes) {
        FileKind::Workbook(kind) => {
            let sheets = sheets(bytes, kind, sources, file, known, diagnostics);
            let tables: Vec<_> = sheets
                .iter()
                .map(|(id, sheet)| (*id, TableSource::Sheet(sheet)))
                .collect();
            read(&tables, diagnostics)
        }
        FileKind::Text => match decode_table(bytes, file) {
            Ok(decoded) => {
                tell_faults(&decoded, file, known.column_of, diagnostics);
                let table = [(file, TableSource::Text(&decoded.text))];
                read(if decoded.is_broken() { &[] } else { &table }, diagnostics)
            }
            Err(problem) => {
                diagnostics.push(problem);
                read(&[], diagnostics)
            }
        },
        other => {
            diagnostics.push(refused(other, file));
            read(&[], diagnostics)
        }
    }
}

/// The error for a file that is no table of a kind that is read.
pub(crate) fn refused(kind: FileKind, file: FileId) -> Diagnostic {
    let error = match kind {
        FileKind::Encrypted => return WorkbookFault::Encrypted.diagnostic(file),
        FileKind::BinaryWorkbook => Code::NoWorkbook.help("xlsb"),
        FileKind::WebArchive => Code::NoWorkbook.help("mht"),
        FileKind::OtherXml => Code::NoWorkbook.help("xml"),
        FileKind::Document => Code::NoWorkbook.help("document"),
        FileKind::OtherZip | FileKind::Text | FileKind::Workbook(_) => Code::NoWorkbook.help("zip"),
    };
    error.at(Place::file(file))
}

/// The visible sheets that have a header.
fn sheets(
    bytes: &[u8],
    kind: WorkbookKind,
    sources: &Sources,
    file: FileId,
    known: KnownColumns<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(FileId, Sheet)> {
    let mut workbook = match Workbook::open(bytes, kind) {
        Ok(workbook) => workbook,
        Err(fault) => {
            diagnostics.push(fault.diagnostic(file));
            return Vec::new();
        }
    };
    let (mut with_header, mut without, mut has_fault) = (Vec::new(), Vec::new(), false);
    let visible = sources
        .sheets_of(file)
        .filter(|(_, entry)| entry.is_visible);
    let is_read = |name: &str| known.is_read.is_none_or(|is_read| is_read(name));
    let (named, others): (Vec<_>, Vec<_>) = visible.partition(|(_, entry)| is_read(&entry.name));
    if let Some((first, _)) = others.first() {
        let names: Vec<String> = others
            .iter()
            .map(|(_, entry)| format!("“{}”", entry.name))
            .collect();
        let (told, place) = if named.is_empty() {
            (Diagnostic::new(Code::NoSheetNamed), Place::file(file))
        } else {
            (Diagnostic::new(Code::SheetsLeftOut), Place::file(*first))
        };
        diagnostics.push(told.at(place).arg("sheets", names.join(", ")));
        if named.is_empty() {
            return Vec::new();
        }
    }
    for (id, entry) in named {
        match workbook.sheet(entry.index) {
            Ok(sheet) if sheet.is_empty() => {}
            Ok(sheet) if has_header(id, &sheet, known) => with_header.push((id, sheet)),
            Ok(sheet) => without.push((id, sheet)),
            Err(fault) => {
                diagnostics.push(fault.diagnostic(id));
                has_fault = true;
            }
        }
    }
    tell_hidden_sheets(sources, file, diagnostics);
    if with_header.is_empty() && !has_fault {
        tell_no_header(file, &without, known, diagnostics);
        return Vec::new();
    }
    // Of the sheets of our own forms that say how to fill in the others nobody need be told that there is nothing to be read.
    let guides = Language::ALL
        .iter()
        .map(|of| fold(Words::of(*of).word("form.guide")));
    let guides: Vec<String> = guides.collect();
    let is_guide = |id: FileId| {
        let name = sources.sheet(id).map(|sheet| fold(&sheet.name));
        name.is_some_and(|name| guides.contains(&name))
    };
    without.retain(|(id, sheet)| sheet.has_numbers() || !is_guide(*id));
    for (id, sheet) in &without {
        let mut told = Code::SheetWithoutHeader.at(Place::file(*id));
        if !sheet.has_numbers() {
            told.severity = Severity::Note;
        }
        known.tell(*id, sheet, told, diagnostics);
    }
    with_header.retain(|(id, sheet)| tell_sheet(*id, sheet, diagnostics));
    with_header
}

fn has_header(id: FileId, sheet: &Sheet, known: KnownColumns<'_>) -> bool {
    let source = TableSource::Sheet(sheet);
    matches!(
        Table::find(source, known.needed, known.column_of),
        Ok(Some(_))
    ) || known.is_table.is_some_and(|is_table| is_table(id, source))
}

impl KnownColumns<'_> {
    fn tell(self, id: FileId, sheet: &Sheet, told: Diagnostic, diagnostics: &mut Diagnostics) {
        match self.explain {
            Some(explain) => diagnostics.append(explain(id, TableSource::Sheet(sheet), told)),
            None => diagnostics.push(told),
        }
    }
}

/// Tells that no sheet has a header: at the file where it has none that holds anything, else at each sheet.
fn tell_no_header(
    file: FileId,
    sheets: &[(FileId, Sheet)],
    known: KnownColumns<'_>,
    diagnostics: &mut Diagnostics,
) {
    let error = |id| {
        let mut error = Code::NoHeader.at(Place::file(id));
        error.help = known.help;
        error
    };
    for (id, sheet) in sheets {
        known.tell(*id, sheet, error(*id), diagnostics);
    }
    if sheets.is_empty() {
        diagnostics.push(error(file));
    }
}

fn tell_hidden_sheets(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) {
    let hidden = sources
        .sheets_of(file)
        .filter(|(_, entry)| !entry.is_visible);
    let names: Vec<String> = hidden
        .map(|(_, entry)| format!("“{}”", entry.name))
        .collect();
    if !names.is_empty() {
        diagnostics.push(
            Code::HiddenSheets
                .at(Place::file(file))
                .arg("sheets", names.join(", ")),
        );
    }
}

/// Tells what is wrong with the letters of a sheet and what is hidden in it; whether it can be relied upon.
fn tell_sheet(id: FileId, sheet: &Sheet, diagnostics: &mut Diagnostics) -> bool {
    for fault in &sheet.faults {
        let place = Place::at(
            id,
            fault.row.saturating_add(1),
            fault.column.saturating_add(1),
        );
        diagnostics.push(fault.diagnostic.clone().at(place));
    }
    if let Some(&first) = sheet.hidden_rows.first() {
        let rows = ranges(&sheet.hidden_rows, &|row| row.to_string());
        diagnostics.push(
            Code::HiddenRows
                .at(Place::line(id, first))
                .arg("rows", rows),
        );
    }
    if !sheet.hidden_columns.is_empty() {
        let columns = ranges(&sheet.hidden_columns, &|column| {
            crate::place::cell_name(1, column)
                .trim_end_matches('1')
                .to_owned()
        });
        diagnostics.push(
            Code::HiddenColumns
                .at(Place::file(id))
                .arg("columns", columns),
        );
    }
    !sheet.is_broken()
}

/// Numbers in order, as ranges: `3–5, 9`.
fn ranges(numbers: &[u32], name: &dyn Fn(u32) -> String) -> String {
    let runs = numbers.chunk_by(|a, b| a.saturating_add(1) == *b);
    let told = runs.filter_map(|run| match run {
        [only] => Some(name(*only)),
        [first, .., last] => Some(format!("{}–{}", name(*first), name(*last))),
        [] => None,
    });
    told.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_short() {
        assert_eq!(
            ranges(&[3, 4, 5, 9, 11, 12], &|n| n.to_string()),
            "3–5, 9, 11–12"
        );
    }

    #[test]
    fn tables_are_known_by_their_name() {
        for path in ["data/a.csv", "a.XLSX", "a.b.tsv", "a.ods"] {
            assert!(is_table_name(path), "{path}");
        }
        for path in ["a.pdf", "csv", "a.csv.bak", "a.xlsb"] {
            assert!(!is_table_name(path), "{path}");
        }
    }
}
