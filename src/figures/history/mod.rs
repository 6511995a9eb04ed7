//! What each release changed: the figures that were reported, and what is made of them. The figures that stood after a
//! release are computed as those of today are, by today's units, indicators and targets, as of the release's day.

mod composite;
mod compute;
mod figures;
mod points;

use super::point::Point;
use super::ranking::Rank;
use super::status::Status;
use crate::calendar::{Day, Period};
use crate::model::{FieldId, IndicatorId, Observation, ObservationKey, UnitId};
use crate::place::Place;
use rustc_hash::FxHashMap;

/// What all releases changed, and what stands in none yet. Empty where there are no releases.
#[derive(Debug, Default)]
pub struct History {
    /// By release, the earliest first; then what is in no release yet, where there is any.
    pub changes: Vec<Changes>,
    /// By whose figures they are and period: the last change of what was published.
    marks: FxHashMap<(FigureOf, Period), Mark>,
    /// The same of headline figures.
    headlines: FxHashMap<(IndicatorId, Option<UnitId>), Mark>,
}

/// Whose figures over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FigureOf {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// Of which unit; `None` for the whole.
    pub unit: Option<UnitId>,
    /// Of which field; `None` for the overall figures.
    pub field: Option<FieldId>,
}

impl FigureOf {
    /// The overall figures of the whole.
    #[must_use]
    pub fn whole(indicator: IndicatorId) -> Self {
        Self {
            indicator,
            unit: None,
            field: None,
        }
    }

    /// The overall figures of a unit.
    #[must_use]
    pub fn unit(indicator: IndicatorId, unit: UnitId) -> Self {
        Self {
            unit: Some(unit),
            ..Self::whole(indicator)
        }
    }

    /// The same in a field.
    #[must_use]
    pub fn in_field(self, field: FieldId) -> Self {
        Self {
            field: Some(field),
            ..self
        }
    }
}

/// What was published and is another by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Which of [`History::changes`].
    pub change: usize,
    /// Which figure or point of that.
    pub line: ChangedLine,
}

/// A line of what a release changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangedLine {
    /// One of [`Changes::figures`].
    Figure(usize),
    /// One of [`Changes::points`].
    Point(usize),
}

/// What a release changed.
#[derive(Debug)]
pub struct Changes {
    /// Which release, an index; `None` for what is in none yet.
    pub release: Option<usize>,
    /// The day as of which the figures after it are computed.
    pub day: Day,
    /// What was new, by indicator and period.
    pub added: Vec<Added>,
    /// The figures that were revised or withdrawn, in the order of their keys.
    pub figures: Vec<FigureChange>,
    /// How many of those are withdrawn.
    pub withdrawn: usize,
    /// New, revised and withdrawn figures of what the campaign does not have any more.
    pub former: [usize; 3],
    /// The figures that are made of those, by indicator, the whole first, and period.
    pub points: Vec<PointChange>,
    /// The headline figures whose status or place moved, by indicator and unit, then the places of the composite ranking;
    /// none of the first release.
    pub moves: Vec<Moved>,
}

/// New figures of an indicator for a period.
#[derive(Debug, Clone)]
pub struct Added {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Which period.
    pub period: Period,
    /// How many figures.
    pub figures: usize,
    /// Of how many units.
    pub units: usize,
    /// The first of those.
    pub first: Vec<UnitId>,
}

/// A reported figure that was revised or withdrawn.
#[derive(Debug, Clone)]
pub struct FigureChange {
    /// Whose, and of when.
    pub key: ObservationKey,
    /// What was published.
    pub old: Observation,
    /// What was reported instead; `None` where it was withdrawn.
    pub new: Option<Observation>,
    /// Why, where somebody said so of this figure.
    pub reason: Option<Box<str>>,
    /// Where that is said in `accepted.toml`, if it is there.
    pub said_at: Option<Place>,
}

/// A figure made of others that changed because those were revised or withdrawn.
#[derive(Debug, Clone)]
pub struct PointChange {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// Whose; `None` for the whole.
    pub unit: Option<UnitId>,
    /// Of which field; `None` for the overall figure.
    pub field: Option<FieldId>,
    /// The period; `None` for the headline figure over the campaign so far.
    pub period: Option<Period>,
    /// What was published.
    pub old: Point,
    /// What it is after the release; `None` where there is no such figure any more.
    pub new: Option<Point>,
    /// The first of the figures because of which it changed, of [`Changes::figures`].
    pub causes: Vec<usize>,
    /// How many those are.
    pub cause_count: usize,
}

/// A headline figure whose status or place moved, or a place of the composite ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Of which indicator; `None` for the composite ranking, where nothing has a status.
    pub indicator: Option<IndicatorId>,
    /// Whose.
    pub unit: UnitId,
    /// Before and after.
    pub status: [Status; 2],
    /// Before and after.
    pub rank: [Rank; 2],
}

impl Moved {
    /// Whether its status moved.
    #[must_use]
    pub fn is_of_status(&self) -> bool {
        self.status[0] != self.status[1]
    }

    /// Whether its place moved.
    #[must_use]
    pub fn is_of_place(&self) -> bool {
        let [before, after] = self.places();
        before != after
    }

    /// Its places before and after.
    #[must_use]
    pub fn places(&self) -> [Option<u32>; 2] {
        self.rank.map(|rank| match rank {
            Rank::Placed { place, .. } => Some(place),
            Rank::Unranked(_) => None,
        })
    }
}

impl Changes {
    /// Whether nothing changed at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.figures.is_empty() && self.former == [0; 3]
    }

    /// How many figures are new.
    #[must_use]
    pub fn new_figures(&self) -> usize {
        self.added.iter().map(|added| added.figures).sum()
    }
}

impl History {
    /// Whether there are no releases.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The last change of a figure that was published.
    #[must_use]
    pub fn mark(&self, of: FigureOf, period: Period) -> Option<Mark> {
        self.marks.get(&(of, period)).copied()
    }

    /// Whether what is said at a place is the reason of a change.
    #[must_use]
    pub fn gives_reason(&self, place: Place) -> bool {
        let mut figures = self.changes.iter().flat_map(|changes| &changes.figures);
        figures.any(|figure| figure.said_at == Some(place))
    }

    /// The last change of a cumulative headline figure.
    #[must_use]
    pub fn headline_mark(&self, of: FigureOf) -> Option<Mark> {
        let overall = of.field.is_none().then_some((of.indicator, of.unit))?;
        self.headlines.get(&overall).copied()
    }
}
