//! What is told alike of many files or rows is told once; and what many warnings have in common, which one block of
//! `data/accepted.toml` may accept.

use super::human::{Detail, SHOWN_RELATED, asks_for_nothing};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Identities, Severity, wording};
use crate::locale::Words;
use crate::place::{Place, Sources, lies_below};
use rustc_hash::FxHashMap;

/// So many places of others that say the same are shown.
const SHOWN_OTHERS: usize = 2;

/// From so many sayings of a kind on, one block is offered for all.
const FROM: usize = 4;

/// Problems of one kind that say the same.
pub(super) struct Alike<'d> {
    pub(super) first: &'d Diagnostic,
    pub(super) others: Vec<&'d Diagnostic>,
}

/// The problems in their order, those that say the same together; where everything is told, each by itself. What asks for
/// nothing is left out of a brief telling.
pub(super) fn alike<'d>(
    diagnostics: &'d Diagnostics,
    words: &Words,
    detail: Detail,
) -> Vec<Alike<'d>> {
    let alone = |first| Alike {
        first,
        others: Vec::new(),
    };
    if detail == Detail::Full {
        return diagnostics.iter().map(alone).collect();
    }
    let mut groups: Vec<Alike<'d>> = Vec::new();
    let mut known: FxHashMap<(Severity, Code, [String; 2]), usize> = FxHashMap::default();
    for told in diagnostics.iter().filter(|told| !asks_for_nothing(told)) {
        let help = wording::help(told, words).unwrap_or_default();
        let says = [wording::problem(told, words), help];
        // What only leads to what was told above belongs to it.
        let above = told.repeats().and_then(|place| {
            let is_above = |group: &Alike<'_>| {
                group.first.code == told.code && group.first.place == Some(place)
            };
            groups.iter().position(is_above)
        });
        let at = above.unwrap_or_else(|| {
            let key = (told.severity, told.code, says);
            *known.entry(key).or_insert(groups.len())
        });
        match groups.get_mut(at) {
            Some(group) => group.others.push(told),
            None => groups.push(alone(told)),
        }
    }
    groups
}

impl Alike<'_> {
    /// The second places that are shown: those of the first, then the first place of each other.
    pub(super) fn related(&self) -> impl Iterator<Item = Place> + '_ {
        let related = self.first.related.iter().copied();
        let others = self.others.iter().filter_map(|other| other.place);
        let others = others.take(SHOWN_OTHERS);
        related.chain(others).take(SHOWN_RELATED)
    }

    /// How to mend them, and how to accept them.
    pub(super) fn advice(
        &self,
        identities: &Identities,
        sources: &Sources,
        words: &Words,
    ) -> Option<String> {
        let Some(folder) = self.folder(sources) else {
            return wording::advice(self.first, identities, sources, words);
        };
        let help = wording::help(self.first, words);
        let (identity, _) = identities.of(self.first, sources);
        let of_folder = OfFolder {
            code: self.first.code,
            count: self.others.len() + 1,
            folder,
            value: Some(identity.subject.value),
        };
        let lines = help.into_iter().chain([of_folder.text(words)]);
        Some(lines.collect::<Vec<_>>().join("\n"))
    }

    /// The folder in which they are accepted together: of several warnings that stand in several files.
    fn folder<'s>(&self, sources: &'s Sources) -> Option<&'s str> {
        if !is_open(self.first) || self.first.subject().is_some() {
            return None;
        }
        let mut places = self.others.iter().map(|other| other.place);
        let first = self.first.place?;
        let is_elsewhere =
            |place: Option<Place>| place.is_some_and(|place| place.file != first.file);
        places.clone().any(is_elsewhere).then_some(())?;
        let start = parent(&sources.get(first.file).path);
        places.try_fold(start, |folder, place| {
            Some(common(folder, parent(&sources.get(place?.file).path)))
        })
    }
}

fn is_open(told: &Diagnostic) -> bool {
    told.severity == Severity::Warning && wording::is_acceptable(told)
}

/// Warnings of one code that stand in one folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OfFolder<'a> {
    code: Code,
    count: usize,
    /// The folder below which the files of all lie.
    folder: &'a str,
    /// What all of them say.
    value: Option<String>,
}

