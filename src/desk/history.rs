//! The versions of a text, with what changed, and one button back.

use super::Desk;
use super::answer::Answer;
use super::diff::{Line, lines};
use super::pages::{Failure, Frame};
use super::section::Section;
use super::store::{DeskPath, Kept, NotWritten, Version};
use super::visit::Visit;
use crate::render::encode_path;
use axum::http::StatusCode;
use serde::Serialize;

#[derive(Serialize)]
struct History {
    file: String,
    /// The form's address; none where the text was taken away.
    form: Option<String>,
    versions: Vec<Moment>,
    /// The version that is looked at, and what would change by going back to it.
    chosen: Option<Chosen>,
    /// That of what is saved now.
    version: String,
}

#[derive(Serialize)]
struct Moment {
    moment: String,
    shown: String,
    is_chosen: bool,
}

#[derive(Serialize)]
struct Chosen {
    moment: String,
    shown: String,
    lines: Vec<Line>,
}

impl Desk {
    /// The versions of a text; with a moment, that version beside what is saved now. Going back is a post.
    pub(super) fn history(
        &self,
        section: Section,
        file: &DeskPath,
        moment: &str,
        visit: &Visit,
    ) -> Result<Answer, Failure> {
        let now = self.store.read(file)?;
        let versions = self.store.versions(file)?;
        if now.is_none() && versions.is_empty() {
            return Err(Failure::Missing);
        }
        let address = format!(
            "/ban-bien-tap/{}/{}",
            section.address(),
            encode_path(section.name(file))
        );
        let chosen = versions.iter().find(|kept| kept.moment == moment);
        let mut notice = None;
        if let (Some(posted), Some(kept)) = (&visit.posted, chosen) {
            if posted.is_of_this_run {
                match self.go_back(file, kept, posted.values.get("version")) {
                    Ok(()) => return Ok(Answer::SeeOther(format!("{address}?da-luu"))),
                    Err(NotWritten::Failed(error)) => return Err(error.into()),
                    Err(_) => notice = Some("desk.history.changed"),
                }
            } else {
                notice = Some("desk.again");
            }
        }
        let bytes = now.as_deref().unwrap_or_default();
        let chosen = match chosen {
            Some(kept) => Some(Chosen {
                moment: kept.moment.clone(),
                shown: shown(&kept.moment),
                lines: lines(bytes, &kept.read()?),
            }),
            None => None,
        };
        let title = self
            .words
            .fill("desk.history.title", &[("file", section.name(file))]);
        let view = History {
            file: file.as_str().to_owned(),
            form: now.is_some().then_some(address),
            versions: versions
                .iter()
                .map(|kept| Moment::of(kept, moment))
                .collect(),
            chosen,
            version: Version::of(now.as_deref()).as_str().to_owned(),
        };
        let frame = Frame {
            title: &title,
            part: section.address(),
            notice: notice.map(|key| self.words.word(key)),
        };
        self.page(StatusCode::OK, "history.html", frame, view)
    }

    fn go_back(&self, file: &DeskPath, kept: &Kept, seen: &str) -> Result<(), NotWritten> {
        self.store.write(file, &kept.read()?, &Version::given(seen))
    }
}

impl Moment {
    fn of(kept: &Kept, chosen: &str) -> Self {
        Self {
            moment: kept.moment.clone(),
            shown: shown(&kept.moment),
            is_chosen: kept.moment == chosen,
        }
    }
}

/// `20190821T021000.123` as people write it.
pub(super) fn shown(moment: &str) -> String {
    let part = |from, to| moment.get(from..to).unwrap_or_default();
    format!(
        "{}/{}/{} {}:{}:{}",
        part(6, 8),
        part(4, 6),
        part(0, 4),
        part(9, 11),
        part(11, 13),
        part(13, 15)
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn moments_are_shown_day_first() {
        assert_eq!(super::shown("20190821T021005.123"), "21/08/2019 02:10:05");
    }
}
