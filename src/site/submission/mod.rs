//! Who has reported what (`du-lieu/tinh-hinh-bao-cao.html`, tình hình báo cáo): unit by period.
//!
//! Where there are more rows than a page takes, the page gives the blocks alone, and the units stand on pages of their
//! own below it ([`super::listing`]).

mod csv;
mod table;

pub(super) use csv::HEADER;

use super::layout::{LayoutView, LinkView, Part, page_view};
use super::listing::{Line, List, PartId, PartsView, lines};
use super::{Around, Facts, Site, Wording, data_page};
use crate::figures::BlockId;
use crate::model::UnitId;
use csv::submission_csv;
use serde::Serialize;
use table::{SectionView, TotalView, submission_section, submission_summary, submission_totals};

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
    /// Of how many blocks more the pages of the blocks tell.
    pub totals_left_out: Option<String>,
    /// The units, by block and by the unit above them.
    pub sections: Vec<SectionView>,
    /// The other pages, where there are too many units for one.
    pub parts: PartsView,
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
    let list = &facts.listings.submissions;
    list.plan(facts, site, |c, part| {
        submission_view(&c.facts, &c.wording, &c.around, part)
    });
    site.make(CSV, |context| Ok(submission_csv(&context.facts)));
}

/// The units that owe anything, in the order of their names.
pub(super) fn list(facts: &Facts<'_>) -> List {
    let submissions = &facts.figures.submissions;
    let owing = |units: &[UnitId]| {
        let units = units.iter().copied();
        lines(units.filter(|&unit| submissions.owes(unit)))
    };
    let blocks = facts.figures.blocks.iter();
    let blocks = blocks.map(|(id, block)| (id, owing(&block.members)));
    List {
        top: PATH.to_owned(),
        folder: PATH.trim_end_matches(".html").to_owned(),
        weight: 3 * (1 + submissions.periods.len()),
        blocks: blocks.filter(|(_, lines)| !lines.is_empty()).collect(),
    }
}

/// The id of a unit's row.
fn row_id(code: &str) -> String {
    format!("dv-{code}")
}

/// The address of a unit's row; `None` where it owes nothing.
pub(super) fn submission_row(facts: &Facts<'_>, unit: UnitId) -> Option<String> {
    let owes = facts.figures.submissions.owes(unit);
    owes.then(|| {
        let id = row_id(&facts.campaign.units.get(unit).code);
        format!("{}#{id}", facts.listings.submissions.page_of(facts, unit))
    })
}

fn submission_view(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    part: PartId,
) -> SubmissionView {
    let list = &facts.listings.submissions;
    let is_first = part == PartId::TOP;
    let title = wording.word("coverage.title");
    let description = wording.word("coverage.description").to_owned();
    let top = (Part::OTHER, LinkView::new(title, PATH));
    let mut page = list.layout(facts, wording, around, part, top, description);
    let data = LinkView::new(wording.word("data.title"), data_page::PATH);
    page.crumbs.insert(0, data);
    page.illustrative = facts.any_illustrative();
    page.downloads = vec![LinkView::new("CSV", CSV)];
    let whole: Vec<(BlockId, Vec<Line>)> = match list.is_whole() {
        true => self::list(facts).blocks,
        false => Vec::new(),
    };
    let whole = whole.iter().map(|(id, lines)| (*id, &lines[..]));
    let (totals, left_out) = submission_totals(facts, wording, part);
    let here = list.content(part).into_iter();
    let here = here.filter_map(|(id, _, lines)| Some((id, lines?)));
    SubmissionView {
        heading: page.title.clone(),
        page,
        summary: is_first
            .then(|| submission_summary(facts, wording))
            .flatten(),
        periods: submission_periods(facts, wording),
        totals,
        totals_left_out: (left_out > 0).then(|| wording.whole(left_out)),
        sections: whole
            .chain(here)
            .map(|(id, lines)| submission_section(facts, wording, id, lines))
            .collect(),
        parts: list.parts_view(facts, wording, part),
    }
}

/// The heads of the columns, which may be broken into two lines.
fn submission_periods(facts: &Facts<'_>, wording: &Wording) -> Vec<String> {
    let periods = facts.figures.submissions.periods.iter();
    let head = |period| wording.period(period).replace('\u{a0}', " ");
    periods.map(|period| head(*period)).collect()
}
