//! Reading the site folder into tables and pages whose every cell knows its place; no meaning yet.

mod front_matter;
mod place;
mod text;
pub mod toml;
mod walk;

pub use front_matter::{FrontMatter, split_front_matter};
pub use place::{FileId, Place, SourceFile, Sources};
pub use text::{decode, read_bytes, read_text};
pub use walk::walk;
