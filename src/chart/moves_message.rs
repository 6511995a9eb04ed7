//! What moved places say: who climbed most, and from where to where.

use super::MoveLine;
use super::moves::{all_comparable, climbers};
use crate::calendar::Period;
use crate::locale::Words;
use std::borrow::Cow;

/// The heading: `Quận 5 tiến nhiều hạng nhất, từ hạng 9/13 (tháng 3/2019) lên hạng 3/13 (tháng 9/2019)`.
#[must_use]
pub fn moves(periods: &[(Period, Cow<'static, str>)], lines: &[MoveLine], words: &Words) -> String {
    let (Some((_, from)), Some((_, to))) = (periods.first(), periods.last()) else {
        return words.word("chart.moves.none").to_owned();
    };
    if periods.len() < 2 {
        return words.fill("chart.moves.one-period", &[("to-period", to)]);
    }
    let most = climbers(lines);
    let gain = most.first().and_then(|line| line.gain()).unwrap_or(0);
    let text = match most[..] {
        [] => {
            let key = if all_comparable(lines) {
                "chart.moves.still"
            } else {
                "chart.moves.between"
            };
            words.fill(key, &[("from-period", from), ("to-period", to)])
        }
        [line] => {
            let place = |place: Option<&Option<super::MovePlace>>| {
                let place = place.and_then(Option::as_ref);
                place.map_or(String::new(), |one| format!("{}/{}", one.place, one.of))
            };
            let args = [
                ("unit", &*line.name),
                ("from", &place(line.places.first())),
                ("from-period", from),
                ("to", &place(line.places.last())),
                ("to-period", to),
            ];
            words.fill("chart.moves.climbed", &args)
        }
        _ => {
            let names: Vec<&str> = most.iter().map(|line| &*line.name).collect();
            let (key, units) = if names.len() <= 3 {
                ("chart.moves.climbed-together", names.join(", "))
            } else {
                ("chart.moves.many-climbed", names.len().to_string())
            };
            let args = [
                ("units", &*units),
                ("count", &gain.to_string()),
                ("from-period", from),
                ("to-period", to),
            ];
            words.fill(key, &args)
        }
    };
    let ends = |line: &MoveLine| {
        let ends = [line.places.first(), line.places.last()];
        ends.into_iter()
            .flatten()
            .flatten()
            .any(|place| !place.complete)
    };
    if lines.iter().any(ends) {
        text + words.word("chart.moves.incomplete")
    } else {
        text
    }
}

/// The description: each unit's first and last place.
#[must_use]
pub fn moves_description(
    periods: &[(Period, Cow<'static, str>)],
    lines: &[MoveLine],
    words: &Words,
) -> String {
    let of_line = |line: &MoveLine| {
        let first = line.places.iter().position(Option::is_some)?;
        let last = line.places.iter().rposition(Option::is_some)?;
        let told = |at: usize| {
            let place = line.places.get(at)?.as_ref()?;
            Some((
                format!("{}/{}", place.place, place.of),
                periods.get(at)?.1.clone(),
            ))
        };
        let ((from, from_period), (to, to_period)) = (told(first)?, told(last)?);
        let args = [
            ("unit", &*line.name),
            ("from", &from),
            ("from-period", &from_period),
            ("to", &to),
            ("to-period", &to_period),
        ];
        Some(words.fill("chart.moves.describe", &args))
    };
    let told: Vec<String> = lines.iter().filter_map(of_line).collect();
    told.join(" ")
}

#[cfg(test)]
mod tests {
    use super::moves;
    use crate::chart::fixture::words;
    use crate::chart::moves::tests::{line, periods};

    #[test]
    fn who_climbed_most_is_named() {
        let said = |lines: &[super::MoveLine]| moves(&periods(2), lines, words());
        assert_eq!(
            said(&[line("Q.1", "1/2 2/2"), line("Q.2", "2/2 1/2")]),
            "Q.2 tiến nhiều hạng nhất, từ hạng 2/2 (tháng 1/2019) lên hạng 1/2 (tháng 2/2019)"
        );
        assert_eq!(
            said(&[line("Q.1", "3/3 1/3"), line("Q.2", "3/3 1/3")]),
            "Q.1, Q.2 cùng tiến nhiều hạng nhất, 2 hạng từ tháng 1/2019 đến tháng 2/2019"
        );
        assert_eq!(
            said(&[line("Q.1", "1/3 1/3")]),
            "Không đơn vị nào tiến hạng từ tháng 1/2019 đến tháng 2/2019"
        );
        let many: Vec<_> = (0..4).map(|_| line("Q", "3/3 1/3")).collect();
        assert!(said(&many).starts_with("4 đơn vị cùng tiến nhiều hạng nhất, 2 hạng"));
        let mut partial = line("Q.1", "1/3 1/3");
        if let Some(Some(place)) = partial.places.first_mut() {
            place.complete = false;
        }
        assert!(said(&[partial]).ends_with("(có kỳ chưa đủ đơn vị báo cáo)"));
        assert_eq!(moves(&[], &[], words()), "Chưa có thứ hạng");
        assert_eq!(
            moves(&periods(1), &[], words()),
            "Thứ hạng trong tháng 1/2019"
        );
    }
}
