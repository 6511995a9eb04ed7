//! The archive of initiatives (`sang-kien/index.html`), and its prebuilt lists (`sang-kien/linh-vuc/KEY.html`, …):
//! readers choose among them without any script.

mod choice;
mod coverage;
mod entry;
mod evidence;
mod home;
pub(in crate::site) mod label;
mod links;
mod list;
mod meant;
#[cfg(test)]
mod tests;
mod unit_index;

pub(super) use coverage::CoverageView;
pub(super) use coverage::{
    BelowCoverage, coverage_below, initiatives_registered, registered_words,
};

pub(super) use entry::ready_entries;
pub(super) use evidence::tried_link;
pub(super) use home::HomePractices;
pub(super) use home::home_practices;
pub(super) use list::{By, path as list_path};
pub(super) use meant::MeantView;
pub(super) use meant::meant_to_move;

use super::feed::FeedOf;
use super::layout::{LayoutView, LinkView, Part, page_view};
use super::pager::PagerView;
use super::{Around, Facts, Site, Wording, data, feed};
use crate::model::InitiativeId;
use crate::render::Shared;
use choice::choices;
use coverage::{Coverage, coverage_view};
use entry::ReadyEntry;
use label::Labelled;
use links::Links;
use list::{List, Lists};
use serde::Serialize;
use std::sync::OnceLock;
use unit_index::unit_index_link;

/// What is found of all initiatives once, for every page.
#[derive(Debug, Default)]
pub struct Archive {
    /// The links in both directions.
    pub(super) links: Links,
    /// The prebuilt lists.
    lists: Lists,
    /// Which units owe and have registered an initiative.
    pub(super) coverage: Coverage,
    /// By initiative: its entry in lists.
    entries: Vec<OnceLock<ReadyEntry>>,
    /// The lists to choose from, made when first asked for.
    choices: OnceLock<Shared>,
}

impl Archive {
    /// The archive of a campaign.
    pub(super) fn new(facts: &Facts<'_>, wording: &Wording) -> Self {
        let links = Links::new(facts.campaign);
        Self {
            lists: Lists::new(facts, wording, &links),
            coverage: Coverage::new(facts.campaign),
            entries: facts
                .campaign
                .initiatives
                .iter()
                .map(|_| OnceLock::new())
                .collect(),
            choices: OnceLock::new(),
            links,
        }
    }
}

/// The interface of `archive.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ArchiveView {
    /// What surrounds it.
    pub page: LayoutView,
    /// What the list is of; absent on the list of all.
    pub kicker: Option<&'static str>,
    /// Its heading, with how many there are.
    pub heading: String,
    /// How many units have registered one, on the first page of the list of all.
    pub coverage: Option<CoverageView>,
    /// The lists to choose from, a list of [`ChoiceView`]; none beside a unit's.
    pub choices: Option<Shared>,
    /// The list that this is, as an address.
    pub here: Option<String>,
    /// The initiatives of this page of the list, by the year in which they were begun, the latest first.
    pub years: Vec<YearView>,
    /// Of a unit's list: those that it took up from others ([`EntryView`]).
    pub adopted: Vec<Shared>,
    /// Whether the list is a unit's.
    pub of_unit: bool,
    /// The other pages of the list.
    #[serde(flatten)]
    pub pager: PagerView,
}

page_view!(ArchiveView, "archive.html");

/// Initiatives of a year.
#[derive(Debug, Clone, Serialize)]
pub(super) struct YearView {
    /// The year.
    pub year: String,
    /// The initiatives, the latest first ([`EntryView`]).
    pub entries: Vec<Shared>,
}

/// How many initiatives a page of a list has.
const PER_PAGE: usize = 40;

/// Plans the archive and its lists, where there are initiatives.
pub(super) fn plan(facts: &Facts<'_>, archive: &Archive, site: &mut Site<'_>) {
    if facts.campaign.initiatives.0.is_empty() {
        return;
    }
    site.lead_to(PART);
    for number in 1..=pages_of(facts, None) {
        site.page(path(number), move |c| {
            archive_view(&c.facts, &c.wording, &c.archive, &c.around, None, number)
        });
    }
    for (id, list) in archive.lists.iter() {
        for number in 1..=pages_of(facts, Some(list)) {
            site.page(list.path(number), move |c| {
                archive_view(
                    &c.facts,
                    &c.wording,
                    &c.archive,
                    &c.around,
                    Some(c.archive.lists.get(id)),
                    number,
                )
            });
        }
    }
    unit_index::plan(archive, site);
}

/// The list of all.
pub(super) const PATH: &str = "sang-kien/index.html";

/// What the main navigation calls it.
pub(super) const PART: Part = Part::new("archive.title", PATH);

/// The path of a page of the list of all.
fn path(number: usize) -> String {
    match number {
        1 => PATH.to_owned(),
        _ => format!("sang-kien/trang-{number}.html"),
    }
}

