//! Values of cells as they are shown.

use super::number_format::Shown;
use crate::source::CellKind;
use calamine::ExcelDateTime;

/// A number: the shortest decimal of the double, a hundred times that under a per cent format.
pub(super) fn number(value: f64, shown: Shown) -> (String, CellKind) {
    if !value.is_finite() {
        return (value.to_string(), CellKind::Error);
    }
    let plain = if value == 0.0 {
        "0".to_owned()
    } else {
        value.to_string()
    };
    match shown {
        Shown::Plain => (plain, CellKind::Number),
        Shown::Percent => (hundredfold(&plain) + "%", CellKind::Number),
        Shown::Scaled => (plain, CellKind::Scaled),
    }
}

/// A decimal with its point moved by two places.
fn hundredfold(decimal: &str) -> String {
    let (sign, digits) = match decimal.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", decimal),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let moved: String = fraction.chars().chain("00".chars()).take(2).collect();
    let rest = fraction.get(2..).unwrap_or_default();
    let whole = [whole, &moved].concat();
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

/// A date, with its time where it has one: `2019-03-01`, `2019-03-01 08:30`; hours and minutes for a duration.
pub(super) fn date(value: ExcelDateTime) -> (String, CellKind) {
    let serial = value.as_f64();
    if value.is_duration() || !(0.0..2_958_466.0).contains(&serial) {
        return (serial.to_string(), CellKind::Duration);
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        (date, CellKind::Date)
    } else {
        (format!("{date} {hour:02}:{minute:02}"), CellKind::Date)
    }
}

/// A date that is written out: `2019-03-01T00:00:00`.
pub(super) fn written_date(text: &str) -> (String, CellKind) {
    let date = text.strip_suffix('Z').unwrap_or(text);
    let midnight = date
        .split_once('T')
        .filter(|(_, time)| time.chars().all(|c| matches!(c, '0' | ':' | '.')));
    (
        midnight.map_or(date, |(day, _)| day).to_owned(),
        CellKind::Date,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_their_shortest_decimal() {
        for (value, shown, expected) in [
            (0.855, Shown::Percent, "85.5%"),
            (
                "0.85499999999999998".parse().unwrap(),
                Shown::Percent,
                "85.5%",
            ),
            (1.0, Shown::Percent, "100%"),
            (0.07, Shown::Percent, "7%"),
            (0.005, Shown::Percent, "0.5%"),
            (-0.001_25, Shown::Percent, "-0.125%"),
            (0.0, Shown::Percent, "0%"),
            (12.3456, Shown::Percent, "1234.56%"),
            (1_622_642.0, Shown::Plain, "1622642"),
            (1.234, Shown::Plain, "1.234"),
            (0.1 + 0.2, Shown::Plain, "0.30000000000000004"),
            (-0.0, Shown::Plain, "0"),
            (1e21, Shown::Plain, "1000000000000000000000"),
        ] {
            assert_eq!(
                number(value, shown),
                (expected.to_owned(), CellKind::Number)
            );
        }
        assert_eq!(number(f64::NAN, Shown::Plain).1, CellKind::Error);
    }

    #[test]
    fn dates_are_known_in_both_systems() {
        let shown = |serial, is_1904| {
            date(ExcelDateTime::new(
                serial,
                ExcelDateTimeType::DateTime,
                is_1904,
            ))
            .0
        };
        assert_eq!(shown(43523.0, false), "2019-02-27");
        assert_eq!(shown(43800.0, false), "2019-12-01");
        assert_eq!(shown(43800.0 - 1462.0, true), "2019-12-01");
        assert_eq!(shown(43523.5, false), "2019-02-27 12:00");
        let duration = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(date(duration), ("1.5".to_owned(), CellKind::Duration));
        assert_eq!(
            written_date("2019-03-01T00:00:00.000Z"),
            ("2019-03-01".to_owned(), CellKind::Date)
        );
        assert_eq!(written_date("2019-03-01T08:00:00").0, "2019-03-01T08:00:00");
    }
}
