//! Dossiers of the one-stop desks: received, resolved, pending, month by month, so that each month's balance carries
//! over to the next.

use super::MONTHS;
use super::initiatives::{Effects, Moved};
use super::random::Random;
use super::story;
use super::units::{Kind, Unit};
use std::collections::BTreeMap;

/// One row of the report form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) carried: i64,
    pub(crate) new: i64,
    pub(crate) early: i64,
    pub(crate) on_time: i64,
    pub(crate) late: i64,
    pub(crate) pending: i64,
    pub(crate) overdue: i64,
}

impl Counts {
    /// The columns of the form, in its order.
    pub(crate) fn columns(&self) -> [i64; 7] {
        [
            self.carried,
            self.new,
            self.early,
            self.on_time,
            self.late,
            self.pending,
            self.overdue,
        ]
    }

    fn resolved(&self) -> i64 {
        self.early + self.on_time + self.late
    }
}

/// Unit and field ("" for none) → the months in order.
pub(crate) type Dossiers = BTreeMap<(String, &'static str), Vec<Counts>>;

/// A field of a kind of unit: its key, new dossiers a month per mille of the unit's size, on time per mille.
type Profile = (&'static str, i64, i64);

const OF_DISTRICT: &[Profile] = &[
    ("dat-dai", 5000, 926),
    ("xay-dung", 2000, 893),
    ("dang-ky-kinh-doanh", 3500, 962),
    ("ho-tich", 600, 971),
    ("lao-dong-thuong-binh-va-xa-hoi", 1200, 950),
];
const OF_WARD: &[Profile] = &[
    ("ho-tich", 700, 946),
    ("chung-thuc", 1400, 968),
    ("lao-dong-thuong-binh-va-xa-hoi", 250, 936),
];
const OF_DEPARTMENT: &[Profile] = &[("", 6000, 945)];

/// The fields that units of a kind report.
pub(crate) fn fields(kind: Kind) -> impl Iterator<Item = &'static str> {
    profiles(kind).iter().map(|profile| profile.0)
}

/// A field's name, as the register of fields writes it.
pub(crate) fn name_of(field: &str) -> &'static str {
    match field {
        "dat-dai" => "Đất đai",
        "xay-dung" => "Xây dựng",
        "dang-ky-kinh-doanh" => "Đăng ký kinh doanh",
        "ho-tich" => "Hộ tịch",
        "chung-thuc" => "Chứng thực",
        "lao-dong-thuong-binh-va-xa-hoi" => "Lao động - Thương binh và Xã hội",
        _ => "",
    }
}

fn profiles(kind: Kind) -> &'static [Profile] {
    match kind {
        Kind::District => OF_DISTRICT,
        Kind::Ward => OF_WARD,
        Kind::Department => OF_DEPARTMENT,
    }
}

/// The dossiers of all units, whether they are reported or not.
pub(crate) fn all(units: &[Unit], effects: &Effects) -> Result<Dossiers, String> {
    let mut dossiers = Dossiers::new();
    for unit in units {
        let mut random = Random::new(story::SEED, &unit.code);
        let size = random.between(60, 170);
        let of_district =
            Random::new(story::SEED, &format!("district/{}", unit.district())).near(0, 20);
        let skill = of_district + random.near(0, 28);
        for profile in profiles(unit.kind) {
            let mut months = months(unit, *profile, (size, skill), effects);
            if story::EXACTLY_NINETY.contains(&(&unit.code, profile.0)) {
                land_on_ninety(&mut months).ok_or_else(|| {
                    format!(
                        "{} {} cannot be brought to exactly 90%",
                        unit.code, profile.0
                    )
                })?;
            }
            dossiers.insert((unit.code.clone(), profile.0), months);
        }
    }
    Ok(dossiers)
}

/// The months of a unit and field.
fn months(
    unit: &Unit,
    (field, share, on_time): Profile,
    (size, skill): (i64, i64),
    effects: &Effects,
) -> Vec<Counts> {
    let mut random = Random::new(story::SEED, &format!("{}/{field}", unit.code));
    let volume = story::volume(&unit.code, field).unwrap_or(size * share / 1000);
    let common = (random.near(on_time + skill, 25), random.between(-2, 7));
    let (start, change) = story::quality(&unit.code, field).unwrap_or(common);
    let mut carried = volume / 8;
    let mut months = Vec::new();
    for month in MONTHS {
        let quality = random
            .near(start + change * i64::from(month - MONTHS.start()), 6)
            .saturating_add(effects.per_mille(&unit.code, Moved::OnTime(field), month))
            .min(998);
        let counts = one_month(&mut random, carried, volume, quality);
        carried = counts.pending + counts.overdue;
        months.push(counts);
    }
    months
}

/// A month: what was carried over and what is new is resolved or stays pending.
fn one_month(random: &mut Random, carried: i64, volume: i64, quality: i64) -> Counts {
    let new = random.near(volume, volume / 6);
    let at_hand = carried + new;
    let resolved = at_hand * random.between(870, 930) / 1000;
    // Rounded by lot, so that small numbers keep the share on average.
    let late = (resolved * (1000 - quality) + random.between(0, 999)) / 1000;
    let early = (resolved - late) * random.between(80, 320) / 1000;
    let left = at_hand - resolved;
    let overdue = left * random.between(0, 1000 - quality) / 1000;
    Counts {
        carried,
        new,
        early,
        on_time: resolved - late - early,
        late,
        pending: left - overdue,
        overdue,
    }
}

/// Moves dossiers of the last month between "on time", "late" and "pending" until exactly nine in ten of all are in
/// time. `None` where the last month has too few.
fn land_on_ninety(months: &mut [Counts]) -> Option<()> {
    let resolved: i64 = months.iter().map(Counts::resolved).sum();
    let late: i64 = months.iter().map(|m| m.late).sum();
    let last = months.last_mut()?;
    let spare = resolved % 10;
    last.on_time -= spare;
    last.pending += spare;
    let missing = resolved / 10 - late;
    last.late += missing;
    last.on_time -= missing;
    (last.late >= 0 && last.on_time >= 0).then_some(())
}
