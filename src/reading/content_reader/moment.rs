//! Moments of scheduled publishing: a day, or a day with a time.

use crate::calendar::{Day, parse_day};
use jiff::civil::Time;
use jiff::tz::{Offset, TimeZone};

/// Where the campaign lives: UTC+7, without summer time.
const LOCAL: i8 = 7;

/// When something begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// A day in Vietnam.
    Day(Day),
    /// An instant.
    Instant(jiff::Timestamp),
}

impl Moment {
    /// Reads `2019-08-21`, `21/08/2019`, and either with a time (`2019-08-21T08:00`, `21/08/2019 8:00`) and with that an
    /// offset (`+07:00`, `Z`); without one the time is Vietnam's.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let Some((day, rest)) = text.split_once(['T', 't', ' ']) else {
            return parse_day(text).map(Self::Day);
        };
        let day = parse_day(day)?;
        let rest = rest.trim();
        let (time, offset) = match rest.find(['+', '-', '−', 'Z', 'z']) {
            Some(at) => (rest[..at].trim_end(), parse_offset(&rest[at..])?),
            None => (rest, Offset::constant(LOCAL)),
        };
        let instant = day
            .to_datetime(parse_time(time)?)
            .to_zoned(TimeZone::fixed(offset))
            .ok()?;
        Some(Self::Instant(instant.timestamp()))
    }

    /// Whether it has begun at this time. A day begins at midnight.
    pub(super) fn has_begun(self, now: jiff::Timestamp) -> bool {
        self.start().is_none_or(|start| start <= now)
    }

    /// Whether it is over at this time. A day is over when the next one begins.
    pub(super) fn is_over(self, now: jiff::Timestamp) -> bool {
        match self {
            Self::Instant(instant) => instant <= now,
            Self::Day(day) => day
                .tomorrow()
                .is_ok_and(|next| Self::Day(next).has_begun(now)),
        }
    }

    /// Whether there is time between it and the end of another.
    pub(super) fn precedes(self, until: Self) -> bool {
        self.start().is_none_or(|start| !until.is_over(start))
    }

    /// Whether it begins before another does.
    pub(super) fn precedes_start(self, other: Self) -> bool {
        self.start() < other.start()
    }

    /// Its day in Vietnam.
    pub(super) fn day(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Instant(instant) => {
                let local = TimeZone::fixed(Offset::constant(LOCAL));
                instant.to_zoned(local).date()
            }
        }
    }

    fn start(self) -> Option<jiff::Timestamp> {
        match self {
            Self::Instant(instant) => Some(instant),
            Self::Day(day) => {
                let local = TimeZone::fixed(Offset::constant(LOCAL));
                Some(day.to_zoned(local).ok()?.timestamp())
            }
        }
    }
}

/// Whether a moment, as people write it, has begun; `None` where it is none.
pub(crate) fn has_begun(text: &str, now: jiff::Timestamp) -> Option<bool> {
    Some(Moment::parse(text)?.has_begun(now))
}

/// Whether a moment, as people write it, is over; `None` where it is none.
pub(crate) fn is_over(text: &str, now: jiff::Timestamp) -> Option<bool> {
    Some(Moment::parse(text)?.is_over(now))
}

/// `8:00`, `08:00`, `08:00:00`.
fn parse_time(text: &str) -> Option<Time> {
    let mut parts = text.split(':').map(|part| {
        let is_number = matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<i8>().ok().filter(|_| is_number)
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}

/// `Z`, `+07:00`, `+7`, `+0700`.
fn parse_offset(text: &str) -> Option<Offset> {
    if text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => (digits.get(..2)?, digits.get(2..)?),
        None => (digits, "0"),
    };
    let is_number = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let hours: i32 = hours.parse().ok().filter(|h| is_number(hours) && *h < 24)?;
    let minutes: i32 = minutes
        .parse()
        .ok()
        .filter(|m| is_number(minutes) && *m < 60)?;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Option<String> {
        match Moment::parse(text)? {
            Moment::Instant(instant) => Some(instant.to_string()),
            Moment::Day(day) => Some(day.to_string()),
        }
    }

    #[test]
    fn moments_are_read() {
        for text in [
            "2019-08-21T09:10:00+07:00",
            "2019-08-21 09:10",
            "21/08/2019 9:10",
            "2019-08-21T02:10:00Z",
            "2019-08-21T09:10+7",
            "2019-08-20T21:10:00-0500",
        ] {
            assert_eq!(
                instant(text).as_deref(),
                Some("2019-08-21T02:10:00Z"),
                "{text}"
            );
        }
        assert_eq!(instant("21/08/2019").as_deref(), Some("2019-08-21"));
        for text in [
            "",
            "sáng mai",
            "2019-08-21T25:00",
            "2019-08-21T9",
            "2019-08-21T09:10:00+25:00",
            "2019-08-21T",
            "9:10",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_lasts_from_midnight_to_midnight_in_vietnam() {
        let day = Moment::parse("2019-08-21").expect("a day");
        let at = |text: &str| text.parse::<jiff::Timestamp>().expect("a time");
        assert!(!day.has_begun(at("2019-08-20T16:59:59Z")));
        assert!(day.has_begun(at("2019-08-20T17:00:00Z")));
        assert!(!day.is_over(at("2019-08-21T16:59:59Z")));
        assert!(day.is_over(at("2019-08-21T17:00:00Z")));
    }
}
