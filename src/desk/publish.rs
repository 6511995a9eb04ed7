//! Publication: what waits for its day, what is not in it, and the site built into its folder or a zip.

use super::Desk;
use super::answer::Answer;
use super::list::{Row, State};
use super::office::{Publishing, Publishment};
use super::pages::{Failure, Frame};
use super::section::Section;
use super::visit::{Posted, Visit};
use crate::diagnostic::{Code, Severity};
use crate::emitter::write_html;
use axum::http::StatusCode;
use serde::Serialize;

/// Where the last zip lies, from the site folder.
const ZIP: &str = ".thidua/xuat-ban/trang-web.zip";

/// So many files are listed; a first publication has thousands.
const MOST_LISTED: usize = 500;

#[derive(Serialize)]
struct Page {
    out: String,
    /// Whether there are errors, so that nothing can be published.
    is_wrong: bool,
    counted: String,
    scheduled: Vec<Row>,
    expiring: Vec<Row>,
    unsaved: Vec<Row>,
    has_releases: bool,
    note: String,
    done: Option<Done>,
    refused: Option<Refused>,
    has_zip: bool,
}

#[derive(Serialize)]
struct Done {
    pages: usize,
    is_first: bool,
    upload: Vec<String>,
    delete: Vec<String>,
    /// How many more files there are than are listed.
    more: usize,
    is_zip: bool,
    /// What is told, as HTML; empty where nothing is.
    problems: String,
}

#[derive(Serialize)]
struct Refused {
    problems: String,
    /// Whether it was refused for pages that would go.
    would_remove: bool,
}

impl Desk {
    /// The page of publication; what is sent publishes.
    pub(super) fn publication(&self, visit: &Visit) -> Result<Answer, Failure> {
        let Some(posted) = &visit.posted else {
            return self.show_publication(StatusCode::OK, None, "", |_| {});
        };
        let note = posted.values.get("note");
        if !posted.is_of_this_run {
            let notice = Some("desk.again");
            return self.show_publication(StatusCode::CONFLICT, notice, note, |_| {});
        }
        self.publish(posted, note)
    }

    fn publish(&self, posted: &Posted, note: &str) -> Result<Answer, Failure> {
        let ticked = |name: &str| !posted.values.get(name).is_empty();
        let how = Publishing {
            records_release: ticked("release") || !note.trim().is_empty(),
            note: Some(note.replace("\r\n", "\n")),
            zip: match ticked("zip") {
                true => Some(self.zip_for_writing()?),
                false => None,
            },
            allows_removals: ticked("allow_removals"),
        };
        let published = self.office.publish(&how);
        let problems = write_html(&published.problems, &published.sources, self.words);
        let problems = problems.as_str().to_owned();
        if published.is_done {
            let done = Done::of(published, how.zip.is_some(), problems);
            let notice = Some("desk.publish.done");
            return self
                .show_publication(StatusCode::OK, notice, "", |page| page.done = Some(done));
        }
        let mut told = published.problems.iter();
        let refused = Refused {
            problems,
            would_remove: told.any(|problem| problem.code == Code::PagesRemoved),
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let notice = Some("desk.publish.refused");
        self.show_publication(status, notice, note, |page| page.refused = Some(refused))
    }

    fn show_publication(
        &self,
        status: StatusCode,
        notice: Option<&str>,
        note: &str,
        told: impl FnOnce(&mut Page),
    ) -> Result<Answer, Failure> {
        let mut rows = Vec::new();
        for section in Section::ALL {
            let of_section = self.rows(section)?.into_iter();
            rows.extend(of_section.map(|row| row.at_home(section)));
        }
        let having = |is_such: fn(&Row) -> bool| -> Vec<Row> {
            rows.iter().filter(|row| is_such(row)).cloned().collect()
        };
        let panel = self.hub.panel();
        let mut page = Page {
            out: self.office.out().display().to_string(),
            is_wrong: panel.is_wrong(),
            counted: panel.counted().to_owned(),
            scheduled: having(|row| row.state == State::Scheduled),
            expiring: having(|row| row.state == State::Published && !row.expires.is_empty()),
            unsaved: having(|row| row.is_unsaved),
            has_releases: self.store.root().join("data/releases").exists(),
            note: note.to_owned(),
            done: None,
            refused: None,
            has_zip: self.store.root().join(ZIP).exists(),
        };
        told(&mut page);
        let frame = Frame {
            title: self.words.word("desk.part.xuat-ban"),
            part: "xuat-ban",
            notice: notice.map(|key| self.words.word(key)),
        };
        self.page(status, "publish.html", frame, page)
    }

    fn zip_for_writing(&self) -> Result<std::path::PathBuf, Failure> {
        let zip = self.store.root().join(ZIP);
        std::fs::create_dir_all(zip.parent().unwrap_or(&zip))?;
        Ok(zip)
    }

    /// The last zip, to be kept.
    pub(super) fn zip(&self) -> Result<Answer, Failure> {
        match std::fs::read(self.store.root().join(ZIP)) {
            Ok(bytes) => Ok(Answer::Download(
                "application/zip",
                "trang-web.zip".to_owned(),
                bytes,
            )),
            Err(error) if crate::source::is_absent(&error) => Err(Failure::Missing),
            Err(error) => Err(error.into()),
        }
    }
}

impl Done {
    fn of(published: Publishment, is_zip: bool, problems: String) -> Self {
        let (mut upload, mut delete) = (published.upload, published.delete);
        let all = upload.len() + delete.len();
        // Of a first publication everything is new.
        upload.truncate(if published.is_first { 0 } else { MOST_LISTED });
        delete.truncate(MOST_LISTED);
        let listed = upload.len() + delete.len();
        let is_told = published.problems.count(Severity::Warning) > 0;
        Self {
            pages: published.pages.unwrap_or_default(),
            is_first: published.is_first,
            more: if published.is_first { 0 } else { all - listed },
            upload,
            delete,
            is_zip,
            problems: if is_told { problems } else { String::new() },
        }
    }
}
