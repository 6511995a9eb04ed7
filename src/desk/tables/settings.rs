//! How a table is read, given by choosing: its columns, its unit and period, what messages propose, what is accepted.

use super::companions::{
    ACCEPTED, EXCLUDED, add_lines, is_companion, put, settings_of, with_reason,
};
use super::upload::folder_of;
use super::{place, table_address, table_name};
use crate::desk::Desk;
use crate::desk::answer::Answer;
use crate::desk::pages::Failure;
use crate::desk::store::DeskPath;
use crate::desk::visit::{Posted, Values};
use crate::place::{OBSERVATIONS, lies_below};
use crate::source::is_table_name;
use axum::http::StatusCode;
use toml_edit::value;

/// The value of a choice that a column is not read.
const NOT_READ: &str = "-";

impl Desk {
    /// Maps columns by what was chosen.
    pub(super) fn map_columns(&self, table: &DeskPath, posted: &Posted) -> Result<Answer, Failure> {
        let chosen: Vec<(&str, &str)> = chosen(&posted.values).collect();
        let settings = self.nearest_settings(table).ok_or(Failure::Missing)?;
        let is_changed = !chosen.is_empty()
            && self.change_companion(&settings, |document| {
                for (printed, column) in chosen {
                    let column = if column == NOT_READ { "" } else { column };
                    put(document, "columns", printed, value(column))?;
                }
                Some(())
            })?;
        self.after_change(table, &settings, is_changed)
    }

    /// Gives a table the unit and the period that it does not tell.
    pub(super) fn give_keys(&self, table: &DeskPath, posted: &Posted) -> Result<Answer, Failure> {
        let given = ["unit", "period"].map(|key| (key, posted.values.get(key).trim()));
        let given = given.into_iter().filter(|(_, text)| !text.is_empty());
        let given: Vec<(&str, &str)> = given.collect();
        if given.is_empty() {
            return self.not_changed(table);
        }
        let table = self.alone(table)?;
        let Some(table) = table else {
            return Err(Failure::Missing);
        };
        let settings = DeskPath::new(&settings_of(folder_of(table.as_str())));
        let settings = settings.ok_or(Failure::Missing)?;
        let is_changed = self.change_companion(&settings, |document| {
            for (key, text) in given {
                document.insert(key, value(text));
            }
            Some(())
        })?;
        self.after_change(&table, &settings, is_changed)
    }

    /// A table that waits, in a folder where what is said of the folder is said of no other; one that is saved stays.
    fn alone(&self, table: &DeskPath) -> Result<Option<DeskPath>, Failure> {
        let folder = folder_of(table.as_str());
        let mut others = self.store.files(folder, true)?;
        others.extend(self.waiting_tables()?);
        others.retain(|other| {
            other != table && is_table_name(other.as_str()) && lies_below(other.as_str(), folder)
        });
        if others.is_empty() && folder != OBSERVATIONS {
            return Ok(Some(table.clone()));
        }
        if self.store.draft(table)?.is_none() {
            return Ok(None);
        }
        let name = table.as_str().rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let is_taken = |path: &str| {
            let folder = self.store.on_disk(table).with_file_name(path);
            folder.exists()
        };
        let below = (1..1000).map(|n| match n {
            1 => stem.to_owned(),
            _ => format!("{stem}-{n}"),
        });
        let own = below.into_iter().find(|name| !is_taken(name));
        let to = own.map(|own| place::free(&format!("{folder}/{own}"), name, |_| false));
        let Some(to) = to.and_then(|to| DeskPath::new(&to)) else {
            return Ok(None);
        };
        self.move_draft(table, &to)?;
        Ok(Some(to))
    }

    /// Does what a message proposes.
    pub(super) fn apply_lines(&self, table: &DeskPath, posted: &Posted) -> Result<Answer, Failure> {
        let target = posted.values.get("target");
        let file = DeskPath::new(target).filter(|file| is_companion(file.as_str()));
        let file = file.ok_or(Failure::Missing)?;
        let (lines, reason) = (
            posted.values.get("lines"),
            posted.values.get("reason").trim(),
        );
        let list = match target {
            ACCEPTED => Some("accepted"),
            EXCLUDED => Some("excluded"),
            _ => None,
        };
        let lines = match list {
            Some(_) if reason.is_empty() => {
                let notice = self.words.word("desk.tables.no-reason");
                return self.show_table(table, StatusCode::UNPROCESSABLE_ENTITY, Some(notice));
            }
            Some(list) => with_reason(lines, list, reason),
            None => Some(lines.to_owned()),
        };
        let is_changed = match lines {
            Some(lines) => self.change_companion(&file, |document| add_lines(document, &lines))?,
            None => false,
        };
        self.after_change(table, &file, is_changed)
    }

    fn after_change(
        &self,
        table: &DeskPath,
        file: &DeskPath,
        is_changed: bool,
    ) -> Result<Answer, Failure> {
        if is_changed && self.settle_companion(table, file)? {
            return Ok(Answer::SeeOther(format!("{}?da-ghi", table_address(table))));
        }
        self.not_changed(table)
    }

    fn not_changed(&self, table: &DeskPath) -> Result<Answer, Failure> {
        let args = [("file", table_name(table))];
        let notice = self.words.fill("desk.tables.not-changed", &args);
        self.show_table(table, StatusCode::UNPROCESSABLE_ENTITY, Some(&notice))
    }
}

/// The printed names with the columns that were chosen for them.
fn chosen(values: &Values) -> impl Iterator<Item = (&str, &str)> {
    values.iter().filter_map(|(name, column)| {
        let printed = name.strip_prefix("columns.")?;
        (!column.is_empty() && !printed.is_empty()).then_some((printed, column))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_stay_are_not_chosen() {
        let values =
            Values::parse("columns.a=&columns.%C4%90%C3%BAng=resolved_late&x=1".as_bytes());
        let seen: Vec<_> = chosen(&values).collect();
        assert_eq!(seen, [("Đúng", "resolved_late")]);
    }
}
