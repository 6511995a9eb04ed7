//! The data page (`du-lieu/index.html`): every file to download with its size, and what is in it. Made once the files
//! are, so that it knows them.

use super::data::dictionary::{Format, TermView};
use super::data::observations::row_files;
use super::layout::{LayoutView, LinkView, Part, page_view};
use super::{
    Around, Collection, Facts, Site, Wording, announcement, archive, data, home, ranking,
    submission,
};
use serde::Serialize;

/// The interface of `data_page.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DataPageView {
    /// What surrounds it.
    pub page: LayoutView,
    /// The bodies of data.
    pub sets: Vec<SetView>,
    /// What columns and keys mean, by format.
    pub dictionary: Vec<FormatView>,
}

page_view!(DataPageView, "data_page.html");

/// A body of data.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SetView {
    /// Its id on the page.
    pub anchor: &'static str,
    /// What it is: "Theo chỉ tiêu".
    pub title: &'static str,
    /// What is in it.
    pub text: &'static str,
    /// Its files.
    pub rows: Vec<FileRow>,
    /// Said where there are more files than stand here.
    pub more: Option<&'static str>,
}

/// The files of one thing.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FileRow {
    /// The thing: an indicator, a unit, a year; it links to its page where it has one.
    pub of: Named,
    /// How many rows it has, where that is said.
    pub count: Option<String>,
    /// Its files.
    pub files: Vec<FileLink>,
}

/// A name that may be a link.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Named {
    /// The name.
    pub label: String,
    /// Its page, relative to the site's root.
    pub href: Option<String>,
}

/// A file to download.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FileLink {
    /// Its kind ("CSV") and its address.
    pub link: LinkView,
    /// Its size ("1,2 MB").
    pub size: String,
}

/// What the columns or keys of a format mean.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FormatView {
    /// What has it: "Tệp JSON theo đơn vị".
    pub title: &'static str,
    /// The columns or keys.
    pub terms: Vec<TermView>,
}

pub(super) const PATH: &str = "du-lieu/index.html";

/// Plans the page.
pub(super) fn plan(site: &mut Site<'_>) {
    site.collect(PATH, |c, collection| {
        let view = data_page_view(&c.facts, &c.wording, &c.around, collection);
        c.page(&view, PATH)
    });
}

fn data_page_view(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    collection: &Collection,
) -> DataPageView {
    let title = wording.word("data.title").to_owned();
    let description = wording.word("data.description").to_owned();
    let mut page = around.layout(Part::OTHER, PATH, title, description);
    page.illustrative = facts.any_illustrative();
    let shelf = Shelf {
        facts,
        wording,
        collection,
    };
    let sets = [
        shelf.indicators(),
        shelf.units(),
        shelf.rankings(),
        shelf.initiatives(),
        shelf.submissions(),
        shelf.reported(),
    ];
    let sets: Vec<SetView> = sets
        .into_iter()
        .filter(|set| !set.rows.is_empty())
        .collect();
    let has_initiatives = sets.iter().any(|set| set.anchor == "sang_kien");
    DataPageView {
        page,
        sets,
        dictionary: formats(wording, has_initiatives),
    }
}

fn formats(wording: &Wording, has_initiatives: bool) -> Vec<FormatView> {
    let formats = [
        ("data.set.points", Format::Points),
        ("data.set.rows", Format::Rows),
        ("data.set.point", Format::Point),
        ("data.set.unit-json", Format::Unit),
        ("data.set.indicator-json", Format::Indicator),
        ("data.set.ranking", Format::Ranking),
        ("data.set.initiatives", Format::Initiatives),
        ("coverage.title", Format::Submissions),
        ("data.set.listing", Format::Listing),
    ];
    let shown = formats
        .into_iter()
        .filter(|(_, format)| has_initiatives || *format != Format::Initiatives);
    shown
        .map(|(title, format)| FormatView {
            title: wording.word(title),
            terms: data::dictionary(wording, format),
        })
        .collect()
}

/// The files that were made, with what they are of.
struct Shelf<'a> {
    facts: &'a Facts<'a>,
    wording: &'a Wording,
    collection: &'a Collection,
}

