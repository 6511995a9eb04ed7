//! A column that holds a unit on its own line and fields on the lines below it.

use super::*;

const HEADER: &str = "Tháng 3 năm 2019,,,,\nSTT,Nơi và việc,Trước hạn,Đúng hạn,Trễ hạn\n";
const ROWS: &str = "I,Quận 1,,,\n1,Đất đai,1,5,2\n2,Hộ tịch,2,6,0\nII,Quận 3,,,\n1,Đất đai,3,3,0\n2,Hộ tịch,1,1,1\n";
const TOTALS: &str = ",Tổng cộng,7,15,3\n,Đất đai,4,8,2\n,Hộ tịch,3,7,1\n";
const COUNTS: &str = "\"Đúng hạn\" = \"resolved_on_time\"\n\"Trước hạn\" = \"resolved_early\"\n\"Trễ hạn\" = \"resolved_late\"\n";

fn site(rows: &str, lines: &str) -> ReadSite {
    let listed = [("dat-dai", "Đất đai"), ("ho-tich", "Hộ tịch")];
    let field = |(key, name): (&str, &str)| crate::model::Field {
        key: key.into(),
        name: name.into(),
    };
    let fields = Fields(listed.map(field).to_vec());
    let (table, defaults) = (
        format!("{HEADER}{rows}"),
        format!("[columns]\n{COUNTS}{lines}"),
    );
    read_site_with(
        &[(TABLE, &table), (DEFAULTS, &defaults)],
        fields,
        &settings(),
    )
}

const MAPPED: &str = "\"Nơi và việc\" = \"unit, field\"\n";

const FIGURES: [&str; 4] = [
    "dung-han quan-1 2019-03 dat-dai 6/8",
    "dung-han quan-1 2019-03 ho-tich 8/8",
    "dung-han quan-3 2019-03 dat-dai 6/6",
    "dung-han quan-3 2019-03 ho-tich 2/3",
];

#[test]
fn each_field_is_of_the_unit_above_it() {
    for rows in [
        ROWS.to_owned(),
        format!("{ROWS}{TOTALS}"),
        format!("{TOTALS}{ROWS}"),
    ] {
        let site = site(&rows, MAPPED);
        let mut read = site.observations;
        read.sort();
        assert_eq!(read, FIGURES, "{rows}");
        assert!(
            site.told.iter().all(|told| told.starts_with("note")),
            "{rows}{:?}",
            site.told
        );
    }
    // A unit's own line may have its overall figure.
    let with_sums = ROWS.replace("I,Quận 1,,,", "I,Quận 1,3,11,2");
    let read = site(&with_sums, MAPPED).observations;
    assert!(
        read.contains(&"dung-han quan-1 2019-03 · 14/16".to_owned()),
        "{read:?}"
    );
}

#[test]
fn what_may_be_a_unit_gives_its_fields_to_no_other() {
    for (line, code) in [
        ("II,Quận 33,,,", "missing-cell"),
        ("II,Quận 33,4,4,1", "unknown-unit"),
        ("II,Bộ phận khác,,,", "missing-cell"),
        ("II,Bộ phận khác,4,4,1", "neither-unit-nor-field"),
    ] {
        let site = site(&ROWS.replace("II,Quận 3,,,", line), MAPPED);
        assert!(
            site.told
                .iter()
                .any(|told| told.contains(&format!("error {code} "))),
            "{line} {:?}",
            site.told
        );
    }
    // The other way round: a field, and the units below it.
    let site = site("1,Đất đai,,,\n,Quận 1,1,5,2\n,Quận 3,3,3,0\n", MAPPED);
    assert!(
        site.told
            .contains(&"error field-above-units a.csv:3:2".to_owned())
    );
}

#[test]
fn such_a_column_is_proposed() {
    for (lines, code) in [
        ("", "no-unit-column"),
        ("\"Nơi và việc\" = \"unit\"\n", "unknown-unit"),
    ] {
        let site = site(ROWS, lines);
        let told = site
            .diagnostics
            .iter()
            .find(|told| told.code.as_str() == code)
            .unwrap();
        assert_eq!(told.lines_to_paste().unwrap().trim_end(), MAPPED.trim_end());
    }
}
