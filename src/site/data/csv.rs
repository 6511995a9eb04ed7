//! CSV files that spreadsheet programs open as they are: UTF-8 with a mark, commas, CRLF, and no cell that such a
//! program would run.

use super::number::{Number, write_whole};
use super::point::{numbers, status};
use crate::figures::{Point, Span};
use crate::model::{Campaign, FieldId, Indicator, IndicatorId, UnitId};
use crate::source::csv_cell as cell;

/// The columns of a table of points.
pub(super) const HEADER: &str = "unit,unit_name,indicator,field,period,numerator,denominator,value,status,reported,expected,illustrative\r\n";

/// About how many bytes a row takes.
pub(super) const ROOM: usize = 120;

/// A table of points.
pub(super) struct Table {
    text: Vec<u8>,
}

/// What the rows of one track have in common.
pub(super) struct Subject<'a> {
    indicator: &'a Indicator,
    /// The cells before the period's.
    cells: String,
}

impl<'a> Subject<'a> {
    /// A unit's, or the whole's, which has no unit.
    pub(super) fn new(
        campaign: &'a Campaign,
        unit: Option<UnitId>,
        id: IndicatorId,
        field: Option<FieldId>,
    ) -> Self {
        let indicator = campaign.indicators.get(id);
        let unit = unit.map(|unit| campaign.units.get(unit));
        let field = field.map(|field| campaign.fields.get(field));
        let cells = format!(
            "{},{},{},{},",
            cell(unit.map_or("", |unit| &unit.code)),
            cell(unit.map_or("", |unit| &unit.name)),
            cell(&indicator.code),
            cell(field.map_or("", |field| &field.key)),
        );
        Self { indicator, cells }
    }
}

impl Table {
    /// The mark and the header, with room for about so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        let mut text = Vec::with_capacity(bytes + HEADER.len() + 3);
        text.extend_from_slice("\u{feff}".as_bytes());
        text.extend_from_slice(HEADER.as_bytes());
        Self { text }
    }

    /// Adds the row of a point. A cumulative point's period is its first and last month with a slash between them.
    pub(super) fn row(&mut self, subject: &Subject<'_>, point: &Point) {
        let numbers = numbers(subject.indicator, point.figure.as_ref());
        self.raw(&subject.cells);
        match point.span() {
            Some(Span::Period(period)) => period.write_code(&mut self.text),
            Some(Span::Months { from, to }) => {
                from.write_code(&mut self.text);
                self.raw("/");
                to.write_code(&mut self.text);
            }
            None => {}
        }
        self.raw(",");
        self.number(numbers.numerator);
        self.number(numbers.denominator);
        self.number(numbers.value);
        self.raw(status(point.status).unwrap_or(""));
        self.raw(",");
        self.whole(point.coverage.reported);
        self.whole(point.coverage.expected);
        self.raw(if point.is_illustrative() {
            "true\r\n"
        } else {
            "false\r\n"
        });
    }

    /// The bytes of the file.
    pub(super) fn finish(self) -> Vec<u8> {
        self.text
    }

    #[inline(always)]
    fn raw(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }

    fn number(&mut self, number: Option<Number>) {
        if let Some(number) = number {
            number.write_csv(&mut self.text);
        }
        self.raw(",");
    }

    fn whole(&mut self, number: u32) {
        write_whole(&mut self.text, number);
        self.raw(",");
    }
}
