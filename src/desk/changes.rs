//! What readers would see change, for who approves it.

use super::Desk;
use super::answer::Answer;
use super::office::Changes;
use super::pages::{Failure, Frame};
use crate::emitter::write_html;
use axum::http::StatusCode;
use serde::Serialize;

#[derive(Default, Serialize)]
struct Page {
    /// The changes, as HTML.
    part: Option<String>,
    /// What keeps the site from being made, as HTML.
    problems: Option<String>,
    /// Why there is nothing to compare with.
    why: Option<String>,
}

impl Desk {
    /// The page of what would change.
    pub(super) fn changes(&self) -> Result<Answer, Failure> {
        let mut view = Page::default();
        match self.office.changes() {
            Changes::Told { part, .. } => view.part = Some(part),
            Changes::Unpublished(problem) => {
                let first = || self.words.word("desk.changes.first").to_owned();
                view.why = Some(problem.map_or_else(first, |problem| problem.message(self.words)));
            }
            Changes::Wrong(problems, sources) => {
                let problems = write_html(&problems, &sources, self.words);
                view.problems = Some(problems.as_str().to_owned());
            }
        }
        let frame = Frame {
            title: self.words.word("desk.part.thay-doi"),
            part: "thay-doi",
            notice: None,
        };
        self.page(StatusCode::OK, "changes.html", frame, view)
    }

    /// The same as a page that stands alone, to be sent to who approves it.
    pub(super) fn changes_to_send(&self) -> Result<Answer, Failure> {
        match self.office.changes() {
            Changes::Told { page, .. } => {
                let name = "thay-doi-cho-duyet.html";
                Ok(Answer::Download(
                    "text/html; charset=utf-8",
                    name.to_owned(),
                    page.into_bytes(),
                ))
            }
            _ => self.changes(),
        }
    }
}
