//! What a chart says, in words: its heading and its description. Built from statuses and shown figures alone, so
//! that no sentence can contradict a figure on the page. Positions are compared only to find the highest and the
//! lowest figure, and whether one is above another.

use super::time::follows;
use super::{ChartTarget, LinePoint, State, UnitMark};
use crate::locale::Words;
use crate::model::Scope;

pub use super::description::{
    Ends, line_description, peers_description, peers_ends, units_description, units_ends,
};
pub use super::fields_message::fields;
pub use super::moves_message::{moves, moves_description};

/// The heading of a line over time: `Quận 3: 93,4% trong tháng 9/2019, đạt mục tiêu trên 90% từ tháng 5/2019`.
/// `subject` is who the line is about; it may be empty where the page says it already.
#[must_use]
pub fn line(
    subject: &str,
    points: &[LinePoint],
    target: Option<&ChartTarget>,
    scope: Scope,
    words: &Words,
) -> String {
    let with: Vec<&LinePoint> = with_figure(points);
    let text = match (with.last(), target) {
        (None, _) => words.word("chart.message.none").to_owned(),
        (Some(last), Some(target)) if last.state.reached() || last.state.failed() => {
            against_target(&with, last, &in_scope(target, scope, words), words)
        }
        (Some(last), _) if last.state == State::SmallSample => small_sample(last, words),
        (Some(_), _) => over_time(&with, words),
    };
    about(subject, &text, words)
}

/// The heading where each field has to reach the target and not all do: `95,3% chung trong tháng 9/2019; lĩnh vực Xây
/// dựng 89,9%, chưa đạt mục tiêu trên 90%`. `field` is the weakest of them, with its figure of the line's last period.
#[must_use]
pub fn line_by_field(
    subject: &str,
    last: &LinePoint,
    target: &ChartTarget,
    field: (&str, &LinePoint),
    others: usize,
    words: &Words,
) -> String {
    let (name, point) = field;
    let key = match (others, point.state) {
        (1.., _) => "chart.message.fields-missed",
        (_, State::Near) => "chart.message.field-near",
        _ => "chart.message.field-missed",
    };
    let overall = match subject {
        "" => words.word("chart.message.overall"),
        _ => "",
    };
    let args = [
        ("shown", last.shown.as_str()),
        ("overall", overall),
        ("period", &last.label),
        ("field", name),
        ("field-shown", &point.shown),
        ("count", &(others + 1).to_string()),
        ("target", &target.phrase(words)),
    ];
    about(subject, &words.fill(key, &args), words)
}

/// The last figure, of too small a sample for more to be said.
fn small_sample(last: &LinePoint, words: &Words) -> String {
    let args = [("shown", last.shown.as_str()), ("period", &last.label)];
    words.fill("chart.message.small-sample", &args)
}

/// The last figure against the target, and since when it has been so: of each period by itself, so that who reported
/// is told beside the chart and not here. That it stood otherwise before is said only of the same reporters.
fn against_target(with: &[&LinePoint], last: &LinePoint, target: &str, words: &Words) -> String {
    let alike = |state: State| match last.state {
        State::Over => state == State::Over,
        State::Met => state.reached(),
        _ => state.failed(),
    };
    // The periods without a gap up to the last one that stand as it does.
    let mut run = 1;
    while run < with.len() {
        let (before, after) = (with[with.len() - run - 1], with[with.len() - run]);
        if !follows(after.period, before.period) || !alike(before.state) {
            break;
        }
        run += 1;
    }
    let first = with[with.len() - run];
    // "Since" is only said where the period just before is known to have been otherwise.
    let before = with
        .len()
        .checked_sub(run + 1)
        .map(|i| with[i])
        .filter(|b| follows(first.period, b.period));
    let turned =
        first.same_reporters && before.is_some_and(|b| b.state.is_judged() && !alike(b.state));
    let always = with.len() > 1 && with.iter().all(|p| alike(p.state));
    let key = match (last.state, always, turned) {
        (State::Over, true, _) => "chart.message.over-always",
        (State::Over, _, true) if run > 1 => "chart.message.over-since",
        (State::Over, ..) => "chart.message.over",
        (State::Met, true, _) => "chart.message.met-always",
        (State::Met, _, true) if run > 1 => "chart.message.met-since",
        (State::Met, ..) => "chart.message.met",
        (State::Near, ..) => "chart.message.near",
        (_, true, _) => "chart.message.missed-always",
        (_, _, true) => "chart.message.missed-since",
        _ => "chart.message.missed",
    };
    let count = with.len().to_string();
    words.fill(
        key,
        &[
            ("shown", &last.shown),
            ("period", &last.label),
            ("target", target),
            ("since", &first.label),
            ("count", &count),
        ],
    )
}

