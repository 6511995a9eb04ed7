//! `.xlsx`: values through calamine, the rest through the marks of the sheet's part.

use super::book::{Book, BookSheet};
use super::fault::WorkbookFault;
use super::guarded::guarded;
use super::marks::{self, Marks};
use super::number_format::NumberFormat;
use super::package::Package;
use super::raised;
use super::sheet::SheetBuilder;
use super::shown;
use crate::source::CellKind;
use calamine::{DataRef, Reader as _, Style, Xlsx, XlsxError};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::io::Cursor;

/// An `.xlsx` that was opened.
pub(super) struct XlsxBook<'a> {
    package: Package<'a>,
    book: Book,
    /// The strings in which letters stand above or below the line, or are struck out.
    raised: FxHashMap<u32, String>,
    values: Xlsx<Cursor<&'a [u8]>>,
}

impl From<XlsxError> for WorkbookFault {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Encrypted,
            other => Self::damaged(other),
        }
    }
}

/// The sheets of an `.xlsx`, without a look into them.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<BookSheet>, WorkbookFault> {
    let mut package = Package::peek(bytes)?;
    Ok(Book::read(&mut package)?.sheets)
}

impl<'a> XlsxBook<'a> {
    /// Opens an `.xlsx`.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, WorkbookFault> {
        let mut package = Package::open(bytes)?;
        let book = Book::read(&mut package)?;
        let raised = raised::of_package(&mut package)?;
        let values = guarded(|| Ok(Xlsx::new(Cursor::new(bytes))?))?;
        Ok(Self {
            package,
            book,
            raised,
            values,
        })
    }

    /// The names of its sheets.
    pub(super) fn names(&self) -> Vec<String> {
        self.book
            .sheets
            .iter()
            .map(|sheet| sheet.name.clone())
            .collect()
    }

    /// Reads a sheet by its index in the list; an empty one where it is no table.
    pub(super) fn sheet(&mut self, index: usize) -> Result<SheetBuilder, WorkbookFault> {
        let Some(BookSheet {
            name,
            part: Some(part),
            ..
        }) = self.book.sheets.get(index)
        else {
            return Ok(SheetBuilder::default());
        };
        let marks = marks::read(
            self.package.part(part)?,
            self.book.is_uncomputed,
            &self.raised,
        )?;
        let values = &mut self.values;
        let mut builder = SheetBuilder::default();
        let is_1904 = self.book.is_1904;
        guarded(|| read_values(values, name, is_1904, &mut builder))?;
        take_marks(builder, marks)
    }
}

fn read_values(
    values: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    is_1904: bool,
    builder: &mut SheetBuilder,
) -> Result<(), WorkbookFault> {
    let mut cells = values.worksheet_cells_reader(name)?;
    let formats: Vec<NumberFormat> = cells.styles().iter().map(format_of).collect();
    let plain = NumberFormat::default();
    loop {
        let (cell, style) = match cells.next_cell_with_style_id() {
            Ok(Some(cell)) => cell,
            Ok(None) => return Ok(()),
            // The marks have it with its place.
            Err(XlsxError::CellError(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        let (row, column) = cell.get_position();
        let format = formats.get(style).unwrap_or(&plain);
        let number = match cell.get_value() {
            DataRef::Float(value) => *value,
            #[expect(
                clippy::cast_precision_loss,
                reason = "stored as a double in every workbook"
            )]
            DataRef::Int(value) => *value as f64,
            DataRef::DateTime(date) => date.as_f64(),
            other => {
                let (text, kind) = shown_value(other, format);
                builder.push(row, column, &text, kind)?;
                continue;
            }
        };
        builder.push_number(row, column, number, format, is_1904)?;
    }
}

fn format_of(style: &Style) -> NumberFormat {
    let Some(format) = &style.number_format else {
        return NumberFormat::default();
    };
    match format.format_id.map(u16::try_from) {
        // Those whose code depends on the country.
        Some(Ok(number)) if format.format_code == "General" => NumberFormat::built_in(number),
        _ => NumberFormat::by(&format.format_code),
    }
}

/// A value that is no number.
fn shown_value<'v>(value: &'v DataRef<'_>, format: &NumberFormat) -> (Cow<'v, str>, CellKind) {
    match value {
        DataRef::String(text) => (Cow::Borrowed(&**text), CellKind::Text),
        DataRef::SharedString(text) => (Cow::Borrowed(text), CellKind::Text),
        DataRef::Bool(value) => (
            Cow::Borrowed(if *value { "TRUE" } else { "FALSE" }),
            CellKind::Text,
        ),
        DataRef::DateTimeIso(text) => {
            let (text, kind) = shown::formatted_date(text, format);
            (Cow::Owned(text), kind)
        }
        DataRef::DurationIso(text) => (Cow::Borrowed(text), CellKind::Duration),
        DataRef::Error(error) => (Cow::Owned(error.to_string()), CellKind::Error),
        DataRef::Empty | DataRef::Float(_) | DataRef::Int(_) | DataRef::DateTime(_) => {
            (Cow::Borrowed(""), CellKind::Text)
        }
    }
}

fn take_marks(mut builder: SheetBuilder, marks: Marks) -> Result<SheetBuilder, WorkbookFault> {
    for formula in marks.formulas {
        builder.formula(formula);
    }
    for (row, column, text) in marks.errors {
        builder.push(row, column, &text, CellKind::Error)?;
    }
    for (row, column, text) in marks.texts {
        builder.push(row, column, &text, CellKind::Text)?;
    }
    for region in marks.merged {
        builder.merge(region);
    }
    builder.hide(marks.hidden_rows, marks.hidden_columns);
    Ok(builder)
}
