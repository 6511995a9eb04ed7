//! Figures within texts: what the calls of Markdown (`{{ value(…) }}`) become. They come from the data and never go
//! stale.

mod argument;
mod initiatives;

use super::change_log::{RevisedNotes, revised_notes};
use super::layout::LinkView;
use super::series::line;
use super::series_table::series_table;
use super::standings::{Shown, StandingBlock};
use super::{Archive, Facts, Wording, component, indicator, series, shown, standings};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{BlockId, FigureOf, Point, Standing, Track};
use crate::model::IndicatorId;
use crate::render::{Call, CallName, Templates};
use argument::{
    argument, field_argument, indicator_argument, period_argument, unit_argument, unknown,
    wrong_arguments,
};
use initiatives::initiatives_call;
use serde::Serialize;

/// How many blocks a call shows where a list has a page a block.
const MOST_BLOCKS: usize = 8;

/// What a call became.
pub(super) struct RenderedCall {
    pub(super) html: String,
    /// Whether illustrative figures stand in it.
    pub(super) illustrative: bool,
}

/// What every `call_*.html` has beside its own keys.
#[derive(Debug, Serialize)]
struct CallView<T: Serialize> {
    /// From the page to the site's root.
    root: String,
    #[serde(flatten)]
    content: T,
}

/// The interface of `call_chart.html`.
#[derive(Debug, Serialize)]
struct ChartCall {
    /// The drawing.
    chart: super::series::ChartView,
    /// The table beside it.
    table: super::series_table::SeriesTable,
    /// The figures of both that are other than they were published.
    revised: Option<RevisedNotes>,
    /// The indicator.
    indicator: LinkView,
    /// Whether illustrative figures stand in it.
    illustrative: bool,
}

/// The interface of `call_progress.html`.
#[derive(Debug, Serialize)]
struct ProgressCall {
    /// The indicator.
    indicator: LinkView,
    /// Who it is about, and in which field.
    subject: String,
    /// The figure.
    figure: super::shown::FigureView,
    /// The target in words.
    target: Option<String>,
}

/// The interface of `call_ranking.html`.
#[derive(Debug, Serialize)]
struct RankingCall {
    /// The indicator.
    indicator: LinkView,
    /// A ranking a block.
    blocks: Vec<StandingBlock>,
    /// How many blocks there are beyond those.
    left_out: Option<String>,
    /// Whether illustrative figures stand in it.
    illustrative: bool,
}

/// The HTML of a call on a page from which `root` leads to the site's root.
pub(super) fn call(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    templates: &Templates,
    call: &Call,
    root: &str,
) -> Result<RenderedCall, Vec<Diagnostic>> {
    let wrong = wrong_arguments(facts, call);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let made = match call.name {
        CallName::Value => value_call(facts, wording, call),
        CallName::Chart => chart_call(facts, wording, templates, call, root),
        CallName::Progress => progress_call(facts, wording, templates, call, root),
        CallName::Ranking => ranking_call(facts, wording, templates, call, root),
        CallName::Initiatives => initiatives_call(facts, wording, archive, templates, call, root),
    };
    made.map_err(|problem| vec![problem])
}

fn value_call(
    facts: &Facts<'_>,
    wording: &Wording,
    call: &Call,
) -> Result<RenderedCall, Diagnostic> {
    let id = indicator_argument(facts, call)?;
    let indicator = facts.campaign.indicators.get(id);
    let track = track_argument(facts, call, id)?;
    let point = point_argument(facts, call, id, track)?;
    let value = point
        .figure
        .as_ref()
        .and_then(|figure| figure.value(indicator));
    let Some(value) = value else {
        return Err(Code::CallNoFigure
            .at(call.place)
            .arg("indicator", &indicator.name));
    };
    let shown = wording.value(indicator, &value).replace(' ', "\u{a0}");
    let illustrative = point.is_illustrative();
    Ok(RenderedCall {
        html: component::figure_in_text(&shown, illustrative)
            .as_str()
            .to_owned(),
        illustrative,
    })
}

fn chart_call(
    facts: &Facts<'_>,
    wording: &Wording,
    templates: &Templates,
    call: &Call,
    root: &str,
) -> Result<RenderedCall, Diagnostic> {
    let id = indicator_argument(facts, call)?;
    let indicator = facts.campaign.indicators.get(id);
    let track = track_argument(facts, call, id)?;
    let of = FigureOf {
        indicator: id,
        unit: argument(facts, call, "unit", unit_argument)?,
        field: argument(facts, call, "field", field_argument)?,
    };
    let of_line = line(track, facts.figures.of(id).latest).marked(facts, wording, root, of);
    let chart_id = format!("so-lieu-{}-{}", call.place.line, call.place.column);
    let subject = subject(facts, wording, call)?;
    let chart = match call.get("field") {
        Some(_) => series::line_chart_in_field(wording, indicator, &of_line, &chart_id, &subject),
        None => {
            let standing = standing_argument(facts, call, id)?;
            series::line_chart(facts, wording, id, standing, &of_line, &chart_id, &subject)
        }
    };
    let Some(chart) = chart else {
        return Err(Code::CallNoFigure
            .at(call.place)
            .arg("indicator", &indicator.name));
    };
    let illustrative = track.series.iter().any(Point::is_illustrative);
    let table = series_table(facts, wording, indicator, &of_line);
    let content = ChartCall {
        chart,
        table,
        revised: revised_notes(facts, wording, root, of, &of_line),
        indicator: facts.indicator_link(id),
        illustrative,
    };
    render_call(templates, "call_chart.html", root, content, illustrative)
}

