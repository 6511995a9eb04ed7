//! What is pooled: amounts of one kind, and how they add up.

use crate::model::{Indicator, Observation, ReportedForm};
use crate::number::{Decimal, Pair, Quotient};
use std::fmt;

/// An amount of one of the kinds of indicator, reported or pooled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// A ratio: sums of numerators and of denominators.
    Ratio {
        /// The sum of numerators.
        numerator: Decimal,
        /// The sum of denominators; zero where nothing happened.
        denominator: Decimal,
    },
    /// A mean: the sum of value · sample, and the sum of samples.
    Mean {
        /// Σ value · sample
        weighted: Decimal,
        /// Σ sample; zero where nothing happened.
        sample: Decimal,
    },
    /// A number of things.
    Count(Decimal),
    /// A figure that is shown for its own unit and period and never pooled: a score, a ratio given as a bare value, a
    /// mean without a sample.
    Bare(Decimal),
}

/// An amount and whether any illustrative row went into it, in 16 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Figure(Pair<Label>);

/// What the numbers of a figure are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    form: Form,
    illustrative: bool,
}

/// Which of the amounts it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Ratio,
    Mean,
    Count,
    Bare,
}

impl Amount {
    /// The double nearest to [`Self::value`], for where there are very many.
    #[must_use]
    pub fn nearest_value(&self, indicator: &Indicator) -> Option<f64> {
        match self {
            Self::Ratio {
                numerator,
                denominator,
            } => {
                let times = if indicator.is_percent() { 100 } else { 1 };
                Quotient::nearest(numerator, times, denominator)
            }
            Self::Mean { weighted, sample } => Quotient::nearest(weighted, 1, sample),
            Self::Count(value) | Self::Bare(value) => Some(value.to_f64()),
        }
    }

    /// The value in the indicator's unit: 100 · numerator / denominator where that is "%", the plain quotient
    /// otherwise; `None` where nothing happened.
    #[must_use]
    pub fn value(self, indicator: &Indicator) -> Option<Quotient> {
        match self {
            Self::Ratio {
                numerator,
                denominator,
            } if indicator.is_percent() => Quotient::percent(&numerator, denominator),
            Self::Ratio {
                numerator,
                denominator,
            } => Quotient::new(numerator, denominator),
            Self::Mean { weighted, sample } => Quotient::new(weighted, sample),
            Self::Count(value) | Self::Bare(value) => Some(Quotient::from_decimal(value)),
        }
    }
}

impl Figure {
    /// An amount and its mark.
    #[must_use]
    pub fn new(amount: Amount, illustrative: bool) -> Self {
        let (form, first, second) = match amount {
            Amount::Ratio {
                numerator,
                denominator,
            } => (Form::Ratio, numerator, denominator),
            Amount::Mean { weighted, sample } => (Form::Mean, weighted, sample),
            Amount::Count(value) => (Form::Count, value, Decimal::ZERO),
            Amount::Bare(value) => (Form::Bare, value, Decimal::ZERO),
        };
        Self(Pair::new(Label { form, illustrative }, first, second))
    }

    /// What an observation reports; `None` for a gap.
    #[must_use]
    pub fn of(observation: &Observation, illustrative: bool) -> Option<Self> {
        let numbers = observation.numbers();
        let form = match numbers.label() {
            ReportedForm::Nothing => return None,
            ReportedForm::Ratio => Form::Ratio,
            ReportedForm::Mean => {
                let (value, sample) = (numbers.first(), numbers.second());
                let weighted = &value * &sample;
                return Some(Self::new(Amount::Mean { weighted, sample }, illustrative));
            }
            ReportedForm::Count => Form::Count,
            ReportedForm::BareRatio | ReportedForm::BareMean | ReportedForm::Score => Form::Bare,
        };
        Some(Self(numbers.relabelled(Label { form, illustrative })))
    }

