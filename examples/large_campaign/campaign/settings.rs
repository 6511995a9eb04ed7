//! `campaign.toml`, `indicators.toml` and `fields.csv`.

use super::{FIRST_YEAR, put};
use std::path::Path;

/// The fields of the indicator that has some.
pub(super) const FIELDS: [&str; 5] = ["dat-dai", "xay-dung", "ho-tich", "chung-thuc", "lao-dong"];

const FIELDS_CSV: &str = "\
code,name
dat-dai,Đất đai
xay-dung,Xây dựng
ho-tich,Hộ tịch
chung-thuc,Chứng thực
lao-dong,Lao động
";

const INDICATORS: &str = r#"
[[indicator]]
code = "dung-han"
name = "Tỷ lệ hồ sơ giải quyết đúng hạn"
kind = "ratio"
target = "> 90"
scope = "every-field"
reporters = ["district", "ward"]
frequency = "month"
weight = 3

[[indicator]]
code = "hai-long"
name = "Tỷ lệ người dân hài lòng"
kind = "ratio"
target = "> 80"
reporters = ["district", "ward"]
frequency = "month"
sampled = true
min_sample = 30
weight = 2

[[indicator]]
code = "so-ngay"
name = "Số ngày giải quyết trung bình"
kind = "mean"
unit = "ngày"
target = "<= 10"
decimals = 1
near = 1
reporters = ["district", "ward"]
frequency = "month"
headline = "cumulative"
weight = 1

[[indicator]]
code = "buu-chinh"
name = "Số hồ sơ tiếp nhận qua bưu chính"
kind = "count"
unit = "hồ sơ"
better = "higher"
reporters = ["district", "ward"]
frequency = "month"
"#;

/// Writes them for figures of so many months.
pub(super) fn write(months: u64, out: &Path) -> Result<(), String> {
    let last_year = FIRST_YEAR + months.saturating_sub(1) / 12;
    let campaign = format!(
        "title = \"Phong trào thi đua được tạo ra để đo\"\n\
         starts = {FIRST_YEAR}-01-01\n\
         ends = {last_year}-12-31\n\
         base_url = \"https://example.org/thi-dua\"\n\
         illustrative = true\n\n\
         [kinds]\n\
         city = \"Thành phố\"\n\
         district = \"Quận\"\n\
         ward = \"Phường\"\n"
    );
    put(out, "data/campaign.toml", &campaign)?;
    put(out, "data/fields.csv", FIELDS_CSV)?;
    put(out, "data/indicators.toml", INDICATORS.trim_start())
}
