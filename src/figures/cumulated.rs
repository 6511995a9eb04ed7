//! What a unit's own periods within some days make together: the set without overlaps that covers the most of them, of
//! each field, pooled; where it has rows without a field, those for the days that they cover.

use super::field_gaps::{FieldGap, first_month};
use super::figure::{Figure, pool};
use super::month_set::MonthSet;
use super::over_time::{Entry, combine, widest_set};
use super::own::Given;
use crate::calendar::Period;
use crate::model::{FieldId, Indicator, OverTime};

/// What the reported periods within some days make together.
#[derive(Debug, Clone)]
pub(super) struct OwnCumulative {
    /// The figure; `None` where its periods cannot be pooled.
    pub(super) figure: Option<Figure>,
    /// The months of the periods that went in; of fields, those of each.
    pub(super) months: MonthSet,
    /// Where not all fields are there in all those months.
    partial: Option<Box<Partial>>,
}

#[derive(Debug, Clone)]
struct Partial {
    /// The months in which all fields are there.
    counted: MonthSet,
    /// The fields that are missing in any of the periods that went in.
    missing: Box<[FieldId]>,
}

impl OwnCumulative {
    /// The months in which nothing is missing.
    pub(super) fn counted(&self) -> &MonthSet {
        let partial = self.partial.as_deref();
        partial.map_or(&self.months, |partial| &partial.counted)
    }

    /// The fields that are missing in any of the periods that went in.
    pub(super) fn missing(&self) -> &[FieldId] {
        let partial = self.partial.as_deref();
        partial.map_or(&[], |partial| &partial.missing)
    }

    pub(super) fn is_poolable(&self) -> bool {
        self.figure.as_ref().is_some_and(Figure::is_poolable)
    }
}

/// The cumulative figure of the reported periods that lie in the days. Bare values are left out of every sum; one that
/// stands alone is its own cumulative figure, several make none.
pub(super) fn cumulative(
    reported: &[Entry],
    indicator: &Indicator,
    days: &MonthSet,
) -> Option<OwnCumulative> {
    let within = || {
        reported
            .iter()
            .filter(|entry| days.holds(entry.period))
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
            partial: None,
        });
    }
    let periods: Vec<Period> = match is_bare {
        true => within().map(|(period, _)| period).collect(),
        false => poolable().map(|(period, _)| period).collect(),
    };
    let periods = widest_set(&periods);
    if periods.is_empty() {
        return None;
    }
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
        partial: None,
    })
}

/// The pool of fields' cumulative figures. Months that only figures cover which cannot be pooled did not go into it.
pub(super) fn cumulative_of_fields(fields: &[Option<&OwnCumulative>]) -> Option<OwnCumulative> {
    let all = || fields.iter().filter_map(|cumulative| *cumulative);
    all().next()?;
    let figure = pool(all().filter_map(|cumulative| cumulative.figure.as_ref()));
    let months = if figure.is_some() {
        let poolable = all().filter(|cumulative| cumulative.is_poolable());
        MonthSet::union(poolable.map(|cumulative| &cumulative.months))
    } else {
        MonthSet::union(all().map(|cumulative| &cumulative.months))
    };
    Some(OwnCumulative {
        figure,
        months,
        partial: None,
    })
}

/// The overall cumulative figure of a unit with fields that are not all there in every period, or with rows without a
/// field beside them: those rows for the days that they cover, the fields' figures for the others. `gaps` are where its
/// fields are missing.
pub(super) fn cumulative_with_fields(
    given: &Given,
    indicator: &Indicator,
    days: &MonthSet,
    gaps: &[FieldGap],
) -> Option<OwnCumulative> {
    let fieldless = cumulative(&given.fieldless, indicator, days);
    let rows = fieldless.as_ref().filter(|rows| rows.is_poolable());
    // Of the days of a bare value its row has said what there is to say.
    let said = MonthSet::union(
        rows.map(|rows| &rows.months)
            .into_iter()
            .chain([&bare_months(&given.fieldless, days)]),
    );
    let rest = days.without(&said);
    let fields = given.fields.iter();
    let parts: Vec<Option<OwnCumulative>> = fields
        .map(|(_, reported)| cumulative(reported, indicator, &rest))
        .collect();
    let mut pooled = cumulative_of_fields(&parts.iter().map(Option::as_ref).collect::<Vec<_>>());
    if let Some(pooled) = &mut pooled {
        // Where nothing can be pooled, it is not for want of fields.
        let gaps = if pooled.is_poolable() { gaps } else { &[] };
        pooled.partial = partial(given, &parts, &rest, gaps, &pooled.months);
    }
    match (fieldless, pooled) {
        (Some(rows), Some(pooled)) if rows.is_poolable() && pooled.is_poolable() => {
            Some(join(rows, pooled, indicator.over_time))
        }
        (Some(rows), pooled) if !rows.is_poolable() => {
            pooled.filter(OwnCumulative::is_poolable).or(Some(rows))
        }
        (rows, pooled) => rows.or(pooled),
    }
}

/// What is not all there of fields of which `base` are the months.
fn partial(
    given: &Given,
    parts: &[Option<OwnCumulative>],
    days: &MonthSet,
    gaps: &[FieldGap],
    base: &MonthSet,
) -> Option<Box<Partial>> {
    let mut counted = base.clone();
    let mut missing: Vec<FieldId> = Vec::new();
    for ((field, reported), part) in given.fields.iter().zip(parts) {
        let before = MonthSet::stretch(0, first_month(reported));
        let pooled = part.iter().filter(|part| part.is_poolable());
        let went_in = MonthSet::union(pooled.map(|part| &part.months).chain([&before]));
        // Missing in a period whose months went in, of which it leaves some out.
        let leaves_out = |gap: &FieldGap| {
            gap.fields.contains(field) && base.holds(gap.period) && !went_in.holds(gap.period)
        };
        if gaps.iter().any(leaves_out) {
            missing.push(*field);
        }
        // A bare value is there, though it went into nothing.
        let bare = bare_months(reported, days);
        counted = counted.within(&MonthSet::union([&went_in, &bare].into_iter()));
    }
    let is_partial = !missing.is_empty() || counted != *base;
    is_partial.then(|| {
        Box::new(Partial {
            counted,
            missing: missing.into(),
        })
    })
}

/// The months of bare values.
fn bare_months(reported: &[Entry], days: &MonthSet) -> MonthSet {
    let bare = reported.iter().filter(|entry| {
        let figure = entry.figure.as_ref();
        days.holds(entry.period) && !figure.is_some_and(Figure::is_poolable)
    });
    MonthSet::of(bare.map(|entry| entry.period))
}

/// Rows without a field, and fields on other days.
fn join(rows: OwnCumulative, fields: OwnCumulative, over_time: OverTime) -> OwnCumulative {
    let end = |of: &OwnCumulative| of.months.hull().map(|(_, end)| end);
    let mut both = [(end(&rows), &rows.figure), (end(&fields), &fields.figure)];
    both.sort_by_key(|(end, _)| *end);
    let figures = both.iter().filter_map(|(_, figure)| figure.as_ref());
    let figure = combine(figures, over_time);
    let months = MonthSet::union([&rows.months, &fields.months].into_iter());
    let partial = fields.partial.map(|mut partial| {
        partial.counted = MonthSet::union([&rows.months, &partial.counted].into_iter());
        partial
    });
    OwnCumulative {
        figure,
        months,
        partial,
    }
}
