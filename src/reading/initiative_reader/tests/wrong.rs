use super::*;

#[test]
fn every_wrong_cell_of_a_row_is_told() {
    let row = "SK 1;Tên;Tóm tắt;Quận 99;ý tưởng;???;Gọi 0901234567;;mai;xong;chắc chắn;;2019-13-01";
    let told = register(&format!("{HEADER}\n{row}\n")).told;
    let expected = [
        "error bad-code/slug 1",
        "error unknown-unit 4",
        "error unknown-value 5",
        "error bad-field 6",
        "error personal-data/phone 7",
        "error missing-cell 8",
        "error bad-date/vague 9",
        "error unknown-value 10",
        "error unknown-value 11",
        "error missing-cell 12",
        "error bad-date/near 13",
    ];
    let told: Vec<String> = told
        .iter()
        .map(|told| told.replace("data/initiatives.csv:2:", ""))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn an_id_goes_into_an_address_that_is_free() {
    for (id, code) in [
        ("Sáng kiến 1", "bad-code/slug"),
        ("index", "reserved-code"),
        ("atom", "reserved-code"),
        ("linh-vuc", "reserved-code"),
        ("don-vi", "reserved-code"),
        ("trang-2", "reserved-code"),
        ("con", "reserved-code"),
    ] {
        assert_eq!(
            told_but("id", id),
            [format!("error {code} data/initiatives.csv:2:1")],
            "{id}"
        );
    }
    assert_eq!(told_but("id", "trang-bi"), Vec::<String>::new());
}

#[test]
fn unknown_keys_and_columns_are_told() {
    let text = page(&format!("{KEYS}contacts = \"x\"\ncolour = 1\n"), "");
    assert_eq!(
        read_site(&[("content/sang-kien/a.md", &text)]).told,
        [
            "error unknown-key/near-here content/sang-kien/a.md:15:1",
            "error unknown-key content/sang-kien/a.md:16:1"
        ]
    );
    assert_eq!(
        told_with("STT;Ghi chép", "1\";\"x"),
        ["warning unknown-column data/initiatives.csv:1:15"],
        "a running number is no column to be told of"
    );
}

#[test]
fn keys_in_vietnamese_are_told_with_the_key_that_they_mean() {
    let text = page(&KEYS.replace("title =", "\"tên\" ="), "");
    assert_eq!(
        read_site(&[("content/sang-kien/a.md", &text)]).told,
        ["error unknown-key/near-here content/sang-kien/a.md:3:1"]
    );
}

#[test]
fn what_a_page_may_say_in_a_section_is_told_as_one() {
    let text = page(&KEYS.replace("solution", "results"), "\n## Vấn đề\n");
    assert_eq!(
        read_site(&[("content/sang-kien/a.md", &text)]).told,
        ["error missing-key/section content/sang-kien/a.md:1:0"]
    );
    let text = page(&KEYS.replace("contact", "results"), "");
    assert_eq!(
        read_site(&[("content/sang-kien/a.md", &text)]).told,
        ["error missing-key/meaning content/sang-kien/a.md:1:0"]
    );
}

#[test]
fn a_register_without_ids_hides_no_other_missing_column() {
    let text = "title;summary;unit;form;field;problem;solution;started;stage;verification\n\
        Tên;;quan-1;sáng kiến;Đất đai;V;G;2019;đang áp dụng;tự báo cáo\n";
    let told = register(text).told;
    assert_eq!(
        told,
        [
            "error missing-column data/initiatives.csv:1:0",
            "error missing-column data/initiatives.csv:1:0",
            "error missing-column data/initiatives.csv:1:0",
            "error missing-cell data/initiatives.csv:2:2",
        ],
        "contact, id and updated"
    );
}

#[test]
fn lists_separated_by_commas_are_told_how_to_be_written() {
    let at = |what: &str| [format!("error {what} data/initiatives.csv:2:14")];
    assert_eq!(
        told_with("indicators", "dung-han, hai-long"),
        at("unknown-indicator/list")
    );
    assert_eq!(
        told_with("adopted_by", "tphcm 2019-05, Quận 3"),
        at("unknown-unit/list")
    );
    assert_eq!(
        told_with("adopted_by", "Phường 12, Quận 3 2019-05"),
        Vec::<String>::new()
    );
    assert_eq!(
        told_with("adopted_by", "Phường 99, Quận 3"),
        at("unknown-unit")
    );
}

#[test]
fn dates_in_other_forms_are_told_with_the_form_that_is_read() {
    for (date, help) in [
        ("tháng 6/2019", "near"),
        ("04.06.2019", "near"),
        ("43623", "serial"),
        ("chưa rõ", "unknown"),
        ("đầu năm", "vague"),
    ] {
        assert_eq!(
            told_but("started", date),
            [format!("error bad-date/{help} data/initiatives.csv:2:9")],
            "{date}"
        );
    }
}

#[test]
fn two_registers_are_told() {
    let other = ROW.replace("sk-1", "sk-2");
    let site = read_site(&[
        ("data/initiatives.csv", &format!("{HEADER}\n{ROW}\n")),
        ("data/initiatives/a.csv", &format!("{HEADER}\n{other}\n")),
    ]);
    assert_eq!(site.told, ["note two-registers data/initiatives.csv:0:0"]);
    assert_eq!(site.read.initiatives.0.len(), 2);
}

#[test]
fn a_summary_has_sixty_words_at_most() {
    assert_eq!(told_but("summary", &"từ ".repeat(60)), Vec::<String>::new());
    assert_eq!(
        told_but("summary", &"từ ".repeat(61)),
        ["error long-summary data/initiatives.csv:2:3"]
    );
}

#[test]
fn each_adopter_is_another_unit_named_once() {
    let told = |cell: &str| told_with("adopted_by", cell);
    let at = |what: &str| format!("{what} data/initiatives.csv:2:14");
    assert_eq!(
        told("quan-3; Phường 12, Quận 3 2019-05"),
        Vec::<String>::new()
    );
    assert_eq!(told("quan-3 2019-05; Q.3"), [at("error adopter-twice")]);
    assert_eq!(told("quan-33"), [at("error unknown-unit/near")]);
    assert_eq!(told("quan-3 2019-13"), [at("error unknown-unit")]);
    assert_eq!(told("Quận 1 2019-05"), [at("error adopts-its-own")]);
    assert_eq!(
        told("quan-3 2019-02"),
        [at("warning adopted-before-started")]
    );
    assert_eq!(told("quan-3 2019-12"), [at("warning future-date")]);
}

#[test]
fn days_stand_in_order_and_have_come() {
    let at = |what: &str, column: u32| [format!("{what} data/initiatives.csv:2:{column}")];
    assert_eq!(
        told_but("updated", "2019-02-28"),
        at("warning updated-before-started", 13)
    );
    assert_eq!(
        told_but("updated", "2019-10-16"),
        at("warning future-date", 13)
    );
    assert_eq!(told_but("updated", "2019-10"), at("error bad-date", 13));
    assert_eq!(told_but("started", "2019"), Vec::<String>::new());
    assert_eq!(
        told_but("started", "15/10/2019").len(),
        1,
        "before its record was changed"
    );
    assert_eq!(told_but("started", "2019-11").len(), 2);
    let planned = row_but("stage", "đăng ký").replace("2019-03;", "2019-11;");
    assert_eq!(register(&planned).told, Vec::<String>::new());
}

#[test]
fn personal_data_is_told_where_it_stands() {
    let at = |what: &str| {
        [format!(
            "error personal-data/{what} data/initiatives.csv:2:14"
        )]
    };
    for (text, kind) in [
        ("Gọi 0901 234 567", "phone"),
        ("+84 901 234 567", "phone"),
        ("CMND 023456789", "identity"),
        ("079123456789", "identity"),
        ("Bà A, sinh năm 1980", "birth"),
    ] {
        for column in ["authors", "results", "sources", "recognition"] {
            assert_eq!(told_with(column, text), at(kind), "{column} {text}");
        }
    }
    assert_eq!(told_with("cost", "0901234567"), at("phone"));
    for text in [
        "250000000 đồng",
        "1.250.000.000 đồng",
        "Quyết định số 1234/QĐ-UBND ngày 01/02/2019",
        "Gọi 1022 hoặc 1900 1234",
        "(028) 3822 1234, 02838221234",
        "123.456.789 lượt",
    ] {
        assert_eq!(told_with("results", text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(
        told_with("cost", "250000000; 120000000000"),
        Vec::<String>::new()
    );
    let keys = "cost = 250000000\nresults = \"250000000\"\n";
    let text = page(&format!("{KEYS}{keys}"), "\nGọi 0901234567.\n");
    assert_eq!(
        read_site(&[("content/sang-kien/a.md", &text)]).told,
        [
            "error personal-data/identity content/sang-kien/a.md:16:12",
            "error personal-data/phone content/sang-kien/a.md:19:5",
        ]
    );
    let told = read_site(&[
        (
            "data/initiatives/_defaults.toml",
            "contact = \"0901234567\"\n",
        ),
        (
            "data/initiatives/a.csv",
            &format!(
                "{}\n{}\n",
                HEADER.replace("contact;", ""),
                ROW.replace("Văn phòng;", "")
            ),
        ),
    ])
    .told;
    assert_eq!(
        told,
        ["error personal-data/phone data/initiatives/_defaults.toml:1:11"]
    );
}

#[test]
fn a_broken_initiative_is_not_told_to_be_unknown() {
    let site = register(&row_but("stage", "xong"));
    assert_eq!(site.read.find("sk-1"), Err(None));
    assert!(
        site.read
            .find("khac")
            .is_err_and(|problem| problem.is_some())
    );
}
