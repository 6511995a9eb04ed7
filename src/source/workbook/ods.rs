//! `.ods`: the cells of its one part of content. Read here rather than through calamine, which does not tell what is
//! shown in per cent, hidden or merged.

use super::fault::WorkbookFault;
use super::number_format::{DateShown, Shown};
use super::package::Package;
use super::sheet::{Region, Sheet, SheetBuilder};
use super::shown;
use super::xml::{attribute, letters, reader};
use crate::source::CellKind;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::BufRead;

/// What a sheet may have at most, as LibreOffice has it.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// The sheets of an `.ods`.
pub(super) struct OdsBook {
    pub(super) sheets: Vec<OdsSheet>,
}

/// A sheet with what it holds.
pub(super) struct OdsSheet {
    pub(super) name: String,
    pub(super) is_visible: bool,
    content: Option<Sheet>,
}

impl OdsBook {
    /// Reads an `.ods`.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, WorkbookFault> {
        let mut package = Package::open(bytes)?;
        if is_encrypted(&mut package)? {
            return Err(WorkbookFault::Encrypted);
        }
        let mut xml = reader(package.part("content.xml")?);
        let (mut book, mut buffer, mut hidden) = (
            Self { sheets: Vec::new() },
            Vec::new(),
            HiddenStyles::default(),
        );
        loop {
            match xml.read_event_into(&mut buffer)? {
                Event::Start(element) => match element.name().as_ref() {
                    "style:style" => {
                        hidden.style = attribute(&element, "name")?.unwrap_or_default()
                    }
                    "style:table-properties"
                        if attribute(&element, "display")?.as_deref() == Some("false") =>
                    {
                        hidden.names.insert(std::mem::take(&mut hidden.style));
                    }
                    "table:table" => {
                        let style = attribute(&element, "style-name")?.unwrap_or_default();
                        let name = attribute(&element, "name")?.unwrap_or_default();
                        let content = TableReader::default().read(&mut xml)?;
                        let is_visible = !hidden.names.contains(&style);
                        book.sheets.push(OdsSheet {
                            name,
                            is_visible,
                            content: Some(content),
                        });
                    }
                    _ => {}
                },
                Event::Eof => return Ok(book),
                _ => {}
            }
            buffer.clear();
        }
    }

    /// Takes the content of a sheet; empty where it was taken before.
    pub(super) fn sheet(&mut self, index: usize) -> Sheet {
        self.sheets
            .get_mut(index)
            .and_then(|sheet| sheet.content.take())
            .unwrap_or_default()
    }
}

/// The styles of sheets that are not shown.
#[derive(Default)]
struct HiddenStyles {
    style: String,
    names: FxHashSet<String>,
}

fn is_encrypted(package: &mut Package<'_>) -> Result<bool, WorkbookFault> {
    let Ok(part) = package.part("META-INF/manifest.xml") else {
        return Ok(false);
    };
    let (mut xml, mut buffer) = (reader(part), Vec::new());
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) if element.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
        buffer.clear();
    }
}

/// Reads one table.
#[derive(Default)]
struct TableReader {
    builder: SheetBuilder,
    row: u32,
    column: u32,
    /// The column from which the table's columns are described next.
    described: u32,
    hidden_rows: FxHashSet<u32>,
    hidden_columns: Vec<(u32, u32)>,
}

/// A cell of a row, with how often it is repeated to the right.
struct OdsCell {
    column: u32,
    repeated: u32,
    text: String,
    kind: CellKind,
    spans: (u32, u32),
}