impl Shelf<'_> {
    /// A file, where it was made.
    fn file(&self, path: &str) -> Option<FileLink> {
        let size = self.collection.size(path)?;
        let kind = path.rsplit_once('.').map_or("", |(_, kind)| kind);
        Some(FileLink {
            link: LinkView::new(kind.to_uppercase(), path),
            size: announcement::file_size(self.wording, size),
        })
    }

    fn row(&self, label: String, href: Option<String>, paths: &[String]) -> Option<FileRow> {
        let files: Vec<FileLink> = paths.iter().filter_map(|path| self.file(path)).collect();
        (!files.is_empty()).then_some(FileRow {
            of: Named { label, href },
            count: None,
            files,
        })
    }

    fn set(
        &self,
        anchor: &'static str,
        title: &'static str,
        text: &'static str,
        rows: Vec<FileRow>,
    ) -> SetView {
        SetView {
            anchor,
            title: self.wording.word(title),
            text: self.wording.word(text),
            rows,
            more: None,
        }
    }

    fn indicators(&self) -> SetView {
        let indicators = self.facts.campaign.indicators.iter();
        let rows = indicators.filter_map(|(id, indicator)| {
            let link = self.facts.indicator_link(id);
            let stem = data::of_indicator(&indicator.code);
            self.row(link.label, Some(link.href), &both(&stem))
        });
        self.set(
            "chi_tieu",
            "data.set.indicators",
            "data.set.indicators-text",
            rows.collect(),
        )
    }

    fn units(&self) -> SetView {
        let units = home::top_units_by_kind(self.facts).into_iter();
        let rows = units.flat_map(|(_, units)| units).filter_map(|id| {
            let link = self.facts.unit_link(id);
            let code = &self.facts.campaign.units.get(id).code;
            let stem = data::of_unit(code);
            self.row(link.label, Some(link.href), &both(&stem))
        });
        let mut set = self.set(
            "don_vi",
            "data.set.units",
            "data.set.units-text",
            rows.collect(),
        );
        set.more = Some(self.wording.word("data.units-more"));
        set
    }

    fn rankings(&self) -> SetView {
        let label = self.wording.word("pages.nav.ranking").to_owned();
        let page = Some(ranking::PATH.to_owned());
        let row = self.row(label, page, &[data::RANKINGS.to_owned()]);
        self.set(
            "xep_hang",
            "data.set.ranking",
            "data.set.ranking-text",
            row.into_iter().collect(),
        )
    }

    fn initiatives(&self) -> SetView {
        let label = self.wording.word("data.set.initiatives").to_owned();
        let page = Some(archive::PATH.to_owned());
        let row = self.row(label, page, &both(data::INITIATIVES));
        self.set(
            "sang_kien",
            "data.set.initiatives",
            "data.set.initiatives-text",
            row.into_iter().collect(),
        )
    }

    fn submissions(&self) -> SetView {
        let label = self.wording.word("coverage.all").to_owned();
        let page = Some(submission::PATH.to_owned());
        let row = self.row(label, page, &[submission::CSV.to_owned()]);
        self.set(
            "tinh_hinh_bao_cao",
            "coverage.title",
            "data.set.submissions-text",
            row.into_iter().collect(),
        )
    }

    fn reported(&self) -> SetView {
        let files = row_files(&self.facts.campaign.observations).into_iter();
        let rows = files.filter_map(|file| {
            let label = match file.year {
                Some(year) => year.to_string(),
                None => self.wording.word("data.set.rows").to_owned(),
            };
            let count = self.wording.whole(file.rows);
            let row = self.row(label, None, &[file.path])?;
            Some(FileRow {
                count: Some(self.wording.fill("data.row-count", &[("count", &count)])),
                ..row
            })
        });
        self.set(
            "quan_sat",
            "data.set.rows",
            "data.set.rows-text",
            rows.collect(),
        )
    }
}

/// The two files of a thing.
fn both(stem: &str) -> [String; 2] {
    [format!("{stem}.csv"), format!("{stem}.json")]
}
