//! How a unit's place in its block moved from period to period, in a line of text.

use crate::calendar::{Period, PeriodLength};
use crate::figures::{Place, Span};
use crate::model::{IndicatorId, UnitId};
use crate::site::{Charts, Facts, Wording};

/// "Hạng trong khối theo từng kỳ, từ tháng 3 đến tháng 9/2019: 7, 6=, –, 4 (trong 13 đơn vị; …)"; `None` where fewer than
/// two periods gave it a place.
pub(super) fn past_ranks(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    id: IndicatorId,
    unit: UnitId,
) -> Option<String> {
    let history = charts.rank_history(facts, id, facts.figures.blocks.of(unit));
    let places: Vec<Option<Place>> = history.of(&facts.figures.blocks, unit).collect();
    let first = places.iter().position(Option::is_some)?;
    let last = places.iter().rposition(Option::is_some)?;
    if first == last {
        return None;
    }
    let places = &places[first..=last];
    let told = || places.iter().flatten();
    let of = told().next()?.of;
    // How many had a place is said once where it was always the same.
    let steady = told().all(|place| place.of == of);
    let word = |place: &Option<Place>| match place {
        None => "–".to_owned(),
        Some(place) => {
            let mut word = wording.whole(place.place as usize);
            if !steady {
                word = format!("{word}/{}", wording.whole(place.of as usize));
            }
            if place.sharing > 1 {
                word.push('=');
            }
            if !place.complete {
                word.push('*');
            }
            word
        }
    };
    let words: Vec<String> = places.iter().map(word).collect();
    let span = between(wording, history.periods[first], history.periods[last]);
    let args = [("span", &*span), ("places", &words.join(", "))];
    let mut text = wording.fill("told.ranks.past", &args);
    if steady {
        let of = wording.whole(of as usize);
        text += &wording.fill("told.ranks.of", &[("of", &of)]);
    }
    let notes = [
        (told().any(|place| place.sharing > 1), "told.ranks.shared"),
        (told().any(|place| !place.complete), "told.ranks.partial"),
    ];
    for (_, key) in notes.into_iter().filter(|(is_said, _)| *is_said) {
        text += "; ";
        text += wording.word(key);
    }
    Some(text)
}

/// "từ tháng 3 đến tháng 9/2019"
fn between(wording: &Wording, from: Period, to: Period) -> String {
    if from.length() == PeriodLength::Month {
        return wording.span(Span::Months { from, to });
    }
    let (from, to) = (wording.period(from), wording.period(to));
    wording.fill("period.span-over-years", &[("from", from), ("to", to)])
}

#[cfg(test)]
mod tests {
    use crate::figures::testing::site;
    use crate::model::IndicatorId;
    use crate::site::testing::in_context;

    fn told(keys: &str, units: &str, rows: &str) -> String {
        let made = site(units).indicator(keys).rows(rows).made();
        let words = in_context(&made, |context| {
            super::past_ranks(
                &context.facts,
                &context.wording,
                &context.charts,
                IndicatorId(0),
                made.unit("a"),
            )
        });
        words.unwrap_or_default().replace('\u{a0}', " ")
    }

    const TARGET: &str = "kind = \"ratio\"; target = \"> 90\"";

    #[test]
    fn places_are_told_period_by_period() {
        let rows = "a 2019-01 1/4\nb 2019-01 2/4\na 2019-02 2/4\nb 2019-02 2/4\nb 2019-03 1/4\na 2019-04 3/4\nb 2019-04 2/4";
        assert_eq!(
            told(TARGET, "a, b", rows),
            "Hạng trong khối theo từng kỳ, từ tháng 1 đến tháng 4/2019: 2, 1=, –, 1 (trong 2 đơn vị); dấu = là đồng hạng"
        );
        let rows = "a 2019-Q1 1/4\nb 2019-Q1 2/4\na 2019-Q2 2/4\nb 2019-Q2 1/4\nc 2019-Q2 4/4";
        assert_eq!(
            told(TARGET, "a, b, c", rows),
            "Hạng trong khối theo từng kỳ, từ Quý I/2019 đến Quý II/2019: 2/2, 2/3"
        );
    }

    #[test]
    fn one_place_is_no_movement() {
        assert_eq!(
            told(
                TARGET,
                "a, b",
                "a 2019-01 1/4\nb 2019-01 2/4\na 2019-02 1/4"
            ),
            ""
        );
        assert_eq!(
            told("kind = \"count\"", "a, b", "a 2019-01 1\nb 2019-01 2"),
            ""
        );
    }
}
