//! Announcements (thông báo).

use super::{IndicatorId, InitiativeId, TopicId, UnitId};
use crate::calendar::Day;
use crate::place::{FileId, Place, Prose};

/// An announcement, an index into `Campaign::announcements`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnouncementId(pub u32);

/// The official document (văn bản) that an announcement quotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its form (hình thức), such as Kế hoạch.
    pub form: Option<Box<str>>,
    /// Who issued it.
    pub authority: Option<Box<str>>,
    /// Its number, or "chưa rõ".
    pub number: Option<Box<str>>,
    /// The day it was issued.
    pub issued: Option<Day>,
    /// The day it takes effect.
    pub effective: Option<Day>,
    /// Its file, beside the announcement.
    pub file: Option<Attachment>,
}

/// A file that lies beside an announcement and is published in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file in the site folder.
    pub file: FileId,
    /// Its path below `thong-bao/SLUG/` in the built site.
    pub name: Box<str>,
    /// Its size in bytes, as it lies in the site folder.
    pub size: u64,
    /// What it will be, where it is a picture that is prepared before it is published.
    pub picture: Option<Picture>,
}

/// A picture as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// An announcement (thông báo).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Its address: the file's name without a leading date.
    pub slug: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// Its date.
    pub date: Day,
    /// When it was last changed.
    pub updated: Option<Day>,
    /// Who wrote it (an office).
    pub author: Option<Box<str>>,
    /// Where it comes from.
    pub source: Option<Box<str>>,
    /// A sentence or two.
    pub summary: Option<Box<str>>,
    /// Its picture, with the text that stands for it.
    pub cover: Option<(Attachment, Box<str>)>,
    /// What stands below the picture.
    pub cover_caption: Option<Box<str>>,
    /// Its topics.
    pub topics: Vec<TopicId>,
    /// The units that it is about.
    pub units: Vec<UnitId>,
    /// The indicators that it is about.
    pub indicators: Vec<IndicatorId>,
    /// The initiatives that it is about.
    pub initiatives: Vec<InitiativeId>,
    /// Files to download.
    pub attachments: Vec<Attachment>,
    /// Every other file of its folder that its text links to (pictures).
    pub files: Vec<Attachment>,
    /// The announcement that it corrects, by slug.
    pub corrects: Option<Box<str>>,
    /// The document that it quotes.
    pub document: Option<Document>,
    /// Its old addresses.
    pub aliases: Vec<Box<str>>,
    /// Whether it is marked as a draft (shown only with `--drafts`).
    pub draft: bool,
    /// Its text.
    pub prose: Prose,
    /// Where its front matter begins.
    pub place: Place,
}

/// An announcement that waits for its day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// The day.
    pub day: Day,
    /// Its title.
    pub title: Box<str>,
}
