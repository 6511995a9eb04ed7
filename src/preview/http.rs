//! HTTP: who may ask, what every answer says, and the connections over which it comes.

use super::hub::Hub;
use super::media_type;
use super::waiting::Waiting;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderValue, LOCATION,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// No more connections at once: a browser opens six a site.
const MOST_CONNECTIONS: usize = 256;

/// So many answers are being made at once, each in a thread; most wait for an edition.
const MOST_ANSWERS: usize = 64;

/// So long a connection may take for the head of its next request.
const PATIENCE: Duration = Duration::from_secs(60);

/// A site has no folder of this name: it is the editors' desk, whose answers may be to writes.
pub(super) const DESK: &str = "/ban-bien-tap";

/// Answers on a listener by `router`, until the process ends.
///
/// # Errors
/// That of the system, where it has no means for that.
pub(super) fn serve(
    listener: std::net::TcpListener,
    hub: Arc<Hub>,
    stack: usize,
    router: Router,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(MOST_ANSWERS)
        .thread_stack_size(stack)
        .build()?;
    let guarded = router.layer(from_fn(move |request: Request, next: Next| {
        let hub = Arc::clone(&hub);
        async move { guard(&hub, port, request, next).await }
    }));
    runtime.block_on(welcome(listener, guarded))
}

/// Takes connections, each into a task of its own.
async fn welcome(listener: std::net::TcpListener, router: Router) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let waiting = Waiting::default();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file handles, say: others may be given back.
            waiting.give_way();
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        if room.available_permits() == 0 {
            waiting.give_way();
        }
        let Ok(place) = Arc::clone(&room).acquire_owned().await else {
            return Ok(());
        };
        let _ = stream.set_nodelay(true);
        let number = waiting.number();
        let conversation = converse(stream, place, router.clone(), waiting.clone(), number);
        let task = tokio::spawn(conversation);
        waiting.add(number, task.abort_handle());
    }
}

/// Answers every question on a connection.
async fn converse(
    stream: TcpStream,
    place: OwnedSemaphorePermit,
    router: Router,
    waiting: Waiting,
    number: u64,
) {
    let service = TowerToHyperService::new(router);
    let answer = service_fn(|request| {
        let busy = waiting.busy(number);
        let answer = service.call(request);
        async move {
            let answer = answer.await;
            drop(busy);
            answer
        }
    });
    // A connection that breaks off has nobody to be told.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .title_case_headers(true)
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), answer)
        .await;
    waiting.remove(number);
    drop(place);
}

/// Lets in who asks this machine by its own name; the site itself can only be read.
async fn guard(hub: &Hub, port: u16, request: Request, next: Next) -> Response {
    let mut hosts = request.headers().get_all(HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().unwrap_or_default(),
        _ => "",
    };
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let posts = *request.method() == Method::POST && is_of_desk(request.uri().path());
    let mut response = if !is_ours(host, port) {
        // Another name that leads here: a page from elsewhere could read drafts through it (DNS rebinding).
        let text = hub.words.word("preview.not-this-host");
        response(StatusCode::MISDIRECTED_REQUEST, media_type::TEXT, text)
    } else if reads || posts {
        next.run(request).await
    } else {
        let mut refused = response(StatusCode::METHOD_NOT_ALLOWED, media_type::TEXT, "");
        let allowed = HeaderValue::from_static("GET, HEAD");
        refused.headers_mut().insert(ALLOW, allowed);
        refused
    };
    // Nothing here is worth keeping, and nothing is what it does not say it is.
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Whether an address is one of the desk.
fn is_of_desk(path: &str) -> bool {
    path.strip_prefix(DESK)
        .is_some_and(|rest| rest.starts_with('/'))
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

/// An answer with content.
pub(crate) fn response(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let kind = HeaderValue::from_static(kind);
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

/// The answer under a content-security policy of its own.
pub(crate) fn with_policy(mut response: Response, policy: &'static str) -> Response {
    let policy = HeaderValue::from_static(policy);
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, policy);
    response
}

/// An answer that sends the browser elsewhere on this server: to be read there, after a write too.
pub(crate) fn redirect(status: StatusCode, to: &str) -> Response {
    let mut response = response(status, media_type::TEXT, "");
    // What is no header is no address that we made.
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response
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
    fn only_the_desk_takes_writes() {
        assert!(is_of_desk("/ban-bien-tap/"));
        assert!(is_of_desk("/ban-bien-tap/thong-bao/moi"));
        for path in [
            "/",
            "/ban-bien-tap",
            "/ban-bien-tap.html",
            "/don-vi/ban-bien-tap/",
        ] {
            assert!(!is_of_desk(path), "{path}");
        }
    }
}
