//! Which page answers which address.

use super::Desk;
use super::answer::Answer;
use super::pages::Failure;
use super::section::Section;
use super::visit::{LONGEST_FORM, Refusal, Visit};
use crate::preview::redirect;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{any, get};
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// Where the desk begins.
const HOME: &str = "/ban-bien-tap/";

const STYLE: &str = include_str!("assets/desk.css");
const SCRIPT: &str = include_str!("assets/desk.js");

/// The desk's part of the server.
pub(crate) fn router(desk: Desk) -> Router {
    let home = || async { redirect(StatusCode::FOUND, HOME) };
    Router::new()
        .route("/ban-bien-tap", get(home))
        .route(HOME, any(answer))
        .route("/ban-bien-tap/{*path}", any(answer))
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
        .with_state(Arc::new(desk))
}

/// Answers a question, in a thread that may wait.
async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let path = request
        .uri()
        .path()
        .strip_prefix(HOME)
        .unwrap_or_default()
        .to_owned();
    let visit = match Visit::read(request, &path, &desk.token).await {
        Ok(visit) => visit,
        Err(refusal) => return desk.refuse(refusal).into_response(),
    };
    let answered = spawn_blocking(move || {
        let answer = desk.answer(&visit);
        answer.unwrap_or_else(|failure| desk.failed(&failure))
    });
    let broken = |_| Answer::Page(StatusCode::INTERNAL_SERVER_ERROR, String::new());
    answered.await.unwrap_or_else(broken).into_response()
}

impl Desk {
    fn answer(&self, visit: &Visit) -> Result<Answer, Failure> {
        let path: Vec<&str> = visit.path.iter().map(String::as_str).collect();
        match path[..] {
            [""] => self.today(),
            ["desk.css"] => Ok(Answer::File("text/css; charset=utf-8", STYLE.into())),
            ["desk.js"] => Ok(Answer::File(
                "text/javascript; charset=utf-8",
                SCRIPT.into(),
            )),
            ["doi-chieu"] => self.compared(),
            ["phong-trao", ref rest @ ..] => self.settings(rest, visit),
            ["thay-doi"] => self.changes(),
            ["thay-doi", "cho-duyet.html"] => self.changes_to_send(),
            ["xuat-ban"] => self.publication(visit),
            ["xuat-ban", "trang-web.zip"] => self.zip(),
            ["bang", ref rest @ ..] => self.tables(&rest.join("/"), visit),
            ["xem", draft, ref page @ ..] => self.look(draft, &page.join("/")),
            [address, ref rest @ ..] => match Section::of_address(address) {
                Some(section) => self.texts(section, &rest.join("/"), visit),
                None => Err(Failure::Missing),
            },
            [] => Err(Failure::Missing),
        }
    }

    fn texts(&self, section: Section, name: &str, visit: &Visit) -> Result<Answer, Failure> {
        match name {
            "" => self.list(section, visit),
            "moi" => self.edit_new(section, visit),
            name => {
                let file = section.file(name).ok_or(Failure::Missing)?;
                match visit.query.find("lich-su") {
                    Some(moment) => self.history(section, &file, moment, visit),
                    None => self.edit(section, &file, visit),
                }
            }
        }
    }

    fn refuse(&self, refusal: Refusal) -> Answer {
        let (status, key) = match refusal {
            Refusal::Elsewhere => (StatusCode::FORBIDDEN, "elsewhere"),
            Refusal::TooLong => (StatusCode::PAYLOAD_TOO_LARGE, "too-long"),
            Refusal::Broken => (StatusCode::BAD_REQUEST, "broken"),
        };
        let text = self.words.word(&format!("desk.refused.{key}")).to_owned();
        self.say(status, self.words.word("desk.refused.title"), &text)
    }
}
