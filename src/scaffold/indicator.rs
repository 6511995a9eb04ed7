//! An indicator of a new site: a ready one, or one that somebody describes in words.

use super::text::tidy;
use crate::diagnostic::Diagnostic;
use crate::locale::Words;
use crate::model::{Better, Frequency, Kind};
use crate::reading::parse_target;
use crate::text::fold;

/// An indicator that is ready but for its target.
#[derive(Debug, PartialEq, Eq)]
pub struct Ready {
    /// How it is chosen: `on-time`.
    pub name: &'static str,
    /// Its code in addresses.
    code: &'static str,
    kind: Kind,
    /// The columns of forms that its figure is made of, and what that is divided by.
    value: &'static [&'static str],
    of: &'static [&'static str],
}

/// All that are ready; their names and meanings stand in the language files.
pub const READY: &[Ready] = &[
    Ready {
        name: "on-time",
        code: "dung-han",
        kind: Kind::Ratio,
        value: &["resolved_early", "resolved_on_time"],
        of: &["resolved_early", "resolved_on_time", "resolved_late"],
    },
    Ready {
        name: "satisfied",
        code: "hai-long",
        kind: Kind::Ratio,
        value: &["satisfied"],
        of: &["respondents"],
    },
    Ready {
        name: "online",
        code: "truc-tuyen",
        kind: Kind::Ratio,
        value: &["online_received"],
        of: &["received"],
    },
    Ready {
        name: "post",
        code: "buu-chinh",
        kind: Kind::Count,
        value: &["post_received"],
        of: &[],
    },
    Ready {
        name: "count",
        code: "ho-so-da-giai-quyet",
        kind: Kind::Count,
        value: &["resolved"],
        of: &[],
    },
    Ready {
        name: "score",
        code: "diem-thi-dua",
        kind: Kind::Score,
        value: &["score"],
        of: &[],
    },
];

/// An indicator of a new site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIndicator {
    /// The ready one that it is.
    pub ready: Option<&'static Ready>,
    /// Its name, for one that is not ready.
    pub name: String,
    /// How it is measured.
    pub kind: Kind,
    /// Its unit of measure, where that is not `%`.
    pub unit: Option<String>,
    /// Its target as it is written, `> 90`; none is made up.
    pub target: Option<String>,
    /// Which way is better, where it has no target.
    pub better: Option<Better>,
    /// How often figures are owed.
    pub frequency: Frequency,
}

/// Why words do not describe an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndicatorFault {
    /// There is no name.
    NoName,
    /// Nothing says how it is measured.
    NoKind(String),
    /// Two parts say the same thing.
    Twice(String),
    /// A name ends with what may be its target, or part of it.
    NoSemicolon(String),
    /// A target cannot be understood.
    Target(Box<Diagnostic>),
}

impl NewIndicator {
    /// A ready one.
    #[must_use]
    pub fn of(ready: &'static Ready) -> Self {
        let is_counted = ready.kind != Kind::Score;
        Self {
            ready: Some(ready),
            name: String::new(),
            kind: ready.kind,
            unit: None,
            target: None,
            better: Some(Better::Higher),
            frequency: if is_counted {
                Frequency::Month
            } else {
                Frequency::Quarter
            },
        }
    }

    /// What words describe: a ready one with or without a target (`on-time > 90`), or a name and, after semicolons, how it
    /// is measured, its target or which way is better, how often, and its unit: `Số cây trồng; số lượng; cây; quý`.
    ///
    /// # Errors
    /// Where something needed is not said, or said twice.
    pub fn parse(text: &str, words: &Words) -> Result<Self, IndicatorFault> {
        let text = tidy(text);
        let mut parts = text
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let first = parts.next().ok_or(IndicatorFault::NoName)?;
        let end = first.find(['>', '<', '≥', '≤']).unwrap_or(first.len());
        let (name, target) = (first[..end].trim(), first[end..].trim());
        let ready = READY.iter().find(|ready| ready.is_called(name, words));
        let mut said = Said::default();
        if ready.is_some() && !target.is_empty() {
            said.take(target)?;
        }
        for part in parts {
            said.take(part)?;
        }
        if let Some(ready) = ready {
            let own = Self::of(ready);
            return Ok(Self {
                better: said
                    .target
                    .is_none()
                    .then_some(said.better.unwrap_or(Better::Higher)),
                target: said.target,
                unit: said.unit,
                frequency: said.frequency.unwrap_or(own.frequency),
                ..own
            });
        }
        if parse_target(target).is_ok() {
            return Err(IndicatorFault::NoSemicolon(first.to_owned()));
        }
        let kind = said.kind.or_else(|| kind_of_name(first));
        Ok(Self {
            ready: None,
            name: first.to_owned(),
            kind: kind.ok_or_else(|| IndicatorFault::NoKind(first.to_owned()))?,
            unit: said.unit,
            better: said.better.filter(|_| said.target.is_none()),
            target: said.target,
            frequency: said.frequency.unwrap_or(Frequency::Month),
        })
    }

