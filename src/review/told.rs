//! Units, periods, figures, statuses and places in words.

use crate::calendar::Period;
use crate::locale::Words;
use crate::number::{Decimal, Quotient};
use crate::published::{Difference, Measured};
use serde::Serialize;
use serde_json::Value;

/// Decimals of a value, unless it takes more to see that it is another, or on which side of its target.
const DECIMALS: u8 = 2;

/// A difference, and the words to tell of it.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) found: &'a Difference,
    pub(crate) words: &'static Words,
}

/// A figure as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Side {
    /// "94,9%"
    pub(crate) shown: String,
    /// "1.234/1.300": what it rests on.
    pub(crate) base: Option<String>,
}

impl Side {
    /// What rests on nothing.
    pub(crate) fn plain(shown: &str) -> Self {
        Self {
            shown: shown.to_owned(),
            base: None,
        }
    }
}

impl Told<'_> {
    /// A unit by its name.
    pub(crate) fn unit<'s>(&'s self, code: &'s str) -> &'s str {
        self.found.units.get(code).map_or(code, |name| &**name)
    }

    /// An indicator by its name.
    pub(crate) fn indicator<'s>(&'s self, code: &'s str) -> &'s str {
        let named = self.found.indicators.get(code);
        named.map_or(code, |named| &*named.name)
    }

    /// A field by its name.
    pub(crate) fn field<'s>(&'s self, key: &'s str) -> &'s str {
        self.found.fields.get(key).map_or(key, |name| &**name)
    }

    pub(crate) fn period(&self, code: &str) -> String {
        let period = Period::parse(code).map(|period| self.words.language().period(period));
        period.unwrap_or(code).to_owned()
    }

    pub(crate) fn status(&self, status: Option<&Value>) -> String {
        match status.and_then(Value::as_str) {
            Some(status) => self.words.fill(&format!("pages.state.{status}"), &[]),
            None => self.words.word("review.no-target").to_owned(),
        }
    }

    pub(crate) fn place(&self, place: Option<&Value>) -> String {
        let none = || self.words.word("review.no-place").to_owned();
        place.map_or_else(none, Value::to_string)
    }

    /// A figure beside the one that it was, or became.
    pub(crate) fn side(
        &self,
        numbers: &Numbers,
        beside: Option<&Numbers>,
        of: Option<&Measured>,
    ) -> Side {
        let language = self.words.language();
        let (unit, bounds) = of.map_or(("", Vec::new()), |of| (&*of.unit, bounds(of)));
        let other = beside.and_then(|other| other.value.as_ref());
        let value = numbers.value.as_ref().map(|value| {
            // As many decimals as it has, where those are few.
            let decimals = u8::try_from(value.scale()).unwrap_or(u8::MAX).min(DECIMALS);
            let exact = Quotient::from_decimal(value.clone());
            let rounded = exact.round_beside(decimals, bounds.iter().chain(other));
            language.rounded_with_unit(&rounded, unit)
        });
        let counts = numbers.counts.as_ref().map(|counts| {
            let [numerator, denominator] = counts.each_ref().map(|one| language.decimal(one));
            format!("{numerator}/{denominator}")
        });
        match (counts, value) {
            (base, Some(shown)) => Side { shown, base },
            (Some(shown), None) => Side { shown, base: None },
            (None, None) => Side::plain(""),
        }
    }
}

/// The numbers with which a value of an indicator must not be confused: those of its target, and all or nothing.
fn bounds(of: &Measured) -> Vec<Decimal> {
    let target = of.target.as_deref().unwrap_or_default();
    let numbers = target.split("..").map(|bound| {
        let number = bound.trim_matches(|c: char| !c.is_ascii_digit() && c != '-');
        Decimal::parse_plain(&number.replace(',', "."))
    });
    let ends = match &*of.unit {
        "%" => [Some(Decimal::ZERO), Some(Decimal::HUNDRED)],
        _ => [Some(Decimal::ZERO), None],
    };
    numbers.chain(ends).flatten().collect()
}

/// The numbers of a figure, as they are printed.
pub(crate) struct Numbers {
    counts: Option<[Decimal; 2]>,
    value: Option<Decimal>,
}

impl Numbers {
    pub(crate) fn of(value: &Value) -> Self {
        let number = |key: &str| Decimal::parse_plain(&value.get(key)?.to_string());
        let counts = number("numerator").zip(number("denominator"));
        Self {
            counts: counts.map(|(numerator, denominator)| [numerator, denominator]),
            value: number("value"),
        }
    }
}
