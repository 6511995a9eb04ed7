//! A Word document becomes an announcement at the desk, and what is pasted becomes Markdown.

use crate::desk::Desk;
use crate::served::{Got, PARTS, parts};
use std::fs;

const NEW: &str = "thong-bao/moi";

fn document() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/word/thong-bao.docx");
    fs::read(path).expect("the document")
}

/// Sends a file with the form of a new announcement, as a browser does.
fn bring(desk: &Desk, page: &Got, name: &str, file: &[u8]) -> Got {
    let controls = ["token", "version", "nhap"].map(|name| (name, page.hidden(name)));
    let values = controls.each_ref().map(|(name, value)| (*name, &**value));
    desk.post_body(NEW, PARTS, &parts(&values, &[(name, file)]))
}

fn text(page: &Got) -> String {
    let (_, text) = page.body.split_once("name=\"text\"").expect("a text");
    let (_, text) = text.split_once(">\n").expect("its beginning");
    text.split("</textarea>")
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn a_document_becomes_an_announcement_with_its_picture() {
    let desk = Desk::of("_base");
    let new = desk.get(NEW);
    let brought = bring(&desk, &new, "Thông báo 12.docx", &document());
    assert_eq!(brought.status, 200, "{}", brought.body);
    assert!(
        brought
            .body
            .contains("value=\"THÔNG BÁO Về việc tiếp nhận hồ sơ sáng thứ Bảy\"")
    );
    for told in [
        "1 deleted passage (",
        "1 inserted passage ",
        "CỘNG HÒA XÃ HỘI",
        "CHỦ TỊCH",
    ] {
        assert!(brought.body.contains(told), "{told}: {}", brought.body);
    }
    let draft = brought.hidden("nhap");
    let words = text(&brought);
    let picture = format!("![Lễ phát động ở Quận 3](moi-{draft}/van-ban-1.png)");
    for part in [
        "**I. THỜI GIAN**",
        "mỗi sáng thứ Bảy",
        "a) Nộp hồ sơ",
        "| Phường 1 | 12 |",
        &picture,
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    for gone in ["mỗi chiều", "CHỦ TỊCH"] {
        assert!(!words.contains(gone), "{gone}: {words}");
    }
    // Nothing is published before it is saved; the draft is seen with its picture.
    assert!(
        desk.files("content/thong-bao")
            .iter()
            .all(|file| !file.contains("van-ban"))
    );
    let filled = [
        ("nhap", &*draft),
        ("title", "Tiếp nhận sáng thứ Bảy"),
        ("date", "01/08/2019"),
        ("text", &*words),
        ("de-muc", "**I. THỜI GIAN**\r\n## I. THỜI GIAN"),
    ];
    assert_eq!(
        desk.fill(NEW, &[&filled[..], &[("viec", "xem")]].concat())
            .status,
        200
    );
    let looked = desk.get(&format!(
        "xem/content%2Fthong-bao%2Fmoi-{draft}.md/thong-bao/moi-{draft}.html"
    ));
    assert!(looked.body.contains("van-ban-1.png"), "{}", looked.body);

    let saved = desk.fill(NEW, &filled);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let stem = "2019-08-01-tiep-nhan-sang-thu-bay";
    let file = desk
        .read(&format!("content/thong-bao/{stem}.md"))
        .expect("the announcement");
    assert!(file.contains(&format!("]({stem}/van-ban-1.png)")), "{file}");
    assert!(file.contains("\n## I. THỜI GIAN\n"), "{file}");
    let files = desk.files("content/thong-bao");
    assert!(
        files.contains(&format!("{stem}/van-ban-1.png")),
        "{files:?}"
    );
    assert_eq!(desk.files(".thidua/ban-nhap"), Vec::<String>::new());
}

#[test]
fn what_cannot_be_taken_is_told_and_what_is_given_up_leaves_nothing() {
    let desk = Desk::of("_base");
    let new = desk.get(NEW);
    let refused = bring(&desk, &new, "a.pdf", b"%PDF-1.7");
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("This file is a PDF"),
        "{}",
        refused.body
    );
    let brought = bring(&desk, &new, "a.docx", &document());
    let nhap = brought.hidden("nhap");
    let given_up = desk.fill(
        &format!("{NEW}?nhap={nhap}"),
        &[("nhap", &nhap), ("viec", "bo")],
    );
    assert_eq!(given_up.status, 303);
    assert_eq!(desk.files(".thidua/ban-nhap"), Vec::<String>::new());
}

#[test]
fn what_is_pasted_becomes_markdown_for_pages_of_the_desk_alone() {
    let desk = Desk::of("_base");
    let html = "<p><b>Điều 1.</b> Một</p><script>x</script><ul><li>a</ul>";
    let pasted = desk.fill(NEW, &[("viec", "dan"), ("html", html)]);
    assert_eq!(pasted.status, 200);
    assert_eq!(
        pasted.body,
        "{\"markdown\":\"**Điều 1.** Một\\n\\n- a\\n\",\"told\":[]}"
    );
    let elsewhere = desk.post(NEW, &[("token", "x"), ("viec", "dan"), ("html", html)]);
    assert_eq!(elsewhere.status, 409);
}
