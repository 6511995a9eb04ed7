//! Figures in words: rounded honestly, with unit, status, coverage and span, in the language of the page.

use super::component::Notes;
use super::{Facts, Wording, component};
use crate::chart::State;
use crate::figures::{Point, Standing, Status, exceeds, is_small};
use crate::locale::Words;
use crate::model::{Better, FieldId, Indicator, IndicatorId, Target};
use crate::number::Decimal;
use crate::render::{Html, Shared};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// Of more fields that are missing only the number is told.
const MOST_FIELDS: usize = 4;

/// How a figure stands, as a stable word for classes and a word for people. Pages have very many, so it is converted for
/// templates once.
#[derive(Debug, Clone)]
pub struct StateView {
    word: &'static str,
    /// The word with its sign, as tables print it, ready since pages have very many; empty where nothing is judged.
    pub mark: Html,
    converted: Shared,
}

impl Serialize for StateView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.converted.serialize(serializer)
    }
}

impl StateView {
    /// The views of all states, in their order.
    pub(super) fn all(words: &'static Words) -> [Self; 7] {
        State::ALL.map(|state| {
            let (code, key) = match state {
                State::Met => ("met", "pages.state.met"),
                State::Over => ("over", "pages.state.over"),
                State::Near => ("near", "pages.state.near"),
                State::Missed => ("missed", "pages.state.missed"),
                State::SmallSample => ("none", "pages.state.small-sample"),
                State::Unjudged => ("none", "pages.state.none"),
                State::NoData => ("no-data", "pages.state.no-data"),
            };
            let word = words.word(key);
            let mark = match state.is_judged() {
                true => component::state_mark(code, word),
                false => Html::trusted(""),
            };
            Self::new(code, word, mark)
        })
    }

    /// The word for people: "Đạt", "Vượt", "Gần đạt", "Chưa đạt", "Chưa có số liệu".
    pub(super) fn word(&self) -> &'static str {
        self.word
    }

    fn new(code: &'static str, word: &'static str, mark: Html) -> Self {
        #[derive(Serialize)]
        struct Keys<'a> {
            /// `met`, `over`, `near`, `missed`, `none` (no target, or too small a sample) or `no-data`.
            code: &'static str,
            mark: &'a Html,
        }
        let keys = Keys { code, mark: &mark };
        Self {
            converted: Shared::new(&keys),
            word,
            mark,
        }
    }
}

/// Which figures are said to be better; nothing is said of a range, which more than enough does not make better.
pub(super) fn direction(indicator: &Indicator) -> Option<Better> {
    let is_range = matches!(indicator.target, Some(Target::Range { .. }));
    indicator.better.filter(|_| !is_range)
}

/// A figure as readers see it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureView {
    /// The value with its unit ("93,4%"); absent where there is none.
    pub shown: Option<String>,
    /// What stands in its place where there is none ("chưa có số liệu", "không phát sinh").
    pub absent: Option<Cow<'static, str>>,
    /// How it stands against the target.
    pub state: StateView,
    /// What it covers ("tháng 3 đến tháng 9/2019").
    pub span: Option<String>,
    /// Numerator and denominator of a ratio ("4.102 / 4.392"), the sample of a mean ("cỡ mẫu 480").
    pub base: Option<String>,
    /// The sampling interval ("80,7% – 86,9%").
    pub interval: Option<String>,
    /// Said where the sampling error leaves the status in doubt.
    pub doubt: Option<&'static str>,
    /// "22/24 đơn vị báo cáo" where that is not all, and which fields the unit left out.
    pub coverage: Option<String>,
    /// Said where it rests on too small a sample.
    pub small: Option<String>,
    /// Whether there is an interval, a small sample or partial coverage to be noted.
    pub noted: bool,
    /// Whether illustrative rows went into it.
    #[serde(skip)]
    pub illustrative: bool,
}

/// What is said of how a point stands: its status, and beyond a range's upper end that it exceeds it. Nothing is said of
/// too small a sample, whatever its status is.
#[must_use]
pub(super) fn state(indicator: &Indicator, point: &Point) -> State {
    let figure = point.figure.as_ref();
    if figure.is_some_and(|figure| is_small(indicator, figure)) && point.status != Status::NoData {
        return State::SmallSample;
    }
    match point.status {
        Status::Met if is_over(indicator, point) => State::Over,
        Status::Met => State::Met,
        Status::Near => State::Near,
        Status::Missed => State::Missed,
        Status::NoTarget => State::Unjudged,
        Status::NoData => State::NoData,
    }
}