impl TableReader {
    fn read<R: BufRead>(mut self, xml: &mut Reader<R>) -> Result<Sheet, WorkbookFault> {
        let mut buffer = Vec::new();
        loop {
            match xml.read_event_into(&mut buffer)? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table-column" => self.take_column(&element)?,
                    "table:table-row" => {
                        let repeated = count(&element, "number-rows-repeated", MOST_ROWS)?;
                        let is_hidden = is_hidden(&element)?;
                        let cells = self.read_row(xml)?;
                        self.take_row(&cells, repeated, is_hidden)?;
                    }
                    _ => {}
                },
                Event::End(element) if element.name().as_ref() == "table:table" => break,
                Event::Eof => break,
                _ => {}
            }
            buffer.clear();
        }
        let columns = self.hidden_columns;
        let is_hidden_column = |column| {
            columns
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&column))
        };
        self.builder
            .finish(&|row| self.hidden_rows.contains(&row), &is_hidden_column)
    }

    fn take_column(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        let repeated = count(element, "number-columns-repeated", MOST_COLUMNS)?;
        let last = self.described.saturating_add(repeated);
        if is_hidden(element)? {
            self.hidden_columns
                .push((self.described, last.saturating_sub(1)));
        }
        self.described = last;
        Ok(())
    }

    fn read_row<R: BufRead>(&mut self, xml: &mut Reader<R>) -> Result<Vec<OdsCell>, WorkbookFault> {
        let (mut cells, mut buffer) = (Vec::new(), Vec::new());
        self.column = 0;
        loop {
            match xml.read_event_into(&mut buffer)? {
                Event::Start(element) if is_cell(element.name().as_ref()) => {
                    let repeated = count(&element, "number-columns-repeated", MOST_COLUMNS)?;
                    let is_covered = element.name().as_ref() == "table:covered-table-cell";
                    let attributes = CellAttributes::read(&element)?;
                    let (text, kind) = attributes.shown(words(xml)?);
                    if !is_covered && !text.is_empty() {
                        cells.push(OdsCell {
                            column: self.column,
                            repeated,
                            text,
                            kind,
                            spans: attributes.spans,
                        });
                    }
                    self.column = self.column.saturating_add(repeated);
                }
                Event::End(element) if element.name().as_ref() == "table:table-row" => {
                    return Ok(cells);
                }
                Event::Eof => return Err(WorkbookFault::damaged("content.xml")),
                _ => {}
            }
            buffer.clear();
        }
    }

    /// Adds a row as often as it is repeated.
    fn take_row(
        &mut self,
        cells: &[OdsCell],
        repeated: u32,
        is_hidden: bool,
    ) -> Result<(), WorkbookFault> {
        let last = self.row.saturating_add(repeated);
        if !cells.is_empty() {
            if last > MOST_ROWS {
                return Err(WorkbookFault::TooLarge);
            }
            for row in self.row..last {
                if is_hidden {
                    self.hidden_rows.insert(row);
                }
                for cell in cells {
                    self.take_cell(row, cell)?;
                }
            }
        }
        self.row = last;
        Ok(())
    }

    fn take_cell(&mut self, row: u32, cell: &OdsCell) -> Result<(), WorkbookFault> {
        let end = cell.column.saturating_add(cell.repeated);
        if end > MOST_COLUMNS {
            return Err(WorkbookFault::TooLarge);
        }
        for column in cell.column..end {
            self.builder.push(row, column, &cell.text, cell.kind)?;
        }
        if cell.spans != (1, 1) {
            self.builder.merge(Region {
                first_row: row,
                first_column: cell.column,
                last_row: row.saturating_add(cell.spans.0 - 1),
                last_column: cell.column.saturating_add(cell.spans.1 - 1),
            });
        }
        Ok(())
    }
}

fn is_cell(name: &str) -> bool {
    matches!(name, "table:table-cell" | "table:covered-table-cell")
}

/// A count of an element, at least 1 and at most `most`.
fn count(element: &BytesStart<'_>, name: &str, most: u32) -> Result<u32, WorkbookFault> {
    let given = attribute(element, name)?.and_then(|text| text.parse::<u32>().ok());
    Ok(given.unwrap_or(1).clamp(1, most))
}

fn is_hidden(element: &BytesStart<'_>) -> Result<bool, WorkbookFault> {
    Ok(matches!(
        attribute(element, "visibility")?.as_deref(),
        Some("collapse" | "filter")
    ))
}

/// What the attributes of a cell say of its value.
struct CellAttributes {
    by_name: FxHashMap<String, String>,
    spans: (u32, u32),
}

impl CellAttributes {
    fn read(element: &BytesStart<'_>) -> Result<Self, WorkbookFault> {
        let mut by_name = FxHashMap::default();
        for name in [
            "value-type",
            "value",
            "date-value",
            "string-value",
            "boolean-value",
            "formula",
        ] {
            if let Some(value) = attribute(element, name)? {
                by_name.insert(name.to_owned(), value);
            }
        }
        let rows = count(element, "number-rows-spanned", MOST_ROWS)?;
        let columns = count(element, "number-columns-spanned", MOST_COLUMNS)?;
        Ok(Self {
            by_name,
            spans: (rows, columns),
        })
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(String::as_str)
    }

    /// The cell as it is shown; `words` stand in it.
    fn shown(&self, words: String) -> (String, CellKind) {
        let number = self
            .get("value")
            .and_then(|value| value.parse::<f64>().ok());
        let is_error =
            self.get("formula").is_some() && words.starts_with(['#']) || words.starts_with("Err:");
        match (self.get("value-type"), number) {
            _ if is_error => (words, CellKind::Error),
            (Some("float" | "currency"), Some(number)) => {
                shown::formatted(number, Shown::Plain, false)
            }
            (Some("percentage"), Some(number)) => shown::formatted(number, Shown::Percent, false),
            (Some("date"), _) => {
                shown::written_date(self.get("date-value").unwrap_or(&words), DateShown::DAY)
            }
            (Some("time"), _) => (words, CellKind::Duration),
            (Some("boolean"), _) => {
                let is_true = self.get("boolean-value") == Some("true");
                (
                    (if is_true { "TRUE" } else { "FALSE" }).to_owned(),
                    CellKind::Text,
                )
            }
            (Some("string"), _) => (
                self.get("string-value").map_or(words, str::to_owned),
                CellKind::Text,
            ),
            (None, _) if self.get("formula").is_some() => ("=".to_owned(), CellKind::Unsaved),
            _ => (words, CellKind::Text),
        }
    }
}

