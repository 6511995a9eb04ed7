//! What every page is made from.

use crate::campaign::{Campaign, Day};
use crate::figures::Figures;
use crate::locale::{Language, Words};
use crate::render::Templates;

/// Everything that pages are made from; the same for all of them, and never changed by one.
#[derive(Debug)]
pub struct Context<'a> {
    /// What the site folder says.
    pub campaign: &'a Campaign,
    /// What was computed of it.
    pub figures: &'a Figures,
    /// The templates, built-in ones and those of the site folder.
    pub templates: &'a Templates,
    /// The words of the pages' language.
    pub words: &'static Words,
    /// The day of the build's clock, in Vietnam. Only what shows or compares time may depend on it.
    pub today: Day,
    /// The absolute address of the site without a trailing slash, where there is one.
    pub base_url: Option<&'a str>,
}

impl Context<'_> {
    /// The language of the pages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.words.language()
    }
}