/// The word of a value of an initiative.
pub(super) fn label_of(wording: &Wording, value: impl Labelled) -> &'static str {
    value.label(wording.words)
}

/// A link to the list of what has a value.
pub(super) fn label_link(wording: &Wording, by: By, value: impl Labelled) -> LinkView {
    LinkView::new(label_of(wording, value), list_path(by, &value.key(), 1))
}

fn pages_of(facts: &Facts<'_>, list: Option<&List>) -> usize {
    let count = list.map_or(facts.campaign.initiatives.0.len(), |list| {
        list.initiatives.len()
    });
    count.div_ceil(PER_PAGE).max(1)
}

fn archive_view(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    around: &Around,
    list: Option<&List>,
    number: usize,
) -> ArchiveView {
    let path = &list.map_or_else(|| path(number), |list| list.path(number));
    let all = || facts.campaign.initiatives.iter().map(|(id, _)| id);
    let ids: Vec<InitiativeId> = match list {
        Some(list) => list.initiatives.clone(),
        None => all().collect(),
    };
    let (from, to) = ((number - 1) * PER_PAGE, (number * PER_PAGE).min(ids.len()));
    let begun = list.map_or(ids.len(), |list| list.begun).clamp(from, to);
    let of_unit = list.is_some_and(|list| list.by == By::Unit);
    let years = years(facts, wording, archive, &ids[from..begun]);
    let (adopted, adopted_illustrative) = ready_entries(facts, wording, archive, &ids[begun..to]);
    let coverage = (list.is_none() && number == 1)
        .then(|| coverage_view(facts, wording, archive))
        .flatten();
    let mut page = archive_layout(facts, wording, around, list, number, ids.len(), path);
    page.illustrative = years.1
        || adopted_illustrative
        || coverage
            .as_ref()
            .is_some_and(|coverage| coverage.illustrative);
    ArchiveView {
        page,
        kicker: list.map(|list| wording.word(list.by.name())),
        heading: archive_heading(wording, list, ids.len()),
        coverage,
        choices: (!of_unit).then(|| choices(wording, archive).clone()),
        here: list.map(|list| list.path(1)),
        years: years.0,
        adopted,
        of_unit,
        pager: PagerView::new(number, pages_of(facts, list), |number| {
            list.map_or_else(|| self::path(number), |list| list.path(number))
        }),
    }
}

fn archive_layout(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    list: Option<&List>,
    number: usize,
    count: usize,
    path: &str,
) -> LayoutView {
    let count = wording.whole(count);
    let (name, description) = match list {
        None => (
            wording.word("archive.title").to_owned(),
            wording.fill("archive.description", &[("count", &count)]),
        ),
        Some(list) => {
            let name = list_name(wording, list);
            let args = [("count", &*count), ("list", &name)];
            let description = wording.fill("archive.list-description", &args);
            (name, description)
        }
    };
    let title = if number == 1 {
        name
    } else {
        let args = [("list", &*name), ("page", &wording.whole(number))];
        wording.fill("archive.list-title", &args)
    };
    let mut page = around.layout(PART, path, title, description);
    if list.is_some() || number > 1 {
        page.crumbs = vec![link(wording)];
    }
    if list.is_some_and(|list| list.by == By::Unit) {
        page.crumbs.push(unit_index_link(wording));
    }
    page.feeds
        .extend(feed::link(facts, wording, FeedOf::Initiatives));
    page.downloads = data::downloads(data::INITIATIVES);
    page
}

/// A link to the archive.
pub(super) fn link(wording: &Wording) -> LinkView {
    LinkView::new(wording.word("archive.title"), path(1))
}

/// "Lĩnh vực Đất đai"
fn list_name(wording: &Wording, list: &List) -> String {
    wording.fill(list.by.list_name(), &[("name", &list.label)])
}

fn archive_heading(wording: &Wording, list: Option<&List>, count: usize) -> String {
    let shown = wording.whole(count);
    match list {
        None => wording.fill("archive.heading", &[("count", &shown)]),
        Some(list) => {
            let count = wording.fill("archive.count", &[("count", &shown)]);
            let mut name = list.label.chars();
            // A heading begins with a capital: "Cách làm hay: 4 sáng kiến".
            let first: String = name
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            format!("{first}{}: {count}", name.as_str())
        }
    }
}

/// Initiatives by the year in which they were begun, and whether anything in them is illustrative.
fn years(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    ids: &[InitiativeId],
) -> (Vec<YearView>, bool) {
    let year = |id: InitiativeId| {
        let started = facts.campaign.initiatives.get(id).started;
        started.first_day().year()
    };
    let mut any_illustrative = false;
    let years = ids.chunk_by(|&a, &b| year(a) == year(b)).map(|ids| {
        let (entries, illustrative) = ready_entries(facts, wording, archive, ids);
        any_illustrative |= illustrative;
        YearView {
            year: year(ids[0]).to_string(),
            entries,
        }
    });
    (years.collect(), any_illustrative)
}
