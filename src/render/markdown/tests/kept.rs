//! What an author wrote is shown as it was meant, or told.

use super::*;
use proptest::prelude::*;

/// The HTML of a text that is told of in this way.
fn html_told(markdown: &str, expected: &[(&'static str, u32, u32)]) -> String {
    let (rendered, told) = render_all(markdown);
    assert_eq!(told, expected, "{markdown}");
    rendered.html.as_str().trim_end().to_owned()
}

#[test]
fn names_with_spaces_are_links() {
    assert_eq!(
        html_told("![ảnh](anh/Ảnh 1.jpg) *b*", &[("link-with-spaces", 11, 8)]),
        "<p><img src=\"a/anh/%E1%BA%A2nh%201.jpg\" loading=\"lazy\" decoding=\"async\" alt=\"ảnh\" width=\"16\" height=\"9\"> <em>b</em></p>"
    );
    assert_eq!(
        html_told(
            "![ảnh](anh/Ảnh 1.jpg “Chú”)",
            &[("link-with-spaces", 11, 8)]
        ),
        "<figure><img src=\"a/anh/%E1%BA%A2nh%201.jpg\" loading=\"lazy\" decoding=\"async\" alt=\"ảnh\" width=\"16\" height=\"9\"><figcaption>Chú</figcaption></figure>"
    );
    assert_eq!(
        html_told("[x](https://a.vn/b c.pdf)", &[("link-with-spaces", 11, 5)]),
        "<p><a href=\"https://a.vn/b%20c.pdf\" rel=\"noopener\">x</a></p>"
    );
    assert_eq!(told("[x](Kế hoạch 12.docx)"), [("link-to-nothing", 11, 5)]);
    assert_eq!(
        html_told("![ảnh](ANH\\Ảnh 1.JPG)", &[("link-read-as", 11, 8)]),
        "<p><img src=\"a/anh/%E1%BA%A2nh%201.jpg\" loading=\"lazy\" decoding=\"async\" alt=\"ảnh\" width=\"16\" height=\"9\"></p>"
    );
    assert_eq!(
        html("[x][a]\n\n[a]: anh/Ảnh 1.jpg"),
        "<p><a href=\"a/anh/%E1%BA%A2nh%201.jpg\">x</a></p>"
    );
}

#[test]
fn what_looks_like_a_link_and_is_none_is_told() {
    for (markdown, column) in [
        ("x](b c.md)", 2),
        ("[x\n](b c.pdf", 1),
        ("[x] (b.pdf)", 3),
        ("[x] (https://a.vn)", 3),
        ("(x)[b.pdf]", 3),
        ("Chữ\n[a]: b.pdf", 3),
    ] {
        let line = 11 + u32::from(markdown.contains('\n'));
        let told = told(markdown);
        assert!(
            told.is_empty() && column < 2 || told == [("link-not-read", line, column)],
            "{markdown}: {told:?}"
        );
    }
    assert_eq!(
        told("[1](b.md), [2] (xem thêm), (3)[4], a[5] \\](x.pdf)"),
        []
    );
}

#[test]
fn lists_keep_the_numbers_of_their_author() {
    assert_eq!(
        html("5. a\n7. b\n9. c\n\n   3) d\n   4) e\n"),
        "<ol start=\"5\">\n<li><p>a</p>\n</li>\n<li value=\"7\"><p>b</p>\n</li>\n<li value=\"9\"><p>c</p>\n\
         <ol class=\"bracketed\" start=\"3\">\n<li>d</li>\n<li>e</li>\n</ol>\n</li>\n</ol>"
    );
    assert_eq!(
        html("2019. Năm\n\n2018. Trước\n\n- x\n\n> 01. a\n> 02. b"),
        "<ol start=\"2019\">\n<li><p>Năm</p>\n</li>\n<li value=\"2018\"><p>Trước</p>\n</li>\n</ol>\n<ul>\n<li>x</li>\n</ul>\n\
         <blockquote>\n<ol class=\"two-digits\">\n<li>a</li>\n<li>b</li>\n</ol>\n</blockquote>"
    );
    assert_eq!(html("Điều 3. a\n2019. b"), "<p>Điều&nbsp;3. a\n2019. b</p>");
    assert_eq!(html("01. a\n1. b\n10. c").matches("class").count(), 0);
    assert_eq!(
        html("1. a\n2. b\n2. c\n0. d\n3. [ ] e")
            .matches("value")
            .count(),
        3
    );
    assert_eq!(
        html_told("1. a\n1. b\n1. c", &[("list-counted", 11, 1)]),
        "<ol>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ol>"
    );
}

#[test]
fn marks_that_open_or_close_nothing_are_told() {
    for (markdown, column) in [
        ("**85,5%**của x", 1),
        ("x **“Trích”**của", 3),
        ("*85,5%*của", 1),
        ("_nghiêng_của", 1),
        ("a của_nghiêng_ b", 14),
        ("a ~~b ~~ c", 3),
        ("a `b", 3),
        ("| a |\n|---|\n| **1%**a |", 3),
    ] {
        let line = 11 + u32::try_from(markdown.matches('\n').count()).unwrap_or(0);
        assert_eq!(told(markdown), [("mark-left", line, column)], "{markdown}");
    }
    for markdown in [
        "5 * 3 = 15",
        "Số liệu (*), Quận 1*",
        "(**) Ước",
        "bieu_mau_1.csv, anh/_a.jpg",
        "Họ tên: ______",
        "\\*\\*a, \\_b",
        "`**a` và **b**",
        "2 ** 3",
    ] {
        assert_eq!(told(markdown), [], "{markdown}");
    }
}

#[test]
fn marks_between_digits_are_no_emphasis() {
    for (markdown, column) in [
        ("2*150 và 3*200 hồ sơ", 2),
        ("a 1**2** b", 4),
        ("*1*2", 3),
        ("1***2*** 3", 2),
    ] {
        assert_eq!(
            told(markdown),
            [("mark-between-digits", 11, column)],
            "{markdown}"
        );
    }
    for markdown in ["**1** 2", "1 *2* 3", "a*1*b", "2×3", "80~90 và 85~95"] {
        assert_eq!(told(markdown), [], "{markdown}");
    }
}

#[test]
fn bare_addresses_are_links() {
    let link = |url: &str| format!("<a href=\"{url}\" rel=\"noopener\">{url}</a>");
    assert_eq!(
        html("Xem https://hcm.gov.vn/a_b_c. (www.hcm.gov.vn), thư a_b@hcm.gov.vn…"),
        format!(
            "<p>Xem {}. (<a href=\"http://www.hcm.gov.vn\" rel=\"noopener\">www.hcm.gov.vn</a>), \
             thư <a href=\"mailto:a_b@hcm.gov.vn\">a_b@hcm.gov.vn</a>…</p>",
            link("https://hcm.gov.vn/a_b_c")
        )
    );
    assert_eq!(
        html("**https://a.vn/**\n\n| a |\n|---|\n|https://b.vn/x|\n\n- https://c.vn"),
        format!(
            "<p><strong>{}</strong></p>\n<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng 1\"><table>\n\
             <thead><tr><th scope=\"col\">a</th></tr></thead>\n<tbody>\n<tr><td>{}</td></tr>\n</tbody></table></div>\n<ul>\n<li>{}</li>\n</ul>",
            link("https://a.vn/"),
            link("https://b.vn/x"),
            link("https://c.vn")
        )
    );
    for (markdown, expected) in [
        ("`https://a.vn`", "<p><code>https://a.vn</code></p>"),
        (
            "[https://a.vn](b.md)",
            "<p><a href=\"b.html\">https://a.vn</a></p>",
        ),
        (
            "<a href=\"b.md\">https://a.vn</a>",
            "<p><a href=\"b.html\">https://a.vn</a></p>",
        ),
        (
            "<https://a.vn/x_y>",
            "<p><a href=\"https://a.vn/x_y\" rel=\"noopener\">https://a.vn/x_y</a></p>",
        ),
        ("hcm.gov.vn", "<p>hcm.gov.vn</p>"),
    ] {
        assert_eq!(html(markdown), expected);
    }
    let (rendered, told) = render_all("## Cổng https://a.vn/x_y\n\nXem https://a.vn/x_y, đạt.");
    assert_eq!(told, []);
    assert_eq!(rendered.headings[0].text, "Cổng https://a.vn/x_y");
    assert_eq!(rendered.headings[0].id, "cong-https-a-vn-x-y");
    assert_eq!(rendered.lead.as_deref(), Some("Xem https://a.vn/x_y, đạt."));
    assert_eq!(
        render_all("Điều 1<br>Điều 2").0.lead.as_deref(),
        Some("Điều 1 Điều 2")
    );
}

#[test]
fn calls_with_curly_quotes_are_read() {
    for quotes in ["“a”", "”a”", "„a“", "‘a’", "'a'", "«a»", "“a\""] {
        let (rendered, told) = render_all(&format!("{{{{ value(indicator={quotes}) }}}}"));
        assert_eq!(told, [("call-quotes", 11, 20)], "{quotes}");
        assert!(rendered.html.as_str().contains("93,4%"), "{quotes}");
    }
    assert_eq!(told("`value(indicator=\"a\")` và giá trị (indicator)"), []);
}

#[test]
fn what_would_vanish_is_told() {
    for (markdown, expected) in [
        ("| a |\n|---|\n| 1 | 2 |", ("cells-beyond-header", 13, 7)),
        ("[a]: b.md\n[a]: c.md\n\n[a]", ("text-not-shown", 12, 2)),
        ("[Lưu-ý]: khẩn\n\nx", ("definition-unused", 11, 1)),
        ("x\n\n<!-- a\n\nb", ("html-comment-open", 13, 1)),
        ("a\n\n<!DOCTYPE x>", ("html-left-out", 13, 1)),
        ("a <?x y?> b", ("html-left-out", 11, 3)),
        ("<details><summary>a</summary>\n\nb", ("html-open", 11, 1)),
        ("a <b>b\n\nc", ("html-open", 11, 3)),
        ("<div>\n**a** b\n</div>", ("markdown-in-html", 12, 1)),
        ("a\n\n\tb", ("indented-text", 13, 2)),
        ("```\na", ("code-open", 11, 1)),
        ("```toml a\nb\n```", ("text-not-shown", 11, 9)),
        ("##Kết quả", ("heading-not-read", 11, 1)),
        ("#\u{a0}Kết quả", ("heading-not-read", 11, 1)),
        ("a\n| b | c |\n| 1 | 2 |", ("table-not-read", 12, 1)),
        ("| a | b |\n|---|\n| 1 | 2 |", ("table-not-read", 11, 1)),
        ("1.\u{a0}Một", ("list-not-read", 11, 1)),
        ("Một\nhai\n---", ("heading-by-rule", 11, 1)),
        (
            "| a |\n|---|\n| 1 |\nNguồn: Sở",
            ("row-without-cells", 14, 1),
        ),
        ("x [[Kế hoạch]]", ("link-not-read", 11, 13)),
        ("a) Một\nb) Hai", ("lines-joined", 12, 1)),
        ("Gồm:\n– Một;\n– Hai", ("lines-joined", 12, 1)),
        ("1. a\n   2) b\n   3) c", ("lines-joined", 12, 4)),
        ("1.1. a\n1.2. b", ("lines-joined", 12, 1)),
        ("a\n\n+++\n\nb", ("front-matter-in-text", 13, 1)),
        ("a \u{f0b7} b \u{f0b7}", ("odd-letter", 11, 3)),
        ("a[^chú thích] b", ("footnote-missing", 11, 2)),
    ] {
        assert_eq!(told(markdown), [expected], "{markdown}");
    }
    for markdown in [
        "| a |\n|---|\n| 1 | |\n\n<!-- a --> \n\n<!-- b\nc -->",
        "<p>a\n\n<ul><li>b</ul>\n\n<br>",
        "```\na\n```\n\n> ~~~\n> a\n> ~~~",
        "#caicachhanhchinh",
        "a | b\n\n1.Một\n\n-Một",
        "a) Một  \nb) Hai\\\nc) Ba",
        "từ năm\n2019. Rồi\n\na) Một\n\nb) Hai",
        "ngày 1.\n- a\n- b",
        "Kết quả\n---\n\nMột\nhai\n===\n\n[[1], [2]]",
        "> [!NOTE]\n> a\n\n- [x] b\n\n```toml\nc\n```",
        "[a]: b.md 'c'\n\n[x][A]",
    ] {
        assert_eq!(told(markdown), [], "{markdown}");
    }
}

/// Pieces of a page, each of which has words of its own.
fn piece() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("§ **§** §"),
        Just("**§%**§"),
        Just("- §\n- §"),
        Just("3. §\n5. §"),
        Just("| § | § |\n|---|---|\n| § | § | § |\n§"),
        Just("| § |\n|---|---|"),
        Just("[§](§.md) ![§](§ §.jpg)"),
        Just("[§]: § §.pdf"),
        Just("[§]: §"),
        Just("[^§]: §"),
        Just("[^§]"),
        Just("# §"),
        Just("##§"),
        Just("> §\n§"),
        Just("<b>§</b> § <§ §>"),
        Just("<!-- "),
        Just("<details>§"),
        Just("<script>§"),
        Just("</div>§"),
        Just("```§\n§\n```"),
        Just("```"),
        Just("    §"),
        Just("`§` \\§ &§; §"),
        Just("§\n===\n§"),
        Just("https://§.vn/§_§ §@§.vn"),
        Just("{{ §(§=§) }} { §"),
        Just("+++\n§\n+++"),
    ];
    let joint = prop_oneof![Just("\n\n"), Just("\n"), Just(" ")];
    (line, joint).prop_map(|(line, joint)| format!("{line}{joint}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Every word of an author is shown, or something is told.
    #[test]
    fn no_word_vanishes_untold(pieces in prop::collection::vec(piece(), 1..6)) {
        let mut markdown = String::new();
        let mut words = Vec::new();
        for c in pieces.concat().chars() {
            if c == '§' {
                let word = format!("q{}z", words.len());
                markdown.push_str(&word);
                words.push(word);
            } else {
                markdown.push(c);
            }
        }
        let (rendered, told) = render_all(&markdown);
        let lost = words.iter().find(|word| !rendered.html.as_str().contains(word.as_str()));
        // The language of a block of code is no word of the text, a hidden comment is meant to be hidden.
        let is_meant = lost.is_none_or(|word| {
            markdown.contains(&format!("```{word}")) || markdown.contains("<!--")
        });
        prop_assert!(is_meant || !told.is_empty(), "{:?} of {}", lost, markdown);
    }

    /// No mark of Markdown is shown as it is written, but what is told.
    #[test]
    fn no_mark_is_printed_untold(pieces in prop::collection::vec(piece(), 1..6)) {
        let markdown = pieces.concat().replace('§', "a").replace('\\', "");
        let (rendered, told) = render_all(&markdown);
        let page = scraper::Html::parse_fragment(rendered.html.as_str());
        let words: String = page
            .root_element()
            .descendants()
            .filter_map(|node| {
                let text = node.value().as_text()?;
                let mut above = node.ancestors().filter_map(|a| a.value().as_element());
                (!above.any(|a| a.name() == "code")).then_some(&**text)
            })
            .collect();
        let marks = ["**", "](", "[^", "{{", "|---"];
        let at_start = |line: &str| line.trim() == "+++" || line.trim().starts_with("##");
        let shown = marks.iter().any(|mark| words.contains(mark)) || (!markdown.contains('|') && words.lines().any(at_start));
        prop_assert!(!shown || !told.is_empty(), "{}", markdown);
    }
}
