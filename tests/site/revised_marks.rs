//! A figure that was revised is marked wherever it is drawn, and leads to its reason from there.

use crate::SiteTest;
use scraper::{Html, Selector};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const NOW: &str = "2019-06-10T08:00:00+07:00";

/// Three months of two districts by two fields; one figure is as it was published or as it was revised.
fn table(revised: bool) -> String {
    let mut table = "indicator,unit,period,field,numerator,denominator\n".to_owned();
    for unit in ["quan-1", "quan-3"] {
        for month in 3..=5 {
            for (field, of) in [("Đất đai", 80), ("Hộ tịch", 90)] {
                let is_it = revised && (unit, month, of) == ("quan-1", 4, 80);
                let in_time = if is_it { of - 9 } else { of };
                let _ = writeln!(
                    table,
                    "dung-han,{unit},2019-{month:02},{field},{in_time},100"
                );
            }
        }
    }
    table
}

fn select<'h>(html: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// The rows of the page of changes that a page leads to, and how many points are framed on it.
fn marks(page: &str, root: &str) -> (BTreeSet<String>, usize) {
    let html = Html::parse_document(page);
    let links = select(&html, "a[href*='thay-doi.html#']").into_iter();
    let rows = links.map(|link| {
        let (path, row) = link.attr("href").unwrap().split_once('#').unwrap();
        assert_eq!(path, format!("{root}thay-doi.html"));
        row.strip_prefix("2019-06-09.dung-han.").unwrap().to_owned()
    });
    let framed = select(&html, "svg path.revised").into_iter();
    let framed = framed.map(|path| path.attr("d").unwrap().matches('M').count());
    (rows.collect(), framed.sum())
}

#[test]
fn a_revised_figure_leads_to_its_reason_wherever_it_is_drawn() {
    let test = SiteTest::from_dir("_base");
    let indicators = std::fs::read_to_string(test.path("data/indicators.toml")).unwrap();
    test.put(
        "data/indicators.toml",
        &indicators.replace("[\"district\", \"ward\"]", "[\"district\"]"),
    );
    test.put("data/observations/dung-han.csv", &table(false));
    test.run(["release", "--now", "2019-06-08T08:00:00+07:00"])
        .exits(0);
    test.put("data/observations/dung-han.csv", &table(true));
    let now = "2019-06-09T08:00:00+07:00";
    test.run(["release", "--note", "Đếm lại", "--now", now])
        .exits(0);
    test.put(
        "content/thong-bao/2019-06-10-ket-qua.md",
        "+++\ntitle = \"Kết quả\"\ndate = 2019-06-10\nsummary = \"Kết quả\"\n+++\n\n\
         {{ chart(indicator=\"dung-han\", unit=\"quan-1\") }}\n\n\
         {{ chart(indicator=\"dung-han\", unit=\"quan-1\", field=\"dat-dai\") }}\n",
    );
    let built = test.run(["build", "--now", NOW]).exits(0);
    let changes = Html::parse_document(&built.written("thay-doi.html"));
    let ids = select(&changes, "tr[id]").into_iter();
    let ids: BTreeSet<String> = ids
        .map(|row| row.attr("id").unwrap()["2019-06-09.dung-han.".len()..].to_owned())
        .collect();
    let field = "quan-1.2019-04.dat-dai";
    let overall = ["quan-1.2019-04..tong", "quan-1.luy-ke..tong"];
    let whole = [".2019-04..tong", ".luy-ke..tong"];
    let in_field = ".2019-04.dat-dai..tong";
    let of = |rows: &[&str]| -> BTreeSet<String> { rows.iter().map(|&row| row.into()).collect() };
    let all = [field, overall[0], overall[1], whole[0], whole[1], in_field];
    assert_eq!(ids, of(&all));
    for (path, root, rows, framed) in [
        ("index.html", "", of(&whole), 1),
        ("bao-cao.html", "", of(&whole), 1),
        (
            "chi-tieu/dung-han.html",
            "../",
            of(&[whole[0], whole[1], in_field]),
            2,
        ),
        (
            "don-vi/quan-1.html",
            "../",
            of(&[overall[0], overall[1], field]),
            2,
        ),
        ("don-vi/quan-3.html", "../", of(&[]), 0),
        (
            "thong-bao/ket-qua.html",
            "../",
            of(&[overall[0], overall[1], field]),
            2,
        ),
        ("nhung/index.html", "../", of(&whole), 1),
        ("nhung/chi-tieu/dung-han.html", "../../", of(&whole), 1),
        ("nhung/don-vi/quan-1.html", "../../", of(&overall), 1),
        ("nhung/don-vi/quan-3.html", "../../", of(&[]), 0),
    ] {
        let page = built.written(path);
        assert_eq!(marks(&page, root), (rows, framed), "{path}");
    }
}
