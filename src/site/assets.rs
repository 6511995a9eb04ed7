//! Files that are copied as they are: the site's own `static/` folder over the built-in one.

use super::{Facts, OutputFile, Site, squeeze};

/// The built-in files of `static/` by their path in the site.
pub(super) const BUILT_IN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/static.list"));

/// Plans the built-in files that the site folder does not replace, and the site folder's own.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    let own: Vec<_> = facts
        .campaign
        .sources
        .iter()
        .filter_map(|(id, file)| Some((id, file.path.strip_prefix("static/")?, file)))
        .collect();
    // A copy of one of ours, as in our own repository, is no other file than ours.
    let (same, own): (Vec<_>, Vec<_>) = own.into_iter().partition(|(_, path, file)| {
        let ours = BUILT_IN.iter().find(|(other, _)| other == path);
        ours.is_some_and(|(_, bytes)| std::fs::read(&file.on_disk).is_ok_and(|copy| copy == *bytes))
    });
    drop(same);
    for (path, bytes) in BUILT_IN {
        if own.iter().any(|(_, other, _)| other == path) {
            continue;
        }
        let squeeze: fn(&str) -> String = match path.rsplit_once('.') {
            Some((_, "js")) => squeeze::script,
            Some((_, "css")) => squeeze::style,
            _ => {
                site.fixed(*path, bytes);
                continue;
            }
        };
        let text = String::from_utf8_lossy(bytes);
        site.make(*path, move |_| {
            Ok(OutputFile {
                bytes: squeeze(&text).into_bytes(),
                declared: None,
            })
        });
    }
    for (id, path, file) in own {
        site.copy(path, id, file.on_disk.clone());
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn all_scripts_together_are_small() {
        let scripts = super::BUILT_IN
            .iter()
            .filter(|(path, _)| path.ends_with(".js"));
        let size: usize = scripts
            .map(|(_, bytes)| super::squeeze::script(&String::from_utf8_lossy(bytes)).len())
            .sum();
        assert!(size <= 15_000, "{size} bytes");
    }

    #[test]
    fn the_script_of_charts_is_small() {
        let (_, script) = super::BUILT_IN
            .iter()
            .find(|(path, _)| *path == "js/chart.js")
            .expect("built in");
        let bare = super::squeeze::script(std::str::from_utf8(script).expect("UTF-8"));
        assert!(bare.len() <= 6000, "{} bytes", bare.len());
    }

    #[test]
    fn no_file_of_the_site_comes_from_elsewhere() {
        for (path, bytes) in super::BUILT_IN
            .iter()
            .filter(|(path, _)| path.ends_with(".css") || path.ends_with(".js"))
        {
            // The name of SVG is no address that anything is loaded from.
            let text = String::from_utf8_lossy(bytes).replace("http://www.w3.org/", "");
            assert!(
                !text.contains("http:") && !text.contains("https:") && !text.contains("url(\"//"),
                "{path}"
            );
        }
    }
}
