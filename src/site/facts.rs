//! What is known: the campaign, its figures, and what follows from the two without any words.

use super::change_log::LogLayout;
use super::listing::Listings;
use super::pictures::Pictures;
use super::series::{MOST_PERIODS, line};
use crate::calendar::{Day, Period};
use crate::figures::{Block, BlockId, Figures, Impact, Point};
use crate::model::{Announcement, AnnouncementId, Campaign, IndicatorId, InitiativeId, UnitId};
use crate::render::encode_path;
use crate::text::keep_numbers_together;
use rustc_hash::{FxHashMap, FxHashSet};

/// What pages tell of; the same for all of them, and never changed by one.
#[derive(Debug)]
pub struct Facts<'a> {
    /// What the site folder says.
    pub campaign: &'a Campaign,
    /// What was computed of it.
    pub figures: &'a Figures,
    /// The day of the build's clock, in Vietnam. Only what shows or compares time may depend on it.
    pub today: Day,
    /// The absolute address of the site without a trailing slash, where there is one.
    pub base_url: Option<&'a str>,
    /// The pictures beside its texts.
    pub pictures: Pictures,
    /// The units of which announcements or initiatives tell.
    pub(super) units_told_of: FxHashSet<UnitId>,
    /// Which units stand on which page of a list.
    pub(super) listings: Listings,
    /// Which changed figure stands on which page.
    pub(super) log: LogLayout,
    /// By indicator: whether any of its figures is illustrative.
    illustrative: Vec<bool>,
    /// By announcement: those that correct it.
    corrections: FxHashMap<Box<str>, Vec<AnnouncementId>>,
}

impl<'a> Facts<'a> {
    /// What is known of a campaign on a day.
    #[must_use]
    pub fn new(
        campaign: &'a Campaign,
        figures: &'a Figures,
        today: Day,
        base_url: Option<&'a str>,
    ) -> Self {
        let mut facts = Self {
            campaign,
            figures,
            today,
            base_url,
            pictures: Pictures::new(campaign),
            units_told_of: units_told_of(campaign),
            listings: Listings::default(),
            log: LogLayout::new(campaign, &figures.history),
            illustrative: figures
                .indicators
                .iter()
                .map(|of| {
                    of.whole.overall.series.iter().any(Point::is_illustrative)
                        || of.has_illustrative()
                })
                .collect(),
            corrections: corrections(campaign),
        };
        facts.listings = Listings::new(&facts);
        facts
    }

    pub(super) fn announcement(&self, id: AnnouncementId) -> &Announcement {
        &self.campaign.announcements[id.0 as usize]
    }

    /// The announcement that one corrects.
    pub(super) fn corrected(&self, announcement: &Announcement) -> Option<&Announcement> {
        let slug = announcement.corrects.as_ref()?;
        let mut all = self.campaign.announcements.iter();
        all.find(|other| other.slug == *slug)
    }

    /// The announcements that correct one.
    pub(super) fn corrections_of(
        &self,
        announcement: &Announcement,
    ) -> impl Iterator<Item = &Announcement> {
        let corrections = self.corrections.get(&announcement.slug);
        let ids = corrections.into_iter().flatten();
        ids.map(|&id| self.announcement(id))
    }

    /// The only unit without one above it, which is the whole itself; `None` where there are several.
    pub(super) fn only_root(&self) -> Option<UnitId> {
        // Those without one above stand first. This is asked of every unit, so it must not look at all of them.
        let is_root = |id: &&UnitId| self.campaign.units.get(**id).parent.is_none();
        let mut roots = self.campaign.units.top_down().iter().take_while(is_root);
        let root = roots.next()?;
        roots.next().is_none().then_some(*root)
    }

    /// Whether any indicator has a target.
    pub(super) fn has_targets(&self) -> bool {
        let mut indicators = self.campaign.indicators.iter();
        indicators.any(|(_, indicator)| indicator.target.is_some())
    }

    /// Whether a unit is the only one without one above it.
    pub(super) fn is_only_root(&self, id: UnitId) -> bool {
        self.only_root() == Some(id)
    }

    /// Whether any figure of the site is illustrative.
    pub(super) fn any_illustrative(&self) -> bool {
        self.illustrative.iter().any(|&illustrative| illustrative)
    }

    /// Whether any figure of an indicator is illustrative.
    pub(super) fn has_illustrative(&self, id: IndicatorId) -> bool {
        self.illustrative
            .get(id.0 as usize)
            .copied()
            .unwrap_or(false)
    }

    /// What was measured at the unit that began an initiative.
    pub(super) fn own_impacts(&self, id: InitiativeId) -> impl Iterator<Item = &Impact> {
        self.impacts_at(id, self.campaign.initiatives.get(id).unit)
    }

    pub(super) fn impacts_at(
        &self,
        id: InitiativeId,
        unit: UnitId,
    ) -> impl Iterator<Item = &Impact> {
        let impacts = self.figures.impacts.of(id).iter();
        impacts.filter(move |impact| impact.unit == unit)
    }

    /// The last month of the last reported period.
    pub(super) fn last_month(&self) -> Option<Period> {
        self.figures
            .last_period
            .map(|last| Period::month_at(last.end_month() - 1))
    }

    /// The last periods of an indicator's line, those without figures between them too: what tables of periods show.
    pub(super) fn line_periods(&self, id: IndicatorId) -> Vec<Period> {
        let figures = self.figures.of(id);
        let of_line = line(&figures.whole.overall, figures.latest);
        let periods = of_line.points.iter().map(|&(period, _)| period);
        periods
            .skip(of_line.points.len().saturating_sub(MOST_PERIODS))
            .collect()
    }

