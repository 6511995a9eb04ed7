use super::*;

#[test]
fn what_is_illustrative_is_marked_and_never_mixed_with_what_is_sourced() {
    let folder = (
        "data/initiatives/minh-hoa/_defaults.toml",
        "illustrative = true\n",
    );
    let path = "data/initiatives/minh-hoa/a.csv";
    let plain = format!("{HEADER}\n{ROW}\n");
    assert!(one(&read_site(&[folder, (path, &plain)])).illustrative);
    assert!(!one(&read_site(&[folder, ("data/initiatives/a.csv", &plain)])).illustrative);
    let everywhere = |files: &[(&str, &str)]| one(&read_as(files, true)).illustrative;
    assert!(everywhere(&[("data/initiatives.csv", &plain)]));
    assert!(everywhere(&[("content/sang-kien/a.md", &page(KEYS, ""))]));
    assert!(!everywhere(&[
        ("content/sang-kien/_defaults.toml", "illustrative = false"),
        ("content/sang-kien/a.md", &page(KEYS, ""))
    ]));
    assert!(!everywhere(&[(
        "data/initiatives.csv",
        &row_with("sources", "Báo")
    )]));

    let warned = read_site(&[folder, (path, &row_with("sources", "Báo"))]);
    assert!(!one(&warned).illustrative);
    assert_eq!(
        warned.told,
        ["warning sourced-in-illustrative data/initiatives/minh-hoa/a.csv:2:14"]
    );
    let everywhere = read_as(
        &[("data/initiatives.csv", &row_with("sources", "Báo"))],
        true,
    );
    assert_eq!(everywhere.told, Vec::<String>::new());

    let adopted = row_with("adopted_by", "quan-3 2019-05");
    let sourced = page(&format!("{KEYS}sources = [\"Báo\"]\n"), "");
    let site = read_site(&[
        folder,
        (path, &adopted),
        ("content/sang-kien/a.md", &sourced),
    ]);
    assert_eq!(
        site.told,
        ["warning illustrative-adopters data/initiatives/minh-hoa/a.csv:2:14"]
    );
    assert!(!one(&site).illustrative && one(&site).adopted_by.is_empty());
    let named = page(
        &format!("{KEYS}sources = [\"Báo\"]\nadopted_by = [\"tphcm\"]\n"),
        "",
    );
    let site = read_site(&[folder, (path, &adopted), ("content/sang-kien/a.md", &named)]);
    assert_eq!(site.told, Vec::<String>::new());
    assert_eq!(
        one(&site).adopted_by[0].unit.0,
        0,
        "the page's own adopters stand"
    );
    let site = read_as(&[("content/sang-kien/a.md", &named)], true);
    assert_eq!((one(&site).adopted_by.len(), site.told.len()), (1, 0));
    let told = read_site(&[("content/sang-kien/_defaults.toml", "contact = \"x\"\n")]).told;
    assert_eq!(
        told,
        ["error unknown-key content/sang-kien/_defaults.toml:1:1"]
    );
}
