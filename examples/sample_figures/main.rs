//! Writes the illustrative figures and initiatives of the example campaign.
//!
//! `cargo run --example sample_figures [SITE_FOLDER]` reads `data/units.csv` of the site folder (the current one by
//! default) and writes `data/observations/minh-hoa/` and `data/initiatives/minh-hoa/`. No figure in them was ever measured and no
//! initiative ever begun. Whole numbers and a seed
//! only, so every machine writes the same bytes; `tests/sample_figures.rs` holds the committed files against it.

mod figures;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("."), PathBuf::from);
    match write_all(&root) {
        Ok(count) => {
            println!(
                "{count} files below {} and {}",
                root.join(figures::FOLDER).display(),
                root.join(figures::initiatives::FOLDER).display()
            );
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Writes every file; gives how many.
fn write_all(root: &Path) -> Result<usize, String> {
    let register = root.join("data/units.csv");
    let units =
        std::fs::read_to_string(&register).map_err(|e| format!("{}: {e}", register.display()))?;
    let files = figures::all(&units)?;
    for (path, bytes) in &files {
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        std::fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(files.len())
}
