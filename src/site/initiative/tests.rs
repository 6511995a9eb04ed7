//! Pages of initiatives as readers see them.

use crate::figures::testing::{Computed, Site, site};
use crate::model::{InitiativeId, Passage};
use crate::site::testing::in_context;

const MONTHS: &str = "a 2019-01 80/100\na 2019-02 82/100\na 2019-03 84/100\na 2019-04 88/100\n\
                      a 2019-05 95/100\na 2019-06 96/100\na 2019-07 97/100\n\
                      b 2019-01 90/100\nb 2019-02 90/100\nb 2019-03 90/100\nb 2019-04 90/100\n\
                      b 2019-05 91/100\nb 2019-06 91/100\nb 2019-07 91/100";

fn campaign() -> Site {
    site("a name:Quận_7, b name:Quận_8, c name:Quận_9")
        .indicator("kind = \"ratio\"; target = \"> 90\"; reporters = [\"unit\"]")
}

fn page(made: &Computed) -> String {
    in_context(made, |context| context.text_of("sang-kien/m.html"))
}

#[test]
fn before_and_after_are_told_with_counts_and_the_block_and_never_as_a_cause() {
    let made = campaign().rows(MONTHS).initiative("m a 2019-04 x").made();
    let page = page(&made);
    for text in [
        "<b>x: 82,0% trước, 96,0% sau</b>",
        "(3 tháng mỗi bên; cùng khối +1,0 điểm)",
        "Quận 7 đạt 82,0% (246 / 300) trong 3 tháng trước tháng bắt đầu (từ tháng 1 đến tháng 3/2019) \
         và 96,0% (288 / 300) trong 3 tháng sau (từ tháng 5 đến tháng 7/2019): +14,0 điểm.",
        "Cùng lúc đó, đơn vị còn lại của khối",
        "từ 90,0% đến 91,0%",
        "không chứng minh rằng sáng kiến là nguyên nhân",
        "class=\"start\"",
        ">Khối 91,0%</text>",
    ] {
        assert!(page.contains(text), "{text}\n{page}");
    }
    assert!(!page.contains("noindex"), "nothing is illustrative");
}

#[test]
fn it_is_said_why_nothing_is_compared() {
    let few = "a 2019-02 82/100\na 2019-03 84/100\na 2019-05 95/100\na 2019-06 96/100";
    let absent = |site: Site, line: &str| page(&site.initiative(line).made());
    let rows = campaign().rows(few);
    assert!(
        absent(rows.clone(), "m a 2019-04 x").contains("Chưa đủ số liệu để so sánh trước và sau")
    );
    assert!(absent(rows.clone(), "m a 2019 x").contains("Chỉ biết năm bắt đầu"));
    let none = absent(rows, "m a 2019 -");
    assert!(
        !none.contains("so sánh"),
        "nobody expects a comparison: {none}"
    );
}

#[test]
fn a_sourced_practice_is_never_mixed_with_illustrative_figures() {
    let made = campaign()
        .illustrative(MONTHS)
        .illustrative("c 2019-05 50/100")
        .initiative("m a 2019-04 x by:b@2019-04 sourced")
        .initiative("n a 2019-04 x")
        .made();
    in_context(&made, |context| {
        let page = context.text_of("sang-kien/m.html");
        assert!(
            page.contains("số liệu minh họa còn sáng kiến là thật"),
            "{page}"
        );
        for absent in ["noindex", "<svg class=\"chart\"", "Có thể giúp", "82,0%"] {
            assert!(!page.contains(absent), "{absent} in {page}");
        }
        let invented = context.text_of("sang-kien/n.html");
        assert!(
            invented.contains("noindex") && invented.contains("82,0%"),
            "{invented}"
        );
        let json = context.text_of("du-lieu/sang-kien.json");
        let suggested: Vec<&str> = json.split("\"suggested_to\":").skip(1).collect();
        assert!(
            suggested[0].starts_with("[],\"suggested_further\":0")
                && suggested[1].starts_with("[{\"unit\":\"c\""),
            "{json}"
        );
    });
}

#[test]
fn adopters_are_told_with_what_was_measured_there() {
    let made = campaign()
        .rows(MONTHS)
        .initiative("m c 2018-04 x by:a@2019-04,b")
        .made();
    let page = page(&made);
    assert!(page.contains("<h2>2 đơn vị khác đã áp dụng</h2>"), "{page}");
    assert!(page.contains("<b>+14,0 điểm</b>"), "{page}");
    assert!(page.contains("<time datetime=\"2019-04\">tháng 4/2019</time>"));
    assert!(page.contains("chưa rõ") && page.contains("chưa đủ số liệu để so sánh trước và sau"));
}

