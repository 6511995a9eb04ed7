//! Files that are copies of one another by their names: `bao-cao.xlsx` and `bao-cao (1).xlsx`, `… sửa`, `… lần 2`.

use crate::text::fold;

/// What people and programs add to the name of a copy, at its end, without diacritics.
const MARKS: [&str; 22] = [
    "copy",
    "ban sao",
    "sao chep",
    "sua",
    "da sua",
    "sua lai",
    "chinh sua",
    "da chinh sua",
    "dieu chinh",
    "cap nhat",
    "bo sung",
    "moi",
    "moi nhat",
    "ban moi",
    "ban cuoi",
    "cuoi cung",
    "chinh thuc",
    "thay the",
    "dinh chinh",
    "final",
    "new",
    "ok",
];

/// The words that stand before the number of a copy.
const NUMBERED: [&str; 7] = ["lan", "ban", "v", "ver", "version", "copy", "sua lan"];

/// Whether the names of two files differ only in what is added to the name of a copy.
pub(super) fn is_copy(one: &str, other: &str) -> bool {
    let (first, second) = (Name::of(one), Name::of(other));
    first.rest == second.rest && !first.rest.is_empty() && first.marks != second.marks
}

/// Whether the first of two copies is the newer one by its name: the one with more added, or a higher number.
pub(super) fn is_newer(one: &str, other: &str) -> bool {
    let (first, second) = (Name::of(one), Name::of(other));
    (first.marks.len(), &first.marks) > (second.marks.len(), &second.marks)
}

/// The name of a file without its folders and its ending.
struct Name {
    rest: String,
    /// What is added to it, the last first.
    marks: Vec<String>,
}

impl Name {
    fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let mut rest = stem.to_owned();
        let mut marks = Vec::new();
        while let Some((before, mark)) = last_mark(&rest) {
            rest = before;
            marks.push(mark);
        }
        Self {
            rest: words(&rest),
            marks,
        }
    }
}

/// The words of a name, in lower case and without diacritics.
fn words(name: &str) -> String {
    let spaced: String = fold(name)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands before the last thing that was added, and that.
fn last_mark(name: &str) -> Option<(String, String)> {
    let name = name.trim_end_matches([' ', '-', '_', '.']);
    if let Some((before, number)) = name.strip_suffix(')').and_then(|n| n.rsplit_once('(')) {
        let is_mark = is_number(number) || Name::of(&format!("x {number}")).rest == "x";
        return is_mark.then(|| (before.to_owned(), format!("{:0>8}", words(number))));
    }
    let words = words(name);
    let (number, before) = match words.rsplit_once(' ') {
        Some((before, last)) if is_number(last) => (last, before),
        _ => ("", &*words),
    };
    let ends = |mark: &&&str| {
        let rest = before.strip_suffix(**mark);
        rest.is_some_and(|rest| rest.ends_with(' '))
    };
    let found = if number.is_empty() {
        MARKS.iter().filter(ends).max_by_key(|mark| mark.len())
    } else {
        NUMBERED.iter().filter(ends).max_by_key(|mark| mark.len())
    };
    if let Some(mark) = found {
        let rest = before.strip_suffix(*mark)?.trim_end();
        return Some((rest.to_owned(), format!("{mark} {number:0>2}")));
    }
    // `v2`, `lan2`
    let (rest, last) = words.rsplit_once(' ')?;
    let digits = last.trim_start_matches(|c: char| c.is_alphabetic());
    let letters = last.strip_suffix(digits)?;
    (is_number(digits) && NUMBERED.contains(&letters))
        .then(|| (rest.to_owned(), format!("{letters} {digits:0>2}")))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_names() {
        for (one, other) in [
            ("a/bc-9.xlsx", "a/bc-9 (1).xlsx"),
            ("bc-9.xlsx", "bc-9 - Copy.xlsx"),
            ("bc-9.xlsx", "bc-9 - Copy (2).xlsx"),
            ("bc thang 9.xlsx", "BC tháng 9 sửa.xlsx"),
            ("bc thang 9 lan 1.xlsx", "BC tháng 9 (sửa lần 2).xlsx"),
            ("bc_9_v2.csv", "bc_9.csv"),
            ("bc 9 lần 2.xls", "moi/bc 9.xlsx"),
            ("bc 9 final.xlsx", "bc 9 bản cuối.xlsx"),
        ] {
            assert!(is_copy(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("bc-8.xlsx", "bc-9.xlsx"),
            ("bc 1.xlsx", "bc 2.xlsx"),
            ("quan-1.csv", "quan-10.csv"),
            ("phuong 1.csv", "phuong 2.csv"),
            ("a/bc.csv", "b/bc.csv"),
            ("(1).csv", "(2).csv"),
        ] {
            assert!(!is_copy(one, other), "{one} {other}");
        }
    }

    #[test]
    fn the_newer_one_has_more_added() {
        assert!(is_newer("bc-9 (1).xlsx", "bc-9.xlsx"));
        assert!(is_newer("bc lần 3.xlsx", "bc lần 2.xlsx"));
        assert!(!is_newer("bc-9.xlsx", "bc-9 sửa.xlsx"));
    }
}