    /// The blocks in which any unit has a figure of an indicator or owes one.
    pub(super) fn concerned_blocks(&self, id: IndicatorId) -> Vec<BlockId> {
        let blocks = self.blocks_of_parts();
        let concerned = blocks.filter(|(_, block)| {
            let mut members = block.members.iter();
            members.any(|&unit| self.concerns(id, unit))
        });
        concerned.map(|(id, _)| id).collect()
    }

    /// The blocks but for that of the only unit at the top: it is the whole itself, which is told already.
    pub(super) fn blocks_of_parts(&self) -> impl Iterator<Item = (BlockId, &'a Block)> {
        let blocks = self.figures.blocks.iter();
        blocks.filter(|(_, block)| match block.members[..] {
            [unit] => !self.is_only_root(unit),
            _ => true,
        })
    }

    /// What units are called in narrow rows beside each other: the short name where there is one; where two would read the
    /// same, with the unit above, and else the whole title.
    pub(super) fn row_names(&self, units: &[UnitId]) -> Vec<String> {
        let short = |id: UnitId| {
            let unit = self.campaign.units.get(id);
            unit.short_name.as_deref().unwrap_or(&unit.name)
        };
        let with_above = |id: UnitId| match self.campaign.units.get(id).parent {
            Some(parent) => format!("{}, {}", short(id), short(parent)),
            None => self.unit_title(id),
        };
        let ways: [&dyn Fn(UnitId) -> String; 3] =
            [&|id| short(id).to_owned(), &with_above, &|id| {
                self.unit_title(id)
            }];
        let mut names = vec![String::new(); units.len()];
        for way in ways {
            let mut count: FxHashMap<String, usize> = FxHashMap::default();
            for name in &names {
                *count.entry(name.clone()).or_default() += 1;
            }
            for (name, &unit) in names.iter_mut().zip(units) {
                if name.is_empty() || count[name] > 1 {
                    *name = way(unit);
                }
            }
        }
        names
    }

    /// A unit's name as a title: with the unit above it, where that is not the whole ("Phường 12, Quận 3").
    pub(super) fn unit_title(&self, id: UnitId) -> String {
        let unit = self.campaign.units.get(id);
        match unit.parent.map(|parent| self.campaign.units.get(parent)) {
            Some(parent) if parent.parent.is_some() => {
                keep_numbers_together(&format!("{}, {}", unit.name, parent.name))
            }
            _ => keep_numbers_together(&unit.name),
        }
    }

    /// The indicators of which a unit has figures or owes them.
    pub(super) fn indicators_of_unit(&self, id: UnitId) -> Vec<IndicatorId> {
        let indicators = self.campaign.indicators.iter();
        let indicators = indicators.map(|(indicator, _)| indicator);
        indicators
            .filter(|&indicator| self.concerns(indicator, id))
            .collect()
    }

    /// Whether a unit has figures of an indicator, or owes them.
    pub(super) fn concerns(&self, indicator: IndicatorId, unit: UnitId) -> bool {
        let standing = self.figures.of(indicator).standing(unit);
        !standing.overall.series.is_empty() || self.owes(indicator, unit)
    }

    pub(super) fn owes(&self, indicator: IndicatorId, unit: UnitId) -> bool {
        self.figures.of(indicator).owes[unit.0 as usize]
    }

    /// Whether any figure of the unit's standing is illustrative.
    pub(super) fn is_illustrative(&self, indicator: IndicatorId, unit: UnitId) -> bool {
        let track = &self.figures.of(indicator).standing(unit).overall;
        track.series.iter().any(Point::is_illustrative)
    }

    /// A block's name; a block that is a kind has the kind's name.
    pub(super) fn block_name(&self, id: BlockId) -> String {
        self.campaign
            .settings
            .kind_name(&self.figures.blocks.get(id).name)
            .to_owned()
    }

    /// Whether a block's units stand at least two levels below the top, as wards do: their tables are folded away.
    pub(super) fn is_deep(&self, block: &Block) -> bool {
        let units = &self.campaign.units;
        block.members.first().is_some_and(|&unit| {
            units
                .get(unit)
                .parent
                .is_some_and(|parent| units.get(parent).parent.is_some())
        })
    }

    /// The absolute address of a file of the site; `None` where the site does not know its own.
    pub(super) fn absolute(&self, path: &str) -> Option<String> {
        self.base_url.map(|base| absolute(base, path))
    }
}

/// The absolute address of a file of a site.
pub(super) fn absolute(base_url: &str, path: &str) -> String {
    format!("{base_url}/{}", encode_path(path))
}

fn corrections(campaign: &Campaign) -> FxHashMap<Box<str>, Vec<AnnouncementId>> {
    let mut corrections: FxHashMap<Box<str>, Vec<AnnouncementId>> = FxHashMap::default();
    for (i, announcement) in campaign.announcements.iter().enumerate() {
        if let Some(slug) = &announcement.corrects {
            corrections
                .entry(slug.clone())
                .or_default()
                .push(AnnouncementId(i as u32));
        }
    }
    corrections
}

/// The units that an announcement is about, or that began or took up an initiative: those with a feed.
fn units_told_of(campaign: &Campaign) -> FxHashSet<UnitId> {
    let announcements = campaign.announcements.iter().filter(|a| !a.draft);
    let about = announcements.flat_map(|a| a.units.iter().copied());
    let initiatives = campaign.initiatives.iter().flat_map(|(_, initiative)| {
        let adopters = initiative.adopted_by.iter().map(|adoption| adoption.unit);
        std::iter::once(initiative.unit).chain(adopters)
    });
    about.chain(initiatives).collect()
}
