//! XML Spreadsheet 2003, which portals and report servers export under the name of an `.xls`.

use super::fault::WorkbookFault;
use super::formula::{Dialect, FormulaCell, Saved, parse};
use super::number_format::NumberFormat;
use super::raised::Standing;
use super::sheet::{MOST_COLUMNS, MOST_ROWS, OpenSheet, ReadSheet, Region, SheetBuilder, finished};
use super::shown;
use super::text::decoded;
use super::xml::{attribute, is_set, letters, reader};
use crate::source::CellKind;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// No style leans on others in more steps.
const MOST_STEPS: usize = 20;

/// The sheets of a workbook.
pub(super) fn open(bytes: &[u8]) -> Result<Vec<ReadSheet>, WorkbookFault> {
    let text = decoded(bytes)?;
    let (mut xml, mut buffer) = (reader(text.as_bytes()), Vec::new());
    let mut book = BookReader::default();
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) => book.start(&element)?,
            Event::End(element) => book.end(element.local_name().as_ref())?,
            Event::Eof => break,
            text => book.text(&text),
        }
        buffer.clear();
    }
    if book.sheets.is_empty() {
        return Err(WorkbookFault::damaged("Worksheet"));
    }
    finished(book.sheets)
}

#[derive(Default)]
struct BookReader {
    sheets: Vec<OpenSheet>,
    /// Styles by their name: the one that they lean on, and their number format.
    styles: FxHashMap<String, (Option<String>, Option<String>)>,
    open_style: String,
    formats: FxHashMap<String, Rc<NumberFormat>>,
    is_1904: bool,
    /// Whether formulas are computed only when somebody asks for it.
    is_manual: bool,
    /// The element whose text comes next.
    said: Option<Said>,
    sheet: SheetReading,
}

/// An element whose text is read.
struct Said {
    what: What,
    text: String,
    standing: Standing,
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    Data,
    Calculation,
    Visible,
}

#[derive(Default)]
struct SheetReading {
    name: String,
    is_hidden: bool,
    builder: SheetBuilder,
    /// From 0.
    row: u32,
    column: u32,
    next_row: u32,
    /// The column that is described next.
    described: u32,
    table_style: Option<String>,
    row_style: Option<String>,
    column_styles: Vec<(u32, u32, String)>,
    hidden_rows: FxHashSet<u32>,
    hidden_columns: Vec<(u32, u32)>,
    cell: Option<OpenCell>,
}

#[derive(Default)]
struct OpenCell {
    style: Option<String>,
    formula: Option<String>,
    across: u32,
    down: u32,
    /// The kind of its value and what it says.
    data: Option<(String, String)>,
    in_comment: bool,
}

fn number(element: &BytesStart<'_>, name: &str) -> Result<Option<u32>, WorkbookFault> {
    Ok(attribute(element, name)?.and_then(|text| text.trim().parse().ok()))
}

