//! The illustrative figures and initiatives as files: what each holds, in whole numbers that follow from the seed alone.

mod dossiers;
pub(crate) mod initiatives;
mod online;
mod post;
mod public_services;
mod random;
mod reports;
mod satisfaction;
mod story;
mod table;
mod units;

use initiatives::Effects;
use std::collections::BTreeMap;

/// Where the files of figures lie in the site folder.
pub(crate) const FOLDER: &str = "data/observations/minh-hoa";

/// The months that figures are made for, all of 2019.
const MONTHS: std::ops::RangeInclusive<u32> = 3..=9;

/// Files to write: path relative to the site folder → bytes.
type Files = BTreeMap<String, Vec<u8>>;

const DEFAULTS: &str = "\
# Mọi số liệu trong thư mục này là số liệu minh họa, do examples/sample_figures tạo ra; không con số nào được đo trong thực tế.
# Dòng dưới đây làm cho mọi trang, biểu đồ và tệp dữ liệu dùng đến chúng đều ghi rõ như vậy.
illustrative = true
";

/// All files, from the text of `data/units.csv`.
///
/// # Errors
/// Where the register lacks a column or a unit that the story needs.
pub(crate) fn all(units_csv: &str) -> Result<Files, String> {
    let units = units::parse(units_csv)?;
    story::check(&units)?;
    let mut files = Files::new();
    put(&mut files, "_defaults.toml", DEFAULTS);
    let initiatives = initiatives::all(&units)?;
    initiatives::write(&mut files, &initiatives, &units);
    let effects = Effects::of(&initiatives);
    let dossiers = dossiers::all(&units, &effects)?;
    reports::of_districts(&mut files, &units, &dossiers);
    reports::of_departments(&mut files, &units, &dossiers);
    satisfaction::write(&mut files, &units, &effects)?;
    public_services::write(&mut files, &units);
    online::write(&mut files, &units);
    post::write(&mut files, &units, &effects);
    Ok(files)
}

/// Adds a file below [`FOLDER`].
fn put(files: &mut Files, name: &str, text: impl Into<String>) {
    files.insert(format!("{FOLDER}/{name}"), text.into().into_bytes());
}
