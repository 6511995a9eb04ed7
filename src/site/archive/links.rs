//! The links of initiatives in both directions, found once.

use crate::model::{AnnouncementId, Campaign, InitiativeId, UnitId};
use rustc_hash::FxHashMap;

/// Which initiatives belong to what else there is. Every list has the order of the archive: the latest first.
#[derive(Debug, Default)]
pub(crate) struct Links {
    begun: FxHashMap<UnitId, Vec<InitiativeId>>,
    adopted: FxHashMap<UnitId, Vec<InitiativeId>>,
    announcements: FxHashMap<InitiativeId, Vec<AnnouncementId>>,
}

impl Links {
    /// The links of a campaign.
    pub(super) fn new(campaign: &Campaign) -> Self {
        let mut links = Self::default();
        for (id, initiative) in campaign.initiatives.iter() {
            links.begun.entry(initiative.unit).or_default().push(id);
            for adoption in &initiative.adopted_by {
                links.adopted.entry(adoption.unit).or_default().push(id);
            }
        }
        for (i, announcement) in campaign.announcements.iter().enumerate() {
            for &id in &announcement.initiatives {
                let names = links.announcements.entry(id).or_default();
                names.push(AnnouncementId(i as u32));
            }
        }
        links
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
}
