use super::*;
use crate::model::{Fields, Indicators, InitiativeId, Units};
use crate::picture::testing::PIXEL;
use crate::place::Sources;
use crate::reading::{
    InitiativeOptions, InitiativesRead, UnitLookup, initiative_reader, unit_lookup,
};
use crate::source::{toml::Toml, walk};
use jiff::civil::date;
use std::path::Path;

/// A problem as it was told: code, help, file below `content/`, line, column.
type Problems = (&'static str, Option<&'static str>, String, u32, u32);

const INITIATIVE: &str = "+++\nid = \"sk-1\"\ntitle = \"T\"\nsummary = \"S\"\nunit = \"quan-1\"\nform = \"sáng kiến\"\n\
    field = \"Đất đai\"\nproblem = \"P\"\nsolution = \"S\"\nstarted = 2018\nstage = \"đang áp dụng\"\n\
    verification = \"tự báo cáo\"\ncontact = \"chưa rõ\"\nupdated = 2019-03-01\n+++\n";

struct Site {
    folder: tempfile::TempDir,
    drafts: bool,
    now: &'static str,
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            write(&folder.path().join("content").join(path), text);
        }
        Self {
            folder,
            drafts: false,
            now: "2019-08-21T02:10:00Z",
        }
    }

    /// An announcement with these further lines of front matter.
    fn announcement(front_matter: &str) -> Self {
        let text = format!("+++\ntitle = \"A\"\ndate = 2019-02-27\n{front_matter}+++\n\nChữ.\n");
        Self::new(&[
            ("thong-bao/2019-02-27-a.md", &text),
            ("thong-bao/anh/x.gif", PIXEL),
            ("thong-bao/k.pdf", "12345"),
            ("sang-kien/sk-1.md", INITIATIVE),
        ])
    }

    fn read(&self) -> (Content, Vec<Problems>, Sources) {
        let mut diagnostics = Diagnostics::new();
        let sources = walk(self.folder.path(), &mut diagnostics);
        let units = units();
        let indicators = Toml::parse(
            "[[indicator]]\ncode = \"dung-han\"\nname = \"Đúng hạn\"\nkind = \"ratio\"\n",
            FileId(99),
            1,
        )
        .map(|toml| crate::reading::indicator_reader::read_indicators(&toml).indicators)
        .expect("indicators");
        let lookup = UnitLookup::new(&units);
        let settings = crate::reading::settings_reader::unread_settings().settings;
        let of_initiatives = InitiativeOptions {
            sources: &sources,
            settings: &settings,
            units: &lookup,
            indicators: &indicators,
            today: date(2019, 8, 21),
            drafts: false,
        };
        let initiatives =
            initiative_reader::read(&of_initiatives, &mut Fields::default(), &mut diagnostics);
        let options = ContentOptions {
            sources: &sources,
            units: &lookup,
            indicators: &indicators,
            initiatives: &initiatives,
            drafts: self.drafts,
            now: Some(self.now.parse().expect("a time")),
        };
        let content = read_content(&options, &mut diagnostics);
        let mut told: Vec<Problems> = diagnostics
            .iter()
            .filter(|d| d.code.as_str() != "unused-attachment")
            .map(|d| {
                // What is of no file has no place.
                let Some(place) = d.place else {
                    return (d.code.as_str(), d.help, String::new(), 0, 0);
                };
                let path = sources
                    .get(place.file)
                    .path
                    .trim_start_matches("content/")
                    .to_owned();
                (d.code.as_str(), d.help, path, place.line, place.column)
            })
            .collect();
        told.sort();
        (content, told, sources)
    }

    /// Codes, helps, lines and columns of what is told.
    fn told(&self) -> Vec<(&'static str, Option<&'static str>, u32, u32)> {
        self.read()
            .1
            .into_iter()
            .map(|(code, help, _, line, column)| (code, help, line, column))
            .collect()
    }

    fn slugs(&self) -> Vec<String> {
        self.read()
            .0
            .announcements
            .iter()
            .map(|a| a.slug.to_string())
            .collect()
    }
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

