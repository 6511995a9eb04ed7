//! Observations (số liệu): the figures as units reported them.

use super::{Amount, FieldId, IndicatorId, Kind, NumberOf, PrintedHeader, TableSummary, UnitId};
use crate::calendar::{Period, YearStart};
use crate::number::Pair;
use crate::place::{FileId, Place};
use std::num::{NonZeroU16, NonZeroU32};

/// Whose figure it is, and of when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObservationKey {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Which unit.
    pub unit: UnitId,
    /// Which field; `None` for the overall figure.
    pub field: Option<FieldId>,
    /// Which period.
    pub period: Period,
}

/// One reported figure with the place it was read from, in 40 bytes: a large campaign has millions of them.
#[derive(Debug, Clone)]
pub struct Observation {
    reported: Pair<Option<Kind>>,
    /// Which unit.
    pub unit: UnitId,
    /// The file it was read from.
    pub file: FileId,
    /// The line of its row in that file.
    pub line: u32,
    /// An index into [`Observations::notes`], and one.
    note: Option<NonZeroU32>,
    /// Which indicator.
    pub indicator: IndicatorId,
    /// The id of the field, and one.
    field: Option<NonZeroU16>,
    /// Which period.
    pub period: Period,
}

impl Observation {
    /// A figure that was read from a line of a file.
    #[must_use]
    pub fn new(key: ObservationKey, reported: Amount, file: FileId, line: u32) -> Self {
        let (kind, first, second) = reported.into_parts();
        let mut this = Self {
            reported: Pair::new(kind, first, second),
            unit: key.unit,
            file,
            line,
            note: None,
            indicator: key.indicator,
            field: None,
            period: key.period,
        };
        this.set_field(key.field);
        this
    }

    /// What was reported.
    #[must_use]
    pub fn reported(&self) -> Amount {
        let numbers = &self.reported;
        Amount::new(numbers.label(), numbers.first(), numbers.second())
    }

    /// The numbers that were reported.
    #[must_use]
    #[inline]
    pub fn numbers(&self) -> &Pair<Option<Kind>> {
        &self.reported
    }

    /// Whether it has a figure, or says that nothing arose: not a gap.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.kind().is_some()
    }

    /// The kind of its figure: a score of every bare value; `None` for a gap.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Option<Kind> {
        self.reported.label()
    }

    /// The figure in plain digits: `9/10`, `4.5 (30)`; empty for a gap.
    #[must_use]
    pub fn written(&self) -> String {
        match self.reported().into_parts() {
            (None, ..) => String::new(),
            (Some(Kind::Ratio), numerator, denominator) => format!("{numerator}/{denominator}"),
            (Some(Kind::Mean), value, sample) => format!("{value} ({sample})"),
            (Some(Kind::Count | Kind::Score), value, _) => value.to_string(),
        }
    }

    /// Whose figure it is, and of when.
    #[must_use]
    pub fn key(&self) -> ObservationKey {
        ObservationKey {
            indicator: self.indicator,
            unit: self.unit,
            field: self.field(),
            period: self.period,
        }
    }

    /// Which field; `None` for the overall figure.
    #[must_use]
    pub fn field(&self) -> Option<FieldId> {
        self.field.map(|above| FieldId(above.get() - 1))
    }

    /// Puts it in a field. There are fewer than 65,535 of them.
    pub fn set_field(&mut self, field: Option<FieldId>) {
        self.field = field.and_then(|field| NonZeroU16::MIN.checked_add(field.0));
    }

    /// The note of the row, an index into [`Observations::notes`].
    #[must_use]
    pub fn note(&self) -> Option<u32> {
        self.note.map(|above| above.get() - 1)
    }

    /// Gives it the note of its row.
    pub fn set_note(&mut self, note: Option<u32>) {
        self.note = note.and_then(|note| NonZeroU32::MIN.checked_add(note));
    }

    /// The row it was read from.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::line(self.file, self.line)
    }
}

/// The rows of all tables as they were read, a line a figure.
#[derive(Debug, Default)]
pub struct Rows {
    /// Sorted by indicator, unit, field (`None` first), period; those without a figure too.
    pub all: Vec<Observation>,
    /// Rows that give a figure which is among those already.
    pub repeated: Vec<Observation>,
}

