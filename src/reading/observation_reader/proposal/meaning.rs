//! What the printed name of a column most probably means. Good only for a person to check.

use super::super::period_total::totalled;
use crate::calendar::Period;
use crate::diagnostic::nearest;
use crate::model::{Formula, Indicators, Kind};
use crate::reading::column::{REPORT_FORM, UNIT_AND_FIELD};
use crate::reading::column_path::{Otherwise, WITHIN, holds, is_deadline, otherwise_in, padded};
use crate::reading::surroundings::{PathPeriod, is_period};
use crate::source::HeaderColumn;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// What the cells of a column hold, as far as was looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holding {
    /// Names of units.
    Units,
    /// Names of units, and on the lines below each of fields.
    UnitsAndFields,
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

/// What was left over from the time before.
const CARRIED: [&str; 8] = [
    "chuyen sang",
    "chuyen qua",
    "ton dau ky",
    "ton dau thang",
    "ton ky truoc",
    "ton thang truoc",
    "ton dong ky truoc",
    "con ton ky truoc",
];
/// The time before: what was left over from it, or a comparison with it.
const BEFORE: [&str; 4] = ["ky truoc", "thang truoc", "quy truoc", "nam truoc"];
const NEW: [&str; 3] = ["moi", "nhan moi", "phat sinh"];
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
const OTHERWISE: [&str; 10] = [
    "khong",
    "tra lai",
    "thu tuc",
    "truoc va",
    "va truoc",
    "va dung",
    "dung va",
    "va tre",
    "va som",
    "nhan ket qua",
];

/// The words of which the names of the form's columns consist beside what was done and when. Any other makes it something
/// else: a field, a way of handing in.
const WORDS: [&str; 49] = [
    "so", "ho", "hs", "luong", "tong", "cong", "trong", "do", "thi", "ket", "qua", "giai", "quyet",
    "da", "dang", "xu", "ly", "thu", "tiep", "nhan", "moi", "han", "tre", "som", "muon", "cham",
    "dung", "thoi", "hoan", "thanh", "tat", "xong", "phat", "sinh", "cac", "cua", "tinh", "hinh",
    "viec", "duoc", "gom", "bao", "o", "va", "theo", "vao", "chi", "tiet", "ra",
];

/// The words of a time, which may stand beside a number where it is the table's own.
const TIME: [&str; 5] = ["thang", "quy", "nam", "ky", "dau"];

/// What makes a count the opposite, or one of what was there before, wherever it is no part of what is said above.
const TURNING: [&str; 6] = ["chua", "ton", "cu", "chuyen", "sang", "lai"];

/// How certain it is what a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning<'i> {
    /// This column.
    Sure(&'i str),
    /// This one, or another thing.
    Perhaps(&'i str),
    /// Anyone's guess.
    Open,
}

/// What else is known of the table.
pub(super) struct Setting<'i> {
    indicators: &'i Indicators,
    /// Its period.
    period: Option<Period>,
    /// All its columns.
    columns: &'i [HeaderColumn],
    /// What they say.
    said: Vec<Said>,
    /// Whether it is a list of indicators, with a row for each.
    is_list: bool,
}

/// What the path of a column says.
struct Said {
    /// Its parts, padded.
    parts: Vec<String>,
    otherwise: Option<Otherwise>,
}

impl<'i> Setting<'i> {
    pub(super) fn new(
        columns: &'i [HeaderColumn],
        period: Option<Period>,
        is_list: bool,
        indicators: &'i Indicators,
    ) -> Self {
        let length = period.map(Period::length);
        let said = |column: &HeaderColumn| Said {
            parts: column.path.iter().map(|part| padded(part)).collect(),
            otherwise: otherwise_in(&column.path, length),
        };
        Self {
            indicators,
            period,
            columns,
            said: columns.iter().map(said).collect(),
            is_list,
        }
    }
}

