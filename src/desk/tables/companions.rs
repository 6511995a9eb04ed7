//! Files that belong to tables that wait: how they are read (`_defaults.toml`), what was accepted, what was set aside. They
//! wait beside the tables and are written with them.

use super::upload::folder_of;
use crate::desk::Desk;
use crate::desk::office::Attempt;
use crate::desk::pages::Failure;
use crate::desk::store::{DeskPath, NotWritten, Version};
use crate::place::{OBSERVATIONS, lies_below};
use crate::reading::keys::DEFAULTS;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// The warnings that were accepted.
pub(super) const ACCEPTED: &str = "data/accepted.toml";

/// The figures that were set aside.
pub(super) const EXCLUDED: &str = "data/excluded.toml";

/// The name of a folder's settings.
const SETTINGS: &str = "_defaults.toml";

/// The settings of a folder of tables.
pub(super) fn settings_of(folder: &str) -> String {
    format!("{folder}/{SETTINGS}")
}

/// Whether a file may wait beside tables.
pub(super) fn is_companion(path: &str) -> bool {
    let is_settings = path.rsplit('/').next() == Some(SETTINGS);
    matches!(path, ACCEPTED | EXCLUDED) || (is_settings && lies_below(path, OBSERVATIONS))
}

/// Whether a file has a say in a table.
fn belongs_to(companion: &DeskPath, table: &DeskPath) -> bool {
    let folder = folder_of(companion.as_str());
    matches!(companion.as_str(), ACCEPTED | EXCLUDED) || lies_below(table.as_str(), folder)
}

/// Where the version is kept that a waiting file was made of.
fn base_of(path: &DeskPath) -> Option<DeskPath> {
    DeskPath::new(&format!("{}.base", path.as_str()))
}

impl Desk {
    /// What waits beside tables.
    pub(super) fn companions(&self) -> Result<Vec<DeskPath>, Failure> {
        let mut all = self.store.drafts("data", true)?;
        all.retain(|file| is_companion(file.as_str()));
        Ok(all)
    }

    /// What waits beside one of these tables.
    pub(super) fn companions_of(&self, tables: &[DeskPath]) -> Result<Vec<DeskPath>, Failure> {
        let mut all = self.companions()?;
        all.retain(|file| tables.iter().any(|table| belongs_to(file, table)));
        Ok(all)
    }

    /// Forgets what waits beside no table any more.
    pub(super) fn drop_lone_companions(&self) -> Result<(), Failure> {
        let waiting = self.waiting_tables()?;
        for file in self.companions()? {
            if !waiting.iter().any(|table| belongs_to(&file, table)) {
                self.drop_companion(&file);
            }
        }
        Ok(())
    }

    fn drop_companion(&self, file: &DeskPath) {
        self.store.drop_draft(file);
        if let Some(base) = base_of(file) {
            self.store.drop_draft(&base);
        }
    }

    /// The nearest settings that a table has, waiting or saved; else those of its own folder.
    pub(super) fn nearest_settings(&self, table: &DeskPath) -> Option<DeskPath> {
        let mut folder = folder_of(table.as_str());
        loop {
            let file = DeskPath::new(&settings_of(folder))?;
            let is_there = |file: &DeskPath| {
                self.store.on_disk(file).is_file() || self.store.draft_on_disk(file).is_file()
            };
            if is_there(&file) {
                return Some(file);
            }
            if !lies_below(folder, OBSERVATIONS) {
                return DeskPath::new(&settings_of(folder_of(table.as_str())));
            }
            folder = folder_of(folder);
        }
    }

    /// Changes a file that waits beside tables; `false` where it is no TOML, or the change is none.
    pub(super) fn change_companion(
        &self,
        file: &DeskPath,
        change: impl FnOnce(&mut DocumentMut) -> Option<()>,
    ) -> Result<bool, Failure> {
        let saved = self.store.read(file)?;
        let draft = self.store.draft(file)?;
        let is_new = draft.is_none();
        let bytes = draft.or_else(|| saved.clone()).unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap_or_default();
        let text = text.trim_start_matches('\u{feff}');
        let Ok(mut document) = text.parse::<DocumentMut>() else {
            return Ok(false);
        };
        if change(&mut document).is_none() {
            return Ok(false);
        }
        if let Some(base) = base_of(file).filter(|_| is_new) {
            let version = Version::of(saved.as_deref());
            self.store.put_draft(&base, version.as_str().as_bytes())?;
        }
        self.store
            .put_draft(file, document.to_string().as_bytes())?;
        Ok(true)
    }

    /// Writes what waits beside tables.
    pub(super) fn take_in_companion(&self, file: &DeskPath) -> Result<(), NotWritten> {
        let Some(bytes) = self.store.draft(file)? else {
            return Ok(());
        };
        let base = base_of(file)
            .map(|base| self.store.draft(&base))
            .transpose()?;
        let base = String::from_utf8(base.flatten().unwrap_or_default()).unwrap_or_default();
        self.store.write(file, &bytes, &Version::given(&base))?;
        self.drop_companion(file);
        Ok(())
    }

