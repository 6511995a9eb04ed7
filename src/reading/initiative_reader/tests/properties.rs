use super::*;
use crate::place::Place;
use crate::reading::initiative_reader::given::{Absence, Given};
use crate::reading::initiative_reader::merge::same_set;
use crate::reading::initiative_reader::record::split;
use proptest::prelude::*;

/// Every key with a value, as a cell and as TOML.
const VALUES: [(&str, &str, &str); 14] = [
    ("title", "Tên", "\"Tên\""),
    ("summary", "Tóm tắt", "\"Tóm tắt\""),
    ("unit", "Quận 1", "\"quan-1\""),
    ("form", "Giải pháp", "\"solution\""),
    ("field", "Đất đai", "\"dat-dai\""),
    ("problem", "Vấn đề", "\"Vấn đề\""),
    ("solution", "Cách làm", "\"Cách làm\""),
    ("started", "09/2018", "\"2018-09\""),
    ("stage", "đã dừng", "\"stopped\""),
    ("verification", "Tự báo cáo", "\"tự báo cáo\""),
    ("contact", "Văn phòng", "\" Văn phòng \""),
    ("updated", "01/08/2019", "2019-08-01"),
    (
        "adopted_by",
        "quan-3 2019-05; tphcm",
        "[\"tphcm\", \"Quận 3 05/2019\"]",
    ),
    ("authors", "A; B", "[\"B\", \"A\"]"),
];

/// The initiative of which each key stands in the row, in the page, or in both.
fn shared_out(places: &[u8]) -> (Initiative, Vec<String>) {
    let (mut header, mut row) = ("id".to_owned(), "sk-1".to_owned());
    let mut keys = "id = \"sk-1\"\n".to_owned();
    for ((key, cell, value), place) in VALUES.iter().zip(places) {
        if *place != 1 {
            header.push_str(&format!("|{key}"));
            row.push_str(&format!("|{cell}"));
        }
        if *place != 0 {
            keys.push_str(&format!("{key} = {value}\n"));
        }
    }
    let quoted = |line: &str| format!("\"{}\"\n", line.replace('|', "\",\""));
    let table = format!("{}{}", quoted(&format!("{header}|note 1")), quoted(&row));
    let site = read_site(&[
        ("data/initiatives.csv", &table),
        ("content/sang-kien/a.md", &page(&keys, "")),
    ]);
    let mut read = one(&site).clone();
    read.places.clear();
    read.adopted_by.sort_by_key(|adoption| adoption.unit);
    read.authors.sort();
    (read, site.told)
}

fn given() -> impl Strategy<Value = Given<Vec<u8>>> {
    let place = Place::file(FileId(0));
    prop_oneof![
        Just(Given::Absent(Absence::Cell(place))),
        Just(Given::Wrong),
        proptest::sample::subsequence(vec![1, 2, 3], 0..=3)
            .prop_shuffle()
            .prop_map(move |value| Given::known(value, place)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_initiative_is_one_however_its_keys_are_shared_out(places in proptest::collection::vec(0u8..3, VALUES.len())) {
        // The id and one more, or the row would be no table.
        let mut places = places;
        places[0] = 2;
        let (read, told) = shared_out(&places);
        let (whole, _) = shared_out(&[2; VALUES.len()]);
        prop_assert_eq!(read, whole);
        prop_assert!(told.iter().all(|told| told.starts_with("warning unknown-column")), "{:?}", told);
    }

    #[test]
    fn agreeing_does_not_depend_on_which_comes_first(a in given(), b in given()) {
        let agree = |a: &Given<Vec<u8>>, b: &Given<Vec<u8>>| {
            let mut told = Diagnostics::new();
            let value = a.clone().agree(b.clone(), Key::Sources, |a, b| same_set(a, b), &mut told);
            (value, !told.is_empty())
        };
        let ((first, differs), (second, differs_too)) = (agree(&a, &b), agree(&b, &a));
        prop_assert_eq!(differs, differs_too);
        let sorted = |given: Given<Vec<u8>>| given.value().map(|mut value| { value.sort_unstable(); value });
        let (first, second) = (sorted(first), sorted(second));
        prop_assert!(differs || first == second);
    }

    #[test]
    fn a_list_is_what_was_joined(items in proptest::collection::vec("[a-zđ0-9,.]{1,6}( [a-z]{1,3})?", 0..6), gaps in proptest::collection::vec(" {0,2}", 12)) {
        let mut text = String::new();
        for (item, gap) in items.iter().zip(gaps.chunks(2)) {
            text.push_str(&format!("{}{item}{};", gap[0], gap[1]));
        }
        prop_assert_eq!(split(&text).collect::<Vec<_>>(), items);
    }
}