/// What a printed column most probably means, by its path from the top down and its place.
pub(super) fn meant<'i>(at: usize, holding: Holding, setting: &Setting<'i>) -> Meaning<'i> {
    let path = &*setting.columns[at].path;
    let Said { parts, otherwise } = &setting.said[at];
    let is_deadline = || path.iter().any(|part| is_deadline(part));
    if let Some(key) = key(&parts.concat(), holding, is_deadline) {
        let key = key.filter(|_| holding == Holding::Numbers || otherwise.is_none());
        return key.map_or(Meaning::Open, Meaning::Sure);
    }
    let said = PathPeriod::of(path, None);
    let is_certain = match setting.period {
        _ if said.is_empty() => true,
        Some(period) if said.names(period) => true,
        Some(_) => return Meaning::Open,
        None => false,
    };
    let parts = path.iter().zip(parts);
    let parts = parts.filter(|(part, _)| !is_period(part));
    let parts: Vec<&str> = parts.map(|(_, padded)| &**padded).collect();
    if said.is_empty() && totalled(path, setting.columns).next().is_some() {
        return Meaning::Open;
    }
    let form = Form {
        setting,
        at,
        path,
        says_time: !said.is_empty(),
    };
    let found = match form.carried(&parts) {
        Some(carried) => carried,
        None if otherwise.is_some() => return Meaning::Open,
        None if setting.is_list => done(&parts),
        None => match of_site(&parts.concat(), setting.indicators) {
            Meaning::Open => form.count(&parts),
            of_site => of_site,
        },
    };
    match found {
        Meaning::Sure(column) if !is_certain => Meaning::Perhaps(column),
        found => found,
    }
}

/// What a column of words says of a row: which key, or nothing that is known. `None` where it holds numbers.
fn key(
    whole: &str,
    holding: Holding,
    is_deadline: impl Fn() -> bool,
) -> Option<Option<&'static str>> {
    const TIMES: [&str; 4] = ["ky", "thang", "quy", "thoi gian"];
    let has = |words: &[&str]| holds(whole, words);
    let is_note = has(&["ghi chu", "chu thich"]);
    if holding == Holding::Numbers {
        return is_note.then_some(Some("note"));
    }
    let is_time = holding == Holding::Periods || has(&TIMES);
    if is_time && is_deadline() {
        return Some(None);
    }
    Some(match holding {
        Holding::Units => Some("unit"),
        Holding::UnitsAndFields => Some(UNIT_AND_FIELD),
        Holding::Periods => Some("period"),
        Holding::Indicators => Some("indicator"),
        _ if is_note => Some("note"),
        _ if has(&["linh vuc"]) => Some("field"),
        _ if has(&[
            "don vi",
            "co quan",
            "dia phuong",
            "dia ban",
            "phuong xa",
            "quan huyen",
        ]) =>
        {
            Some("unit")
        }
        _ if has(&TIMES) => Some("period"),
        _ if has(&["chi tieu", "tieu chi"]) => Some("indicator"),
        _ => None,
    })
}

/// A column beside the others of its form.
struct Form<'a, 'i> {
    setting: &'a Setting<'i>,
    at: usize,
    path: &'a [Box<str>],
    /// Whether it names the table's period.
    says_time: bool,
}

impl Form<'_, '_> {
    /// What the columns of the same group say.
    fn siblings(&self) -> impl Iterator<Item = &Said> {
        let groups = self.path.len().saturating_sub(1);
        let is_sibling = move |(at, (column, _)): &(usize, (&HeaderColumn, &Said))| {
            *at != self.at
                && column.path.len() > groups
                && column.path.get(..groups) == self.path.get(..groups)
        };
        let columns = self.setting.columns.iter().zip(&self.setting.said);
        let siblings = columns.enumerate().filter(is_sibling);
        siblings.map(|(_, (_, said))| said)
    }