fn units() -> Units {
    unit_lookup::tests::units(&[
        ("quan-1", "Quận 1", ""),
        ("quan-3", "Quận 3", ""),
        ("quan-1-phuong-12", "Phường 12", "quan-1"),
        ("quan-3-phuong-12", "Phường 12", "quan-3"),
    ])
}

#[test]
fn every_key_is_read() {
    let site = Site::announcement(
        "updated = \"28/02/2019\"\nauthor = \"Văn phòng\"\nsource = \"Trang tin\"\nsummary = \"Tóm tắt\"\n\
         cover = \"anh/x.gif\"\ncover_alt = \"Ảnh\"\ncover_caption = \"Dưới ảnh\"\ntopics = [\"Kỷ luật\", \"Kỷ luật\"]\n\
         units = [\"quan-1\", \"Quận 3\", \"Q.1\"]\nindicators = [\"dung-han\"]\ninitiatives = [\"sk-1\"]\n\
         attachments = [\"k.pdf\"]\naliases = [\"/tin/1.html\"]\nexpires = 2019-12-01\npublish_at = 2019-02-27T08:00:00+07:00\n\
         draft = false\n[document]\nform = \"Kế hoạch\"\nauthority = \"UBND\"\nnumber = \"chưa rõ\"\nissued = 2019-02-20\n\
         effective = 2019-02-21\nfile = \"k.pdf\"\n",
    );
    let (content, told, sources) = site.read();
    assert_eq!(told, []);
    let [a] = &content.announcements[..] else {
        panic!("one announcement")
    };
    assert_eq!(
        (&*a.slug, &*a.title, a.date, a.updated),
        ("a", "A", date(2019, 2, 27), Some(date(2019, 2, 28)))
    );
    assert_eq!(
        (
            a.author.as_deref(),
            a.source.as_deref(),
            a.summary.as_deref()
        ),
        (Some("Văn phòng"), Some("Trang tin"), Some("Tóm tắt"))
    );
    let (cover, alt) = a.cover.as_ref().expect("a cover");
    assert_eq!(
        (&*cover.name, &**alt, a.cover_caption.as_deref()),
        ("anh/x.gif", "Ảnh", Some("Dưới ảnh"))
    );
    assert_eq!(a.topics, [crate::model::TopicId(0)]);
    assert_eq!(
        (a.units.len(), a.indicators.len(), &a.initiatives[..]),
        (2, 1, &[InitiativeId(0)][..])
    );
    assert_eq!(
        (&*a.attachments[0].name, a.attachments[0].size),
        ("k.pdf", 5)
    );
    let document = a.document.as_ref().expect("a document");
    assert_eq!(
        (document.number.as_deref(), document.issued),
        (Some("chưa rõ"), Some(date(2019, 2, 20)))
    );
    assert_eq!(
        document.file.as_ref().map(|f| &*sources.get(f.file).path),
        Some("content/thong-bao/k.pdf")
    );
    assert_eq!(a.aliases, ["tin/1.html".into()]);
    assert_eq!(
        (&*a.prose.markdown, a.prose.title.as_deref()),
        ("\nChữ.\n", Some("A"))
    );
    let lines =
        std::fs::read_to_string(site.folder.path().join("content/thong-bao/2019-02-27-a.md"))
            .expect("the file");
    let above = lines.lines().take(a.prose.first_line as usize - 1).last();
    assert_eq!(above, Some("+++"));
}

#[test]
fn title_and_date_must_be_there() {
    assert_eq!(
        Site::new(&[("thong-bao/a.md", "Chữ\n")]).told(),
        [
            ("missing-key", Some("front-matter"), 1, 0),
            ("missing-key", Some("front-matter"), 1, 0)
        ]
    );
    assert_eq!(
        Site::new(&[(
            "thong-bao/a.md",
            "+++\ntitle = \"\"\ndate = \"27.2\"\n+++\n"
        )])
        .told(),
        [
            ("missing-key", None, 2, 9),
            ("wrong-type", Some("date"), 3, 8)
        ]
    );
    assert_eq!(
        Site::new(&[("thong-bao/a.md", "+++\ntitle = \"A\"\n")]).told(),
        [("front-matter-open", None, 1, 1)]
    );
}

