//! What titles and names say of units.

use super::*;
use crate::reading::unit_lookup::tests::units;

fn told(mentions: Vec<UnitMention>, lookup: &UnitLookup<'_>) -> String {
    let codes = |ids: &[UnitId]| {
        ids.iter()
            .map(|id| &*lookup.units().get(*id).code)
            .collect::<Vec<_>>()
            .join("|")
    };
    let told = mentions.iter().map(|mention| match &mention.naming {
        Naming::One(ids) => codes(ids),
        Naming::Within(ids) => format!("within {}", codes(ids)),
        Naming::Perhaps(ids) => format!("perhaps {}", codes(ids)),
        Naming::Near(ids) => format!("near {}", codes(ids)),
        Naming::Stranger => "stranger".to_owned(),
        Naming::StrangeReporter => "strange reporter".to_owned(),
    });
    told.collect::<Vec<_>>().join(", ")
}

fn city() -> crate::model::Units {
    units(&[
        ("tphcm", "Thành phố Hồ Chí Minh", ""),
        ("quan-1", "Quận 1", "tphcm"),
        ("quan-3", "Quận 3", "tphcm"),
        ("thu-duc", "Quận Thủ Đức", "tphcm"),
        ("quan-1-phuong-12", "Phường 12", "quan-1"),
        ("quan-3-phuong-12", "Phường 12", "quan-3"),
        ("so-y-te", "Sở Y tế", "tphcm"),
    ])
}

/// Quận Bình Tân without some of its wards, as the only district.
fn district() -> crate::model::Units {
    units(&[
        ("binh-tan", "Quận Bình Tân", ""),
        ("an-lac", "Phường An Lạc", "binh-tan"),
        ("an-lac-a", "Phường An Lạc A", "binh-tan"),
        ("binh-hung-hoa", "Phường Bình Hưng Hòa", "binh-tan"),
        ("tan-tao", "Phường Tân Tạo", "binh-tan"),
        ("phuong-12", "Phường 12", "binh-tan"),
    ])
}

fn title_in(units: &crate::model::Units, text: &str) -> String {
    let lookup = UnitLookup::new(units);
    told(
        in_title(&Tokens::of_cells(text.split('|').enumerate()), &lookup),
        &lookup,
    )
}

fn name_in(units: &crate::model::Units, text: &str) -> String {
    let lookup = UnitLookup::new(units);
    told(in_name(&Tokens::of_name(text), &lookup), &lookup)
}

fn title(text: &str) -> String {
    title_in(&city(), text)
}

fn name(text: &str) -> String {
    name_in(&city(), text)
}

