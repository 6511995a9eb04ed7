//! `thidua build`: what is written, and that it is written as a whole or not at all.

use crate::SiteTest;
use crate::harness::exists;
use std::fs;
use std::time::{Duration, SystemTime};

#[test]
fn the_figures_behind_the_pages_are_written() {
    let test = SiteTest::from_dir("_base");
    test.run(["build"])
        .exits(0)
        .says_nothing()
        .writes_json("du-lieu/don-vi/quan-3.json", "quan-3.json")
        .writes_json("du-lieu/chi-tieu/dung-han.json", "dung-han.json")
        .writes_json("du-lieu/xep-hang.json", "xep-hang.json")
        .writes("du-lieu/don-vi/quan-3.csv", "quan-3.csv");
}

#[test]
fn a_field_that_was_left_out_is_shown_as_that() {
    let test = SiteTest::from_dir("field-left-out");
    test.run(["build"])
        .exits(0)
        .tells("build.txt")
        .writes_json("du-lieu/don-vi/quan-3.json", "quan-3.json")
        .writes_json("du-lieu/don-vi/quan-3-phuong-2.json", "phuong-2.json")
        .writes("du-lieu/tinh-hinh-bao-cao.csv", "tinh-hinh-bao-cao.csv")
        .says_on("du-lieu/tinh-hinh-bao-cao.html", "tinh-hinh-bao-cao.html")
        .says_on("don-vi/quan-3-phuong-2.html", "phuong-2.html")
        .says_on("xep-hang.html", "xep-hang.html");
    test.run_in("vi", ["check"]).exits(0).shows("check-vi.txt");
    test.run(["check", "--format", "json"])
        .exits(0)
        .reports_files("check-files.jsonl");
}

#[test]
fn a_file_that_an_announcement_names_twice_is_published_once() {
    let test = SiteTest::from_dir("_base");
    let head = "title = \"A\"\ndate = 2019-10-05\nattachments = [\"bieu.csv\"]\ndocument = { file = \"bieu.csv\" }";
    let page = format!("+++\n{head}\n+++\n\n[Biểu](bieu.csv)\n");
    test.put("content/thong-bao/a/index.md", &page);
    test.put("content/thong-bao/a/bieu.csv", "a,b\n1,2\n");
    test.run(["build"]).exits(0);
    assert!(exists(&test.path("public/thong-bao/a/bieu.csv")));
}

#[test]
fn the_archive_of_initiatives_is_written_as_pages_and_as_data() {
    let test = SiteTest::from_dir("initiatives");
    test.run(["build"])
        .exits(0)
        .says_nothing()
        .writes_json("du-lieu/sang-kien.json", "sang-kien.json")
        .writes("du-lieu/sang-kien.csv", "sang-kien.csv")
        .says_on("sang-kien/mot-cua.html", "mot-cua.html")
        .says_on("thong-bao/sang-kien.html", "sang-kien.html")
        .says_on("sang-kien/index.html", "index.html");
    assert!(exists(&test.path("public/sang-kien/mot-cua/mau.txt")));
}

#[test]
fn two_builds_of_one_input_are_byte_identical() {
    let (one, other) = (SiteTest::from_dir("_base"), SiteTest::from_dir("_base"));
    one.run(["build"]).exits(0);
    other.run_in("vi", ["build"]).exits(0);
    assert_eq!(one.files("public"), other.files("public"));
}

#[test]
fn errors_publish_nothing_and_leave_the_old_site_alone() {
    let test = SiteTest::from_dir("unknown-unit");
    test.run(["build"]).exits(1).publishes_nothing();
    let wrong = test.path("data/observations/more.csv");
    let aside = test.path("more.csv");
    fs::rename(&wrong, &aside).unwrap();
    test.run(["build"]).exits(0);
    let whole = test.files("public");
    fs::rename(&aside, &wrong).unwrap();
    test.run(["build"]).exits(1);
    assert_eq!(test.files("public"), whole);
}

#[test]
fn warnings_counted_as_errors_publish_nothing() {
    let test = SiteTest::from_dir("warning-only");
    test.run(["build", "--strict"]).exits(1).publishes_nothing();
    test.run(["build"]).exits(0);
    assert!(exists(&test.path("public/index.html")));
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let test = SiteTest::from_dir("_base");
    test.put("public/thesis.doc", "three years of work");
    test.run(["build"]).exits(3).tells("refused.txt");
    test.run(["build", "--format", "json"])
        .exits(3)
        .reports("refused.jsonl");
    assert_eq!(test.files("public").len(), 1);
}

#[test]
fn the_site_is_never_written_over_what_it_is_read_from() {
    let test = SiteTest::from_dir("_base");
    let before = test.files("");
    for out in [
        "site",
        "site/data",
        "site/content/out",
        "site/static/out",
        ".",
    ] {
        test.run(["build", "--out", out]).exits(3);
    }
    assert_eq!(test.files(""), before);
}

#[test]
fn files_of_others_are_kept_and_unchanged_files_keep_their_time() {
    let test = SiteTest::from_dir("_base");
    test.run(["build"]).exits(0);
    test.put("public/web.config", "<configuration/>");
    test.put("public/.well-known/security.txt", "Contact: x");
    let page = test.path("public/don-vi/quan-1.html");
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_551_250_000);
    fs::File::options()
        .write(true)
        .open(&page)
        .unwrap()
        .set_modified(time)
        .unwrap();
    test.put(
        "content/thong-bao/2019-04-01-moi.md",
        "+++\ntitle = \"Mới\"\ndate = 2019-04-01\n+++\n\nMới.\n",
    );
    test.run(["build"]).exits(0);
    assert!(exists(&test.path("public/thong-bao/moi.html")));
    assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), time);
    assert!(exists(&test.path("public/web.config")));
    assert!(exists(&test.path("public/.well-known/security.txt")));
}

#[test]
fn the_output_may_lie_anywhere_else() {
    let test = SiteTest::from_dir("_base");
    test.run(["build", "--out", "new/folders/www"])
        .exits(0)
        .publishes_nothing();
    assert!(exists(&test.path("../new/folders/www/index.html")));
}

#[test]
fn what_the_home_page_shows_and_links_to_is_published() {
    let test = SiteTest::from_dir("home-picture");
    test.run(["build"]).exits(0).says_nothing();
    let page = fs::read_to_string(test.path("public/index.html")).unwrap();
    for file in ["index/bia.png", "index/ke-hoach.pdf"] {
        assert!(page.contains(file), "{file} is not on the page");
        assert!(exists(&test.path("public").join(file)), "{file}");
    }
}
