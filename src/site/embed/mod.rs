//! Pages for frames in other sites (`nhung/…`): the key figures of a page, how they stand, one chart, and the way to
//! the whole. Also the piece of HTML that puts such a frame there.

mod height;
mod paste;
mod snippet;
#[cfg(test)]
mod tests;

pub(super) use snippet::snippet;

use super::change_log::{RevisedNotes, revised_notes};
use super::layout::root_of;
use super::series::{ChartView, Line, line};
use super::shown::FigureView;
use super::{
    Context, Facts, Site, Wording, archive, home, indicator, initiative, lag, layout, series,
    shown, unit,
};
use crate::figures::{FigureOf, Standing};
use crate::model::{IndicatorId, InitiativeId, Scope, UnitId};
use crate::text::keep_numbers_together;
use serde::Serialize;

/// The interface of `embed.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EmbedView {
    /// `vi` or `en`.
    pub lang: &'static str,
    /// From the page to the site's root.
    pub root: String,
    /// The campaign's name.
    pub campaign: String,
    /// The title of the document.
    pub title: String,
    /// What it is about: "Quận 1: đạt 3 trong 4 mục tiêu".
    pub heading: String,
    /// A line below that.
    pub beside: Option<String>,
    /// The whole page, relative to the site's root.
    pub full: String,
    /// The whole page's absolute address, where the site has one.
    pub canonical: Option<String>,
    /// Whether illustrative figures stand on it.
    pub illustrative: bool,
    /// The key figures.
    pub rows: Vec<EmbedRow>,
    /// "và 3 chỉ tiêu khác", where not all are shown.
    pub more: Option<String>,
    /// The name of what the chart is about, where the heading does not say it.
    pub chart_of: Option<String>,
    /// The chart.
    pub chart: Option<ChartView>,
    /// The figures of what it draws that are other than they were published.
    pub revised: Option<RevisedNotes>,
    /// Further lines: "Quận, huyện: 15/24 đơn vị đạt".
    pub lines: Vec<String>,
    /// What belongs to the chart's message.
    pub chart_beside: Option<String>,
    /// What kind of thing it is: "đang áp dụng", "tự báo cáo".
    pub labels: Vec<String>,
    /// "Số liệu đến hết tháng 9/2019"
    pub as_of: Option<String>,
}

/// A key figure.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EmbedRow {
    /// The indicator; empty where the heading names it.
    pub name: String,
    /// Its figure.
    pub figure: FigureView,
    /// The target in words.
    pub target: Option<String>,
    /// Whether each field has to meet it.
    pub every_field: bool,
    /// What is missing, of the weakest field.
    pub lag: Option<String>,
}

/// What an embedded page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Embedded {
    /// The whole campaign.
    Campaign,
    /// A unit.
    Unit(UnitId),
    /// An indicator.
    Indicator(IndicatorId),
    /// An initiative.
    Initiative(InitiativeId),
}

/// So many key figures fit a frame.
const MOST_ROWS: usize = 5;

/// Plans an embedded page for the campaign, each unit, each indicator and each initiative.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    let campaign = facts.campaign;
    let units = campaign.units.iter().map(|(id, _)| Embedded::Unit(id));
    let indicators = campaign.indicators.iter();
    let indicators = indicators.map(|(id, _)| Embedded::Indicator(id));
    let initiatives = campaign.initiatives.iter();
    let initiatives = initiatives.map(|(id, _)| Embedded::Initiative(id));
    let all = std::iter::once(Embedded::Campaign).chain(units);
    for embedded in all.chain(indicators).chain(initiatives) {
        paste::plan(facts, site, embedded);
        let path = embed_path(facts, embedded);
        let own = path.clone();
        // It declares nothing of itself: search engines and feeds are told of the whole page.
        let render = move |c: &Context<'_>| {
            let view = embed_view(&c.facts, &c.wording, embedded, &own);
            c.templates.render_bytes("embed.html", &view, &own)
        };
        let origin = match embedded {
            Embedded::Initiative(id) => campaign.initiatives.get(id).places.first(),
            _ => None,
        };
        match origin {
            Some(place) => site.make_from(path, place.file, render),
            None => site.make(path, render),
        }
    }
}

/// The whole page of what an embedded page is about.
fn embedded_path(facts: &Facts<'_>, embedded: Embedded) -> String {
    match embedded {
        Embedded::Campaign => home::PATH.to_owned(),
        Embedded::Unit(id) => facts.unit_link(id).href,
        Embedded::Indicator(id) => facts.indicator_link(id).href,
        Embedded::Initiative(id) => facts.initiative_link(id).href,
    }
}

