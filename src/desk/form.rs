//! The view of a form: every key with its control, its value, and what may be chosen.

use super::Desk;
use super::problems::{Problem, Problems};
use super::section::{Control, Key};
use super::visit::Values;
use crate::preview::Edition;
use serde::Serialize;

/// A control of a form.
#[derive(Debug, Serialize)]
pub(super) struct Field {
    /// The key: the control's name.
    name: &'static str,
    /// How the template draws it: `line`, `area`, `day`, `moment`, `flag`, `choice`, `lines`.
    kind: &'static str,
    label: String,
    hint: String,
    value: String,
    is_required: bool,
    is_usual: bool,
    /// The words of a choice.
    options: Vec<&'static str>,
    /// The name of the list of what may be given, where there is one.
    list: Option<&'static str>,
    problems: Vec<Problem>,
}

/// What may be given for codes: the code, and what it is called.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Choices {
    units: Vec<(String, String)>,
    indicators: Vec<(String, String)>,
    fields: Vec<(String, String)>,
    initiatives: Vec<(String, String)>,
}

/// So many names are offered; beyond, codes are typed.
const MOST_CHOICES: usize = 2000;

impl Choices {
    fn of(edition: &Edition<'_, '_>) -> Self {
        let campaign = edition.context.facts.campaign;
        let pair = |code: &str, name: &str| (code.to_owned(), name.to_owned());
        let units = campaign.units.iter().take(MOST_CHOICES);
        let indicators = campaign.indicators.iter().take(MOST_CHOICES);
        let fields = campaign.fields.0.iter().take(MOST_CHOICES);
        let initiatives = campaign.initiatives.iter().take(MOST_CHOICES);
        Self {
            units: units
                .map(|(_, unit)| pair(&unit.code, &unit.name))
                .collect(),
            indicators: indicators
                .map(|(_, indicator)| pair(&indicator.code, &indicator.name))
                .collect(),
            fields: fields.map(|field| pair(&field.name, &field.name)).collect(),
            initiatives: initiatives
                .map(|(_, initiative)| pair(&initiative.code, &initiative.title))
                .collect(),
        }
    }
}

impl Desk {
    /// What may be given for codes; nothing where the site was never good.
    pub(super) fn choices(&self) -> Choices {
        self.hub.look(Choices::of).unwrap_or_default()
    }

    /// The controls of a form with these values; `of` names what the keys are of, in the language files.
    pub(super) fn fields(
        &self,
        of: &str,
        keys: &[Key],
        values: &Values,
        problems: &Problems,
    ) -> Vec<Field> {
        let keys = keys.iter();
        keys.map(|key| self.field(of, key, values, problems))
            .collect()
    }

    fn field(&self, of: &str, key: &Key, values: &Values, problems: &Problems) -> Field {
        let word = |part: &str| {
            let mut places = word_places(of, key.name, part).into_iter();
            places
                .find_map(|place| self.words.find(&place))
                .unwrap_or_default()
                .to_owned()
        };
        let (kind, list) = drawn(key.control);
        Field {
            name: key.name,
            kind,
            label: word("label"),
            hint: word("hint"),
            value: values.get(key.name).to_owned(),
            is_required: key.is_required,
            is_usual: key.is_usual,
            options: match key.control {
                Control::Choice(options) => options.to_vec(),
                _ => Vec::new(),
            },
            list,
            problems: problems.keys.get(key.name).cloned().unwrap_or_default(),
        }
    }
}

/// Where the language files may have the label or the hint of a key, the nearest first.
fn word_places(of: &str, key: &str, part: &str) -> [String; 3] {
    let name = key.replace('.', "-");
    // What a key means is said once for guides and forms; that is no label.
    let meaning = match part {
        "hint" => format!("keys.{of}.{key}"),
        _ => String::new(),
    };
    [
        format!("desk.key.{of}.{name}.{part}"),
        meaning,
        format!("desk.key.{name}.{part}"),
    ]
}

/// How the template draws a control, and the list of what may be given.
const fn drawn(control: Control) -> (&'static str, Option<&'static str>) {
    match control {
        Control::Line => ("line", None),
        Control::Area => ("area", None),
        Control::Day => ("day", None),
        Control::Moment => ("moment", None),
        Control::Flag => ("flag", None),
        Control::Choice(_) => ("choice", None),
        Control::Lines => ("lines", None),
        Control::Units => ("lines", Some("units")),
        Control::Unit => ("line", Some("units")),
        Control::Indicators => ("lines", Some("indicators")),
        Control::Field => ("line", Some("fields")),
        Control::Initiatives => ("lines", Some("initiatives")),
        Control::Number => ("number", None),
        Control::Pairs => ("lines", None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::section::{OF_CAMPAIGN, OF_INDICATORS, OF_UNITS, Section};
    use super::*;
    use crate::locale::{Language, Words};

    #[test]
    fn every_key_is_explained_in_every_language() {
        for language in Language::ALL {
            let words = Words::of(*language);
            let sections = Section::ALL.map(|section| (section.address(), section.keys()));
            let others = [
                ("campaign", OF_CAMPAIGN),
                ("indicator", OF_INDICATORS),
                ("units", OF_UNITS),
            ];
            for (of, keys) in sections.into_iter().chain(others) {
                for (key, part) in keys.iter().flat_map(|key| [(key, "label"), (key, "hint")]) {
                    let mut places = word_places(of, key.name, part).into_iter();
                    assert!(
                        places.any(|place| words.find(&place).is_some()),
                        "{of} {} {part} {language:?}",
                        key.name
                    );
                }
            }
        }
    }
}
