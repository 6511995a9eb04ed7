//! An initiative in a list: what it is, whose, whether it worked, and whom to ask.

use super::label_of;
use crate::figures::Impact;
use crate::model::InitiativeId;
use crate::render::Shared;
use crate::site::layout::LinkView;
use crate::site::{Archive, Facts, Wording, initiative};
use crate::text::fold;
use serde::Serialize;

/// An initiative in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EntryView {
    /// Its title and page.
    pub link: LinkView,
    /// Since when it is applied, for people.
    pub date: String,
    /// The same for machines.
    pub datetime: String,
    /// Whether anything of it is invented.
    #[serde(skip)]
    pub illustrative: bool,
    /// What: "minh họa" of the initiative itself, where its title does not end in that, or that its figures are.
    pub tag: Option<&'static str>,
    /// The unit that began it, with the unit above it where that is needed.
    pub unit: LinkView,
    /// Its form, field and stage.
    pub facts: Vec<String>,
    /// What it is.
    pub summary: String,
    /// What was measured before and after at the unit that began it.
    pub effect: Option<String>,
    /// How many months that is, and what happened in the rest of the block.
    pub beside: Option<String>,
    /// "3 đơn vị khác đã áp dụng"
    pub adopted: Option<String>,
    /// Who says that it works.
    pub verification: &'static str,
    /// "hỏi Văn phòng UBND Quận 7", where it is known.
    pub ask: Option<String>,
}

/// An entry that is ready for templates.
#[derive(Debug)]
pub(in crate::site) struct ReadyEntry {
    pub(in crate::site) view: Shared,
    /// Whether anything in it is illustrative.
    pub(in crate::site) illustrative: bool,
}

/// An initiative in a list, converted when first asked for: it stands on a dozen pages.
pub(in crate::site) fn ready_entry<'a>(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &'a Archive,
    id: InitiativeId,
) -> &'a ReadyEntry {
    archive.entries[id.0 as usize].get_or_init(|| {
        let view = entry_view(facts, wording, id);
        ReadyEntry {
            illustrative: view.illustrative,
            view: Shared::new(&view),
        }
    })
}

/// Initiatives as entries of a list, and whether anything in them is illustrative.
pub(in crate::site) fn ready_entries(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    ids: &[InitiativeId],
) -> (Vec<Shared>, bool) {
    let entries = || {
        ids.iter()
            .map(|&id| ready_entry(facts, wording, archive, id))
    };
    let views = entries().map(|entry| entry.view.clone()).collect();
    (views, entries().any(|entry| entry.illustrative))
}

fn entry_view(facts: &Facts<'_>, wording: &Wording, id: InitiativeId) -> EntryView {
    let initiative = facts.campaign.initiatives.get(id);
    let measured = facts.own_impacts(id).next();
    let adopters = initiative.adopted_by.len();
    let illustrative = if initiative.illustrative {
        Some("archive.illustrative-tag")
    } else if measured.is_some_and(Impact::is_illustrative) {
        Some("chart.illustrative")
    } else {
        None
    };
    let told = [
        label_of(wording, initiative.form).to_owned(),
        facts.campaign.fields.get(initiative.field).name.to_string(),
        label_of(wording, initiative.stage).to_owned(),
    ];
    EntryView {
        link: facts.initiative_link(id),
        date: wording.language().vague_day(initiative.started),
        datetime: initiative.started.to_string(),
        tag: illustrative
            .map(|key| wording.word(key))
            .filter(|tag| !(initiative.illustrative && ends_with(&initiative.title, tag))),
        illustrative: illustrative.is_some(),
        unit: facts.titled_unit_link(initiative.unit),
        facts: told.into(),
        summary: initiative.summary.to_string(),
        effect: measured.map(|impact| initiative::effect_words(facts, wording, impact)),
        beside: measured.map(|impact| initiative::beside_words(facts, wording, impact)),
        adopted: (adopters > 0).then(|| {
            let count = wording.whole(adopters);
            wording.fill("archive.entry.adopted", &[("count", &count)])
        }),
        verification: label_of(wording, initiative.verification),
        ask: initiative::known_contact(initiative)
            .map(|contact| wording.fill("archive.entry.ask", &[("contact", contact)])),
    }
}

/// Whether a title ends in some words, in brackets or not: "Một cửa (minh họa)".
fn ends_with(title: &str, words: &str) -> bool {
    let folded = fold(title);
    let bare = folded.trim_end_matches([')', ']', '.', ' ']);
    bare.ends_with(&fold(words))
}

#[cfg(test)]
mod tests {
    use super::ends_with;

    #[test]
    fn a_title_may_say_itself_that_it_is_invented() {
        for title in [
            "Một cửa (minh họa)",
            "Một cửa - Minh hoạ.",
            "Một cửa [minh họa]",
        ] {
            assert!(ends_with(title, "minh họa"), "{title}");
        }
        assert!(!ends_with("Minh họa bằng tranh", "minh họa"));
    }
}
