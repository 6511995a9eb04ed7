use super::*;
use crate::picture::testing::PIXEL;

#[test]
fn a_row_and_a_page_of_one_id_are_one() {
    let site = read_site(&[
        ("data/initiatives.csv", &format!("{HEADER}\n{ROW}\n")),
        ("content/sang-kien/a.md", &page(KEYS, "")),
    ]);
    assert_eq!(site.told, Vec::<String>::new());
    assert_eq!(one(&site).places.len(), 2);
}

#[test]
fn what_must_be_there_may_stand_in_row_or_page() {
    let row = ROW.replace("Vấn đề;Giải pháp", ";");
    let table = format!("{HEADER}\n{row}\n");
    let keys = |keys: &str| page(&format!("id = \"sk-1\"\n{keys}"), "");
    let both = |text: &str| {
        read_site(&[
            ("data/initiatives.csv", &table),
            ("content/sang-kien/a.md", text),
        ])
        .told
    };
    assert_eq!(
        both(&keys("problem = \"P\"\nsolution = \"S\"\n")),
        Vec::<String>::new()
    );
    assert_eq!(
        both(&keys("problem = \"P\"\n")),
        ["error missing-key/section content/sang-kien/a.md:1:0"]
    );
    assert_eq!(
        register(&table).told,
        [
            "error missing-cell data/initiatives.csv:2:7",
            "error missing-cell data/initiatives.csv:2:8"
        ]
    );
    assert_eq!(
        register("id,title\na,A\nb,B\n").told.len(),
        11,
        "each missing column once"
    );
    let told = read_site(&[("content/sang-kien/a.md", "Chữ\n")]).told;
    assert_eq!(
        told,
        ["error missing-key/front-matter content/sang-kien/a.md:1:0"]
    );
}

#[test]
fn what_a_broken_page_lacks_is_not_told() {
    let broken = |text: &str| {
        read_site(&[
            ("data/initiatives.csv", "id,title\nsk-1,Tên\n"),
            ("content/sang-kien/a.md", text),
        ])
        .told
    };
    let told = broken("+++\nid = \"sk-1\"\ntitle = Tên\n+++\n");
    assert_eq!(told, ["error toml-syntax/value content/sang-kien/a.md:3:9"]);
    let told = broken("+++\nid = \"sk-1\"\n");
    assert_eq!(told, ["error front-matter-open content/sang-kien/a.md:1:1"]);
}

#[test]
fn a_row_and_a_page_must_agree() {
    let extra = [
        ("authors", "A; B", "[\"B\", \"A\"]", "[\"B\"]"),
        ("type", "Quản lý", "\"management\"", "\"kỹ thuật\""),
        ("area", "TTHC", "\"thủ tục hành chính\"", "\"thể chế\""),
        ("scope", "ngành", "\"sector\"", "\"đơn vị\""),
        (
            "indicators",
            "dung-han; Hài lòng",
            "\"hai-long;dung-han\"",
            "[\"hai-long\"]",
        ),
        (
            "adopted_by",
            "Q3 05/2019; tphcm",
            "[\"tphcm\", \"quan-3 2019-05\"]",
            "\"quan-3; tphcm\"",
        ),
        ("results", "R", "\" R \"", "\"r\""),
        ("cost", "5000000", "5000000", "\"5 triệu\""),
        ("sources", "a;b", "\"b; a\"", "[\"a\", \"b\", \"c\"]"),
        ("recognition", "X", "\"X\"", "\"Y\""),
    ];
    for (key, cell, same, other) in extra {
        let table = row_with(key, cell);
        let told = |value: &str| {
            let text = page(&format!("{KEYS}{key} = {value}\n"), "");
            read_site(&[
                ("data/initiatives.csv", &table),
                ("content/sang-kien/a.md", &text),
            ])
            .told
        };
        assert_eq!(told(same), Vec::<String>::new(), "{key}");
        let column = format!("{key} = ").chars().count() + 1;
        let expected = format!("error initiative-differs content/sang-kien/a.md:15:{column}");
        assert_eq!(told(other), [expected], "{key}");
    }
}

#[test]
fn the_keys_that_must_be_there_must_agree_too() {
    for (from, to) in [
        ("started = \"2019-03\"", "started = 2019"),
        ("unit = \"Quận 1\"", "unit = \"quan-3\""),
        ("stage = \"in-use\"", "stage = \"đã dừng\""),
        ("field = \"đất đai\"", "field = \"Xây dựng\""),
        ("updated = 2019-08-01", "updated = \"02/08/2019\""),
    ] {
        let text = page(&KEYS.replace(from, to), "");
        let table = format!("{HEADER}\n{ROW}\n");
        let site = read_site(&[
            ("data/initiatives.csv", &table),
            ("content/sang-kien/a.md", &text),
        ]);
        let [told] = &site.told[..] else {
            panic!("{to}: {:?}", site.told)
        };
        assert!(told.starts_with("error initiative-differs"), "{told}");
    }
}

#[test]
fn an_id_is_used_once() {
    let other = ROW.replace("sk-1", "SK-1");
    let told = read_site(&[
        ("data/initiatives/a.csv", &format!("{HEADER}\n{ROW}\n")),
        (
            "data/initiatives/b/c.tsv",
            &format!("{HEADER}\n{ROW}\n{other}\n"),
        ),
        ("content/sang-kien/a.md", &page(KEYS, "")),
        ("content/sang-kien/b/b.md", &page(KEYS, "")),
    ])
    .told;
    assert_eq!(
        told,
        [
            "error duplicate-initiative content/sang-kien/b/b.md:2:6",
            "error duplicate-initiative data/initiatives/b/c.tsv:2:1",
            "error bad-code/slug data/initiatives/b/c.tsv:3:1",
            "error duplicate-initiative data/initiatives/b/c.tsv:3:1",
        ]
    );
}

#[test]
fn missing_files_are_told() {
    let table = row_with("attachments", "a.pdf; ../x.pdf");
    let site = |files: &[(&str, &str)]| {
        let mut all = vec![("data/initiatives.csv", table.as_str())];
        all.extend(files);
        read_site(&all)
    };
    assert_eq!(
        site(&[]).told,
        [
            "error missing-attachment/register data/initiatives.csv:2:14",
            "error missing-attachment/register data/initiatives.csv:2:14"
        ]
    );
    let text = page(KEYS, "[x](a.pdf) ![y](y.gif)\n");
    let read = site(&[
        ("content/sang-kien/2019/a.md", &text),
        ("content/sang-kien/2019/a.pdf", "1"),
        ("content/sang-kien/2019/y.gif", PIXEL),
        ("content/sang-kien/x.pdf", "1"),
    ]);
    assert_eq!(read.told, Vec::<String>::new());
    let one = one(&read);
    let names = |files: &[crate::model::Attachment]| {
        files.iter().map(|f| f.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&one.attachments), ["a.pdf", "sang-kien/x.pdf"]);
    assert_eq!(names(&one.files), ["y.gif"]);
    assert_eq!(read.read.used.len(), 3);
}

#[test]
fn a_key_stands_once_in_a_page() {
    let twice = page(
        KEYS,
        "\n## Kết quả\n\nMột.\n\n## Results\n\nHai.\n\n## Problem\n\nVấn\nđề\n",
    );
    assert_eq!(
        read_site(&[("content/sang-kien/a.md", &twice)]).told,
        ["error initiative-differs content/sang-kien/a.md:21:0"]
    );
}
