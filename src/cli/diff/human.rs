//! The changes for people: what is said first is what readers notice first. Figures that are new are counted, those
//! that became others stand one by one.

use crate::calendar::Period;
use crate::cli::verify::printable;
use crate::locale::Words;
use crate::number::{Decimal, Quotient};
use crate::published::{Change, Difference, Of, Subject, Uploads};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Decimals of a value, unless it takes more to see that it is another.
const DECIMALS: u8 = 2;

/// Writes what is to be uploaded and deleted, in that order.
pub(super) fn write_uploads(
    uploads: &Uploads<'_>,
    words: &Words,
    out: &mut impl Write,
) -> io::Result<()> {
    let named = [("upload", &uploads.upload), ("delete", &uploads.delete)];
    for (action, paths) in named {
        let action = words.fill(&format!("cli.diff.{action}"), &[]);
        for path in paths {
            writeln!(out, "{action}\t{}", printable(path))?;
        }
    }
    Ok(())
}

/// Writes the changes by what they are of.
pub(super) fn write(found: &Difference, words: &Words, out: &mut impl Write) -> io::Result<()> {
    let others = found.others.to_string();
    let others = |key: &str| words.fill(key, &[("others", &*others)]);
    if found.changes.is_empty() {
        return match found.others {
            0 => writeln!(out, "{}", words.word("cli.diff.nothing")),
            _ => writeln!(out, "{}", others("cli.diff.nothing-seen")),
        };
    }
    let teller = Teller { found, words };
    for (title, lines) in teller.sections() {
        if !lines.is_empty() {
            writeln!(out, "{}", words.fill(&format!("cli.diff.{title}"), &[]))?;
            for line in lines {
                writeln!(out, "  {}", printable(&line))?;
            }
        }
    }
    if found.others > 0 {
        writeln!(out, "{}", others("cli.diff.others"))?;
    }
    Ok(())
}

struct Teller<'a> {
    found: &'a Difference,
    words: &'a Words,
}

