//! The figure that a row gives of an indicator, checked by the indicator's kind.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Amount, Indicator, Kind};
use crate::number::{Cell, Decimal, Quotient};
use std::cmp::Ordering;

/// One of the figures that a row gives of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Numerator,
    Denominator,
    Value,
    Sample,
}

/// What the cells (or sums of cells) of a row say of an indicator.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    pub(super) numerator: Cell,
    pub(super) denominator: Cell,
    pub(super) value: Cell,
    pub(super) sample: Cell,
}

impl Given {
    /// Sets a part to what a cell says; one that cannot be read gives nothing.
    #[inline]
    pub(super) fn set(&mut self, part: Part, cell: &Cell) {
        let part = match part {
            Part::Numerator => &mut self.numerator,
            Part::Denominator => &mut self.denominator,
            Part::Value => &mut self.value,
            Part::Sample => &mut self.sample,
        };
        *part = match cell {
            Cell::TwoWays { .. } | Cell::NotANumber => Cell::Nothing,
            cell => cell.clone(),
        };
    }
}

/// A count that is no whole number: a point between thousands may have been read, or typed, as a decimal mark.
pub(super) fn not_whole(value: &Decimal) -> Diagnostic {
    let error = Code::NotWhole.arg("text", value);
    let thousandfold = value * &Decimal::from(1000);
    if thousandfold.is_integer() {
        error.help("thousand").arg("meant", thousandfold)
    } else {
        error
    }
}

/// Told with the part that it is about; the caller knows its place.
pub(super) type Tell<'a> = dyn FnMut(Part, Diagnostic) + 'a;

impl Given {
    /// What is reported; `None` where it is wrong, which is told.
    pub(super) fn reported(self, indicator: &Indicator, tell: &mut Tell<'_>) -> Option<Amount> {
        match indicator.kind {
            Kind::Ratio => self.ratio(indicator, tell),
            Kind::Mean => self.mean(tell),
            Kind::Count => self.count(tell),
            Kind::Score => Some(match self.value {
                Cell::Figure { value, .. } => Amount::Score(value),
                _ => Amount::Nothing,
            }),
        }
    }

    fn ratio(self, indicator: &Indicator, tell: &mut Tell<'_>) -> Option<Amount> {
        // Nearly every row of a large table.
        if let Self {
            numerator: Cell::Figure {
                value: numerator, ..
            },
            denominator: Cell::Figure {
                value: denominator, ..
            },
            value: Cell::Nothing,
            ..
        } = self
        {
            let (numerator, denominator) =
                counts_of_ratio(indicator, numerator, denominator, tell)?;
            return Some(Amount::Ratio {
                numerator,
                denominator,
            });
        }
        let parts = [
            (Part::Numerator, &self.numerator),
            (Part::Denominator, &self.denominator),
            (Part::Value, &self.value),
        ];
        if parts.iter().any(|(_, cell)| **cell == Cell::NothingArising) {
            nothing_else(&parts, tell)?;
            return Some(Amount::Ratio {
                numerator: Decimal::ZERO,
                denominator: Decimal::ZERO,
            });
        }
        match (self.numerator, self.denominator, self.value) {
            (
                Cell::Figure {
                    value: numerator, ..
                },
                Cell::Figure {
                    value: denominator, ..
                },
                value,
            ) => {
                let counts = counts_of_ratio(indicator, numerator, denominator, tell)?;
                if let Cell::Figure {
                    value, decimals, ..
                } = value
                {
                    check_value(indicator, &counts, &value, decimals, tell);
                }
                Some(Amount::Ratio {
                    numerator: counts.0,
                    denominator: counts.1,
                })
            }
            (Cell::Figure { .. }, _, _) => {
                tell(Part::Denominator, Diagnostic::new(Code::NumeratorAlone));
                None
            }
            (_, Cell::Figure { .. }, _) => {
                tell(Part::Numerator, Diagnostic::new(Code::DenominatorAlone));
                None
            }
            (_, _, Cell::Figure { value, .. }) => bare_ratio(indicator, value, tell),
            _ => Some(Amount::Nothing),
        }
    }

    fn mean(self, tell: &mut Tell<'_>) -> Option<Amount> {
        let parts = [(Part::Value, &self.value), (Part::Sample, &self.sample)];
        if parts.iter().any(|(_, cell)| **cell == Cell::NothingArising) {
            nothing_else(&parts, tell)?;
            return Some(Amount::Mean {
                value: Decimal::ZERO,
                sample: Decimal::ZERO,
            });
        }
        if let Some(sample) = self.sample.number().filter(|sample| sample.is_negative()) {
            tell(Part::Sample, Code::NegativeFigure.arg("text", sample));
            return None;
        }
        if let Some(sample) = self.sample.number().filter(|sample| !sample.is_integer()) {
            tell(Part::Sample, Code::SampleNotWhole.arg("text", sample));
        }
        Some(match (self.value, self.sample) {
            (Cell::Figure { value, .. }, Cell::Figure { value: sample, .. }) => {
                Amount::Mean { value, sample }
            }
            (Cell::Figure { value, .. }, _) => Amount::Score(value),
            (_, Cell::Figure { value: sample, .. }) if sample.is_zero() => Amount::Mean {
                value: Decimal::ZERO,
                sample,
            },
            (_, Cell::Figure { .. }) => {
                tell(Part::Value, Diagnostic::new(Code::SampleAlone));
                Amount::Nothing
            }
            _ => Amount::Nothing,
        })
    }

