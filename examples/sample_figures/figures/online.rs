//! Procedures offered online at level 3 or 4: a stock at the end of each quarter, a folder a quarter that says its
//! period once for the file in it.

use super::random::Random;
use super::story;
use super::table::Table;
use super::units::{Kind, Unit};
use super::{Files, put};

/// Per mille of procedures online at the end of the quarters, where the story sets it.
const SHARES: &[(&str, [i64; 3])] = &[
    // Above the range: "vượt", never a failure.
    ("quan-1", [352, 398, 437]),
    ("so-thong-tin-va-truyen-thong", [480, 530, 571]),
    // Exactly 30%, which meets a range that begins there.
    ("so-tu-phap", [240, 280, 300]),
    ("huyen-can-gio", [170, 214, 0]),
    ("quan-5", [221, 262, 288]),
];

/// The unit whose procedures are a round number, so that 30% of them is a whole one.
const ROUND: (&str, i64) = ("so-tu-phap", 120);

/// A file a quarter: Vietnamese column names, unit names, semicolons.
pub(crate) fn write(files: &mut Files, units: &[Unit]) {
    for quarter in 1..=3_usize {
        let folder = format!("truc-tuyen/2019-quy-{quarter}");
        let defaults = format!(
            "# Bảng của đơn vị không có cột kỳ; cả thư mục là số liệu cuối quý này.\nperiod = \"2019-Q{quarter}\"\n"
        );
        put(files, &format!("{folder}/_defaults.toml"), defaults);
        let mut table = Table::new(';');
        table.row([
            "Đơn vị",
            "Thủ tục đã công bố, đủ điều kiện",
            "Thủ tục cung cấp ở mức độ 3, 4",
        ]);
        for unit in units.iter().filter(|unit| unit.kind != Kind::Ward) {
            // Whoever sent nothing in the quarter's last month sent no figure for its end.
            if story::is_silent(&unit.code, 3 * quarter as u32) {
                continue;
            }
            let (eligible, online) = procedures(unit, quarter);
            table.row([
                written(&unit.name),
                eligible.to_string(),
                online.to_string(),
            ]);
        }
        put(files, &format!("{folder}/bao-cao.csv"), table.into_text());
    }
}

/// Procedures that are eligible, and those that are online, at the end of a quarter.
fn procedures(unit: &Unit, quarter: usize) -> (i64, i64) {
    let mut random = Random::new(story::SEED, &format!("truc-tuyen/{}", unit.code));
    let (few, many) = if unit.kind == Kind::District {
        (150, 210)
    } else {
        (40, 130)
    };
    let eligible = if unit.code == ROUND.0 {
        ROUND.1
    } else {
        random.between(few, many)
    };
    let start = random.between(205, 275);
    let steps = [0, random.between(15, 55), random.between(55, 110)];
    let share = match SHARES.iter().find(|(code, _)| *code == unit.code) {
        Some((_, shares)) => shares[quarter - 1],
        None => start + steps[quarter - 1],
    };
    (eligible, eligible * share / 1000)
}

/// A unit's name as the sender writes it: numbered districts in short.
fn written(name: &str) -> String {
    match name.strip_prefix("Quận ") {
        Some(number) if number.parse::<u32>().is_ok() => format!("Q.{number}"),
        _ => name.to_owned(),
    }
}
