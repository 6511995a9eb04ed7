//! The first page: what there is to do. And what was read, beside the period before.

use super::Desk;
use super::answer::Answer;
use super::list::{Row, State};
use super::pages::{Failure, Frame};
use super::section::Section;
use axum::http::StatusCode;
use serde::Serialize;

#[derive(Serialize)]
struct Today {
    /// How many problems of each severity, in words; empty where there are none.
    counted: String,
    is_wrong: bool,
    /// The list of them, as HTML.
    problems: String,
    /// What is not finished, not saved, or waits for its day.
    waiting: Vec<(&'static str, Row)>,
}

#[derive(Serialize)]
struct Compared {
    /// The tables, as HTML; `None` where nothing was read.
    compared: Option<String>,
}

impl Desk {
    /// What there is to do.
    pub(super) fn today(&self) -> Result<Answer, Failure> {
        let panel = self.hub.panel();
        let mut waiting = Vec::new();
        for section in Section::ALL {
            let rows = self.rows(section)?;
            let rows = rows
                .into_iter()
                .filter(|row| row.state != State::Published || row.is_unsaved);
            waiting.extend(rows.map(|row| (section.address(), row)));
        }
        let view = Today {
            counted: panel.counted().to_owned(),
            is_wrong: panel.is_wrong(),
            problems: panel.list().to_owned(),
            waiting,
        };
        let frame = Frame {
            title: self.words.word("desk.today.title"),
            part: "",
            notice: None,
        };
        self.page(StatusCode::OK, "today.html", frame, view)
    }

    /// What was read, beside the period before.
    pub(super) fn compared(&self) -> Result<Answer, Failure> {
        let view = Compared {
            compared: self.hub.panel().compared().map(str::to_owned),
        };
        let frame = Frame {
            title: self.words.word("preview.compared.title"),
            part: "doi-chieu",
            notice: None,
        };
        self.page(StatusCode::OK, "compared.html", frame, view)
    }
}
