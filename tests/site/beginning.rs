//! `thidua new`: a site, an announcement, an initiative to begin with, and `thidua` without a command.

use assert_cmd::cargo::cargo_bin_cmd;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const NOW: &str = "2026-04-10T08:00:00+07:00";

/// Runs the program in a folder where nobody sits at a terminal; its exit code, and all that it says.
fn run(folder: &Path, arguments: &[&str], input: &str) -> (i32, String) {
    let mut command = cargo_bin_cmd!("thidua");
    command.env_clear().env("HOME", folder).current_dir(folder);
    let output = command
        .args(arguments)
        .args(["--lang", "en"])
        .write_stdin(input)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(said).unwrap(),
    )
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// `thidua new site` with all that it needs but for units and indicators.
fn new_site<'a>(name: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec![
        "new",
        "site",
        name,
        "--title",
        "Thi đua 2026",
        "--starts",
        "01/03/2026",
    ];
    arguments.extend(["--ends", "2026-12-01", "--now", NOW]);
    arguments.extend(more);
    arguments
}

fn is_sound(folder: &Path, site: &str) {
    for command in ["check", "build"] {
        let (code, said) = run(
            folder,
            &[command, "--root", site, "--strict", "--now", NOW],
            "",
        );
        assert_eq!(code, 0, "{command}: {said}");
        assert!(
            !said.contains("warning") && !said.contains("error"),
            "{said}"
        );
    }
}

#[test]
fn every_source_of_units_with_every_ready_indicator_builds_without_a_warning() {
    let folder = folder();
    fs::write(
        folder.path().join("danh sách.csv"),
        "STT,Tên đơn vị\n1,Quận 3\n2,Phường 12 Quận 3\n3,Đội Quản lý\n",
    )
    .unwrap();
    let ready = [
        "on-time > 90",
        "satisfied; > 80",
        "online; 30..40",
        "post",
        "count",
        "score; năm",
    ];
    let indicators: Vec<&str> = ready.iter().flat_map(|one| ["--indicator", one]).collect();
    let sources = [
        ("hcmc-2019", "", 346),
        ("-", "Đội 1\nĐội 2\nPhòng, ban\n", 3),
        ("danh sách.csv", "", 3),
    ];
    for (at, (units, input, forms)) in sources.into_iter().enumerate() {
        let name = format!("Phong trào {at}");
        let mut arguments = new_site(&name, &indicators);
        arguments.extend(["--units", units]);
        let (code, said) = run(folder.path(), &arguments, input);
        assert_eq!(code, 0, "{said}");
        let made = fs::read_dir(folder.path().join(&name).join("forms")).unwrap();
        assert_eq!(made.count(), forms, "{said}");
        is_sound(folder.path(), &name);
    }
}

#[test]
fn one_indicator_alone_builds_without_a_warning_in_both_languages() {
    let folder = folder();
    let all = [
        "on-time",
        "hài lòng; > 80; tỷ lệ",
        "online",
        "post",
        "count",
        "score",
        "Tỷ lệ \"khác\"; quý",
        "Số cây; cây",
    ];
    for (at, indicator) in all.iter().enumerate() {
        for language in ["vi", "en"] {
            let name = format!("{language}-{at}");
            let more = [
                "--indicator",
                indicator,
                "--units",
                "-",
                "--language",
                language,
            ];
            let (code, said) = run(folder.path(), &new_site(&name, &more), "Quận 3\nQuận 10\n");
            assert_eq!(code, 0, "{said}");
            is_sound(folder.path(), &name);
        }
    }
}

