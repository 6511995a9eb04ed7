//! How fast tables become observations: a million long rows in twelve files of one month each.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use thidua::calendar::Period;
use thidua::diagnostic::{Diagnostics, Severity};
use thidua::model::{Fields, Indicators, Settings, Units};
use thidua::place::Sources;
use thidua::reading::{ReadOptions, observation_reader, read};
use thidua::source::walk;

const UNITS: usize = 12_000;
const INDICATORS: usize = 7;
const MONTHS: usize = 12;
const ROWS: usize = UNITS * INDICATORS * MONTHS;

fn main() {
    divan::main();
}

/// A site folder with units in a hierarchy of two levels, without figures.
fn write_site(root: &Path) {
    let data = root.join("data");
    fs::create_dir_all(data.join("observations")).expect("a folder");
    let campaign = "title = \"Reading\"\nstarts = 2019-01-01\nends = 2019-12-31\n";
    fs::write(data.join("campaign.toml"), campaign).expect("a file");
    let mut indicators = String::new();
    for i in 0..INDICATORS {
        let _ = writeln!(
            indicators,
            "[[indicator]]\ncode = \"chi-tieu-{i}\"\nname = \"Chỉ tiêu {i}\"\nkind = \"ratio\"\n"
        );
    }
    fs::write(data.join("indicators.toml"), indicators).expect("a file");
    let mut units = "code,name,kind,parent\n".to_owned();
    for u in 0..UNITS {
        let parent = if u < 100 {
            String::new()
        } else {
            format!("don-vi-{}", u % 100)
        };
        let _ = writeln!(units, "don-vi-{u},Đơn vị {u},unit,{parent}");
    }
    fs::write(data.join("units.csv"), units).expect("a file");
}

/// Figures for each unit, indicator and month; how many bytes they take.
fn write_tables(root: &Path) -> u64 {
    let mut bytes = 0;
    for month in 1..=MONTHS {
        let mut table = "indicator,unit,period,numerator,denominator\n".to_owned();
        for u in 0..UNITS {
            for i in 0..INDICATORS {
                let denominator = (u * 31 + i * 17 + month * 7) % 2000;
                let numerator = denominator * 9 / 10;
                let _ = writeln!(
                    table,
                    "chi-tieu-{i},don-vi-{u},2019-{month:02},{numerator},{denominator}"
                );
            }
        }
        bytes += table.len() as u64;
        fs::write(
            root.join(format!("data/observations/{month:02}.csv")),
            table,
        )
        .expect("a file");
    }
    bytes
}

/// What the tables are read against.
struct Site {
    sources: Sources,
    settings: Settings,
    units: Units,
    indicators: Indicators,
}

/// A site folder that was read before its tables of figures were written.
fn open(root: &Path) -> (Site, u64) {
    write_site(root);
    let now = "2019-12-31T00:00:00+07:00[+07:00]".parse().expect("a time");
    let campaign = read(root, &ReadOptions { drafts: false, now }).campaign;
    let bytes = write_tables(root);
    let site = Site {
        sources: walk(root, &mut Diagnostics::new()),
        settings: campaign.settings,
        units: campaign.units,
        indicators: campaign.indicators,
    };
    (site, bytes)
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn a_million_long_rows(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (site, bytes) = open(folder.path());
    let now = Period::month_at(2019 * 12 + 11).last_day();
    bencher
        .counter(ItemsCount::new(ROWS))
        .counter(BytesCount::new(bytes))
        .bench_local(|| {
            let mut diagnostics = Diagnostics::new();
            let (observations, _) = observation_reader::read(
                &site.sources,
                &site.settings,
                &site.units,
                &site.indicators,
                Fields::default(),
                now,
                &mut diagnostics,
            );
            assert_eq!(
                (observations.all.len(), diagnostics.count(Severity::Error)),
                (ROWS, 0)
            );
            observations
        });
}
