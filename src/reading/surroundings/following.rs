//! What may follow a unit's name without being a part of it: a period, the words of reports.

use crate::text::{TokenKind, Tokens};

/// The words of reports, of which no name of a unit goes on with one.
const WORDS: [&str; 66] = [
    "báo cáo",
    "tổng hợp",
    "kết quả",
    "tình hình",
    "công tác",
    "số liệu",
    "số hồ sơ",
    "hồ sơ",
    "thủ tục",
    "giải quyết",
    "tiếp nhận",
    "thực hiện",
    "cải cách",
    "dịch vụ",
    "một cửa",
    "phụ lục",
    "biểu mẫu",
    "biểu số",
    "mẫu số",
    "bảng tổng",
    "danh sách",
    "kế hoạch",
    "chỉ tiêu",
    "mức độ",
    "tỷ lệ",
    "tỉ lệ",
    "lĩnh vực",
    "chính thức",
    "bản chính",
    "bản sửa",
    "bản cuối",
    "bổ sung",
    "điều chỉnh",
    "cập nhật",
    "mới nhất",
    "ban hành",
    "kèm theo",
    "cung cấp",
    "giai đoạn",
    "đầu năm",
    "cuối năm",
    "quá hạn",
    "đúng hạn",
    "trễ hạn",
    "lũy kế",
    "tính đến",
    "tính từ",
    "lập ngày",
    "lập báo",
    "lập biểu",
    "kỳ báo",
    "mã đơn vị",
    "điện thoại",
    "địa chỉ",
    "người lập",
    "gửi",
    "nộp",
    "cchc",
    "tthc",
    "bc",
    "dvc",
    "dvctt",
    "final",
    "copy",
    "update",
    "ver",
];

/// Those that are other words without their diacritics.
const WITH_DIACRITICS: [&str; 12] = [
    "về", "trong", "từ", "đến", "theo", "do", "cho", "đã", "được", "có", "kèm", "sửa",
];

/// The words that a number makes a part of the year, or a turn.
const NUMBERED: [&str; 13] = [
    "tháng", "t", "quý", "quí", "q", "năm", "kỳ", "ngày", "tuần", "lần", "đợt", "v", "ver",
];

/// Whether the words at a token begin no name of a unit.
pub(super) fn begins_no_name(tokens: &Tokens, at: usize) -> bool {
    WORDS.iter().any(|words| tokens.phrase(at, words).is_some())
        || (!tokens.is_plain(at)
            && WITH_DIACRITICS
                .iter()
                .any(|word| tokens.phrase(at, word).is_some()))
}

/// Whether a period, or the count of a turn, stands at a token: `2019`, `9/2019`, `20190930`, `T9`, `tháng 9`, `quý III`,
/// `6 tháng`, `lần 2`.
pub(super) fn is_period(tokens: &Tokens, at: usize) -> bool {
    let number_behind = tokens.past_marks(at + 1);
    let is_roman = tokens.is_any(number_behind, &["i", "ii", "iii", "iv"]);
    match tokens.all.get(at).map(|token| token.kind) {
        Some(TokenKind::Number) => {
            let is_long = matches!(tokens.all[at].text.len(), 6 | 8);
            is_long || is_count(tokens, at + 1) || is_dated(tokens, at)
        }
        Some(TokenKind::Word) => {
            let number = tokens.number(number_behind);
            let most = match &*tokens.all[at].folded {
                "quy" | "qui" | "q" => 4,
                "thang" | "t" => 12,
                _ => 53,
            };
            let is_numbered = match &*tokens.all[at].folded {
                // "Q.1" is a district.
                "q" => number.is_some_and(|(number, _)| number <= most) && number_behind == at + 1,
                "nam" => tokens.year(number_behind).is_some(),
                _ => number.is_some_and(|(number, _)| number <= most),
            };
            let can_be_roman = tokens.is_any(at, &["quý", "quí", "q"]);
            tokens.is_any(at, &NUMBERED) && (is_numbered || (can_be_roman && is_roman))
        }
        _ => false,
    }
}

/// Whether the word for months at a token has a number before it ("6 tháng đầu năm") rather than one behind ("tháng 9").
pub(super) fn is_count(tokens: &Tokens, at: usize) -> bool {
    let number = tokens.number(tokens.past_marks(at + 1));
    let is_month = number.is_some_and(|(number, _)| (1..=12).contains(&number));
    tokens.is_any(at, &["tháng", "t"]) && !is_month
}

/// Whether numbers at a token end in a year: `2019`, `09-2019`, `15.9.2019`, `9-12/2019`; or begin with one: `2019-09`.
fn is_dated(tokens: &Tokens, mut at: usize) -> bool {
    for _ in 0..4 {
        if tokens.year(at).is_some() {
            return true;
        }
        let is_part = tokens
            .number(at)
            .is_some_and(|(number, _)| (1..=31).contains(&number));
        if !is_part {
            return false;
        }
        at += 1;
        while tokens.is_mark(at, "-–/.") {
            at += 1;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_and_words_of_reports_begin_no_name() {
        for text in [
            "2019",
            "9/2019",
            "09.2019",
            "15-9-2019",
            "20190930",
            "092019",
            "T9",
            "t 9",
            "tháng 9",
            "thang-9",
            "quý III",
            "quí III",
            "Q3",
            "6 tháng",
            "năm 2019",
            "nam-2019",
            "lần 2",
            "báo cáo",
            "bao cao",
            "gửi",
            "gui",
            "về tình hình",
        ] {
            let tokens = Tokens::of_name(text);
            assert!(
                is_period(&tokens, 0) || begins_no_name(&tokens, 0),
                "{text}"
            );
        }
        for text in [
            "A", "9", "12", "1-2", "Nam", "nam", "năm", "Tháng", "Lập", "Đông", "tan", "ve", "I",
            "t", "số 1", "32/2019x",
        ] {
            let tokens = Tokens::of_name(text);
            assert!(
                !is_period(&tokens, 0) && !begins_no_name(&tokens, 0),
                "{text}"
            );
        }
    }
}
