//! Files that are dropped in: kept beside the site until the officer says that they are data.

use super::understood::Tables;
use super::{ADDRESS, place, table_file};
use crate::desk::Desk;
use crate::desk::answer::Answer;
use crate::desk::pages::Failure;
use crate::desk::store::DeskPath;
use crate::desk::visit::{Posted, Upload};
use crate::place::OBSERVATIONS;
use crate::source::{Proposed, is_table_name};
use serde::Serialize;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// No table is longer.
const LONGEST: usize = 64 << 20;

/// A file that was not taken, and why.
#[derive(Debug, Serialize)]
pub(super) struct Refused {
    name: String,
    why: &'static str,
}

impl Desk {
    /// Keeps what was dropped in, each where it would lie in `data/`.
    pub(super) fn upload(&self, posted: &Posted) -> Result<Answer, Failure> {
        if !posted.is_of_this_run {
            return self.again();
        }
        let (mut refused, mut kept) = (Vec::new(), Vec::new());
        for upload in posted.files.iter().filter(|file| file.control == "file") {
            match self.keep(upload)? {
                Ok(file) => kept.push(file),
                Err(why) => refused.push(Refused {
                    name: upload.name.clone(),
                    why: self.words.word(why),
                }),
            }
        }
        self.settle(&kept)?;
        match refused.is_empty() {
            true => Ok(Answer::SeeOther(format!(
                "{ADDRESS}?da-nhan={}",
                kept.len()
            ))),
            false => self.refused_tables(&refused),
        }
    }

    /// Keeps a file under its own name; the key of the word that says why not.
    fn keep(&self, upload: &Upload) -> Result<Result<DeskPath, &'static str>, Failure> {
        let name = match checked(upload) {
            Ok(name) => name,
            Err(why) => return Ok(Err(why)),
        };
        let mut there = None;
        let path = place::free(OBSERVATIONS, &name, |path| {
            let draft = DeskPath::new(path).map(|file| (self.store.draft(&file), file));
            match draft {
                // The same once more.
                Some((Ok(Some(bytes)), file)) if bytes == upload.bytes => {
                    there = Some(file);
                    false
                }
                Some((Ok(None), _)) => false,
                _ => true,
            }
        });
        if let Some(file) = there {
            return Ok(Ok(file));
        }
        let Some(file) = DeskPath::new(&path) else {
            return Ok(Err("desk.tables.refused.name"));
        };
        self.store.put_draft(&file, &upload.bytes)?;
        Ok(Ok(file))
    }

    /// Moves what was kept to where it belongs, by what is read of it.
    fn settle(&self, kept: &[DeskPath]) -> Result<(), Failure> {
        if kept.is_empty() {
            return Ok(());
        }
        let (_, saved) = self.read_tables(&[]);
        let (_, own) = self.read_tables(&self.waiting_tables()?);
        for file in kept {
            let waiting: BTreeSet<DeskPath> = self.waiting_tables()?.into_iter().collect();
            let is_taken = |path: &str| {
                DeskPath::new(path).is_none_or(|path| {
                    (path != *file && waiting.contains(&path)) || self.store.on_disk(&path).exists()
                })
            };
            let name = file.as_str().rsplit('/').next().unwrap_or_default();
            let path = place::proposed(name, own.of_file(file.as_str()), &saved, is_taken);
            let to = DeskPath::new(&path).filter(|to| to != file && !waiting.contains(to));
            if let Some(to) = to {
                self.move_draft(file, &to)?;
            }
        }
        Ok(())
    }

    /// Moves what waits to another place.
    pub(super) fn move_draft(&self, from: &DeskPath, to: &DeskPath) -> Result<(), Failure> {
        if let Some(bytes) = self.store.draft(from)? {
            self.store.put_draft(to, &bytes)?;
            self.store.drop_draft(from);
        }
        Ok(())
    }

    /// The tables that wait.
    pub(super) fn waiting_tables(&self) -> Result<Vec<DeskPath>, Failure> {
        let mut waiting = self.store.drafts(OBSERVATIONS, true)?;
        waiting.retain(|file| is_table_name(file.as_str()));
        Ok(waiting)
    }

    /// Tables that wait, with what waits beside them.
    pub(super) fn proposed_with(&self, waiting: &[DeskPath]) -> Vec<Proposed> {
        // What cannot be listed is told where it is written.
        let beside = self.companions_of(waiting).unwrap_or_default();
        let all = waiting.iter().chain(&beside);
        all.map(|file| self.proposed(file)).collect()
    }

    /// Reads the site folder as if these tables that wait stood in it.
    pub(super) fn read_tables(
        &self,
        waiting: &[DeskPath],
    ) -> (crate::desk::office::Attempt, Tables) {
        let proposed = self.proposed_with(waiting);
        let mut tables = Tables::default();
        let attempt = self
            .office
            .read_with(&proposed, &mut |campaign, sources, _| {
                tables = Tables::of(campaign, sources, self.words);
            });
        (attempt, tables)
    }
}

/// The folder of a path.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The name under which an upload can be kept; the key of the word that says why it cannot.
pub(super) fn checked(upload: &Upload) -> Result<String, &'static str> {
    // Some browsers send the whole path.
    let name = upload.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.trim().nfc().collect();
    if !is_table_name(&name) {
        return Err("desk.tables.refused.kind");
    }
    if upload.bytes.is_empty() {
        return Err("desk.tables.refused.empty");
    }
    if upload.bytes.len() > LONGEST {
        return Err("desk.tables.refused.long");
    }
    let is_good = |name: &String| table_file(name).is_some();
    Some(name).filter(is_good).ok_or("desk.tables.refused.name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_else() {
        let of = |name: &str| {
            checked(&Upload {
                control: "file".to_owned(),
                name: name.to_owned(),
                bytes: "a,b\n".into(),
            })
        };
        assert_eq!(of("../../x.csv").as_deref(), Ok("x.csv"));
        assert_eq!(
            of("C:\\Users\\x\\Số liệu.xlsx").as_deref(),
            Ok("Số liệu.xlsx")
        );
        assert_eq!(of("../../x"), Err("desk.tables.refused.kind"));
        assert_eq!(of("a.docx"), Err("desk.tables.refused.kind"));
        assert_eq!(of("~$a.xlsx"), Err("desk.tables.refused.name"));
        assert_eq!(of("con.csv"), Err("desk.tables.refused.name"));
    }
}
