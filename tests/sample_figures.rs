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
    files_below(&repository().join(figures::FOLDER), &mut committed);
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