    /// Of a table that is in `data/` already: writes at once what was changed beside it, unless that makes other files
    /// wrong. Whether it was written.
    pub(super) fn settle_companion(
        &self,
        table: &DeskPath,
        file: &DeskPath,
    ) -> Result<bool, Failure> {
        if self.store.draft(table)?.is_some() {
            return Ok(true);
        }
        let attempt = self.office.attempt(&[self.proposed(file)], None);
        let is_own = |path: &str| {
            path == table.as_str() || path.starts_with(&format!("{}: ", table.as_str()))
        };
        let is_sound = self
            .new_errors(&attempt)
            .iter()
            .all(|(path, ..)| is_own(path));
        let is_written = is_sound && self.take_in_companion(file).is_ok();
        if !is_written {
            self.drop_companion(file);
        }
        Ok(is_written)
    }
}

/// Adds lines of settings to a document: those without a table of their own go where such lines belong.
pub(super) fn add_lines(document: &mut DocumentMut, lines: &str) -> Option<()> {
    let given = lines.parse::<DocumentMut>().ok()?;
    for (key, item) in given.iter() {
        match item {
            Item::Table(table) => {
                for (key_below, item) in table.iter() {
                    put(document, key, key_below, item.clone())?;
                }
            }
            Item::ArrayOfTables(tables) => {
                let own = document
                    .entry(key)
                    .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
                let own = own.as_array_of_tables_mut()?;
                tables.iter().for_each(|table| own.push(table.clone()));
            }
            _ if matches!(key, "skip" | "parents") => put(document, "rows", key, item.clone())?,
            _ if DEFAULTS.all.iter().any(|known| known.name == key) => {
                document.insert(key, item.clone());
            }
            _ if item.is_str() => put(document, "columns", key, item.clone())?,
            _ => put(document, "blank", key, item.clone())?,
        }
    }
    Some(())
}

/// Sets a key of a table of a document.
pub(super) fn put(document: &mut DocumentMut, table: &str, key: &str, item: Item) -> Option<()> {
    let of = document.entry(table).or_insert(Item::Table(Table::new()));
    of.as_table_like_mut()?.insert(key, item);
    Some(())
}

/// Sets the reason of every table of a list that has an empty one, in lines that are to be added.
pub(super) fn with_reason(lines: &str, list: &str, reason: &str) -> Option<String> {
    let mut given = lines.parse::<DocumentMut>().ok()?;
    for table in given.get_mut(list)?.as_array_of_tables_mut()?.iter_mut() {
        table.insert("reason", value(reason));
    }
    Some(given.to_string())
}

/// The errors that an attempt tells of a table itself.
pub(super) fn count_errors(attempt: &Attempt, table: &DeskPath) -> usize {
    let counts = super::told::counts(attempt);
    counts.get(table.as_str()).map_or(0, |(errors, _)| *errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, lines: &str) -> String {
        let mut document = text.parse::<DocumentMut>().unwrap();
        add_lines(&mut document, lines).unwrap();
        document.to_string()
    }

    #[test]
    fn lines_go_where_they_belong_and_comments_stay() {
        let text = "# Biểu của quận\nnumbers = \"vi\"\n\n[columns]\n\"Đúng hạn\" = \"resolved_on_time\" # cột 5\n";
        let seen = after(
            text,
            "\"Trễ hạn\" = \"resolved_late\"\nfill_down = [\"unit\"]\n",
        );
        assert!(
            seen.starts_with("# Biểu của quận\nnumbers = \"vi\"\n"),
            "{seen}"
        );
        assert!(
            seen.contains("# cột 5\n\"Trễ hạn\" = \"resolved_late\"\n"),
            "{seen}"
        );
        let at = |text: &str| seen.find(text).unwrap();
        assert!(at("fill_down") < at("[columns]"), "{seen}");
        assert_eq!(
            after("", "[rows]\nskip = [\"a\"]\n"),
            "[rows]\nskip = [\"a\"]\n"
        );
        assert_eq!(
            after("[rows]\n", "skip = [\"a\"]\n"),
            "[rows]\nskip = [\"a\"]\n"
        );
        assert_eq!(
            after("[blank]\n", "resolved_late = 0\n"),
            "[blank]\nresolved_late = 0\n"
        );
    }

    #[test]
    fn a_block_is_given_its_reason() {
        let block = "[[accepted]]\ncode = \"figure-jumps\"\nreason = \"\"";
        let block = with_reason(block, "accepted", "Nhập \"hồ sơ\" cũ").unwrap();
        let seen = after("# a\n", &block);
        assert!(seen.contains("# a\n") && seen.contains("Nhập"), "{seen}");
        let read: toml::Table = seen.parse().unwrap();
        assert_eq!(
            read["accepted"][0]["reason"].as_str(),
            Some("Nhập \"hồ sơ\" cũ")
        );
        assert_eq!(with_reason("a = 1", "accepted", "x"), None);
    }

    #[test]
    fn only_files_of_tables_wait_beside_them() {
        for path in [ACCEPTED, EXCLUDED, "data/observations/a/_defaults.toml"] {
            assert!(is_companion(path), "{path}");
        }
        for path in [
            "data/campaign.toml",
            "data/_defaults.toml",
            "data/observations/a.toml",
        ] {
            assert!(!is_companion(path), "{path}");
        }
    }
}
