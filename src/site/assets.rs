//! Files that are copied as they are: the site's own `static/` folder over the built-in one.

use super::{Context, Made, Site};

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
    "js/chart.js",
    "js/con-lai.js",
    "js/so-sanh.js",
    "js/tim-don-vi.js",
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
        if own.iter().any(|(_, other, _)| other == path) {
            continue;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if path.ends_with(".js") || path.ends_with(".css") => {
                site.make(*path, |_| {
                    Ok(Made {
                        bytes: squeezed(text).into_bytes(),
                        declared: None,
                    })
                });
            }
            _ => site.fixed(*path, bytes),
        }
    }
    for (id, path, file) in own {
        site.copy(path, id, file.on_disk.clone());
    }
}

/// A script or stylesheet of ours without indentation and lines that are comments, which readers need not download.
/// None of them has a text of several lines.
fn squeezed(text: &str) -> String {
    let is_comment = |line: &str| {
        let comment = line.strip_prefix("/*").and_then(|rest| rest.find("*/"));
        line.starts_with("//") || comment.is_some_and(|length| length + 4 == line.len())
    };
    let lines = text.lines().map(str::trim);
    let mut squeezed = String::with_capacity(text.len());
    for line in lines.filter(|line| !line.is_empty() && !is_comment(line)) {
        squeezed.push_str(line);
        squeezed.push('\n');
    }
    squeezed
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
    fn scripts_come_without_what_only_their_authors_need() {
        let script = "// Says x.\n(() => {\n  // Why.\n  x(\"// no\");\n\n})();\n";
        assert_eq!(super::squeezed(script), "(() => {\nx(\"// no\");\n})();\n");
        let style = "/* One. */\na { b: c; }\n  /* d */ e { f: g; }\n/* two\nlines */\n/*/\n";
        let left = "a { b: c; }\n/* d */ e { f: g; }\n/* two\nlines */\n/*/\n";
        assert_eq!(super::squeezed(style), left);
        for (path, bytes) in super::BUILT_IN
            .iter()
            .filter(|(path, _)| path.ends_with(".js"))
        {
            let script = std::str::from_utf8(bytes).expect("UTF-8");
            // A text of several lines would lose its spaces.
            assert!(
                script
                    .lines()
                    .all(|line| line.matches('`').count() % 2 == 0),
                "{path}"
            );
        }
    }

    #[test]
    fn the_script_of_charts_is_small() {
        let (_, script) = super::BUILT_IN
            .iter()
            .find(|(path, _)| *path == "js/chart.js")
            .expect("built in");
        let bare = super::squeezed(std::str::from_utf8(script).expect("UTF-8"));
        assert!(bare.len() <= 6000, "{} bytes", bare.len());
    }

    #[test]
    fn no_file_of_the_site_comes_from_elsewhere() {
        for (path, bytes) in super::BUILT_IN
            .iter()
            .filter(|(path, _)| path.ends_with(".css") || path.ends_with(".js"))
        {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !text.contains("http:") && !text.contains("https:") && !text.contains("url(\"//"),
                "{path}"
            );
        }
    }
}
