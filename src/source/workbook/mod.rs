//! Workbooks: every cell as it is shown, with where it is and what kind of cell it comes from; no meaning yet.
//!
//! | file | holds |
//! | --- | --- |
//! | `kind` | what a file is by its bytes |
//! | `sheet` | a sheet that was read, and how one is put together |
//! | `formula` | whether the saved results of formulas can be trusted |
//! | `shown`, `number_format` | numbers and dates as they are shown |
//! | `xlsx` | `.xlsx`, with `package` (its zip), `book` (its list of sheets), `marks` (what is hidden, merged, computed) |
//! | `ods` | `.ods` |
//! | `xls` | `.xls` |
//! | `fault`, `guarded` | why a workbook cannot be read |

mod book;
mod fault;
mod formula;
mod guarded;
mod kind;
mod marks;
mod number_format;
mod ods;
mod package;
mod sheet;
mod shown;
mod xls;
mod xlsx;
mod xml;

pub use fault::WorkbookFault;
pub use kind::{FileKind, WorkbookKind};
pub use sheet::{Sheet, SheetRows};

use ods::OdsBook;
use unicode_normalization::UnicodeNormalization;
use xls::XlsBook;
use xlsx::XlsxBook;

/// A sheet in the list of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEntry {
    /// Its name, in NFC.
    pub name: Box<str>,
    /// Whether it is shown.
    pub is_visible: bool,
}

/// The sheets of a workbook in their order.
///
/// # Errors
/// Why the list cannot be read.
pub fn sheet_entries(bytes: &[u8], kind: WorkbookKind) -> Result<Vec<SheetEntry>, WorkbookFault> {
    let entry = |name: &str, is_visible| SheetEntry {
        name: name.nfc().collect::<String>().into(),
        is_visible,
    };
    Ok(match kind {
        WorkbookKind::Xlsx => {
            let sheets = xlsx::sheets(bytes)?;
            sheets
                .iter()
                .map(|sheet| entry(&sheet.name, sheet.is_visible))
                .collect()
        }
        WorkbookKind::Ods => {
            let sheets = OdsBook::open(bytes)?.sheets;
            sheets
                .iter()
                .map(|sheet| entry(&sheet.name, sheet.is_visible))
                .collect()
        }
        WorkbookKind::Xls => {
            let book = XlsBook::open(bytes)?;
            let sheets = book.sheets();
            sheets
                .map(|(name, is_visible)| entry(name, is_visible))
                .collect()
        }
    })
}

/// A workbook that was opened.
pub struct Workbook<'a> {
    read: Format<'a>,
    /// How much text the sheets that were read have.
    held: u64,
}

enum Format<'a> {
    Xlsx(Box<XlsxBook<'a>>),
    Xls(Box<XlsBook>),
    Ods(OdsBook),
}

impl<'a> Workbook<'a> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(bytes: &'a [u8], kind: WorkbookKind) -> Result<Self, WorkbookFault> {
        let read = match kind {
            WorkbookKind::Xlsx => Format::Xlsx(Box::new(XlsxBook::open(bytes)?)),
            WorkbookKind::Xls => Format::Xls(Box::new(XlsBook::open(bytes)?)),
            WorkbookKind::Ods => Format::Ods(OdsBook::open(bytes)?),
        };
        Ok(Self { read, held: 0 })
    }

    /// Reads a sheet by its index in the list.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn sheet(&mut self, index: usize) -> Result<Sheet, WorkbookFault> {
        let sheet = match &mut self.read {
            Format::Xlsx(book) => book.sheet(index)?,
            Format::Xls(book) => book.sheet(index)?,
            Format::Ods(book) => book.sheet(index),
        };
        self.held += sheet.size() as u64;
        if self.held > fault::UNPACKED_LIMIT {
            return Err(WorkbookFault::TooLarge);
        }
        Ok(sheet)
    }
}

#[cfg(test)]
mod tests;
