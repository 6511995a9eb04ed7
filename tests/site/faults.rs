//! What goes wrong around a build: the old site or the new one stands whole, and what is said is the cause.

use crate::harness::SiteTest;
use std::fs;
use std::process::{Command, Stdio};

/// The program on a site folder, to be run with what it is given.
fn build(test: &SiteTest) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
    command.args(["build", "--lang", "en", "--now", crate::harness::NOW]);
    command.arg("--root").arg(test.path(""));
    command
}

fn pages(test: &SiteTest) -> usize {
    let files = test.files("public");
    files.keys().filter(|path| path.ends_with(".html")).count()
}

#[test]
fn many_pages_go_only_where_that_is_meant() {
    let test = SiteTest::from_dir("every-page");
    test.run(["build"]).exits(0);
    let (before, all) = (test.files("public"), pages(&test));
    // A few may go with their texts.
    let one = test.path("content/thong-bao/2019-10-08-dinh-chinh.md");
    let text = fs::read_to_string(&one).unwrap();
    fs::remove_file(&one).unwrap();
    test.run(["build"]).exits(0);
    assert!(pages(&test) < all);
    fs::write(&one, text).unwrap();
    test.run(["build"]).exits(0);
    assert_eq!(test.files("public"), before);
    // Not those of half of the units and of every text.
    fs::remove_dir_all(test.path("content")).unwrap();
    fs::remove_file(test.path("data/initiatives.csv")).unwrap();
    let ran = test.run(["build"]).exits(1);
    assert!(
        ran.said().contains("error[pages-removed]"),
        "{}",
        ran.said()
    );
    assert!(ran.said().contains("--allow-removals"), "{}", ran.said());
    assert_eq!(test.files("public"), before);
    test.run(["build", "--allow-removals"]).exits(0);
    assert!(pages(&test) < all * 9 / 10);
}

