//! What is pooled: amounts of one kind, and how they add up.

use crate::model::{Indicator, Kind, Observation};
use crate::number::{Decimal, Pair, Quotient};
use std::fmt;

/// An amount, reported or pooled, and whether any illustrative row went into it, in 16 bytes: two sums of which it is the
/// quotient, or one.
#[derive(Clone, PartialEq, Eq)]
pub struct Figure(Pair<Label>);

/// What the numbers of a figure are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    kind: Kind,
    illustrative: bool,
}

/// Whether amounts of a kind are quotients.
fn has_base(kind: Kind) -> bool {
    matches!(kind, Kind::Ratio | Kind::Mean)
}

impl Figure {
    /// The figure of a kind: Σ numerator and Σ denominator of ratios, Σ value · sample and Σ sample of means; of a count or
    /// a score, which has no base, the sum alone.
    #[must_use]
    pub fn new(kind: Kind, sum: Decimal, base: Decimal, illustrative: bool) -> Self {
        let base = if has_base(kind) { base } else { Decimal::ZERO };
        Self(Pair::new(Label { kind, illustrative }, sum, base))
    }

    /// What an observation reports; `None` for a gap.
    #[must_use]
    pub fn of(observation: &Observation, illustrative: bool) -> Option<Self> {
        let kind = observation.kind()?;
        let numbers = observation.numbers();
        if kind == Kind::Mean {
            let (value, sample) = (numbers.first(), numbers.second());
            return Some(Self::new(kind, &value * &sample, sample, illustrative));
        }
        Some(Self(numbers.relabelled(Label { kind, illustrative })))
    }

    /// The kind of amount; a score where it is never pooled.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.0.label().kind
    }

    /// Σ numerator, Σ value · sample, Σ count, or a score.
    #[must_use]
    pub fn sum(&self) -> Decimal {
        self.0.first()
    }

    /// What it rests on: the denominator of a ratio or the sample of a mean; zero where nothing happened.
    #[must_use]
    pub fn base(&self) -> Option<Decimal> {
        has_base(self.kind()).then(|| self.0.second())
    }

    /// Numerator and denominator of a ratio.
    #[must_use]
    pub fn ratio(&self) -> Option<(Decimal, Decimal)> {
        (self.kind() == Kind::Ratio).then(|| (self.0.first(), self.0.second()))
    }

    /// The value of a mean; `None` of everything else, and where nothing happened.
    pub(super) fn mean(&self) -> Option<Quotient> {
        match self.kind() {
            Kind::Mean => Quotient::new(self.0.first(), self.0.second()),
            _ => None,
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

    /// The value in the indicator's unit: 100 · numerator / denominator where that is "%", the plain quotient
    /// otherwise; `None` where nothing happened.
    #[must_use]
    pub fn value(&self, indicator: &Indicator) -> Option<Quotient> {
        let (sum, base) = (self.0.first(), self.0.second());
        match self.kind() {
            Kind::Ratio if indicator.is_percent() => Quotient::percent(&sum, base),
            Kind::Ratio | Kind::Mean => Quotient::new(sum, base),
            Kind::Count | Kind::Score => Some(Quotient::from_decimal(sum)),
        }
    }

    /// The double nearest to [`Self::value`], for where there are very many.
    #[must_use]
    pub fn nearest_value(&self, indicator: &Indicator) -> Option<f64> {
        let (sum, base) = (self.0.first(), self.0.second());
        match self.kind() {
            Kind::Ratio if indicator.is_percent() => Quotient::nearest(&sum, 100, &base),
            Kind::Ratio | Kind::Mean => Quotient::nearest(&sum, 1, &base),
            Kind::Count | Kind::Score => Some(sum.to_f64()),
        }
    }

    /// Whether it can be pooled.
    #[must_use]
    pub fn is_poolable(&self) -> bool {
        self.kind() != Kind::Score
    }

    /// Whether it says that nothing happened: a denominator or sample of zero.
    #[must_use]
    pub fn is_nothing_arising(&self) -> bool {
        has_base(self.kind()) && self.0.is_second_zero()
    }

    /// The digits of the two numbers whose quotient it is, and how many of those stand after the point, where they are
    /// small.
    #[inline]
    pub(super) fn digits(&self) -> Option<([i64; 2], [u8; 2])> {
        let (digits, scales) = self.0.digits()?;
        Some(match has_base(self.kind()) {
            true => (digits, scales),
            false => ([digits[0], 1], [scales[0], 0]),
        })
    }

    /// Numerator and denominator of a ratio, where they are small whole numbers.
    #[must_use]
    #[inline]
    pub fn whole_ratio(&self) -> Option<[i64; 2]> {
        let is_ratio = self.kind() == Kind::Ratio;
        let (digits, scales) = self.0.digits().filter(|_| is_ratio)?;
        (scales == [0, 0]).then_some(digits)
    }

    /// Adds a poolable figure to a sum. Amounts of different kinds never meet within an indicator, except bare ones,
    /// which callers leave out.
    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        self.0.add(&other.0, |mine, other| {
            debug_assert_eq!(mine.kind, other.kind, "pooled amounts of two kinds");
            Label {
                kind: mine.kind,
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
        write!(
            f,
            "{:?} {} {:?}{mark}",
            self.kind(),
            self.sum(),
            self.base()
        )
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
