//! What is told: what readers notice first comes first, figures by their indicators.

use super::told::{Numbers, Side, Told};
use crate::published::{Change, Of, Subject};
use serde::Serialize;
use std::collections::BTreeMap;

/// So many rows a group has at most; how many more there are is told.
const MOST_ROWS: usize = 300;

/// Of more pages of a folder than this only the number is told.
const MOST_PAGES: usize = 5;

/// Everything that changed for readers; no sections where nothing did.
#[derive(Debug, Serialize)]
pub(crate) struct Review {
    /// What changed, by what it is.
    pub(crate) sections: Vec<Section>,
    /// How many other files differ.
    pub(crate) others: Option<String>,
}

/// What changed of one kind.
#[derive(Debug, Serialize)]
pub(crate) struct Section {
    /// Its id on the page.
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    /// "3 số liệu đã công bố nay khác"
    pub(crate) count: String,
    /// What is to be known of them.
    pub(crate) text: Option<&'static str>,
    /// What its rows are of.
    pub(crate) what: &'static str,
    /// Whether its rows have an old and a new side.
    pub(crate) sides: bool,
    pub(crate) groups: Vec<Group>,
}

/// Those of one indicator, or of what else they have in common.
#[derive(Debug, Serialize)]
pub(crate) struct Group {
    pub(crate) title: Option<String>,
    pub(crate) rows: Vec<Row>,
    /// How many more there are.
    pub(crate) more: Option<String>,
}

/// A change.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) what: String,
    /// The period, the field, or what of it changed.
    pub(crate) detail: Option<String>,
    /// "mới", "sửa", "không còn", or how many.
    pub(crate) how: Option<String>,
    pub(crate) old: Option<Side>,
    pub(crate) new: Option<Side>,
}

/// The kinds of changes: their words, their ids, and whether they have two sides.
const KINDS: [(&str, &str, bool); 8] = [
    ("announcement", "doi-thong-bao", false),
    ("initiative", "doi-sang-kien", false),
    ("status", "doi-muc-dat", true),
    ("revised", "doi-da-cong-bo", true),
    ("added", "doi-so-lieu-moi", false),
    ("cumulative", "doi-luy-ke", true),
    ("place", "doi-thu-hang", true),
    ("page", "doi-trang", false),
];

/// Rows by the kind and the group that they are of.
type Rows = BTreeMap<&'static str, BTreeMap<Option<String>, Vec<Row>>>;

impl Review {
    /// What there is to tell of a difference.
    pub(crate) fn of(told: Told<'_>) -> Self {
        let mut rows = Rows::new();
        for change in &told.found.changes {
            if let Some((kind, group, row)) = told.row(change) {
                let of_kind = rows.entry(kind).or_default();
                of_kind.entry(group).or_default().push(row);
            }
        }
        rows.insert("added", told.added());
        rows.insert("page", told.pages());
        let sections = KINDS.into_iter().filter_map(|kind| {
            let groups = rows.remove(kind.0).unwrap_or_default();
            (!groups.is_empty()).then(|| told.section(kind, groups))
        });
        let others = told.found.others;
        Self {
            sections: sections.collect(),
            others: (others > 0).then(|| told.count("review.others", others)),
        }
    }
}

