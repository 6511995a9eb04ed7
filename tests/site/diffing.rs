//! `thidua diff`: what readers see change from one site to another.

use crate::SiteTest;
use serde_json::{Value, json};
use std::fs;

/// A campaign that was built into `old`, then revised in one figure and given a month more, and built into `new` and
/// `new.zip`.
fn revised() -> SiteTest {
    let test = SiteTest::from_dir("_base");
    test.put(
        "content/thong-bao/2019-10-01-dau.md",
        "+++\ntitle = \"Đầu & cuối\"\ndate = 2019-10-01\n+++\n\nMột.\n",
    );
    build(&test, "old");
    let path = test.path("data/observations/dung-han.csv");
    let figures = fs::read_to_string(&path).unwrap();
    fs::copy(&path, test.path("dung-han.csv")).unwrap();
    let (head, row) = figures.trim_end().split_once('\n').unwrap();
    let (first, rest) = row.split_once('\n').unwrap();
    // One more that was on time.
    let mut cells: Vec<String> = first.split(',').map(str::to_owned).collect();
    let numerator = head
        .split(',')
        .position(|name| name == "numerator")
        .unwrap();
    let less = cells[numerator].parse::<u32>().unwrap() - 1;
    cells[numerator] = less.to_string();
    test.put(
        "data/observations/dung-han.csv",
        &format!("{head}\n{}\n{rest}\n", cells.join(",")),
    );
    test.put(
        "content/thong-bao/2019-10-02-moi.md",
        "+++\ntitle = \"Mới\"\ndate = 2019-10-02\n+++\n\nHai.\n",
    );
    build(&test, "new");
    test
}

