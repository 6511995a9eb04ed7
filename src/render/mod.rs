//! Tera and Markdown: how views become pages, and what templates may call.

mod template;

pub use template::{Html, Override, Templates};