impl Teller<'_> {
    fn sections(&self) -> Vec<(&'static str, Vec<String>)> {
        let mut lines: BTreeMap<u8, Vec<String>> = BTreeMap::new();
        for change in &self.found.changes {
            let (section, line) = match &change.subject {
                Subject::Announcement { title, .. } => (0, self.thing(title, None, change)),
                Subject::Initiative { title, .. } => (1, self.thing(title, keys(change), change)),
                Subject::Status(of) => (2, self.moved(&self.of(of), change, |v| self.status(v))),
                Subject::Place(of) => (3, self.moved(&self.of(of), change, |v| self.place(v))),
                Subject::Figure { .. } if change.old.is_none() => continue,
                Subject::Figure { of, field, period } => {
                    let name = self.figure_name(of, field.as_deref(), period.as_deref());
                    self.figure(of, &name, change)
                }
                Subject::Page(_) => continue,
            };
            lines.entry(section).or_default().push(line);
        }
        lines.insert(6, self.added());
        lines.insert(7, self.pages());
        let titles = [
            "announcements",
            "initiatives",
            "statuses",
            "places",
            "revised",
            "gone",
            "added",
            "pages",
        ];
        let sections = titles.into_iter().zip(0_u8..);
        sections
            .map(|(title, at)| (title, lines.remove(&at).unwrap_or_default()))
            .collect()
    }

    fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.words.fill(&format!("cli.diff.{key}"), args)
    }

    fn thing(&self, title: &str, keys: Option<String>, change: &Change) -> String {
        let what = [("what", title)];
        match (&change.old, &change.new, keys) {
            (None, _, _) => self.fill("line-added", &what),
            (_, None, _) => self.fill("line-gone", &what),
            (_, _, Some(keys)) => self.fill("line-keys", &[("what", title), ("keys", &keys)]),
            (_, _, None) => self.fill("line-changed", &what),
        }
    }

    fn of(&self, of: &Of) -> String {
        let unit = self.found.units.get(&of.unit).unwrap_or(&of.unit);
        match &of.indicator {
            None => self.fill("of-composite", &[("unit", unit)]),
            Some(code) => self.fill("of", &[("unit", unit), ("indicator", self.indicator(code))]),
        }
    }

    fn indicator<'s>(&'s self, code: &'s str) -> &'s str {
        let named = self.found.indicators.get(code);
        named.map_or(code, |(name, _)| name)
    }

    fn figure_name(&self, of: &Of, field: Option<&str>, period: Option<&str>) -> String {
        let mut name = self.of(of);
        if let Some(field) = field {
            name = self.fill("of-field", &[("of", &name), ("field", field)]);
        }
        match period {
            None => self.fill("of-cumulative", &[("of", &name)]),
            Some(period) => {
                let period = self.period(period);
                self.fill("of-period", &[("of", &name), ("period", &period)])
            }
        }
    }

    fn period(&self, code: &str) -> String {
        let period = Period::parse(code).map(|period| self.words.language().period(period));
        period.unwrap_or(code).to_owned()
    }

    fn moved(&self, of: &str, change: &Change, word: impl Fn(Option<&Value>) -> String) -> String {
        let (old, new) = (word(change.old.as_ref()), word(change.new.as_ref()));
        self.fill("moved", &[("of", of), ("old", &old), ("new", &new)])
    }

    fn status(&self, status: Option<&Value>) -> String {
        match status.and_then(Value::as_str) {
            Some(status) => self.words.fill(&format!("pages.state.{status}"), &[]),
            None => self.fill("no-target", &[]),
        }
    }

    fn place(&self, place: Option<&Value>) -> String {
        place.map_or_else(|| self.fill("no-place", &[]), Value::to_string)
    }

    /// A figure that became another, or is gone.
    fn figure(&self, of: &Of, name: &str, change: &Change) -> (u8, String) {
        let unit = of
            .indicator
            .as_ref()
            .and_then(|code| self.found.indicators.get(code));
        let unit = unit.map_or("", |(_, unit)| unit);
        let [old, new] = [&change.old, &change.new].map(|side| side.as_ref().map(Numbers::of));
        let (Some(old), Some(new)) = (&old, &new) else {
            let gone = old
                .map(|old| self.numbers(&old, None, unit))
                .unwrap_or_default();
            let line = self.fill("line-gone", &[("what", &format!("{name}: {gone}"))]);
            return (5, line);
        };
        let shown = [
            self.numbers(old, new.value.as_ref(), unit),
            self.numbers(new, old.value.as_ref(), unit),
        ];
        let args = [("of", name), ("old", &*shown[0]), ("new", &*shown[1])];
        (4, self.fill("moved", &args))
    }

    /// "1.234/1.300 (94,92%)".
    fn numbers(&self, numbers: &Numbers, beside: Option<&Decimal>, unit: &str) -> String {
        let language = self.words.language();
        let value = numbers.value.as_ref().map(|value| {
            let exact = Quotient::from_decimal(value.clone());
            // As many decimals as it has, where those are few.
            let decimals = u8::try_from(value.scale()).unwrap_or(u8::MAX).min(DECIMALS);
            let rounded = exact.round_beside(decimals, beside);
            language.rounded_with_unit(&rounded, unit)
        });
        let counts = numbers.counts.as_ref().map(|(numerator, denominator)| {
            format!(
                "{}/{}",
                language.decimal(numerator),
                language.decimal(denominator)
            )
        });
        match (counts, value) {
            (Some(counts), Some(value)) => format!("{counts} ({value})"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => String::new(),
        }
    }

    /// The figures that are new, counted by period and indicator.
    fn added(&self) -> Vec<String> {
        let mut counts: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
        for change in self
            .found
            .changes
            .iter()
            .filter(|change| change.old.is_none())
        {
            if let Subject::Figure { of, period, .. } = &change.subject {
                let indicator = of.indicator.as_deref().unwrap_or_default();
                *counts.entry((period.as_deref(), indicator)).or_default() += 1;
            }
        }
        let lines = counts.into_iter().map(|((period, indicator), count)| {
            let count = count.to_string();
            let indicator = ("indicator", self.indicator(indicator));
            match period {
                None => self.fill("count-cumulative", &[indicator, ("count", &count)]),
                Some(period) => {
                    let period = self.period(period);
                    let args = [("period", &*period), indicator, ("count", &count)];
                    self.fill("count-added", &args)
                }
            }
        });
        lines.collect()
    }

    fn pages(&self) -> Vec<String> {
        let pages = self.found.changes.iter();
        let pages: Vec<(&str, &Change)> = pages
            .filter_map(|change| match &change.subject {
                Subject::Page(path) => Some((&**path, change)),
                _ => None,
            })
            .collect();
        if pages.is_empty() {
            return Vec::new();
        }
        let count = |is: fn(&Change) -> bool| {
            pages
                .iter()
                .filter(|(_, change)| is(change))
                .count()
                .to_string()
        };
        let counts = [
            ("added", &*count(|change| change.old.is_none())),
            (
                "changed",
                &*count(|change| change.old.is_some() && change.new.is_some()),
            ),
            ("gone", &*count(|change| change.new.is_none())),
        ];
        let mut lines = vec![self.fill("count-pages", &counts)];
        let moved = pages
            .iter()
            .filter(|(_, change)| change.old.is_none() || change.new.is_none());
        lines.extend(moved.map(|(path, change)| self.thing(path, None, change)));
        lines
    }
}

/// The numbers of a figure, as they are printed.
struct Numbers {
    counts: Option<(Decimal, Decimal)>,
    value: Option<Decimal>,
}

impl Numbers {
    fn of(value: &Value) -> Self {
        let number = |key: &str| Decimal::parse_plain(&value.get(key)?.to_string());
        Self {
            counts: number("numerator").zip(number("denominator")),
            value: number("value"),
        }
    }
}

/// The keys of an initiative that differ.
fn keys(change: &Change) -> Option<String> {
    let of = |side: &Option<Value>| -> Vec<String> {
        let keys = side.as_ref().and_then(Value::as_object);
        keys.into_iter()
            .flat_map(|keys| keys.keys().cloned())
            .collect()
    };
    let mut keys = of(&change.old);
    keys.extend(of(&change.new));
    keys.sort_unstable();
    keys.dedup();
    (!keys.is_empty()).then(|| keys.join(", "))
}
