//! What the numbers of a table are counted in: `Đơn vị tính: nghìn hồ sơ` above it, `(triệu đồng)` in a heading.

use super::layout::Layout;
use super::table_context::TableContext;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{FileId, Place, Sources};
use crate::reading::column_path::{Otherwise, otherwise};
use crate::reading::defaults::Defaults;
use crate::source::{Header, Row, TableRows, cell_place, one_line};
use crate::text::fold;

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

/// Shorter ways to write them behind a number.
const SHORT: [&str; 2] = ["k", "tr"];

/// Whether what stands behind a number says that it counts many at once: `12 nghìn`, `12k`.
pub(super) fn counts_many(mark: &str) -> bool {
    let folded = fold(mark);
    let mut words = folded.split(|c: char| !c.is_alphabetic());
    words.any(|word| SHORT.contains(&word) || MANY.iter().any(|(many, _)| *many == word))
}

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
        let error = Code::InThousands.at(place);
        let mut error = error.arg("text", one_line(&text)).arg("scale", scale);
        let (target, _) = defaults.target(&sources.get(file).path);
        error.set_lines(target, Some(format!("scale = {scale}")));
        diagnostics.push(error);
    }
}

/// Tells where a column says in each row what its figures are counted in, and it is thousands of what its indicator is.
pub(super) fn tell_measure_of_rows(
    rows: &TableRows<'_>,
    layout: &Layout,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) {
    let shared = context.shared;
    let measures: Vec<usize> = measure_columns(&layout.header).collect();
    let Some(indicator) = layout.indicator.filter(|_| !measures.is_empty()) else {
        return;
    };
    if context.defaults.form.scale.is_some() {
        return;
    }
    let (mut rows, mut row) = (rows.clone(), Row::default());
    let mut told: Vec<(Place, String, &str)> = Vec::new();
    let mut has_others = false;
    for _ in 0..ROWS_SEEN {
        if !matches!(rows.next_into(&mut row), Ok(true)) {
            break;
        }
        let Some(id) = shared.indicator_names.find(row.cell(indicator)) else {
            continue;
        };
        let indicator = shared.indicators.get(id);
        let unit = words(&indicator.unit).join(" ");
        let many = said_by(&row, &measures).filter(|(_, said, _)| *said != unit);
        match many {
            Some((at, _, scale)) => {
                let place = cell_place(context.file, row.line(), at);
                told.push((place, one_line(row.cell(at)), scale));
            }
            None => has_others |= !indicator.is_percent(),
        }
    }
    let is_mixed = has_others || told.windows(2).any(|two| two[0].2 != two[1].2);
    for (place, text, scale) in told {
        let mut error = in_thousands(place, &text, scale, context);
        if is_mixed {
            error = error.help("rows");
            error.set_lines(context.target().0, Some("scale = 1".to_owned()));
        }
        diagnostics.push(error);
    }
}

/// Tells where rows that are columns of the form say that they are counted in thousands.
pub(super) fn tell_measure_of_form<'r, 't: 'r>(
    mut rows: impl Iterator<Item = &'r Row<'t>>,
    header: &Header,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) {
    let measures: Vec<usize> = measure_columns(header).collect();
    let said = rows.find_map(|row| said_by(row, &measures).map(|said| (row, said)));
    if let Some((row, (at, _, scale))) = said.filter(|_| context.defaults.form.scale.is_none()) {
        let place = cell_place(context.file, row.line(), at);
        diagnostics.push(in_thousands(place, &one_line(row.cell(at)), scale, context));
    }
}

/// So many rows are looked at.
const ROWS_SEEN: usize = 5_000;

/// The columns that say what figures are counted in.
fn measure_columns(header: &Header) -> impl Iterator<Item = usize> + '_ {
    let columns = header.rows().columns().iter().enumerate();
    let measures =
        columns.filter(|(_, column)| otherwise(&column.path) == Some(Otherwise::Measure));
    measures.map(|(at, _)| at)
}

/// The cell of a row that says that it is counted in many at once: where, what, and how many.
fn said_by(row: &Row<'_>, measures: &[usize]) -> Option<(usize, String, &'static str)> {
    measures.iter().find_map(|at| {
        let said = words(row.cell(*at)).join(" ");
        let scale = many(said.split_whitespace().next()?, &said)?;
        Some((*at, said, scale))
    })
}

fn in_thousands(place: Place, text: &str, scale: &str, context: TableContext<'_>) -> Diagnostic {
    let error = Code::InThousands.at(place);
    let mut error = error.arg("text", text).arg("scale", scale);
    error.set_lines(context.target().0, Some(format!("scale = {scale}")));
    error
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
