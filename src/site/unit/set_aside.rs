//! The figures of a unit that were set aside, with the reasons.

use crate::model::UnitId;
use crate::site::layout::LinkView;
use crate::site::{Facts, Wording};
use crate::text::keep_numbers_together;
use serde::Serialize;

/// A figure that was set aside.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SetAsideRow {
    /// The indicator, with a link to its page.
    pub indicator: LinkView,
    /// The field; absent of an overall figure.
    pub field: Option<String>,
    /// The period in words.
    pub period: String,
    /// The figure as it was reported, in plain digits (`47/44`).
    pub written: String,
    /// Why it is not used.
    pub reason: String,
}

/// The figures of a unit that were set aside, in the order of `data/excluded.toml`.
pub(super) fn set_aside(facts: &Facts<'_>, wording: &Wording, unit: UnitId) -> Vec<SetAsideRow> {
    let all = facts.campaign.observations.set_aside.iter();
    let all = all.filter_map(|one| Some((one, facts.campaign.exclusion_of(one)?)));
    all.filter(|(_, exclusion)| exclusion.unit == unit)
        .map(|(one, exclusion)| SetAsideRow {
            indicator: facts.indicator_link(exclusion.indicator),
            field: exclusion.field.as_deref().map(|key| field_name(facts, key)),
            period: wording.period(exclusion.period).to_owned(),
            written: one.written.to_string(),
            reason: keep_numbers_together(&exclusion.reason),
        })
        .collect()
}

fn field_name(facts: &Facts<'_>, key: &str) -> String {
    let mut fields = facts.campaign.fields.0.iter();
    let field = fields.find(|field| &*field.key == key);
    field.map_or_else(
        || key.to_owned(),
        |field| keep_numbers_together(&field.name),
    )
}