    fn count(self, tell: &mut Tell<'_>) -> Option<Amount> {
        match self.value {
            Cell::Figure { value, .. } if value.is_negative() => {
                tell(Part::Value, Code::NegativeFigure.arg("text", value));
                None
            }
            Cell::Figure { value, .. } => Some(Amount::Count(value)),
            Cell::NothingArising => Some(Amount::Count(Decimal::ZERO)),
            _ => Some(Amount::Nothing),
        }
    }
}

/// Beside "không phát sinh" no figure but zero may stand.
fn nothing_else(parts: &[(Part, &Cell)], tell: &mut Tell<'_>) -> Option<()> {
    let mut is_alone = true;
    for (part, _) in parts
        .iter()
        .filter(|(_, cell)| cell.number().is_some_and(|number| !number.is_zero()))
    {
        tell(*part, Diagnostic::new(Code::NothingAroseWithFigure));
        is_alone = false;
    }
    is_alone.then_some(())
}

/// Numerator and denominator, checked. A denominator of zero means that nothing happened.
fn counts_of_ratio(
    indicator: &Indicator,
    numerator: Decimal,
    denominator: Decimal,
    tell: &mut Tell<'_>,
) -> Option<(Decimal, Decimal)> {
    let mut is_right = true;
    if denominator.is_negative() {
        tell(
            Part::Denominator,
            Code::NegativeFigure.arg("text", &denominator),
        );
        is_right = false;
    }
    if indicator.is_percent() {
        if numerator.is_negative() {
            tell(
                Part::Numerator,
                Code::NegativeFigure.arg("text", &numerator),
            );
            is_right = false;
        }
        if is_right && numerator > denominator {
            let error = Code::NumeratorAboveDenominator
                .arg("numerator", &numerator)
                .arg("denominator", &denominator);
            tell(Part::Numerator, error);
            is_right = false;
        }
    }
    if is_right && denominator.is_zero() && !numerator.is_zero() {
        tell(
            Part::Denominator,
            Code::DenominatorZero.arg("numerator", &numerator),
        );
        return Some((Decimal::ZERO, Decimal::ZERO));
    }
    is_right.then_some((numerator, denominator))
}

fn bare_ratio(indicator: &Indicator, value: Decimal, tell: &mut Tell<'_>) -> Option<Amount> {
    if indicator.is_percent() && (value.is_negative() || value > Decimal::HUNDRED) {
        tell(Part::Value, Code::PercentOutOfRange.arg("text", &value));
        return None;
    }
    Some(Amount::Score(value))
}

/// Warns where a given value is not that of its counts, rounded as the value is.
fn check_value(
    indicator: &Indicator,
    counts: &(Decimal, Decimal),
    value: &Decimal,
    decimals: u8,
    tell: &mut Tell<'_>,
) {
    if let Some(computed) = differing(indicator, counts, value, decimals) {
        let warning = Code::ValueDiffers
            .arg("text", value)
            .arg("computed", computed);
        let as_percent = value * &Decimal::HUNDRED;
        let is_share = indicator.is_percent()
            && differing(indicator, counts, &as_percent, decimals.saturating_sub(2)).is_none();
        tell(
            Part::Value,
            if is_share {
                warning.help("share").arg("percent", as_percent)
            } else {
                warning
            },
        );
    }
}

