//! Any table as clean CSV: UTF-8 with a mark, commas, CRLF; what is read from it is what is read from the table.

use super::encoding::{GivenEncoding, meant_text};
use super::separator::named_separator;
use super::table::{Row, Rows};
use super::workbook::{FileKind, Sheet, Workbook};
use super::{CellKind, fault_of_cell, likely_separator, refused, sheet_entries, unclosed_quote};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::place::{FileId, Place, SheetOf, Sources};

/// How a table is made clean.
#[derive(Debug, Clone, Copy)]
pub struct Cleaning<'a> {
    /// The encoding that a person says the text is in.
    pub given: Option<GivenEncoding>,
    /// Which sheet of a workbook; the only one where none is named.
    pub sheet: Option<&'a str>,
    /// Whether a header is that of a column of periods, in which the first day of a month stands for the month.
    pub is_period: fn(&str) -> bool,
}

/// The table of a file's bytes as CSV. What is wrong is told, in a workbook under the ids of its sheets, which are
/// added to `sources`; `None` where the table cannot be had for certain.
pub fn clean_csv(
    bytes: &[u8],
    sources: &mut Sources,
    file: FileId,
    cleaning: Cleaning<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    match FileKind::of(bytes) {
        FileKind::Text => {
            let text = meant_text(bytes, file, cleaning.given, diagnostics)?;
            of_text(&text, file, diagnostics)
        }
        FileKind::Workbook(kind) => {
            let (id, sheet) = chosen_sheet(bytes, kind, sources, file, cleaning, diagnostics)?;
            of_sheet(&sheet, id, cleaning, diagnostics)
        }
        other => {
            diagnostics.push(refused(other, file));
            None
        }
    }
}

