//! The period that a table's surroundings give.

use super::period_mention::{PeriodMention, Writing, period_mentions};
use super::{Found, Origin, Surroundings, Taken, of_row};
use crate::calendar::{Period, PeriodLength, WrittenYear, Year, YearPart, YearStart};
use crate::diagnostic::{Code, Diagnostic};
use crate::place::Place;
use crate::source::Row;

impl Surroundings {
    /// The period, where exactly one can be read; `start` says where the years begin that lie in two of the calendar's.
    pub(in crate::reading) fn period(&self, start: YearStart) -> Taken<Period> {
        self.readings(start).taken()
    }

    /// The period in which the months or quarters of a column lie: mostly a year, which is all that has to be read.
    pub(in crate::reading) fn period_around(&self, start: YearStart) -> Taken<Period> {
        self.readings(start).around()
    }

    /// What is said beside the years of a column: nothing, or which part of each is meant.
    pub(in crate::reading) fn part_of_years(&self, start: YearStart) -> Taken<PartOfYears> {
        self.readings(start).part_of_years()
    }

    /// The same, but for what folders say: they may hold what came in a month, whatever it is of.
    pub(in crate::reading) fn part_of_years_near(&self, start: YearStart) -> Taken<PartOfYears> {
        let mut mentions = self.period_mentions(start);
        mentions.retain(|found| found.origin != Origin::Folder);
        Readings::of(mentions, start).part_of_years()
    }

    /// What says another period than this one, which the folder gives.
    pub(in crate::reading) fn against(&self, period: Period) -> Option<Diagnostic> {
        self.readings(period.year_start()).against(period)
    }

    /// What says another year than that of this period, which the folder gives.
    pub(in crate::reading) fn against_year(&self, period: Period) -> Option<Diagnostic> {
        let readings = self.readings(period.year_start());
        let year = YearPart::YEAR.of(period.its_year())?;
        let other = |found: &&Found<Period>| !year.covers(found.what);
        let other = readings.whole.iter().find(other)?;
        Some(against(other, period))
    }

    fn readings(&self, start: YearStart) -> Readings {
        Readings::of(self.period_mentions(start), start)
    }

    fn period_mentions(&self, start: YearStart) -> Vec<Found<PeriodMention>> {
        let titles = self.titles.iter().flat_map(|title| {
            let mentions = period_mentions(&title.tokens, Writing::Title, start).into_iter();
            mentions.map(|(what, cell)| Found {
                what,
                origin: Origin::Title,
                place: self.title_place(title.line, cell),
                text: title.cell(cell),
            })
        });
        let names = self.names.iter().flat_map(move |(origin, tokens, name)| {
            let mentions = period_mentions(tokens, Writing::Name, start).into_iter();
            mentions.map(|(what, _)| Found {
                what: match what {
                    // A folder holds the files of a year, whatever periods they are of.
                    PeriodMention::Year(year) if *origin == Origin::Folder => {
                        PeriodMention::BareYear(year)
                    }
                    other => other,
                },
                origin: *origin,
                place: Place::file(self.file),
                text: name.to_string(),
            })
        });
        titles.chain(names).collect()
    }
}

/// A period that a row of words names and that is not this one: its text and its cell.
pub(in crate::reading) fn other_period(row: &Row<'_>, period: Period) -> Option<(String, usize)> {
    let mentions = period_mentions(&of_row(row), Writing::Title, period.year_start());
    let (_, cell) = mentions.into_iter().find(|(mention, cell)| match mention {
        PeriodMention::Whole(other) => *other != period,
        PeriodMention::Part(part) => !is_part_of(*part, period),
        // A heading, and no remark on a year.
        PeriodMention::Year(year) => {
            let words = row.cell(*cell).split_whitespace().count();
            words <= 6 && !is_in(period, *year, period.year_start())
        }
        _ => false,
    })?;
    Some((row.cell(cell).to_owned(), cell))
}

/// Whether a part of its year is a period.
fn is_part_of(part: YearPart, period: Period) -> bool {
    part.of(period.its_year()) == Some(period)
}

/// Whether a period lies in a year; `start` says where the years begin that lie in two of the calendar's.
fn is_in(period: Period, year: WrittenYear, start: YearStart) -> bool {
    match (year, year.year(Some(start))) {
        (WrittenYear::One(one), _) => {
            let its = period.its_year();
            one == its.first || (one == its.first + 1 && !its.start.is_calendar())
        }
        (_, Some(year)) => YearPart::YEAR
            .of(year)
            .is_some_and(|all| all.covers(period)),
        (WrittenYear::Over(first), None) => (first..=first + 1).contains(&period.year()),
    }
}

/// Which part of the years of a column is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reading) enum PartOfYears {
    /// This one.
    Part(YearPart),
    /// This one, of one of the years.
    Whole(Period),
}

