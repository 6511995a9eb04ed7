//! Reading `campaign.toml`.

use super::address::{base_address, is_address};
use super::keys::CAMPAIGN;
use crate::calendar::{Day, YearStart};
use crate::diagnostic::{Code, Diagnostic};
use crate::locale::Language;
use crate::model::{Link, Settings};
use crate::number::NumberStyle;
use crate::place::Place;
use crate::source::ColumnNames;
use crate::source::toml::{Placed, Table, Toml, Value};

/// The settings, and the kinds of unit that they name, to be held against the units.
#[derive(Debug)]
pub(crate) struct SettingsRead {
    /// What the file says.
    pub(crate) settings: Settings,
    /// Every kind that `initiatives_owed_by` names, with its place.
    pub(super) owing_kinds: Vec<Placed<Box<str>>>,
    /// Every kind that `[kinds]` names, with its place.
    pub(super) named_kinds: Vec<Placed<Box<str>>>,
}

/// Reads the settings. `columns` are the names that columns can have, for `[labels]`. What is wrong is told; what is
/// missing is filled in so that the rest of the folder can be checked in the same run.
pub(super) fn read_settings(toml: &Toml<'_>, columns: &ColumnNames) -> SettingsRead {
    let mut root = toml.root(&CAMPAIGN);
    let title = root.required_text("title").map(|title| title.value.into());
    let (starts, ends) = read_days(toml, &mut root);
    let owing_kinds: Vec<Placed<Box<str>>> = root
        .texts("initiatives_owed_by")
        .into_iter()
        .map(|kind| boxed(&kind))
        .collect();
    let (kinds, named_kinds) = read_kinds(toml, &mut root);
    let settings = Settings {
        title: title.unwrap_or_default(),
        theme: root.boxed("theme"),
        organizer: root.boxed("organizer"),
        starts,
        ends,
        starts_shown: root.boxed("starts_shown"),
        announced: root.day("announced").map(|day| day.value),
        base_url: read_base_url(toml, &mut root),
        languages: read_languages(toml, &mut root),
        links: read_links(toml, &mut root),
        contact: root.boxed("contact"),
        licence: root.boxed("licence"),
        illustrative: root
            .boolean("illustrative")
            .is_some_and(|illustrative| illustrative.value),
        numbers: root
            .choice(
                "numbers",
                &[
                    ("vi", NumberStyle::Vietnamese),
                    ("en", NumberStyle::English),
                ],
            )
            .map(|style| style.value),
        year_start: root
            .value("year_starts")
            .and_then(read_year_start)
            .unwrap_or_default(),
        kinds,
        labels: read_labels(toml, &mut root, columns),
        initiatives_owed_by: owing_kinds.iter().map(|kind| kind.value.clone()).collect(),
    };
    root.finish();
    SettingsRead {
        settings,
        owing_kinds,
        named_kinds,
    }
}

/// What stands in for settings that could not be read at all, so that the rest can be checked.
pub(crate) fn unread_settings() -> SettingsRead {
    let settings = Settings {
        title: Box::default(),
        theme: None,
        organizer: None,
        starts: EARLIEST,
        ends: LATEST,
        starts_shown: None,
        announced: None,
        base_url: None,
        languages: vec![Language::DEFAULT],
        links: Vec::new(),
        contact: None,
        licence: None,
        illustrative: false,
        numbers: None,
        year_start: YearStart::CALENDAR,
        kinds: Vec::new(),
        labels: Vec::new(),
        initiatives_owed_by: Vec::new(),
    };
    SettingsRead {
        settings,
        owing_kinds: Vec::new(),
        named_kinds: Vec::new(),
    }
}

/// The first and last day that a campaign has while its own are not known.
const EARLIEST: Day = jiff::civil::date(1900, 1, 1);
const LATEST: Day = jiff::civil::date(2199, 12, 31);

fn boxed(text: &Placed<&str>) -> Placed<Box<str>> {
    Placed {
        value: text.value.into(),
        place: text.place,
    }
}

fn read_days(toml: &Toml<'_>, root: &mut Table<'_>) -> (Day, Day) {
    let (starts, ends) = (root.required_day("starts"), root.required_day("ends"));
    if let (Some(starts), Some(ends)) = (&starts, &ends)
        && ends.value < starts.value
    {
        toml.push(Code::EndsBeforeStarts.at(ends.place).related(starts.place));
        return (EARLIEST, LATEST);
    }
    (
        starts.map_or(EARLIEST, |day| day.value),
        ends.map_or(LATEST, |day| day.value),
    )
}

