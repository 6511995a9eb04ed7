//! Dossiers received and results returned through the post: two counts a month, tab-separated.

use super::initiatives::{Effects, Moved};
use super::random::Random;
use super::story;
use super::table::Table;
use super::units::{Kind, Unit};
use super::{Files, MONTHS, put};

/// One file for all months: Vietnamese column names, unit names, tabs.
pub(crate) fn write(files: &mut Files, units: &[Unit], effects: &Effects) {
    let mut table = Table::new('\t');
    table.row([
        "Đơn vị",
        "Kỳ",
        "Hồ sơ tiếp nhận qua bưu chính",
        "Kết quả trả qua bưu chính",
    ]);
    for unit in units.iter().filter(|unit| unit.kind != Kind::Ward) {
        let mut random = Random::new(story::SEED, &format!("buu-chinh/{}", unit.code));
        let volume = random.between(40, 420);
        let growth = random.between(-10, 70);
        for month in MONTHS {
            let growth = growth * i64::from(month - MONTHS.start())
                + effects.per_mille(&unit.code, Moved::Post, month);
            let expected = volume * (1000 + growth) / 1000;
            let received = random.near(expected, expected / 8);
            let returned = random.near(received * 5 / 4, received / 8);
            if story::is_silent(&unit.code, month) {
                continue;
            }
            let [received, returned] = match (unit.code.as_str(), month) {
                ("huyen-can-gio", 3 | 4) => {
                    ["không phát sinh".to_owned(), "không phát sinh".to_owned()]
                }
                // Counts what it returns only since June.
                ("quan-11", 3..=5) => [received.to_string(), "-".to_owned()],
                _ => [received.to_string(), returned.to_string()],
            };
            table.row([
                unit.name.clone(),
                format!("{month:02}/2019"),
                received,
                returned,
            ]);
        }
    }
    put(files, "buu-chinh.tsv", table.into_text());
}
