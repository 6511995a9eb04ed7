//! `.docx`.

use super::*;

const BOLD: &str = "<w:b/>";
const CENTRED: &str = "<w:jc w:val=\"center\"/>";

fn number(list: u32, level: u32) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

fn levels(levels: &[(&str, &str, &str)]) -> String {
    let level = |(at, (format, text, more)): (usize, &(&str, &str, &str))| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let levels: String = levels.iter().enumerate().map(level).collect();
    format!(
        "<w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
    )
}

#[test]
fn headings_are_told_by_their_level_and_the_title_by_its_style() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"u1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"u2\"><w:name w:val=\"Mục của tôi\"/><w:basedOn w:val=\"u1\"/></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"Heading9\"><w:name w:val=\"Giống đề mục\"/></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>";
    let body = [
        p("<w:pStyle w:val=\"Title\"/>", &["Kế hoạch"]),
        p("<w:pStyle w:val=\"u2\"/>", &["Một"]),
        p("<w:pStyle w:val=\"Heading9\"/>", &["Hai"]),
        p("<w:outlineLvl w:val=\"1\"/>", &["Ba"]),
    ];
    let text = Docx::of(&body.concat()).styles(styles).read();
    assert_eq!(text.title.as_deref(), Some("Kế hoạch"));
    assert_eq!(text.markdown(""), "## Một\n\nHai\n\n### Ba\n");
}

#[test]
fn bold_paragraphs_are_proposed_as_headings_and_become_them_when_chosen() {
    let bold = |text: &str| p("", &[&r(BOLD, text)]);
    let body = [
        bold("I. MỤC ĐÍCH"),
        p("", &["Văn bản thường dài hơn mọi đề mục."]),
        bold("Điều 2. Phạm vi"),
        bold("Lưu ý"),
        p("", &[&r("<w:b/><w:sz w:val=\"32\"/>", "To hơn")]),
        p("", &[&r("<w:b w:val=\"0\"/>", "1. Không đậm")]),
        table(&[&["a", "b"], &[&bold("1. Trong bảng"), "c"]]),
    ];
    let text = Docx::of(&body.concat()).styles("<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"26\"/></w:rPr></w:rPrDefault></w:docDefaults>").read();
    let proposed = text.seeming_headings();
    let proposed: Vec<_> = proposed
        .iter()
        .map(|one| (&*one.paragraph, &*one.heading))
        .collect();
    let expected = [
        ("**I. MỤC ĐÍCH**", "## I. MỤC ĐÍCH"),
        ("**Điều 2. Phạm vi**", "### Điều 2. Phạm vi"),
        ("**To hơn**", "## To hơn"),
    ];
    assert_eq!(proposed, expected);
    for (paragraph, _) in expected {
        assert!(text.markdown("").contains(&format!("{paragraph}\n\n")));
    }
}

