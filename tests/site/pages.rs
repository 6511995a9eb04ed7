//! A page of every kind, word for word: of a small campaign with indicators of every kind and every case of a figure
//! (a tie, a gap, a field missed, a field left out, a small sample, nothing arising, a range exceeded, …).
//!
//! Pages are held line by line ([`crate::html_lines`]), what surrounds them once, on the home page.

use crate::SiteTest;

fn every_page() -> SiteTest {
    SiteTest::from_dir("every-page")
}

#[test]
fn what_is_told_of_the_campaign() {
    let test = every_page();
    test.run(["build"]).exits(0).tells("build.txt");
    test.run_in("vi", ["build"]).exits(0).tells("build-vi.txt");
}

#[test]
fn the_home_page_and_what_surrounds_every_page() {
    let test = every_page();
    test.run(["build"])
        .exits(0)
        .writes_page("index.html", "home.html")
        .writes_page("404.html", "404.html")
        .writes_page("ve-trang.html", "alias.html");
}

#[test]
fn units() {
    let test = every_page();
    test.run(["build"])
        .exits(0)
        .says_in_lines("don-vi/index.html", "units.html")
        .says_in_lines("don-vi/quan-3.html", "district.html")
        .says_in_lines("don-vi/huyen-nha-be.html", "district-alone.html")
        .says_in_lines("don-vi/quan-3-phuong-2.html", "ward.html")
        .says_in_lines("don-vi/so-tu-phap.html", "department.html");
}

#[test]
fn indicators() {
    let test = every_page();
    test.run(["build"])
        .exits(0)
        .says_in_lines("chi-tieu/index.html", "indicators.html")
        .says_in_lines("chi-tieu/dung-han.html", "ratio-by-fields.html")
        .says_in_lines("chi-tieu/hai-long.html", "ratio-sampled.html")
        .says_in_lines("chi-tieu/truc-tuyen.html", "ratio-range.html")
        .says_in_lines("chi-tieu/tai-can-bo.html", "ratio-not-percent.html")
        .says_in_lines("chi-tieu/thoi-gian.html", "mean.html")
        .says_in_lines("chi-tieu/buu-chinh.html", "count.html")
        .says_in_lines("chi-tieu/mot-cua.html", "stock.html")
        .says_in_lines("chi-tieu/diem.html", "score.html");
}

#[test]
fn rankings_and_outside_indices() {
    let test = every_page();
    test.run(["build"])
        .exits(0)
        .says_in_lines("xep-hang.html", "ranking.html")
        .says_in_lines("chi-so.html", "outside-indices.html");
}

#[test]
fn the_report() {
    let test = every_page();
    test.run(["build"])
        .exits(0)
        .says_in_lines("bao-cao.html", "report.html");
}

#[test]
fn initiatives_and_their_archive() {
    let test = every_page();
    test.run(["build"])
        .exits(0)
        .says_in_lines("sang-kien/index.html", "archive.html")
        .says_in_lines("sang-kien/chi-tieu/dung-han.html", "archive-of-one.html")
        .says_in_lines("sang-kien/don-vi/index.html", "archive-units.html")
        .says_in_lines("sang-kien/don-vi/quan-7.html", "archive-unit.html")
        .says_in_lines("sang-kien/thu-xin-loi.html", "initiative.html")
        .says_in_lines("sang-kien/mot-cua.html", "initiative-with-file.html");
}

#[test]
fn announcements_topics_and_free_pages() {
    let test = every_page();
    test.run(["build"])
        .exits(0)
        .says_in_lines("thong-bao/index.html", "announcements.html")
        .says_in_lines("thong-bao/ket-qua.html", "announcement.html")
        .says_in_lines("thong-bao/dinh-chinh.html", "announcement-corrects.html")
        .says_in_lines("chu-de/ket-qua.html", "topic.html")
        .says_in_lines("gioi-thieu.html", "free-page.html");
}

#[test]
fn data_and_methodology() {
    let test = every_page();
    test.run(["build"])
        .exits(0)
        .says_in_lines("du-lieu/index.html", "data.html")
        .says_in_lines("du-lieu/tinh-hinh-bao-cao.html", "submissions.html")
        .says_in_lines("phuong-phap.html", "methodology.html");
}

#[test]
fn embeds() {
    let test = every_page();
    test.run(["build"])
        .exits(0)
        .writes_page("nhung/index.html", "embed-home.html")
        .writes_page("nhung/don-vi/quan-3.html", "embed-unit.html")
        .writes_page("nhung/chi-tieu/dung-han.html", "embed-indicator.html")
        .writes_page("nhung/sang-kien/thu-xin-loi.html", "embed-initiative.html")
        .writes_page("nhung/chu/don-vi/quan-3.html", "embed-paste.html");
}

#[test]
fn feeds() {
    let test = every_page();
    test.run(["build"])
        .exits(0)
        .writes("atom.xml", "atom.xml")
        .writes("don-vi/quan-3.atom.xml", "quan-3.atom.xml");
}
