use crate::figures::testing::site;
use crate::site::testing::in_context;

const RATIO: &str = "kind = \"ratio\"; target = \"> 90\"";

#[test]
fn an_embedded_unit_has_its_key_figure_one_chart_and_the_way_to_the_whole() {
    let site = site("a, b").indicator(RATIO);
    let made = site
        .rows("a 2019-01 95/100\na 2019-02 180/200\nb 2019-01 1/2")
        .made();
    in_context(&made, |context| {
        let html = context.text_of("nhung/don-vi/a.html");
        for part in [
            "<meta name=\"robots\" content=\"noindex\">",
            // Without a target, which is dead where editors seal frames; the script gives it one.
            "<h1><a href=\"../../don-vi/a.html\">",
            "src=\"../../nhung/nhung.js\"",
            "91,7%",
            "<span class=\"state met\">Đạt</span>",
            "mục tiêu trên 90%",
            "Số liệu đến hết tháng 2/2019",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert_eq!(html.matches("<svg").count(), 1);
        assert!(!html.contains("canonical"), "no address, no canonical one");
        assert!(!html.contains("minh họa"));
        let alone = context.text_of("nhung/don-vi/b.html");
        assert!(!alone.contains("<svg"), "one period makes no line: {alone}");
        assert!(alone.contains("50,0%") && alone.contains("Chưa đạt"));
    });
}

#[test]
fn what_is_illustrative_is_said_to_be_so_in_frames_too() {
    let site = site("a, b").indicator(RATIO);
    let site = site.rows("b 2019-01 1/2");
    let made = site.illustrative("a 2019-01 95/100").made();
    in_context(&made, |context| {
        for (path, is_illustrative) in [
            ("nhung/don-vi/a.html", true),
            ("nhung/don-vi/b.html", false),
            ("nhung/chi-tieu/x.html", true),
            ("nhung/index.html", true),
        ] {
            let said = context.text_of(path).contains("Số liệu minh họa");
            assert_eq!(said, is_illustrative, "{path}");
        }
    });
}

#[test]
fn an_initiative_whose_figures_are_illustrative_says_so_in_its_frame() {
    let months = |figure: &str| -> String {
        let month = |month| format!("a 2019-0{month} {figure}\n");
        (1..=7).map(month).collect()
    };
    let site = site("a").indicator(RATIO).initiative("m a 2019-04 x");
    for (site, is_illustrative) in [
        (site.clone().rows(&months("95/100")), false),
        (site.illustrative(&months("95/100")), true),
    ] {
        in_context(&site.made(), |context| {
            let frame = context.text_of("nhung/sang-kien/m.html");
            assert!(frame.contains("<svg"), "{frame}");
            let said = frame.contains("Số liệu minh họa, không phải kết quả thật.");
            assert_eq!(said, is_illustrative);
        });
    }
}

#[test]
fn a_unit_without_figures_shows_the_gap() {
    let site = site("a, b").indicator(RATIO);
    let made = site.rows("a 2019-01 95/100").made();
    in_context(&made, |context| {
        let html = context.text_of("nhung/don-vi/b.html");
        assert!(!html.contains("Đạt"), "{html}");
        assert!(html.contains("Chưa có số liệu"), "{html}");
        assert!(html.contains("href=\"../../don-vi/b.html\""));
    });
}

#[test]
fn every_page_that_can_be_embedded_offers_its_frame() {
    let site = site("a").indicator(RATIO);
    let made = site.rows("a 2019-01 95/100").made();
    in_context(&made, |context| {
        for (page, embedded) in [
            ("index.html", "nhung/index.html"),
            ("don-vi/a.html", "nhung/don-vi/a.html"),
            ("chi-tieu/x.html", "nhung/chi-tieu/x.html"),
        ] {
            let html = context.text_of(page);
            let base = "https://ĐỊA-CHỈ-CỦA-TRANG-NÀY";
            for part in [
                format!("&lt;iframe src=&quot;{base}/{embedded}&quot;"),
                format!("&lt;a href=&quot;{base}/{page}&quot;&gt;"),
                format!("&lt;script src=&quot;{base}/nhung/nhung.js&quot; async&gt;"),
                "Thay ĐỊA-CHỈ-CỦA-TRANG-NÀY".to_owned(),
                format!("nhung/chu/{page}"),
            ] {
                assert!(html.contains(&part), "{part}: {html}");
            }
        }
    });
}

#[test]
fn what_editors_take_that_take_no_frame_has_the_figure_its_date_and_a_link() {
    let site = site("a, b").indicator(RATIO);
    let made = site
        .rows("a 2019-01 95/100\na 2019-02 180/200\nb 2019-01 1/2")
        .made();
    in_context(&made, |context| {
        let html = context.text_of("nhung/chu/don-vi/a.html");
        for part in [
            "<td>x (lũy kế từ tháng 1 đến tháng 2/2019)</td><td>91,7% · Đạt</td><td>trên 90%</td>",
            "Số liệu đến hết tháng 2/2019. <a href=\"../../../don-vi/a.html\">",
            "&lt;a href=&quot;https://ĐỊA-CHỈ-CỦA-TRANG-NÀY/don-vi/a.html&quot;&gt;",
            "src=\"../../../nhung/anh/don-vi/a.svg\"",
            "&lt;img src=&quot;https://ĐỊA-CHỈ-CỦA-TRANG-NÀY/nhung/anh/don-vi/a.svg&quot;",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        let picture = context.text_of("nhung/anh/don-vi/a.svg");
        for part in [
            "Unit a: đạt mục tiêu",
            "90,0%",
            "Số liệu đến hết tháng 2/2019.",
        ] {
            assert!(picture.contains(part), "{part}: {picture}");
        }
        // One period makes no line: the picture says the figure.
        let alone = context.text_of("nhung/anh/don-vi/b.svg");
        assert!(alone.contains("x: 50,0% · Chưa đạt"), "{alone}");
    });
}

#[test]
fn a_picture_of_illustrative_figures_says_so() {
    let site = site("a").indicator(RATIO);
    let made = site
        .illustrative("a 2019-01 95/100\na 2019-02 95/100")
        .made();
    in_context(&made, |context| {
        for path in ["nhung/anh/don-vi/a.svg", "nhung/chu/don-vi/a.html"] {
            let text = context.text_of(path);
            assert!(
                text.contains("Số liệu minh họa, không phải kết quả thật."),
                "{path}"
            );
        }
    });
}
