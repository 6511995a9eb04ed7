//! `docs/khoa.md` and `docs/keys.md`: every key with its meaning, values and an example.

use super::{FILES, INITIATIVE, columns_of};
use crate::locale::Words;
use crate::source::toml::{Key, Keys};
use std::fmt::Write as _;

/// The guide in a language, in Markdown.
#[must_use]
pub fn guide(words: &'static Words) -> String {
    let mut page = format!(
        "# {}\n\n<!-- {} -->\n\n{}\n",
        words.word("keys.guide.title"),
        words.word("keys.guide.made"),
        words.word("keys.guide.lead").trim_end()
    );
    for keys in FILES {
        section(&mut page, keys, words);
    }
    page
}

fn section(page: &mut String, keys: &Keys, words: &'static Words) {
    let about = keys.meaning("about", words).unwrap_or_default();
    let columns = columns_of(keys);
    let is_register = !columns.is_empty() && keys.name != INITIATIVE.name;
    let head = match is_register {
        true => "keys.guide.head-register",
        false => "keys.guide.head",
    };
    // Writing to a text does not fail.
    let _ = write!(page, "\n## {}\n\n{}\n\n", keys.section, about.trim_end());
    let _ = writeln!(page, "{}", words.word(head));
    let _ = writeln!(
        page,
        "| --- |{}",
        " --- |".repeat(if is_register { 2 } else { 3 })
    );
    for key in keys.all {
        let names = columns
            .iter()
            .find(|(_, names)| names.first() == Some(&key.name));
        let others = names.map_or(&[][..], |(_, names)| &names[1..]);
        let others: String = others.iter().map(|name| format!(", {name}")).collect();
        let star = if key.is_required { " ★" } else { "" };
        let values = match is_register {
            true => String::new(),
            false => format!("{} | ", words.word(values(key))),
        };
        let meaning = keys.meaning(key.name, words).unwrap_or_default();
        let example = key.example.replace('|', "\\|");
        let _ = writeln!(
            page,
            "| `{}`{others}{star} | {values}{meaning} | `{example}` |",
            key.name
        );
    }
}

/// The word for what a key holds, as its example shows it.
fn values(key: &Key) -> &'static str {
    let is_date = key.example.as_bytes().get(4) == Some(&b'-');
    match key.example.as_bytes() {
        [b'[', b'{', ..] => "keys.guide.tables",
        [b'[', ..] => "keys.guide.list",
        [b'{', ..] => "keys.guide.table",
        [b'"', ..] => "keys.guide.text",
        b"true" => "keys.guide.boolean",
        _ if is_date => "keys.guide.date",
        _ => "keys.guide.number",
    }
}
