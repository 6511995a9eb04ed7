//! Requests and answers on a connection: HTTP/1.1 as far as a browser needs it for reading. Nothing is ever sent to us
//! but questions: a request with a body is answered and the connection closed.

use super::waiting::Waiting;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

/// No request of a browser for a page is longer.
const LONGEST_HEAD: usize = 32 << 10;

/// So many header lines.
const MOST_HEADERS: usize = 100;

/// So long a connection that says nothing is kept.
const PATIENCE: Duration = Duration::from_secs(60);

/// So long a browser may take to take in a part of an answer.
const WRITE_PATIENCE: Duration = Duration::from_secs(10);

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// Whether only the head of the answer is wanted; `None` for a method that is not for reading.
    pub(super) head_only: Option<bool>,
    /// The address asked for, as it was sent.
    pub(super) target: String,
    /// The `Host` header; `None` where there is none, or more than one.
    pub(super) host: Option<String>,
    /// Whether the connection stays open for more.
    keeps_open: bool,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Response {
    pub(super) status: u16,
    /// Its media type.
    pub(super) kind: &'static str,
    /// Where to go instead.
    pub(super) location: Option<String>,
    /// Its content-security policy, where it has none in itself.
    pub(super) policy: Option<&'static str>,
    pub(super) body: Vec<u8>,
}

impl Response {
    /// An answer with content.
    pub(super) fn new(status: u16, kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            kind,
            location: None,
            policy: None,
            body: body.into(),
        }
    }
}

/// How a question is answered.
pub(super) enum Reply {
    /// By this; then others may follow.
    Response(Response),
    /// It was answered on the connection itself, to its end.
    Done,
}

/// Answers every question on a connection.
pub(super) fn converse(
    stream: TcpStream,
    waiting: &Waiting,
    answer: impl Fn(&Request, &mut &TcpStream) -> io::Result<Reply>,
) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(WRITE_PATIENCE))?;
    stream.set_nodelay(true)?;
    let connection = Arc::new(stream);
    let mut stream = &*connection;
    let mut unread = Vec::new();
    loop {
        let waits = waiting.wait(&connection);
        let next = next_request(&mut stream, &mut unread)?;
        drop(waits);
        let (request, keeps_open) = match next {
            Next::End => return Ok(()),
            Next::Bad(status) => {
                let response = Response::new(status, "text/plain; charset=utf-8", "");
                return write(&mut stream, &response, false, false);
            }
            Next::Request(request) => {
                let keeps_open = request.keeps_open;
                (request, keeps_open)
            }
        };
        match answer(&request, &mut stream)? {
            Reply::Done => return Ok(()),
            Reply::Response(response) => {
                let head_only = request.head_only == Some(true);
                write(&mut stream, &response, keeps_open, head_only)?;
            }
        }
        if !keeps_open {
            return Ok(());
        }
    }
}

enum Next {
    Request(Request),
    /// What was sent is no request that we understand: the status that says so.
    Bad(u16),
    End,
}

fn next_request(stream: &mut &TcpStream, unread: &mut Vec<u8>) -> io::Result<Next> {
    loop {
        match parse(unread) {
            Parsed::Whole(request, length) => {
                unread.drain(..length);
                return Ok(Next::Request(request));
            }
            Parsed::Bad => return Ok(Next::Bad(400)),
            Parsed::Partial if unread.len() >= LONGEST_HEAD => return Ok(Next::Bad(431)),
            Parsed::Partial => {}
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece)? {
            0 => return Ok(Next::End),
            length => unread.extend_from_slice(&piece[..length]),
        }
    }
}

enum Parsed {
    /// A request, and how many bytes it has.
    Whole(Request, usize),
    Partial,
    Bad,
}

fn parse(bytes: &[u8]) -> Parsed {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let length = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Parsed::Partial,
        Err(_) => return Parsed::Bad,
    };
    let (Some(method), Some(target)) = (parsed.method, parsed.path) else {
        return Parsed::Bad;
    };
    let values = |name: &str| -> Vec<String> {
        let of_name = parsed.headers.iter();
        let of_name = of_name.filter(|header| header.name.eq_ignore_ascii_case(name));
        of_name
            .map(|header| String::from_utf8_lossy(header.value).trim().to_owned())
            .collect()
    };
    let has_body = !values("transfer-encoding").is_empty()
        || values("content-length").iter().any(|length| length != "0");
    let connection = values("connection").join(",").to_ascii_lowercase();
    let is_old = parsed.version == Some(0);
    let keeps_open = !has_body && !is_old && !connection.contains("close");
    let host = <[String; 1]>::try_from(values("host")).ok();
    let request = Request {
        head_only: match method {
            "GET" => Some(false),
            "HEAD" => Some(true),
            _ => None,
        },
        target: target.to_owned(),
        host: host.map(|[host]| host),
        keeps_open: keeps_open && matches!(method, "GET" | "HEAD"),
    };
    Parsed::Whole(request, length)
}

/// What every answer says: nothing here is worth keeping, and nothing is what it does not say it is.
pub(super) const ALWAYS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";

fn write(
    stream: &mut &TcpStream,
    response: &Response,
    keeps_open: bool,
    head_only: bool,
) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{ALWAYS}",
        response.status,
        reason(response.status),
        response.kind,
        response.body.len(),
    );
    if let Some(location) = &response.location {
        head += &format!("Location: {location}\r\n");
    }
    if let Some(policy) = response.policy {
        head += &format!("Content-Security-Policy: {policy}\r\n");
    }
    if response.status == 405 {
        head += "Allow: GET, HEAD\r\n";
    }
    head += match keeps_open {
        true => "Connection: keep-alive\r\n\r\n",
        false => "Connection: close\r\n\r\n",
    };
    stream.write_all(head.as_bytes())?;
    if !head_only {
        stream.write_all(&response.body)?;
    }
    stream.flush()
}

const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> (Request, usize) {
        match parse(text.as_bytes()) {
            Parsed::Whole(request, length) => (request, length),
            _ => panic!("no whole request: {text:?}"),
        }
    }

    #[test]
    fn requests_are_read_one_after_the_other() {
        let two = "GET /a HTTP/1.1\r\nHost: localhost:1\r\n\r\nHEAD /b HTTP/1.1\r\n\r\n";
        let (first, length) = whole(two);
        assert_eq!((first.head_only, &*first.target), (Some(false), "/a"));
        assert_eq!(first.host.as_deref(), Some("localhost:1"));
        assert!(first.keeps_open);
        let (second, _) = whole(&two[length..]);
        assert_eq!((second.head_only, second.host), (Some(true), None));
    }

    #[test]
    fn what_is_not_for_reading_ends_the_conversation() {
        for text in [
            "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc",
            "GET / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc",
            "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "GET / HTTP/1.1\r\nConnection: Close\r\n\r\n",
            "DELETE / HTTP/1.1\r\n\r\n",
        ] {
            assert!(!whole(text).0.keeps_open, "{text}");
        }
        assert_eq!(whole("POST / HTTP/1.1\r\n\r\n").0.head_only, None);
    }

    #[test]
    fn two_hosts_are_none_and_nonsense_is_no_request() {
        let two = "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n";
        assert_eq!(whole(two).0.host, None);
        for text in [
            "\0\0\0\0",
            "GET\r\n\r\n",
            "GET / HTTP/9.9\r\n\r\n",
            "\u{16}\u{3}\u{1}",
        ] {
            assert!(matches!(parse(text.as_bytes()), Parsed::Bad), "{text:?}");
        }
        assert!(matches!(parse(b"GET / HT"), Parsed::Partial));
    }
}
