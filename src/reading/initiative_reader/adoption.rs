//! Who took an initiative up: `quan-3 2019-05; Phường 12, Quận 3 2018; quan-7`.

use super::given::Given;
use super::key::Key;
use super::value::{RecordReader, by_commas, of_list};
use crate::calendar::VagueDay;
use crate::diagnostic::Code;
use crate::model::{Adoption, UnitId};
use crate::place::Place;
use crate::reading::UnitMatch;

/// Reads the list of adopters, each unit once.
pub(super) fn read_adoptions(reader: &mut RecordReader<'_, '_>) -> Given<Vec<Adoption>> {
    reader.record.list(Key::AdoptedBy).and_then(|items, _| {
        let mut adoptions: Vec<Adoption> = Vec::with_capacity(items.len());
        let mut is_sound = true;
        for item in items {
            match read_adoption(reader, item.value, item.place) {
                Some(adoption) if adoptions.iter().any(|known| known.unit == adoption.unit) => {
                    let twice =
                        Code::AdopterTwice.arg("unit", reader.shared.units.label(adoption.unit));
                    reader.record.tell(twice, Key::AdoptedBy, item.place);
                    is_sound = false;
                }
                Some(adoption) => adoptions.push(adoption),
                None => is_sound = false,
            }
        }
        is_sound.then_some(adoptions)
    })
}

fn read_adoption(reader: &mut RecordReader<'_, '_>, text: &str, place: Place) -> Option<Adoption> {
    let Some((name, since)) = split_date(text) else {
        let unit = find_adopter(reader, text, text, place)?;
        return Some(Adoption { unit, since: None });
    };
    let (unit, since) = if let UnitMatch::One(unit) = reader.look_up_unit(name) {
        (unit, Some(since))
    } else if let UnitMatch::One(unit) = reader.look_up_unit(text) {
        // A unit whose name ends in what could be a date.
        (unit, None)
    } else {
        let unit = find_adopter(reader, name, text, place)?;
        (unit, Some(since))
    };
    Some(Adoption { unit, since })
}

/// The unit of a name within an item; told where there is none, and where the item is several in truth.
fn find_adopter(
    reader: &mut RecordReader<'_, '_>,
    name: &str,
    item: &str,
    place: Place,
) -> Option<UnitId> {
    let is_adopter = |part: &str| {
        let name = split_date(part).map_or(part, |(name, _)| name);
        matches!(reader.look_up_unit(name), UnitMatch::One(_))
    };
    if matches!(reader.look_up_unit(name), UnitMatch::Unknown)
        && let Some(list) = by_commas(item, |parts| parts.iter().all(|part| is_adopter(part)))
    {
        let problem = of_list(Code::UnknownUnit, item, &list);
        reader.record.tell(problem, Key::AdoptedBy, place);
        return None;
    }
    reader.find_unit(name, Key::AdoptedBy, place)
}

/// A name and the date behind it, where the last word is one: `quan-3 2019-05`, `Quận 3 (05/2019)`,
/// `Quận 3 từ tháng 5/2019`. `None` where it is not, or nothing stands before it.
fn split_date(text: &str) -> Option<(&str, VagueDay)> {
    let (before, last) = text.trim_end().rsplit_once(char::is_whitespace)?;
    let date = last.trim_start_matches('(').trim_end_matches(')');
    let since = VagueDay::parse(date)?;
    let mut name = before.trim_end();
    // Words that lead from a name to a date.
    let leading = |name: &str| {
        let word = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        let bare = word.trim_start_matches('(');
        let is_lead = ["từ", "tháng", "ngày", "năm", "since"]
            .iter()
            .any(|lead| bare.to_lowercase() == *lead);
        (is_lead && word.len() < name.len()).then_some(word.len())
    };
    while let Some(length) = leading(name) {
        name = name[..name.len() - length].trim_end();
    }
    let name = name.trim_end_matches([',', ':', '-', '–', '(']).trim_end();
    (!name.is_empty()).then_some((name, since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_word_may_be_a_date() {
        for (text, name, since) in [
            ("quan-3 2019-05", "quan-3", "2019-05"),
            ("Quận 3 05/2019", "Quận 3", "2019-05"),
            ("Phường 12, Quận 3 2018", "Phường 12, Quận 3", "2018"),
            ("Quận 3 (27/02/2019)", "Quận 3", "2019-02-27"),
            ("Quận 3: 2019-02-27", "Quận 3", "2019-02-27"),
            ("Quận 3 từ tháng 5/2019", "Quận 3", "2019-05"),
            ("Quận 3 (từ năm 2018)", "Quận 3", "2018"),
        ] {
            let expected = VagueDay::parse(since).map(|since| (name, since));
            assert_eq!(split_date(text), expected, "{text}");
        }
        for text in [
            "quan-3",
            "Quận 3",
            "2019-05",
            "Phường 12, Quận 3",
            "quan-3 2019-13",
            "",
        ] {
            assert_eq!(split_date(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_name_and_a_date_are_taken_apart(name in "[a-zđ][a-zđ0-9]{0,8}( [a-zđ][a-z0-9]{0,4}){0,2}", year in 1000i16..3000, month in 1i8..13) {
            prop_assume!(!name.split(' ').any(|word| ["từ", "since"].contains(&word)));
            for since in [VagueDay::Year(year), VagueDay::Month(year, month)] {
                let text = format!("{name} {since}");
                prop_assert_eq!(split_date(&text), Some((&*name, since)));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}", near in "[0-9 /();-]{0,16}") {
            let _ = (split_date(&text), split_date(&near));
        }
    }
}