fn build(test: &SiteTest, name: &str) {
    let [out, zip] = [name.to_owned(), format!("{name}.zip")].map(|name| test.path(&name));
    test.run([
        "build",
        "--out",
        out.to_str().unwrap(),
        "--zip",
        zip.to_str().unwrap(),
    ])
    .exits(0);
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn what_changed_is_told_wherever_the_sites_stand() {
    let test = revised();
    let told = test
        .run_here("en", ["diff", "old", "new", "--format", "json"])
        .exits(0);
    let changes = lines(told.shown());
    let of = |kind: &str| -> Vec<&Value> {
        changes
            .iter()
            .filter(|change| change["kind"] == kind)
            .collect()
    };
    let announcements = of("announcement");
    assert_eq!(announcements.len(), 1, "{announcements:?}");
    assert_eq!(announcements[0]["title"], "Mới");
    assert_eq!(announcements[0]["old"], Value::Null);
    let figures = of("figure");
    assert!(!figures.is_empty());
    for figure in &figures {
        let [old, new] = ["old", "new"].map(|side| figure[side]["numerator"].as_u64().unwrap());
        assert_eq!(old, new + 1, "{figure}");
        assert_eq!(figure["old"]["denominator"], figure["new"]["denominator"]);
    }
    assert!(
        of("page")
            .iter()
            .any(|page| page["path"] == "thong-bao/moi.html")
    );

    // A site folder is what would be built of it.
    let site = test.path("");
    let site = site.to_str().unwrap().trim_end_matches('/');
    for (old, new) in [
        ("old.zip", "new.zip"),
        ("old", "new.zip"),
        ("old.zip", site),
    ] {
        let same = test
            .run_here(
                "en",
                [
                    "diff",
                    old,
                    new,
                    "--format",
                    "json",
                    "--now",
                    crate::harness::NOW,
                ],
            )
            .exits(0);
        assert_eq!(lines(same.shown()), changes, "{old} {new}");
    }
    let nothing = test.run_here("en", ["diff", "new", "new.zip"]).exits(0);
    assert_eq!(nothing.shown(), "Nothing changed.\n");
    let back = test
        .run_here("en", ["diff", "new", "old", "--format", "json"])
        .exits(0);
    for (there, back) in lines(back.shown()).iter().zip(&changes) {
        assert_eq!([&there["old"], &there["new"]], [&back["new"], &back["old"]]);
    }
}

#[test]
fn people_are_told_by_what_readers_notice() {
    let test = revised();
    for (language, pages, expected) in [
        ("vi", "Trang\n", "diff-vi.txt"),
        ("en", "Pages\n", "diff-en.txt"),
    ] {
        let told = test.run_here(language, ["diff", "old", "new"]).exits(0);
        let (figures, _) = told.shown().split_once(pages).unwrap();
        test.expect(figures, expected);
    }
}

#[test]
fn a_page_that_stands_alone_tells_who_is_to_approve() {
    let test = revised();
    for (language, expected) in [("vi", "diff-vi.html"), ("en", "diff-en.html")] {
        let told = test.run_here(language, ["diff", "old", "new", "--html", "doi.html"]);
        assert_eq!(told.exits(0).shown(), "");
        let page = fs::read_to_string(test.path("doi.html")).unwrap();
        for outside in ["http:", "https:", "src=", "url(", "<link", "<script"] {
            assert!(!page.contains(outside), "{outside}: {page}");
        }
        let (_, body) = page.split_once("</style>").unwrap();
        test.expect(body, expected);
    }
    // Nothing changed: the page says so, and nothing else.
    let same = ["diff", "new", "new.zip", "--html", "doi.html"];
    test.run_here("vi", same).exits(0);
    let page = fs::read_to_string(test.path("doi.html")).unwrap();
    assert!(
        page.contains("Không có gì thay đổi") && !page.contains("<h2>"),
        "{page}"
    );
    // Nothing that somebody else wrote is overwritten.
    test.put("to-trinh.html", "<p>Tờ trình</p>");
    let other = ["diff", "old", "new", "--html", "to-trinh.html"];
    let told = test.run_here("vi", other).exits(3);
    assert!(told.said().contains("chọn tên khác"), "{}", told.said());
    assert_eq!(
        fs::read_to_string(test.path("to-trinh.html")).unwrap(),
        "<p>Tờ trình</p>"
    );
}

#[test]
fn uploads_come_in_an_order_that_readers_do_not_notice() {
    let test = revised();
    test.put("new/du-lieu/x.txt", "not of the site");
    fs::remove_file(test.path("new/thong-bao/dau.html")).unwrap();
    let told = test
        .run_here("en", ["diff", "old", "new", "--upload-list"])
        .exits(0);
    let paths: Vec<&str> = told.shown().lines().collect();
    let at = |line: &str| paths.iter().position(|path| *path == line).unwrap();
    assert!(at("upload\tdu-lieu/xep-hang.json") < at("upload\tthong-bao/moi.html"));
    assert!(at("upload\tthong-bao/moi.html") < at("upload\tindex.html"));
    assert!(at("upload\tindex.html") < at("upload\tdu-lieu/manifest.json"));
    assert_eq!(at("delete\tthong-bao/dau.html"), paths.len() - 1);
    assert!(!told.shown().contains("x.txt") && !told.shown().contains(".thidua-site"));
    let told = test
        .run_here(
            "en",
            ["diff", "old", "new", "--upload-list", "--format", "json"],
        )
        .exits(0);
    let last = lines(told.shown()).pop().unwrap();
    assert_eq!(
        last,
        json!({"action": "delete", "path": "thong-bao/dau.html"})
    );
}

#[test]
fn what_cannot_be_compared_is_told() {
    let test = revised();
    let refused = |arguments: [&str; 3], code: i32, says: &str| {
        let told = test.run_here("en", arguments).exits(code).said().to_owned();
        assert!(told.contains(says), "{told}");
    };
    refused(["diff", "old", "nowhere"], 2, "publication-missing");
    refused(["diff", "data", "new"], 2, "diff-no-site");
    test.put("new/du-lieu/don-vi/quan-1.json", "{}");
    refused(["diff", "old", "new"], 1, "diff-form");
    let told = test
        .run_here("en", ["diff", "old", ".", "--upload-list"])
        .exits(2);
    assert!(told.said().contains("diff-not-built"));
    test.put("content/thong-bao/x.md", "+++\n+++\n");
    test.run_here("en", ["diff", "old", ".", "--now", crate::harness::NOW])
        .exits(1);
}