/// The path of an embedded page.
fn embed_path(facts: &Facts<'_>, embedded: Embedded) -> String {
    format!("nhung/{}", embedded_path(facts, embedded))
}

/// What it is about, in a few words.
fn embedded_name(facts: &Facts<'_>, embedded: Embedded) -> String {
    match embedded {
        Embedded::Campaign => facts.campaign.settings.title.to_string(),
        Embedded::Unit(id) => facts.unit_title(id),
        Embedded::Indicator(id) => facts.indicator_link(id).label,
        Embedded::Initiative(id) => facts.initiative_link(id).label,
    }
}

/// The words of an embedded page, and whose line its chart draws, where it is not drawn yet.
struct Outline {
    view: EmbedView,
    charted: Option<IndicatorId>,
}

impl Outline {
    fn has_chart(&self) -> bool {
        self.charted.is_some() || self.view.chart.is_some()
    }
}

fn embed_view(facts: &Facts<'_>, wording: &Wording, embedded: Embedded, path: &str) -> EmbedView {
    let Outline { mut view, charted } = outline(facts, wording, embedded, path);
    let Some(id) = charted else {
        return view;
    };
    let (standing, of_line) = line_of(facts, wording, embedded, id, &view.root);
    view.chart = series::line_chart(facts, wording, id, standing, &of_line, "bieu-do", "");
    view.illustrative |= view.chart.as_ref().is_some_and(|chart| chart.illustrative);
    view
}

/// How what an embedded page is about stands in an indicator.
fn standing_of<'s>(facts: &Facts<'s>, embedded: Embedded, id: IndicatorId) -> &'s Standing {
    match embedded {
        Embedded::Unit(unit) => facts.figures.of(id).standing(unit),
        _ => &facts.figures.of(id).whole,
    }
}

/// Whose figures those are.
fn figures_of(embedded: Embedded, id: IndicatorId) -> FigureOf {
    match embedded {
        Embedded::Unit(unit) => FigureOf::unit(id, unit),
        _ => FigureOf::whole(id),
    }
}

/// The same, and its line over time, on a page below `root`.
fn line_of<'s>(
    facts: &Facts<'s>,
    wording: &Wording,
    embedded: Embedded,
    id: IndicatorId,
    root: &str,
) -> (&'s Standing, Line<'s>) {
    let standing = standing_of(facts, embedded, id);
    let of_line = line(&standing.overall, facts.figures.of(id).latest);
    let of = figures_of(embedded, id);
    (standing, of_line.marked(facts, wording, root, of))
}

fn outline(facts: &Facts<'_>, wording: &Wording, embedded: Embedded, path: &str) -> Outline {
    let view = bare_embed(facts, wording, embedded, path);
    match embedded {
        Embedded::Campaign => embed_of_campaign(facts, wording, view),
        Embedded::Unit(id) => embed_of_unit(facts, wording, view, id),
        Embedded::Indicator(id) => embed_of_indicator(facts, wording, view, id),
        Embedded::Initiative(id) => Outline {
            view: embed_of_initiative(facts, wording, view, id),
            charted: None,
        },
    }
}

/// What all embedded pages have.
fn bare_embed(facts: &Facts<'_>, wording: &Wording, embedded: Embedded, path: &str) -> EmbedView {
    let full = embedded_path(facts, embedded);
    let name = embedded_name(facts, embedded);
    let campaign = facts.campaign.settings.title.to_string();
    let args = [("name", &*name), ("campaign", &campaign)];
    let key = match embedded {
        Embedded::Campaign => "embed.title-of-campaign",
        _ => "embed.title",
    };
    EmbedView {
        lang: wording.language().code(),
        root: root_of(path),
        title: wording.fill(key, &args),
        campaign,
        heading: name,
        beside: None,
        canonical: facts.absolute(&full),
        full,
        illustrative: false,
        rows: Vec::new(),
        more: None,
        chart_of: None,
        chart: None,
        revised: None,
        lines: Vec::new(),
        chart_beside: None,
        labels: Vec::new(),
        as_of: layout::as_of(facts, wording),
    }
}

fn embed_of_campaign(facts: &Facts<'_>, wording: &Wording, mut view: EmbedView) -> Outline {
    let ids: Vec<IndicatorId> = facts.campaign.indicators.iter().map(|(id, _)| id).collect();
    view.heading = home::whole_finding(facts, wording).unwrap_or(view.heading);
    add_figures(facts, wording, view, &ids, Embedded::Campaign)
}

