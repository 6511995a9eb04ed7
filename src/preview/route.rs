//! What is answered to which address. Paths are looked up among the planned files and never in the file system.

use super::edition::NOT_FOUND;
use super::events;
use super::http::{redirect, response, with_policy};
use super::hub::{self, Found, Hub};
use super::media_type;
use super::panel::{At, Panel, page_of_problems, with_panel};
use crate::render::encode_path;
use crate::source::{LinkPath, split_fragment};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// The preview's own files; a site has none that begins so.
const OWN: &str = ".thidua/";

const EVENTS: &str = "/.thidua/events";

const SCRIPT: &str = include_str!("assets/preview.js");
const STYLE: &str = include_str!("assets/preview.css");

/// The policy of the page of problems: its own stylesheet and script.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'";

/// The preview's part of the server: every address that `others` has none for.
pub(super) fn router(hub: &Arc<Hub>, others: Router) -> Router {
    let events = |State(hub): State<Arc<Hub>>| async move { events::tell(&hub) };
    let preview = Router::new().route(EVENTS, get(events)).fallback(answer);
    preview.with_state(Arc::clone(hub)).merge(others)
}

/// Answers a question, in a thread that may wait.
async fn answer(State(hub): State<Arc<Hub>>, request: Request) -> Response {
    let host = request.headers().get(HOST);
    let host = host.and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default().to_owned();
    let path = path_of(request.uri().path());
    let answered = spawn_blocking(move || {
        let visit = Visit {
            hub: &hub,
            host: &host,
        };
        match path {
            Some(path) => match path.strip_prefix(OWN) {
                Some(own) => own_file(&hub, own),
                None => visit.file(&path),
            },
            None => visit.missing(),
        }
    });
    let broken = |_| response(StatusCode::INTERNAL_SERVER_ERROR, media_type::TEXT, "");
    answered.await.unwrap_or_else(broken)
}

/// The path in the site that a request is for; `None` for one that leads out of it.
fn path_of(target: &str) -> Option<String> {
    let (path, _) = split_fragment(target);
    if !path.starts_with('/') {
        return None;
    }
    let mut path = LinkPath::new("", path)?.path;
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    Some(path)
}

/// A browser that asks for files of the site.
struct Visit<'a> {
    hub: &'a Hub,
    /// How it knows this server.
    host: &'a str,
}

impl Visit<'_> {
    fn file(&self, path: &str) -> Response {
        let kind = media_type::of(path);
        let is_page = kind == media_type::HTML;
        let (found, state) = self.hub.file(path);
        match found {
            Found::File(bytes) if is_page => {
                self.page(StatusCode::OK, &bytes, &state, &state.panel)
            }
            Found::File(bytes) => response(StatusCode::OK, kind, bytes.to_vec()),
            Found::Old(bytes, panel) => self.page(StatusCode::OK, &bytes, &state, &panel),
            Found::Failed(panel) if is_page => {
                self.problems(StatusCode::INTERNAL_SERVER_ERROR, &state, &panel)
            }
            Found::Failed(_) => response(StatusCode::INTERNAL_SERVER_ERROR, media_type::TEXT, ""),
            Found::NoSite if is_page => {
                self.problems(StatusCode::SERVICE_UNAVAILABLE, &state, &state.panel)
            }
            Found::NoSite => response(StatusCode::SERVICE_UNAVAILABLE, media_type::TEXT, ""),
            Found::Missing => self.missing(),
            Found::Folder => redirect(StatusCode::FOUND, &format!("/{}/", encode_path(path))),
        }
    }

    /// The site's own page for what is missing.
    fn missing(&self) -> Response {
        let (found, state) = self.hub.file(NOT_FOUND);
        match found {
            Found::File(bytes) | Found::Old(bytes, _) => {
                self.page(StatusCode::NOT_FOUND, &bytes, &state, &state.panel)
            }
            Found::Failed(panel) => self.problems(StatusCode::NOT_FOUND, &state, &panel),
            Found::NoSite => self.problems(StatusCode::SERVICE_UNAVAILABLE, &state, &state.panel),
            Found::Folder | Found::Missing => response(StatusCode::NOT_FOUND, media_type::TEXT, ""),
        }
    }

    fn at<'s>(&'s self, state: &'s hub::State) -> At<'s> {
        At {
            state,
            host: self.host,
            words: self.hub.words,
        }
    }

    fn page(&self, status: StatusCode, html: &[u8], state: &hub::State, panel: &Panel) -> Response {
        let html = with_panel(html, &self.at(state), panel);
        response(status, media_type::HTML, html)
    }

    fn problems(&self, status: StatusCode, state: &hub::State, panel: &Panel) -> Response {
        own(status, page_of_problems(&self.at(state), panel))
    }
}

/// A page of the preview itself.
fn own(status: StatusCode, html: Vec<u8>) -> Response {
    with_policy(response(status, media_type::HTML, html), POLICY)
}

fn own_file(hub: &Hub, name: &str) -> Response {
    match name {
        "preview.js" => response(StatusCode::OK, media_type::JAVASCRIPT, SCRIPT),
        "preview.css" => response(StatusCode::OK, media_type::CSS, STYLE),
        "panel" => response(
            StatusCode::OK,
            media_type::HTML,
            hub.state().panel.html(hub.words),
        ),
        _ => response(StatusCode::NOT_FOUND, media_type::TEXT, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_site() {
        for (target, path) in [
            ("/", Some("index.html")),
            ("/don-vi/", Some("don-vi/index.html")),
            ("/don-vi/quan-1.html?x=1", Some("don-vi/quan-1.html")),
            ("/a/../b.html", Some("b.html")),
            ("/%C4%91%E1%BA%A5t.html", Some("đất.html")),
            ("/..", None),
            ("/../etc/passwd", None),
            ("/%2e%2e/%2e%2e/etc/passwd", None),
            ("/a/..%2f..%2f..%2fetc/passwd", None),
            ("http://evil.example/", None),
            ("*", None),
        ] {
            assert_eq!(path_of(target).as_deref(), path, "{target}");
        }
    }
}