impl PartOfYears {
    /// That part of a year; `None` of another year than that which is said.
    pub(in crate::reading) fn of(self, year: Year) -> Option<Period> {
        match self {
            Self::Part(part) => part.of(year),
            Self::Whole(period) => {
                let all = YearPart::YEAR.of(year)?;
                all.covers(period).then_some(period)
            }
        }
    }
}

/// What the surroundings say of a period, by how much they say.
struct Readings {
    start: YearStart,
    whole: Vec<Found<Period>>,
    parts: Vec<Found<YearPart>>,
    years: Vec<Found<WrittenYear>>,
    /// Of `years`, whether there is one with its word.
    has_year: bool,
    perhaps: Vec<Found<Period>>,
    unclear: Option<Found<Option<i16>>>,
    without_start: Option<Found<()>>,
    shorter: Option<Found<()>>,
}

impl Readings {
    fn of(mentions: Vec<Found<PeriodMention>>, start: YearStart) -> Self {
        let mut this = Self {
            start,
            whole: Vec::new(),
            parts: Vec::new(),
            years: Vec::new(),
            has_year: false,
            perhaps: Vec::new(),
            unclear: None,
            without_start: None,
            shorter: None,
        };
        for found in mentions {
            match found.what {
                PeriodMention::Whole(period) => this.whole.push(found.with(period)),
                PeriodMention::Part(part) => this.parts.push(found.with(part)),
                PeriodMention::Year(year) => {
                    this.has_year = true;
                    this.years.push(found.with(year));
                }
                PeriodMention::BareYear(year) => this.years.push(found.with(year)),
                PeriodMention::Perhaps(period) => this.perhaps.push(found.with(period)),
                PeriodMention::Unclear(year) => {
                    this.unclear.get_or_insert_with(|| found.with(year));
                }
                PeriodMention::WithoutStart(_) => {
                    this.without_start.get_or_insert_with(|| found.with(()));
                }
                PeriodMention::Shorter => {
                    this.shorter.get_or_insert_with(|| found.with(()));
                }
            }
        }
        this
    }

    fn taken(mut self) -> Taken<Period> {
        if let Some(problem) = self.not_clear().or_else(|| self.no_start()) {
            return Taken::None(Some(problem));
        }
        if self.whole.is_empty() {
            self.complete();
        }
        let Some(first) = self.whole.first() else {
            let beside_year = self.shorter.as_ref().filter(|_| self.has_year);
            return Taken::None(self.no_year().or_else(|| beside_year.map(not_clear)));
        };
        if let Some(problem) = self.in_two_ways(first) {
            return Taken::None(Some(problem));
        }
        let note = Code::PeriodTaken
            .at(first.place)
            .arg("period", first.what.code());
        Taken::One(first.what, note.help(first.origin.help()))
    }

    fn around(mut self) -> Taken<Period> {
        // Of several months of a year the year is clear.
        if let Some(unclear) = self.unclear.take() {
            let Some(year) = unclear.what else {
                return Taken::None(Some(not_clear(&unclear)));
            };
            self.years.push(unclear.with(WrittenYear::One(year)));
        }
        if let Some(problem) = self.no_start() {
            return Taken::None(Some(problem));
        }
        self.shorter = None;
        self.has_year |= !self.years.is_empty();
        self.perhaps.clear();
        match self.taken() {
            Taken::One(period, mut note) => {
                note.code = Code::YearTaken;
                Taken::One(period, note)
            }
            none => none,
        }
    }

    fn part_of_years(self) -> Taken<PartOfYears> {
        if let Some(problem) = self.not_clear().or_else(|| self.no_start()) {
            return Taken::None(Some(problem));
        }
        let perhaps = self.perhaps.first().map(|found| found.with(()));
        if let Some(shorter) = self.shorter.clone().or(perhaps) {
            return Taken::None(Some(not_clear(&shorter)));
        }
        let whole = self
            .whole
            .iter()
            .filter(|found| found.what.length() < PeriodLength::Year);
        let whole = whole.map(|found| found.with(PartOfYears::Whole(found.what)));
        let parts = self
            .parts
            .iter()
            .filter(|found| found.what != YearPart::YEAR);
        let parts = parts.map(|found| found.with(PartOfYears::Part(found.what)));
        let mut all = whole.chain(parts);
        let Some(first) = all.next() else {
            return Taken::None(None);
        };
        let is_same = |other: &Found<PartOfYears>| match (first.what, other.what) {
            (PartOfYears::Whole(period), PartOfYears::Part(part)) => is_part_of(part, period),
            (one, other) => one == other,
        };
        if let Some(other) = all.find(|other| !is_same(other)) {
            return Taken::None(Some(two_ways(&first, &other, &first.text, &other.text)));
        }
        let note = Code::PartTaken.at(first.place).arg("text", &first.text);
        Taken::One(first.what, note.help(first.origin.help()))
    }

