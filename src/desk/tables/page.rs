//! One table: what was understood of it, what is wrong at its cells, where it belongs.

use super::cells::{SheetView, sheets};
use super::told::{Told, told};
use super::understood::Understood;
use super::upload::checked;
use super::{ADDRESS, PART, table_address, table_file, table_name};
use crate::desk::Desk;
use crate::desk::answer::Answer;
use crate::desk::form::Choices;
use crate::desk::history::shown;
use crate::desk::pages::{Failure, Frame};
use crate::desk::store::{DeskPath, Version};
use crate::desk::visit::{Posted, Visit};
use crate::place::OBSERVATIONS;
use axum::http::StatusCode;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

#[derive(Serialize)]
struct TableView<'a> {
    name: &'a str,
    path: &'a str,
    /// Whether it waits to be taken into `data/`.
    is_waiting: bool,
    /// Whether there is a file of that name in `data/`.
    is_saved: bool,
    /// That of the file in `data/`.
    version: String,
    tables: &'a [Understood],
    problems: Vec<Told>,
    more: usize,
    errors: usize,
    warnings: usize,
    sheets: Vec<SheetView>,
    /// The columns that may be chosen: each with what it is called.
    columns: Vec<(String, String)>,
    /// Whether the table does not say of which unit or period it is.
    lacks_keys: bool,
    /// The units that may be chosen.
    units: Choices,
    /// What waits beside it: each file with what it will hold.
    beside: Vec<(String, String)>,
    versions: Vec<Kept>,
}

/// A version that can be gone back to.
#[derive(Serialize)]
struct Kept {
    moment: String,
    shown: String,
}

impl Desk {
    /// The page of a table.
    pub(super) fn table(&self, file: &DeskPath, visit: &Visit) -> Result<Answer, Failure> {
        if let Some(moment) = visit.query.find("tai-ve") {
            return self.download(file, moment);
        }
        let Some(posted) = &visit.posted else {
            let notice = ["da-luu", "da-doi", "da-ve", "da-ghi"]
                .into_iter()
                .find(|key| visit.query.find(key).is_some());
            let notice = notice.map(|key| {
                self.words
                    .word(&format!("desk.tables.done.{key}"))
                    .to_owned()
            });
            return self.show_table(file, StatusCode::OK, notice.as_deref());
        };
        if !posted.is_of_this_run {
            let notice = self.words.word("desk.tables.again");
            return self.show_table(file, StatusCode::CONFLICT, Some(notice));
        }
        match posted.values.get("viec") {
            "doi-cho" => {
                self.place_elsewhere(file, &posted.values.get("path").nfc().collect::<String>())
            }
            "cot" => self.map_columns(file, posted),
            "chung" => self.give_keys(file, posted),
            "ap-dung" => self.apply_lines(file, posted),
            "bo" => {
                self.store.drop_draft(file);
                self.drop_lone_companions()?;
                Ok(Answer::SeeOther(ADDRESS.to_owned()))
            }
            "gui-lai" => self.replace_draft(file, posted),
            "tro-lai" => self.table_back(file, posted),
            _ => self.take_in_one(file, posted),
        }
    }

    /// The page of a table with something told above it.
    pub(super) fn show_table(
        &self,
        file: &DeskPath,
        status: StatusCode,
        notice: Option<&str>,
    ) -> Result<Answer, Failure> {
        let draft = self.store.draft(file)?;
        let saved = self.store.read(file)?;
        let kept = self.store.versions(file)?;
        let bytes = draft.as_ref().or(saved.as_ref());
        let (attempt, tables) = self.read_tables(&self.waiting_tables()?);
        let of = tables.of_file(file.as_str());
        let mut told = told(&attempt, file.as_str(), self.words);
        let id = attempt.sources.find(file.as_str());
        let sheets = match (bytes, id) {
            (Some(bytes), Some(id)) => sheets(bytes, &attempt.sources, id, of, &mut told.problems),
            (None, _) if kept.is_empty() => return Err(Failure::Missing),
            _ => Vec::new(),
        };
        let lacks_keys = told
            .problems
            .iter()
            .any(|problem| matches!(problem.code, "no-unit-column" | "no-period-column"));
        let view = TableView {
            columns: self.named_columns(&tables.columns),
            lacks_keys,
            units: self.choices(),
            beside: self.beside(file, draft.is_some())?,
            name: table_name(file),
            path: file.as_str(),
            is_waiting: draft.is_some(),
            is_saved: saved.is_some(),
            version: Version::of(saved.as_deref()).as_str().to_owned(),
            tables: of,
            problems: told.problems,
            more: told.more,
            errors: told.errors,
            warnings: told.warnings,
            sheets,
            versions: kept
                .iter()
                .map(|kept| Kept {
                    moment: kept.moment.clone(),
                    shown: shown(&kept.moment),
                })
                .collect(),
        };
        let frame = Frame {
            title: table_name(file),
            part: PART,
            notice,
        };
        self.page(status, "table.html", frame, view)
    }

