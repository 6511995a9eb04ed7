//! Markdown in texts that are shown as they are written: titles, summaries, captions, what share pictures and feeds say.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::toml::{Placed, Table};

/// The warning for a text that is shown as it is written and has the marks of Markdown in it.
pub(in crate::reading) fn markup(text: &Placed<&str>) -> Option<Diagnostic> {
    let pairs = ["**", "__", "~~"];
    let pair = pairs.into_iter().find(|mark| {
        let parts: Vec<&str> = text.value.splitn(3, mark).collect();
        // Lines to write on have more of them.
        parts.len() == 3 && !parts[1].is_empty() && !parts[1].starts_with(['_', '*', '~'])
    });
    let link = text
        .value
        .split_once("](")
        .filter(|(before, after)| before.contains('[') && after.contains(')'));
    let call = text.value.contains("{{").then_some("{{ }}");
    let mark = pair.or(link.map(|_| "[…](…)")).or(call)?;
    let problem = Code::MarkupInText.arg("mark", mark);
    Some(problem.at(text.place))
}

/// A text that is shown as it is written.
pub(super) fn plain_text(root: &mut Table<'_>, key: &'static str) -> Option<Box<str>> {
    let text = root.text(key)?;
    if let Some(problem) = markup(&text) {
        root.tell(problem);
    }
    Some(text.value.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{FileId, Place};

    #[test]
    fn marks_are_told_from_words() {
        let place = Place::file(FileId(0));
        let is_told = |value| markup(&Placed { value, place }).is_some();
        for text in [
            "Đạt **85,5%** hồ sơ",
            "__Gấp__",
            "~~cũ~~",
            "Xem [đây](a.md)",
            "Đạt {{ value(indicator=\"a\") }}",
        ] {
            assert!(is_told(text), "{text}");
        }
        for text in [
            "2*3*4",
            "a_b_c",
            "Họ tên: ______",
            "[1] (xem)",
            "Số liệu (**)",
            "{a}",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
