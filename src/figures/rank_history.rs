//! How places within a block moved over the periods: each period ranked by itself, by the rules of the ranking.

use super::block::{Block, Blocks};
use super::indicator::IndicatorFigures;
use super::point::Point;
use super::ranking::{Rank, RankLine, rank};
use super::status::is_small;
use super::{BlockId, Figures, Unranked};
use crate::calendar::Period;
use crate::model::{Better, Campaign, Indicator, IndicatorId, UnitId};
use crate::number::Quotient;

/// A unit's place in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From 1; equals share a place and the next is skipped.
    pub place: u32,
    /// How many have a place in that period.
    pub of: u32,
    /// How many share it, the unit itself included.
    pub sharing: u32,
    /// Whether all that owed a figure gave one.
    pub complete: bool,
}

/// The places of a block's units over some periods.
#[derive(Debug, Clone)]
pub struct RankHistory {
    /// The periods, in order of time.
    pub periods: Vec<Period>,
    members: usize,
    /// By period, by member of the block.
    places: Vec<Option<Place>>,
}

impl RankHistory {
    /// Ranks a block in each of these periods by the overall figure of that period. A figure from too small a sample has
    /// no place, nor has anyone where there is no direction, or nobody to be compared with.
    #[must_use]
    pub fn compute(
        campaign: &Campaign,
        figures: &Figures,
        id: IndicatorId,
        block: BlockId,
        periods: Vec<Period>,
    ) -> Self {
        let indicator = campaign.indicators.get(id);
        let (blocks, of) = (&figures.blocks, figures.of(id));
        let block = blocks.get(block);
        let mut places = vec![None; periods.len() * block.members.len()];
        if let Some(better) = indicator.better {
            let rows = places.chunks_mut(block.members.len().max(1));
            for (&period, row) in periods.iter().zip(rows) {
                let lines = rank_period(indicator, better, blocks, block, of, period);
                fill(&lines, row, |unit| {
                    let at = member(blocks, block, unit)?;
                    Some((at, of.standing(unit).overall.at(period)?))
                });
            }
        }
        Self {
            periods,
            members: block.members.len(),
            places,
        }
    }

    /// The places of a unit in the order of the periods; `None` where it has none.
    pub fn of<'h>(
        &'h self,
        blocks: &Blocks,
        unit: UnitId,
    ) -> impl Iterator<Item = Option<Place>> + use<'h> {
        let at = member(blocks, blocks.get(blocks.of(unit)), unit);
        let rows = self.places.chunks(self.members.max(1));
        rows.map(move |row| row.get(at?).copied().flatten())
    }
}

/// Where a unit stands among the members of its block, which are sorted by [`Blocks::order`].
fn member(blocks: &Blocks, block: &Block, unit: UnitId) -> Option<usize> {
    let order = |unit: &UnitId| blocks.order(*unit);
    let found = block
        .members
        .binary_search_by_key(&blocks.order(unit), order);
    found.ok()
}

fn rank_period(
    indicator: &Indicator,
    better: Better,
    blocks: &Blocks,
    block: &Block,
    of: &IndicatorFigures,
    period: Period,
) -> Vec<RankLine<Quotient>> {
    let entries = block.members.iter().map(|&unit| {
        let point = of.standing(unit).overall.at(period);
        let figure = point.and_then(|point| point.figure.as_ref());
        let told = figure.filter(|figure| !is_small(indicator, figure));
        let value = told.and_then(|figure| figure.value(indicator));
        (unit, value.ok_or(Unranked::NoData))
    });
    let lines = rank(blocks, entries.collect(), |a, b| match better {
        Better::Higher => b.cmp(a),
        Better::Lower => a.cmp(b),
    });
    let alone = lines.iter().filter(|line| line.value.is_some()).count() < 2;
    if alone { Vec::new() } else { lines }
}

fn fill<'p>(
    lines: &[RankLine<Quotient>],
    row: &mut [Option<Place>],
    at: impl Fn(UnitId) -> Option<(usize, &'p Point)>,
) {
    for equals in lines.chunk_by(|a, b| a.rank == b.rank) {
        for line in equals {
            let Rank::Placed { place, of } = line.rank else {
                continue;
            };
            let Some((at, point)) = at(line.unit) else {
                continue;
            };
            row[at] = Some(Place {
                place,
                of,
                sharing: equals.len() as u32,
                complete: point.is_complete(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::{Computed, period, site};

    fn told(made: &Computed, unit: &str, periods: &[&str]) -> String {
        let id = made.unit(unit);
        let blocks = &made.figures.blocks;
        let periods = periods.iter().map(|code| period(code)).collect();
        let history = RankHistory::compute(
            &made.campaign,
            &made.figures,
            IndicatorId(0),
            blocks.of(id),
            periods,
        );
        let word = |place: Option<Place>| match place {
            None => "-".to_owned(),
            Some(place) => format!(
                "{}/{}{}{}",
                place.place,
                place.of,
                "=".repeat(place.sharing as usize - 1),
                if place.complete { "" } else { "*" }
            ),
        };
        let places: Vec<String> = history.of(blocks, id).map(word).collect();
        places.join(" ")
    }

    const MONTHS: [&str; 3] = ["2019-01", "2019-02", "2019-03"];

    #[test]
    fn each_period_is_ranked_by_itself_and_equals_share_a_place() {
        let rows = "a 2019-01 9/10\nb 2019-01 8/10\nc 2019-01 90/100\n\
                    a 2019-02 7/10\nb 2019-02 8/10\nb 2019-03 1/2\na 2019-03 0/0\nc 2019-03 1/3";
        let made = site("a, b, c").indicator("kind = \"ratio\"; target = \"> 90\"");
        let made = made.rows(rows).made();
        assert_eq!(told(&made, "a", &MONTHS), "1/3= 2/2 -");
        assert_eq!(told(&made, "b", &MONTHS), "3/3 1/2 1/2");
        assert_eq!(told(&made, "c", &MONTHS), "1/3= - 2/2");
    }

    #[test]
    fn less_is_better_where_it_is_and_small_samples_have_no_place() {
        let keys = "kind = \"ratio\"; target = \"< 10\"; min_sample = 30";
        let rows =
            "a 2019-01 9/100\nb 2019-01 8/100\na 2019-02 1/29\nb 2019-02 1/100\nc 2019-02 5/100";
        let made = site("a, b, c").indicator(keys).rows(rows).made();
        assert_eq!(told(&made, "a", &MONTHS), "2/2 - -");
        assert_eq!(told(&made, "b", &MONTHS), "1/2 1/2 -");
    }

    #[test]
    fn who_has_nobody_to_be_compared_with_has_no_place() {
        let made = site("a, b").indicator("kind = \"ratio\"; target = \"> 90\"");
        let made = made.rows("a 2019-01 1/2").made();
        assert_eq!(told(&made, "a", &MONTHS), "- - -");
        let made = site("a, b").indicator("kind = \"count\"");
        let made = made.rows("a 2019-01 1\nb 2019-01 2").made();
        assert_eq!(told(&made, "a", &MONTHS), "- - -");
    }

    #[test]
    fn a_place_with_reports_missing_below_is_told_so() {
        let keys = "kind = \"ratio\"; target = \"> 90\"";
        let made = site("a kind:d, b kind:d, w<a kind:w, v<a kind:w").indicator(keys);
        let rows = "w 2019-01 1/2\nv 2019-01 1/2\nb 2019-01 1/3\nw 2019-02 1/2\nb 2019-02 1/3";
        assert_eq!(told(&made.rows(rows).made(), "a", &MONTHS), "1/2 1/2* -");
    }
}
