//! What an impact says for a practice, beside what happened in the rest of the block meanwhile. Never proof of cause.

use super::{BeforeAfter, Impact};
use crate::figures::status::is_small;
use crate::model::{Better, Indicator, Kind};
use crate::number::{Decimal, Quotient};

/// What was seen of a practice in an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// The figure got better, and by so much more than in the rest of the block: in the indicator's unit, of a count in
    /// per cent of what it was before.
    Better(Quotient),
    /// The figure got no better, or no better than in the rest of the block.
    NoBetter,
    /// Nothing can be said: nothing measured, no better direction, too small a sample, nothing beside it.
    Unknown,
}

impl Evidence {
    /// By how much more than the rest of the block it got better, where it did.
    #[must_use]
    pub fn lead(&self) -> Option<&Quotient> {
        match self {
            Self::Better(lead) => Some(lead),
            Self::NoBetter | Self::Unknown => None,
        }
    }

    /// Of what was seen in two indicators, what speaks more for the practice; leads in two are not compared.
    pub(super) fn or_better(self, other: Self) -> Self {
        match (&self, &other) {
            (Self::Better(_), _) | (_, Self::Unknown) => self,
            (Self::NoBetter, Self::NoBetter) => self,
            _ => other,
        }
    }
}

impl Impact {
    /// What it says for the practice.
    #[must_use]
    pub fn evidence(&self, indicator: &Indicator) -> Evidence {
        self.lead(indicator).unwrap_or(Evidence::Unknown)
    }

    fn lead(&self, indicator: &Indicator) -> Option<Evidence> {
        let zero = Quotient::from_decimal(Decimal::ZERO);
        let gain = gain(indicator, &self.own)?;
        if gain <= zero {
            return Some(Evidence::NoBetter);
        }
        let lead = &gain - &self::gain(indicator, &self.block.as_ref()?.pooled)?;
        Some(if lead > zero {
            Evidence::Better(lead)
        } else {
            Evidence::NoBetter
        })
    }
}

/// How much better a pool is after than before. Counts grow with those who report them: what is compared is their
/// change in per cent.
fn gain(indicator: &Indicator, pools: &BeforeAfter) -> Option<Quotient> {
    if [&pools.before, &pools.after].map(|pool| is_small(indicator, pool)) != [false; 2] {
        return None;
    }
    let change = match indicator.kind {
        Kind::Count => pools.percent(indicator)?,
        Kind::Ratio | Kind::Mean | Kind::Score => pools.change.clone(),
    };
    Some(match indicator.better? {
        Better::Higher => change,
        Better::Lower => &Quotient::from_decimal(Decimal::ZERO) - &change,
    })
}
