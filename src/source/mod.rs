//! Reading the site folder into tables and pages whose every cell knows its place; no meaning yet.

mod place;

pub use place::{FileId, Place, SourceFile, Sources};
