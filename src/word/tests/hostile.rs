//! Files that are no documents, or want to be more than one.

use super::*;
use std::time::{Duration, Instant};

fn refused(bytes: &[u8]) -> Option<Refusal> {
    from_document(bytes).err()
}

#[test]
fn files_are_told_by_what_they_are() {
    for (bytes, refusal) in [
        (&b"{\\rtf1 a}"[..], Refusal::RichText),
        (b"%PDF-1.7", Refusal::Pdf),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>a", Refusal::WebPage),
        (b"Xin ch\xc3\xa0o", Refusal::NoDocument),
        (b"", Refusal::NoDocument),
        (b"PK\x03\x04 no zip", Refusal::Damaged),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no more",
            Refusal::Damaged,
        ),
    ] {
        assert_eq!(refused(bytes), Some(refusal));
    }
    assert_eq!(refused(&vec![0; (20 << 20) + 1]), Some(Refusal::TooLarge));
}

#[test]
fn files_that_end_early_do_not_end_the_program() {
    let whole = Docx::of(&p("", &["Xin chào"])).bytes();
    for end in (0..whole.len()).step_by(97) {
        let _ = from_document(&whole[..end]);
    }
    let mut damaged = whole;
    for at in (0..damaged.len()).step_by(53) {
        damaged[at] ^= 0x5a;
        let _ = from_document(&damaged);
        damaged[at] ^= 0x5a;
    }
}

#[test]
fn what_is_cut_short_within_is_told() {
    let mut docx = Docx::of(&[p("", &["Một"]), p("", &["Hai"])].concat());
    docx.cut = "</w:t></w:r></w:p></w:body></w:document>".len();
    let text = docx.read();
    assert_eq!(text.markdown(""), "Một\n");
    assert!(text.remarks.count(Remark::Unreadable) > 0);
}

/// Runs it, which must not take long.
fn soon<T>(run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = run();
    assert!(start.elapsed() < Duration::from_secs(60));
    done
}

#[test]
fn bombs_are_refused() {
    let bomb = vec![b' '; 70 << 20];
    let docx = Docx::of("").part("footnotes.xml", "footnotes", &bomb);
    assert_eq!(soon(|| refused(&docx.bytes())), Some(Refusal::TooLong));
    let many = "<w:tc><w:p/></w:tc>".repeat(500_000);
    let docx = Docx::of(&format!("<w:tbl><w:tr>{many}</w:tr></w:tbl>"));
    assert_eq!(soon(|| refused(&docx.bytes())), Some(Refusal::TooLong));
    let deep = "<w:tbl><w:tr><w:tc>".repeat(3000);
    assert_eq!(
        soon(|| refused(&Docx::of(&deep).bytes())),
        Some(Refusal::TooLong)
    );
    let deep = format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(90),
        p("", &["a"]),
        "</w:tc></w:tr></w:tbl>".repeat(90)
    );
    assert!(soon(|| from_document(&Docx::of(&deep).bytes())).is_ok());
    let long = p("", &[&*"a".repeat(2_000_001)]);
    assert_eq!(
        soon(|| refused(&Docx::of(&long).bytes())),
        Some(Refusal::TooLong)
    );
}

#[test]
fn a_thousand_pictures_are_fifty() {
    let name = |at: usize| &*Box::leak(format!("p{at}.png").into_boxed_str());
    let mut docx = Docx::default();
    for at in 0..1000 {
        let name: &'static str = name(at);
        docx.body.push_str(&p(
            "",
            &[&format!(
                "<w:r><w:pict><v:shape><v:imagedata r:id=\"{name}\"/></v:shape></w:pict></w:r>"
            )],
        ));
        docx = docx.part(name, "image", format!("\u{89}PNG{at}").as_bytes());
        let last = docx.parts.last_mut().unwrap();
        last.2 = [b"\x89PNG\r\n\x1a\n", at.to_string().as_bytes()].concat();
    }
    let text = soon(|| docx.read());
    assert_eq!(text.pictures.len(), 50);
    assert_eq!(text.remarks.count(Remark::PictureBeyond), 950);
}
