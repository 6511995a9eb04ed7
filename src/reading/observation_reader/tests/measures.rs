//! Tables that say that their numbers count thousands.

use super::*;
use crate::diagnostic::Code;

const MAPPED: &str = "[columns]\n\"Nhận\" = \"post\"\n";

/// The lines to paste against thousands in a table, `None` where none are seen.
fn lines(text: &str, mapped: &str) -> Option<String> {
    let site = read_site(&[(TABLE, text), (DEFAULTS, mapped)]);
    let mut told = site.diagnostics.iter();
    let told = told.find(|told| told.code == Code::InThousands)?;
    Some(format!(
        "{} {}",
        told.help.unwrap_or(""),
        told.lines_to_paste().unwrap_or("")
    ))
}

#[test]
fn thousands_are_seen_wherever_a_table_says_so() {
    for text in [
        "Đơn vị: nghìn hồ sơ,,,\nTháng 9 năm 2019,,,\nĐơn vị,Nhận,A,B\nQuận 1,5,1,1\n",
        "Tháng 9 năm 2019,,,\n,,Đơn vị tính:,nghìn hồ sơ\nĐơn vị,Nhận,A,B\nQuận 1,5,1,1\n",
        "Tháng 9 năm 2019,,,\n,,,(Đơn vị tính: nghìn hồ sơ)\nĐơn vị,Nhận,A,B\nQuận 1,5,1,1\n",
        "Tháng 9 năm 2019,,,\nĐơn vị,Nhận,A,B\n,(nghìn hồ sơ),,\nQuận 1,5,1,1\n",
        "Tháng 9 năm 2019,,,\nĐơn vị,Nhận,A,B\nQuận 1,5,1,1\n(*) ĐVT: 1.000 hồ sơ,,,\n",
        "Tháng 9 năm 2019,,,\nĐơn vị,Nhận,ĐVT,B\nQuận 1,5,nghìn hồ sơ,1\n",
    ] {
        assert_eq!(
            lines(text, MAPPED).as_deref(),
            Some(" scale = 1000"),
            "{text}"
        );
        let text = text.replace("nghìn ", "").replace("1.000 ", "");
        assert_eq!(lines(&text, MAPPED), None, "{text}");
    }
}

#[test]
fn one_column_in_thousands_is_not_multiplied_with_the_others() {
    let text = "Tháng 9 năm 2019,,,\nĐơn vị,\"Nhận, nghìn hồ sơ\",Điểm,Mẫu\nQuận 1,5,7,8\n";
    let mapped = "[columns]\n\"Nhận, nghìn hồ sơ\" = \"post\"\n";
    assert_eq!(lines(text, mapped).as_deref(), Some(" scale = 1000"));
    let both = format!("{mapped}\"Điểm\" = \"score_mean\"\n\"Mẫu\" = \"score_sample\"\n");
    assert_eq!(lines(text, &both).as_deref(), Some("columns scale = 1"));
}
