//! Lists what is built into the program beside its code: the templates, what is copied into every site, and the words of
//! every language.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (folder, include) in [
        ("templates", "include_str"),
        ("static", "include_bytes"),
        ("src/locale", "include_str"),
        ("src/desk/templates", "include_str"),
    ] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        find(&root.join(folder), "", &mut files)?;
        files.sort();
        let files = files.iter().filter(|name| !name.ends_with(".rs"));
        // No path of this machine: a folder that is copied with what was built in it has its own files.
        let items = files.map(|name| {
            let path = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{folder}/\", {name:?})");
            format!("({name:?}, {include}!({path})),\n")
        });
        let list = format!("&[\n{}]", items.collect::<String>());
        fs::write(out.join(folder.replace('/', "-") + ".list"), list)?;
    }
    Ok(())
}

/// Finds the files below a folder with their paths from it, but for those that systems and editors leave behind.
fn find(folder: &Path, above: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let below = format!("{above}{name}");
        if path.is_dir() {
            find(&path, &format!("{below}/"), files)?;
        } else if !name.starts_with('.') && !name.ends_with('~') {
            files.push(below);
        }
    }
    Ok(())
}
