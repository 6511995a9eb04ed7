//! What the figures tell: the cases that real reports have and that the site must treat rightly.

use super::MONTHS;
use super::units::Unit;
use std::ops::RangeInclusive;

/// The seed of all figures: the number of the National Assembly's resolution in the campaign's theme.
pub(crate) const SEED: u64 = 54;

/// The months in which a unit sent no report at all.
const SILENT: &[(&str, RangeInclusive<u32>)] = &[
    ("quan-2", 5..=5),
    ("quan-12", 8..=8),
    // Stopped reporting.
    ("huyen-can-gio", 8..=9),
    ("quan-8-phuong-5", 6..=9),
    // Began late: too few months to be ranked.
    ("huyen-cu-chi-xa-an-nhon-tay", 3..=6),
    // Never reported.
    ("quan-8-phuong-16", 3..=9),
    ("so-ngoai-vu", 3..=9),
    ("so-du-lich", 6..=7),
];

/// The months in which nothing arose in a field ("không phát sinh").
const NOTHING: &[(&str, &str, RangeInclusive<u32>)] = &[
    ("huyen-can-gio", "dang-ky-kinh-doanh", 3..=3),
    (
        "huyen-can-gio-xa-thanh-an",
        "lao-dong-thuong-binh-va-xa-hoi",
        3..=9,
    ),
    (
        "huyen-can-gio-xa-ly-nhon",
        "lao-dong-thuong-binh-va-xa-hoi",
        4..=6,
    ),
    (
        "quan-1-phuong-ben-nghe",
        "lao-dong-thuong-binh-va-xa-hoi",
        5..=5,
    ),
    (
        "quan-1-phuong-ben-thanh",
        "lao-dong-thuong-binh-va-xa-hoi",
        7..=8,
    ),
    ("so-nong-nghiep-va-phat-trien-nong-thon", "", 4..=4),
];

/// The months in which a unit left a dash for a field: no figure, which is not zero.
const DASHES: &[(&str, &str, RangeInclusive<u32>)] = &[
    ("quan-9", "dang-ky-kinh-doanh", 4..=4),
    ("quan-6", "lao-dong-thuong-binh-va-xa-hoi", 7..=7),
    ("quan-4-phuong-13", "chung-thuc", 3..=3),
    ("so-van-hoa-va-the-thao", "", 5..=5),
];

/// On time, in per mille at the start, and its change a month, where they differ from the common pattern.
const QUALITY: &[(&str, &str, i64, i64)] = &[
    // Falls below the target from July on.
    ("quan-3", "xay-dung", 930, -14),
    ("quan-7", "xay-dung", 905, 8),
    ("quan-1", "xay-dung", 928, 4),
    ("quan-10", "xay-dung", 898, 1),
    // Every field above the target but one.
    ("quan-tan-binh", "xay-dung", 872, 2),
    ("quan-thu-duc", "dat-dai", 862, 5),
    ("huyen-binh-chanh", "ho-tich", 950, 2),
    // Holds its district back.
    ("huyen-binh-chanh-xa-vinh-loc-b", "ho-tich", 600, 12),
    ("so-quy-hoach-kien-truc", "", 899, 0),
    ("so-tai-nguyen-va-moi-truong", "", 878, 3),
];

/// New dossiers a month, where they differ from the common pattern.
const VOLUME: &[(&str, &str, i64)] = &[
    ("huyen-binh-chanh-xa-vinh-loc-b", "ho-tich", 620),
    ("huyen-can-gio-xa-thanh-an", "ho-tich", 4),
    ("huyen-can-gio-xa-thanh-an", "chung-thuc", 11),
];

/// Fields of a unit that come out at exactly 90% from March to September, which does not meet "above 90%".
pub(crate) const EXACTLY_NINETY: &[(&str, &str)] =
    &[("quan-10", "xay-dung"), ("so-quy-hoach-kien-truc", "")];

/// The unit whose survey comes out at exactly 80%, which does not meet "above 80%".
pub(crate) const EXACTLY_EIGHTY: &str = "so-noi-vu";

/// The commune whose surveys together ask fewer than thirty people.
pub(crate) const FEW_ASKED: &str = "huyen-can-gio-xa-thanh-an";

/// What a unit sent for a field and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sent {
    /// Its figures.
    Figures,
    /// No report.
    Silent,
    /// That nothing arose.
    Nothing,
    /// A dash.
    Dash,
}

/// What a unit sent for a field ("" for none) and month.
pub(crate) fn sent(unit: &str, field: &str, month: u32) -> Sent {
    let listed = |list: &[(&str, &str, RangeInclusive<u32>)]| {
        list.iter()
            .any(|(u, f, months)| *u == unit && *f == field && months.contains(&month))
    };
    if is_silent(unit, month) {
        Sent::Silent
    } else if listed(NOTHING) {
        Sent::Nothing
    } else if listed(DASHES) {
        Sent::Dash
    } else {
        Sent::Figures
    }
}

/// Whether a unit sent no report in a month.
pub(crate) fn is_silent(unit: &str, month: u32) -> bool {
    SILENT
        .iter()
        .any(|(u, months)| *u == unit && months.contains(&month))
}

/// Whether a unit's figures are fixed by the story, or never came, so that no initiative may move them.
pub(crate) fn is_fixed(unit: &str) -> bool {
    EXACTLY_NINETY.iter().any(|(u, _)| *u == unit)
        || [EXACTLY_EIGHTY, FEW_ASKED].contains(&unit)
        || SILENT
            .iter()
            .any(|(u, months)| *u == unit && *months == MONTHS)
}

/// On time in per mille at the start and its change a month, where the story sets them.
pub(crate) fn quality(unit: &str, field: &str) -> Option<(i64, i64)> {
    let found = QUALITY
        .iter()
        .find(|(u, f, ..)| *u == unit && *f == field)?;
    Some((found.2, found.3))
}

/// New dossiers a month, where the story sets them.
pub(crate) fn volume(unit: &str, field: &str) -> Option<i64> {
    VOLUME
        .iter()
        .find(|(u, f, _)| *u == unit && *f == field)
        .map(|found| found.2)
}

/// That every unit of the story is in the register.
pub(crate) fn check(units: &[Unit]) -> Result<(), String> {
    let named = SILENT
        .iter()
        .map(|x| x.0)
        .chain(NOTHING.iter().chain(DASHES).map(|x| x.0))
        .chain(QUALITY.iter().map(|x| x.0))
        .chain(VOLUME.iter().map(|x| x.0))
        .chain(EXACTLY_NINETY.iter().map(|x| x.0))
        .chain([EXACTLY_EIGHTY, FEW_ASKED]);
    for code in named {
        if !units.iter().any(|unit| unit.code == code) {
            return Err(format!(
                "the story names {code}, which is not in data/units.csv"
            ));
        }
    }
    Ok(())
}
