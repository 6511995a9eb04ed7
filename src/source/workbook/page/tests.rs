use super::*;
use crate::source::workbook::Sheet;
use crate::source::{CellKind, Row};
use proptest::prelude::*;

fn shown(sheet: &Sheet) -> Vec<String> {
    let (mut rows, mut row, mut all) = (sheet.rows(), Row::default(), Vec::new());
    while rows.next_into(&mut row) {
        let cells: Vec<String> = row
            .cells()
            .enumerate()
            .map(|(i, text)| match row.kind(i) {
                CellKind::Text => text.replace('\n', "/"),
                kind => format!("{text}:{kind:?}"),
            })
            .collect();
        all.push(format!("{} {}", row.line(), cells.join("|")));
    }
    all
}

/// The name and the rows of every table.
fn tables(page: &str) -> Vec<(String, Vec<String>)> {
    let sheets = open(page.as_bytes()).unwrap();
    let content = |sheet: ReadSheet| (sheet.name, shown(&sheet.content.unwrap()));
    sheets.into_iter().map(content).collect()
}

#[test]
fn a_page_of_a_portal_is_read_as_it_is_shown() {
    let page = "<html><head><title>Xuất</title><style>.n{mso-number-format:\"\\@\"}</style></head><body>\
        <table><tr><td>UBND QUẬN 1</td><td>CỘNG HÒA<br/>Độc lập</td></tr></table>\
        <h3>BÁO CÁO <b>tháng 3</b> năm 2019</h3>\
        <TABLE border=1><thead><tr><th rowspan=2>Đơn vị<th colspan=\"2\">Giải quyết</tr>\
        <tr><th>Đúng&nbsp;hạn<th>Tr&#7877; hạn</thead>\
        <tr><td class=n>Phường 1 &amp; 2<td>1.234<td><span style='display: none'>0007</span>7\
        <tr style=\"display:none\"><td>Phường 3<td>5<td style='display:none'>x<td></tr></TABLE>\
        <p>Người lập biểu</p></body></html>";
    let rows = [
        "1 UBND QUẬN 1|CỘNG HÒA/Độc lập",
        "2 BÁO CÁO tháng 3 năm 2019",
        "3 Đơn vị|Giải quyết|Giải quyết",
        "4 Đơn vị|Đúng\u{a0}hạn|Trễ hạn",
        "5 Phường 1 & 2|1.234|7",
        "6 Phường 3|5",
    ];
    let expected = rows.map(str::to_owned).to_vec();
    assert_eq!(tables(page), [("table 1".to_owned(), expected)]);
    let sheet = open(page.as_bytes()).unwrap().remove(0).content.unwrap();
    assert_eq!(
        (&sheet.hidden_rows[..], sheet.has_numbers()),
        (&[6][..], true)
    );
}

#[test]
fn a_number_that_the_page_names_is_read_exactly() {
    let page = "<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>Tháng 3</x:Name></xml><![endif]-->\
        <style>.p {mso-number-format:0\\.0%}</style><table><tr>\
        <td>a</td><td x:num>1234</td><td x:num=\"1234.5\">1.234,5</td><td class=p x:num=\"0.855\">85,5%</td>\
        <td sdval=\"43525\" sdnum=\"1033;0;MM/YYYY\">03/2019</td><td data-t=n data-v=50 data-z=\"0,\">0</td>\
        <td x:num>1.234,5</td><td x:fmla=\"=B1-C1\"></td><td x:num=0 x:fmla=\"=B1-B1-1\">0</td></tr></table>";
    let expected = "1 a|1234:Number|1234.5:Number|85.5%:Number|2019-03:Date|50:Scaled|1.234,5|=:Unsaved|0:Number";
    assert_eq!(
        tables(page),
        [("Tháng 3".to_owned(), vec![expected.to_owned()])]
    );
    let sheet = open(page.as_bytes()).unwrap().remove(0).content.unwrap();
    assert_eq!(
        sheet.faults[0].diagnostic.code.as_str(),
        "formula-result-differs"
    );
}