#[test]
fn units_that_fall_short_are_named_where_it_might_help() {
    let made = campaign()
        .rows("a 2019-01 80/100\nb 2019-01 95/100\nc 2019-01 92/100")
        .initiative("m b 2019-01 x")
        .made();
    in_context(&made, |context| {
        let page = context.text_of("sang-kien/m.html");
        assert!(page.contains("Có thể giúp 1 đơn vị"), "{page}");
        assert!(page.contains("x: 80,0%"), "{page}");
        let helped = context.text_of("don-vi/a.html");
        assert!(
            helped.contains("Cách làm của đơn vị khác đáng tham khảo"),
            "{helped}"
        );
        assert!(helped.contains("href=\"../sang-kien/m.html\"") && helped.contains("hỏi C"));
        assert!(
            !context
                .text_of("don-vi/c.html")
                .contains("Cách làm của đơn vị khác đáng tham khảo")
        );
    });
}

#[test]
fn all_that_is_given_is_told_and_what_is_not_is_named() {
    let mut made = campaign().initiative("m a 2019-04-05 - sourced").made();
    let one = &mut made.campaign.initiatives.0[0];
    one.cost = Some("Không tốn thêm".into());
    one.lessons = Some(Passage::Plain("Nên làm:\n- ngắn\n- <b>rõ</b>".into()));
    one.recognition = Some("Bằng khen".into());
    one.sources = vec!["Báo A, https://a.vn/b.".into()];
    one.contact = "Chưa rõ".into();
    let page = page(&made);
    for text in [
        "<p>Không tốn thêm</p>",
        "<li>ngắn</li><li>&lt;b&gt;rõ&lt;/b&gt;</li>",
        "<p>Bằng khen</p>",
        "Báo A, <a href=\"https://a.vn/b\" rel=\"noopener\">a.vn/b</a>.",
        "Chưa có thông tin về: kết quả, điều kiện, khả năng nhân rộng, khó khăn.",
        "chưa có bên nào khác kiểm tra",
        "<span class=\"absent\">chưa rõ</span>",
        "Quận 7 (2019). T. Kho sáng kiến, T, mã m, cập nhật 01/01/2020.",
    ] {
        assert!(page.contains(text), "{text}\n{page}");
    }
}

#[test]
fn the_archive_is_written_as_data_with_every_key_that_was_given() {
    let mut made = campaign()
        .rows(MONTHS)
        .initiative("m a 2019-04 x by:b@2019-08,c")
        .made();
    made.campaign.initiatives.0[InitiativeId(0).0 as usize].title = "=HYPERLINK(\"x\"), ô".into();
    in_context(&made, |context| {
        let json = context.text_of("du-lieu/sang-kien.json");
        assert!(
            json.starts_with(
                "{\"initiatives\":[{\"id\":\"m\",\"title\":\"=HYPERLINK(\\\"x\\\"), ô\","
            ),
            "{json}"
        );
        for part in [
            "\"adopted_by\":[{\"unit\":\"b\",\"since\":\"2019-08\"},{\"unit\":\"c\",\"since\":null}]",
            "\"form\":\"sáng kiến\"",
            "\"url\":\"sang-kien/m.html\"",
            "\"impact\":[{\"indicator\":\"x\",\"unit\":\"a\",\"k\":3,",
        ] {
            assert!(json.contains(part), "{part} in {json}");
        }
        assert!(!json.contains("\"cost\""), "{json}");
        let csv = context.text_of("du-lieu/sang-kien.csv");
        let mut lines = csv.split("\r\n");
        let header = lines.next().expect("a header");
        assert!(
            header.starts_with("\u{feff}id,title,summary,unit,")
                && header.ends_with(",updated,illustrative,url")
        );
        let row = lines.next().expect("a row");
        assert!(
            row.starts_with("m,\"'=HYPERLINK(\"\"x\"\"), ô\",S,a,"),
            "{row}"
        );
        assert!(
            row.contains(",b 2019-08; c,") && row.ends_with(",false,sang-kien/m.html"),
            "{row}"
        );
    });
}
