//! The campaign's own settings, its units and its indicators, each in a form.

use super::Desk;
use super::answer::Answer;
use super::form::{Choices, Field};
use super::pages::{Failure, Frame};
use super::problems::Problems;
use super::section::{Key, OF_CAMPAIGN, OF_INDICATORS, OF_UNITS};
use super::store::{DeskPath, NotWritten, Version};
use super::toml_form::{take, value, values_of};
use super::unit_sheet::UnitSheet;
use super::visit::{Posted, Values, Visit};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::emitter::write_html;
use crate::render::encode_path;
use crate::source::Proposed;
use axum::http::StatusCode;
use serde::Serialize;
use std::ops::Range;
use toml_edit::{DocumentMut, Item, Table};

/// Where the settings are, from the desk.
const ADDRESS: &str = "/ban-bien-tap/phong-trao";

/// So many units are listed; beyond they are searched.
const MOST_LISTED: usize = 200;

/// What a form of the settings is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of<'c> {
    Campaign,
    /// The indicator of this code; a new one.
    Indicator(Option<&'c str>),
    /// The unit of this code; a new one.
    Unit(Option<&'c str>),
}

impl Of<'_> {
    const fn keys(self) -> &'static [Key] {
        match self {
            Self::Campaign => OF_CAMPAIGN,
            Self::Indicator(_) => OF_INDICATORS,
            Self::Unit(_) => OF_UNITS,
        }
    }

    /// What it is called in the language files.
    const fn word(self) -> &'static str {
        match self {
            Self::Campaign => "campaign",
            Self::Indicator(_) => "indicator",
            Self::Unit(_) => "units",
        }
    }

    const fn file(self) -> &'static str {
        match self {
            Self::Campaign => "data/campaign.toml",
            Self::Indicator(_) => "data/indicators.toml",
            Self::Unit(_) => "data/units.csv",
        }
    }
}

/// A settings file, with the form of a part of it.
struct Opened {
    path: DeskPath,
    version: Version,
    parsed: Parsed,
}

enum Parsed {
    Toml(DocumentMut),
    Units(UnitSheet),
    /// It cannot be taken apart: it is mended by hand.
    Broken,
}

#[derive(Serialize)]
struct Page {
    of: &'static str,
    file: &'static str,
    version: String,
    fields: Vec<Field>,
    problems: Problems,
    has_problems: bool,
    /// What would be wrong elsewhere, as HTML.
    elsewhere: String,
    is_broken: bool,
    is_new: bool,
    choices: Choices,
    /// With the settings of the campaign: its indicators and units, by address and name.
    indicators: Vec<(String, String)>,
    units: Vec<ListedUnit>,
    searched: String,
    more: usize,
}

/// The address, name and code of a unit.
type ListedUnit = (String, String, String);

/// What a form shows beside its values.
#[derive(Default)]
struct Told {
    status: StatusCode,
    notice: Option<&'static str>,
    problems: Problems,
    /// What would be wrong elsewhere, as HTML.
    elsewhere: String,
}

impl Told {
    fn not_saved(status: StatusCode, notice: &'static str) -> Self {
        Self {
            status,
            notice: Some(notice),
            ..Self::default()
        }
    }
}

/// What came of a save.
enum Saved {
    Done,
    Wrong(Problems, String),
    Changed,
    Outside,
}

