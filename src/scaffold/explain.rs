//! Keys with their meaning above them.

use crate::locale::Words;
use crate::source::toml::{Key, Keys};

/// So many letters of a comment stand on a line.
const WIDTH: usize = 100;

/// A text as lines of comment.
pub(super) fn comment(text: &str) -> String {
    let mut lines = String::new();
    for paragraph in text.trim_end().split('\n') {
        let mut line = String::from("#");
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            if line.chars().count() + word.chars().count() >= WIDTH {
                lines.push_str(&line);
                lines.push('\n');
                line = String::from("#");
            }
            line.push(' ');
            line.push_str(word);
        }
        lines.push_str(&line);
        lines.push('\n');
    }
    lines
}

/// Every key of a table below its meaning: with the value that is given for it, else with an example behind a `#`. Those
/// that hold tables stand last, as they must.
pub(super) fn explained(keys: &Keys, given: &[(&str, String)], words: &'static Words) -> String {
    let is_table = |key: &&Key| key.example.starts_with(['{']) || key.example.starts_with("[{");
    let (tables, plain): (Vec<&Key>, Vec<&Key>) = keys.all.iter().partition(is_table);
    let mut text = String::new();
    for key in plain.into_iter().chain(tables) {
        let meaning = keys.meaning(key.name, words).unwrap_or_default();
        let value = given.iter().find(|(name, _)| *name == key.name);
        text.push_str(&comment(meaning));
        match value {
            Some((_, lines)) if lines.starts_with('[') && lines.contains('\n') => {
                text.push_str(lines)
            }
            Some((_, value)) => text.push_str(&format!("{} = {value}\n", key.name)),
            None => text.push_str(&format!("# {} = {}\n", key.name, key.example)),
        }
        text.push('\n');
    }
    text
}