impl BookReader {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        let sheet = &mut self.sheet;
        let mut say = |what| {
            self.said = Some(Said {
                what,
                text: String::new(),
                standing: Standing::OnLine,
            });
        };
        match element.local_name().as_ref() {
            "Style" => {
                self.open_style = attribute(element, "ID")?.unwrap_or_default();
                let parent = attribute(element, "Parent")?;
                self.styles.insert(self.open_style.clone(), (parent, None));
            }
            "NumberFormat" => {
                if let Some((_, format)) = self.styles.get_mut(&self.open_style) {
                    *format = attribute(element, "Format")?;
                }
            }
            "Date1904" => self.is_1904 = true,
            "Calculation" => say(What::Calculation),
            "Visible" => say(What::Visible),
            "Worksheet" => {
                *sheet = SheetReading {
                    name: attribute(element, "Name")?.unwrap_or_default(),
                    ..SheetReading::default()
                };
            }
            "Table" => sheet.table_style = attribute(element, "StyleID")?,
            "Column" => sheet.open_column(element)?,
            "Row" => sheet.open_row(element)?,
            "Cell" => sheet.open_cell(element)?,
            "Comment" => {
                if let Some(cell) = &mut sheet.cell {
                    cell.in_comment = true;
                }
            }
            "Data" => {
                if let Some(cell) = sheet.cell.as_mut().filter(|cell| !cell.in_comment) {
                    let kind = attribute(element, "Type")?.unwrap_or_default();
                    cell.data = Some((kind, String::new()));
                    say(What::Data);
                }
            }
            name => self.stand(Standing::of_tag(name)),
        }
        Ok(())
    }

    fn stand(&mut self, standing: Option<Standing>) {
        if let (Some(said), Some(standing)) = (&mut self.said, standing) {
            said.standing = standing;
        }
    }

    fn text(&mut self, event: &Event<'_>) {
        if let Some(said) = &mut self.said {
            let mut text = String::new();
            letters(event, &mut text);
            said.standing.add(&text, &mut said.text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), WorkbookFault> {
        match name {
            "Data" | "Calculation" | "Visible" => {
                if let Some(said) = self.said.take() {
                    self.take_said(said);
                }
            }
            "Comment" => {
                if let Some(cell) = &mut self.sheet.cell {
                    cell.in_comment = false;
                }
            }
            "Cell" => self.close_cell()?,
            "Worksheet" => {
                let sheet = std::mem::take(&mut self.sheet);
                self.sheets.push(sheet.finish());
            }
            name => self.stand(Standing::of_tag(name).map(|_| Standing::OnLine)),
        }
        Ok(())
    }

    fn take_said(&mut self, said: Said) {
        match said.what {
            What::Data => {
                if let Some((_, text)) = self.sheet.cell.as_mut().and_then(|c| c.data.as_mut()) {
                    *text = said.text;
                }
            }
            What::Calculation => self.is_manual = said.text.trim() == "ManualCalculation",
            What::Visible => self.sheet.is_hidden = said.text.trim() != "SheetVisible",
        }
    }

    /// The number format of a cell: by its own style, else that of its row, its column or the table.
    fn format(&mut self, own: Option<&str>) -> Rc<NumberFormat> {
        let sheet = &self.sheet;
        let of_column = || {
            let mut styles = sheet.column_styles.iter();
            let found = styles.find(|(first, last, _)| (*first..=*last).contains(&sheet.column));
            found.map(|(.., style)| style.as_str())
        };
        let name = own
            .or(sheet.row_style.as_deref())
            .or_else(of_column)
            .or(sheet.table_style.as_deref())
            .unwrap_or("Default");
        if let Some(known) = self.formats.get(name) {
            return Rc::clone(known);
        }
        let (mut at, mut code) = (name, None);
        for _ in 0..MOST_STEPS {
            let Some((parent, format)) = self.styles.get(at) else {
                break;
            };
            code = code.or(format.as_deref());
            match parent {
                Some(parent) if code.is_none() => at = parent,
                _ => break,
            }
        }
        let format = Rc::new(NumberFormat::named(code.unwrap_or_default()));
        self.formats.insert(name.to_owned(), Rc::clone(&format));
        format
    }

    fn close_cell(&mut self) -> Result<(), WorkbookFault> {
        let Some(cell) = self.sheet.cell.take() else {
            return Ok(());
        };
        let format = self.format(cell.style.as_deref());
        let (is_1904, is_marked) = (self.is_1904, self.is_manual);
        let sheet = &mut self.sheet;
        let (row, column) = (sheet.row, sheet.column);
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(WorkbookFault::TooLarge);
        }
        let saved = sheet.put(&cell, &format, is_1904)?;
        if let (Some(formula), Some(saved)) = (&cell.formula, saved) {
            // LibreOffice writes formulas as in its own files.
            let is_of_office = formula.starts_with("of:");
            let (dialect, moved) = if is_of_office {
                (Dialect::Brackets, (0, 0))
            } else {
                (Dialect::Numbers, (row.cast_signed(), column.cast_signed()))
            };
            sheet.builder.formula(FormulaCell {
                row,
                column,
                formula: Rc::new(parse(formula, dialect)),
                moved,
                saved,
                is_marked,
            });
        }
        if (cell.across, cell.down) != (0, 0) {
            sheet.builder.merge(Region {
                first_row: row,
                first_column: column,
                last_row: row.saturating_add(cell.down),
                last_column: column.saturating_add(cell.across),
            });
        }
        sheet.column = column.saturating_add(cell.across).saturating_add(1);
        Ok(())
    }
}

