//! The campaign as a whole: `campaign.toml`.

use crate::calendar::{Day, YearStart};
use crate::number::NumberStyle;

/// A link with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is called.
    pub name: Box<str>,
    /// Where it goes (http, https or mailto).
    pub url: Box<str>,
}

/// What `campaign.toml` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The campaign's name.
    pub title: Box<str>,
    /// Its theme (chủ đề).
    pub theme: Option<Box<str>>,
    /// Who runs it.
    pub organizer: Option<Box<str>>,
    /// First day that is counted.
    pub starts: Day,
    /// Last day that is counted.
    pub ends: Day,
    /// What readers see in place of the first day.
    pub starts_shown: Option<Box<str>>,
    /// The day it was announced.
    pub announced: Option<Day>,
    /// Absolute address of the site, without a trailing slash.
    pub base_url: Option<Box<str>>,
    /// Languages of the pages; the first leads.
    pub languages: Vec<crate::locale::Language>,
    /// Links to other sites.
    pub links: Vec<Link>,
    /// Whom to ask: an office.
    pub contact: Option<Box<str>>,
    /// The licence of the data.
    pub licence: Option<Box<str>>,
    /// Whether all figures are illustrative unless a folder says otherwise.
    pub illustrative: bool,
    /// How ambiguous numbers are read.
    pub numbers: Option<NumberStyle>,
    /// Where the years begin that lie in two of the calendar's.
    pub year_start: YearStart,
    /// Names of kinds of unit, in the order written: `district` → `Quận, huyện`.
    pub kinds: Vec<(Box<str>, Box<str>)>,
    /// Further names of columns: printed name → column.
    pub labels: Vec<(Box<str>, Box<str>)>,
    /// The kinds of unit that owe an initiative.
    pub initiatives_owed_by: Vec<Box<str>>,
}

impl Settings {
    /// The name of a kind of unit, or the kind itself.
    #[must_use]
    pub fn kind_name<'a>(&'a self, kind: &'a str) -> &'a str {
        self.kinds
            .iter()
            .find(|(k, _)| &**k == kind)
            .map_or(kind, |(_, name)| name)
    }
}
