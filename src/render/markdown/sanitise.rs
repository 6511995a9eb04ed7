//! The allow-list that the HTML of Markdown passes: text, tables, pictures and links, nothing that runs or styles.

use ammonia::{Builder, UrlRelative};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Elements that may stand in a text.
pub(super) const ELEMENTS: [&str; 56] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "wbr",
];

/// Attributes that any element may have. Of ids only our own survive (see `finish`).
pub(super) const ANY: [&str; 4] = ["dir", "id", "lang", "title"];

/// Attributes that only some elements may have.
pub(super) const ATTRIBUTES: [(&str, &[&str]); 14] = [
    ("a", &["aria-label", "href", "role"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("details", &["open"]),
    ("div", &["aria-label", "role", "tabindex"]),
    ("img", &["alt", "height", "src", "width"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start"]),
    ("pre", &["tabindex"]),
    ("section", &["aria-label", "role"]),
    ("td", &["colspan", "headers", "rowspan"]),
    ("th", &["colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// The classes that the writer gives; others are dropped.
const CLASSES: [(&str, &[&str]); 9] = [
    ("a", &["footnote-back"]),
    (
        "div",
        &[
            "alert",
            "alert-caution",
            "alert-important",
            "alert-note",
            "alert-tip",
            "alert-warning",
            "table-scroll",
        ],
    ),
    ("li", &["task-item"]),
    ("ol", &["bracketed", "two-digits"]),
    ("p", &["alert-title"]),
    ("section", &["footnotes"]),
    ("span", &["task-done", "task-open", "visually-hidden"]),
    ("sup", &["footnote-ref"]),
    ("td", &["align-center", "align-left", "align-right"]),
];

/// What a link may begin with; whatever has no scheme is a file of the site.
pub(super) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let set = |words: &[&'static str]| words.iter().copied().collect::<HashSet<_>>();
    let map = |table: &[(&'static str, &[&'static str])]| {
        table
            .iter()
            .map(|(element, words)| (*element, set(words)))
            .collect::<HashMap<_, _>>()
    };
    let mut classes = map(&CLASSES);
    classes.insert("th", set(&["align-center", "align-left", "align-right"]));
    let mut builder = Builder::empty();
    builder
        .tags(set(&ELEMENTS))
        .clean_content_tags(set(&["script", "style"]))
        .generic_attributes(set(&ANY))
        .tag_attributes(map(&ATTRIBUTES))
        .allowed_classes(classes)
        .url_schemes(set(&SCHEMES))
        .url_relative(UrlRelative::PassThrough)
        .strip_comments(true)
        .link_rel(None);
    builder
});

/// The HTML with everything left out that is not on the list, well formed.
pub(super) fn sanitise(html: &str) -> String {
    SANITISER.clean(html).to_string()
}
