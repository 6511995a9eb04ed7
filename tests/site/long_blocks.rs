//! Blocks with more units than one table holds.

use crate::SiteTest;
use std::fmt::Write;
use std::fs;

/// A site with so many wards below two districts, each with a figure of its own.
fn with_wards(count: u32) -> SiteTest {
    let test = SiteTest::from_dir("field-left-out");
    let mut units = "code,name,kind,parent\ntphcm,Thành phố,city,\na,Quận A,district,tphcm\nb,Quận B,district,tphcm\n".to_owned();
    let mut rows = "indicator,unit,period,numerator,denominator\n".to_owned();
    for ward in 1..=count {
        let parent = if ward % 2 == 0 { "a" } else { "b" };
        writeln!(units, "p-{ward},Phường {ward},ward,{parent}").unwrap();
        writeln!(rows, "dung-han,p-{ward},2019-04,{},{}", 1000 + ward, 2000).unwrap();
    }
    test.put("data/units.csv", &units);
    test.put("data/observations/bao-cao.csv", &rows);
    test.run(["build"]).exits(0);
    test
}

fn page(test: &SiteTest, path: &str) -> String {
    fs::read_to_string(test.path("public").join(path)).unwrap()
}

/// How often a page leads to a ward.
fn wards_on(test: &SiteTest, path: &str) -> usize {
    let page = page(test, path);
    page.matches("/p-").count() + page.matches("\"p-").count()
}

#[test]
fn a_list_of_up_to_five_hundred_units_stands_on_one_page() {
    let test = with_wards(497);
    assert_eq!(wards_on(&test, "don-vi/index.html"), 497);
    let rows = wards_on(&test, "chi-tieu/dung-han.html");
    assert!(rows >= 497, "{rows}");
    assert!(!test.path("public/chi-tieu/dung-han").exists());
}

#[test]
fn a_longer_one_has_a_page_for_each_unit_above_and_shows_its_ends() {
    let test = with_wards(500);
    assert_eq!(wards_on(&test, "don-vi/index.html"), 0);
    let block = page(&test, "don-vi/khoi/ward.html");
    assert!(block.contains("/ward/thuoc/a.html\"") && block.contains("/ward/thuoc/b.html\""));
    assert_eq!(wards_on(&test, "don-vi/khoi/ward/thuoc/a.html"), 250);
    for (list, ends, all) in [("chi-tieu/dung-han", 10, 250), ("xep-hang", 10, 250)] {
        assert_eq!(wards_on(&test, &format!("{list}.html")), ends, "{list}");
        let ward = format!("{list}/khoi/ward.html");
        assert_eq!(wards_on(&test, &ward), ends, "{ward}");
        let below = format!("{list}/khoi/ward/thuoc/b.html");
        assert_eq!(wards_on(&test, &below), all, "{below}");
    }
}