#[cfg(target_os = "linux")]
#[test]
fn a_site_that_was_published_is_published_whoever_is_told() {
    let test = SiteTest::from_dir("every-page");
    for (json, out) in [(true, false), (false, true)] {
        let full = || {
            Stdio::from(
                fs::OpenOptions::new()
                    .write(true)
                    .open("/dev/full")
                    .unwrap(),
            )
        };
        let mut command = build(&test);
        if json {
            command.args(["--format", "json"]);
        }
        let (stdout, stderr) = if out {
            (Stdio::null(), full())
        } else {
            (full(), Stdio::null())
        };
        let ended = command.stdout(stdout).stderr(stderr).status().unwrap();
        assert_eq!(ended.code(), Some(0), "json {json}");
        // A pipe that nobody reads.
        let mut command = build(&test);
        let mut child = command
            .args(["--format", "json"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn files_that_others_put_there_meanwhile_stay() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let test = SiteTest::from_dir("every-page");
    test.run(["build"]).exits(0);
    let done = AtomicBool::new(false);
    let out = test.path("public");
    let put = std::thread::scope(|scope| {
        let putting = scope.spawn(|| {
            let mut put = Vec::new();
            while !done.load(Ordering::Relaxed) {
                let folder = ["", "don-vi/", "theirs/a/"][put.len() % 3];
                let path = format!("{folder}{}.txt", put.len());
                let on_disk = out.join(&path);
                let written = fs::create_dir_all(on_disk.parent().unwrap())
                    .and_then(|()| fs::write(&on_disk, &path));
                // The folder may be gone for a moment where it is not exchanged in one step.
                if written.is_ok() {
                    put.push(path);
                }
                std::thread::sleep(std::time::Duration::from_micros(300));
            }
            put
        });
        for round in 0..6 {
            test.put(
                "content/gioi-thieu.md",
                &format!("+++\ntitle = \"Giới thiệu\"\n+++\n{round}\n"),
            );
            test.run(["build"]).exits(0);
        }
        done.store(true, Ordering::Relaxed);
        putting.join().unwrap()
    });
    let there = test.files("public");
    let lost: Vec<_> = put
        .iter()
        .filter(|path| !there.contains_key(*path))
        .collect();
    assert_eq!(lost, Vec::<&String>::new(), "of {}", put.len());
    let beside = fs::read_dir(test.path("")).unwrap();
    let names = beside.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = names.filter(|name| name.starts_with('.')).collect();
    assert_eq!(left, [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_build_that_is_asked_to_end_clears_up_and_says_so() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let test = SiteTest::from_dir("every-page");
        test.run(["build"]).exits(0);
        let mut before = test.files("public");
        let mut stopped = 0;
        for wait in [0, 50, 100, 150, 200, 300, 400, 600, 800, 1200] {
            test.put(
                "content/gioi-thieu.md",
                &format!("+++\ntitle = \"Giới thiệu\"\n+++\n{wait}\n"),
            );
            let mut child = build(&test).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(std::time::Duration::from_millis(wait));
            let pid = child.id().to_string();
            let _ = Command::new("kill").args([signal, &pid]).status();
            let ended = child.wait().unwrap();
            let beside = fs::read_dir(test.path("")).unwrap();
            let names = beside.map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let left: Vec<String> = names.filter(|name| name.starts_with('.')).collect();
            assert_eq!(left, [""; 0], "after {wait} ms");
            if ended.code() == Some(0) {
                // It was done, or the signal came before there was anybody to heed it.
                before = test.files("public");
                continue;
            }
            // At the very beginning the signal ends it as it ends any program.
            assert!(matches!(ended.code(), None | Some(130 | 143)), "{ended:?}");
            stopped += u32::from(ended.code() == Some(code));
            assert_eq!(test.files("public"), before);
        }
        assert!(stopped > 0);
    }
}

#[test]
fn the_folder_of_passing_files_is_no_output_folder() {
    let test = SiteTest::from_dir("every-page");
    for out in ["site/.thidua", "site/.thidua/a/b"] {
        let ran = test.run(["build", "--out", out]).exits(3);
        assert!(
            ran.said().contains("error[output-in-cache]"),
            "{}",
            ran.said()
        );
    }
}

#[test]
fn a_table_that_is_being_written_is_never_published_half() {
    let test = SiteTest::from_dir("every-page");
    test.run(["build"]).exits(0);
    let table = test.path("data/observations/dung-han.csv");
    let whole = fs::read_to_string(&table).unwrap();
    let read = "du-lieu/quan-sat.csv";
    let rows = |test: &SiteTest| {
        test.files("public")[read]
            .iter()
            .filter(|b| **b == b'\n')
            .count()
    };
    let all = rows(&test);
    let halves: Vec<&str> = whole.split_inclusive('\n').collect();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            use std::io::Write as _;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                let mut file = fs::File::create(&table).unwrap();
                for line in &halves {
                    file.write_all(line.as_bytes()).unwrap();
                    std::thread::sleep(std::time::Duration::from_millis(30));
                }
            }
        });
        for _ in 0..5 {
            let ran = test.run(["build", "--format", "json"]).exits(1);
            assert!(
                ran.shown().contains("changed-while-read"),
                "{}",
                ran.shown()
            );
            assert_eq!(rows(&test), all);
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        writing.join().unwrap();
    });
    test.run(["build"]).exits(0);
    assert_eq!(rows(&test), all);
}

#[test]
fn files_that_run_are_not_published() {
    let test = SiteTest::from_dir("every-page");
    test.put("static/a.svgz", "x");
    test.put("static/b.svg", "<svg><script>x</script></svg>");
    test.put(
        "static/plain.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    test.put("static/page.html", "<script>x</script>");
    test.put(
        "content/thong-bao/anh.png",
        "<!doctype html><script>x</script>",
    );
    let page = "+++\ntitle = \"Tin\"\ndate = 2019-10-01\nsummary = \"Một tin.\"\nsource = \"x\"\n+++\n![Một ảnh](anh.png)\n";
    test.put("content/thong-bao/2019-10-01-tin.md", page);
    let ran = test.run(["build", "--format", "json"]).exits(1);
    let told = |what: &str| ran.shown().matches(what).count();
    assert_eq!(told("static-runs"), 2, "{}", ran.shown());
    assert_eq!(told("\"attachment-kind\""), 1, "{}", ran.shown());
}
