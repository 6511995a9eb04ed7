//! Rows of fields above others: headings of sections, fields beside their parts.

use super::totals::read_with;
use super::*;

const GIVEN: &str = "unit = \"quan-1\"\nperiod = \"2019-03\"\n";

#[test]
fn a_section_of_fields_with_its_sum_is_a_heading() {
    for text in [
        "stt,field,post\nI,Cấp huyện,12\n1,Đất,5\n2,Nước,7\nII,Cấp xã,3\n1,Rừng,3\n",
        "field,post\nI. Cấp huyện,12\n1. Đất,5\n2. Nước,7\nII. Cấp xã,3\n1. Rừng,3\n",
        "field,post\nI. Cấp huyện,12\nĐất,5\nNước,7\nII. Cấp xã,3\nRừng,3\n",
        "stt,field,post\nA,Tất cả,15\nI,Cấp huyện,12\n1,Đất,5\n2,Nước,7\nII,Cấp xã,3\n1,Rừng,3\n",
    ] {
        let (told, observations) = read_with(GIVEN, text);
        assert!(
            !told.iter().any(|told| told.starts_with("error")),
            "{told:?}"
        );
        assert_eq!(observations.len(), 3, "{observations:?}");
        assert!(
            !observations.iter().any(|one| one.contains("cap-")),
            "{observations:?}"
        );
    }
}

#[test]
fn a_field_beside_its_parts_would_be_counted_twice() {
    for text in [
        "stt,field,post\n1,Đất,12\n,- Cấp giấy,5\n,- Tách thửa,6\n2,Nước,7\n",
        "stt,field,post\n1,Đất,12\n1.1,Cấp giấy,5\n2,Nước,7\n",
        "field,post\n1. Đất,12\na) Cấp giấy,5\nb) Tách thửa,6\n2. Nước,7\n",
        "stt,field,post\nI,Cấp huyện,13\n1,Đất,5\n2,Nước,7\n",
    ] {
        let (told, _) = read_with(GIVEN, text);
        let is_told = |told: &String| told.starts_with("error field-beside-parts 2:");
        assert!(told.iter().any(is_told), "{told:?} {text}");
    }
    let skip = format!("{GIVEN}[rows]\nskip = [\"- Cấp giấy\"]\n");
    let text = "field,post\n1. Đất,12\n- Cấp giấy,5\n2. Nước,7\n";
    let (told, observations) = read_with(&skip, text);
    assert_eq!((told.len(), observations.len()), (0, 2), "{told:?}");
    // Where every row names its unit it cannot be passed over.
    let text = "unit,period,field,post\nquan-1,2019-03,1. Đất,12\nquan-1,2019-03,- Cấp giấy,5\n";
    assert_eq!(read_with("", text).0, ["warning field-beside-parts 2:3"]);
}

#[test]
fn fields_of_the_register_are_no_parts() {
    let of = |listed: &str, text: &str| {
        let field = |name: &str| crate::model::Field {
            key: name.to_lowercase().into(),
            name: name.into(),
        };
        let fields = Fields(listed.split(',').map(field).collect());
        let site = read_site_with(&[(TABLE, text), (DEFAULTS, GIVEN)], fields, &settings());
        let mut told = site.diagnostics.iter();
        let found = told
            .find(|told| told.code.as_str() == "field-beside-parts")
            .unwrap();
        (found.help, found.lines_to_paste().map(ToOwned::to_owned))
    };
    let text = "stt,field,post\nI,Đất,12\n1,Rừng,5\n2,Nước,3\n";
    let fields = |listed: &str| of(listed, text);
    let skip = |name: &str| Some(format!("[rows]\nskip = [\"{name}\"]\n"));
    assert_eq!(fields("Rừng,Nước"), (Some("only-parts"), skip("Đất")));
    assert_eq!(fields("Đất,Rừng,Nước"), (Some("fields"), None));
    assert_eq!(fields("Đất,Rừng").0, Some("parts"));
    // The name was lost, and the number behind it stands in its place.
    let lost = "stt,field,post,resolved_early\nI,Đất,195,61\n1,195,61,\nII,Nước,7,2\n1,Rừng,7,2\n";
    assert_eq!(of("Rừng", lost), (Some("number"), None));
}

#[test]
fn a_field_that_is_the_sum_of_those_below_it_is_doubted() {
    let sum = "field,post\nĐất,412345\nCấp giấy,400000\nTách thửa,12345\nNước,7\n";
    assert_eq!(read_with(GIVEN, sum).0, ["warning field-beside-parts 2:1"]);
    for calm in [
        sum.replace("400000", "400001"),
        "field,post\nĐất,12\nCấp giấy,5\nTách thửa,7\n".to_owned(),
        "stt,field,post\n1,Đất,12\n2,Cấp giấy,5\n3,Nước,8\n".to_owned(),
        "stt,field,post\n1,- Đất,12\n2,- Cấp giấy,5\n".to_owned(),
        "field,post\nI. Cấp huyện,\n1. Đất,5\n2. Nước,7\n".to_owned(),
        "unit,period,field,post\nquan-1,2019-03,1. Đất,12\nquan-3,2019-03,- Nước,5\n".to_owned(),
    ] {
        let defaults = if calm.starts_with("unit") { "" } else { GIVEN };
        let (told, _) = read_with(defaults, &calm);
        assert!(
            !told.iter().any(|told| told.contains("parts")),
            "{told:?} {calm}"
        );
    }
}

#[test]
fn the_parts_of_a_sum_are_those_below_it() {
    let sum = "field,post\nĐất,412345\nCấp giấy,400000\nTách thửa,12345\nNước,7\n";
    let site = read_site(&[(TABLE, sum), (DEFAULTS, GIVEN)]);
    let args = site.diagnostics.iter().flat_map(|told| &told.args);
    let args: Vec<String> = args.map(|(name, is)| format!("{name}={is}")).collect();
    for expected in ["name=Đất", "first=Cấp giấy", "count=2"] {
        assert!(args.iter().any(|arg| arg == expected), "{args:?}");
    }
}

#[test]
fn what_numbers_a_field_is_no_part_of_its_name() {
    let of = |name: &str| {
        let text = format!("field,post\n{name},12\n");
        read_with(GIVEN, &text).1.remove(0)
    };
    for name in ["1. Rừng", "II. Rừng", "b) Rừng", "- Rừng"] {
        assert_eq!(of(name), of("Rừng"), "{name}");
    }
    for name in ["3 Rừng", "Rừng 1."] {
        assert_ne!(of(name), of("Rừng"), "{name}");
    }
}
