//! A unit's own figures: what it reported itself, over time, and its fields pooled into its overall figure.

use super::cumulated::{OwnCumulative, cumulative, cumulative_of_fields, cumulative_with_fields};
use super::field_gaps::{FieldGap, LeftOut, field_gaps, left_out};
use super::figure::{Figure, add};
use super::month_set::MonthSet;
use super::over_time::{Entry, place_of, with_coarser};
use super::sparse::with_nothing_arising;
use crate::calendar::Period;
use crate::model::{FieldId, Indicator, Kind, Observation};

/// A unit's own figures of one indicator.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    pub(super) overall: OwnTrack,
    /// By field, sorted.
    pub(super) fields: Vec<(FieldId, OwnTrack)>,
    /// The periods that have no overall figure for want of some fields, in order of time.
    pub(super) lacking: Vec<FieldGap>,
    /// What of its fields it has left out.
    pub(super) left_out: Box<[LeftOut]>,
}

/// A unit's own figures of one indicator in one field, or overall.
#[derive(Debug, Clone, Default)]
pub(super) struct OwnTrack {
    /// Reported and made, sorted by period.
    pub(super) entries: Vec<Entry>,
    /// What its periods within the campaign make; `None` where there are none.
    pub(super) cumulative: Option<OwnCumulative>,
}

/// What a unit reported of one indicator itself, each sorted by period.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    /// Its rows without a field.
    pub(super) fieldless: Vec<Entry>,
    /// Those of each of its fields, of which there is none without a figure; sorted by field.
    pub(super) fields: Vec<(FieldId, Vec<Entry>)>,
}

impl Given {
    /// What is reported by observations of one indicator, which are sorted by field (`None` first) and period.
    pub(super) fn of(
        indicator: &Indicator,
        observations: &[Observation],
        is_illustrative: impl Fn(&Observation) -> bool,
    ) -> Self {
        let mut given = Self::default();
        let is_sparse = indicator.sparse_fields && indicator.kind != Kind::Score;
        // By field: the periods for which a row says that there is no figure.
        let mut withheld: Vec<Vec<Period>> = Vec::new();
        for group in observations.chunk_by(|a, b| a.field() == b.field()) {
            let reported = reported_entries(group, &is_illustrative);
            match group[0].field() {
                None => given.fieldless = reported,
                Some(_) if reported.is_empty() => {}
                Some(field) => {
                    given.fields.push((field, reported));
                    if is_sparse {
                        let rows = group.iter().filter(|row| !row.is_given());
                        withheld.push(rows.map(|row| row.period).collect());
                    }
                }
            }
        }
        if is_sparse {
            with_nothing_arising(&mut given.fields, &withheld, indicator);
        }
        given
    }

    /// The figures that it makes. The order is the contract's: each field over time, then the fields into the overall
    /// figure.
    pub(super) fn own(self, indicator: &Indicator, days: &MonthSet) -> Own {
        if self.fields.is_empty() {
            return Own {
                overall: track(self.fieldless, indicator, days),
                ..Own::default()
            };
        }
        if self.fieldless.is_empty() && self.has_even_fields() {
            let fields = tracks(self.fields, indicator, days);
            let cumulatives = fields.iter().map(|(_, track)| track.cumulative.as_ref());
            let overall = OwnTrack {
                cumulative: cumulative_of_fields(&cumulatives.collect::<Vec<_>>()),
                entries: pooled_entries(&fields),
            };
            return Own {
                overall,
                fields,
                ..Own::default()
            };
        }
        self.own_of_uneven_fields(indicator, days)
    }

    /// Whether each field was given for the same periods and makes the same longer ones, so that none is missing in any.
    fn has_even_fields(&self) -> bool {
        let alike = |(one, other): (&Entry, &Entry)| {
            let pools = |entry: &Entry| entry.figure.as_ref().is_some_and(Figure::is_poolable);
            one.period == other.period && pools(one) == pools(other)
        };
        self.fields.windows(2).all(|two| {
            let (one, other) = (&two[0].1, &two[1].1);
            one.len() == other.len() && one.iter().zip(other).all(alike)
        })
    }

    fn own_of_uneven_fields(self, indicator: &Indicator, days: &MonthSet) -> Own {
        let gaps = field_gaps(&self.fields, indicator);
        let cumulative = cumulative_with_fields(&self, indicator, days, &gaps);
        let left_out = left_out(&self);
        let fields = tracks(self.fields, indicator, days);
        let fieldless = coarser(self.fieldless, indicator);
        let is_lacking = |gap: &FieldGap| {
            let found = fieldless.binary_search_by_key(&gap.period, |entry| entry.period);
            found.is_err()
        };
        let lacking: Vec<FieldGap> = gaps.into_iter().filter(is_lacking).collect();
        let mut entries = fieldless;
        let mut at = 0;
        for entry in pooled_entries(&fields) {
            let is_lacking = lacking.binary_search_by_key(&entry.period, |gap| gap.period);
            if is_lacking.is_ok() {
                continue;
            }
            // A row without a field stands before the pool of the fields.
            let place = place_of(&entries, at, entry.period, |other| other.period);
            at = 1 + place.unwrap_or_else(|gap| {
                entries.insert(gap, entry);
                gap
            });
        }
        Own {
            overall: OwnTrack {
                entries,
                cumulative,
            },
            fields,
            lacking,
            left_out,
        }
    }

    /// What was given in the days, cumulated: in one field, or overall.
    pub(super) fn cumulated(
        &self,
        field: Option<FieldId>,
        indicator: &Indicator,
        days: &MonthSet,
    ) -> Option<OwnCumulative> {
        let Some(field) = field else {
            let gaps = field_gaps(&self.fields, indicator);
            return cumulative_with_fields(self, indicator, days, &gaps);
        };
        let found = self.fields.binary_search_by_key(&field, |(id, _)| *id);
        cumulative(&self.fields[found.ok()?].1, indicator, days)
    }
}

/// What was reported with the coarser periods that it makes.
pub(super) fn coarser(reported: Vec<Entry>, indicator: &Indicator) -> Vec<Entry> {
    with_coarser(reported, indicator.over_time, indicator.year_start)
}

fn track(reported: Vec<Entry>, indicator: &Indicator, days: &MonthSet) -> OwnTrack {
    OwnTrack {
        cumulative: cumulative(&reported, indicator, days),
        entries: coarser(reported, indicator),
    }
}

fn tracks(
    fields: Vec<(FieldId, Vec<Entry>)>,
    indicator: &Indicator,
    days: &MonthSet,
) -> Vec<(FieldId, OwnTrack)> {
    let fields = fields.into_iter();
    fields
        .map(|(field, reported)| (field, track(reported, indicator, days)))
        .collect()
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
