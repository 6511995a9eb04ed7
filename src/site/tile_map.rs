//! Units where they lie, one tile each, from `tile_x` and `tile_y` of the register.

use super::series::{self, ChartView};
use super::{Facts, Wording, unit};
use crate::chart::message::Ends;
use crate::chart::{ChartTarget, Frame, Palette, Tile, TileMap, UnitMark, message};
use crate::model::{IndicatorId, UnitId};
use rustc_hash::FxHashSet;

/// The fewest tiles that make a map.
const FEWEST: usize = 4;
/// The most blocks whose counts the heading names.
const MOST_BLOCKS: usize = 4;

/// The map of the units of a kind; `None` where too few have a tile or a figure, or two would share one.
pub(super) fn tile_map(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    kind: &str,
) -> Option<ChartView> {
    let units: Vec<(UnitId, i32, i32)> = facts
        .campaign
        .units
        .iter()
        .filter(|(_, unit)| &*unit.kind == kind)
        .filter_map(|(id, unit)| Some((id, unit.tile_x?, unit.tile_y?)))
        .collect();
    let mut taken = FxHashSet::default();
    let is_free = units.iter().all(|(_, x, y)| taken.insert((*x, *y)));
    if units.len() < FEWEST || !is_free {
        return None;
    }
    let placed: Vec<UnitId> = units.iter().map(|(unit, ..)| *unit).collect();
    let marks = unit::marks(facts, wording, id, &placed);
    let tiles: Vec<Tile> = units
        .iter()
        .zip(&marks)
        .map(|(&(_, column, row), mark)| Tile {
            mark: mark.clone(),
            column,
            row,
        })
        .collect();
    if marks.iter().all(|mark| mark.value.is_none()) {
        return None;
    }
    let indicator = facts.campaign.indicators.get(id);
    let target = wording.target(indicator);
    let heading = by_block(facts, wording, &units, &marks, target.as_ref())
        .unwrap_or_else(|| message::units(&marks, target.as_ref(), indicator.scope, wording.words));
    let description =
        message::units_description(&marks, target.as_ref(), Ends::Described, wording.words);
    let measure = series::measure(indicator);
    let chart_id = format!("ban-do-{}", crate::text::slug(kind));
    let frame = Frame {
        id: &chart_id,
        title: &heading,
        description: &description,
        measure,
        words: wording.words,
    };
    let map = TileMap {
        frame,
        tiles: &tiles,
        judged: target.is_some(),
    };
    let illustrative = marks.iter().any(|mark| mark.illustrative);
    Some(ChartView::new(
        &frame,
        &map.to_svg(Palette::Page),
        illustrative,
    ))
}

/// "Đạt mục tiêu: Quận nội thành 8/13, Quận ven 3/6": how many of each block, where there are a few blocks.
fn by_block(
    facts: &Facts<'_>,
    wording: &Wording,
    units: &[(UnitId, i32, i32)],
    marks: &[UnitMark],
    target: Option<&ChartTarget>,
) -> Option<String> {
    target?;
    let mut blocks: Vec<(crate::figures::BlockId, usize, usize)> = Vec::new();
    for ((unit, ..), mark) in units.iter().zip(marks) {
        if !mark.state.is_judged() {
            continue;
        }
        let block = facts.figures.blocks.of(*unit);
        let at = blocks.iter().position(|(other, ..)| *other == block);
        let at = at.unwrap_or_else(|| {
            blocks.push((block, 0, 0));
            blocks.len() - 1
        });
        blocks[at].1 += usize::from(mark.state.reached());
        blocks[at].2 += 1;
    }
    if !(2..=MOST_BLOCKS).contains(&blocks.len()) {
        return None;
    }
    let counts: Vec<String> = blocks
        .iter()
        .map(|(block, met, of)| {
            let name = facts.block_name(*block);
            format!("{name} {}/{}", wording.whole(*met), wording.whole(*of))
        })
        .collect();
    let counts = counts.join(", ");
    Some(wording.fill("told.map.blocks", &[("blocks", &counts)]))
}

#[cfg(test)]
mod tests {
    use crate::figures::testing::{Computed, site};
    use crate::model::{Campaign, IndicatorId, UnitId};
    use crate::site::testing::in_context;

    fn made() -> Computed {
        let rows = "a 2019-01 95/100\nb 2019-01 80/100\nc 2019-01 91/100";
        let units = "a group:x, b group:x, c group:y, d group:y";
        site(units)
            .indicator("kind = \"ratio\"; target = \"> 90\"")
            .rows(rows)
            .made()
    }

    fn put(campaign: &mut Campaign, places: &[(i32, i32)]) {
        for (at, (x, y)) in places.iter().enumerate() {
            let unit = campaign.units.get_mut(UnitId(at as u32));
            (unit.tile_x, unit.tile_y) = (Some(*x), Some(*y));
        }
    }

    #[test]
    fn the_heading_counts_who_reached_the_target_by_block() {
        let mut made = made();
        put(&mut made.campaign, &[(0, 0), (1, 0), (0, 1), (1, 1)]);
        let kind = made.campaign.units.get(made.unit("a")).kind.clone();
        let map = in_context(&made, |context| {
            super::tile_map(&context.facts, &context.wording, IndicatorId(0), &kind)
        });
        let map = map.expect("a map");
        assert_eq!(map.heading, "Đạt mục tiêu: x 1/2, y 1/1");
        assert!(
            map.svg.as_str().contains("tile empty"),
            "{}",
            map.svg.as_str()
        );
    }

    #[test]
    fn there_is_no_map_of_a_few_or_of_two_on_one_tile() {
        let mut made = made();
        let kind = made.campaign.units.get(made.unit("a")).kind.clone();
        let map = |made: &Computed| {
            in_context(made, |context| {
                super::tile_map(&context.facts, &context.wording, IndicatorId(0), &kind)
            })
        };
        assert!(map(&made).is_none());
        put(&mut made.campaign, &[(0, 0), (1, 0), (0, 1)]);
        assert!(map(&made).is_none());
        put(&mut made.campaign, &[(0, 0), (1, 0), (0, 1), (0, 0)]);
        assert!(map(&made).is_none());
    }
}