impl Desk {
    /// The settings, or the form of a unit or an indicator.
    pub(super) fn settings(&self, rest: &[&str], visit: &Visit) -> Result<Answer, Failure> {
        let of = match *rest {
            [] | [""] => Of::Campaign,
            ["chi-tieu", "moi"] => Of::Indicator(None),
            ["chi-tieu", code] => Of::Indicator(Some(code)),
            ["don-vi", "moi"] => Of::Unit(None),
            ["don-vi", code] => Of::Unit(Some(code)),
            _ => return Err(Failure::Missing),
        };
        let opened = self.opened(of)?;
        let there = opened.values(of).ok_or(Failure::Missing)?;
        let show =
            |values: &Values, told: Told| self.show_settings(of, &opened, values, told, visit);
        let Some(posted) = &visit.posted else {
            let notice = visit.query.find("da-luu").map(|_| "desk.edit.saved");
            let told = Told {
                notice,
                ..Told::default()
            };
            return show(&there, told);
        };
        let given = completed(&there, of.keys(), &posted.values);
        if !posted.is_of_this_run {
            return show(&given, Told::not_saved(StatusCode::CONFLICT, "desk.again"));
        }
        match self.save_settings(of, &opened, posted)? {
            Saved::Done => Ok(Answer::SeeOther(saved_address(of, &given))),
            Saved::Outside => Ok(self.outside()),
            Saved::Changed => {
                let told = Told::not_saved(StatusCode::CONFLICT, "desk.settings.changed");
                show(&given, told)
            }
            Saved::Wrong(problems, elsewhere) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                let told = Told {
                    problems,
                    elsewhere,
                    ..Told::not_saved(status, "desk.edit.not-saved")
                };
                show(&given, told)
            }
        }
    }

    fn opened(&self, of: Of<'_>) -> Result<Opened, Failure> {
        let path = DeskPath::new(of.file()).ok_or(Failure::Missing)?;
        let bytes = self.store.read(&path)?;
        let version = Version::of(bytes.as_deref());
        let parsed = match of {
            Of::Unit(_) => match &bytes {
                Some(bytes) => UnitSheet::parse(bytes).map_or(Parsed::Broken, Parsed::Units),
                None => Parsed::Units(UnitSheet::new()),
            },
            Of::Campaign | Of::Indicator(_) => {
                let text = String::from_utf8_lossy(bytes.as_deref().unwrap_or_default())
                    .replace("\r\n", "\n");
                text.parse().map_or(Parsed::Broken, Parsed::Toml)
            }
        };
        Ok(Opened {
            path,
            version,
            parsed,
        })
    }

    fn save_settings(
        &self,
        of: Of<'_>,
        opened: &Opened,
        posted: &Posted,
    ) -> Result<Saved, Failure> {
        let Some((bytes, lines)) = opened.with(of, &posted.values) else {
            return Ok(Saved::Changed);
        };
        self.store.put_draft(&opened.path, &bytes)?;
        let before = self.office.attempt(&[], None);
        let proposed = Proposed {
            path: opened.path.as_str().into(),
            on_disk: Some(self.store.draft_on_disk(&opened.path)),
        };
        let after = self.office.attempt(&[proposed], None);
        let problems = self.problems_of_toml(&after, &opened.path, &bytes, lines, of.keys());
        let is_own = |problem: &Diagnostic| {
            let place = problem.place;
            place.is_some_and(|place| *after.sources.get(place.file).path == *opened.path.as_str())
        };
        // What was wrong before does not keep anybody from mending something else.
        let known: Vec<String> = before
            .problems
            .iter()
            .map(|problem| problem.message(self.words))
            .collect();
        let mut elsewhere = Diagnostics::new();
        for problem in after
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error && !is_own(problem))
        {
            if !known.contains(&problem.message(self.words)) {
                elsewhere.push(problem.clone());
            }
        }
        let told = write_html(&elsewhere, &after.sources, self.words)
            .as_str()
            .to_owned();
        self.store.drop_draft(&opened.path);
        if problems.errors > 0 || !elsewhere.is_empty() {
            let told = if elsewhere.is_empty() {
                String::new()
            } else {
                told
            };
            return Ok(Saved::Wrong(problems, told));
        }
        let seen = Version::given(posted.values.get("version"));
        match self.store.write(&opened.path, &bytes, &seen) {
            Ok(()) => Ok(Saved::Done),
            Err(NotWritten::Changed(_)) => Ok(Saved::Changed),
            Err(NotWritten::Outside) => Ok(Saved::Outside),
            Err(NotWritten::Failed(error)) => Err(error.into()),
        }
    }

    fn show_settings(
        &self,
        of: Of<'_>,
        opened: &Opened,
        values: &Values,
        told: Told,
        visit: &Visit,
    ) -> Result<Answer, Failure> {
        let searched = visit.query.get("q").trim();
        let (units, more) = if of == Of::Campaign {
            self.listed_units(searched)?
        } else {
            (Vec::new(), 0)
        };
        let indicators = if of == Of::Campaign {
            self.listed_indicators()?
        } else {
            Vec::new()
        };
        let word = |key: &str| self.words.find(key).unwrap_or_default().to_owned();
        let title = match of {
            Of::Campaign => word("desk.part.phong-trao"),
            Of::Indicator(None) => word("desk.settings.new-indicator"),
            Of::Unit(None) => word("desk.settings.new-unit"),
            Of::Indicator(Some(code)) | Of::Unit(Some(code)) => {
                let name = values.get("name");
                if name.is_empty() {
                    code.to_owned()
                } else {
                    name.to_owned()
                }
            }
        };
        let view = Page {
            of: of.word(),
            file: of.file(),
            version: opened.version.as_str().to_owned(),
            fields: self.fields(of.word(), of.keys(), values, &told.problems),
            has_problems: !told.problems.is_empty(),
            problems: told.problems,
            elsewhere: told.elsewhere,
            is_broken: matches!(opened.parsed, Parsed::Broken),
            is_new: matches!(of, Of::Indicator(None) | Of::Unit(None)),
            choices: self.choices(),
            indicators,
            units,
            searched: searched.to_owned(),
            more,
        };
        let frame = Frame {
            title: &title,
            part: "phong-trao",
            notice: told.notice.map(|key| self.words.word(key)),
        };
        self.page(told.status, "settings.html", frame, view)
    }

    /// The units whose code or name has what is searched: address, name, code.
    fn listed_units(&self, searched: &str) -> Result<(Vec<ListedUnit>, usize), Failure> {
        let Parsed::Units(sheet) = self.opened(Of::Unit(None))?.parsed else {
            return Ok((Vec::new(), 0));
        };
        let folded = crate::text::fold(searched);
        let mut units: Vec<_> = sheet
            .units()
            .filter(|unit| {
                let names = [unit.get("code"), unit.get("name"), unit.get("short_name")];
                folded.is_empty()
                    || names
                        .iter()
                        .any(|name| crate::text::fold(name).contains(&folded))
            })
            .map(|unit| {
                let code = unit.get("code").to_owned();
                let address = format!("{ADDRESS}/don-vi/{}", encode_path(&code));
                (address, unit.get("name").to_owned(), code)
            })
            .collect();
        let more = units.len().saturating_sub(MOST_LISTED);
        units.truncate(MOST_LISTED);
        Ok((units, more))
    }

    /// The indicators: address and name.
    fn listed_indicators(&self) -> Result<Vec<(String, String)>, Failure> {
        let Parsed::Toml(document) = self.opened(Of::Indicator(None))?.parsed else {
            return Ok(Vec::new());
        };
        let all = document.get("indicator").and_then(Item::as_array_of_tables);
        let listed = all.into_iter().flat_map(|all| all.iter()).map(|table| {
            let code = value(table, "code");
            (
                format!("{ADDRESS}/chi-tieu/{}", encode_path(&code)),
                value(table, "name"),
            )
        });
        Ok(listed.collect())
    }
}

