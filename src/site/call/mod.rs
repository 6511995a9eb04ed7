//! Figures within texts: what the calls of Markdown (`{{ value(…) }}`) become. They come from the data and never go
//! stale.

mod argument;
mod initiatives;

use super::Context;
use super::layout::LinkView;
use super::series::line;
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{BlockId, Point, Standing, Track};
use crate::model::{IndicatorId, Scope};
use crate::render::{Call, CallName};
use argument::unknown;
use serde::Serialize;

/// What a call became.
pub(super) struct Made {
    pub(super) html: String,
    /// Whether illustrative figures stand in it.
    pub(super) illustrative: bool,
}

/// The interface of `call_*.html`.
#[derive(Debug, Serialize)]
struct CallView<T: Serialize> {
    /// From the page to the site's root.
    root: String,
    #[serde(flatten)]
    content: T,
}

#[derive(Debug, Serialize)]
struct ChartCall {
    chart: super::series::ChartView,
    table: super::series_table::SeriesTable,
    indicator: LinkView,
    illustrative: bool,
}

#[derive(Debug, Serialize)]
struct ProgressCall {
    indicator: LinkView,
    subject: String,
    figure: super::shown::FigureView,
    target: Option<String>,
}

#[derive(Debug, Serialize)]
struct RankingCall {
    indicator: LinkView,
    blocks: Vec<super::standings::StandingBlock>,
    illustrative: bool,
}

