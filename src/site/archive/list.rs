//! The prebuilt lists of the archive: of a field, a unit, a form, a stage, …

use super::evidence;
use super::label::Labelled;
use super::links::Links;
use crate::locale::Words;
use crate::model::{Campaign, Initiative, InitiativeId, UnitId};
use crate::site::{Facts, Wording};
use crate::text::keep_numbers_together;
use std::ops::Range;

/// What initiatives are listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Their field (lĩnh vực).
    Field,
    /// The part of the reform (nội dung CCHC).
    Area,
    /// Their form (hình thức).
    Form,
    /// How far they have come (giai đoạn).
    Stage,
    /// Who says that they work (kiểm chứng).
    Verification,
    /// What was seen of them beside their block (kết quả đo được).
    Evidence,
    /// The indicators that they are meant to move (chỉ tiêu).
    Indicator,
    /// The units that began them or took them up (đơn vị).
    Unit,
}

impl By {
    /// All of them, in the order in which readers are offered them.
    pub(in crate::site) const ALL: [Self; 8] = [
        Self::Field,
        Self::Evidence,
        Self::Unit,
        Self::Indicator,
        Self::Form,
        Self::Stage,
        Self::Verification,
        Self::Area,
    ];

    /// The folder of its lists.
    fn folder(self) -> &'static str {
        match self {
            Self::Field => "linh-vuc",
            Self::Area => "noi-dung",
            Self::Form => "hinh-thuc",
            Self::Stage => "giai-doan",
            Self::Verification => "kiem-chung",
            Self::Evidence => "ket-qua",
            Self::Indicator => "chi-tieu",
            Self::Unit => "don-vi",
        }
    }

    /// The key of its name in the language files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Field => "archive.by.field",
            Self::Area => "archive.by.area",
            Self::Form => "archive.by.form",
            Self::Stage => "archive.by.stage",
            Self::Verification => "archive.by.verification",
            Self::Evidence => "archive.by.evidence",
            Self::Indicator => "archive.by.indicator",
            Self::Unit => "archive.by.unit",
        }
    }

    /// The key of the name of one of its lists.
    pub(super) fn list_name(self) -> &'static str {
        match self {
            Self::Field => "archive.list.field",
            Self::Area => "archive.list.area",
            Self::Form => "archive.list.form",
            Self::Stage => "archive.list.stage",
            Self::Verification => "archive.list.verification",
            Self::Evidence => "archive.list.evidence",
            Self::Indicator => "archive.list.indicator",
            Self::Unit => "archive.list.unit",
        }
    }
}

/// A list of initiatives that have something in common; never empty.
#[derive(Debug, Clone)]
pub(super) struct List {
    /// What they are listed by.
    pub by: By,
    /// What they have in common, in an address.
    pub key: Box<str>,
    /// What they have in common, in words.
    pub label: String,
    /// The unit that it is of, where it is a unit's.
    pub unit: Option<UnitId>,
    /// The initiatives, the latest first; of a unit those that it began, then those that it took up.
    pub initiatives: Vec<InitiativeId>,
    /// How many of them the unit began; all of them in other lists.
    pub begun: usize,
}

/// A list, an index into [`Lists`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListId(usize);

impl List {
    /// The path of a page of the list, from 1.
    pub(super) fn path(&self, page: usize) -> String {
        path(self.by, &self.key, page)
    }
}

/// The path of a page, from 1, of the list with this key.
pub(in crate::site) fn path(by: By, key: &str, page: usize) -> String {
    let folder = by.folder();
    match page {
        1 => format!("sang-kien/{folder}/{key}.html"),
        _ => format!("sang-kien/{folder}/{key}/trang-{page}.html"),
    }
}

/// All lists, those of one kind together.
#[derive(Debug, Default)]
pub(super) struct Lists {
    all: Vec<List>,
    /// Where those of units stand; there may be thousands.
    units: Range<usize>,
}