fn saved_address(of: Of<'_>, given: &Values) -> String {
    let code = encode_path(given.get("code").trim());
    match of {
        Of::Campaign => format!("{ADDRESS}?da-luu"),
        Of::Indicator(_) => format!("{ADDRESS}/chi-tieu/{code}?da-luu"),
        Of::Unit(_) => format!("{ADDRESS}/don-vi/{code}?da-luu"),
    }
}

/// What was given, and of keys that were not what is there.
fn completed(there: &Values, keys: &[Key], given: &Values) -> Values {
    let mut all = Values::default();
    for key in keys {
        let value = given.find(key.name).unwrap_or_else(|| there.get(key.name));
        all.push(key.name, value.to_owned());
    }
    all
}

impl Opened {
    /// The values of the part that the form is of; `None` where there is no such part.
    fn values(&self, of: Of<'_>) -> Option<Values> {
        match (&self.parsed, of) {
            (Parsed::Broken, _) | (_, Of::Indicator(None) | Of::Unit(None)) => {
                Some(Values::default())
            }
            (Parsed::Toml(document), Of::Indicator(Some(code))) => {
                let all = document.get("indicator")?.as_array_of_tables()?;
                let table = all.iter().find(|table| value(*table, "code") == code)?;
                Some(values_of(table, OF_INDICATORS))
            }
            (Parsed::Toml(document), _) => Some(values_of(document.as_table(), OF_CAMPAIGN)),
            (Parsed::Units(sheet), Of::Unit(Some(code))) => sheet.unit(code),
            (Parsed::Units(_), _) => None,
        }
    }

    /// The file with what was given, and the lines of the part that the form is of; `None` where that part is gone.
    fn with(&self, of: Of<'_>, given: &Values) -> Option<(Vec<u8>, Range<u32>)> {
        match (&self.parsed, of) {
            (Parsed::Units(sheet), Of::Unit(code)) => {
                let bytes = sheet.with(code, given);
                let line = UnitSheet::parse(&bytes)?
                    .line(given.get("code").trim())
                    .unwrap_or(0);
                Some((bytes, line..line))
            }
            (Parsed::Toml(document), Of::Campaign) => {
                let mut document = document.clone();
                take(document.as_table_mut(), OF_CAMPAIGN, given);
                Some((document.to_string().into_bytes(), 1..u32::MAX))
            }
            (Parsed::Toml(document), Of::Indicator(code)) => {
                let mut document = document.clone();
                let all = document
                    .entry("indicator")
                    .or_insert(Item::ArrayOfTables(Default::default()));
                let all = all.as_array_of_tables_mut()?;
                let at = match code {
                    Some(code) => all.iter().position(|table| value(table, "code") == code)?,
                    None => {
                        all.push(Table::new());
                        all.len() - 1
                    }
                };
                take(all.get_mut(at)?, OF_INDICATORS, given);
                let text = document.to_string();
                let lines = lines_of_table(&text, "[[indicator]]", at);
                Some((text.into_bytes(), lines))
            }
            _ => None,
        }
    }
}

/// The lines, from 1, of the table that the head `nth` of a list begins.
fn lines_of_table(text: &str, head: &str, nth: usize) -> Range<u32> {
    let mut heads = (1_u32..)
        .zip(text.lines())
        .filter(|(_, line)| line.trim() == head);
    let start = heads.by_ref().nth(nth).map_or(1, |(line, _)| line);
    let end = heads.next().map_or(u32::MAX, |(line, _)| line);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_a_list_have_their_lines() {
        let text = "# a\n[[indicator]]\ncode = \"a\"\n\n[[indicator]]\ncode = \"b\"\n";
        assert_eq!(lines_of_table(text, "[[indicator]]", 0), 2..5);
        assert_eq!(lines_of_table(text, "[[indicator]]", 1), 5..u32::MAX);
    }
}
