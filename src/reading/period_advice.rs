//! Periods that cannot be read: why, and how they are written.

use crate::calendar::{
    Period, PeriodLength, PeriodReading, Readings, WrittenYear, YearPart, YearStart,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::one_line;

/// Nothing that is meant for a period is longer.
const LONGEST: usize = 60;

/// The error for a text that is no period, or can be read as two.
pub(crate) fn bad_period(text: &str, start: YearStart) -> Diagnostic {
    let bad = Code::BadPeriod.arg("text", one_line(text));
    let readings = Readings::of(text);
    match readings.0[..] {
        [one] => of_reading(bad, one, start),
        [first, second] => match (written(first), written(second)) {
            (Some(first), Some(second)) => {
                let is_year = matches!(
                    (readings.0[0], readings.0[1]),
                    (PeriodReading::Of(WrittenYear::Over(_), _), _)
                        | (_, PeriodReading::Of(WrittenYear::Over(_), _))
                );
                let bad = bad.help(match (is_year, start.is_calendar()) {
                    (true, true) => "month-or-year-start",
                    (true, false) => "month-or-year",
                    _ => "two-ways",
                });
                bad.arg("first", first).arg("second", second)
            }
            _ => bad,
        },
        _ => bad.near(near(text)),
    }
}

fn of_reading(bad: Diagnostic, reading: PeriodReading, start: YearStart) -> Diagnostic {
    match reading {
        PeriodReading::Part(part) => {
            let example = part.of(crate::calendar::Year::calendar(2019)).map(said);
            bad.help("without-year")
                .arg("near", example.unwrap_or_default())
        }
        PeriodReading::Of(WrittenYear::Over(_), _) if start.is_calendar() => bad.help("year-start"),
        PeriodReading::Months(..) => bad.help("stretch"),
        PeriodReading::Of(..) => bad,
    }
}

/// A reading as it can be read in no other way.
fn written(reading: PeriodReading) -> Option<String> {
    match reading {
        PeriodReading::Of(WrittenYear::Over(first), part) if part == YearPart::YEAR => {
            Some(format!("{first}-{}", first + 1))
        }
        _ => reading.period(None).map(said),
    }
}

/// A period as it can be read in no other way: `11/2010`, `2019-Q1`.
pub(super) fn said(period: Period) -> String {
    match period.length() {
        PeriodLength::Month => format!("{:02}/{}", period.month(), period.year()),
        _ => period.code(),
    }
}

/// What a text most probably means, written as it should be: `Mar-19`, `T3/19`, `201903`.
fn near(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.trim();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (rest, last) = text.split_at_checked(text.len() - digits)?;
    let meant = match (rest.is_empty(), digits) {
        (true, 6) if matches!(last.get(..2), Some("19" | "20" | "21")) => {
            format!("{}-{}", last.get(..4)?, last.get(4..)?)
        }
        (true, 6) => format!("{}/{}", last.get(..2)?, last.get(2..)?),
        (false, 2) => format!("{rest}20{last}"),
        _ => return None,
    };
    Period::parse(&meant).map(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, start: Option<u8>) -> String {
        let start = start.and_then(YearStart::new).unwrap_or_default();
        let told = bad_period(text, start);
        let args = told.args.iter().filter(|(name, _)| *name != "text");
        let args: Vec<&str> = args.map(|(_, value)| &**value).collect();
        format!("{} {}", told.help.unwrap_or("-"), args.join(" | "))
    }

    #[test]
    fn what_is_wrong_is_told_with_how_to_write_it() {
        for (text, start, expected) in [
            ("2010-11", None, "month-or-year-start 11/2010 | 2010-2011"),
            ("2010/11", Some(4), "month-or-year 11/2010 | 2010-2011"),
            ("2019.1", None, "two-ways 01/2019 | 10/2019"),
            ("năm học 2018-2019", None, "year-start "),
            ("Tháng 9", None, "without-year 09/2019"),
            ("Quý III", None, "without-year 2019-Q3"),
            ("15/08/2019 - 14/09/2019", None, "- "),
            ("từ tháng 1 đến tháng 5/2019", None, "stretch "),
            ("Mar-19", None, "near 03/2019"),
            ("T3/19", None, "near 03/2019"),
            ("Quý I/19", None, "near 2019-Q1"),
            ("201903", None, "near 03/2019"),
            ("032019", None, "near 03/2019"),
            ("20190315", None, "- "),
            ("lung tung", None, "- "),
        ] {
            assert_eq!(told(text, start), expected, "{text}");
        }
    }

    #[test]
    fn a_year_is_written_for_no_part_of_it() {
        let over = |part| written(PeriodReading::Of(WrittenYear::Over(2018), part));
        assert_eq!(over(YearPart::YEAR).as_deref(), Some("2018-2019"));
        let month = YearPart::month(9).expect("a month");
        assert_eq!(over(month), None);
    }
}
