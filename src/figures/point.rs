//! A point: the figure of one unit (or the whole) for a period or for the campaign so far, with all that is said of it.

use super::figure::Figure;
use super::status::Status;
use crate::campaign::{FieldId, Period};

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

/// A unit's own figure beside its total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnFigure {
    /// The total is its own figure.
    Same,
    /// It has no figure of its own.
    Nothing,
    /// Its own figure differs from its total.
    Figure(Box<Figure>),
}

/// A figure of a unit (or the whole) with its coverage and status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What it covers; `None` for a cumulative point into which nothing went.
    pub span: Option<Span>,
    /// The total: the unit and all below it.
    pub figure: Option<Figure>,
    /// The unit's own figure.
    pub own: OwnFigure,
    /// Of the units at or below that owe a figure, how many gave one.
    pub coverage: Coverage,
    /// Cumulative points: the unit-months covered, of those owed.
    pub months: Option<Coverage>,
    /// How it stands against the target (of every field, where the target's scope says so).
    pub status: Status,
    /// Sampled ratios with a target: whether the sampling error leaves no doubt of the status.
    pub certain: Option<bool>,
    /// `every-field`: the judged fields that are not met, near ones too.
    pub failing_fields: Option<Box<Vec<FieldId>>>,
    /// There are figures here, but none that can be pooled.
    pub unpooled: bool,
}

impl Point {
    /// The unit's own figure.
    #[must_use]
    pub fn own(&self) -> Option<&Figure> {
        match &self.own {
            OwnFigure::Same => self.figure.as_ref(),
            OwnFigure::Nothing => None,
            OwnFigure::Figure(figure) => Some(figure),
        }
    }

    /// The period, where it is one.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        match self.span {
            Some(Span::Period(period)) => Some(period),
            _ => None,
        }
    }

    /// Whether any row that went into it is illustrative.
    #[must_use]
    pub fn is_illustrative(&self) -> bool {
        self.figure
            .as_ref()
            .is_some_and(|figure| figure.illustrative)
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
