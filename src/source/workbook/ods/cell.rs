//! What the attributes of a cell of an `.ods` say of its value.

use super::super::fault::WorkbookFault;
use super::super::formula::Saved;
use super::super::number_format::{DateShown, NumberFormat, Shown};
use super::super::shown;
use super::super::xml::{attribute, letters};
use super::{MOST_COLUMNS, MOST_ROWS, count};
use crate::number::{self, Decimal};
use crate::source::CellKind;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// The attributes of a cell.
#[derive(Default)]
pub(super) struct CellAttributes {
    pub(super) style: Option<String>,
    pub(super) formula: Option<String>,
    pub(super) spans: (u32, u32),
    value_type: Option<String>,
    value: Option<f64>,
    date: Option<String>,
    text: Option<String>,
    is_true: bool,
}

/// The words of a cell.
pub(super) struct CellWords {
    pub(super) text: String,
    /// Whether there are any, be they empty.
    pub(super) are_given: bool,
}

/// A cell as it is shown.
#[derive(Debug, PartialEq)]
pub(super) enum CellValue {
    Text(String, CellKind),
    /// A number, and how it is shown.
    Number(f64, Shown),
}

impl CellAttributes {
    pub(super) fn read(element: &BytesStart<'_>) -> Result<Self, WorkbookFault> {
        let rows = count(element, "number-rows-spanned", MOST_ROWS)?;
        let columns = count(element, "number-columns-spanned", MOST_COLUMNS)?;
        Ok(Self {
            style: attribute(element, "style-name")?,
            formula: attribute(element, "formula")?,
            spans: (rows, columns),
            value_type: attribute(element, "value-type")?,
            value: attribute(element, "value")?.and_then(|value| value.parse().ok()),
            date: attribute(element, "date-value")?,
            text: attribute(element, "string-value")?,
            is_true: attribute(element, "boolean-value")?.as_deref() == Some("true"),
        })
    }

    /// The cell as it is shown; `words` stand in it.
    pub(super) fn shown(&self, words: &CellWords, format: Option<&NumberFormat>) -> CellValue {
        let text = |text: &str, kind| CellValue::Text(text.to_owned(), kind);
        let words = &*words.text;
        match (self.value_type.as_deref(), self.value) {
            _ if self.is_error(words) => text(words, CellKind::Error),
            (Some("float" | "currency"), Some(number)) => {
                let shown = match format.map_or(Shown::Plain, |format| format.shown(number)) {
                    // Gnumeric writes formats that divide by a thousand as others.
                    Shown::Plain if !may_show(words, number) => Shown::Scaled,
                    shown => shown,
                };
                CellValue::Number(number, shown)
            }
            (Some("percentage"), Some(number)) => {
                let shown = match format.map(|format| format.shown(number)) {
                    None | Some(Shown::Percent) => Shown::Percent,
                    Some(Shown::Hidden) => Shown::Hidden,
                    // It says one thing and shows another.
                    Some(_) => Shown::Scaled,
                };
                CellValue::Number(number, shown)
            }
            (Some("date"), _) => {
                let shown = match format.map(|format| format.shown(1.0)) {
                    Some(Shown::Date(shown)) => shown,
                    _ => DateShown {
                        time: true,
                        ..DateShown::DAY
                    },
                };
                let date = self.date.as_deref().unwrap_or(words);
                let (date, kind) = shown::written_date(date, shown);
                CellValue::Text(date, kind)
            }
            (Some("time"), _) => text(words, CellKind::Duration),
            (Some("boolean"), _) if self.is_true => text("TRUE", CellKind::Text),
            (Some("boolean"), _) => text("FALSE", CellKind::Text),
            (Some("string"), _) => text(self.text.as_deref().unwrap_or(words), CellKind::Text),
            _ => text(words, CellKind::Text),
        }
    }

    fn is_error(&self, words: &str) -> bool {
        self.formula.is_some() && words.starts_with('#') || words.starts_with("Err:")
    }

    /// What is saved as the result of its formula; `None` where that is neither a number nor nothing.
    pub(super) fn saved(&self, words: &CellWords) -> Option<Saved> {
        if self.is_error(&words.text) {
            return None;
        }
        match (self.value_type.as_deref(), self.value) {
            (Some("float" | "currency" | "percentage"), Some(number)) => {
                Some(Saved::Number(number))
            }
            (Some("string"), _) => {
                let text = self.text.as_deref().unwrap_or(&words.text);
                text.trim().is_empty().then_some(Saved::EmptyText)
            }
            (Some("float" | "currency" | "percentage"), None) => Some(Saved::Nothing),
            (Some(_), _) => None,
            (None, _) if !words.text.trim().is_empty() => None,
            // LibreOffice and Gnumeric write empty text as an empty paragraph.
            (None, _) if words.are_given => Some(Saved::EmptyText),
            (None, _) => Some(Saved::Nothing),
        }
    }
}

/// Whether words, where they are a number, can be this one, rounded as it may be.
fn may_show(words: &str, number: f64) -> bool {
    let is_near = |shown: &Decimal| {
        let rounding = 0.51 / 10f64.powi(shown.scale().try_into().unwrap_or(i32::MAX));
        let shown = shown.to_f64();
        let near = |number: f64| (shown - number).abs() <= rounding + number.abs() * 1e-9;
        near(number) || near(number * 100.0)
    };
    match number::read(words) {
        number::Cell::Figure { value, .. } => is_near(&value),
        number::Cell::TwoWays {
            vietnamese,
            english,
            ..
        } => is_near(&vietnamese) || is_near(&english),
        _ => true,
    }
}

/// The words of a cell up to its end, paragraphs on lines of their own; notes beside it are no part of it.
pub(super) fn words<R: BufRead>(xml: &mut Reader<R>) -> Result<CellWords, WorkbookFault> {
    let (mut words, mut buffer, mut paragraphs, mut in_note) =
        (String::new(), Vec::new(), 0, false);
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) => match element.name().as_ref() {
                "office:annotation" => in_note = true,
                "text:p" if !in_note => {
                    if paragraphs > 0 {
                        words.push('\n');
                    }
                    paragraphs += 1;
                }
                "text:s" | "text:tab" | "text:line-break" if !in_note => words.push(' '),
                _ => {}
            },
            text @ (Event::Text(_) | Event::GeneralRef(_)) if !in_note && paragraphs > 0 => {
                letters(&text, &mut words);
            }
            Event::End(element) => match element.name().as_ref() {
                "office:annotation" => in_note = false,
                "table:table-cell" | "table:covered-table-cell" => {
                    return Ok(CellWords {
                        text: words,
                        are_given: paragraphs > 0,
                    });
                }
                _ => {}
            },
            Event::Eof => return Err(WorkbookFault::damaged("content.xml")),
            _ => {}
        }
        buffer.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_show_their_number_or_another() {
        for (words, number, expected) in [
            ("1,235", 1_234_567.0, false),
            ("1,234,567", 1_234_567.0, true),
            ("1.234.567", 1_234_567.0, true),
            ("1,235", 1.2345, true),
            ("1,23", 1.2345, true),
            ("85,5%", 0.855, true),
            ("0.84", 0.84, true),
            ("12", 11.6, true),
            ("12", 9.0, false),
            ("12 hồ sơ", 9.0, true),
            ("1.2E+06", 1_200_000.0, true),
            ("-", 0.0, true),
            ("", 7.0, true),
        ] {
            assert_eq!(may_show(words, number), expected, "{words} {number}");
        }
    }
}
