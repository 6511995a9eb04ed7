//! What is pooled: amounts of one kind, and how they add up.

use crate::campaign::{Indicator, Reported};
use crate::number::{Decimal, Quotient};

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

/// An amount and whether any illustrative row went into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The amount.
    pub amount: Amount,
    /// Whether any row that went into it is illustrative.
    pub illustrative: bool,
}

impl Amount {
    /// The amount of one reported figure, `None` for a gap.
    #[must_use]
    pub fn of(reported: &Reported) -> Option<Self> {
        Some(match reported {
            Reported::Nothing => return None,
            Reported::Ratio {
                numerator,
                denominator,
            } => Self::Ratio {
                numerator: numerator.clone(),
                denominator: denominator.clone(),
            },
            Reported::Mean { value, sample } => Self::Mean {
                weighted: value * sample,
                sample: sample.clone(),
            },
            Reported::Count(value) => Self::Count(value.clone()),
            Reported::BareRatio(value) | Reported::BareMean(value) | Reported::Score(value) => {
                Self::Bare(value.clone())
            }
        })
    }

    /// Whether it can be pooled.
    #[must_use]
    pub fn is_poolable(&self) -> bool {
        !matches!(self, Self::Bare(_))
    }

    /// Adds an amount of the same kind. Amounts of different kinds never meet within an indicator, except bare ones,
    /// which callers leave out.
    fn add(&mut self, other: &Self) {
        match (self, other) {
            (
                Self::Ratio {
                    numerator,
                    denominator,
                },
                Self::Ratio {
                    numerator: other_numerator,
                    denominator: other_denominator,
                },
            ) => {
                *numerator += other_numerator;
                *denominator += other_denominator;
            }
            (
                Self::Mean { weighted, sample },
                Self::Mean {
                    weighted: other_weighted,
                    sample: other_sample,
                },
            ) => {
                *weighted += other_weighted;
                *sample += other_sample;
            }
            (Self::Count(value), Self::Count(other)) => *value += other,
            (mine, other) => debug_assert!(false, "pooled {mine:?} with {other:?}"),
        }
    }

    /// What the figure rests on: the denominator of a ratio or the sample of a mean.
    #[must_use]
    pub fn base(&self) -> Option<&Decimal> {
        match self {
            Self::Ratio { denominator, .. } => Some(denominator),
            Self::Mean { sample, .. } => Some(sample),
            Self::Count(_) | Self::Bare(_) => None,
        }
    }

    /// Whether it says that nothing happened: a denominator or sample of zero.
    #[must_use]
    pub fn is_nothing_arising(&self) -> bool {
        self.base().is_some_and(Decimal::is_zero)
    }

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
    pub fn value(&self, indicator: &Indicator) -> Option<Quotient> {
        match self {
            Self::Ratio {
                numerator,
                denominator,
            } if indicator.is_percent() => Quotient::percent(numerator, denominator.clone()),
            Self::Ratio {
                numerator,
                denominator,
            } => Quotient::new(numerator.clone(), denominator.clone()),
            Self::Mean { weighted, sample } => Quotient::new(weighted.clone(), sample.clone()),
            Self::Count(value) | Self::Bare(value) => Some(Quotient::from_decimal(value.clone())),
        }
    }
}

impl Figure {
    /// The value in the indicator's unit, `None` where nothing happened.
    #[must_use]
    pub fn value(&self, indicator: &Indicator) -> Option<Quotient> {
        self.amount.value(indicator)
    }

    /// Whether it can be pooled.
    #[must_use]
    pub fn is_poolable(&self) -> bool {
        self.amount.is_poolable()
    }

    /// Adds a poolable figure to a sum.
    pub(super) fn add(&mut self, other: &Self) {
        self.amount.add(&other.amount);
        self.illustrative |= other.illustrative;
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
