//! What was measured before and after a unit began with an initiative, beside the rest of its block. Never proof of
//! cause; and nothing at all where a sourced practice would be mixed with illustrative figures.

use super::change::{ChangeView, change_alone, change_view};
use super::impact_chart;
use super::impact_chart::months;
use crate::calendar::VagueDay;
use crate::figures::{BlockChange, Coverage, Evidence, FigureOf, Impact, Track};
use crate::model::{FieldId, IndicatorId, Initiative, InitiativeId, UnitId};
use crate::site::change_log::{RevisedNotes, revised_notes_of_all};
use crate::site::series::ChartView;
use crate::site::series_table::{SeriesTable, series_table};
use crate::site::{Facts, Wording};
use crate::text::keep_numbers_together;
use serde::Serialize;

/// What is known of the effect of an initiative at the unit that began it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EffectView {
    /// Before and after, an indicator each.
    pub impacts: Vec<ImpactView>,
    /// Why there are none, where a reader would expect them.
    pub absent: Option<&'static str>,
}

/// Before and after for one indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ImpactView {
    /// "Hồ sơ đúng hạn, lĩnh vực Xây dựng: 88,0% trước, 94,5% sau"
    pub heading: String,
    /// How many months that is, and what happened in the rest of the block, in a few words.
    #[serde(skip)]
    pub in_short: String,
    /// What was measured at the unit, in a sentence.
    pub sentence: String,
    /// What happened in the rest of the block meanwhile.
    pub beside: String,
    /// The months with both pools and those of the block.
    pub chart: ChartView,
    /// The pools as a table.
    pub rows: Vec<PoolRow>,
    /// "Trước và sau, 3 tháng mỗi bên"
    pub caption: String,
    /// The months as a table, latest first.
    pub months: SeriesTable,
    /// Those that are other than they were published.
    pub revised: Option<RevisedNotes>,
    /// Whether illustrative figures went into it.
    #[serde(skip)]
    pub illustrative: bool,
}

/// A row of the table of pools.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PoolRow {
    /// The unit, or the rest of its block.
    pub who: String,
    /// Before, after and the change.
    pub pools: ChangeView,
    /// "có tháng chỉ 14/15 đơn vị báo cáo": of the month before of which the least is known.
    pub partial_before: Option<String>,
    /// The same of the months after.
    pub partial_after: Option<String>,
}

/// How many indicators are shown with a chart.
const MOST_CHARTS: usize = 4;

/// "Hồ sơ đúng hạn, lĩnh vực Xây dựng"
pub(in crate::site) fn indicator_in_field(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: IndicatorId,
    field: Option<FieldId>,
) -> String {
    let name = keep_numbers_together(&facts.campaign.indicators.get(indicator).name);
    let Some(field) = field else {
        return name;
    };
    let field = &facts.campaign.fields.get(field).name;
    let args = [("indicator", &*name), ("field", field)];
    wording.fill("archive.subject.field", &args)
}

/// What an impact is measured by: "Hồ sơ đúng hạn, lĩnh vực Xây dựng".
pub(in crate::site) fn impact_subject(
    facts: &Facts<'_>,
    wording: &Wording,
    impact: &Impact,
) -> String {
    indicator_in_field(facts, wording, impact.indicator, impact.field)
}

/// Before and after in a few words, for lists.
pub(in crate::site) fn effect_words(
    facts: &Facts<'_>,
    wording: &Wording,
    impact: &Impact,
) -> String {
    let (before, after) = before_and_after(facts, wording, impact);
    let subject = impact_subject(facts, wording, impact);
    let args = [
        ("subject", &*subject),
        ("before", &before),
        ("after", &after),
    ];
    wording.fill("archive.entry.effect", &args)
}

/// How many months an impact compares, and what happened in the rest of the block, for lists.
pub(in crate::site) fn beside_words(
    facts: &Facts<'_>,
    wording: &Wording,
    impact: &Impact,
) -> String {
    let count = wording.whole(usize::from(impact.k));
    let months = [("count", &*count)];
    let months = wording.fill("archive.entry.effect-months", &months);
    let block = block_change(facts, wording, impact).map(|change| {
        let block = [("change", &*change)];
        wording.fill("archive.entry.effect-block", &block)
    });
    let partial = is_partial(impact).then(|| wording.word("archive.entry.partial").to_owned());
    let indicator = facts.campaign.indicators.get(impact.indicator);
    let no_better = impact.evidence(indicator) == Evidence::NoBetter;
    let no_better = no_better.then(|| wording.word("archive.evidence.no-better").to_owned());
    let parts: Vec<String> = [Some(months), block, no_better, partial]
        .into_iter()
        .flatten()
        .collect();
    parts.join("; ")
}

