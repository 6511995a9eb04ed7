//! What the numbers of a table are counted in: `Đơn vị tính: nghìn hồ sơ` above it, `(triệu đồng)` in a heading.

use super::layout::TableLayout;
use super::state::TableReader;
use super::table_context::TableContext;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Place;
use crate::reading::column_path::{Otherwise, otherwise};
use crate::source::{Header, Row, TableRows, cell_place, one_line};
use crate::text::{canonical, fold};

/// What stands before what a table is counted in, without diacritics.
const BEFORE: [&str; 8] = [
    "don vi tinh",
    "dvt",
    "don vi do",
    "tinh bang",
    "tinh theo",
    "theo don vi",
    "unit",
    "don vi",
];

/// Words for many at once, with their diacritics: `trạm` is no `trăm`.
const MANY: [(&str, &str); 9] = [
    ("nghìn", "1000"),
    ("ngàn", "1000"),
    ("thousand", "1000"),
    ("thousands", "1000"),
    ("trăm", "100"),
    ("chục", "10"),
    ("triệu", "1000000"),
    ("million", "1000000"),
    ("millions", "1000000"),
];

/// The same where all words are written without diacritics, as in the names of files.
const MANY_PLAIN: [(&str, &str); 3] = [("nghin", "1000"), ("ngan", "1000"), ("trieu", "1000000")];

/// Words for a thousand millions, where money follows.
const BILLIONS: [&str; 4] = ["tỷ", "tỉ", "ty", "ti"];

/// What is counted.
const COUNTED: [&str; 8] = [
    "ho so",
    "hs",
    "luot",
    "dong",
    "phieu",
    "nguoi",
    "ho",
    "truong hop",
];

/// Shorter ways to write them behind a number.
const SHORT: [&str; 2] = ["k", "tr"];

/// Whether what stands behind a number says that it counts many at once: `12 nghìn`, `12k`.
pub(super) fn counts_many(mark: &str) -> bool {
    let mut of_mark = words(mark).into_iter();
    of_mark.any(|word| {
        let mut all = MANY.iter().chain(&MANY_PLAIN);
        let is_short = SHORT.iter().chain(&BILLIONS).any(|short| *short == word);
        is_short || all.any(|(many, _)| *many == word)
    })
}

/// Longer cells are text.
const LONGEST: usize = 200;

/// Tells where a table says that it is in thousands and its folder does not.
pub(super) fn tell_measure(
    titles: &[Row<'_>],
    layout: &TableLayout,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) {
    if context.defaults.form.scale.is_some() {
        return;
    }
    let file = context.file;
    let mut titles = titles.iter().filter_map(|row| {
        let (at, text, scale) = said_above(row)?;
        Some((cell_place(file, row.line(), at), text, scale))
    });
    let of_name = || {
        let path = &context.sources.get(file).path;
        let sheet = context.sources.sheet(file).map(|sheet| &*sheet.name);
        let name = path.rsplit('/').next();
        let mut names = sheet.into_iter().chain(name);
        names.find_map(|name| Some((Place::file(file), name.to_owned(), in_name(name)?)))
    };
    if let Some((place, text, scale)) = titles.next().or_else(of_name) {
        diagnostics.push(in_thousands(place, &text, scale, context.target()));
        return;
    }
    tell_measure_of_columns(layout, context, diagnostics);
}

/// Tells where headings say it; not all of the figures are multiplied where it is said of some.
fn tell_measure_of_columns(
    layout: &TableLayout,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) {
    let columns = layout.header.rows().columns();
    let said = |at: usize| {
        let path = columns.get(at).map_or(&[][..], |column| &column.path);
        path.iter().find_map(|part| in_heading(part))
    };
    let positions = || layout.figures.iter().filter_map(|figure| figure.position);
    let Some((at, scale)) = positions().find_map(|at| Some((at, said(at)?))) else {
        return;
    };
    let text = layout.header.cells.get(at).map_or("", |text| text);
    let place = layout.header.place(context.file, at);
    let mut error = in_thousands(place, text, scale, context.target());
    if positions().any(|at| said(at) != Some(scale)) {
        error.help = Some("columns");
        error.set_lines(context.target(), Some("scale = 1".to_owned()));
    }
    diagnostics.push(error);
}

impl TableReader<'_> {
    /// Tells of a row of words below the header that says that the table is in thousands.
    pub(super) fn tell_measure_row(&mut self, row: &Row<'_>) {
        if self.defaults.form.scale.is_some() {
            return;
        }
        if let Some((at, text, scale)) = said_above(row) {
            let place = cell_place(self.file, row.line(), at);
            self.diagnostics
                .push(in_thousands(place, &text, scale, self.target()));
        }
    }
}

