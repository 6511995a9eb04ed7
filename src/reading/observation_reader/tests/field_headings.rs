//! Fields that are named above rows, or around a table, that name none.

use super::*;

const HEADER: &str = "STT,Đơn vị,Bưu chính\n";
const ROWS: &str = "1,Quận 1,5\n2,Quận 3,8\n";
const MAPPED: &str = "[columns]\n\"Bưu chính\" = \"post\"\n";

fn site(path: &str, text: &str, defaults: &str) -> ReadSite {
    let listed = [("dat-dai", "Đất đai"), ("ho-tich", "Hộ tịch")];
    let field = |(key, name): (&str, &str)| crate::model::Field {
        key: key.into(),
        name: name.into(),
    };
    let fields = Fields(listed.map(field).to_vec());
    let text = format!("Tháng 3 năm 2019,,\n{text}");
    let files = [(path, &*text), (DEFAULTS, &format!("{defaults}{MAPPED}"))];
    read_site_with(&files, fields, &settings())
}

/// The error of such a code, with its help and the lines to paste.
fn error(site: &ReadSite, code: &str) -> Option<(Option<&'static str>, String)> {
    let told = site
        .diagnostics
        .iter()
        .find(|told| told.code.as_str() == code)?;
    let lines = told.lines_to_paste().unwrap_or_default();
    Some((told.help, lines.trim_end().to_owned()))
}

#[test]
fn a_field_above_rows_that_name_none_is_told() {
    for heading in [
        ",Đất đai,\n",
        "I,Đất đai,\n",
        "Lĩnh vực đất đai,,\n",
        "Lĩnh vực:,Đất đai,\n",
        "I. ĐẤT ĐAI,,\n",
        "I,Đất đai,13\n",
    ] {
        let text = format!("{HEADER}{heading}{ROWS}");
        let told = error(&site(TABLE, &text, ""), "rows-of-field");
        let line = "field = \"dat-dai\"".to_owned();
        assert_eq!(told, Some((Some("one"), line.clone())), "{heading}");
        // As advised.
        let site = site(TABLE, &text, &format!("{line}\n"));
        assert_eq!(error(&site, "rows-of-field"), None, "{heading}");
        assert_eq!(
            site.observations,
            [
                "buu-chinh quan-1 2019-03 dat-dai 5",
                "buu-chinh quan-3 2019-03 dat-dai 8"
            ],
            "{heading}"
        );
    }
    // Another field than the folder's.
    let text = format!("{HEADER},Hộ tịch,\n{ROWS}");
    let told = site(TABLE, &text, "field = \"dat-dai\"\n");
    assert!(error(&told, "rows-of-field").is_some());
}

#[test]
fn fields_among_the_rows_are_told_once() {
    let again = ROWS.replace('5', "6").replace('8', "9");
    let text = format!("{HEADER},Đất đai,\n{ROWS},Hộ tịch,\n{again}");
    let told = error(&site(TABLE, &text, ""), "rows-of-field");
    assert_eq!(told, Some((Some("units"), String::new())));
    // In the column of fields, above rows that leave it empty.
    let text = "Đơn vị,Lĩnh vực,Bưu chính\n,Đất đai,\nQuận 1,,5\n,Hộ tịch,\nQuận 1,,7\n";
    let told = error(&site(TABLE, text, ""), "rows-of-field");
    let line = "fill_down = [\"field\"]".to_owned();
    assert_eq!(told, Some((Some("fill-down"), line.clone())));
    let site = site(TABLE, text, &format!("{line}\n"));
    assert_eq!(
        site.observations,
        [
            "buu-chinh quan-1 2019-03 dat-dai 5",
            "buu-chinh quan-1 2019-03 ho-tich 7"
        ]
    );
}

#[test]
fn words_that_name_no_field_are_told_nothing_of() {
    let rows = [
        format!("{HEADER},Các lĩnh vực khác nhau,\n{ROWS}"),
        format!("{HEADER}{ROWS},Đất đai,\n"),
        format!("BÁO CÁO THEO LĨNH VỰC,,\n{HEADER}{ROWS}"),
        format!("LĨNH VỰC: TẤT CẢ,,\n{HEADER}{ROWS}"),
        "Đơn vị,Lĩnh vực,Bưu chính\n,Đất đai,\nQuận 1,Đất đai,5\n".to_owned(),
    ];
    for text in rows {
        let site = site(TABLE, &text, "");
        assert!(
            site.told.iter().all(|told| told.starts_with("note")),
            "{text} {:?}",
            site.told
        );
    }
}

#[test]
fn a_field_around_a_table_is_told() {
    let plain = format!("{HEADER}{ROWS}");
    let titled = format!("HỒ SƠ LĨNH VỰC ĐẤT ĐAI,,\n{plain}");
    let files = [
        (TABLE, &titled),
        ("data/observations/Đất đai T3.csv", &plain),
        ("data/observations/dat-dai/a.csv", &plain),
    ];
    for (path, text) in files {
        let line = "field = \"dat-dai\"".to_owned();
        let told = error(&site(path, text, ""), "table-of-field");
        assert_eq!(told, Some((None, line.clone())), "{path}");
        for given in [&*line, "field = \"\""] {
            let site = site(path, text, &format!("{given}\n"));
            assert_eq!(error(&site, "table-of-field"), None, "{path} {given}");
            assert_eq!(site.observations.len(), 2, "{path} {given}");
        }
        let other = site(path, text, "field = \"ho-tich\"\n");
        let told = error(&other, "table-of-field");
        assert_eq!(told, Some((Some("other"), String::new())), "{path}");
    }
    let both = format!("Lĩnh vực đất đai và hộ tịch,,\n{plain}");
    let told = error(&site(TABLE, &both, ""), "table-of-field");
    assert_eq!(told, Some((Some("several"), String::new())));
    // What else may be meant is asked.
    let site = site("data/observations/so-lieu-dat-dai-quan.csv", &plain, "");
    let told = site
        .told
        .iter()
        .filter(|told| told.starts_with("warning table-of-field"));
    assert_eq!(told.count(), 1, "{:?}", site.told);
}
