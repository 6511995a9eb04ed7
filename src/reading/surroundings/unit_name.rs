//! Where the name of a unit stands in a title or a name, and whether it ends there: "Phường Tân Tạo A" is not Phường Tân
//! Tạo.

use super::following::{begins_no_name, is_count, is_period};
use super::offices;
use crate::model::UnitId;
use crate::reading::unit_lookup::are_wards;
use crate::reading::{UnitLookup, UnitMatch};
use crate::text::{TokenKind, Tokens};
use std::ops::Range;

/// No name of a unit has more words, with those of the units above it.
const MOST_WORDS: usize = 16;

/// Where a name of units stands.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) units: Vec<UnitId>,
    /// Whether it may as well be a period: "Q1", "Quận 6 tháng đầu năm".
    pub(super) is_doubtful: bool,
}

/// The names of units in some tokens.
#[derive(Debug)]
pub(super) struct NamesIn<'a> {
    tokens: &'a Tokens,
    units: &'a UnitLookup<'a>,
    end: usize,
    hits: Vec<Hit>,
}

impl<'a> NamesIn<'a> {
    /// The names in some tokens, the longest at each place, but for quarters of a year.
    pub(super) fn new(tokens: &'a Tokens, line: Range<usize>, units: &'a UnitLookup<'a>) -> Self {
        let mut hits = Vec::new();
        let mut at = line.start;
        while at < line.end {
            match hit_at(tokens, at, line.end, units) {
                Some(mut hit) => {
                    at = hit.to;
                    let is_quarter = is_quarter(tokens, hit.from, hit.to);
                    hit.is_doubtful = is_quarter || is_count_of_months(tokens, &hit);
                    if !is_quarter || !has_year(tokens, &hit) {
                        hits.push(hit);
                    }
                }
                None => at += 1,
            }
        }
        Self {
            tokens,
            units,
            end: line.end,
            hits,
        }
    }

