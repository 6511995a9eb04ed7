//! The period that the path of a column says its figures are of.

use super::path_date::{Dated, dates};
use super::period_mention::{PeriodMention, Writing, period_mentions};
use crate::calendar::{Period, PeriodLength, PeriodReading, Readings, Year, YearPart, YearStart};
use crate::text::Tokens;
use std::borrow::Cow;

/// What the path of a column says of a period; mostly nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::reading) struct PathPeriod {
    said: Vec<Said>,
    /// Days, weeks and numbers of a time, which are in a period or not and are none.
    dated: Vec<Dated>,
    /// Whether it says something of which the period is not clear.
    is_unclear: bool,
}

/// Something that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Whole(Period),
    /// Of a year that another part says, or of the table's.
    Part(YearPart),
    Year(Year),
}

impl PathPeriod {
    /// What a path says, from the top down; years that begin in another month than January do so in this one.
    pub(in crate::reading) fn of(path: &[Box<str>], start: Option<YearStart>) -> Self {
        let mut this = Self::default();
        for (at, part) in path.iter().enumerate() {
            let part = &*with_century(part);
            match Readings::of(part).one() {
                Some(reading) => this.said.extend(Said::of(reading, start)),
                None => {
                    this.add_mentions(part, start.unwrap_or_default());
                    this.add_dates(part, at + 1 < path.len());
                }
            }
        }
        this
    }

    fn add_mentions(&mut self, part: &str, start: YearStart) {
        let tokens = Tokens::of_cells([(0, part)].into_iter());
        for (mention, _) in period_mentions(&tokens, Writing::Path, start) {
            match mention {
                PeriodMention::Whole(period) => self.said.push(Said::Whole(period)),
                PeriodMention::Part(part) => self.said.push(Said::Part(part)),
                PeriodMention::Year(year) => match year.year(Some(start)) {
                    Some(year) => self.said.push(Said::Year(year)),
                    None => self.is_unclear = true,
                },
                PeriodMention::Unclear(_) | PeriodMention::WithoutStart(_) => {
                    self.is_unclear = true;
                }
                _ => {}
            }
        }
    }

    /// What a part says in numbers that are no period by themselves.
    fn add_dates(&mut self, part: &str, is_group: bool) {
        for dated in dates(part, is_group) {
            let said = match dated {
                Dated::Month(month) => Said::Whole(month),
                Dated::MonthOfYear(part) => Said::Part(part),
                Dated::Year(year) => Said::Year(Year::calendar(year)),
                Dated::UpTo => {
                    self.is_unclear = true;
                    continue;
                }
                other => {
                    self.dated.push(other);
                    continue;
                }
            };
            if !self.said.contains(&said) {
                self.said.push(said);
            }
        }
    }

    /// The shortest of the periods that it says, where it lies in all the others; a part of a year is one of a year that it
    /// says, else of this one.
    pub(in crate::reading) fn finest(&self, year: Option<Year>) -> Option<Period> {
        let said = self.said.iter().find_map(|said| match said {
            Said::Year(year) => Some(*year),
            _ => None,
        });
        let year = said.or(year);
        let period = |said: &Said| match said {
            Said::Whole(period) => Some(*period),
            Said::Part(part) => part.of(year?),
            Said::Year(year) => YearPart::YEAR.of(*year),
        };
        let all: Option<Vec<Period>> = self.said.iter().map(period).collect();
        let all = all.filter(|_| !self.is_unclear)?;
        let finest = all.iter().copied().min_by_key(|period| period.length())?;
        all.iter()
            .all(|other| other.covers(finest))
            .then_some(finest)
    }

    /// The year, where it says nothing but one.
    pub(in crate::reading) fn year_alone(&self) -> Option<Year> {
        match self.said[..] {
            [Said::Year(year)] if !self.is_unclear => Some(year),
            _ => None,
        }
    }

    /// Whether it says a part of a year and not which year.
    pub(in crate::reading) fn lacks_year(&self) -> bool {
        let has_year = |said: &Said| !matches!(said, Said::Part(_));
        !self.said.is_empty() && !self.said.iter().any(has_year)
    }

    /// Whether it says nothing.
    pub(in crate::reading) fn is_empty(&self) -> bool {
        self.said.is_empty() && self.dated.is_empty() && !self.is_unclear
    }

