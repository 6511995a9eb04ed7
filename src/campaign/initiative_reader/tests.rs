use super::*;
use crate::campaign::settings_reader::unread_settings;
use crate::campaign::unit_lookup::tests::units;
use crate::campaign::{
    Area, Field, Form, Initiative, InitiativeType, Passage, Reach, Stage, VagueDay, Verification,
};
use crate::source::toml::Toml;
use crate::source::walk;
use jiff::civil::date;

/// A site folder with some files, read.
pub(super) struct ReadSite {
    pub(super) read: InitiativesRead,
    pub(super) fields: Fields,
    /// `severity code[/help] file:line:column`, in order.
    pub(super) told: Vec<String>,
}

const HEADER: &str =
    "id;title;summary;unit;form;field;problem;solution;started;stage;verification;contact;updated";
const ROW: &str = "sk-1;Tên;Tóm tắt;quan-1;sáng kiến;Đất đai;Vấn đề;Giải pháp;2019-03;đang áp dụng;tự báo cáo;Văn phòng;2019-08-01";

/// The front matter of a page that says the same as [`ROW`].
const KEYS: &str = "id = \"sk-1\"\ntitle = \"Tên\"\nsummary = \"Tóm tắt\"\nunit = \"Quận 1\"\nform = \"sáng kiến\"\n\
    field = \"đất đai\"\nproblem = \"Vấn đề\"\nsolution = \"Giải pháp\"\nstarted = \"2019-03\"\nstage = \"in-use\"\n\
    verification = \"Tự báo cáo\"\ncontact = \"Văn phòng\"\nupdated = 2019-08-01\n";

fn page(front_matter: &str, text: &str) -> String {
    format!("+++\n{front_matter}+++\n{text}")
}

/// A register with a row like [`ROW`] and a further column.
fn row_with(column: &str, cell: &str) -> String {
    format!("{HEADER};{column}\n{ROW};{cell}\n")
}

/// A register in which one cell of [`ROW`] is another.
fn row_but(column: &str, cell: &str) -> String {
    let cells = HEADER.split(';').zip(ROW.split(';'));
    let cells: Vec<&str> = cells
        .map(|(name, own)| if name == column { cell } else { own })
        .collect();
    format!("{HEADER}\n{}\n", cells.join(";"))
}

pub(super) fn read_site(files: &[(&str, &str)]) -> ReadSite {
    read_as(files, false)
}

fn read_as(files: &[(&str, &str)], illustrative: bool) -> ReadSite {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let mut diagnostics = Diagnostics::new();
    let sources = walk(folder.path(), &mut diagnostics);
    let units = units(&[
        ("tphcm", "Thành phố Hồ Chí Minh", ""),
        ("quan-1", "Quận 1", "tphcm"),
        ("quan-3", "Quận 3", "tphcm"),
        ("q1-p12", "Phường 12", "quan-1"),
        ("q3-p12", "Phường 12", "quan-3"),
    ]);
    let toml = "[[indicator]]\ncode = \"dung-han\"\nname = \"Đúng hạn\"\nkind = \"ratio\"\n\
        [[indicator]]\ncode = \"hai-long\"\nname = \"Hài lòng\"\nkind = \"ratio\"\n";
    let toml = Toml::parse(toml, FileId(99), 1).expect("indicators");
    let indicators = crate::campaign::indicator_reader::read_indicators(&toml).indicators;
    let mut settings = unread_settings().settings;
    settings.illustrative = illustrative;
    settings.labels = vec![("Ký hiệu".into(), "id".into())];
    let mut fields = Fields(vec![Field {
        key: "dat-dai".into(),
        name: "Đất đai".into(),
    }]);
    let options = InitiativeOptions {
        sources: &sources,
        settings: &settings,
        units: &UnitLookup::new(&units),
        indicators: &indicators,
        today: date(2019, 10, 15),
    };
    let read = read(&options, &mut fields, &mut diagnostics);
    let told = diagnostics.iter().map(|d| {
        let place = d.place.expect("a place");
        let help = d.help.map_or_else(String::new, |help| format!("/{help}"));
        let path = &sources.get(place.file).path;
        format!(
            "{} {}{help} {path}:{}:{}",
            d.severity.code(),
            d.code,
            place.line,
            place.column
        )
    });
    let told = told.collect();
    ReadSite { read, fields, told }
}

fn register(text: &str) -> ReadSite {
    read_site(&[("data/initiatives.csv", text)])
}

fn one(site: &ReadSite) -> &Initiative {
    let [one] = &site.read.initiatives.0[..] else {
        panic!("one initiative, told {:?}", site.told)
    };
    one
}

