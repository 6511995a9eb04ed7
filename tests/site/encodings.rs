//! Tables in the encodings that offices use: read for certain, or named.

use crate::SiteTest;

#[test]
fn encodings_with_a_mark_or_confirmed_by_their_words_are_read() {
    SiteTest::from_dir("encodings-read")
        .run(["build", "--format", "json"])
        .exits(0)
        .reports("build.jsonl")
        .writes("du-lieu/chi-tieu/dung-han.csv", "dung-han.csv");
}

#[test]
fn other_encodings_are_named_at_the_first_cell_that_tells() {
    let test = SiteTest::from_dir("encodings-refused");
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check"]).exits(1).tells("check-vi.txt");
}

#[test]
fn letters_that_only_look_right_are_warned_of_and_read() {
    let test = SiteTest::from_dir("slips-of-letters");
    test.run(["build", "--format", "json"])
        .exits(0)
        .reports("build.jsonl")
        .writes("du-lieu/chi-tieu/dung-han.csv", "dung-han.csv");
}
