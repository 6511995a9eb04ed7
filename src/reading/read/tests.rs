use super::*;

const CAMPAIGN_TOML: &str = "title = \"A\"\nstarts = 2019-01-01\nends = 2019-12-01\n";
const INDICATORS_TOML: &str =
    "[[indicator]]\ncode = \"a\"\nname = \"A\"\nkind = \"count\"\nreporters = [\"ward\"]\n";
const UNITS_CSV: &str = "code,name,kind\np1,P1,ward\n";

fn read_site(files: &[(&str, &str)]) -> (bool, Vec<(&'static str, String)>) {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let options = ReadOptions {
        drafts: false,
        now: "2019-12-31T00:00:00+07:00[+07:00]".parse().unwrap(),
    };
    let reading = read(root.path(), &options);
    let place = |d: &Diagnostic| match d.place {
        Some(place) => format!(
            "{}:{}:{}",
            reading.sources.get(place.file).path,
            place.line,
            place.column
        ),
        None => String::new(),
    };
    let told = reading
        .diagnostics
        .iter()
        .map(|d| (d.code.as_str(), place(d)))
        .collect();
    (reading.soundness == Soundness::Sound, told)
}

fn with(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, String)> {
    let mut files = vec![
        (CAMPAIGN, CAMPAIGN_TOML),
        (INDICATORS, INDICATORS_TOML),
        (UNITS, UNITS_CSV),
    ];
    files.retain(|(path, _)| !more.iter().any(|(other, _)| other == path));
    files.extend(more);
    read_site(&files).1
}

#[test]
fn a_sound_folder_is_read() {
    let (is_read, told) = read_site(&[
        (CAMPAIGN, CAMPAIGN_TOML),
        (INDICATORS, INDICATORS_TOML),
        (UNITS, UNITS_CSV),
    ]);
    assert_eq!(told, []);
    assert!(is_read);
}

#[test]
fn every_missing_file_is_told() {
    let (is_read, told) = read_site(&[]);
    assert!(!is_read);
    assert_eq!(
        told.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
        ["missing-file"; 3]
    );
}

#[test]
fn problems_of_all_files_are_told_in_order() {
    let told = with(&[
        (CAMPAIGN, "title = \"A\"\nx\n"),
        (UNITS, "code,name,kind\nP 1,P1,ward\n"),
        (FIELDS, "code,name\na,\n"),
    ]);
    assert_eq!(
        told,
        [
            ("toml-syntax", "data/campaign.toml:2:2".to_owned()),
            ("missing-cell", "data/fields.csv:2:2".to_owned()),
            ("bad-code", "data/units.csv:2:1".to_owned()),
        ]
    );
}

#[test]
fn kinds_are_held_against_the_units() {
    let settings = "initiatives_owed_by = [\"wards\"]\ntitle = \"A\"\nstarts = 2019-01-01\nends = 2019-12-01\n[kinds]\nwarrd = \"Phường\"\n";
    let told = with(&[
        (CAMPAIGN, settings),
        (
            INDICATORS,
            "[[indicator]]\ncode = \"a\"\nname = \"A\"\nkind = \"count\"\nreporters = [\"district\"]\n",
        ),
    ]);
    assert_eq!(
        told,
        [
            ("unknown-kind", "data/campaign.toml:1:24".to_owned()),
            ("unknown-kind", "data/campaign.toml:6:1".to_owned()),
            ("unknown-kind", "data/indicators.toml:5:14".to_owned()),
        ]
    );
}

#[test]
fn files_that_nothing_reads_are_told() {
    let told = with(&[
        ("data/observations/q1/a.xlsb", "x"),
        ("data/observations/README.md", "x"),
        ("data/observations/ghi-chu.md", "x"),
        ("data/observations/_defaults.toml", ""),
        ("data/observations/b.pdf", "x"),
        ("data/observations/~$a.xlsx", "x"),
        ("data/releases/README.md", "x"),
        ("data/campaign.toml.bak", "x"),
        ("data/field.csv", "x"),
        ("data/bao-cao.xlsx", "x"),
    ]);
    assert_eq!(
        told,
        [
            ("unused-file", "data/bao-cao.xlsx:0:0".to_owned()),
            ("unused-file", "data/field.csv:0:0".to_owned()),
            ("unread-kind", "data/observations/b.pdf:0:0".to_owned()),
            ("unread-kind", "data/observations/ghi-chu.md:0:0".to_owned()),
            ("unread-kind", "data/observations/q1/a.xlsb:0:0".to_owned()),
        ]
    );
}

#[test]
fn every_kind_of_file_has_its_advice() {
    let help = |name: &str, text: &str| {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("data/observations").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        let mut diagnostics = Diagnostics::new();
        let sources = walk(root.path(), &mut diagnostics);
        tell_unread_files(&sources, &mut diagnostics);
        let [only] = &diagnostics.iter().collect::<Vec<_>>()[..] else {
            panic!("{name}")
        };
        assert_eq!(only.code.as_str(), "unread-kind");
        (only.help, only.args[0].1.clone())
    };
    for (name, advice) in [
        ("a.PDF", "pdf"),
        ("a.docx", "word"),
        ("a.rar", "archive"),
        ("a.HEIC", "picture"),
        ("a.pptx", "slides"),
        ("a.msg", "mail"),
        ("a.xlsb", "workbook"),
        ("a.numbers", "online"),
        ("a.html", "web"),
        ("a.accdb", "export"),
        ("a.xlsx.crdownload", "download"),
        ("a.xlsx.lnk", "shortcut"),
        ("defaults.toml", "defaults"),
        ("a.csv.bak", "copy"),
    ] {
        assert_eq!(help(name, "x").0, Some(advice), "{name}");
    }
    assert_eq!(help("a.xyz", "x"), (None, ".xyz".to_owned()));
    let nameless = "Báo cáo tháng 9.2019";
    assert_eq!(
        help(nameless, "a,b\n"),
        (Some("ending"), nameless.to_owned())
    );
    assert_eq!(help("x", "abc"), (None, "x".to_owned()));
}