/// The words of a cell up to its end, paragraphs on lines of their own; notes beside it are no part of it.
fn words<R: BufRead>(xml: &mut Reader<R>) -> Result<String, WorkbookFault> {
    let (mut words, mut buffer, mut paragraphs, mut in_note) =
        (String::new(), Vec::new(), 0, false);
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) => match element.name().as_ref() {
                "office:annotation" => in_note = true,
                "text:p" if !in_note => {
                    if paragraphs > 0 {
                        words.push('\n');
                    }
                    paragraphs += 1;
                }
                "text:s" | "text:tab" | "text:line-break" if !in_note => words.push(' '),
                _ => {}
            },
            text @ (Event::Text(_) | Event::GeneralRef(_)) if !in_note && paragraphs > 0 => {
                letters(&text, &mut words);
            }
            Event::End(element) => match element.name().as_ref() {
                "office:annotation" => in_note = false,
                "table:table-cell" | "table:covered-table-cell" => return Ok(words),
                _ => {}
            },
            Event::Eof => return Err(WorkbookFault::damaged("content.xml")),
            _ => {}
        }
        buffer.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Row;
    use std::io::Write as _;

    fn book(tables: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content><office:automatic-styles><style:style style:name=\"ta2\">\
             <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
             <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
        );
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let parts = [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &content),
        ];
        for (name, text) in parts {
            writer
                .start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn shown(sheet: &Sheet) -> Vec<(u32, Vec<(String, CellKind)>)> {
        let (mut rows, mut row, mut all) = (sheet.rows(), Row::default(), Vec::new());
        while rows.next_into(&mut row) {
            let cells = row.cells().enumerate();
            all.push((
                row.line(),
                cells
                    .map(|(i, text)| (text.to_owned(), row.kind(i)))
                    .collect(),
            ));
        }
        all
    }

    #[test]
    fn cells_are_read_as_they_are_shown() {
        let bytes = book(
            "<table:table table:name=\"Tháng 3\"><table:table-column table:number-columns-repeated=\"2\"/>\
             <table:table-column table:visibility=\"collapse\"/>\
             <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"99\"/></table:table-row>\
             <table:table-row table:visibility=\"filter\">\
             <table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>Quận &amp; 1</text:p></table:table-cell>\
             <table:table-cell office:value-type=\"percentage\" office:value=\"0.855\"><text:p>85,5%</text:p></table:table-cell>\
             <table:table-cell office:value-type=\"date\" office:date-value=\"2019-03-01\"><text:p>01/03/19</text:p></table:table-cell>\
             <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"1.234\"><text:p>1,234</text:p></table:table-cell>\
             <table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\"><text:p>#DIV/0!</text:p></table:table-cell>\
             <table:table-cell table:formula=\"of:=A1\"/>\
             </table:table-row><table:table-row><table:covered-table-cell/><table:table-cell office:value-type=\"float\" office:value=\"2\"/></table:table-row>\
             </table:table><table:table table:name=\"Ẩn\" table:style-name=\"ta2\"/>",
        );
        let mut book = OdsBook::open(&bytes).unwrap();
        let told: Vec<_> = book
            .sheets
            .iter()
            .map(|sheet| (&*sheet.name, sheet.is_visible))
            .collect();
        assert_eq!(told, [("Tháng 3", true), ("Ẩn", false)]);
        let sheet = book.sheet(0);
        let cell = |text: &str, kind| (text.to_owned(), kind);
        let first = vec![
            cell("Quận & 1", CellKind::Text),
            cell("85.5%", CellKind::Number),
            cell("2019-03-01", CellKind::Date),
            cell("1.234", CellKind::Number),
            cell("1.234", CellKind::Number),
            cell("#DIV/0!", CellKind::Error),
            cell("=", CellKind::Unsaved),
        ];
        let second = vec![
            cell("Quận & 1", CellKind::Text),
            cell("2", CellKind::Number),
        ];
        assert_eq!(shown(&sheet), [(4, first), (5, second)]);
        assert_eq!(
            (&sheet.hidden_rows[..], &sheet.hidden_columns[..]),
            (&[4][..], &[3][..])
        );
    }

    #[test]
    fn repeats_that_would_fill_the_memory_are_refused() {
        let bytes = book(
            "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1000000\">\
             <table:table-cell table:number-columns-repeated=\"10000\" office:value-type=\"float\" office:value=\"1\"/>\
             </table:table-row></table:table>",
        );
        assert!(matches!(
            OdsBook::open(&bytes),
            Err(WorkbookFault::TooLarge)
        ));
    }
}
