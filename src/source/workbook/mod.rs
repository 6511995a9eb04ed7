//! Workbooks: every cell as it is shown, with where it is and what kind of cell it comes from; no meaning yet.
//!
//! | file | holds |
//! | --- | --- |
//! | `kind` | what a file is by its bytes |
//! | `sheet` | a sheet that was read, and how one is put together |
//! | `formula` | whether the saved results of formulas can be trusted |
//! | `shown`, `number_format` | numbers and dates as they are shown |
//! | `xlsx` | `.xlsx`, with `package` (its zip), `book` (its list of sheets), `marks` (what is hidden, merged, computed) |
//! | `raised` | letters above or below the line, or struck out |
//! | `ods` | `.ods` |
//! | `xls` | `.xls` |
//! | `page`, `spreadsheet_xml` | web pages and XML of Excel 2003 under the name of an `.xls`, with `text` (their encoding) |
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
mod page;
mod raised;
mod sheet;
mod shown;
mod spreadsheet_xml;
mod text;
mod xls;
mod xlsx;
mod xml;

pub use fault::WorkbookFault;
pub use kind::{FileKind, WorkbookKind};
pub(super) use sheet::{Sheet, SheetRows};

use rustc_hash::FxHashMap;
use sheet::{ReadSheet, SheetBuilder, finish_all};
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
    if kind == WorkbookKind::Xlsx {
        let sheets = xlsx::sheets(bytes)?;
        let entries = sheets
            .iter()
            .map(|sheet| entry(&sheet.name, sheet.is_visible));
        return Ok(entries.collect());
    }
    Ok(match Format::open(bytes, kind)? {
        Format::Xls(book) => {
            let sheets = book.sheets();
            sheets
                .map(|(name, is_visible)| entry(name, is_visible))
                .collect()
        }
        Format::Whole(sheets) => {
            let sheets = sheets.iter();
            sheets
                .map(|sheet| entry(&sheet.name, sheet.is_visible))
                .collect()
        }
        Format::Xlsx(_) => Vec::new(),
    })
}

/// A workbook that was opened.
pub struct Workbook<'a> {
    read: Format<'a>,
    /// How much text the sheets that were read have.
    held: u64,
    /// Sheets that were read along with another whose formulas refer to them.
    kept: FxHashMap<usize, Sheet>,
}

enum Format<'a> {
    Xlsx(Box<XlsxBook<'a>>),
    Xls(Box<XlsBook>),
    /// All sheets were read at once.
    Whole(Vec<ReadSheet>),
}

impl<'a> Format<'a> {
    fn names(&self) -> Vec<String> {
        match self {
            Self::Xlsx(book) => book.names(),
            Self::Xls(book) => book.sheets().map(|(name, _)| name.to_owned()).collect(),
            Self::Whole(_) => Vec::new(),
        }
    }

    fn builder(&mut self, index: usize) -> Result<SheetBuilder, WorkbookFault> {
        match self {
            Self::Xlsx(book) => book.sheet(index),
            Self::Xls(book) => book.sheet(index),
            Self::Whole(_) => Ok(SheetBuilder::default()),
        }
    }

    fn open(bytes: &'a [u8], kind: WorkbookKind) -> Result<Self, WorkbookFault> {
        Ok(match kind {
            WorkbookKind::Xlsx => Self::Xlsx(Box::new(XlsxBook::open(bytes)?)),
            WorkbookKind::Xls => Self::Xls(Box::new(XlsBook::open(bytes)?)),
            WorkbookKind::Ods => Self::Whole(ods::open(bytes)?),
            WorkbookKind::Page => Self::Whole(page::open(bytes)?),
            WorkbookKind::SpreadsheetXml => Self::Whole(spreadsheet_xml::open(bytes)?),
        })
    }
}

impl<'a> Workbook<'a> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(bytes: &'a [u8], kind: WorkbookKind) -> Result<Self, WorkbookFault> {
        let read = Format::open(bytes, kind)?;
        Ok(Self {
            read,
            held: 0,
            kept: FxHashMap::default(),
        })
    }

    /// Reads a sheet by its index in the list.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn sheet(&mut self, index: usize) -> Result<Sheet, WorkbookFault> {
        let sheet = match self.kept.remove(&index) {
            Some(sheet) => sheet,
            None => self.read_sheet(index)?,
        };
        self.held += sheet.size() as u64;
        if self.held > fault::UNPACKED_LIMIT {
            return Err(WorkbookFault::TooLarge);
        }
        Ok(sheet)
    }

    fn read_sheet(&mut self, index: usize) -> Result<Sheet, WorkbookFault> {
        if let Format::Whole(sheets) = &mut self.read {
            let sheet = sheets.get_mut(index);
            return Ok(sheet
                .and_then(|sheet| sheet.content.take())
                .unwrap_or_default());
        }
        let own = self.read.builder(index)?;
        if !own.refers_elsewhere() {
            return own.finish();
        }
        let mut size = own.size() as u64;
        let mut own = Some(own);
        let names = self.read.names().into_iter().enumerate();
        let sheets = names.map(|(at, name)| {
            let builder = match own.take_if(|_| at == index) {
                Some(own) => own,
                // What is wrong with another sheet is told where that is read.
                None if size <= fault::UNPACKED_LIMIT => self.read.builder(at).unwrap_or_default(),
                None => SheetBuilder::default(),
            };
            size += builder.size() as u64;
            (name, builder)
        });
        let finished = finish_all(sheets.collect());
        let mut found = Ok(Sheet::default());
        for (at, sheet) in finished.into_iter().enumerate() {
            match sheet {
                sheet if at == index => found = sheet,
                Ok(sheet) if !sheet.is_empty() => {
                    self.kept.insert(at, sheet);
                }
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
