//! The units of the example's register, in every place and spelling that names them: each is found as itself or refused,
//! never taken for another, whether it is in the register or not.

use super::{Surroundings, Taken};
use crate::model::{Unit, UnitId, Units};
use crate::place::FileId;
use crate::reading::unit_lookup::tests::example;
use crate::reading::{NameKey, UnitLookup, UnitMatch};
use crate::source::{Row, Rows};
use crate::text::{fold, slug};
use unicode_normalization::UnicodeNormalization;

/// What a place names: a unit of the register, none, or another.
fn taken(
    units: &UnitLookup<'_>,
    path: &str,
    sheet: Option<&str>,
    titles: &[String],
) -> Option<UnitId> {
    let text: String = titles.iter().map(|line| format!("\"{line}\"\n")).collect();
    let (mut rows, mut row, mut all) = (Rows::new(&text, b','), Row::default(), Vec::new());
    while rows.next_into(&mut row).is_ok_and(|is_row| is_row) {
        all.push(row.clone());
    }
    match Surroundings::new(FileId(0), path, sheet, &all).unit(units) {
        Taken::One(unit, _) => Some(unit),
        Taken::None(_) => None,
    }
}

/// How people write a unit's name.
fn spellings(unit: &Unit) -> Vec<String> {
    let name = &*unit.name;
    let mut all = vec![
        name.to_owned(),
        name.to_uppercase(),
        name.to_lowercase(),
        fold(name),
        fold(name).to_uppercase(),
        name.nfd().collect(),
        other_tones(name),
        format!("UBND {name}"),
        format!("ỦY BAN NHÂN DÂN {}", name.to_uppercase()),
        format!("Uỷ ban nhân dân {name}"),
        name.replace(' ', "  "),
        format!("{name}."),
    ];
    // Only places have a People's Committee.
    all.retain(|text| !name.starts_with("Sở ") || text.len() < name.len() + "UBND ".len());
    for (kind, short) in [
        ("Phường ", "P. "),
        ("Phường ", "P."),
        ("Quận ", "Q. "),
        ("Quận ", "Q."),
        ("Huyện ", "H. "),
        ("Xã ", "X. "),
        ("Thị trấn ", "TT. "),
        ("Thị trấn ", "TT "),
    ] {
        if let Some(rest) = name.strip_prefix(kind) {
            all.push(format!("{short}{rest}"));
            all.push(format!("UBND {short}{rest}"));
            if rest.starts_with(|c: char| c.is_ascii_digit()) {
                all.push(format!("{}{rest}", short.trim_end_matches([' ', '.'])));
                all.push(format!("{kind}0{rest}"));
                all.push(format!("{}{rest}", kind.trim_end()));
            }
        }
    }
    all
}

/// "hoà" for "hòa", "thúy" for "thuý".
fn other_tones(name: &str) -> String {
    let pairs = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ọa", "oạ"),
        ("úy", "uý"),
        ("ủy", "uỷ"),
        ("ùy", "uỳ"),
        ("òe", "oè"),
    ];
    let mut text = name.to_owned();
    for (one, other) in pairs {
        text = if text.contains(one) {
            text.replace(one, other)
        } else {
            text.replace(other, one)
        };
    }
    text
}

/// Whether a register has another unit of this name, however it is spelt.
fn is_shared(units: &Units, unit: &Unit) -> bool {
    let key = NameKey::new(&unit.name).folded();
    let mut all = units.iter();
    all.any(|(_, other)| other.code != unit.code && NameKey::new(&other.name).folded() == key)
}

/// The register without one unit and all below it.
fn without(units: &Units, gone: UnitId) -> Units {
    let is_kept = |id: UnitId| id != gone && !units.ancestors(id).any(|above| above == gone);
    let kept: Vec<UnitId> = units
        .iter()
        .map(|(id, _)| id)
        .filter(|id| is_kept(*id))
        .collect();
    let new_id = |old: UnitId| {
        kept.iter()
            .position(|id| *id == old)
            .map(|at| UnitId(at as u32))
    };
    let unit = |id: &UnitId| {
        let unit = units.get(*id).clone();
        Unit {
            parent: unit.parent.and_then(new_id),
            ..unit
        }
    };
    Units::new(kept.iter().map(unit).collect())
}

