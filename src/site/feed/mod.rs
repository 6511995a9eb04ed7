//! Feeds (Atom): what is new on the site, on one part of it, of one unit. Collected of what pages declare of
//! themselves; only where the site knows its address.

mod atom;
mod entry;

pub(super) use entry::{EntryKind, FeedEntry, Remark};
pub(super) use entry::{announcement_entry, announcement_updated, initiative_entry, release_entry};

use super::facts::absolute;
use super::layout::LinkView;
use super::{
    Collection, Context, Facts, Site, Wording, announcement_list, archive, change_log, home,
};
use crate::diagnostic::Diagnostic;
use crate::model::UnitId;
use atom::Feed;
use serde::Serialize;

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
    /// What changed: `thay-doi/atom.xml`.
    Changes,
    /// Announcements about a unit, and initiatives that it began or took up: `don-vi/CODE.atom.xml`.
    Unit(UnitId),
}

/// A feed as it is offered to people, who give its address to a program that reads it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FeedView {
    /// What it tells of.
    pub label: String,
    /// Where it is, relative to the site's root.
    pub href: String,
    /// Its absolute address.
    pub address: String,
}

/// Plans a feed of everything, of each part, and of each unit of which there is anything to tell.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    let parts = [
        FeedOf::Site,
        FeedOf::Announcements,
        FeedOf::Initiatives,
        FeedOf::Changes,
    ];
    let units = facts.campaign.units.iter().map(|(id, _)| id);
    for of in parts.into_iter().chain(units.map(FeedOf::Unit)) {
        if let Some(path) = self::path(facts, of) {
            site.collect(path.clone(), move |context, collection| {
                collect(context, collection, of, &path)
            });
        }
    }
}

/// Where a feed is; `None` where there is none.
pub(super) fn path(facts: &Facts<'_>, of: FeedOf) -> Option<String> {
    facts.base_url?;
    let has_announcements = facts.campaign.announcements.iter().any(|a| !a.draft);
    let has_initiatives = !facts.campaign.initiatives.0.is_empty();
    let has_changes = !facts.campaign.releases.is_empty();
    match of {
        FeedOf::Site => {
            let has_any = has_announcements || has_initiatives || has_changes;
            has_any.then(|| "atom.xml".to_owned())
        }
        FeedOf::Announcements => has_announcements.then(|| "thong-bao/atom.xml".to_owned()),
        FeedOf::Initiatives => has_initiatives.then(|| "sang-kien/atom.xml".to_owned()),
        FeedOf::Changes => has_changes.then(|| "thay-doi/atom.xml".to_owned()),
        FeedOf::Unit(unit) => facts
            .units_told_of
            .contains(&unit)
            .then(|| format!("don-vi/{}.atom.xml", facts.campaign.units.get(unit).code)),
    }
}

/// A link to a feed, named by what it tells of.
pub(super) fn link(facts: &Facts<'_>, wording: &Wording, of: FeedOf) -> Option<LinkView> {
    let path = path(facts, of)?;
    Some(LinkView::new(title(facts, wording, of), path))
}

/// A feed as it is offered to people.
pub(super) fn view(facts: &Facts<'_>, wording: &Wording, of: FeedOf) -> Option<FeedView> {
    let LinkView { label, href } = link(facts, wording, of)?;
    let address = absolute(facts.base_url?, &href);
    Some(FeedView {
        label,
        href,
        address,
    })
}

fn title(facts: &Facts<'_>, wording: &Wording, of: FeedOf) -> String {
    let campaign = &facts.campaign.settings.title;
    let of = match of {
        FeedOf::Site => return campaign.to_string(),
        FeedOf::Announcements => wording.word("feed.announcements").to_owned(),
        FeedOf::Initiatives => wording.word("feed.initiatives").to_owned(),
        FeedOf::Changes => wording.word("changes.feed-of").to_owned(),
        FeedOf::Unit(unit) => facts.unit_title(unit),
    };
    wording.fill("feed.title", &[("of", &of), ("campaign", campaign)])
}

/// The page that a feed goes with.
fn page(facts: &Facts<'_>, of: FeedOf) -> String {
    match of {
        FeedOf::Site => home::PATH.to_owned(),
        FeedOf::Announcements => announcement_list::PATH.to_owned(),
        FeedOf::Initiatives => archive::PATH.to_owned(),
        FeedOf::Changes => change_log::PATH.to_owned(),
        FeedOf::Unit(unit) => facts.unit_link(unit).href,
    }
}

fn collect(
    context: &Context<'_>,
    collection: &Collection,
    of: FeedOf,
    path: &str,
) -> Result<Vec<u8>, Diagnostic> {
    let feed = Feed {
        facts: &context.facts,
        wording: &context.wording,
        title: title(&context.facts, &context.wording, of),
        path,
        page: page(&context.facts, of),
    };
    let is_told = |kind: EntryKind| match of {
        FeedOf::Announcements => kind == EntryKind::Announcement,
        FeedOf::Initiatives => kind == EntryKind::Initiative,
        FeedOf::Changes => kind == EntryKind::Release,
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
