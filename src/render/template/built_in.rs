//! The templates that are built into the program: the files of the repository's `templates/` folder.

macro_rules! built_in {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/", $name)))),*]
    };
}

/// Name and text of every built-in template. A new file in `templates/` has its line here; a test sees to it.
pub(super) const TEMPLATES: &[(&str, &str)] = built_in! {
    "alias.html"
    "announcement.html"
    "announcement_list.html"
    "archive.html"
    "archive_units.html"
    "call_chart.html"
    "call_initiatives.html"
    "call_progress.html"
    "call_ranking.html"
    "data_page.html"
    "embed.html"
    "free_page.html"
    "home.html"
    "indicator.html"
    "indicator_list.html"
    "initiative.html"
    "layout.html"
    "not_found.html"
    "methodology.html"
    "outside_index.html"
    "parts/archive.html"
    "parts/components.html"
    "parts/initiative.html"
    "parts/page.html"
    "parts/ranking.html"
    "parts/report.html"
    "parts/submission.html"
    "ranking.html"
    "report.html"
    "submission.html"
    "topic.html"
    "unit.html"
    "unit_list.html"
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_file_of_the_folder_is_in_the_list() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
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
        let listed: BTreeSet<String> = super::TEMPLATES
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect();
        assert_eq!(on_disk, listed);
    }
}
