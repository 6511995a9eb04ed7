//! The clipboard.

use super::*;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::{Language, Words};
use crate::place::{FileId, Place, Prose};
use crate::render::{Call, LinkTarget, Markdown, Surroundings};
use proptest::prelude::*;

fn text(html: &str) -> String {
    from_clipboard(html).markdown("")
}

#[test]
fn only_what_was_copied_comes_along() {
    let html = "<html><head><style>p {a}</style></head><body>x<!--StartFragment--><p class=MsoNormal>Một<o:p>&nbsp;</o:p></p>\
                <script>alert(1)</script><!--[if gte vml 1]><v:shape/><![endif]--><w:x>a</w:x><svg><text>b</text></svg><button>c</button>\
                <p style='mso-hide:all'>ẩn</p><p style=\"display: none\">ẩn</p><p>Hai <del>ba</del></p><!--EndFragment-->y</body></html>";
    assert_eq!(text(html), "Một\n\nHai\n");
    assert_eq!(
        told(&from_clipboard(html)),
        [(Remark::Deleted, 1), (Remark::Hidden, 2)]
    );
}

#[test]
fn lists_of_word_are_lists() {
    let item = |list: &str, sign: &str, words: &str| {
        format!(
            "<p class=MsoListParagraph style='mso-list:{list} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{sign}<span style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>{words}</p>"
        )
    };
    let html = [
        item("l0 level1", "1.", "Một"),
        item("l0 level2", "o", "chấm"),
        item("l0 level1", "2.", "Hai"),
        item("l1 level1", "a)", "chữ"),
        item("l1 level1", "§", "dấu"),
        item("l2 level1", "Điều 4.", "Bốn"),
    ];
    assert_eq!(
        text(&html.concat()),
        "1. Một\n   - chấm\n2. Hai\n\na) chữ\n\n- dấu\n\nĐiều 4. Bốn\n"
    );
}

#[test]
fn lists_of_the_web_are_lists() {
    let html = "<ul><li>a<li><p>b</p></li><ul><li>c</li></ul></ul><ol start=3><li>d</li><li value=7>e</li></ol><ol type=a><li>f</li><li>g</li></ol>";
    assert_eq!(
        text(html),
        "- a\n- b\n  - c\n\n3. d\n\n<!-- -->\n\n7. e\n\na. f\n\nb. g\n"
    );
}

#[test]
fn looks_are_those_that_are_seen() {
    let html = "<b style=\"font-weight:normal\"><p><span style=\"font-weight:700\">Đậm</span>\n  và <span style='font-style:italic'>nghiêng</span>\
                x<sup>2</sup> <span style=\"text-decoration:line-through\">gạch</span> &amp;nbsp; 12) <font face=\".VnTime\">QuËn</font></p></b>\
                <p>1) a<br>=== b</p><h2><b>Đề mục</b></h2><blockquote>trích</blockquote><pre>a\n  b</pre>";
    let expected = "**Đậm** và *nghiêng*x<sup>2</sup> <s>gạch</s> \\&nbsp; 12) Quận\n\n1\\) a\\\n\\=== b\n\n### Đề mục\n\n> trích\n\na\\\nb\n";
    assert_eq!(text(html), expected);
}

#[test]
fn links_that_run_are_words_and_pictures_leave_gaps() {
    let html = "<p><a href=\"https://a.vn/b c\">một</a> <a href=\"javascript:alert(1)\">hai</a> <a href='#x'>ba</a> \
                <img src=\"file:///C:/clip_image001.png\" alt=\"Lễ\"><img src=x width=1></p>";
    assert_eq!(
        text(html),
        "[một](https://a.vn/b%20c) hai ba ![Lễ](thieu-anh-1)\n"
    );
    assert_eq!(
        told(&from_clipboard(html)),
        [(Remark::Links, 1), (Remark::PictureLinked, 1)]
    );
}

#[test]
fn notes_of_word_are_notes() {
    let html = "<p>Câu<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><span>[1]</span></a>.</p>\
                <div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p><a style='mso-footnote-id:ftn1' href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> Nguồn</p></div></div>\
                <a class=msocomanchor href=\"#_msocom_1\">[A1]</a><div style='mso-element:comment-list'>Sửa</div>";
    assert_eq!(text(html), "Câu[^1].\n\n[^1]: Nguồn\n");
    assert_eq!(told(&from_clipboard(html)), [(Remark::Comments, 1)]);
}

#[test]
fn tables_of_excel_and_the_web_are_tables() {
    let html = "<table><!--StartFragment--><col width=64><tr><td>a</td><td>1</td></tr><tr style='display:none'><td>x</td></tr><tr><td>b</td><td>2</td></tr><!--EndFragment--></table>";
    assert_eq!(text(html), "| | |\n| --- | --- |\n| a | 1 |\n| b | 2 |\n");
    let html = "<table><tr><th>Quận<th>Tỷ lệ<tr><td>1<td>90<br>%</table>";
    assert_eq!(
        text(html),
        "| Quận | Tỷ lệ |\n| --- | --- |\n| 1 | 90<br>% |\n"
    );
    let html = "<table><tr><td><p>Khung</p></td></tr></table>";
    assert_eq!(text(html), "Khung\n");
}