/// How many targets are met, of those that can be judged, by the headline figures of these standings.
pub(super) fn targets_met<'s>(
    facts: &Facts<'_>,
    standings: impl Iterator<Item = (IndicatorId, &'s Standing)>,
) -> (usize, usize) {
    standings.fold((0, 0), |(met, judged), (id, standing)| {
        let indicator = facts.campaign.indicators.get(id);
        let state = state(indicator, standing.overall.shown(indicator));
        (
            met + usize::from(state.reached()),
            judged + usize::from(state.is_judged()),
        )
    })
}

fn is_over(indicator: &Indicator, point: &Point) -> bool {
    let Some(target @ Target::Range { .. }) = &indicator.target else {
        return false;
    };
    let value = point
        .figure
        .as_ref()
        .and_then(|figure| figure.value(indicator));
    value.is_some_and(|value| exceeds(&value, target))
}

/// The numbers that a shown value must stand beside as the exact one does: the target's bounds, 0, and 100 of a
/// percentage.
pub(super) fn anchors(indicator: &Indicator) -> impl Iterator<Item = &Decimal> + Clone {
    static ENDS: [Decimal; 2] = [Decimal::ZERO, Decimal::HUNDRED];
    let (first, second) = match &indicator.target {
        Some(Target::Above(x) | Target::AtLeast(x) | Target::Below(x) | Target::AtMost(x)) => {
            (Some(x), None)
        }
        Some(Target::Range { low, high }) => (Some(low), Some(high)),
        None => (None, None),
    };
    let ends = if indicator.is_percent() {
        &ENDS[..]
    } else {
        &ENDS[..1]
    };
    first.into_iter().chain(second).chain(ends)
}

/// What a figure lacks: units that did not report, fields that the unit left out. Of a figure that is not there for
/// want of fields that is said in its place.
#[must_use]
pub(super) fn partial_of(facts: &Facts<'_>, wording: &Wording, point: &Point) -> Option<String> {
    let partial = wording.partial(point.coverage);
    match self::lacks(facts, wording, point) {
        None => partial,
        Some(_) if point.figure.is_none() => partial.filter(|_| point.coverage.expected > 1),
        Some(lacks) => Some(match partial {
            Some(partial) => format!("{partial}; {lacks}"),
            None => lacks,
        }),
    }
}

/// "thiếu lĩnh vực Xây dựng"
pub(super) fn lacks(facts: &Facts<'_>, wording: &Wording, point: &Point) -> Option<String> {
    let fields = point.missing_fields();
    (!fields.is_empty()).then(|| lacking_fields(facts, wording, fields))
}

/// That fields are missing, in words.
pub(super) fn lacking_fields(facts: &Facts<'_>, wording: &Wording, fields: &[FieldId]) -> String {
    let name = |field: &FieldId| &*facts.campaign.fields.get(*field).name;
    match fields {
        fields if fields.len() > MOST_FIELDS => {
            let count = wording.whole(fields.len());
            let count = [("count", &*count)];
            wording.fill("pages.figure.lacks-many", &count)
        }
        fields => {
            let names: Vec<&str> = fields.iter().map(name).collect();
            let count = wording.whole(fields.len());
            let fields = [("count", &*count), ("fields", &names.join(", "))];
            wording.fill("pages.figure.lacks", &fields)
        }
    }
}

/// What stands in the place of a value that is not there.
#[must_use]
pub(super) fn absent(
    facts: &Facts<'_>,
    wording: &Wording,
    point: &Point,
    has_value: bool,
) -> Option<Cow<'static, str>> {
    let word = match &point.figure {
        _ if has_value => return None,
        Some(_) => "pages.figure.nothing-arising",
        None if point.unpooled => "pages.figure.not-pooled",
        None => match self::lacks(facts, wording, point) {
            Some(lacks) => return Some(lacks.into()),
            None => "pages.figure.absent",
        },
    };
    Some(wording.word(word).into())
}

