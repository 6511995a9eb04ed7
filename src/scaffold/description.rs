//! What a new site is to be, and the files that it is made of.

use super::indicator::NewIndicator;
use super::units::NewUnits;
use crate::calendar::Day;
use crate::locale::Language;

/// A file to be written, with `/` in its path from the site folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Where it goes.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl NewFile {
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            bytes: text.into().into_bytes(),
        }
    }
}

/// What a new site is to be.
#[derive(Debug, Clone)]
pub struct SiteDescription {
    /// The campaign's name.
    pub title: String,
    /// Its first counted day.
    pub starts: Day,
    /// Its last counted day.
    pub ends: Day,
    /// The language of the site, and of the comments in its files.
    pub language: Language,
    /// Who takes part.
    pub units: NewUnits,
    /// What is measured, in the order in which it is shown.
    pub indicators: Vec<NewIndicator>,
}
