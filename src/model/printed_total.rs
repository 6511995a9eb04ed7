//! What forms print as totals, beside what their rows come to.

use super::{Amount, IndicatorId};
use crate::calendar::Period;
use crate::place::Place;

/// A total as a form prints it. No figure is made of it.
#[derive(Debug, Clone)]
pub struct PrintedTotal {
    /// Its row.
    pub place: Place,
    /// The words that it goes by.
    pub name: Box<str>,
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// For which period.
    pub period: Period,
    /// What is printed: a ratio or a count.
    pub printed: Amount,
    /// What the rows that it totals come to, in the same form.
    pub computed: Amount,
    /// Whether the two are the same.
    pub agrees: bool,
}
