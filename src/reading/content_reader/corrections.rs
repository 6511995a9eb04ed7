//! Announcements that correct others.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::Announcement;
use rustc_hash::FxHashMap;

/// Holds `corrects` against the announcements that there are, by slug with whether they are published. One that is
/// not published for now is no error: the correction stands without it.
pub(super) fn check(
    announcements: &mut [Announcement],
    known: &FxHashMap<Box<str>, bool>,
    diagnostics: &mut Diagnostics,
) {
    let mut slugs: Vec<&str> = known.keys().map(|slug| &**slug).collect();
    slugs.sort_unstable();
    for announcement in announcements {
        let Some(corrected) = announcement.corrects.take() else {
            continue;
        };
        let place = announcement.place;
        let problem = match known.get(&corrected) {
            _ if corrected == announcement.slug => Diagnostic::new(Code::CorrectsItself),
            Some(true) => {
                announcement.corrects = Some(corrected);
                continue;
            }
            Some(false) => Diagnostic::new(Code::CorrectsHidden),
            None => {
                let near = nearest(&corrected, slugs.iter().copied());
                Diagnostic::new(Code::UnknownAnnouncement).near(near)
            }
        };
        diagnostics.push(problem.arg("text", corrected).at(place));
    }
}
