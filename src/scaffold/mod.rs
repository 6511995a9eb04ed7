//! Files to begin with: a whole site folder, an announcement, an initiative, every key explained in place. Nothing here
//! looks at a disk but [`create`].
//!
//! | file | holds |
//! | --- | --- |
//! | `description` | what a new site is to be; a file |
//! | `campaign` | `campaign.toml` |
//! | `units` | the register: a ready list, or names that somebody has |
//! | `indicator` | an indicator: a ready one, or one described in words |
//! | `indicators` | `indicators.toml` |
//! | `page` | an announcement, an initiative |
//! | `text` | what people type, as it goes into files and addresses |
//! | `explain` | keys with their meaning as comments |
//! | `create` | a new site folder, whole or not at all |

mod campaign;
mod create;
mod description;
mod explain;
mod indicator;
mod indicators;
mod page;
#[cfg(test)]
mod tests;
mod text;
mod units;

pub use create::{Refusal, create, is_free};
pub use description::{NewFile, SiteDescription};
pub use indicator::{IndicatorFault, NewIndicator, READY, Ready};
pub use page::{NewPage, announcement, initiative};
pub use units::NewUnits;

use crate::locale::Words;
use crate::reading::keys::{DEFAULTS, HOME, UNITS};
use explain::{comment, explained};
use std::fmt::Write as _;

/// The files of a new site.
#[must_use]
pub fn site(description: &SiteDescription) -> Vec<NewFile> {
    let words = Words::of(description.language);
    let defaults = format!(
        "{}\n{}",
        comment(words.word("scaffold.file.defaults")),
        explained(&DEFAULTS, &[], words)
    );
    let home = format!(
        "+++\n{}{}+++\n",
        comment(words.word("scaffold.file.home")),
        explained(&HOME, &[], words)
    );
    vec![
        NewFile::new("data/campaign.toml", campaign::text(description, words)),
        NewFile::new("data/units.csv", description.units.csv()),
        NewFile::new("data/indicators.toml", indicators::text(description, words)),
        NewFile::new("data/observations/_defaults.toml", defaults),
        NewFile::new("content/index.md", home),
        NewFile::new(words.word("scaffold.next.file"), next(words)),
    ]
}

/// What to do next, with what a table of units cannot say of its columns itself.
fn next(words: &'static Words) -> String {
    let mut text = words.word("scaffold.next.text").to_owned();
    for key in UNITS.all {
        let meaning = UNITS.meaning(key.name, words).unwrap_or_default();
        // Writing to a text does not fail.
        let _ = writeln!(text, "- {}: {meaning}", key.name);
    }
    // Editors of Windows know the end of a line by both.
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}
