//! A reading that remembers the tables of an earlier one comes to the same as one that knows nothing.

use crate::SiteTest;
use crate::fixture::fixtures;
use crate::harness::NOW;
use std::fs;
use thidua::reading::observation_reader::TableMemory;
use thidua::reading::{ReadOptions, Reading, read, read_again};

fn options() -> ReadOptions {
    let now: jiff::Timestamp = NOW.parse().unwrap();
    ReadOptions {
        drafts: false,
        now: now.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))),
    }
}

fn told(reading: &Reading) -> String {
    format!("{:#?}\n{:#?}", reading.campaign, reading.diagnostics)
}

#[track_caller]
fn assert_same(test: &SiteTest, memory: &TableMemory) {
    let root = test.path("");
    let anew = told(&read(&root, &options()));
    let again = told(&read_again(&root, &options(), memory));
    assert!(anew == again, "{}", root.display());
}

#[test]
fn every_fixture_is_read_alike_the_first_time_and_the_second() {
    for entry in fs::read_dir(fixtures()).unwrap() {
        let entry = entry.unwrap();
        if !entry.file_type().unwrap().is_dir() {
            continue;
        }
        let name = entry.file_name().into_string().unwrap();
        let test = SiteTest::from_dir(&name);
        let memory = TableMemory::default();
        assert_same(&test, &memory);
        assert_same(&test, &memory);
    }
}

#[test]
fn whatever_changes_is_read_anew() {
    let test = SiteTest::from_dir("_base");
    let memory = TableMemory::default();
    assert_same(&test, &memory);
    let more = "indicator,unit,period,numerator,denominator\ndung-han,quan-3,2019-07,1,2\n";
    let steps = [
        ("data/observations/more.csv", more.to_owned()),
        ("data/observations/more.csv", more.replace("1,2", "2,2")),
        (
            "data/observations/more.csv",
            more.replace("quan-3", "quan-x"),
        ),
        ("data/observations/more.csv", more.to_owned()),
        (
            "data/observations/a-file-before-the-others.csv",
            more.replace("2019-07", "2019-08"),
        ),
        (
            "data/observations/_defaults.toml",
            "illustrative = true\n".to_owned(),
        ),
        (
            "data/observations/_defaults.toml",
            "numbers = \"en\"\nfield = \"Đất đai\"\n".to_owned(),
        ),
        ("data/fields.csv", "code,name\ndat-dai,Đất đai\n".to_owned()),
        (
            "data/observations/more.csv",
            more.replace("1,2", "1.234,5000"),
        ),
    ];
    for (path, text) in steps {
        test.put(path, &text);
        assert_same(&test, &memory);
        assert_same(&test, &memory);
    }
    let units = fs::read_to_string(test.path("data/units.csv")).unwrap();
    test.put("data/units.csv", &units.replace("quan-3", "quan-ba"));
    assert_same(&test, &memory);
    fs::remove_file(test.path("data/observations/more.csv")).unwrap();
    assert_same(&test, &memory);
}
