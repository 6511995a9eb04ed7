//! How long a chart takes. A site of 12,000 units has 48,000 lines.

use divan::{Bencher, black_box};
use thidua::calendar::{Period, PeriodLength};
use thidua::chart::{
    Bound, ChartTarget, Frame, LineChart, LinePoint, Measure, Palette, Peers, State, StripChart,
    UnitMark, UnitsChart, message,
};
use thidua::locale::{Language, Words};
use thidua::model::Scope;

fn main() {
    divan::main();
}

fn words() -> &'static Words {
    Words::of(Language::Vietnamese)
}

fn target() -> ChartTarget {
    ChartTarget::Above(Bound {
        at: 90.0,
        shown: "90%".to_owned(),
    })
}

fn frame<'a>(title: &'a str) -> Frame<'a> {
    let measure = Measure {
        from_zero: false,
        percent: true,
        unit: "",
    };
    Frame {
        id: "dung-han",
        title,
        description: "Từ 88,1% (tháng 3/2019) đến 93,4% (tháng 9/2019).",
        measure,
        words: words(),
    }
}

fn points(months: u16) -> Vec<LinePoint> {
    (0..months)
        .map(|i| {
            let value = 88.0 + f64::from(i % 7);
            LinePoint {
                period: Period::new(
                    2017 + (i / 12) as i16,
                    (i % 12) as u8 + 1,
                    PeriodLength::Month,
                )
                .expect("a month"),
                label: format!("tháng {}/{}", i % 12 + 1, 2017 + i / 12).into(),
                value: Some(value),
                shown: format!("{value}%"),
                state: if value > 90.0 {
                    State::Met
                } else {
                    State::Missed
                },
                interval: None,
                complete: i % 5 != 2,
                same_reporters: i % 5 != 2,
                illustrative: true,
                revised: false,
            }
        })
        .collect()
}

fn marks(count: usize) -> Vec<UnitMark> {
    (0..count)
        .map(|i| {
            let value = 75.0 + ((i * 37) % 251) as f64 / 10.0;
            UnitMark {
                name: format!("Phường {i}"),
                value: Some(value),
                shown: format!("{value}%"),
                state: if value > 90.0 {
                    State::Met
                } else {
                    State::Missed
                },
                complete: true,
                illustrative: false,
            }
        })
        .collect()
}

#[divan::bench(args = [7, 36])]
fn line(bencher: Bencher<'_, '_>, months: u16) {
    let (points, target) = (points(months), target());
    let chart = LineChart {
        frame: frame("Quận 3: 93,4%"),
        points: &points,
        target: Some(&target),
        field: None,
    };
    bencher.bench_local(|| black_box(&chart).to_svg(Palette::Page));
}

#[divan::bench(args = [7, 36])]
fn heading_and_description(bencher: Bencher<'_, '_>, months: u16) {
    let (points, target) = (points(months), target());
    bencher.bench_local(|| {
        let points = black_box(&points);
        let heading = message::line("Quận 3", points, Some(&target), Scope::Overall, words());
        (
            heading,
            message::line_description(points, Some(&target), None, words()),
        )
    });
}

#[divan::bench(args = [24, 322, 12_000])]
fn units(bencher: Bencher<'_, '_>, count: usize) {
    let (marks, target) = (marks(count), target());
    let chart = UnitsChart {
        frame: frame("Đơn vị"),
        marks: &marks,
        target: Some(&target),
    };
    bencher.bench_local(|| black_box(&chart).to_svg(Palette::Page));
}

#[divan::bench(args = [24, 322, 12_000])]
fn strip(bencher: Bencher<'_, '_>, count: usize) {
    let (peers, target) = (Peers::new(marks(count)), target());
    let chart = StripChart {
        frame: frame("Đơn vị"),
        peers: &peers,
        marked: Some(3),
        target: Some(&target),
    };
    bencher.bench_local(|| black_box(&chart).to_svg(Palette::Page));
}
