//! Releases (lần công bố): which figures stood published when (`data/releases/`).

use super::{Amount, IndicatorId, Indicators, Observation, ObservationKey};
use crate::calendar::{Day, Period};
use crate::place::{FileId, Place};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

/// The columns of a release, in their order.
pub const RELEASE_COLUMNS: [&str; 8] = [
    "indicator",
    "unit",
    "period",
    "field",
    "numerator",
    "denominator",
    "value",
    "sample",
];

/// By what a release is known: its day, and which it was of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReleaseName {
    /// The day.
    pub day: Day,
    /// 1 for the first of the day, which is not written.
    pub number: u16,
}

impl ReleaseName {
    /// `2019-04-15`, or `2019-04-15-2`; in one form only.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_at_checked(10)?;
        let day: Day = day.parse().ok()?;
        let number = match rest.strip_prefix('-') {
            None if rest.is_empty() => 1,
            None => return None,
            Some(number) => number.parse().ok().filter(|number| *number > 1)?,
        };
        let name = Self { day, number };
        (name.to_string() == text).then_some(name)
    }

    /// The next one of the same day.
    #[must_use]
    pub fn next(self) -> Self {
        let number = self.number.saturating_add(1);
        Self { number, ..self }
    }
}

impl fmt::Display for ReleaseName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        match self.number {
            1 => Ok(()),
            number => write!(f, "-{number}"),
        }
    }
}

/// Whose figure it is, and of when, in codes: the campaign may not have such a unit, indicator or field any more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodeKey {
    /// The indicator's code.
    pub indicator: Box<str>,
    /// The unit's code.
    pub unit: Box<str>,
    /// Which period.
    pub period: Period,
    /// The field's key; empty for the overall figure.
    pub field: Box<str>,
}

/// What was published at one time, as far as it was new or other than before.
#[derive(Debug, Clone)]
pub struct Release {
    /// When.
    pub name: ReleaseName,
    /// What was said of it.
    pub note: Option<Box<str>>,
    /// Whether any figure that stood published then was illustrative.
    pub illustrative: bool,
    /// Whether `releases.toml` tells of it.
    pub is_listed: bool,
    /// The file of its figures.
    pub file: FileId,
    /// The figures, sorted by key; a gap where one was withdrawn.
    pub figures: Vec<Observation>,
    /// Those of what the campaign does not have any more.
    pub former: Vec<(CodeKey, Amount)>,
}

/// What stood published after some releases.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// Sorted by key; a gap where one was withdrawn.
    pub figures: Vec<Observation>,
    /// Those of what the campaign does not have any more.
    pub former: BTreeMap<CodeKey, Amount>,
}

impl Published {
    /// What stood after all of these.
    #[must_use]
    pub fn after(releases: &[Release]) -> Self {
        let mut published = Self::default();
        for release in releases {
            published.take(release);
        }
        published
    }

    /// The same of one indicator, without those of what the campaign does not have any more.
    pub fn take_of(&mut self, indicator: IndicatorId, release: &Release) {
        let rows = &release.figures;
        let from = rows.partition_point(|row| row.indicator < indicator);
        let to = rows.partition_point(|row| row.indicator <= indicator);
        self.take_rows(&rows[from..to]);
    }

    /// Puts figures, sorted by key, into the places of those that stood.
    pub fn take_rows(&mut self, rows: &[Observation]) {
        if rows.is_empty() {
            return;
        }
        let before = std::mem::take(&mut self.figures);
        self.figures.reserve(before.len().max(rows.len()));
        beside(&before, rows, |_, old, new| {
            self.figures.extend(new.or(old).cloned());
        });
    }

    /// Goes on to what stood after the next release.
    pub fn take(&mut self, release: &Release) {
        let before = std::mem::take(&mut self.figures);
        self.figures
            .reserve(before.len().max(release.figures.len()));
        beside(&before, &release.figures, |_, old, new| {
            self.figures.extend(new.or(old).cloned());
        });
        for (key, amount) in &release.former {
            match amount {
                Amount::Nothing => self.former.remove(key),
                amount => self.former.insert(key.clone(), amount.clone()),
            };
        }
    }
}

/// Walks along two lists of figures that are sorted by key. Of several rows of one key the one with a figure counts.
pub fn beside<'o>(
    before: &'o [Observation],
    after: &'o [Observation],
    mut look: impl FnMut(ObservationKey, Option<&'o Observation>, Option<&'o Observation>),
) {
    let (mut before, mut after) = (by_key(before).peekable(), by_key(after).peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => old.key().cmp(&new.key()),
        };
        let old = (order != Ordering::Greater)
            .then(|| before.next())
            .flatten();
        let new = (order != Ordering::Less).then(|| after.next()).flatten();
        if let Some(one) = old.or(new) {
            look(one.key(), old, new);
        }
    }
}

fn by_key(rows: &[Observation]) -> impl Iterator<Item = &Observation> {
    let of_key = rows.chunk_by(|one, other| one.key() == other.key());
    of_key.filter_map(|rows| rows.iter().find(|row| row.is_given()).or(rows.first()))
}

/// How a figure changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// There was none.
    New,
    /// It was another.
    Revised,
    /// There is none any more.
    Withdrawn,
    /// There was none, and a row says that there is none, which for such a field is not the same as no row.
    Withheld,
}

/// How a figure changed from before to after; `None` where it did not.
#[must_use]
pub fn change_of(
    indicators: &Indicators,
    before: Option<&Observation>,
    after: Option<&Observation>,
) -> Option<ChangeKind> {
    let given = |row: Option<&Observation>| row.is_some_and(Observation::is_given);
    match (given(before), given(after)) {
        (false, true) => Some(ChangeKind::New),
        (true, false) => Some(ChangeKind::Withdrawn),
        (true, true) => {
            let numbers = |row: Option<&Observation>| row.map(|row| row.numbers().clone());
            (numbers(before) != numbers(after)).then_some(ChangeKind::Revised)
        }
        (false, false) => {
            let row = after.filter(|_| before.is_none())?;
            let is_sparse = row.field().is_some() && is_sparse(indicators, row.indicator);
            is_sparse.then_some(ChangeKind::Withheld)
        }
    }
}

fn is_sparse(indicators: &Indicators, id: IndicatorId) -> bool {
    indicators.get(id).sparse_fields
}

/// Why a figure is as it is, as somebody said who looked at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureReason {
    /// Whose figure, and of when.
    pub key: ObservationKey,
    /// The figure in plain digits; `None` where it was not said.
    pub value: Option<Box<str>>,
    /// Why.
    pub reason: Box<str>,
    /// Where it is said.
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_has_one_name() {
        let name = ReleaseName::parse("2019-04-15").unwrap();
        assert_eq!(name.next().to_string(), "2019-04-15-2");
        assert_eq!(ReleaseName::parse("2019-04-15-2"), Some(name.next()));
        assert!(name.next() > name);
        for wrong in [
            "",
            "2019",
            "2019-04-31",
            "2019-04-15-1",
            "2019-04-15-02",
            "2019-04-15-",
            "2019-04-15x",
            "2019-4-15",
            "2019-04-15-2-3",
            "a2019-04-15",
            "20190415",
        ] {
            assert_eq!(ReleaseName::parse(wrong), None, "{wrong}");
        }
    }
}
