//! Invented charts for tests.

use super::{Bound, ChartTarget, Frame, LinePoint, Measure, State, UnitMark};
use crate::calendar::{Period, PeriodLength};
use crate::locale::{Language, Words};
use proptest::prelude::*;

pub(super) const PERCENT: Measure<'static> = Measure {
    percent: true,
    unit: "",
    from_zero: false,
};

pub(super) fn words() -> &'static Words {
    Words::of(Language::Vietnamese)
}

pub(super) fn frame(measure: Measure<'static>) -> Frame<'static> {
    Frame {
        id: "x",
        title: "Tiêu đề",
        description: "Mô tả",
        measure,
        words: words(),
    }
}

pub(super) fn bound(at: f64) -> Bound {
    Bound {
        at,
        shown: format!("{at}%").replace('.', ","),
    }
}

pub(super) fn above(at: f64) -> ChartTarget {
    ChartTarget::Above(bound(at))
}

/// The period that comes `index` periods of this length after the first one of a year.
pub(super) fn period(year: i16, index: u16, length: PeriodLength) -> Period {
    let month = index * u16::from(length.stride());
    Period::new(year + (month / 12) as i16, (month % 12) as u8 + 1, length)
        .expect("a period of the fixture")
}

/// Months from January 2019 on, with figures of one decimal and their states.
pub(super) fn months(figures: &[(Option<f64>, State)]) -> Vec<LinePoint> {
    figures
        .iter()
        .enumerate()
        .map(|(i, (value, state))| LinePoint {
            period: period(2019, i as u16, PeriodLength::Month),
            label: format!("tháng {}/{}", i % 12 + 1, 2019 + i / 12).into(),
            value: *value,
            shown: value
                .filter(|v| v.is_finite())
                .map(|v| format!("{v:.1}%").replace('.', ","))
                .unwrap_or_default(),
            state: if value.is_some() {
                *state
            } else {
                State::NoData
            },
            interval: None,
            complete: true,
            same_reporters: true,
            illustrative: false,
            revised: false,
        })
        .collect()
}

/// Units with figures of one decimal, judged against above 90.
pub(super) fn marks(figures: &[Option<f64>]) -> Vec<UnitMark> {
    figures
        .iter()
        .enumerate()
        .map(|(i, value)| UnitMark {
            name: format!("Quận {}", i + 1),
            value: *value,
            shown: value
                .filter(|v| v.is_finite())
                .map(|v| format!("{v:.1}%").replace('.', ","))
                .unwrap_or_default(),
            state: match value {
                None => State::NoData,
                Some(v) if *v > 90.0 => State::Met,
                Some(v) if *v >= 88.0 => State::Near,
                Some(_) => State::Missed,
            },
            complete: true,
            illustrative: false,
        })
        .collect()
}

pub(super) fn any_target() -> impl Strategy<Value = Option<ChartTarget>> {
    let number = (0..1000_i32).prop_map(|n| f64::from(n) / 10.0);
    prop_oneof![
        Just(None),
        number
            .clone()
            .prop_map(|n| Some(ChartTarget::Above(bound(n)))),
        number
            .clone()
            .prop_map(|n| Some(ChartTarget::AtLeast(bound(n)))),
        number
            .clone()
            .prop_map(|n| Some(ChartTarget::AtMost(bound(n)))),
        (number.clone(), number)
            .prop_map(|(a, b)| Some(ChartTarget::Range(bound(a.min(b)), bound(a.max(b))))),
    ]
}

/// A figure somewhere near 90, anywhere, or none.
pub(super) fn any_figure() -> impl Strategy<Value = Option<f64>> {
    let tenth = |n: i32| f64::from(n) / 10.0;
    prop_oneof![
        1 => Just(None),
        4 => (0..=1000).prop_map(move |n| Some(tenth(n))),
        6 => (860..=940).prop_map(move |n| Some(tenth(n))),
    ]
}

/// Fails where an element is not closed, or a number is none.
pub(super) fn assert_well_formed(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        let name = tag.trim_matches('/').split(' ').next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{svg}");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open in {svg}");
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
    assert!(
        !svg.contains("NaN") && !svg.contains("inf") && !svg.contains("style="),
        "{svg}"
    );
}
