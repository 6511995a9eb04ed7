//! What a release changed of the figures that were reported.

use super::{Added, Changes, FigureChange};
use crate::calendar::Day;
use crate::model::{
    Amount, Campaign, ChangeKind, FigureReason, Observation, ObservationKey, Published, Release,
    UnitId, beside, change_of,
};
use crate::place::Place;
use rustc_hash::FxHashMap;

/// How many of the units with new figures are named.
const MOST_NAMED: usize = 5;

/// The reasons that were given for single figures.
pub(super) struct Reasons<'a> {
    campaign: &'a Campaign,
    accepted: FxHashMap<ObservationKey, Vec<&'a FigureReason>>,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(campaign: &'a Campaign) -> Self {
        let mut accepted: FxHashMap<ObservationKey, Vec<&FigureReason>> = FxHashMap::default();
        for reason in &campaign.reasons {
            accepted.entry(reason.key).or_default().push(reason);
        }
        Self { campaign, accepted }
    }

    /// The reason that fits a figure as it is now: of one that names it before one that names no figure; of one that is
    /// set aside the reason for that.
    fn of(
        &self,
        key: ObservationKey,
        new: Option<&Observation>,
    ) -> Option<(Box<str>, Option<Place>)> {
        let written = new.map(Observation::written);
        let accepted = self.accepted.get(&key).map_or(&[][..], |all| all);
        let named = accepted
            .iter()
            .find(|one| one.value.is_some() && one.value.as_deref() == written.as_deref());
        let any = || accepted.iter().find(|one| one.value.is_none());
        if let Some(found) = named.or_else(any) {
            return Some((found.reason.clone(), Some(found.place)));
        }
        let campaign = self.campaign;
        let field = key.field.map(|field| &campaign.fields.get(field).key);
        let set_aside = campaign.exclusions.iter().find(|one| {
            (one.indicator, one.unit, one.period) == (key.indicator, key.unit, key.period)
                && one.field.as_ref() == field
        });
        let set_aside = set_aside.filter(|_| new.is_none())?;
        Some((set_aside.reason.clone(), None))
    }
}

/// What comes after what stood published.
#[derive(Clone, Copy)]
pub(super) enum After<'a> {
    /// A release: the figures that it does not have stay as they are.
    Release(&'a Release),
    /// All figures that are reported now.
    Now(&'a [Observation]),
}

/// What is other after than before.
pub(super) fn changes(
    reasons: &Reasons<'_>,
    release: Option<usize>,
    day: Day,
    before: &Published,
    after: After<'_>,
) -> Changes {
    let mut changes = Changes {
        release,
        day,
        added: Vec::new(),
        figures: Vec::new(),
        withdrawn: 0,
        former: former(before, after),
        points: Vec::new(),
        moves: Vec::new(),
    };
    // With the last unit that was counted: those of an indicator come unit by unit.
    let mut added: FxHashMap<_, (Added, Option<UnitId>)> = FxHashMap::default();
    let indicators = &reasons.campaign.indicators;
    let (rows, is_all) = match after {
        After::Release(release) => (&release.figures[..], false),
        After::Now(rows) => (rows, true),
    };
    beside(&before.figures, rows, |key, old, new| {
        if new.is_none() && !is_all {
            return;
        }
        match (change_of(indicators, old, new), old) {
            (Some(ChangeKind::New), _) => {
                let none = || (Added::none(key), None);
                let of = added.entry((key.indicator, key.period));
                let (of, last) = of.or_insert_with(none);
                of.add(key.unit, last.replace(key.unit));
            }
            (Some(ChangeKind::Revised | ChangeKind::Withdrawn), Some(old)) => {
                let new = new.filter(|row| row.is_given());
                changes.withdrawn += usize::from(new.is_none());
                let reason = reasons.of(key, new);
                changes.figures.push(FigureChange {
                    key,
                    old: old.clone(),
                    new: new.cloned(),
                    said_at: reason.as_ref().and_then(|(_, place)| *place),
                    reason: reason.map(|(reason, _)| reason),
                });
            }
            _ => {}
        }
    });
    changes.added = added.into_values().map(|(added, _)| added).collect();
    changes.added.sort_by_key(|one| (one.indicator, one.period));
    changes
}

impl Added {
    fn none(key: ObservationKey) -> Self {
        Self {
            indicator: key.indicator,
            period: key.period,
            figures: 0,
            units: 0,
            first: Vec::new(),
        }
    }

    fn add(&mut self, unit: UnitId, last: Option<UnitId>) {
        self.figures += 1;
        if last != Some(unit) {
            self.units += 1;
            if self.first.len() < MOST_NAMED {
                self.first.push(unit);
            }
        }
    }
}

/// New, revised and withdrawn figures of what the campaign does not have any more.
fn former(before: &Published, after: After<'_>) -> [usize; 3] {
    let After::Release(release) = after else {
        return [0, 0, before.former.len()];
    };
    let mut counts = [0; 3];
    for (key, amount) in &release.former {
        match (before.former.get(key), amount) {
            (None, Amount::Nothing) => {}
            (None, _) => counts[0] += 1,
            (Some(_), Amount::Nothing) => counts[2] += 1,
            (Some(old), amount) => counts[1] += usize::from(old != amount),
        }
    }
    counts
}
