//! What each column of a table is whose header's cells are periods, units, fields or indicators.

use super::places::CellPlace;
use crate::calendar::{Period, PeriodLength, Year};
use crate::model::UnitId;
use crate::place::FileId;
use crate::reading::UnitMatch;
use crate::reading::column::known;
use crate::reading::column_path::{otherwise, otherwise_in};
use crate::reading::defaults::Defaults;
use crate::reading::observation_reader::row_name::is_total;
use crate::reading::observation_reader::shared::Shared;
use crate::reading::surroundings::{PartOfYears, PathPeriod, is_period};
use crate::reading::table_form::Across;
use crate::source::{Header, HeaderColumn, PATH_SEPARATOR, Row, header_key, is_running_number};
use crate::text::fold;

/// So many rows are looked at to see what a column holds.
const ROWS_SEEN: usize = 60;

/// The word for a total across in the rows that are made.
const TOTAL: &str = "Tổng cộng";

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Head {
    /// One of every row, such as the name of its unit.
    Plain,
    /// One of a thing across: which, and what is left of its path.
    Of { thing: usize, rest: Vec<Box<str>> },
}

/// A period, unit, field or indicator that the header names.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    /// What the cells of the rows say that are made of its columns.
    pub(super) text: String,
    pub(super) place: CellPlace,
}

/// What all columns are.
#[derive(Debug, Default)]
pub(super) struct Heads {
    pub(super) heads: Vec<Head>,
    pub(super) things: Vec<Thing>,
    /// How long the table's periods are; the shortest of those across.
    pub(super) length: Option<PeriodLength>,
    /// The first column that names a part of a year which nothing says.
    pub(super) without_year: Option<usize>,
    /// The columns of other years than that of the one period which the table is of.
    pub(super) other_years: Vec<usize>,
    /// Columns of figures whose names are no field that is listed.
    pub(super) unlisted: Vec<(usize, Box<str>)>,
}

/// What things across are known by.
#[derive(Clone, Copy)]
pub(in crate::reading::observation_reader) struct Known<'a> {
    pub(in crate::reading::observation_reader) across: Across,
    pub(in crate::reading::observation_reader) defaults: &'a Defaults,
    pub(in crate::reading::observation_reader) shared: &'a Shared<'a>,
}

impl Known<'_> {
    /// Whether a text is a thing across that is known.
    pub(in crate::reading::observation_reader) fn is_such(self, text: &str) -> bool {
        if text.is_empty() || text.len() > 200 {
            return false;
        }
        match self.across {
            Across::Period => is_period(text),
            Across::Unit => {
                let found = self.shared.units.find(text, self.within());
                let is_known = !matches!(found, UnitMatch::Unknown | UnitMatch::Elsewhere(_));
                is_known || (self.defaults.names.find(text).is_none() && looks_like_unit(text))
            }
            Across::Field => self.shared.field_names.find(text).is_some(),
            Across::Indicator => self.shared.indicator_names.find(text).is_some(),
        }
    }

    /// Whether all that columns say of periods is years.
    pub(in crate::reading::observation_reader) fn are_years<'c>(
        self,
        columns: impl Iterator<Item = &'c HeaderColumn>,
    ) -> bool {
        let start = Some(self.defaults.form.year_start);
        let mut said = columns
            .map(|column| {
                let such = column.path.iter().filter(|part| self.is_such(part));
                PathPeriod::of(&such.cloned().collect::<Vec<_>>(), start)
            })
            .filter(|said| !said.is_empty())
            .peekable();
        self.across == Across::Period
            && said.peek().is_some()
            && said.all(|said| said.year_alone().is_some())
    }

    fn within(self) -> Option<UnitId> {
        self.defaults.unit.flatten()
    }

    /// Whether fields are known by a list; else any name may be one.
    pub(super) fn has_list(self) -> bool {
        self.across != Across::Field || !self.shared.listed_fields.is_empty()
    }

    /// The column of the rows that are made in which the things stand.
    pub(super) fn column(self) -> usize {
        match self.across {
            Across::Period => known::PERIOD,
            Across::Unit => known::UNIT,
            Across::Field => known::FIELD,
            Across::Indicator => known::INDICATOR,
        }
    }
}

/// Whether a text names a unit by its kind, which one a register may lack: `Phường Tân Tạp`.
fn looks_like_unit(text: &str) -> bool {
    const KINDS: [&str; 7] = [
        "phuong",
        "xa",
        "thi tran",
        "quan",
        "huyen",
        "thi xa",
        "thanh pho",
    ];
    let folded = fold(text);
    let name = KINDS
        .iter()
        .find_map(|kind| folded.strip_prefix(*kind)?.strip_prefix(' '));
    name.is_some_and(|name| {
        let is_kind = KINDS.iter().any(|kind| name.starts_with(kind));
        !is_kind && !name.contains([',', '/', '(']) && name.split_whitespace().count() <= 4
    })
}

