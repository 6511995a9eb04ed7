//! What the numbers of a table are counted in: `Đơn vị tính: nghìn hồ sơ` above it, `(triệu đồng)` in a heading.

use super::layout::Layout;
use crate::campaign::defaults::Defaults;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::fold;
use crate::source::{FileId, Row, Sources, cell_place, one_line};

/// What stands before what a table is counted in, without diacritics.
const BEFORE: [&str; 5] = ["don vi tinh", "dvt", "don vi do", "tinh bang", "unit"];

/// Words for many at once.
const MANY: [(&str, &str); 9] = [
    ("nghin", "1000"),
    ("ngan", "1000"),
    ("thousand", "1000"),
    ("thousands", "1000"),
    ("tram", "100"),
    ("trieu", "1000000"),
    ("million", "1000000"),
    ("ty", "1000000000"),
    ("ti", "1000000000"),
];

/// Longer cells are text.
const LONGEST: usize = 200;

/// Tells where a table says that it is in thousands and its folder does not.
pub(super) fn tell_measure(
    file: FileId,
    sources: &Sources,
    titles: &[Row<'_>],
    layout: &Layout,
    defaults: &Defaults,
    diagnostics: &mut Diagnostics,
) {
    if defaults.form.scale.is_some() {
        return;
    }
    let titles = titles.iter().flat_map(|row| {
        let cells = row.cells().enumerate();
        cells.filter_map(move |(at, text)| {
            let scale = above(text)?;
            Some((cell_place(file, row.line(), at), text.to_owned(), scale))
        })
    });
    let figures = layout.figures.iter().filter_map(|figure| figure.position);
    let headings = figures.filter_map(|at| {
        let text = layout.header.cells.get(at)?;
        Some((
            layout.header.place(file, at),
            text.to_string(),
            in_heading(text)?,
        ))
    });
    if let Some((place, text, scale)) = titles.chain(headings).next() {
        let error = Diagnostic::error("in-thousands").at(place);
        let mut error = error.arg("text", one_line(&text)).arg("scale", scale);
        let (target, _) = defaults.target(&sources.get(file).path);
        error.set_lines(target, Some(format!("scale = {scale}")));
        diagnostics.push(error);
    }
}

/// By how much the counts are to be multiplied by what a cell above a table says.
fn above(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST {
        return None;
    }
    let words = words(text);
    let joined = format!(" {} ", words.join(" "));
    let after = BEFORE.iter().find_map(|before| {
        let at = joined.find(&format!(" {before} "))?;
        joined.get(at + before.len() + 1..)
    });
    let after = match after {
        Some(after) => after.to_owned(),
        None => bracketed(text)?,
    };
    many(after.split_whitespace().next()?, &after)
}

/// The same of the heading of a column.
fn in_heading(text: &str) -> Option<&'static str> {
    let inside = bracketed(text)?;
    many(inside.split_whitespace().next()?, &inside)
}

/// A word for many; `1.000 hồ sơ` says so in digits.
fn many(first: &str, all: &str) -> Option<&'static str> {
    let digits: String = all
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ' ')
        .collect();
    match &*digits.replace(' ', "") {
        "1000" => return Some("1000"),
        "1000000" => return Some("1000000"),
        _ => {}
    }
    let found = MANY.iter().find(|(word, _)| *word == first);
    found.map(|(_, scale)| *scale)
}

/// The words in the last brackets.
fn bracketed(text: &str) -> Option<String> {
    let (_, inside) = text.rsplit_once('(')?;
    let (inside, _) = inside.split_once(')')?;
    Some(words(inside).join(" "))
}

fn words(text: &str) -> Vec<String> {
    let spaced: String = fold(text)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_seen_where_they_are_said() {
        for (text, scale) in [
            ("Đơn vị tính: nghìn hồ sơ", Some("1000")),
            ("ĐVT: 1.000 hồ sơ", Some("1000")),
            ("Đơn vị tính : Triệu đồng", Some("1000000")),
            ("(Đơn vị tính: ngàn lượt)", Some("1000")),
            ("BÁO CÁO SỐ LƯỢT (nghìn lượt)", Some("1000")),
            ("Đơn vị tính: hồ sơ", None),
            ("Đơn vị tính: %", None),
            ("Phường Ngàn Dâu", None),
            ("ĐVT: 10.000 dân", None),
        ] {
            assert_eq!(above(text), scale, "{text}");
        }
        assert_eq!(in_heading("Tiếp nhận (nghìn hồ sơ)"), Some("1000"));
        assert_eq!(in_heading("Tiếp nhận (hồ sơ)"), None);
    }
}
