//! Marks stand in the HTML for what the sanitiser must not see or could not tell from what a person wrote: our ids,
//! the links that we resolved, and the HTML of calls. They are put in their places when the rest has passed.

use rustc_hash::FxHasher;
use std::hash::Hasher;

/// What a mark stands for.
#[derive(Debug)]
pub(super) enum Mark {
    /// HTML of a call.
    Html(String),
    /// An id of ours.
    Id(String),
    /// Where a link or picture of the Markdown leads; `None` where that could not be had.
    Url(Option<Url>),
}

/// A URL as it stands in the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Url {
    /// The URL, not yet escaped for HTML.
    pub(super) href: String,
    /// Whether it leads out of the site.
    pub(super) is_external: bool,
    /// How wide and high the picture is that it leads to, where that is known.
    pub(super) size: Option<(u32, u32)>,
}

/// The marks of one text.
#[derive(Debug)]
pub(super) struct Marks {
    prefix: String,
    all: Vec<Mark>,
}

impl Marks {
    /// The marks of this text hold a hash of it, so that nothing in it can look like one of them.
    pub(super) fn new(text: &str) -> Self {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        Self {
            prefix: format!("mark{:016x}-", hasher.finish()),
            all: Vec::new(),
        }
    }

    /// The token that stands for something.
    pub(super) fn add(&mut self, mark: Mark) -> String {
        self.all.push(mark);
        format!("{}{}.", self.prefix, self.all.len() - 1)
    }

    /// What every token begins with.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What the token at the beginning of `text` stands for, and the token's length.
    pub(super) fn at_start(&self, text: &str) -> Option<(&Mark, usize)> {
        let number = text.strip_prefix(&self.prefix)?;
        let (number, _) = number.split_once('.')?;
        let mark = self.all.get(number.parse::<usize>().ok()?)?;
        Some((mark, self.prefix.len() + number.len() + 1))
    }
}
