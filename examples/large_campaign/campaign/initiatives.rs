//! The register of initiatives, a hundred rows a file, each with the units that took it up.

use super::random::Random;
use super::register::Unit;
use super::{FIRST_YEAR, Size, put};
use std::fmt::Write as _;
use std::path::Path;

const PER_FILE: u64 = 100;

const HEADER: &str = "id,title,summary,unit,form,type,field,area,problem,solution,started,stage,scope,beneficiaries,\
    indicators,results,cost,requirements,difficulties,lessons,adopted_by,verification,contact,sources,updated\n";

const FORMS: [&str; 3] = ["sáng kiến", "giải pháp", "cách làm hay"];
const TYPES: [&str; 4] = ["kỹ thuật", "quản lý", "tác nghiệp", ""];
const FIELDS: [&str; 6] = [
    "Đất đai",
    "Xây dựng",
    "ho-tich",
    "Chứng thực",
    "Lao động",
    "Văn hóa",
];
const AREAS: [&str; 4] = ["TTHC", "hiện đại hóa", "công chức", ""];
const STAGES: [&str; 4] = ["thử nghiệm", "đang áp dụng", "đã công nhận", "đã nhân rộng"];
const SCOPES: [&str; 3] = ["đơn vị", "ngành", "toàn Thành phố"];
const INDICATORS: [&str; 4] = ["dung-han", "hai-long", "dung-han; hai-long", "so-ngay"];
const VERIFICATIONS: [&str; 3] = ["tự báo cáo", "đã thẩm định", "đánh giá độc lập"];
const SUBJECTS: [&str; 5] = [
    "Thư xin lỗi khi trễ hẹn",
    "Hẹn giờ nộp hồ sơ qua mạng",
    "Tổ lưu động nhận hồ sơ tại khu phố",
    "Theo dõi hồ sơ bằng mã vạch",
    "Trả kết quả tại nhà",
];
const SENTENCES: [&str; 6] = [
    "Người dân phải đi lại nhiều lần vì thành phần hồ sơ không được hướng dẫn rõ.",
    "Bộ phận một cửa ghi ngày hẹn trên biên nhận và nhắc người xử lý trước hai ngày.",
    "Hồ sơ chuyển giữa phường và quận được theo dõi trên một bảng chung.",
    "Cần một máy quét, một người phụ trách và quy chế phối hợp được ký trước khi làm.",
    "Tháng đầu còn lúng túng vì mỗi nơi hiểu quy trình một cách khác nhau.",
    "Nên làm thử ở một lĩnh vực ít hồ sơ rồi mới mở rộng.",
];

/// Writes them; `months` is how many months have figures.
pub(super) fn write(size: &Size, months: u64, units: &[Unit], out: &Path) -> Result<(), String> {
    let months = months.max(1);
    for file in 0..size.initiatives.div_ceil(PER_FILE) {
        let mut csv = HEADER.to_owned();
        let first = file * PER_FILE + 1;
        for number in first..=size.initiatives.min(first + PER_FILE - 1) {
            let random = Random::new(size.seed, &format!("sang-kien/{number}"));
            Row { random, months }.write(number, units, &mut csv);
        }
        put(
            out,
            &format!("data/initiatives/so-{:03}.csv", file + 1),
            &csv,
        )?;
    }
    Ok(())
}

/// One row.
struct Row {
    random: Random,
    months: u64,
}

impl Row {
    fn write(&mut self, number: u64, units: &[Unit], csv: &mut String) {
        let unit = self.below(units.len() - 1) + 1;
        let started = self.below(self.months as usize) as u64;
        let adopters = self.adopters(unit, started, units);
        // What has sources is never mixed with what is invented: such a row names no adopters.
        let sources = if adopters.is_empty() && number.is_multiple_of(3) {
            format!("https://example.org/bao/{number}")
        } else {
            String::new()
        };
        let title = format!("{} (số {number})", self.pick(&SUBJECTS));
        let summary = self.pick(&SENTENCES);
        // Writing to a text cannot fail.
        let _ = write!(
            csv,
            "sk-{number},{title},\"{summary}\",{},",
            units[unit].code()
        );
        for words in [&FORMS[..], &TYPES, &FIELDS, &AREAS] {
            let _ = write!(csv, "{},", self.pick(words));
        }
        let (problem, solution) = (self.words(4), self.words(6));
        let _ = write!(csv, "\"{problem}\",\"{solution}\",{},", month(started));
        for words in [
            &STAGES[..],
            &SCOPES,
            &["người dân; doanh nghiệp"],
            &INDICATORS,
        ] {
            let _ = write!(csv, "{},", self.pick(words));
        }
        let cost = self.random.between(1, 900) * 1_000_000;
        let _ = write!(csv, "\"{}\",{cost},", self.words(3));
        for _ in 0..3 {
            let words = self.words(2);
            let _ = write!(csv, "\"{words}\",");
        }
        let verification = self.pick(&VERIFICATIONS);
        let _ = writeln!(
            csv,
            "\"{adopters}\",{verification},Văn phòng UBND,{sources},{}-28",
            month(self.months - 1)
        );
    }

    /// Up to a dozen units, each from a month not before the start; many initiatives have none.
    fn adopters(&mut self, own: usize, started: u64, units: &[Unit]) -> String {
        let count = self.random.between(-4, 12);
        let mut taken = vec![own];
        let mut list = Vec::new();
        for _ in 0..count {
            let unit = self.below(units.len() - 1) + 1;
            if taken.contains(&unit) {
                continue;
            }
            taken.push(unit);
            let since = started + self.below((self.months - started) as usize) as u64;
            list.push(format!("{} {}", units[unit].code(), month(since)));
        }
        list.join("; ")
    }

    fn below(&mut self, count: usize) -> usize {
        self.random.between(0, count as i64 - 1) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    fn words(&mut self, sentences: usize) -> String {
        let all: Vec<&str> = (0..sentences).map(|_| self.pick(&SENTENCES)).collect();
        all.join(" ")
    }
}

/// A month by its number from the first.
fn month(number: u64) -> String {
    format!("{}-{:02}", FIRST_YEAR + number / 12, number % 12 + 1)
}
