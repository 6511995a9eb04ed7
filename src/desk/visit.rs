//! What a browser asks or sends, and whether it may write.

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, Method};

/// The most that one form may send. Photos have up to 20 MB, and twenty tables come at once.
pub(super) const LONGEST_FORM: usize = 128 << 20;

/// No form has more values.
const MOST_VALUES: usize = 20_000;

/// No form has more files.
const MOST_FILES: usize = 200;

/// What tells a page of this desk from one of elsewhere: random, another one with every run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token(String);

impl Token {
    /// A new one.
    pub(super) fn new() -> Self {
        let mut bytes = [0; 16];
        if getrandom::fill(&mut bytes).is_err() {
            // A system without chance: nothing can be written, since nothing equals an empty token.
            return Self(String::new());
        }
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// As it stands in forms.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    fn is(&self, given: &str) -> bool {
        !self.0.is_empty() && self.0 == given
    }
}

/// The values of a form or of an address, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Values(Vec<(String, String)>);

impl Values {
    /// Those of an address's query, or of a plain form.
    pub(super) fn parse(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first value of a name; an empty one where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// The first value of a name.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        let mut values = self.0.iter();
        let found = values.find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Every value of a name.
    pub(super) fn all<'v>(&'v self, name: &'v str) -> impl Iterator<Item = &'v str> {
        let values = self.0.iter().filter(move |(given, _)| given == name);
        values.map(|(_, value)| value.as_str())
    }

    /// Gives a name one value, in the place of those that it has.
    pub(super) fn set(&mut self, name: &str, value: String) {
        self.0.retain(|(given, _)| given != name);
        self.push(name, value);
    }

    /// Every value with its name.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Adds a value.
    pub(super) fn push(&mut self, name: &str, value: String) {
        self.0.push((name.to_owned(), value));
    }
}

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Upload {
    /// The control's name.
    pub(super) control: String,
    /// The file's name as the person knows it; no path that can be relied upon.
    pub(super) name: String,
    pub(super) bytes: Bytes,
}

/// What was sent to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Posted {
    pub(super) values: Values,
    pub(super) files: Vec<Upload>,
    /// Whether the form came from a page of this run; else it is shown again.
    pub(super) is_of_this_run: bool,
}

/// A question.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    /// The parts of the path below the desk, decoded.
    pub(super) path: Vec<String>,
    pub(super) query: Values,
    /// What was sent; `None` where something is only asked.
    pub(super) posted: Option<Posted>,
}

/// Why a question is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A page of elsewhere sent it.
    Elsewhere,
    /// It sends more than is taken.
    TooLong,
    /// It cannot be read, or broke off.
    Broken,
}

impl Visit {
    /// Reads a request whose path below the desk is given.
    pub(super) async fn read(request: Request, path: &str, token: &Token) -> Result<Self, Refusal> {
        let path = path
            .split('/')
            .map(decode)
            .collect::<Option<_>>()
            .ok_or(Refusal::Broken)?;
        let query = Values::parse(request.uri().query().unwrap_or_default().as_bytes());
        let is_write = *request.method() == Method::POST;
        if is_write && !is_from_here(request.headers()) {
            return Err(Refusal::Elsewhere);
        }
        let posted = match is_write {
            true => Some(read_form(request, token).await?),
            false => None,
        };
        Ok(Self {
            path,
            query,
            posted,
        })
    }
}

/// A part of a path as people read it; none that leads elsewhere.
fn decode(part: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(part)
        .decode_utf8()
        .ok()?;
    (!matches!(&*decoded, "." | "..") && !decoded.contains('\0')).then(|| decoded.into_owned())
}

/// Whether a page of this server sent the request: its `Origin` names the server as `Host` does.
fn is_from_here(headers: &HeaderMap) -> bool {
    let mut origins = headers.get_all(ORIGIN).iter();
    let (Some(origin), None) = (origins.next(), origins.next()) else {
        return false;
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin = origin
        .to_str()
        .ok()
        .and_then(|origin| origin.strip_prefix("http://"));
    origin
        .zip(host)
        .is_some_and(|(origin, host)| origin.eq_ignore_ascii_case(host))
}

async fn read_form(request: Request, token: &Token) -> Result<Posted, Refusal> {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (values, files) = if kind.starts_with("multipart/form-data") {
        read_parts(request).await?
    } else if kind.starts_with("application/x-www-form-urlencoded") {
        let body = Bytes::from_request(request, &()).await;
        let body = body.map_err(|error| refusal(error.status()))?;
        (Values::parse(&body), Vec::new())
    } else {
        return Err(Refusal::Broken);
    };
    if values.0.len() > MOST_VALUES || files.len() > MOST_FILES {
        return Err(Refusal::TooLong);
    }
    let is_of_this_run = token.is(values.get("token"));
    Ok(Posted {
        values,
        files,
        is_of_this_run,
    })
}

async fn read_parts(request: Request) -> Result<(Values, Vec<Upload>), Refusal> {
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|error| refusal(error.status()))?;
    let (mut values, mut files) = (Values::default(), Vec::new());
    while let Some(part) = parts
        .next_field()
        .await
        .map_err(|error| refusal(error.status()))?
    {
        let control = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().map(str::to_owned);
        let bytes = part
            .bytes()
            .await
            .map_err(|error| refusal(error.status()))?;
        match name {
            // A control for a file that none was chosen for.
            Some(name) if name.is_empty() && bytes.is_empty() => {}
            Some(name) => files.push(Upload {
                control,
                name,
                bytes,
            }),
            None => {
                let text = String::from_utf8(bytes.into()).map_err(|_| Refusal::Broken)?;
                values.0.push((control, text));
            }
        }
        if values.0.len() > MOST_VALUES || files.len() > MOST_FILES {
            return Err(Refusal::TooLong);
        }
    }
    Ok((values, files))
}

fn refusal(status: axum::http::StatusCode) -> Refusal {
    match status.as_u16() {
        413 => Refusal::TooLong,
        _ => Refusal::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_pages_of_this_server_may_write() {
        let is_from_here = |origins: &[&'static str], host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static(host));
            for origin in origins {
                headers.append(ORIGIN, HeaderValue::from_static(origin));
            }
            is_from_here(&headers)
        };
        assert!(is_from_here(&["http://127.0.0.1:8019"], "127.0.0.1:8019"));
        assert!(is_from_here(&["http://localhost:8019"], "localhost:8019"));
        for origins in [
            &[][..],
            &["null"],
            &["http://evil.example"],
            &["http://127.0.0.1:8020"],
            &["https://127.0.0.1:8019"],
            &["http://localhost:8019"],
            &["http://127.0.0.1:8019", "http://evil.example"],
        ] {
            assert!(!is_from_here(origins, "127.0.0.1:8019"), "{origins:?}");
        }
    }

    #[test]
    fn an_empty_token_is_nobodys() {
        assert!(!Token(String::new()).is(""));
        let token = Token::new();
        assert!(token.is(token.as_str()) && !token.is(""));
        assert_ne!(token, Token::new());
    }

    #[test]
    fn parts_of_a_path_lead_nowhere_else() {
        assert_eq!(decode("b%C3%A0i.md").as_deref(), Some("bài.md"));
        for part in [".", "..", "%2e%2e", "a%00", "%ff"] {
            assert_eq!(decode(part), None, "{part}");
        }
    }
}
