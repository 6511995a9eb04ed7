//! Tables of one form beside each other.

use super::*;

const BESIDE: &str = "Tháng 3 năm 2019,,,,,,\nSTT,Đơn vị,Bưu chính,,STT,Đơn vị,Bưu chính\n1,Quận 1,5,,2,Quận 3,8\n,,,,3,Thành phố Hồ Chí Minh,1\n";

fn site(text: &str) -> ReadSite {
    read_site(&[
        (TABLE, text),
        (DEFAULTS, "[columns]\n\"Bưu chính\" = \"post\"\n"),
    ])
}

#[test]
fn tables_of_one_form_are_read_one_after_the_other() {
    let mut read = site(BESIDE).observations;
    read.sort();
    assert_eq!(
        read,
        [
            "buu-chinh quan-1 2019-03 · 5",
            "buu-chinh quan-3 2019-03 · 8",
            "buu-chinh tphcm 2019-03 · 1"
        ]
    );
}

#[test]
fn a_title_above_each_is_of_that_one_alone() {
    for titles in [
        "Tháng 3 năm 2019,,,,Tháng 4 năm 2019,,\n",
        "Tháng 3 năm 2019,,,,Cộng dồn,,\n",
        "Tháng 3 năm 2019,,,,Tháng 4 năm 2019,,\nĐVT: hồ sơ,,,,,,\n",
    ] {
        let site = site(&BESIDE.replace("Tháng 3 năm 2019,,,,,,\n", titles));
        assert!(site.observations.is_empty(), "{titles}");
        assert!(
            site.told.iter().any(|told| told.starts_with("error ")),
            "{:?}",
            site.told
        );
    }
    // Two forms side by side are not one.
    let other = BESIDE.replace(",,STT,Đơn vị,", ",,STT,Lĩnh vực,");
    assert!(
        site(&other)
            .told
            .iter()
            .any(|told| told.starts_with("error column-twice"))
    );
}

#[test]
fn a_table_of_another_form_to_the_right_is_told() {
    let rows = "Quận 1,5,,Quận 3,8\nQuận 3,6,,Quận 1,1\n";
    let tables = [
        "Đơn vị,Bưu chính,,Nơi nhận,Số nhận\n",
        "Đơn vị,Bưu chính,,,\n",
        "Đơn vị,Bưu chính\n",
    ];
    let is_told = |text: &str, lines: &str| {
        let site = read_site(&[
            (TABLE, &format!("Tháng 3 năm 2019\n{text}")),
            (
                DEFAULTS,
                &format!("[columns]\n\"Bưu chính\" = \"post\"\n{lines}"),
            ),
        ]);
        let mut told = site.diagnostics.iter();
        told.any(|told| told.code.as_str() == "second-unit-column")
    };
    for header in tables {
        assert!(is_told(&format!("{header}{rows}"), ""), "{header}");
    }
    let named = format!("{}{rows}", tables[0]);
    assert!(!is_told(&named, "\"Nơi nhận\" = \"\"\n"));
    // Where a unit belongs, and who works with it, is no table.
    let above = "Đơn vị,Bưu chính,Trực thuộc,Số nhận\nQuận 1,5,TPHCM,8\nQuận 3,6,TPHCM,1\n";
    assert!(!is_told(above, ""));
    let beside = "Đơn vị,Bưu chính,Phối hợp\nQuận 1,5,Quận 3\nQuận 3,6,Quận 1\n";
    assert!(!is_told(beside, ""));
}
