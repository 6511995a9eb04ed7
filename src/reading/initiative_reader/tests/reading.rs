use super::*;
use crate::model::{FieldId, IndicatorId};

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
fn units_are_given_by_code_or_name() {
    let ambiguous = ["error ambiguous-unit data/initiatives.csv:2:4"];
    assert_eq!(told_but("unit", "Phường 12"), ambiguous);
    let site = register(&row_but("unit", "P.12, Q.3"));
    assert_eq!(one(&site).unit.0, 4);
    let header = HEADER.replace("unit;", "");
    let row = ROW.replace("quan-1;", "").replace("sk-1", "sk-2");
    let within = row_but("unit", "Phường 12");
    let site = read_site(&[
        (
            "data/initiatives/q3/_defaults.toml",
            "unit = \"Quận 3\"\ncontact = \"x\"\n[columns]\n\"Số\" = \"id\"\n",
        ),
        (
            "data/initiatives/q3/a.csv",
            &format!("{header}\n{row}\n").replace("id;", "Số;"),
        ),
        ("data/initiatives/q3/b.csv", &within),
    ]);
    assert_eq!(site.told, Vec::<String>::new());
    let units: Vec<_> = site
        .read
        .initiatives
        .0
        .iter()
        .map(|i| (&*i.code, i.unit.0))
        .collect();
    assert_eq!(units, [("sk-1", 4), ("sk-2", 2)]);
    let told = read_site(&[(
        "data/initiatives/_defaults.toml",
        "period = \"2019\"\nstagee = \"x\"\n",
    )])
    .told;
    assert_eq!(
        told,
        [
            "error unknown-key data/initiatives/_defaults.toml:1:1",
            "error unknown-key/near-here data/initiatives/_defaults.toml:2:1"
        ]
    );
}

#[test]
fn fields_are_known_ones_or_new() {
    let other = ROW.replace("sk-1", "sk-2").replace("Đất đai", "HO TICH");
    let third = ROW.replace("sk-1", "sk-3").replace("Đất đai", "dat-dai");
    let site = register(&format!(
        "{}{other}\n{third}\n",
        row_but("field", "Hộ tịch")
    ));
    assert_eq!(site.told, Vec::<String>::new());
    let fields: Vec<_> = site.fields.0.iter().map(|f| (&*f.key, &*f.name)).collect();
    assert_eq!(fields, [("dat-dai", "Đất đai"), ("ho-tich", "Hộ tịch")]);
    let of: Vec<_> = site.read.initiatives.0.iter().map(|i| i.field.0).collect();
    assert_eq!(of, [1, 1, 0]);
    assert_eq!(
        told_but("field", "Đất đaii"),
        ["warning near-field data/initiatives.csv:2:6"]
    );
    assert_eq!(
        told_but("field", "Đặt đái"),
        ["error fields-with-one-key data/initiatives.csv:2:6"]
    );
}

#[test]
fn rows_that_are_no_initiatives_are_passed_over() {
    let filler = |text: &str| format!("{text}{}", ";".repeat(12));
    let numbers: Vec<String> = (1..=13).map(|n| format!("({n})")).collect();
    let table = format!(
        "{HEADER}\n{}\n{}\n{ROW}\n\n{HEADER}\n{}\n;;;;;;;;;Người lập;;Ký;\n",
        numbers.join(";"),
        filler("I. Lĩnh vực đất đai"),
        filler("Tổng cộng").replacen(';', ";1", 1),
    );
    let site = register(&table);
    assert_eq!(
        site.told,
        [
            "note rows-passed-over data/initiatives.csv:1:0",
            "warning text-row/initiative data/initiatives.csv:3:1",
            "warning text-row/initiative data/initiatives.csv:8:10",
        ]
    );
    assert_eq!(&*one(&site).code, "sk-1");
}

#[test]
fn the_latest_comes_first() {
    let second = ROW.replace("sk-1", "sk-0").replace("2019-03", "2019");
    let third = ROW.replace("sk-1", "sk-2");
    let site = register(&format!("{HEADER}\n{second}\n{third}\n{ROW}\n"));
    let codes: Vec<_> = site.read.initiatives.0.iter().map(|i| &*i.code).collect();
    assert_eq!(codes, ["sk-1", "sk-2", "sk-0"]);
    assert_eq!(site.read.find("sk-0"), Ok(InitiativeId(2)));
    assert_eq!(
        site.read.find("sk-9").map_err(|e| e.map(|d| d.help)),
        Err(Some(Some("near")))
    );
}

#[test]
fn units_that_registered_one_are_counted() {
    let other = ROW.replace("sk-1", "sk-2").replace("quan-1", "quan-3");
    let third = ROW.replace("sk-1", "sk-3");
    let site = register(&format!("{HEADER}\n{ROW}\n{other}\n{third}\n"));
    let mut settings = unread_settings().settings;
    settings.initiatives_owed_by = vec!["unit".into()];
    let units = units(&[("tphcm", "A", ""), ("quan-1", "B", ""), ("quan-3", "C", "")]);
    let initiatives = &site.read.initiatives;
    let coverage = crate::model::InitiativeCoverage::new(&settings, &units, initiatives);
    let [block] = &coverage.blocks[..] else {
        panic!("one block")
    };
    let counts: Vec<_> = block.units.iter().map(|u| u.initiatives.len()).collect();
    assert_eq!(counts, [0, 2, 1]);
}