    /// Columns, each with what it is called.
    fn named_columns(&self, columns: &[Box<str>]) -> Vec<(String, String)> {
        let named = columns.iter().map(|column| {
            let key = format!("desk.tables.col.{}", column.replace(", ", "-"));
            let name = self.words.find(&key).unwrap_or(column);
            (column.to_string(), name.to_owned())
        });
        named.collect()
    }

    /// What waits beside a table.
    fn beside(&self, file: &DeskPath, is_waiting: bool) -> Result<Vec<(String, String)>, Failure> {
        if !is_waiting {
            return Ok(Vec::new());
        }
        let mut all = Vec::new();
        for beside in self.companions_of(std::slice::from_ref(file))? {
            let bytes = self.store.draft(&beside)?.unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            all.push((beside.as_str().to_owned(), text));
        }
        Ok(all)
    }

    /// The file itself, or a version before.
    fn download(&self, file: &DeskPath, moment: &str) -> Result<Answer, Failure> {
        let kept = self.store.versions(file)?;
        let bytes = match kept.iter().find(|kept| kept.moment == moment) {
            Some(kept) => Some(kept.read()?),
            None => match self.store.draft(file)? {
                Some(draft) => Some(draft),
                None => self.store.read(file)?,
            },
        };
        let name = table_name(file).rsplit('/').next().unwrap_or_default();
        let bytes = bytes.ok_or(Failure::Missing)?;
        Ok(Answer::Download(
            "application/octet-stream",
            name.to_owned(),
            bytes,
        ))
    }

    /// Moves what waits to where the officer says.
    fn place_elsewhere(&self, file: &DeskPath, path: &str) -> Result<Answer, Failure> {
        let path = path.trim().replace('\\', "/");
        let below = path.strip_prefix(OBSERVATIONS).unwrap_or(&path);
        let to = table_file(below.trim_matches('/'));
        let is_free = |to: &DeskPath| to == file || !self.store.draft_on_disk(to).exists();
        match to.filter(is_free) {
            Some(to) => {
                if to != *file {
                    self.move_draft(file, &to)?;
                }
                Ok(Answer::SeeOther(format!("{}?da-doi", table_address(&to))))
            }
            None => {
                let notice = self.words.word("desk.tables.no-place");
                self.show_table(file, StatusCode::UNPROCESSABLE_ENTITY, Some(notice))
            }
        }
    }

    /// Keeps a newer file in the place of one.
    fn replace_draft(&self, file: &DeskPath, posted: &Posted) -> Result<Answer, Failure> {
        let upload = posted.files.iter().find(|upload| upload.control == "file");
        let ending = |name: &str| {
            name.rsplit_once('.')
                .map(|(_, ending)| ending.to_ascii_lowercase())
        };
        let checked = upload.map(|upload| (upload, checked(upload)));
        let why = match checked {
            None => "desk.tables.refused.none",
            Some((_, Err(why))) => why,
            // What a file is its bytes tell; its name must not say another thing.
            Some((_, Ok(name))) if ending(&name) != ending(file.as_str()) => {
                "desk.tables.refused.ending"
            }
            Some((upload, Ok(_))) => {
                self.store.put_draft(file, &upload.bytes)?;
                return Ok(Answer::SeeOther(table_address(file)));
            }
        };
        let notice = self.words.word(why);
        self.show_table(file, StatusCode::UNPROCESSABLE_ENTITY, Some(notice))
    }
}
