//! The text of a workbook that is one: its encoding is told by its bytes, as that of any other table.

use super::fault::WorkbookFault;
use crate::diagnostic::Severity;
use crate::place::FileId;
use crate::source::decode_table;
use encoding_rs::{UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text of markup.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, WorkbookFault> {
    // UTF-16 that lacks its mark; markup begins with an ASCII letter.
    let unmarked = match bytes {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = unmarked {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        return text.ok_or_else(|| WorkbookFault::damaged("UTF-16"));
    }
    let letters = |diagnostic| WorkbookFault::Letters(Box::new(diagnostic));
    let decoded = decode_table(bytes, FileId(0)).map_err(letters)?;
    // What is wrong with letters in UTF is told at its cell.
    let is_utf = bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || std::str::from_utf8(bytes).is_ok();
    let mut faults = decoded.faults.into_iter().map(|fault| fault.diagnostic);
    let fault = faults.find(|fault| fault.severity == Severity::Error);
    match fault.filter(|_| !is_utf) {
        Some(fault) => Err(letters(fault)),
        None => Ok(decoded.text),
    }
}
