//! Days, years and periods, and how people write them.

mod day;
mod meant;
mod period;
mod period_parse;
mod year;

pub use day::{Day, VagueDay, parse_day};
pub(crate) use meant::{Meant, meant, meant_day};
pub use period::{Period, PeriodKind, PeriodLength};
pub(crate) use period_parse::{
    PeriodReading, ROMAN, Readings, Text, WrittenYear, names_years_over, of_code, part_of_months,
};
pub use year::{Year, YearPart, YearStart};
