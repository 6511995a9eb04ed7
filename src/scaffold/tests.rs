use super::text::tidy;
use super::*;
use crate::diagnostic::{Diagnostics, Severity};
use crate::locale::Language;
use crate::model::{Better, Frequency, Kind};
use crate::reading::{ReadOptions, read};
use proptest::prelude::*;

fn options() -> ReadOptions {
    ReadOptions {
        drafts: true,
        now: "2026-02-15T08:00:00+07:00[+07:00]".parse().unwrap(),
    }
}

fn described(title: &str, units: NewUnits, indicators: Vec<NewIndicator>) -> SiteDescription {
    SiteDescription {
        title: title.to_owned(),
        starts: jiff::civil::date(2026, 3, 1),
        ends: jiff::civil::date(2026, 12, 1),
        language: Language::Vietnamese,
        units,
        indicators,
    }
}

fn three() -> NewUnits {
    NewUnits::of_list("Quận 3\nPhòng Tài chính\nĐội 7", &mut Diagnostics::new()).unwrap()
}

/// What is told of files that are laid out.
fn told(files: &[NewFile]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
    }
    let read = read(folder.path(), &options());
    let told = read.diagnostics.iter();
    let told = told.filter(|problem| problem.severity != Severity::Note);
    told.map(|problem| format!("{problem:?}")).collect()
}

fn text(files: &[NewFile], path: &str) -> String {
    let file = files.iter().find(|file| file.path == path).unwrap();
    String::from_utf8(file.bytes.clone()).unwrap()
}

#[test]
fn a_list_of_names_becomes_units_whatever_they_are() {
    let mut problems = Diagnostics::new();
    let units = NewUnits::of_list(
        "Quận 3\r\n\r\nPhòng Tài chính\n  Đội 7 \nĐội 7\n…\n",
        &mut problems,
    )
    .unwrap();
    assert_eq!(
        units.csv(),
        "\u{feff}code,name,kind,short_name,parent,group\r\nquan-3,Quận 3,district,,,\r\n\
         phong-tai-chinh,Phòng Tài chính,unit,,,\r\ndoi-7,Đội 7,unit,,,\r\n"
    );
    assert_eq!(units.owing_kinds(), ["district", "unit"]);
    let copied = "Quận/huyện\tPhường/xã\nQuận 3\tPhường 12\nQuận 10\tPhường 12\n";
    let units = NewUnits::of_list(copied, &mut problems).unwrap();
    assert_eq!((units.count(), units.kinds().len()), (4, 2));
    assert!(NewUnits::of_list(" \n", &mut problems).is_none());
    assert!(problems.count(Severity::Error) > 0);
}

#[test]
fn the_ready_list_has_every_district_and_ward_below_the_city() {
    let units = NewUnits::ho_chi_minh_city_2019();
    assert_eq!(units.count(), 1 + 24 + 322);
    assert_eq!(units.owing_kinds(), ["district", "ward"]);
    assert!(units.csv().contains("27139"));
}

#[test]
fn words_describe_an_indicator() {
    let words = Words::of(Language::Vietnamese);
    let parse = |text| NewIndicator::parse(text, words);
    let ready = parse("on-time > 90").unwrap();
    assert_eq!(
        (
            ready.ready.unwrap().name,
            ready.target.as_deref(),
            ready.better
        ),
        ("on-time", Some("> 90"), None)
    );
    assert_eq!(
        parse("Tỷ lệ hồ sơ giải quyết đúng hạn").unwrap().ready,
        parse("dung-han").unwrap().ready
    );
    let own = parse(" Số cây  trồng; quý; cây;>=  1000").unwrap();
    assert_eq!(
        own,
        NewIndicator {
            ready: None,
            name: "Số cây trồng".to_owned(),
            kind: Kind::Count,
            unit: Some("cây".to_owned()),
            target: Some(">= 1000".to_owned()),
            better: None,
            frequency: Frequency::Quarter,
        }
    );
    assert_eq!(
        parse("Tai nạn; số lượng; thấp").unwrap().better,
        Some(Better::Lower)
    );
    for (text, fault) in [
        (" ; ", "NoName"),
        ("Sở hài lòng", "NoKind"),
        ("Số ngày giải quyết trung bình", "NoKind"),
        ("Điểm; tỷ lệ; số lượng", "Twice"),
        ("Tỷ lệ tiêm chủng > 95", "NoSemicolon"),
        ("Tỷ lệ tiêm chủng; > x", "Target"),
    ] {
        let told = format!("{:?}", parse(text).unwrap_err());
        assert!(told.starts_with(fault), "{text}: {told}");
    }
    assert!(
        parse("Tỷ lệ người > 60 tuổi đi khám; > 80")
            .unwrap()
            .target
            .is_some()
    );
}

#[test]
fn every_ready_indicator_and_source_of_units_makes_a_sound_site() {
    for language in Language::ALL {
        let words = Words::of(*language);
        for ready in READY {
            for units in [three(), NewUnits::ho_chi_minh_city_2019()] {
                for target in ["", "> 90"] {
                    let one =
                        NewIndicator::parse(&format!("{};{target}", ready.name), words).unwrap();
                    let own = NewIndicator::parse("Tỷ lệ khác; tỷ lệ; năm", words).unwrap();
                    let mut description =
                        described("Thi đua", units.clone(), vec![one.clone(), own, one]);
                    description.language = *language;
                    assert_eq!(told(&site(&description)), [""; 0], "{}", ready.name);
                }
            }
        }
    }
}

