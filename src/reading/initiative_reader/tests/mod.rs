//! Site folders with some files, read.

mod illustrative;
mod merging;
mod properties;
mod reading;
mod wrong;

use super::key::Key;
use super::*;
use crate::calendar::VagueDay;
use crate::model::{
    Area, Field, Form, Initiative, InitiativeId, InitiativeType, Passage, Reach, Stage,
    Verification,
};
use crate::reading::UnitLookup;
use crate::reading::settings_reader::unread_settings;
use crate::reading::unit_lookup::tests::units;
use crate::source::toml::Toml;
use crate::source::walk;
use jiff::civil::date;

/// A site folder with some files, read.
struct ReadSite {
    read: InitiativesRead,
    fields: Fields,
    /// `severity code[/help] file:line:column`, in order.
    told: Vec<String>,
}

const HEADER: &str =
    "id;title;summary;unit;form;field;problem;solution;started;stage;verification;contact;updated";
const ROW: &str = "sk-1;Tên;Tóm tắt;quan-1;sáng kiến;Đất đai;Vấn đề;Giải pháp;2019-03;đang áp dụng;tự báo cáo;Văn phòng;2019-08-01";

/// The front matter of a page that says the same as [`ROW`].
const KEYS: &str = "id = \"sk-1\"\ntitle = \"Tên\"\nsummary = \"Tóm tắt\"\nunit = \"Quận 1\"\nform = \"sáng kiến\"\n\
    field = \"đất đai\"\nproblem = \"Vấn đề\"\nsolution = \"Giải pháp\"\nstarted = \"2019-03\"\nstage = \"in-use\"\n\
    verification = \"Tự báo cáo\"\ncontact = \"Văn phòng\"\nupdated = 2019-08-01\n";

fn page(front_matter: &str, text: &str) -> String {
    format!("+++\n{front_matter}+++\n{text}")
}

/// A register with a row like [`ROW`] and a further column.
fn row_with(column: &str, cell: &str) -> String {
    format!("{HEADER};{column}\n{ROW};\"{cell}\"\n")
}

/// A register in which one cell of [`ROW`] is another.
fn row_but(column: &str, cell: &str) -> String {
    let cells = HEADER.split(';').zip(ROW.split(';'));
    let cells: Vec<&str> = cells
        .map(|(name, own)| if name == column { cell } else { own })
        .collect();
    format!("{HEADER}\n{}\n", cells.join(";"))
}

fn read_site(files: &[(&str, &str)]) -> ReadSite {
    read_as(files, false)
}

fn read_as(files: &[(&str, &str)], illustrative: bool) -> ReadSite {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let mut diagnostics = Diagnostics::new();
    let sources = walk(folder.path(), &mut diagnostics);
    let units = units(&[
        ("tphcm", "Thành phố Hồ Chí Minh", ""),
        ("quan-1", "Quận 1", "tphcm"),
        ("quan-3", "Quận 3", "tphcm"),
        ("q1-p12", "Phường 12", "quan-1"),
        ("q3-p12", "Phường 12", "quan-3"),
    ]);
    let toml = "[[indicator]]\ncode = \"dung-han\"\nname = \"Đúng hạn\"\nkind = \"ratio\"\n\
        [[indicator]]\ncode = \"hai-long\"\nname = \"Hài lòng\"\nkind = \"ratio\"\n";
    let toml = Toml::parse(toml, FileId(99), 1).expect("indicators");
    let indicators = crate::reading::indicator_reader::read_indicators(&toml).indicators;
    let mut settings = unread_settings().settings;
    settings.illustrative = illustrative;
    settings.labels = vec![("Ký hiệu".into(), "id".into())];
    let mut fields = Fields(vec![Field {
        key: "dat-dai".into(),
        name: "Đất đai".into(),
    }]);
    let options = InitiativeOptions {
        sources: &sources,
        settings: &settings,
        units: &UnitLookup::new(&units),
        indicators: &indicators,
        today: date(2019, 10, 15),
        drafts: false,
    };
    let read = read(&options, &mut fields, &mut diagnostics);
    let told = diagnostics.iter().map(|d| {
        let place = d.place.expect("a place");
        let help = d.help.map_or_else(String::new, |help| format!("/{help}"));
        let path = &sources.get(place.file).path;
        format!(
            "{} {}{help} {path}:{}:{}",
            d.severity.code(),
            d.code.as_str(),
            place.line,
            place.column
        )
    });
    let told = told.collect();
    ReadSite { read, fields, told }
}

fn register(text: &str) -> ReadSite {
    read_site(&[("data/initiatives.csv", text)])
}

fn one(site: &ReadSite) -> &Initiative {
    let [one] = &site.read.initiatives.0[..] else {
        panic!("one initiative, told {:?}", site.told)
    };
    one
}

/// What is told of [`ROW`] with a further column.
fn told_with(column: &str, cell: &str) -> Vec<String> {
    register(&row_with(column, cell)).told
}

/// What is told of [`ROW`] with another cell.
fn told_but(column: &str, cell: &str) -> Vec<String> {
    register(&row_but(column, cell)).told
}
