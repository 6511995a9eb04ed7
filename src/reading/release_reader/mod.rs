//! Reading `data/releases/`: what was published when. A fault there is an error, since what is said of earlier figures
//! must not be wrong; but for figures of units, indicators and fields that have gone since, which are history.

mod list;
mod rows;

use crate::calendar::Day;
use crate::diagnostic::{Acceptance, Code, Diagnostic, Diagnostics, Extent};
use crate::model::{
    Amount, CodeKey, FieldId, FigureReason, IndicatorId, Observation, ObservationKey, Release,
    ReleaseName, UnitId,
};
use crate::place::{FileId, Place, Sources};
use crate::source::toml::Toml;
use crate::source::{is_older_copy, read_bytes, read_text};
use list::{Entry, read_list};
pub(super) use rows::Codes;
use rows::read_rows;
use std::collections::BTreeMap;

/// The folder of the releases.
pub(crate) const RELEASES: &str = "data/releases";

/// The file that tells of them.
pub(crate) const RELEASE_LIST: &str = "data/releases/releases.toml";

/// No release is longer: of 12,000 units and twenty indicators it has 10 MB.
const LONGEST: u64 = 256 << 20;

/// What the releases are read with.
pub(super) struct ReleaseReader<'a> {
    pub(super) sources: &'a Sources,
    pub(super) codes: Codes<'a>,
    pub(super) today: Day,
    /// Whether the units, indicators and fields are known without a doubt, so that others can be told of.
    pub(super) is_sure: bool,
}

/// The path of a release.
pub(crate) fn release_path(name: ReleaseName) -> String {
    format!("{RELEASES}/{name}.csv")
}

impl ReleaseReader<'_> {
    /// All releases, the earliest first; none where there is no folder of them.
    pub(super) fn read(&self, problems: &mut Diagnostics) -> Vec<Release> {
        let mut files: Vec<(ReleaseName, FileId)> = Vec::new();
        for (id, file) in self.sources.under(RELEASES) {
            match release_of(&file.path) {
                Some(name) => files.push((name, id)),
                None if is_other(self.sources, &file.path) => {}
                None => problems.push(Code::ReleaseFileUnknown.at(Place::file(id))),
            }
        }
        files.sort_unstable();
        let entries = self.entries(problems);
        for entry in &entries {
            let is_there = |(name, _): &(ReleaseName, FileId)| *name == entry.name;
            if !files.iter().any(is_there) {
                let missing = Code::ReleaseMissing.at(entry.place);
                problems.push(missing.arg("path", release_path(entry.name)));
            }
        }
        let read = |(name, file)| self.release(name, file, &entries, problems);
        let mut releases: Vec<Release> = files.into_iter().filter_map(read).collect();
        self.end_former(&mut releases);
        releases
    }

    /// Where an indicator has become one of another kind, a figure of the one it is now ends the one it was.
    fn end_former(&self, releases: &mut [Release]) {
        let all = releases.iter().flat_map(|release| &release.former);
        let known = all.filter_map(|(key, _)| Some((self.codes.key(key)?, key.clone())));
        let known: BTreeMap<ObservationKey, CodeKey> = known.collect();
        for release in releases {
            for (key, code_key) in &known {
                let is_of_now = release.figures.binary_search_by_key(key, Observation::key);
                let is_former = release.former.iter().any(|(former, _)| former == code_key);
                if is_of_now.is_ok() && !is_former {
                    release.former.push((code_key.clone(), Amount::Nothing));
                }
            }
        }
    }

    /// What `releases.toml` says, where there is one.
    fn entries(&self, problems: &mut Diagnostics) -> Vec<Entry> {
        let Some(file) = self.sources.find(RELEASE_LIST) else {
            return Vec::new();
        };
        let Some(text) = read_text(self.sources, file, problems) else {
            return Vec::new();
        };
        if let Some(conflict) = merge_conflict(&text, file) {
            problems.push(conflict);
            return Vec::new();
        }
        let (toml, faults) = Toml::parse_recovering(&text, file, 1);
        let entries = read_list(&toml);
        if faults.is_empty() {
            problems.append(toml.into_problems());
        }
        problems.append(faults);
        entries
    }

    fn release(
        &self,
        name: ReleaseName,
        file: FileId,
        entries: &[Entry],
        problems: &mut Diagnostics,
    ) -> Option<Release> {
        let place = Place::file(file);
        if name.day > self.today {
            problems.push(Code::ReleaseInFuture.at(place).arg("today", self.today));
        }
        let entry = entries.iter().find(|entry| entry.name == name);
        if entry.is_none() {
            problems.push(Code::ReleaseNotListed.at(place).arg("name", name));
        }
        let bytes = match read_bytes(self.sources, file, LONGEST) {
            Ok(bytes) => bytes,
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        };
        let Ok(text) = std::str::from_utf8(&bytes) else {
            problems.push(Code::NotUtf8.at(place));
            return None;
        };
        if let Some(conflict) = merge_conflict(text, file) {
            problems.push(conflict);
            return None;
        }
        let rows = read_rows(text, file, &self.codes, problems)?;
        if self.is_sure && !rows.former.is_empty() {
            problems.push(tell_former(&rows.unknown, rows.former.len(), place));
        }
        Some(Release {
            name,
            note: entry.and_then(|entry| entry.note.clone()),
            illustrative: entry.is_some_and(|entry| entry.illustrative),
            is_listed: entry.is_some(),
            file,
            figures: rows.figures,
            former: rows.former,
        })
    }
}

