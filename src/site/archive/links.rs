//! The links of initiatives in both directions, found once.

use crate::campaign::{Announcement, AnnouncementId, Campaign, InitiativeId, UnitId};
use rustc_hash::FxHashMap;

/// Which initiatives belong to what else there is. Every list has the order of the archive: the latest first.
#[derive(Debug, Default)]
pub struct Links {
    by_code: FxHashMap<Box<str>, InitiativeId>,
    begun: FxHashMap<UnitId, Vec<InitiativeId>>,
    adopted: FxHashMap<UnitId, Vec<InitiativeId>>,
    announcements: FxHashMap<InitiativeId, Vec<AnnouncementId>>,
}

impl Links {
    /// The links of a campaign.
    pub(super) fn new(campaign: &Campaign) -> Self {
        let mut links = Self::default();
        for (id, initiative) in campaign.initiatives.iter() {
            links.by_code.insert(initiative.code.clone(), id);
            links.begun.entry(initiative.unit).or_default().push(id);
            for adoption in &initiative.adopted_by {
                links.adopted.entry(adoption.unit).or_default().push(id);
            }
        }
        for (i, announcement) in campaign.announcements.iter().enumerate() {
            for id in links.of_announcement(announcement) {
                let id_of = AnnouncementId(i as u32);
                links.announcements.entry(id).or_default().push(id_of);
            }
        }
        links
    }

    /// The initiative of this code.
    pub(in crate::site) fn find(&self, code: &str) -> Option<InitiativeId> {
        self.by_code.get(code).copied()
    }

    /// Those that a unit began.
    pub(in crate::site) fn begun(&self, unit: UnitId) -> &[InitiativeId] {
        self.begun.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// Those that a unit took up from others.
    pub(in crate::site) fn adopted(&self, unit: UnitId) -> &[InitiativeId] {
        self.adopted.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// The announcements that name an initiative, newest first.
    pub(in crate::site) fn announcements(&self, id: InitiativeId) -> &[AnnouncementId] {
        self.announcements.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The initiatives that an announcement names, in its order.
    pub(in crate::site) fn of_announcement(
        &self,
        announcement: &Announcement,
    ) -> Vec<InitiativeId> {
        let codes = announcement.initiatives.iter();
        codes.filter_map(|code| self.find(code)).collect()
    }
}
