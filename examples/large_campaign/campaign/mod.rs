//! A generated campaign of any size, in the form that site folders have.

mod announcements;
mod initiatives;
mod observations;
mod register;
mod settings;

#[path = "../../sample_figures/figures/random.rs"]
mod random;

use std::path::Path;

/// How large it is.
#[derive(Debug, Clone)]
pub(crate) struct Size {
    /// Units, the root included.
    pub(crate) units: u64,
    /// Rows of figures.
    pub(crate) rows: u64,
    /// Announcements.
    pub(crate) announcements: u64,
    /// Initiatives.
    pub(crate) initiatives: u64,
    /// What all numbers follow from.
    pub(crate) seed: u64,
}

impl Default for Size {
    fn default() -> Self {
        Self {
            units: 12_000,
            rows: 3_200_000,
            announcements: 2_000,
            initiatives: 0,
            seed: 54,
        }
    }
}

/// The first year that figures are made for.
const FIRST_YEAR: u64 = 2015;

/// Writes the site folder; gives how many rows of figures it holds.
///
/// # Errors
/// Where the folder is not empty or cannot be written, or the rows would reach beyond the year 2199.
pub(crate) fn write(size: &Size, out: &Path) -> Result<u64, String> {
    let is_taken = std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken {
        return Err(format!("{}: not empty", out.display()));
    }
    let units = register::units(size.units);
    if units.len() < 2 {
        return Err("--units: at least 2, the root and one below it".to_owned());
    }
    let months = observations::write(size, &units, out)?;
    settings::write(months, out)?;
    put(out, "data/units.csv", &register::csv(&units))?;
    announcements::write(size, months, &units, out)?;
    initiatives::write(size, months, &units, out)?;
    Ok(size.rows)
}

/// Writes a file below the folder.
fn put(out: &Path, name: &str, text: &str) -> Result<(), String> {
    let path = out.join(name);
    let told = |e: std::io::Error| format!("{}: {e}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(told)?;
    }
    std::fs::write(&path, text).map_err(told)
}
