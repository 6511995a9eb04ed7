//! Days and periods in words.

use super::{Language, Words, period_names};
use crate::calendar::{Day, Period, PeriodLength, VagueDay};

impl Language {
    /// A day in short: "27/02/2019".
    #[must_use]
    pub fn short_day(self, day: Day) -> String {
        let digits = self.conventions().day_digits;
        let number = format!("{:0digits$}", day.day());
        let month = self.numbered("date.short-month", day.month().unsigned_abs());
        let args = [
            ("day", &*number),
            ("month", month),
            ("year", &day.year().to_string()),
        ];
        Words::of(self).fill("date.short", &args)
    }

    /// A day in short with its day of the week: "Thứ Tư, 27/02/2019".
    #[must_use]
    pub fn weekday_and_day(self, day: Day) -> String {
        let args = [
            ("weekday", self.weekday(day)),
            ("day", &self.short_day(day)),
        ];
        Words::of(self).fill("date.with-weekday", &args)
    }

    /// The day of the week: "Thứ Tư".
    #[must_use]
    pub fn weekday(self, day: Day) -> &'static str {
        self.numbered(
            "date.weekday",
            day.weekday().to_monday_one_offset().unsigned_abs(),
        )
    }

    /// A day as far as it is known: "27/02/2019", "tháng 9/2018", "năm 2018".
    #[must_use]
    pub fn vague_day(self, day: VagueDay) -> String {
        match day {
            VagueDay::Day(day) => self.short_day(day),
            VagueDay::Month(year, month) => {
                let month = self.numbered("period.month-name", month.unsigned_abs());
                Words::of(self).fill(
                    "date.vague-month",
                    &[("month", month), ("year", &year.to_string())],
                )
            }
            VagueDay::Year(year) => {
                Words::of(self).fill("date.vague-year", &[("year", &year.to_string())])
            }
        }
    }

    /// A period in words, as inside a sentence: "tháng 3/2019", "Quý I/2019" (never "Q1", which is also a district),
    /// "6 tháng đầu năm 2019". Its spaces are no-break spaces where a line must not end.
    #[must_use]
    pub fn period(self, period: Period) -> &'static str {
        period_names::named(self, period, || self.fill_period(period))
    }

    /// The months from one to another: "từ tháng 3 đến tháng 9/2019"; one month as [`Self::period`] writes it.
    #[must_use]
    pub fn months(self, from: Period, to: Period) -> String {
        if from == to {
            return self.period(from).to_owned();
        }
        if from.year() != to.year() {
            let args = [("from", self.period(from)), ("to", self.period(to))];
            return Words::of(self).fill("period.span-over-years", &args);
        }
        let last = to.end_month().saturating_sub(1) % 12 + 1;
        let args = [
            ("first", self.numbered("period.month-name", from.month())),
            ("last", self.numbered("period.month-name", last as u8)),
            ("year", &from.year().to_string()),
        ];
        Words::of(self).fill("period.span", &args)
    }

    fn fill_period(self, period: Period) -> String {
        let month = period.month_of_year();
        let form = match (period.length(), month) {
            (PeriodLength::Month, _) => "month",
            (PeriodLength::Quarter, _) if period.year_start().is_calendar() => "quarter",
            (PeriodLength::Quarter, _) => "quarter-over-years",
            (PeriodLength::Half, 1) => "half-1",
            (PeriodLength::Half, _) => "half-2",
            (PeriodLength::NineMonths, _) => "nine-months",
            (PeriodLength::Year, _) => "year",
        };
        let args = [
            ("month", self.numbered("period.month-name", period.month())),
            (
                "quarter",
                self.numbered("period.quarter-name", month.div_ceil(3)),
            ),
            ("year", &period.its_year().to_string()),
        ];
        Words::of(self).fill(&format!("period.{form}"), &args)
    }

    /// The word of a number in a table of the language file.
    fn numbered(self, table: &str, number: u8) -> &'static str {
        Words::of(self)
            .find(&format!("{table}.{number}"))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{English, Vietnamese};
    use super::*;
    use crate::calendar::YearStart;
    use jiff::civil::date;

    /// With plain spaces for no-break ones.
    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn days() {
        assert_eq!(
            Vietnamese.weekday_and_day(date(2019, 2, 27)),
            "Thứ Tư, 27/02/2019"
        );
        assert_eq!(Vietnamese.weekday(date(2019, 8, 21)), "Thứ Tư");
        assert_eq!(Vietnamese.weekday(date(2019, 12, 1)), "Chủ Nhật");
        assert_eq!(Vietnamese.weekday(date(2019, 12, 2)), "Thứ Hai");
        assert_eq!(
            plain(&English.weekday_and_day(date(2019, 12, 1))),
            "Sunday, 1 Dec 2019"
        );
    }

    #[test]
    fn vague_days() {
        assert_eq!(
            plain(&Vietnamese.vague_day(VagueDay::Year(2018))),
            "năm 2018"
        );
        assert_eq!(
            plain(&Vietnamese.vague_day(VagueDay::Month(2018, 9))),
            "tháng 9/2018"
        );
        assert_eq!(
            plain(&English.vague_day(VagueDay::Month(2018, 9))),
            "September 2018"
        );
    }

    #[test]
    fn periods() {
        for (code, words, english) in [
            ("2019-03", "tháng 3/2019", "March 2019"),
            ("2019-Q1", "Quý I/2019", "quarter I, 2019"),
            ("2019-Q4", "Quý IV/2019", "quarter IV, 2019"),
            ("2019-H1", "6 tháng đầu năm 2019", "first half of 2019"),
            ("2019-H2", "6 tháng cuối năm 2019", "second half of 2019"),
            (
                "2019-9M",
                "9 tháng đầu năm 2019",
                "first nine months of 2019",
            ),
            ("2019", "năm 2019", "2019"),
            ("2018/19", "năm 2018/19", "2018/19"),
            ("2018/19-Q3", "Quý III năm 2018/19", "quarter III, 2018/19"),
            (
                "2018/19-H2",
                "6 tháng cuối năm 2018/19",
                "second half of 2018/19",
            ),
            (
                "2018/19-9M",
                "9 tháng đầu năm 2018/19",
                "first nine months of 2018/19",
            ),
        ] {
            let start = YearStart::new(9);
            let period = Period::parse_in(code, start).unwrap();
            assert_eq!(plain(Vietnamese.period(period)), words);
            assert_eq!(plain(English.period(period)), english);
            // What we write, we read.
            for words in [Vietnamese.period(period), English.period(period)] {
                assert_eq!(Period::parse_in(words, start), Some(period), "{words}");
            }
        }
        assert!(
            Vietnamese
                .period(Period::parse("2019-Q1").unwrap())
                .starts_with("Quý\u{a0}I")
        );
    }

    #[test]
    fn spans() {
        let p = |code| Period::parse(code).unwrap();
        assert_eq!(
            plain(&Vietnamese.months(p("2019-03"), p("2019-09"))),
            "từ tháng 3 đến tháng 9/2019"
        );
        assert_eq!(
            plain(&Vietnamese.months(p("2019-03"), p("2019-03"))),
            "tháng 3/2019"
        );
        assert_eq!(
            plain(&Vietnamese.months(p("2018-12"), p("2019-03"))),
            "từ tháng 12/2018 đến tháng 3/2019"
        );
        assert_eq!(
            plain(&English.months(p("2019-03"), p("2019-09"))),
            "March to September 2019"
        );
    }
}