/// Tells where a column says in each row what its figures are counted in, and it is thousands of what its indicator is.
pub(super) fn tell_measure_of_rows(
    rows: &TableRows<'_>,
    layout: &TableLayout,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) {
    let shared = context.shared;
    let measures: Vec<usize> = measure_columns(&layout.header).collect();
    if measures.is_empty() {
        return;
    }
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
        let indicator = layout
            .indicator
            .map(|at| shared.indicator_names.find(row.cell(at)));
        let indicator = match indicator {
            Some(None) => continue,
            Some(Some(id)) => Some(shared.indicators.get(id)),
            None => None,
        };
        let unit = indicator.map_or_else(String::new, |one| words(&one.unit).join(" "));
        let many = said_by(&row, &measures).filter(|(_, said, _)| *said != unit);
        if indicator.is_none() && measures.iter().all(|at| row.cell(*at).is_empty()) {
            continue;
        }
        match many {
            Some((at, _, scale)) => {
                let place = cell_place(context.file, row.line(), at);
                told.push((place, one_line(row.cell(at)), scale));
            }
            None => has_others |= !indicator.is_some_and(|one| one.is_percent()),
        }
    }
    let is_mixed = has_others || told.windows(2).any(|two| two[0].2 != two[1].2);
    if layout.indicator.is_none() {
        told.truncate(1);
    }
    for (place, text, scale) in told {
        let mut error = in_thousands(place, &text, scale, context.target());
        if is_mixed {
            error = error.help("rows");
            error.set_lines(context.target(), Some("scale = 1".to_owned()));
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
        let text = row.cell(at);
        diagnostics.push(in_thousands(place, text, scale, context.target()));
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
        let said = words(row.cell(*at));
        Some((*at, said.join(" "), many(&said)?))
    })
}

fn in_thousands(place: Place, text: &str, scale: &str, target: String) -> Diagnostic {
    let error = Code::InThousands.at(place);
    let mut error = error.arg("text", one_line(text)).arg("scale", scale);
    error.set_lines(target, Some(format!("scale = {scale}")));
    error
}

/// The cell of a row beside a table, or all of them together, that says by how much its counts are to be multiplied.
fn said_above(row: &Row<'_>) -> Option<(usize, String, &'static str)> {
    let mut cells = row.cells().enumerate();
    let found = cells.find_map(|(at, text)| Some((at, text.to_owned(), above(text)?)));
    found.or_else(|| {
        let written = row.cells().enumerate().filter(|(_, text)| !text.is_empty());
        let written: Vec<(usize, &str)> = written.collect();
        let text = |(_, text): &(usize, &str)| (*text).to_owned();
        let all = written.iter().map(text).collect::<Vec<_>>().join(" ");
        let (at, _) = written.get(1)?;
        Some((*at, all.clone(), after_label(&all)?))
    })
}

/// By how much the counts are to be multiplied by what a cell above a table says.
fn above(text: &str) -> Option<&'static str> {
    after_label(text)
        .or_else(|| many(&bracketed(text)?))
        .or_else(|| many_of(&words(text)))
}

/// The same, behind words that say that it is a measure.
fn after_label(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST {
        return None;
    }
    let words = words(text);
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let is_label = |at: usize, label: &str| {
        let mut of_label = label.split(' ').enumerate();
        of_label.all(|(i, word)| folded.get(at + i).is_some_and(|own| own == word))
    };
    (0..words.len()).find_map(|at| {
        let label = BEFORE.iter().find(|label| is_label(at, label))?;
        let after = words.get(at + label.split(' ').count()..)?;
        // "Đơn vị: Triệu Sơn" names one.
        match *label {
            "don vi" => many_of(after),
            _ => many(after),
        }
    })
}

/// The same of the heading of a column: in brackets, behind a mark, or as its last words.
fn in_heading(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST {
        return None;
    }
    let words = words(text);
    let is_number = |word: &String| word.bytes().all(|b| b.is_ascii_digit());
    // "thu nhập trên 10 triệu đồng"
    let of_words = (0..words.len()).filter(|at| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        !before.is_some_and(|word| {
            is_number(word) || matches!(&**word, "trên" | "dưới" | "hơn" | "từ" | "đến")
        }) && !words[*at].starts_with(|c: char| c.is_ascii_digit())
    });
    let is_short = |at: &usize| words.len() - at <= 3;
    let mut of_words = of_words.filter(is_short);
    let found = bracketed(text).and_then(|inside| many(&inside));
    found.or_else(|| of_words.find_map(|at| many_of(&words[at..])))
}

/// The same of the name of a file or a sheet.
fn in_name(name: &str) -> Option<&'static str> {
    let words = words(name);
    (0..words.len()).find_map(|at| many_of(&words[at..]).filter(|_| at + 1 < words.len()))
}