impl Lists {
    /// The lists of a campaign.
    pub(super) fn new(facts: &Facts<'_>, wording: &Wording, links: &Links) -> Self {
        let campaign = facts.campaign;
        let mut lists = Self::default();
        for (i, field) in campaign.fields.0.iter().enumerate() {
            let of = |initiative: &Initiative| usize::from(initiative.field.0) == i;
            lists.add(campaign, By::Field, &field.key, field.name.to_string(), of);
        }
        let first = lists.all.len();
        lists.add_units(facts, links);
        lists.units = first..lists.all.len();
        for (id, indicator) in campaign.indicators.iter() {
            let label = keep_numbers_together(&indicator.name);
            let of = |initiative: &Initiative| initiative.indicators.contains(&id);
            lists.add(campaign, By::Indicator, &indicator.code, label, of);
        }
        let words = wording.words;
        lists.add_labelled(campaign, By::Form, words, |one| Some(one.form));
        lists.add_labelled(campaign, By::Stage, words, |one| Some(one.stage));
        lists.add_labelled(campaign, By::Verification, words, |one| {
            Some(one.verification)
        });
        lists.add_labelled(campaign, By::Area, words, |one| one.area);
        lists.add_evidence(facts, wording);
        lists
    }

    /// Adds the list of the initiatives of which something holds, where there are any.
    fn add(
        &mut self,
        campaign: &Campaign,
        by: By,
        key: &str,
        label: String,
        of: impl Fn(&Initiative) -> bool,
    ) {
        let all = campaign.initiatives.iter();
        let initiatives: Vec<InitiativeId> = all
            .filter(|(_, initiative)| of(initiative))
            .map(|(id, _)| id)
            .collect();
        if !initiatives.is_empty() {
            self.all.push(List {
                by,
                key: key.into(),
                label,
                unit: None,
                begun: initiatives.len(),
                initiatives,
            });
        }
    }

    /// Adds a list for each value of a closed set.
    fn add_labelled<L: Labelled>(
        &mut self,
        campaign: &Campaign,
        by: By,
        words: &Words,
        value: impl Fn(&Initiative) -> Option<L>,
    ) {
        for &(one, ..) in L::ALL {
            let label = one.label(words).to_owned();
            let of = |initiative: &Initiative| value(initiative) == Some(one);
            self.add(campaign, by, &one.key(), label, of);
        }
    }

    /// Adds a list for each thing that can be seen of an initiative beside its block, where anything was seen of any.
    fn add_evidence(&mut self, facts: &Facts<'_>, wording: &Wording) {
        let seen: Vec<&str> = facts
            .campaign
            .initiatives
            .iter()
            .map(|(id, _)| evidence::key(facts, id))
            .collect();
        if seen.iter().all(|&key| key == evidence::UNKNOWN) {
            return;
        }
        for key in evidence::KEYS {
            let of = seen.iter().enumerate().filter(|&(_, &seen)| seen == key);
            let initiatives: Vec<_> = of.map(|(at, _)| InitiativeId(at as u32)).collect();
            if initiatives.is_empty() {
                continue;
            }
            self.all.push(List {
                by: By::Evidence,
                key: key.into(),
                label: evidence::label(wording, key).to_owned(),
                unit: None,
                begun: initiatives.len(),
                initiatives,
            });
        }
    }

    /// Adds a list for each unit that began or took up any, by block, in the order of their names.
    fn add_units(&mut self, facts: &Facts<'_>, links: &Links) {
        for (_, block) in facts.figures.blocks.iter() {
            for &unit in &block.members {
                let (begun, adopted) = (links.begun(unit), links.adopted(unit));
                if begun.is_empty() && adopted.is_empty() {
                    continue;
                }
                self.all.push(List {
                    by: By::Unit,
                    key: facts.campaign.units.get(unit).code.clone(),
                    label: facts.unit_title(unit),
                    unit: Some(unit),
                    initiatives: [begun, adopted].concat(),
                    begun: begun.len(),
                });
            }
        }
    }

    /// All lists with their places.
    pub(super) fn iter(&self) -> impl Iterator<Item = (ListId, &List)> {
        let all = self.all.iter().enumerate();
        all.map(|(i, list)| (ListId(i), list))
    }

    /// The list at a place.
    pub(super) fn get(&self, id: ListId) -> &List {
        &self.all[id.0]
    }

    /// Those of units, by block, in the order of their names.
    pub(super) fn of_units(&self) -> &[List] {
        &self.all[self.units.clone()]
    }

    /// Those of one kind, but for those of units.
    pub(super) fn by(&self, by: By) -> impl Iterator<Item = &List> {
        let (before, after) = (&self.all[..self.units.start], &self.all[self.units.end..]);
        before.iter().chain(after).filter(move |list| list.by == by)
    }
}
