//! What earlier readings made of tables, by their content: a preview reads the folder again with every save, and most of
//! its tables are the same as before. What is remembered is only what a table alone says under the configuration; it is
//! put together, compared and computed anew each time.

use super::table_read::TableRead;
use crate::calendar::Day;
use crate::place::{FileId, Sources};
use rustc_hash::FxHashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Mutex, PoisonError};

/// The tables of earlier readings.
#[derive(Debug, Default)]
pub struct TableMemory(Mutex<FxHashMap<FileId, Remembered>>);

#[derive(Debug)]
struct Remembered {
    key: Key,
    reads: Vec<(FileId, TableRead)>,
}

/// What a table's reading follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    /// Everything but the table itself.
    configuration: u64,
    content: u64,
    length: usize,
}

impl TableMemory {
    /// What the readings of all tables follow from beside the tables: the units, the fields, every configuration below
    /// `data`, which ids these have, and the day. `None` where a file cannot be read now: nothing is remembered then.
    pub(super) fn configuration(sources: &Sources, today: Day) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        today.to_string().hash(&mut hasher);
        let files = sources.under("data").filter(|(_, file)| {
            let path = &*file.path;
            path.ends_with(".toml") || matches!(path, "data/units.csv" | "data/fields.csv")
        });
        for (id, file) in files {
            (id, &file.path).hash(&mut hasher);
            std::fs::read(&file.on_disk).ok()?.hash(&mut hasher);
        }
        Some(hasher.finish())
    }

    /// The key of a table by its path, which may name the unit and the period, and its bytes.
    pub(super) fn key(configuration: u64, path: &str, bytes: &[u8]) -> Key {
        let mut hasher = DefaultHasher::new();
        (path, bytes).hash(&mut hasher);
        Key {
            configuration,
            content: hasher.finish(),
            length: bytes.len(),
        }
    }

    /// What was made of a file when it was the same.
    pub(super) fn recall(&self, file: FileId, key: Key) -> Option<Vec<(FileId, TableRead)>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get(&file).filter(|known| known.key == key)?;
        Some(known.reads.clone())
    }

    /// Remembers what was made of a file, in place of what it was before.
    pub(super) fn remember(&self, file: FileId, key: Key, reads: &[(FileId, TableRead)]) {
        let reads = reads.to_vec();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(file, Remembered { key, reads });
    }

    /// Forgets the files that are not among these, which are in order.
    pub(super) fn keep_only(&self, files: &[FileId]) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|file, _| files.binary_search(file).is_ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_the_same_in_everything_is_recalled() {
        let memory = TableMemory::default();
        let key = TableMemory::key(1, "q1.csv", b"a,b");
        let other = FileId(8);
        memory.remember(FileId(7), key, &[(FileId(7), TableRead::default())]);
        assert_eq!(
            memory.recall(FileId(7), key).map(|reads| reads.len()),
            Some(1)
        );
        for key in [
            TableMemory::key(2, "q1.csv", b"a,b"),
            TableMemory::key(1, "q2.csv", b"a,b"),
            TableMemory::key(1, "q1.csv", b"a,c"),
        ] {
            assert!(memory.recall(FileId(7), key).is_none());
        }
        assert!(memory.recall(other, key).is_none());
        memory.keep_only(&[other]);
        assert!(memory.recall(FileId(7), key).is_none());
    }
}
