//! A point: the figure of one unit (or the whole) for a period or for the campaign so far, with all that is said of it.

use super::figure::Figure;
use super::status::Status;
use crate::calendar::Period;
use crate::model::{FieldId, UnitId};

/// How many of those that owe gave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many gave one.
    pub reported: u32,
    /// How many owe one.
    pub expected: u32,
}

impl Coverage {
    /// Whether nothing is missing.
    #[must_use]
    pub fn is_complete(self) -> bool {
        self.reported >= self.expected
    }
}

/// Who gave the figures of a point, as a hash of the set of units: two are equal where the same units did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reporters(u64);

impl Reporters {
    /// A unit by itself.
    pub(super) fn unit(unit: UnitId) -> Self {
        Self(spread(u64::from(unit.0) << 1))
    }

    /// A unit whose figure stands for all below it.
    pub(super) fn total(unit: UnitId) -> Self {
        Self(spread(u64::from(unit.0) << 1 | 1))
    }

    /// Adds units that are not among them.
    pub(super) fn add(&mut self, others: Self) {
        self.0 = self.0.wrapping_add(others.0);
    }
}

/// What splitmix64 makes of a number (Steele, Lea and Flood, 2014): sums of these are equal by chance once in 2⁶⁴.
fn spread(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// What a point covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// One period.
    Period(Period),
    /// All that went into a cumulative figure: its first and last month.
    Months {
        /// The first month.
        from: Period,
        /// The last month.
        to: Period,
    },
}

/// A unit's own figure beside its total; `F` is how it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnFigure<F> {
    /// The total is its own figure.
    Same,
    /// It has no figure of its own.
    Nothing,
    /// Its own figure differs from its total.
    Figure(F),
}

/// A figure of a unit (or the whole) with its coverage and status. A large campaign has millions of them: what few of
/// them have is kept apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The total: the unit and all below it.
    pub figure: Option<Figure>,
    /// Of the units at or below that owe a figure, how many gave one.
    pub coverage: Coverage,
    /// Who gave the figure of a period; nobody's for cumulative points.
    pub reporters: Reporters,
    rare: Option<Box<Rare>>,
    /// `None` for a cumulative point.
    period: Option<Period>,
    /// How it stands against the target (of every field, where the target's scope says so).
    pub status: Status,
    /// Sampled ratios with a target: whether the sampling error leaves no doubt of the status.
    pub certain: Option<bool>,
    /// A figure that differs is among what is rare.
    own: OwnFigure<()>,
    /// There are figures here, but none that can be pooled.
    pub unpooled: bool,
    /// Whether it is judged by its fields.
    by_fields: bool,
}

/// What few points have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rare {
    own: Option<Figure>,
    /// Cumulative points: the first and the last month, where anything went in.
    span: Option<(Period, Period)>,
    /// Cumulative points: the unit-months covered, of those owed.
    months: Option<Coverage>,
    failing_fields: Box<[FieldId]>,
    /// The fields for want of which the unit has no figure of its own, or not the whole one.
    missing_fields: Box<[FieldId]>,
}

/// What a point is made of before it is judged.
#[derive(Debug)]
pub(super) struct Unjudged {
    pub(super) figure: Option<Figure>,
    pub(super) own: OwnFigure<Figure>,
    pub(super) coverage: Coverage,
    pub(super) unpooled: bool,
}

impl Point {
    /// The point of a period.
    pub(super) fn of_period(period: Period, made: Unjudged) -> Self {
        Self {
            period: Some(period),
            ..Self::new(made, None)
        }
    }

    /// A point over several months: the first and the last of all that went in, and the unit-months covered.
    pub(super) fn of_months(
        span: Option<(Period, Period)>,
        months: Option<Coverage>,
        made: Unjudged,
    ) -> Self {
        let rare = Rare {
            span,
            months,
            ..Rare::default()
        };
        Self::new(made, Some(Box::new(rare)))
    }