    /// The amount.
    #[must_use]
    pub fn amount(&self) -> Amount {
        let (first, second) = (self.0.first(), self.0.second());
        match self.0.label().form {
            Form::Ratio => Amount::Ratio {
                numerator: first,
                denominator: second,
            },
            Form::Mean => Amount::Mean {
                weighted: first,
                sample: second,
            },
            Form::Count => Amount::Count(first),
            Form::Bare => Amount::Bare(first),
        }
    }

    /// Whether any row that went into it is illustrative.
    #[must_use]
    pub fn is_illustrative(&self) -> bool {
        self.0.label().illustrative
    }

    /// Marks it as illustrative where `other` is.
    pub(super) fn mark(&mut self, other: bool) {
        let label = self.0.label();
        if other && !label.illustrative {
            self.0.set_label(Label {
                illustrative: true,
                ..label
            });
        }
    }

    /// The value in the indicator's unit, `None` where nothing happened.
    #[must_use]
    pub fn value(&self, indicator: &Indicator) -> Option<Quotient> {
        self.amount().value(indicator)
    }

    /// Whether it can be pooled.
    #[must_use]
    pub fn is_poolable(&self) -> bool {
        self.0.label().form != Form::Bare
    }

    /// What it rests on: the denominator of a ratio or the sample of a mean.
    #[must_use]
    pub fn base(&self) -> Option<Decimal> {
        matches!(self.0.label().form, Form::Ratio | Form::Mean).then(|| self.0.second())
    }

    /// Whether it says that nothing happened: a denominator or sample of zero.
    #[must_use]
    pub fn is_nothing_arising(&self) -> bool {
        matches!(self.0.label().form, Form::Ratio | Form::Mean) && self.0.is_second_zero()
    }

    /// The digits of the two numbers whose quotient it is, and how many of those stand after the point, where they are
    /// small.
    #[inline]
    pub(super) fn digits(&self) -> Option<([i64; 2], [u8; 2])> {
        let (digits, scales) = self.0.digits()?;
        Some(match self.0.label().form {
            Form::Ratio | Form::Mean => (digits, scales),
            Form::Count | Form::Bare => ([digits[0], 1], [scales[0], 0]),
        })
    }

    /// Numerator and denominator of a ratio, where they are small whole numbers.
    #[must_use]
    #[inline]
    pub fn whole_ratio(&self) -> Option<[i64; 2]> {
        let is_ratio = self.0.label().form == Form::Ratio;
        let (digits, scales) = self.0.digits().filter(|_| is_ratio)?;
        (scales == [0, 0]).then_some(digits)
    }

    /// Adds a poolable figure to a sum. Amounts of different kinds never meet within an indicator, except bare ones,
    /// which callers leave out.
    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        self.0.add(&other.0, |mine, other| {
            debug_assert_eq!(mine.form, other.form, "pooled amounts of two kinds");
            Label {
                form: mine.form,
                illustrative: mine.illustrative | other.illustrative,
            }
        });
    }
}

impl fmt::Debug for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.is_illustrative() {
            " (illustrative)"
        } else {
            ""
        };
        write!(f, "{:?}{mark}", self.amount())
    }
}

/// The sum of the poolable ones among figures; `None` where there is none. The order does not matter, since the
/// sums are exact.
pub(super) fn pool<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Option<Figure> {
    let mut poolable = figures.into_iter().filter(|figure| figure.is_poolable());
    let mut sum = poolable.next()?.clone();
    for figure in poolable {
        sum.add(figure);
    }
    Some(sum)
}

/// Adds a figure to a sum; a bare value is left out.
pub(super) fn add(sum: &mut Option<Figure>, figure: Option<&Figure>) {
    let Some(figure) = figure.filter(|figure| figure.is_poolable()) else {
        return;
    };
    match sum {
        Some(sum) => sum.add(figure),
        None => *sum = Some(figure.clone()),
    }
}
