//! The sections of an initiative's page, rendered.

use crate::model::{Initiative, Passage};
use crate::place::Prose;
use crate::render::Html;

/// The sections of an initiative's page as HTML; those that are given as cells are absent.
#[derive(Debug, Default)]
pub(crate) struct SectionHtml {
    /// What was wrong.
    pub problem: Option<Html>,
    /// What was done.
    pub solution: Option<Html>,
    /// What came of it.
    pub results: Option<Html>,
    /// What it takes.
    pub requirements: Option<Html>,
    /// What did not work.
    pub difficulties: Option<Html>,
    /// What was learned.
    pub lessons: Option<Html>,
    /// What its page says besides.
    pub more: Option<Html>,
    /// Whether illustrative figures stand in any of them.
    pub illustrative: bool,
}

/// What takes the HTML of a section.
pub(in crate::site) type Slot = fn(&mut SectionHtml) -> &mut Option<Html>;

/// The sections of an initiative's page in the order in which they stand on it, each with what begins the ids of its
/// footnotes.
pub(in crate::site) fn sections(
    initiative: &Initiative,
) -> impl Iterator<Item = (&Prose, &'static str, Slot)> {
    let all: [(Option<&Prose>, &'static str, Slot); 7] = [
        (section(&initiative.problem), "van-de-", |html| {
            &mut html.problem
        }),
        (section(&initiative.solution), "cach-lam-", |html| {
            &mut html.solution
        }),
        (initiative.prose.as_ref(), "them-", |html| &mut html.more),
        (
            initiative.results.as_ref().and_then(section),
            "ket-qua-",
            |html| &mut html.results,
        ),
        (
            initiative.requirements.as_ref().and_then(section),
            "can-co-",
            |html| &mut html.requirements,
        ),
        (
            initiative.difficulties.as_ref().and_then(section),
            "kho-khan-",
            |html| &mut html.difficulties,
        ),
        (
            initiative.lessons.as_ref().and_then(section),
            "bai-hoc-",
            |html| &mut html.lessons,
        ),
    ];
    all.into_iter()
        .filter_map(|(prose, prefix, slot)| Some((prose?, prefix, slot)))
}

fn section(passage: &Passage) -> Option<&Prose> {
    match passage {
        Passage::Section(prose) => Some(prose),
        Passage::Plain(_) => None,
    }
}