impl Heads {
    /// Finds what the columns of a header are, above these rows; `year` is that of parts of a year which say none, `part`
    /// that of years which say none, `length` that of a table without periods across.
    pub(super) fn of(
        header: &Header,
        rows: &[Row<'_>],
        (year, part): (Option<Year>, Option<PartOfYears>),
        length: Option<PeriodLength>,
        known: Known<'_>,
    ) -> Self {
        let mut finder = Finder {
            header,
            rows,
            year,
            part,
            known,
            heads: Self::default(),
            periods: Vec::new(),
        };
        finder.find_known();
        let finest = finder
            .periods
            .iter()
            .flatten()
            .map(|period| period.length())
            .min();
        finder.heads.length = finest.or(length);
        finder.find_others();
        finder.find_sums();
        finder.heads
    }

    /// What the columns of things across are called beside these, each once, in their order.
    pub(super) fn rests(&self) -> Vec<&[Box<str>]> {
        let mut rests: Vec<&[Box<str>]> = Vec::new();
        for head in &self.heads {
            if let Head::Of { rest, .. } = head
                && !rests.iter().any(|known| key(known) == key(rest))
            {
                rests.push(rest);
            }
        }
        rests
    }

    /// The columns of a thing: for each of these names its position.
    pub(super) fn positions(&self, thing: usize, rests: &[&[Box<str>]]) -> Vec<Option<usize>> {
        let position = |name: &&[Box<str>]| {
            self.heads.iter().position(|head| {
                matches!(head, Head::Of { thing: of, rest } if *of == thing && key(rest) == key(name))
            })
        };
        rests.iter().map(position).collect()
    }
}

/// A path in the form in which names are compared.
pub(super) fn key(path: &[Box<str>]) -> String {
    header_key(&path.join(PATH_SEPARATOR))
}

struct Finder<'a> {
    header: &'a Header,
    rows: &'a [Row<'a>],
    year: Option<Year>,
    part: Option<PartOfYears>,
    known: Known<'a>,
    heads: Heads,
    /// The period of each thing, where it is one.
    periods: Vec<Option<Period>>,
}

