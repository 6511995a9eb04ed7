//! Files that are copied as they are: the site's own `static/` folder over the built-in one.

use super::{Context, Site};

macro_rules! built_in {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/static/", $path)) as &[u8])),*]
    };
}

/// The built-in files of `static/` by their path in the site.
const BUILT_IN: &[(&str, &[u8])] = built_in![
    "css/archive.css",
    "css/chart.css",
    "css/embed.css",
    "css/fonts.css",
    "css/site.css",
    "fonts/OFL.txt",
    "fonts/be-vietnam-pro-latin-400.woff2",
    "fonts/be-vietnam-pro-latin-700.woff2",
    "fonts/be-vietnam-pro-vietnamese-400.woff2",
    "fonts/be-vietnam-pro-vietnamese-700.woff2",
    "icon.svg",
    "nhung/nhung.js",
];

/// Plans the built-in files that the site folder does not replace, and the site folder's own.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    let own: Vec<_> = context
        .campaign
        .sources
        .iter()
        .filter_map(|(id, file)| Some((id, file.path.strip_prefix("static/")?, file)))
        .collect();
    for (path, bytes) in BUILT_IN {
        if !own.iter().any(|(_, other, _)| other == path) {
            site.fixed(*path, bytes);
        }
    }
    for (id, path, file) in own {
        site.copy(path, id, file.on_disk.clone());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_file_of_the_folder_is_in_the_list() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static");
        let on_disk: BTreeSet<String> = walkdir::WalkDir::new(&folder)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .filter_map(|entry| {
                Some(
                    entry
                        .path()
                        .strip_prefix(&folder)
                        .ok()?
                        .to_str()?
                        .replace('\\', "/"),
                )
            })
            .collect();
        let listed: BTreeSet<String> = super::BUILT_IN
            .iter()
            .map(|(path, _)| (*path).to_owned())
            .collect();
        assert_eq!(on_disk, listed);
    }

    #[test]
    fn no_file_of_the_site_comes_from_elsewhere() {
        for (path, bytes) in super::BUILT_IN
            .iter()
            .filter(|(path, _)| path.ends_with(".css"))
        {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !text.contains("http:") && !text.contains("https:") && !text.contains("url(\"//"),
                "{path}"
            );
        }
    }
}
