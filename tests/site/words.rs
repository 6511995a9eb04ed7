//! The words of problems, in both languages: of runs that meet as many kinds of them as lie side by side.

use crate::SiteTest;

/// Checks a site with errors in both languages.
fn told_in_both_languages(test: &SiteTest, english: &str, vietnamese: &str) {
    for (language, expected) in [("en", english), ("vi", vietnamese)] {
        test.run_in(language, ["check", "--format", "json"])
            .exits(1)
            .words(expected);
    }
}

#[test]
fn of_settings_units_and_indicators() {
    let test = SiteTest::from_dir("wrong-settings");
    told_in_both_languages(&test, "words.en.txt", "words.vi.txt");
}

#[test]
fn of_tables_of_figures() {
    let test = SiteTest::from_dir("wrong-tables");
    told_in_both_languages(&test, "words.en.txt", "words.vi.txt");
}

#[test]
fn of_figures_that_are_doubted() {
    let test = SiteTest::from_dir("doubted-tables");
    told_in_both_languages(&test, "words.en.txt", "words.vi.txt");
}

#[test]
fn of_pages_and_templates() {
    let test = SiteTest::from_dir("wrong-pages");
    told_in_both_languages(&test, "words.en.txt", "words.vi.txt");
}
