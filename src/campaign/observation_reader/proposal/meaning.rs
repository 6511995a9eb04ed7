//! What the printed name of a column most probably means. Good only for a person to check.

use crate::campaign::column::REPORT_FORM;
use crate::campaign::column_path::{Otherwise, holds, otherwise, padded};
use crate::campaign::{Formula, Indicators, Kind};
use crate::diagnostic::nearest;
use rustc_hash::FxHashSet;

/// What the cells of a column hold, as far as was looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holding {
    /// Names of units.
    Units,
    /// Periods.
    Periods,
    /// Indicators.
    Indicators,
    /// Other words.
    Words,
    /// Numbers, or nothing.
    Numbers,
}

/// What is done with what is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Received,
    Resolved,
    Pending,
}

/// When it is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Timing {
    Early,
    OnTime,
    Late,
    /// Its day has not come.
    Within,
}

const STAGES: [(Stage, &[&str]); 3] = [
    (
        Stage::Pending,
        &[
            "dang giai quyet",
            "chua giai quyet",
            "dang xu ly",
            "chua xu ly",
            "dang thu ly",
            "ton dong",
            "ton cuoi ky",
            "con lai",
            "con ton",
            "chuyen ky sau",
        ],
    ),
    (
        Stage::Received,
        &[
            "tiep nhan",
            "ho so nhan",
            "nhan trong ky",
            "da nhan",
            "nhan moi",
        ],
    ),
    (
        Stage::Resolved,
        &[
            "giai quyet",
            "da xu ly",
            "tra ket qua",
            "da tra",
            "hoan thanh",
            "da hoan tat",
            "xu ly xong",
        ],
    ),
];

const TIMINGS: [(Timing, &[&str]); 4] = [
    (
        Timing::Early,
        &["truoc han", "som han", "som", "truoc thoi han"],
    ),
    (Timing::OnTime, &["dung han", "dung thoi han"]),
    (
        Timing::Late,
        &[
            "tre han",
            "qua han",
            "muon han",
            "cham han",
            "tre",
            "qua thoi han",
        ],
    ),
    (
        Timing::Within,
        &[
            "trong han",
            "chua den han",
            "chua toi han",
            "con han",
            "con trong han",
        ],
    ),
];

const CARRIED: [&str; 7] = [
    "ky truoc",
    "thang truoc",
    "quy truoc",
    "nam truoc",
    "chuyen sang",
    "chuyen qua",
    "ton dau ky",
];
const NEW: [&str; 5] = ["moi", "trong ky", "phat sinh", "trong thang", "trong quy"];
const TOTAL: [&str; 7] = [
    "tong",
    "tong so",
    "tong cong",
    "cong",
    "so luong",
    "so ho so",
    "tong so ho so",
];

/// What makes a count one of something else.
const OTHERWISE: [&str; 19] = [
    "ty le",
    "ti le",
    "phan tram",
    "truc tuyen",
    "truc tiep",
    "buu chinh",
    "muc do",
    "tra lai",
    "rut",
    "bo sung",
    "tu choi",
    "xin loi",
    "khong",
    "phi",
    "thu tuc",
    "truoc va",
    "va truoc",
    "va dung",
    "dung va",
];

/// The column that a printed name most probably means, by its path from the top down; `None` where that is anyone's
/// guess.
pub(super) fn meant<'i>(
    path: &[Box<str>],
    holding: Holding,
    indicators: &'i Indicators,
) -> Option<&'i str> {
    let parts: Vec<String> = path.iter().map(|part| padded(part)).collect();
    let whole = parts.concat();
    if matches!(otherwise(path), Some(Otherwise::Plan)) {
        return None;
    }
    let named = |column: &'static str| Some(column);
    let has = |words: &[&str]| {
        words
            .iter()
            .any(|word| whole.contains(&format!(" {word} ")))
    };
    match holding {
        Holding::Units => return named("unit"),
        Holding::Periods => return named("period"),
        Holding::Indicators => return named("indicator"),
        _ if has(&["ghi chu", "chu thich"]) => return named("note"),
        Holding::Words if has(&["linh vuc"]) => return named("field"),
        Holding::Words
            if has(&[
                "don vi",
                "co quan",
                "dia phuong",
                "dia ban",
                "phuong xa",
                "quan huyen",
            ]) =>
        {
            return named("unit");
        }
        Holding::Words if has(&["ky", "thang", "quy", "thoi gian"]) => return named("period"),
        Holding::Words if has(&["chi tieu", "tieu chi"]) => return named("indicator"),
        Holding::Words => return None,
        Holding::Numbers => {}
    }
    of_site(&whole, indicators).or_else(|| of_report_form(&parts))
}

