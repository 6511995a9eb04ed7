//! The axis of values: a range chosen for the data with the target in view, and round numbers along it.

use super::metrics::{self, Weight};
use super::{Frame, Measure};
use crate::locale::Words;

/// An axis of values.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValueAxis {
    pub(super) from: f64,
    pub(super) to: f64,
    /// Round numbers from `from` to `to`, and how they are written.
    pub(super) ticks: Vec<(f64, String)>,
    /// What the numbers are in, where it is not per cent: `hồ sơ`, `triệu đồng`. May be empty.
    pub(super) note: String,
}

/// Numbers along an axis in millions, or in milliards, from here on.
const MILLION: f64 = 1e6;
const BILLION: f64 = 1e9;

impl ValueAxis {
    /// An axis for values between `low` and `high` (target and intervals among them) with at most `most` steps.
    /// `zero` keeps its beginning at zero where nothing is negative, as bars need.
    pub(super) fn new(
        low: f64,
        high: f64,
        zero: bool,
        most: usize,
        measure: Measure<'_>,
        words: &Words,
    ) -> Self {
        let (from, to) = padded(low, high, zero, measure.percent);
        let (mantissa, exponent, first, last) = steps(from, to, most.max(1));
        let size = from.abs().max(to.abs());
        let (scale, scale_word) = if measure.percent || size < 10.0 * MILLION {
            (0, "")
        } else if size < 10.0 * BILLION {
            (6, words.word("chart.axis.million"))
        } else {
            (9, words.word("chart.axis.billion"))
        };
        let ticks: Vec<(f64, String)> = (first..=last)
            .map(|n| {
                let at = n as f64 * mantissa as f64 * 10_f64.powi(exponent);
                let mut text = written(n * mantissa, exponent - scale, words);
                if measure.percent {
                    text.push('%');
                }
                (at, text)
            })
            .collect();
        let (from, to) = match (ticks.first(), ticks.last()) {
            (Some(a), Some(b)) if b.0 > a.0 => (a.0, b.0),
            _ => (from, to),
        };
        let unit = if measure.percent { "" } else { measure.unit };
        let note = [scale_word, unit]
            .into_iter()
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        Self {
            from,
            to,
            ticks,
            note,
        }
    }

    /// An axis with all these values in view; one without numbers where there are none.
    pub(super) fn around(
        values: impl Iterator<Item = f64>,
        zero: bool,
        most: usize,
        frame: &Frame<'_>,
    ) -> Self {
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let finite = values.filter(|value| value.is_finite());
        let (low, high) = finite.fold(ends, |(low, high), v| (low.min(v), high.max(v)));
        if low > high {
            return Self {
                from: 0.0,
                to: 1.0,
                ticks: vec![],
                note: String::new(),
            };
        }
        let zero = zero || frame.measure.from_zero;
        Self::new(low, high, zero, most, frame.measure, frame.words)
    }

    /// How wide the widest of its numbers is, in px.
    pub(super) fn widest(&self, size: f64) -> f64 {
        self.ticks
            .iter()
            .map(|(_, t)| metrics::width(t, size, Weight::Regular))
            .fold(0.0, f64::max)
    }

    /// Where its grid lines are.
    pub(super) fn grid(&self) -> Vec<f64> {
        self.ticks.iter().map(|(at, _)| *at).collect()
    }
}

/// The range with some air, never so narrow that noise looks like a trend, and within 0 and 100 per cent.
fn padded(low: f64, high: f64, zero: bool, percent: bool) -> (f64, f64) {
    let size = low.abs().max(high.abs());
    let least = if percent {
        4.0_f64.max(0.02 * size)
    } else {
        0.1 * size
    };
    let least = if least > 0.0 { least } else { 1.0 };
    let missing = (least - (high - low)).max(0.0);
    let air = 0.06 * (high - low).max(least);
    let (mut from, mut to) = (low - missing / 2.0 - air, high + missing / 2.0 + air);
    if low >= 0.0 && (zero || from < 0.0) {
        from = 0.0;
        to = to.max(least);
    }
    if high <= 0.0 && zero {
        to = 0.0;
    }
    if percent && high <= 100.0 {
        to = to.min(100.0);
        // What was cut at the top is given at the bottom, so that a line at 100 % is no flat band.
        if to - from < least {
            from = if low >= 0.0 {
                (to - least).max(0.0)
            } else {
                to - least
            };
        }
    }
    (from, to)
}

