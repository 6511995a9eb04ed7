//! The committed illustrative figures are those that the generator makes, byte for byte, and tell their story.

#[path = "../examples/sample_figures/figures/mod.rs"]
mod figures;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn generated() -> BTreeMap<String, Vec<u8>> {
    let units = std::fs::read_to_string(repository().join("data/units.csv")).unwrap();
    figures::all(&units).unwrap()
}

/// The files below a folder, as paths relative to the repository with `/`.
fn files_below(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, found);
        } else {
            let relative = path.strip_prefix(repository()).unwrap();
            let parts: Vec<_> = relative.iter().map(|part| part.to_str().unwrap()).collect();
            found.push(parts.join("/"));
        }
    }
}

#[test]
fn the_committed_figures_are_the_generated_ones() {
    let generated = generated();
    for (path, bytes) in &generated {
        let committed = std::fs::read(repository().join(path)).unwrap_or_default();
        assert!(
            committed == *bytes,
            "{path} differs: run `cargo run --example sample_figures`"
        );
    }
    let mut committed = Vec::new();
    for folder in [figures::FOLDER, figures::initiatives::FOLDER] {
        files_below(&repository().join(folder), &mut committed);
    }
    committed.sort();
    assert_eq!(committed, generated.into_keys().collect::<Vec<_>>());
}

#[test]
fn two_runs_are_the_same() {
    assert_eq!(generated(), generated());
}

#[test]
fn every_row_of_the_report_form_balances() {
    for (path, bytes) in generated()
        .iter()
        .filter(|(path, _)| path.contains("/dung-han/"))
    {
        for line in std::str::from_utf8(bytes).unwrap().lines().skip(1) {
            let numbers: Vec<i64> = line
                .split(',')
                .skip(3)
                .filter_map(|cell| cell.parse().ok())
                .collect();
            let [carried, new, early, on_time, late, pending, overdue] = numbers[..] else {
                assert!(numbers.is_empty(), "{path}: {line}");
                continue;
            };
            assert_eq!(
                carried + new,
                early + on_time + late + pending + overdue,
                "{path}: {line}"
            );
        }
    }
}

#[test]
fn one_district_lands_on_exactly_ninety_per_cent_in_construction() {
    let (mut in_time, mut resolved) = (0, 0);
    for (_, bytes) in generated()
        .iter()
        .filter(|(path, _)| path.contains("/dung-han/"))
    {
        let text = std::str::from_utf8(bytes).unwrap();
        for line in text
            .lines()
            .filter(|line| line.starts_with("quan-10,xay-dung,"))
        {
            let numbers: Vec<i64> = line
                .split(',')
                .skip(5)
                .take(3)
                .map(|cell| cell.parse().unwrap())
                .collect();
            in_time += numbers[0] + numbers[1];
            resolved += numbers.iter().sum::<i64>();
        }
    }
    assert!(resolved > 0);
    assert_eq!(in_time * 10, resolved * 9);
}

/// The rows of the register's tables, by column.
fn initiatives() -> Vec<BTreeMap<String, String>> {
    let mut rows = Vec::new();
    for (path, bytes) in generated()
        .iter()
        .filter(|(path, _)| path.starts_with(figures::initiatives::FOLDER))
        .filter(|(path, _)| !path.ends_with(".toml"))
    {
        let separator = match path.rsplit('/').next() {
            Some("quan-huyen.csv") => b';',
            Some("so-nganh.tsv") => b'\t',
            _ => b',',
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes.as_slice());
        let mut header = None;
        for record in reader.records() {
            let record = record.unwrap();
            match &header {
                None if &record[0] == "Mã" => header = Some(record),
                None => {}
                Some(header) => {
                    assert_eq!(header.len(), record.len(), "{path}: {record:?}");
                    let cells = header.iter().zip(&record);
                    rows.push(
                        cells
                            .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
                            .collect(),
                    );
                }
            }
        }
    }
    rows
}

#[test]
fn every_initiative_says_that_it_is_illustrative_and_names_no_source() {
    let initiatives = initiatives();
    assert!(
        (40..=60).contains(&initiatives.len()),
        "{}",
        initiatives.len()
    );
    for initiative in initiatives {
        assert!(initiative["Tên"].ends_with("(minh họa)"), "{initiative:?}");
        assert!(!initiative.contains_key("Nguồn"), "{initiative:?}");
    }
}

#[test]
fn every_word_of_the_closed_lists_occurs_in_the_register() {
    let initiatives = initiatives();
    for (column, words) in [
        ("Hình thức", "sáng kiến|giải pháp|cách làm hay"),
        (
            "Loại",
            "kỹ thuật|quản lý|tác nghiệp|ứng dụng tiến bộ kỹ thuật",
        ),
        (
            "Nội dung CCHC",
            "thể chế|TTHC|bộ máy|công chức|tài chính công|hiện đại hóa",
        ),
        (
            "Giai đoạn",
            "đăng ký|thử nghiệm|đang áp dụng|đã công nhận|đã nhân rộng|đã dừng",
        ),
        ("Phạm vi", "đơn vị|ngành|toàn Thành phố"),
        ("Kiểm chứng", "tự báo cáo|đã thẩm định|đánh giá độc lập"),
    ] {
        for word in words.split('|') {
            assert!(
                initiatives.iter().any(|i| i[column] == word),
                "no initiative has {word} in {column}"
            );
        }
    }
}

#[test]
fn what_is_replicated_has_adopters_since_it_began() {
    for initiative in initiatives() {
        let adopters = &initiative["Đã áp dụng tại"];
        if initiative["Giai đoạn"] == "đã nhân rộng" {
            assert!(!adopters.is_empty(), "{initiative:?}");
        }
        let started = &initiative["Ngày áp dụng"];
        let started: Vec<_> = started.split('/').rev().collect();
        for adopter in adopters.split("; ").filter(|adopter| !adopter.is_empty()) {
            let (_, date) = adopter.split_once(' ').unwrap();
            assert!(*date > *started.join("-"), "{initiative:?}");
        }
    }
}

/// Dossiers resolved in time and resolved, of a district's field from one month to another.
fn resolved(unit: &str, field: &str, months: std::ops::RangeInclusive<u32>) -> (i64, i64) {
    let (mut in_time, mut all) = (0, 0);
    for (path, bytes) in generated() {
        let is_within = months
            .clone()
            .any(|month| path.ends_with(&format!("/dung-han/2019-{month:02}.csv")));
        let start = format!("{unit},{field},");
        let text = String::from_utf8(bytes).unwrap();
        for line in text
            .lines()
            .filter(|line| is_within && line.starts_with(&start))
        {
            let counts: Vec<i64> = line
                .split(',')
                .skip(5)
                .take(3)
                .map(|cell| cell.parse().unwrap())
                .collect();
            in_time += counts[0] + counts[1];
            all += counts.iter().sum::<i64>();
        }
    }
    (in_time, all)
}

/// The change in per mille from March to May to July to September.
fn change_around_june(unit: &str, field: &str) -> i64 {
    let (before, of_before) = resolved(unit, field, 3..=5);
    let (after, of_after) = resolved(unit, field, 7..=9);
    1000 * after / of_after - 1000 * before / of_before
}

#[test]
fn some_units_do_better_after_they_began_and_others_do_not() {
    assert!(change_around_june("quan-thu-duc", "dat-dai") > 30);
    assert!(change_around_june("quan-6", "xay-dung").abs() < 10);
    assert!(change_around_june("quan-binh-tan", "xay-dung") < -10);
}
