//! The report form of the one-stop desks as files: districts and wards by code, departments as Excel saves them.

use super::dossiers::{self, Counts, Dossiers};
use super::story::{self, Sent};
use super::table::{Table, grouped};
use super::units::{Kind, Unit};
use super::{Files, MONTHS, put};

const NOTHING: &str = "không phát sinh";
const DASH: &str = "-";

/// One file a month for districts and wards: codes, English column names, commas.
pub(crate) fn of_districts(files: &mut Files, units: &[Unit], dossiers: &Dossiers) {
    for (i, month) in MONTHS.enumerate() {
        let period = format!("2019-{month:02}");
        let mut table = Table::new(',');
        table.row([
            "unit",
            "field",
            "period",
            "received_carried",
            "received_new",
            "resolved_early",
            "resolved_on_time",
            "resolved_late",
            "pending_on_time",
            "pending_overdue",
        ]);
        for unit in units.iter().filter(|unit| unit.kind != Kind::Department) {
            for field in dossiers::fields(unit.kind) {
                let figures = figures(unit, field, month, i, dossiers, |n| n.to_string());
                if let Some(figures) = figures {
                    let keys = [unit.code.clone(), field.to_owned(), period.clone()];
                    table.row(keys.into_iter().chain(figures));
                }
            }
        }
        put(files, &format!("dung-han/{period}.csv"), table.into_text());
    }
}

/// One file a month for departments, with the printed form's title, numbered columns and total line.
pub(crate) fn of_departments(files: &mut Files, units: &[Unit], dossiers: &Dossiers) {
    put(files, "so-nganh/_defaults.toml", DEPARTMENT_DEFAULTS);
    for (i, month) in MONTHS.enumerate() {
        let mut table = Table::of_excel();
        table.row(["BIỂU TỔNG HỢP GIẢI QUYẾT HỒ SƠ CỦA CÁC SỞ, NGÀNH (SỐ LIỆU MINH HỌA)"]);
        table.row([format!("Kỳ báo cáo: tháng {month} năm 2019")]);
        table.row([
            "Đơn vị",
            "Kỳ",
            "Kỳ trước chuyển sang",
            "Tiếp nhận mới trong kỳ",
            "Giải quyết trước hạn",
            "Giải quyết đúng hạn",
            "Giải quyết trễ hạn",
            "Đang giải quyết trong hạn",
            "Đang giải quyết quá hạn",
            "Ghi chú",
        ]);
        table.row(["A", "B", "1", "2", "3", "4", "5", "6", "7", "C"]);
        let mut total = [0; 7];
        for unit in units.iter().filter(|unit| unit.kind == Kind::Department) {
            let Some(figures) = figures(unit, "", month, i, dossiers, grouped) else {
                continue;
            };
            if story::sent(&unit.code, "", month) == Sent::Figures
                && let Some(counts) = counts(unit, "", i, dossiers)
            {
                total
                    .iter_mut()
                    .zip(counts.columns())
                    .for_each(|(sum, n)| *sum += n);
            }
            let keys = [unit.name.clone(), format!("Tháng {month}/2019")];
            table.row(
                keys.into_iter()
                    .chain(figures)
                    .chain([note(&unit.code, month).to_owned()]),
            );
        }
        let keys = ["Tổng cộng".to_owned(), String::new()];
        table.row(
            keys.into_iter()
                .chain(total.map(grouped))
                .chain([String::new()]),
        );
        put(
            files,
            &format!("so-nganh/2019-{month:02}.csv"),
            table.into_text(),
        );
    }
}

const DEPARTMENT_DEFAULTS: &str = "\
# Tệp trong thư mục này do Excel tiếng Việt lưu: 1.234 là một nghìn hai trăm ba mươi tư.
numbers = \"vi\"

# Biểu in gọi các cột theo cách riêng: bên trái là chữ trên biểu, bên phải là tên cột mà trang dùng.
[columns]
\"Kỳ trước chuyển sang\" = \"received_carried\"
\"Tiếp nhận mới trong kỳ\" = \"received_new\"
\"Đang giải quyết trong hạn\" = \"pending_on_time\"
\"Đang giải quyết quá hạn\" = \"pending_overdue\"
";

/// The counts of a unit's month.
fn counts<'d>(
    unit: &Unit,
    field: &'static str,
    index: usize,
    dossiers: &'d Dossiers,
) -> Option<&'d Counts> {
    dossiers.get(&(unit.code.clone(), field))?.get(index)
}

/// The figures of a row as they were sent; `None` where no report was.
fn figures(
    unit: &Unit,
    field: &'static str,
    month: u32,
    index: usize,
    dossiers: &Dossiers,
    written: fn(i64) -> String,
) -> Option<[String; 7]> {
    let counts = counts(unit, field, index, dossiers)?;
    match story::sent(&unit.code, field, month) {
        Sent::Figures => Some(counts.columns().map(written)),
        Sent::Silent => None,
        Sent::Nothing => Some([NOTHING; 7].map(str::to_owned)),
        Sent::Dash => Some([DASH; 7].map(str::to_owned)),
    }
}

/// What the sender noted.
fn note(unit: &str, month: u32) -> &'static str {
    match (unit, month) {
        ("so-van-hoa-va-the-thao", 5) => "Đang rà soát, gửi sau",
        ("so-du-lich", 8) => "Gửi lại báo cáo từ tháng này",
        _ => "",
    }
}
