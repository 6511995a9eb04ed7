//! Values of cells as they are shown.

use super::number_format::{DatePart, DateShown, NumberFormat, Piece, Shown};
use crate::source::CellKind;
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ToSpan as _};

/// A number as its format shows it: the shortest decimal of the double, a hundred times that under a per cent format, a
/// date. One that is not shown has no text.
pub(super) fn number(value: f64, format: &NumberFormat, is_1904: bool) -> (String, CellKind) {
    if let Some(pieces) = format.words_of_period(value) {
        let of_date = pieces.iter().any(|piece| matches!(piece, Piece::Part(..)));
        let moment = of_date.then(|| moment(value, is_1904)).flatten();
        return (in_words(pieces, &plain(value), moment), CellKind::Text);
    }
    formatted(value, format.shown(value), is_1904)
}

/// What a format shows in its words; letters stand for what is not known, which then cannot be read.
fn in_words(pieces: &[Piece], number: &str, moment: Option<DateTime>) -> String {
    let piece = |piece: &Piece| match (piece, moment) {
        (Piece::Text(text), _) => text.clone(),
        (Piece::Number, _) => number.to_owned(),
        (Piece::Part('y', 3..), Some(moment)) => format!("{:04}", moment.year()),
        (Piece::Part('y', _), Some(moment)) => format!("{:02}", moment.year() % 100),
        (Piece::Part('m', 1), Some(moment)) => moment.month().to_string(),
        (Piece::Part('m', 2), Some(moment)) => format!("{:02}", moment.month()),
        (Piece::Part(letter, count), _) => String::from(*letter).repeat(*count),
    };
    pieces.iter().map(piece).collect()
}

/// A number that is shown in this way.
pub(super) fn formatted(value: f64, shown: Shown, is_1904: bool) -> (String, CellKind) {
    if !value.is_finite() {
        return (value.to_string(), CellKind::Error);
    }
    match shown {
        Shown::Plain | Shown::EmptyZero => (plain(value), CellKind::Number),
        Shown::Percent => (hundredfold(&plain(value)) + "%", CellKind::Number),
        Shown::Scaled => (plain(value), CellKind::Scaled),
        Shown::Hidden => (String::new(), CellKind::Number),
        Shown::Duration => (plain(value), CellKind::Duration),
        Shown::Date(shown) => match moment(value, is_1904) {
            Some(moment) => (date(moment, shown), CellKind::Date),
            None => (plain(value), CellKind::Duration),
        },
    }
}

/// The shortest decimal of a double.
pub(super) fn plain(value: f64) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else {
        value.to_string()
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

/// The day and time that a number of days stands for.
fn moment(days: f64, is_1904: bool) -> Option<DateTime> {
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    let first = match (is_1904, days < 60.0) {
        (true, _) => Date::constant(1904, 1, 1),
        // The first system counts a 29 February 1900 that never was.
        (false, true) => Date::constant(1899, 12, 31),
        (false, false) => Date::constant(1899, 12, 30),
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "of at most seven digits before the point"
    )]
    let (whole, seconds) = (
        days.floor() as i64,
        (days.fract() * 86_400.0).round() as i64,
    );
    let day = first.checked_add(whole.days()).ok()?;
    let midnight = day.to_datetime(jiff::civil::Time::midnight());
    midnight
        .checked_add(SignedDuration::from_secs(seconds))
        .ok()
}

/// A date that is written out, as a format shows it.
pub(super) fn formatted_date(text: &str, format: &NumberFormat) -> (String, CellKind) {
    let written = text.strip_suffix('Z').unwrap_or(text);
    match (format.words_of_period(1.0), written.parse::<DateTime>()) {
        (Some(pieces), Ok(moment)) => (in_words(pieces, "", Some(moment)), CellKind::Text),
        _ => written_date(text, format.of_date()),
    }
}

/// A date that is written out: `2019-03-01T00:00:00`.
pub(super) fn written_date(text: &str, shown: DateShown) -> (String, CellKind) {
    let written = text.strip_suffix('Z').unwrap_or(text);
    let read = written.parse::<DateTime>();
    let text = read.map_or_else(|_| written.to_owned(), |moment| date(moment, shown));
    (text, CellKind::Date)
}