/// Each line behind a `#` that is a key's is one that can stand there.
#[test]
fn every_explained_key_can_be_used() {
    let files = site(&described(
        "Thi đua",
        three(),
        vec![NewIndicator::of(&READY[0])],
    ));
    for path in [
        "data/campaign.toml",
        "data/indicators.toml",
        "data/observations/_defaults.toml",
    ] {
        let text = text(&files, path);
        let used: String = text
            .lines()
            .map(|line| format!("{}\n", used(line)))
            .collect();
        let mut root: toml::Table = used
            .parse()
            .unwrap_or_else(|error| panic!("{path}: {error}\n{used}"));
        assert!(
            root.len() + root.remove("indicator").map_or(0, |_| 30) > 10,
            "{path}"
        );
    }
    let page = NewPage {
        title: "Nộp hồ sơ",
        date: jiff::civil::date(2026, 3, 21),
        words: Words::of(Language::Vietnamese),
    };
    for file in [announcement(&page, |_| false), initiative(&page, |_| false)] {
        let text = String::from_utf8(file.bytes).unwrap();
        let front = text.split("+++\n").nth(1).unwrap();
        let used: String = front
            .lines()
            .map(|line| format!("{}\n", used(line)))
            .collect();
        let keys: toml::Table = used.parse().unwrap();
        assert!(keys.len() >= 20, "{used}");
    }
}

/// A line with the key that it explains in use.
fn used(line: &str) -> &str {
    let bare = line.strip_prefix("# ").unwrap_or(line);
    let name = bare.split(" = ").next().unwrap_or_default();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if is_name && bare.contains(" = ") {
        bare
    } else {
        line
    }
}

#[test]
fn pages_have_addresses_of_their_own() {
    fn page(title: &str) -> NewPage<'_> {
        NewPage {
            title,
            date: jiff::civil::date(2026, 3, 21),
            words: Words::of(Language::English),
        }
    }
    let path = |title: &str| announcement(&page(title), |name| name == "nop-ho-so").path;
    assert_eq!(
        path("Nộp hồ sơ"),
        "content/thong-bao/2026-03-21-nop-ho-so-2.md"
    );
    assert_eq!(path("???"), "content/thong-bao/2026-03-21-thong-bao.md");
    assert_eq!(path("Index"), "content/thong-bao/2026-03-21-index-2.md");
    assert_eq!(path("../../etc"), "content/thong-bao/2026-03-21-etc.md");
    assert!(path(&"rất dài ".repeat(200)).len() < 120);
    let of = |title: &str| initiative(&page(title), |_| false).path;
    assert_eq!(
        of("Tiền kiểm \"bản\" vẽ"),
        "content/sang-kien/tien-kiem-ban-ve.md"
    );
}

proptest! {
    #[test]
    fn no_title_breaks_a_site(title in "\\PC{1,30}[a-z]|[\"'\\\\#\\[\\]={}+ \\n\\t\\u{0}]{0,12}x") {
        let files = site(&described(&title, three(), vec![NewIndicator::of(&READY[0])]));
        let campaign: toml::Table = text(&files, "data/campaign.toml").parse().unwrap();
        prop_assert_eq!(campaign["title"].as_str().unwrap(), tidy(&title));
        let page = NewPage {
            title: &title,
            date: jiff::civil::date(2026, 3, 21),
            words: Words::of(Language::Vietnamese),
        };
        let page = String::from_utf8(announcement(&page, |_| false).bytes).unwrap();
        let front: toml::Table = page.split("+++\n").nth(1).unwrap().parse().unwrap();
        prop_assert_eq!(front["title"].as_str().unwrap(), tidy(&title));
    }
}

#[test]
fn a_site_is_made_where_nothing_is() {
    let folder = tempfile::tempdir().unwrap();
    let files = site(&described(
        "Thi đua",
        three(),
        vec![NewIndicator::of(&READY[0])],
    ));
    let new = folder.path().join("Phong trào thi đua").join("năm 2026");
    assert!(
        create(&new, &files, &options())
            .unwrap()
            .iter()
            .next()
            .is_none()
    );
    assert!(new.join("data/campaign.toml").is_file());
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    create(&empty, &files, &options()).unwrap();
    assert!(empty.join("data/units.csv").is_file());
    std::fs::write(folder.path().join("file"), "x").unwrap();
    for taken in ["Phong trào thi đua", "empty", "file"] {
        let refused = create(&folder.path().join(taken), &files, &options());
        assert!(matches!(refused, Err(Refusal::Taken)), "{taken}");
    }
    let unsound = site(&described(" ", three(), vec![NewIndicator::of(&READY[0])]));
    let refused = create(&folder.path().join("unsound"), &unsound, &options());
    let Err(Refusal::Unsound(problems)) = refused else {
        panic!("{refused:?}");
    };
    assert!(problems.count(Severity::Error) > 0 && problems.iter().all(|one| one.place.is_none()));
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 3, "nothing is left of what was not made");
}
