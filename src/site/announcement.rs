//! An announcement's page (`thong-bao/SLUG.html`), and how announcements are listed elsewhere.

use super::feed::FeedOf;
use super::layout::{LayoutView, LinkView, page_view};
use super::{Archive, Around, Facts, RenderedProse, Site, Wording, announcement_list, feed};
use crate::model::{
    Announcement, AnnouncementId, Attachment, Document, IndicatorId, InitiativeId, UnitId,
};
use crate::number::{Decimal, Quotient};
use crate::render::{Heading, Html, encode_path};
use serde::Serialize;

/// An announcement in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Entry {
    /// Its title and address.
    pub link: LinkView,
    /// Its date for people ("27/02/2019").
    pub date: String,
    /// Its date for machines.
    pub datetime: String,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether another one corrects it.
    pub is_corrected: bool,
    /// Whether it corrects another one.
    pub is_correction: bool,
}

/// A file to download.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FileView {
    /// Its name and address.
    pub link: LinkView,
    /// Its size ("1,2 MB").
    pub size: String,
    /// Its kind ("PDF").
    pub kind: String,
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PictureView {
    /// Its address, relative to the site's root, as it stands in a URL.
    pub src: String,
    /// What stands for it.
    pub alt: String,
    /// What stands below it.
    pub caption: Option<String>,
    /// Its width in pixels, where it is known.
    pub width: Option<u32>,
    /// Its height in pixels, where it is known.
    pub height: Option<u32>,
}

/// The official document that an announcement quotes.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DocumentView {
    /// Its form.
    pub form: Option<String>,
    /// Who issued it.
    pub authority: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// The day it was issued.
    pub issued: Option<String>,
    /// The day it takes effect.
    pub effective: Option<String>,
    /// Its file.
    pub file: Option<FileView>,
}

/// The interface of `announcement.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AnnouncementView {
    /// What surrounds it.
    pub page: LayoutView,
    /// Its title.
    pub title: String,
    /// "Thứ Tư, 27/02/2019"
    pub date: String,
    /// Its date for machines.
    pub datetime: String,
    /// When it was last changed.
    pub updated: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Its picture.
    pub cover: Option<PictureView>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Its text.
    pub body: Html,
    /// Its headings.
    pub headings: Vec<HeadingView>,
    /// The document that it quotes.
    pub document: Option<DocumentView>,
    /// Files to download.
    pub attachments: Vec<FileView>,
    /// Its topics.
    pub topics: Vec<LinkView>,
    /// The units that it is about.
    pub units: Vec<LinkView>,
    /// The indicators that it is about.
    pub indicators: Vec<LinkView>,
    /// The initiatives that it is about.
    pub initiatives: Vec<LinkView>,
    /// The announcement that it corrects.
    pub corrects: Option<LinkView>,
    /// Announcements that correct it.
    pub corrected_by: Vec<LinkView>,
    /// The one before it in time.
    pub older: Option<LinkView>,
    /// The one after it in time.
    pub newer: Option<LinkView>,
}

page_view!(AnnouncementView, "announcement.html");

/// A heading of a text.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HeadingView {
    /// Its level, from 2.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
}

impl HeadingView {
    /// Of a rendered text.
    pub(super) fn of(headings: &[Heading]) -> Vec<Self> {
        headings
            .iter()
            .map(|heading| Self {
                level: heading.level,
                id: heading.id.clone(),
                text: heading.text.clone(),
            })
            .collect()
    }
}

/// How many announcements a page lists of those about what it is about.
const MOST: usize = 20;

/// Plans a page an announcement, the files beside it, and its old addresses.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    for (i, announcement) in facts.campaign.announcements.iter().enumerate() {
        let id = AnnouncementId(i as u32);
        let path = path(announcement);
        let path_of = path.clone();
        let origin = announcement.prose.file;
        site.make_from(path.clone(), origin, move |c| {
            let view = announcement_view(&c.facts, &c.wording, &c.around, &c.prose, id);
            let made = c.page(&view, &path)?;
            let announcement = c.facts.announcement(id);
            let entry = feed::announcement_entry(&c.facts, &c.wording, &c.prose, id);
            Ok(made
                .updated(Some(feed::announcement_updated(announcement)))
                .told_in_feeds(entry)
                .draft(announcement.draft))
        });
        for (at, file) in files(announcement) {
            site.attach(at, file, &facts.campaign.sources);
        }
        let title = announcement.title.to_string();
        super::alias::plan(site, &announcement.aliases, path_of, title, origin);
    }
}

