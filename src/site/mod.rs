//! What the site consists of: a list of everything there will be, each a path and a function that makes its bytes.
//!
//! A kind of page is one file here and one template of the same name. It has two halves: `view`, which turns the
//! campaign and its figures into a small serialisable value (the documented interface of its template), and a line in
//! `plan`, which gives every page its path.

pub mod data;
mod context;
mod plan;

pub use context::Context;
pub use plan::{Content, Planned, Site};
