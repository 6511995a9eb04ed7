//! Two figures and what lies between them, as readers see them.

use crate::figures::BeforeAfter;
use crate::model::Indicator;
use crate::number::{Decimal, Quotient, Rounded};
use crate::site::Wording;
use crate::site::shown::anchors;
use serde::Serialize;

/// Before, after and the change, rounded so that the three agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ChangeView {
    /// "88,0%"
    pub before: String,
    /// What that rests on ("4.102 / 4.392"); absent for counts.
    pub before_base: Option<String>,
    /// "94,5%"
    pub after: String,
    /// What that rests on.
    pub after_base: Option<String>,
    /// "+6,5 điểm"
    pub change: String,
}

/// So many decimals more are tried until the change shown is what lies between the figures shown.
const MORE_DECIMALS: u8 = 2;

/// Before, after and the change with the fewest decimals, from the indicator's on, with which the change shown is the
/// difference of the figures shown; where none of those tried agree, or the change is smaller than what the indicator
/// is shown by, each rounded by itself.
fn rounded(
    indicator: &Indicator,
    before: &Quotient,
    after: &Quotient,
    change: &Quotient,
) -> [Rounded; 3] {
    let anchors = anchors(indicator);
    let all = |decimals| {
        [
            before.round_beside(decimals, anchors.clone()),
            after.round_beside(decimals, anchors.clone()),
            change.round_beside(decimals, &[Decimal::ZERO]),
        ]
    };
    let agree =
        |[before, after, change]: &[Rounded; 3]| &after.value - &before.value == change.value;
    let from = indicator.decimals;
    if change.round(from).value.is_zero() {
        // Decimals that only this page has would hide that hardly anything changed; the change itself is told.
        return all(from);
    }
    (from..=from.saturating_add(MORE_DECIMALS))
        .map(all)
        .find(agree)
        .unwrap_or_else(|| all(from))
}

/// Two pools and their difference; `None` where one of them has no value.
pub(super) fn change_view(
    wording: &Wording,
    indicator: &Indicator,
    pools: &BeforeAfter,
) -> Option<ChangeView> {
    let before = pools.before.value(indicator)?;
    let after = pools.after.value(indicator)?;
    let [before, after, change] = rounded(indicator, &before, &after, &pools.change);
    Some(ChangeView {
        before: wording.rounded(indicator, &before),
        before_base: wording.base(&pools.before),
        after: wording.rounded(indicator, &after),
        after_base: wording.base(&pools.after),
        change: signed(wording, indicator, &change),
    })
}

/// A change that is shown without the figures that it lies between.
pub(super) fn change_alone(wording: &Wording, indicator: &Indicator, change: &Quotient) -> String {
    let rounded = change.round_beside(indicator.decimals, &[Decimal::ZERO]);
    signed(wording, indicator, &rounded)
}

/// A change with its sign: "+6,5 điểm", "−2 ngày", "+12".
fn signed(wording: &Wording, indicator: &Indicator, change: &Rounded) -> String {
    let number = wording.language().rounded(change);
    let number = if change.value.is_negative() || change.value.is_zero() {
        number
    } else {
        format!("+{number}")
    };
    let args = [("value", &*number), ("unit", &*indicator.unit)];
    let text = match &*indicator.unit {
        "" => number,
        "%" => wording.fill("archive.change.points", &args[..1]),
        _ => wording.fill("archive.change.unit", &args),
    };
    text.replace(' ', "\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::rounded;
    use crate::figures::testing::indicator;
    use crate::number::{Decimal, Quotient};

    fn shown(before: (i64, i64), after: (i64, i64)) -> [String; 3] {
        let ratio = indicator("kind = \"ratio\"; target = \"> 90\"");
        let percent = |(n, d): (i64, i64)| Quotient::percent(&n.into(), d.into()).expect("a value");
        let (before, after) = (percent(before), percent(after));
        let change = Quotient::from(after.to_rational() - before.to_rational());
        rounded(&ratio, &before, &after, &change).map(|one| one.value.to_string())
    }

    #[test]
    fn the_change_shown_lies_between_the_figures_shown() {
        assert_eq!(shown((880, 1000), (945, 1000)), ["88", "94.5", "6.5"]);
        // 88.04 to 94.55: with one decimal it would be 88.0, 94.6 and 6.5.
        assert_eq!(
            shown((8804, 10_000), (9455, 10_000)),
            ["88.04", "94.55", "6.51"]
        );
        assert_eq!(shown((950, 1000), (945, 1000)), ["95", "94.5", "-0.5"]);
    }

    #[test]
    fn no_change_is_shown_where_there_is_a_small_one() {
        let [before, after, change] = shown((95_000, 100_000), (95_001, 100_000));
        assert_eq!((&*before, &*after), ("95", "95"));
        assert_eq!(change, "0.001");
        assert_eq!(
            Decimal::parse_plain(&change).map(|change| change.is_zero()),
            Some(false)
        );
    }
}
