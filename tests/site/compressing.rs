//! `build --compress`: a packed copy beside every text, for servers that send those as they are.

use crate::SiteTest;

#[test]
fn every_text_has_packed_copies_of_itself_and_nothing_else_has() {
    let test = SiteTest::from_dir("whole-site");
    test.run(["build"]).exits(0);
    let plain = test.files("public");
    test.run(["build", "--compress"]).exits(0);
    let files = test.files("public");
    let page = files.get("index.html.gz").expect("a packed page");
    assert!(page.len() < plain["index.html"].len() / 2);
    assert!(files["index.html.br"].len() < page.len());
    for name in files.keys().filter(|name| !plain.contains_key(*name)) {
        let of = name.rsplit_once('.').map(|(of, _)| of).unwrap_or_default();
        assert!(plain.contains_key(of), "{name} is of no file");
        assert!(!of.ends_with(".woff2") && !of.ends_with(".png"), "{name}");
    }
    // They belong to the site as any other file, the same bytes every time; without the option they are gone.
    test.run_here("vi", ["verify", "public"]).exits(0);
    test.run(["build", "--compress"]).exits(0);
    assert_eq!(test.files("public"), files);
    test.run(["build"]).exits(0);
    assert_eq!(test.files("public"), plain);
}
