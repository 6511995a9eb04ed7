//! How long a unit's page and its data files take to make, without writing them. A site of 12,000 units has as many of
//! each; most of its time goes there.

#[path = "../examples/large_campaign/campaign/mod.rs"]
mod campaign;

use campaign::Size;
use divan::Bencher;
use divan::counter::BytesCount;
use thidua::diagnostic::Diagnostics;
use thidua::figures::Figures;
use thidua::locale::{Language, Words};
use thidua::model::Campaign;
use thidua::reading::{ReadOptions, read};
use thidua::render::Templates;
use thidua::site::{Content, Context};

fn main() {
    divan::main();
}

/// A small campaign of the large one's make: each unit has as many figures as there.
fn read_campaign() -> Campaign {
    let size = Size {
        units: 60,
        rows: 16_000,
        announcements: 10,
        ..Size::default()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    campaign::write(&size, &root).expect("a campaign");
    let now = "2019-12-31T00:00:00+07:00[+07:00]".parse().expect("a time");
    read(&root, &ReadOptions { drafts: false, now }).campaign
}

/// Makes the file at `path` again and again.
fn bench_file(bencher: Bencher<'_, '_>, path: &str) {
    let campaign = read_campaign();
    let mut diagnostics = Diagnostics::new();
    let today = "2019-12-31".parse().expect("a day");
    let figures = Figures::compute(&campaign, today, &mut diagnostics);
    let words = Words::of(Language::Vietnamese);
    let templates = Templates::load(&[], words).expect("templates");
    let context = Context::new(
        &campaign,
        &figures,
        &templates,
        words,
        today,
        None,
        &mut diagnostics,
    );
    let file = context
        .site()
        .files()
        .iter()
        .find(|file| &*file.path == path);
    let Some(Content::Made(make)) = file.map(|file| &file.content) else {
        panic!("{path} is not made");
    };
    let bytes = || make(&context).expect("a file").bytes;
    bencher
        .counter(BytesCount::new(bytes().len()))
        .bench_local(bytes);
}

#[divan::bench]
fn page_of_a_ward(bencher: Bencher<'_, '_>) {
    bench_file(bencher, "don-vi/quan-1-phuong-1.html");
}

#[divan::bench]
fn page_of_a_district(bencher: Bencher<'_, '_>) {
    bench_file(bencher, "don-vi/quan-1.html");
}

#[divan::bench]
fn embedded_page_of_a_ward(bencher: Bencher<'_, '_>) {
    bench_file(bencher, "nhung/don-vi/quan-1-phuong-1.html");
}

#[divan::bench]
fn json_of_a_ward(bencher: Bencher<'_, '_>) {
    bench_file(bencher, "du-lieu/don-vi/quan-1-phuong-1.json");
}

#[divan::bench]
fn csv_of_a_ward(bencher: Bencher<'_, '_>) {
    bench_file(bencher, "du-lieu/don-vi/quan-1-phuong-1.csv");
}
