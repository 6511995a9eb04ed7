//! Diagnostics printed with an excerpt of the file that they are about: for people, as JSON, as HTML.

mod alike;
mod excerpt;
mod html;
mod human;
mod json;

pub(crate) use html::write_html;
pub(crate) use human::{Detail, write_human};
pub(crate) use json::write_json;
