//! Many warnings of one kind, which one block of `data/accepted.toml` may accept for their folder.

use super::{Diagnostic, Diagnostics, Severity, wording};
use crate::locale::Words;
use crate::source::Sources;

/// From so many on, one block is offered for all.
const FROM: usize = 4;

/// Warnings of one code that stand in one folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OfFolder<'a> {
    code: &'static str,
    count: usize,
    /// The folder below which the files of all lie.
    folder: &'a str,
}

/// The kinds of which there are many, in the order in which they come.
pub(super) fn accepted_together<'a>(
    diagnostics: &Diagnostics,
    sources: &'a Sources,
) -> Vec<OfFolder<'a>> {
    let mut kinds: Vec<OfFolder<'a>> = Vec::new();
    let is_open =
        |told: &&Diagnostic| told.severity == Severity::Warning && wording::is_acceptable(told);
    for warning in diagnostics.iter().filter(is_open) {
        let Some(place) = warning.place else {
            continue;
        };
        let folder = parent(&sources.get(place.file).path);
        match kinds.iter_mut().find(|kind| kind.code == warning.code) {
            Some(kind) => {
                kind.count += 1;
                kind.folder = common(kind.folder, folder);
            }
            None => kinds.push(OfFolder {
                code: warning.code,
                count: 1,
                folder,
            }),
        }
    }
    // The folder of the whole site would say nothing.
    kinds.retain(|kind| kind.count >= FROM && kind.folder.contains('/'));
    kinds
}

impl OfFolder<'_> {
    /// How all are accepted, and the lines to do it with.
    pub(super) fn told(&self, words: &Words) -> String {
        let args = [
            ("count", &*self.count.to_string()),
            ("code", self.code),
            ("folder", self.folder),
        ];
        let how = words.fill("diagnostics.accept-all", &args);
        let value = |text: &str| toml::Value::from(text);
        format!(
            "{how}\n\n[[accepted]]\ncode = {}\nfolder = {}\nreason = \"\"",
            value(self.code),
            value(self.folder)
        )
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder in which both lie.
fn common<'a>(one: &'a str, other: &str) -> &'a str {
    let mut folder = one;
    while !(folder.is_empty() || other == folder || other.starts_with(&format!("{folder}/"))) {
        folder = parent(folder);
    }
    folder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_all_is_offered() {
        assert_eq!(
            common("data/observations/2019-09", "data/observations/2019-1"),
            "data/observations"
        );
        assert_eq!(
            common("data/observations", "data/observations/2019-1"),
            "data/observations"
        );
        assert_eq!(common("data/a", "content/a"), "");
        let kind = OfFolder {
            code: "text-row",
            count: 5,
            folder: "data/observations",
        };
        let told = kind.told(Words::of(crate::locale::Language::Vietnamese));
        let block = told.split_once("\n\n").map(|(_, block)| block);
        assert_eq!(
            block,
            Some(
                "[[accepted]]\ncode = \"text-row\"\nfolder = \"data/observations\"\nreason = \"\""
            )
        );
    }
}