impl Told<'_> {
    fn count(&self, key: &str, count: usize) -> String {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let count = self.words.language().decimal(&count.into());
        self.words.fill(key, &[("count", &count)])
    }

    fn section(
        &self,
        (kind, id, sides): (&'static str, &'static str, bool),
        groups: BTreeMap<Option<String>, Vec<Row>>,
    ) -> Section {
        let word = |key: &str| self.words.find(&format!("review.{kind}.{key}"));
        let count = match kind {
            "added" => self.found.changes.iter().filter(|one| is_new(one)).count(),
            "page" => self.found.changes.iter().filter(|one| is_page(one)).count(),
            _ => groups.values().map(Vec::len).sum(),
        };
        let group = |(title, mut rows): (Option<String>, Vec<Row>)| {
            let more = rows.len().saturating_sub(MOST_ROWS);
            rows.truncate(MOST_ROWS);
            Group {
                title,
                rows,
                more: (more > 0).then(|| self.count("review.more", more)),
            }
        };
        Section {
            id,
            title: word("title").unwrap_or_default(),
            count: self.count(&format!("review.{kind}.count"), count),
            text: word("text"),
            what: word("what").unwrap_or_default(),
            sides,
            groups: groups.into_iter().map(group).collect(),
        }
    }

    /// The kind of a change, its group and its row; `None` of those that are counted.
    fn row(&self, change: &Change) -> Option<(&'static str, Option<String>, Row)> {
        let sides = |word: &dyn Fn(Option<&serde_json::Value>) -> String| {
            [&change.old, &change.new].map(|side| Some(Side::plain(&word(side.as_ref()))))
        };
        Some(match &change.subject {
            Subject::Announcement { title, .. } => {
                ("announcement", None, self.thing(title, None, change))
            }
            Subject::Initiative { title, .. } => {
                let keys = changed_keys(change);
                ("initiative", None, self.thing(title, keys, change))
            }
            Subject::Status(of) => {
                let row = self.moved(of, sides(&|side| self.status(side)));
                ("status", self.group_of(of), row)
            }
            Subject::Place(of) => {
                let row = self.moved(of, sides(&|side| self.place(side)));
                ("place", self.group_of(of), row)
            }
            Subject::Figure { of, field, period } => {
                let kind = match (&change.old, period) {
                    (None, _) => return None,
                    (Some(_), None) => "cumulative",
                    (Some(_), Some(_)) => "revised",
                };
                let row = self.figure(of, field.as_deref(), period.as_deref(), change);
                (kind, self.group_of(of), row)
            }
            Subject::Page(_) => return None,
        })
    }

    fn how(&self, change: &Change) -> String {
        let key = match (&change.old, &change.new) {
            (None, _) => "review.how.new",
            (_, None) => "review.how.gone",
            _ => "review.how.changed",
        };
        self.words.word(key).to_owned()
    }

    fn thing(&self, what: &str, detail: Option<String>, change: &Change) -> Row {
        Row {
            what: what.to_owned(),
            detail,
            how: Some(self.how(change)),
            old: None,
            new: None,
        }
    }

    /// The indicator, or the composite ranking.
    fn group_of(&self, of: &Of) -> Option<String> {
        let composite = || self.words.word("review.composite");
        let of = of.indicator.as_deref();
        Some(
            of.map_or_else(composite, |code| self.indicator(code))
                .to_owned(),
        )
    }

    fn moved(&self, of: &Of, [old, new]: [Option<Side>; 2]) -> Row {
        Row {
            what: self.unit(&of.unit).to_owned(),
            detail: None,
            how: None,
            old,
            new,
        }
    }

    /// A figure that became another, or is gone.
    fn figure(&self, of: &Of, field: Option<&str>, period: Option<&str>, change: &Change) -> Row {
        let code = of.indicator.as_deref().unwrap_or_default();
        let measured = self.found.indicators.get(code);
        let [old, new] = [&change.old, &change.new].map(|side| side.as_ref().map(Numbers::of));
        let side = |one: &Option<Numbers>, other: &Option<Numbers>| match one {
            Some(one) => self.side(one, other.as_ref(), measured),
            None => Side::plain(self.words.word("review.no-figure")),
        };
        let of_what = period.map(|period| self.period(period));
        let of_what = of_what.into_iter();
        let of_what = of_what.chain(field.map(|field| self.field(field).to_owned()));
        let detail = of_what.collect::<Vec<_>>().join(", ");
        Row {
            detail: (!detail.is_empty()).then_some(detail),
            ..self.moved(of, [Some(side(&old, &new)), Some(side(&new, &old))])
        }
    }

    /// The figures that are new, counted by indicator and period.
    fn added(&self) -> BTreeMap<Option<String>, Vec<Row>> {
        let mut counts: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
        for change in self.found.changes.iter().filter(|change| is_new(change)) {
            if let Subject::Figure { of, period, .. } = &change.subject {
                let of = (
                    of.indicator.as_deref().unwrap_or_default(),
                    period.as_deref(),
                );
                *counts.entry(of).or_default() += 1;
            }
        }
        let mut groups = BTreeMap::<_, Vec<Row>>::new();
        for ((indicator, period), count) in counts {
            let cumulative = || self.words.word("review.over-time").to_owned();
            let group = groups.entry(Some(self.indicator(indicator).to_owned()));
            group.or_default().push(Row {
                what: period.map_or_else(cumulative, |period| self.period(period)),
                detail: None,
                how: Some(self.count("review.figures", count)),
                old: None,
                new: None,
            });
        }
        groups
    }

    /// The pages; of many that changed in a folder their number.
    fn pages(&self) -> BTreeMap<Option<String>, Vec<Row>> {
        let mut folders: BTreeMap<(u8, &str), (String, Vec<&str>)> = BTreeMap::new();
        for change in &self.found.changes {
            if let Subject::Page(path) = &change.subject {
                let folder = path.split_once('/').map_or("", |(folder, _)| folder);
                let order = match (&change.old, &change.new) {
                    (None, _) => 0,
                    (_, None) => 1,
                    _ => 2,
                };
                let of = folders.entry((order, folder));
                let (_, paths) = of.or_insert_with(|| (self.how(change), Vec::new()));
                paths.push(path);
            }
        }
        let mut groups = BTreeMap::<_, Vec<Row>>::new();
        for ((_, folder), (how, paths)) in folders {
            let row = |what: &str, how: String| Row {
                what: what.to_owned(),
                detail: None,
                how: Some(how),
                old: None,
                new: None,
            };
            let rows = groups.entry(None).or_default();
            if paths.len() > MOST_PAGES && !folder.is_empty() {
                let count = self.count("review.pages", paths.len());
                rows.push(row(&format!("{folder}/"), format!("{how}: {count}")));
            } else {
                rows.extend(paths.into_iter().map(|path| row(path, how.clone())));
            }
        }
        groups
    }
}

/// Whether it is a figure that there was none of.
fn is_new(change: &Change) -> bool {
    change.old.is_none() && matches!(change.subject, Subject::Figure { .. })
}

fn is_page(change: &Change) -> bool {
    matches!(change.subject, Subject::Page(_))
}

/// The keys of an initiative that differ.
pub(crate) fn changed_keys(change: &Change) -> Option<String> {
    let (Some(old), Some(new)) = (&change.old, &change.new) else {
        return None;
    };
    let sides = [old, new].map(|side| side.as_object());
    let keys = sides.into_iter().flatten().flat_map(|keys| keys.keys());
    let mut keys: Vec<&str> = keys.map(String::as_str).collect();
    keys.sort_unstable();
    keys.dedup();
    (!keys.is_empty()).then(|| keys.join(", "))
}