#[test]
fn depth_and_length_are_bounded() {
    for html in [
        "<div>".repeat(200_000),
        "<b><i>".repeat(100_000) + "x",
        "<table><tr><td>".repeat(50_000),
        "<ul><li>".repeat(50_000),
        "<p>a</p>".repeat(200_000),
        "<".repeat(500_000),
        "&amp".repeat(500_000),
    ] {
        let _ = text(&html);
    }
}

/// A site in which there is nothing to lead to.
struct Nothing;

impl Surroundings for Nothing {
    fn link(&mut self, target: &LinkTarget, _place: Place) -> Result<String, Diagnostic> {
        Ok(format!("x/{}", target.path))
    }

    fn meant<'l>(&self, _from: &str, _link: &'l str) -> Option<(Box<str>, Option<&'l str>)> {
        None
    }

    fn call(&mut self, call: &Call) -> Result<String, Vec<Diagnostic>> {
        panic!("{call:?}")
    }
}

/// What the site makes of a paste: its HTML, and what it tells of it.
fn rendered(markdown: &str) -> (String, Vec<String>) {
    let prose = Prose {
        file: FileId(0),
        title: None,
        markdown: markdown.into(),
        first_line: 1,
    };
    let renderer = Markdown {
        words: Words::of(Language::Vietnamese),
        file: "content/thong-bao/a.md",
        reserved_ids: &[],
        id_prefix: "",
        below: 0,
    };
    let mut diagnostics = Diagnostics::new();
    let html = renderer.render(&prose, &mut Nothing, &mut diagnostics).html;
    let told = diagnostics.iter().map(|one| one.code.as_str().to_owned());
    (html.as_str().to_owned(), told.collect())
}

/// The letters and digits that a page shows.
fn letters(html: &str) -> String {
    let page = scraper::Html::parse_fragment(html);
    let text = page.root_element().text().collect::<String>();
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn piece() -> impl Strategy<Value = String> {
    let tags = [
        "p",
        "b",
        "i",
        "span style='font-weight:bold'",
        "div",
        "ul",
        "li",
        "ol start=4",
        "table",
        "tr",
        "td",
        "th",
        "td colspan=2",
        "h2",
        "h1",
        "a href='https://a.vn'",
        "a href='javascript:alert(1)'",
        "a",
        "blockquote",
        "sup",
        "em",
        "strong",
        "s",
        "pre",
        "center",
        "img src=x onerror=alert(1) alt='*a'",
        "p style='mso-list:l0 level2 lfo1'",
        "span style='mso-list:Ignore'",
        "section",
        "u",
    ];
    let starts = tags.map(|tag| format!("<{tag}>"));
    let ends = [
        "p",
        "b",
        "div",
        "ul",
        "li",
        "ol",
        "table",
        "tr",
        "td",
        "a",
        "blockquote",
        "span",
        "h2",
    ]
    .map(|tag| format!("</{tag}>"));
    let starts: Vec<String> = starts
        .into_iter()
        .chain(["<br>".to_owned(), "<!-- c -->".to_owned()])
        .collect();
    prop_oneof![
        4 => prop::sample::select(starts),
        3 => prop::sample::select(ends.to_vec()),
        4 => "[a-c0-9đẾ *_`#\\[\\]()!|:.\\\\~{}=+-]{1,8}",
        1 => prop::sample::select(vec!["&lt;script&gt;x&lt;/script&gt;", "&lt;b&gt;", "&amp;copy;", "{{ x y }}", "[a](javascript:1)", "&lt;!-- ", "12) ", "www.a.vn", "[^1]: "])
            .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_paste_is_shown_as_its_words_and_nothing_runs(pieces in prop::collection::vec(piece(), 0..24)) {
        let html = pieces.concat();
        let pasted = from_clipboard(&html);
        let markdown = pasted.markdown("");
        let (page, told) = rendered(&markdown);
        prop_assert!(!page.contains("<script") && !page.contains(" onerror") && !page.contains("=\"javascript:"), "{page}");
        let expected: String = pasted.blocks.iter().flat_map(|block| model::lines(std::slice::from_ref(block))).collect();
        let expected: String = expected.chars().filter(|c| c.is_alphanumeric()).collect();
        let shown: String = letters(&page);
        prop_assert_eq!(shown, expected, "{}\n{}\n{}", html, markdown, page);
        let troubling = ["call", "html-left-out", "mark-left", "text-not-shown", "cells-beyond", "markdown-in-html", "braces-left"];
        let troubles: Vec<_> = told.iter().filter(|code| troubling.iter().any(|t| code.starts_with(t))).collect();
        prop_assert!(troubles.is_empty(), "{:?}\n{}", troubles, markdown);
    }

    #[test]
    fn no_bytes_make_the_reader_of_documents_fail(bytes in prop::collection::vec(any::<u8>(), 0..64), sign in 0_usize..3) {
        let signs: [&[u8]; 3] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
        let _ = from_document(&[signs[sign], &bytes].concat());
    }
}
