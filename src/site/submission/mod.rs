//! Who has reported what (`du-lieu/tinh-hinh-bao-cao.html`, tình hình báo cáo): unit by period.
//!
//! Where there are more rows than a page takes, the page gives the blocks alone, and the units stand on pages of their
//! own below it (`du-lieu/tinh-hinh-bao-cao/trang-2.html`), split where the unit above changes.

mod csv;
mod shelf;
mod table;

pub(super) use csv::HEADER;
pub(super) use shelf::Shelves;

use super::layout::{LayoutView, LinkView, Part, page_view};
use super::pager::PagerView;
use super::{Around, Facts, Site, Wording, data_page};
use crate::model::UnitId;
use csv::submission_csv;
use serde::Serialize;
use shelf::Group;
use table::{SectionView, TotalView, submission_sections, submission_summary, submission_totals};

/// The interface of `submission.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SubmissionView {
    /// What surrounds it.
    pub page: LayoutView,
    /// Its heading.
    pub heading: String,
    /// How the latest period stands; absent on the pages below, and where nothing is due.
    pub summary: Option<String>,
    /// The periods that are owed, by their last day.
    pub periods: Vec<String>,
    /// How many units gave everything, in all and by block.
    pub totals: Vec<TotalView>,
    /// The units, by block and by the unit above them.
    pub sections: Vec<SectionView>,
    /// The pages on which the units stand, where they do not stand here.
    pub parts: Vec<LinkView>,
    /// The other pages below.
    #[serde(flatten)]
    pub pager: PagerView,
}

page_view!(SubmissionView, "submission.html");

/// The page.
pub(super) const PATH: &str = "du-lieu/tinh-hinh-bao-cao.html";
/// The same as a table.
pub(super) const CSV: &str = "du-lieu/tinh-hinh-bao-cao.csv";

/// Plans the page, those below it, and the file.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if facts.campaign.units.is_empty() || facts.campaign.indicators.0.is_empty() {
        return;
    }
    site.page(PATH, |c| submission_view(&c.facts, &c.wording, &c.around));
    if !facts.shelves.is_one() {
        for number in 0..facts.shelves.pages().len() {
            site.page(part_path(number), move |c| {
                submission_part(&c.facts, &c.wording, &c.around, number)
            });
        }
    }
    site.make(CSV, |context| Ok(submission_csv(&context.facts)));
}

fn part_path(number: usize) -> String {
    format!("du-lieu/tinh-hinh-bao-cao/trang-{}.html", number + 1)
}

/// The id of a unit's row.
fn row_id(code: &str) -> String {
    format!("dv-{code}")
}

/// The address of a unit's row; `None` where it owes nothing.
pub(super) fn submission_row(facts: &Facts<'_>, unit: UnitId) -> Option<String> {
    let page = facts.shelves.page_of(unit)?;
    let id = row_id(&facts.campaign.units.get(unit).code);
    let path = submission_path(facts, page);
    Some(format!("{path}#{id}"))
}

/// The page on which the units of a shelf stand.
fn submission_path(facts: &Facts<'_>, page: usize) -> String {
    if facts.shelves.is_one() {
        PATH.to_owned()
    } else {
        part_path(page)
    }
}

fn submission_layout(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    path: &str,
    title: String,
) -> LayoutView {
    let description = wording.word("coverage.description").to_owned();
    let mut page = around.layout(Part::OTHER, path, title, description);
    let data = LinkView::new(wording.word("data.title"), data_page::PATH);
    page.crumbs.push(data);
    page.illustrative = facts.any_illustrative();
    page.downloads = vec![LinkView::new("CSV", CSV)];
    page
}

fn submission_view(facts: &Facts<'_>, wording: &Wording, around: &Around) -> SubmissionView {
    let title = wording.word("coverage.title").to_owned();
    let shelves = &facts.shelves;
    let groups = match shelves.pages() {
        [only] => &only[..],
        _ => &[],
    };
    let parts = shelves.pages().iter().enumerate();
    let parts = parts.filter(|_| !shelves.is_one());
    SubmissionView {
        heading: title.clone(),
        page: submission_layout(facts, wording, around, PATH, title),
        summary: submission_summary(facts, wording),
        periods: submission_periods(facts, wording),
        totals: submission_totals(facts, wording),
        sections: submission_sections(facts, wording, groups),
        parts: parts
            .map(|(number, groups)| {
                LinkView::new(part_name(facts, wording, groups), part_path(number))
            })
            .collect(),
        pager: PagerView::new(1, 1, part_path),
    }
}

fn submission_part(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    number: usize,
) -> SubmissionView {
    let pages = facts.shelves.pages();
    let groups = pages.get(number).map_or(&[][..], |groups| groups);
    let part = part_name(facts, wording, groups);
    let args = [("block", &*part)];
    let title = wording.fill("coverage.label", &args);
    let mut page = submission_layout(facts, wording, around, &part_path(number), title.clone());
    page.crumbs
        .push(LinkView::new(wording.word("coverage.title"), PATH));
    SubmissionView {
        page,
        heading: title,
        summary: None,
        periods: submission_periods(facts, wording),
        totals: Vec::new(),
        sections: submission_sections(facts, wording, groups),
        parts: Vec::new(),
        pager: PagerView::new(number + 1, pages.len(), |number| part_path(number - 1)),
    }
}

/// The heads of the columns, which may be broken into two lines.
fn submission_periods(facts: &Facts<'_>, wording: &Wording) -> Vec<String> {
    let periods = facts.shelves.submissions().periods.iter();
    let head = |period| wording.period(period).replace('\u{a0}', " ");
    periods.map(|period| head(*period)).collect()
}

/// What stands on a page: its first and its last group.
fn part_name(facts: &Facts<'_>, wording: &Wording, groups: &[Group]) -> String {
    let name = |group: &Group| match group.parent {
        Some(parent) if group.is_deep => facts.unit_link(parent).label,
        _ => facts.block_name(group.block),
    };
    match groups {
        [] => String::new(),
        [only] => name(only),
        [first, .., last] if name(first) == name(last) => name(first),
        [first, .., last] => wording.fill(
            "coverage.page-of",
            &[("first", &name(first)), ("last", &name(last))],
        ),
    }
}