/// A count of the form in which units report how they deal with dossiers.
fn of_report_form(parts: &[String]) -> Option<&'static str> {
    let whole = parts.concat();
    if holds(&whole, &OTHERWISE) {
        return None;
    }
    // The lowest part that says it.
    let at = parts.iter().rposition(|part| stage_of(part).is_some());
    let stage = at.and_then(|at| stage_of(&parts[at]));
    let timings: Vec<Timing> = TIMINGS
        .iter()
        .filter(|(_, words)| holds(&whole, words))
        .map(|(timing, _)| *timing)
        .collect();
    let last = parts.last()?;
    let is_total = at == Some(parts.len() - 1) || TOTAL.contains(&last.trim());
    Some(match (stage, &timings[..]) {
        (Some(Stage::Pending), [Timing::Late]) => "pending_overdue",
        (Some(Stage::Pending), [Timing::OnTime | Timing::Within]) => "pending_on_time",
        (Some(Stage::Pending), []) if is_total => "pending",
        (Some(Stage::Resolved) | None, [Timing::Early]) => "resolved_early",
        (Some(Stage::Resolved) | None, [Timing::OnTime]) => "resolved_on_time",
        (Some(Stage::Resolved) | None, [Timing::Late]) => "resolved_late",
        (Some(Stage::Resolved), []) if is_total => "resolved",
        (Some(Stage::Received) | None, []) if holds(&whole, &CARRIED) => "received_carried",
        (Some(Stage::Received), []) if holds(&whole, &NEW) => "received_new",
        (Some(Stage::Received), []) if is_total => "received",
        _ => return None,
    })
}

fn stage_of(part: &str) -> Option<Stage> {
    let found = STAGES.iter().find(|(_, words)| holds(part, words));
    found.map(|(stage, _)| *stage)
}

/// A column that a formula of the site names and the report form has not.
fn of_site<'i>(whole: &str, indicators: &'i Indicators) -> Option<&'i str> {
    const GENERAL: [&str; 10] = [
        "so", "ho", "luong", "tong", "cong", "luot", "phieu", "sl", "ty", "le",
    ];
    let words: FxHashSet<&str> = whole
        .split_whitespace()
        .filter(|word| !GENERAL.contains(word))
        .collect();
    let mut found: Vec<&str> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for (_, indicator) in indicators.iter() {
        let columns = indicator.formula_columns();
        for column in columns.filter(|column| !REPORT_FORM.contains(column)) {
            let name = padded(column);
            names.push(column);
            if name
                .split_whitespace()
                .all(|word| whole.contains(&format!(" {word} ")))
            {
                found.push(column);
            }
        }
        if let (Kind::Count | Kind::Mean | Kind::Score, Some(Formula(terms))) =
            (indicator.kind, &indicator.value)
            && let [term] = &terms[..]
            && !REPORT_FORM.contains(&&*term.column)
        {
            let name = padded(&indicator.name);
            if !words.is_empty() && words.iter().all(|word| name.contains(&format!(" {word} "))) {
                found.push(&term.column);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    match found[..] {
        [one] => Some(one),
        [] => nearest(whole.trim(), names),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::observation_reader::tests::indicators;

    fn told(path: &str) -> String {
        let path: Vec<Box<str>> = path.split(" / ").map(Into::into).collect();
        meant(&path, Holding::Numbers, &indicators())
            .unwrap_or("?")
            .to_owned()
    }

    #[test]
    fn printed_names_mean_what_is_nearest() {
        for (printed, expected) in [
            ("Số hồ sơ giải quyết đúng hạn", "resolved_on_time"),
            ("Đúng hẹn", "resolved_on_time"),
            ("Trễ hạn", "resolved_late"),
            ("Quá hạn", "resolved_late"),
            ("Đã giải quyết / Quá hạn", "resolved_late"),
            ("Trước hạn", "resolved_early"),
            ("Tiếp nhận", "received"),
            ("Tổng số hồ sơ tiếp nhận", "received"),
            ("Số hồ sơ nhận giải quyết / Tổng số", "received"),
            ("Tiếp nhận / Tổng số", "received"),
            (
                "Tiếp nhận / Trong đó / Kỳ trước chuyển sang",
                "received_carried",
            ),
            ("Tiếp nhận / Trong đó / Mới", "received_new"),
            (
                "Kết quả giải quyết / Số hồ sơ đã giải quyết / Tổng số",
                "resolved",
            ),
            (
                "Kết quả giải quyết / Số hồ sơ đã giải quyết / Đúng thời hạn",
                "resolved_on_time",
            ),
            (
                "Kết quả giải quyết / Số hồ sơ đang giải quyết / Chưa đến hạn",
                "pending_on_time",
            ),
            ("Đang giải quyết / Quá hạn", "pending_overdue"),
            ("Đang giải quyết / Tổng số", "pending"),
            ("Hồ sơ qua bưu chính", "post"),
            ("Bưu chính", "post"),
            ("post", "post"),
        ] {
            assert_eq!(told(printed), expected, "{printed}");
        }
    }

    #[test]
    fn what_is_anyones_guess_is_left_to_a_person() {
        for printed in [
            "Tỷ lệ đúng hạn",
            "Đã giải quyết / Trước và đúng hạn",
            "Tiếp nhận / Trực tuyến",
            "Đã giải quyết / Trả lại",
            "Tổng số",
            "Số lượng",
            "Cột 1",
            "",
        ] {
            assert_eq!(told(printed), "?", "{printed}");
        }
    }

    #[test]
    fn columns_of_words_are_known_by_what_they_hold() {
        let of =
            |name: &str, holding| meant(&[name.into()], holding, &indicators()).map(str::to_owned);
        assert_eq!(of("Nơi", Holding::Units).as_deref(), Some("unit"));
        assert_eq!(of("Tên đơn vị", Holding::Words).as_deref(), Some("unit"));
        assert_eq!(
            of("Lĩnh vực giải quyết", Holding::Words).as_deref(),
            Some("field")
        );
        assert_eq!(of("Họ tên", Holding::Words), None);
    }
}
