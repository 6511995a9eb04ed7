//! Why a workbook cannot be read.

use crate::diagnostic::{Code, Diagnostic};
use crate::place::{FileId, Place};

/// The most bytes that the parts of a workbook may come to when unpacked, and that the text of one sheet may: far more
/// than any form that is filled in, and little enough that nothing is held up by a file made to do harm.
pub(super) const UNPACKED_LIMIT: u64 = 256 << 20;

/// The most cells that one sheet may have, empty ones between others included.
pub(super) const CELL_LIMIT: u64 = 20_000_000;

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkbookFault {
    /// It asks for a password.
    Encrypted,
    /// Unpacked it is larger than the limit.
    TooLarge,
    /// It is damaged, in the words of whoever found out.
    Damaged(String),
    /// It is a web page that has no table.
    PageWithoutTable,
    /// Its letters cannot be read.
    Letters(Box<Diagnostic>),
}

impl WorkbookFault {
    /// It is damaged, for this reason.
    pub(super) fn damaged(reason: impl std::fmt::Display) -> Self {
        Self::Damaged(reason.to_string())
    }

    /// As told to people.
    #[must_use]
    pub fn diagnostic(&self, file: FileId) -> Diagnostic {
        let told = match self {
            Self::Encrypted => Diagnostic::new(Code::WorkbookEncrypted),
            Self::TooLarge => Code::WorkbookTooLarge.arg("limit", UNPACKED_LIMIT >> 20),
            Self::Damaged(reason) => Code::WorkbookDamaged.arg("reason", reason),
            Self::PageWithoutTable => Code::NoWorkbook.help("page"),
            Self::Letters(told) => (**told).clone(),
        };
        told.at(Place::file(file))
    }
}

impl From<zip::result::ZipError> for WorkbookFault {
    fn from(error: zip::result::ZipError) -> Self {
        Self::damaged(error)
    }
}

impl From<std::io::Error> for WorkbookFault {
    fn from(error: std::io::Error) -> Self {
        Self::damaged(error)
    }
}

impl From<quick_xml::Error> for WorkbookFault {
    fn from(error: quick_xml::Error) -> Self {
        Self::damaged(error)
    }
}

impl From<quick_xml::events::attributes::AttrError> for WorkbookFault {
    fn from(error: quick_xml::events::attributes::AttrError) -> Self {
        Self::damaged(error)
    }
}
