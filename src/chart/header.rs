//! What stands above a comparison of units: what numbers are in, whether they are illustrative, and how many units
//! are in each state, which is also the key to the signs.

use super::canvas::{Canvas, Drawn};
use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Rect, Side};
use super::metrics::{self, Weight};
use super::{State, UnitMark};
use crate::locale::Words;

/// The height of a row of words.
pub(super) const ROW: f64 = 18.0;
/// How far a sign reaches from its middle.
pub(super) const SIGN: f64 = 4.5;

/// The states in the order in which they are told, with their words.
const STATES: [(State, &str); 7] = [
    (State::Over, "chart.state.over"),
    (State::Met, "chart.state.met"),
    (State::Near, "chart.state.near"),
    (State::Missed, "chart.state.missed"),
    (State::SmallSample, "chart.state.small-sample"),
    (State::Unjudged, "chart.state.unjudged"),
    (State::NoData, "chart.state.no-data"),
];

/// What signs look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signs {
    /// The shapes of single units.
    Units,
    /// Samples of the bars that count units, where what exceeds a range counts as meeting it.
    Bars,
}

/// The rows above a drawing.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) labels: Vec<Label>,
    pub(super) signs: Vec<(State, f64, f64)>,
    /// Where they end.
    pub(super) height: f64,
}

impl Header {
    /// The row that says what numbers are in and that they are illustrative, where there is something to say.
    pub(super) fn new(illustrative: bool, note: &str, width: f64, words: &Words) -> Self {
        let mut header = Self {
            height: 2.0,
            ..Self::default()
        };
        let mut right = width;
        if illustrative || !note.is_empty() {
            header.height += ROW;
            let y = header.height - 6.0;
            if illustrative {
                let text = metrics::fit(
                    words.word("chart.illustrative"),
                    width,
                    FONT_SIZE,
                    Weight::Regular,
                );
                let label = Label::new(text, Ink::Note, Side::End, width, y);
                right -= label.width() + 10.0;
                header.labels.push(label);
            }
            let note = metrics::fit_note(note, right);
            header
                .labels
                .push(Label::new(note, Ink::Tick, Side::Start, 0.0, y));
        }
        header.labels.retain(|l| !l.text.is_empty());
        header
    }

    /// One entry a state that occurs, in as many rows as it takes. Without a target only missing figures are told.
    pub(super) fn add_states(
        &mut self,
        marks: &[UnitMark],
        width: f64,
        judged: bool,
        signs: Signs,
        words: &Words,
    ) {
        let mut x = f64::INFINITY;
        for (state, key) in STATES {
            let seen = |m: &UnitMark| {
                if signs == Signs::Bars && m.state.reached() {
                    State::Met
                } else {
                    m.state
                }
            };
            let count = marks.iter().filter(|m| seen(m) == state).count();
            if count == 0 || (!judged && state != State::NoData) {
                continue;
            }
            let text = words.fill(key, &[("count", &count.to_string())]);
            let label = Label::new(text, Ink::Name, Side::Start, 0.0, 0.0);
            let wide = 2.0 * SIGN + 5.0 + label.width();
            if x + wide > width {
                x = 0.0;
                self.height += ROW;
            }
            let y = self.height - 6.0;
            self.signs.push((state, x + SIGN + 1.0, y - 4.5));
            self.labels.push(label.at(x + 2.0 * SIGN + 5.0, y));
            x += wide + 12.0;
        }
    }
}

/// Draws samples of bars.
pub(super) fn draw_samples(canvas: &Canvas<'_>, signs: &[(State, f64, f64)]) -> Drawn {
    for (state, x, y) in signs {
        match bar_ink(*state) {
            Some(ink) => canvas.rect(ink, Rect::around((*x, *y), SIGN - 0.7))?,
            None => draw_sign(canvas, *state, *x, *y)?,
        }
    }
    Ok(())
}

/// What the part of a bar for units of this state is drawn with.
pub(super) fn bar_ink(state: State) -> Option<Ink> {
    match state {
        State::Met | State::Over => Some(Ink::BarMet),
        State::Near => Some(Ink::BarNear),
        State::Missed => Some(Ink::BarMissed),
        State::SmallSample | State::Unjudged => Some(Ink::BarPlain),
        State::NoData => None,
    }
}

/// Draws signs, those of one kind together.
pub(super) fn draw_signs(canvas: &Canvas<'_>, signs: &[(State, f64, f64)]) -> Drawn {
    for (kind, _) in STATES {
        for (_, x, y) in signs.iter().filter(|(state, ..)| *state == kind) {
            draw_sign(canvas, kind, *x, *y)?;
        }
    }
    // The filled halves lie on the circles of what is near.
    for (_, x, y) in signs.iter().filter(|(state, ..)| *state == State::Near) {
        let arc = (0..=8).map(|i| (f64::from(i) / 8.0 * std::f64::consts::PI).sin_cos());
        let half: Vec<(f64, f64)> = arc
            .map(|(sin, cos)| (x + SIGN * sin, y - SIGN * cos))
            .collect();
        canvas.shape(Ink::NearHalf, &half)?;
    }
    Ok(())
}

/// A sign: its shape alone tells the state.
pub(super) fn draw_sign(canvas: &Canvas<'_>, state: State, x: f64, y: f64) -> Drawn {
    let ink = Ink::sign(state);
    let reach = SIGN - 0.8;
    match state {
        State::Met | State::Near => canvas.circle(ink, (x, y), reach, ""),
        State::SmallSample | State::Unjudged => canvas.circle(ink, (x, y), reach, ""),
        State::Over => canvas.shape(
            ink,
            &[(x, y - SIGN), (x + SIGN, y + reach), (x - SIGN, y + reach)],
        ),
        State::Missed => {
            canvas.line(ink, &[(x - reach, y - reach), (x + reach, y + reach)])?;
            canvas.line(ink, &[(x - reach, y + reach), (x + reach, y - reach)])
        }
        State::NoData => canvas.line(Ink::Axis, &[(x - reach, y), (x + reach, y)]),
    }
}

/// Draws the line or span of a target from `top` to `bottom`, values going to the right.
pub(super) fn draw_target(canvas: &Canvas<'_>, ends: (f64, f64), top: f64, bottom: f64) -> Drawn {
    let (left, right) = ends;
    if right > left {
        canvas.rect(
            Ink::Zone,
            Rect {
                left,
                top,
                right,
                bottom,
            },
        )?;
        canvas.line(Ink::Target, &[(right, top), (right, bottom)])?;
    }
    canvas.line(Ink::Target, &[(left, top), (left, bottom)])
}

/// The numbers along a level axis, as many as there is room for.
pub(super) fn level_ticks(
    ticks: &[(f64, String)],
    x: impl Fn(f64) -> f64,
    y: f64,
    width: f64,
) -> Vec<Label> {
    let place = |every: usize| -> Vec<Label> {
        ticks
            .iter()
            .step_by(every)
            .map(|(at, text)| {
                let half = metrics::width(text, FONT_SIZE, Weight::Regular) / 2.0;
                Label::new(
                    text.clone(),
                    Ink::Tick,
                    Side::Middle,
                    x(*at).min(width - half).max(half),
                    y,
                )
            })
            .collect()
    };
    let clear = |labels: &Vec<Label>| {
        labels
            .windows(2)
            .all(|w| w[0].rect().right + 6.0 <= w[1].rect().left)
    };
    (1..=ticks.len()).map(place).find(clear).unwrap_or_default()
}