    fn against(self, period: Period) -> Option<Diagnostic> {
        let is_said = self.whole.iter().any(|found| found.what == period);
        let whole = self.whole.iter().filter(|found| found.what != period);
        let whole = whole.map(|found| found.with(()));
        let parts = self
            .parts
            .iter()
            .filter(|found| !is_part_of(found.what, period));
        let parts = parts.map(|found| found.with(()));
        let years = self.years.iter().filter(|found| {
            found.origin != Origin::Folder
                && period.length() == PeriodLength::Year
                && self.has_year
                && !self.is_in(period, found.what)
        });
        let years = years.map(|found| found.with(()));
        let unclear = self.unclear.iter().filter(|_| !is_said);
        let unclear = unclear.map(|found| found.with(()));
        let other = whole.chain(parts).chain(years).chain(unclear).next()?;
        Some(against(&other, period))
    }

    fn not_clear(&self) -> Option<Diagnostic> {
        self.unclear.as_ref().map(not_clear)
    }

    /// A part of a year of which nothing says where it begins.
    fn no_start(&self) -> Option<Diagnostic> {
        let is_over = |found: &&Found<WrittenYear>| matches!(found.what, WrittenYear::Over(_));
        let of_year = || self.years.iter().find(is_over).map(|found| found.with(()));
        let is_needed = self.whole.is_empty() && self.start.is_calendar();
        let found = self.without_start.clone();
        let found = found.or_else(|| of_year().filter(|_| is_needed))?;
        let error = Code::YearStartNotKnown.at(found.place);
        Some(error.help(found.origin.help()).arg("text", &found.text))
    }

    fn no_year(&self) -> Option<Diagnostic> {
        let part = self.parts.first().filter(|_| self.years.is_empty())?;
        let error = Code::PeriodWithoutYear.at(part.place);
        Some(error.help(part.origin.help()))
    }

    /// What says another period than the first.
    fn in_two_ways(&self, first: &Found<Period>) -> Option<Diagnostic> {
        let told = |period: Period| period.code();
        let others = self.whole.iter().chain(&self.perhaps);
        let others = others.map(|other| other.with((other.what != first.what, told(other.what))));
        let parts = self.parts.iter().map(|part| {
            let period = part.what.of(first.what.its_year());
            let is_other = !is_part_of(part.what, first.what);
            part.with((is_other, period.map(told).unwrap_or_default()))
        });
        let years = self.years.iter().map(|year| {
            let is_other = !self.is_in(first.what, year.what);
            year.with((is_other, told_year(year.what)))
        });
        let mut all = others.chain(parts).chain(years);
        let second = all.find(|other| other.what.0)?;
        Some(two_ways(first, &second, &told(first.what), &second.what.1))
    }

    /// Whether a period lies in a year.
    fn is_in(&self, period: Period, year: WrittenYear) -> bool {
        is_in(period, year, self.start)
    }

    /// Makes a period of a part and the year that stands elsewhere, or of a year by itself.
    fn complete(&mut self) {
        let year = self.years.first().cloned();
        let Some((found, year)) =
            year.and_then(|found| Some((found.clone(), found.what.year(Some(self.start))?)))
        else {
            return;
        };
        match self.parts.first() {
            Some(part) => self
                .whole
                .extend(part.what.of(year).map(|period| part.with(period))),
            None if self.has_year && self.shorter.is_none() && self.perhaps.is_empty() => {
                let whole = YearPart::YEAR.of(year);
                self.whole.extend(whole.map(|period| found.with(period)));
            }
            None => {}
        }
    }
}

fn told_year(year: WrittenYear) -> String {
    match year {
        WrittenYear::One(year) => year.to_string(),
        WrittenYear::Over(first) => format!("{first}-{}", first + 1),
    }
}

/// The warning that something says another period than the folder's.
fn against<T>(other: &Found<T>, period: Period) -> Diagnostic {
    let warning = Code::PeriodAgainstDefaults.at(other.place);
    let warning = warning.help(other.origin.help());
    warning
        .arg("text", &other.text)
        .arg("period", period.code())
}

fn not_clear<T>(found: &Found<T>) -> Diagnostic {
    let error = Code::PeriodNotClear.at(found.place);
    error.help(found.origin.help()).arg("text", &found.text)
}

fn two_ways<T, U>(first: &Found<T>, second: &Found<U>, one: &str, other: &str) -> Diagnostic {
    Code::PeriodTwoWays
        .at(first.place)
        .related(second.place)
        .help(second.origin.help())
        .arg("first", one)
        .arg("second", other)
}

impl<T> Found<T> {
    fn with<U>(&self, what: U) -> Found<U> {
        Found {
            what,
            origin: self.origin,
            place: self.place,
            text: self.text.clone(),
        }
    }
}
