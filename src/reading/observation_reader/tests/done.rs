//! Lists of indicators with what was done and what was planned beside them.

use super::*;

const LIST: &str = "QUẬN 1\nBáo cáo tháng 3 năm 2019,,,,\nSTT,Chỉ tiêu,Đơn vị tính,Kế hoạch,Thực hiện\n1,Hồ sơ qua bưu chính,hồ sơ,9,5\n2,Chấm điểm,điểm,90,85\n";

#[test]
fn what_was_done_is_the_value_of_a_list_of_indicators() {
    let site = table(LIST);
    assert_eq!(
        site.observations,
        [
            "buu-chinh quan-1 2019-03 · 5",
            "cham-diem quan-1 2019-03 · 85"
        ]
    );
    assert!(
        site.told.iter().all(|told| told.starts_with("note")),
        "{:?}",
        site.told
    );
    // Not beside a value, and not where it stands twice.
    for other in ["Giá trị", "Thực hiện"] {
        let site = table(&LIST.replace("Kế hoạch", other));
        assert!(
            !site.observations.iter().any(|read| read.ends_with(" 5")),
            "{other} {:?}",
            site.observations
        );
    }
}

#[test]
fn thousands_are_seen_where_each_row_says_its_measure() {
    let all = LIST
        .replace("hồ sơ,9", "nghìn hồ sơ,9")
        .replace("2,Chấm điểm,điểm,90,85\n", "");
    let lines = |text: &str| {
        let site = table(text);
        let told = site
            .diagnostics
            .iter()
            .find(|d| d.code.as_str() == "in-thousands");
        told.and_then(|told| told.lines_to_paste().map(str::to_owned))
    };
    assert_eq!(lines(&all).as_deref(), Some("scale = 1000"));
    // One scale would not fit the other row.
    let mixed = LIST.replace("hồ sơ,9", "nghìn hồ sơ,9");
    assert_eq!(lines(&mixed).as_deref(), Some("scale = 1"));
    assert_eq!(lines(LIST), None);
}
