//! Pages for frames in other sites (`nhung/…`): the key figures of a page, how they stand, one chart, and the way to
//! the whole. Also the piece of HTML that puts such a frame there.

mod snippet;
#[cfg(test)]
mod tests;

pub use snippet::SnippetView;

use super::layout::root_of;
use super::series::{ChartView, line};
use super::shown::{FigureView, state};
use super::{Context, Made, Site};
use crate::diagnostic::Diagnostic;
use crate::figures::{Standing, Status};
use crate::model::{IndicatorId, InitiativeId, Scope, UnitId};
use crate::text::keep_numbers_together;
use serde::Serialize;

/// The interface of `embed.html`.
#[derive(Debug, Clone, Serialize)]
pub struct EmbedView {
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
pub struct EmbedRow {
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
pub enum Embedded {
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
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    let campaign = context.campaign;
    let units = campaign.units.iter().map(|(id, _)| Embedded::Unit(id));
    let indicators = campaign.indicators.iter();
    let indicators = indicators.map(|(id, _)| Embedded::Indicator(id));
    let initiatives = campaign.initiatives.iter();
    let initiatives = initiatives.map(|(id, _)| Embedded::Initiative(id));
    let all = std::iter::once(Embedded::Campaign).chain(units);
    for embedded in all.chain(indicators).chain(initiatives) {
        let path = context.embed_path(embedded);
        let own = path.clone();
        let render = move |context: &Context<'_>| context.embed_page(embedded, &own);
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

impl Context<'_> {
    /// The whole page of what an embedded page is about.
    fn embedded_path(&self, embedded: Embedded) -> String {
        match embedded {
            Embedded::Campaign => "index.html".to_owned(),
            Embedded::Unit(id) => self.unit_link(id).href,
            Embedded::Indicator(id) => self.indicator_link(id).href,
            Embedded::Initiative(id) => self.initiative_link(id).href,
        }
    }

    /// The path of an embedded page.
    fn embed_path(&self, embedded: Embedded) -> String {
        format!("nhung/{}", self.embedded_path(embedded))
    }

    /// What it is about, in a few words.
    fn embedded_name(&self, embedded: Embedded) -> String {
        match embedded {
            Embedded::Campaign => self.campaign.settings.title.to_string(),
            Embedded::Unit(id) => self.unit_title(id),
            Embedded::Indicator(id) => self.indicator_link(id).label,
            Embedded::Initiative(id) => self.initiative_link(id).label,
        }
    }

    /// An embedded page. It declares nothing of itself: search engines and feeds are told of the whole page.
    fn embed_page(&self, embedded: Embedded, path: &str) -> Result<Made, Diagnostic> {
        let view = self.embed_view(embedded, path);
        let html = self.templates.render_bytes("embed.html", &view, path)?;
        Ok(html.into())
    }

    fn embed_view(&self, embedded: Embedded, path: &str) -> EmbedView {
        let view = self.bare_embed(embedded, path);
        match embedded {
            Embedded::Campaign => self.embed_of_campaign(view),
            Embedded::Unit(id) => self.embed_of_unit(view, id),
            Embedded::Indicator(id) => self.embed_of_indicator(view, id),
            Embedded::Initiative(id) => self.embed_of_initiative(view, id),
        }
    }

    /// What all embedded pages have.
    fn bare_embed(&self, embedded: Embedded, path: &str) -> EmbedView {
        let full = self.embedded_path(embedded);
        let name = self.embedded_name(embedded);
        let campaign = self.campaign.settings.title.to_string();
        let args = [("name", &*name), ("campaign", &campaign)];
        let key = match embedded {
            Embedded::Campaign => "embed.title-of-campaign",
            _ => "embed.title",
        };
        EmbedView {
            lang: self.layout_lang(),
            root: root_of(path),
            title: self.words.fill(key, &args),
            campaign,
            heading: name,
            beside: None,
            canonical: self.absolute(&full),
            full,
            illustrative: false,
            rows: Vec::new(),
            more: None,
            chart_of: None,
            chart: None,
            lines: Vec::new(),
            chart_beside: None,
            labels: Vec::new(),
            as_of: self.as_of(),
        }
    }

    fn embed_of_campaign(&self, mut view: EmbedView) -> EmbedView {
        let ids: Vec<IndicatorId> = self.campaign.indicators.iter().map(|(id, _)| id).collect();
        view.heading = self.whole_finding().unwrap_or(view.heading);
        self.add_figures(&mut view, &ids, |id| &self.figures.of(id).whole);
        view
    }

    fn embed_of_unit(&self, mut view: EmbedView, unit: UnitId) -> EmbedView {
        let ids: Vec<IndicatorId> = self.indicators_of_unit(unit);
        if let Some(finding) = self.finding(&ids, unit) {
            view.heading = format!("{}: {finding}", view.heading);
        }
        self.add_figures(&mut view, &ids, |id| self.figures.of(id).standing(unit));
        view
    }

    fn embed_of_indicator(&self, mut view: EmbedView, id: IndicatorId) -> EmbedView {
        view.beside = Some(self.whole_name());
        self.add_figures(&mut view, &[id], |id| &self.figures.of(id).whole);
        for row in &mut view.rows {
            row.name.clear();
        }
        view.chart_of = None;
        view.lines = self.met_by_kind(id);
        view.illustrative = self.has_illustrative(id);
        view
    }

    /// What an initiative is, and what was measured before and after.
    fn embed_of_initiative(&self, mut view: EmbedView, id: InitiativeId) -> EmbedView {
        let initiative = self.campaign.initiatives.get(id);
        view.beside = Some(self.unit_title(initiative.unit));
        view.lines.push(initiative.summary.to_string());
        let labels = [
            self.label(initiative.stage),
            self.label(initiative.verification),
        ];
        view.labels = labels.map(str::to_owned).to_vec();
        view.illustrative = initiative.illustrative;
        if let Some(impact) = self.first_impact_view(id) {
            view.illustrative |= impact.illustrative;
            view.chart_beside = Some(impact.in_short);
            view.chart = Some(impact.chart);
        }
        // Its own date says more than that of the figures.
        let updated = self.language().short_day(initiative.updated);
        let updated = self
            .words
            .fill("archive.page.updated", &[("date", &updated)]);
        view.as_of = Some(updated);
        view
    }

    /// The figures of those indicators that have a target, else of those that have none, and the line of the first
    /// that can be drawn.
    fn add_figures<'s>(
        &'s self,
        view: &mut EmbedView,
        ids: &[IndicatorId],
        standing: impl Fn(IndicatorId) -> &'s Standing,
    ) {
        let has_target = |id: &IndicatorId| self.campaign.indicators.get(*id).target.is_some();
        let mut shown: Vec<IndicatorId> = ids.iter().copied().filter(has_target).collect();
        if shown.is_empty() {
            shown = ids.to_vec();
        }
        let others = shown.len().saturating_sub(MOST_ROWS);
        view.more = (others > 0).then(|| {
            self.words
                .fill("embed.more", &[("count", &self.whole(others))])
        });
        for &id in shown.iter().take(MOST_ROWS) {
            let row = self.embed_row(id, standing(id));
            view.illustrative |= row.figure.illustrative;
            view.rows.push(row);
        }
        let lines = shown.iter().map(|&id| {
            let indicator = self.campaign.indicators.get(id);
            let of_line = line(&standing(id).overall, self.figures.of(id).latest);
            (indicator, of_line)
        });
        for (indicator, of_line) in lines {
            if of_line.is_drawable() {
                let chart = self.line_chart(indicator, &of_line, "bieu-do", "");
                view.illustrative |= chart.illustrative;
                view.chart = Some(chart);
                view.chart_of = Some(keep_numbers_together(&indicator.name));
                return;
            }
        }
    }

    fn embed_row(&self, id: IndicatorId, standing: &Standing) -> EmbedRow {
        let indicator = self.campaign.indicators.get(id);
        let overall = &standing.overall;
        let point = overall.shown(indicator);
        let link = self.indicator_link(id);
        let is_short = matches!(point.status, Status::Near | Status::Missed);
        let mut figure = self.figure(indicator, point);
        figure.state = self.state_view(state(indicator, point)).clone();
        EmbedRow {
            figure,
            target: self.target_phrase(indicator),
            every_field: indicator.scope == Scope::EveryField && indicator.target.is_some(),
            lag: is_short
                .then(|| self.lag(id, standing, link.clone()))
                .flatten()
                .filter(|_| !self.failing_fields(indicator, standing).is_empty())
                .map(|lag| lag.detail),
            name: link.label,
        }
    }
}
