//! `campaign.toml` of a new site.

use super::description::SiteDescription;
use super::explain::{comment, explained};
use super::text::{quoted, tidy};
use crate::locale::Words;
use crate::reading::keys::CAMPAIGN;

/// Its text.
pub(super) fn text(description: &SiteDescription, words: &'static Words) -> String {
    let mut given = vec![
        ("title", quoted(&tidy(&description.title))),
        ("starts", description.starts.to_string()),
        ("ends", description.ends.to_string()),
        (
            "languages",
            format!("[\"{}\"]", description.language.code()),
        ),
        ("kinds", kinds(description, words)),
    ];
    let labels = labels(description, words);
    if !labels.is_empty() {
        given.push(("labels", labels));
    }
    format!(
        "{}\n{}",
        comment(words.word("scaffold.file.campaign")),
        explained(&CAMPAIGN, &given, words)
    )
}

/// `[kinds]`: those of the register, in its order.
fn kinds(description: &SiteDescription, words: &'static Words) -> String {
    let mut lines = String::from("[kinds]\n");
    for kind in description.units.kinds() {
        let name = words.find(&format!("scaffold.kind.{kind}"));
        lines += &format!("{} = {}\n", quoted(kind), quoted(name.unwrap_or(kind)));
    }
    lines
}

/// `[labels]`: the columns of forms that have no words of their own.
fn labels(description: &SiteDescription, words: &'static Words) -> String {
    let mut lines: Vec<String> = Vec::new();
    for indicator in &description.indicators {
        for column in indicator.columns() {
            let name = words.find(&format!("scaffold.column.{column}"));
            let line = name.map(|name| format!("{} = {}\n", quoted(name), quoted(column)));
            lines.extend(line.filter(|line| !lines.contains(line)));
        }
    }
    match lines.is_empty() {
        true => String::new(),
        false => format!("[labels]\n{}", lines.concat()),
    }
}
