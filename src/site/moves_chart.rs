//! How places of a block moved over the periods of an indicator.

use super::series::ChartView;
use super::{Charts, Facts, Wording};
use crate::chart::{Frame, Measure, MoveLine, MovePlace, MovesChart, Palette, message};
use crate::figures::{BlockId, Place};
use crate::model::{IndicatorId, UnitId};

/// The most units whose lines can be told apart.
const MOST_LINES: usize = 30;

/// The id of a block's drawing on the page of an indicator.
pub(super) fn anchor(block: BlockId) -> String {
    format!("hang-{}", block.0 + 1)
}

/// A line a unit; `None` where fewer than two periods gave places, or too many units have one.
pub(super) fn moves_chart(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    id: IndicatorId,
    block: BlockId,
) -> Option<ChartView> {
    let history = charts.rank_history(facts, id, block);
    let members = &facts.figures.blocks.get(block).members;
    if members.len() > 4 * MOST_LINES {
        return None;
    }
    let places_of =
        |unit: UnitId| -> Vec<Option<Place>> { history.of(&facts.figures.blocks, unit).collect() };
    let units: Vec<(UnitId, Vec<Option<Place>>)> = members
        .iter()
        .map(|&unit| (unit, places_of(unit)))
        .filter(|(_, places)| places.iter().any(Option::is_some))
        .collect();
    let some = |at: &usize| units.iter().any(|(_, places)| places[*at].is_some());
    let first = (0..history.periods.len()).find(some)?;
    let last = (0..history.periods.len()).rev().find(some)?;
    if first == last || units.len() > MOST_LINES {
        return None;
    }
    let ids: Vec<UnitId> = units.iter().map(|(unit, _)| *unit).collect();
    let names = facts.row_names(&ids).into_iter();
    let mut lines: Vec<MoveLine> = names
        .map(|name| MoveLine {
            name,
            places: Vec::with_capacity(last - first + 1),
        })
        .collect();
    for at in first..=last {
        // Equals stand one below the other, in the order of their names, in which members are.
        let mut order: Vec<(u32, usize)> = units
            .iter()
            .enumerate()
            .filter_map(|(i, (_, places))| Some((places[at]?.place, i)))
            .collect();
        order.sort_unstable();
        let mut slots = vec![0; units.len()];
        for (slot, (_, unit)) in order.into_iter().enumerate() {
            slots[unit] = slot;
        }
        for ((line, (_, places)), slot) in lines.iter_mut().zip(&units).zip(slots) {
            line.places.push(places[at].map(|place| MovePlace {
                place: place.place,
                of: place.of,
                slot,
                complete: place.complete,
            }));
        }
    }
    let periods: Vec<_> = history.periods[first..=last]
        .iter()
        .map(|&period| (period, wording.period(period).into()))
        .collect();
    let heading = message::moves(&periods, &lines, wording.words);
    let description = message::moves_description(&periods, &lines, wording.words);
    let chart_id = anchor(block);
    let frame = Frame {
        id: &chart_id,
        title: &heading,
        description: &description,
        measure: Measure {
            percent: false,
            unit: "",
            from_zero: false,
        },
        words: wording.words,
    };
    let chart = MovesChart {
        frame,
        periods: &periods,
        lines: &lines,
    };
    let illustrative = facts.has_illustrative(id);
    Some(ChartView::new(
        &frame,
        &chart.to_svg(Palette::Page),
        illustrative,
    ))
}

#[cfg(test)]
mod tests {
    use super::{MOST_LINES, moves_chart};
    use crate::figures::BlockId;
    use crate::figures::testing::site;
    use crate::model::IndicatorId;
    use crate::site::testing::in_context;

    #[test]
    fn as_many_lines_are_drawn_as_can_be_told_apart() {
        for (count, is_drawn) in [(MOST_LINES, true), (MOST_LINES + 1, false)] {
            let units: Vec<String> = (0..count).map(|unit| format!("u{unit}")).collect();
            let row = |unit: &String| format!("{unit} 2019-01 1/2\n{unit} 2019-02 1/2\n");
            let made = site(&units.join(","))
                .indicator("kind = \"ratio\"; target = \"> 90\"")
                .rows(&units.iter().map(row).collect::<String>())
                .made();
            in_context(&made, |context| {
                let (facts, wording) = (&context.facts, &context.wording);
                let (id, block) = (IndicatorId(0), BlockId(0));
                let chart = moves_chart(facts, wording, &context.charts, id, block);
                assert_eq!(chart.is_some(), is_drawn, "{count}");
            });
        }
    }
}
