//! What units are found by.

use super::*;
use crate::model::Unit;
use crate::place::{FileId, Place};

/// Units from (code, name, parent's code).
pub(crate) fn units(rows: &[(&str, &str, &str)]) -> Units {
    let position = |code: &str| {
        rows.iter()
            .position(|r| r.0 == code)
            .map(|i| UnitId(i as u32))
    };
    let all = rows.iter().map(|(code, name, parent)| Unit {
        code: (*code).into(),
        name: (*name).into(),
        short_name: None,
        kind: "unit".into(),
        parent: position(parent),
        group: None,
        official_code: None,
        head: None,
        valid_from: None,
        valid_to: None,
        tile_x: None,
        tile_y: None,
        website: None,
        place: Place::file(FileId(0)),
    });
    Units::new(all.collect())
}

fn city() -> Units {
    units(&[
        ("tphcm", "Thành phố Hồ Chí Minh", ""),
        ("quan-1", "Quận 1", "tphcm"),
        ("quan-3", "Quận 3", "tphcm"),
        ("quan-10", "Quận 10", "tphcm"),
        ("thu-duc", "Quận Thủ Đức", "tphcm"),
        ("quan-3-phuong-12", "Phường 12", "quan-3"),
        ("quan-10-phuong-12", "Phường 12", "quan-10"),
        ("quan-10-phuong-09", "Phường 09", "quan-10"),
        ("bhh-a", "Phường Bình Hưng Hoà A", "quan-1"),
        ("tan-hung", "Phường Tân Hưng", "quan-1"),
    ])
}

fn found(text: &str, within: Option<&str>) -> Vec<String> {
    let units = city();
    let lookup = UnitLookup::new(&units);
    let within = within.map(|code| lookup.by_code[code]);
    let ids = match lookup.find(text, within) {
        UnitMatch::One(id) => vec![id],
        UnitMatch::Several(ids) => ids,
        UnitMatch::Elsewhere(_) | UnitMatch::Unknown => vec![],
    };
    ids.into_iter()
        .map(|id| units.get(id).code.to_string())
        .collect()
}

#[test]
fn units_are_found_as_people_write_them() {
    for (text, code) in [
        ("quan-1", "quan-1"),
        ("QUAN-1", "quan-1"),
        ("Quận 1", "quan-1"),
        ("quan 1", "quan-1"),
        ("Q.1", "quan-1"),
        ("Q1", "quan-1"),
        ("Q10", "quan-10"),
        ("Quâ\u{323}n Thu\u{309} Đức", "thu-duc"),
        ("QUẬN THỦ ĐỨC", "thu-duc"),
        ("quan thu duc", "thu-duc"),
        ("Bình Hưng Hòa A", ""),
        ("P. Bình Hưng Hòa A", "bhh-a"),
        ("Phường 9", "quan-10-phuong-09"),
        ("TP.HCM", "tphcm"),
        ("TPHCM", "tphcm"),
        ("Tp. Hồ Chí Minh", "tphcm"),
        ("Phường 12, Quận 3", "quan-3-phuong-12"),
        ("Phường 12 - Quận 3", "quan-3-phuong-12"),
        ("Phường 12 (Quận 3)", "quan-3-phuong-12"),
        ("P.12 Q.3", "quan-3-phuong-12"),
        ("Q3 P12", "quan-3-phuong-12"),
        ("P.12, Q.10, TP.HCM", "quan-10-phuong-12"),
        ("UBND Quận 1", "quan-1"),
        ("Ủy ban nhân dân Quận 1", "quan-1"),
        ("UỶ BAN NHÂN DÂN QUẬN THỦ ĐỨC", "thu-duc"),
        ("UBND Phường 12, Quận 3", "quan-3-phuong-12"),
        ("UBND P.12 Q.3", "quan-3-phuong-12"),
        ("UBND TPHCM", "tphcm"),
        ("UBND quan-1", "quan-1"),
        ("UBND", ""),
        ("UBND Quận 99", ""),
        ("Phường Tân Hùng", ""),
        ("Quận 99", ""),
        ("", ""),
    ] {
        let expected: Vec<&str> = if code.is_empty() { vec![] } else { vec![code] };
        assert_eq!(found(text, None), expected, "{text}");
    }
}

#[test]
fn a_name_of_several_units_is_ambiguous_but_below_one() {
    assert_eq!(
        found("Phường 12", None),
        ["quan-3-phuong-12", "quan-10-phuong-12"]
    );
    assert_eq!(found("Phường 12", Some("quan-10")), ["quan-10-phuong-12"]);
    assert_eq!(found("p12", Some("quan-3")), ["quan-3-phuong-12"]);
    assert_eq!(
        found("Phường 12", Some("quan-1")),
        ["quan-3-phuong-12", "quan-10-phuong-12"]
    );
    assert_eq!(found("Quận 1", Some("quan-3")), ["quan-1"]);
}

