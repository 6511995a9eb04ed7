//! Texts that come from Word: a document becomes the text of a form, with its pictures beside it; what is pasted becomes
//! Markdown.

use super::Desk;
use super::answer::Answer;
use super::pages::Failure;
use super::picture::{Pictured, is_picture};
use super::section::Section;
use super::store::{DeskPath, NotWritten, Version};
use super::visit::{Posted, Upload, Values};
use crate::source::unescaped;
use crate::word::{Imported, Refusal, Remark, Remarks, Told, from_clipboard, from_document};
use serde::Serialize;
use std::io;

/// What is told of a text that came in; it goes with the form until the text is saved.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Brought {
    /// Whether a document came in with this very request.
    #[serde(skip)]
    pub(super) is_new: bool,
    pub(super) is_refused: bool,
    /// Sentences.
    told: Vec<String>,
    /// Paragraphs that may be headings.
    headings: Vec<Heading>,
    /// What is told of pictures that came in.
    pub(super) pictures: Pictured,
}

/// A paragraph that may be a heading: the control's value, and its words.
#[derive(Debug, Clone, Serialize)]
struct Heading {
    value: String,
    words: String,
}

impl Heading {
    fn of(paragraph: &str, heading: &str) -> Self {
        Self {
            value: format!("{paragraph}\n{heading}"),
            words: unescaped(heading.trim_start_matches('#').trim_start()),
        }
    }
}

/// What a script gets for what was pasted.
#[derive(Serialize)]
struct Pasted {
    markdown: String,
    told: Vec<String>,
}

/// Names of controls: what is told, the headings that may be, and those that are.
const TOLD: &str = "da-bao";
const MAY_BE_HEADING: &str = "co-the-de-muc";
const IS_HEADING: &str = "de-muc";

impl Desk {
    /// What was posted, with a document's text in it where one was sent, and the chosen lines made headings.
    pub(super) fn bring(
        &self,
        section: Section,
        file: &DeskPath,
        posted: &Posted,
    ) -> Result<(Values, Brought), Failure> {
        let mut values = posted.values.clone();
        choose_headings(&mut values);
        let mut brought = Brought::again(&values);
        brought.pictures = self.take_pictures(section, file, posted, &mut values)?;
        brought.is_new = brought.pictures.is_looked_at(values.get("viec"));
        let document = posted.files.iter().find(|upload| is_document(upload));
        let Some(document) = document.filter(|_| posted.is_of_this_run) else {
            return Ok((values, brought));
        };
        match from_document(&document.bytes) {
            Ok(text) => {
                brought = Brought {
                    pictures: brought.pictures,
                    ..self.told_of(&document.name, &text)
                };
                self.take(section, file, &text, &mut values)?;
            }
            Err(refusal) => {
                let limit = Refusal::MOST_MEGABYTES.to_string();
                let told = self.words.fill(refusal.key(), &[("limit", &limit)]);
                brought.told = vec![format!("{}: {told}", document.name)];
                brought.is_refused = true;
            }
        }
        brought.is_new = true;
        Ok((values, brought))
    }

    /// Puts a text into the values of a form, and its pictures beside what is not saved yet.
    fn take(
        &self,
        section: Section,
        file: &DeskPath,
        text: &Imported,
        values: &mut Values,
    ) -> Result<(), Failure> {
        let folder = folder_of(file);
        let name = section.name(file).trim_end_matches(".md");
        let name = name.rsplit('/').next().unwrap_or_default();
        for picture in &text.pictures {
            let path = DeskPath::new(&format!("{folder}/{}", picture.name));
            let path = path.ok_or(Failure::Missing)?;
            self.store.put_draft(&path, &picture.bytes)?;
        }
        let markdown = text.markdown(&format!("{name}/"));
        let typed = values.get("text").trim_end().to_owned();
        let whole = match typed.is_empty() {
            true => markdown,
            // Nothing that was typed is lost.
            false => format!("{typed}\n\n{markdown}"),
        };
        values.set("text", whole);
        if let Some(title) = text.title.clone()
            && values.get("title").trim().is_empty()
        {
            values.set("title", title);
        }
        Ok(())
    }

    fn told_of(&self, name: &str, text: &Imported) -> Brought {
        let told = self.sentences(&text.remarks);
        let heading = match told.is_empty() {
            true => "word.complete",
            false => "word.heading",
        };
        let heading = self.words.fill(heading, &[("file", name)]);
        let headings = text.seeming_headings().into_iter();
        let headings = headings.map(|one| Heading::of(&one.paragraph, &one.heading));
        Brought {
            told: [heading].into_iter().chain(told).collect(),
            headings: headings.collect(),
            ..Brought::default()
        }
    }

    /// What is told, a sentence each, with the words that it is about.
    fn sentences(&self, remarks: &Remarks) -> Vec<String> {
        let sentence = |(remark, told): (Remark, &Told)| {
            let args = [("count", &*told.count.to_string())];
            let sentence = self.words.fill(remark.key(), &args);
            let mut words = told.words.clone();
            words.dedup();
            match words.is_empty() {
                true => sentence,
                false => format!("{sentence} {}", words.join(" · ")),
            }
        };
        remarks.iter().map(sentence).collect()
    }

