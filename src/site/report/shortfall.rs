//! What falls short, unit by unit and field by field, with the cases that are missing to the target.

use super::Room;
use crate::figures::{BlockId, Point, is_floor};
use crate::model::{FieldId, Indicator, IndicatorId, UnitId};
use crate::number::Quotient;
use crate::site::layout::LinkView;
use crate::site::shown::{StateView, state};
use crate::site::{Facts, Wording, lag, shown, unit};
use serde::Serialize;
use std::cmp::Ordering;

/// What falls short of the target of an indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ShortfallReport {
    /// The indicator.
    pub indicator: LinkView,
    /// Its target in words.
    pub target: Option<String>,
    /// Whether each field must meet it.
    pub every_field: bool,
    /// Whether any of its figures is illustrative.
    pub illustrative: bool,
    /// "23 đơn vị chưa đạt hoặc gần đạt", that none is, or that there is nothing to judge.
    pub count: String,
    /// Whether any row says how many cases are missing.
    pub has_missing: bool,
    /// How many columns its table has.
    pub columns: usize,
    /// The units by block.
    pub blocks: Vec<ShortBlock>,
    /// How many rows there are beyond those.
    pub left_out: Option<String>,
}

/// What falls short in a block, the furthest from the target first.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ShortBlock {
    /// The block's name.
    pub name: String,
    /// The units, or fields of units.
    pub rows: Vec<ShortRow>,
}

/// A unit, or a field of a unit, that falls short.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ShortRow {
    /// The unit.
    pub unit: LinkView,
    /// The field; absent where the overall figure is judged.
    pub field: Option<String>,
    /// Its figure.
    pub shown: String,
    /// How it stands.
    pub state: StateView,
    /// "còn thiếu 14 hồ sơ"
    pub missing: Option<String>,
    /// "14/15 đơn vị đã báo cáo" where not all did.
    pub coverage: Option<String>,
}

/// What falls short, before it is told.
struct Short<'a> {
    unit: UnitId,
    field: Option<FieldId>,
    point: &'a Point,
    value: Option<Quotient>,
}

/// `None` for an indicator without a target, or that concerns no unit below the whole.
pub(super) fn shortfall_report(
    facts: &Facts<'_>,
    wording: &Wording,
    room: Room,
    id: IndicatorId,
) -> Option<ShortfallReport> {
    let indicator = facts.campaign.indicators.get(id);
    indicator.target.as_ref()?;
    let every_field = indicator.scope == crate::model::Scope::EveryField;
    let mut report = ShortfallReport {
        indicator: facts.indicator_link(id),
        target: wording.target_phrase(indicator),
        every_field,
        has_missing: false,
        columns: 0,
        illustrative: facts.has_illustrative(id),
        count: String::new(),
        blocks: Vec::new(),
        left_out: None,
    };
    let (mut units, mut judged, mut left_out) = (0, 0, 0);
    let mut room = room.short;
    let blocks = facts.concerned_blocks(id);
    // Of the only unit there is the summary tells.
    if blocks.is_empty() {
        return None;
    }
    for block in blocks {
        let (of_block, mut short) = short_of(facts, id, block);
        units += of_block;
        judged += judged_of(facts, id, block);
        left_out += short.len().saturating_sub(room);
        short.truncate(room);
        room -= short.len();
        if short.is_empty() {
            continue;
        }
        report.blocks.push(ShortBlock {
            name: facts.block_name(block),
            rows: short
                .iter()
                .map(|short| short_row(facts, wording, indicator, short))
                .collect(),
        });
    }
    let mut rows = report.blocks.iter().flat_map(|block| &block.rows);
    report.has_missing = rows.any(|row| row.missing.is_some());
    report.columns = 3 + usize::from(every_field) + usize::from(report.has_missing);
    report.count = match (units, judged) {
        (_, 0) => wording.word("printed.short-nothing").to_owned(),
        (0, _) => wording.word("printed.short-none").to_owned(),
        _ => wording.fill("printed.short-count", &[("count", &wording.whole(units))]),
    };
    report.left_out = (left_out > 0).then(|| wording.whole(left_out));
    Some(report)
}

/// How many units of a block can be judged.
fn judged_of(facts: &Facts<'_>, id: IndicatorId, block: BlockId) -> usize {
    let indicator = facts.campaign.indicators.get(id);
    let members = facts.figures.blocks.get(block).members.iter();
    let is_judged = |&&unit: &&UnitId| {
        let standing = facts.figures.of(id).standing(unit);
        state(indicator, standing.overall.shown(indicator)).is_judged()
    };
    members.filter(is_judged).count()
}

/// What falls short in a block, the furthest from the target first, and of how many units that is.
fn short_of<'a>(facts: &Facts<'a>, id: IndicatorId, block: BlockId) -> (usize, Vec<Short<'a>>) {
    let indicator = facts.campaign.indicators.get(id);
    let mut short = Vec::new();
    let mut units = 0;
    for &unit in &facts.figures.blocks.get(block).members {
        let standing = facts.figures.of(id).standing(unit);
        let point = standing.overall.shown(indicator);
        if !state(indicator, point).failed() {
            continue;
        }
        units += 1;
        let mut add = |field: Option<FieldId>, point| {
            short.push(Short {
                unit,
                field,
                point,
                value: value(indicator, point),
            });
        };
        let fields = lag::failing_fields(indicator, standing);
        if fields.is_empty() {
            add(None, point);
        }
        for (field, point) in fields {
            add(Some(field), point);
        }
    }
    let floor = indicator.target.as_ref().is_some_and(is_floor);
    // Stable: equals stay in the order of their names.
    short.sort_by(|a, b| match (&a.value, &b.value) {
        (Some(a), Some(b)) if floor => a.cmp(b),
        (Some(a), Some(b)) => b.cmp(a),
        _ => Ordering::Equal,
    });
    (units, short)
}

fn short_row(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    short: &Short<'_>,
) -> ShortRow {
    let shown = short.value.as_ref();
    ShortRow {
        unit: facts.titled_unit_link(short.unit),
        field: short
            .field
            .map(|field| facts.campaign.fields.get(field).name.to_string()),
        shown: shown.map_or_else(String::new, |value| wording.value(indicator, value)),
        state: wording.state_view(state(indicator, short.point)).clone(),
        missing: unit::missing(wording, indicator, short.point),
        coverage: shown::partial_of(facts, wording, short.point),
    }
}

fn value(indicator: &Indicator, point: &Point) -> Option<Quotient> {
    point.figure.as_ref()?.value(indicator)
}