#[test]
fn an_exact_name_comes_before_one_with_more_diacritics() {
    let units = units(&[
        ("a", "Xã Tân Phu", ""),
        ("b", "Xã Tân Phú", ""),
        ("c", "Xã Tấn Phú", ""),
    ]);
    let lookup = UnitLookup::new(&units);
    assert_eq!(lookup.find("Xã Tân Phu", None), UnitMatch::One(UnitId(0)));
    assert_eq!(
        lookup.find("xa tan phu", None),
        UnitMatch::Several(vec![UnitId(0), UnitId(1), UnitId(2)])
    );
}

#[test]
fn the_nearest_unit_is_suggested() {
    let units = city();
    let lookup = UnitLookup::new(&units);
    assert_eq!(
        lookup
            .nearest("Quận Thủ Đúc")
            .map(|id| lookup.label(id))
            .as_deref(),
        Some("Quận Thủ Đức (thu-duc)")
    );
    assert_eq!(lookup.nearest("thu-duk").map(|id| id.0), Some(4));
    assert_eq!(lookup.nearest("Sở Nội vụ"), None);
    assert_eq!(lookup.nearest(&"Quận ".repeat(10_000_000)), None);
}

/// The register of the example.
pub(in crate::reading) fn example() -> Units {
    let text = include_str!("../../../data/units.csv");
    let mut names = crate::source::ColumnNames::new();
    for (column, name) in ["code", "name", "parent"].iter().enumerate() {
        names.add(name, column);
    }
    let mut told = crate::diagnostic::Diagnostics::new();
    let table = crate::source::SmallTable::read(text, FileId(0), &names, 3, &mut told).unwrap();
    let rows: Vec<_> = table
        .rows()
        .iter()
        .map(|row| (table.get(row, 0), table.get(row, 1), table.get(row, 2)))
        .collect();
    units(&rows)
}

/// 322 wards with 179 names.
#[test]
fn every_unit_of_the_city_is_found_by_its_names() {
    let units = example();
    let lookup = UnitLookup::new(&units);
    for (id, unit) in units.iter() {
        assert_eq!(lookup.find(&unit.code, None), UnitMatch::One(id));
        let name = &unit.name;
        let Some(above) = unit.parent else { continue };
        let parent = &units.get(above).name;
        assert_eq!(
            lookup.find(&name.to_uppercase(), Some(above)),
            UnitMatch::One(id),
            "{name}"
        );
        assert_eq!(
            lookup.find(&format!("{name}, {parent}"), None),
            UnitMatch::One(id),
            "{name}"
        );
        let plain = NameKey::new(&format!("{name} {parent}")).folded();
        match lookup.find(&plain, None) {
            UnitMatch::One(found) => assert_eq!(found, id, "{plain}"),
            UnitMatch::Several(ids) => assert!(ids.contains(&id), "{plain}"),
            UnitMatch::Elsewhere(_) | UnitMatch::Unknown => panic!("{plain}"),
        }
    }
}

/// Two districts; the second lacks some wards.
fn districts() -> Units {
    units(&[
        ("tphcm", "Thành phố Hồ Chí Minh", ""),
        ("binh-tan", "Quận Bình Tân", "tphcm"),
        ("an-lac", "Phường An Lạc", "binh-tan"),
        ("an-lac-a", "Phường An Lạc A", "binh-tan"),
        ("cu-chi", "Huyện Củ Chi", "tphcm"),
        ("tt-cu-chi", "Thị trấn Củ Chi", "cu-chi"),
        ("tan-phu-trung", "Xã Tân Phú Trung", "cu-chi"),
        ("quan-3", "Quận 3", "tphcm"),
        ("quan-3-phuong-12", "Phường 12", "quan-3"),
        ("tan-phu", "Quận Tân Phú", "tphcm"),
        ("quan-7", "Quận 7", "tphcm"),
        ("quan-7-tan-phu", "Phường Tân Phú", "quan-7"),
        ("so-noi-vu", "Sở Nội vụ", "tphcm"),
    ])
}

fn in_folder(text: &str, within: &str) -> String {
    let units = districts();
    let lookup = UnitLookup::new(&units);
    let code = |id: UnitId| units.get(id).code.to_string();
    let within = (!within.is_empty()).then(|| lookup.by_code[within]);
    match lookup.find(text, within) {
        UnitMatch::One(id) => code(id),
        UnitMatch::Several(ids) => ids.into_iter().map(code).collect::<Vec<_>>().join("|"),
        UnitMatch::Elsewhere(id) => format!("elsewhere {}", code(id)),
        UnitMatch::Unknown => String::new(),
    }
}