    /// The periods that it says, in a table of this one.
    pub(in crate::reading) fn periods(&self, table: Period) -> impl Iterator<Item = Period> + '_ {
        let year = self.said.iter().find_map(|said| match said {
            Said::Year(year) => Some(*year),
            _ => None,
        });
        let year = year.unwrap_or_else(|| table.its_year());
        self.said.iter().filter_map(move |said| match said {
            Said::Whole(period) => Some(*period),
            Said::Part(part) => part.of(year),
            Said::Year(year) => YearPart::YEAR.of(*year),
        })
    }

    /// Whether it says that its figures are of this period.
    pub(in crate::reading) fn names(&self, period: Period) -> bool {
        !self.contradicts(period) && self.periods(period).any(|said| said == period)
    }

    /// Whether figures of this period cannot be those of the column.
    pub(in crate::reading) fn contradicts(&self, period: Period) -> bool {
        if !Dated::all_within(&self.dated, period) {
            return true;
        }
        let mut all = self.periods(period).peekable();
        let is_said = all.peek().is_some();
        let mut is_same = false;
        let is_beside = all.any(|said| {
            is_same |= said == period;
            !said.covers(period)
        });
        is_beside || (is_said && !is_same && !self.is_year_of(period))
    }

    /// Whether it says a stretch that begins before a period and ends in it.
    pub(in crate::reading) fn ends_in(&self, period: Period) -> bool {
        matches!(self.dated[..], [ref first, ref last] if !first.is_in(period) && last.is_in(period))
    }

    /// Whether it says a stretch that begins in a period and ends behind it.
    pub(in crate::reading) fn begins_in(&self, period: Period) -> bool {
        matches!(self.dated[..], [ref first, ref last] if first.is_in(period) && !last.is_in(period))
    }

    /// Whether all that it says is the year in which a shorter period lies.
    pub(in crate::reading) fn is_year_of(&self, period: Period) -> bool {
        let is_year = |said: &Said| matches!(said, Said::Year(_));
        let is_longer = |said: Period| {
            said.length() == PeriodLength::Year && said != period && said.covers(period)
        };
        !self.said.is_empty()
            && self.said.iter().all(is_year)
            && self.periods(period).all(is_longer)
    }

    /// Whether it says something of which the period is not clear, and does not say this period beside it.
    pub(in crate::reading) fn is_unclear_for(&self, period: Period) -> bool {
        self.is_unclear && !self.names(period)
    }
}

impl Said {
    fn of(reading: PeriodReading, start: Option<YearStart>) -> Option<Self> {
        Some(match reading {
            PeriodReading::Of(year, YearPart::YEAR) => Self::Year(year.year(start)?),
            PeriodReading::Part(part) => Self::Part(part),
            other => Self::Whole(other.period(start)?),
        })
    }
}

/// A part of a path with all digits of the year at its end: "Tháng 9/19" says 2019, as there is no such month.
fn with_century(part: &str) -> Cow<'_, str> {
    let split = part.split_at_checked(part.len().saturating_sub(2));
    let Some((rest, last)) = split.filter(|(rest, _)| rest.ends_with(['/', '-', '.'])) else {
        return Cow::Borrowed(part);
    };
    match last.parse::<u8>() {
        Ok(13..=99) => Cow::Owned(format!("{rest}20{last}")),
        _ => Cow::Borrowed(part),
    }
}

