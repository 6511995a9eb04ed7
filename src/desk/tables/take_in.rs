//! From waiting into `data/`, and back to a version before.

use super::companions::count_errors;
use super::told::errors;
use super::{ADDRESS, PART, table_address, table_name};
use crate::desk::Desk;
use crate::desk::answer::Answer;
use crate::desk::pages::{Failure, Frame};
use crate::desk::store::{DeskPath, NotWritten, Version};
use crate::desk::visit::{Posted, Visit};
use crate::emitter::write_html;
use crate::preview::compared;
use axum::http::StatusCode;
use serde::Serialize;

/// What stands beside the period before.
#[derive(Serialize)]
struct Waiting {
    compared: String,
    /// The files that would be taken in, and the versions in `data/` that they would replace.
    files: Vec<(String, String, String)>,
    /// Those that cannot be, because of errors.
    wrong: Vec<(String, String)>,
    /// What would be wrong elsewhere, as HTML.
    problems: String,
    is_wrong: bool,
}

impl Desk {
    /// What the tables that wait say beside the period before; taking them in is a post.
    pub(super) fn compare_waiting(&self, visit: &Visit) -> Result<Answer, Failure> {
        let waiting = self.waiting_tables()?;
        let Some(posted) = &visit.posted else {
            return self.show_waiting(&waiting, StatusCode::OK, None);
        };
        if !posted.is_of_this_run {
            return self.show_waiting(&waiting, StatusCode::CONFLICT, Some("desk.tables.again"));
        }
        let seen = posted.values.all("path").zip(posted.values.all("version"));
        let seen: Vec<(DeskPath, Version)> = seen
            .filter_map(|(path, version)| Some((DeskPath::new(path)?, Version::given(version))))
            .filter(|(file, _)| waiting.contains(file))
            .collect();
        let files: Vec<DeskPath> = seen.iter().map(|(file, _)| file.clone()).collect();
        if files.is_empty() || !self.is_sound_with(&files) {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return self.show_waiting(&waiting, status, Some("desk.tables.not-taken"));
        }
        for (file, version) in &seen {
            if let Some(answer) = self.take_in(file, version)? {
                return Ok(answer);
            }
        }
        Ok(Answer::SeeOther(format!("{ADDRESS}?da-dua={}", seen.len())))
    }

    fn show_waiting(
        &self,
        waiting: &[DeskPath],
        status: StatusCode,
        notice: Option<&str>,
    ) -> Result<Answer, Failure> {
        let (first, _) = self.read_tables(waiting);
        let is_wrong = |file: &&DeskPath| count_errors(&first, file) > 0;
        let (wrong, good): (Vec<&DeskPath>, Vec<&DeskPath>) = waiting.iter().partition(is_wrong);
        let good: Vec<DeskPath> = good.into_iter().cloned().collect();
        let proposed = self.proposed_with(&good);
        let mut tables = String::new();
        let mut attempt = self
            .office
            .read_with(&proposed, &mut |campaign, sources, _| {
                tables = compared(campaign, sources, self.words);
            });
        let new = self.new_errors(&attempt);
        attempt.problems.retain(|problem| {
            problem.severity == crate::diagnostic::Severity::Error && !new.is_empty()
        });
        let mut files = Vec::new();
        for file in &good {
            let saved = self.store.read(file)?;
            files.push((
                file.as_str().to_owned(),
                table_name(file).to_owned(),
                Version::of(saved.as_deref()).as_str().to_owned(),
            ));
        }
        let view = Waiting {
            compared: tables,
            files,
            wrong: wrong
                .into_iter()
                .map(|file| (table_address(file), table_name(file).to_owned()))
                .collect(),
            problems: write_html(&attempt.problems, &attempt.sources, self.words)
                .as_str()
                .to_owned(),
            is_wrong: !new.is_empty(),
        };
        let frame = Frame {
            title: self.words.word("desk.tables.compare.title"),
            part: PART,
            notice: notice.map(|key| self.words.word(key)),
        };
        self.page(status, "tables_compared.html", frame, view)
    }

    /// The errors of an attempt that the folder as it stands has not.
    pub(super) fn new_errors(
        &self,
        attempt: &crate::desk::office::Attempt,
    ) -> Vec<(String, crate::diagnostic::Code, Vec<String>)> {
        let found = errors(attempt);
        if found.is_empty() {
            return Vec::new();
        }
        let before = errors(&self.office.attempt(&[], None));
        found.difference(&before).cloned().collect()
    }

    /// Whether these tables, once in `data/`, bring no error: neither in themselves nor elsewhere.
    fn is_sound_with(&self, files: &[DeskPath]) -> bool {
        let proposed = self.proposed_with(files);
        let attempt = self.office.attempt(&proposed, None);
        let is_wrong = |file: &DeskPath| count_errors(&attempt, file) > 0;
        !files.iter().any(is_wrong) && self.new_errors(&attempt).is_empty()
    }

    /// Takes one table in; what is answered where it could not be.
    fn take_in(&self, file: &DeskPath, seen: &Version) -> Result<Option<Answer>, Failure> {
        let bytes = self.store.draft(file)?.ok_or(Failure::Missing)?;
        let mut beside = self.companions_of(std::slice::from_ref(file))?.into_iter();
        // How it is read first: without it the table would be read wrongly for a moment.
        let written = beside.try_for_each(|companion| self.take_in_companion(&companion));
        match written.and_then(|()| self.store.write(file, &bytes, seen)) {
            Ok(()) => {
                self.store.drop_draft(file);
                self.drop_lone_companions()?;
                Ok(None)
            }
            Err(NotWritten::Changed(_)) => {
                let notice = self.words.word("desk.tables.changed");
                let answer = self.show_table(file, StatusCode::CONFLICT, Some(notice))?;
                Ok(Some(answer))
            }
            Err(NotWritten::Outside) => Ok(Some(self.outside())),
            Err(NotWritten::Failed(error)) => Err(error.into()),
        }
    }

    /// Takes the table of a page in.
    pub(super) fn take_in_one(&self, file: &DeskPath, posted: &Posted) -> Result<Answer, Failure> {
        if self.store.draft(file)?.is_none() {
            return Err(Failure::Missing);
        }
        if !self.is_sound_with(std::slice::from_ref(file)) {
            let notice = self.words.word("desk.tables.not-taken");
            return self.show_table(file, StatusCode::UNPROCESSABLE_ENTITY, Some(notice));
        }
        let seen = Version::given(posted.values.get("version"));
        match self.take_in(file, &seen)? {
            Some(answer) => Ok(answer),
            None => Ok(Answer::SeeOther(format!("{}?da-luu", table_address(file)))),
        }
    }

    /// Goes back to a version before.
    pub(super) fn table_back(&self, file: &DeskPath, posted: &Posted) -> Result<Answer, Failure> {
        let kept = self.store.versions(file)?;
        let moment = posted.values.get("ban");
        let kept = kept.iter().find(|kept| kept.moment == moment);
        let bytes = kept.ok_or(Failure::Missing)?.read()?;
        let seen = Version::given(posted.values.get("version"));
        match self.store.write(file, &bytes, &seen) {
            Ok(()) => Ok(Answer::SeeOther(format!("{}?da-ve", table_address(file)))),
            Err(NotWritten::Changed(_)) => {
                let notice = self.words.word("desk.tables.changed");
                self.show_table(file, StatusCode::CONFLICT, Some(notice))
            }
            Err(NotWritten::Outside) => Ok(self.outside()),
            Err(NotWritten::Failed(error)) => Err(error.into()),
        }
    }
}
