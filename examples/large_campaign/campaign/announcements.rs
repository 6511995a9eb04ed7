//! Announcements of about two kilobytes, spread over the campaign's months.

use super::random::Random;
use super::register::Unit;
use super::{FIRST_YEAR, Size, put};
use std::fmt::Write as _;
use std::path::Path;

const SUBJECTS: [&str; 6] = [
    "Kết quả giải quyết hồ sơ",
    "Hội nghị sơ kết thi đua",
    "Kiểm tra công vụ",
    "Cách làm hay tại bộ phận một cửa",
    "Nhận hồ sơ qua bưu chính",
    "Khảo sát sự hài lòng",
];

const TOPICS: [&str; 4] = ["Kết quả", "Kiểm tra công vụ", "Sáng kiến", "Tuyên truyền"];

const SENTENCES: [&str; 8] = [
    "Đơn vị niêm yết đầy đủ thủ tục, thời hạn và phí tại nơi tiếp nhận hồ sơ.",
    "Hồ sơ trễ hạn được xin lỗi bằng văn bản và hẹn lại ngày trả kết quả.",
    "Người đứng đầu chịu trách nhiệm về kết quả từng lĩnh vực của đơn vị mình.",
    "Phiếu khảo sát được phát sau khi người dân nhận kết quả, không ghi tên người trả lời.",
    "Việc luân chuyển hồ sơ giữa phường và quận được theo dõi hằng ngày.",
    "Lĩnh vực nào chưa đạt thì nêu rõ khâu chậm và thời hạn khắc phục.",
    "Đơn vị bạn đã áp dụng cách làm này và gửi lại số liệu trước, sau để so sánh.",
    "Góp ý của người dân được trả lời qua kênh chính thức của Thành phố.",
];

/// Writes them.
pub(super) fn write(size: &Size, months: u64, units: &[Unit], out: &Path) -> Result<(), String> {
    for number in 1..=size.announcements {
        let mut random = Random::new(size.seed, &format!("thong-bao/{number}"));
        let month = (number - 1) * months.max(1) / size.announcements;
        let (year, month) = (FIRST_YEAR + month / 12, month % 12 + 1);
        let day = random.between(1, 28);
        let date = format!("{year}-{month:02}-{day:02}");
        let text = announcement(number, &date, units, size.rows > 0, &mut random);
        put(
            out,
            &format!("content/thong-bao/{year}/{date}-tin-{number}.md"),
            &text,
        )?;
    }
    Ok(())
}

fn pick<'a>(random: &mut Random, from: &[&'a str]) -> &'a str {
    from[random.between(0, from.len() as i64 - 1) as usize]
}

fn announcement(
    number: u64,
    date: &str,
    units: &[Unit],
    has_figures: bool,
    random: &mut Random,
) -> String {
    let unit = units[random.between(1, units.len() as i64 - 1) as usize].code();
    let subject = pick(random, &SUBJECTS);
    let topic = pick(random, &TOPICS);
    let summary = pick(random, &SENTENCES);
    let mut text = format!(
        "+++\ntitle = \"{subject} (số {number})\"\ndate = {date}\nauthor = \"Ban biên tập\"\nsummary = \"{summary}\"\n\
         topics = [\"{topic}\"]\nunits = [\"{unit}\"]\nindicators = [\"dung-han\"]\n+++\n\n"
    );
    // Writing to a text cannot fail.
    for part in 1..=3 {
        let _ = writeln!(text, "## Phần {part}\n");
        for _ in 0..2 {
            let sentences: Vec<&str> = (0..4).map(|_| pick(random, &SENTENCES)).collect();
            let _ = writeln!(text, "{}\n", sentences.join(" "));
        }
    }
    let _ = writeln!(text, "| Lĩnh vực | Việc cần làm |\n| --- | --- |");
    for field in ["Đất đai", "Xây dựng", "Hộ tịch"] {
        let _ = writeln!(text, "| {field} | {} |", pick(random, &SENTENCES));
    }
    if has_figures && number.is_multiple_of(3) {
        let call = format!(
            "{{{{ value(indicator=\"dung-han\", unit=\"thanh-pho\", period=\"{FIRST_YEAR}-01\") }}}}"
        );
        let _ = writeln!(
            text,
            "\nTháng đầu, toàn Thành phố giải quyết đúng hạn {call}."
        );
    }
    text
}
