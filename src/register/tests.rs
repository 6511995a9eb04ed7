//! What is proposed of tables.

use super::*;
use crate::model::Units;

/// What is proposed, without the header, and the codes of what is told.
fn proposed(csv: &str, column: Option<&str>) -> (Vec<String>, Vec<&'static str>) {
    let units = Units::default();
    let mut told = Diagnostics::new();
    let text = propose(csv, column, &UnitLookup::new(&units), &mut told).unwrap_or_default();
    let rows = text.lines().skip(1).map(str::to_owned).collect();
    (
        rows,
        told.iter().map(|problem| problem.code.as_str()).collect(),
    )
}

#[test]
fn wards_below_the_heading_of_their_district_have_it_as_parent() {
    let csv = "BÁO CÁO THÁNG 9,,\nSTT,Đơn vị,Tiếp nhận\nI,Quận 3,\n1,Phường 1,10\n2,P.12,20\nII,Quận 10,\n1,Phường 12,5\n,Tổng cộng,35\n,CHỦ TỊCH UBND QUẬN 5,\n";
    let (rows, told) = proposed(csv, None);
    assert_eq!(
        rows,
        [
            "quan-3,Quận 3,district,,,",
            "quan-3-phuong-1,Phường 1,ward,,quan-3,",
            "quan-3-phuong-12,Phường 12,ward,,quan-3,",
            "quan-10,Quận 10,district,,,",
            "quan-10-phuong-12,Phường 12,ward,,quan-10,",
        ]
    );
    assert_eq!(told, ["units-proposed"]);
}

#[test]
fn a_column_or_a_title_may_name_the_district() {
    let csv = "Quận/huyện,Phường/xã,Số\nQuận 3,Phường 12,1\nQ.10,Phường 12,2\n";
    assert_eq!(
        proposed(csv, None).0,
        [
            "quan-3,Quận 3,district,,,",
            "quan-3-phuong-12,Phường 12,ward,,quan-3,",
            "quan-10,Quận 10,district,,,",
            "quan-10-phuong-12,Phường 12,ward,,quan-10,",
        ]
    );
    let csv = "UBND QUẬN BÌNH TÂN,,\nTT,Đơn vị,Số\n1,PHƯỜNG AN LẠC,4\n2,PHƯỜNG AN LẠC A,5\n1,PHƯỜNG AN LẠC,4\n";
    assert_eq!(
        proposed(csv, None).0,
        [
            "quan-binh-tan,Quận Bình Tân,district,,,",
            "quan-binh-tan-phuong-an-lac,Phường An Lạc,ward,,quan-binh-tan,",
            "quan-binh-tan-phuong-an-lac-a,Phường An Lạc A,ward,,quan-binh-tan,",
        ]
    );
}

#[test]
fn what_cannot_be_told_is_left_blank_and_said() {
    // The wards stand below the last of all districts: whose they are is not said.
    let csv = "TT,Đơn vị,Số\n1,Quận 1,1\n2,Quận 3,2\n3,Phường 12,3\n4,Văn phòng Ủy ban,4\n";
    let (rows, told) = proposed(csv, None);
    assert_eq!(
        rows,
        [
            "quan-1,Quận 1,district,,,",
            "quan-3,Quận 3,district,,,",
            "phuong-12,Phường 12,ward,,,",
            "van-phong-uy-ban,Văn phòng Ủy ban,,,,",
        ]
    );
    assert_eq!(
        told,
        [
            "units-proposed",
            "units-without-kind",
            "units-without-parent"
        ]
    );
    assert_eq!(
        proposed("Chỉ tiêu,Số\na,1\n", None),
        (vec![], vec!["no-unit-names"])
    );
    assert_eq!(
        proposed("a,b\n", Some("Đơn vị")),
        (vec![], vec!["no-named-column"])
    );
}

#[test]
fn a_heading_may_say_the_kind() {
    let csv = "TT,Phường,Số\n1,12,3\n2,An Lạc,4\n,Tổng,7\n";
    assert_eq!(
        proposed(csv, None).0,
        [
            "phuong-12,Phường 12,ward,,,",
            "phuong-an-lac,Phường An Lạc,ward,,,"
        ]
    );
    assert_eq!(proposed(csv, Some("B")).0.len(), 2);
}

#[test]
fn known_units_are_not_proposed_again() {
    let units = crate::reading::unit_lookup_tests::units(&[
        ("q3", "Quận 3", ""),
        ("q3-p12", "Phường 12", "q3"),
    ]);
    let mut told = Diagnostics::new();
    let csv = "Quận,Phường,Số\nQuận 3,Phường 12,1\nQuận 3,Phường 11,2\nQuận 5,Phường 12,3\n";
    let text = propose(csv, None, &UnitLookup::new(&units), &mut told).unwrap();
    let rows: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "q3-phuong-11,Phường 11,unit,,q3,",
            "quan-5,Quận 5,unit,,,",
            "quan-5-phuong-12,Phường 12,unit,,quan-5,",
        ]
    );
    assert!(
        told.iter()
            .any(|problem| problem.code.as_str() == "units-known")
    );
}

#[test]
fn a_list_without_figures_is_read_too() {
    let rows = ["quan-1,Quận 1,district,,,", "quan-3,Quận 3,district,,,"];
    assert_eq!(proposed("Đơn vị\nQuận 1\nQuận 3\n", None).0, rows);
    let csv = "DANH SÁCH,\nTT,Đơn vị\n1,Quận 1\n2,Quận 3\n,Người lập\n,Trần Văn A\n";
    assert_eq!(proposed(csv, None).0, rows);
}

#[test]
fn a_city_among_districts_is_of_no_kind_that_its_name_tells() {
    let csv = "THÀNH PHỐ HỒ CHÍ MINH,,\nTT,Đơn vị,Số\n1,Quận 1,1\n2,Quận 3,2\n3,Thành phố Thủ Đức,3\n4,SỞ NỘI VỤ,4\n";
    let (rows, told) = proposed(csv, None);
    assert_eq!(
        rows,
        [
            "thanh-pho-ho-chi-minh,Thành phố Hồ Chí Minh,city,,,",
            "quan-1,Quận 1,district,,thanh-pho-ho-chi-minh,",
            "quan-3,Quận 3,district,,thanh-pho-ho-chi-minh,",
            "thanh-pho-thu-duc,Thành phố Thủ Đức,,,,",
            "so-noi-vu,Sở Nội vụ,department,,thanh-pho-ho-chi-minh,",
        ]
    );
    assert_eq!(
        told,
        [
            "units-proposed",
            "units-without-kind",
            "units-without-parent"
        ]
    );
}
