//! `thidua forms`: workbooks that are filled in by units and read back as they are.

use crate::SiteTest;
use calamine::{Data, Reader as _, Xlsx};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What is typed into a cell.
#[derive(Clone)]
enum Typed {
    Number(u32),
    Words(&'static str),
}

/// A table of a form: its header, and its rows with their numbers from 1.
struct Table {
    sheet: usize,
    header: Vec<String>,
    rows: Vec<(u32, Vec<String>)>,
}

/// The tables of a form, as a spreadsheet program shows them.
fn tables(form: &[u8]) -> Vec<Table> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(form)).unwrap();
    let names = book.sheet_names();
    let mut tables = Vec::new();
    for (sheet, name) in (1..).zip(names) {
        let range = book.worksheet_range(&name).unwrap();
        let text = |cell: &Data| cell.to_string();
        let is_header = |row: &[Data]| row.iter().any(|cell| text(cell) == "Đơn vị");
        let Some(header) = range.rows().position(is_header) else {
            continue;
        };
        let rows = range.rows().enumerate().skip(header + 1);
        let rows = rows.map(|(at, row)| (at as u32 + 1, row.iter().map(text).collect()));
        tables.push(Table {
            sheet,
            header: range.rows().nth(header).unwrap().iter().map(text).collect(),
            rows: rows.collect(),
        });
    }
    tables
}

/// A form with something typed into cells of its sheets, each of which must be there and empty.
fn fill(form: &[u8], cells: &BTreeMap<(usize, String), Typed>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(form)).unwrap();
    let mut filled = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = Vec::new();
        entry.read_to_end(&mut text).unwrap();
        for ((sheet, cell), typed) in cells {
            if name == format!("xl/worksheets/sheet{sheet}.xml") {
                let xml = String::from_utf8(text).unwrap();
                let start = format!("<c r=\"{cell}\"");
                let from = xml
                    .find(&start)
                    .unwrap_or_else(|| panic!("{name} has no {cell}"));
                let end = from + xml[from..].find("/>").unwrap();
                let open = &xml[from..end];
                assert!(!open.contains('>'), "{name}: {cell} is not empty: {open}");
                let content = match typed {
                    Typed::Number(number) => format!("{open}><v>{number}</v></c>"),
                    Typed::Words(words) => {
                        format!("{open} t=\"inlineStr\"><is><t>{words}</t></is></c>")
                    }
                };
                text = format!("{}{content}{}", &xml[..from], &xml[end + 2..]).into_bytes();
            }
        }
        filled
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        filled.write_all(&text).unwrap();
    }
    filled.finish().unwrap().into_inner()
}

fn letter(column: usize) -> char {
    char::from(b'A' + column as u8)
}

const INDICATORS: &str = r#"
[[indicator]]
code = "dung-han"
name = "Tỷ lệ hồ sơ giải quyết đúng hạn"
kind = "ratio"
numerator = "resolved_early + resolved_on_time"
denominator = "resolved_early + resolved_on_time + resolved_late"
target = "> 90"
scope = "every-field"
reporters = ["district", "ward"]
frequency = "month"

[[indicator]]
code = "hai-long"
name = "Tỷ lệ hài lòng"
kind = "ratio"
target = "> 80"
sampled = true
reporters = ["district"]
frequency = "quarter"

[[indicator]]
code = "cho-doi"
name = "Thời gian chờ trung bình"
kind = "mean"
unit = "phút"
target = "< 15"
reporters = ["district"]
frequency = "month"

[[indicator]]
code = "buu-chinh"
name = "Hồ sơ qua bưu chính"
kind = "count"
value = "post"
reporters = ["ward"]
frequency = "month"

[[indicator]]
code = "cham-diem"
name = "Điểm tự chấm"
kind = "score"
unit = "điểm"
reporters = ["ward"]
frequency = "month"
"#;