/// The kinds of which there are many that do not say the same, in the order in which they come.
pub(super) fn kinds_in_folders<'a>(
    groups: &[Alike<'_>],
    sources: &'a Sources,
) -> Vec<OfFolder<'a>> {
    let mut kinds: Vec<(usize, OfFolder<'a>)> = Vec::new();
    for group in groups.iter().filter(|group| is_open(group.first)) {
        let Some(place) = group.first.place else {
            continue;
        };
        let start = group.folder(sources);
        let folder = start.unwrap_or_else(|| parent(&sources.get(place.file).path));
        let warnings = group.others.len() + 1;
        match kinds
            .iter_mut()
            .find(|(_, kind)| kind.code == group.first.code)
        {
            Some((sayings, kind)) => {
                *sayings += 1;
                kind.count += warnings;
                kind.folder = common(kind.folder, folder);
            }
            None => {
                let kind = OfFolder {
                    code: group.first.code,
                    count: warnings,
                    folder,
                    value: None,
                };
                kinds.push((1, kind));
            }
        }
    }
    // The folder of the whole site would say nothing.
    kinds.retain(|(sayings, kind)| *sayings >= FROM && kind.folder.contains('/'));
    kinds.into_iter().map(|(_, kind)| kind).collect()
}

impl OfFolder<'_> {
    /// How all are accepted, and the lines to do it with.
    pub(super) fn text(&self, words: &Words) -> String {
        let args = [
            ("count", &*self.count.to_string()),
            ("code", self.code.as_str()),
            ("folder", self.folder),
        ];
        let line = |key: &str, text: &str| format!("{key} = {}\n", toml::Value::from(text));
        let value = self.value.as_deref().filter(|value| !value.is_empty());
        [
            words.fill("diagnostics.accept-all", &args),
            "\n[[accepted]]\n".to_owned(),
            line("code", self.code.as_str()),
            line("folder", self.folder),
            value.map_or_else(String::new, |value| line("value", value)),
            "reason = \"\"".to_owned(),
        ]
        .concat()
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder in which both lie.
fn common<'a>(one: &'a str, other: &str) -> &'a str {
    let holds_other = |folder: &str| other == folder || lies_below(other, folder);
    let mut folder = one;
    while !folder.is_empty() && !holds_other(folder) {
        folder = parent(folder);
    }
    folder
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use crate::place::{FileId, SourceFile};

    fn sources(paths: &[&str]) -> Sources {
        let mut sources = Sources::default();
        for path in paths {
            sources.add(SourceFile {
                on_disk: (*path).into(),
                path: (*path).into(),
            });
        }
        sources
    }

    #[test]
    fn what_is_told_alike_of_several_files_is_told_and_accepted_once() {
        let sources = sources(&["data/observations/9/a.csv", "data/observations/9/b.csv"]);
        let mut all = Diagnostics::new();
        for (file, columns) in [(0, "“Tỷ lệ”"), (1, "“Tỷ lệ”"), (1, "“Khác”")]
        {
            let warning = Code::UnknownColumn.arg("columns", columns);
            let warning = warning.whose(&[format!("Quận {file}")]);
            all.push(warning.at(Place::at(FileId(file), 1, 2)));
        }
        let words = Words::of(Language::Vietnamese);
        let groups = alike(&all, words, Detail::Brief);
        let counts: Vec<usize> = groups.iter().map(|group| group.others.len()).collect();
        assert_eq!(counts, [1, 0]);
        assert_eq!(alike(&all, words, Detail::Full).len(), 3);
        let identities = Identities::new(&all, &sources);
        let advice = groups[0].advice(&identities, &sources, words).unwrap();
        let (_, block) = advice.split_once("[[accepted]]\n").unwrap();
        assert_eq!(
            block,
            "code = \"unknown-column\"\nfolder = \"data/observations/9\"\nvalue = \"“Tỷ lệ”\"\nreason = \"\""
        );
        assert!(kinds_in_folders(&groups, &sources).is_empty());
    }

    #[test]
    fn many_of_a_kind_may_be_accepted_for_their_folder() {
        let sources = sources(&["data/observations/9/a.csv", "data/observations/10/b.csv"]);
        let mut all = Diagnostics::new();
        for number in 0..4 {
            let warning = Code::UnknownColumn.arg("columns", number);
            all.push(warning.at(Place::at(FileId(number % 2), 1, 2)));
        }
        let words = Words::of(Language::English);
        let groups = alike(&all, words, Detail::Brief);
        let kinds = kinds_in_folders(&groups, &sources);
        let expected = OfFolder {
            code: Code::UnknownColumn,
            count: 4,
            folder: "data/observations",
            value: None,
        };
        assert_eq!(kinds, [expected]);
        assert_eq!(
            common("data/observations/2019-09", "data/observations/2019-1"),
            "data/observations"
        );
    }
}
