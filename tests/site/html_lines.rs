//! HTML as a text that is read and compared line by line.

/// Elements that stand inside a line of text; every other one begins a line of its own.
const IN_LINE: [&str; 13] = [
    "a", "abbr", "b", "bdi", "code", "del", "em", "i", "small", "span", "strong", "sup", "time",
];

/// What a page says: its title, its description and all between its header and its footer.
pub(crate) fn content_lines(page: &str) -> String {
    let parts = ["<title>", "<meta name=\"description\""].map(|start| {
        let from = page.find(start).map(|at| &page[at..]);
        from.and_then(|rest| rest.split('\n').next())
    });
    let main = page
        .find("<main")
        .zip(page.find("</main>"))
        .map(|(from, to)| &page[from..to]);
    let text: Vec<&str> = parts.into_iter().chain([main]).flatten().collect();
    html_lines(&text.join("\n"))
}

/// Breaks HTML into a line an element, each with its attributes and text as they are written; blanks at the ends of
/// lines are lost, nothing else.
pub(crate) fn html_lines(html: &str) -> String {
    let mut broken = String::with_capacity(html.len() * 5 / 4);
    for (at, part) in html.split('<').enumerate() {
        if at > 0 {
            let name_end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            let name = &part[..name_end.unwrap_or(part.len())];
            if !name.is_empty() && !IN_LINE.contains(&name) {
                broken.push('\n');
            }
            broken.push('<');
        }
        broken.push_str(part);
    }
    let lines = broken.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .flat_map(|line| [line, "\n"])
        .collect()
}

#[test]
fn html_is_broken_into_lines_and_otherwise_left_alone() {
    let html =
        "<p class=\"a\">Một <b>hai</b>\n<svg><path d=\"M0\"/><text x=\"1\">90%</text></svg></p>";
    let lines = "<p class=\"a\">Một <b>hai</b>\n<svg>\n<path d=\"M0\"/>\n<text x=\"1\">90%</text></svg></p>\n";
    assert_eq!(html_lines(html), lines);
}