    /// What is left over from the time before, where it is certain that it is not compared with it: its name says so, or
    /// it stands beside what is new.
    fn carried(&self, parts: &[&str]) -> Option<Meaning<'static>> {
        let is_carried = |part: &str| holds(part, &CARRIED);
        let at = parts
            .iter()
            .rposition(|part| is_carried(part) || holds(part, &BEFORE))?;
        let rest: Vec<Box<str>> = parts
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, part)| part.trim().into())
            .collect();
        let is_received = |part: &str| matches!(stage_of(part), None | Some(Stage::Received));
        let is_beside_new = || {
            at + 1 == parts.len()
                && rest
                    .iter()
                    .any(|part| stage_of(&padded(part)) == Some(Stage::Received))
                && self.siblings().any(|said| {
                    let last = said.parts.last();
                    last.is_some_and(|last| holds(last, &NEW) || holds(last, &WITHIN))
                })
        };
        let says_timing = || {
            let whole = parts.concat();
            TIMINGS.iter().any(|(_, words)| holds(&whole, words))
        };
        let is_certain = is_carried(parts[at]) || is_beside_new();
        let is_count = parts
            .iter()
            .all(|part| is_received(part) && is_of_form(part, self.says_time))
            && otherwise_in(&rest, self.setting.period.map(Period::length)).is_none()
            && !says_timing();
        (is_certain && is_count).then_some(Meaning::Sure("received_carried"))
    }

    /// A count of the form in which units report how they deal with dossiers.
    fn count(&self, parts: &[&str]) -> Meaning<'static> {
        let whole = parts.concat();
        let turns = |part: &&str| has_beside(part, |word| TURNING.contains(&word));
        if holds(&whole, &OTHERWISE) || holds(&whole, &CARRIED) || parts.iter().any(turns) {
            return Meaning::Open;
        }
        let is_new = holds(&whole, &NEW);
        // The lowest part that says it.
        let at = parts.iter().rposition(|part| stage_of(part).is_some());
        let stage = at.and_then(|at| stage_of(parts[at]));
        let timings: Vec<Timing> = TIMINGS
            .iter()
            .filter(|(_, words)| holds(&whole, words))
            .map(|(timing, _)| *timing)
            .collect();
        let Some(last) = parts.last() else {
            return Meaning::Open;
        };
        let is_total =
            at == Some(parts.len() - 1) || TOTAL.contains(&last.trim()) || holds(last, &WITHIN);
        let found = match (stage, &timings[..]) {
            (Some(Stage::Pending), [Timing::Late]) => Meaning::Sure("pending_overdue"),
            (Some(Stage::Pending), [Timing::OnTime | Timing::Within]) => {
                Meaning::Sure("pending_on_time")
            }
            (Some(Stage::Pending), []) if is_total => Meaning::Sure("pending"),
            (Some(Stage::Resolved) | None, [Timing::Early]) => Meaning::Sure("resolved_early"),
            (Some(Stage::Resolved) | None, [Timing::OnTime]) => Meaning::Sure("resolved_on_time"),
            (Some(Stage::Resolved) | None, [Timing::Late]) => Meaning::Sure("resolved_late"),
            (Some(Stage::Resolved), []) if is_total => Meaning::Sure("resolved"),
            (Some(Stage::Received), []) if is_new => self.received_new(),
            (Some(Stage::Received), []) if holds(&whole, &WITHIN) => self.received_within(),
            (Some(Stage::Received), []) if is_total => Meaning::Sure("received"),
            _ => return Meaning::Open,
        };
        // What became of the new ones is not all that was done.
        let is_of_new = is_new && !timings.is_empty() && !self.has_other_time();
        let is_certain = parts.iter().all(|part| is_of_form(part, self.says_time))
            && !is_of_new
            && !(stage.is_none() && self.is_after_pending());
        match found {
            Meaning::Sure(column) if !is_certain => Meaning::Perhaps(column),
            found => found,
        }
    }

    /// What is received within the period is what is new where the form has what was left over too, and all that is
    /// received beside a running total.
    fn received_within(&self) -> Meaning<'static> {
        if self.has(|said| said.parts.iter().any(|part| holds(part, &CARRIED))) {
            Meaning::Sure("received_new")
        } else if self.has_other_time() {
            Meaning::Sure("received")
        } else {
            Meaning::Perhaps("received")
        }
    }

    /// What is new is all that was received where it stands beside a running total and nothing was left over.
    fn received_new(&self) -> Meaning<'static> {
        let says_left =
            |part: &String| holds(part, &CARRIED) || has_beside(part, |word| word == "ton");
        let is_left = |said: &Said| said.parts.iter().any(says_left);
        let is_running = |said: &Said| said.otherwise == Some(Otherwise::RunningTotal);
        if self.has(is_running) && !self.has(is_left) {
            Meaning::Sure("received")
        } else {
            Meaning::Sure("received_new")
        }
    }

    /// Whether any column of the form says such a thing.
    fn has(&self, is_such: impl Fn(&Said) -> bool) -> bool {
        self.setting.said.iter().any(is_such)
    }

    /// Whether other columns say that they are of another time, so that "in the month" and "new" only say the opposite.
    fn has_other_time(&self) -> bool {
        use Otherwise::{OtherTime, RunningTotal, WholeYear};
        self.has(|said| matches!(said.otherwise, Some(RunningTotal | OtherTime | WholeYear)))
    }

    /// Whether the nearest column before this one that says what is done is of what is pending: "quá hạn" may be too.
    fn is_after_pending(&self) -> bool {
        let before = self.setting.said.iter().take(self.at).rev();
        let mut stages =
            before.filter_map(|said| said.parts.iter().rev().find_map(|part| stage_of(part)));
        stages.next() == Some(Stage::Pending)
    }
}