fn before_and_after(facts: &Facts<'_>, wording: &Wording, impact: &Impact) -> (String, String) {
    let indicator = facts.campaign.indicators.get(impact.indicator);
    change_view(wording, indicator, &impact.own)
        .map(|view| (view.before, view.after))
        .unwrap_or_default()
}

/// The change in the rest of the block, where it stands without the figures that it lies between.
pub(super) fn block_change(
    facts: &Facts<'_>,
    wording: &Wording,
    impact: &Impact,
) -> Option<String> {
    let indicator = facts.campaign.indicators.get(impact.indicator);
    let block = impact.block.as_ref()?;
    Some(change_alone(wording, indicator, &block.pooled))
}

/// What is known of the effect at the unit that began an initiative.
pub(super) fn effect_view(facts: &Facts<'_>, wording: &Wording, id: InitiativeId) -> EffectView {
    const ROOT: &str = "../";
    let impacts: Vec<ImpactView> = facts
        .own_impacts(id)
        .take(MOST_CHARTS)
        .enumerate()
        .filter_map(|(i, impact)| impact_view(facts, wording, ROOT, i, impact))
        .collect();
    let initiative = facts.campaign.initiatives.get(id);
    EffectView {
        absent: if impacts.is_empty() {
            why_absent(facts, wording, initiative)
        } else {
            None
        },
        impacts,
    }
}

/// The first of these effects, which is the one that the page begins with, for a page below `root`.
pub(in crate::site) fn first_impact_view(
    facts: &Facts<'_>,
    wording: &Wording,
    root: &str,
    id: InitiativeId,
) -> Option<ImpactView> {
    let mut impacts = facts.own_impacts(id).take(MOST_CHARTS).enumerate();
    impacts.find_map(|(i, impact)| impact_view(facts, wording, root, i, impact))
}

/// Why nothing is compared, where the initiative names indicators that it is meant to move.
fn why_absent(
    facts: &Facts<'_>,
    wording: &Wording,
    initiative: &Initiative,
) -> Option<&'static str> {
    if initiative.indicators.is_empty() {
        return None;
    }
    let of_illustrative = initiative.indicators.iter().any(|&indicator| {
        let standing = facts.figures.of(indicator).standing(initiative.unit);
        standing
            .overall
            .series
            .iter()
            .any(crate::figures::Point::is_illustrative)
    });
    let key = if matches!(initiative.started, VagueDay::Year(_)) {
        "archive.impact.absent-year"
    } else if initiative.is_sourced() && of_illustrative {
        "archive.impact.absent-illustrative"
    } else {
        "archive.impact.absent-months"
    };
    Some(wording.word(key))
}

fn impact_view(
    facts: &Facts<'_>,
    wording: &Wording,
    root: &str,
    number: usize,
    impact: &Impact,
) -> Option<ImpactView> {
    let indicator = facts.campaign.indicators.get(impact.indicator);
    let own = change_view(wording, indicator, &impact.own)?;
    let block = impact.block.as_ref().and_then(|block| {
        let view = change_view(wording, indicator, &block.pooled)?;
        Some((block, view))
    });
    let subject = impact_subject(facts, wording, impact);
    let heading = wording.fill(
        "archive.impact.heading",
        &[
            ("subject", &*subject),
            ("before", &own.before),
            ("after", &own.after),
        ],
    );
    let k = wording.whole(usize::from(impact.k));
    let of = FigureOf {
        indicator: impact.indicator,
        unit: Some(impact.unit),
        field: impact.field,
    };
    let line = months(impact_track(facts, impact)?, impact).marked(facts, wording, root, of);
    let mut rows = vec![PoolRow {
        who: facts.unit_title(impact.unit),
        pools: own.clone(),
        partial_before: partial_month(wording, impact.coverage_before),
        partial_after: partial_month(wording, impact.coverage_after),
    }];
    rows.extend(block.as_ref().map(|(block, view)| PoolRow {
        who: rest_of_block(wording, block),
        pools: view.clone(),
        partial_before: None,
        partial_after: None,
    }));
    Some(ImpactView {
        in_short: beside_words(facts, wording, impact),
        sentence: impact_sentence(facts, wording, impact, &own),
        beside: block_sentence(wording, block.as_ref()),
        chart: impact_chart::impact_chart(facts, wording, number, &heading, impact, &line, &rows),
        heading,
        rows,
        caption: wording.fill("archive.impact.table", &[("k", &k)]),
        months: series_table(facts, wording, indicator, &line),
        revised: revised_notes_of_all(wording, std::iter::once(&line)),
        illustrative: impact.is_illustrative(),
    })
}