impl SheetReading {
    fn open_column(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        let first = match number(element, "Index")? {
            Some(index) => index.saturating_sub(1),
            None => self.described,
        };
        let last = first.saturating_add(number(element, "Span")?.unwrap_or(0));
        if is_set(element, "Hidden")? {
            self.hidden_columns.push((first, last));
        }
        if let Some(style) = attribute(element, "StyleID")? {
            self.column_styles.push((first, last, style));
        }
        self.described = last.saturating_add(1);
        Ok(())
    }

    fn open_row(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        self.row = match number(element, "Index")? {
            Some(index) => index.saturating_sub(1),
            None => self.next_row,
        };
        // Several rows may be described at once, all of them empty.
        let last = self
            .row
            .saturating_add(number(element, "Span")?.unwrap_or(0));
        self.next_row = last.saturating_add(1);
        self.column = 0;
        self.row_style = attribute(element, "StyleID")?;
        if is_set(element, "Hidden")? {
            self.hidden_rows.insert(self.row);
        }
        Ok(())
    }

    fn open_cell(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        if let Some(index) = number(element, "Index")? {
            self.column = index.saturating_sub(1);
        }
        self.cell = Some(OpenCell {
            style: attribute(element, "StyleID")?,
            formula: attribute(element, "Formula")?,
            across: number(element, "MergeAcross")?
                .unwrap_or(0)
                .min(MOST_COLUMNS),
            down: number(element, "MergeDown")?.unwrap_or(0).min(MOST_ROWS),
            data: None,
            in_comment: false,
        });
        Ok(())
    }

    /// Adds the value of a cell; what is saved as the result of its formula, but for errors.
    fn put(
        &mut self,
        cell: &OpenCell,
        format: &NumberFormat,
        is_1904: bool,
    ) -> Result<Option<Saved>, WorkbookFault> {
        let (row, column) = (self.row, self.column);
        let Some((kind, text)) = &cell.data else {
            return Ok(Some(Saved::Nothing));
        };
        let trimmed = text.trim();
        let (text, kind) = match &**kind {
            "Number" => {
                let Ok(value) = trimmed.parse::<f64>() else {
                    return Ok(Some(Saved::Nothing));
                };
                let builder = &mut self.builder;
                builder.push_number(row, column, value, format, is_1904)?;
                return Ok(Some(Saved::Number(value)));
            }
            "DateTime" => shown::formatted_date(trimmed, format),
            "Boolean" if trimmed == "1" => ("TRUE".to_owned(), CellKind::Text),
            "Boolean" => ("FALSE".to_owned(), CellKind::Text),
            "Error" => (trimmed.to_owned(), CellKind::Error),
            _ => (text.clone(), CellKind::Text),
        };
        self.builder.push(row, column, &text, kind)?;
        Ok(match kind {
            _ if text.trim().is_empty() => Some(Saved::EmptyText),
            CellKind::Error => None,
            _ => Some(Saved::Shown),
        })
    }