    /// Where they stand.
    pub(super) fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The units.
    pub(super) fn units(&self) -> &UnitLookup<'a> {
        self.units
    }

    /// The name that begins at a token.
    fn beginning_at(&self, at: usize) -> Option<&Hit> {
        self.hits.iter().find(|hit| hit.from == at)
    }

    /// Whether a token is a part of a name.
    pub(super) fn covers(&self, at: usize) -> bool {
        self.hits.iter().any(|hit| (hit.from..hit.to).contains(&at))
    }

    /// Whether a name ends with a token whose unit is above or below those of the name that begins at another.
    pub(super) fn is_upper_before(&self, last: usize, from: usize) -> bool {
        let upper = self.hits.iter().find(|hit| hit.to == last + 1);
        let start = offices::past_committee(self.tokens, from);
        let lower = self.beginning_at(start).or_else(|| self.beginning_at(from));
        match (upper, lower) {
            (Some(upper), Some(lower)) => self.are_on_line(&upper.units, &lower.units),
            _ => false,
        }
    }

    /// Of a name and the one right behind it, where they are of one line of units, the one that is below.
    pub(super) fn lowest_on_line<'h>(&'h self, hit: &'h Hit) -> &'h Hit {
        let next = self.tokens.past_marks(hit.to);
        let next = self.beginning_at(offices::past_committee(self.tokens, next));
        let is_below = |other: &&Hit| {
            let all = self.units.units();
            let under = |unit: UnitId| hit.units.iter().any(|top| all.is_above(*top, unit));
            other.units.iter().any(|unit| under(*unit))
        };
        next.filter(is_below).unwrap_or(hit)
    }

    fn are_on_line(&self, some: &[UnitId], others: &[UnitId]) -> bool {
        let all = self.units.units();
        some.iter().any(|a| {
            let is_on = |b: &UnitId| a == b || all.is_above(*a, *b) || all.is_above(*b, *a);
            others.iter().any(is_on)
        })
    }

    /// Whether a name ends where it seems to.
    pub(super) fn ends(&self, hit: &Hit) -> bool {
        self.ends_before(hit, hit.to)
    }

    fn ends_before(&self, hit: &Hit, at: usize) -> bool {
        let Some(token) = self.tokens.all.get(at).filter(|_| at < self.end) else {
            return true;
        };
        match token.kind {
            TokenKind::End => true,
            TokenKind::Mark if self.tokens.is_mark(at, "([{") => self.ends_before_bracket(hit, at),
            TokenKind::Mark if self.is_wide_dash(at) => {
                self.is_aside(hit, at + 1) || self.follows(hit, at + 1)
            }
            TokenKind::Mark => self.ends_before(hit, at + 1),
            TokenKind::Word | TokenKind::Number => self.follows(hit, at),
        }
    }

    /// A dash with spaces around it, or a long one. In the name of a file a short one may stand for a space.
    fn is_wide_dash(&self, at: usize) -> bool {
        let is_glued = |at: usize| self.tokens.all.get(at).is_some_and(|token| token.is_glued);
        self.tokens.is_mark(at, "–—")
            || (self.tokens.is_mark(at, "-") && !is_glued(at) && !is_glued(at + 1))
    }

    fn ends_before_bracket(&self, hit: &Hit, at: usize) -> bool {
        let close = (at..self.end).find(|at| self.tokens.is_mark(*at, ")]}"));
        let inner = self.tokens.past_marks(at);
        let is_number = self.tokens.number(inner).is_some();
        (is_number || self.is_aside(hit, inner))
            && close.is_none_or(|close| self.ends_before(hit, close + 1))
    }

    /// Whether words beside a name, in brackets or behind a dash, name no other unit and are no part of the name.
    fn is_aside(&self, hit: &Hit, at: usize) -> bool {
        let at = offices::past_committee(self.tokens, self.tokens.past_marks(at));
        let Some(token) = self.tokens.all.get(at).filter(|_| at < self.end) else {
            return true;
        };
        if let Some(other) = self.beginning_at(at) {
            return self.are_on_line(&hit.units, &other.units);
        }
        let is_letter = token.kind == TokenKind::Word && token.text.chars().count() == 1;
        token.kind == TokenKind::Word
            && !is_letter
            && !self.may_be_district(hit, at)
            && (self.is_unknown_city(hit, at)
                || offices::name_at(self.tokens, at, self.end, self.units).is_none())
            && !self.is_other_bare_name(hit, at)
    }

    /// Whether the words at a token are the name, without its kind, of a unit that has nothing to do with those named.
    fn is_other_bare_name(&self, hit: &Hit, at: usize) -> bool {
        let longest = (at + 1..=self.end.min(at + 6)).rev().find_map(|to| {
            let bare = self.units.units_of_bare_name(&written(self.tokens, at..to));
            (!bare.is_empty()).then_some(bare)
        });
        longest.is_some_and(|units| !self.are_on_line(&hit.units, &units))
    }

    /// Whether what follows begins no name: a period, a word of reports, a unit above or below.
    fn follows(&self, hit: &Hit, at: usize) -> bool {
        let start = offices::past_committee(self.tokens, at);
        if let Some(other) = self.beginning_at(start) {
            return self.are_on_line(&hit.units, &other.units);
        }
        (is_period(self.tokens, at) && !self.may_be_district(hit, at))
            || begins_no_name(self.tokens, at)
            || self.is_unknown_city(hit, at)
            || self.is_small_word(hit, at)
    }

    /// "Phường 12 Q3": a district that is not known rather than a quarter.
    fn may_be_district(&self, hit: &Hit, at: usize) -> bool {
        self.tokens.is(at, "q") && are_wards(&hit.units, self.units.units())
    }

    /// A city or a province behind the name, where the register has none above the unit.
    fn is_unknown_city(&self, hit: &Hit, at: usize) -> bool {
        let cities = ["thành phố", "tp", "tỉnh"];
        let is_city = |unit: UnitId| {
            let name = crate::text::canonical(&self.units.units().get(unit).name);
            cities.iter().any(|word| name.starts_with(word))
        };
        let has_city = |unit: UnitId| self.units.units().ancestors(unit).any(is_city);
        cities
            .iter()
            .any(|word| self.tokens.phrase(at, word).is_some())
            && !hit
                .units
                .iter()
                .any(|unit| is_city(*unit) || has_city(*unit))
    }

    /// A word without a capital behind the name of a ward or a district that is written with one.
    fn is_small_word(&self, hit: &Hit, at: usize) -> bool {
        const PARTS_OF_NAMES: [&str; 15] = [
            "và",
            "đông",
            "tây",
            "nam",
            "bắc",
            "trung",
            "thượng",
            "hạ",
            "mới",
            "cũ",
            "nhất",
            "nhì",
            "ba",
            "trong",
            "ngoài",
        ];
        let tokens = &self.tokens.all;
        let is_large =
            |token: &crate::text::Token| token.is_capital || token.kind == TokenKind::Number;
        let (Some(last), Some(next)) = (tokens.get(hit.to - 1), tokens.get(at)) else {
            return false;
        };
        let is_administrative = offices::kind_at(self.tokens, hit.from, self.units)
            .is_some_and(|kind| kind.is_administrative);
        !self.tokens.is_plain(at)
            && is_administrative
            && offices::kind_at(self.tokens, at, self.units).is_none()
            && is_large(last)
            && next.kind == TokenKind::Word
            && !next.is_capital
            && next.text.chars().count() > 1
            && !self.tokens.is_any(at, &PARTS_OF_NAMES)
    }
}