/// A campaign with indicators of every kind, and no figures.
fn campaign() -> SiteTest {
    let test = SiteTest::from_dir("_base");
    test.put("data/indicators.toml", INDICATORS);
    test.put(
        "data/fields.csv",
        "code,name\ndat-dai,Đất đai\nho-tich,Hộ tịch\n",
    );
    let settings = fs::read_to_string(test.path("data/campaign.toml")).unwrap();
    let labels =
        "\n[labels]\n\"Trước hạn\" = \"resolved_early\"\n\"Nộp qua bưu chính\" = \"post\"\n";
    test.put("data/campaign.toml", &(settings + labels));
    fs::remove_dir_all(test.path("data/observations")).unwrap();
    fs::write(
        test.path("content/thong-bao/2019-02-27-phat-dong.md"),
        "+++\ntitle = \"Phát động\"\ndate = 2019-02-27\n+++\n",
    )
    .unwrap();
    test
}

/// Numbers that differ from cell to cell, the parts of a whole never above it.
fn number(seed: &str, column: &str) -> u32 {
    let sum: u32 = seed.bytes().map(u32::from).sum();
    match column {
        "Mẫu số" | "Cỡ mẫu" => 200 + sum % 100,
        "Tử số" => 150 + sum % 50,
        "Giá trị" => 5 + sum % 20,
        "resolved_late" => sum % 7,
        _ => 20 + sum % 60,
    }
}

/// Fills in every form of a folder, and gives the same figures as tables with the names of the contract.
fn fill_all(folder: &Path) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, String>) {
    let own_name = |header: &str| match header {
        "Trước hạn" => "resolved_early".to_owned(),
        "Nộp qua bưu chính" => "post".to_owned(),
        header => header.to_owned(),
    };
    let (mut forms, mut tables_of) = (BTreeMap::new(), BTreeMap::new());
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let form = fs::read(entry.path()).unwrap();
        let mut cells = BTreeMap::new();
        for table in tables(&form) {
            let names: Vec<String> = table.header.iter().map(|name| own_name(name)).collect();
            let mut csv = names.join(";") + "\n";
            for (row, keys) in &table.rows {
                let is_spare = keys.iter().all(String::is_empty);
                if is_spare {
                    continue;
                }
                let mut line = Vec::new();
                for (column, header) in names.iter().enumerate() {
                    let cell = format!("{}{row}", letter(column));
                    let is_key = ["Chỉ tiêu", "Đơn vị", "Kỳ", "Lĩnh vực"].contains(&&**header);
                    let seed = format!("{name}{}{row}", table.sheet);
                    let is_open =
                        !is_key && header != "Ghi chú" && is_unlocked(&form, table.sheet, &cell);
                    if is_key {
                        line.push(keys[column].clone());
                    } else if is_open {
                        let number = number(&seed, header);
                        cells.insert((table.sheet, cell), Typed::Number(number));
                        line.push(number.to_string());
                    } else {
                        line.push(String::new());
                    }
                }
                writeln!(csv, "{}", line.join(";")).unwrap();
            }
            tables_of.insert(format!("{name}-{}.csv", table.sheet), csv);
        }
        forms.insert(name, fill(&form, &cells));
    }
    (forms, tables_of)
}

