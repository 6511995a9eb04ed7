//! What the attributes of a cell of an `.ods` say of its value.

use super::super::fault::WorkbookFault;
use super::super::formula::Saved;
use super::super::number_format::{DateShown, NumberFormat, Shown};
use super::super::raised::Standing;
use super::super::shown;
use super::super::xml::{attribute, letters};
use super::count;
use super::styles::Styles;
use crate::number::{self, Decimal};
use crate::source::CellKind;
use crate::source::workbook::sheet::{MOST_COLUMNS, MOST_ROWS};
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
    pub(super) fn shown(&self, said: &CellWords, format: Option<&NumberFormat>) -> CellValue {
        let text = |text: &str, kind| CellValue::Text(text.to_owned(), kind);
        let words = &*said.text;
        match (self.value_type.as_deref(), self.value) {
            _ if self.is_error(words) => text(words, CellKind::Error),
            // SheetJS writes dates as numbers without a style.
            (Some("float"), Some(_)) if format.is_none() && is_date(words) => {
                text(words, CellKind::Text)
            }
            (Some("float" | "currency"), Some(number))
                if format.is_some_and(|format| format.words_of_period(number).is_some()) =>
            {
                text(words, CellKind::Text)
            }
            (Some("date"), _)
                if format.is_some_and(|format| format.words_of_period(1.0).is_some()) =>
            {
                text(words, CellKind::Text)
            }
            (Some("float" | "currency"), Some(number)) => {
                let shown = match format.map_or(Shown::Plain, |format| format.shown(number)) {
                    Shown::Plain if number == 0.0 && said.are_given && words.trim().is_empty() => {
                        Shown::EmptyZero
                    }
                    Shown::Plain => shown_by_words(words, number).unwrap_or(Shown::Plain),
                    shown => shown,
                };
                CellValue::Number(number, shown)
            }
            (Some("percentage"), Some(number)) => {
                let shown = match format.map(|format| format.shown(number)) {
                    None | Some(Shown::Percent) => Shown::Percent,
                    Some(shown @ (Shown::Hidden | Shown::EmptyZero)) => shown,
                    // It says one thing and shows another.
                    Some(_) => Shown::Scaled,
                };
                CellValue::Number(number, shown)
            }
            (Some("date"), _) => {
                let shown = format.map_or(DateShown::WHOLE, NumberFormat::of_date);
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

    /// What is saved as the result of its formula; `None` where nothing is to be told of it.
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
                let is_empty = text.trim().is_empty();
                Some(if is_empty {
                    Saved::EmptyText
                } else {
                    Saved::Shown
                })
            }
            (Some("date"), _) => Some(Saved::Shown),
            (Some("float" | "currency" | "percentage"), None) => Some(Saved::Nothing),
            (Some(_), _) => None,
            (None, _) if !words.text.trim().is_empty() => None,
            // LibreOffice and Gnumeric write empty text as an empty paragraph.
            (None, _) if words.are_given => Some(Saved::EmptyText),
            (None, _) => Some(Saved::Nothing),
        }
    }
}

/// Whether words are numbers between strokes: `03/2019`, `2019-03-01`.
fn is_date(words: &str) -> bool {
    let mut parts = words.split(['/', '-']);
    let is_number =
        |part: &str| matches!(part.len(), 1..=4) && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts.clone().count(), 2 | 3) && parts.all(is_number)
}

/// How words show the number that is stored, rounded as it may be; `None` where they are no number. Gnumeric writes formats that
/// divide by a thousand as others, SheetJS writes none.
pub(in super::super) fn shown_by_words(words: &str, number: f64) -> Option<Shown> {
    let is_near = |shown: &Decimal, number: f64| {
        let rounding = 0.51 / 10f64.powi(shown.scale().try_into().unwrap_or(i32::MAX));
        (shown.to_f64() - number).abs() <= rounding + number.abs() * 1e-9
    };
    let cell = number::read(words);
    let (number::Cell::Figure { percent, .. } | number::Cell::TwoWays { percent, .. }) = cell
    else {
        return None;
    };
    let values = cell.readings();
    Some(if values.iter().any(|shown| is_near(shown, number)) {
        Shown::Plain
    } else if percent && values.iter().any(|shown| is_near(shown, number * 100.0)) {
        Shown::Percent
    } else {
        // Of a hundredfold without its sign it is anybody's guess what was meant.
        Shown::Scaled
    })
}

/// The words of a cell up to its end, paragraphs on lines of their own; notes beside it are no part of it.
pub(super) fn words<R: BufRead>(
    xml: &mut Reader<R>,
    styles: &Styles,
) -> Result<CellWords, WorkbookFault> {
    let mut spans: Vec<Standing> = Vec::new();
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
                "text:span" => {
                    let style = attribute(&element, "style-name")?;
                    spans.push(
                        style
                            .map(|style| styles.standing(&style))
                            .unwrap_or_default(),
                    );
                }
                "text:s" | "text:tab" | "text:line-break" if !in_note => words.push(' '),
                _ => {}
            },
            text @ (Event::Text(_) | Event::GeneralRef(_)) if !in_note && paragraphs > 0 => {
                let mut said = String::new();
                letters(&text, &mut said);
                let standing = spans.last().copied().unwrap_or_default();
                standing.add(&said, &mut words);
            }
            Event::End(element) => match element.name().as_ref() {
                "text:span" => {
                    spans.pop();
                }
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
    fn dates_are_told_from_numbers() {
        assert!(is_date("03/2019") && is_date("2019-03-01"));
        for words in ["3", "-3", "1/", "3.2019", "1/2/3/4", "12345/1", "x/1", ""] {
            assert!(!is_date(words), "{words}");
        }
    }

    #[test]
    fn words_show_their_number_or_another() {
        for (words, number, expected) in [
            ("1,235", 1_234_567.0, Some(Shown::Scaled)),
            ("1,234,567", 1_234_567.0, Some(Shown::Plain)),
            ("1.234.567", 1_234_567.0, Some(Shown::Plain)),
            ("1,235", 1.2345, Some(Shown::Plain)),
            ("1,23", 1.2345, Some(Shown::Plain)),
            ("85,5%", 0.855, Some(Shown::Percent)),
            ("85,5 %", 85.5, Some(Shown::Plain)),
            ("0.84", 0.84, Some(Shown::Plain)),
            ("84", 0.84, Some(Shown::Scaled)),
            ("12", 11.6, Some(Shown::Plain)),
            ("12", 9.0, Some(Shown::Scaled)),
            ("12 hồ sơ", 9.0, None),
            ("1.2E+06", 1_200_000.0, None),
            ("-", 0.0, None),
            ("", 7.0, None),
        ] {
            assert_eq!(shown_by_words(words, number), expected, "{words} {number}");
        }
    }
}