/// Every place that names a unit: the path, the sheet and the titles.
fn places(spelling: &str, upper: &str) -> Vec<(String, Option<String>, Vec<String>)> {
    let titled = |titles: &[String]| ("x.xlsx".to_owned(), None, titles.to_vec());
    let title = |text: String| titled(&[text]);
    let loud = spelling.to_uppercase();
    let is_glued = spelling.contains('/');
    let in_name = |name: String| (format!("{}.xlsx", name.replace('/', "-")), None, Vec::new());
    let mut all = vec![
        title(spelling.to_owned()),
        title(format!("BÁO CÁO CỦA {loud} THÁNG 9 NĂM 2019")),
        title(format!(
            "Báo cáo của {spelling} về kết quả giải quyết hồ sơ"
        )),
        title(format!("Kết quả của {spelling} 6 tháng đầu năm 2019")),
        title(format!("Đơn vị báo cáo: {spelling}")),
        title(format!("Đơn vị: {spelling} Kỳ: tháng 9/2019")),
        title(format!("Biểu số 1: Kết quả của {spelling}")),
        title(format!("{spelling} - Bộ phận Một cửa")),
        title(format!("({spelling})")),
        title(format!("{spelling}, ngày 5 tháng 10 năm 2019")),
        titled(&[
            format!("UBND {}", upper.to_uppercase()),
            loud.clone(),
            "BÁO CÁO THÁNG 9".to_owned(),
        ]),
        titled(&["ỦY BAN NHÂN DÂN".to_owned(), loud.clone()]),
        titled(&[format!("{upper} - {spelling}")]),
        titled(&[format!("{spelling}, {upper}")]),
        titled(&[format!("{spelling} ({upper})")]),
        titled(&[format!("{spelling} - {upper}, TP. Hồ Chí Minh, tháng 9")]),
        in_name(spelling.to_owned()),
        in_name(slug(spelling)),
        in_name(format!("bc-{}-thang-9-2019", slug(spelling))),
        in_name(format!("Bao cao {spelling} thang 9")),
        in_name(format!("{spelling} (1)")),
        in_name(format!("{}-{}-T9", slug(spelling), slug(upper))),
        (
            format!("{}/{}.xlsx", slug(upper), slug(spelling)),
            None,
            Vec::new(),
        ),
        (
            format!("{upper}/{}/bc.xlsx", spelling.replace('/', "-")),
            None,
            Vec::new(),
        ),
        ("bc.xlsx".to_owned(), Some(spelling.to_owned()), Vec::new()),
        (
            format!("{upper}/bc.xlsx"),
            Some(spelling.to_owned()),
            Vec::new(),
        ),
        (format!("{upper}/bc.xlsx"), None, vec![loud]),
        (
            format!("{upper}/bc.xlsx"),
            None,
            vec![format!("Báo cáo của {spelling} tháng 9")],
        ),
    ];
    all.retain(|_| !is_glued);
    all
}

/// Whether a place says of which unit that of a name is.
fn names_upper(place: &(String, Option<String>, Vec<String>), upper: &str) -> bool {
    let all = format!("{} {}", place.0, place.2.join(" "));
    let upper = NameKey::new(upper).folded();
    NameKey::new(&all).folded().contains(&upper)
}

/// "Q1" to "Q4", which are quarters where no such district is known.
fn may_be_quarter(spelling: &str) -> bool {
    matches!(spelling, "Q1" | "Q2" | "Q3" | "Q4")
}

/// Whether a case is one of those that are tried; all would take minutes.
fn is_tried(unit: UnitId, spelling: usize, place: usize) -> bool {
    let all = std::env::var_os("ALL_NAMES").is_some();
    all || (unit.0 as usize + 3 * spelling + 7 * place).is_multiple_of(37)
}