#[test]
fn wrong_front_matter_is_told_where_it_stands() {
    for (line, expected) in [
        ("titel = \"A\"", ("unknown-key", Some("near-here"), 4, 1)),
        (
            "units = [\"Quận 33\"]",
            ("unknown-unit", Some("near"), 4, 10),
        ),
        ("units = [\"Phường 12\"]", ("ambiguous-unit", None, 4, 10)),
        ("units = [\"Sao Hỏa\"]", ("unknown-unit", None, 4, 10)),
        (
            "indicators = [\"dung-hanh\"]",
            ("unknown-indicator", Some("near"), 4, 15),
        ),
        (
            "indicators = [\"x\", 1]",
            ("wrong-type", Some("list"), 4, 20),
        ),
        (
            "initiatives = [\"sk-2\"]",
            ("unknown-initiative", Some("near"), 4, 16),
        ),
        (
            "attachments = [\"kk.pdf\"]",
            ("missing-attachment", Some("near"), 4, 16),
        ),
        (
            "attachments = [\"https://x.vn/k.pdf\"]",
            ("missing-attachment", Some("form"), 4, 16),
        ),
        (
            "attachments = [\"2019-02-27-a.md\"]",
            ("missing-attachment", Some("near"), 4, 16),
        ),
        (
            "cover = \"anh/y.gif\"\ncover_alt = \"x\"",
            ("missing-attachment", Some("near"), 4, 9),
        ),
        ("cover = \"anh/x.gif\"", ("cover-without-alt", None, 4, 9)),
        (
            "cover = \"k.pdf\"\ncover_alt = \"x\"",
            ("not-a-picture", None, 4, 9),
        ),
        ("cover_alt = \"x\"", ("no-cover", None, 4, 13)),
        ("draft = \"yes\"", ("wrong-type", Some("boolean"), 4, 9)),
        ("cover_caption = 1", ("wrong-type", Some("text"), 4, 17)),
        ("publish_at = \"mai\"", ("bad-moment", None, 4, 14)),
        ("expires = 7", ("bad-moment", None, 4, 11)),
        (
            "publish_at = 2019-05-01\nexpires = 2019-04-01",
            ("never-published", None, 5, 11),
        ),
        ("aliases = [\"../x.html\"]", ("bad-alias", None, 4, 12)),
        (
            "corrects = \"b\"",
            ("unknown-announcement", Some("near"), 1, 0),
        ),
        ("corrects = \"a\"", ("corrects-itself", None, 1, 0)),
        ("updated = 2019-02-26", ("updated-before", None, 1, 0)),
        (
            "document = { frm = \"x\" }",
            ("unknown-key", Some("near-here"), 4, 14),
        ),
        (
            "document = { file = \"x.pdf\" }",
            ("missing-attachment", Some("near"), 4, 21),
        ),
        (
            "document = { issued = 2019-02-02, effective = 2019-02-01 }",
            ("effective-before", None, 1, 0),
        ),
        (
            "author = \"0901234567\"",
            ("personal-data", Some("phone"), 4, 11),
        ),
    ] {
        let told: Vec<_> = Site::announcement(&format!("{line}\n")).told();
        assert!(told.contains(&expected), "{line}: {told:?}");
        assert!(
            told.len() == 1 || line.starts_with("indicators = [\"x"),
            "{line}: {told:?}"
        );
    }
}

#[test]
fn personal_data_in_the_text_is_told_where_it_stands() {
    let text = "+++\ntitle = \"A\"\ndate = 2019-02-27\n+++\n\nGọi 0901 234 567, CMND 023456789.\n\nSinh năm 1980\n";
    assert_eq!(
        Site::new(&[("thong-bao/a.md", text)]).told(),
        [
            ("personal-data", Some("birth"), 8, 1),
            ("personal-data", Some("identity"), 6, 24),
            ("personal-data", Some("phone"), 6, 5),
        ]
    );
}

fn dated(title: &str, day: &str, more: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = {day}\n{more}+++\n")
}