    fn finish(mut self) -> OpenSheet {
        self.builder.hide(self.hidden_rows, self.hidden_columns);
        OpenSheet {
            name: self.name,
            is_visible: !self.is_hidden,
            builder: self.builder,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Row;
    use crate::source::workbook::Sheet;

    fn shown(sheet: &Sheet) -> Vec<String> {
        let (mut rows, mut row, mut all) = (sheet.rows(), Row::default(), Vec::new());
        while rows.next_into(&mut row) {
            let cells = row.cells().enumerate();
            let cells: Vec<String> = cells
                .map(|(i, text)| match row.kind(i) {
                    CellKind::Text => text.replace('\n', "/"),
                    kind => format!("{text}:{kind:?}"),
                })
                .collect();
            all.push(format!("{} {}", row.line(), cells.join("|")));
        }
        all
    }

    fn book(styles: &str, sheets: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
             <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
             <Styles>{styles}</Styles>{sheets}</Workbook>"
        )
    }

    #[test]
    fn cells_are_read_as_they_are_shown() {
        let styles = "<Style ss:ID=\"Default\"/><Style ss:ID=\"p\"><NumberFormat ss:Format=\"Percent\"/></Style>\
            <Style ss:ID=\"c\" ss:Parent=\"p\"/><Style ss:ID=\"m\"><NumberFormat ss:Format=\"mm/yyyy\"/></Style>\
            <Style ss:ID=\"k\"><NumberFormat ss:Format=\"#,##0,\"/></Style>";
        let sheet = "<Worksheet ss:Name=\"T&#225; 3\"><Table><Column ss:Index=\"2\" ss:Span=\"1\" ss:Hidden=\"1\" ss:StyleID=\"p\"/>\
            <Row ss:Index=\"2\"><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\"><B>Quận</B> 1&#10;x</Data>\
            <Comment><Data>ghi chú</Data></Comment></Cell><Cell><Data ss:Type=\"Number\">0.855</Data></Cell>\
            <Cell ss:Index=\"4\" ss:MergeAcross=\"1\"><Data ss:Type=\"Number\">1.234</Data></Cell>\
            <Cell ss:StyleID=\"m\"><Data ss:Type=\"DateTime\">2019-03-15T00:00:00.000</Data></Cell>\
            <Cell ss:StyleID=\"k\"><Data ss:Type=\"Number\">12000</Data></Cell>\
            <Cell><Data ss:Type=\"Error\">#N/A</Data></Cell><Cell ss:StyleID=\"m\"><Data ss:Type=\"Number\">43525</Data></Cell></Row>\
            <Row ss:Hidden=\"1\"><Cell ss:Index=\"2\" ss:StyleID=\"c\"><Data ss:Type=\"Number\">1</Data></Cell></Row>\
            <Row ss:Span=\"3\"/><Row><Cell><Data ss:Type=\"String\">z<Sup>2</Sup></Data></Cell></Row></Table></Worksheet>\
            <Worksheet ss:Name=\"Ẩn\"><Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>";
        let mut sheets = open(book(styles, sheet).as_bytes()).unwrap();
        let told: Vec<_> = sheets.iter().map(|s| (&*s.name, s.is_visible)).collect();
        assert_eq!(told, [("Tá 3", true), ("Ẩn", false)]);
        let sheet = sheets[0].content.take().unwrap();
        assert_eq!(
            shown(&sheet),
            [
                "2 Quận 1/x|85.5%:Number||1.234:Number|1.234:Number|2019-03:Date|12000:Scaled|#N/A:Error|2019-03:Date",
                "3 Quận 1/x|100%:Number",
                "8 z²"
            ]
        );
        assert_eq!(
            (&sheet.hidden_rows[..], &sheet.hidden_columns[..]),
            (&[3][..], &[2][..])
        );
    }

    #[test]
    fn formulas_are_held_against_their_cells() {
        let sheet = "<Worksheet ss:Name=\"a\"><Table><Row><Cell><Data ss:Type=\"Number\">50</Data></Cell>\
            <Cell><Data ss:Type=\"Number\">42</Data></Cell><Cell ss:Formula=\"=RC[-2]-RC[-1]\"><Data ss:Type=\"Number\">0</Data></Cell>\
            <Cell ss:Formula=\"of:=[.A1]-[.B1]\"><Data ss:Type=\"Number\">8</Data></Cell>\
            <Cell ss:Formula=\"=R1C1\"><Data ss:Type=\"Number\"></Data></Cell><Cell ss:Formula=\"=RC1+1\"/></Row></Table></Worksheet>";
        let manual = "<ExcelWorkbook><Calculation>ManualCalculation</Calculation></ExcelWorkbook>";
        let sheets = open(book("", sheet).as_bytes()).unwrap();
        let content = sheets[0].content.as_ref().unwrap();
        assert_eq!(
            shown(content),
            ["1 50:Number|42:Number|0:Number|8:Number|=:Unsaved|=:Unsaved"]
        );
        assert_eq!(
            content.faults[0].diagnostic.code.as_str(),
            "formula-result-differs"
        );
        let sheets = open(book("", &format!("{manual}{sheet}")).as_bytes()).unwrap();
        let content = sheets[0].content.as_ref().unwrap();
        assert_eq!(
            shown(content),
            ["1 50:Number|42:Number|=:Unsaved|8:Number|=:Unsaved|=:Unsaved"]
        );
    }

    #[test]
    fn what_is_no_workbook_is_damaged() {
        assert!(open(book("", "").as_bytes()).is_err());
        let cut = book("", "<Worksheet ss:Name=\"a\"><Table><Row><Cell");
        assert!(open(cut.as_bytes()).is_err());
        let far = "<Worksheet ss:Name=\"a\"><Table><Row ss:Index=\"4294967295\"><Cell ss:Index=\"4294967295\"><Data>x</Data></Cell></Row></Table></Worksheet>";
        assert!(open(book("", far).as_bytes()).is_err());
    }
}
