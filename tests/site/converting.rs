//! `thidua convert`: a clean CSV from any table.

use crate::SiteTest;
use std::fs;

const CLEAN: &str = "\u{feff}Đơn vị,Kỳ,Ghi chú\r\nQuận 1,2019-03,\"1,5\"\r\n";

#[test]
fn tables_of_other_encodings_become_clean_csv() {
    let test = SiteTest::from_dir("_base");
    let cases: [(&str, &[u8]); 4] = [
        (
            "utf-8.csv",
            "Đơn vị;Kỳ;Ghi chú\nQuận 1;2019-03;1,5\n".as_bytes(),
        ),
        (
            "tcvn3.csv",
            b"\xa7\xacn v\xde;K\xfa;Ghi ch\xf3\nQu\xcbn 1;2019-03;1,5\n",
        ),
        (
            "vni.csv",
            "Ñôn vò;Kyø;Ghi chuù\nQuaän 1;2019-03;1,5\n".as_bytes(),
        ),
        (
            "windows-1258.csv",
            b"\xd0\xf5n vi\xf2;Ky\xcc;Ghi chu\xec\nQu\xe2\xf2n 1;2019-03;1,5\n",
        ),
    ];
    for (name, bytes) in cases {
        test.put_bytes(name, bytes);
        test.convert(name, ["--out", "-"]).exits(0).prints(CLEAN);
    }
}

#[test]
fn the_clean_table_is_written_beside_the_other_and_over_nothing() {
    let test = SiteTest::from_dir("_base");
    test.put("bang.csv", "Đơn vị;Kỳ;Ghi chú\nQuận 1;2019-03;1,5\n");
    test.convert("bang.csv", []).exits(0).says_nothing();
    let clean = test.path("bang-utf8.csv");
    assert_eq!(fs::read_to_string(&clean).unwrap(), CLEAN);
    fs::write(&clean, "mine").unwrap();
    test.convert("bang.csv", [])
        .exits(3)
        .tells("convert-exists.txt");
    assert_eq!(fs::read_to_string(&clean).unwrap(), "mine");
    test.convert("bang.csv", ["--force"]).exits(0);
    assert_eq!(fs::read_to_string(&clean).unwrap(), CLEAN);
}

#[test]
fn what_cannot_be_converted_for_certain_is_not() {
    let test = SiteTest::from_dir("_base");
    test.put_bytes("mot.csv", b"b\xe9\n");
    test.convert("mot.csv", ["--format", "json"])
        .exits(1)
        .reports("convert-ambiguous.jsonl");
    test.convert("mot.csv", ["--from", "tcvn3", "--out", "-"])
        .exits(0)
        .prints("\u{feff}bộ\r\n");
    test.convert("khong-co.csv", ["--out", "-"]).exits(2);
}
