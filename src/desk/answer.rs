//! What a browser gets from the desk.

use crate::preview::{redirect, response, with_policy};
use crate::render::encode_path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, HeaderValue, REFERRER_POLICY};
use axum::response::Response;

/// What pages of the desk may do: their own files, and the site's pages in frames. Other sites cannot frame them.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob: data:; font-src 'self'; \
     connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// An answer of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// A page of the desk.
    Page(StatusCode, String),
    /// After a write, and where a thing has another address: to be read there.
    SeeOther(String),
    /// A file of this media type, shown by the browser.
    File(&'static str, Vec<u8>),
    /// A page of the site, which brings its own policy.
    SitePage(Vec<u8>),
    /// A file of this media type, to be kept under this name.
    Download(&'static str, String, Vec<u8>),
}

impl Answer {
    pub(super) fn into_response(self) -> Response {
        match self {
            Self::Page(status, html) => {
                let page = response(status, "text/html; charset=utf-8", html);
                // A form that is sent without a referrer has no origin either.
                let mut page = with_policy(page, POLICY);
                let policy = HeaderValue::from_static("same-origin");
                page.headers_mut().insert(REFERRER_POLICY, policy);
                page
            }
            Self::SeeOther(to) => redirect(StatusCode::SEE_OTHER, &to),
            Self::File(kind, bytes) => response(StatusCode::OK, kind, bytes),
            Self::Download(kind, name, bytes) => {
                let mut file = response(StatusCode::OK, kind, bytes);
                let name = encode_path(&name).replace('/', "%2F");
                let named = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}"));
                // Never shown, whatever its name.
                let named = named.unwrap_or(HeaderValue::from_static("attachment"));
                file.headers_mut().insert(CONTENT_DISPOSITION, named);
                file
            }
            Self::SitePage(html) => response(StatusCode::OK, "text/html; charset=utf-8", html),
        }
    }
}
