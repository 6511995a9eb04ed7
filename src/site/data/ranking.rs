//! `du-lieu/xep-hang.json`: every block's rankings.

use super::number::Number;
use super::to_json;
use crate::diagnostic::Diagnostic;
use crate::figures::{Block, BlockId, Rank, RankLine};
use crate::number::Quotient;
use crate::site::Facts;
use num_rational::BigRational;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// The JSON of all rankings.
pub(super) fn json(facts: &Facts<'_>) -> Result<Vec<u8>, Diagnostic> {
    to_json(&Rankings(facts))
}

struct Rankings<'a>(&'a Facts<'a>);

impl Serialize for Rankings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let groups: Vec<Group<'_>> = self
            .0
            .figures
            .blocks
            .iter()
            .map(|(id, block)| Group {
                facts: self.0,
                id,
                block,
            })
            .collect();
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("groups", &groups)?;
        map.end()
    }
}

struct Group<'a> {
    facts: &'a Facts<'a>,
    id: BlockId,
    block: &'a Block,
}

impl Serialize for Group<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let composite = &self.facts.figures.composite[self.id.0 as usize];
        let score = |score: &BigRational| rational_to_f64(score);
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("group", &self.block.name)?;
        map.serialize_entry(
            "composite",
            &Lines {
                facts: self.facts,
                lines: composite,
                key: "score",
                number: score,
            },
        )?;
        map.serialize_entry("indicators", &Indicators(self))?;
        map.end()
    }
}

struct Indicators<'a>(&'a Group<'a>);

impl Serialize for Indicators<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facts = self.0.facts;
        let mut map = serializer.serialize_map(None)?;
        for (id, indicator) in facts.campaign.indicators.iter() {
            let lines = facts.figures.ranking(id, self.0.id);
            map.serialize_entry(
                &indicator.code,
                &Lines {
                    facts,
                    lines,
                    key: "value",
                    number: Quotient::to_f64,
                },
            )?;
        }
        map.end()
    }
}

/// Lines of a ranking; `key` names the number.
struct Lines<'a, V, F: Fn(&V) -> f64> {
    facts: &'a Facts<'a>,
    lines: &'a [RankLine<V>],
    key: &'static str,
    number: F,
}

impl<V, F: Fn(&V) -> f64> Serialize for Lines<'_, V, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.lines.len()))?;
        for line in self.lines {
            let unit = &*self.facts.campaign.units.get(line.unit).code;
            let number = line
                .value
                .as_ref()
                .map(|value| Number((self.number)(value)));
            list.serialize_element(&Line {
                unit,
                rank: line.rank,
                key: self.key,
                number,
            })?;
        }
        list.end()
    }
}

struct Line<'a> {
    unit: &'a str,
    rank: Rank,
    key: &'static str,
    number: Option<Number>,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("unit", self.unit)?;
        match self.rank {
            Rank::Placed { place, .. } => {
                map.serialize_entry("place", &place)?;
                map.serialize_entry(self.key, &self.number)?;
            }
            Rank::Unranked(reason) => {
                map.serialize_entry("place", &None::<()>)?;
                map.serialize_entry("reason", reason.code())?;
            }
        }
        map.end()
    }
}

/// The nearest double of an exact score.
fn rational_to_f64(value: &BigRational) -> f64 {
    Quotient::from(value.clone()).to_f64()
}