/// The files of an announcement with their addresses, each once.
pub(super) fn files(announcement: &Announcement) -> Vec<(String, &Attachment)> {
    let cover = announcement.cover.iter().map(|(file, _)| file);
    let document = announcement
        .document
        .iter()
        .filter_map(|document| document.file.as_ref());
    let mut files: Vec<(String, &Attachment)> = announcement
        .attachments
        .iter()
        .chain(&announcement.files)
        .chain(cover)
        .chain(document)
        .map(|file| (file_path(announcement, file), file))
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files.dedup_by(|a, b| a.0 == b.0 && a.1.file == b.1.file);
    files
}

fn file_path(announcement: &Announcement, file: &Attachment) -> String {
    format!("thong-bao/{}/{}", announcement.slug, file.name)
}

/// The address of an announcement.
pub(super) fn path(announcement: &Announcement) -> String {
    format!("thong-bao/{}.html", announcement.slug)
}

pub(super) fn link(announcement: &Announcement) -> LinkView {
    LinkView::new(&*announcement.title, path(announcement))
}

/// What an announcement says in a sentence or two: its summary, else how its text begins.
pub(super) fn announcement_summary(
    facts: &Facts<'_>,
    prose: &RenderedProse,
    id: AnnouncementId,
) -> Option<String> {
    let summary = facts.announcement(id).summary.as_deref().map(str::to_owned);
    let rendered = prose.announcements.get(id.0 as usize);
    summary.or_else(|| rendered.and_then(|text| text.lead.clone()))
}

/// Whether illustrative figures stand in the text of an announcement.
pub(super) fn is_illustrative_text(prose: &RenderedProse, id: AnnouncementId) -> bool {
    prose.illustrative.get(id.0 as usize) == Some(&true)
}

/// An announcement in a list.
pub(super) fn entry(facts: &Facts<'_>, wording: &Wording, announcement: &Announcement) -> Entry {
    Entry {
        link: link(announcement),
        date: wording.language().short_day(announcement.date),
        datetime: announcement.date.to_string(),
        summary: announcement.summary.as_deref().map(str::to_owned),
        draft: announcement.draft,
        is_corrected: facts.corrections_of(announcement).next().is_some(),
        is_correction: announcement.corrects.is_some(),
    }
}

/// Announcements about a unit, newest first.
pub(super) fn announcements_of_unit(
    facts: &Facts<'_>,
    wording: &Wording,
    unit: UnitId,
) -> Vec<Entry> {
    entries(facts, wording, |announcement| {
        announcement.units.contains(&unit)
    })
}

/// Announcements about an indicator, newest first.
pub(super) fn announcements_of_indicator(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: IndicatorId,
) -> Vec<Entry> {
    entries(facts, wording, |announcement| {
        announcement.indicators.contains(&indicator)
    })
}

/// Announcements that name an initiative, newest first.
pub(super) fn announcements_of_initiative(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    id: InitiativeId,
) -> Vec<Entry> {
    let announcements = archive.links.announcements(id).iter();
    announcements
        .take(MOST)
        .map(|&id| entry(facts, wording, facts.announcement(id)))
        .collect()
}

fn entries(
    facts: &Facts<'_>,
    wording: &Wording,
    concerns: impl Fn(&Announcement) -> bool,
) -> Vec<Entry> {
    let all = facts.campaign.announcements.iter();
    all.filter(|announcement| concerns(announcement))
        .take(MOST)
        .map(|a| entry(facts, wording, a))
        .collect()
}

/// A file to download, at its path in the site.
pub(super) fn file_view(
    facts: &Facts<'_>,
    wording: &Wording,
    path: String,
    file: &Attachment,
) -> FileView {
    let size = facts.pictures.bytes(&facts.campaign.sources, file);
    let name = file.name.rsplit('/').next().unwrap_or(&file.name);
    FileView {
        link: LinkView::new(name, encode_path(&path)),
        size: file_size(wording, size),
        kind: name
            .rsplit_once('.')
            .map_or_else(String::new, |(_, kind)| kind.to_uppercase()),
    }
}

