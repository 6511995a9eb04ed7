//! Reading `data/accepted.toml`: the warnings that somebody looked at and accepted.

use super::keys::ACCEPTED;
use crate::diagnostic::{Acceptance, Code, Extent, Identity, Subject, nearest};
use crate::source::toml::{Placed, Table, Toml};
use unicode_normalization::UnicodeNormalization;

/// Reads all acceptances. One without a code or a reason accepts nothing, which is told.
pub(super) fn read_acceptances(toml: &Toml<'_>) -> Vec<Acceptance> {
    let mut root = toml.root(&ACCEPTED);
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
                Code::AcceptedTwice
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
    let subject = Subject {
        unit: text("unit"),
        indicator: text("indicator"),
        field: text("field"),
        period: text("period"),
        value: text("value"),
    };
    let (file, sheet) = (text("file"), text("sheet"));
    let folder: String = text("folder");
    let extent = if folder.is_empty() {
        Extent::Times(times(toml, &mut table))
    } else {
        Extent::Folder(folder.replace('\\', "/").trim_matches('/').into())
    };
    let reason = table.boxed_required("reason");
    let by = table.boxed("by");
    let on = table.day("on").map(|day| day.value);
    table.finish();
    Some(Acceptance {
        of: Identity {
            code: code?,
            subject,
            file,
            sheet,
        },
        extent,
        reason: reason?,
        by,
        on,
        place,
    })
}

/// A code that problems have; another is told with the nearest.
fn known_code(toml: &Toml<'_>, code: Placed<&str>) -> Option<Code> {
    let known = Code::from_text(code.value);
    if known.is_none() {
        let unknown = Code::UnknownCode.at(code.place).arg("code", code.value);
        let all = Code::ALL.iter().map(|code| code.as_str());
        toml.push(unknown.near(nearest(code.value, all)));
    }
    known
}

/// How often the warning was told; once where that is not given or (told) is no number.
fn times(toml: &Toml<'_>, table: &mut Table<'_>) -> u32 {
    let Some(given) = table.decimal("times") else {
        return 1;
    };
    let whole = given.value.digits().filter(|(_, scale)| *scale == 0);
    let number = whole.and_then(|(number, _)| u32::try_from(number).ok());
    number.filter(|number| *number > 0).unwrap_or_else(|| {
        let wrong = Code::NotTimes.at(given.place);
        toml.push(wrong.arg("text", &given.value));
        1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::place::FileId;

    fn read(text: &str) -> (Vec<Acceptance>, Vec<(&'static str, u32)>) {
        let toml = Toml::parse(text, FileId(0), 1).unwrap();
        let all = read_acceptances(&toml);
        let problems = toml.into_problems();
        let told =
            |problem: &Diagnostic| (problem.code.as_str(), problem.place.map_or(0, |p| p.line));
        (all, problems.iter().map(told).collect())
    }

    #[test]
    fn an_acceptance_says_which_warning_and_why() {
        let (all, told) = read(
            "[[accepted]]\ncode = \"figure-jumps\"\nunit = \"quan-1\"\nindicator = \"a\"\nperiod = \"2019-05\"\n\
             value = \"12500\"\nreason = \"Nhập thêm hồ sơ cũ\"\nby = \"Văn phòng UBND\"\non = 2019-06-03\n",
        );
        assert_eq!(told, []);
        assert_eq!(
            (&*all[0].of.subject.unit, &*all[0].of.subject.value),
            ("quan-1", "12500")
        );
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
