//! A page of the site as it would be with what is not saved yet.

use super::Desk;
use super::answer::Answer;
use super::bring::folder_of;
use super::pages::{Failure, Frame};
use super::store::DeskPath;
use crate::emitter::write_html;
use crate::preview::media_type_of;
use crate::render::encode_path;
use crate::source::Proposed;
use axum::http::StatusCode;
use serde::Serialize;

/// The address below the desk of a page as it would be.
pub(super) fn address(file: &DeskPath, page: &str) -> String {
    // A file's path is one part of the address, so that links between pages lead on within it.
    let file = encode_path(file.as_str()).replace('/', "%2F");
    format!("/ban-bien-tap/xem/{file}/{}", encode_path(page))
}

impl Desk {
    /// The file of the site at a path, with what was typed for a text in its place.
    pub(super) fn look(&self, file: &str, path: &str) -> Result<Answer, Failure> {
        let file = DeskPath::new(file).ok_or(Failure::Missing)?;
        let is_page = path.ends_with(".html");
        if !is_page && self.hub.has(path) {
            return Ok(Answer::SeeOther(format!("/{}", encode_path(path))));
        }
        let attempt = self.office.attempt(&self.all_proposed(&file)?, Some(path));
        match attempt.file {
            Some(html) if is_page => Ok(Answer::SitePage(html)),
            Some(bytes) => Ok(Answer::File(media_type_of(path), bytes)),
            None if is_page => {
                #[derive(Serialize)]
                struct NotYet<'a> {
                    problems: &'a str,
                }
                let problems = write_html(&attempt.problems, &attempt.sources, self.words);
                let frame = Frame {
                    title: self.words.word("desk.look.none"),
                    part: "",
                    notice: None,
                };
                let view = NotYet {
                    problems: problems.as_str(),
                };
                self.page(StatusCode::OK, "look_none.html", frame, view)
            }
            None => Err(Failure::Missing),
        }
    }

    /// A text as it would be, and the pictures that are kept beside it until it is saved.
    pub(super) fn all_proposed(&self, file: &DeskPath) -> Result<Vec<Proposed>, Failure> {
        let pictures = self.store.drafts(&folder_of(file), true)?;
        let pictures = pictures.iter().map(|picture| self.proposed(picture));
        Ok([self.proposed(file)].into_iter().chain(pictures).collect())
    }

    /// A text as it would be: what was typed for it, else what is saved.
    pub(super) fn proposed(&self, file: &DeskPath) -> Proposed {
        let draft = self.store.draft_on_disk(file);
        let on_disk = match draft.exists() {
            true => draft,
            false => self.store.on_disk(file),
        };
        Proposed {
            path: file.as_str().into(),
            on_disk: Some(on_disk),
        }
    }
}
