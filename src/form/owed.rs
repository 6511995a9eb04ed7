//! What each unit owes: indicators, the periods of each, and the fields in which they are reported.

use crate::calendar::{Day, Period, PeriodKind, PeriodLength};
use crate::figures::{Owing, Window, left_out_by};
use crate::model::{Amount, Campaign, FieldId, Indicator, IndicatorId, Kind, Scope, UnitId};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What a unit owes of one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Owed {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// For which periods, in order.
    pub periods: Vec<Period>,
    /// In which fields; `None` stands for the overall figure.
    pub fields: Vec<Option<FieldId>>,
    /// Whether all counts that were ever reported are whole numbers.
    pub is_whole: bool,
}

/// Who owes what.
#[derive(Debug)]
pub(crate) struct Debts<'c> {
    campaign: &'c Campaign,
    by_indicator: Vec<Debt<'c>>,
}

/// Who owes one indicator.
#[derive(Debug)]
struct Debt<'c> {
    owing: Owing,
    /// The kind of the periods for which it is owed.
    kind: PeriodKind,
    /// The fields in which each unit reported it.
    fields_of_unit: FxHashMap<UnitId, BTreeSet<Option<FieldId>>>,
    /// The same of each kind of unit.
    fields_of_kind: FxHashMap<&'c str, BTreeSet<Option<FieldId>>>,
    is_whole: bool,
    /// The periods for which each unit gave it already, overall or in any field.
    given: FxHashMap<UnitId, Vec<Period>>,
}

impl<'c> Debt<'c> {
    fn new(campaign: &'c Campaign, id: IndicatorId, indicator: &Indicator) -> Self {
        let rows = campaign.observations.of(id);
        let finest = rows.iter().map(|row| row.period.length()).min();
        let given = indicator.frequency.map(PeriodLength::from);
        let mut this = Self {
            owing: Owing::of(campaign, id),
            kind: PeriodKind::new(
                given.or(finest).unwrap_or(PeriodLength::Month),
                indicator.year_start,
            ),
            fields_of_unit: FxHashMap::default(),
            fields_of_kind: FxHashMap::default(),
            is_whole: !(indicator.kind == Kind::Count && indicator.decimals > 0),
            given: FxHashMap::default(),
        };
        for row in rows {
            let field = row.key().field;
            let kind = &*campaign.units.get(row.unit).kind;
            this.fields_of_unit
                .entry(row.unit)
                .or_default()
                .insert(field);
            this.fields_of_kind.entry(kind).or_default().insert(field);
            this.is_whole &= has_whole_counts(&row.reported());
            if row.is_given() {
                this.given.entry(row.unit).or_default().push(row.period);
            }
        }
        this
    }

    /// The fields in which a unit reports: those in which it did, else those in which its kind did, else those in which
    /// anyone did; where nobody has yet, all fields if the target holds for each by itself, else none.
    fn fields(
        &self,
        campaign: &Campaign,
        indicator: &Indicator,
        unit: UnitId,
    ) -> Vec<Option<FieldId>> {
        let kind = &*campaign.units.get(unit).kind;
        let own = self.fields_of_unit.get(&unit);
        if let Some(fields) = own.or_else(|| self.fields_of_kind.get(kind)) {
            return fields.iter().copied().collect();
        }
        let anyone: BTreeSet<Option<FieldId>> =
            self.fields_of_kind.values().flatten().copied().collect();
        if !anyone.is_empty() {
            return anyone.into_iter().collect();
        }
        let all = 0..u16::try_from(campaign.fields.0.len()).unwrap_or(u16::MAX);
        match indicator.scope {
            Scope::EveryField if !all.is_empty() => all.map(|field| Some(FieldId(field))).collect(),
            Scope::EveryField | Scope::Overall => vec![None],
        }
    }
}

/// Whether the counts among what was reported are whole.
fn has_whole_counts(reported: &Amount) -> bool {
    let mut counts = reported.counts().into_iter().flatten();
    counts.all(|count| count.is_integer())
}

impl<'c> Debts<'c> {
    /// Who owes what in a campaign whose rows are still there.
    #[must_use]
    pub(crate) fn new(campaign: &'c Campaign) -> Self {
        let indicators = campaign.indicators.iter();
        Self {
            campaign,
            by_indicator: indicators
                .map(|(id, indicator)| Debt::new(campaign, id, indicator))
                .collect(),
        }
    }

    /// The period for which forms are due: of the finest length that is owed, the last that has ended before `today`, or
    /// the campaign's first where none has. `None` where the campaign has no whole period.
    #[must_use]
    pub(crate) fn due(&self, today: Day) -> Option<Period> {
        let kinds = self.by_indicator.iter().map(|debt| debt.kind);
        let kind = kinds.min_by_key(|kind| kind.length())?;
        let settings = &self.campaign.settings;
        let days = Window::within(settings.starts, settings.ends);
        let mut periods = Period::all_within(kind, days.from..days.end);
        let first = periods.next()?;
        let ended = |period: &Period| period.last_day() < today;
        Some(periods.take_while(ended).last().unwrap_or(first))
    }

    /// The fields that figures may be of: those up to the last that was reported, which come before those that only
    /// initiatives name; all where none was.
    pub(super) fn fields(&self) -> impl Iterator<Item = FieldId> {
        let reported = self
            .by_indicator
            .iter()
            .flat_map(|debt| debt.fields_of_kind.values());
        let last = reported.flatten().filter_map(|field| *field).max();
        let all = u16::try_from(self.campaign.fields.0.len()).unwrap_or(u16::MAX);
        let count = last.map_or(all, |FieldId(last)| last.saturating_add(1));
        (0..count).map(FieldId)
    }

    /// What a unit owes in a period, by indicator: of those owed for shorter periods all within it, of those owed for
    /// longer ones the one that ends with it. Only periods that lie in the campaign and in the days of the unit count.
    #[must_use]
    pub(crate) fn of(&self, unit: UnitId, period: Period) -> Vec<Owed> {
        let indicators = self.campaign.indicators.iter().zip(&self.by_indicator);
        let owed = indicators.filter_map(|((id, indicator), debt)| {
            let periods = self.periods(debt, unit, period);
            (!periods.is_empty()).then(|| Owed {
                indicator: id,
                periods,
                fields: debt.fields(self.campaign, indicator, unit),
                is_whole: debt.is_whole,
            })
        });
        owed.collect()
    }

    /// Whether any of what a unit owes was not given yet, for whatever periods that hold its months, or was given without
    /// one of its fields.
    #[must_use]
    pub(crate) fn is_missing(&self, unit: UnitId, owed: &[Owed]) -> bool {
        owed.iter().any(|one| {
            let given = &self.by_indicator[one.indicator.0 as usize].given;
            let given = given.get(&unit).map_or(&[][..], Vec::as_slice);
            let left_out = left_out_by(self.campaign, one.indicator, unit);
            one.periods.iter().any(|period| {
                let lacks_field = left_out.iter().any(|of| of.period.overlaps(*period));
                lacks_field || !period.is_covered_by(given)
            })
        })
    }

    fn periods(&self, debt: &Debt<'_>, unit: UnitId, asked: Period) -> Vec<Period> {
        let settings = &self.campaign.settings;
        let end = asked.end_month();
        let of_length = end.saturating_sub(u16::from(debt.kind.length().months()));
        let months = asked.first_month().min(of_length)..end;
        let is_owed = |period: &Period| {
            period.lies_within(Some(settings.starts), Some(settings.ends))
                && debt.owing.owes(self.campaign, unit, *period)
        };
        Period::all_within(debt.kind, months)
            .filter(is_owed)
            .collect()
    }
}