/// The value of counts where a given one, written with so many decimals, differs from it by more than its own
/// rounding. Nothing differs where there is nothing to divide by.
pub(super) fn differing(
    indicator: &Indicator,
    counts: &(Decimal, Decimal),
    value: &Decimal,
    decimals: u8,
) -> Option<Decimal> {
    let (numerator, denominator) = counts;
    let exact = if indicator.is_percent() {
        Quotient::percent(numerator, denominator.clone())?
    } else {
        Quotient::new(numerator.clone(), denominator.clone())?
    };
    // Half a unit of the last decimal written, either way.
    let half = Decimal::new(5, decimals.saturating_add(1));
    let is_within = exact.cmp_decimal(&(value - &half)) != Ordering::Less
        && exact.cmp_decimal(&(value + &half)) != Ordering::Greater;
    (!is_within).then(|| exact.round(decimals.saturating_add(1).min(6)).value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number;
    use crate::reading::observation_reader::tests::indicators;

    fn number(text: &str) -> Cell {
        match text {
            "" => Cell::Nothing,
            "kps" => Cell::NothingArising,
            _ => number::read_exact(text),
        }
    }

    /// What numerator, denominator, value and sample report of an indicator, and the codes that are told.
    fn reported(code: &str, [n, d, v, s]: [&str; 4]) -> (String, Vec<&'static str>) {
        let indicators = indicators();
        let (_, indicator) = indicators.iter().find(|(_, x)| &*x.code == code).unwrap();
        let given = Given {
            numerator: number(n),
            denominator: number(d),
            value: number(v),
            sample: number(s),
        };
        let mut codes = Vec::new();
        let reported = given.reported(indicator, &mut |_, diagnostic| {
            codes.push(diagnostic.code.as_str())
        });
        (reported.map_or("-".to_owned(), |r| format!("{r:?}")), codes)
    }

    fn ok(text: &str) -> (String, Vec<&'static str>) {
        (text.to_owned(), vec![])
    }

    fn wrong(code: &'static str) -> (String, Vec<&'static str>) {
        ("-".to_owned(), vec![code])
    }

    #[test]
    fn ratios() {
        let ratio = |cells| reported("dung-han", cells);
        assert_eq!(
            ratio(["9", "10", "", ""]),
            ok("Ratio { numerator: 9, denominator: 10 }")
        );
        assert_eq!(ratio(["", "", "93.4", ""]), ok("Score(93.4)"));
        assert_eq!(ratio(["", "", "", ""]), ok("Nothing"));
        assert_eq!(
            ratio(["kps", "", "", ""]),
            ok("Ratio { numerator: 0, denominator: 0 }")
        );
        assert_eq!(
            ratio(["kps", "0", "kps", ""]),
            ok("Ratio { numerator: 0, denominator: 0 }")
        );
        assert_eq!(
            ratio(["kps", "7", "", ""]),
            wrong("nothing-arose-with-figure")
        );
        assert_eq!(ratio(["9", "", "", ""]), wrong("numerator-alone"));
        assert_eq!(ratio(["9", "", "90", ""]), wrong("numerator-alone"));
        assert_eq!(ratio(["", "10", "", ""]), wrong("denominator-alone"));
        assert_eq!(
            ratio(["11", "10", "", ""]),
            wrong("numerator-above-denominator")
        );
        assert_eq!(
            ratio(["1", "0", "", ""]),
            wrong("numerator-above-denominator")
        );
        assert_eq!(ratio(["1", "-10", "", ""]), wrong("negative-figure"));
        assert_eq!(ratio(["-1", "10", "", ""]), wrong("negative-figure"));
        assert_eq!(ratio(["", "", "100.1", ""]), wrong("percent-out-of-range"));
        assert_eq!(ratio(["", "", "-1", ""]), wrong("percent-out-of-range"));
    }

    #[test]
    fn a_value_beside_counts_must_agree_within_its_rounding() {
        let codes = |value: &str| reported("dung-han", ["2", "3", value, ""]).1;
        assert_eq!(codes("66.7"), Vec::<&str>::new());
        assert_eq!(codes("67"), Vec::<&str>::new());
        assert_eq!(codes("66.67"), Vec::<&str>::new());
        assert_eq!(codes("67.0"), ["value-differs"]);
        assert_eq!(codes("66.6"), ["value-differs"]);
        assert_eq!(codes("0.667"), ["value-differs"]);
    }

    #[test]
    fn plain_ratios_have_no_upper_end() {
        assert_eq!(
            reported("ho-so-moi-nguoi", ["30", "2", "", ""]),
            ok("Ratio { numerator: 30, denominator: 2 }")
        );
        let (figure, codes) = reported("ho-so-moi-nguoi", ["30", "0", "", ""]);
        assert_eq!(
            (&*figure, codes),
            (
                "Ratio { numerator: 0, denominator: 0 }",
                vec!["denominator-zero"]
            )
        );
    }

    #[test]
    fn means() {
        let mean = |cells| reported("diem", cells);
        assert_eq!(
            mean(["", "", "4.5", "30"]),
            ok("Mean { value: 4.5, sample: 30 }")
        );
        assert_eq!(mean(["", "", "4.5", ""]), ok("Score(4.5)"));
        assert_eq!(mean(["", "", "", "0"]), ok("Mean { value: 0, sample: 0 }"));
        assert_eq!(
            mean(["", "", "kps", ""]),
            ok("Mean { value: 0, sample: 0 }")
        );
        assert_eq!(
            mean(["", "", "kps", "30"]),
            wrong("nothing-arose-with-figure")
        );
        assert_eq!(mean(["", "", "4.5", "-1"]), wrong("negative-figure"));
        assert_eq!(
            mean(["", "", "", "30"]),
            ("Nothing".to_owned(), vec!["sample-alone"])
        );
    }

    #[test]
    fn counts_and_scores() {
        assert_eq!(
            reported("buu-chinh", ["", "", "950.5", ""]),
            ok("Count(950.5)")
        );
        assert_eq!(reported("buu-chinh", ["", "", "kps", ""]), ok("Count(0)"));
        assert_eq!(
            reported("buu-chinh", ["", "", "-1", ""]),
            wrong("negative-figure")
        );
        assert_eq!(reported("cham-diem", ["", "", "-1", ""]), ok("Score(-1)"));
        assert_eq!(reported("cham-diem", ["", "", "kps", ""]), ok("Nothing"));
    }
}
