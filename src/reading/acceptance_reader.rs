//! Reading `data/accepted.toml`: the warnings that somebody looked at and accepted.

use crate::diagnostic::{Acceptance, Diagnostic, Extent, Identity, nearest};
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
        let is_same = |other: &&Acceptance| match (&other.extent, &acceptance.extent) {
            (Extent::Times(_), Extent::Times(_)) => other.of == acceptance.of,
            (one, other_one) => one == other_one && other.of == acceptance.of,
        };
        match all.iter().find(is_same) {
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
    };
    let folder: String = text("folder");
    let extent = if folder.is_empty() {
        Extent::Times(times(toml, &mut table))
    } else {
        Extent::Folder(folder.replace('\\', "/").trim_matches('/').into())
    };
    let reason = table.boxed_required("reason");
    let acceptance = Acceptance {
        of,
        extent,
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

/// How often the warning was told; once where that is not given or (told) is no number.
fn times(toml: &Toml<'_>, table: &mut Table<'_>) -> u32 {
    let Some(given) = table.decimal("times") else {
        return 1;
    };
    let whole = given.value.digits().filter(|(_, scale)| *scale == 0);
    let number = whole.and_then(|(number, _)| u32::try_from(number).ok());
    number.filter(|number| *number > 0).unwrap_or_else(|| {
        let wrong = Diagnostic::error("not-times").at(given.place);
        toml.push(wrong.arg("text", &given.value));
        1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::FileId;

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
    fn a_folder_may_be_given_as_any_system_writes_it() {
        let (all, told) = read(
            "[[accepted]]\ncode = \"text-row\"\nfolder = 'data\\observations\\2019-09\\'\nreason = \"a\"\n\
             [[accepted]]\ncode = \"text-row\"\ntimes = 3\nreason = \"a\"\n",
        );
        assert_eq!(told, []);
        let folder = Extent::Folder("data/observations/2019-09".into());
        assert_eq!(all[0].extent, folder);
        assert_eq!(all[1].extent, Extent::Times(3));
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
            told("[[accepted]]\ncode = \"text-row\"\nreson = \"a\"\nreason = \"a\"\ntimes = 1.5\n"),
            [("not-times", 5), ("unknown-key", 3)]
        );
        let twice = "[[accepted]]\ncode = \"text-row\"\nreason = \"a\"\n".repeat(2);
        assert_eq!(told(&twice), [("accepted-twice", 4)]);
        assert_eq!(told("[accept]\n"), [("unknown-key", 1)]);
    }
}
