//! Units that titles and names mention.

use super::words::{TokenKind, Tokens};
use crate::campaign::{UnitId, UnitLookup, UnitMatch};

/// What a text says of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitMention {
    pub(super) naming: Naming,
    /// In which cell it stands.
    pub(super) cell: usize,
}

/// How surely a text names a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Naming {
    /// It names one of these: of one name, several.
    One(Vec<UnitId>),
    /// These are named, but as a part of something else: "Chi cục Thuế Quận 1". No reading, but it must not be another.
    Within(Vec<UnitId>),
    /// An office is named that is no unit.
    Stranger,
    /// The one that reports is named, and is no unit.
    StrangeReporter,
}

/// No name of a unit has more words, with those of the units above it.
const MOST_WORDS: usize = 16;

/// What a line names as the one that reports, where it says so.
const LABELS: [&str; 12] = [
    "don vi bao cao",
    "don vi lap bao cao",
    "don vi gui bao cao",
    "don vi gui",
    "don vi thuc hien",
    "don vi lap",
    "ten don vi bao cao",
    "ten don vi",
    "don vi",
    "co quan bao cao",
    "co quan don vi",
    "co quan",
];

/// The words that may stand before the name of the unit that reports.
const BEFORE: [&str; 19] = [
    "cua", "tai", "ban", "vi", "cao", "bc", "lieu", "hop", "qua", "bieu", "mau", "file", "tep",
    "cchc", "tthc", "gui", "nop", "bang", "form",
];

/// The words that the name of an office begins with.
const OFFICES: [&str; 26] = [
    "sở",
    "phòng",
    "ban quản lý",
    "viện",
    "trường",
    "hội",
    "liên đoàn",
    "công ty",
    "tổng công ty",
    "quận",
    "huyện",
    "phường",
    "xã",
    "thị trấn",
    "thị xã",
    "thành phố",
    "tỉnh",
    "cục",
    "đảng ủy",
    "đoàn",
    "thanh tra",
    "trạm",
    "đội",
    "hạt",
    "nhà",
    "tổ",
];

/// Those of them that are nothing else without their diacritics.
const PLAIN_OFFICES: [&str; 10] = [
    "chi cục",
    "trung tâm",
    "văn phòng",
    "công an",
    "bệnh viện",
    "bảo hiểm xã hội",
    "kho bạc",
    "tòa án",
    "ubnd",
    "ủy ban nhân dân",
];

/// The units that a row of a title mentions.
pub(super) fn in_title(tokens: &Tokens, units: &UnitLookup<'_>) -> Vec<UnitMention> {
    let mut found = Vec::new();
    let mut lines = lines(tokens).into_iter().peekable();
    while let Some(line) = lines.next() {
        let line = without_bullet(tokens, line);
        match label_end(tokens, line.clone()) {
            Some(end) if end < line.end => {
                found.extend(labelled(
                    tokens,
                    without_bullet(tokens, end..line.end),
                    units,
                ));
                continue;
            }
            Some(_) => {
                let value = lines.next().unwrap_or(line.end..line.end);
                found.extend(labelled(tokens, without_bullet(tokens, value), units));
                continue;
            }
            None => {}
        }
        let has_label = line.clone().any(|at| tokens.is_mark(at, ":"));
        let is_day = line.clone().any(|at| tokens.is(at, "ngày"));
        if !has_label && !is_day {
            found.extend(in_line(tokens, line, units));
        }
    }
    found
}

/// The units that the name of a file, a folder or a sheet mentions.
pub(super) fn in_name(tokens: &Tokens, units: &UnitLookup<'_>) -> Vec<UnitMention> {
    let mut hits = hits(tokens, 0..tokens.all.len(), units);
    hits.retain(|hit| !is_quarter(tokens, hit));
    hits.iter().map(|hit| hit.mention(tokens, 0)).collect()
}

/// "Q1" to "Q4": a quarter, or a district.
fn is_quarter(tokens: &Tokens, hit: &Hit) -> bool {
    let is_short = hit.to - hit.from == 2 && tokens.is(hit.from, "q");
    is_short
        && tokens
            .number(hit.to - 1)
            .is_some_and(|(number, _)| number <= 4)
}

/// The ranges of tokens that stand on one line of one cell.
fn lines(tokens: &Tokens) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.all.iter().enumerate() {
        if token.kind == TokenKind::End {
            lines.push(start..at);
            start = at + 1;
        }
    }
    lines.push(start..tokens.all.len());
    lines.retain(|line| !line.is_empty());
    lines
}

fn without_bullet(tokens: &Tokens, mut line: std::ops::Range<usize>) -> std::ops::Range<usize> {
    while line.start < line.end && tokens.all[line.start].kind == TokenKind::Mark {
        line.start += 1;
    }
    line
}

