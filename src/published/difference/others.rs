//! Announcements, initiatives and pages that changed.

use super::change::{Change, Difference, DifferenceError, Subject};
use super::read::{InitiativeFile, read};
use crate::published::Contents;
use serde_json::{Map, Value, from_slice, json};
use std::collections::{BTreeMap, BTreeSet};

const INITIATIVES: &str = "du-lieu/sang-kien.json";

/// Keys of an initiative that are computed of figures, whose changes are told as such.
const COMPUTED: [&str; 3] = ["impact", "suggested_to", "suggested_further"];

/// Announcements by their pages.
pub(super) fn announcements(
    old: &Contents,
    new: &Contents,
    found: &mut Difference,
) -> Result<(), DifferenceError> {
    let all = old.files.keys().chain(new.files.keys());
    let pages: BTreeSet<&str> = all
        .map(|path| &**path)
        .filter(|path| is_announcement(path))
        .collect();
    for path in pages {
        if old.files.get(path) == new.files.get(path) {
            continue;
        }
        let title = |side: &Contents| -> Result<Option<Value>, DifferenceError> {
            let page = read(side, path, |bytes| Ok(heading(bytes)))?;
            Ok(page.map(Value::from))
        };
        let (was, is) = (title(old)?, title(new)?);
        // What surrounds the text changes with other announcements.
        if was.is_some() && is.is_some() && body(old, path)? == body(new, path)? {
            continue;
        }
        let named = is.as_ref().or(was.as_ref()).and_then(Value::as_str);
        let title = named.unwrap_or_default().into();
        let path = path.into();
        found.changes.push(Change {
            subject: Subject::Announcement { path, title },
            old: was,
            new: is,
        });
    }
    Ok(())
}

fn is_announcement(path: &str) -> bool {
    let name = path
        .strip_prefix("thong-bao/")
        .and_then(|name| name.strip_suffix(".html"));
    name.is_some_and(|name| name != "index" && !name.contains('/') && !name.starts_with("trang-"))
}

/// The text of a page's first heading.
fn heading(page: &[u8]) -> String {
    let page = String::from_utf8_lossy(page);
    let within = page
        .split_once("<h1")
        .and_then(|(_, rest)| rest.split_once('>'));
    let inner = within.and_then(|(_, rest)| rest.split_once("</h1>"));
    let mut text = String::new();
    let mut in_tag = false;
    for c in inner.map_or("", |(inner, _)| inner).chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    named
        .iter()
        .fold(text, |text, (name, c)| text.replace(name, c))
}

/// What an announcement says, without the links to its neighbours.
fn body(side: &Contents, path: &str) -> Result<Option<String>, DifferenceError> {
    read(side, path, |page| {
        let page = String::from_utf8_lossy(page).into_owned();
        let main = page
            .split_once("<main")
            .and_then(|(_, rest)| rest.split_once("</main>"));
        let main = main.map_or(&*page, |(main, _)| main);
        let own = main.split_once("<nav class=\"neighbours\"");
        Ok(own.map_or(main, |(own, _)| own).to_owned())
    })
}

/// Initiatives by their codes, with the keys that differ.
pub(super) fn initiatives(
    old: &Contents,
    new: &Contents,
    found: &mut Difference,
) -> Result<(), DifferenceError> {
    if old.files.get(INITIATIVES) == new.files.get(INITIATIVES) {
        return Ok(());
    }
    let all = |side: &Contents| -> Result<BTreeMap<String, Map<String, Value>>, DifferenceError> {
        let file = read(side, INITIATIVES, |bytes| {
            from_slice::<InitiativeFile>(bytes)
        })?;
        let all = file.into_iter().flat_map(|file| file.initiatives);
        let by_id = all.filter_map(|mut keys| {
            keys.retain(|key, _| !COMPUTED.contains(&key.as_str()));
            Some((keys.get("id")?.as_str()?.to_owned(), keys))
        });
        Ok(by_id.collect())
    };
    let (was, is) = (all(old)?, all(new)?);
    for id in was.keys().chain(is.keys()).collect::<BTreeSet<_>>() {
        let (before, after) = (was.get(id), is.get(id));
        if before == after {
            continue;
        }
        let named = after
            .or(before)
            .and_then(|keys| keys.get("title"))
            .and_then(Value::as_str);
        let subject = Subject::Initiative {
            id: id.as_str().into(),
            title: named.unwrap_or_default().into(),
        };
        let differing = |keys: &Map<String, Value>, others: Option<&Map<String, Value>>| {
            let is_other = |(key, value): &(&String, &Value)| {
                others.is_none_or(|others| others.get(*key) != Some(*value))
            };
            let kept = keys.iter().filter(is_other);
            Value::Object(
                kept.map(|(key, value)| (key.clone(), value.clone()))
                    .collect(),
            )
        };
        found.changes.push(Change {
            subject,
            old: before.map(|keys| differing(keys, after)),
            new: after.map(|keys| differing(keys, before)),
        });
    }
    Ok(())
}

/// Pages by their paths, and how many other files differ.
pub(super) fn pages(old: &Contents, new: &Contents, found: &mut Difference) {
    let all: BTreeSet<&str> = old
        .files
        .keys()
        .chain(new.files.keys())
        .map(|path| &**path)
        .collect();
    for path in all {
        let [was, is] = [old, new].map(|side| side.files.get(path));
        if was == is {
            continue;
        }
        if !path.ends_with(".html") {
            found.others += 1;
            continue;
        }
        let told = |file: &crate::output::Fingerprint| json!({"bytes": file.bytes, "sha256": file.sha256.to_string()});
        found.changes.push(Change {
            subject: Subject::Page(path.into()),
            old: was.map(told),
            new: is.map(told),
        });
    }
}
