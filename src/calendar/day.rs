//! Days, and days of which only the month or the year is known.

use std::fmt;

/// A calendar day.
pub type Day = jiff::civil::Date;

/// A day as far as it is known: history is vague at times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VagueDay {
    /// Only the year.
    Year(i16),
    /// The year and the month (1 to 12).
    Month(i16, i8),
    /// The day.
    Day(Day),
}

/// Reads a day: `2019-02-27`, `27/02/2019` or `27-02-2019`, the day first always; days and months below ten may lack
/// their zero. `None` for everything else, for days that no calendar has, and outside the years 1000 to 2999 (a
/// slip of the keyboard).
///
/// ```
/// use thidua::calendar::parse_day;
///
/// assert_eq!(parse_day("3/2/2019"), parse_day("2019-02-03"));
/// assert_eq!(parse_day("29/02/2019"), None);
/// ```
#[must_use]
pub fn parse_day(text: &str) -> Option<Day> {
    let text = text.trim();
    let separator = if text.contains('/') { '/' } else { '-' };
    let mut parts = text.split(separator);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, day) = match (first.len(), separator) {
        (4, '-') => (first, last),
        _ => (last, first),
    };
    Day::new(parse_year(year)?, short(month)?, short(day)?).ok()
}

impl VagueDay {
    /// Reads a day as [`parse_day`] does, a month `2018-09` or `09/2018`, or a year `2018`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(year) = parse_year(text) {
            return Some(Self::Year(year));
        }
        if let Some((year, month)) = text.split_once('-')
            && let (Some(year), Some(month @ 1..=12)) = (parse_year(year), short(month))
        {
            return Some(Self::Month(year, month));
        }
        if let Some((month, year)) = text.split_once('/')
            && let (Some(year), Some(month @ 1..=12)) = (parse_year(year), short(month))
        {
            return Some(Self::Month(year, month));
        }
        parse_day(text).map(Self::Day)
    }

    /// The first day that it can be.
    #[must_use]
    pub fn first_day(self) -> Day {
        match self {
            Self::Year(year) => jiff::civil::date(year, 1, 1),
            Self::Month(year, month) => jiff::civil::date(year, month, 1),
            Self::Day(day) => day,
        }
    }

    /// The last day that it can be.
    #[must_use]
    pub fn last_day(self) -> Day {
        match self {
            Self::Year(_) => self.first_day().last_of_year(),
            Self::Month(..) => self.first_day().last_of_month(),
            Self::Day(day) => day,
        }
    }
}

/// As it is written in files: `2018`, `2018-09`, `2018-09-14`.
impl fmt::Display for VagueDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

fn parse_year(text: &str) -> Option<i16> {
    let year = (text.len() == 4 && is_digits(text)).then(|| text.parse().ok())??;
    (1000..3000).contains(&year).then_some(year)
}

/// One or two digits.
fn short(text: &str) -> Option<i8> {
    (matches!(text.len(), 1 | 2) && is_digits(text)).then(|| text.parse().ok())?
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_day_comes_first() {
        for text in [
            "2019-02-27",
            "27/02/2019",
            "27-02-2019",
            "27/2/2019",
            " 27/02/2019 ",
            "2019-2-27",
        ] {
            assert_eq!(parse_day(text), Some(date(2019, 2, 27)), "{text}");
        }
        assert_eq!(parse_day("03/04/2019"), Some(date(2019, 4, 3)));
    }

    #[test]
    fn no_other_days() {
        for text in [
            "",
            "2019",
            "2019-02",
            "29/02/2019",
            "02/27/2019",
            "31-04-2019",
            "2019/02/27",
            "27.02.2019",
            "27-02/2019",
            "27/02/19",
            "2019-02-27-1",
            "2019-02-27T00:00",
            "0019-02-27",
            "+1/02/2019",
            "-1-02-2019",
            "٢٧/02/2019",
            "00/02/2019",
            "/02/2019",
            "27//2019",
            "Thứ Tư, 27/02/2019",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn vague_days() {
        assert_eq!(VagueDay::parse("2018"), Some(VagueDay::Year(2018)));
        for month in ["2018-09", "2018-9", "09/2018", "9/2018"] {
            assert_eq!(VagueDay::parse(month), Some(VagueDay::Month(2018, 9)));
        }
        assert_eq!(
            VagueDay::parse("14/09/2018"),
            Some(VagueDay::Day(date(2018, 9, 14)))
        );
        for text in [
            "18",
            "2018-13",
            "2018-00",
            "13/2018",
            "2018/09",
            "2018-Q1",
            "20180",
            "chưa rõ",
            "",
        ] {
            assert_eq!(VagueDay::parse(text), None, "{text}");
        }
        let february = VagueDay::Month(2020, 2);
        assert_eq!(
            (february.first_day(), february.last_day()),
            (date(2020, 2, 1), date(2020, 2, 29))
        );
        assert_eq!(VagueDay::Year(2018).last_day(), date(2018, 12, 31));
    }

    proptest! {
        #[test]
        fn written_and_read_again(days in 0i64..700_000) {
            let day = date(1000, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(parse_day(&day.to_string()), Some(day));
            prop_assert_eq!(parse_day(&day.strftime("%d/%m/%Y").to_string()), Some(day));
            for vague in [VagueDay::Day(day), VagueDay::Month(day.year(), day.month()), VagueDay::Year(day.year())] {
                prop_assert_eq!(VagueDay::parse(&vague.to_string()), Some(vague));
                prop_assert!(vague.first_day() <= day && day <= vague.last_day());
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}", near in "[0-9/ -]{0,12}") {
            let _ = (VagueDay::parse(&text), VagueDay::parse(&near));
        }
    }
}
