//! `du-lieu/manifest.json` and `thidua verify`: whether a copy is what was built.

use crate::SiteTest;
use serde_json::Value;
use std::fs;

const MANIFEST: &str = "du-lieu/manifest.json";

/// A site that was built, beside a copy of it in `copy`.
fn built_and_copied() -> SiteTest {
    let test = SiteTest::from_dir("whole-site");
    copied(&test);
    test
}

fn copied(test: &SiteTest) {
    test.run(["build"]).exits(0);
    for (path, bytes) in test.files("public") {
        test.put_bytes(&format!("copy/{path}"), &bytes);
    }
}

fn without_mark(test: &SiteTest) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = test.files("public");
    files.remove(".thidua-site");
    files
}

#[test]
fn the_manifest_lists_every_file_but_itself() {
    let test = built_and_copied();
    let mut files = without_mark(&test);
    let manifest = files.remove(MANIFEST).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    let paths: Vec<&str> = listed
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    assert!(paths.iter().copied().eq(files.keys().map(String::as_str)));
    for (file, bytes) in listed.iter().zip(files.values()) {
        assert_eq!(file["bytes"], bytes.len(), "{file}");
        assert_eq!(file["sha256"].as_str().unwrap().len(), 64, "{file}");
    }
    assert!(
        manifest["generated_by"]
            .as_str()
            .unwrap()
            .starts_with("thidua 0.")
    );
    // The last month with figures, whatever the clock says.
    assert_eq!(manifest["as_of"], "2019-05");
}

#[test]
fn a_copy_is_whole_or_every_difference_is_told() {
    let test = SiteTest::from_dir("whole-site");
    // Texts of the test's own, so that nothing here changes with the pages.
    for name in ["a", "b", "c", "d", "e"] {
        test.put(&format!("static/thu/{name}.html"), "Quận 1\n12\n");
    }
    test.put("static/thu/bom.csv", "\u{feff}a\r\n1\r\n");
    copied(&test);
    test.run_here("en", ["verify", "public"])
        .exits(0)
        .tells_nothing();
    let whole = test.run_here("vi", ["verify", "copy"]).exits(0);
    assert!(whole.shown().starts_with("Nguyên vẹn: đủ ") && whole.shown().lines().count() == 1);
    assert!(
        whole
            .shown()
            .ends_with(". Số liệu đến hết tháng\u{a0}5/2019.\n"),
        "{}",
        whole.shown()
    );
    test.run_here("en", ["verify", "copy", "--format", "json"])
        .exits(0)
        .says_nothing();

    test.put("copy/thu/a.html", "Quận 1\n12\n\n");
    test.put("copy/thu/b.html", "Quận 1\n21\n");
    fs::remove_file(test.path("copy/thu/c.html")).unwrap();
    test.put("copy/thu/d.html", "Quận 1\r\n12\r\n");
    test.put_bytes("copy/thu/e.html", b"Qu?n 1\n12\xD0\n");
    test.put("copy/thu/bom.csv", "a\r\n1\r\n");
    test.put("copy/thu/la\u{1b}[2J.html", "x");
    // The mark of the output folder says nothing about a copy.
    fs::remove_file(test.path("copy/.thidua-site")).unwrap();
    for (language, expected) in [("en", "verify/wrong-en.txt"), ("vi", "verify/wrong-vi.txt")] {
        let told = test.run_here(language, ["verify", "copy"]).exits(1);
        let (lines, last) = told.shown().trim_end().rsplit_once('\n').unwrap();
        test.expect(&format!("{lines}\n"), expected);
        let counts = ["1", "5", "1"].map(|count| last.matches(count).count());
        assert!(counts.iter().all(|&count| count > 0), "{last}");
    }
    test.run_here("en", ["verify", "copy", "--format", "json"])
        .exits(1)
        .shows("verify/wrong.jsonl");
}

