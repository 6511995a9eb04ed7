//! How high a frame has to be where no script tells it, reckoned from the words that are in it and from the sizes that
//! `static/css/embed.css` gives them. A browser test holds every frame of every campaign to it.

use super::EmbedView;
use crate::chart::{Weight, wrap};
use crate::site::component::FrameHeight;

/// All sizes below are for a root font of 16 px; that of the site is so many times larger.
const ROOT: f64 = 1.0625;
/// What a frame takes of its column on both sides.
const PADDING: f64 = 32.0;
/// Its edge, in px.
const EDGE: f64 = 2.0;
/// The gap between the figures and the chart beside them.
const GAP: f64 = 32.0;
/// A chart is as high as it is wide, times this.
const CHART: f64 = 190.0 / 312.0;
/// As wide as what is said around a target in any language.
const EVERY_FIELD: &str = "mục tiêu , mọi lĩnh vực";
/// How much wider than in the site's own font words may be in the one that stands in for it.
const OTHER_FONT: f64 = 1.04;

/// The heights of a frame with these words, with a chart or without.
pub(super) fn frame_height(view: &EmbedView, has_chart: bool) -> FrameHeight {
    FrameHeight {
        phone: height(view, 358.0, has_chart, false),
        desk: height(view, 600.0, has_chart, true),
    }
}

fn height(view: &EmbedView, outer: f64, has_chart: bool, wide: bool) -> u32 {
    let column = (outer - EDGE) / ROOT - PADDING;
    let has_figures = !view.rows.is_empty() || !view.lines.is_empty();
    let beside = wide && has_chart && has_figures;
    let half = if beside { (column - GAP) / 2.0 } else { column };
    let figures = figures(view, half);
    let chart = if has_chart { chart(view, half) } else { 0.0 };
    let main = match beside {
        true => figures.max(chart),
        false => figures + chart,
    };
    let around = 2.0 * 14.4 + 5.0;
    // A line to spare: where words break depends on the browser.
    let height = around + head(view, column) + main + foot(view, column) + 22.0;
    (height * ROOT).ceil() as u32
}

/// Words below each other in a column.
struct Column {
    width: f64,
    height: f64,
}

impl Column {
    fn new(width: f64) -> Self {
        Self { width, height: 0.0 }
    }

    /// A paragraph: its font size and the height of its lines, in px.
    fn text(&mut self, text: &str, size: f64, weight: Weight, line: f64) {
        let lines = wrap(text, size * OTHER_FONT, weight, self.width).len();
        self.height += lines as f64 * line;
    }
}

fn head(view: &EmbedView, width: f64) -> f64 {
    let mut head = Column::new(width);
    head.text(&view.heading, 19.2, Weight::Bold, 25.92);
    if let Some(beside) = &view.beside {
        head.height += 1.6;
        head.text(beside, 14.4, Weight::Regular, 21.6);
    }
    if view.illustrative {
        head.height += 9.6 + 9.6 + 19.2;
    }
    head.height
}

fn figures(view: &EmbedView, width: f64) -> f64 {
    let mut column = Column::new(width);
    column.height += 8.0;
    for row in &view.rows {
        column.height += 17.0;
        if !row.name.is_empty() {
            column.text(&row.name, 16.0, Weight::Regular, 22.4);
        }
        let figure = &row.figure;
        let size = if view.rows.len() == 1 { 28.8 } else { 19.2 };
        // The figure and its state are apart from each other, and wrap as wholes.
        let shown = figure.shown.as_deref().unwrap_or_default();
        let alone = wrap(shown, size, Weight::Bold, width).len();
        let state = figure.state.word().len() as f64 * 10.0 + 30.0;
        let with_state = wrap(shown, size, Weight::Bold, width - state).len();
        column.height += 1.35 * size + if with_state > alone { 22.4 } else { 0.0 };
        if let Some(target) = &row.target {
            let around = if row.every_field {
                EVERY_FIELD
            } else {
                "mục tiêu "
            };
            column.text(&format!("{around}{target}"), 13.12, Weight::Regular, 18.4);
        }
        let notes = [
            figure.span.as_deref(),
            row.lag.as_deref(),
            figure.interval.as_deref(),
            figure.doubt,
            figure.small.as_deref(),
            figure.coverage.as_deref(),
        ];
        let notes: Vec<&str> = notes.into_iter().flatten().collect();
        if !notes.is_empty() {
            column.text(&notes.join(" · "), 13.12, Weight::Regular, 18.4);
        }
    }
    if view.more.is_some() || (view.rows.is_empty() && view.lines.is_empty()) {
        column.height += 41.6;
    }
    for line in &view.lines {
        column.height += 3.2;
        column.text(line, 14.72, Weight::Regular, 22.1);
    }
    if !view.labels.is_empty() {
        column.text(&view.labels.join(" · "), 13.12, Weight::Regular, 19.7);
        column.height += 8.0;
    }
    column.height
}

/// The message, which is not written yet, takes at most four lines in a narrow column, its remark three.
fn chart(view: &EmbedView, width: f64) -> f64 {
    let mut column = Column::new(width);
    let (message, remark) = if width < 280.0 {
        (4.0, 3.0)
    } else {
        (3.0, 2.0)
    };
    column.height += 11.2 + message * 22.1 + 6.4;
    if let Some(of) = &view.chart_of {
        column.text(of, 14.72, Weight::Regular, 22.1);
    }
    column.height += width.min(352.0) * CHART;
    if let Some(revised) = &view.revised {
        // The first line says what they are, the last how many more there are.
        column.height += 2.0 * 19.7 + 15.8;
        for one in &revised.shown {
            let told = format!("{}, {}", one.told, one.when);
            column.text(&told, 14.4, Weight::Regular, 20.9);
        }
    }
    column.height + remark * 19.7 + 15.8
}

fn foot(view: &EmbedView, width: f64) -> f64 {
    let mut foot = Column::new(width);
    foot.height += 20.2;
    foot.text(&view.campaign, 13.6, Weight::Regular, 20.4);
    // The link stands beside it where there is room.
    foot.height += 2.0 * 20.4;
    foot.height
}