    /// The columns of forms that it is made of; none where figures come in rows of their own.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'static str> {
        let all = self
            .ready
            .into_iter()
            .flat_map(|ready| ready.value.iter().chain(ready.of));
        all.copied()
    }

    /// Its code, but for what makes it its own among others.
    pub(super) fn code(&self) -> String {
        match self.ready {
            Some(ready) => ready.code.to_owned(),
            None => crate::text::slug(&self.name),
        }
    }
}

impl Ready {
    /// What its figure is made of, as a sum of columns; and what that is divided by.
    pub(super) fn sums(&self) -> (String, String) {
        (self.value.join(" + "), self.of.join(" + "))
    }

    fn is_called(&self, name: &str, words: &Words) -> bool {
        let shown = words.find(&format!("scaffold.ready.{}", self.name));
        [Some(self.name), Some(self.code), shown]
            .into_iter()
            .flatten()
            .any(|own| fold(own) == fold(name))
    }
}

/// What parts of a description say.
#[derive(Default)]
struct Said {
    kind: Option<Kind>,
    target: Option<String>,
    better: Option<Better>,
    frequency: Option<Frequency>,
    unit: Option<String>,
}

impl Said {
    fn take(&mut self, part: &str) -> Result<(), IndicatorFault> {
        let plain = fold(part);
        let is_first = if let Some(kind) = find(KINDS, &plain) {
            self.kind.replace(kind).is_none()
        } else if let Some(frequency) = find(FREQUENCIES, &plain) {
            self.frequency.replace(frequency).is_none()
        } else if let Some(better) = find(DIRECTIONS, &plain) {
            self.better.replace(better).is_none()
        } else if part.starts_with(['>', '<', '≥', '≤']) || part.contains("..") {
            parse_target(part).map_err(|problem| IndicatorFault::Target(Box::new(problem)))?;
            self.target.replace(part.to_owned()).is_none()
        } else {
            self.unit.replace(part.to_owned()).is_none()
        };
        match is_first {
            true => Ok(()),
            false => Err(IndicatorFault::Twice(part.to_owned())),
        }
    }
}

/// Words, as they are folded, for a value.
type WordsFor<T> = &'static [(&'static str, T)];

const KINDS: WordsFor<Kind> = &[
    ("ratio", Kind::Ratio),
    ("ty le", Kind::Ratio),
    ("mean", Kind::Mean),
    ("average", Kind::Mean),
    ("trung binh", Kind::Mean),
    ("count", Kind::Count),
    ("so luong", Kind::Count),
    ("score", Kind::Score),
    ("diem", Kind::Score),
];

const FREQUENCIES: WordsFor<Frequency> = &[
    ("month", Frequency::Month),
    ("thang", Frequency::Month),
    ("quarter", Frequency::Quarter),
    ("quy", Frequency::Quarter),
    ("half", Frequency::Half),
    ("sau thang", Frequency::Half),
    ("6 thang", Frequency::Half),
    ("year", Frequency::Year),
    ("nam", Frequency::Year),
];

const DIRECTIONS: WordsFor<Better> = &[
    ("higher", Better::Higher),
    ("cao", Better::Higher),
    ("cang cao cang tot", Better::Higher),
    ("lower", Better::Lower),
    ("thap", Better::Lower),
    ("cang thap cang tot", Better::Lower),
];

fn find<T: Copy>(all: WordsFor<T>, plain: &str) -> Option<T> {
    let found = all.iter().find(|(word, _)| *word == plain);
    found.map(|(_, value)| *value)
}

/// How an indicator is measured whose name says so itself: “Tỷ lệ …”, “Số …”, “Điểm …”. An average may be called by any
/// of these words.
fn kind_of_name(name: &str) -> Option<Kind> {
    let name = name.to_lowercase();
    if ["trung bình", "bình quân", "average", "mean"]
        .iter()
        .any(|word| name.contains(word))
    {
        return None;
    }
    let begins = |word: &&str| {
        let rest = name.strip_prefix(word);
        rest.is_some_and(|rest| rest.starts_with(' '))
    };
    let kinds = [
        (&["tỷ lệ", "tỉ lệ", "share", "percentage"][..], Kind::Ratio),
        (&["số lượng", "tổng số", "số", "number"], Kind::Count),
        (&["điểm", "score"], Kind::Score),
    ];
    let found = kinds.iter().find(|(words, _)| words.iter().any(begins));
    found.map(|(_, kind)| *kind)
}