    fn new(made: Unjudged, mut rare: Option<Box<Rare>>) -> Self {
        let own = match made.own {
            OwnFigure::Same => OwnFigure::Same,
            OwnFigure::Nothing => OwnFigure::Nothing,
            OwnFigure::Figure(figure) => {
                rare.get_or_insert_default().own = Some(figure);
                OwnFigure::Figure(())
            }
        };
        Self {
            figure: made.figure,
            coverage: made.coverage,
            reporters: Reporters::default(),
            rare,
            period: None,
            status: Status::NoData,
            certain: None,
            own,
            unpooled: made.unpooled,
            by_fields: false,
        }
    }

    /// Says that it is judged by its fields, and which of those that are judged are not met.
    pub(super) fn set_failing_fields(&mut self, failing: Vec<FieldId>) {
        self.by_fields = true;
        if !failing.is_empty() {
            self.rare.get_or_insert_default().failing_fields = failing.into();
        }
    }

    /// Says which of its own fields the unit left out.
    pub(super) fn set_missing_fields(&mut self, missing: Box<[FieldId]>) {
        if !missing.is_empty() {
            self.rare.get_or_insert_default().missing_fields = missing;
        }
    }

    /// The fields that are missing in the unit's own figure: of a period it has none for want of them; a cumulative one
    /// holds what there is.
    #[must_use]
    pub fn missing_fields(&self) -> &[FieldId] {
        self.rare
            .as_ref()
            .map_or(&[][..], |rare| &rare.missing_fields)
    }

    /// Whether all that owe a figure gave one, and the unit all its fields.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.coverage.is_complete() && self.missing_fields().is_empty()
    }

    /// What it covers; `None` for a cumulative point into which nothing went.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self.period {
            Some(period) => Some(Span::Period(period)),
            None => self
                .rare
                .as_ref()?
                .span
                .map(|(from, to)| Span::Months { from, to }),
        }
    }

    /// Cumulative points: the unit-months covered, of those owed.
    #[must_use]
    pub fn months(&self) -> Option<Coverage> {
        self.rare.as_ref()?.months
    }

    /// `every-field`: the judged fields that are not met, near ones too.
    #[must_use]
    pub fn failing_fields(&self) -> Option<&[FieldId]> {
        let failing = || {
            self.rare
                .as_ref()
                .map_or(&[][..], |rare| &rare.failing_fields)
        };
        self.by_fields.then(failing)
    }

    /// The unit's own figure beside the total.
    #[must_use]
    pub fn own_figure(&self) -> OwnFigure<&Figure> {
        let differing = || self.rare.as_ref()?.own.as_ref();
        match self.own {
            OwnFigure::Same => OwnFigure::Same,
            OwnFigure::Nothing => OwnFigure::Nothing,
            OwnFigure::Figure(()) => differing().map_or(OwnFigure::Nothing, OwnFigure::Figure),
        }
    }

    /// The unit's own figure.
    #[must_use]
    pub fn own(&self) -> Option<&Figure> {
        match self.own_figure() {
            OwnFigure::Same => self.figure.as_ref(),
            OwnFigure::Nothing => None,
            OwnFigure::Figure(figure) => Some(figure),
        }
    }

    /// The period, where it is one.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        self.period
    }

    /// Whether any row that went into it is illustrative.
    #[must_use]
    pub fn is_illustrative(&self) -> bool {
        self.figure.as_ref().is_some_and(Figure::is_illustrative)
    }
}

/// The figures of a unit (or the whole) of one indicator, overall or in one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// The campaign so far.
    pub cumulative: Point,
    /// The indicator's latest period; `None` where it has none.
    pub latest: Option<Point>,
    /// The periods reported by the unit or below and the coarser ones made of them, by last day, shorter first.
    pub series: Vec<Point>,
}

/// All figures of a unit (or the whole) of one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Overall.
    pub overall: Track,
    /// In each field that has a figure at or below the unit, in the order of the fields.
    pub fields: Vec<(FieldId, Track)>,
}

impl Standing {
    /// The figures in a field, where there are any.
    #[must_use]
    pub fn field(&self, id: FieldId) -> Option<&Track> {
        self.fields
            .iter()
            .find(|(field, _)| *field == id)
            .map(|(_, track)| track)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millions_of_points_take_little_room() {
        assert_eq!(size_of::<Point>(), 48);
        assert_eq!(size_of::<Option<Point>>(), 48);
    }
}
