//! The folder that was open last, remembered for the person who sits there.

use std::path::{Path, PathBuf};

/// The folder whose desk was open last.
pub(super) fn remembered() -> Option<PathBuf> {
    let text = std::fs::read_to_string(memory()?).ok()?;
    Some(PathBuf::from(text.trim_end_matches(['\r', '\n'])))
}

/// Remembers a folder. What cannot be written down is asked for again.
pub(super) fn remember(folder: &Path) {
    let (Some(memory), Ok(folder)) = (memory(), std::path::absolute(folder)) else {
        return;
    };
    // A name that is no text would come back as another.
    let Some(text) = folder.to_str().filter(|text| !text.contains('\n')) else {
        return;
    };
    if let Some(parent) = memory.parent() {
        let _ = std::fs::create_dir_all(parent);
    }
    let _ = std::fs::write(memory, format!("{text}\n"));
}

/// The file that remembers, where systems keep what programs remember for one person.
fn memory() -> Option<PathBuf> {
    let of = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let folder = if cfg!(windows) {
        of("APPDATA")
    } else if cfg!(target_os = "macos") {
        of("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        of("XDG_CONFIG_HOME").or_else(|| of("HOME").map(|home| home.join(".config")))
    };
    folder.map(|folder| folder.join("thidua").join("folder.txt"))
}