#[test]
fn the_newest_comes_first_then_the_address() {
    let site = Site::new(&[
        ("thong-bao/2019-02-27-b.md", &dated("B", "2019-02-27", "")),
        (
            "thong-bao/2019/2019-03-01-c.md",
            &dated("C", "\"01/03/2019\"", ""),
        ),
        ("thong-bao/a/index.md", &dated("A", "2019-02-27", "")),
    ]);
    assert_eq!(site.slugs(), ["c", "a", "b"]);
}

#[test]
fn addresses_are_checked() {
    let text = dated("A", "2019-02-27", "");
    let (_, told, _) = Site::new(&[
        ("thong-bao/Phát động.md", &text),
        ("thong-bao/trang-2.md", &text),
        ("thong-bao/x/2019-02-27-a.md", &text),
        ("thong-bao/y/a.md", &text),
        ("thong-bao/2019-02-28-z.md", &text),
        ("don-vi.md", "+++\ntitle = \"x\"\n+++\n"),
        ("khac/a.md", &text),
    ])
    .read();
    let expected = [
        ("bad-page-name", Some("slug"), "thong-bao/Phát động.md", 0),
        ("date-differs", None, "thong-bao/2019-02-28-z.md", 1),
        ("page-not-read", None, "khac/a.md", 0),
        ("reserved-page-name", None, "don-vi.md", 0),
        ("reserved-page-name", None, "thong-bao/trang-2.md", 0),
        ("same-address", None, "thong-bao/y/a.md", 0),
    ];
    let expected = expected.map(|(code, help, path, line)| (code, help, path.to_owned(), line, 0));
    assert_eq!(told, expected);
}

#[test]
fn drafts_are_shown_on_request_and_harm_nobody_else() {
    let text = dated("A", "2019-02-27", "draft = true\nunits = [\"Sao Hỏa\"]\n");
    let mut site = Site::new(&[("thong-bao/a.md", &text)]);
    let severity = |site: &Site| {
        let mut diagnostics = Diagnostics::new();
        let sources = walk(site.folder.path(), &mut diagnostics);
        let units = units();
        let options = ContentOptions {
            sources: &sources,
            units: &UnitLookup::new(&units),
            indicators: &Indicators::default(),
            initiatives: &InitiativesRead::default(),
            drafts: site.drafts,
            now: Some(site.now.parse().expect("a time")),
        };
        let content = read_content(&options, &mut diagnostics);
        (
            content.hidden.len(),
            diagnostics.iter().map(|d| d.severity).next(),
        )
    };
    assert_eq!(severity(&site), (1, Some(Severity::Warning)));
    assert_eq!(site.slugs(), [] as [&str; 0]);
    site.drafts = true;
    assert_eq!(severity(&site), (0, Some(Severity::Error)));
    assert_eq!(site.slugs(), ["a"]);
}

#[test]
fn pages_come_and_go_with_the_clock() {
    let mut site = Site::new(&[
        (
            "thong-bao/a.md",
            &dated(
                "A",
                "2019-02-27",
                "publish_at = 2019-08-21T09:10:00+07:00\n",
            ),
        ),
        (
            "thong-bao/b.md",
            &dated("B", "2019-02-27", "publish_at = \"21/08/2019\"\n"),
        ),
        (
            "thong-bao/c.md",
            &dated("C", "2019-02-27", "expires = 2019-08-20\n"),
        ),
        (
            "thong-bao/d.md",
            &dated("D", "2019-02-27", "expires = 2019-08-21T09:10:00+07:00\n"),
        ),
    ]);
    assert_eq!(site.slugs(), ["a", "b"]);
    site.now = "2019-08-21T02:09:59Z";
    assert_eq!(site.slugs(), ["b", "d"]);
    site.now = "2019-08-20T16:59:59Z";
    assert_eq!(site.slugs(), ["c", "d"]);
}