/// A size in bytes as readers know it: "1,2 MB".
pub(super) fn file_size(wording: &Wording, bytes: u64) -> String {
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let (unit, decimals, size) = match bytes {
        ..1_000 => ("B", 0, Decimal::from(bytes)),
        1_000..1_000_000 => ("kB", 0, Decimal::new(bytes, 3)),
        _ => ("MB", 1, Decimal::new(bytes, 6)),
    };
    wording
        .language()
        .rounded_with_unit(&Quotient::from_decimal(size).round(decimals), unit)
}

fn document_view(
    facts: &Facts<'_>,
    wording: &Wording,
    announcement: &Announcement,
    document: &Document,
) -> DocumentView {
    let owned = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    DocumentView {
        form: owned(&document.form),
        authority: owned(&document.authority),
        number: owned(&document.number),
        issued: document.issued.map(|day| wording.language().short_day(day)),
        effective: document
            .effective
            .map(|day| wording.language().short_day(day)),
        file: document
            .file
            .as_ref()
            .map(|file| file_view(facts, wording, file_path(announcement, file), file)),
    }
}

fn announcement_view(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    prose: &RenderedProse,
    id: AnnouncementId,
) -> AnnouncementView {
    let announcement = facts.announcement(id);
    let rendered = &prose.announcements[id.0 as usize];
    let owned = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let summary = owned(&announcement.summary);
    let description =
        announcement_summary(facts, prose, id).unwrap_or_else(|| announcement.title.to_string());
    let title = announcement.title.to_string();
    let mut page = around.layout(
        announcement_list::PART,
        &path(announcement),
        title.clone(),
        description,
    );
    page.crumbs = vec![LinkView::new(
        wording.word("pages.nav.announcements"),
        announcement_list::PATH,
    )];
    page.illustrative = is_illustrative_text(prose, id);
    page.feeds
        .extend(feed::link(facts, wording, FeedOf::Announcements));
    if let Some(share) = &mut page.share {
        share.kind = "article";
        let cover = announcement.cover.as_ref();
        share.image = cover.and_then(|(file, _)| facts.absolute(&file_path(announcement, file)));
    }
    let all = &facts.campaign.announcements;
    let at = id.0 as usize;
    AnnouncementView {
        page,
        title,
        date: wording.language().weekday_and_day(announcement.date),
        datetime: announcement.date.to_string(),
        updated: announcement
            .updated
            .map(|day| wording.language().short_day(day)),
        author: owned(&announcement.author),
        source: owned(&announcement.source),
        summary,
        cover: announcement.cover.as_ref().map(|(file, alt)| PictureView {
            src: encode_path(&file_path(announcement, file)),
            alt: alt.to_string(),
            caption: owned(&announcement.cover_caption),
            width: file.picture.map(|picture| picture.width),
            height: file.picture.map(|picture| picture.height),
        }),
        draft: announcement.draft,
        body: rendered.html.clone(),
        headings: HeadingView::of(&rendered.headings),
        document: announcement
            .document
            .as_ref()
            .map(|document| document_view(facts, wording, announcement, document)),
        attachments: announcement
            .attachments
            .iter()
            .map(|file| file_view(facts, wording, file_path(announcement, file), file))
            .collect(),
        topics: announcement
            .topics
            .iter()
            .map(|&topic| facts.topic_link(topic))
            .collect(),
        units: announcement
            .units
            .iter()
            .map(|&unit| facts.titled_unit_link(unit))
            .collect(),
        indicators: announcement
            .indicators
            .iter()
            .map(|&indicator| facts.indicator_link(indicator))
            .collect(),
        initiatives: announcement
            .initiatives
            .iter()
            .map(|&id| facts.initiative_link(id))
            .collect(),
        corrects: facts.corrected(announcement).map(&link),
        corrected_by: facts.corrections_of(announcement).map(&link).collect(),
        older: all.get(at + 1).map(&link),
        newer: at.checked_sub(1).and_then(|at| all.get(at)).map(&link),
    }
}
