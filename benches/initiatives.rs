//! How fast the register of initiatives is read: five thousand rows in fifty files, and as many pages.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use thidua::diagnostic::{Diagnostics, Severity};
use thidua::model::{Campaign, Fields};
use thidua::reading::{InitiativeOptions, ReadOptions, UnitLookup, initiative_reader, read};
use thidua::source::walk;

const UNITS: usize = 12_000;
const FILES: usize = 50;
const ROWS: usize = 5_000;

fn main() {
    divan::main();
}

/// A site folder with units in a hierarchy of two levels, without initiatives.
fn open(root: &Path) -> Campaign {
    let data = root.join("data");
    fs::create_dir_all(data.join("initiatives")).expect("a folder");
    fs::create_dir_all(root.join("content/sang-kien")).expect("a folder");
    let campaign = "title = \"Reading\"\nstarts = 2019-01-01\nends = 2019-12-31\n";
    fs::write(data.join("campaign.toml"), campaign).expect("a file");
    let indicators = "[[indicator]]\ncode = \"dung-han\"\nname = \"Đúng hạn\"\nkind = \"ratio\"\n";
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
    let now = "2019-12-31T00:00:00+07:00[+07:00]".parse().expect("a time");
    read(root, &ReadOptions { drafts: false, now }).campaign
}

/// Words of about so many bytes.
fn words(bytes: usize) -> String {
    "Bộ phận một cửa ghi ngày hẹn trên biên nhận và nhắc trước hai ngày. ".repeat(bytes / 80)
}

/// The register; how many bytes it takes.
fn write_register(root: &Path) -> u64 {
    let mut bytes = 0;
    for file in 0..FILES {
        let mut table = "id,title,summary,unit,form,field,problem,solution,started,stage,indicators,results,cost,\
            adopted_by,verification,contact,updated\n"
            .to_owned();
        for row in (file..ROWS).step_by(FILES) {
            let adopters: Vec<String> = (1..=row % 12)
                .map(|n| format!("Đơn vị {} 2019-{n:02}", (row + n) % UNITS))
                .collect();
            let _ = writeln!(
                table,
                "sk-{row},Sáng kiến số {row},Tóm tắt,Đơn vị {row},sáng kiến,Đất đai,{},{},2018,đang áp dụng,dung-han,{},\
                 250000000,{},tự báo cáo,chưa rõ,2019-08-01",
                words(600),
                words(900),
                words(600),
                adopters.join("; ")
            );
        }
        bytes += table.len() as u64;
        fs::write(root.join(format!("data/initiatives/{file:02}.csv")), table).expect("a file");
    }
    bytes
}

/// A page an initiative; how many bytes they take.
fn write_pages(root: &Path) -> u64 {
    let mut bytes = 0;
    for page in 0..ROWS {
        let text = format!(
            "+++\nid = \"sk-{page}\"\ntitle = \"Sáng kiến số {page}\"\nsummary = \"Tóm tắt\"\nunit = \"don-vi-{page}\"\n\
             form = \"sáng kiến\"\nfield = \"Đất đai\"\nstarted = 2018\nstage = \"đang áp dụng\"\n\
             verification = \"tự báo cáo\"\ncontact = \"chưa rõ\"\nupdated = 2019-08-01\n+++\n\n\
             ## Vấn đề\n\n{}\n\n## Giải pháp\n\n{}\n\n## Kết quả\n\n{}\n",
            words(600),
            words(900),
            words(600)
        );
        bytes += text.len() as u64;
        fs::write(root.join(format!("content/sang-kien/{page}.md")), text).expect("a file");
    }
    bytes
}

fn measure(bencher: Bencher<'_, '_>, write: fn(&Path) -> u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let campaign = open(folder.path());
    let bytes = write(folder.path());
    let sources = walk(folder.path(), &mut Diagnostics::new());
    let lookup = UnitLookup::new(&campaign.units);
    let options = InitiativeOptions {
        sources: &sources,
        settings: &campaign.settings,
        units: &lookup,
        indicators: &campaign.indicators,
        today: campaign.settings.ends,
        drafts: false,
    };
    bencher
        .counter(ItemsCount::new(ROWS))
        .counter(BytesCount::new(bytes))
        .bench_local(|| {
            let mut told = Diagnostics::new();
            let read = initiative_reader::read(&options, &mut Fields::default(), &mut told);
            let found = (read.initiatives.0.len(), told.count(Severity::Error));
            assert_eq!(found, (ROWS, 0));
            read
        });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn five_thousand_rows(bencher: Bencher<'_, '_>) {
    measure(bencher, write_register);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn five_thousand_pages(bencher: Bencher<'_, '_>) {
    measure(bencher, write_pages);
}
