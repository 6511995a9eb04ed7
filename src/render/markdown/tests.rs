use super::*;
use crate::locale::Language;
use crate::place::FileId;

/// A site with one page, one picture and one figure.
struct Site;

impl Surroundings for Site {
    fn link(&mut self, target: &LinkTarget, place: Place) -> Result<String, Diagnostic> {
        let there = [
            "content/thong-bao/b.md",
            "content/thong-bao/anh/Ảnh 1.jpg",
            "don-vi/quan-1.html",
        ];
        match &*target.path {
            "content/thong-bao/b.md" => Ok("b.html".to_owned()),
            "content/thong-bao/anh/Ảnh 1.jpg" => {
                Ok(format!("a/anh/{}", encode_path("Ảnh 1.jpg")))
            }
            "don-vi/quan-1.html" if target.from_root => Ok("../don-vi/quan-1.html".to_owned()),
            _ => Err(target.to_nothing(place, there)),
        }
    }

    fn size(&self, target: &LinkTarget) -> Option<(u32, u32)> {
        (&*target.path == "content/thong-bao/anh/Ảnh 1.jpg").then_some((16, 9))
    }

    fn meant<'l>(&self, _: &str, link: &'l str) -> Option<(Box<str>, Option<&'l str>)> {
        link.eq_ignore_ascii_case("anh\\Ảnh 1.jpg")
            .then(|| ("content/thong-bao/anh/Ảnh 1.jpg".into(), None))
    }

    fn call(&mut self, call: &Call) -> Result<String, Vec<Diagnostic>> {
        match call.get("indicator").map(|a| &*a.value) {
            Some("gone") => {
                let problem = Code::UnknownIndicator.at(call.arguments[0].place);
                Err(vec![problem])
            }
            _ if call.name.is_inline() => Ok("<data>93,4%</data>".to_owned()),
            _ => Ok("<figure class=\"chart\"><svg></svg></figure>".to_owned()),
        }
    }
}