#[test]
fn what_is_no_copy_is_told() {
    let test = built_and_copied();
    test.run_here("en", ["verify", "nowhere"])
        .exits(2)
        .tells("verify/nowhere.txt");
    test.run_here("en", ["verify", "."])
        .exits(2)
        .tells("verify/above.txt");
    test.run_here("en", ["verify", "data"])
        .exits(2)
        .tells("verify/without.txt");
    test.run_here("en", ["verify", "data/units.csv"])
        .exits(1)
        .tells("verify/no-zip.txt");
}

#[test]
fn a_hostile_manifest_is_refused_in_words() {
    let test = built_and_copied();
    let manifest = fs::read_to_string(test.path("copy").join(MANIFEST)).unwrap();
    test.put("secret", "x");
    for (from, to, says) in [
        ("404.html", "../secret", "“../secret”"),
        ("404.html", "/etc/passwd", "“/etc/passwd”"),
        ("404.html", "INDEX.html", "“index.html” twice"),
        ("\"bytes\":", "\"bytes\":-", "entry 1"),
        ("\"files\":[", "\"files\":7,\"x\":[", "“files”"),
        ("{", "[", "no JSON"),
    ] {
        test.put(&format!("copy/{MANIFEST}"), &manifest.replacen(from, to, 1));
        let told = test
            .run_here("en", ["verify", "copy"])
            .exits(1)
            .said()
            .to_owned();
        assert!(
            told.contains("manifest-broken") && told.contains(says),
            "{to}: {told}"
        );
    }
}

#[test]
fn a_file_of_the_site_cannot_have_the_manifests_address() {
    let test = SiteTest::from_dir("_base");
    test.put(&format!("static/{MANIFEST}"), "{}");
    let told = test.run(["build"]).exits(1).said().to_owned();
    assert!(
        told.contains("output-collision") && told.contains("static/du-lieu"),
        "{told}"
    );
}

#[test]
fn a_zip_holds_exactly_what_was_built() {
    let test = SiteTest::from_dir("whole-site");
    test.put("static/thu/bảng.html", "Quận 1");
    let [zip, again] = ["trang.zip", "again.zip"].map(|name| test.path(name));
    let [zip, again] = [&zip, &again].map(|path| path.to_str().unwrap());
    test.run(["build", "--zip", zip]).exits(0);
    test.put("public/web.config", "not ours");
    test.run(["build", "--zip", again]).exits(0);
    assert_eq!(fs::read(zip).unwrap(), fs::read(again).unwrap());
    test.run_here("en", ["verify", "trang.zip"]).exits(0);
    test.run_here("en", ["verify", "public"]).exits(1);

    let mut archive = zip::ZipArchive::new(fs::File::open(zip).unwrap()).unwrap();
    let mut names = Vec::new();
    for index in 0..archive.len() {
        names.push(
            archive
                .by_index(index)
                .unwrap()
                .name()
                .unwrap()
                .into_owned(),
        );
    }
    let mut files = without_mark(&test);
    files.remove("web.config");
    assert!(names.iter().eq(files.keys()), "{names:?}");

    // Errors leave the old one.
    test.put("content/thong-bao/x.md", "+++\n+++\n");
    test.run(["build", "--zip", again]).exits(1);
    assert_eq!(fs::read(zip).unwrap(), fs::read(again).unwrap());
    for inside in ["public/x.zip", "data/x.zip", "nowhere/x.zip"] {
        let zip = test.path(inside);
        test.run(["build", "--zip", zip.to_str().unwrap()]).exits(2);
    }
}

#[test]
fn other_programs_read_the_zip() {
    let test = SiteTest::from_dir("whole-site");
    test.put("static/thu/bảng.html", "Quận 1");
    let zip = test.path("trang.zip");
    test.run(["build", "--zip", zip.to_str().unwrap()]).exits(0);
    let script = "import sys, zipfile; zip = zipfile.ZipFile(sys.argv[1]); assert zip.testzip() is None; \
        assert 'thu/bảng.html' in zip.namelist()";
    for (program, arguments) in [("unzip", vec!["-tq"]), ("python3", vec!["-c", script])] {
        let mut command = std::process::Command::new(program);
        match command.args(arguments).arg(&zip).output() {
            Ok(output) => assert!(output.status.success(), "{program}: {output:?}"),
            // tests/run installs both.
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{program}"),
        }
    }
}

