//! Reading the site folder into tables and pages whose every cell knows its place; no meaning yet.

mod front_matter;
mod header;
mod link_path;
mod place;
mod separator;
mod small_table;
mod table;
mod text;
pub mod toml;
mod walk;

pub use front_matter::{FRONT_MATTER_LINE, FrontMatter, split_front_matter};
pub use header::{ColumnNames, Header, cell_place, header_key, one_line};
pub use link_path::{LinkPath, linked_paths, percent_decoded, split_fragment, url_scheme};
pub use place::{FileId, Place, SourceFile, Sources};
pub use separator::Table;
pub use small_table::{SmallRow, SmallTable, column_twice, row_too_wide, unclosed_quote};
pub use table::{Row, Rows, UnclosedQuote};
pub(crate) use text::is_plainly_composed;
pub use text::{decode, read_bytes, read_text};
pub use walk::walk;
