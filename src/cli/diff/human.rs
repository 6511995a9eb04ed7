//! The changes for people: what is said first is what readers notice first. Figures that are new are counted, those
//! that became others stand one by one.

use crate::cli::verify::printable;
use crate::locale::Words;
use crate::published::{Change, Difference, Of, Subject, Uploads};
use crate::review::{Numbers, Told, changed_keys};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};

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
pub(super) fn write(
    found: &Difference,
    words: &'static Words,
    out: &mut impl Write,
) -> io::Result<()> {
    let others = found.others.to_string();
    let others = |key: &str| words.fill(key, &[("others", &*others)]);
    if found.changes.is_empty() {
        return match found.others {
            0 => writeln!(out, "{}", words.word("cli.diff.nothing")),
            _ => writeln!(out, "{}", others("cli.diff.nothing-seen")),
        };
    }
    let told = Told { found, words };
    let teller = Teller { found, words, told };
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
    words: &'static Words,
    told: Told<'a>,
}

impl Teller<'_> {
    fn sections(&self) -> Vec<(&'static str, Vec<String>)> {
        let mut lines: BTreeMap<u8, Vec<String>> = BTreeMap::new();
        for change in &self.found.changes {
            let (section, line) = match &change.subject {
                Subject::Announcement { title, .. } => (0, self.thing(title, None, change)),
                Subject::Initiative { title, .. } => {
                    (1, self.thing(title, changed_keys(change), change))
                }
                Subject::Status(of) => {
                    (2, self.moved(&self.of(of), change, |v| self.told.status(v)))
                }
                Subject::Place(of) => (3, self.moved(&self.of(of), change, |v| self.told.place(v))),
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
        let unit = self.told.unit(&of.unit);
        match &of.indicator {
            None => self.fill("of-composite", &[("unit", unit)]),
            Some(code) => self.fill(
                "of",
                &[("unit", unit), ("indicator", self.told.indicator(code))],
            ),
        }
    }

    fn figure_name(&self, of: &Of, field: Option<&str>, period: Option<&str>) -> String {
        let mut name = self.of(of);
        if let Some(field) = field {
            name = self.fill(
                "of-field",
                &[("of", &name), ("field", self.told.field(field))],
            );
        }
        match period {
            None => self.fill("of-cumulative", &[("of", &name)]),
            Some(period) => {
                let period = self.told.period(period);
                self.fill("of-period", &[("of", &name), ("period", &period)])
            }
        }
    }

    fn moved(&self, of: &str, change: &Change, word: impl Fn(Option<&Value>) -> String) -> String {
        let (old, new) = (word(change.old.as_ref()), word(change.new.as_ref()));
        self.fill("moved", &[("of", of), ("old", &old), ("new", &new)])
    }

    /// A figure that became another, or is gone.
    fn figure(&self, of: &Of, name: &str, change: &Change) -> (u8, String) {
        let code = of.indicator.as_deref().unwrap_or_default();
        let measured = self.found.indicators.get(code);
        let [old, new] = [&change.old, &change.new].map(|side| side.as_ref().map(Numbers::of));
        // "1.234/1.300 (94,92%)"
        let written = |one: &Numbers, other: Option<&Numbers>| {
            let side = self.told.side(one, other, measured);
            match side.base {
                Some(base) => format!("{base} ({})", side.shown),
                None => side.shown,
            }
        };
        let (Some(old), Some(new)) = (&old, &new) else {
            let gone = old.map(|old| written(&old, None)).unwrap_or_default();
            let line = self.fill("line-gone", &[("what", &format!("{name}: {gone}"))]);
            return (5, line);
        };
        let shown = [written(old, Some(new)), written(new, Some(old))];
        let args = [("of", name), ("old", &*shown[0]), ("new", &*shown[1])];
        (4, self.fill("moved", &args))
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
            let indicator = ("indicator", self.told.indicator(indicator));
            match period {
                None => self.fill("count-cumulative", &[indicator, ("count", &count)]),
                Some(period) => {
                    let period = self.told.period(period);
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