#[test]
fn an_announcement_waits_for_its_own_day() {
    let mut site = Site::new(&[
        ("thong-bao/a.md", &dated("Hôm nay", "2019-08-21", "")),
        ("thong-bao/b.md", &dated("Mai", "2019-08-22", "")),
        (
            "thong-bao/c.md",
            &dated("Sớm", "2019-09-02", "publish_at = 2019-08-01\n"),
        ),
        (
            "thong-bao/d.md",
            &dated(
                "Muộn",
                "2019-08-01",
                "publish_at = 2019-08-23T01:00:00+07:00\n",
            ),
        ),
        (
            "thong-bao/e.md",
            &dated("Nháp", "2019-09-01", "draft = true\n"),
        ),
    ]);
    site.now = "2019-08-21T16:59:59Z";
    assert_eq!(site.slugs(), ["a"]);
    let (content, told, _) = site.read();
    assert_eq!(told, [("announcements-waiting", None, String::new(), 0, 0)]);
    let note = tell_waiting(&content.waiting).expect("a note");
    assert_eq!(
        note.args[1].1,
        "“Mai” (22/08/2019); “Muộn” (23/08/2019); “Sớm” (02/09/2019)"
    );
    site.now = "2019-08-21T17:00:00Z";
    assert_eq!(site.slugs(), ["b", "a"]);
    site.now = "2019-09-01T17:00:00Z";
    assert_eq!(site.slugs(), ["c", "b", "a", "d"]);
    let never = dated("A", "2019-08-21", "expires = 2019-08-20\n");
    let site = Site::new(&[("thong-bao/a.md", &never)]);
    assert_eq!(site.told(), [("never-published", None, 4, 11)]);
    let many: Vec<Waiting> = (1..=7)
        .map(|day| Waiting {
            day: date(2019, 9, day),
            title: "A".into(),
        })
        .collect();
    let note = tell_waiting(&many).expect("a note");
    assert!(note.args[1].1.ends_with("“A” (05/09/2019); …"));
}

#[test]
fn texts_that_are_not_read_say_what_to_do() {
    let site = Site::new(&[
        ("thong-bao/a.md", &dated("A", "2019-02-27", "")),
        ("thong-bao/b.md.txt", "x"),
        ("thong-bao/c.docx", "x"),
        ("thong-bao/d.markdown", "x"),
        ("sang-kien/e.html", "x"),
        ("f.txt", "x"),
        ("thong-bao/_defaults.toml", ""),
        ("sang-kien/_defaults.toml", ""),
        ("khac/g.md", "x"),
        ("thong-bao/Thumbs.db", "x"),
        ("thong-bao/a.md.bak", "x"),
        ("thong-bao/~$c.docx", "x"),
    ]);
    let told: Vec<_> = site.read().1;
    let told: Vec<_> = told.iter().map(|t| (t.0, t.1, &*t.2)).collect();
    assert_eq!(
        told,
        [
            ("page-not-read", None, "khac/g.md"),
            (
                "text-not-read",
                Some("defaults"),
                "thong-bao/_defaults.toml"
            ),
            ("text-not-read", Some("rename"), "f.txt"),
            ("text-not-read", Some("rename"), "thong-bao/b.md.txt"),
            ("text-not-read", Some("rename"), "thong-bao/d.markdown"),
            ("text-not-read", Some("web"), "sang-kien/e.html"),
            ("text-not-read", Some("word"), "thong-bao/c.docx"),
        ]
    );
}

#[test]
fn files_of_a_page_with_errors_are_not_judged() {
    let page = "+++\ntitle = \"A\"\n";
    let site = Site::new(&[
        ("thong-bao/a.md", page),
        ("thong-bao/b.docx", "x"),
        ("c.docx", "x"),
    ]);
    let told: Vec<_> = site.read().1;
    let told: Vec<_> = told.iter().map(|t| (t.0, &*t.2)).collect();
    assert_eq!(
        told,
        [
            ("front-matter-open", "thong-bao/a.md"),
            ("text-not-read", "c.docx")
        ]
    );
}

