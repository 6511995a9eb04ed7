//! `.xls` of Excel 5 to 2003, read here as libraries garble the texts of some programs, and refuse the files of others.
//!
//! | file | holds |
//! | --- | --- |
//! | `compound` | the file that its stream lies in |
//! | `records`, `text` | the stream's records, and texts in them |
//! | `globals` | the list of sheets, formats, shared texts |
//! | `cells`, `tokens` | the cells of a sheet, and formulas in them |

mod cells;
mod compound;
mod globals;
mod records;
mod text;
mod tokens;

use super::fault::WorkbookFault;
use super::sheet::SheetBuilder;
use cells::CellReader;
use globals::Globals;

/// An `.xls` that was opened.
pub(super) struct XlsBook {
    stream: Vec<u8>,
    globals: Globals,
}

impl XlsBook {
    /// Opens an `.xls`.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, WorkbookFault> {
        let stream = compound::stream(bytes, &["Workbook", "WORKBOOK", "Book", "BOOK"])?;
        let globals = Globals::read(&stream)?;
        if globals.sheets.is_empty() {
            return Err(WorkbookFault::damaged("BOUNDSHEET"));
        }
        Ok(Self { stream, globals })
    }

    /// The names of its sheets, and whether each is shown.
    pub(super) fn sheets(&self) -> impl Iterator<Item = (&str, bool)> {
        let sheets = self.globals.sheets.iter();
        sheets.map(|sheet| (&*sheet.name, sheet.is_visible))
    }

    /// Reads a sheet by its index in the list; an empty one where it is no table.
    pub(super) fn sheet(&self, index: usize) -> Result<SheetBuilder, WorkbookFault> {
        match self.globals.sheets.get(index) {
            Some(sheet) if sheet.is_table => {
                CellReader::read(&self.globals, &self.stream, sheet.at)
            }
            _ => Ok(SheetBuilder::default()),
        }
    }
}

#[cfg(test)]
mod tests;
