//! What feeds tell of a page.

use crate::calendar::Day;
use crate::model::{Announcement, AnnouncementId, Initiative, UnitId};
use crate::site::layout::LinkView;
use crate::site::{Facts, RenderedProse, Wording, announcement, change_log};

/// What a page is, as far as feeds tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// An announcement.
    Announcement,
    /// An initiative.
    Initiative,
    /// What a release changed.
    Release,
}

/// A remark above what an entry says: that it corrects another page, that it is illustrative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What is said.
    pub text: String,
    /// The page that it speaks of: its title, and its address relative to the site's root.
    pub about: Option<(String, String)>,
}

/// What feeds tell of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// What the page is.
    pub kind: EntryKind,
    /// Its title.
    pub title: String,
    /// The day it was published, where that is known.
    pub published: Option<Day>,
    /// The day it was last changed; a correction of it changes it too.
    pub updated: Day,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its topics: key and name.
    pub topics: Vec<(String, String)>,
    /// What must be known before it is read.
    pub remarks: Vec<Remark>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// The units into whose feeds it goes.
    pub units: Vec<UnitId>,
}

impl Remark {
    fn about(text: &str, link: LinkView) -> Self {
        Self {
            text: text.to_owned(),
            about: Some((link.label, link.href)),
        }
    }
}

/// What feeds tell of an announcement. A correction says what it corrects, and what it corrects says so too.
pub(in crate::site) fn announcement_entry(
    facts: &Facts<'_>,
    wording: &Wording,
    prose: &RenderedProse,
    id: AnnouncementId,
) -> FeedEntry {
    let announcement = &facts.campaign.announcements[id.0 as usize];
    let mut remarks = Vec::new();
    let mut updated = announcement_updated(announcement);
    if let Some(corrected) = facts.corrected(announcement) {
        let link = announcement::link(corrected);
        remarks.push(Remark::about(wording.word("pages.corrects"), link));
    }
    for correction in facts.corrections_of(announcement) {
        let link = announcement::link(correction);
        remarks.push(Remark::about(wording.word("pages.corrected-by"), link));
        updated = updated.max(correction.date);
    }
    if announcement::is_illustrative_text(prose, id) {
        remarks.push(illustrative_remark(wording));
    }
    let topics = announcement.topics.iter().map(|&topic| {
        let topic = facts.campaign.topics.get(topic);
        (topic.key.to_string(), topic.name.to_string())
    });
    FeedEntry {
        kind: EntryKind::Announcement,
        title: announcement.title.to_string(),
        published: Some(announcement.date),
        updated,
        author: announcement.author.as_deref().map(str::to_owned),
        topics: topics.collect(),
        remarks,
        summary: announcement::announcement_summary(facts, prose, id),
        units: announcement.units.clone(),
    }
}

/// The day an announcement was last changed by who wrote it.
pub(in crate::site) fn announcement_updated(announcement: &Announcement) -> Day {
    let updated = announcement.updated.unwrap_or(announcement.date);
    updated.max(announcement.date)
}

/// What feeds tell of an initiative, and whether anything illustrative stands on its page; it goes into the feeds of
/// who began it and of who took it up.
pub(in crate::site) fn initiative_entry(
    facts: &Facts<'_>,
    wording: &Wording,
    initiative: &Initiative,
    is_illustrative: bool,
) -> FeedEntry {
    let adopters = initiative.adopted_by.iter().map(|adoption| adoption.unit);
    let field = facts.campaign.fields.get(initiative.field);
    let remarks = is_illustrative
        .then(|| illustrative_remark(wording))
        .into_iter();
    FeedEntry {
        kind: EntryKind::Initiative,
        title: initiative.title.to_string(),
        published: None,
        updated: initiative.updated,
        author: Some(facts.unit_title(initiative.unit)),
        topics: vec![(field.key.to_string(), field.name.to_string())],
        remarks: remarks.collect(),
        summary: Some(initiative.summary.to_string()),
        units: std::iter::once(initiative.unit).chain(adopters).collect(),
    }
}

/// What feeds tell of a release; `None` of what is in none yet.
pub(in crate::site) fn release_entry(
    facts: &Facts<'_>,
    wording: &Wording,
    at: usize,
) -> Option<FeedEntry> {
    let changes = facts.figures.history.changes.get(at)?;
    let release = facts.campaign.releases.get(changes.release?)?;
    let remarks = release
        .illustrative
        .then(|| illustrative_remark(wording))
        .into_iter();
    let counts = change_log::counts(wording, changes);
    let summary = match &release.note {
        Some(note) => format!("{counts} {note}"),
        None => counts,
    };
    Some(FeedEntry {
        kind: EntryKind::Release,
        title: change_log::release_title(facts, wording, at),
        published: Some(release.name.day),
        updated: release.name.day,
        author: None,
        topics: Vec::new(),
        remarks: remarks.collect(),
        summary: Some(summary),
        units: Vec::new(),
    })
}

fn illustrative_remark(wording: &Wording) -> Remark {
    Remark {
        text: wording.word("feed.illustrative").to_owned(),
        about: None,
    }
}
