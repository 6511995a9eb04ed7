//! HTML from the clipboard: of Word, LibreOffice, Google Docs, Excel or a page of the web.

mod lists;
mod reader;
mod style;
mod tree;

use super::Imported;
use super::arrange::arranged;

/// The longest piece of HTML that is read as such, in bytes.
const LONGEST: usize = 8 << 20;

/// Reads it.
pub(super) fn read(html: &str) -> Imported {
    let html = fragment(html);
    let mut end = html.len().min(LONGEST);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let root = tree::read(&whole(&html[..end]));
    let mut reader = reader::Reader::default();
    if end < html.len() {
        reader
            .remarks
            .add(super::told::Remark::Unplaced, html.len() - end);
    }
    let (parts, notes) = reader.read(&root);
    Imported {
        blocks: arranged(parts, None).0,
        notes,
        remarks: reader.remarks,
        ..Imported::default()
    }
}

/// What was copied, without what a program wrote around it.
fn fragment(html: &str) -> &str {
    let (start, end) = ("<!--StartFragment-->", "<!--EndFragment-->");
    let from = html.find(start).map_or(0, |at| at + start.len());
    let to = html.rfind(end).filter(|to| *to >= from);
    html.get(from..to.unwrap_or(html.len())).unwrap_or(html)
}

/// A fragment may begin within a table or a list.
fn whole(html: &str) -> String {
    let start: String = html.trim_start().chars().take(7).collect();
    let start = start.to_ascii_lowercase();
    let begins = |tags: &[&str]| tags.iter().any(|tag| start.starts_with(tag));
    if begins(&["<tr", "<td", "<th>", "<th ", "<col", "<tbody", "<thead"]) {
        format!("<table>{html}</table>")
    } else if begins(&["<li>", "<li "]) {
        format!("<ul>{html}</ul>")
    } else {
        html.to_owned()
    }
}
