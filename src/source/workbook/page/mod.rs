//! Tables of a web page that was saved under the name of a workbook, as portals and accounting programs export them: each
//! a sheet, with what is written above it in the rows above.
//!
//! What a page prints is text, and `1.234` in it can be read two ways; where it says beside it which number it is (as
//! Excel, LibreOffice and SheetJS do), that is read.
//!
//! | file | holds |
//! | --- | --- |
//! | `reader` | the page's tables, from its tags |
//! | `table` | a table, and the sheet that it is |
//! | `style` | number formats in style sheets |

mod reader;
mod style;
mod table;

use super::fault::WorkbookFault;
use super::sheet::ReadSheet;
use super::text::decoded;
use reader::read;

/// The tables of a page.
pub(super) fn open(bytes: &[u8]) -> Result<Vec<ReadSheet>, WorkbookFault> {
    let page = read(&decoded(bytes)?);
    if page.tables.is_empty() {
        return Err(WorkbookFault::PageWithoutTable);
    }
    // Excel names its sheets in a comment.
    let names_fit = page.names.len() == page.tables.len();
    let tables = page.tables.into_iter().zip(1u32..);
    let sheets = tables.map(|(table, number)| {
        let name = page.names.get(number as usize - 1).filter(|_| names_fit);
        Ok(ReadSheet {
            name: name.cloned().unwrap_or_else(|| format!("table {number}")),
            is_visible: !table.is_hidden,
            content: Some(table.sheet()?),
        })
    });
    sheets.collect()
}

#[cfg(test)]
mod tests;