const SECRET_KEY: &str = include_str!("../../src/published/keys/open.key");
const PUBLIC_KEY: &str = include_str!("../../src/published/keys/open.pub");

#[test]
fn a_signed_site_is_known_by_its_key() {
    let test = SiteTest::from_dir("whole-site");
    let [key, zip, locked, none] =
        ["thidua.key", "trang.zip", "locked.key", "none.key"].map(|name| test.path(name));
    let [key, zip, locked, none] = [&key, &zip, &locked, &none].map(|path| path.to_str().unwrap());
    test.put("thidua.key", SECRET_KEY);
    test.put("thidua.pub", PUBLIC_KEY);
    test.put(
        "other.pub",
        include_str!("../../src/published/keys/locked.pub"),
    );
    test.put(
        "locked.key",
        include_str!("../../src/published/keys/locked.key"),
    );
    test.run(["build", "--sign", key, "--zip", zip]).exits(0);
    let first = test.files("public");
    test.run(["build", "--sign", key]).exits(0);
    assert_eq!(first, test.files("public"));

    let line = PUBLIC_KEY.lines().nth(1).unwrap();
    for (copy, key) in [("public", "thidua.pub"), ("trang.zip", line)] {
        let told = test.run_here("en", ["verify", copy, "--key", key]).exits(0);
        assert!(
            told.shown().ends_with("\nSigned with that key.\n"),
            "{}",
            told.shown()
        );
    }
    let unchecked = test.run_here("en", ["verify", "public"]).exits(0);
    assert!(unchecked.shown().contains("not checked"));
    let unsigned = |key: &str, says: &str| {
        let told = test
            .run_here("en", ["verify", "public", "--key", key])
            .exits(1);
        assert!(told.shown().starts_with(says), "{}", told.shown());
        assert!(
            told.shown().contains("not shown to be yours"),
            "{}",
            told.shown()
        );
    };
    unsigned(
        "other.pub",
        "not signed: du-lieu/manifest.json.minisig was made with another key",
    );
    let manifest = fs::read_to_string(test.path("public").join(MANIFEST)).unwrap();
    test.put(
        &format!("public/{MANIFEST}"),
        &manifest.replace("2019-05", "2019-06"),
    );
    unsigned(
        "thidua.pub",
        "not signed: du-lieu/manifest.json is not what was signed",
    );
    test.run_here(
        "en",
        ["verify", "public", "--key", line, "--format", "json"],
    )
    .exits(1)
    .prints("{\"kind\":\"signature\",\"how\":\"wrong\"}\n");

    // An unsigned build leaves no signature that is older than it.
    test.run(["build"]).exits(0);
    unsigned(
        "thidua.pub",
        "not signed: du-lieu/manifest.json.minisig is missing",
    );

    test.run_here("en", ["verify", "public", "--key", "nothing"])
        .exits(2);
    for wrong in [locked, none, zip] {
        test.run(["build", "--sign", wrong]).exits(2);
    }
}

#[test]
fn minisign_checks_what_is_signed() {
    let test = SiteTest::from_dir("whole-site");
    test.put("thidua.key", SECRET_KEY);
    let key = test.path("thidua.key");
    test.run(["build", "--sign", key.to_str().unwrap()])
        .exits(0);
    let mut command = std::process::Command::new("minisign");
    command.args(["-V", "-P", PUBLIC_KEY.lines().nth(1).unwrap(), "-m"]);
    match command.arg(test.path("public").join(MANIFEST)).output() {
        Ok(output) => assert!(output.status.success(), "{output:?}"),
        // tests/run installs it.
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound),
    }
}
