//! Pictures that are dropped or chosen at the desk.

use crate::desk::Desk;
use crate::pictures::{has_position, photo};
use crate::served::{Got, PARTS, parts};

const NEW: &str = "thong-bao/moi";

/// Sends a form with a file, as a browser does.
fn send(
    desk: &Desk,
    address: &str,
    page: &Got,
    values: &[(&str, &str)],
    name: &str,
    file: &[u8],
) -> Got {
    let hidden = ["token", "version"].map(|name| (name, page.hidden(name)));
    let hidden = hidden.iter().map(|(name, value)| (*name, &**value));
    let values: Vec<_> = hidden.chain(values.iter().copied()).collect();
    desk.post_body(address, PARTS, &parts(&values, &[(name, file)]))
}

#[test]
fn a_picture_is_prepared_kept_beside_the_text_and_shown_by_it() {
    let desk = Desk::of("_base");
    let new = desk.get(NEW);
    let draft = new.hidden("nhap");
    let photo = photo(64, 32);
    let typed = [
        ("nhap", &*draft),
        ("viec", "xem"),
        ("title", "Một cửa"),
        ("date", "01/08/2019"),
        ("text", "Đầu.\r\n\r\nCuối."),
        ("picture_at", "4"),
    ];
    // Without a description it is not taken, and what was typed is there.
    let refused = send(&desk, NEW, &new, &typed, "Ảnh 1.JPG", &photo);
    assert_eq!(refused.status, 422);
    for part in ["“Ảnh 1.JPG” was not added", "Đầu.\n\nCuối."] {
        assert!(refused.body.contains(part), "{part}: {}", refused.body);
    }
    let described = [&typed[..], &[("picture_alt", "Người dân [nộp] hồ sơ")]].concat();
    let taken = send(&desk, NEW, &new, &described, "Ảnh 1.JPG", &photo);
    assert_eq!(taken.status, 200, "{}", taken.body);
    let shown = format!("![Người dân \\[nộp\\] hồ sơ](moi-{draft}/anh-1.jpg)");
    let text = format!("Đầu.\n\n{shown}\n\nCuối.");
    assert!(taken.body.contains(&text), "{}", taken.body);
    assert!(taken.body.contains("32 wide and 64 high"), "{}", taken.body);
    // Nothing is among the texts before they are saved.
    assert_eq!(desk.files("content/thong-bao"), ["2019-02-27-phat-dong.md"]);
    let filled = [typed[0], typed[2], typed[3], ("text", &*text)];
    assert_eq!(desk.fill(NEW, &filled).status, 303);
    assert_eq!(
        desk.files("content/thong-bao"),
        [
            "2019-02-27-phat-dong.md",
            "2019-08-01-mot-cua.md",
            "2019-08-01-mot-cua/anh-1.jpg"
        ]
    );
    let written = desk.bytes("content/thong-bao/2019-08-01-mot-cua/anh-1.jpg");
    assert!(!has_position(&written));
    assert_eq!(desk.files(".thidua/ban-nhap"), Vec::<String>::new());
}

#[test]
fn a_picture_goes_into_a_text_that_there_is_and_may_be_its_cover() {
    let desk = Desk::of("_base");
    let address = "thong-bao/2019-02-27-phat-dong.md";
    let page = desk.get(address);
    let values = [("picture_alt", "Lễ phát động"), ("picture_cover", "true")];
    let saved = send(&desk, address, &page, &values, "a.jpg", &photo(64, 32));
    assert_eq!(saved.status, 303, "{}", saved.body);
    let text = desk
        .read("content/thong-bao/2019-02-27-phat-dong.md")
        .unwrap();
    let cover = "cover = \"2019-02-27-phat-dong/a.jpg\"\ncover_alt = \"Lễ phát động\"\n";
    assert!(text.contains(cover), "{text}");
    // The next of that name is another one.
    let page = desk.get(address);
    let values = [("picture_alt", "Lễ")];
    send(&desk, address, &page, &values, "A.JPG", &photo(64, 32));
    let text = desk
        .read("content/thong-bao/2019-02-27-phat-dong.md")
        .unwrap();
    assert!(
        text.ends_with("![Lễ](2019-02-27-phat-dong/a-2.jpg)\n"),
        "{text}"
    );
}

#[test]
fn what_is_no_picture_is_told_as_what_it_is_and_leaves_nothing() {
    let desk = Desk::of("_base");
    let new = desk.get(NEW);
    let values = [("viec", "xem"), ("picture_alt", "Ảnh")];
    let whole = photo(64, 32);
    for (name, bytes, told) in [
        (
            "IMG_1.HEIC",
            &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..],
            "HEIC",
        ),
        (
            "a.jpg",
            &whole[..whole.len() / 2],
            "ends before its picture",
        ),
        ("b.png", b"<html>", "no picture in the file"),
    ] {
        let refused = send(&desk, NEW, &new, &values, name, bytes);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(told), "{told}: {}", refused.body);
        assert!(
            refused.body.contains("value=\"Ảnh\""),
            "what was described stays"
        );
    }
    let left = desk.files(".thidua/ban-nhap");
    assert!(left.iter().all(|file| file.ends_with(".md")), "{left:?}");
}