/// What the figures did, where nothing judges them.
fn over_time(with: &[&LinePoint], words: &Words) -> String {
    let [first, .., last] = with else {
        return with.last().map_or_else(String::new, |only| {
            words.fill(
                "chart.message.figure",
                &[("shown", &only.shown), ("period", &only.label)],
            )
        });
    };
    let same = with[1..].iter().all(|p| p.same_reporters);
    let comparable = same
        && first.state != State::SmallSample
        && with.windows(2).all(|w| follows(w[1].period, w[0].period));
    let key = match (first.value, last.value) {
        _ if first.shown == last.shown => "chart.message.both-same",
        (Some(a), Some(b)) if comparable && a < b => "chart.message.rose",
        (Some(a), Some(b)) if comparable && a > b => "chart.message.fell",
        _ => "chart.message.both",
    };
    let args = [
        ("first", first.shown.as_str()),
        ("first-period", &first.label),
        ("last", &last.shown),
        ("last-period", &last.label),
    ];
    let text = words.fill(key, &args);
    if same {
        text
    } else {
        text + words.word("chart.message.other-reporters")
    }
}

/// The heading of a comparison of units: `15 trong 24 đơn vị đạt mục tiêu trên 90%`.
#[must_use]
pub fn units(
    marks: &[UnitMark],
    target: Option<&ChartTarget>,
    scope: Scope,
    words: &Words,
) -> String {
    let count = |test: &dyn Fn(&UnitMark) -> bool| marks.iter().filter(|m| test(m)).count();
    let reached = count(&|m| m.state.reached());
    let judged = reached + count(&|m| m.state.failed());
    let without = count(&|m| m.state == State::NoData);
    let aside = count(&|m| matches!(m.state, State::SmallSample | State::Unjudged));
    let Some(target) = target.filter(|_| judged > 0) else {
        let without = if without < marks.len() { without } else { 0 };
        return capitalised(&(span(marks, words) + &beyond(without, 0, words)));
    };
    let target = in_scope(target, scope, words);
    let key = match (reached, judged) {
        (1, 1) => "chart.message.one-met",
        (0, 1) => "chart.message.one-missed",
        (0, _) => "chart.message.none-met",
        (met, all) if met == all && without + aside > 0 => "chart.message.all-judged-met",
        (met, all) if met == all => "chart.message.all-met",
        _ => "chart.message.some-met",
    };
    let only = marks.iter().find(|m| m.state.reached() || m.state.failed());
    let text = words.fill(
        key,
        &[
            ("met", &reached.to_string()),
            ("count", &judged.to_string()),
            ("target", &target),
            ("unit", only.map_or("", |m| &m.name)),
        ],
    );
    capitalised(&(text + &beyond(without, aside, words)))
}

/// How many units have no figure, and of how many it is not judged.
fn beyond(without: usize, aside: usize, words: &Words) -> String {
    let counts = [
        ("chart.message.without-figure", without),
        ("chart.message.not-judged", aside),
    ];
    let told = counts.into_iter().filter(|(_, number)| *number > 0);
    told.map(|(key, number)| words.fill(key, &[("count", &number.to_string())]))
        .collect()
}

/// From the lowest to the highest figure, where nothing judges them.
fn span(marks: &[UnitMark], words: &Words) -> String {
    let with: Vec<&UnitMark> = marks.iter().filter(|m| finite(m.value)).collect();
    match (&with[..], extremes(&with, |m| m.value)) {
        ([only], _) => words.fill(
            "chart.message.unit",
            &[("unit", &only.name), ("shown", &only.shown)],
        ),
        ([_, ..], (Some(low), Some(high))) if low.shown == high.shown => words.fill(
            "chart.message.equal",
            &[("count", &with.len().to_string()), ("shown", &low.shown)],
        ),
        (_, (Some(low), Some(high))) => words.fill("chart.message.span", &span_args(low, high)),
        _ => words.word("chart.message.none").to_owned(),
    }
}

pub(super) fn span_args<'a>(low: &'a UnitMark, high: &'a UnitMark) -> [(&'static str, &'a str); 4] {
    [
        ("low", &low.shown),
        ("low-unit", &low.name),
        ("high", &high.shown),
        ("high-unit", &high.name),
    ]
}

pub(super) fn finite(value: Option<f64>) -> bool {
    value.is_some_and(f64::is_finite)
}

pub(super) fn with_figure(points: &[LinePoint]) -> Vec<&LinePoint> {
    points.iter().filter(|p| finite(p.value)).collect()
}

/// The first of the lowest and the first of the highest.
pub(super) fn extremes<'a, T>(
    all: &[&'a T],
    value: impl Fn(&T) -> Option<f64>,
) -> (Option<&'a T>, Option<&'a T>) {
    let key = |t: &T| value(t).unwrap_or(f64::NAN);
    let low = all.iter().copied().min_by(|a, b| key(a).total_cmp(&key(b)));
    let high = all
        .iter()
        .copied()
        .rev()
        .max_by(|a, b| key(a).total_cmp(&key(b)));
    (low, high)
}

