//! Tera and Markdown: how views become pages, and what templates may call.

mod markdown;
mod template;

pub use markdown::{
    Argument, Call, CallName, Heading, LinkTarget, Markdown, Rendered, Surroundings, encode_path,
};
pub use template::{Html, HtmlWriter, Override, Shared, Templates};