#[test]
fn files_are_found_as_people_name_them() {
    let text = format!(
        "{}![x](Ảnh chụp 1.gif) [k](chung\\K (1).PDF) [b][b]\n\n[b]: bao cao.csv\n",
        dated("A", "2019-02-27", "attachments = [\"ke hoach.PDF\"]\n")
    );
    let site = Site::new(&[
        ("thong-bao/a.md", &text),
        ("thong-bao/Ảnh chụp 1.GIF", PIXEL),
        ("thong-bao/chung/k (1).pdf", "x"),
        ("thong-bao/bao cao.csv", "x"),
        ("thong-bao/ke hoach.pdf", "x"),
    ]);
    let (content, told, _) = site.read();
    assert_eq!(
        told,
        [("link-read-as", None, "thong-bao/a.md".to_owned(), 4, 16)]
    );
    let [announcement] = &content.announcements[..] else {
        panic!("one announcement")
    };
    let names = |files: &[Attachment]| -> Vec<String> {
        files.iter().map(|f| f.name.to_string()).collect()
    };
    assert_eq!(
        names(&announcement.files),
        ["bao cao.csv", "chung/k (1).pdf", "Ảnh chụp 1.GIF"]
    );
    assert_eq!(names(&announcement.attachments), ["ke hoach.pdf"]);
}

#[test]
fn only_what_readers_can_open_is_attached() {
    let names = "attachments = [\"a.pdf\", \"b.zip\", \"c.psd\", \"d.svg\", \"e.svg\", \"f.docm\", \"g.xyz\", \"h\"]\n";
    let site = Site::new(&[
        ("thong-bao/t.md", &dated("A", "2019-02-27", names)),
        ("thong-bao/a.pdf", "x"),
        ("thong-bao/b.zip", "x"),
        ("thong-bao/c.psd", "x"),
        ("thong-bao/d.svg", "<svg><rect/></svg>"),
        ("thong-bao/e.svg", "<svg onload='x'/>"),
        ("thong-bao/f.docm", "x"),
        ("thong-bao/g.xyz", "x"),
        ("thong-bao/h", "x"),
    ]);
    let told: Vec<_> = site.told().iter().map(|t| (t.0, t.1)).collect();
    let kinds = [
        None,
        None,
        Some("archive"),
        Some("document"),
        Some("drawing"),
        Some("picture"),
    ];
    assert_eq!(told, kinds.map(|help| ("attachment-kind", help)));
}

#[test]
fn marks_in_plain_texts_are_told() {
    let page = dated("**A**", "2019-02-27", "summary = \"Đạt **85,5%**\"\n");
    let site = Site::new(&[("thong-bao/a.md", &page)]);
    assert_eq!(
        site.told(),
        [
            ("markup-in-text", None, 2, 9),
            ("markup-in-text", None, 4, 11)
        ]
    );
}

#[test]
fn a_correction_names_what_it_corrects() {
    let mut site = Site::new(&[
        (
            "thong-bao/a.md",
            &dated("A", "2019-02-27", "expires = 2019-08-01\n"),
        ),
        (
            "thong-bao/b.md",
            &dated("B", "2019-03-01", "corrects = \"a\"\n"),
        ),
    ]);
    assert_eq!(site.told(), [("corrects-hidden", None, 1, 0)]);
    assert_eq!(site.read().0.announcements[0].corrects, None);
    site.now = "2019-07-01T00:00:00Z";
    assert_eq!(site.told(), []);
    assert_eq!(
        site.read().0.announcements[0].corrects.as_deref(),
        Some("a")
    );
}

#[test]
fn linked_files_belong_to_the_page_and_the_rest_is_told() {
    let text = format!(
        "{}![x](anh/x.gif) [k](../chung/k%20k.pdf) [b](b.md) [g](gone.pdf)\n",
        dated("A", "2019-02-27", "")
    );
    let site = Site::new(&[
        ("thong-bao/a.md", &text),
        ("thong-bao/anh/x.gif", PIXEL),
        ("thong-bao/anh/y.gif", PIXEL),
        ("chung/k k.pdf", "k"),
    ]);
    let (content, told, sources) = site.read();
    assert_eq!(told, []);
    let names: Vec<_> = content.announcements[0]
        .files
        .iter()
        .map(|f| &*f.name)
        .collect();
    assert_eq!(names, ["chung/k k.pdf", "anh/x.gif"]);
    let mut diagnostics = Diagnostics::new();
    let units = units();
    let options = ContentOptions {
        sources: &sources,
        units: &UnitLookup::new(&units),
        indicators: &Indicators::default(),
        initiatives: &InitiativesRead::default(),
        drafts: false,
        now: Some(site.now.parse().expect("a time")),
    };
    read_content(&options, &mut diagnostics);
    let unused: Vec<_> = diagnostics
        .iter()
        .map(|d| (d.code.as_str(), d.severity, d.args[0].1.as_str()))
        .collect();
    assert_eq!(
        unused,
        [(
            "unused-attachment",
            Severity::Error,
            "content/thong-bao/anh/y.gif"
        )]
    );
}

