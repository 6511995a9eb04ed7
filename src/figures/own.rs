//! A unit's own figures: what it reported itself, over time, and its fields pooled into its overall figure.

use super::figure::{Amount, Figure, pool};
use super::over_time::{Entry, combine, widest_set, with_coarser};
use crate::campaign::{Day, FieldId, Indicator, Observation, Period};

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
    /// The periods that went in, in order of time; of fields, the periods of each.
    pub(super) periods: Vec<Period>,
}

impl OwnCumulative {
    /// The months that its periods cover, as a sorted list without repetition.
    pub(super) fn months(&self) -> Vec<u16> {
        let mut months: Vec<u16> = self
            .periods
            .iter()
            .flat_map(|period| period.first_month()..period.end_month())
            .collect();
        months.sort_unstable();
        months.dedup();
        months
    }
}

/// A unit's own figures from its observations of one indicator, which are sorted by field (`None` first) and period.
/// The order is the contract's: each field over time, then the fields into the overall figure.
pub(super) fn own(
    indicator: &Indicator,
    observations: &[Observation],
    is_illustrative: impl Fn(&Observation) -> bool,
    campaign_days: (Day, Day),
) -> Own {
    let mut fieldless: Option<OwnTrack> = None;
    let mut fields: Vec<(FieldId, OwnTrack)> = Vec::new();
    for group in observations.chunk_by(|a, b| a.field == b.field) {
        let reported = reported_entries(group, &is_illustrative);
        if reported.is_empty() {
            continue;
        }
        let cumulative = cumulative(&reported, indicator, campaign_days);
        let entries = with_coarser(reported, indicator.over_time);
        let track = OwnTrack {
            entries,
            cumulative,
        };
        match group[0].field {
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

/// Whether a period's first and last day lie in the campaign's days.
pub(super) fn lies_within(period: Period, (starts, ends): (Day, Day)) -> bool {
    period.first_day() >= starts && period.last_day() <= ends
}

fn reported_entries(
    observations: &[Observation],
    is_illustrative: &impl Fn(&Observation) -> bool,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::with_capacity(observations.len());
    for observation in observations {
        let Some(amount) = Amount::of(&observation.reported) else {
            continue;
        };
        let illustrative = is_illustrative(observation);
        match entries.last_mut() {
            // The same figure given twice with equal numbers: one figure.
            Some(last) if last.period == observation.period => {
                if let Some(figure) = &mut last.figure {
                    figure.illustrative |= illustrative;
                }
            }
            _ => entries.push(Entry {
                period: observation.period,
                figure: Some(Figure {
                    amount,
                    illustrative,
                }),
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
    campaign_days: (Day, Day),
) -> Option<OwnCumulative> {
    let within: Vec<&Entry> = reported
        .iter()
        .filter(|entry| lies_within(entry.period, campaign_days))
        .collect();
    if within.is_empty() {
        return None;
    }
    let poolable = |entry: &&&Entry| entry.figure.as_ref().is_some_and(Figure::is_poolable);
    let periods: Vec<Period> = within
        .iter()
        .filter(poolable)
        .map(|entry| entry.period)
        .collect();
    let is_bare = periods.is_empty();
    let periods = widest_set(&if is_bare {
        within.iter().map(|entry| entry.period).collect::<Vec<_>>()
    } else {
        periods
    });
    let parts: Vec<&Figure> = within
        .iter()
        .filter(|entry| periods.contains(&entry.period))
        .filter_map(|entry| entry.figure.as_ref())
        .collect();
    let figure = match parts.as_slice() {
        [only] if is_bare => Some((*only).clone()),
        _ if is_bare => None,
        parts => combine(parts, indicator.over_time),
    };
    Some(OwnCumulative { figure, periods })
}

/// The overall figures of a unit that reports by field only.
fn of_fields(fields: &[(FieldId, OwnTrack)]) -> OwnTrack {
    let entries = pooled_entries(
        fields
            .iter()
            .flat_map(|(_, track)| &track.entries)
            .collect(),
    );
    let cumulatives: Vec<&OwnCumulative> = fields
        .iter()
        .filter_map(|(_, track)| track.cumulative.as_ref())
        .collect();
    let is_pooled =
        |cumulative: &&OwnCumulative| cumulative.figure.as_ref().is_some_and(Figure::is_poolable);
    let pooled: Vec<&OwnCumulative> = cumulatives.iter().copied().filter(is_pooled).collect();
    // Months that only figures cover which cannot be pooled did not go into the figure.
    let went_in = if pooled.is_empty() {
        &cumulatives
    } else {
        &pooled
    };
    let cumulative = (!cumulatives.is_empty()).then(|| OwnCumulative {
        figure: pool(
            pooled
                .iter()
                .filter_map(|cumulative| cumulative.figure.as_ref()),
        ),
        periods: distinct(
            went_in
                .iter()
                .flat_map(|cumulative| &cumulative.periods)
                .copied(),
        ),
    });
    OwnTrack {
        entries,
        cumulative,
    }
}

/// The overall figures of a unit that has rows without a field and rows with one: at each period the row without a
/// field where there is one, else the pool of the fields; cumulative, the rows without a field where the campaign has
/// any, else the pool of the fields.
fn beside_fields(fieldless: OwnTrack, fields: &[(FieldId, OwnTrack)]) -> OwnTrack {
    let mut entries = fieldless.entries;
    for entry in pooled_entries(
        fields
            .iter()
            .flat_map(|(_, track)| &track.entries)
            .collect(),
    ) {
        if !entries.iter().any(|other| other.period == entry.period) {
            entries.push(entry);
        }
    }
    entries.sort_by_key(|entry| entry.period);
    let cumulative = fieldless
        .cumulative
        .or_else(|| of_fields(fields).cumulative);
    OwnTrack {
        entries,
        cumulative,
    }
}

/// The pool of the entries of each period. What cannot be pooled counts as reported and makes no figure.
fn pooled_entries(mut entries: Vec<&Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| entry.period);
    entries
        .chunk_by(|a, b| a.period == b.period)
        .map(|same| Entry {
            period: same[0].period,
            figure: pool(same.iter().filter_map(|entry| entry.figure.as_ref())),
        })
        .collect()
}

fn distinct(periods: impl Iterator<Item = Period>) -> Vec<Period> {
    let mut periods: Vec<Period> = periods.collect();
    periods.sort_unstable();
    periods.dedup();
    periods
}