/// The release whose figures stand in the file at a path.
fn release_of(path: &str) -> Option<ReleaseName> {
    let name = path.strip_prefix(RELEASES)?.strip_prefix('/')?;
    ReleaseName::parse(name.strip_suffix(".csv")?)
}

/// Whether a file lies there by right that is no release.
fn is_other(sources: &Sources, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path == RELEASE_LIST || name.eq_ignore_ascii_case("readme.md") || is_older_copy(sources, path)
}

/// The first mark that a merge left where two versions differ.
fn merge_conflict(text: &str, file: FileId) -> Option<Diagnostic> {
    const MARKS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    let is_mark = |line: &str| MARKS.iter().any(|mark| line.starts_with(mark));
    let line = (1_u32..).zip(text.lines()).find(|(_, line)| is_mark(line));
    line.map(|(line, text)| {
        let mark: String = text.chars().take(7).collect();
        let conflict = Code::MergeConflict.at(Place::line(file, line));
        conflict.arg("mark", mark)
    })
}

/// How many of the codes that the campaign does not have are named.
const MOST_NAMED: usize = 5;

/// A note of figures of what the campaign does not have any more.
fn tell_former(unknown: &[Box<str>], count: usize, place: Place) -> Diagnostic {
    let mut named: Vec<&str> = unknown
        .iter()
        .take(MOST_NAMED)
        .map(|code| &**code)
        .collect();
    if unknown.len() > MOST_NAMED {
        named.push("…");
    }
    let told = Code::ReleaseOfFormer.at(place).arg("count", count);
    told.arg("codes", named.join(", "))
}

/// The reasons that were given for single figures, by those of them that name the unit, the indicator and the period.
pub(super) fn figure_reasons(accepted: &[Acceptance], codes: &Codes<'_>) -> Vec<FigureReason> {
    let reason = |acceptance: &Acceptance| {
        let subject = &acceptance.of.subject;
        if matches!(acceptance.extent, Extent::Folder(_)) {
            return None;
        }
        let key = CodeKey {
            indicator: subject.indicator.as_str().into(),
            unit: subject.unit.as_str().into(),
            period: codes.period(codes.indicator(&subject.indicator)?, &subject.period)?,
            field: subject.field.as_str().into(),
        };
        Some(FigureReason {
            key: codes.key(&key)?,
            value: (!subject.value.is_empty()).then(|| subject.value.as_str().into()),
            reason: acceptance.reason.clone(),
            place: acceptance.place,
        })
    };
    accepted.iter().filter_map(reason).collect()
}

/// What a figure's codes stand for.
impl Codes<'_> {
    /// Of all of them together; `None` where one of them stands for nothing.
    fn key(&self, key: &CodeKey) -> Option<ObservationKey> {
        let field = match &*key.field {
            "" => None,
            field => Some(self.field(field)?),
        };
        Some(ObservationKey {
            indicator: self.indicator(&key.indicator)?,
            unit: self.unit(&key.unit)?,
            field,
            period: key.period,
        })
    }

    fn indicator(&self, code: &str) -> Option<IndicatorId> {
        self.indicators.get(code).copied()
    }

    fn unit(&self, code: &str) -> Option<UnitId> {
        self.units.get(code).copied()
    }

    fn field(&self, key: &str) -> Option<FieldId> {
        self.fields.get(key).copied()
    }
}