/// Whether a cell of a sheet takes anything: its format says that it is not locked.
fn is_unlocked(form: &[u8], sheet: usize, cell: &str) -> bool {
    let part = |name: &str| {
        let mut archive = ZipArchive::new(Cursor::new(form)).unwrap();
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let xml = part(&format!("xl/worksheets/sheet{sheet}.xml"));
    assert!(xml.contains("<sheetProtection sheet=\"1\""), "{xml}");
    let from = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
    let style = xml[from..]
        .split("s=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let styles = part("xl/styles.xml");
    let formats = styles
        .split("<cellXfs")
        .nth(1)
        .unwrap()
        .split("</cellXfs>")
        .next()
        .unwrap();
    let format = formats
        .split("<xf ")
        .nth(style.parse::<usize>().unwrap() + 1)
        .unwrap();
    format.contains("<protection locked=\"0\"/>")
}

/// Every JSON of a built site that figures are in.
fn figures(test: &SiteTest) -> BTreeMap<String, Vec<u8>> {
    let mut files = test.files("public/du-lieu");
    files.retain(|name, _| {
        name.ends_with(".json") && name != "sang-kien.json" && name != "manifest.json"
    });
    assert!(files.len() > 5);
    files
}

#[test]
fn what_is_filled_in_is_read_without_any_mapping() {
    let with_forms = campaign();
    let out = with_forms.path("bieu");
    let out = out.to_str().unwrap();
    with_forms
        .run(["forms", "--period", "2019-09", "--out", out])
        .exits(0);
    let (forms, same) = fill_all(Path::new(out));
    let names: Vec<&str> = forms.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "quan-1-2019-09.xlsx",
            "quan-3-2019-09.xlsx",
            "quan-3-phuong-12-2019-09.xlsx"
        ]
    );
    for (name, bytes) in &forms {
        with_forms.put_bytes(&format!("data/observations/{name}"), bytes);
    }
    with_forms
        .run(["build", "--strict"])
        .exits(0)
        .says_nothing();
    let with_tables = campaign();
    for (name, text) in &same {
        with_tables.put(&format!("data/observations/{name}"), text);
    }
    with_tables.run(["build", "--strict"]).exits(0);
    let read = figures(&with_forms);
    assert_eq!(read, figures(&with_tables));
    let ward = String::from_utf8(read["don-vi/quan-3-phuong-12.json"].clone()).unwrap();
    for part in ["\"dat-dai\"", "\"ho-tich\"", "\"buu-chinh\"", "2019-09"] {
        assert!(ward.contains(part), "{part} in {ward}");
    }
}

#[test]
fn words_for_nothing_and_fields_of_ones_own_are_read_too() {
    let test = campaign();
    let out = test.path("bieu");
    let unit = ["forms", "--period", "2019-09", "--unit", "Quận 1", "--out"];
    let [a, b, c, d, e, f] = unit;
    test.run([a, b, c, d, e, f, out.to_str().unwrap()]).exits(0);
    let form = fs::read(out.join("quan-1-2019-09.xlsx")).unwrap();
    let first = &tables(&form)[0];
    let row = first.rows.first().unwrap().0;
    let spare = first
        .rows
        .iter()
        .filter(|(_, keys)| keys.iter().any(|key| !key.is_empty()));
    let spare = spare.map(|(row, _)| *row).max().unwrap() + 1;
    assert_eq!(
        first.header,
        [
            "Đơn vị",
            "Kỳ",
            "Lĩnh vực",
            "Trước hạn",
            "resolved_on_time",
            "resolved_late",
            "Ghi chú"
        ]
    );
    let typed = [
        (format!("D{row}"), Typed::Words("không phát sinh")),
        (format!("E{row}"), Typed::Words("không phát sinh")),
        (format!("F{row}"), Typed::Words("không phát sinh")),
        (format!("A{spare}"), Typed::Words("Quận 1")),
        (format!("B{spare}"), Typed::Words("tháng 9/2019")),
        (format!("C{spare}"), Typed::Words("Xây dựng")),
        (format!("D{spare}"), Typed::Number(3)),
        (format!("E{spare}"), Typed::Number(4)),
        (format!("F{spare}"), Typed::Number(5)),
        (format!("G{spare}"), Typed::Words("mới có")),
    ];
    let typed = typed.map(|(cell, typed)| ((first.sheet, cell), typed));
    test.put_bytes(
        "data/observations/quan-1.xlsx",
        &fill(&form, &typed.into_iter().collect()),
    );
    test.run(["build"]).exits(0);
    let rows = String::from_utf8(test.files("public/du-lieu")["quan-sat.csv"].clone()).unwrap();
    for row in [
        "dung-han,quan-1,2019-09,dat-dai,0,0,",
        "dung-han,quan-1,2019-09,xay-dung,7,12,,,mới có,",
    ] {
        assert!(rows.contains(row), "{row} in {rows}");
    }
}