#[test]
fn titles_name_the_unit_that_reports() {
    for (text, expected) in [
        ("UBND QUẬN 1", "quan-1"),
        ("ỦY BAN NHÂN DÂN QUẬN THỦ ĐỨC", "thu-duc"),
        ("ỦY BAN NHÂN DÂN\nQUẬN 1", "quan-1"),
        ("Đơn vị: UBND Quận 1", "quan-1"),
        ("Đơn vị: Q1", "quan-1"),
        ("Đơn vị báo cáo:|Quận 3", "quan-3"),
        (
            "- Đơn vị báo cáo: UBND Quận 1\n- Đơn vị nhận báo cáo: UBND Thành phố Hồ Chí Minh",
            "quan-1",
        ),
        ("UBND Phường 12, Quận 3", "quan-3-phuong-12"),
        ("UBND PHƯỜNG 12", "quan-1-phuong-12|quan-3-phuong-12"),
        ("BÁO CÁO CỦA QUẬN 1 THÁNG 3 NĂM 2019", "quan-1"),
        ("BÁO CÁO CỦA QUẬN 1 VÀ QUẬN 3", "near quan-1, within quan-3"),
        ("Sở Y tế", "so-y-te"),
    ] {
        assert_eq!(title(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_unit_that_reports_is_not_taken_for_one() {
    for text in [
        "Đơn vị tính: Quận 1",
        "Kính gửi: UBND Quận 1",
        "Đơn vị nhận báo cáo: UBND Quận 1",
        "Đơn vị: ..............",
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT HỒ SƠ",
        "BÁO CÁO Q1/2019",
    ] {
        assert_eq!(title(text), "", "{text}");
    }
    assert_eq!(title("Đơn vị: Công an Quận 1"), "strange reporter");
    for text in ["CHI CỤC THUẾ QUẬN 1", "CÔNG AN QUẬN 1", "PHÒNG NỘI VỤ"] {
        assert_eq!(title(text), "stranger", "{text}");
    }
    assert_eq!(title("Kết quả của đội thuế Quận 1"), "within quan-1");
}

#[test]
fn names_name_units() {
    for (text, expected) in [
        ("bao-cao-quan-1-thang-3-2019", "quan-1"),
        ("BaoCaoQuan3Thang03", "quan-3"),
        ("quan-3-phuong-12-t3", "quan-3-phuong-12"),
        ("01_Quan Thu Duc_BC", "thu-duc"),
        ("Q1-2019", ""),
        ("Q.1", "quan-1"),
        ("chi-cuc-thue-quan-1", "within quan-1"),
        ("Tháng 3", ""),
        ("769", ""),
    ] {
        assert_eq!(name(text), expected, "{text}");
    }
}

#[test]
fn a_name_that_goes_on_is_not_taken_for_its_beginning() {
    for text in [
        "PHƯỜNG TÂN TẠO A",
        "UBND PHƯỜNG TÂN TẠO A",
        "Ủy ban nhân dân phường Tân Tạo A",
        "ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN TẠO A",
        "UBND PHƯỜNG TÂN TẠO A, QUẬN BÌNH TÂN",
        "UBND PHƯỜNG TÂN TẠO A - QUẬN BÌNH TÂN",
        "Phường Tân Tạo - A",
        "Phường Tân Tạo (A)",
        "Phường Tân Tạo 2",
        "Phường Tân Tạo B - tháng 9",
        "Phường Tân Tạo đông",
        "Phường Tân Tạo và các đơn vị",
        "PHƯỜNG TÂN TẠO ĐÔNG",
        "BÁO CÁO CỦA PHƯỜNG TÂN TẠO A THÁNG 9",
        "Đơn vị: Phường Tân Tạo A",
        "Đơn vị báo cáo:|UBND phường Tân Tạo A",
        "Phường: Tân Tạo A",
        "P. Tân Tạo A",
        "UBND Phường 12A",
        "UBND Phường 12, Quận 3",
        "UBND Phường 12 (Quận 3)",
        "UBND Phường 12 - Quận 3",
        "UBND Phường 12 Q3",
        "UBND Phường 12 - Q3",
        "UBND Phường 12 (Q3)",
        "Phường 12 Quận Bình Thạnh",
        "Biểu số 1: Kết quả của phường Tân Tạo A",
    ] {
        let told = title_in(&district(), text);
        let (near, rest) = told.split_once(", ").unwrap_or((&told, ""));
        assert!(
            matches!(near, "near tan-tao" | "near phuong-12"),
            "{text}: {told}"
        );
        assert!(!rest.contains("an-lac"), "{text}: {told}");
    }
    for text in [
        "tan-tao-a",
        "Phường Tân Tạo B - thang 9",
        "phuong_tan_tao_a_thang_9",
        "PhuongTanTaoA",
        "UBND Phuong Tan Tao A, quan Binh Tan",
        "bc-tan-tao-2",
        "tan-tao-nam",
        "tan-tao-dong-2019",
        "P12A",
        "phuong-12-quan-3",
        "P.12 Q.3",
    ] {
        let told = name_in(&district(), text);
        assert!(told.contains("near "), "{text}: {told}");
    }
}

#[test]
fn a_name_may_be_followed_by_what_begins_none() {
    for text in [
        "PHƯỜNG TÂN TẠO",
        "Phường Tân Tạo.",
        "(UBND phường Tân Tạo)",
        "PHƯỜNG TÂN TẠO (tháng 9)",
        "PHƯỜNG TÂN TẠO THÁNG 9/2019",
        "PHƯỜNG TÂN TẠO QUÝ III NĂM 2019",
        "PHƯỜNG TÂN TẠO NĂM 2019",
        "PHƯỜNG TÂN TẠO 6 THÁNG ĐẦU NĂM 2019",
        "PHƯỜNG TÂN TẠO - 9/2019",
        "PHƯỜNG TÂN TẠO - QUẬN BÌNH TÂN",
        "PHƯỜNG TÂN TẠO, QUẬN BÌNH TÂN",
        "PHƯỜNG TÂN TẠO, QUẬN BÌNH TÂN, TP. HỒ CHÍ MINH",
        "PHƯỜNG TÂN TẠO, Q. BÌNH TÂN, THÁNG 9",
        "PHƯỜNG TÂN TẠO – BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "QUẬN BÌNH TÂN - PHƯỜNG TÂN TẠO",
        "BÁO CÁO CỦA PHƯỜNG TÂN TẠO VỀ KẾT QUẢ GIẢI QUYẾT HỒ SƠ",
        "Phường Tân Tạo đã giải quyết",
        "Đơn vị: UBND phường Tân Tạo Kỳ báo cáo: tháng 9",
        "Phường: Tân Tạo",
        "P. Tân Tạo",
        "UBND P. TÂN TẠO",
        "Phường Tân Tạo, Bình Tân",
        "Biểu số 1: Kết quả của phường Tân Tạo",
    ] {
        assert_eq!(title_in(&district(), text), "tan-tao", "{text}");
    }
    for text in [
        "tan-tao",
        "tan_tao",
        "Phuong Tan Tao",
        "bc-tan-tao-thang-9",
        "tan-tao-2019-09",
        "tan-tao-09.2019",
        "phuong-tan-tao-quy-3-2019",
        "tan-tao-nam-2019",
        "tan-tao (1)",
        "tan-tao - Copy",
        "tan-tao-lan-2",
        "tan-tao-bao-cao-cchc",
        "P. Tân Tạo - tháng 9",
    ] {
        assert_eq!(name_in(&district(), text), "tan-tao", "{text}");
    }
}

#[test]
fn a_numbered_part_of_a_ward_is_not_the_ward() {
    for text in [
        "KHU PHỐ 1 PHƯỜNG TÂN TẠO",
        "TỔ DÂN PHỐ 3, PHƯỜNG TÂN TẠO",
        "TỔ 5 PHƯỜNG TÂN TẠO",
        "KHỐI 4 - PHƯỜNG TÂN TẠO",
        "CHI BỘ 2 PHƯỜNG TÂN TẠO",
        "ĐỊA BÀN SỐ 2, PHƯỜNG TÂN TẠO",
        "BÁO CÁO CỦA ẤP 2 PHƯỜNG TÂN TẠO THÁNG 9",
        "KHU PHỐ 1, PHƯỜNG TÂN TẠO, QUẬN BÌNH TÂN",
        "KHU PHO 1 PHUONG TAN TAO",
    ] {
        let told = title_in(&district(), text);
        assert!(told.contains("strange reporter"), "{text}: {told}");
    }
    let told = name_in(&district(), "bc-khu-pho-1-phuong-tan-tao");
    assert!(told.contains("strange reporter"), "{told}");
    for text in [
        "BIỂU 1 PHƯỜNG TÂN TẠO",
        "TỔ 1 CỬA PHƯỜNG TÂN TẠO",
        "THÁNG 9 PHƯỜNG TÂN TẠO",
        "PHƯỜNG TÂN TẠO - KHU PHỐ VĂN HÓA",
    ] {
        let told = title_in(&district(), text);
        assert!(!told.contains("strange"), "{text}: {told}");
    }
}

#[test]
fn a_line_that_begins_with_a_kind_and_names_no_unit_is_strange() {
    for text in [
        "PHƯỜNG AN PHÚ",
        "QUẬN BÌNH THẠNH",
        "UBND QUẬN BÌNH THẠNH",
        "XÃ TÂN NHỰT",
        "THỊ TRẤN TÂN TÚC",
        "HUYỆN BÌNH CHÁNH",
        "Huyện: Bình Chánh",
        "SỞ DU LỊCH",
        "BAN QUẢN LÝ DỰ ÁN",
        "Ban QLDA quận",
        "PHUONG AN PHU",
        "QUẬN 99",
        "BÁO CÁO CỦA PHƯỜNG 99",
        "BÁO CÁO CỦA PHƯỜNG AN PHÚ THÁNG 9",
    ] {
        assert_eq!(title_in(&district(), text), "strange reporter", "{text}");
    }
    for text in [
        "Ban hành kèm theo Thông tư 01/2019",
        "PHƯỜNG, XÃ, THỊ TRẤN",
        "Phường/xã",
        "Phường: ........",
        "SỞ, BAN, NGÀNH",
        "XÃ HỘI HÓA DỊCH VỤ",
        "BÁO CÁO CỦA CÁC PHƯỜNG TRÊN ĐỊA BÀN QUẬN NĂM 2019",
        "BÁO CÁO CỦA QUẬN THÁNG 9 NĂM 2019",
        "BÁO CÁO CỦA QUẬN 6 THÁNG ĐẦU NĂM 2019",
        "Kết quả phường loại 1",
        "Số phường đạt chuẩn",
        "SO LIEU THANG 9",
        "BAN TONG HOP",
        "TỔNG HỢP CƠ SỞ DỮ LIỆU",
    ] {
        assert_eq!(title_in(&district(), text), "", "{text}");
    }
    // "QUẬN, 6 tháng" or "QUẬN 6, tháng".
    let text = "BÁO CÁO CỦA QUẬN 3 THÁNG ĐẦU NĂM 2019";
    assert_eq!(title(text), "perhaps quan-3");
    assert_eq!(title("Q1"), "perhaps quan-1");
    assert_eq!(name("bc-Q1"), "perhaps quan-1");
    for text in ["phuong-an-phu", "xa-tan-nhut", "thanh-pho-thu-duc"] {
        assert_eq!(name_in(&district(), text), "stranger", "{text}");
    }
    assert_eq!(name_in(&district(), "bc-quan-99"), "strange reporter");
    for text in [
        "bc-quan-ly-ho-so",
        "tong-hop-phuong-xa",
        "co-quan-bao-cao",
        "cac-phuong",
        "bc-quan-thang-9-2019",
        "dia-phuong-gui",
        "xa-hoi-hoa",
    ] {
        assert_eq!(name_in(&district(), text), "", "{text}");
    }
    assert_eq!(title("Quận 1, ngày 05 tháng 4 năm 2019"), "within quan-1");
}