/// Every figure that was reported. No two with a figure have the same indicator, unit, period and field.
#[derive(Debug, Default)]
pub struct Observations {
    /// Sorted by indicator, unit, field (`None` first), period.
    pub all: Vec<Observation>,
    /// Rows that give a figure of [`all`](Self::all) once more, in the order of that.
    pub repeated: Vec<Observation>,
    /// How many rows each year has, the repeated ones too, the earliest first.
    pub years: Vec<(i16, usize)>,
    /// Notes of rows.
    pub notes: Vec<Box<str>>,
    /// For each file by its id: whether its figures are illustrative.
    pub illustrative: Vec<bool>,
    /// For each file by its id: where the years begin that lie in two of the calendar's.
    pub year_starts: Vec<YearStart>,
    /// The figures that were set aside.
    pub set_aside: Vec<super::SetAside>,
    /// The tables that they were read from, in the order of their files.
    pub tables: Vec<TableSummary>,
    /// The headers that tables print, in the order of their files; none of tables that are read across.
    pub headers: Vec<(FileId, PrintedHeader)>,
}

impl Observations {
    /// The rows of an indicator, while they have not been handed over.
    #[must_use]
    pub fn of(&self, indicator: IndicatorId) -> &[Observation] {
        let from = self.all.partition_point(|row| row.indicator < indicator);
        let to = self.all.partition_point(|row| row.indicator <= indicator);
        &self.all[from..to]
    }

    /// Hands over the rows; what is known of all of them stays.
    pub fn take_rows(&mut self) -> Rows {
        Rows {
            all: std::mem::take(&mut self.all),
            repeated: std::mem::take(&mut self.repeated),
        }
    }

    /// The cell of a number of an observation, or its row where there is no one cell.
    #[must_use]
    pub fn place_of(&self, observation: &Observation, which: NumberOf) -> Place {
        let found = self
            .tables
            .binary_search_by_key(&observation.file, |table| table.file);
        match found.ok().and_then(|at| self.tables.get(at)) {
            Some(table) => table.place_of(observation, which),
            None => observation.place(),
        }
    }

    /// Where the years begin that the figures of this file are of, if they lie in two of the calendar's.
    #[must_use]
    pub fn year_start(&self, file: FileId) -> YearStart {
        let start = self.year_starts.get(file.0 as usize);
        start.copied().unwrap_or_default()
    }

    /// Whether figures of this file are illustrative.
    #[must_use]
    pub fn is_illustrative(&self, file: FileId) -> bool {
        self.illustrative
            .get(file.0 as usize)
            .copied()
            .unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Decimal;

    fn observation(field: Option<FieldId>, reported: Amount) -> Observation {
        let key = ObservationKey {
            indicator: IndicatorId(1),
            unit: UnitId(2),
            field,
            period: Period::month_at(2019 * 12),
        };
        let mut observation = Observation::new(key, reported, FileId(3), 4);
        assert_eq!(observation.key(), key);
        assert_eq!(observation.note(), None);
        observation.set_note(Some(0));
        assert_eq!(observation.note(), Some(0));
        observation
    }

    #[test]
    fn millions_of_observations_take_little_room() {
        assert_eq!(size_of::<Observation>(), 40);
    }

    #[test]
    fn says_what_was_reported() {
        let (one, two) = (Decimal::new(15, 1), Decimal::from(i64::MAX));
        let all = [
            Amount::Nothing,
            Amount::Ratio {
                numerator: one.clone(),
                denominator: two.clone(),
            },
            Amount::Mean {
                value: one.clone(),
                sample: two.clone(),
            },
            Amount::Count(two),
            Amount::Score(one),
        ];
        for (reported, field) in all
            .into_iter()
            .zip([None, Some(0), Some(65_533)].iter().cycle())
        {
            let observation = observation(field.map(FieldId), reported.clone());
            assert_eq!(observation.reported(), reported);
            assert_eq!(observation.is_given(), reported != Amount::Nothing);
        }
    }
}