/// The month in which years begin, `"04"` or `4`; what is none is told.
pub(super) fn read_year_start(value: Value<'_>) -> Option<YearStart> {
    let written = value.as_written();
    let is_number = !written.is_empty() && written.bytes().all(|b| b.is_ascii_digit());
    let text = if is_number {
        written
    } else {
        value.text()?.value
    };
    let start = YearStart::parse(text);
    if start.is_none() {
        value.tell(Code::BadYearStart.arg("text", text));
    }
    start
}

fn read_base_url(toml: &Toml<'_>, root: &mut Table<'_>) -> Option<Box<str>> {
    let text = root.text("base_url")?;
    let base = base_address(text.value);
    if base.is_none() {
        toml.push(
            Code::BadAddress
                .help("base")
                .arg("address", text.value)
                .at(text.place),
        );
    }
    base.map(Into::into)
}

fn read_languages(toml: &Toml<'_>, root: &mut Table<'_>) -> Vec<Language> {
    let Some(value) = root.value("languages") else {
        return vec![Language::DEFAULT];
    };
    let mut languages = Vec::new();
    for code in value.texts() {
        match Language::from_code(code.value) {
            None => toml.push(Code::UnknownLanguage.arg("text", code.value).at(code.place)),
            Some(language) if languages.contains(&language) => {
                toml.push(Code::GivenTwice.arg("text", code.value).at(code.place));
            }
            Some(language) => languages.push(language),
        }
    }
    if languages.is_empty() {
        value.tell(Diagnostic::new(Code::EmptyList));
        languages.push(Language::DEFAULT);
    }
    languages
}

fn read_links(toml: &Toml<'_>, root: &mut Table<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    for mut table in root.tables("links") {
        let (name, url) = (table.required_text("name"), table.required_text("url"));
        table.finish();
        let (Some(name), Some(url)) = (name, url) else {
            continue;
        };
        if is_address(url.value, &["http", "https", "mailto"]) {
            links.push(Link {
                name: name.value.into(),
                url: url.value.into(),
            });
        } else {
            toml.push(
                Code::BadAddress
                    .help("link")
                    .arg("address", url.value)
                    .at(url.place),
            );
        }
    }
    links
}

type Pairs = Vec<(Box<str>, Box<str>)>;

fn read_kinds(toml: &Toml<'_>, root: &mut Table<'_>) -> (Pairs, Vec<Placed<Box<str>>>) {
    let mut kinds = Vec::new();
    let mut named = Vec::new();
    for (kind, name) in root.table("kinds").map_or_else(Vec::new, Table::entries) {
        let Some(name) = not_empty(toml, &kind, name.text(), name.place()) else {
            continue;
        };
        kinds.push((kind.value.into(), name.value.into()));
        named.push(boxed(&kind));
    }
    (kinds, named)
}

/// Tells a name that was left empty.
fn not_empty<'t>(
    toml: &Toml<'_>,
    key: &Placed<&str>,
    text: Option<Placed<&'t str>>,
    place: Place,
) -> Option<Placed<&'t str>> {
    // A value of another type has been told already; then there is something written.
    if text.is_none() && !toml.has_problem_at(place) {
        toml.push(Code::MissingKey.arg("key", key.value).at(place));
    }
    text
}

