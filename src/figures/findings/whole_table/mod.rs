//! Whole tables that are doubtful though each of their figures could be right: running totals sent as months, a month
//! that is another one sent again, a year that is only begun, tables in thousands.

mod other_table_total;
mod part_sum;
mod running_total;
mod sent_again;
mod thousandfold;

use super::jump::numbers;
use crate::diagnostic::Diagnostics;
use crate::model::{Campaign, IndicatorId, Kind, Observation, OverTime};
use crate::number::Decimal;
use crate::place::{FileId, Place};
use rustc_hash::FxHashSet;
use thousandfold::OfTable;

/// The rows of every indicator, sorted by unit, field and period.
pub(super) type Slices<'a, 'c> = &'a [(IndicatorId, &'c [Observation])];

/// Looks through all tables and adds warnings.
///
/// Gives the tables, by indicator, whose figures are all far from what is usual: they are not told one by one as well.
pub(super) fn find(
    campaign: &Campaign,
    slices: Slices<'_, '_>,
    findings: &mut Diagnostics,
) -> FxHashSet<OfTable> {
    let [mut others, mut again] = [Diagnostics::new(), Diagnostics::new()];
    let (doubted, ()) = rayon::join(
        || {
            running_total::find(campaign, slices, &mut others);
            part_sum::find(campaign, slices, &mut others);
            thousandfold::find(campaign, slices, &mut others)
        },
        || {
            sent_again::find(campaign, slices, &mut again);
            other_table_total::find(campaign, slices, &mut again);
        },
    );
    findings.append(others);
    findings.append(again);
    doubted
}

/// Whether the figures of an indicator are counts of what happened, so that they differ from month to month and add up.
fn counts_events(campaign: &Campaign, id: IndicatorId) -> bool {
    let indicator = campaign.indicators.get(id);
    match indicator.kind {
        Kind::Ratio => true,
        Kind::Count => indicator.over_time == OverTime::Sum,
        Kind::Mean | Kind::Score => false,
    }
}

/// The given rows of one unit and field each.
fn tracks<'c>(
    campaign: &Campaign,
    rows: &'c [Observation],
) -> impl Iterator<Item = Vec<&'c Observation>> {
    let kind = rows
        .first()
        .map(|row| campaign.indicators.get(row.indicator).kind);
    let is_given = move |row: &&Observation| row.kind() == kind;
    rows.chunk_by(|a, b| a.unit == b.unit && a.field() == b.field())
        .map(move |track| track.iter().filter(is_given).collect())
}

/// The numbers of a row: numerator and denominator, or a count and zero.
fn exact(row: &Observation) -> [Decimal; 2] {
    [row.numbers().first(), row.numbers().second()]
}

/// Adds the numbers of a row to sums of such.
fn add_exact(sums: &mut [Decimal; 2], row: &Observation) {
    for (sum, number) in sums.iter_mut().zip(exact(row)) {
        *sum += &number;
    }
}

/// The place of a table as a whole.
fn of_table(file: FileId) -> Place {
    Place::file(file)
}
