//! Columns that total the periods beside them: which those are the columns' names say, not the table's title.

use super::row_name::is_total;
use crate::calendar::Period;
use crate::reading::surroundings::{PathPeriod, is_period};
use crate::source::HeaderColumn;

/// The columns that name a period where this one names a total: `Tháng 9 / Tiếp nhận` beside `Cộng / Tiếp nhận`.
pub(super) fn totalled<'c>(
    path: &'c [Box<str>],
    columns: &'c [HeaderColumn],
) -> impl Iterator<Item = &'c HeaderColumn> {
    let level = path.iter().position(|part| is_total(part));
    columns.iter().filter(move |column| {
        level.is_some_and(|level| {
            column.path.get(..level) == path.get(..level)
                && column.path.get(level).is_some_and(|part| is_period(part))
        })
    })
}

/// Whether a column totals other periods than those that make up this one.
pub(super) fn totals_other_than(
    period: Period,
    path: &[Box<str>],
    columns: &[HeaderColumn],
) -> bool {
    let said = totalled(path, columns)
        .map(|column| PathPeriod::of(&column.path, Some(period.year_start())));
    let totalled: Vec<Period> = said
        .flat_map(|said| said.periods(period).collect::<Vec<_>>())
        .collect();
    let is_all = || period.is_covered_by(&totalled);
    let is_part = |one: &Period| period.covers(*one);
    !(totalled.is_empty() || (is_all() && totalled.iter().all(is_part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_of_the_periods_beside_it() {
        let columns = |paths: &[&str]| -> Vec<HeaderColumn> {
            let column = |path: &&str| HeaderColumn {
                path: path.split(" / ").map(Into::into).collect(),
                line: 1,
            };
            paths.iter().map(column).collect()
        };
        let two = ["Tháng 8", "Tháng 9 / Tiếp nhận", "Cộng / Tiếp nhận"];
        let quarter = ["Tháng 7", "Tháng 8", "Tháng 9", "Cộng"];
        let year = ["Quý I", "Quý II", "Quý III", "Quý IV", "Tổng cộng"];
        let fields = ["Đất đai / Tiếp nhận", "Cộng / Tiếp nhận"];
        let under = ["Tiếp nhận / Tháng 9", "Đã giải quyết / Tổng số"];
        for (paths, period, expected) in [
            (&two[..], "2019", true),
            (&two, "2019-09", true),
            (&quarter, "2019-Q3", false),
            (&quarter, "2019", true),
            (&year, "2019", false),
            (&fields, "2019-09", false),
            (&under, "2019-09", false),
        ] {
            let columns = columns(paths);
            let last = &columns.last().unwrap().path;
            let period = Period::parse(period).unwrap();
            assert_eq!(
                totals_other_than(period, last, &columns),
                expected,
                "{paths:?} {period:?}"
            );
        }
    }
}
