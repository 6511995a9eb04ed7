//! Initiatives for tests, made of a line of text each.

use crate::calendar::VagueDay;
use crate::model::{
    Adoption, Campaign, Field, FieldId, Form, IndicatorId, Initiative, Passage, Stage, UnitId,
    Verification,
};
use std::cmp::Reverse;

/// Puts initiatives into a campaign that was read: in the order of the archive, the latest started first.
///
/// A line is `code unit started indicators`, the indicators with commas between them or `-`, then in any order
/// `field:thue` (`khac` by default, in which there are no figures), `by:b@2019-08,c` (units that took it up, with the
/// date where it is known), `sourced`, `stopped`, `appraised` or `evaluated`.
pub(super) fn add(campaign: &mut Campaign, lines: &[String]) {
    let mut all: Vec<Initiative> = lines
        .iter()
        .map(|line| initiative(campaign, line))
        .collect();
    all.sort_by_key(|made| (Reverse(made.started.first_day()), made.code.clone()));
    campaign.initiatives.0 = all;
}

fn initiative(campaign: &mut Campaign, line: &str) -> Initiative {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [code, unit, started, indicators, said @ ..] = &words[..] else {
        panic!("no initiative: {line}");
    };
    let after = |key: &str| said.iter().find_map(|word| word.strip_prefix(key));
    let says = |word: &str| said.contains(&word);
    let adopted_by = after("by:").map_or(Vec::new(), |list| {
        list.split(',').map(|one| adoption(campaign, one)).collect()
    });
    let field = field(campaign, after("field:").unwrap_or("khac"));
    let indicators = indicators.split(',').filter(|code| *code != "-");
    Initiative {
        code: (*code).into(),
        unit: find_unit(campaign, unit),
        field,
        started: VagueDay::parse(started).expect("a date"),
        stage: if says("stopped") {
            Stage::Stopped
        } else {
            Stage::InUse
        },
        indicators: indicators
            .map(|code| find_indicator(campaign, code))
            .collect(),
        adopted_by,
        verification: match (says("appraised"), says("evaluated")) {
            (_, true) => Verification::IndependentlyEvaluated,
            (true, _) => Verification::Appraised,
            _ => Verification::SelfReported,
        },
        sources: if says("sourced") {
            vec!["S".into()]
        } else {
            Vec::new()
        },
        ..bare()
    }
}

/// An initiative that says as little as it may.
fn bare() -> Initiative {
    Initiative {
        code: "".into(),
        title: "T".into(),
        summary: "S".into(),
        unit: UnitId(0),
        authors: Vec::new(),
        form: Form::Initiative,
        initiative_type: None,
        field: FieldId(0),
        area: None,
        problem: Passage::Plain("P".into()),
        solution: Passage::Plain("S".into()),
        novelty: None,
        started: VagueDay::Year(2019),
        stage: Stage::InUse,
        scope: None,
        beneficiaries: Vec::new(),
        indicators: Vec::new(),
        results: None,
        cost: None,
        requirements: None,
        difficulties: None,
        lessons: None,
        replicability: None,
        adopted_by: Vec::new(),
        recognition: None,
        verification: Verification::SelfReported,
        contact: "C".into(),
        attachments: Vec::new(),
        sources: Vec::new(),
        updated: jiff::civil::date(2020, 1, 1),
        prose: None,
        files: Vec::new(),
        illustrative: false,
        places: Vec::new(),
    }
}

fn adoption(campaign: &Campaign, text: &str) -> Adoption {
    let (unit, since) = match text.split_once('@') {
        Some((unit, since)) => (unit, Some(VagueDay::parse(since).expect("a date"))),
        None => (text, None),
    };
    Adoption {
        unit: find_unit(campaign, unit),
        since,
    }
}

fn find_unit(campaign: &Campaign, code: &str) -> UnitId {
    let found = campaign.units.iter().find(|(_, unit)| &*unit.code == code);
    found.expect("a unit").0
}

fn find_indicator(campaign: &Campaign, code: &str) -> IndicatorId {
    let mut all = campaign.indicators.iter();
    all.find(|(_, one)| &*one.code == code)
        .expect("an indicator")
        .0
}

/// The field with a key, which is added where the figures have none.
fn field(campaign: &mut Campaign, key: &str) -> FieldId {
    let fields = &mut campaign.fields.0;
    let at = fields.iter().position(|field| &*field.key == key);
    let at = at.unwrap_or_else(|| {
        fields.push(Field {
            key: key.into(),
            name: key.into(),
        });
        fields.len() - 1
    });
    FieldId(at as u16)
}