fn progress_call(
    facts: &Facts<'_>,
    wording: &Wording,
    templates: &Templates,
    call: &Call,
    root: &str,
) -> Result<RenderedCall, Diagnostic> {
    let id = indicator_argument(facts, call)?;
    let indicator = facts.campaign.indicators.get(id);
    let track = track_argument(facts, call, id)?;
    let point = track.shown(indicator);
    let content = ProgressCall {
        indicator: facts.indicator_link(id),
        subject: subject(facts, wording, call)?,
        figure: shown::figure(facts, wording, indicator, point),
        target: wording.target_phrase(indicator),
    };
    render_call(
        templates,
        "call_progress.html",
        root,
        content,
        point.is_illustrative(),
    )
}

fn ranking_call(
    facts: &Facts<'_>,
    wording: &Wording,
    templates: &Templates,
    call: &Call,
    root: &str,
) -> Result<RenderedCall, Diagnostic> {
    let id = indicator_argument(facts, call)?;
    let mut blocks: Vec<BlockId> = facts
        .figures
        .blocks
        .iter()
        .map(|(block, _)| block)
        .collect();
    if let Some(group) = call.get("group") {
        blocks.retain(|&block| {
            facts.figures.blocks.get(block).name == group.value
                || *facts.block_name(block) == *group.value
        });
        if blocks.is_empty() {
            let names: Vec<String> = facts
                .figures
                .blocks
                .iter()
                .map(|(block, _)| facts.block_name(block))
                .collect();
            return Err(unknown(
                Code::UnknownGroup,
                group,
                names.iter().map(String::as_str),
            ));
        }
    }
    let illustrative = facts.has_illustrative(id);
    let shown = standings::whole_or_ends(facts, id);
    let most = match shown {
        Shown::Ends => MOST_BLOCKS,
        Shown::All | Shown::These(_) => usize::MAX,
    };
    let left_out = blocks.len().saturating_sub(most);
    let content = RankingCall {
        indicator: facts.indicator_link(id),
        blocks: blocks
            .into_iter()
            .take(most)
            .map(|block| standings::standing_block(facts, wording, id, block, shown))
            .collect(),
        left_out: (left_out > 0).then(|| wording.whole(left_out)),
        illustrative,
    };
    render_call(templates, "call_ranking.html", root, content, illustrative)
}

fn render_call(
    templates: &Templates,
    template: &str,
    root: &str,
    content: impl Serialize,
    illustrative: bool,
) -> Result<RenderedCall, Diagnostic> {
    let view = CallView {
        root: root.to_owned(),
        content,
    };
    Ok(RenderedCall {
        html: templates.render(template, &view, template)?,
        illustrative,
    })
}

/// The standing of a call's unit, else of the whole.
fn standing_argument<'a>(
    facts: &Facts<'a>,
    call: &Call,
    id: IndicatorId,
) -> Result<&'a Standing, Diagnostic> {
    let figures = facts.figures.of(id);
    Ok(match call.get("unit") {
        Some(argument) => figures.standing(unit_argument(facts, argument)?),
        None => &figures.whole,
    })
}

/// The figures that a call asks for: of its unit, else of the whole; in its field, else overall.
fn track_argument<'a>(
    facts: &Facts<'a>,
    call: &Call,
    id: IndicatorId,
) -> Result<&'a Track, Diagnostic> {
    let standing = standing_argument(facts, call, id)?;
    let Some(argument) = call.get("field") else {
        return Ok(&standing.overall);
    };
    standing
        .field(field_argument(facts, argument)?)
        .ok_or_else(|| {
            let indicator = facts.campaign.indicators.get(id);
            Code::CallNoFigure
                .at(argument.place)
                .arg("indicator", &indicator.name)
        })
}

fn point_argument<'t>(
    facts: &Facts<'_>,
    call: &Call,
    id: IndicatorId,
    track: &'t Track,
) -> Result<&'t Point, Diagnostic> {
    let indicator = facts.campaign.indicators.get(id);
    let Some(argument) = call.get("period") else {
        return Ok(track.shown(indicator));
    };
    let period = period_argument(facts, call, argument)?;
    track.at(period).ok_or_else(|| {
        Code::CallNoFigure
            .at(argument.place)
            .arg("indicator", &indicator.name)
    })
}

/// Who a call is about, and in which field.
fn subject(facts: &Facts<'_>, wording: &Wording, call: &Call) -> Result<String, Diagnostic> {
    let unit = match call.get("unit") {
        Some(argument) => facts.unit_title(unit_argument(facts, argument)?),
        None => indicator::whole_name(facts, wording),
    };
    let Some(argument) = call.get("field") else {
        return Ok(unit);
    };
    let field = &facts
        .campaign
        .fields
        .get(field_argument(facts, argument)?)
        .name;
    Ok(wording.fill(
        "pages.subject-in-field",
        &[("unit", &unit), ("field", field)],
    ))
}
