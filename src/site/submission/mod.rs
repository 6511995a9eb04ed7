//! Who has reported what (`du-lieu/tinh-hinh-bao-cao.html`, tình hình báo cáo): unit by period.
//!
//! Where there are more rows than a page takes, the page gives the blocks alone, and the units stand on pages of their
//! own below it (`du-lieu/tinh-hinh-bao-cao/trang-2.html`), split where the unit above changes.

mod csv;
mod shelf;
mod table;

pub(super) use csv::HEADER;
pub(super) use shelf::Shelves;

use super::layout::{Layout, LinkView, Part};
use super::pager::PagerView;
use super::{Context, Made, Site};
use crate::diagnostic::Diagnostic;
use crate::model::UnitId;
use serde::Serialize;
use shelf::Group;
use table::{SectionView, TotalView};

/// The interface of `submission.html`.
#[derive(Debug, Clone, Serialize)]
pub struct SubmissionView {
    /// What surrounds it.
    pub page: Layout,
    /// Its heading.
    pub heading: String,
    /// How the latest period stands; absent on the pages below, and where nothing is due.
    pub summary: Option<String>,
    /// Whether this is the first page, with the totals and how to read it all.
    pub is_first: bool,
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

/// The page.
pub(super) const PATH: &str = "du-lieu/tinh-hinh-bao-cao.html";
/// The same as a table.
pub(super) const CSV: &str = "du-lieu/tinh-hinh-bao-cao.csv";

/// Plans the page, those below it, and the file.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    if context.campaign.units.is_empty() || context.campaign.indicators.0.is_empty() {
        return;
    }
    site.make(PATH, |context| {
        let view = context.submission_view();
        context.page("submission.html", &view, &view.page, PATH)
    });
    if !context.shelves.is_one() {
        for number in 0..context.shelves.pages().len() {
            site.make(part_path(number), move |context| {
                render_part(context, number)
            });
        }
    }
    site.make(CSV, |context| Ok(context.submission_csv()));
}

fn part_path(number: usize) -> String {
    format!("du-lieu/tinh-hinh-bao-cao/trang-{}.html", number + 1)
}

fn render_part(context: &Context<'_>, number: usize) -> Result<Made, Diagnostic> {
    let view = context.submission_part(number);
    context.page("submission.html", &view, &view.page, &part_path(number))
}

/// The id of a unit's row.
fn row_id(code: &str) -> String {
    format!("dv-{code}")
}

impl Context<'_> {
    /// The address of a unit's row; `None` where it owes nothing.
    pub(super) fn submission_row(&self, unit: UnitId) -> Option<String> {
        let page = self.shelves.page_of(unit)?;
        let id = row_id(&self.campaign.units.get(unit).code);
        let path = self.submission_path(page);
        Some(format!("{path}#{id}"))
    }

    /// The page on which the units of a shelf stand.
    fn submission_path(&self, page: usize) -> String {
        if self.shelves.is_one() {
            PATH.to_owned()
        } else {
            part_path(page)
        }
    }

    fn submission_layout(&self, path: &str, title: String) -> Layout {
        let description = self.word("coverage.description").to_owned();
        let mut page = self.layout(Part::Other, path, title, description);
        let data = LinkView::new(self.word("data.title"), "du-lieu/index.html");
        page.crumbs.push(data);
        page.illustrative = self.any_illustrative();
        page.downloads = vec![LinkView::new("CSV", CSV)];
        page
    }

    fn submission_view(&self) -> SubmissionView {
        let title = self.word("coverage.title").to_owned();
        let shelves = &self.shelves;
        let groups = match shelves.pages() {
            [only] => &only[..],
            _ => &[],
        };
        let parts = shelves.pages().iter().enumerate();
        let parts = parts.filter(|_| !shelves.is_one());
        SubmissionView {
            heading: title.clone(),
            page: self.submission_layout(PATH, title),
            summary: self.submission_summary(),
            is_first: true,
            periods: self.submission_periods(),
            totals: self.submission_totals(),
            sections: self.submission_sections(groups),
            parts: parts
                .map(|(number, groups)| LinkView::new(self.part_name(groups), part_path(number)))
                .collect(),
            pager: PagerView::new(1, 1, part_path),
        }
    }

    fn submission_part(&self, number: usize) -> SubmissionView {
        let pages = self.shelves.pages();
        let groups = pages.get(number).map_or(&[][..], |groups| groups);
        let part = self.part_name(groups);
        let args = [("block", &*part)];
        let title = self.words.fill("coverage.label", &args);
        let mut page = self.submission_layout(&part_path(number), title.clone());
        page.crumbs
            .push(LinkView::new(self.word("coverage.title"), PATH));
        SubmissionView {
            page,
            heading: title,
            summary: None,
            is_first: false,
            periods: self.submission_periods(),
            totals: Vec::new(),
            sections: self.submission_sections(groups),
            parts: Vec::new(),
            pager: PagerView::new(number + 1, pages.len(), |number| part_path(number - 1)),
        }
    }

    /// The heads of the columns, which may be broken into two lines.
    fn submission_periods(&self) -> Vec<String> {
        let periods = self.shelves.submissions().periods.iter();
        let head = |period| self.period(period).replace('\u{a0}', " ");
        periods.map(|period| head(*period)).collect()
    }

    /// What stands on a page: its first and its last group.
    fn part_name(&self, groups: &[Group]) -> String {
        let name = |group: &Group| match group.parent {
            Some(parent) if group.is_deep => self.unit_link(parent).label,
            _ => self.block_name(group.block),
        };
        match groups {
            [] => String::new(),
            [only] => name(only),
            [first, .., last] if name(first) == name(last) => name(first),
            [first, .., last] => self.words.fill(
                "coverage.page-of",
                &[("first", &name(first)), ("last", &name(last))],
            ),
        }
    }
}