impl Context<'_> {
    /// The HTML of a call on a page from which `root` leads to the site's root.
    pub(super) fn call(&self, call: &Call, root: &str) -> Result<Made, Vec<Diagnostic>> {
        let wrong = self.wrong_arguments(call);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let made = match call.name {
            CallName::Value => self.value_call(call),
            CallName::Chart => self.chart_call(call, root),
            CallName::Progress => self.progress_call(call, root),
            CallName::Ranking => self.ranking_call(call, root),
            CallName::Initiatives => self.initiatives_call(call, root),
        };
        made.map_err(|problem| vec![problem])
    }

    fn value_call(&self, call: &Call) -> Result<Made, Diagnostic> {
        let id = self.indicator_argument(call)?;
        let indicator = self.campaign.indicators.get(id);
        let track = self.track_argument(call, id)?;
        let point = self.point_argument(call, id, track)?;
        let value = point
            .figure
            .as_ref()
            .and_then(|figure| figure.value(indicator));
        let Some(value) = value else {
            return Err(Code::CallNoFigure
                .at(call.place)
                .arg("indicator", &indicator.name));
        };
        let shown = self.value(indicator, &value).replace(' ', "\u{a0}");
        let class = if point.is_illustrative() {
            "figure illustrative"
        } else {
            "figure"
        };
        Ok(Made {
            html: format!("<span class=\"{class}\">{}</span>", escape(&shown)),
            illustrative: point.is_illustrative(),
        })
    }

    fn chart_call(&self, call: &Call, root: &str) -> Result<Made, Diagnostic> {
        let id = self.indicator_argument(call)?;
        let indicator = self.campaign.indicators.get(id);
        let track = self.track_argument(call, id)?;
        let of_line = line(track, self.figures.of(id).latest);
        if !of_line.is_drawable() {
            return Err(Code::CallNoFigure
                .at(call.place)
                .arg("indicator", &indicator.name));
        }
        let chart_id = format!("so-lieu-{}-{}", call.place.line, call.place.column);
        // The target of every field is, for one field, just the target.
        let scope = if call.get("field").is_some() {
            Scope::Overall
        } else {
            indicator.scope
        };
        let chart = self.line_chart_in(indicator, scope, &of_line, &chart_id, &self.subject(call)?);
        let illustrative = track.series.iter().any(Point::is_illustrative);
        let table = self.series_table(indicator, &of_line);
        let content = ChartCall {
            chart,
            table,
            indicator: self.indicator_link(id),
            illustrative,
        };
        self.render_call("call_chart.html", root, content, illustrative)
    }

    fn progress_call(&self, call: &Call, root: &str) -> Result<Made, Diagnostic> {
        let id = self.indicator_argument(call)?;
        let indicator = self.campaign.indicators.get(id);
        let track = self.track_argument(call, id)?;
        let point = track.shown(indicator);
        let content = ProgressCall {
            indicator: self.indicator_link(id),
            subject: self.subject(call)?,
            figure: self.figure(indicator, point),
            target: self.target_phrase(indicator),
        };
        self.render_call("call_progress.html", root, content, point.is_illustrative())
    }

    fn ranking_call(&self, call: &Call, root: &str) -> Result<Made, Diagnostic> {
        let id = self.indicator_argument(call)?;
        let mut blocks: Vec<BlockId> = self.figures.blocks.iter().map(|(block, _)| block).collect();
        if let Some(group) = call.get("group") {
            blocks.retain(|&block| {
                self.figures.blocks.get(block).name == group.value
                    || *self.block_name(block) == *group.value
            });
            if blocks.is_empty() {
                let names: Vec<String> = self
                    .figures
                    .blocks
                    .iter()
                    .map(|(block, _)| self.block_name(block))
                    .collect();
                return Err(unknown(
                    Code::UnknownGroup,
                    group,
                    names.iter().map(String::as_str),
                ));
            }
        }
        let illustrative = self.has_illustrative(id);
        let content = RankingCall {
            indicator: self.indicator_link(id),
            blocks: blocks
                .into_iter()
                .map(|block| self.standing_block(id, block))
                .collect(),
            illustrative,
        };
        self.render_call("call_ranking.html", root, content, illustrative)
    }

    fn render_call(
        &self,
        template: &str,
        root: &str,
        content: impl Serialize,
        illustrative: bool,
    ) -> Result<Made, Diagnostic> {
        let view = CallView {
            root: root.to_owned(),
            content,
        };
        Ok(Made {
            html: self.templates.render(template, &view, template)?,
            illustrative,
        })
    }

    /// The figures that a call asks for: of its unit, else of the whole; in its field, else overall.
    fn track_argument(&self, call: &Call, id: IndicatorId) -> Result<&Track, Diagnostic> {
        let figures = self.figures.of(id);
        let standing: &Standing = match call.get("unit") {
            Some(argument) => figures.standing(self.unit_argument(argument)?),
            None => &figures.whole,
        };
        let Some(argument) = call.get("field") else {
            return Ok(&standing.overall);
        };
        standing
            .field(self.field_argument(argument)?)
            .ok_or_else(|| {
                let indicator = self.campaign.indicators.get(id);
                Code::CallNoFigure
                    .at(argument.place)
                    .arg("indicator", &indicator.name)
            })
    }

    fn point_argument<'t>(
        &self,
        call: &Call,
        id: IndicatorId,
        track: &'t Track,
    ) -> Result<&'t Point, Diagnostic> {
        let indicator = self.campaign.indicators.get(id);
        let Some(argument) = call.get("period") else {
            return Ok(track.shown(indicator));
        };
        let period = self.period_argument(call, argument)?;
        track.at(period).ok_or_else(|| {
            Code::CallNoFigure
                .at(argument.place)
                .arg("indicator", &indicator.name)
        })
    }

    /// Who a call is about, and in which field.
    fn subject(&self, call: &Call) -> Result<String, Diagnostic> {
        let unit = match call.get("unit") {
            Some(argument) => self.unit_title(self.unit_argument(argument)?),
            None => self.whole_name(),
        };
        let Some(argument) = call.get("field") else {
            return Ok(unit);
        };
        let field = &self
            .campaign
            .fields
            .get(self.field_argument(argument)?)
            .name;
        Ok(self.words.fill(
            "pages.subject-in-field",
            &[("unit", &unit), ("field", field)],
        ))
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