fn of_text(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Option<String> {
    let named = named_separator(text);
    let mut rows = Rows::new(text, named.unwrap_or_else(|| likely_separator(text)));
    let (mut row, mut csv) = (Row::default(), String::from('\u{feff}'));
    let mut is_named_line = named.is_some();
    loop {
        match rows.next_into(&mut row) {
            Ok(true) if std::mem::take(&mut is_named_line) => {}
            Ok(true) => write_row(row.cells(), &mut csv),
            Ok(false) => return Some(csv),
            Err(quote) => {
                diagnostics.push(unclosed_quote(file, quote));
                return None;
            }
        }
    }
}

/// The sheet that is named, or the only visible one that holds something.
fn chosen_sheet(
    bytes: &[u8],
    kind: super::WorkbookKind,
    sources: &mut Sources,
    file: FileId,
    cleaning: Cleaning<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<(FileId, Sheet)> {
    let read = || -> Result<_, super::WorkbookFault> {
        let entries = sheet_entries(bytes, kind)?;
        let mut workbook = Workbook::open(bytes, kind)?;
        let mut found = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let is_meant = cleaning
                .sheet
                .map_or(entry.is_visible, |name| *entry.name == *name);
            if is_meant {
                let sheet = workbook.sheet(index)?;
                if cleaning.sheet.is_some() || !sheet.is_empty() {
                    found.push((index, sheet));
                }
            }
        }
        Ok((entries, found))
    };
    let (entries, mut found) = match read() {
        Ok(read) => read,
        Err(fault) => {
            diagnostics.push(fault.diagnostic(file));
            return None;
        }
    };
    let only = found.pop().filter(|_| found.is_empty());
    let Some((index, sheet)) = only else {
        let names: Vec<String> = entries
            .iter()
            .map(|entry| format!("“{}”", entry.name))
            .collect();
        let error = Code::WhichSheet
            .at(Place::file(file))
            .arg("sheets", names.join(", "));
        diagnostics.push(if cleaning.sheet.is_some() {
            error.help("unknown")
        } else {
            error
        });
        return None;
    };
    let name = entries
        .get(index)
        .map_or_else(Box::default, |entry| entry.name.clone());
    let id = sources.add_sheet(SheetOf {
        workbook: file,
        index,
        name,
        is_visible: true,
    });
    Some((id, sheet))
}

fn of_sheet(
    sheet: &Sheet,
    id: FileId,
    cleaning: Cleaning<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mut told = Diagnostics::new();
    for fault in &sheet.faults {
        let place = Place::at(
            id,
            fault.row.saturating_add(1),
            fault.column.saturating_add(1),
        );
        told.push(fault.diagnostic.clone().at(place));
    }
    let (mut rows, mut row) = (sheet.rows(), Row::default());
    let mut csv = String::from('\u{feff}');
    let mut period_columns: Vec<usize> = Vec::new();
    while rows.next_into(&mut row) {
        for (index, cell) in row.cells().enumerate() {
            if (cleaning.is_period)(cell) && !period_columns.contains(&index) {
                period_columns.push(index);
            }
            if let Some(error) = fault_of_cell(&row, index) {
                told.push(error.at(super::cell_place(id, row.line(), index)));
            }
        }
        let cells = (0..row.len()).map(|index| cell_text(&row, index, &period_columns));
        write_row(cells, &mut csv);
    }
    let is_certain = told.count(Severity::Error) == 0;
    diagnostics.append(told);
    is_certain.then_some(csv)
}

/// A cell as it can be read in one way only from text too.
fn cell_text(row: &Row<'_>, index: usize, period_columns: &[usize]) -> String {
    let text = if period_columns.contains(&index) {
        row.month_or_cell(index)
    } else {
        row.cell(index)
    };
    let is_grouping = text
        .split_once('.')
        .is_some_and(|(_, fraction)| fraction.len() == 3);
    if row.kind(index) == CellKind::Number && is_grouping {
        // 1.234 would be a thousand to some.
        return format!("{text}0");
    }
    text.to_owned()
}

fn write_row<T: AsRef<str>>(cells: impl Iterator<Item = T>, csv: &mut String) {
    for (index, cell) in cells.enumerate() {
        let cell = cell.as_ref();
        if index > 0 {
            csv.push(',');
        }
        if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(cell);
        }
    }
    csv.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::SourceFile;

    fn cleaned(bytes: &[u8], sheet: Option<&str>) -> (Option<String>, Vec<&'static str>) {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile {
            path: "a".into(),
            on_disk: "a".into(),
        });
        let mut diagnostics = Diagnostics::new();
        let cleaning = Cleaning {
            given: None,
            sheet,
            is_period: |header| header == "Kỳ",
        };
        let csv = clean_csv(bytes, &mut sources, file, cleaning, &mut diagnostics);
        (csv, diagnostics.iter().map(|d| d.code.as_str()).collect())
    }

    #[test]
    fn text_is_written_anew() {
        let text = "sep=;\nĐơn vị;Kỳ;x\n\"Quận 1\";2019-03;1,5\n\n\"a\"\"b\";\n";
        let expected = "\u{feff}Đơn vị,Kỳ,x\r\nQuận 1,2019-03,\"1,5\"\r\n\r\n\"a\"\"b\",\r\n";
        assert_eq!(
            cleaned(text.as_bytes(), None),
            (Some(expected.to_owned()), vec![])
        );
        assert_eq!(cleaned(b"a,\"b\n", None), (None, vec!["unclosed-quote"]));
        assert_eq!(cleaned(b"<html><table>", None), (None, vec!["no-workbook"]));
    }

    #[test]
    fn sheets_are_written_so_that_they_are_read_alike() {
        let mut writer = rust_xlsxwriter::Workbook::new();
        let sheet = writer.add_worksheet().set_name("Tháng 3").unwrap();
        let format = |code: &str| rust_xlsxwriter::Format::new().set_num_format(code);
        sheet.write(0, 0, "Kỳ").unwrap();
        sheet
            .write_with_format(1, 0, 43_525, &format("dd/mm/yyyy"))
            .unwrap();
        sheet
            .write_with_format(1, 1, 0.855, &format("0.0%"))
            .unwrap();
        sheet.write(1, 2, 1.234).unwrap();
        sheet
            .write_with_format(1, 3, 43_525, &format("dd/mm/yyyy"))
            .unwrap();
        writer
            .add_worksheet()
            .set_name("Tháng 4")
            .unwrap()
            .write(0, 0, "x")
            .unwrap();
        let bytes = writer.save_to_buffer().unwrap();
        assert_eq!(cleaned(&bytes, None), (None, vec!["which-sheet"]));
        assert_eq!(
            cleaned(&bytes, Some("Tháng 5")),
            (None, vec!["which-sheet"])
        );
        let expected = "\u{feff}Kỳ\r\n2019-03,85.5%,1.2340,2019-03-01\r\n";
        assert_eq!(
            cleaned(&bytes, Some("Tháng 3")),
            (Some(expected.to_owned()), vec![])
        );
    }
}