#[test]
fn a_form_that_was_filled_in_is_read_back() {
    let folder = folder();
    let more = ["--indicator", "post", "--units", "-"];
    run(folder.path(), &new_site("site", &more), "Quận 3\nQuận 10\n");
    let site = folder.path().join("site");
    let form = fs::read(site.join("forms/quan-3-2026-03.xlsx")).unwrap();
    fs::write(site.join("data/observations/quan-3.xlsx"), form).unwrap();
    let (code, said) = run(&site, &["check", "--now", NOW], "");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("1 row, period 2026-03"), "{said}");
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let folder = folder();
    fs::create_dir(folder.path().join("full")).unwrap();
    fs::write(folder.path().join("full/thư.txt"), "x").unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let more = ["--indicator", "post", "--units", "hcmc-2019"];
    let (code, said) = run(folder.path(), &new_site("full", &more), "");
    assert_eq!(code, 3);
    assert!(said.contains("folder-taken"), "{said}");
    assert_eq!(fs::read_dir(folder.path().join("full")).unwrap().count(), 1);
    let (code, _) = run(folder.path(), &new_site("empty", &more), "");
    assert_eq!(code, 0);
    let before = fs::read(folder.path().join("empty/data/campaign.toml")).unwrap();
    assert_eq!(run(folder.path(), &new_site("empty", &more), "").0, 3);
    assert_eq!(
        fs::read(folder.path().join("empty/data/campaign.toml")).unwrap(),
        before
    );
}

#[test]
fn without_a_terminal_what_is_missing_is_named_and_nothing_is_made() {
    let folder = folder();
    let (code, said) = run(folder.path(), &["new", "site", "a", "--title", "x"], "");
    assert_eq!(code, 2);
    assert!(
        said.contains("--starts, --ends, --units, --indicator"),
        "{said}"
    );
    let wrong: [&[&str]; 5] = [
        &["--starts", "31/02/2026"],
        &["--starts", "2027-01-01"],
        &["--units", "no-such.csv"],
        &["--indicator", "Hài lòng"],
        &["--title", "  "],
    ];
    for given in wrong {
        let mut arguments = vec!["new", "site", "a"];
        let all = [
            ["--title", "x"],
            ["--starts", "2026-03-01"],
            ["--ends", "2026-12-01"],
            ["--units", "hcmc-2019"],
            ["--indicator", "post"],
        ];
        for option in &all {
            arguments.extend(if option[0] == given[0] {
                given
            } else {
                &option[..]
            });
        }
        let (code, said) = run(folder.path(), &arguments, "");
        assert_eq!(code, 2, "{given:?}: {said}");
    }
    let (code, said) = run(folder.path(), &[], "");
    assert_eq!(code, 2);
    assert!(said.contains("command"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn texts_to_be_written_are_drafts_that_stop_nothing() {
    let folder = folder();
    let more = ["--indicator", "post", "--units", "hcmc-2019"];
    run(folder.path(), &new_site("site", &more), "");
    let site = folder.path().join("site");
    let title = "Nộp \"hồ sơ\" +++ qua\nbưu chính \\ ]";
    for at in 1..=2 {
        let (code, said) = run(
            &site,
            &["new", "announcement", title, "--date", "21/03/2026"],
            "",
        );
        assert_eq!(code, 0, "{at}: {said}");
        let (code, said) = run(
            &site,
            &["new", "initiative", "Tiền kiểm bản vẽ", "--now", NOW],
            "",
        );
        assert_eq!(code, 0, "{at}: {said}");
    }
    for path in [
        "content/thong-bao/2026-03-21-nop-ho-so-qua-buu-chinh.md",
        "content/thong-bao/2026-03-21-nop-ho-so-qua-buu-chinh-2.md",
        "content/sang-kien/tien-kiem-ban-ve.md",
        "content/sang-kien/tien-kiem-ban-ve-2.md",
    ] {
        assert!(site.join(path).is_file(), "{path}");
    }
    is_sound(folder.path(), "site");
    assert!(!site.join("public/sang-kien/tien-kiem-ban-ve.html").exists());
    let (code, said) = run(&site, &["check", "--drafts", "--now", NOW], "");
    assert_eq!(code, 1);
    assert!(
        said.contains("contact") && said.contains("summary"),
        "{said}"
    );
    assert_eq!(run(folder.path(), &["new", "announcement", "x"], "").0, 2);
    assert_eq!(run(&site, &["new", "announcement", " "], "").0, 2);
    assert_eq!(
        run(
            &site,
            &["new", "announcement", "x", "--date", "hôm nay"],
            ""
        )
        .0,
        2
    );
}
