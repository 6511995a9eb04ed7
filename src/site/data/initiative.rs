//! `du-lieu/sang-kien.json` and `.csv`: the archive of initiatives, every key as it was given.

use super::impact::{impacts, suggested_to};
use super::to_json;
use crate::diagnostic::Diagnostic;
use crate::model::{Adoption, Initiative, InitiativeId, Passage};
use crate::reading::Choice;
use crate::site::Facts;
use crate::source::csv_cell as cell;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;

/// The value of a key.
enum Given<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// Several texts.
    List(Vec<Cow<'a, str>>),
    /// Who took it up.
    Adopted(&'a [Adoption]),
}

/// The JSON of the archive: keys that were not given are left out.
pub(super) fn json(facts: &Facts<'_>) -> Result<Vec<u8>, Diagnostic> {
    to_json(&Archive(facts))
}

struct Archive<'a>(&'a Facts<'a>);

impl Serialize for Archive<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = self.0.campaign.initiatives.iter();
        let all: Vec<InitiativeJson<'_>> = all
            .map(|(id, initiative)| InitiativeJson {
                facts: self.0,
                id,
                initiative,
            })
            .collect();
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("initiatives", &all)?;
        map.end()
    }
}

struct InitiativeJson<'a> {
    facts: &'a Facts<'a>,
    id: InitiativeId,
    initiative: &'a Initiative,
}

impl Serialize for InitiativeJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, given) in keys(self.facts, self.initiative) {
            match given {
                Some(Given::Text(text)) => map.serialize_entry(key, &text)?,
                Some(Given::List(texts)) if !texts.is_empty() => {
                    map.serialize_entry(key, &texts)?
                }
                Some(Given::Adopted(adoptions)) if !adoptions.is_empty() => {
                    let adoptions = adoptions.iter();
                    let adoptions: Vec<AdoptionJson<'_>> = adoptions
                        .map(|adoption| AdoptionJson::new(self.facts, adoption))
                        .collect();
                    map.serialize_entry(key, &adoptions)?;
                }
                _ => {}
            }
        }
        if self.initiative.illustrative {
            map.serialize_entry("illustrative", &true)?;
        }
        map.serialize_entry("url", &crate::site::initiative::path(&self.initiative.code))?;
        let (campaign, figures) = (self.facts.campaign, self.facts.figures);
        map.serialize_entry("impact", &impacts(campaign, figures, self.id))?;
        let (named, further) = crate::site::initiative::suggested_units(self.facts, self.id);
        map.serialize_entry("suggested_to", &suggested_to(campaign, &named))?;
        map.serialize_entry("suggested_further", &further)?;
        map.end()
    }
}

#[derive(serde::Serialize)]
struct AdoptionJson<'a> {
    unit: &'a str,
    /// As far as it is known: `2019`, `2019-05`, `2019-05-20`; `null` where it is not.
    since: Option<String>,
}

impl<'a> AdoptionJson<'a> {
    fn new(facts: &Facts<'a>, adoption: &Adoption) -> Self {
        Self {
            unit: &facts.campaign.units.get(adoption.unit).code,
            since: adoption.since.map(|since| since.to_string()),
        }
    }
}

