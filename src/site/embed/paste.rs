//! Pages with what editors take that take no frame (`nhung/chu/…`): a text with a small table, and a picture
//! (`nhung/anh/…`), each with a link.

use super::snippet::address;
use super::{
    EmbedRow, EmbedView, Embedded, Outline, embed_path, embedded_name, embedded_path, line_of,
    outline,
};
use crate::chart::{LineChart, Poster};
use crate::render::Html;
use crate::site::component::{TextSnippet, picture_snippet};
use crate::site::layout::root_of;
use crate::site::series::{self, ChartView};
use crate::site::{Context, Facts, Site, Wording};
use serde::Serialize;

/// Units have pictures where there are at most so many of them, as share images.
const MOST_UNITS: usize = 1000;

/// The interface of `embed_paste.html`.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct PasteView {
    /// `vi` or `en`.
    pub lang: &'static str,
    /// From the page to the site's root.
    pub root: String,
    /// The title of the page.
    pub title: String,
    /// The whole page, relative to the site's root.
    pub full: String,
    /// Whether illustrative figures stand on it.
    pub illustrative: bool,
    /// The text and the table, as they will look.
    pub text: Html,
    /// Their HTML.
    pub text_code: String,
    /// The picture.
    pub picture: Option<PictureView>,
    /// Whether the site's address is missing in the code and has to be put in.
    pub needs_address: bool,
}

/// A picture that leads to the whole page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct PictureView {
    /// The picture, relative to the site's root.
    pub path: String,
    /// Its width in px.
    pub width: u32,
    /// Its height in px.
    pub height: u32,
    /// What it says.
    pub says: String,
    /// The HTML that shows it.
    pub code: String,
}

/// The path of the page.
pub(super) fn path(facts: &Facts<'_>, embedded: Embedded) -> String {
    format!("nhung/chu/{}", embedded_path(facts, embedded))
}

fn picture_path(facts: &Facts<'_>, embedded: Embedded) -> Option<String> {
    let is_unit = matches!(embedded, Embedded::Unit(_));
    if is_unit && facts.campaign.units.len() > MOST_UNITS {
        return None;
    }
    let page = embedded_path(facts, embedded);
    let stem = page.strip_suffix(".html").unwrap_or(&page);
    Some(format!("nhung/anh/{stem}.svg"))
}

/// Plans the page and its picture.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>, embedded: Embedded) {
    let page = path(facts, embedded);
    let own = page.clone();
    site.make(page, move |c: &Context<'_>| {
        let view = paste_view(&c.facts, &c.wording, embedded, &own);
        c.templates.render_bytes("embed_paste.html", &view, &own)
    });
    if let Some(picture) = picture_path(facts, embedded) {
        site.make(picture, move |c: &Context<'_>| {
            let outline = outline(&c.facts, &c.wording, embedded, "");
            let (svg, _, _) = draw(&c.facts, &c.wording, embedded, &outline);
            Ok(svg.into_bytes())
        });
    }
}

fn paste_view(facts: &Facts<'_>, wording: &Wording, embedded: Embedded, path: &str) -> PasteView {
    let outline = outline(facts, wording, embedded, &embed_path(facts, embedded));
    let full = embedded_path(facts, embedded);
    let root = root_of(path);
    let name = embedded_name(facts, embedded);
    let text = |href: &str| text(wording, &outline, href);
    let absolute = address(facts, wording, &full);
    PasteView {
        lang: wording.language().code(),
        title: wording.fill("embed.paste.title", &[("name", &name)]),
        illustrative: outline.view.illustrative,
        text: text(&format!("{root}{full}")),
        text_code: text(&absolute).as_str().to_owned(),
        picture: picture_path(facts, embedded).map(|path| {
            let (_, size, says) = draw(facts, wording, embedded, &outline);
            let source = address(facts, wording, &path);
            let code = picture_snippet(&name, &absolute, &source, size, &says);
            PictureView {
                path,
                width: size.0,
                height: size.1,
                code: code.as_str().to_owned(),
                says,
            }
        }),
        needs_address: facts.base_url.is_none(),
        full,
        root,
    }
}

