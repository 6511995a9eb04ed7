//! An indicator in the report: the whole's figure, its fields, and how the units of each block stand.

use super::Room;
use crate::chart::State;
use crate::figures::{BlockId, FigureOf, Rank};
use crate::model::{IndicatorId, UnitId};
use crate::site::change_log::{RevisedNotes, revised_notes};
use crate::site::indicator_list::GoalView;
use crate::site::layout::LinkView;
use crate::site::series::{ChartView, line};
use crate::site::series_table::{SeriesTable, series_table};
use crate::site::shown::{FigureView, state};
use crate::site::{Facts, Wording, indicator, indicator_list, lag, series, shown, standings, unit};
use serde::Serialize;

/// An indicator in the report.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct IndicatorReport {
    /// Its anchor on the page.
    pub anchor: String,
    /// The indicator with the whole's figure.
    pub goal: GoalView,
    /// Whether any of its figures is illustrative.
    pub illustrative: bool,
    /// How it is computed, in words.
    pub formula: Vec<String>,
    /// The whole's line over time.
    pub chart: Option<ChartView>,
    /// The table beside it.
    pub table: SeriesTable,
    /// The figures of both that are other than they were published.
    pub revised: Option<RevisedNotes>,
    /// The whole's fields, the weakest first.
    pub fields: Vec<FieldReport>,
    /// How the units of each block stand.
    pub blocks: Vec<BlockStanding>,
    /// How many further blocks there are.
    pub left_out: Option<String>,
}

/// A field of the whole.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FieldReport {
    /// The field.
    pub name: String,
    /// Its headline figure.
    pub figure: FigureView,
    /// "còn thiếu 14 hồ sơ"
    pub missing: Option<String>,
}

/// How the units of a block stand.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BlockStanding {
    /// The block, with its place on the page of the indicator.
    pub block: LinkView,
    /// How many of its units meet the target.
    pub met: String,
    /// How many nearly do.
    pub near: String,
    /// How many do not.
    pub missed: String,
    /// How many have no figure.
    pub absent: String,
    /// The first of those that are ranked; several where they share the place.
    pub first: Option<EndView>,
    /// The last of those that are ranked.
    pub last: Option<EndView>,
}

/// An end of a ranking.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EndView {
    /// Its value.
    pub shown: String,
    /// Who has it: "Quận 5", or "7 đơn vị cùng hạng" where they are several.
    pub who: String,
}

pub(super) fn indicator_report(
    facts: &Facts<'_>,
    wording: &Wording,
    room: Room,
    id: IndicatorId,
) -> IndicatorReport {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let of = FigureOf::whole(id);
    let of_line = line(&figures.whole.overall, figures.latest).marked(facts, wording, "", of);
    let chart_id = format!("ky-{}", id.0 + 1);
    let blocks = facts.concerned_blocks(id);
    let left_out = blocks.len().saturating_sub(room.standings);
    let fields = lag::fields_weakest_first(indicator, &figures.whole);
    IndicatorReport {
        anchor: format!("ct-{}", indicator.code),
        goal: indicator_list::goal(facts, wording, id),
        illustrative: facts.has_illustrative(id),
        formula: indicator::formula_words(facts, wording, indicator),
        chart: series::line_chart(facts, wording, id, &figures.whole, &of_line, &chart_id, ""),
        table: series_table(facts, wording, indicator, &of_line),
        revised: revised_notes(facts, wording, "", of, &of_line),
        fields: fields
            .into_iter()
            .map(|(field, point)| FieldReport {
                name: facts.campaign.fields.get(field).name.to_string(),
                figure: shown::figure(facts, wording, indicator, point),
                missing: unit::missing(wording, indicator, point),
            })
            .collect(),
        blocks: blocks
            .iter()
            .take(room.standings)
            .map(|&block| block_standing(facts, wording, id, block))
            .collect(),
        left_out: (left_out > 0).then(|| wording.whole(left_out)),
    }
}

fn block_standing(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    block: BlockId,
) -> BlockStanding {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let state_of = |unit: UnitId| {
        let point = figures.standing(unit).overall.shown(indicator);
        state(indicator, point)
    };
    let members = &facts.figures.blocks.get(block).members;
    let concerned = members.iter().copied().filter(|&unit| {
        figures.owes[unit.0 as usize] || !figures.standing(unit).overall.series.is_empty()
    });
    let states: Vec<State> = concerned.map(state_of).collect();
    let count = |wanted: &[State]| {
        let count = states.iter().filter(|state| wanted.contains(state)).count();
        wording.whole(count)
    };
    let (first, last) = ends_of_ranking(facts, wording, id, block);
    let name = facts.block_name(block);
    let href = facts.listings.of(id).block_path(facts, block);
    BlockStanding {
        block: LinkView::new(name, href),
        met: count(&[State::Met, State::Over]),
        near: count(&[State::Near]),
        missed: count(&[State::Missed]),
        absent: count(&[State::NoData]),
        first,
        last,
    }
}

/// The first and the last of a block, as they are shown in its ranking; the last only where it is not the first.
fn ends_of_ranking(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    block: BlockId,
) -> (Option<EndView>, Option<EndView>) {
    let lines = facts.figures.ranking(id, block);
    let ranked = lines.partition_point(|line| matches!(line.rank, Rank::Placed { .. }));
    let placed = &lines[..ranked];
    let shown = standings::shown_in_ranking(facts, wording, id, placed);
    let end = |of: usize| -> Option<EndView> {
        let rank = placed.get(of)?.rank;
        let sharing: Vec<UnitId> = placed
            .iter()
            .filter(|line| line.rank == rank)
            .map(|line| line.unit)
            .collect();
        let who = match sharing.as_slice() {
            [only] => facts.unit_title(*only),
            several => wording.fill(
                "printed.sharing",
                &[("count", &wording.whole(several.len()))],
            ),
        };
        Some(EndView {
            shown: shown.get(of)?.clone(),
            who,
        })
    };
    let Some(last) = ranked.checked_sub(1) else {
        return (None, None);
    };
    let differ = placed[0].rank != placed[last].rank;
    (end(0), if differ { end(last) } else { None })
}