#[test]
fn tables_in_tables_are_sheets_or_text() {
    let figures = |unit: &str| format!("<table><tr><td>{unit}<td>1<td>2</table>");
    let page = format!(
        "<table><tr><td>BÁO CÁO</td></tr><tr><td>{}</td></tr><tr><td>THÁNG 4{}</td></tr></table>",
        figures("Phường 1"),
        figures("Phường 2")
    );
    let said: Vec<_> = tables(&page).into_iter().map(|(_, rows)| rows).collect();
    assert_eq!(
        said,
        [
            ["1 BÁO CÁO".to_owned(), "2 Phường 1|1|2".to_owned()],
            ["1 THÁNG 4".to_owned(), "2 Phường 2|1|2".to_owned()]
        ]
    );
    let page =
        "<table><tr><td>a<td>b<td>c<tr><td>Phường 1<td><table><tr><td>1</table><td>2</table>";
    assert_eq!(tables(page)[0].1, ["1 a|b|c", "2 Phường 1|1|2"]);
}

#[test]
fn a_page_without_a_table_is_told() {
    for page in ["<html><body>Đăng nhập</body></html>", "<table></table>", ""] {
        assert_eq!(
            open(page.as_bytes()).unwrap_err(),
            WorkbookFault::PageWithoutTable,
            "{page}"
        );
    }
    let many = format!("<table><tr>{}</table>", "<td colspan=1000>1".repeat(20));
    assert_eq!(open(many.as_bytes()).unwrap_err(), WorkbookFault::TooLarge);
}

#[test]
fn pages_in_other_encodings_are_read_or_refused() {
    let utf16 = |page: &str| {
        let units = page.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect::<Vec<u8>>()
    };
    let sheets = open(&utf16("<table><tr><td>Quận 1<td>2<td>3</table>")).unwrap();
    assert_eq!(shown(sheets[0].content.as_ref().unwrap()), ["1 Quận 1|2|3"]);
    // windows-1258: "Quận 1" with a tone of its own.
    let sheets = open(b"<table><tr><td>Qu\xe2\xf2n 1<td>2<td>3</table>").unwrap();
    assert_eq!(shown(sheets[0].content.as_ref().unwrap()), ["1 Quận 1|2|3"]);
    let refused = open(b"<table><tr><td>Qu\xCBn 1<td>2<td>3</table>").unwrap_err();
    assert!(matches!(refused, WorkbookFault::Letters(_)), "{refused:?}");
}

proptest! {
    #[test]
    fn never_panics(page in "(<(/?(table|tr|td|th|p|br|xml|style|span style=display:none|td rowspan=0|td colspan=9))>|a|1|&amp;| |<!--x-->){0,60}") {
        let _ = open(page.as_bytes());
    }
}

#[test]
fn a_mark_above_the_line_is_no_digit() {
    let page = "<table><tr><td>Phường 1<sup>2</sup><td>50<sup>(1)</sup><td>m<sub>3</sub><td><s>50</s>45<tr><td>x<td>7</table>";
    assert_eq!(
        tables(page)[0].1[0],
        "1 Phường 1²|50⁽¹⁾|m₃|~50~45".replace("⁽¹⁾", "(¹)")
    );
}

#[test]
fn what_is_printed_counts() {
    let cells = [
        ("<td x:num=\"0.855\">85,5%</td>", "85.5%:Number"),
        (
            "<td x:num=\"0.855\" style=\"mso-number-format:Percent\">85,5 %</td>",
            "85.5%:Number",
        ),
        (
            "<td x:num=\"0.855\" style=\"mso-number-format:Percent\">90%</td>",
            "0.855:Scaled",
        ),
        ("<td x:num=\"1234567\">1.235</td>", "1234567:Scaled"),
        ("<td x:num=\"1234567\">1.234.567</td>", "1234567:Number"),
        ("<td x:num=\"12\">12 nghìn</td>", "12 nghìn"),
        ("<td x:num=\"12\">12 hồ sơ</td>", "12:Number"),
        ("<td x:num=\"12\">13 hồ sơ</td>", "13 hồ sơ"),
        ("<td x:num=\"12\">-</td>", "-"),
        ("<td x:num=\"0\">-</td>", "0:Number"),
        ("<td x:num=\"12\"></td>", ""),
        ("<td x:num>12</td>", "12:Number"),
    ];
    for (cell, expected) in cells {
        let page = format!("<table><tr><td>a<td>1<td>2{cell}<td>b</table>");
        let sheet = open(page.as_bytes()).unwrap().remove(0).content.unwrap();
        let read = shown(&sheet).concat();
        assert_eq!(read, format!("1 a|1|2|{expected}|b"), "{cell}");
    }
}