fn embed_of_unit(
    facts: &Facts<'_>,
    wording: &Wording,
    mut view: EmbedView,
    unit: UnitId,
) -> Outline {
    let ids: Vec<IndicatorId> = facts.indicators_of_unit(unit);
    if let Some(finding) = unit::finding(facts, wording, &ids, unit) {
        view.heading = format!("{}: {finding}", view.heading);
    }
    add_figures(facts, wording, view, &ids, Embedded::Unit(unit))
}

fn embed_of_indicator(
    facts: &Facts<'_>,
    wording: &Wording,
    mut view: EmbedView,
    id: IndicatorId,
) -> Outline {
    view.beside = Some(indicator::whole_name(facts, wording));
    let mut outline = add_figures(facts, wording, view, &[id], Embedded::Indicator(id));
    let view = &mut outline.view;
    for row in &mut view.rows {
        row.name.clear();
    }
    view.chart_of = None;
    view.lines = home::met_by_kind(facts, wording, id);
    view.illustrative = facts.has_illustrative(id);
    outline
}

/// What an initiative is, and what was measured before and after.
fn embed_of_initiative(
    facts: &Facts<'_>,
    wording: &Wording,
    mut view: EmbedView,
    id: InitiativeId,
) -> EmbedView {
    let initiative = facts.campaign.initiatives.get(id);
    view.beside = Some(facts.unit_title(initiative.unit));
    view.lines.push(initiative.summary.to_string());
    let labels = [
        archive::label_of(wording, initiative.stage),
        archive::label_of(wording, initiative.verification),
    ];
    view.labels = labels.map(str::to_owned).to_vec();
    view.illustrative = initiative.illustrative;
    if let Some(impact) = initiative::first_impact_view(facts, wording, &view.root, id) {
        view.illustrative |= impact.illustrative;
        view.chart_beside = Some(impact.in_short);
        view.chart = Some(impact.chart);
        view.revised = impact.revised;
    }
    // Its own date says more than that of the figures.
    let updated = wording.language().short_day(initiative.updated);
    let updated = wording.fill("archive.page.updated", &[("date", &updated)]);
    view.as_of = Some(updated);
    view
}

/// Adds the figures of those indicators that have a target, else of those that have none, and chooses the line of the
/// first that can be drawn.
fn add_figures(
    facts: &Facts<'_>,
    wording: &Wording,
    mut view: EmbedView,
    ids: &[IndicatorId],
    embedded: Embedded,
) -> Outline {
    let has_target = |id: &IndicatorId| facts.campaign.indicators.get(*id).target.is_some();
    let mut shown: Vec<IndicatorId> = ids.iter().copied().filter(has_target).collect();
    if shown.is_empty() {
        shown = ids.to_vec();
    }
    let others = shown.len().saturating_sub(MOST_ROWS);
    view.more =
        (others > 0).then(|| wording.fill("embed.more", &[("count", &wording.whole(others))]));
    for &id in shown.iter().take(MOST_ROWS) {
        let row = embed_row(facts, wording, id, standing_of(facts, embedded, id));
        view.illustrative |= row.figure.illustrative;
        view.rows.push(row);
    }
    let charted = shown
        .into_iter()
        .map(|id| (id, line_of(facts, wording, embedded, id, &view.root).1))
        .find(|(_, line)| line.is_drawable());
    view.revised = charted.as_ref().and_then(|(id, line)| {
        revised_notes(facts, wording, &view.root, figures_of(embedded, *id), line)
    });
    let charted = charted.map(|(id, _)| id);
    view.chart_of =
        charted.map(|id| keep_numbers_together(&facts.campaign.indicators.get(id).name));
    Outline { view, charted }
}

fn embed_row(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    standing: &Standing,
) -> EmbedRow {
    let indicator = facts.campaign.indicators.get(id);
    let overall = &standing.overall;
    let point = overall.shown(indicator);
    let link = facts.indicator_link(id);
    EmbedRow {
        figure: shown::figure(facts, wording, indicator, point),
        target: wording.target_phrase(indicator),
        every_field: indicator.scope == Scope::EveryField && indicator.target.is_some(),
        lag: lag::lag(facts, wording, id, standing, link.clone())
            .filter(|_| !lag::failing_fields(indicator, standing).is_empty())
            .map(|lag| lag.detail),
        name: link.label,
    }
}