/// The step (1, 2 or 5 times a power of ten) that gives at most `most` steps, as mantissa and exponent, and the
/// multiples of it that enclose the range.
fn steps(from: f64, to: f64, most: usize) -> (i64, i32, i64, i64) {
    let span = to - from;
    if !(span.is_finite() && span > 0.0) {
        return (1, 0, 0, 1);
    }
    let mut exponent = (span / most as f64).log10().floor() as i32 - 1;
    loop {
        for mantissa in [1, 2, 5] {
            let step = mantissa as f64 * 10_f64.powi(exponent);
            // A hair of tolerance, so that 0.1 * 3 is 0.3.
            let first = (from / step + 1e-9).floor();
            let last = (to / step - 1e-9).ceil();
            if last - first <= most as f64 || !(last - first).is_finite() {
                return (mantissa, exponent, first as i64, last as i64);
            }
        }
        exponent += 1;
    }
}

/// `digits` times ten to the `exponent`, with the marks of the language.
fn written(digits: i64, exponent: i32, words: &Words) -> String {
    words.language().scaled(digits, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use proptest::prelude::*;

    const PERCENT: Measure<'_> = Measure {
        percent: true,
        unit: "",
        from_zero: false,
    };
    const CASES: Measure<'_> = Measure {
        percent: false,
        unit: "hồ sơ",
        from_zero: false,
    };

    fn texts(low: f64, high: f64, measure: Measure<'_>) -> Vec<String> {
        let words = Words::of(Language::Vietnamese);
        ValueAxis::new(low, high, false, 5, measure, words)
            .ticks
            .into_iter()
            .map(|t| t.1)
            .collect()
    }

    #[test]
    fn ticks_are_round_and_within_a_hundred_per_cent() {
        assert_eq!(
            texts(88.1, 93.4, PERCENT),
            ["86%", "88%", "90%", "92%", "94%"]
        );
        assert_eq!(
            texts(99.2, 100.0, PERCENT),
            ["96%", "97%", "98%", "99%", "100%"]
        );
        assert_eq!(texts(0.0, 0.4, PERCENT), ["0%", "1%", "2%", "3%", "4%"]);
        assert_eq!(
            texts(30.0, 40.0, PERCENT),
            ["25%", "30%", "35%", "40%", "45%"]
        );
    }

    #[test]
    fn large_numbers_are_grouped_or_named() {
        assert_eq!(
            texts(1000.0, 3800.0, CASES),
            ["0", "1.000", "2.000", "3.000", "4.000"]
        );
        let words = Words::of(Language::Vietnamese);
        let axis = ValueAxis::new(1e7, 3e7, false, 4, CASES, words);
        assert_eq!(axis.note, "triệu hồ sơ");
        assert_eq!(axis.ticks.first().map(|t| t.1.as_str()), Some("0"));
    }

    #[test]
    fn numbers_are_written_exactly() {
        for (language, texts) in [
            (Language::Vietnamese, ["1.234.500", "0,05", "−1,5", "100"]),
            (Language::English, ["1,234,500", "0.05", "−1.5", "100"]),
        ] {
            let words = Words::of(language);
            let got = [
                written(12345, 2, words),
                written(5, -2, words),
                written(-150, -2, words),
                written(1, 2, words),
            ];
            assert_eq!(got, texts);
        }
    }

    proptest! {
        #[test]
        fn every_value_is_in_view(a in -1e12..1e12_f64, b in -1e12..1e12_f64, zero: bool, most in 2..8_usize, percent: bool) {
            let measure = Measure { percent, unit: "", from_zero: false };
            let axis = ValueAxis::new(a.min(b), a.max(b), zero, most, measure, Words::of(Language::English));
            prop_assert!(axis.from <= a.min(b) && a.max(b) <= axis.to);
            prop_assert!(axis.ticks.len() >= 2 && axis.ticks.len() <= most + 1);
            prop_assert!(axis.ticks.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 != w[1].1));
        }

        #[test]
        fn per_cent_stays_within_its_bounds(a in 0.0..=100.0_f64, b in 0.0..=100.0_f64) {
            let axis = ValueAxis::new(a.min(b), a.max(b), false, 5, PERCENT, Words::of(Language::English));
            prop_assert!(axis.from >= 0.0 && axis.to <= 100.0);
        }
    }
}
