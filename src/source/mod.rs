//! Reading the site folder into tables and pages whose every cell knows its place; no meaning yet.

mod cell_kind;
mod clean_csv;
mod csv_cell;
mod encoding;
mod front_matter;
mod grid;
mod header;
mod header_level;
mod left_behind;
mod link_path;
mod linked_file;
mod loose_link;
mod misplaced;
mod separator;
mod settled;
mod small_table;
mod stacked_header;
mod table;
mod table_file;
mod table_source;
mod table_text;
mod tangled;
mod text;
pub mod toml;
mod walk;
mod workbook;

pub use cell_kind::CellKind;
pub use clean_csv::{Cleaning, clean_csv};
pub use csv_cell::csv_cell;
pub use encoding::{Decoded, Fault, Foreign, decode_table, decode_text};
pub(crate) use encoding::{GivenEncoding, is_clean};
pub use front_matter::{FRONT_MATTER_LINE, FrontMatter, split_front_matter};
pub use grid::{GridRow, grid};
pub use header::{ColumnNames, Header, cell_place, header_key, is_running_number, one_line};
pub(crate) use left_behind::{is_left_behind, is_older_copy};
pub use link_path::{LinkPath, percent_decoded, split_fragment, url_scheme};
pub use linked_file::{LinkedFile, linked_file};
pub use loose_link::{LooseLink, LooseLinks, is_reference, link_addresses, markdown_options};
pub(crate) use loose_link::{is_address, is_escaped, unescaped};
pub use separator::{Table, cells_of_row, likely_separator};
pub use settled::changed_files;
pub use small_table::{
    SmallRow, SmallTable, column_twice, fault_of_cell, fault_of_needed_cell, row_too_wide,
    unclosed_quote,
};
pub use stacked_header::{ColumnOf, HeaderColumn, PATH_SEPARATOR, StackedHeader};
pub use table::{ReshapedCell, Row, Rows, UnclosedQuote};
pub(crate) use table_file::refused;
pub use table_file::{
    Explain, KnownColumns, is_table_name, read_table_bytes, with_tables, with_tables_of,
};
pub use table_source::{TableRows, TableSource};
pub use table_text::{read_table_text, tell_faults};
pub use tangled::tangled;
pub use text::{read_bytes, read_text};
pub(crate) use walk::is_absent;
pub use walk::{Proposed, WATCHED_FOLDERS, walk, walk_with};
pub use workbook::{FileKind, SheetEntry, Workbook, WorkbookFault, WorkbookKind, sheet_entries};