/// Whether a part of a path is a period, or a part of a year, and nothing else.
pub(in crate::reading) fn is_period(part: &str) -> bool {
    Readings::of(part).one().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> PathPeriod {
        let path: Vec<Box<str>> = path.split(" / ").map(Into::into).collect();
        PathPeriod::of(&path, None)
    }

    #[test]
    fn a_path_that_names_another_period_contradicts() {
        for (path, period) in [
            ("Tháng 8/2019 / Tiếp nhận", "2019-09"),
            ("Tiếp nhận tháng 8", "2019-09"),
            ("Tháng 9/2018 / Tiếp nhận", "2019-09"),
            ("Tháng 9 năm 2018", "2019-09"),
            ("Năm 2018 / Tiếp nhận", "2019-09"),
            ("2018 / Tiếp nhận", "2019-09"),
            ("Tháng 8/19 / Tiếp nhận", "2019-09"),
            ("T8/19 / Tiếp nhận", "2019-09"),
            ("Tháng 9/19 / Tiếp nhận", "2019-9M"),
            ("Tiếp nhận T8", "2019-09"),
            ("Tiếp nhận thg 8", "2019-09"),
            ("Cấp phép (T8)", "2019-09"),
            ("Cấp phép T8-T9", "2019-09"),
            ("Hồ sơ T8", "2019-09"),
            ("Ho so T8", "2019-09"),
            ("Tiếp nhận (T9)", "2019"),
            ("T8 / Tiếp nhận", "2019-09"),
            ("Quý II / Tiếp nhận", "2019-Q3"),
            ("Tiếp nhận quí II", "2019-Q3"),
            ("Tiếp nhận QII", "2019-Q3"),
            ("Từ 01/7 đến 30/9 / Tiếp nhận", "2019"),
            ("Quý III / Tiếp nhận", "2019-09"),
            ("9 tháng đầu năm / Tiếp nhận", "2019-09"),
            ("6 tháng đầu năm 2019 / Tiếp nhận", "2019"),
            ("Quý II / Tháng 9", "2019-09"),
            ("Năm 2018 / Tháng 9", "2019-09"),
            ("Từ 15/7/2019 đến 14/8/2019 / Tiếp nhận", "2019-09"),
            ("Từ 15/7 đến 14/8 / Tiếp nhận", "2019-09"),
            ("15/8-14/9 / Tiếp nhận", "2019-08"),
            ("Từ 01/01/2019 / Tiếp nhận", "2019-09"),
            ("Đến 31/8 / Tiếp nhận", "2019-09"),
            ("Tiếp nhận đến 31/8/2019", "2019-09"),
            ("30/8/2019 / Tiếp nhận", "2019-09"),
            ("08/19 / Tiếp nhận", "2019-09"),
            ("Aug-19 / Tiếp nhận", "2019-09"),
            ("Năm 18 / Tiếp nhận", "2019-09"),
            ("Kỳ 8 / Tiếp nhận", "2019-09"),
            ("Đợt 8 / Tiếp nhận", "2019-09"),
            ("Tuần 2 / Tiếp nhận", "2019-09"),
            ("8 / Tiếp nhận", "2019-09"),
            ("Tiếp nhận T8", "2019-09"),
            ("Tiếp nhận thg 8", "2019-09"),
            ("Cấp phép (T8)", "2019-09"),
            ("Cấp phép T8-T9", "2019-09"),
            ("Hồ sơ T8", "2019-09"),
            ("Ho so T8", "2019-09"),
            ("Báo cáo T8 / Đúng hạn", "2019-09"),
            ("Tiếp nhận (8/2019)", "2019-09"),
            ("Tiếp nhận 8/2019", "2019-09"),
            ("Tiếp nhận 2018", "2019-09"),
            ("Giai đoạn 2016-2018 / Tiếp nhận", "2019-09"),
        ] {
            let period = Period::parse(period).unwrap();
            assert!(of(path).contradicts(period), "{path}");
            assert!(!of(path).names(period), "{path}");
        }
    }

    #[test]
    fn a_path_may_name_the_period_of_its_table_or_none() {
        for (path, period) in [
            ("Tháng 9/2019 / Tiếp nhận", "2019-09"),
            ("Tiếp nhận tháng 9", "2019-09"),
            ("Năm 2019 / Tháng 9 / Tiếp nhận", "2019-09"),
            ("Quý III / Tháng 9", "2019-09"),
            ("Quý III/2019 / Tiếp nhận", "2019-Q3"),
            ("Năm 2019", "2019"),
            ("Tháng 9/19 / Tiếp nhận", "2019-09"),
            ("T9/19 / Tiếp nhận", "2019-09"),
            ("Tiếp nhận T9", "2019-09"),
            ("9 tháng đầu năm", "2019-9M"),
            ("Tiếp nhận (9/2019)", "2019-09"),
        ] {
            assert!(of(path).names(Period::parse(period).unwrap()), "{path}");
        }
        let month = Period::parse("2019-09").unwrap();
        for path in [
            "Tiếp nhận",
            "Trong tháng / Tiếp nhận",
            "Chỉ tiêu T3",
            "Hồ sơ nhóm T3",
            "Kết quả (mẫu T3)",
            "Loại T3 của phường",
            "Tiếp nhận (4)",
            "Cùng kỳ năm 2018 / Tiếp nhận",
            "TTHC theo Nghị định 61/2018/NĐ-CP / Tiếp nhận",
            "Nghị định số 61/2018 / Tiếp nhận",
            "Áp dụng ISO 9001:2015",
            "Dịch vụ 24/7",
            "(3)=(1)+(2) / Tiếp nhận",
            "1.2. Tiếp nhận",
        ] {
            assert!(of(path).is_empty(), "{path}");
        }
        for path in [
            "Từ 15/8 đến 14/9 / Tiếp nhận",
            "Từ 01/9/2019 / Tiếp nhận",
            "30/9/2019 / Tiếp nhận",
            "Kỳ 9 / Tiếp nhận",
            "09/19 / Tiếp nhận",
        ] {
            assert!(!of(path).contradicts(month), "{path}");
        }
        assert!(of("Đến 30/9 / Tiếp nhận").is_unclear_for(month));
        let year = of("Năm 2019 / Tiếp nhận");
        assert!(!year.contradicts(month) && !year.names(month) && year.is_year_of(month));
        assert!(of("Từ tháng 1 đến tháng 9 / Tiếp nhận").is_unclear_for(month));
    }
}
