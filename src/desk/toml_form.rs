//! A table of a TOML file as the values of a form, and back: only keys that were changed are written, so that comments, other
//! keys and the order of the file stay.

use super::section::{Control, Key};
use super::visit::Values;
use crate::calendar::parse_day;
use toml_edit::{Array, InlineTable, Item, Table, TableLike, Value};

/// The values of the keys, as a form shows them.
pub(super) fn values_of(table: &dyn TableLike, keys: &[Key]) -> Values {
    let mut values = Values::default();
    for key in keys {
        values.push(key.name, value(table, key.name));
    }
    values
}

/// The value of a key as a form shows it: lists and pairs one a line; empty where there is none.
pub(super) fn value(table: &dyn TableLike, key: &str) -> String {
    item(table, key).map(shown).unwrap_or_default()
}

fn item<'t>(table: &'t dyn TableLike, key: &str) -> Option<&'t Item> {
    match key.split_once('.') {
        Some((inner, key)) => table.get(inner)?.as_table_like()?.get(key),
        None => table.get(key),
    }
}

/// Takes the values of a form over; a key that the form does not have stays.
pub(super) fn take(table: &mut dyn TableLike, keys: &[Key], values: &Values) {
    for key in keys {
        // A box that is not ticked is not sent.
        let is_unticked = key.control == Control::Flag;
        let all: Vec<&str> = values.all(key.name).collect();
        if all.is_empty() && !is_unticked {
            continue;
        }
        let given = all.join("\n").replace("\r\n", "\n");
        let old = value(table, key.name);
        let is_same =
            given.trim() == old.trim() || (is_unticked && given.is_empty() && old == "false");
        if !is_same {
            set(table, key, given.trim());
        }
    }
}

fn set(table: &mut dyn TableLike, key: &Key, given: &str) {
    let old = item(table, key.name);
    let may_be_day = old.is_none_or(Item::is_datetime);
    let item = item_of(key.control, given, may_be_day);
    let Some((name, inner_key)) = key.name.split_once('.') else {
        return put(table, key.name, item);
    };
    if table.get(name).is_none() {
        if item.is_none() {
            return;
        }
        table.insert(name, toml_edit::value(InlineTable::new()));
    }
    let inner = table.get_mut(name).and_then(Item::as_table_like_mut);
    if let Some(inner) = inner {
        let is_gone = item.is_none();
        put(inner, inner_key, item);
        if is_gone {
            // The space before the end went with the last value.
            inner.fmt();
        }
        if inner.is_empty() {
            table.remove(name);
        }
    }
}

fn put(table: &mut dyn TableLike, name: &str, item: Option<Item>) {
    match (item, table.get_mut(name)) {
        (None, _) => {
            table.remove(name);
        }
        (Some(mut item), Some(old)) => {
            // What stands around it, a comment say, stays.
            if let (Some(new), Some(old)) = (item.as_value_mut(), old.as_value()) {
                *new.decor_mut() = old.decor().clone();
            }
            if let (Some(new), Some(old)) = (item.as_table_mut(), old.as_table()) {
                *new.decor_mut() = old.decor().clone();
                new.set_position(old.position());
            }
            *old = item;
        }
        (Some(item), None) => {
            table.insert(name, item);
        }
    }
}

/// What stands in the file for what was given; `None` for what is left out.
fn item_of(control: Control, given: &str, may_be_day: bool) -> Option<Item> {
    if given.is_empty() {
        return None;
    }
    let lines = given.lines().map(str::trim).filter(|line| !line.is_empty());
    let value = match control {
        Control::Flag => Value::from(true),
        Control::Lines | Control::Units | Control::Indicators | Control::Initiatives => {
            Value::from(lines.collect::<Array>())
        }
        Control::Day if may_be_day => match parse_day(given) {
            Some(day) => day
                .to_string()
                .parse()
                .unwrap_or_else(|_| Value::from(given)),
            None => Value::from(given),
        },
        Control::Choice(_) if let Ok(flag) = given.parse::<bool>() => Value::from(flag),
        Control::Number => number(given),
        Control::Pairs => {
            let mut table = Table::new();
            for line in lines {
                let (name, text) = line.split_once('=').unwrap_or((line, ""));
                table.insert(name.trim(), toml_edit::value(text.trim()));
            }
            return Some(Item::Table(table));
        }
        _ => Value::from(given),
    };
    Some(Item::Value(value))
}

/// A number as it was written, a decimal comma as a point; what is none stays a text, which is told.
fn number(given: &str) -> Value {
    let written = given.replace(',', ".");
    let number = written.parse().ok();
    let is_number = |value: &Value| value.is_integer() || value.is_float();
    number
        .filter(is_number)
        .unwrap_or_else(|| Value::from(given))
}

fn shown(item: &Item) -> String {
    if let Some(table) = item.as_table_like() {
        let pairs = table
            .iter()
            .map(|(key, item)| format!("{key} = {}", shown(item)));
        return pairs.collect::<Vec<_>>().join("\n");
    }
    item.as_value().map(shown_value).unwrap_or_default()
}

fn shown_value(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().clone(),
        Value::Array(array) => {
            let lines: Vec<String> = array.iter().map(shown_value).collect();
            lines.join("\n")
        }
        other => {
            let mut bare = other.clone();
            bare.decor_mut().clear();
            bare.to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::section::{OF_CAMPAIGN, OF_INDICATORS};
    use super::*;
    use toml_edit::DocumentMut;

    const CAMPAIGN: &str = "# Lời đầu\ntitle = \"Một\"\nstarts = 2019-03-01 # ngày đầu\n\n[[links]]\nname = \"A\"\nurl = \"https://a/\"\n\n\
        # Loại\n[kinds]\ncity = \"Thành phố\"\nward = \"Phường\"\n";

    fn edited(text: &str, keys: &[Key], changes: &[(&str, &str)]) -> String {
        let mut document: DocumentMut = text.parse().unwrap();
        let mut values = Values::default();
        for key in keys {
            let changed = changes.iter().find(|(name, _)| *name == key.name);
            let old = value(document.as_table(), key.name);
            let value = changed.map_or(old, |(_, value)| (*value).to_owned());
            if key.control != Control::Flag || !value.is_empty() {
                values.push(key.name, value);
            }
        }
        take(document.as_table_mut(), keys, &values);
        document.to_string()
    }

    #[test]
    fn settings_keep_what_the_form_does_not_change() {
        assert_eq!(edited(CAMPAIGN, OF_CAMPAIGN, &[]), CAMPAIGN);
        let ward = edited(
            CAMPAIGN,
            OF_CAMPAIGN,
            &[("kinds", "city = Thành phố\r\nward = Phường, xã\r\n")],
        );
        assert_eq!(ward, CAMPAIGN.replace("\"Phường\"", "\"Phường, xã\""));
        let day = edited(CAMPAIGN, OF_CAMPAIGN, &[("starts", "02/03/2019")]);
        assert_eq!(day, CAMPAIGN.replace("2019-03-01", "2019-03-02"));
    }

    #[test]
    fn numbers_are_written_as_numbers() {
        let text = "code = \"a\"\nrank_needs = 0.5\n";
        let half = edited(
            text,
            OF_INDICATORS,
            &[("rank_needs", "0,6"), ("min_sample", "30")],
        );
        assert_eq!(half, "code = \"a\"\nrank_needs = 0.6\nmin_sample = 30\n");
        let wrong = edited(text, OF_INDICATORS, &[("min_sample", "ba mươi")]);
        assert!(wrong.ends_with("min_sample = \"ba mươi\"\n"), "{wrong}");
    }
}
