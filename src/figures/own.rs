//! A unit's own figures: what it reported itself, over time, and its fields pooled into its overall figure.

use super::figure::{Figure, add, pool};
use super::month_set::MonthSet;
use super::over_time::{Entry, combine, place_of, widest_set, with_coarser};
use super::owing::Window;
use crate::campaign::{FieldId, Indicator, Observation, Period};

/// A unit's own figures of one indicator.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    pub(super) overall: OwnTrack,
    /// By field, sorted.
    pub(super) fields: Vec<(FieldId, OwnTrack)>,
}

/// A unit's own figures of one indicator in one field, or overall.
#[derive(Debug, Clone, Default)]
pub(super) struct OwnTrack {
    /// Reported and made, sorted by period.
    pub(super) entries: Vec<Entry>,
    /// What its periods within the campaign make; `None` where there are none.
    pub(super) cumulative: Option<OwnCumulative>,
}

/// What the reported periods within the campaign make together.
#[derive(Debug, Clone)]
pub(super) struct OwnCumulative {
    /// The figure; `None` where its periods cannot be pooled.
    pub(super) figure: Option<Figure>,
    /// The months of the periods that went in; of fields, those of each.
    pub(super) months: MonthSet,
}

/// A unit's own figures from its observations of one indicator, which are sorted by field (`None` first) and period.
/// The order is the contract's: each field over time, then the fields into the overall figure.
pub(super) fn own(
    indicator: &Indicator,
    observations: &[Observation],
    is_illustrative: impl Fn(&Observation) -> bool,
    campaign: Window,
) -> Own {
    let mut fieldless: Option<OwnTrack> = None;
    let mut fields: Vec<(FieldId, OwnTrack)> = Vec::new();
    for group in observations.chunk_by(|a, b| a.field() == b.field()) {
        let reported = reported_entries(group, &is_illustrative);
        if reported.is_empty() {
            continue;
        }
        let cumulative = cumulative(&reported, indicator, campaign);
        let entries = with_coarser(reported, indicator.over_time, indicator.year_start);
        let track = OwnTrack {
            entries,
            cumulative,
        };
        match group[0].field() {
            None => fieldless = Some(track),
            Some(field) => fields.push((field, track)),
        }
    }
    let overall = match fieldless {
        Some(track) if fields.is_empty() => track,
        Some(track) => beside_fields(track, &fields),
        None => of_fields(&fields),
    };
    Own { overall, fields }
}

fn reported_entries(
    observations: &[Observation],
    is_illustrative: &impl Fn(&Observation) -> bool,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::with_capacity(observations.len());
    for observation in observations {
        let illustrative = is_illustrative(observation);
        let Some(figure) = Figure::of(observation, illustrative) else {
            continue;
        };
        match entries.last_mut() {
            // The same figure given twice with equal numbers: one figure.
            Some(last) if last.period == observation.period => {
                if let Some(figure) = &mut last.figure {
                    figure.mark(illustrative);
                }
            }
            _ => entries.push(Entry {
                period: observation.period,
                figure: Some(figure),
            }),
        }
    }
    entries
}

/// The cumulative figure of the reported periods that lie within the campaign. Bare values are left out of every sum;
/// one that stands alone is its own cumulative figure, several make none.
fn cumulative(
    reported: &[Entry],
    indicator: &Indicator,
    campaign: Window,
) -> Option<OwnCumulative> {
    let within = || {
        reported
            .iter()
            .filter(|entry| campaign.holds(entry.period))
            .filter_map(|entry| Some((entry.period, entry.figure.as_ref()?)))
    };
    let poolable = || within().filter(|(_, figure)| figure.is_poolable());
    let is_bare = poolable().next().is_none();
    let kinds = || poolable().map(|(period, _)| period.kind());
    if !is_bare && kinds().zip(kinds().skip(1)).all(|(a, b)| a == b) {
        // Periods of one kind do not overlap: all go in.
        return Some(OwnCumulative {
            figure: combine(poolable().map(|(_, figure)| figure), indicator.over_time),
            months: MonthSet::of(poolable().map(|(period, _)| period)),
        });
    }
    let periods: Vec<Period> = if is_bare {
        within().map(|(period, _)| period).collect()
    } else {
        poolable().map(|(period, _)| period).collect()
    };
    if periods.is_empty() {
        return None;
    }
    let periods = widest_set(&periods);
    let mut chosen = periods.iter().peekable();
    // Both are in order of time.
    let parts: Vec<&Figure> = within()
        .filter(|(period, _)| chosen.next_if_eq(&period).is_some())
        .map(|(_, figure)| figure)
        .collect();
    let figure = match parts.as_slice() {
        [only] if is_bare => Some((*only).clone()),
        _ if is_bare => None,
        parts => combine(parts.iter().copied(), indicator.over_time),
    };
    Some(OwnCumulative {
        figure,
        months: MonthSet::of(periods.into_iter()),
    })
}

/// The overall figures of a unit that reports by field only.
fn of_fields(fields: &[(FieldId, OwnTrack)]) -> OwnTrack {
    OwnTrack {
        entries: pooled_entries(fields),
        cumulative: pooled_cumulative(fields),
    }
}

/// The pool of the fields' cumulative figures. Months that only figures cover which cannot be pooled did not go into it.
fn pooled_cumulative(fields: &[(FieldId, OwnTrack)]) -> Option<OwnCumulative> {
    let all = || {
        fields
            .iter()
            .filter_map(|(_, track)| track.cumulative.as_ref())
    };
    let poolable = |cumulative: &&OwnCumulative| {
        let figure = cumulative.figure.as_ref();
        figure.is_some_and(Figure::is_poolable)
    };
    all().next()?;
    let figure = pool(all().filter_map(|cumulative| cumulative.figure.as_ref()));
    let months = if figure.is_some() {
        MonthSet::union(all().filter(poolable).map(|cumulative| &cumulative.months))
    } else {
        MonthSet::union(all().map(|cumulative| &cumulative.months))
    };
    Some(OwnCumulative { figure, months })
}

/// The overall figures of a unit that has rows without a field and rows with one: at each period the row without a
/// field where there is one, else the pool of the fields; cumulative, the rows without a field where the campaign has
/// any, else the pool of the fields.
fn beside_fields(fieldless: OwnTrack, fields: &[(FieldId, OwnTrack)]) -> OwnTrack {
    let mut entries = fieldless.entries;
    let mut at = 0;
    for entry in pooled_entries(fields) {
        let place = place_of(&entries, at, entry.period, |other| other.period);
        at = 1 + place.unwrap_or_else(|gap| {
            entries.insert(gap, entry);
            gap
        });
    }
    let cumulative = fieldless.cumulative.or_else(|| pooled_cumulative(fields));
    OwnTrack {
        entries,
        cumulative,
    }
}

/// The pool of the fields' entries of each period. What cannot be pooled counts as reported and makes no figure.
fn pooled_entries(fields: &[(FieldId, OwnTrack)]) -> Vec<Entry> {
    let mut sums: Vec<Entry> = Vec::new();
    for (_, track) in fields {
        let mut at = 0;
        for entry in &track.entries {
            let place = place_of(&sums, at, entry.period, |sum| sum.period);
            let place = place.unwrap_or_else(|gap| {
                sums.insert(gap, Entry::without_figure(entry.period));
                gap
            });
            add(&mut sums[place].figure, entry.figure.as_ref());
            at = place + 1;
        }
    }
    sums
}
