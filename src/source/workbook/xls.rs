//! `.xls`: values through calamine, the rest through its records.

use super::biff::Biff;
use super::fault::WorkbookFault;
use super::guarded::guarded;
use super::number_format::Shown;
use super::sheet::{Region, Sheet, SheetBuilder};
use super::shown;
use crate::source::CellKind;
use calamine::{Data, Reader as _, SheetType, SheetVisible, Xls, XlsError};
use std::borrow::Cow;
use std::io::Cursor;

/// An `.xls` that was opened.
pub(super) struct XlsBook<'a> {
    biff: Biff,
    values: Xls<Cursor<&'a [u8]>>,
    pub(super) sheets: Vec<XlsSheet>,
}

/// A sheet in the list.
pub(super) struct XlsSheet {
    pub(super) name: String,
    pub(super) is_visible: bool,
    is_table: bool,
}

impl From<XlsError> for WorkbookFault {
    fn from(error: XlsError) -> Self {
        match error {
            XlsError::Password => Self::Encrypted,
            other => Self::damaged(other),
        }
    }
}

impl<'a> XlsBook<'a> {
    /// Opens an `.xls`.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, WorkbookFault> {
        guarded(|| {
            let biff = Biff::open(bytes)?;
            let values = Xls::new(Cursor::new(bytes))?;
            let sheets = values.sheets_metadata().iter().map(|sheet| XlsSheet {
                name: sheet.name.clone(),
                is_visible: sheet.visible == SheetVisible::Visible,
                is_table: sheet.typ == SheetType::WorkSheet,
            });
            let sheets = sheets.collect();
            Ok(Self {
                biff,
                values,
                sheets,
            })
        })
    }

    /// Reads a sheet by its index in the list; an empty one where it is no table.
    pub(super) fn sheet(&mut self, index: usize) -> Result<Sheet, WorkbookFault> {
        let Some(XlsSheet {
            name,
            is_table: true,
            ..
        }) = self.sheets.get(index)
        else {
            return Ok(Sheet::default());
        };
        let marks = self.biff.marks(index);
        let (range, merged) = guarded(|| {
            Ok((
                self.values.worksheet_range(name)?,
                self.values.merge_cells_by_sheet_name(name)?,
            ))
        })?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut builder = SheetBuilder::default();
        for (row, column, value) in range.used_cells() {
            let offset =
                |from: u32, at: usize| from.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            let place = (offset(first_row, row), offset(first_column, column));
            let format = marks.shown.get(&place).copied().unwrap_or(Shown::Plain);
            let (text, kind) = shown_value(value, format);
            builder.push(place.0, place.1, &text, kind)?;
        }
        for region in merged {
            builder.merge(Region {
                first_row: region.start.0,
                first_column: region.start.1,
                last_row: region.end.0,
                last_column: region.end.1,
            });
        }
        let is_hidden = |column| {
            marks
                .hidden_columns
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&column))
        };
        builder.finish(&|row| marks.hidden_rows.contains(&row), &is_hidden)
    }
}

fn shown_value(value: &Data, format: Shown) -> (Cow<'_, str>, CellKind) {
    let owned = |(text, kind): (String, CellKind)| (Cow::Owned(text), kind);
    match value {
        Data::Empty => (Cow::Borrowed(""), CellKind::Text),
        Data::String(text) => (Cow::Borrowed(text), CellKind::Text),
        Data::Float(value) => owned(shown::number(*value, format)),
        #[expect(
            clippy::cast_precision_loss,
            reason = "stored as a double or less in every .xls"
        )]
        Data::Int(value) => owned(shown::number(*value as f64, format)),
        Data::Bool(value) => (
            Cow::Borrowed(if *value { "TRUE" } else { "FALSE" }),
            CellKind::Text,
        ),
        Data::DateTime(date) => owned(shown::date(*date)),
        Data::DateTimeIso(text) => owned(shown::written_date(text)),
        Data::DurationIso(text) => (Cow::Borrowed(text), CellKind::Duration),
        Data::Error(error) => (Cow::Owned(error.to_string()), CellKind::Error),
        // calamine may come to know more kinds of values.
        #[allow(unreachable_patterns)]
        _ => (Cow::Borrowed(""), CellKind::Error),
    }
}
