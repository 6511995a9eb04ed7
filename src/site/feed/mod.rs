//! Feeds (Atom): what is new on the site, on one part of it, of one unit. Collected of what pages declare of
//! themselves; only where the site knows its address.

mod atom;
mod entry;

pub use entry::{EntryKind, FeedEntry, Remark};

use super::layout::LinkView;
use super::{Collection, Context, Site};
use crate::diagnostic::Diagnostic;
use crate::model::UnitId;
use atom::Feed;
use rustc_hash::FxHashSet;

/// How many entries a feed has: readers keep what they have seen.
const MOST_ENTRIES: usize = 50;

/// A feed of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FeedOf {
    /// Everything that is new: `atom.xml`.
    Site,
    /// Announcements: `thong-bao/atom.xml`.
    Announcements,
    /// Initiatives: `sang-kien/atom.xml`.
    Initiatives,
    /// Announcements about a unit, and initiatives that it began or took up: `don-vi/CODE.atom.xml`.
    Unit(UnitId),
}

/// Plans a feed of everything, of each part, and of each unit of which there is anything to tell.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    let parts = [FeedOf::Site, FeedOf::Announcements, FeedOf::Initiatives];
    let units = context.campaign.units.iter().map(|(id, _)| id);
    for of in parts.into_iter().chain(units.map(FeedOf::Unit)) {
        if let Some(path) = context.feed_path(of) {
            site.collect(path.clone(), move |context, collection| {
                collect(context, collection, of, &path)
            });
        }
    }
}

/// The units that an announcement is about, or that began or took up an initiative: those with a feed.
pub(super) fn units_told_of(campaign: &crate::model::Campaign) -> FxHashSet<UnitId> {
    let announcements = campaign.announcements.iter().filter(|a| !a.draft);
    let about = announcements.flat_map(|a| a.units.iter().copied());
    let initiatives = campaign.initiatives.iter().flat_map(|(_, initiative)| {
        let adopters = initiative.adopted_by.iter().map(|adoption| adoption.unit);
        std::iter::once(initiative.unit).chain(adopters)
    });
    about.chain(initiatives).collect()
}

impl Context<'_> {
    /// Where a feed is; `None` where there is none.
    pub(super) fn feed_path(&self, of: FeedOf) -> Option<String> {
        self.base_url?;
        let has_announcements = self.campaign.announcements.iter().any(|a| !a.draft);
        let has_initiatives = !self.campaign.initiatives.0.is_empty();
        match of {
            FeedOf::Site => (has_announcements || has_initiatives).then(|| "atom.xml".to_owned()),
            FeedOf::Announcements => has_announcements.then(|| "thong-bao/atom.xml".to_owned()),
            FeedOf::Initiatives => has_initiatives.then(|| "sang-kien/atom.xml".to_owned()),
            FeedOf::Unit(unit) => self
                .units_told_of
                .contains(&unit)
                .then(|| format!("don-vi/{}.atom.xml", self.campaign.units.get(unit).code)),
        }
    }

    /// A link to a feed, named by what it tells of.
    pub(super) fn feed_link(&self, of: FeedOf) -> Option<LinkView> {
        let path = self.feed_path(of)?;
        Some(LinkView::new(self.feed_title(of), path))
    }

    fn feed_title(&self, of: FeedOf) -> String {
        let campaign = &self.campaign.settings.title;
        let of = match of {
            FeedOf::Site => return campaign.to_string(),
            FeedOf::Announcements => self.word("feed.announcements").to_owned(),
            FeedOf::Initiatives => self.word("feed.initiatives").to_owned(),
            FeedOf::Unit(unit) => self.unit_title(unit),
        };
        self.words
            .fill("feed.title", &[("of", &of), ("campaign", campaign)])
    }

    /// The page that a feed goes with.
    fn feed_page(&self, of: FeedOf) -> String {
        match of {
            FeedOf::Site => "index.html".to_owned(),
            FeedOf::Announcements => "thong-bao/index.html".to_owned(),
            FeedOf::Initiatives => "sang-kien/index.html".to_owned(),
            FeedOf::Unit(unit) => self.unit_link(unit).href,
        }
    }
}

fn collect(
    context: &Context<'_>,
    collection: &Collection,
    of: FeedOf,
    path: &str,
) -> Result<Vec<u8>, Diagnostic> {
    let feed = Feed {
        context,
        title: context.feed_title(of),
        path,
        page: context.feed_page(of),
    };
    let is_told = |kind: EntryKind| match of {
        FeedOf::Announcements => kind == EntryKind::Announcement,
        FeedOf::Initiatives => kind == EntryKind::Initiative,
        FeedOf::Site | FeedOf::Unit(_) => true,
    };
    let entries: Vec<(&str, &FeedEntry)> = match of {
        FeedOf::Unit(unit) => collection.entries_of(unit).take(MOST_ENTRIES).collect(),
        _ => collection
            .entries()
            .filter(|(_, entry)| is_told(entry.kind))
            .take(MOST_ENTRIES)
            .collect(),
    };
    feed.write(&entries)
}
