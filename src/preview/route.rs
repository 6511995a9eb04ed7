//! What is answered to which address. Paths are looked up among the planned files and never in the file system.

use super::compared;
use super::edition::NOT_FOUND;
use super::events;
use super::http::{Reply, Request, Response};
use super::hub::{Found, Hub, State};
use super::media_type;
use super::panel::{At, Panel, page_of_compared, page_of_problems, with_panel};
use crate::render::encode_path;
use crate::source::{LinkPath, split_fragment};
use std::io;
use std::net::TcpStream;

/// The preview's own files; a site has none that begins so.
const OWN: &str = ".thidua/";

const EVENTS: &str = ".thidua/events";

const SCRIPT: &str = include_str!("assets/preview.js");
const STYLE: &str = include_str!("assets/preview.css");

/// The policy of the page of problems: its own stylesheet and script.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'";

/// Answers a question.
pub(super) fn answer(
    hub: &Hub,
    port: u16,
    request: &Request,
    stream: &mut &TcpStream,
) -> io::Result<Reply> {
    let host = request.host.as_deref().filter(|host| is_ours(host, port));
    let response = match (request.head_only, host) {
        (None, _) => Response::new(405, media_type::TEXT, ""),
        // Another name that leads here: a page from elsewhere could read drafts through it (DNS rebinding).
        (_, None) => {
            let text = hub.words.word("preview.not-this-host");
            Response::new(421, media_type::TEXT, text)
        }
        (Some(head_only), Some(host)) => {
            let visit = Visit { hub, host };
            match path_of(&request.target) {
                Some(path) if path == EVENTS && !head_only => {
                    return events::tell(hub, stream).map(|()| Reply::Done);
                }
                Some(path) if path == compared::PATH => visit.compared(),
                Some(path) => match path.strip_prefix(OWN) {
                    Some(own) => own_file(hub, own),
                    None => visit.file(&path),
                },
                None => visit.missing(),
            }
        }
    };
    Ok(Reply::Response(response))
}

/// Whether a `Host` header names this server as people on this machine do.
fn is_ours(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        Some((name, given)) if !given.ends_with(']') => (name, given.parse().ok()),
        _ => (host, Some(80)),
    };
    let is_loopback = ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|own| name.eq_ignore_ascii_case(own));
    is_loopback && given == Some(port)
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
            Found::File(bytes) if is_page => self.page(200, &bytes, &state, &state.panel),
            Found::File(bytes) => Response::new(200, kind, &*bytes),
            Found::Old(bytes, panel) => self.page(200, &bytes, &state, &panel),
            Found::Failed(panel) if is_page => self.problems(500, &state, &panel),
            Found::Failed(_) => Response::new(500, media_type::TEXT, ""),
            Found::NoSite if is_page => self.problems(503, &state, &state.panel),
            Found::NoSite => Response::new(503, media_type::TEXT, ""),
            Found::Missing => self.missing(),
            Found::Folder => {
                let mut response = Response::new(302, media_type::TEXT, "");
                response.location = Some(format!("/{}/", encode_path(path)));
                response
            }
        }
    }

    /// What was read last, whether or not a site could be made of it.
    fn compared(&self) -> Response {
        let state = self.hub.state();
        match page_of_compared(&self.at(&state), &state.panel) {
            Some(html) => own(200, html),
            None => self.problems(503, &state, &state.panel),
        }
    }

    /// The site's own page for what is missing.
    fn missing(&self) -> Response {
        let (found, state) = self.hub.file(NOT_FOUND);
        match found {
            Found::File(bytes) | Found::Old(bytes, _) => {
                self.page(404, &bytes, &state, &state.panel)
            }
            Found::Failed(panel) => self.problems(404, &state, &panel),
            Found::NoSite => self.problems(503, &state, &state.panel),
            Found::Folder | Found::Missing => Response::new(404, media_type::TEXT, ""),
        }
    }

    fn at<'s>(&'s self, state: &'s State) -> At<'s> {
        At {
            state,
            host: self.host,
            words: self.hub.words,
        }
    }

    fn page(&self, status: u16, html: &[u8], state: &State, panel: &Panel) -> Response {
        let html = with_panel(html, &self.at(state), panel);
        Response::new(status, media_type::HTML, html)
    }

    fn problems(&self, status: u16, state: &State, panel: &Panel) -> Response {
        own(status, page_of_problems(&self.at(state), panel))
    }
}

/// A page of the preview itself.
fn own(status: u16, html: Vec<u8>) -> Response {
    let mut response = Response::new(status, media_type::HTML, html);
    response.policy = Some(POLICY);
    response
}

fn own_file(hub: &Hub, name: &str) -> Response {
    match name {
        "preview.js" => Response::new(200, media_type::JAVASCRIPT, SCRIPT),
        "preview.css" => Response::new(200, media_type::CSS, STYLE),
        "panel" => Response::new(200, media_type::HTML, hub.state().panel.html(hub.words)),
        _ => Response::new(404, media_type::TEXT, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for host in [
            "127.0.0.1:8019",
            "localhost:8019",
            "LOCALHOST:8019",
            "[::1]:8019",
        ] {
            assert!(is_ours(host, 8019), "{host}");
        }
        for host in [
            "evil.example:8019",
            "127.0.0.1",
            "127.0.0.1:80",
            "127.0.0.1.evil.example:8019",
            "localhost:8019:8019",
            "",
            ":8019",
            "[::1]",
        ] {
            assert!(!is_ours(host, 8019), "{host}");
        }
        assert!(is_ours("localhost", 80));
    }

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