/// The same as [`many`] where what is counted follows, or nothing.
fn many_of(words: &[String]) -> Option<&'static str> {
    let is_number = |word: &&String| word.bytes().all(|b| b.is_ascii_digit());
    let rest = words.iter().skip(1).skip_while(is_number);
    let rest: Vec<String> = rest.map(|word| fold(word)).collect();
    let rest = format!("{} ", rest.join(" "));
    let mut counted = COUNTED.iter();
    let is_word = words.first().is_some_and(|word| !is_number(&word));
    let is_counted =
        (rest == " " && is_word) || counted.any(|word| rest.starts_with(&format!("{word} ")));
    many(words).filter(|_| is_counted)
}

/// What words begin with that say many at once; `1.000 hồ sơ` and `x1000` say so in digits.
fn many(words: &[String]) -> Option<&'static str> {
    let first = words.first()?;
    let is_digits = |word: &&String| word.bytes().all(|b| b.is_ascii_digit());
    let times = first.strip_prefix('x').unwrap_or(first);
    if !times.is_empty() && times.bytes().all(|b| b.is_ascii_digit()) {
        let rest: String = words
            .iter()
            .skip(1)
            .take_while(is_digits)
            .map(|word| &**word)
            .collect();
        return match &*format!("{times}{rest}") {
            "1000" => Some("1000"),
            "1000000" => Some("1000000"),
            "10" if times != first => Some("10"),
            "100" if times != first => Some("100"),
            _ => None,
        };
    }
    if first == "x" && words.len() > 1 {
        return many(&words[1..]);
    }
    if BILLIONS.contains(&&**first) {
        let is_money = words
            .get(1)
            .is_some_and(|next| matches!(&**next, "đồng" | "dong" | "vnd" | "vnđ"));
        return is_money.then_some("1000000000");
    }
    let is_plain = words.iter().all(|word| word.is_ascii());
    let plain = MANY_PLAIN.iter().filter(|_| is_plain);
    let mut all = MANY.iter().chain(plain);
    all.find(|(word, _)| word == first).map(|(_, scale)| *scale)
}

/// The words in the last brackets.
fn bracketed(text: &str) -> Option<Vec<String>> {
    let (_, inside) = text.rsplit_once('(')?;
    let (inside, _) = inside.split_once(')')?;
    Some(words(inside))
}

/// The words in lower case, with their diacritics.
fn words(text: &str) -> Vec<String> {
    let spaced: String = canonical(text)
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
            ("Đơn vị: nghìn hồ sơ", Some("1000")),
            ("(đơn vị: 1.000 hồ sơ)", Some("1000")),
            ("Đơn vị: x1000 hồ sơ", Some("1000")),
            ("Đơn vị tính: chục hồ sơ", Some("10")),
            ("Số liệu tính theo nghìn hồ sơ", Some("1000")),
            ("DVT: nghin ho so", Some("1000")),
            ("Nghìn hồ sơ", Some("1000")),
            ("(*) ĐVT: 1.000 hồ sơ", Some("1000")),
            ("Ghi chú: số liệu tính bằng nghìn hồ sơ", Some("1000")),
            ("Đơn vị: Trạm Y tế phường 5", None),
            ("Đơn vị: 12 phường", None),
            ("Triệu Sơn, ngày 30 tháng 9 năm 2019", None),
            ("Đơn vị: Triệu Sơn", None),
            ("Đơn vị: Phường 1.000", None),
            ("Đơn vị tính: hồ sơ", None),
            ("Đơn vị tính: %", None),
            ("Phường Ngàn Dâu", None),
            ("ĐVT: 10.000 dân", None),
        ] {
            assert_eq!(above(text), scale, "{text}");
        }
        assert_eq!(in_heading("Tiếp nhận (nghìn hồ sơ)"), Some("1000"));
        assert_eq!(in_heading("Tiếp nhận, nghìn hồ sơ"), Some("1000"));
        assert_eq!(in_heading("Tiếp nhận (x1.000)"), Some("1000"));
        assert_eq!(in_heading("Tiếp nhận (1000 HS)"), Some("1000"));
        for heading in [
            "Tiếp nhận (hồ sơ)",
            "Số trạm (trạm)",
            "Đúng hạn (tỷ lệ %)",
            "Ngân sách cấp",
            "Hộ thu nhập trên 10 triệu đồng",
        ] {
            assert_eq!(in_heading(heading), None, "{heading}");
        }
        assert_eq!(in_name("bc-thang-9-2019-nghin-ho-so.csv"), Some("1000"));
        assert_eq!(in_name("Tháng 9-2019 (nghìn HS)"), Some("1000"));
        assert_eq!(in_name("bc-phuong-ngan-dau.csv"), None);
    }
}