/// A point as readers see it.
#[must_use]
pub(super) fn figure(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    point: &Point,
) -> FigureView {
    let figure = point.figure.as_ref();
    let value = figure.and_then(|figure| figure.value(indicator));
    let notes = notes(facts, wording, indicator, point);
    FigureView {
        shown: value.as_ref().map(|value| wording.value(indicator, value)),
        absent: absent(facts, wording, point, value.is_some()),
        state: wording.state_view(state(indicator, point)).clone(),
        span: point.span().map(|span| wording.said_span(span)),
        base: figure.and_then(|figure| wording.base(figure)),
        noted: notes.interval.is_some() || notes.coverage.is_some() || notes.small.is_some(),
        interval: notes.interval,
        doubt: notes.doubt,
        coverage: notes.coverage,
        small: notes.small,
        illustrative: point.is_illustrative(),
    }
}

/// What is noted beside a field's figure. Not every unit that owes the indicator has the field, so a unit without a
/// figure in it is not said to have failed to report.
pub(super) fn notes_in_field(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    point: &Point,
) -> Notes {
    Notes {
        coverage: wording.partial_in_field(point.coverage),
        ..notes(facts, wording, indicator, point)
    }
}

/// What is noted beside a figure.
fn notes(facts: &Facts<'_>, wording: &Wording, indicator: &Indicator, point: &Point) -> Notes {
    let figure = point.figure.as_ref();
    let small = figure
        .filter(|figure| is_small(indicator, figure) && figure.value(indicator).is_some())
        .and(indicator.min_sample.as_ref())
        .map(|least| wording.fill("pages.figure.small", &[("least", &wording.number(least))]));
    Notes {
        interval: figure.and_then(|figure| wording.interval(indicator, figure)),
        doubt: (point.certain == Some(false)).then(|| wording.word("pages.figure.doubt")),
        coverage: partial_of(facts, wording, point),
        small,
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_FIELDS, anchors, lacking_fields, state};
    use crate::chart::State;
    use crate::figures::testing::{indicator, site};
    use crate::figures::{Figure, Status, bound, exceeds, judge};
    use crate::model::{FieldId, Indicator, Kind, Target};
    use crate::number::{Decimal, Quotient};
    use crate::site::testing::in_context;
    use proptest::prelude::*;

    fn ratio(numerator: i64, denominator: i64) -> Figure {
        let [numerator, denominator] = [numerator, denominator].map(Decimal::from);
        Figure::new(Kind::Ratio, numerator, denominator, false)
    }

    fn shown(indicator: &Indicator, figure: &Figure) -> Decimal {
        let value = figure.value(indicator).expect("a value");
        value
            .round_beside(indicator.decimals, anchors(indicator))
            .value
    }

    #[test]
    fn decimals_are_added_until_the_shown_number_agrees_with_the_verdict() {
        let above = indicator("kind = \"ratio\"; target = \"> 90\"");
        assert_eq!(shown(&above, &ratio(934, 1000)).to_string(), "93.4");
        assert_eq!(shown(&above, &ratio(90_001, 100_000)).to_string(), "90.001");
        assert_eq!(shown(&above, &ratio(89_999, 100_000)).to_string(), "89.999");
        assert_eq!(shown(&above, &ratio(9, 10)).to_string(), "90");
        assert_eq!(shown(&above, &ratio(99_999, 100_000)).to_string(), "99.999");
        assert_eq!(shown(&above, &ratio(1, 100_000)).to_string(), "0.001");
        let times = indicator("kind = \"ratio\"; unit = \"lần\"");
        assert_eq!(shown(&times, &ratio(4, 10)).to_string(), "0.4");
        assert_eq!(shown(&times, &ratio(4, 10_000)).to_string(), "0.0004");
        let range = indicator("kind = \"ratio\"; target = \"30..40\"");
        assert_eq!(shown(&range, &ratio(40_001, 100_000)).to_string(), "40.001");
    }

    #[test]
    fn beyond_a_range_is_a_state_of_its_own() {
        let made = |figure: &str| {
            let site = site("a").indicator("kind = \"ratio\"; target = \"30..40\"");
            let made = site.rows(&format!("a 2019-01 {figure}")).made();
            state(made.indicator(), made.at("a", "2019-01"))
        };
        assert_eq!(made("41/100"), State::Over);
        assert_eq!(made("40/100"), State::Met);
        assert_eq!(made("29/100"), State::Near);
        assert_eq!(made("20/100"), State::Missed);
        assert_eq!(made("0/0"), State::NoData);
    }

    #[test]
    fn of_many_lacking_fields_their_number_is_said() {
        let fields = ["mot", "hai", "ba", "bon", "nam", "sau"];
        let rows = fields
            .map(|field| format!("a 2019-01 {field} 1/2"))
            .join("\n");
        let made = site("a").indicator("kind = \"ratio\"").rows(&rows).made();
        let ids: Vec<FieldId> = (0..6).map(FieldId).collect();
        in_context(&made, |context| {
            let said =
                |count: usize| lacking_fields(&context.facts, &context.wording, &ids[..count]);
            let names = |count: usize| {
                let text = said(count);
                fields.iter().filter(|field| text.contains(*field)).count()
            };
            assert_eq!(names(MOST_FIELDS), MOST_FIELDS);
            for count in MOST_FIELDS + 1..=fields.len() {
                assert_eq!(names(count), 0);
                assert!(said(count).contains(&count.to_string()));
            }
        });
    }

    #[test]
    fn too_small_a_sample_is_not_judged() {
        let state_of = |keys: &str, figure: &str| {
            let site = site("a").indicator(&format!("kind = \"ratio\"; min_sample = 30{keys}"));
            let made = site.rows(&format!("a 2019-01 {figure}")).made();
            state(made.indicator(), made.at("a", "2019-01"))
        };
        let target = "; target = \"> 80\"";
        assert_eq!(state_of(target, "29/29"), State::SmallSample);
        assert_eq!(state_of(target, "10/29"), State::SmallSample);
        assert_eq!(state_of(target, "30/30"), State::Met);
        assert_eq!(state_of("", "10/29"), State::SmallSample);
        assert_eq!(state_of(target, "0/0"), State::NoData);
    }

    fn any_target() -> impl Strategy<Value = Target> {
        (0..5_usize, 0..=1000_i64, 0..300_i64).prop_map(|(form, tenths, more)| {
            let bound = Decimal::new(tenths, 1);
            match form {
                0 => Target::Above(bound),
                1 => Target::AtLeast(bound),
                2 => Target::Below(bound),
                3 => Target::AtMost(bound),
                _ => Target::Range {
                    high: Decimal::new(tenths + more, 1),
                    low: bound,
                },
            }
        })
    }

    /// A target, and a ratio: often within a hair of the target's bounds, of none and of all.
    fn any_case() -> impl Strategy<Value = (Target, i64, i64)> {
        let near = (any_target(), 0..4_usize, -2..=2_i64, 3..9_u32);
        let near = near.prop_map(|(target, anchor, off, digits)| {
            let whole = 10_i64.pow(digits);
            let (low, high) = match &target {
                Target::Range { low, high } => (low.to_f64(), high.to_f64()),
                other => (bound(other).to_f64(), bound(other).to_f64()),
            };
            let at = [0.0, 100.0, low, high][anchor];
            let numerator = (at * whole as f64 / 100.0).round() as i64 + off;
            (target, numerator.clamp(0, whole), whole)
        });
        let free =
            (any_target(), 1..5000_i64).prop_flat_map(|(target, d)| (Just(target), 0..=d, Just(d)));
        prop_oneof![near, free]
    }

    #[test]
    fn the_shown_figure_never_contradicts_the_verdict() {
        let keys = "kind = \"ratio\"; target = \"> 90\"; near = 0";
        let template = indicator(keys);
        proptest!(|((target, n, d) in any_case(), decimals in 0..3_u8)| {
            let indicator = Indicator { target: Some(target), decimals, ..template.clone() };
            let exact = ratio(n, d);
            let shown = shown(&indicator, &exact);
            let as_shown = Figure::new(Kind::Score, shown.clone(), Decimal::ZERO, false);
            let status = judge(&indicator, Some(&exact));
            prop_assert_eq!(status, judge(&indicator, Some(&as_shown)), "{} of {}", shown, exact.value(&indicator).map_or(0.0, |v| v.to_f64()));
            prop_assert_eq!(shown == Decimal::HUNDRED, n == d);
            prop_assert_eq!(shown.is_zero(), n == 0);
            if let Some(target) = &indicator.target {
                let value = exact.value(&indicator).expect("a value");
                let shown = Quotient::from_decimal(shown);
                prop_assert_eq!(exceeds(&value, target), exceeds(&shown, target));
            }
            prop_assert_ne!(status, Status::NoData);
        });
    }
}
