//! All texts of a kind, with what becomes of each.

use super::Desk;
use super::answer::Answer;
use super::entry::Entry;
use super::pages::{Failure, Frame};
use super::section::Section;
use super::store::DeskPath;
use super::visit::Visit;
use crate::reading::{has_begun, is_over};
use crate::render::encode_path;
use axum::http::StatusCode;
use serde::Serialize;
use std::collections::BTreeSet;

/// What becomes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    /// It was never saved.
    Unsaved,
    /// It is marked as a draft.
    Draft,
    /// It waits for its day.
    Scheduled,
    /// It is shown.
    Published,
    /// Its time is over.
    Expired,
    /// It was taken away; versions of it are kept.
    Removed,
}

/// A text in the list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    /// Its form's address from that of the list.
    pub(super) address: String,
    pub(super) title: String,
    pub(super) date: String,
    pub(super) state: State,
    state_word: &'static str,
    /// From when it is shown, or until when it was.
    pub(super) moment: String,
    /// Until when it is shown; empty for always.
    pub(super) expires: String,
    /// Whether something was typed for it that is not saved.
    pub(super) is_unsaved: bool,
}

impl Row {
    /// With the address of its form from everywhere.
    pub(super) fn at_home(self, section: Section) -> Self {
        Self {
            address: format!("/ban-bien-tap/{}/{}", section.address(), self.address),
            ..self
        }
    }
}

#[derive(Serialize)]
struct List {
    rows: Vec<Row>,
    removed: Vec<Row>,
    section: &'static str,
    new_word: &'static str,
}

impl Desk {
    /// The list of a kind.
    pub(super) fn list(&self, section: Section, visit: &Visit) -> Result<Answer, Failure> {
        let all = self.rows(section)?;
        let (removed, rows) = all.into_iter().partition(|row| row.state == State::Removed);
        let view = List {
            rows,
            removed,
            section: section.address(),
            new_word: self.word_of("desk.new", section),
        };
        let frame = Frame {
            title: self.word_of("desk.part", section),
            part: section.address(),
            notice: visit
                .query
                .find("da-xoa")
                .map(|_| self.words.word("desk.list.removed-now")),
        };
        self.page(StatusCode::OK, "list.html", frame, view)
    }

    /// The texts of a kind, the newest first.
    pub(super) fn rows(&self, section: Section) -> Result<Vec<Row>, Failure> {
        let (folder, is_deep) = (section.folder(), section.is_deep());
        let saved = self.store.files(folder, is_deep)?;
        let drafts = self.store.drafts(folder, is_deep)?;
        // Pictures lie beside what is not saved.
        let drafts = drafts
            .into_iter()
            .filter(|file| file.as_str().ends_with(".md"));
        let drafts: BTreeSet<DeskPath> = drafts.collect();
        let mut rows = Vec::new();
        for file in saved.iter().filter(|file| file.as_str().ends_with(".md")) {
            rows.push(self.row(section, file, drafts.contains(file))?);
        }
        let saved: BTreeSet<&DeskPath> = saved.iter().collect();
        for file in drafts.iter().filter(|file| !saved.contains(file)) {
            let bytes = self.store.draft(file)?.unwrap_or_default();
            let row = self.row_of(section, file, &bytes);
            rows.push(self.with_state(
                State::Unsaved,
                Row {
                    is_unsaved: true,
                    ..row
                },
            ));
        }
        for file in self.store.removed(folder, is_deep)? {
            let newest = self.store.versions(&file)?.into_iter().next();
            let bytes = newest
                .map(|kept| kept.read())
                .transpose()?
                .unwrap_or_default();
            let row = self.row_of(section, &file, &bytes);
            rows.push(self.with_state(
                State::Removed,
                Row {
                    address: format!("{}?lich-su", row.address),
                    ..row
                },
            ));
        }
        rows.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.title.cmp(&b.title)));
        Ok(rows)
    }

    fn row(&self, section: Section, file: &DeskPath, is_unsaved: bool) -> Result<Row, Failure> {
        let bytes = self.store.read(file)?.unwrap_or_default();
        Ok(Row {
            is_unsaved,
            ..self.row_of(section, file, &bytes)
        })
    }

    fn row_of(&self, section: Section, file: &DeskPath, bytes: &[u8]) -> Row {
        let name = section.name(file);
        let entry = Entry::parse(bytes).unwrap_or_else(Entry::new);
        let title = entry.value("title");
        let date = [entry.value("date"), entry.value("updated")];
        let (state, moment) = self.state(&entry);
        Row {
            // A new text has no file yet: its form is that of new ones.
            address: match name.strip_prefix("moi-") {
                Some(draft) => format!("moi?nhap={}", encode_path(draft.trim_end_matches(".md"))),
                None => encode_path(name),
            },
            title: if title.is_empty() {
                name.to_owned()
            } else {
                title
            },
            date: date
                .into_iter()
                .find(|date| !date.is_empty())
                .unwrap_or_default(),
            state,
            state_word: self.state_word(state),
            moment,
            expires: entry.value("expires"),
            is_unsaved: false,
        }
    }

    fn with_state(&self, state: State, row: Row) -> Row {
        Row {
            state,
            state_word: self.state_word(state),
            ..row
        }
    }

    fn state_word(&self, state: State) -> &'static str {
        let key = match state {
            State::Unsaved => "desk.state.unsaved",
            State::Draft => "desk.state.draft",
            State::Scheduled => "desk.state.scheduled",
            State::Published => "desk.state.published",
            State::Expired => "desk.state.expired",
            State::Removed => "desk.state.removed",
        };
        self.words.word(key)
    }

    fn state(&self, entry: &Entry) -> (State, String) {
        let now = self.office.now().timestamp();
        if entry.value("draft") == "true" {
            return (State::Draft, String::new());
        }
        let expires = entry.value("expires");
        if is_over(&expires, now) == Some(true) {
            return (State::Expired, expires);
        }
        let begins = [entry.value("publish_at"), entry.value("date")];
        let waits = begins
            .into_iter()
            .find(|moment| has_begun(moment, now) == Some(false));
        match waits {
            Some(moment) => (State::Scheduled, moment),
            None => (State::Published, String::new()),
        }
    }
}
