//! `indicators.toml` of a new site.

use super::description::SiteDescription;
use super::explain::{comment, explained};
use super::indicator::NewIndicator;
use super::text::{own_code, quoted};
use crate::locale::Words;
use crate::model::Kind;
use crate::reading::keys::INDICATOR;

/// Its text: the first indicator with every key explained, the others with what they have.
pub(super) fn text(description: &SiteDescription, words: &'static Words) -> String {
    let mut text = comment(words.word("scaffold.file.indicators"));
    let mut codes: Vec<String> = Vec::new();
    for (at, indicator) in description.indicators.iter().enumerate() {
        let code = own_code(&indicator.code(), "chi-tieu", |code| {
            codes.iter().any(|one| one == code)
        });
        let given = given(indicator, &code, description, words);
        codes.push(code);
        text.push('\n');
        if at == 0 {
            text.push_str("[[indicator]]\n");
            text.push_str(&explained(&INDICATOR, &given, words));
        } else {
            let lines = given
                .iter()
                .map(|(key, value)| format!("{key} = {value}\n"));
            text.push_str("[[indicator]]\n");
            text.extend(lines);
        }
    }
    text
}

/// What is said of an indicator, in the order of its keys.
fn given(
    indicator: &NewIndicator,
    code: &str,
    description: &SiteDescription,
    words: &'static Words,
) -> Vec<(&'static str, String)> {
    let word = |table: &str| {
        let ready = indicator.ready?;
        words.find(&format!("scaffold.{table}.{}", ready.name))
    };
    let name = word("ready").unwrap_or(&indicator.name);
    let mut given = vec![
        ("code", quoted(code)),
        ("name", quoted(name)),
        ("kind", quoted(indicator.kind.word())),
    ];
    if let Some(unit) = indicator.unit.as_deref().or(word("unit")) {
        given.push(("unit", quoted(unit)));
    }
    if let Some(ready) = indicator.ready {
        let (value, of) = ready.sums();
        if indicator.kind == Kind::Ratio {
            given.extend([("numerator", quoted(&value)), ("denominator", quoted(&of))]);
        } else {
            given.push(("value", quoted(&value)));
        }
    }
    if let Some(target) = &indicator.target {
        given.push(("target", quoted(target)));
    }
    if let Some(better) = indicator.better {
        given.push(("better", quoted(better.word())));
    }
    let reporters: Vec<String> = description
        .units
        .owing_kinds()
        .iter()
        .map(|kind| quoted(kind))
        .collect();
    given.push(("reporters", format!("[{}]", reporters.join(", "))));
    given.push(("frequency", quoted(indicator.frequency.word())));
    if let Some(definition) = word("definition") {
        given.push(("definition", quoted(definition)));
    }
    given
}