#[test]
fn tables_that_are_csv_alone_say_so() {
    let mut files = vec![
        (CAMPAIGN, CAMPAIGN_TOML),
        (INDICATORS, INDICATORS_TOML),
        ("data/units.xlsx", "x"),
        ("data/fields.ods", "x"),
    ];
    let told: Vec<_> = read_site(&files).1.into_iter().map(|t| t.0).collect();
    assert_eq!(told, ["table-not-csv", "table-not-csv"]);
    files.push((UNITS, UNITS_CSV));
    let told: Vec<_> = read_site(&files).1.into_iter().map(|t| t.0).collect();
    assert_eq!(told, ["table-not-csv", "table-not-csv"]);
}

#[test]
fn a_site_folder_has_a_campaign_file() {
    assert!(!is_site_folder(Path::new("no/such/folder")));
    assert!(!is_site_folder(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src").as_path()
    ));
}

#[test]
fn figures_and_pages_are_read_with_the_configuration() {
    let observations = (
        "data/observations/a.csv",
        "indicator,unit,period,value\na,p1,2019-03,5\na,p2,2019-03,x1\n",
    );
    let told = with(&[
        observations,
        ("content/thong-bao/a.md", "+++\ntitle = \"A\"\n+++\n"),
    ]);
    assert_eq!(
        told,
        [
            ("missing-key", "content/thong-bao/a.md:1:0".to_owned()),
            ("unknown-unit", "data/observations/a.csv:3:2".to_owned()),
            ("not-a-number", "data/observations/a.csv:3:4".to_owned()),
        ]
    );
}

#[test]
fn what_only_follows_from_a_broken_configuration_is_not_told() {
    let observations = (
        "data/observations/a.csv",
        "indicator,unit,period,value\na,p1,2019-03,5\na,p1,2019-13,6\n",
    );
    let code = |told: Vec<(&'static str, String)>| {
        told.into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    let kindless = "[[indicator]]\ncode = \"a\"\nname = \"A\"\nreporters = [\"ward\"]\n";
    assert_eq!(
        code(with(&[observations, (INDICATORS, kindless)])),
        ["missing-key", "bad-period"]
    );
    assert_eq!(
        code(with(&[observations, (INDICATORS, "[[indicator]\n")])),
        ["toml-syntax", "bad-period"]
    );
    assert_eq!(
        code(with(&[observations, (UNITS, "x\n")])),
        ["bad-period", "no-header"]
    );
}

#[test]
fn kinds_are_not_judged_where_no_unit_has_one() {
    let told = with(&[(UNITS, "code,name\np1,P1\n")]);
    assert_eq!(told, [("missing-column", "data/units.csv:1:0".to_owned())]);
}

#[test]
fn an_error_in_a_text_leaves_the_figures_sound() {
    let soundness = |path: &str, text: &str| {
        let root = tempfile::tempdir().unwrap();
        let sound = [
            (CAMPAIGN, CAMPAIGN_TOML),
            (INDICATORS, INDICATORS_TOML),
            (UNITS, UNITS_CSV),
        ];
        for (path, text) in sound.into_iter().chain([(path, text)]) {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let now = "2019-12-31T00:00:00+07:00[+07:00]".parse().unwrap();
        read(root.path(), &ReadOptions { drafts: false, now }).soundness
    };
    assert_eq!(soundness("content/index.md", "A"), Soundness::Sound);
    assert_eq!(soundness("content/a.md", "+++\n"), Soundness::Figures);
    assert_eq!(soundness("data/observations/a.csv", ""), Soundness::Unsound);
}

#[test]
fn folders_with_slips_in_their_names_are_told() {
    let stray = ("stray-folder", String::new());
    for path in [
        "Content/thong-bao/b.md",
        "DATA/units.csv",
        "observations/q3.csv",
        "thong-bao/b.md",
    ] {
        assert!(with(&[(path, "x\n")]).contains(&stray), "{path}");
    }
    for path in [
        "content/gioi-thieu.md",
        "goc/observations/q3.csv",
        "static/a.txt",
    ] {
        assert!(!with(&[(path, "x\n")]).contains(&stray), "{path}");
    }
}

#[test]
fn files_of_data_with_other_names_are_named_right() {
    let near = |path: &str| {
        let sources = Sources::new(std::path::PathBuf::new());
        let told = unread_file::unused_file(&sources, path);
        told.text("near").map(ToOwned::to_owned)
    };
    let right = |path: &str| Some(path.to_owned());
    assert_eq!(near("data/sang-kien.xlsx"), right("data/initiatives.xlsx"));
    assert_eq!(
        near("data/initiatives (1).csv"),
        right("data/initiatives.csv")
    );
    assert_eq!(near("data/Fields.csv"), right("data/fields.csv"));
    assert_eq!(near("data/Đơn vị.ods"), right("data/units.csv"));
    assert_eq!(near("data/q3.csv"), None);
}
