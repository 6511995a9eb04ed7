//! An indicator's page (`chi-tieu/CODE.html`): what it means, what it must reach, how far the whole is, where every
//! unit stands.

use super::archive::MeantView;
use super::change_log::{RevisedNotes, revised_notes};
use super::embed::Embedded;
use super::field_charts::{FieldCharts, field_charts};
use super::field_table::field_table;
use super::indicator_units::{BlockOverTime, blocks_over_time, units_view};
use super::layout::{LayoutView, LinkView, page_view};
use super::listing::{PartId, PartsView};
use super::series::{ChartView, line};
use super::series_table::{SeriesTable, series_table};
use super::shown::{FigureView, state};
use super::standings::{StandingsView, standings};
use super::tile_map::tile_map;
use super::{
    Archive, Around, Charts, Facts, Site, Wording, announcement, archive, data, embed,
    indicator_list, lag, series, shown, unit,
};
use crate::chart::message::Ends;
use crate::chart::{Frame, MOST_ROWS, Palette, UnitsChart, message};
use crate::figures::{FigureOf, Point, Standing};
use crate::model::{
    FieldId, Formula, Indicator, IndicatorId, Kind, OverTime, Reporting, Scope, UnitId,
};
use crate::render::Html;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The interface of `indicator.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct IndicatorView {
    /// What surrounds it.
    pub page: LayoutView,
    /// Its name.
    pub name: String,
    /// The finding: "Thành phố Hồ Chí Minh: 94,6%, gần đạt mục tiêu từng lĩnh vực trên 90%".
    pub finding: Option<String>,
    /// What it means.
    pub definition: Option<String>,
    /// Where the definition or target comes from.
    pub source: Option<String>,
    /// How it is computed, in words.
    pub formula: Vec<String>,
    /// Further rules in words: for every field, smallest sample, who owes it, how often.
    pub rules: Vec<String>,
    /// The whole's name.
    pub whole_name: String,
    /// The whole's headline figure.
    pub whole: FigureView,
    /// The whole's line over time.
    pub chart: Option<ChartView>,
    /// The table beside it.
    pub table: SeriesTable,
    /// Its figures that are other than they were published.
    pub revised: Option<RevisedNotes>,
    /// The rows (`<tr>`) of the whole's fields, the weakest first.
    pub fields: Html,
    /// A chart of units against the target for each kind of unit that has figures.
    pub charts: Vec<KindChart>,
    /// Their heading.
    pub charts_title: &'static str,
    /// Each block over the periods, where these do not have pages of their own.
    pub blocks: Vec<BlockOverTime>,
    /// The fields of the whole over time, side by side.
    pub multiples: Option<FieldCharts>,
    /// Every unit's standing, by block; where there are too many units for one page, the ends of some blocks.
    pub standings: StandingsView,
    /// The pages of the others.
    pub parts: PartsView,
    /// The initiatives that are meant to move it.
    pub initiatives: Option<MeantView>,
    /// Announcements about it, newest first.
    pub announcements: Vec<super::announcement::Entry>,
}

page_view!(IndicatorView, "indicator.html");

/// A chart of the units of one kind.
#[derive(Debug, Clone, Serialize)]
pub(super) struct KindChart {
    /// The kind's name.
    pub kind: String,
    /// The chart.
    pub chart: ChartView,
    /// The same units where they lie, where the register has their tiles.
    pub map: Option<ChartView>,
    /// Why units whose figure lies beyond the target are marked: the fields that fall short, with how many units.
    pub failing: Vec<String>,
}

/// Plans a page an indicator.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    for (id, _) in facts.campaign.indicators.iter() {
        for part in facts.listings.of(id).parts() {
            let path = facts.listings.of(id).path(facts, part);
            match part {
                PartId::TOP => site.page(path, move |c| {
                    indicator_view(&c.facts, &c.wording, &c.charts, &c.archive, &c.around, id)
                }),
                _ => site.page(path, move |c| {
                    units_view(&c.facts, &c.wording, &c.charts, &c.around, id, part)
                }),
            }
        }
    }
}

pub(super) fn path(code: &str) -> String {
    format!("chi-tieu/{code}.html")
}

/// From an indicator's page to the site's root.
const ROOT: &str = "../";

/// The view of an indicator's page.
pub(super) fn indicator_view(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    archive: &Archive,
    around: &Around,
    id: IndicatorId,
) -> IndicatorView {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let overall = &figures.whole.overall;
    let point = overall.shown(indicator);
    let of = FigureOf::whole(id);
    let of_line = line(overall, figures.latest).marked(facts, wording, ROOT, of);
    let path = path(&indicator.code);
    let description = indicator.definition.as_deref().map_or_else(
        || {
            wording.fill(
                "pages.indicator.description",
                &[("indicator", &indicator.name)],
            )
        },
        str::to_owned,
    );
    let mut page = around.layout(
        indicator_list::PART,
        &path,
        indicator.name.to_string(),
        description,
    );
    page.crumbs = vec![LinkView::new(
        wording.word("pages.nav.indicators"),
        indicator_list::PATH,
    )];
    page.snippet = Some(embed::snippet(facts, wording, Embedded::Indicator(id)));
    let initiatives = archive::meant_to_move(facts, wording, archive, id);
    page.illustrative =
        facts.has_illustrative(id) || initiatives.as_ref().is_some_and(|meant| meant.illustrative);
    page.downloads = data::downloads(&data::of_indicator(&indicator.code));
    let fields = lag::fields_weakest_first(indicator, &figures.whole);
    let list = facts.listings.of(id);
    let blocks = match list.is_whole() {
        true => blocks_over_time(facts, wording, charts, &page.root, id),
        false => Vec::new(),
    };
    IndicatorView {
        page,
        name: indicator.name.to_string(),
        finding: indicator_finding(facts, wording, indicator, &figures.whole),
        definition: indicator.definition.as_deref().map(str::to_owned),
        source: indicator.source.as_deref().map(str::to_owned),
        formula: formula_words(facts, wording, indicator),
        rules: rules(facts, wording, id),
        whole_name: whole_name(facts, wording),
        whole: shown::figure(facts, wording, indicator, point),
        chart: series::line_chart(
            facts,
            wording,
            id,
            &figures.whole,
            &of_line,
            "toan-bo",
            &whole_name(facts, wording),
        ),
        table: series_table(facts, wording, indicator, &of_line),
        revised: revised_notes(facts, wording, ROOT, of, &of_line),
        multiples: field_charts(
            facts,
            wording,
            of,
            &figures.whole,
            ROOT,
            "linh-vuc",
            &fields,
        ),
        fields: field_table(facts, wording, indicator, &fields, |_| None),
        charts_title: wording.word(match indicator.target {
            Some(_) => "pages.indicator.by-kind",
            None => "pages.indicator.by-kind-plain",
        }),
        charts: kind_charts(facts, wording, id),
        blocks,
        standings: standings(facts, wording, id),
        parts: list.parts_view(facts, wording, PartId::TOP),
        initiatives,
        announcements: announcement::announcements_of_indicator(facts, wording, id),
    }
}

/// The whole's figure against the target, in words.
fn indicator_finding(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    standing: &Standing,
) -> Option<String> {
    let point = standing.overall.shown(indicator);
    let value = point
        .figure
        .as_ref()
        .and_then(|figure| figure.value(indicator))?;
    let shown = wording.value(indicator, &value);
    let whole = whole_name(facts, wording);
    if let Some(by_field) = finding_by_field(facts, wording, indicator, standing, &shown) {
        return Some(by_field);
    }
    Some(match wording.verdict(indicator, point) {
        Some(verdict) => {
            let args = [("whole", &*whole), ("shown", &shown), ("verdict", &verdict)];
            wording.fill("pages.indicator.finding", &args)
        }
        None => wording.fill(
            "pages.indicator.finding-plain",
            &[("whole", &whole), ("shown", &shown)],
        ),
    })
}

/// The same where it is fields that miss the target, the weakest of them named with its figure.
fn finding_by_field(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    standing: &Standing,
    shown: &str,
) -> Option<String> {
    let failing = lag::failing_fields(indicator, standing);
    let (field, point) = failing.first()?;
    let key = match (failing.len(), state(indicator, point)) {
        (2.., _) => "pages.indicator.finding-fields",
        (_, crate::chart::State::Near) => "pages.indicator.finding-field-near",
        _ => "pages.indicator.finding-field",
    };
    let args = [
        ("whole", &*whole_name(facts, wording)),
        ("shown", shown),
        (
            "field",
            &lag::field_words(facts, wording, indicator, *field, point),
        ),
        ("count", &wording.whole(failing.len())),
        ("target", &wording.target_phrase(indicator)?),
    ];
    Some(wording.fill(key, &args))
}

/// What the pool of the units without a parent is called: that unit's name where it is one.
pub(super) fn whole_name(facts: &Facts<'_>, wording: &Wording) -> String {
    match facts.only_root() {
        Some(root) => facts.campaign.units.get(root).name.to_string(),
        None => wording.word("pages.whole").to_owned(),
    }
}

/// A chart for each kind of unit of which at least two have a figure.
fn kind_charts(facts: &Facts<'_>, wording: &Wording, id: IndicatorId) -> Vec<KindChart> {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let mut kinds: Vec<(&str, Vec<(UnitId, &Point)>)> = Vec::new();
    for (unit, of) in facts.campaign.units.iter() {
        let point = figures.standing(unit).overall.shown(indicator);
        if point
            .figure
            .as_ref()
            .and_then(|figure| figure.value(indicator))
            .is_none()
        {
            continue;
        }
        match kinds.iter_mut().find(|(kind, _)| *kind == &*of.kind) {
            Some((_, units)) => units.push((unit, point)),
            None => kinds.push((&of.kind, vec![(unit, point)])),
        }
    }
    kinds
        .into_iter()
        .filter(|(_, units)| units.len() > 1)
        .enumerate()
        .map(|(i, (kind, units))| kind_chart(facts, wording, id, i, kind, units))
        .collect()
}

fn kind_chart(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    number: usize,
    kind: &str,
    mut units: Vec<(UnitId, &Point)>,
) -> KindChart {
    let indicator = facts.campaign.indicators.get(id);
    let value = |point: &Point| {
        point
            .figure
            .as_ref()
            .and_then(|figure| figure.value(indicator))
    };
    let lower = indicator.better == Some(crate::model::Better::Lower);
    units.sort_by(|a, b| {
        let (a_value, b_value) = (value(a.1), value(b.1));
        let by_value = if lower {
            a_value.cmp(&b_value)
        } else {
            b_value.cmp(&a_value)
        };
        by_value.then(
            facts
                .figures
                .blocks
                .order(a.0)
                .cmp(&facts.figures.blocks.order(b.0)),
        )
    });
    let with: Vec<UnitId> = units.iter().map(|(unit, _)| *unit).collect();
    let marks = unit::marks(facts, wording, id, &with);
    let target = wording.target(indicator);
    // Those without a figure have no row, but nobody may take the others for all of them.
    let figures = facts.figures.of(id);
    let without = facts.campaign.units.iter().filter(|(unit, of)| {
        let point = figures.standing(*unit).overall.shown(indicator);
        &*of.kind == kind && value(point).is_none() && facts.concerns(id, *unit)
    });
    let without: Vec<UnitId> = without.map(|(unit, _)| unit).collect();
    let all = [&marks[..], &unit::marks(facts, wording, id, &without)].concat();
    let heading = message::units(&all, target.as_ref(), indicator.scope, wording.words);
    // A drawing of rows names everybody itself.
    let ends = if marks.len() > MOST_ROWS {
        Ends::Shown
    } else {
        Ends::Described
    };
    let description = message::units_description(&all, target.as_ref(), ends, wording.words);
    let measure = series::measure(indicator);
    let chart_id = format!("don-vi-{}", number + 1);
    let frame = Frame {
        id: &chart_id,
        title: &heading,
        description: &description,
        measure,
        words: wording.words,
    };
    let svg = UnitsChart {
        frame,
        marks: &marks,
        target: target.as_ref(),
    }
    .to_svg(Palette::Page);
    let mut chart = ChartView::new(&frame, &svg, marks.iter().any(|mark| mark.illustrative));
    if ends == Ends::Shown {
        chart.below = message::units_ends(&all, shown::direction(indicator), wording.words);
    }
    KindChart {
        kind: facts.campaign.settings.kind_name(kind).to_owned(),
        map: tile_map(facts, wording, id, kind),
        failing: failing_of(facts, wording, units.iter().map(|(_, point)| *point)),
        chart,
    }
}

/// The fields in which these units fall short, those of most units first: "Xây dựng (8 đơn vị)".
fn failing_of<'p>(
    facts: &Facts<'_>,
    wording: &Wording,
    points: impl Iterator<Item = &'p Point>,
) -> Vec<String> {
    let mut counts: BTreeMap<FieldId, usize> = BTreeMap::new();
    for field in points.flat_map(|point| point.failing_fields().unwrap_or_default()) {
        *counts.entry(*field).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let told = |(field, count): (FieldId, usize)| {
        let units = wording.fill("pages.unit-count", &[("count", &wording.whole(count))]);
        format!("{} ({units})", facts.campaign.fields.get(field).name)
    };
    counts.into_iter().map(told).collect()
}

/// How an indicator is computed, in words.
pub(super) fn formula_words(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
) -> Vec<String> {
    let key = match indicator.kind {
        Kind::Ratio if indicator.is_percent() => "pages.indicator.formula.percent",
        Kind::Ratio => "pages.indicator.formula.ratio",
        Kind::Mean => "pages.indicator.formula.mean",
        Kind::Count if indicator.over_time == OverTime::Last => "pages.indicator.formula.stock",
        Kind::Count => "pages.indicator.formula.count",
        Kind::Score => "pages.indicator.formula.score",
    };
    let mut words = vec![wording.word(key).to_owned()];
    let columns = [
        ("pages.indicator.formula.numerator", &indicator.numerator),
        (
            "pages.indicator.formula.denominator",
            &indicator.denominator,
        ),
        ("pages.indicator.formula.value", &indicator.value),
        ("pages.indicator.formula.sample", &indicator.sample),
    ];
    for (key, formula) in columns {
        if let Some(formula) = formula {
            words.push(wording.fill(key, &[("columns", &column_words(facts, wording, formula))]));
        }
    }
    words
}

/// A formula with each column in the words of the report form.
fn column_words(facts: &Facts<'_>, wording: &Wording, formula: &Formula) -> String {
    let mut text = String::new();
    for (i, term) in formula.0.iter().enumerate() {
        match (i, term.minus) {
            (0, false) => {}
            (0, true) => text.push('−'),
            (_, false) => text.push_str(" + "),
            (_, true) => text.push_str(" − "),
        }
        let key = format!("pages.column.{}", term.column);
        let label = facts
            .campaign
            .settings
            .labels
            .iter()
            .find(|(_, column)| *column == term.column);
        match (label, wording.words.find(&key)) {
            (Some((label, _)), _) => text.push_str(label),
            (None, Some(word)) => text.push_str(word),
            (None, None) => text.push_str(&term.column),
        }
    }
    text
}

/// The rules of an indicator in words.
fn rules(facts: &Facts<'_>, wording: &Wording, id: IndicatorId) -> Vec<String> {
    let indicator = facts.campaign.indicators.get(id);
    let mut rules = Vec::new();
    if indicator.scope == Scope::EveryField {
        rules.push(wording.word("pages.indicator.rule.every-field").to_owned());
    }
    if indicator.reported == Reporting::Total {
        rules.push(wording.word("pages.indicator.rule.total").to_owned());
    }
    if let Some(reporters) = &indicator.reporters {
        let kinds: Vec<&str> = reporters
            .iter()
            .map(|kind| facts.campaign.settings.kind_name(kind))
            .collect();
        rules.push(wording.fill(
            "pages.indicator.rule.reporters",
            &[("kinds", &kinds.join(", "))],
        ));
    }
    rules.extend(fields_not_owed(facts, wording, id));
    if let Some(frequency) = indicator.frequency {
        let key = format!("pages.indicator.rule.{}", frequency.word());
        rules.push(wording.fill(&key, &[]));
    }
    if indicator.has_intervals() {
        rules.push(wording.word("pages.indicator.rule.sampled").to_owned());
    }
    if let Some(least) = &indicator.min_sample {
        rules.push(wording.fill(
            "pages.indicator.rule.min-sample",
            &[("least", &wording.number(least))],
        ));
    }
    rules
}

/// Which kinds of unit that report the indicator never gave some of its fields, and so are not late in them.
fn fields_not_owed(facts: &Facts<'_>, wording: &Wording, id: IndicatorId) -> Vec<String> {
    let figures = facts.figures.of(id);
    let kinds_without = |owing: &[bool]| {
        let units = facts
            .campaign
            .units
            .iter()
            .zip(owing.iter().zip(&figures.owes));
        let without = units.filter(|(_, (owes_field, owes))| **owes && !**owes_field);
        without.map(|((_, unit), _)| &*unit.kind).collect()
    };
    let mut by_kinds: BTreeMap<BTreeSet<&str>, Vec<&str>> = BTreeMap::new();
    for (field, owing) in &figures.owes_field {
        let fields = by_kinds.entry(kinds_without(owing)).or_default();
        fields.push(&facts.campaign.fields.get(*field).name);
    }
    let settings = &facts.campaign.settings;
    let told = by_kinds.into_iter().map(|(kinds, fields)| {
        let kinds: Vec<&str> = kinds.iter().map(|kind| settings.kind_name(kind)).collect();
        let args = [
            ("kinds", &*kinds.join("; ")),
            ("count", &wording.whole(fields.len())),
            ("fields", &fields.join(", ")),
        ];
        wording.fill("pages.indicator.rule.not-owed", &args)
    });
    told.collect()
}
