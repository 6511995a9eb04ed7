//! What the path of a column says beside the name of what it counts: that it is of another time, a plan, a share, …

use crate::calendar::PeriodLength;
use crate::text::{canonical, fold};

/// What makes a column no count of what was done in the table's own period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Otherwise {
    /// It adds up from the beginning of the year.
    RunningTotal,
    /// It is of the time before, or of the same time of another year.
    OtherTime,
    /// It is of the whole year.
    WholeYear,
    /// What is to be done.
    Plan,
    /// It compares with something else.
    Comparison,
    /// A share, or an average.
    Share,
    /// In what something is measured.
    Measure,
}

/// The words that say it; the first that is found counts.
const WORDS: [(Otherwise, &[&str]); 7] = [
    (
        Otherwise::Comparison,
        &[
            "so voi",
            "so sanh",
            "so cung ky",
            "tang giam",
            "chenh lech",
            "tang them",
            "giam di",
        ],
    ),
    (
        Otherwise::RunningTotal,
        &[
            "luy ke",
            "cong don",
            "tu dau nam",
            "tu dau ky",
            "tu dau quy",
            "tinh den",
            "den nay",
            "den het",
            "den ngay",
            "den cuoi ky",
            "den thoi diem",
        ],
    ),
    (
        Otherwise::OtherTime,
        &[
            "cung ky",
            "ky truoc",
            "thang truoc",
            "quy truoc",
            "nam truoc",
            "tuan truoc",
            "nam ngoai",
            "lien truoc",
            "lien ke",
            "truoc do",
            "truoc day",
            "thoi gian truoc",
            "giai doan truoc",
            "n 1",
        ],
    ),
    (
        Otherwise::WholeYear,
        &["trong nam", "nam nay", "ca nam", "toan nam"],
    ),
    (
        Otherwise::Plan,
        &[
            "ke hoach",
            "chi tieu giao",
            "duoc giao",
            "du kien",
            "du toan",
            "muc tieu",
            "uoc",
            "uoc tinh",
            "uoc thuc hien",
            "phan dau",
        ],
    ),
    (
        Otherwise::Share,
        &["ty le", "ty trong", "phan tram", "binh quan", "trung binh"],
    ),
    (Otherwise::Measure, &["don vi tinh", "dvt", "don vi do"]),
];

/// The time after.
const AFTER: [&str; 6] = [
    "ky sau",
    "thang sau",
    "quy sau",
    "nam sau",
    "ky toi",
    "thang toi",
];

/// What is spelt in two ways: the other, and that by which it is known.
const SPELLINGS: [(&str, &str); 4] = [
    (" dung hen ", " dung han "),
    (" qui ", " quy "),
    (" ti le ", " ty le "),
    (" ti trong ", " ty trong "),
];

/// Whole parts that say it.
const PARTS: [(Otherwise, &[&str]); 4] = [
    (Otherwise::Plan, &["kh", "chi tieu", "giao", "khgd"]),
    (Otherwise::Comparison, &["tang", "giam", "ss"]),
    (Otherwise::RunningTotal, &["lk"]),
    (
        Otherwise::OtherTime,
        &[
            "cu",
            "so cu",
            "so lieu cu",
            "dau ky",
            "bao cao truoc",
            "ky bao cao truoc",
            "so lieu truoc",
            "so bao cao truoc",
            "so lieu bao cao truoc",
            "lan truoc",
            "dot truoc",
        ],
    ),
];

/// What says that a column is of the table's own period.
pub(super) const WITHIN: [&str; 6] = [
    "ky bao cao",
    "trong ky",
    "trong thang",
    "trong quy",
    "ky nay",
    "thang nay",
];

/// What a path says, from the top down; `None` where nothing in it says that it is another thing.
pub(super) fn otherwise(path: &[Box<str>]) -> Option<Otherwise> {
    otherwise_in(path, None)
}