fn read_labels(toml: &Toml<'_>, root: &mut Table<'_>, columns: &ColumnNames) -> Pairs {
    let mut labels = Vec::new();
    for (printed, column) in root.table("labels").map_or_else(Vec::new, Table::entries) {
        let Some(column) = not_empty(toml, &printed, column.text(), column.place()) else {
            continue;
        };
        if columns.find(column.value).is_some() {
            labels.push((printed.value.into(), column.value.into()));
            continue;
        }
        let unknown = Code::UnknownLabel
            .arg("column", column.value)
            .at(column.place);
        let unknown = unknown.near(columns.nearest(column.value));
        toml.push(unknown);
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::FileId;

    fn read(text: &str) -> (SettingsRead, Vec<(&'static str, u32, u32)>) {
        let toml = Toml::parse(text, FileId(0), 1).unwrap();
        let mut columns = ColumnNames::new();
        columns.add("received", 0);
        let read = read_settings(&toml, &columns);
        let problems = toml.into_problems();
        let place = |d: &Diagnostic| d.place.map_or((0, 0), |p| (p.line, p.column));
        (
            read,
            problems
                .iter()
                .map(|d| (d.code.as_str(), place(d).0, place(d).1))
                .collect(),
        )
    }

    const LEAST: &str = "title = \"A\"\nstarts = 2019-01-01\nends = 2019-12-01\n";

    fn wrong(more: &str) -> Vec<(&'static str, u32, u32)> {
        read(&format!("{LEAST}{more}")).1
    }

    #[test]
    fn every_key_is_read() {
        let text = r#"
title = "Năm đột phá"
theme = "Cải cách"
organizer = "UBND"
starts = 2019-03-01
ends = "01/12/2019"
starts_shown = "chưa rõ"
announced = "27/02/2019"
base_url = "https://cchc.vn/thidua/"
languages = ["vi", "en"]
links = [{ name = "Cổng", url = "https://a.vn" }]
contact = "Sở Nội vụ"
licence = "CC BY 4.0"
illustrative = true
numbers = "vi"
year_starts = "04"
initiatives_owed_by = ["district"]
[kinds]
ward = "Phường"
district = "Quận"
[labels]
"Tiếp nhận" = "received"
"#;
        let (
            SettingsRead {
                settings,
                owing_kinds,
                named_kinds,
            },
            told,
        ) = read(text);
        assert_eq!(told, []);
        assert_eq!(&*settings.title, "Năm đột phá");
        assert_eq!(
            (settings.starts, settings.ends),
            (
                jiff::civil::date(2019, 3, 1),
                jiff::civil::date(2019, 12, 1)
            )
        );
        assert_eq!(settings.announced, Some(jiff::civil::date(2019, 2, 27)));
        assert_eq!(settings.base_url.as_deref(), Some("https://cchc.vn/thidua"));
        assert_eq!(
            settings.languages,
            [Language::Vietnamese, Language::English]
        );
        assert_eq!(settings.links.len(), 1);
        assert!(settings.illustrative);
        assert_eq!(settings.numbers, Some(NumberStyle::Vietnamese));
        assert_eq!(settings.year_start.month(), 4);
        assert_eq!(settings.kind_name("ward"), "Phường");
        assert_eq!(&*settings.kinds[0].0, "ward", "in the order written");
        assert_eq!(settings.labels, [("Tiếp nhận".into(), "received".into())]);
        assert_eq!((owing_kinds.len(), named_kinds.len()), (1, 2));
    }

    #[test]
    fn the_least_has_defaults() {
        let (read, told) = read(LEAST);
        assert_eq!(told, []);
        assert_eq!(read.settings.languages, [Language::Vietnamese]);
        assert!(!read.settings.illustrative);
        assert_eq!(read.settings.base_url, None);
    }

    #[test]
    fn everything_missing_is_told() {
        assert_eq!(
            read("").1,
            [
                ("missing-key", 0, 0),
                ("missing-key", 0, 0),
                ("missing-key", 0, 0)
            ]
        );
    }

    #[test]
    fn each_rule_has_its_place() {
        let (_, told) = read("title = \"A\"\nstarts = 2019-12-01\nends = 2019-01-01\n");
        assert_eq!(told, [("ends-before-starts", 3, 8)]);
        assert_eq!(wrong("base_url = \"cchc.vn\"\n"), [("bad-address", 4, 12)]);
        assert_eq!(
            wrong("languages = [\"vi\", \"fr\", \"vi\"]\n"),
            [("unknown-language", 4, 20), ("given-twice", 4, 26)]
        );
        assert_eq!(wrong("languages = []\n"), [("empty-list", 4, 13)]);
        assert_eq!(
            wrong("[[links]]\nname = \"a\"\nurl = \"javascript:x\"\n"),
            [("bad-address", 6, 7)]
        );
        assert_eq!(
            wrong("[[links]]\nurl = \"http://a.vn\"\n"),
            [("missing-key", 4, 1)]
        );
        assert_eq!(wrong("numbers = \"fr\"\n"), [("unknown-value", 4, 11)]);
        assert_eq!(wrong("year_starts = \"13\"\n"), [("bad-year-start", 4, 15)]);
        assert_eq!(wrong("year_starts = 9\n"), []);
        assert_eq!(
            wrong("[labels]\nx = \"recieved\"\n"),
            [("unknown-label", 5, 5)]
        );
        assert_eq!(wrong("[kinds]\nward = \"\"\n"), [("missing-key", 5, 8)]);
        assert_eq!(wrong("[kinds]\nward = 1\n"), [("wrong-type", 5, 8)]);
        assert_eq!(wrong("themes = \"x\"\n"), [("unknown-key", 4, 1)]);
    }
}
