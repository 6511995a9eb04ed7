//! An announcement or an initiative to be written, with every key explained above its text.

use super::description::NewFile;
use super::explain::{comment, explained};
use super::text::{own_code, quoted, tidy};
use crate::calendar::Day;
use crate::locale::Words;
use crate::reading::is_page_of_list;
use crate::reading::keys::{ANNOUNCEMENT, INITIATIVE};
use crate::text::slug;

/// A page to be written.
#[derive(Debug, Clone)]
pub struct NewPage<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its day.
    pub date: Day,
    /// The language of the comments.
    pub words: &'static Words,
}

/// An announcement that is a draft; `is_taken` knows the addresses (`nop-ho-so`) of those that are there.
#[must_use]
pub fn announcement(page: &NewPage<'_>, is_taken: impl Fn(&str) -> bool) -> NewFile {
    let title = tidy(page.title);
    let code = own_code(&slug(&title), "thong-bao", |code| {
        is_page_of_list(code) || is_taken(code)
    });
    let given = [
        ("title", quoted(&title)),
        ("date", page.date.to_string()),
        ("draft", "true".to_owned()),
    ];
    let text = format!(
        "+++\n{}\n{}{}+++\n",
        comment(page.words.word("scaffold.file.announcement")),
        explained(&ANNOUNCEMENT, &given, page.words),
        comment(page.words.word("scaffold.file.text")),
    );
    NewFile::new(format!("content/thong-bao/{}-{code}.md", page.date), text)
}

/// An initiative; `is_taken` knows the ids that are given out.
#[must_use]
pub fn initiative(page: &NewPage<'_>, is_taken: impl Fn(&str) -> bool) -> NewFile {
    let title = tidy(page.title);
    let code = own_code(&slug(&title), "sang-kien", is_taken);
    let given = [
        ("id", quoted(&code)),
        ("title", quoted(&title)),
        ("draft", "true".to_owned()),
        ("updated", page.date.to_string()),
    ];
    let text = format!(
        "+++\n{}\n{}+++\n\n{}",
        comment(page.words.word("scaffold.file.initiative")),
        explained(&INITIATIVE, &given, page.words),
        page.words.word("scaffold.file.sections"),
    );
    NewFile::new(format!("content/sang-kien/{code}.md"), text)
}