/// The same where the table's periods are so long: what is of the whole year is no other thing in a table of years.
pub(super) fn otherwise_in(path: &[Box<str>], length: Option<PeriodLength>) -> Option<Otherwise> {
    let is_other =
        |said: Otherwise| said != Otherwise::WholeYear || length != Some(PeriodLength::Year);
    path.iter().find_map(|part| {
        let text = padded(part);
        let has = |words: &[&str]| holds(&text, words);
        // What is left for the time after is what is pending now.
        let is_left = holds(&text, &["chuyen"]) && holds(&text, &AFTER);
        let mut all = WORDS.iter();
        let said = all.find(|(said, words)| is_other(*said) && has(words));
        let said = said.or_else(|| {
            let is_after = !is_left && has(&AFTER);
            is_after.then_some(&(Otherwise::OtherTime, &[]))
        });
        let whole = || {
            let mut parts = PARTS.iter();
            parts.find(|(_, words)| words.contains(&text.trim()))
        };
        let found = said.map(|(said, _)| *said);
        let found = found.or_else(|| whole().map(|(said, _)| *said));
        found.or_else(|| part.contains('%').then_some(Otherwise::Share))
    })
}

/// Whether a name is that of what was done, and no more.
pub(super) fn is_done(name: &str) -> bool {
    // Most names need not be folded to tell.
    name.trim_start().starts_with(['t', 'T']) && canonical(name) == "thực hiện"
}

/// Whether a name is that of a day by which something is due, or on which it was sent.
pub(super) fn is_deadline(name: &str) -> bool {
    let words = [
        "ky han",
        "thoi han",
        "han nop",
        "han bao cao",
        "han gui",
        "ngay lap",
        "ngay nop",
        "ngay gui",
    ];
    holds(&padded(name), &words)
}

/// A name in lower case, without diacritics and marks, a space before and behind it; `đúng hẹn` is `đúng hạn`, `quí` is
/// `quý`, `tỉ` is `tỷ` where it is a share.
pub(super) fn padded(name: &str) -> String {
    let words: String = fold(name)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let padded = format!(" {} ", words.join(" "));
    SPELLINGS
        .iter()
        .fold(padded, |text, (one, other)| text.replace(one, other))
}

/// Whether a padded text holds one of these words.
pub(super) fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(&format!(" {word} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str) -> Option<Otherwise> {
        let path: Vec<Box<str>> = path.split(" / ").map(Into::into).collect();
        otherwise(&path)
    }

    #[test]
    fn what_is_another_thing_says_so() {
        for (path, expected) in [
            ("Tiếp nhận lũy kế", Otherwise::RunningTotal),
            ("LUỸ KẾ / Đúng hạn", Otherwise::RunningTotal),
            ("Cộng dồn từ đầu năm", Otherwise::RunningTotal),
            ("Cùng kỳ năm 2018 / Tiếp nhận", Otherwise::OtherTime),
            ("Tháng trước", Otherwise::OtherTime),
            ("Quí trước / Tiếp nhận", Otherwise::OtherTime),
            ("Báo cáo trước / Tiếp nhận", Otherwise::OtherTime),
            ("Trước đó / Đúng hạn", Otherwise::OtherTime),
            ("Năm N-1 / Đúng hạn", Otherwise::OtherTime),
            ("Số cũ / Đúng hạn", Otherwise::OtherTime),
            ("Tiếp nhận trong năm", Otherwise::WholeYear),
            ("Kết quả năm nay / Tiếp nhận", Otherwise::WholeYear),
            ("Kế hoạch năm / Trước hạn", Otherwise::Plan),
            ("KH / Tiếp nhận", Otherwise::Plan),
            ("Chỉ tiêu giao", Otherwise::Plan),
            ("So với cùng kỳ", Otherwise::Comparison),
            ("Tăng/giảm", Otherwise::Comparison),
            ("Tỉ lệ đúng hạn", Otherwise::Share),
            ("Đúng hạn (%)", Otherwise::Share),
            ("Đơn vị tính", Otherwise::Measure),
            ("ĐVT", Otherwise::Measure),
        ] {
            assert_eq!(said(path), Some(expected), "{path}");
        }
    }

    #[test]
    fn what_is_no_other_thing_says_nothing() {
        for path in [
            "Tiếp nhận",
            "Đã giải quyết / Trước hạn",
            "Tiếp nhận trong kỳ",
            "Đơn vị",
            "Tháng 9/2019 / Tiếp nhận",
            "Giao dịch",
            "Báo cáo trước hạn",
            "Cục / Tiếp nhận",
            "Khách hàng",
        ] {
            assert_eq!(said(path), None, "{path}");
        }
    }
}
