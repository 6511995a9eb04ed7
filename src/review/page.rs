//! The HTML of a review.

use super::view::Review;
use crate::diagnostic::Diagnostic;
use crate::locale::Words;
use crate::render::{Html, Templates};
use serde::Serialize;

/// Name and text of every template.
const TEMPLATES: &[(&str, &str)] = &[
    ("part.html", include_str!("templates/part.html")),
    ("page.html", include_str!("templates/page.html")),
];

/// The style of a page that stands alone.
const STYLE: &str = include_str!("templates/page.css");

/// By what a page that this program wrote is known.
const OURS: &str = "<meta name=\"generator\" content=\"thidua diff\">";

/// Whether a file was written by this program, as its beginning says.
pub(crate) fn is_ours(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(1000)];
    String::from_utf8_lossy(beginning).contains(OURS)
}

/// A part of another page: sections with tables, and links to them.
///
/// # Errors
/// Where a template fails.
pub(crate) fn fragment(review: &Review, words: &Words) -> Result<Html, Diagnostic> {
    let html = templates(words).render("part.html", review, "part.html")?;
    Ok(Html::trusted(&html))
}

/// A page that stands alone, of what changed between two sites.
///
/// # Errors
/// Where a template fails.
pub(crate) fn page(
    review: &Review,
    words: &Words,
    [old, new]: [&str; 2],
) -> Result<String, Diagnostic> {
    #[derive(Serialize)]
    struct Page<'a> {
        lang: &'static str,
        generator: Html,
        style: Html,
        /// The two sites as they were named.
        old: &'a str,
        new: &'a str,
        part: Html,
        /// Whether there is anything to approve.
        changed: bool,
    }
    let page = Page {
        lang: words.language().code(),
        generator: Html::trusted(OURS),
        style: Html::trusted(STYLE),
        old,
        new,
        part: fragment(review, words)?,
        changed: !review.sections.is_empty(),
    };
    templates(words).render("page.html", &page, "page.html")
}

/// # Panics
/// Where one of our own templates is wrong; a test sees to it.
fn templates(words: &Words) -> Templates {
    let templates = Templates::own(TEMPLATES, words);
    templates.unwrap_or_else(|problems| panic!("the templates of a review: {problems:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn a_review_without_changes_says_so_and_is_known_as_ours() {
        let nothing = Review {
            sections: Vec::new(),
            others: None,
        };
        for (language, says) in [
            (Language::Vietnamese, "Không có gì thay đổi"),
            (Language::English, "Nothing changed"),
        ] {
            let html = page(&nothing, Words::of(language), ["cũ & <b>", "mới"]).expect("a page");
            assert!(
                html.contains(says) && html.contains("cũ &amp; &lt;b&gt;"),
                "{html}"
            );
            assert!(!html.contains("class=\"sign\""), "{html}");
            assert!(is_ours(html.as_bytes()));
        }
        assert!(!is_ours(b"<!doctype html><title>thidua diff</title>"));
    }
}
