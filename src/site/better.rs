//! Who of a block does better in an indicator: its best units, each with its weakest field and a practice that it used.

use super::lag::{field_words, told_fields};
use super::layout::LinkView;
use super::{Archive, Facts, Wording};
use crate::figures::{BlockId, Evidence, Rank};
use crate::model::{IndicatorId, InitiativeId, Stage, UnitId};
use crate::number::Quotient;
use serde::Serialize;

/// A unit that does better.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BetterView {
    /// Its place among those that are ranked: "1/13".
    pub place: String,
    /// The unit.
    pub unit: LinkView,
    /// Its figure.
    pub shown: String,
    /// "yếu nhất: Xây dựng 91,3%", where it has several fields and one is the weakest.
    pub weakest: Option<String>,
    /// Whether its figure or the practice is illustrative: the page says so.
    #[serde(skip)]
    pub illustrative: bool,
    /// A practice for this indicator that it began or took up, and that was not tried without a difference.
    pub practice: Option<LinkView>,
}

/// The best of a block, at most `most` of them, best first; beside a unit those with a better place than it has. None
/// where there is no target: having more is not doing better.
pub(super) fn better(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    id: IndicatorId,
    block: BlockId,
    beside: Option<UnitId>,
    most: usize,
) -> Vec<BetterView> {
    let indicator = facts.campaign.indicators.get(id);
    if indicator.target.is_none() {
        return Vec::new();
    }
    let own = beside.and_then(|unit| match facts.figures.rank(id, unit) {
        Rank::Placed { place, .. } => Some(place),
        Rank::Unranked(_) => None,
    });
    let lines = facts.figures.ranking(id, block).iter();
    let placed = lines.filter_map(|line| match (line.rank, &line.value) {
        (Rank::Placed { place, of }, Some(value)) => Some((line.unit, place, of, value.clone())),
        _ => None,
    });
    let best: Vec<(UnitId, u32, u32, Quotient)> = placed
        .take_while(|&(_, place, ..)| own.is_none_or(|own| place < own))
        .take(most)
        .collect();
    // Units with different figures are shown to have them.
    let values: Vec<Option<Quotient>> =
        best.iter().map(|(.., value)| Some(value.clone())).collect();
    let shown = wording.apart(indicator, &values);
    best.iter()
        .zip(shown)
        .map(|(&(unit, place, of, _), shown)| {
            let practice = practice(facts, archive, id, unit);
            BetterView {
                illustrative: facts.is_illustrative(id, unit)
                    || practice.is_some_and(|id| facts.campaign.initiatives.get(id).illustrative),
                place: format!(
                    "{}/{}",
                    wording.whole(place as usize),
                    wording.whole(of as usize)
                ),
                unit: facts.unit_link(unit),
                shown,
                weakest: weakest(facts, wording, id, unit),
                practice: practice.map(|id| facts.initiative_link(id)),
            }
        })
        .collect()
}

fn weakest(facts: &Facts<'_>, wording: &Wording, id: IndicatorId, unit: UnitId) -> Option<String> {
    let indicator = facts.campaign.indicators.get(id);
    let fields = told_fields(indicator, facts.figures.of(id).standing(unit));
    let value = |at: usize| fields.get(at)?.1.figure.as_ref()?.value(indicator);
    // Of equals none is the weakest.
    let &(field, point) = fields.first().filter(|_| value(0) != value(1))?;
    value(1)?;
    let field = field_words(facts, wording, indicator, field, point);
    Some(wording.fill("pages.better.weakest", &[("field", &field)]))
}

/// Of its practices for an indicator, nothing sourced beside illustrative figures nor the other way round: one that got better than its block before one of which nothing can be said, one of
/// its own before one that it took up, the latest.
fn practice(
    facts: &Facts<'_>,
    archive: &Archive,
    id: IndicatorId,
    unit: UnitId,
) -> Option<InitiativeId> {
    let (begun, adopted) = (archive.links.begun(unit), archive.links.adopted(unit));
    let used = begun.iter().chain(adopted).copied().filter(|&used| {
        let initiative = facts.campaign.initiatives.get(used);
        let invented = facts.is_illustrative(id, unit);
        let mixed = if invented {
            initiative.is_sourced()
        } else {
            initiative.illustrative
        };
        initiative.stage != Stage::Stopped && initiative.indicators.contains(&id) && !mixed
    });
    let seen = |used| facts.figures.impacts.evidence(facts.campaign, used, id);
    let used = used.map(|used| (seen(used), used));
    used.filter(|(seen, _)| *seen != Evidence::NoBetter)
        // Of equals the first is kept, in the order above.
        .min_by_key(|(seen, _)| seen.lead().is_none())
        .map(|(_, used)| used)
}

#[cfg(test)]
mod tests {
    use super::better;
    use crate::figures::BlockId;
    use crate::figures::testing::{Site, site};
    use crate::model::IndicatorId;
    use crate::site::testing::in_context;

    fn said(site: Site, beside: Option<&str>, most: usize) -> Vec<String> {
        let made = site.made();
        let beside = beside.map(|code| made.unit(code));
        let mut said = Vec::new();
        in_context(&made, |context| {
            let (facts, wording) = (&context.facts, &context.wording);
            let (id, block) = (IndicatorId(0), BlockId(0));
            said = better(facts, wording, &context.archive, id, block, beside, most)
                .into_iter()
                .map(|one| {
                    let practice = one.practice.map(|link| link.href);
                    let rest = one.weakest.into_iter().chain(practice);
                    let rest = rest.map(|part| format!("; {part}")).collect::<String>();
                    format!("{} {} {}{rest}", one.place, one.unit.label, one.shown)
                })
                .collect();
        });
        said
    }

    #[test]
    fn the_better_placed_are_told_with_their_weakest_field_and_what_they_used() {
        let rows = "a 2019-01 x 99/100\na 2019-01 y 91/100\nb 2019-01 x 94/100\nb 2019-01 y 94/100\nc 2019-01 93/100\nd 2019-01 92/100";
        let made = site("a, b, c, d")
            .indicator("kind = \"ratio\"; target = \"> 90\"")
            .rows(rows)
            .initiative("other a 2019 -")
            .initiative("stopped a 2019 x stopped")
            .initiative("old a 2018 x")
            .initiative("taken c 2019 x by:b");
        let (a, b) = (
            "1/4 Unit a 95,0%; yếu nhất: y 91,0%; sang-kien/old.html",
            "2/4 Unit b 94,0%; sang-kien/taken.html",
        );
        assert_eq!(said(made.clone(), Some("d"), 2), [a, b]);
        assert_eq!(said(made.clone(), Some("b"), 3), [a]);
        assert_eq!(said(made.clone(), Some("a"), 3), Vec::<String>::new());
        assert_eq!(said(made, None, 1), [a]);
    }

    #[test]
    fn different_figures_are_shown_different_and_without_a_target_nobody_does_better() {
        let rows = "a 2019-01 95001/100000\nb 2019-01 95/100";
        let of = |keys: &str| said(site("a, b").indicator(keys).rows(rows), None, 3);
        assert_eq!(
            of("kind = \"ratio\"; target = \"> 90\""),
            ["1/2 Unit a 95,001%", "2/2 Unit b 95,000%"]
        );
        assert_eq!(
            of("kind = \"ratio\"; better = \"higher\""),
            Vec::<String>::new()
        );
    }
}
