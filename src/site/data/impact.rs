//! What `du-lieu/sang-kien.json` says of an initiative's effect: its impacts, and the units that it might help.

use super::number::Number;
use super::point::{PointJson, PointWriter};
use crate::figures::{Figures, Impact, IndicatorFigures, Suggestion};
use crate::model::{Campaign, InitiativeId};
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
    let impacts = impacts.map(|impact| ImpactJson {
        campaign,
        figures: figures.of(impact.indicator),
        impact,
    });
    impacts.collect::<Vec<_>>()
}

/// The value of an initiative's key `suggested_to`: the units that it might help and in what, best first, as many as are
/// named (`suggested_further` counts the others). A unit that falls short in several things stands there for each.
pub(super) fn suggested_to<'a>(
    campaign: &'a Campaign,
    named: &[&'a Suggestion],
) -> impl Serialize + use<'a> {
    let suggestions = named.iter();
    let suggestions = suggestions.flat_map(|suggestion| suggested(campaign, suggestion));
    suggestions.collect::<Vec<_>>()
}

/// An impact. `block_change` is `null` where the block has nothing to compare with.
struct ImpactJson<'a> {
    campaign: &'a Campaign,
    figures: &'a IndicatorFigures,
    impact: &'a Impact,
}

impl Serialize for ImpactJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            campaign,
            figures,
            impact,
        } = *self;
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
            // Of several months only the total is told.
            let writer = PointWriter {
                with_own: false,
                field: impact.field,
                ..PointWriter::of_unit(campaign, figures, impact.indicator, impact.unit)
            };
            let point = PointJson { writer, point };
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

#[cfg(test)]
mod tests {
    use super::{impacts, suggested_to};
    use crate::figures::Suggestion;
    use crate::figures::testing::{Computed, site};
    use crate::model::InitiativeId;
    use serde::Serialize;
    use serde_json::{Value, json};

    /// `a` begins in April and rises from 1 of 10 to 9.5 of 10 a month; `b` stays where it is.
    fn made(field: &str, illustrative_block: bool) -> Computed {
        let month =
            |unit: &str, month: u32, figure: &str| format!("{unit} 2019-0{month} {figure}\n");
        let a = (1..8).map(|at| month("a", at, if at < 4 { "1/10" } else { "9.5/10" }));
        let b: String = (1..8).map(|at| month("b", at, "5/10")).collect();
        let site = site("a, b").indicator("kind = \"ratio\"; target = \"> 90\"; whole = false");
        let site = site.rows(&a.collect::<String>());
        let site = if illustrative_block {
            site.illustrative(&b)
        } else {
            site.rows(&b)
        };
        site.initiative(&format!("m a 2019-04-20 x {field}")).made()
    }

    fn value(json: impl Serialize) -> Value {
        serde_json::to_value(json).expect("JSON")
    }

    #[test]
    fn an_impact_has_the_keys_of_the_contract_in_their_order() {
        let made = made("", false);
        let impacts = impacts(&made.campaign, &made.figures, InitiativeId(0));
        let wanted = json!([{
            "indicator": "x", "unit": "a", "k": 3,
            "before": {
                "period": {"from": "2019-01", "to": "2019-03"},
                "numerator": 3, "denominator": 30, "value": 10, "status": "missed"
            },
            "after": {
                "period": {"from": "2019-05", "to": "2019-07"},
                "numerator": 28.5, "denominator": 30, "value": 95, "status": "met"
            },
            "change": 85, "block_change": 0
        }]);
        let text = serde_json::to_string(&impacts).expect("JSON");
        assert_eq!(text, wanted.to_string());
    }

    #[test]
    fn a_block_that_is_illustrative_marks_its_change_and_none_is_null() {
        let marked = made("", true);
        let impact = value(impacts(&marked.campaign, &marked.figures, InitiativeId(0)));
        assert_eq!(impact[0]["illustrative"], json!(true));
        assert_eq!(impact[0]["before"].get("illustrative"), None);
        let alone = made("by:b", false);
        let impact = value(impacts(&alone.campaign, &alone.figures, InitiativeId(0)));
        assert_eq!(impact[0]["block_change"], Value::Null);
    }

    #[test]
    fn coverage_that_says_nothing_is_left_out_before_the_campaign_too() {
        let month = |at: usize| format!("a 2019-0{at} 1/2\nw 2019-0{at} 1/2\n");
        let rows: String = (1..8).map(month).collect();
        let coverage = |reporters: &str| {
            let site = site("a kind:district, w<a kind:ward").days("2020-01-01", "2020-12-31");
            let site = site.indicator(&format!("kind = \"ratio\"; reporters = [\"{reporters}\"]"));
            let made = site.rows(&rows).initiative("m a 2019-04-20 x").made();
            let impact = value(impacts(&made.campaign, &made.figures, InitiativeId(0)));
            impact[0]["before"].get("coverage").cloned()
        };
        // The unit alone owes it; then one below it does.
        assert_eq!(coverage("district"), None);
        assert_eq!(
            coverage("ward"),
            Some(json!({"reported": 1, "expected": 1}))
        );
    }

    #[test]
    fn units_that_it_might_help_stand_with_what_they_fall_short_in() {
        let made = made("", false);
        let named = made.figures.suggestions.of_initiative(InitiativeId(0));
        let named: Vec<&Suggestion> = named.iter().collect();
        let suggested = value(suggested_to(&made.campaign, &named));
        assert_eq!(
            suggested,
            json!([{"unit": "b", "indicator": "x", "field": null}])
        );
    }
}