/// The target's phrase, saying so where each field must reach it.
fn in_scope(target: &ChartTarget, scope: Scope, words: &Words) -> String {
    let phrase = target.phrase(words);
    match scope {
        Scope::Overall => phrase,
        Scope::EveryField => words.fill("chart.target.every-field", &[("target", &phrase)]),
    }
}

/// Puts who a sentence is about before it.
fn about(subject: &str, text: &str, words: &Words) -> String {
    if subject.is_empty() {
        return capitalised(text);
    }
    words.fill(
        "chart.message.about",
        &[("subject", subject), ("text", text)],
    )
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::{above, bound, marks, months, words};
    use crate::locale::Language;
    use State::{Met, Missed, Near, Over, Unjudged};
    use proptest::prelude::*;

    fn said(figures: &[(Option<f64>, State)]) -> String {
        line(
            "Quận 3",
            &months(figures),
            Some(&above(90.0)),
            Scope::Overall,
            words(),
        )
    }

    #[test]
    fn since_when_it_is_so() {
        assert_eq!(
            said(&[(Some(88.1), Missed), (Some(91.2), Met), (Some(93.4), Met)]),
            "Quận 3: 93,4% trong tháng 3/2019, đạt mục tiêu trên 90% từ tháng 2/2019"
        );
        assert_eq!(
            said(&[(Some(91.0), Met), (Some(92.0), Met)]),
            "Quận 3: 92,0% trong tháng 2/2019, đạt mục tiêu trên 90% ở cả 2 kỳ có số liệu"
        );
        assert_eq!(
            said(&[(Some(91.0), Met), (Some(88.0), Near), (Some(87.2), Missed)]),
            "Quận 3: 87,2% trong tháng 3/2019, không còn đạt mục tiêu trên 90% từ tháng 2/2019"
        );
        assert_eq!(
            said(&[(Some(86.0), Missed), (Some(91.0), Met), (Some(89.0), Near)]),
            "Quận 3: 89,0% trong tháng 3/2019, gần đạt mục tiêu trên 90%"
        );
        assert_eq!(
            said(&[(Some(86.0), Missed), (Some(87.0), Missed)]),
            "Quận 3: 87,0% trong tháng 2/2019, chưa đạt mục tiêu trên 90% ở cả 2 kỳ có số liệu"
        );
    }

    #[test]
    fn a_gap_before_gives_no_since() {
        assert_eq!(
            said(&[
                (Some(80.0), Missed),
                (None, Met),
                (Some(92.0), Met),
                (Some(93.0), Met)
            ]),
            "Quận 3: 93,0% trong tháng 4/2019, đạt mục tiêu trên 90%"
        );
    }

    #[test]
    fn little_is_said_of_little() {
        assert_eq!(said(&[]), "Quận 3: chưa có số liệu");
        assert_eq!(said(&[(None, Met)]), "Quận 3: chưa có số liệu");
        assert_eq!(
            said(&[(Some(88.0), Missed)]),
            "Quận 3: 88,0% trong tháng 1/2019, chưa đạt mục tiêu trên 90%"
        );
        let points = months(&[(None, Met)]);
        assert_eq!(
            line("", &points, None, Scope::Overall, words()),
            "Chưa có số liệu"
        );
    }

    #[test]
    fn a_range_can_be_exceeded_and_every_field_is_named() {
        let range = ChartTarget::Range(bound(30.0), bound(40.0));
        let points = months(&[(Some(29.0), Near), (Some(35.0), Met), (Some(42.0), Over)]);
        assert_eq!(
            line("", &points, Some(&range), Scope::Overall, words()),
            "42,0% trong tháng 3/2019, vượt mục tiêu 30% đến 40%"
        );
        // A status by fields can differ from that of the number, so the sentence names what the target holds for.
        let points = months(&[(Some(91.6), Missed)]);
        assert_eq!(
            line("", &points, Some(&above(90.0)), Scope::EveryField, words()),
            "91,6% trong tháng 1/2019, chưa đạt mục tiêu từng lĩnh vực trên 90%"
        );
    }

    #[test]
    fn who_reported_is_no_part_of_what_is_said_of_each_period() {
        let mut points = months(&[(Some(88.0), Missed), (Some(91.0), Met), (Some(92.0), Met)]);
        points[2].same_reporters = false;
        points[1].complete = false;
        let target = above(90.0);
        let heading =
            |points: &[LinePoint]| line("", points, Some(&target), Scope::Overall, words());
        assert!(heading(&points).ends_with("đạt mục tiêu trên 90% từ tháng 2/2019"));
        // Of other units, that it stood otherwise before is not said.
        points[1].same_reporters = false;
        assert!(heading(&points).ends_with("đạt mục tiêu trên 90%"));
        assert!(
            line_description(&points, None, None, words())
                .contains("Chưa đủ đơn vị báo cáo: tháng 2/2019.")
        );
    }

    #[test]
    fn the_weakest_field_is_named_with_its_figure() {
        let overall = months(&[(Some(95.3), Missed)]);
        let heading = |subject: &str, state: State, others: usize| {
            let field = months(&[(Some(89.9), state)]);
            let field = ("Xây dựng", &field[0]);
            line_by_field(subject, &overall[0], &above(90.0), field, others, words())
        };
        assert_eq!(
            heading("", Missed, 0),
            "95,3% chung trong tháng 1/2019; lĩnh vực Xây dựng 89,9%, chưa đạt mục tiêu trên 90%"
        );
        assert_eq!(
            heading("Quận 3", Near, 0),
            "Quận 3: 95,3% trong tháng 1/2019; lĩnh vực Xây dựng 89,9%, gần đạt mục tiêu trên 90%"
        );
        assert_eq!(
            heading("", Near, 1),
            "95,3% chung trong tháng 1/2019; 2 lĩnh vực chưa đạt mục tiêu trên 90%, yếu nhất là Xây dựng 89,9%"
        );
    }

    #[test]
    fn without_a_target_figures_are_compared_only_where_they_can_be() {
        let mut points = months(&[(Some(10.0), Unjudged), (Some(20.0), Unjudged)]);
        let heading = |points: &[LinePoint]| line("", points, None, Scope::Overall, words());
        assert_eq!(
            heading(&points),
            "Tăng từ 10,0% (tháng 1/2019) lên 20,0% (tháng 2/2019)"
        );
        points[1].same_reporters = false;
        assert_eq!(
            heading(&points),
            "10,0% trong tháng 1/2019, 20,0% trong tháng 2/2019 (đơn vị báo cáo khác nhau giữa các kỳ)"
        );
        let equal = months(&[(Some(10.0), Unjudged), (Some(10.0), Unjudged)]);
        assert_eq!(
            heading(&equal),
            "10,0% cả trong tháng 1/2019 lẫn tháng 2/2019"
        );
    }

    #[test]
    fn units_are_counted_by_their_states() {
        let target = above(90.0);
        let heading = |figures: &[Option<f64>]| {
            units(&marks(figures), Some(&target), Scope::Overall, words())
        };
        assert_eq!(
            heading(&[Some(91.0), Some(80.0), None]),
            "1 trong 2 đơn vị đạt mục tiêu trên 90%, 1 đơn vị chưa có số liệu"
        );
        assert_eq!(
            heading(&[Some(91.0), Some(92.0)]),
            "Cả 2 đơn vị đạt mục tiêu trên 90%"
        );
        assert_eq!(
            heading(&[Some(81.0), Some(82.0)]),
            "Chưa đơn vị nào trong 2 đơn vị đạt mục tiêu trên 90%"
        );
        assert_eq!(heading(&[Some(91.0)]), "Quận 1 đạt mục tiêu trên 90%");
        assert_eq!(heading(&[None]), "Chưa có số liệu");
        let span = units(
            &marks(&[Some(5.0), Some(7.0)]),
            None,
            Scope::Overall,
            words(),
        );
        assert_eq!(span, "Từ 5,0% (Quận 1) đến 7,0% (Quận 2)");
    }

    proptest! {
        #[test]
        fn no_heading_contradicts_the_last_status(
            states in prop::collection::vec(prop_oneof![
                Just(Met), Just(Near), Just(Missed), Just(Over), Just(Unjudged), Just(State::NoData)
            ], 1..12),
            english: bool,
        ) {
            let figures: Vec<_> = states.iter().map(|s| ((*s != State::NoData).then_some(50.0), *s)).collect();
            let words = Words::of(if english { Language::English } else { Language::Vietnamese });
            let heading = line("x", &months(&figures), Some(&above(90.0)), Scope::Overall, words);
            prop_assert!(!heading.contains('{') && !heading.contains("chart."), "{}", heading);
            if !english {
                let last = states.iter().rev().find(|s| **s != State::NoData);
                let has = |part: &str| heading.contains(part);
                match last {
                    Some(Met) => prop_assert!(has(", đạt mục tiêu")),
                    Some(Over) => prop_assert!(has(", vượt mục tiêu")),
                    Some(Near) => prop_assert!(has(", gần đạt mục tiêu")),
                    Some(Missed) => prop_assert!(has(", chưa đạt mục tiêu") || has(", không còn đạt mục tiêu")),
                    Some(_) => prop_assert!(!has("mục tiêu")),
                    None => prop_assert!(has("chưa có số liệu")),
                }
            }
        }
    }
}
