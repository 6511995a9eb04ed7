//! Diagnostics printed with an excerpt of the file that they are about: for people, as JSON, as HTML.

mod alike;
mod excerpt;
mod html;
mod human;
mod json;

pub use html::write_html;
pub use human::{Detail, write_human};
pub use json::write_json;