impl Finder<'_> {
    fn path(&self, at: usize) -> &[Box<str>] {
        let column = self.header.rows().columns().get(at);
        column.map_or(&[], |column| &column.path)
    }

    /// The columns that stand under a thing that is known.
    fn find_known(&mut self) {
        for at in 0..self.header.cells.len() {
            let path = self.path(at).to_vec();
            let (such, rest): (Vec<Box<str>>, Vec<Box<str>>) =
                path.into_iter().partition(|part| self.known.is_such(part));
            // A name of a column that is that of a thing too is meant as the thing, but for one that is not read.
            let is_left_out = self.header.columns.get(at) == Some(&Some(known::UNUSED));
            let head = if such.is_empty() || is_left_out {
                Head::Plain
            } else {
                self.under(at, &such, rest)
            };
            self.heads.heads.push(head);
        }
    }

    fn under(&mut self, at: usize, such: &[Box<str>], rest: Vec<Box<str>>) -> Head {
        let (text, period) = match self.known.across {
            Across::Period => {
                let said = PathPeriod::of(such, Some(self.known.defaults.form.year_start));
                let part = said.year_alone().zip(self.part);
                let found = match part {
                    Some((year, part)) => part.of(year),
                    None => said.finest(self.year),
                };
                match found {
                    Some(period) => (period.code(), Some(period)),
                    None => {
                        if part.is_some() {
                            self.heads.other_years.push(at);
                        }
                        if said.lacks_year() {
                            self.heads.without_year.get_or_insert(at);
                        }
                        (such.concat(), None)
                    }
                }
            }
            // Of units the lower one first, as `Phường 12, Quận 3`.
            Across::Unit => {
                let from_below: Vec<&str> = such.iter().rev().map(|part| &**part).collect();
                (from_below.join(", "), None)
            }
            Across::Field | Across::Indicator => {
                let lowest = such.last().map_or("", |part| &**part);
                (lowest.to_owned(), None)
            }
        };
        let thing = self.thing(at, text, period, &rest);
        Head::Of { thing, rest }
    }

    /// The thing of a text; a new one where it has a column of this name already.
    fn thing(
        &mut self,
        at: usize,
        text: String,
        period: Option<Period>,
        rest: &[Box<str>],
    ) -> usize {
        let has_column = |thing: usize| {
            let mut heads = self.heads.heads.iter();
            heads.any(|head| matches!(head, Head::Of { thing: of, rest: other } if *of == thing && key(other) == key(rest)))
        };
        let mut things = self.heads.things.iter().enumerate();
        let found = things.find(|(thing, known)| known.text == text && !has_column(*thing));
        if let Some((thing, _)) = found {
            return thing;
        }
        let place = self.header.place(FileId(0), at);
        self.heads.things.push(Thing {
            text,
            place: CellPlace {
                line: place.line,
                index: at,
            },
        });
        self.periods.push(period);
        self.heads.things.len() - 1
    }

    /// The columns that stand beside those as totals, or under a thing that is not known.
    fn find_others(&mut self) {
        let rests: Vec<String> = self.heads.rests().iter().map(|rest| key(rest)).collect();
        let is_rest = |rest: &[Box<str>]| rests.is_empty() || rests.contains(&key(rest));
        for at in 0..self.header.cells.len() {
            let path = self.path(at).to_vec();
            let is_plain = self.heads.heads.get(at) == Some(&Head::Plain);
            let is_named = self.header.columns.get(at).is_some_and(Option::is_some);
            if !is_plain || is_named || path.is_empty() {
                continue;
            }
            let without = |part: usize| -> Vec<Box<str>> {
                let others = path.iter().enumerate();
                let others = others.filter(|(other, _)| *other != part);
                others.map(|(_, part)| part.clone()).collect()
            };
            let total = path.iter().position(|part| is_total(part));
            if let Some(part) = total.filter(|part| is_rest(&without(*part))) {
                let rest = without(part);
                let thing = self.thing(at, path[part].to_string(), None, &rest);
                self.heads.heads[at] = Head::Of { thing, rest };
                continue;
            }
            if is_running_number(&self.header.cells[at]) || !self.holds_numbers(at) {
                continue;
            }
            let strange = (0..path.len()).find(|part| is_rest(&without(*part)));
            if let Some(part) = strange
                && self.may_be_thing(&path, part)
            {
                let rest = without(part);
                if self.known.across == Across::Field && self.known.has_list() {
                    self.heads.unlisted.push((at, path[part].clone()));
                    continue;
                }
                let thing = self.thing(at, path[part].to_string(), None, &rest);
                self.heads.heads[at] = Head::Of { thing, rest };
            }
        }
    }

    /// Whether a part of a path that is not known may be meant as a thing across.
    fn may_be_thing(&self, path: &[Box<str>], part: usize) -> bool {
        let is_other = || {
            otherwise(&path[part..=part]).is_some()
                || otherwise_in(path, self.heads.length).is_some()
        };
        match self.known.across {
            Across::Period => {
                let text = fold(&path[part]);
                let words = ["thang", "quy", "qui", "ky", "nam", "month", "quarter"];
                words.iter().any(|word| text.starts_with(word)) && !is_other()
            }
            Across::Unit | Across::Field => !is_other(),
            Across::Indicator => true,
        }
    }

    fn holds_numbers(&self, at: usize) -> bool {
        let (mut numbers, mut words) = (0, 0);
        for row in self.rows.iter().take(ROWS_SEEN) {
            let text = row.cell(at);
            if row.kind(at).is_number() || text.starts_with(|c: char| c.is_ascii_digit()) {
                numbers += 1;
            } else if text.chars().any(char::is_alphabetic) {
                words += 1;
            }
        }
        numbers > words
    }

    /// Makes totals of the periods that others of the header make up: a year beside its months, whether they are all
    /// there yet or not. What ends with the only one of them is a figure of its own: nine months beside September.
    fn find_sums(&mut self) {
        let periods = || self.periods.iter().flatten().copied();
        let Some(finest) = self.heads.length else {
            return;
        };
        let parts: Vec<Period> = periods()
            .filter(|period| period.length() == finest)
            .collect();
        let is_sum = |period: &Period| {
            let mut within = parts.iter().filter(|part| period.covers(**part));
            match (within.next(), within.next()) {
                (Some(one), None) => {
                    period.length() == PeriodLength::Year || one.end_month() != period.end_month()
                }
                (first, _) => first.is_some(),
            }
        };
        let mut things = self.heads.things.iter_mut().zip(&self.periods);
        things
            .by_ref()
            .filter(|(_, period)| {
                period.is_some_and(|period| period.length() != finest && is_sum(&period))
            })
            .for_each(|(thing, _)| thing.text = TOTAL.to_owned());
    }
}