#[test]
fn web_pages_are_no_attachments() {
    let text = dated("A", "2019-02-27", "attachments = [\"x.html\"]\n");
    let site = Site::new(&[("thong-bao/a.md", &text), ("thong-bao/x.html", "<script>")]);
    assert_eq!(site.told(), [("attachment-kind", Some("program"), 4, 16)]);
}

#[test]
fn free_pages_and_the_home_page_are_read() {
    let site = Site::new(&[
        ("index.md", "+++\ntitle = \"Chào\"\n+++\nNhà ![x](x.gif)\n"),
        ("x.gif", PIXEL),
        (
            "gioi-thieu.md",
            "+++\ntitle = \"Giới thiệu\"\nsummary = \"S\"\nupdated = 2019-03-01\n+++\nChữ\n",
        ),
        ("nhap.md", "+++\ntitle = \"Nháp\"\ndraft = true\n+++\n"),
    ]);
    let (content, told, _) = site.read();
    assert_eq!(told, []);
    assert_eq!(
        content.home.as_ref().and_then(|h| h.title.as_deref()),
        Some("Chào")
    );
    assert_eq!(&*content.home_files[0].name, "x.gif");
    let [page] = &content.pages[..] else {
        panic!("one page")
    };
    assert_eq!(
        (&*page.slug, &*page.title, page.updated),
        ("gioi-thieu", "Giới thiệu", Some(date(2019, 3, 1)))
    );
    assert_eq!(content.hidden.len(), 1);
    assert_eq!(
        Site::new(&[("index.md", "+++\ntite = 1\n+++\n")]).told(),
        [("unknown-key", Some("near-here"), 2, 1)]
    );
}

/// An announcement of a day with these topics.
fn with_topics(day: &str, topics: &str) -> String {
    format!("+++\ntitle = \"A\"\ndate = {day}\ntopics = [{topics}]\n+++\n\nChữ.\n")
}

#[test]
fn topics_are_put_together_over_all_announcements() {
    let site = Site::new(&[
        (
            "thong-bao/a.md",
            &with_topics("2019-03-01", "\"Tinh gọn bộ máy\", \"Kỷ luật, kỷ cương\""),
        ),
        (
            "thong-bao/b.md",
            &with_topics("2019-04-01", "\"Kỷ luật kỷ cương\""),
        ),
        (
            "thong-bao/c.md",
            &with_topics("2019-05-01", "\"KỶ LUẬT, KỶ CƯƠNG\""),
        ),
    ]);
    let (content, told, _) = site.read();
    assert_eq!(told, []);
    let topics: Vec<_> = content
        .topics
        .iter()
        .map(|(_, topic)| {
            let slugs = topic.announcements.iter();
            let slugs: Vec<&str> = slugs
                .map(|id| &*content.announcements[id.0 as usize].slug)
                .collect();
            (&*topic.key, &*topic.name, slugs.join(" "))
        })
        .collect();
    assert_eq!(
        topics,
        [
            ("ky-luat-ky-cuong", "Kỷ luật, kỷ cương", "c b a".to_owned()),
            ("tinh-gon-bo-may", "Tinh gọn bộ máy", "a".to_owned())
        ]
    );
    assert_eq!(content.announcements[2].topics.len(), 2);
}

#[test]
fn two_topics_of_one_address_are_told_at_both_places() {
    let site = Site::new(&[
        ("thong-bao/a.md", &with_topics("2019-03-01", "\"Thi đua\"")),
        (
            "thong-bao/b.md",
            &with_topics("2019-04-01", "\"Thi dựa\", \"…\""),
        ),
    ]);
    let told = site.told();
    assert_eq!(
        told,
        [
            ("bad-topic", None, 4, 22),
            ("topics-with-one-key", None, 4, 11)
        ]
    );
}