/// The CSV of the archive: a column a key, as the register has them, so that it can be read again; several values are
/// separated by `;`.
pub(super) fn csv(facts: &Facts<'_>) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    for (i, (_, initiative)) in facts.campaign.initiatives.iter().enumerate() {
        let keys = keys(facts, initiative);
        if i == 0 {
            let names = keys.iter().map(|(key, _)| *key);
            text.extend(names.flat_map(|name| [name, ","]));
            text.push_str("illustrative,url\r\n");
        }
        for (_, given) in keys {
            text.push_str(&cell(&in_one_cell(facts, given)));
            text.push(',');
        }
        text.push_str(if initiative.illustrative {
            "true,"
        } else {
            "false,"
        });
        text.push_str(&cell(&crate::site::initiative::path(&initiative.code)));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

/// A value as the register writes it.
fn in_one_cell(facts: &Facts<'_>, given: Option<Given<'_>>) -> String {
    match given {
        None => String::new(),
        Some(Given::Text(text)) => text.into_owned(),
        Some(Given::List(texts)) => texts.join("; "),
        Some(Given::Adopted(adoptions)) => {
            let adoption = |adoption: &Adoption| {
                let unit = &facts.campaign.units.get(adoption.unit).code;
                match adoption.since {
                    Some(since) => format!("{unit} {since}"),
                    None => unit.to_string(),
                }
            };
            let adoptions: Vec<String> = adoptions.iter().map(adoption).collect();
            adoptions.join("; ")
        }
    }
}

/// Every key of an initiative in the order of the register.
fn keys<'a>(
    facts: &Facts<'a>,
    initiative: &'a Initiative,
) -> [(&'static str, Option<Given<'a>>); 30] {
    let campaign = facts.campaign;
    let text = |text: &'a str| Some(Given::Text(text.into()));
    let optional =
        |text: &'a Option<Box<str>>| text.as_deref().map(|text| Given::Text(text.into()));
    let list = |texts: &'a [Box<str>]| {
        Some(Given::List(
            texts.iter().map(|text| (&**text).into()).collect(),
        ))
    };
    let passage = |passage: Option<&'a Passage>| passage.map(|passage| Given::Text(words(passage)));
    let indicators = initiative.indicators.iter();
    let indicators = indicators.map(|&id| (&*campaign.indicators.get(id).code).into());
    let attachments = initiative.attachments.iter();
    let attachments = attachments.map(|file| (&*file.name).into());
    [
        ("id", text(&initiative.code)),
        ("title", text(&initiative.title)),
        ("summary", text(&initiative.summary)),
        ("unit", text(&campaign.units.get(initiative.unit).code)),
        ("authors", list(&initiative.authors)),
        ("form", text(initiative.form.written())),
        (
            "type",
            initiative
                .initiative_type
                .and_then(|one| text(one.written())),
        ),
        ("field", text(&campaign.fields.get(initiative.field).key)),
        (
            "area",
            initiative.area.and_then(|area| text(area.written())),
        ),
        ("problem", passage(Some(&initiative.problem))),
        ("solution", passage(Some(&initiative.solution))),
        ("novelty", optional(&initiative.novelty)),
        (
            "started",
            Some(Given::Text(initiative.started.to_string().into())),
        ),
        ("stage", text(initiative.stage.written())),
        (
            "scope",
            initiative.scope.and_then(|scope| text(scope.written())),
        ),
        ("beneficiaries", list(&initiative.beneficiaries)),
        ("indicators", Some(Given::List(indicators.collect()))),
        ("results", passage(initiative.results.as_ref())),
        ("cost", optional(&initiative.cost)),
        ("requirements", passage(initiative.requirements.as_ref())),
        ("difficulties", passage(initiative.difficulties.as_ref())),
        ("lessons", passage(initiative.lessons.as_ref())),
        ("replicability", optional(&initiative.replicability)),
        ("adopted_by", Some(Given::Adopted(&initiative.adopted_by))),
        ("recognition", optional(&initiative.recognition)),
        ("verification", text(initiative.verification.written())),
        ("contact", text(&initiative.contact)),
        ("attachments", Some(Given::List(attachments.collect()))),
        ("sources", list(&initiative.sources)),
        (
            "updated",
            Some(Given::Text(initiative.updated.to_string().into())),
        ),
    ]
}

/// The words of a passage: of a section, its Markdown.
fn words(passage: &Passage) -> Cow<'_, str> {
    match passage {
        Passage::Plain(text) => (&**text).into(),
        Passage::Section(prose) => prose.markdown.trim().into(),
    }
}