#[test]
fn a_row_is_read() {
    let text = "Ký hiệu,Tên,Tóm tắt,Đơn vị,Tác giả,Hình thức,Loại,Lĩnh vực,Nội dung CCHC,Vấn đề,Giải pháp,Tính mới,\
        Ngày áp dụng,Giai đoạn,Phạm vi,Đối tượng,Chỉ tiêu,Kết quả,Chi phí,Điều kiện,Khó khăn,Bài học,\
        Khả năng nhân rộng,Đã áp dụng tại,Công nhận,Kiểm chứng,Đầu mối,Tài liệu,Nguồn,Cập nhật\n\
        sk-1,T,S,Q.1,A; B;A,Cách làm hay,quản lý,Đất đai,TTHC,P,G,M,09/2018,đã nhân rộng,toàn thành phố,\
        người dân;doanh nghiệp,dung-han; Hài lòng,R,250000000,Đ,K,B,N,\
        quan-3 2019-05; \"Phường 12, Quận 3\" 2018,C,đã thẩm định,Văn phòng,a.pdf; b/c.xlsx,https://a.vn/1;Báo B,01/08/2019\n";
    let site = read_site(&[
        (
            "data/initiatives.csv",
            &text.replace("\"Phường 12, Quận 3\" 2018", "tphcm"),
        ),
        ("content/sang-kien/a.pdf", "123"),
        ("content/sang-kien/b/c.xlsx", "12"),
    ]);
    assert_eq!(site.told, Vec::<String>::new());
    let a = one(&site);
    assert_eq!(
        (&*a.code, &*a.title, &*a.summary, a.unit.0),
        ("sk-1", "T", "S", 1)
    );
    assert_eq!(a.authors, ["A".into(), "B".into()]);
    assert_eq!(
        (a.form, a.initiative_type),
        (Form::GoodPractice, Some(InitiativeType::Management))
    );
    assert_eq!(
        (a.field, a.area, a.scope),
        (FieldId(0), Some(Area::Procedures), Some(Reach::City))
    );
    assert_eq!(
        (&a.problem, &a.solution),
        (&Passage::Plain("P".into()), &Passage::Plain("G".into()))
    );
    assert_eq!(
        (a.started, a.stage),
        (VagueDay::Month(2018, 9), Stage::Replicated)
    );
    assert_eq!(a.beneficiaries, ["người dân".into(), "doanh nghiệp".into()]);
    assert_eq!(a.indicators, [IndicatorId(0), IndicatorId(1)]);
    assert_eq!(a.cost.as_deref(), Some("250000000"));
    let adopters: Vec<_> = a.adopted_by.iter().map(|x| (x.unit.0, x.since)).collect();
    assert_eq!(adopters, [(2, Some(VagueDay::Month(2019, 5))), (0, None)]);
    assert_eq!(a.verification, Verification::Appraised);
    let files: Vec<_> = a.attachments.iter().map(|f| (&*f.name, f.size)).collect();
    assert_eq!(files, [("a.pdf", 3), ("b/c.xlsx", 2)]);
    assert_eq!((a.sources.len(), a.updated), (2, date(2019, 8, 1)));
    assert!(a.is_sourced() && !a.illustrative);
}

#[test]
fn a_page_is_read() {
    let text = page(
        &KEYS.replace("problem = \"Vấn đề\"\nsolution = \"Giải pháp\"\n", ""),
        "\nMở đầu.\n\n## Vấn đề\n\nHồ sơ trễ.\n\n### Vì sao\n\nThiếu người.\n\n## 2. Giải pháp:\n\nThư xin lỗi.\n\n## Lời kết\n\nHết.\n",
    );
    let site = read_site(&[("content/sang-kien/2019/a.md", &text)]);
    assert_eq!(site.told, Vec::<String>::new());
    let a = one(&site);
    let section = |passage: &Passage| match passage {
        Passage::Section(prose) => (prose.markdown.to_string(), prose.first_line),
        Passage::Plain(text) => panic!("a section, not {text}"),
    };
    assert_eq!(
        section(&a.problem),
        ("Hồ sơ trễ.\n\n### Vì sao\n\nThiếu người.\n".to_owned(), 19)
    );
    assert_eq!(section(&a.solution), ("Thư xin lỗi.\n".to_owned(), 27));
    let rest = a.prose.as_ref().expect("the rest");
    assert_eq!(rest.first_line, 15);
    assert!(rest.markdown.starts_with("Mở đầu.\n"));
    assert!(rest.markdown.ends_with("\n## Lời kết\n\nHết.\n"));
    assert_eq!(rest.markdown.lines().count(), 17);
}

#[test]
fn a_row_and_a_page_of_one_id_are_one() {
    let site = read_site(&[
        ("data/initiatives.csv", &format!("{HEADER}\n{ROW}\n")),
        ("content/sang-kien/a.md", &page(KEYS, "")),
    ]);
    assert_eq!(site.told, Vec::<String>::new());
    assert_eq!(one(&site).places.len(), 2);
}