    /// Markdown of what was copied elsewhere, for a script.
    pub(super) fn pasted(&self, values: &Values) -> Answer {
        let text = from_clipboard(values.get("html"));
        let pasted = Pasted {
            markdown: text.markdown(""),
            told: self.sentences(&text.remarks),
        };
        let json = serde_json::to_vec(&pasted).unwrap_or_default();
        Answer::File("application/json", json)
    }

    /// Writes the pictures that a text names, which were kept beside it until now; gives the text that names them where
    /// they are.
    pub(super) fn settle_pictures(
        &self,
        draft: &DeskPath,
        target: &DeskPath,
        bytes: &[u8],
    ) -> Result<Vec<u8>, NotWritten> {
        let pictures = self.store.drafts(&folder_of(draft), true)?;
        if pictures.is_empty() {
            return Ok(bytes.to_vec());
        }
        let stem = |file: &DeskPath| {
            let folder = folder_of(file);
            folder.rsplit('/').next().unwrap_or_default().to_owned()
        };
        let text = String::from_utf8_lossy(bytes);
        let (old, new) = (format!("{}/", stem(draft)), format!("{}/", stem(target)));
        for picture in &pictures {
            let name = picture.as_str().rsplit('/').next().unwrap_or_default();
            let is_named = text.contains(&format!("{old}{name}"));
            let path = DeskPath::new(&format!("{}/{name}", folder_of(target)));
            if let (true, Some(path), Some(bytes)) = (is_named, path, self.store.draft(picture)?) {
                match self.store.write(&path, &bytes, &Version::of(None)) {
                    // It was written by a save that failed after it.
                    Err(NotWritten::Changed(Some(there))) if there == bytes => {}
                    written => written?,
                }
            }
        }
        Ok(text.replace(&old, &new).into_bytes())
    }

    /// Forgets the pictures that were kept beside what is not saved.
    pub(super) fn drop_pictures(&self, draft: &DeskPath) -> io::Result<()> {
        for picture in self.store.drafts(&folder_of(draft), true)? {
            self.store.drop_draft(&picture);
        }
        Ok(())
    }
}

impl Brought {
    /// What was told before, of a form that is shown again.
    fn again(values: &Values) -> Self {
        let text = values.get("text").replace("\r\n", "\n");
        let headings = values.all(MAY_BE_HEADING).filter_map(|value| {
            let value = value.replace("\r\n", "\n");
            let (now, then) = value.rsplit_once('\n')?;
            // A line that is one by now, or was changed, is none any more.
            paragraph(&text, now)?;
            Some(Heading::of(now, then))
        });
        Self {
            told: values.all(TOLD).map(str::to_owned).collect(),
            headings: headings.collect(),
            ..Self::default()
        }
    }
}

/// Makes headings of the paragraphs that were chosen.
fn choose_headings(values: &mut Values) {
    let chosen: Vec<String> = values.all(IS_HEADING).map(str::to_owned).collect();
    if chosen.is_empty() {
        return;
    }
    let mut text = values.get("text").replace("\r\n", "\n");
    for value in chosen {
        let value = value.replace("\r\n", "\n");
        if let Some((now, then)) = value.rsplit_once('\n')
            && let Some(at) = paragraph(&text, now)
        {
            text.replace_range(at..at + now.len(), then);
        }
    }
    values.set("text", text);
}

/// Where a paragraph stands by itself in a text.
fn paragraph(text: &str, words: &str) -> Option<usize> {
    let stands_alone = |at: &usize| {
        let (before, after) = (&text[..*at], &text[*at + words.len()..]);
        (before.is_empty() || before.ends_with("\n\n"))
            && (after.trim().is_empty() || after.starts_with("\n\n"))
    };
    let mut found = text.match_indices(words).map(|(at, _)| at);
    found.find(stands_alone).filter(|_| !words.is_empty())
}

fn is_document(upload: &Upload) -> bool {
    upload.control == "file" && !is_picture(upload)
}

/// The folder beside a text in which its pictures lie.
pub(super) fn folder_of(file: &DeskPath) -> String {
    file.as_str().trim_end_matches(".md").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_lines_become_headings_where_they_stand_alone() {
        let mut values = Values::default();
        values.push(
            "text",
            "**I. A**\r\n\r\nXem **I. A**.\r\n\r\n**Điều 2**\r\n".to_owned(),
        );
        values.push(IS_HEADING, "**Điều 2**\r\n### Điều 2".to_owned());
        values.push(IS_HEADING, "**I. A**\n## I. A".to_owned());
        values.push(IS_HEADING, "**đã sửa**\n## đã sửa".to_owned());
        choose_headings(&mut values);
        assert_eq!(
            values.get("text"),
            "## I. A\n\nXem **I. A**.\n\n### Điều 2\n"
        );
    }

    #[test]
    fn what_was_told_goes_with_the_form() {
        let mut values = Values::default();
        values.push("text", "**I. A**\n".to_owned());
        values.push(TOLD, "một".to_owned());
        values.push(MAY_BE_HEADING, "**I. A**\r\n## I. A".to_owned());
        values.push(MAY_BE_HEADING, "**B**\r\n## B".to_owned());
        let brought = Brought::again(&values);
        assert_eq!(
            (brought.told, brought.headings.len()),
            (vec!["một".to_owned()], 1)
        );
    }
}
