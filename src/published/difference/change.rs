//! A change that readers see, and what it is one of.

use serde_json::Value;
use std::collections::BTreeMap;
use std::io;

/// A change that readers see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// What changed.
    pub subject: Subject,
    /// What it was; `None` where there was none.
    pub old: Option<Value>,
    /// What it is; `None` where there is none any more.
    pub new: Option<Value>,
}

/// What a change is one of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// A page, by its path.
    Page(Box<str>),
    /// An announcement, by its page.
    Announcement {
        /// Its page.
        path: Box<str>,
        /// Its title.
        title: Box<str>,
    },
    /// An initiative.
    Initiative {
        /// Its code.
        id: Box<str>,
        /// Its title.
        title: Box<str>,
    },
    /// A figure of a unit: of a period, or cumulative; of a field, or overall.
    Figure {
        /// Whose.
        of: Of,
        /// The field's key.
        field: Option<Box<str>>,
        /// The code of the period; `None` of the cumulative figure.
        period: Option<Box<str>>,
    },
    /// How a unit's headline stands to its target.
    Status(Of),
    /// A unit's place in its block.
    Place(Of),
}

/// A unit and an indicator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Of {
    /// The unit's code.
    pub unit: Box<str>,
    /// The indicator's code; `None` of the composite ranking.
    pub indicator: Option<Box<str>>,
}

/// Everything that changed, and the names of what it is about.
#[derive(Debug, Default)]
pub(crate) struct Difference {
    /// Announcements, initiatives, places, statuses, figures, pages: each by what it is about.
    pub changes: Vec<Change>,
    /// The names of units by their codes, with the unit above where that is not the whole.
    pub units: BTreeMap<Box<str>, Box<str>>,
    /// Indicators by their codes.
    pub indicators: BTreeMap<Box<str>, Measured>,
    /// The names of fields by their keys.
    pub fields: BTreeMap<Box<str>, Box<str>>,
    /// How many files are neither pages nor data and differ.
    pub others: usize,
}

/// What is to be known of an indicator to write its figures.
#[derive(Debug)]
pub(crate) struct Measured {
    /// Its name.
    pub name: Box<str>,
    /// The unit of measure.
    pub unit: Box<str>,
    /// The target as it is written.
    pub target: Option<Box<str>>,
}

/// Why two sites cannot be compared.
#[derive(Debug)]
pub(crate) enum DifferenceError {
    /// A file cannot be read.
    Io(Box<str>, io::Error),
    /// A file of one side is not as this program writes it.
    Form {
        /// The file.
        file: Box<str>,
        /// The site as it was named.
        site: Box<str>,
    },
}

impl Subject {
    /// The word by which programs know it.
    #[must_use]
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Page(_) => "page",
            Self::Announcement { .. } => "announcement",
            Self::Initiative { .. } => "initiative",
            Self::Figure { .. } => "figure",
            Self::Status(_) => "status",
            Self::Place(_) => "place",
        }
    }

    /// Where it stands among others: what readers notice first comes first.
    pub(super) const fn rank(&self) -> u8 {
        match self {
            Self::Announcement { .. } => 0,
            Self::Initiative { .. } => 1,
            Self::Status(_) => 2,
            Self::Place(_) => 3,
            Self::Figure { .. } => 4,
            Self::Page(_) => 5,
        }
    }
}
