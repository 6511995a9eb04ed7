//! The report as readers see it.

use crate::figures::testing::{Site, site};
use crate::site::testing::in_context;

fn report(site: &Site) -> String {
    in_context(&site.made(), |context| context.text_of("bao-cao.html"))
}

/// The text of a part of the report, without markup.
fn part(page: &str, from: &str, to: &str) -> String {
    let start = page.find(&format!("id=\"{from}\"")).expect(from);
    let length = page[start..].find(&format!("id=\"{to}\"")).expect(to);
    let mut text = String::new();
    let mut inside = true;
    for c in page[start..start + length].chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn city() -> Site {
    site(
        "tp name:Thành_phố, q1<tp name:Quận_1 kind:quan, q2<tp name:Quận_2 kind:quan, q3<tp name:Quận_3 kind:quan",
    )
}

#[test]
fn every_failing_field_is_told_with_its_figure_and_what_is_missing() {
    let site = city()
        .indicator("kind = \"ratio\"; target = \"> 90\"; scope = \"every-field\"; reporters = [\"quan\"]; frequency = \"month\"")
        .rows(
            "q1 2019-01 dat 80/100\nq1 2019-01 nha 89/100\nq1 2019-01 ho 95/100\n\
             q2 2019-01 dat 90/100\nq2 2019-01 nha 99/100\nq3 2019-01 dat 99/100",
        );
    let page = report(&site);
    let short = part(&page, "chua_dat", "bao_cao_thieu");
    for text in [
        "2 đơn vị chưa đạt hoặc gần đạt",
        "Quận 1 dat 80,0% Chưa đạt còn thiếu 11 trường hợp",
        "Quận 1 nha 89,0% Gần đạt còn thiếu 2 trường hợp",
        "Quận 2 dat 90,0% Gần đạt còn thiếu 1 trường hợp",
    ] {
        assert!(short.contains(text), "{text}\n{short}");
    }
    assert!(!short.contains("Quận 3"), "{short}");
    let first = short.find("80,0%").expect("the weakest");
    assert!(first < short.find("89,0%").expect("the next"), "{short}");
}

#[test]
fn units_that_owe_the_same_periods_stand_together() {
    let site = city()
        .indicator("kind = \"count\"; reporters = [\"quan\"]; frequency = \"month\"")
        .rows("q1 2019-01 1\nq1 2019-02 1\nq1 2019-03 1\nq2 2019-01 1\nq2 2019-03 1\nq3 2019-01 1\nq3 2019-03 2");
    let gaps = part(&report(&site), "bao_cao_thieu", "cach_tinh");
    assert!(
        gaps.contains("2/3 đơn vị phải báo cáo còn thiếu ít nhất một kỳ."),
        "{gaps}"
    );
    assert!(gaps.contains("tháng 2/2019 2 Quận 2 ; Quận 3"), "{gaps}");
    let complete = city()
        .indicator("kind = \"count\"; reporters = [\"quan\"]; frequency = \"month\"")
        .rows("q1 2019-01 1\nq2 2019-01 1\nq3 2019-01 1");
    let gaps = part(&report(&complete), "bao_cao_thieu", "cach_tinh");
    assert!(gaps.contains("đều đã báo cáo đủ"), "{gaps}");
}

#[test]
fn every_block_is_listed_and_a_long_one_says_what_it_leaves_out() {
    let mut units = String::from("tp");
    let mut rows = String::new();
    for i in 1..=80 {
        units += &format!(",p{i}<tp kind:phuong");
        rows += &format!("p{i} 2019-01 {}/100\n", 10 + i);
    }
    units += ",s1<tp kind:so,s2<tp kind:so,le<tp kind:le";
    rows += "s1 2019-01 50/100\ns2 2019-01 60/100\nle 2019-01 60/100";
    let site = site(&units)
        .indicator("kind = \"ratio\"; target = \"> 20\"; weight = 1")
        .rows(&rows);
    let page = report(&site);
    let blocks = part(&page, "khoi", "chua_dat");
    for text in [
        "Khối có không quá 60 đơn vị thì kê đủ; khối dài hơn kê 15 đơn vị đầu và 15 đơn vị cuối bảng.",
        "Không kê ở đây: 50 đơn vị.",
        "Khối không xếp hạng",
        "Unit s1",
        "Unit p80",
        "Unit p1 ",
        "…",
    ] {
        assert!(blocks.contains(text), "{text}\n{blocks}");
    }
    assert!(!blocks.contains("Unit p40"), "{blocks}");
    assert!(blocks.contains(": Đơn vị loại "), "{blocks}");
}

#[test]
fn its_size_does_not_grow_with_the_number_of_units() {
    let of = |blocks: usize| {
        let mut units = String::from("tp");
        let mut rows = String::new();
        for i in 0..blocks {
            units += &format!(",q{i}<tp kind:quan");
            for j in 0..20 {
                units += &format!(",p{i}-{j}<q{i} kind:phuong group:K{i}");
                rows += &format!("p{i}-{j} 2019-01 {j}/100\n");
            }
        }
        let site = site(&units)
            .indicator("kind = \"ratio\"; target = \"> 90\"")
            .rows(&rows);
        report(&site)
    };
    let (small, large) = (of(30), of(120));
    // Four times as many units: no more rows of units, and blocks beyond some are counted.
    assert!(
        large.contains("Còn 2.490 dòng nữa"),
        "what is left out is told"
    );
    assert!(large.contains("Các khối không đủ chỗ để kê bảng"));
    assert!(large.contains("khối khác ở trang:"), "blocks are counted");
    assert!(
        large.len() < small.len() * 2,
        "{} and {}",
        small.len(),
        large.len()
    );
}

#[test]
fn a_campaign_without_figures_has_a_report_too() {
    let page = report(&site("a").indicator("kind = \"count\""));
    assert!(page.contains("Báo cáo kết quả thi đua"));
    assert!(!page.contains("noindex"));
    let indicator = "kind = \"ratio\"; target = \"> 90\"; reporters = [\"unit\"]";
    // Of the only unit, which is the whole, the summary tells.
    assert!(!report(&site("a").indicator(indicator)).contains("chua_dat"));
    let page = report(&site("a, b").indicator(indicator));
    for text in [
        "chưa có số liệu",
        "Chưa có đơn vị nào đủ số liệu để so với mục tiêu.",
        "Chưa có kỳ nào đến hạn báo cáo.",
    ] {
        assert!(page.contains(text), "{text}\n{page}");
    }
    assert!(!page.contains("đều đạt"), "nothing can be said of nobody");
}

#[test]
fn illustrative_figures_are_said_to_be_so() {
    let site = city()
        .indicator("kind = \"count\"")
        .illustrative("q1 2019-01 1\nq2 2019-01 2");
    let page = report(&site);
    assert!(page.contains("noindex"));
    assert!(page.contains("Phần này dùng số liệu minh họa, không phải kết quả thật."));
}

#[test]
fn a_campaign_that_has_ended_says_so_and_one_that_has_not_leaves_it_to_the_day_of_reading() {
    let rows = "q1 2019-01 1\nq2 2019-01 2";
    let over = city().indicator("kind = \"count\"").rows(rows);
    let page = in_context(&over.made(), |context| context.text_of("index.html"));
    assert!(
        page.contains(
            "Phong trào đã kết thúc ngày 31/12/2019; kết quả theo số liệu đến hết tháng 1/2019."
        ),
        "{page}"
    );
    assert!(!page.contains("data-ends"), "nothing is counted down");
    let going = city()
        .indicator("kind = \"count\"")
        .rows(rows)
        .days("2019-01-01", "2020-01-31");
    let page = in_context(&going.made(), |context| context.text_of("index.html"));
    assert!(!page.contains("đã kết thúc ngày"), "{page}");
    assert!(page.contains("data-ends=\"2020-01-31\""), "{page}");
    let visible = page.replace("data-over=\"đã kết thúc\"", "");
    assert!(
        !visible.contains("đã kết thúc"),
        "only the browser may say it"
    );
}