/// The words of some tokens without diacritics, one space between them.
fn folded(tokens: &Tokens, line: std::ops::Range<usize>) -> String {
    let words = tokens.all[line]
        .iter()
        .filter(|token| token.kind != TokenKind::Mark);
    words
        .map(|token| &*token.folded)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where the label ends with which a line names the one that reports.
fn label_end(tokens: &Tokens, line: std::ops::Range<usize>) -> Option<usize> {
    let colon = line.clone().find(|at| tokens.is_mark(*at, ":"));
    let end = colon.unwrap_or(line.end);
    let is_label = LABELS.contains(&&*folded(tokens, line.start..end));
    is_label.then_some(colon.map_or(line.end, |colon| colon + 1))
}

/// Whether a line begins as the names of offices do.
fn names_office(tokens: &Tokens, line: std::ops::Range<usize>) -> bool {
    let begins = |office: &&str| {
        office
            .split(' ')
            .enumerate()
            .all(|(nth, word)| tokens.is_word(line.start + nth, word))
    };
    let is_whole = |office: &&str| line.len() == office.split(' ').count();
    let is_office = |office: &&str| begins(office) && !is_whole(office);
    PLAIN_OFFICES.iter().any(is_office) || (!tokens.is_plain() && OFFICES.iter().any(is_office))
}

/// What a line says that names the one that reports.
fn labelled(
    tokens: &Tokens,
    value: std::ops::Range<usize>,
    units: &UnitLookup<'_>,
) -> Vec<UnitMention> {
    let is_filled = tokens.all[value.clone()]
        .iter()
        .any(|token| token.kind == TokenKind::Word);
    if !is_filled {
        return Vec::new();
    }
    // Behind such a label "Q1" is no quarter.
    let hits = hits(tokens, value.clone(), units);
    let mentions: Vec<UnitMention> = hits
        .iter()
        .map(|hit| hit.mention(tokens, value.start))
        .collect();
    if mentions
        .iter()
        .any(|mention| matches!(mention.naming, Naming::One(_)))
    {
        return mentions;
    }
    vec![UnitMention {
        naming: Naming::StrangeReporter,
        ..stranger(tokens, value)
    }]
}

fn stranger(tokens: &Tokens, line: std::ops::Range<usize>) -> UnitMention {
    UnitMention {
        naming: Naming::Stranger,
        cell: tokens.all.get(line.start).map_or(0, |token| token.cell),
    }
}

/// The units that a line mentions; an office that is none.
fn in_line(
    tokens: &Tokens,
    line: std::ops::Range<usize>,
    units: &UnitLookup<'_>,
) -> Vec<UnitMention> {
    let mut hits = hits(tokens, line.clone(), units);
    hits.retain(|hit| !is_quarter(tokens, hit));
    let mentions: Vec<UnitMention> = hits
        .iter()
        .map(|hit| hit.mention(tokens, line.start))
        .collect();
    let is_named = mentions
        .iter()
        .any(|mention| matches!(mention.naming, Naming::One(_)));
    if !is_named && names_office(tokens, line.clone()) {
        return vec![stranger(tokens, line)];
    }
    mentions
}

/// Where a name of units stands.
struct Hit {
    from: usize,
    to: usize,
    units: Vec<UnitId>,
}

impl Hit {
    fn mention(&self, tokens: &Tokens, start: usize) -> UnitMention {
        let is_alone = stands_alone(tokens, start, self.from);
        UnitMention {
            naming: if is_alone {
                Naming::One(self.units.clone())
            } else {
                Naming::Within(self.units.clone())
            },
            cell: tokens.all[self.from].cell,
        }
    }
}

/// Whether the words before a name are such as stand before the unit that reports.
fn stands_alone(tokens: &Tokens, start: usize, mut at: usize) -> bool {
    loop {
        let Some(before) = tokens.before(at).filter(|before| *before >= start) else {
            return true;
        };
        let word = &tokens.all[before];
        let of_committee =
            word.folded == "dan" && folded(tokens, start..before).ends_with("uy ban nhan");
        if of_committee {
            at = (0..before)
                .rev()
                .filter(|at| tokens.all[*at].kind == TokenKind::Word)
                .nth(2)
                .unwrap_or(start);
        } else if word.folded == "ubnd" {
            at = before;
        } else {
            return word.kind == TokenKind::Number || BEFORE.contains(&&*word.folded);
        }
    }
}

/// The names of units in some tokens, the longest first at each place.
fn hits(tokens: &Tokens, line: std::ops::Range<usize>, units: &UnitLookup<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = line.start;
    while at < line.end {
        if tokens.all[at].kind != TokenKind::Word || !units.begins_name(&tokens.all[at].folded) {
            at += 1;
            continue;
        }
        let end = line.end.min(at + 2 * MOST_WORDS);
        let longest = (at + 1..=end).rev().find_map(|to| {
            let is_end = !matches!(tokens.all[to - 1].kind, TokenKind::Mark | TokenKind::End);
            let found = units
                .find_name_of(&written(tokens, at..to))
                .filter(|_| is_end)?;
            Some(Hit {
                from: at,
                to,
                units: found,
            })
        });
        match longest {
            Some(hit) => {
                at = hit.to;
                hits.push(hit);
            }
            None => at += 1,
        }
    }
    hits
}

/// Some tokens as they are written.
fn written(tokens: &Tokens, range: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    for token in &tokens.all[range] {
        if !text.is_empty() && !token.is_glued {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    text
}

impl UnitLookup<'_> {
    /// The units of a name; a code of the state alone names none.
    fn find_name_of(&self, text: &str) -> Option<Vec<UnitId>> {
        match self.find(text, None) {
            UnitMatch::One(id) => Some(vec![id]),
            UnitMatch::Several(ids) => Some(ids),
            UnitMatch::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::unit_lookup::tests::units;

    fn told(mentions: Vec<UnitMention>, lookup: &UnitLookup<'_>) -> String {
        let codes = |ids: &[UnitId]| {
            ids.iter()
                .map(|id| &*lookup.units().get(*id).code)
                .collect::<Vec<_>>()
                .join("|")
        };
        let told = mentions.iter().map(|mention| match &mention.naming {
            Naming::One(ids) => codes(ids),
            Naming::Within(ids) => format!("within {}", codes(ids)),
            Naming::Stranger => "stranger".to_owned(),
            Naming::StrangeReporter => "strange reporter".to_owned(),
        });
        told.collect::<Vec<_>>().join(", ")
    }

    fn city() -> crate::campaign::Units {
        units(&[
            ("tphcm", "Thành phố Hồ Chí Minh", ""),
            ("quan-1", "Quận 1", "tphcm"),
            ("quan-3", "Quận 3", "tphcm"),
            ("thu-duc", "Quận Thủ Đức", "tphcm"),
            ("quan-1-phuong-12", "Phường 12", "quan-1"),
            ("quan-3-phuong-12", "Phường 12", "quan-3"),
            ("so-y-te", "Sở Y tế", "tphcm"),
        ])
    }

    fn title(text: &str) -> String {
        let units = city();
        let lookup = UnitLookup::new(&units);
        told(
            in_title(&Tokens::of_cells(text.split('|').enumerate()), &lookup),
            &lookup,
        )
    }

    fn name(text: &str) -> String {
        let units = city();
        let lookup = UnitLookup::new(&units);
        told(in_name(&Tokens::of_name(text), &lookup), &lookup)
    }

    #[test]
    fn titles_name_the_unit_that_reports() {
        for (text, expected) in [
            ("UBND QUẬN 1", "quan-1"),
            ("ỦY BAN NHÂN DÂN QUẬN THỦ ĐỨC", "thu-duc"),
            ("ỦY BAN NHÂN DÂN\nQUẬN 1", "quan-1"),
            ("Đơn vị: UBND Quận 1", "quan-1"),
            ("Đơn vị: Q1", "quan-1"),
            ("Đơn vị báo cáo:|Quận 3", "quan-3"),
            (
                "- Đơn vị báo cáo: UBND Quận 1\n- Đơn vị nhận báo cáo: UBND Thành phố Hồ Chí Minh",
                "quan-1",
            ),
            ("UBND Phường 12, Quận 3", "quan-3-phuong-12"),
            ("UBND PHƯỜNG 12", "quan-1-phuong-12|quan-3-phuong-12"),
            ("BÁO CÁO CỦA QUẬN 1 THÁNG 3 NĂM 2019", "quan-1"),
            ("BÁO CÁO CỦA QUẬN 1 VÀ QUẬN 3", "quan-1, within quan-3"),
            ("Sở Y tế", "so-y-te"),
        ] {
            assert_eq!(title(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_unit_that_reports_is_not_taken_for_one() {
        for text in [
            "Đơn vị tính: Quận 1",
            "Kính gửi: UBND Quận 1",
            "Quận 1, ngày 05 tháng 4 năm 2019",
            "Đơn vị nhận báo cáo: UBND Quận 1",
            "Đơn vị: ..............",
            "ỦY BAN NHÂN DÂN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT HỒ SƠ",
            "BÁO CÁO Q1/2019",
            "Q1",
        ] {
            assert_eq!(title(text), "", "{text}");
        }
        assert_eq!(title("Đơn vị: Công an Quận 1"), "strange reporter");
        for text in ["CHI CỤC THUẾ QUẬN 1", "SỞ DU LỊCH", "UBND QUẬN 99"] {
            assert_eq!(title(text), "stranger", "{text}");
        }
        assert_eq!(title("Kết quả của đội thuế Quận 1"), "within quan-1");
    }

    #[test]
    fn names_name_units() {
        for (text, expected) in [
            ("bao-cao-quan-1-thang-3-2019", "quan-1"),
            ("BaoCaoQuan3Thang03", "quan-3"),
            ("quan-3-phuong-12-t3", "quan-3-phuong-12"),
            ("01_Quan Thu Duc_BC", "thu-duc"),
            ("Q1-2019", ""),
            ("Q.1", "quan-1"),
            ("chi-cuc-thue-quan-1", "within quan-1"),
            ("Tháng 3", ""),
            ("769", ""),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }
}