/// What is shown of a moment: `2019`, `2019-03`, `2019-03-01`, `2019-03-01 08:30`. Less than a minute from midnight is
/// midnight: so far are the moments off that some programs compute from local time.
fn date(moment: DateTime, shown: DateShown) -> String {
    let minute = SignedDuration::from_secs(60);
    let later = moment.saturating_add(minute);
    let moment = if later.date() == moment.date() {
        moment
    } else {
        later
    };
    let is_midnight = moment.hour() == 0 && moment.minute() == 0;
    let (year, month, day) = (moment.year(), moment.month(), moment.day());
    match shown.part {
        DatePart::Year => format!("{year:04}"),
        DatePart::Month => format!("{year:04}-{month:02}"),
        DatePart::MonthAlone => format!("{month:02}"),
        DatePart::Day if !shown.time || is_midnight => format!("{year:04}-{month:02}-{day:02}"),
        DatePart::Day => {
            let (hour, minute) = (moment.hour(), moment.minute());
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
                formatted(value, shown, false),
                (expected.to_owned(), CellKind::Number)
            );
        }
        assert_eq!(formatted(f64::NAN, Shown::Plain, false).1, CellKind::Error);
    }

    fn shown(serial: f64, code: &str) -> (String, CellKind) {
        number(serial, &NumberFormat::by(code), false)
    }

    #[test]
    fn dates_are_known_in_both_systems() {
        let format = NumberFormat::by("dd/mm/yyyy");
        let day = |serial, is_1904| number(serial, &format, is_1904).0;
        assert_eq!(day(43523.0, false), "2019-02-27");
        assert_eq!(day(43800.0, false), "2019-12-01");
        assert_eq!(day(43800.0 - 1462.0, true), "2019-12-01");
        assert_eq!(day(59.0, false), "1900-02-28");
        assert_eq!(day(61.0, false), "1900-03-01");
        assert_eq!(day(1.0, false), "1900-01-01");
        assert_eq!(shown(1.5, "[h]:mm"), ("1.5".to_owned(), CellKind::Duration));
        assert_eq!(
            shown(-1.0, "dd/mm/yyyy"),
            ("-1".to_owned(), CellKind::Duration)
        );
    }

    #[test]
    fn a_year_is_the_period_that_the_words_beside_it_say() {
        for (value, code, expected) in [
            (43_647.0, "\"Quý III/\"yyyy", "Quý III/2019"),
            (43_709.0, "yyyy\"-Q3\"", "2019-Q3"),
            (43_709.0, "\"6 tháng đầu năm \"yyyy", "6 tháng đầu năm 2019"),
            (43_344.0, "\"Năm học \"yyyy\"-2019\"", "Năm học 2018-2019"),
            (43_709.0, "\"Quý III/\"mmm yyyy", "Quý III/mmm 2019"),
            (2019.0, "\"9T/\"0", "9T/2019"),
            (2018.0, "0\"-2019\"", "2018-2019"),
            (2019.0, "\"Quý 3/\"General", "Quý 3/2019"),
        ] {
            assert_eq!(
                shown(value, code),
                (expected.to_owned(), CellKind::Text),
                "{code}"
            );
        }
        assert_eq!(
            shown(43_709.0, "\"Năm \"yyyy"),
            ("2019".to_owned(), CellKind::Date)
        );
        assert_eq!(
            shown(43_709.0, "\"Tháng \"m/yyyy"),
            ("2019-09".to_owned(), CellKind::Date)
        );
        assert_eq!(
            shown(7.0, "0\" (2019)\""),
            ("7".to_owned(), CellKind::Number)
        );
        assert_eq!(
            shown(2019.0, "0\" hồ sơ\""),
            ("2019".to_owned(), CellKind::Number)
        );
        let format = NumberFormat::by("\"Quý III/\"yyyy");
        let written = formatted_date("2019-07-01T00:00:00.000", &format);
        assert_eq!(written, ("Quý III/2019".to_owned(), CellKind::Text));
    }

    #[test]
    fn no_more_of_a_date_is_read_than_is_shown() {
        for (serial, code, expected) in [
            (43523.5, "dd/mm/yyyy hh:mm", "2019-02-27 12:00"),
            (43523.5, "dd/mm/yyyy", "2019-02-27"),
            (43523.0, "mm/yyyy", "2019-02"),
            (43523.0, "yyyy", "2019"),
            (43523.0, "mm", "02"),
            // Thirty seconds on either side of midnight.
            (43_525.000_347_22, "dd/mm/yyyy hh:mm", "2019-03-01"),
            (43_524.999_652_78, "dd/mm/yyyy", "2019-03-01"),
            (43_524.999_652_78, "mm/yyyy", "2019-03"),
        ] {
            assert_eq!(
                shown(serial, code),
                (expected.to_owned(), CellKind::Date),
                "{serial} {code}"
            );
        }
        let written = |text, part| {
            let shown = DateShown { part, time: true };
            written_date(text, shown).0
        };
        assert_eq!(
            written("2019-03-01T00:00:00.000Z", DatePart::Day),
            "2019-03-01"
        );
        assert_eq!(written("2019-02-28T23:59:30", DatePart::Day), "2019-03-01");
        assert_eq!(
            written("2019-03-01T08:00:00", DatePart::Day),
            "2019-03-01 08:00"
        );
        assert_eq!(written("2019-03-15", DatePart::Month), "2019-03");
        assert_eq!(written("2019", DatePart::Day), "2019");
    }
}
