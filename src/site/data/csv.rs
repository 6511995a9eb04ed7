//! CSV files that spreadsheet programs open as they are: UTF-8 with a mark, commas, CRLF, and no cell that such a
//! program would run.

use super::number::Number;
use super::point::{numbers, status};
use crate::campaign::{Campaign, FieldId, IndicatorId, UnitId};
use crate::figures::{Point, Span};
use std::borrow::Cow;

const HEADER: &str = "unit,unit_name,indicator,field,period,numerator,denominator,value,status,reported,expected,illustrative\r\n";

/// A table of points.
pub(super) struct Table {
    text: String,
}

impl Table {
    /// The mark and the header.
    pub(super) fn new() -> Self {
        Self {
            text: format!("\u{feff}{HEADER}"),
        }
    }

    /// Adds the row of a point. The whole has no unit; a cumulative point's period is its first and last month with a
    /// slash between them.
    pub(super) fn row(
        &mut self,
        campaign: &Campaign,
        unit: Option<UnitId>,
        id: IndicatorId,
        field: Option<FieldId>,
        point: &Point,
    ) {
        let indicator = campaign.indicators.get(id);
        let numbers = numbers(indicator, point.figure.as_ref());
        let unit = unit.map(|unit| campaign.units.get(unit));
        self.text(unit.map_or("", |unit| &unit.code));
        self.text(unit.map_or("", |unit| &unit.name));
        self.text(&indicator.code);
        self.text(field.map_or("", |field| &campaign.fields.get(field).key));
        self.text(&match point.span {
            Some(Span::Period(period)) => period.code(),
            Some(Span::Months { from, to }) => format!("{}/{}", from.code(), to.code()),
            None => String::new(),
        });
        self.number(numbers.numerator);
        self.number(numbers.denominator);
        self.number(numbers.value);
        self.text(status(point.status).unwrap_or(""));
        self.text(&point.coverage.reported.to_string());
        self.text(&point.coverage.expected.to_string());
        self.text.push_str(if point.is_illustrative() {
            "true\r\n"
        } else {
            "false\r\n"
        });
    }

    /// The bytes of the file.
    pub(super) fn finish(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(&cell(text));
        self.text.push(',');
    }

    fn number(&mut self, number: Option<Number>) {
        if let Some(number) = number {
            self.text.push_str(&number.to_string());
        }
        self.text.push(',');
    }
}

/// A text as a cell: preceded by an apostrophe where a spreadsheet program would take it for a formula, and quoted
/// where it holds a separator, a quote or a line break.
pub(super) fn cell(text: &str) -> Cow<'_, str> {
    let harmless = match text.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r') => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    };
    if harmless.contains([',', '"', '\n', '\r']) {
        return Cow::Owned(format!("\"{}\"", harmless.replace('"', "\"\"")));
    }
    harmless
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn what_a_spreadsheet_would_run_is_neutralised() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-2"), "'-2");
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("\tx"), "'\tx");
        assert_eq!(cell("Quận 1"), "Quận 1");
    }

    #[test]
    fn separators_and_quotes_are_quoted() {
        assert_eq!(cell("a,b"), "\"a,b\"");
        assert_eq!(cell("=\"x\""), "\"'=\"\"x\"\"\"");
    }
}
