//! Dates that cannot be read: what is wrong with them.

use crate::calendar::{Meant, meant};
use crate::diagnostic::{Code, Diagnostic};

/// The error for a text that is no date; `is_vague` where a month or a year would do.
pub(super) fn bad_date(text: &str, is_vague: bool) -> Diagnostic {
    let bad = Code::BadDate.arg("text", text);
    match meant(text, is_vague) {
        Some(Meant::Date(near)) => bad.help("near").arg("near", near),
        Some(Meant::Serial(day)) => bad.help("serial").arg("near", day),
        Some(Meant::Unknown) => bad.help("unknown"),
        None if is_vague => bad.help("vague"),
        None => bad,
    }
}
