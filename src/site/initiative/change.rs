//! Two figures and what lies between them, as readers see them.

use crate::figures::BeforeAfter;
use crate::model::{Indicator, Kind};
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
const MORE_DECIMALS: u8 = 8;

/// So many where the change can be left out.
const FEW_DECIMALS: u8 = 2;

/// Before, after and the change with the fewest decimals, from the indicator's on, with which two figures that differ
/// are seen to and the change shown is their difference; where none of those tried are so, each with the most.
fn rounded(indicator: &Indicator, numbers: [&Quotient; 3]) -> [Rounded; 3] {
    let most = indicator.decimals.saturating_add(MORE_DECIMALS);
    agreeing(indicator, numbers, most).unwrap_or_else(|| rounded_to(indicator, numbers, most))
}

/// Those with so many decimals at most; `None` where none of them are so.
fn agreeing(indicator: &Indicator, numbers: [&Quotient; 3], most: u8) -> Option<[Rounded; 3]> {
    let mut tried = (indicator.decimals..=most).map(|with| rounded_to(indicator, numbers, with));
    tried.find(|[before, after, change]| &after.value - &before.value == change.value)
}

fn rounded_to(
    indicator: &Indicator,
    [before, after, change]: [&Quotient; 3],
    decimals: u8,
) -> [Rounded; 3] {
    let anchors = anchors(indicator);
    [
        before.round_beside(decimals, anchors.clone()),
        after.round_beside(decimals, anchors),
        change.round_beside(decimals, &[Decimal::ZERO]),
    ]
}

/// Two pools and their difference; `None` where one of them has no value.
pub(super) fn change_view(
    wording: &Wording,
    indicator: &Indicator,
    pools: &BeforeAfter,
) -> Option<ChangeView> {
    let before = pools.before.value(indicator)?;
    let after = pools.after.value(indicator)?;
    let numbers = rounded(indicator, [&before, &after, &pools.change]);
    Some(view(wording, indicator, pools, &numbers))
}

/// The same where few decimals are enough; else the two may stand beside each other, but not their difference.
pub(in crate::site) fn plain_change_view(
    wording: &Wording,
    indicator: &Indicator,
    pools: &BeforeAfter,
) -> Option<ChangeView> {
    let before = pools.before.value(indicator)?;
    let after = pools.after.value(indicator)?;
    let most = indicator.decimals.saturating_add(FEW_DECIMALS);
    let numbers = agreeing(indicator, [&before, &after, &pools.change], most)?;
    Some(view(wording, indicator, pools, &numbers))
}

fn view(
    wording: &Wording,
    indicator: &Indicator,
    pools: &BeforeAfter,
    [before, after, change]: &[Rounded; 3],
) -> ChangeView {
    ChangeView {
        before: wording.rounded(indicator, before),
        before_base: wording.base(&pools.before),
        after: wording.rounded(indicator, after),
        after_base: wording.base(&pools.after),
        change: match in_percent(wording, indicator, pools) {
            Some(share) => format!("{} ({share})", signed(wording, indicator, change)),
            None => signed(wording, indicator, change),
        },
    }
}

/// A change that is shown without the figures that it lies between.
pub(super) fn change_alone(
    wording: &Wording,
    indicator: &Indicator,
    pools: &BeforeAfter,
) -> String {
    in_percent(wording, indicator, pools).unwrap_or_else(|| {
        let rounded = pools
            .change
            .round_beside(indicator.decimals, &[Decimal::ZERO]);
        signed(wording, indicator, &rounded)
    })
}

/// The change of a count in per cent of what it was.
fn in_percent(wording: &Wording, indicator: &Indicator, pools: &BeforeAfter) -> Option<String> {
    if indicator.kind != Kind::Count {
        return None;
    }
    let share = pools.percent(indicator)?;
    let share = share.round_beside(1, &[Decimal::ZERO]);
    Some(format!("{}%", with_sign(wording, &share)))
}

/// A change with its sign: "+6,5 điểm", "−2 ngày", "+12".
fn signed(wording: &Wording, indicator: &Indicator, change: &Rounded) -> String {
    let number = with_sign(wording, change);
    let args = [("value", &*number), ("unit", &*indicator.unit)];
    let text = match &*indicator.unit {
        "" => number,
        "%" => wording.fill("archive.change.points", &args[..1]),
        _ => wording.fill("archive.change.unit", &args),
    };
    text.replace(' ', "\u{a0}")
}

/// "+6,5", "−2", "0".
fn with_sign(wording: &Wording, number: &Rounded) -> String {
    let text = wording.language().rounded(number);
    if number.value.is_negative() || number.value.is_zero() {
        text
    } else {
        format!("+{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW_DECIMALS, agreeing, rounded};
    use crate::figures::testing::indicator;
    use crate::number::Quotient;

    fn shown(before: (i64, i64), after: (i64, i64)) -> [String; 3] {
        let ratio = indicator("kind = \"ratio\"; target = \"> 90\"");
        let percent = |(n, d): (i64, i64)| Quotient::percent(&n.into(), d.into()).expect("a value");
        let (before, after) = (percent(before), percent(after));
        let change = Quotient::from(after.to_rational() - before.to_rational());
        rounded(&ratio, [&before, &after, &change]).map(|one| one.value.to_string())
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
    fn a_small_change_is_seen_in_the_figures_that_it_lies_between() {
        assert_eq!(
            shown((95_000, 100_000), (95_001, 100_000)),
            ["95", "95.001", "0.001"]
        );
        assert_eq!(shown((1, 3), (1, 3)), ["33.3", "33.3", "0"]);
    }

    #[test]
    fn what_few_decimals_do_not_agree_upon_is_left_out() {
        let ratio = indicator("kind = \"ratio\"; target = \"> 90\"");
        let percent = |n: i64| Quotient::percent(&n.into(), 1_000_000.into()).expect("a value");
        let agree = |before: i64, after: i64| {
            let (before, after) = (percent(before), percent(after));
            let change = &after - &before;
            let most = ratio.decimals + FEW_DECIMALS;
            agreeing(&ratio, [&before, &after, &change], most).is_some()
        };
        assert!(agree(880_000, 945_000));
        assert!(agree(880_400, 945_500));
        // 84.0444 to 84.1556 by 0.1112: with three decimals 84.044, 84.156 and 0.111.
        assert!(!agree(840_444, 841_556));
    }
}
