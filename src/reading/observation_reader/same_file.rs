//! Files that are the same, byte for byte, under two names.

use crate::place::{FileId, Sources};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io::{self, Read};
use std::path::Path;

/// So much of a file is compared before all of it is read.
const BEGINNING: u64 = 4096;

/// For every file that is the same as an earlier one, that earlier one. Only files of one size are looked into, and only
/// those with one beginning are read through. What cannot be read is told by those who read it.
pub(super) fn same_files(sources: &Sources, files: &[FileId]) -> FxHashMap<FileId, FileId> {
    let path = |file: FileId| &*sources.get(file).on_disk;
    let size = |file: &FileId| {
        let size = std::fs::metadata(path(*file)).ok()?.len();
        (size > 0).then_some(size)
    };
    let groups = vec![files.to_vec()];
    let groups = split(groups, size);
    let groups = split(groups, |file| hash(path(*file), BEGINNING).ok());
    let groups = split(groups, |file| hash(path(*file), u64::MAX).ok());
    let mut same = FxHashMap::default();
    for group in groups {
        let mut kept: Vec<FileId> = Vec::new();
        for file in group {
            // Two files may have one hash by chance.
            let first = kept.iter().find(|other| is_same(path(file), path(**other)));
            match first {
                Some(first) => {
                    same.insert(file, *first);
                }
                None => kept.push(file),
            }
        }
    }
    same
}

/// Splits groups by a key; groups of one, and files without a key, are left out. The order of files stays.
fn split<K: Eq + Hash + Send>(
    groups: Vec<Vec<FileId>>,
    key: impl Fn(&FileId) -> Option<K> + Sync,
) -> Vec<Vec<FileId>> {
    let mut split = Vec::new();
    for group in groups {
        let keys: Vec<Option<K>> = group.par_iter().map(&key).collect();
        let mut by_key: FxHashMap<K, Vec<FileId>> = FxHashMap::default();
        for (file, key) in group.into_iter().zip(keys) {
            if let Some(key) = key {
                by_key.entry(key).or_default().push(file);
            }
        }
        split.extend(by_key.into_values().filter(|group| group.len() > 1));
    }
    split
}

fn hash(path: &Path, most: u64) -> io::Result<u64> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    let mut hasher = FxHasher::default();
    bytes.hash(&mut hasher);
    Ok(hasher.finish())
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (std::fs::read(one), std::fs::read(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