/// What was done of the indicators of a list: `Thực hiện`, or nothing but the period.
fn done(parts: &[&str]) -> Meaning<'static> {
    const DONE: [&str; 5] = ["thuc hien", "ket qua", "thuc te", "dat duoc", "so lieu"];
    match parts {
        [] => Meaning::Sure("value"),
        _ if holds(&parts.concat(), &DONE) => Meaning::Sure("value"),
        _ => Meaning::Open,
    }
}

/// What was done and when, padded, the longest first.
static KNOWN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let stages = STAGES.iter().flat_map(|(_, words)| *words);
    let timings = TIMINGS.iter().flat_map(|(_, words)| *words);
    let times = CARRIED.iter().chain(&BEFORE).chain(&NEW).chain(&WITHIN);
    let known = stages.chain(timings).chain(times);
    let known = known.chain(&["trong nam", "nam nay"]);
    let mut known: Vec<String> = known.map(|words| format!(" {words} ")).collect();
    known.sort_by_key(|words| std::cmp::Reverse(words.len()));
    known
});

/// Whether a part of a path has such a word that is no part of what was done and when.
fn has_beside(part: &str, is_such: impl Fn(&str) -> bool) -> bool {
    let mut text = part.to_owned();
    for words in KNOWN.iter() {
        if text.contains(&**words) {
            text = text.replace(&**words, " | ");
        }
    }
    let mut words = text.split_whitespace().filter(|word| *word != "|");
    words.any(is_such)
}

/// Whether a part of a path has no word but those of the form's names; where it says a time, it may be the table's.
fn is_of_form(part: &str, says_time: bool) -> bool {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = |word: &str| says_time && (TIME.contains(&word) || is_number(word));
    !has_beside(part, |word| !WORDS.contains(&word) && !is_time(word))
}

fn stage_of(part: &str) -> Option<Stage> {
    let found = STAGES.iter().find(|(_, words)| holds(part, words));
    found.map(|(stage, _)| *stage)
}

