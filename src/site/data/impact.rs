//! What `du-lieu/sang-kien.json` says of an initiative's effect: its impacts, and the units that it might help.

use super::number::Number;
use super::point::PointJson;
use crate::campaign::{Campaign, InitiativeId};
use crate::figures::{Figures, Impact, Suggestion};
use crate::number::Quotient;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// The value of an initiative's key `impact`: its impacts, the unit's that began it first.
pub(super) fn impacts<'a>(
    campaign: &'a Campaign,
    figures: &'a Figures,
    id: InitiativeId,
) -> impl Serialize + 'a {
    let impacts = figures.impacts.of(id).iter();
    let impacts = impacts.map(|impact| ImpactJson { campaign, impact });
    impacts.collect::<Vec<_>>()
}

/// The value of an initiative's key `suggested_to`: the units that it might help and in what, best first, as many as are
/// named (`suggested_further` counts the others). A unit that falls short in several things stands there for each.
pub(super) fn suggested_to<'a>(
    campaign: &'a Campaign,
    figures: &'a Figures,
    id: InitiativeId,
) -> impl Serialize + 'a {
    let suggestions = figures.suggestions.of_initiative(id).iter();
    let suggestions = suggestions.flat_map(|suggestion| suggested(campaign, suggestion));
    suggestions.collect::<Vec<_>>()
}

/// An impact. `block_change` is `null` where the block has nothing to compare with.
struct ImpactJson<'a> {
    campaign: &'a Campaign,
    impact: &'a Impact,
}

impl Serialize for ImpactJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { campaign, impact } = *self;
        let indicator = campaign.indicators.get(impact.indicator);
        let change = |change: &Quotient| Number(change.to_f64());
        let block = impact.block.as_ref();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("indicator", &indicator.code)?;
        map.serialize_entry("unit", &campaign.units.get(impact.unit).code)?;
        map.serialize_entry("k", &impact.k)?;
        let sides = [
            ("before", impact.point_before(indicator)),
            ("after", impact.point_after(indicator)),
        ];
        for (key, point) in &sides {
            let point = PointJson {
                campaign,
                indicator,
                point,
                of_unit: false,
            };
            map.serialize_entry(key, &point)?;
        }
        map.serialize_entry("change", &change(&impact.own.change))?;
        let block_change = block.map(|block| change(&block.pooled.change));
        map.serialize_entry("block_change", &block_change)?;
        // The change of a block has no point that could carry the mark.
        if impact.is_illustrative() {
            map.serialize_entry("illustrative", &true)?;
        }
        map.end()
    }
}

/// That an initiative might help a unit in one thing.
#[derive(Serialize)]
struct Suggested<'a> {
    unit: &'a str,
    indicator: &'a str,
    /// The key of the field that fails; `null` where the overall figure does.
    field: Option<&'a str>,
}

fn suggested<'a>(
    campaign: &'a Campaign,
    suggestion: &'a Suggestion,
) -> impl Iterator<Item = Suggested<'a>> {
    let shortages = suggestion.shortages.iter();
    shortages.map(|shortage| Suggested {
        unit: &campaign.units.get(suggestion.unit).code,
        indicator: &campaign.indicators.get(shortage.indicator).code,
        field: shortage.field.map(|field| &*campaign.fields.get(field).key),
    })
}
