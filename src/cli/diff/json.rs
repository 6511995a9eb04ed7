//! The changes for programs, one object a line.

use crate::published::{Change, Contents, Difference, Of, Subject, Uploads};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Writes every change.
pub(super) fn write(found: &Difference, out: &mut impl Write) -> io::Result<()> {
    for change in &found.changes {
        writeln!(out, "{}", Value::Object(line(change)))?;
    }
    Ok(())
}

fn line(change: &Change) -> Map<String, Value> {
    let mut line = Map::new();
    let mut put = |key: &str, value: Value| {
        line.insert(key.to_owned(), value);
    };
    put("kind", Value::from(change.subject.kind()));
    match &change.subject {
        Subject::Page(path) => put("path", Value::from(&**path)),
        Subject::Announcement { path, title } => {
            put("path", Value::from(&**path));
            put("title", Value::from(&**title));
        }
        Subject::Initiative { id, title } => {
            put("id", Value::from(&**id));
            put("title", Value::from(&**title));
        }
        Subject::Status(of) | Subject::Place(of) => put_of(of, &mut put),
        Subject::Figure { of, field, period } => {
            put_of(of, &mut put);
            if let Some(field) = field {
                put("field", Value::from(&**field));
            }
            put("period", Value::from(period.as_deref()));
        }
    }
    put("old", change.old.clone().unwrap_or_default());
    put("new", change.new.clone().unwrap_or_default());
    line
}

fn put_of(of: &Of, put: &mut impl FnMut(&str, Value)) {
    put("unit", Value::from(&*of.unit));
    put("indicator", Value::from(of.indicator.as_deref()));
}

/// Writes what is to be uploaded and deleted, in that order.
pub(super) fn write_uploads(
    uploads: &Uploads<'_>,
    new: &Contents,
    out: &mut impl Write,
) -> io::Result<()> {
    for path in &uploads.upload {
        let bytes = new.files.get(*path).map(|file| file.bytes);
        let line = json!({"action": "upload", "path": path, "bytes": bytes});
        writeln!(out, "{line}")?;
    }
    for path in &uploads.delete {
        writeln!(out, "{}", json!({"action": "delete", "path": path}))?;
    }
    Ok(())
}