#[test]
fn below_the_unit_of_a_folder_a_name_without_its_kind_will_do() {
    for (text, within, expected) in [
        ("An Lạc A", "binh-tan", "an-lac-a"),
        ("AN LẠC", "binh-tan", "an-lac"),
        ("an lac", "binh-tan", "an-lac"),
        ("1. An Lạc", "binh-tan", "an-lac"),
        ("1. Phường An Lạc", "binh-tan", "an-lac"),
        ("a) P. An Lạc", "binh-tan", "an-lac"),
        ("- An Lạc", "binh-tan", "an-lac"),
        ("An Lạc B", "binh-tan", ""),
        ("An Lạc", "", ""),
        ("An Lạc", "quan-3", ""),
        // The huyện itself, or its thị trấn.
        ("Củ Chi", "cu-chi", "cu-chi|tt-cu-chi"),
        ("Bình Tân", "binh-tan", ""),
        ("Tân Phú", "tphcm", "tan-phu|quan-7-tan-phu"),
        ("Tân Phú", "quan-7", "quan-7-tan-phu"),
        ("Quận Tân Phú", "quan-7", "tan-phu"),
        // A number alone may count the rows.
        ("12", "quan-3", ""),
        ("1. 12", "quan-3", ""),
        // A xã that there is not, rather than the tenth of a list.
        ("X. An Lạc", "binh-tan", ""),
        ("V. An Lạc", "binh-tan", "an-lac"),
    ] {
        assert_eq!(in_folder(text, within), expected, "{text} in {within}");
    }
}

#[test]
fn a_name_may_be_that_of_a_unit_which_the_folder_lacks() {
    for (text, within, expected) in [
        ("Phường 12", "quan-3", "quan-3-phuong-12"),
        ("Phường 12", "binh-tan", "elsewhere quan-3-phuong-12"),
        ("Phường 12, Quận 3", "binh-tan", "quan-3-phuong-12"),
        ("P.12 Q.3", "binh-tan", "quan-3-phuong-12"),
        ("quan-3-phuong-12", "binh-tan", "quan-3-phuong-12"),
        ("Quận 3", "binh-tan", "quan-3"),
        ("Sở Nội vụ", "binh-tan", "so-noi-vu"),
        ("Phường 12", "so-noi-vu", "quan-3-phuong-12"),
        ("Phường 12", "", "quan-3-phuong-12"),
    ] {
        assert_eq!(in_folder(text, within), expected, "{text} in {within}");
    }
}

#[test]
fn the_kind_of_an_upper_unit_may_be_left_out() {
    for (text, expected) in [
        ("Phường An Lạc, Bình Tân", "an-lac"),
        ("Phường An Lạc - Bình Tân", "an-lac"),
        ("Bình Tân - Phường An Lạc", "an-lac"),
        ("Phường 12 3", ""),
        ("Phường 12, Tân Phú", ""),
        ("3. Phường 12", "quan-3-phuong-12"),
        ("Thị trấn Củ Chi", "tt-cu-chi"),
        ("TT. Củ Chi", "tt-cu-chi"),
        ("TT Củ Chi", "tt-cu-chi"),
        ("UBND TT Củ Chi", "tt-cu-chi"),
        ("Ủy ban nhân dân phường An Lạc", "an-lac"),
        ("Phòng Nội vụ Quận 3", ""),
        ("X.Tân Phú Trung", "tan-phu-trung"),
        ("Nội vụ", ""),
    ] {
        assert_eq!(in_folder(text, ""), expected, "{text}");
    }
}

#[test]
fn what_a_campaign_calls_its_kinds_is_left_out_too() {
    let units = units(&[
        ("a", "Trường THPT Lê Quý Đôn", "b"),
        ("b", "Sở Giáo dục", ""),
    ]);
    let kinds: Vec<(Box<str>, Box<str>)> =
        vec![("school".into(), "Trường THCS, trường THPT".into())];
    let lookup = UnitLookup {
        kinds: KindWords::new(&kinds),
        ..UnitLookup::new(&units)
    };
    let within = Some(UnitId(1));
    assert_eq!(lookup.find("Lê Quý Đôn", within), UnitMatch::One(UnitId(0)));
    assert_eq!(lookup.find("Lê Quý Đôn", None), UnitMatch::Unknown);
    assert_eq!(
        UnitLookup::new(&units).find("Lê Quý Đôn", within),
        UnitMatch::Unknown
    );
}