/// The HTML of a text, and what was told: code, line, column.
fn render_all(markdown: &str) -> (Rendered, Vec<(&'static str, u32, u32)>) {
    let prose = Prose {
        file: FileId(0),
        title: None,
        markdown: markdown.into(),
        first_line: 11,
    };
    let mut diagnostics = Diagnostics::new();
    let settings = Markdown {
        words: Words::of(Language::Vietnamese),
        file: "content/thong-bao/2019-02-27-a.md",
        reserved_ids: &["menu"],
        id_prefix: "",
        below: 0,
    };
    let rendered = settings.render(&prose, &mut Site, &mut diagnostics);
    let mut told: Vec<_> = diagnostics
        .iter()
        .map(|d| {
            (
                d.code.as_str(),
                d.place.map_or(0, |p| p.line),
                d.place.map_or(0, |p| p.column),
            )
        })
        .collect();
    told.sort_unstable();
    (rendered, told)
}

fn html(markdown: &str) -> String {
    let (rendered, told) = render_all(markdown);
    assert_eq!(told, [], "{markdown}");
    rendered.html.as_str().trim_end().to_owned()
}

fn told(markdown: &str) -> Vec<(&'static str, u32, u32)> {
    render_all(markdown).1
}

#[test]
fn words_are_marked_up_and_escaped() {
    assert_eq!(
        html("text *em* **st** ~~x~~ `c<` a < b & \"c\"  \nx\n\n---"),
        "<p>text <em>em</em> <strong>st</strong> <del>x</del> <code>c&lt;</code> a &lt; b &amp; \"c\"<br>\nx</p>\n<hr>"
    );
    assert_eq!(
        html("```toml\na = \"<b>\"\n```"),
        "<pre tabindex=\"0\"><code>a = \"&lt;b&gt;\"\n</code></pre>"
    );
}

#[test]
fn numbers_stay_with_their_words() {
    assert_eq!(
        html("Quận 12 và *Quý IV* đạt `a 1`"),
        "<p>Quận&nbsp;12 và <em>Quý&nbsp;IV</em> đạt <code>a 1</code></p>"
    );
}

#[test]
fn headings_go_under_the_title_of_the_page() {
    let (rendered, _) = render_all("# A\n\n### B & `c`\n\n#### A\n\n## Menu\n");
    assert_eq!(
        rendered.html.as_str().trim_end(),
        "<h2 id=\"a\">A</h2>\n<h3 id=\"b-c\">B &amp; <code>c</code></h3>\n<h4 id=\"a-2\">A</h4>\n<h3 id=\"menu-2\">Menu</h3>"
    );
    let contents: Vec<_> = rendered
        .headings
        .iter()
        .map(|h| (h.level, &*h.id, &*h.text))
        .collect();
    assert_eq!(
        contents,
        [
            (2, "a", "A"),
            (3, "b-c", "B & c"),
            (4, "a-2", "A"),
            (3, "menu-2", "Menu")
        ]
    );
}

#[test]
fn tables_scroll_and_their_headers_head_columns() {
    assert_eq!(
        html("| a | b |  |\n|:--|--:|---|\n| 1 | 2 | x |\n\n| a |\n|:-:|"),
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng 1\"><table>\n\
         <thead><tr><th scope=\"col\" class=\"align-left\">a</th><th scope=\"col\" class=\"align-right\">b</th><td></td></tr></thead>\n\
         <tbody>\n<tr><td class=\"align-left\">1</td><td class=\"align-right\">2</td><td>x</td></tr>\n</tbody></table></div>\n\
         <div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng 2\"><table>\n\
         <thead><tr><th scope=\"col\" class=\"align-center\">a</th></tr></thead>\n<tbody>\n</tbody></table></div>"
    );
}

#[test]
fn footnotes_are_numbered_as_they_are_met_and_lead_back() {
    let made =
        html("A[^x] và[^b] và[^x].\n\n[^b]: Hai[^c].\n\n[^x]: Một\n\n    đoạn hai\n[^c]: Ba");
    let expected = "<p>A<sup class=\"footnote-ref\"><a role=\"doc-noteref\" id=\"fnref:1\" href=\"#fn:1\" aria-label=\"Chú thích 1\">1</a></sup> \
        và<sup class=\"footnote-ref\"><a role=\"doc-noteref\" id=\"fnref:2\" href=\"#fn:2\" aria-label=\"Chú thích 2\">2</a></sup> \
        và<sup class=\"footnote-ref\"><a role=\"doc-noteref\" id=\"fnref:1:2\" href=\"#fn:1\" aria-label=\"Chú thích 1\">1</a></sup>.</p>\n\
        <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Chú thích\">\n<ol>\n\
        <li id=\"fn:1\"><p>Một</p>\n<p>đoạn hai \
        <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref:1\" aria-label=\"Về chỗ đang đọc, chú thích 1\">↑</a> \
        <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref:1:2\" aria-label=\"Về chỗ đang đọc, chú thích 1\">↑</a></p></li>\n";
    assert!(made.starts_with(expected), "{made}");
    assert!(made.contains("<li id=\"fn:3\"><p>Ba <a"), "{made}");
}

#[test]
fn footnotes_to_nothing_from_nothing_and_twice_are_told() {
    assert_eq!(
        told("thiếu [^z], `[^z]`, \\[^z], [^ z]\n"),
        [("footnote-missing", 11, 7)]
    );
    assert_eq!(told("a\n\n[^d]: Không dùng"), [("footnote-unused", 13, 1)]);
    assert_eq!(
        told("a[^d]\n\n[^d]: 1\n\n[^d]: 2"),
        [("footnote-twice", 15, 1)]
    );
}

#[test]
fn alerts_have_titles() {
    assert_eq!(
        html("> [!WARNING]\n> Một\n\n> thường"),
        "<div class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">Cảnh báo</p>\n<p>Một</p>\n</div>\n\
         <blockquote>\n<p>thường</p>\n</blockquote>"
    );
}

#[test]
fn tasks_say_whether_they_are_done() {
    assert_eq!(
        html("- [ ] a\n- [x] b\n- c\n\n5) z"),
        "<ul>\n<li class=\"task-item\"><span class=\"task-open\"><span class=\"visually-hidden\">Chưa xong: </span></span>a</li>\n\
         <li class=\"task-item\"><span class=\"task-done\"><span class=\"visually-hidden\">Đã xong: </span></span>b</li>\n\
         <li>c</li>\n</ul>\n<ol class=\"bracketed\" start=\"5\">\n<li>z</li>\n</ol>"
    );
}

#[test]
fn pictures_load_late_and_a_title_is_a_caption() {
    assert_eq!(
        html("![ảnh](anh/%E1%BA%A2nh%201.jpg \"Chú\")\n\nx ![ảnh & *b*](<anh/Ảnh 1.jpg> \"t\")"),
        "<figure><img src=\"a/anh/%E1%BA%A2nh%201.jpg\" loading=\"lazy\" decoding=\"async\" alt=\"ảnh\" width=\"16\" height=\"9\"><figcaption>Chú</figcaption></figure>\n\
         <p>x <img src=\"a/anh/%E1%BA%A2nh%201.jpg\" loading=\"lazy\" decoding=\"async\" alt=\"ảnh &amp; b\" title=\"t\" width=\"16\" height=\"9\"></p>"
    );
    assert_eq!(told("![](<anh/Ảnh 1.jpg>)"), [("image-without-alt", 11, 6)]);
    assert_eq!(told("![a](anh/gone.jpg)"), [("link-to-nothing", 11, 6)]);
    assert_eq!(
        told("![a](https://x.vn/a.png)"),
        [("image-elsewhere", 11, 6)]
    );
}

#[test]
fn links_are_resolved() {
    assert_eq!(
        html(
            "[b](b.md#x) [c](../thong-bao/b.md) [d](/don-vi/quan-1.html) [e](https://a.vn/?a=1&b=2) <a@b.vn>"
        ),
        "<p><a href=\"b.html#x\">b</a> <a href=\"b.html\">c</a> <a href=\"../don-vi/quan-1.html\">d</a> \
         <a href=\"https://a.vn/?a=1&amp;b=2\" rel=\"noopener\">e</a> <a href=\"mailto:a@b.vn\">a@b.vn</a></p>"
    );
    assert_eq!(
        html("[b][1]\n\n[1]: b.md"),
        "<p><a href=\"b.html\">b</a></p>"
    );
    assert_eq!(
        html("[x](#ket-qua)\n\n## Kết quả"),
        "<p><a href=\"#ket-qua\">x</a></p>\n<h2 id=\"ket-qua\">Kết quả</h2>"
    );
}

#[test]
fn links_to_nothing_and_to_scripts_are_told_where_they_stand() {
    for (markdown, expected) in [
        ("x\n\n[a](gone.md)", ("link-to-nothing", 13, 5)),
        ("[a](../../../../x)", ("link-to-nothing", 11, 5)),
        ("[a](#gone)", ("link-to-nothing", 11, 5)),
        ("[a]()", ("link-to-nothing", 11, 1)),
        ("[a](javascript:alert(1))", ("link-scheme", 11, 5)),
        ("[a](JavaScript:alert(1))", ("link-scheme", 11, 5)),
        ("[a](data:text/html,x)", ("link-scheme", 11, 5)),
        ("[a](java&#10;script:x)", ("link-scheme", 11, 1)),
        ("[a](c:\\x.png)", ("link-scheme", 11, 5)),
        ("[a](//x.vn)", ("link-scheme", 11, 5)),
        ("đ [x][y]", ("reference-missing", 11, 3)),
        ("[](b.md)", ("link-without-words", 11, 4)),
    ] {
        assert_eq!(told(markdown), [expected], "{markdown}");
    }
    assert_eq!(told("[chữ trong ngoặc] [1]"), []);
}

#[test]
fn html_passes_the_allow_list_and_its_links_are_resolved_too() {
    let markdown = "<div style=\"color:red\" onclick=\"x()\">a <b>b</b> <script>alert(1)</script></div>\n\n\
        <a href=\"b.md\" id=q>x</a> <a href=\"https://x.vn\">y</a> <img src=\"anh/Ảnh 1.jpg\" width=20 alt=\"z\">\n";
    let (rendered, told) = render_all(markdown);
    assert_eq!(
        rendered.html.as_str().trim_end(),
        "<div>a <b>b</b> </div>\n<p><a href=\"b.html\">x</a> <a href=\"https://x.vn\" rel=\"noopener\">y</a> \
         <img src=\"a/anh/%E1%BA%A2nh%201.jpg\" loading=\"lazy\" decoding=\"async\" width=\"20\" alt=\"z\"></p>"
    );
    let left_out = [(11, 6), (11, 24), (11, 49), (13, 16)];
    assert_eq!(
        told,
        left_out.map(|(line, column)| ("html-left-out", line, column))
    );
    assert_eq!(
        self::told("<img src=\"anh/gone.jpg\" alt=\"\">"),
        [("link-to-nothing", 11, 11)]
    );
    assert_eq!(
        self::told("<img src=\"http://x.vn/a.png\" alt=\"\">"),
        [("image-elsewhere", 11, 11)]
    );
    assert_eq!(
        self::told("a <img src=\"anh/Ảnh 1.jpg\">"),
        [("image-without-alt", 11, 3)]
    );
}

#[test]
fn calls_become_what_they_ask_for() {
    assert_eq!(
        html(
            "Đạt {{ value(indicator=\"dung-han\", unit=\"quan_1_x\") }} và **{{value(indicator=\"a\")}}**.\n\n\
              {{ chart(indicator=\"a\",\n   unit=\"b\",) }}\n\n- {{ chart(indicator=\"a\") }}\n\n## H {{ value(indicator=\"a\") }}"
        ),
        "<p>Đạt <data>93,4%</data> và <strong><data>93,4%</data></strong>.</p>\n\
         <figure class=\"chart\"><svg></svg></figure>\n\
         <ul>\n<li><figure class=\"chart\"><svg></svg></figure></li>\n</ul>\n<h2 id=\"h\">H <data>93,4%</data></h2>"
    );
}

#[test]
fn braces_that_are_no_call_stay_text() {
    assert_eq!(told("a {{ 5 }}"), [("braces-left", 11, 3)]);
    for text in ["{{}}", "{ {x} }", "{{", "a}} {{\""] {
        assert_eq!(html(text), format!("<p>{text}</p>"));
    }
    assert_eq!(html("\\{{ value() }}"), "<p>{{ value() }}</p>");
    assert_eq!(html("`{{ value() }}`"), "<p><code>{{ value() }}</code></p>");
    assert_eq!(told("    {{ value() }}"), [("indented-text", 11, 5)]);
}

#[test]
fn wrong_calls_are_told_where_they_are_wrong() {
    for (markdown, expected) in [
        ("a {{ valeu(indicator=\"a\") }}", ("unknown-call", 11, 6)),
        (
            "a\nb {{ value(indicatr=\"a\") }}",
            ("unknown-call-argument", 12, 12),
        ),
        ("{{ value(indicator=a) }}", ("call-syntax", 11, 20)),
        ("{ value(indicator=\"a\") }", ("call-syntax", 11, 3)),
        ("x value(indicator = \"a\")", ("call-syntax", 11, 3)),
        ("{% Chart( indicator=\"a_b\") %}", ("call-syntax", 11, 4)),
        ("{{ value }}", ("call-syntax", 11, 10)),
        ("{{ value(unit=\"a\") }}", ("call-argument-missing", 11, 1)),
        (
            "{{ value(indicator=\"a\", indicator=\"b\") }}",
            ("call-argument-twice", 11, 25),
        ),
        ("{{ value(indicator=\"a\"\n\nb", ("call-syntax", 11, 23)),
        (
            "{{ value(indicator=\"gone\") }}",
            ("unknown-indicator", 11, 21),
        ),
        ("x {{ chart(indicator=\"a\") }}", ("call-not-alone", 11, 3)),
        ("# {{ chart(indicator=\"a\") }}", ("call-not-alone", 11, 3)),
        (
            "<div>{{ value(indicator=\"a\") }}</div>",
            ("call-not-here", 11, 6),
        ),
        (
            "![a {{ value(indicator=\"a\") }}](<anh/Ảnh 1.jpg>)",
            ("call-not-here", 11, 3),
        ),
    ] {
        assert_eq!(told(markdown), [expected], "{markdown}");
    }
}

#[test]
fn the_lead_is_the_first_paragraph_of_words() {
    let lead = |markdown| render_all(markdown).0.lead;
    assert_eq!(
        lead("# A\n\n![x](<anh/Ảnh 1.jpg>)\n\nMột *hai*\nba `bốn`.\n\nNăm"),
        Some("Một hai ba bốn.".to_owned())
    );
    assert_eq!(lead("Đạt {{ value(indicator=\"a\") }}."), None);
    assert_eq!(lead(""), None);
}

#[test]
fn deep_nesting_ends_well() {
    for opening in ["> ", "- ", "*a ", "[", "<div>", "<b>", "![", "~~a "] {
        render_all(&opening.repeat(3000));
        render_all(&format!("{}\n\n", opening.repeat(3000)));
    }
}

/// Whether everything in this HTML is such as may stand in a page.
fn is_harmless(html: &str) -> bool {
    let fragment = scraper::Html::parse_fragment(html);
    let elements = fragment
        .root_element()
        .descendants()
        .filter_map(|n| n.value().as_element());
    elements.filter(|e| e.name() != "html").all(|element| {
        let is_known = sanitise::ELEMENTS.contains(&element.name())
            || ["data", "svg"].contains(&element.name());
        is_known
            && element.attrs().all(|(name, value)| {
                let url = value.trim().to_ascii_lowercase();
                !name.starts_with("on")
                    && name != "style"
                    && (!matches!(name, "href" | "src" | "cite")
                        || crate::source::url_scheme(&url)
                            .is_none_or(|s| sanitise::SCHEMES.contains(&s)))
            })
    })
}

#[test]
fn what_is_harmless_is_told_from_what_is_not() {
    assert!(is_harmless("<p>javascript: style= onx=</p>"));
    for bad in [
        "<script></script>",
        "<p style=\"\">",
        "<p onclick=x>",
        "<a href=\" javascript:x\">",
        "<iframe>",
    ] {
        assert!(!is_harmless(bad), "{bad}");
    }
}

mod kept;

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Pieces that mean something, put together in any order.
    fn markdown() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            prop::sample::select(vec![
                "<",
                ">",
                "\"",
                "'",
                "=",
                " ",
                "\n",
                "\n\n",
                "    ",
                "# ",
                "- ",
                "- [x] ",
                "> ",
                "> [!NOTE]\n",
                "|",
                "|---|\n",
                "*",
                "_",
                "`",
                "```\n",
                "[",
                "](",
                ")",
                "![",
                "[^1]",
                "[^1]: ",
                "\\",
                "&#x3c;",
                "&lt;",
                "javascript:",
                "data:",
                "<script>",
                "</script>",
                "<style>",
                "<img src=",
                " onerror=",
                "<a href=",
                "<svg>",
                "<math>",
                "<!--",
                "-->",
                "<![CDATA[",
                "<plaintext>",
                "<textarea>",
                "<noscript>",
                "style=",
                "<p ",
                "</div>",
                "b.md",
                "https://x.vn",
                "{{",
                "}}",
                "{{ value(indicator=\"a\") }}",
                "{{ chart(indicator=\"a\") }}",
                "mark",
                "-0.",
                "~~",
                "đ",
                "\u{e000}",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn nothing_panics_and_nothing_harmful_comes_out(markdown in markdown()) {
            let (rendered, told) = render_all(&markdown);
            let html = rendered.html.as_str();
            prop_assert!(is_harmless(html), "{}", html);
            let lines = u32::try_from(markdown.split('\n').count()).unwrap_or(u32::MAX);
            prop_assert!(told.iter().all(|(_, line, column)| (11..11 + lines).contains(line) && *column > 0), "{:?}", told);
        }

        #[test]
        fn a_call_that_is_right_is_shown_or_told(before in "[a *`>|#\n-]{0,8}", after in "[a *`>|#\n-]{0,8}") {
            let (rendered, told) = render_all(&format!("{before}{{{{ value(indicator=\"a\") }}}}{after}"));
            let html = rendered.html.as_str();
            let in_code = html.contains("{{ value(indicator=\"a\") }}</code>") || html.contains("<code>");
            prop_assert!(html.contains("93,4%") || !told.is_empty() || in_code, "{}", html);
        }
    }
}
