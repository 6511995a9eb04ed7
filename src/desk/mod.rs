//! The editors' desk, `ban-bien-tap/`: forms in the browser over the files of the site folder, while `serve` runs.
//!
//! ```text
//! browser ──visit──▶ a page of the desk ──entry──▶ a file as a form, and back ──store──▶ the site folder
//!                         └──office──▶ the site as it would be: its problems, a page of it, what would change
//! ```
//!
//! Every task works by plain forms; scripts only make it quicker. Nothing is written but by [`store`], which keeps the
//! version before and refuses to overwrite what somebody else has changed.
//!
//! | file | holds |
//! | --- | --- |
//! | `visit` | what a browser asks or sends, and whether it may write |
//! | `answer` | what it gets |
//! | `route` | which page answers which address |
//! | `pages` | templates, and what all pages have in common |
//! | `store` | reading and writing files of the site folder; the versions before; what is not finished |
//! | `section` | the three kinds of texts: where they lie, what their forms have |
//! | `entry`, `toml_form` | a text, a table of a TOML file as the values of a form, and back |
//! | `list`, `edit`, `history` | texts: all of a kind, one in its form, its versions |
//! | `settings`, `unit_sheet` | the campaign's settings, its indicators and units |
//! | `changes` | what readers would see change |
//! | `publish` | publication, and what waits for its day |
//! | `bring` | a document of Word as the text of a form; what is pasted |
//! | `picture` | pictures that are dropped or chosen in a form |
//! | `today` | the first page: what there is to do |
//! | `tables` | tables: dropped in, understood, taken into `data/` |
//! | `look` | a page of the site as it would be with what is not saved yet |
//! | `office` | what the program does for the desk beside showing the site |

mod answer;
mod bring;
mod changes;
mod diff;
mod edit;
mod entry;
mod form;
mod history;
mod list;
mod look;
mod office;
mod pages;
mod picture;
mod problems;
mod publish;
mod route;
mod section;
mod settings;
mod store;
mod tables;
mod today;
mod toml_form;
mod unit_sheet;
mod visit;

pub(crate) use office::{Attempt, Changes, Look, Office, Publishing, Publishment};
pub(crate) use route::router;

use crate::locale::Words;
use crate::preview::Hub;
use pages::Pages;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use visit::Token;

/// Everything that the pages of the desk are made from.
pub(crate) struct Desk {
    words: &'static Words,
    /// The site as it is shown.
    hub: Arc<Hub>,
    office: Arc<dyn Office>,
    store: Store,
    pages: Pages,
    token: Token,
}

impl Desk {
    /// The desk of the site folder `root`.
    pub(crate) fn new(
        root: &Path,
        words: &'static Words,
        hub: &Arc<Hub>,
        office: Arc<dyn Office>,
    ) -> Self {
        Self {
            words,
            hub: Arc::clone(hub),
            office,
            store: Store::new(root),
            pages: Pages::new(words),
            token: Token::new(),
        }
    }
}
