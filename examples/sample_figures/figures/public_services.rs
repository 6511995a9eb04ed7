//! Satisfaction with public education and public health services: a survey a quarter, sent by name in Vietnamese.

use super::random::Random;
use super::satisfaction::satisfied_of;
use super::story;
use super::table::Table;
use super::units::{Kind, Unit};
use super::{Files, put};

const FIELDS: [(&str, i64, i64); 2] = [("Giáo dục công", 820, 905), ("Y tế công", 765, 865)];

/// One file for both quarters: Vietnamese column names, unit and field names, semicolons.
pub(crate) fn write(files: &mut Files, units: &[Unit]) {
    let mut table = Table::new(';');
    table.row([
        "Chỉ tiêu",
        "Kỳ",
        "Đơn vị",
        "Lĩnh vực",
        "Tử số",
        "Mẫu số",
        "Ghi chú",
    ]);
    for (quarter, name) in [(2, "Quý II/2019"), (3, "Quý III/2019")] {
        for unit in units.iter().filter(|unit| unit.kind == Kind::District) {
            // Cần Giờ stopped reporting before the third quarter was over.
            if quarter == 3 && story::is_silent(&unit.code, 9) {
                continue;
            }
            for (field, low, high) in FIELDS {
                let mut random =
                    Random::new(story::SEED, &format!("dich-vu-cong/{}/{field}", unit.code));
                let share = random.between(low, high) + (quarter - 2) * random.between(-8, 16);
                let mut random = Random::new(story::SEED, &format!("{name}/{}/{field}", unit.code));
                let (asked, note) = match (unit.code.as_str(), field) {
                    ("huyen-can-gio", "Y tế công") => (22, "Chỉ khảo sát tại một cơ sở"),
                    _ => (random.between(80, 160), ""),
                };
                let satisfied = satisfied_of(asked, share, &mut random);
                table.row([
                    "hai-long-dich-vu-cong",
                    name,
                    &unit.name,
                    field,
                    &satisfied.to_string(),
                    &asked.to_string(),
                    note,
                ]);
            }
        }
    }
    put(files, "hai-long-dich-vu-cong.csv", table.into_text());
}