/// A column that a formula of the site names and the report form has not.
fn of_site<'i>(whole: &str, indicators: &'i Indicators) -> Meaning<'i> {
    const GENERAL: [&str; 13] = [
        "so", "ho", "luong", "tong", "cong", "luot", "phieu", "sl", "ty", "le", "qua", "cac", "cua",
    ];
    let words_of = |text: &str| -> FxHashSet<String> {
        let words = text.split_whitespace().map(str::to_owned);
        words.filter(|word| !GENERAL.contains(&&**word)).collect()
    };
    let words = words_of(whole);
    // What each column is called, and whether that is all that is said.
    let mut found: Vec<(&str, bool)> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for (_, indicator) in indicators.iter() {
        let columns = indicator.formula_columns();
        for column in columns.filter(|column| !REPORT_FORM.contains(column)) {
            let name = words_of(&padded(column));
            names.push(column);
            if !name.is_empty() && name.is_subset(&words) {
                found.push((column, name == words));
            }
        }
        if let (Kind::Count | Kind::Mean | Kind::Score, Some(Formula(terms))) =
            (indicator.kind, &indicator.value)
            && let [term] = &terms[..]
            && !REPORT_FORM.contains(&&*term.column)
        {
            let name = words_of(&padded(&indicator.name));
            if !words.is_empty() && words.is_subset(&name) {
                found.push((&term.column, name == words));
            }
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|(column, _)| *column);
    let mut whole_names = found.iter().filter(|(_, is_whole)| *is_whole);
    match (whole_names.next(), whole_names.next(), &found[..]) {
        (Some((one, _)), None, _) => Meaning::Sure(one),
        (None, _, [(one, _)]) => Meaning::Perhaps(one),
        (None, _, []) => nearest(whole.trim(), names).map_or(Meaning::Open, Meaning::Perhaps),
        _ => Meaning::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::observation_reader::tests::indicators;

    fn columns(paths: &[&str]) -> Vec<HeaderColumn> {
        let column = |path: &&str| HeaderColumn {
            path: path.split(" / ").map(Into::into).collect(),
            line: 1,
        };
        paths.iter().map(column).collect()
    }

    /// What the last of some columns means in a table of September 2019: `?` behind it where that is not certain.
    fn last(paths: &[&str], holding: Holding) -> String {
        let (columns, indicators) = (columns(paths), indicators());
        let is_list = paths.first() == Some(&"Chỉ tiêu");
        let setting = Setting::new(&columns, Period::parse("2019-09"), is_list, &indicators);
        match meant(paths.len() - 1, holding, &setting) {
            Meaning::Sure(column) => column.to_owned(),
            Meaning::Perhaps(column) => format!("{column}?"),
            Meaning::Open => "?".to_owned(),
        }
    }

    fn told(path: &str) -> String {
        last(&[path], Holding::Numbers)
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
            ("Hồ sơ tồn đầu kỳ", "received_carried"),
            ("Tháng 9/2019 / Tiếp nhận", "received"),
            ("Tiếp nhận tháng 9", "received"),
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
    fn what_is_another_thing_is_no_count() {
        for printed in [
            "Tiếp nhận lũy kế",
            "Luỹ kế / Tiếp nhận",
            "Cộng dồn / Đúng hạn",
            "Cùng kỳ năm 2018 / Tiếp nhận",
            "Kế hoạch năm / Tiếp nhận",
            "Chỉ tiêu giao / Tiếp nhận",
            "Kỳ trước / Tiếp nhận",
            "Tiếp nhận kỳ trước",
            "Tháng trước / Đúng hạn",
            "Năm trước / Đúng hạn",
            "So với cùng kỳ / Tiếp nhận",
            "Tăng/giảm / Tiếp nhận",
            "Đúng hạn (%)",
            "Tháng 8/2019 / Tiếp nhận",
            "Tiếp nhận tháng 8",
            "Năm 2018 / Tiếp nhận",
            "Năm 2019 / Tiếp nhận",
            "Quý III / Tiếp nhận",
            "Lũy kế / Kỳ trước chuyển sang",
            "Kế hoạch / Hồ sơ qua bưu chính",
            "Bình quân / Tiếp nhận",
            "Tiếp nhận trong năm",
            "Trong năm / Tiếp nhận",
            "Kết quả năm nay / Đúng hạn",
            "Trước đó / Tiếp nhận",
            "Hồ sơ tồn / Tiếp nhận",
            "Hồ sơ tồn / Trước hạn",
            "Chuyển sang / Trước hạn",
            "Tiếp nhận từ 01/01/2019",
            "Tiếp nhận 2018",
            "Trước hạn 2018",
            "Tiếp nhận 8/2019",
            "Tiếp nhận 30/8",
            "Tiếp nhận lại",
            "Chưa tiếp nhận",
            "Chưa quá hạn",
            "Chưa đúng hạn",
            "Chưa trễ hạn",
            "Quá hạn chưa xong",
            "Chưa hoàn thành",
            "Chưa được giải quyết",
            "Tồn quá hạn",
            "Số hồ sơ đã nhận kết quả",
        ] {
            assert_eq!(told(printed), "?", "{printed}");
        }
        assert_eq!(last(&["Kỳ hạn báo cáo"], Holding::Periods), "?");
        for name in ["Đơn vị tính", "ĐVT", "Kế hoạch / Đơn vị", "Kỳ trước"] {
            assert_eq!(last(&[name], Holding::Words), "?", "{name}");
        }
    }

    #[test]
    fn what_was_done_of_a_list_of_indicators_is_the_value() {
        for (name, expected) in [
            ("Thực hiện", "value"),
            ("Thực hiện trong tháng", "value"),
            ("Kết quả thực hiện tháng 9", "value"),
            ("Tháng 9/2019", "value"),
            ("Tháng 8/2019", "?"),
            ("Thực hiện tháng trước", "?"),
            ("Lũy kế thực hiện", "?"),
            ("Thực hiện năm 2018", "?"),
            ("Tỷ lệ thực hiện", "?"),
            ("Kế hoạch", "?"),
            ("Ghi nhận", "?"),
        ] {
            let paths = ["Chỉ tiêu", name];
            assert_eq!(last(&paths, Holding::Numbers), expected, "{name}");
        }
        assert_eq!(told("Thực hiện"), "?");
    }

    #[test]
    fn whether_a_period_is_that_of_the_table_is_not_certain_where_it_says_none() {
        let (columns, indicators) = (columns(&["Tháng 9/2019 / Tiếp nhận"]), indicators());
        let setting = Setting::new(&columns, None, false, &indicators);
        let found = meant(0, Holding::Numbers, &setting);
        assert!(matches!(found, Meaning::Perhaps("received")));
    }

    #[test]
    fn a_total_of_periods_is_left_to_a_person() {
        let paths = ["Tháng 9 / Tiếp nhận", "Cộng / Tiếp nhận"];
        assert_eq!(last(&paths, Holding::Numbers), "?");
        let paths = ["Đất đai / Tiếp nhận", "Cộng / Tiếp nhận"];
        assert_eq!(last(&paths, Holding::Numbers), "received");
    }

    #[test]
    fn words_that_the_form_has_not_leave_it_open() {
        for (printed, expected) in [
            ("Đất đai / Tiếp nhận", "received?"),
            ("Hộ tịch / Đúng hạn", "resolved_on_time?"),
            ("Cấp xã / Đã giải quyết / Trễ hạn", "resolved_late?"),
            ("Tiếp nhận trực tuyến", "received?"),
            ("Số hồ sơ phải giải quyết", "resolved?"),
            ("Hồ sơ qua bưu chính trễ hạn", "resolved_late?"),
            ("Tiếp nhận trong kỳ", "received?"),
            ("Tiếp nhận 30/9", "?"),
            ("Hồ sơ mới / Trước hạn", "resolved_early?"),
        ] {
            assert_eq!(told(printed), expected, "{printed}");
        }
    }

    #[test]
    fn the_columns_beside_it_decide() {
        for (paths, expected) in [
            (
                &["Tiếp nhận / Mới", "Tiếp nhận / Kỳ trước"][..],
                "received_carried",
            ),
            (&["Tiếp nhận / Lũy kế", "Tiếp nhận / Kỳ trước"], "?"),
            (&["Kỳ trước / Đúng hạn", "Kỳ trước / Tiếp nhận"], "?"),
            (&["Lũy kế / Tiếp nhận", "Trong kỳ / Tiếp nhận"], "received"),
            (&["Tiếp nhận lũy kế", "Tiếp nhận trong kỳ"], "received"),
            (
                &["Tồn kỳ trước chuyển sang", "Tiếp nhận trong kỳ"],
                "received_new",
            ),
            (&["Đã giải quyết", "Quá hạn"], "resolved_late"),
            (
                &["Trong năm / Tiếp nhận", "Trong tháng / Tiếp nhận"],
                "received",
            ),
            (
                &["Tiếp nhận / Cộng dồn", "Tiếp nhận / Phát sinh"],
                "received",
            ),
            (
                &["Đúng hạn / Cộng dồn", "Đúng hạn / Phát sinh"],
                "resolved_on_time",
            ),
            (&["Tồn đầu kỳ", "Tiếp nhận mới"], "received_new"),
            (&["Đang giải quyết", "Quá hạn"], "resolved_late?"),
        ] {
            assert_eq!(last(paths, Holding::Numbers), expected, "{paths:?}");
        }
    }

    #[test]
    fn columns_of_words_are_known_by_what_they_hold() {
        for (name, holding, expected) in [
            ("Nơi", Holding::Units, "unit"),
            ("Tên đơn vị", Holding::Words, "unit"),
            ("Lĩnh vực giải quyết", Holding::Words, "field"),
            ("Họ tên", Holding::Words, "?"),
        ] {
            assert_eq!(last(&[name], holding), expected, "{name}");
        }
    }
}
