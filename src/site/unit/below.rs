//! The units below a unit, with their figures side by side.

use crate::model::{IndicatorId, UnitId};
use crate::site::layout::LinkView;
use crate::site::shown::StateView;
use crate::site::{Facts, Wording, shown};
use serde::Serialize;
use std::borrow::Cow;

/// A table of the units below: a row a unit, a column an indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BelowView {
    /// The indicators.
    pub indicators: Vec<LinkView>,
    /// The units, in order of their names.
    pub rows: Vec<BelowRow>,
    /// Whether they can be put side by side: several, and of one block.
    pub comparable: bool,
    /// How many more there are than rows.
    pub more: usize,
    /// Whether any of its figures is illustrative.
    #[serde(skip)]
    pub illustrative: bool,
}

/// A unit of the table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BelowRow {
    /// The unit.
    pub unit: LinkView,
    /// Its figures, in the order of the indicators.
    pub cells: Vec<BelowCell>,
}

/// A figure of the table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BelowCell {
    /// The value; absent where there is none.
    pub shown: Option<String>,
    /// What stands in its place ("không phát sinh").
    pub absent: Option<Cow<'static, str>>,
    /// What its value lacks: units, fields.
    pub partial: Option<String>,
    /// How it stands against the target.
    pub state: StateView,
}

/// Past this many rows a table is cut; the rest stands on the pages of the units above and in the data.
pub(in crate::site) const MOST_ROWS: usize = 500;

/// Past this many figures a unit's page would be too large: only those with a target are left then, and where these
/// are too many it links to the units, whose pages have theirs.
const MOST_CELLS: usize = 240;

/// The units below a unit, `None` where there are none.
pub(super) fn below(facts: &Facts<'_>, wording: &Wording, id: UnitId) -> Option<BelowView> {
    let mut children = facts.campaign.units.children(id).to_vec();
    if children.is_empty() {
        return None;
    }
    children.sort_by_key(|&child| facts.figures.blocks.order(child));
    let indicators: Vec<IndicatorId> = facts
        .campaign
        .indicators
        .iter()
        .map(|(indicator, _)| indicator)
        .filter(|&indicator| {
            let figures = facts.figures.of(indicator);
            children
                .iter()
                .any(|&child| !figures.standing(child).overall.series.is_empty())
        })
        .collect();
    let indicators = fitting(facts, indicators, children.len());
    let block = |child: UnitId| facts.figures.blocks.of(child);
    let is_one_block = children
        .iter()
        .all(|&child| block(child) == block(children[0]));
    let comparable = is_one_block && children.len() > 1 && !indicators.is_empty();
    let more = children.len().saturating_sub(MOST_ROWS);
    children.truncate(MOST_ROWS);
    Some(BelowView {
        comparable,
        rows: children
            .iter()
            .map(|&child| BelowRow {
                unit: facts.unit_link(child),
                cells: indicators
                    .iter()
                    .map(|&indicator| below_cell(facts, wording, indicator, child))
                    .collect(),
            })
            .collect(),
        indicators: indicators
            .iter()
            .map(|&indicator| facts.indicator_link(indicator))
            .collect(),
        more,
        illustrative: indicators.iter().any(|&id| {
            let indicator = facts.campaign.indicators.get(id);
            let figures = facts.figures.of(id);
            children.iter().any(|&child| {
                let standing = figures.standing(child);
                standing.overall.shown(indicator).is_illustrative()
            })
        }),
    })
}

/// The indicators that a page has room for, of so many units.
fn fitting(facts: &Facts<'_>, mut indicators: Vec<IndicatorId>, units: usize) -> Vec<IndicatorId> {
    let is_too_many = |indicators: &[IndicatorId]| indicators.len() * units > MOST_CELLS;
    if is_too_many(&indicators) {
        indicators.retain(|&id| facts.campaign.indicators.get(id).target.is_some());
    }
    if is_too_many(&indicators) {
        indicators.clear();
    }
    indicators
}

/// A unit's headline figure as a cell.
pub(in crate::site) fn below_cell(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    unit: UnitId,
) -> BelowCell {
    let indicator = facts.campaign.indicators.get(id);
    let standing = facts.figures.of(id).standing(unit);
    let point = standing.overall.shown(indicator);
    let value = point
        .figure
        .as_ref()
        .and_then(|figure| figure.value(indicator));
    BelowCell {
        absent: shown::absent(facts, wording, point, value.is_some()),
        partial: value.as_ref().and(shown::partial_of(facts, wording, point)),
        shown: value.map(|value| wording.value(indicator, &value)),
        state: wording
            .state_view(crate::site::shown::state(indicator, point))
            .clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_CELLS, fitting};
    use crate::figures::testing::site;
    use crate::model::IndicatorId;
    use crate::site::testing::in_context;

    #[test]
    fn indicators_that_a_page_has_no_room_for_are_left_out_those_without_a_target_first() {
        let made = site("a")
            .indicator("kind = \"count\"")
            .indicator("kind = \"ratio\"; target = \"> 90\"")
            .made();
        in_context(&made, |context| {
            let both = vec![IndicatorId(0), IndicatorId(1)];
            let fit = |units| fitting(&context.facts, both.clone(), units);
            assert_eq!(fit(MOST_CELLS / 2), both);
            assert_eq!(fit(MOST_CELLS / 2 + 1), [IndicatorId(1)]);
            assert_eq!(fit(MOST_CELLS), [IndicatorId(1)]);
            assert_eq!(fit(MOST_CELLS + 1), []);
        });
    }

    #[test]
    fn only_several_units_of_one_block_are_put_side_by_side() {
        let made = site("tp,q1<tp kind:quan,q2<tp kind:quan,s1<tp kind:so,p1<q1,p2<q1,p3<q2")
            .indicator("kind = \"count\"")
            .rows("p1 2019-01 1\np2 2019-01 2\np3 2019-01 3\ns1 2019-01 4")
            .made();
        in_context(&made, |context| {
            let offered = |code: &str| {
                context
                    .text_of(&format!("don-vi/{code}.html"))
                    .contains("js/so-sanh.js")
            };
            assert!(offered("q1"), "two of one block");
            assert!(!offered("tp"), "districts and a department");
            assert!(!offered("q2"), "one alone");
            assert!(!offered("p1"), "none");
        });
    }
}