/// "có tháng chỉ 14/15 đơn vị báo cáo", where that is not all.
fn partial_month(wording: &Wording, coverage: Coverage) -> Option<String> {
    (!coverage.is_complete()).then(|| {
        let reported = wording.whole(coverage.reported as usize);
        let expected = wording.whole(coverage.expected as usize);
        let args = [("reported", &*reported), ("expected", &expected)];
        wording.fill("archive.impact.partial", &args)
    })
}

/// The figures that an impact is made of.
fn impact_track<'a>(facts: &Facts<'a>, impact: &Impact) -> Option<&'a Track> {
    let standing = facts.figures.of(impact.indicator).standing(impact.unit);
    match impact.field {
        Some(field) => standing.field(field),
        None => Some(&standing.overall),
    }
}

/// "12 đơn vị còn lại của khối"
fn rest_of_block(wording: &Wording, block: &BlockChange) -> String {
    let count = wording.whole(block.units as usize);
    wording.fill("archive.impact.rest-of-block", &[("count", &count)])
}

fn impact_sentence(
    facts: &Facts<'_>,
    wording: &Wording,
    impact: &Impact,
    own: &ChangeView,
) -> String {
    let base = |base: &Option<String>| {
        base.as_ref().map_or_else(String::new, |base| {
            wording.fill("archive.impact.base", &[("base", base)])
        })
    };
    let span = |(from, to)| wording.language().months(from, to);
    let args = [
        ("unit", &*facts.unit_title(impact.unit)),
        ("k", &wording.whole(usize::from(impact.k))),
        ("before", &own.before),
        ("before-base", &base(&own.before_base)),
        ("before-span", &span(impact.months_before())),
        ("after", &own.after),
        ("after-base", &base(&own.after_base)),
        ("after-span", &span(impact.months_after())),
        ("change", &own.change),
    ];
    wording.fill("archive.impact.sentence", &args)
}

fn block_sentence(wording: &Wording, block: Option<&(&BlockChange, ChangeView)>) -> String {
    let Some((block, view)) = block else {
        return wording.word("archive.impact.no-block").to_owned();
    };
    let args = [
        ("count", &*wording.whole(block.units as usize)),
        ("before", &view.before),
        ("after", &view.after),
        ("change", &view.change),
    ];
    wording.fill("archive.impact.block", &args)
}

/// A unit in the table of adopters: before, after, how many months; and the block's change.
pub(super) fn adopter_effects(
    facts: &Facts<'_>,
    wording: &Wording,
    id: InitiativeId,
    unit: UnitId,
) -> Vec<AdopterEffect> {
    facts
        .impacts_at(id, unit)
        .filter_map(|impact| {
            let indicator = facts.campaign.indicators.get(impact.indicator);
            let own = change_view(wording, indicator, &impact.own)?;
            Some(AdopterEffect {
                subject: impact_subject(facts, wording, impact),
                k: wording.whole(usize::from(impact.k)),
                pools: own,
                block: block_change(facts, wording, impact),
                partial: is_partial(impact).then(|| wording.word("archive.entry.partial")),
                illustrative: impact.is_illustrative(),
            })
        })
        .collect()
}

/// Before and after at a unit that took an initiative up.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AdopterEffect {
    /// What is measured.
    pub subject: String,
    /// How many months each side has.
    pub k: String,
    /// Before, after and the change.
    pub pools: ChangeView,
    /// The change in the rest of its block.
    pub block: Option<String>,
    /// Said where not all units below it reported in all months.
    pub partial: Option<&'static str>,
    /// Whether illustrative figures went into it.
    #[serde(skip)]
    pub illustrative: bool,
}

/// Whether units that owed figures are missing in any month.
fn is_partial(impact: &Impact) -> bool {
    !(impact.coverage_before.is_complete() && impact.coverage_after.is_complete())
}