#[test]
fn a_title_in_centred_capitals_is_the_title_and_the_frame_is_left_out() {
    let bold = |text: &str| p(CENTRED, &[&r(BOLD, text)]);
    let body = [
        table(&[&["UBND QUẬN 3", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]),
        p("", &[]),
        bold("THÔNG BÁO"),
        bold("Về việc lấy ý kiến"),
        p("", &["Kính gửi các phường."]),
        table(&[&["Nơi nhận:", "CHỦ TỊCH"]]),
    ];
    let text = Docx::of(&body.concat()).read();
    assert_eq!(text.title.as_deref(), Some("THÔNG BÁO Về việc lấy ý kiến"));
    assert_eq!(text.markdown(""), "Kính gửi các phường.\n");
    let words: Vec<_> = text
        .remarks
        .iter()
        .map(|(remark, told)| (remark, &told.words[..]))
        .collect();
    let (motto, signatures) = (
        ["UBND QUẬN 3", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Nơi nhận:", "CHỦ TỊCH"],
    );
    let expected = [
        (Remark::Motto, &motto.map(str::to_owned)[..]),
        (Remark::Signatures, &signatures.map(str::to_owned)),
    ];
    assert_eq!(words, expected);
}

#[test]
fn labels_survive() {
    let numbering = levels(&[
        ("upperRoman", "Chương %1", ""),
        ("decimal", "Điều %2.", "<w:lvlRestart w:val=\"0\"/>"),
        ("decimal", "%3.", ""),
        ("lowerLetter", "%4)", ""),
    ]);
    let at = |level: u32, text: &str| p(&number(1, level), &[text]);
    let body = [
        at(0, "Chung"),
        at(1, "Một"),
        at(2, "Khoản"),
        at(3, "điểm"),
        at(3, "điểm"),
        at(2, "Khoản"),
        p("", &["Xen giữa"]),
        at(2, "Khoản"),
        at(0, "Riêng"),
        at(1, "Hai"),
        p(&number(2, 1), &["Ba"]),
    ];
    let text = Docx::of(&body.concat()).numbering(&numbering).text();
    let expected = "Chương I Chung\n\nĐiều 1. Một\n\n1. Khoản\n\n   a) điểm\n\n   b) điểm\n\n2. Khoản\n\nXen giữa\n\n3. Khoản\n\n\
                    Chương II Riêng\n\nĐiều 2. Hai\n\nĐiều 3. Ba\n";
    assert_eq!(text, expected);
}

#[test]
fn lists_nest_and_other_lists_are_other_lists() {
    let numbering = levels(&[("decimal", "%1.", ""), ("bullet", "\u{f0b7}", "")]);
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"L\"><w:name w:val=\"L\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let at = |list: u32, level: u32, text: &str| p(&number(list, level), &[text]);
    let body = [
        p("<w:pStyle w:val=\"L\"/>", &["Một"]),
        at(1, 1, "chấm"),
        at(1, 1, "chấm"),
        at(1, 0, "Hai"),
        at(2, 0, "Lại một"),
        p(
            &format!("<w:pStyle w:val=\"L\"/>{}", number(0, 0)),
            &["Không số"],
        ),
    ];
    let text = Docx::of(&body.concat())
        .numbering(&numbering)
        .styles(styles)
        .text();
    assert_eq!(
        text,
        "1. Một\n   - chấm\n   - chấm\n2. Hai\n\n<!-- -->\n\n1. Lại một\n\nKhông số\n"
    );
}

#[test]
fn changes_comments_and_hidden_text_stay_out_and_are_told() {
    let mark = |mark: &str| format!("<w:rPr>{mark}</w:rPr>");
    let numbering = levels(&[("decimal", "Điều %1.", "")]);
    let gone = format!(
        "{}{}",
        number(1, 0),
        mark("<w:del w:id=\"1\" w:author=\"a\"/>")
    );
    let deleted =
        |text: &str| format!("<w:del w:id=\"2\"><w:r><w:delText>{text}</w:delText></w:r></w:del>");
    let body = [
        p(&number(1, 0), &["Một"]),
        p(&gone, &[&deleted("Bỏ")]),
        p(
            &number(1, 0),
            &[
                "Hai",
                "<w:ins w:id=\"3\"><w:r><w:t> thêm</w:t></w:r></w:ins>",
                &deleted("x"),
                &r("<w:vanish/>", "ẩn"),
                "<w:r><w:commentReference w:id=\"1\"/></w:r>",
            ],
        ),
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header1.xml\"/></w:sectPr>"
            .to_owned(),
    ];
    let docx = Docx::of(&body.concat())
        .numbering(&numbering)
        .part(
            "comments.xml",
            "comments",
            format!(
                "<w:comment w:id=\"1\" w:author=\"b\">{}</w:comment>",
                p("", &["Sửa lại"])
            )
            .as_bytes(),
        )
        .part("header1.xml", "header", p("", &["Mật"]).as_bytes());
    let text = docx.read();
    assert_eq!(text.markdown(""), "Điều 1. Một\n\nĐiều 2. Hai thêm\n");
    let expected = [
        (Remark::Deleted, 2),
        (Remark::Inserted, 1),
        (Remark::Hidden, 1),
        (Remark::Comments, 1),
        (Remark::PageHeads, 1),
    ];
    assert_eq!(told(&text), expected);
}

#[test]
fn words_keep_their_look_and_signs_their_meaning() {
    let body = [
        p(
            "",
            &[
                &r(BOLD, "Thông"),
                &r(BOLD, " "),
                &r(BOLD, "báo "),
                "số\u{a0}1",
            ],
        ),
        p(
            "",
            &[
                &r("<w:u w:val=\"none\"/><w:b w:val=\"0\"/><w:i/>", "nghiêng"),
                "m",
                &r("<w:vertAlign w:val=\"superscript\"/>", "2"),
                &r("<w:strike/>", "gạch"),
            ],
        ),
        p("", &[&r(BOLD, "Lưu ý:"), "không"]),
        p(
            "",
            &[
                "a",
                "<w:r><w:br/></w:r>",
                "- b",
                "<w:r><w:tab/></w:r>",
                "c",
                "<w:r><w:br w:type=\"page\"/></w:r>",
            ],
        ),
        p("", &[&r("<w:caps/>", "viết hoa")]),
    ];
    let text = Docx::of(&body.concat()).text();
    let expected = "**Thông báo** số\u{a0}1\n\n*nghiêng*m<sup>2</sup><s>gạch</s>\n\n**Lưu ý**:không\n\na\\\n\\- b c\n\nVIẾT HOA\n";
    assert_eq!(text, expected);
}

#[test]
fn old_fonts_are_read_run_by_run_after_styles() {
    let font = |name: &str| format!("<w:rFonts w:ascii=\"{name}\" w:hAnsi=\"{name}\"/>");
    let styles = format!(
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:rPr>{}</w:rPr></w:style>",
        font(".VnTime")
    );
    let body = [p(
        "",
        &[
            "QuËn ",
            &r(&font(".VnTimeH"), "t©n b×nh"),
            &r(&font("Arial"), " café "),
            &r(&font("VNI-Times"), "Haø Noäi"),
        ],
    )];
    let text = Docx::of(&body.concat()).styles(&styles).read();
    assert_eq!(text.markdown(""), "Quận TÂN BÌNH café Hà Nội\n");
    assert_eq!(text.remarks.count(Remark::Converted), 3);
}

#[test]
fn tables_are_pipes_where_they_can_be() {
    let bold = |text: &str| p("", &[&r(BOLD, text)]);
    let plain = table(&[&[&bold("Quận"), &bold("Tỷ lệ")], &["1", "9|0%"]]);
    assert_eq!(
        Docx::of(&plain).text(),
        "| Quận | Tỷ lệ |\n| --- | --- |\n| 1 | 9\\|0% |\n"
    );
    let two_lines = format!("{}{}", p("", &["1"]), p("", &["2"]));
    let no_header = table(&[&["a", &two_lines]]);
    assert_eq!(
        Docx::of(&no_header).text(),
        "| | |\n| --- | --- |\n| a | 1<br>2 |\n"
    );
    let wide = format!(
        "<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}",
        p("", &["Rộng"])
    );
    let tall =
        |merge: &str, text: &str| format!("<w:tcPr><w:vMerge{merge}/></w:tcPr>{}", p("", &[text]));
    let spans = table(&[
        &[&tall(" w:val=\"restart\"", "Cao"), &wide],
        &[&tall("", ""), "x", "*y*"],
    ]);
    let expected = "<table>\n<tr>\n<td rowspan=\"2\">Cao</td>\n<td colspan=\"2\">Rộng</td>\n</tr>\n<tr>\n<td>x</td>\n<td>&#42;y&#42;</td>\n</tr>\n</table>\n";
    assert_eq!(Docx::of(&spans).text(), expected);
    assert_eq!(Docx::of(&table(&[&["Khung"]])).text(), "Khung\n");
}

fn picture(id: &str, more: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:extent cx=\"9\" cy=\"9\"/><wp:docPr id=\"1\" name=\"IMG_1.png\" {more}/>\
         <a:graphic><a:graphicData uri=\"p\"><pic:pic><pic:blipFill><a:blip {id}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

#[test]
fn pictures_come_with_their_descriptions_and_gaps_are_marked() {
    let png = b"\x89PNG\r\n\x1a\nxyz";
    let body = p(
        "",
        &[
            &picture("r:embed=\"a.jpeg\"", "descr=\"Lễ ra mắt\""),
            "và",
            &picture("r:embed=\"a.jpeg\"", ""),
            &picture("r:embed=\"b.emf\"", ""),
            &picture("r:link=\"w\"", "descr=\"Xa\""),
            "<w:r><w:pict><v:shape><v:imagedata r:id=\"a.jpeg\"/></v:shape></w:pict></w:r>",
        ],
    );
    let text = Docx::of(&body)
        .part("a.jpeg", "image", png)
        .part("b.emf", "image", b"\x01\0\0\0")
        .part("c.png", "image", b"\x89PNG\r\n\x1a\nother")
        .link("w", "image", "https://a.vn/x.png")
        .read();
    assert_eq!(
        text.markdown("anh/"),
        "![Lễ ra mắt](anh/van-ban-1.png)và![](anh/van-ban-1.png)![](anh/thieu-anh-1)![Xa](anh/thieu-anh-2)![](anh/van-ban-1.png)\n"
    );
    assert_eq!(text.pictures.len(), 1);
    assert_eq!(
        (&*text.pictures[0].name, &text.pictures[0].bytes[..]),
        ("van-ban-1.png", &png[..])
    );
    let expected = [
        (Remark::PictureFormat, 1),
        (Remark::PictureLinked, 1),
        (Remark::PictureUnplaced, 1),
    ];
    assert_eq!(told(&text), expected);
}

#[test]
fn links_lead_out_and_notes_stand_below() {
    let note = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t xml:space=\"preserve\"> Theo báo cáo</w:t></w:r></w:p></w:footnote>";
    let body = [
        p(
            "",
            &[
                "Xem ",
                "<w:hyperlink r:id=\"h\"><w:r><w:t>trang</w:t></w:r></w:hyperlink>",
                "<w:hyperlink r:id=\"f\"><w:r><w:t> tệp</w:t></w:r></w:hyperlink>",
                "<w:r><w:footnoteReference w:id=\"2\"/></w:r>",
                ": hết",
            ],
        ),
        p("<w:pStyle w:val=\"TOC1\"/>", &["Một 1"]),
    ];
    let text = Docx::of(&body.concat())
        .part("footnotes.xml", "footnotes", note.as_bytes())
        .link("h", "hyperlink", "https://a.vn/b_c")
        .link("f", "hyperlink", "file:///C:/a.docx")
        .read();
    assert_eq!(
        text.markdown(""),
        "Xem [trang](https://a.vn/b_c) tệp[^1]: hết\n\n[^1]: Theo báo cáo\n"
    );
    assert_eq!(told(&text), [(Remark::Contents, 1), (Remark::Links, 1)]);
}

#[test]
fn text_boxes_come_along_and_what_finds_no_place_is_told() {
    let framed = format!(
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        p("", &["Trong khung"])
    );
    let lost = "<w:p><w:unknown><w:r><w:t>mất</w:t></w:r></w:unknown></w:p>";
    let text = Docx::of(&format!("{}{lost}", p("", &["Ngoài", &framed]))).read();
    assert_eq!(text.markdown(""), "Ngoài\n\nTrong khung\n");
    assert_eq!(told(&text), [(Remark::Unplaced, 3)]);
}