/// "Q1" to "Q4": a quarter, or a district.
fn is_quarter(tokens: &Tokens, from: usize, to: usize) -> bool {
    let is_short = to - from == 2 && tokens.is(from, "q");
    is_short && tokens.number(to - 1).is_some_and(|(number, _)| number <= 4)
}

/// Whether a year stands beside what may be a quarter.
fn has_year(tokens: &Tokens, hit: &Hit) -> bool {
    let behind = tokens.past_marks(hit.to);
    let before = tokens.before(hit.from);
    tokens.year(behind).is_some()
        || (tokens.is(behind, "năm") && tokens.year(behind + 1).is_some())
        || before.is_some_and(|before| tokens.year(before).is_some())
}

/// "Quận 6 tháng đầu năm": the number may count the months.
fn is_count_of_months(tokens: &Tokens, hit: &Hit) -> bool {
    let number = tokens.number(hit.to - 1);
    number.is_some_and(|(number, _)| (2..=12).contains(&number)) && is_count(tokens, hit.to)
}

/// The longest name of units that begins at a token.
fn hit_at(tokens: &Tokens, at: usize, end: usize, units: &UnitLookup<'_>) -> Option<Hit> {
    let token = tokens.all.get(at)?;
    if token.kind != TokenKind::Word || !units.begins_name(&token.folded) {
        return None;
    }
    let end = end.min(at + 2 * MOST_WORDS);
    (at + 1..=end).rev().find_map(|to| {
        let is_end = !matches!(tokens.all[to - 1].kind, TokenKind::Mark | TokenKind::End);
        let found = is_end.then(|| units.find(&written(tokens, at..to), None))?;
        let units = match found {
            UnitMatch::One(id) => vec![id],
            UnitMatch::Several(ids) => ids,
            UnitMatch::Elsewhere(_) | UnitMatch::Unknown => return None,
        };
        Some(Hit {
            from: at,
            to,
            units,
            is_doubtful: false,
        })
    })
}

/// Some tokens as they are written.
fn written(tokens: &Tokens, range: Range<usize>) -> String {
    let mut text = String::new();
    for token in &tokens.all[range] {
        if !text.is_empty() && !token.is_glued {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    text
}
