//! What stands under a key, read as what the key takes.

use super::field::NamedField;
use super::given::Given;
use super::key::Key;
use super::record::Record;
use super::shared::Shared;
use crate::calendar::{Day, VagueDay, parse_day};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{IndicatorId, UnitId};
use crate::place::Place;
use crate::reading::code::check_code;
use crate::reading::date_advice::bad_date;
use crate::reading::defaults::unit_problem;
use crate::reading::{Choice, UnitMatch};
use crate::source::toml::Placed;

/// The most words of a summary.
const SUMMARY_WORDS: usize = 60;

/// Reads the keys of one row or page.
pub(super) struct RecordReader<'r, 't> {
    pub(super) record: &'r mut dyn Record<'t>,
    pub(super) shared: &'r Shared<'r>,
}

impl<'t> RecordReader<'_, 't> {
    /// A text as it is.
    pub(super) fn text(&mut self, key: Key) -> Given<Box<str>> {
        self.record.text(key).and_then(|text, _| Some(text.into()))
    }

    /// The code, which goes into addresses. One that cannot is told and kept, so that row and page find one another.
    pub(super) fn id(&mut self) -> Given<Box<str>> {
        self.record.text(Key::Id).and_then(|text, place| {
            let is_reserved = is_reserved(text);
            let reserved = || Code::ReservedCode.arg("code", text);
            if let Some(problem) = check_code(text).or_else(|| is_reserved.then(reserved)) {
                self.record.tell(problem, Key::Id, place);
            }
            Some(text.into())
        })
    }

    pub(super) fn summary(&mut self) -> Given<Box<str>> {
        self.record.text(Key::Summary).and_then(|text, place| {
            let words = text.split_whitespace().count();
            if words > SUMMARY_WORDS {
                let long = Code::LongSummary
                    .arg("words", words)
                    .arg("limit", SUMMARY_WORDS);
                self.record.tell(long, Key::Summary, place);
                return None;
            }
            Some(text.into())
        })
    }

    /// A list of texts, each once.
    pub(super) fn texts(&mut self, key: Key) -> Given<Vec<Box<str>>> {
        self.record.list(key).and_then(|items, _| {
            let mut texts: Vec<Box<str>> = Vec::with_capacity(items.len());
            for item in items {
                if !texts.iter().any(|known| **known == *item.value) {
                    texts.push(item.value.into());
                }
            }
            Some(texts)
        })
    }

    /// The names of files.
    pub(super) fn file_names(&mut self) -> Given<Vec<Placed<Box<str>>>> {
        self.record.list(Key::Attachments).and_then(|items, _| {
            let names = items.into_iter().map(|item| Placed {
                value: item.value.into(),
                place: item.place,
            });
            Some(names.collect())
        })
    }

    /// One of a closed set of words.
    pub(super) fn choice<T: Choice>(&mut self, key: Key) -> Given<T> {
        self.record.text(key).and_then(|text, place| {
            let found = T::parse(text);
            if found.is_none() {
                let known: Vec<&str> = T::proposed().collect();
                let unknown = Code::UnknownValue
                    .arg("text", text)
                    .arg("known", known.join(", "));
                let unknown = unknown.near(nearest(text, known));
                self.record.tell(unknown, key, place);
            }
            found
        })
    }

    /// A day.
    pub(super) fn day(&mut self, key: Key) -> Given<Day> {
        self.record.text(key).and_then(|text, place| {
            let day = parse_day(text);
            if day.is_none() {
                self.record.tell(bad_date(text, false), key, place);
            }
            day
        })
    }

    /// A day as far as it is known.
    pub(super) fn vague_day(&mut self, key: Key) -> Given<VagueDay> {
        self.record.text(key).and_then(|text, place| {
            let day = VagueDay::parse(text);
            if day.is_none() {
                self.record.tell(bad_date(text, true), key, place);
            }
            day
        })
    }

    /// The unit that began it.
    pub(super) fn unit(&mut self) -> Given<UnitId> {
        let given = match self.record.text(Key::Unit) {
            Given::Absent(absence) => {
                let default = self.record.default_unit();
                return default.unwrap_or(Given::Absent(absence));
            }
            given => given,
        };
        given.and_then(|text, place| self.find_unit(text, Key::Unit, place))
    }

    /// What a text names among the units.
    pub(super) fn look_up_unit(&self, text: &str) -> UnitMatch {
        let within = self.record.within();
        let find = || self.shared.units.find(text, within);
        // What a text names below one unit is no answer for another folder.
        match within {
            Some(_) => find(),
            None => self.shared.unit_memo.get(text, find),
        }
    }

    /// The unit of a text; told where there is none or more than one.
    pub(super) fn find_unit(&mut self, text: &str, key: Key, place: Place) -> Option<UnitId> {
        let found = self.look_up_unit(text);
        if let UnitMatch::One(id) = found {
            return Some(id);
        }
        if let Some(problem) = unit_problem(self.shared.units, text, &found) {
            self.record.tell(problem, key, place);
        }
        None
    }

    /// The field: one that the campaign has, by code or name, or another. One that is nearly known is warned of.
    pub(super) fn field(&mut self) -> Given<NamedField> {
        self.record.text(Key::Field).and_then(|text, place| {
            let found = self.shared.look_up_field(text);
            if let Some(near) = found.near {
                let warning = Code::NearField.arg("text", text).arg("near", near);
                self.record.tell(warning, Key::Field, place);
            }
            if found.named.is_none() {
                let bad = Code::BadField.arg("text", text);
                self.record.tell(bad, Key::Field, place);
            }
            found.named.map(|named| named.named_at(place))
        })
    }

    /// The indicators, by code or name, each once.
    pub(super) fn indicators(&mut self) -> Given<Vec<IndicatorId>> {
        self.record.list(Key::Indicators).and_then(|items, _| {
            let mut found = Vec::with_capacity(items.len());
            let mut is_sound = true;
            for item in items {
                match self.shared.indicator_names.find(item.value) {
                    Some(id) if found.contains(&id) => {}
                    Some(id) => found.push(id),
                    None => {
                        let problem = by_commas(item.value, |parts| {
                            // One of the others may be misspelt.
                            let names = &self.shared.indicator_names;
                            parts.iter().any(|part| names.find(part).is_some())
                        })
                        .map_or_else(
                            || self.unknown_indicator(item.value),
                            |list| of_list(Code::UnknownIndicator, item.value, &list),
                        );
                        self.record.tell(problem, Key::Indicators, item.place);
                        is_sound = false;
                    }
                }
            }
            is_sound.then_some(found)
        })
    }

    fn unknown_indicator(&self, text: &str) -> Diagnostic {
        let indicators = self.shared.indicators.iter();
        let known = indicators.flat_map(|(_, indicator)| [&*indicator.code, &*indicator.name]);
        let unknown = Code::UnknownIndicator.arg("text", text);
        unknown.near(nearest(text, known))
    }
}

/// A list that was separated by commas, as it should be written: where the parts of a text by themselves `are_known`.
pub(super) fn by_commas(text: &str, are_known: impl Fn(&[&str]) -> bool) -> Option<String> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let is_list = parts.len() > 1 && are_known(&parts);
    is_list.then(|| parts.join("; "))
}

/// The error for a list that was separated by commas.
pub(super) fn of_list(code: Code, text: &str, list: &str) -> Diagnostic {
    let error = code.help("list");
    error.arg("text", text).arg("list", list)
}

/// Names that lists of initiatives have, or folders of lists.
fn is_reserved(id: &str) -> bool {
    const TAKEN: [&str; 12] = [
        "atom",
        "chi-tieu",
        "don-vi",
        "giai-doan",
        "hinh-thuc",
        "ket-qua",
        "kiem-chung",
        "linh-vuc",
        "loai",
        "nam",
        "noi-dung",
        "pham-vi",
    ];
    let is_page_of_list = id
        .strip_prefix("trang-")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    TAKEN.contains(&id) || is_page_of_list
}