fn text(wording: &Wording, outline: &Outline, full: &str) -> Html {
    let view = &outline.view;
    let word = |key| wording.word(key);
    let rows: Vec<[String; 3]> = view
        .rows
        .iter()
        .map(|row| {
            let name = match row.name.is_empty() {
                true => view.beside.as_deref().unwrap_or_default(),
                false => &row.name,
            };
            let target = row.target.clone().unwrap_or_default();
            [with_notes(name, row), result(row), target]
        })
        .collect();
    TextSnippet {
        heading: &view.heading,
        head: [
            word("embed.paste.indicator"),
            word("embed.paste.result"),
            word("embed.paste.target"),
        ],
        rows: &rows,
        lines: &view.lines,
        foot: &foot(wording, view, view.illustrative).join(" "),
        full,
        full_label: word("embed.full"),
    }
    .html()
}

/// A text with what the figure covers, and what is to be known of it: "… (Quý III/2019; 40/42 đơn vị đã báo cáo)".
fn with_notes(text: &str, row: &EmbedRow) -> String {
    let figure = &row.figure;
    let notes = [
        &figure.span,
        &figure.interval,
        &figure.small,
        &figure.coverage,
    ];
    let notes: Vec<&str> = notes.into_iter().flatten().map(|note| &**note).collect();
    match notes.is_empty() {
        true => text.to_owned(),
        false => format!("{text} ({})", notes.join("; ")),
    }
}

/// The figure, how it stands, and what is missing: "95,3% · Gần đạt · lĩnh vực Xây dựng 89,9%, còn thiếu 26 hồ sơ".
fn result(row: &EmbedRow) -> String {
    let figure = &row.figure;
    let shown = figure.shown.as_deref();
    let state = shown.filter(|_| !figure.state.mark.as_str().is_empty());
    let parts = [
        shown.or(figure.absent.as_deref()),
        state.map(|_| figure.state.word()),
        figure.doubt,
        row.lag.as_deref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// Sentences that say what it is from, of when, and whether it is real.
fn foot(wording: &Wording, view: &EmbedView, illustrative: bool) -> Vec<String> {
    let mut foot = vec![format!("{}.", view.campaign)];
    foot.extend(view.as_of.as_ref().map(|as_of| format!("{as_of}.")));
    if illustrative {
        foot.push(wording.word("embed.illustrative").to_owned());
    }
    foot
}

/// The picture, its size, and what it says.
fn draw(
    facts: &Facts<'_>,
    wording: &Wording,
    embedded: Embedded,
    outline: &Outline,
) -> (String, (u32, u32), String) {
    let view = &outline.view;
    let chart = outline.charted.map(|id| {
        let (standing, of_line) = line_of(facts, wording, embedded, id, "");
        series::line_picture(facts, wording, id, standing, &of_line)
    });
    let lines = match &chart {
        Some(chart) => chart_lines(view.chart_of.as_deref(), chart),
        None => figure_lines(outline),
    };
    let illustrative = view.illustrative || chart.as_ref().is_some_and(|chart| chart.illustrative);
    let foot = foot(wording, view, illustrative);
    let message = lines.join("; ");
    let message = message.trim_end_matches('.');
    let args = [("heading", &*view.heading), ("message", message)];
    let says = wording.fill("embed.paste.says", &args);
    let (svg, size) = Poster {
        title: &says,
        heading: &view.heading,
        lines: &lines,
        drawing: chart
            .as_ref()
            .map(|chart| (chart.svg.as_str(), LineChart::FILE_HEIGHT)),
        foot: &foot,
    }
    .to_svg();
    (svg, size, says)
}

fn chart_lines(of: Option<&str>, chart: &ChartView) -> Vec<String> {
    let message = match of {
        Some(of) => format!("{of}: {}", chart.heading),
        None => chart.heading.clone(),
    };
    std::iter::once(message)
        .chain(chart.below.clone())
        .collect()
}

fn figure_lines(outline: &Outline) -> Vec<String> {
    let view = &outline.view;
    let rows = view.rows.iter().map(|row| {
        let of = match row.name.is_empty() {
            true => result(row),
            false => format!("{}: {}", row.name, result(row)),
        };
        with_notes(&of, row)
    });
    rows.chain(view.lines.iter().cloned()).collect()
}
