//! The numbers of lists: what each paragraph that belongs to one is numbered, as its program shows it.

use super::arrange::{Marker, Sign};
use super::label::Digits;
use rustc_hash::{FxHashMap, FxHashSet};

/// A level of a list.
#[derive(Debug, Clone)]
pub(super) struct Level {
    pub(super) form: Form,
    /// What is shown, `%1` for the number of the first level: "Điều %1.".
    pub(super) text: String,
    pub(super) start: u32,
    /// The level above which counts it anew, from 1; 0 where none does.
    pub(super) restart: Option<u8>,
    /// Whether all numbers are written as 1, 2, 3.
    pub(super) is_legal: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Bullet,
    Number(Digits),
    /// Words alone.
    None,
    /// Numbers that we do not know how to write.
    Unknown,
}

/// The levels of a list that paragraphs name.
pub(super) struct Listed<'l> {
    /// What counts together.
    pub(super) list: u32,
    /// What paragraphs name.
    pub(super) instance: u32,
    /// The levels of this instance, from the first.
    pub(super) levels: &'l [Option<Level>],
    /// Where this instance begins anew, by level.
    pub(super) starts: &'l FxHashMap<u8, u32>,
}

/// The last numbers of all lists.
#[derive(Debug, Default)]
pub(super) struct Counter {
    numbers: FxHashMap<(u32, u8), u32>,
    begun: FxHashSet<(u32, u8)>,
}

impl Counter {
    /// What stands before the next paragraph of a level; `None` where the level says nothing.
    pub(super) fn next(&mut self, listed: &Listed<'_>, at: u8) -> Option<Marker> {
        let level = listed.levels.get(usize::from(at))?.as_ref()?;
        let key = (listed.list, at);
        let anew = listed.starts.get(&at);
        let anew = anew.filter(|_| self.begun.insert((listed.instance, at)));
        let number = match (anew, self.numbers.get(&key)) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => level.start,
        };
        self.numbers.insert(key, number);
        for below in (at + 1)..9 {
            let restart = listed.levels.get(usize::from(below));
            let restart = restart
                .and_then(Option::as_ref)
                .and_then(|level| level.restart);
            let is_restarted = restart.is_none_or(|above| above > 0 && at < above);
            if is_restarted {
                self.numbers.remove(&(listed.list, below));
            }
        }
        let sign = self.sign(listed, at, level, number)?;
        Some(Marker {
            list: listed.instance,
            level: at,
            sign,
        })
    }

    fn sign(&self, listed: &Listed<'_>, at: u8, level: &Level, number: u32) -> Option<Sign> {
        if level.form == Form::Bullet {
            return Some(Sign::Bullet);
        }
        let own = format!("%{}", u32::from(at) + 1);
        let end = level.text.trim().strip_prefix(&own);
        let is_plain = level.form == Form::Number(Digits::Decimal) && number < 1_000_000_000;
        match end {
            Some(end @ ("." | ")")) if is_plain => {
                let bracketed = end == ")";
                return Some(Sign::Number {
                    value: number,
                    bracketed,
                });
            }
            _ => {}
        }
        let label = self.label(listed, level);
        let label = label.trim();
        (!label.is_empty()).then(|| Sign::Label(label.to_owned()))
    }

    fn label(&self, listed: &Listed<'_>, level: &Level) -> String {
        let mut label = String::new();
        let mut rest = level.text.chars().peekable();
        while let Some(c) = rest.next() {
            let which = rest
                .peek()
                .filter(|_| c == '%')
                .and_then(|c| c.to_digit(10));
            let Some(which) = which.and_then(|which| which.checked_sub(1)) else {
                label.push(c);
                continue;
            };
            rest.next();
            let which = u8::try_from(which).unwrap_or(0);
            let of = listed
                .levels
                .get(usize::from(which))
                .and_then(Option::as_ref);
            let last = self.numbers.get(&(listed.list, which)).copied();
            let number = last.or(of.map(|of| of.start)).unwrap_or(1);
            let digits = match of.map(|of| of.form) {
                Some(Form::Number(digits)) if !level.is_legal => digits,
                Some(Form::None) => continue,
                _ => Digits::Decimal,
            };
            label.push_str(&digits.write(number));
        }
        label
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(text: &str, form: Form) -> Option<Level> {
        Some(Level {
            form,
            text: text.to_owned(),
            start: 1,
            restart: None,
            is_legal: false,
        })
    }

    fn shown(counter: &mut Counter, listed: &Listed<'_>, at: u8) -> String {
        match counter.next(listed, at).map(|marker| marker.sign) {
            Some(Sign::Label(label)) => label,
            Some(Sign::Number { value, bracketed }) => {
                format!("[{value}{}]", if bracketed { ')' } else { '.' })
            }
            Some(Sign::Bullet) => "•".to_owned(),
            None => String::new(),
        }
    }

    #[test]
    fn labels_are_those_that_readers_cite() {
        let roman = Form::Number(Digits::UpperRoman);
        let decimal = Form::Number(Digits::Decimal);
        let mut levels = vec![
            level("Chương %1", roman),
            level("Điều %2.", decimal),
            level("%3.", decimal),
            level("%4)", Form::Number(Digits::LowerLetter)),
            level("%1.%5", decimal),
        ];
        // Articles go on through the chapters.
        levels[1].as_mut().unwrap().restart = Some(0);
        levels[4].as_mut().unwrap().is_legal = true;
        let starts = FxHashMap::default();
        let listed = Listed {
            list: 0,
            instance: 1,
            levels: &levels,
            starts: &starts,
        };
        let mut counter = Counter::default();
        let found =
            [0, 1, 2, 3, 3, 2, 3, 1, 2, 0, 1, 2, 4].map(|at| shown(&mut counter, &listed, at));
        let expected = [
            "Chương I",
            "Điều 1.",
            "[1.]",
            "a)",
            "b)",
            "[2.]",
            "a)",
            "Điều 2.",
            "[1.]",
            "Chương II",
            "Điều 3.",
            "[1.]",
            "2.1",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn instances_count_together_until_one_begins_anew() {
        let levels = vec![
            level("%1)", Form::Number(Digits::Decimal)),
            level("", Form::Bullet),
        ];
        let none = FxHashMap::default();
        let five = FxHashMap::from_iter([(0, 5)]);
        let listed = |instance, starts| Listed {
            list: 0,
            instance,
            levels: &levels,
            starts,
        };
        let mut counter = Counter::default();
        let mut next = |instance, starts, at| shown(&mut counter, &listed(instance, starts), at);
        assert_eq!(next(1, &none, 0), "[1)]");
        assert_eq!(next(2, &none, 0), "[2)]");
        assert_eq!(next(3, &five, 0), "[5)]");
        assert_eq!(next(3, &five, 1), "•");
        assert_eq!(next(3, &five, 0), "[6)]");
        assert_eq!(next(1, &none, 2), "");
    }
}