#[test]
fn a_unit_of_the_register_is_taken_for_no_other() {
    let units = example();
    let lookup = UnitLookup::new(&units);
    let (mut found, mut all) = (0, 0);
    for (id, unit) in units.iter() {
        let upper = unit.parent.map_or("", |upper| &units.get(upper).name);
        for (nth, spelling) in spellings(unit).iter().enumerate() {
            let places = places(spelling, upper).into_iter().enumerate();
            for (_, place) in places.filter(|(place, _)| is_tried(id, nth, *place)) {
                let taken = taken(&lookup, &place.0, place.1.as_deref(), &place.2);
                all += 1;
                found += usize::from(taken == Some(id));
                assert!(
                    taken.is_none_or(|taken| taken == id),
                    "{} for {}: {place:?}",
                    lookup.label(taken.unwrap()),
                    unit.label()
                );
            }
        }
    }
    assert!(found * 10 > all * 6, "{found} of {all}");
}

#[test]
fn a_unit_that_is_not_in_the_register_is_taken_for_none_that_is() {
    let all = example();
    let mut wrong = Vec::new();
    for (gone, unit) in all.iter().filter(|(_, unit)| unit.parent.is_some()) {
        let units = without(&all, gone);
        let lookup = UnitLookup::new(&units);
        let upper = unit.parent.map_or("", |upper| &all.get(upper).name);
        let is_shared = is_shared(&units, unit);
        let spellings = spellings(unit);
        let certain = spellings
            .iter()
            .filter(|spelling| !may_be_quarter(spelling));
        for (nth, spelling) in certain.enumerate() {
            let places = places(spelling, upper).into_iter().enumerate();
            for (_, place) in places.filter(|(place, _)| is_tried(gone, nth, *place)) {
                // Another unit of that name cannot be told from it where nothing says whose it is.
                if is_shared && !names_upper(&place, upper) {
                    continue;
                }
                let taken = taken(&lookup, &place.0, place.1.as_deref(), &place.2);
                if let Some(taken) = taken {
                    wrong.push(format!(
                        "{} for {}: {place:?}\n",
                        lookup.label(taken),
                        unit.label()
                    ));
                }
            }
        }
    }
    let told: String = wrong.iter().take(20).cloned().collect();
    assert!(wrong.is_empty(), "{}:\n{told}", wrong.len());
}

#[test]
fn a_cell_names_its_unit_or_none() {
    let all = example();
    let lookup = UnitLookup::new(&all);
    let cells = |unit: &Unit, upper: &str| -> Vec<String> {
        let spelt = spellings(unit);
        let bare = unit.name.split_once(' ').map_or("", |(_, bare)| bare);
        let with = spelt.iter().flat_map(|text| {
            [
                text.clone(),
                format!("1. {text}"),
                format!("- {text}"),
                format!("IV. {text}"),
                format!("{text}, {upper}"),
                format!("{text} - {upper}"),
                format!("{text} ({upper})"),
            ]
        });
        with.chain([bare.to_owned(), bare.to_uppercase(), format!("2. {bare}")])
            .collect()
    };
    for (id, unit) in all.iter() {
        let upper = unit.parent.map_or("", |upper| &all.get(upper).name);
        for cell in cells(unit, upper) {
            for within in [None, unit.parent] {
                let found = lookup.find(&cell, within);
                let is_right = match &found {
                    UnitMatch::One(one) => *one == id,
                    UnitMatch::Several(several) => within.is_none() || several.contains(&id),
                    UnitMatch::Elsewhere(_) | UnitMatch::Unknown => true,
                };
                assert!(
                    is_right,
                    "{cell} below {within:?}: {found:?}, not {}",
                    unit.label()
                );
            }
        }
    }
    // One that is not in the register is not found below its superior.
    for (gone, unit) in all.iter().filter(|(_, unit)| unit.parent.is_some()) {
        let units = without(&all, gone);
        let lookup = UnitLookup::new(&units);
        let upper = unit.parent.map(|upper| &all.get(upper).name);
        let within = units.iter().find(|(_, unit)| Some(&unit.name) == upper);
        let within = within.map(|(id, _)| id);
        for cell in cells(unit, upper.map_or("", |upper| upper)) {
            let found = lookup.find(&cell, within);
            assert!(
                !matches!(found, UnitMatch::One(_)),
                "{cell}: {found:?}, not {}",
                unit.label()
            );
        }
    }
}
