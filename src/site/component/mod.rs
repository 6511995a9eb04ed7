//! Components that Rust writes in place of templates, since pages have hundreds of them. Each takes what it shows, knows
//! nothing of what that is about, and escapes texts as templates do; templates print what comes of it as it is. End tags
//! that HTML does without are left out.
//!
//! Nowhere else under `site` is HTML written in Rust, and drawings are no HTML; `docs/templates.md` tells of them all.

mod row;
mod snippet;
mod words;

pub(super) use row::{
    FieldRow, HeatCell, MultiplesCell, Notes, file_entry, heat_row, multiples_row, ratio,
    series_row,
};
pub(super) use snippet::{FrameHeight, TextSnippet, frame_snippet, picture_snippet};
pub(super) use words::{Sentence, figure_in_text, paragraph, state_mark};
