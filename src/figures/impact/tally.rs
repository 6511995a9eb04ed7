//! Sums that figures can be taken out of again, which pooled figures cannot: they only know that one was illustrative.

use crate::figures::Figure;
use crate::model::Kind;
use crate::number::Decimal;
use std::ops::{AddAssign, Sub, SubAssign};

/// The sum of figures of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Σ numerator, Σ value · sample, or Σ count.
    sum: Decimal,
    /// Σ denominator or Σ sample; zero for counts.
    base: Decimal,
    /// How many of the figures are illustrative.
    illustrative: u32,
}

impl Tally {
    /// One figure; `None` where it cannot be pooled.
    pub(super) fn of(figure: &Figure) -> Option<Self> {
        figure.is_poolable().then(|| Self {
            sum: figure.sum(),
            base: figure.base().unwrap_or_default(),
            illustrative: u32::from(figure.is_illustrative()),
        })
    }

    /// The figure that it makes for an indicator of this kind; `None` for a score, which is never pooled.
    pub(super) fn figure(self, kind: Kind) -> Option<Figure> {
        let is_poolable = kind != Kind::Score;
        is_poolable.then(|| Figure::new(kind, self.sum, self.base, self.illustrative > 0))
    }

    /// The same amount, as illustrative as another.
    pub(super) fn marked_as(self, other: &Self) -> Self {
        Self {
            illustrative: other.illustrative,
            ..self
        }
    }
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        self.sum += &other.sum;
        self.base += &other.base;
        self.illustrative += other.illustrative;
    }
}

impl Sub<&Tally> for &Tally {
    type Output = Tally;
    /// The sum without figures that went into it.
    fn sub(self, part: &Tally) -> Tally {
        Tally {
            sum: &self.sum - &part.sum,
            base: &self.base - &part.base,
            illustrative: self.illustrative - part.illustrative,
        }
    }
}

impl SubAssign<&Tally> for Tally {
    fn sub_assign(&mut self, part: &Tally) {
        *self = &*self - part;
    }
}
