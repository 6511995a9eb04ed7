//! Reading `data/accepted.toml`: the warnings that somebody looked at and accepted.

use crate::diagnostic::{Acceptance, Diagnostic, Identity, nearest};
use crate::locale::{Language, Words};
use crate::source::toml::{Placed, Table, Toml};
use unicode_normalization::UnicodeNormalization;

/// Reads all acceptances. One without a code or a reason accepts nothing, which is told.
pub(super) fn read_acceptances(toml: &Toml<'_>) -> Vec<Acceptance> {
    let mut root = toml.root();
    let mut all: Vec<Acceptance> = Vec::new();
    for table in root.tables("accepted") {
        let Some(acceptance) = read_one(toml, table) else {
            continue;
        };
        match all.iter().find(|other| other.of == acceptance.of) {
            Some(other) => toml.push(
                Diagnostic::error("accepted-twice")
                    .at(acceptance.place)
                    .related(other.place),
            ),
            None => all.push(acceptance),
        }
    }
    root.finish();
    all
}

fn read_one(toml: &Toml<'_>, mut table: Table<'_>) -> Option<Acceptance> {
    let place = table.place();
    let code = table.required_text("code");
    let code = code.and_then(|code| known_code(toml, code));
    let mut text = |key: &'static str| {
        let text = table
            .text(key)
            .map(|text| text.value.trim().nfc().collect());
        text.unwrap_or_default()
    };
    let of = Identity {
        code: code.unwrap_or_default().to_owned(),
        unit: text("unit"),
        indicator: text("indicator"),
        field: text("field"),
        period: text("period"),
        file: text("file"),
        sheet: text("sheet"),
        value: text("value"),
        row: number(toml, &mut table, "row"),
        column: number(toml, &mut table, "column"),
    };
    let reason = table.boxed_required("reason");
    let acceptance = Acceptance {
        of,
        reason: reason.unwrap_or_default(),
        by: table.boxed("by"),
        on: table.day("on").map(|day| day.value),
        place,
    };
    table.finish();
    let is_whole = code.is_some() && !acceptance.reason.is_empty();
    is_whole.then_some(acceptance)
}

/// A code that problems have; another is told with the nearest.
fn known_code<'t>(toml: &Toml<'_>, code: Placed<&'t str>) -> Option<&'t str> {
    let words = Words::of(Language::Vietnamese);
    if words
        .find(&format!("diagnostic.{}.message", code.value))
        .is_some()
    {
        return Some(code.value);
    }
    let unknown = Diagnostic::error("unknown-code")
        .at(code.place)
        .arg("code", code.value);
    let parts = |key: &'static str| key.strip_prefix("diagnostic.")?.strip_suffix(".message");
    let known = words.keys().filter_map(parts);
    toml.push(match nearest(code.value, known) {
        Some(near) => unknown.help("near").arg("near", near),
        None => unknown,
    });
    None
}

/// A whole number from 1; 0 where it is absent or (told) is none.
fn number(toml: &Toml<'_>, table: &mut Table<'_>, key: &'static str) -> u32 {
    let Some(given) = table.decimal(key) else {
        return 0;
    };
    let whole = given.value.digits().filter(|(_, scale)| *scale == 0);
    let number = whole.and_then(|(number, _)| u32::try_from(number).ok());
    match number.filter(|number| *number > 0) {
        Some(number) => number,
        None => {
            let wrong = Diagnostic::error("bad-row-number").at(given.place);
            toml.push(wrong.arg("key", key).arg("text", &given.value));
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn read(text: &str) -> (Vec<Acceptance>, Vec<(&'static str, u32)>) {
        let toml = Toml::parse(text, FileId(0), 1).unwrap();
        let all = read_acceptances(&toml);
        let problems = toml.into_problems();
        let told = |problem: &Diagnostic| (problem.code, problem.place.map_or(0, |p| p.line));
        (all, problems.iter().map(told).collect())
    }

    #[test]
    fn an_acceptance_says_which_warning_and_why() {
        let (all, told) = read(
            "[[accepted]]\ncode = \"figure-jumps\"\nunit = \"quan-1\"\nindicator = \"a\"\nperiod = \"2019-05\"\n\
             value = \"12500\"\nreason = \"Nhập thêm hồ sơ cũ\"\nby = \"Văn phòng UBND\"\non = 2019-06-03\n",
        );
        assert_eq!(told, []);
        assert_eq!((&*all[0].of.unit, &*all[0].of.value), ("quan-1", "12500"));
        assert_eq!(&*all[0].reason, "Nhập thêm hồ sơ cũ");
        assert!(all[0].by.is_some() && all[0].on.is_some());
    }

    #[test]
    fn what_is_missing_or_unknown_is_told() {
        let told = |text| read(text).1;
        assert_eq!(
            told("[[accepted]]\ncode = \"text-row\"\nreason = \" \"\n"),
            [("missing-key", 3)]
        );
        assert_eq!(
            told("[[accepted]]\ncode = \"text-rows\"\nreason = \"a\"\n"),
            [("unknown-code", 2)]
        );
        assert_eq!(
            told("[[accepted]]\ncode = \"text-row\"\nreson = \"a\"\nreason = \"a\"\nrow = 1.5\n"),
            [("bad-row-number", 5), ("unknown-key", 3)]
        );
        let twice = "[[accepted]]\ncode = \"text-row\"\nreason = \"a\"\n".repeat(2);
        assert_eq!(told(&twice), [("accepted-twice", 4)]);
        assert_eq!(told("[accept]\n"), [("unknown-key", 1)]);
    }
}