#[test]
fn forms_are_the_same_at_every_run_and_never_written_over() {
    let test = campaign();
    test.run(["forms"]).exits(0).tells("forms-made.txt");
    let made = test.files("forms");
    assert_eq!(made.len(), 3, "of September, the last month that has ended");
    let filled = test.path("forms/quan-3-2019-09.xlsx");
    fs::write(&filled, "đã điền").unwrap();
    fs::remove_file(test.path("forms/quan-1-2019-09.xlsx")).unwrap();
    test.run(["forms"]).exits(0).tells("forms-kept.txt");
    test.run_in("vi", ["forms"])
        .exits(0)
        .tells("forms-kept-vi.txt");
    assert_eq!(fs::read_to_string(&filled).unwrap(), "đã điền");
    let again = test.files("forms");
    for name in ["quan-1-2019-09.xlsx", "quan-3-phuong-12-2019-09.xlsx"] {
        assert_eq!(made[name], again[name], "{name}");
    }
}

#[test]
fn only_units_that_are_asked_for_and_owe_figures_get_a_form() {
    let test = campaign();
    test.run(["forms", "--group", "Nội thành", "--period", "2019-08"])
        .exits(0);
    let made: Vec<String> = test.files("forms").into_keys().collect();
    assert_eq!(made, ["quan-1-2019-08.xlsx", "quan-3-2019-08.xlsx"]);
    test.run(["forms", "--unit", "tphcm"])
        .exits(2)
        .tells("forms-none.txt");
    test.run(["forms", "--period", "2018-08"]).exits(2);
    test.run(["forms", "--unit", "Quận 33"])
        .exits(2)
        .tells("forms-unknown-unit.txt");
    test.run(["forms", "--group", "Ngoại thành"])
        .exits(2)
        .tells("forms-unknown-group.txt");
    test.run(["forms", "--period", "tháng nào đó"])
        .exits(2)
        .tells("forms-bad-period.txt");
    let inside = test.path("data/bieu");
    test.run(["forms", "--out", inside.to_str().unwrap()])
        .exits(3);
    assert!(!inside.exists());
}

#[test]
fn units_that_have_given_all_need_no_form_where_only_missing_ones_are_wanted() {
    let test = campaign();
    let ward = "indicator;unit;period;field;numerator;denominator;value\n\
        dung-han;quan-3-phuong-12;2019-09;Đất đai;1;2;\n\
        buu-chinh;quan-3-phuong-12;2019-09;;;;5\n\
        cham-diem;quan-3-phuong-12;2019-09;;;;90\n\
        dung-han;quan-1;2019-09;Đất đai;1;2;\n";
    test.put("data/observations/phuong.csv", ward);
    test.run(["forms", "--missing"]).exits(0);
    let made: Vec<String> = test.files("forms").into_keys().collect();
    assert_eq!(made, ["quan-1-2019-09.xlsx", "quan-3-2019-09.xlsx"]);
    let one = ["forms", "--missing", "--unit", "quan-3-phuong-12"];
    test.run(one).exits(0).tells("forms-all-given.txt");
}

#[test]
fn errors_in_figures_do_not_keep_forms_from_being_made_but_those_in_definitions_do() {
    let test = campaign();
    test.put(
        "data/observations/sai.csv",
        "indicator;unit;period;value\nbuu-chinh;Quận 99;2019-03;x\n",
    );
    test.run(["forms"]).exits(0);
    test.put("data/units.csv", "code,name,kind\nquan-1,Quận 1,\n");
    test.run(["forms", "--period", "2019-08"]).exits(1);
    assert!(
        !test
            .files("forms")
            .keys()
            .any(|name| name.contains("2019-08"))
    );
}
