//! A sheet of an `.ods`.

use super::super::fault::WorkbookFault;
use super::super::formula::{Dialect, Formula, FormulaCell, Saved, parse};
use super::super::number_format::{NumberFormat, Shown};
use super::super::sheet::{Region, SheetBuilder};
use super::super::shown;
use super::super::xml::attribute;
use super::cell::{CellAttributes, CellValue, words};
use super::count;
use super::styles::Styles;
use crate::source::workbook::sheet::{MOST_COLUMNS, MOST_ROWS};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::BufRead;
use std::rc::Rc;

/// No row that holds something is repeated more often.
const MOST_REPEATED: u32 = 1000;

/// Reads one table.
pub(super) struct TableReader<'s> {
    styles: &'s Styles,
    formats: FxHashMap<String, Option<Rc<NumberFormat>>>,
    builder: SheetBuilder,
    row: u32,
    column: u32,
    /// The column from which the table's columns are described next.
    described: u32,
    /// The first and last of columns, with the style of their cells that have none.
    column_styles: Vec<(u32, u32, String)>,
    hidden_rows: FxHashSet<u32>,
    hidden_columns: Vec<(u32, u32)>,
}

/// A cell of a row, with how often it is repeated to the right.
struct OdsCell {
    column: u32,
    repeated: u32,
    value: CellValue,
    formula: Option<(Rc<Formula>, Saved)>,
    spans: (u32, u32),
}

impl<'s> TableReader<'s> {
    pub(super) fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            formats: FxHashMap::default(),
            builder: SheetBuilder::default(),
            row: 0,
            column: 0,
            described: 0,
            column_styles: Vec::new(),
            hidden_rows: FxHashSet::default(),
            hidden_columns: Vec::new(),
        }
    }

    pub(super) fn read<R: BufRead>(
        mut self,
        xml: &mut Reader<R>,
    ) -> Result<SheetBuilder, WorkbookFault> {
        let mut buffer = Vec::new();
        loop {
            match xml.read_event_into(&mut buffer)? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table-column" => self.take_column(&element)?,
                    "table:table-row" => {
                        let repeated = count(&element, "number-rows-repeated", MOST_ROWS)?;
                        let is_hidden = is_hidden(&element)?;
                        let style = attribute(&element, "default-cell-style-name")?;
                        let cells = self.read_row(xml, style.as_deref())?;
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
        self.builder.hide(self.hidden_rows, self.hidden_columns);
        Ok(self.builder)
    }

    fn take_column(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        let repeated = count(element, "number-columns-repeated", MOST_COLUMNS)?;
        let last = self.described.saturating_add(repeated);
        if is_hidden(element)? {
            self.hidden_columns
                .push((self.described, last.saturating_sub(1)));
        }
        if let Some(style) = attribute(element, "default-cell-style-name")? {
            self.column_styles
                .push((self.described, last.saturating_sub(1), style));
        }
        self.described = last;
        Ok(())
    }

    fn read_row<R: BufRead>(
        &mut self,
        xml: &mut Reader<R>,
        style: Option<&str>,
    ) -> Result<Vec<OdsCell>, WorkbookFault> {
        let (mut cells, mut buffer) = (Vec::new(), Vec::new());
        self.column = 0;
        loop {
            match xml.read_event_into(&mut buffer)? {
                Event::Start(element) if is_cell(element.name().as_ref()) => {
                    let repeated = count(&element, "number-columns-repeated", MOST_COLUMNS)?;
                    let is_covered = element.name().as_ref() == "table:covered-table-cell";
                    let attributes = CellAttributes::read(&element)?;
                    let words = words(xml, self.styles)?;
                    if !is_covered {
                        let format = self.format(attributes.style.as_deref(), style);
                        cells.push(OdsCell {
                            column: self.column,
                            repeated,
                            value: attributes.shown(&words, format.as_deref()),
                            formula: attributes.saved(&words).and_then(|saved| {
                                let formula = attributes.formula.as_deref()?;
                                // Repeated ones refer to other cells each, or to the same ones.
                                let formula = if repeated == 1 {
                                    parse(formula, Dialect::Brackets)
                                } else {
                                    Formula::Other
                                };
                                Some((Rc::new(formula), saved))
                            }),
                            spans: attributes.spans,
                        });
                    }
                    cells.pop_if(|cell| cell.is_empty());
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

    /// The number format of the cell that is being read: by its own style, else that of its row, else of its column.
    fn format(&mut self, own: Option<&str>, row: Option<&str>) -> Option<Rc<NumberFormat>> {
        let of_column = || {
            let mut styles = self.column_styles.iter();
            let found = styles.find(|(first, last, _)| (*first..=*last).contains(&self.column));
            found.map(|(.., style)| &**style)
        };
        let name = own.or(row).or_else(of_column)?;
        if let Some(known) = self.formats.get(name) {
            return known.clone();
        }
        let format = self.styles.format(name).map(Rc::new);
        self.formats.insert(name.to_owned(), format.clone());
        format
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
            // A row of a table is never sent so often; formulas that show nothing may be.
            let has_value = cells.iter().any(|cell| !cell.is_blank());
            if last > MOST_ROWS || repeated > MOST_REPEATED && has_value {
                return Err(WorkbookFault::TooLarge);
            }
            let end = if has_value { last } else { self.row + 1 };
            for row in self.row..end {
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
        let (text, kind) = match &cell.value {
            CellValue::Text(text, kind) => (text.clone(), *kind),
            CellValue::Number(number, shown) => shown::formatted(*number, *shown, false),
        };
        for column in cell.column..end {
            match cell.value {
                CellValue::Number(number, _) if text.is_empty() => {
                    self.builder.hide_number(row, column, number);
                }
                CellValue::Number(_, Shown::EmptyZero) => {
                    self.builder.push_empty_zero(row, column)?;
                }
                _ => self.builder.push(row, column, &text, kind)?,
            }
            if let Some((formula, saved)) = &cell.formula {
                self.builder.formula(FormulaCell {
                    row,
                    column,
                    formula: Rc::clone(formula),
                    moved: (0, 0),
                    saved: *saved,
                    is_marked: false,
                });
            }
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

impl OdsCell {
    fn is_empty(&self) -> bool {
        self.is_blank() && self.formula.is_none()
    }

    fn is_blank(&self) -> bool {
        matches!(&self.value, CellValue::Text(text, _) if text.trim().is_empty())
    }
}

fn is_cell(name: &str) -> bool {
    matches!(name, "table:table-cell" | "table:covered-table-cell")
}

fn is_hidden(element: &BytesStart<'_>) -> Result<bool, WorkbookFault> {
    Ok(matches!(
        attribute(element, "visibility")?.as_deref(),
        Some("collapse" | "filter")
    ))
}
