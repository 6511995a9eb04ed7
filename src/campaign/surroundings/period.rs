//! The period that a table's surroundings give.

use super::period_mention::{Part, PeriodMention, Writing, period_mentions};
use super::{Found, Origin, Surroundings, Taken, of_row};
use crate::campaign::Period;
use crate::diagnostic::Diagnostic;
use crate::source::{Place, Row};

impl Surroundings {
    /// The period, where exactly one can be read.
    pub(in crate::campaign) fn period(&self) -> Taken<Period> {
        Readings::of(self.period_mentions()).taken()
    }

    fn period_mentions(&self) -> Vec<Found<PeriodMention>> {
        let titles = self.titles.iter().flat_map(|title| {
            let mentions = period_mentions(&title.tokens, Writing::Title).into_iter();
            mentions.map(|(what, cell)| Found {
                what,
                origin: Origin::Title,
                place: self.title_place(title.line, cell),
                text: title.cell(cell),
            })
        });
        let names = self.names.iter().flat_map(|(origin, tokens, name)| {
            let mentions = period_mentions(tokens, Writing::Name).into_iter();
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
pub(in crate::campaign) fn other_period(row: &Row<'_>, period: Period) -> Option<(String, usize)> {
    let mentions = period_mentions(&of_row(row), Writing::Title);
    let (_, cell) = mentions.into_iter().find(|(mention, _)| match mention {
        PeriodMention::Whole(other) => *other != period,
        PeriodMention::Part(part) => part.of(period.year()) != Some(period),
        _ => false,
    })?;
    Some((row.cell(cell).to_owned(), cell))
}

/// What the surroundings say of a period, by how much they say.
#[derive(Default)]
struct Readings {
    whole: Vec<Found<Period>>,
    parts: Vec<Found<Part>>,
    years: Vec<Found<i16>>,
    /// Of `years`, whether there is one with its word.
    has_year: bool,
    perhaps: Vec<Found<Period>>,
    unclear: Option<Found<()>>,
    shorter: bool,
}

impl Readings {
    fn of(mentions: Vec<Found<PeriodMention>>) -> Self {
        let mut this = Self::default();
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
                PeriodMention::Unclear => {
                    this.unclear = this.unclear.or_else(|| Some(found.with(())))
                }
                PeriodMention::Shorter => this.shorter = true,
            }
        }
        this
    }

    fn taken(mut self) -> Taken<Period> {
        if let Some(unclear) = self.unclear {
            return Taken::None(Some(
                Diagnostic::error("period-not-clear")
                    .at(unclear.place)
                    .help(unclear.origin.help())
                    .arg("text", &unclear.text),
            ));
        }
        if self.whole.is_empty() {
            self.complete();
        }
        let Some(first) = self.whole.first() else {
            let part = self.parts.first().filter(|_| self.years.is_empty());
            return Taken::None(part.map(|part| {
                let error = Diagnostic::error("period-without-year").at(part.place);
                error.help(part.origin.help())
            }));
        };
        let year = first.what.year();
        let told = |period: Period| period.code();
        let others = self.whole.iter().chain(&self.perhaps);
        let others = others.map(|other| other.with((other.what != first.what, told(other.what))));
        let parts = self.parts.iter().map(|part| {
            let period = part.what.of(year);
            part.with((
                period != Some(first.what),
                period.map(told).unwrap_or_default(),
            ))
        });
        let years = self.years.iter();
        let years = years.map(|other| other.with((other.what != year, other.what.to_string())));
        let mut all = others.chain(parts).chain(years);
        if let Some(second) = all.find(|other| other.what.0) {
            let error = Diagnostic::error("period-two-ways")
                .at(first.place)
                .related(second.place)
                .help(second.origin.help());
            let error = error.arg("first", told(first.what));
            return Taken::None(Some(error.arg("second", second.what.1)));
        }
        let note = Diagnostic::note("period-taken")
            .at(first.place)
            .arg("period", told(first.what));
        Taken::One(first.what, note.help(first.origin.help()))
    }

    /// Makes a period of a part and the year that stands elsewhere, or of a year by itself.
    fn complete(&mut self) {
        let Some(year) = self.years.first().cloned() else {
            return;
        };
        match self.parts.first() {
            Some(part) => self
                .whole
                .extend(part.what.of(year.what).map(|period| part.with(period))),
            None if self.has_year && !self.shorter && self.perhaps.is_empty() => {
                self.whole.extend(
                    Period::new(year.what, 1, crate::campaign::PeriodLength::Year)
                        .map(|period| year.with(period)),
                );
            }
            None => {}
        }
    }
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
