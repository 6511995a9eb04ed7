//! Free pages: about, rules, contact, whatever a campaign wants to say besides.

use super::Attachment;
use crate::calendar::Day;
use crate::place::{Place, Prose};

/// A free page, from `content/NAME.md` to `NAME.html`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreePage {
    /// Its address: the file's name.
    pub slug: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// A sentence or two.
    pub summary: Option<Box<str>>,
    /// When it was last changed.
    pub updated: Option<Day>,
    /// Every file of its folder that its text links to; published in `NAME/`.
    pub files: Vec<Attachment>,
    /// Its old addresses.
    pub aliases: Vec<Box<str>>,
    /// Whether it is marked as a draft (shown only with `--drafts`).
    pub draft: bool,
    /// Its text.
    pub prose: Prose,
    /// Where its front matter begins.
    pub place: Place,
}
