//! Templates of the desk, and what all its pages have in common.

use super::Desk;
use super::answer::Answer;
use super::section::Section;
use crate::diagnostic::Diagnostic;
use crate::locale::Words;
use crate::render::Templates;
use axum::http::StatusCode;
use serde::Serialize;

/// Name and text of every template of the desk.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/src-desk-templates.list"));

/// The templates.
pub(super) struct Pages(Templates);

impl Pages {
    /// Loads them.
    ///
    /// # Panics
    /// Where one of our own templates is wrong; a test sees to it.
    pub(super) fn new(words: &'static Words) -> Self {
        let templates = Templates::own(FILES, words);
        Self(templates.unwrap_or_else(|problems| panic!("the desk's templates: {problems:?}")))
    }

    fn render(&self, name: &str, view: &impl Serialize) -> Result<String, Diagnostic> {
        self.0.render(name, view, name)
    }
}

/// What stands around the content of a page.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Frame<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// The part of the desk that it belongs to, as in its address; empty for the first page.
    pub(super) part: &'a str,
    /// The last thing that was done, in words.
    pub(super) notice: Option<&'a str>,
}

/// The parts of the desk: the key of what each is called, and its address.
const PARTS: [(&str, &str); 8] = [
    ("desk.part.thong-bao", "thong-bao/"),
    ("desk.part.sang-kien", "sang-kien/"),
    ("desk.part.trang", "trang/"),
    ("desk.part.bang", "bang/"),
    ("desk.part.doi-chieu", "doi-chieu"),
    ("desk.part.phong-trao", "phong-trao"),
    ("desk.part.thay-doi", "thay-doi"),
    ("desk.part.xuat-ban", "xuat-ban"),
];

/// A way to a part of the desk.
#[derive(Serialize)]
struct Way {
    address: &'static str,
    word: &'static str,
    is_here: bool,
}

#[derive(Serialize)]
struct Framed<'a, V> {
    #[serde(flatten)]
    frame: Frame<'a>,
    nav: Vec<Way>,
    lang: &'static str,
    token: &'a str,
    /// Whether what was done is told as not done.
    is_bad: bool,
    #[serde(flatten)]
    view: V,
}

/// Why there is no page.
#[derive(Debug)]
pub(super) enum Failure {
    /// There is nothing of this address.
    Missing,
    /// The system failed.
    System(std::io::Error),
    /// A template failed.
    Template(Box<Diagnostic>),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::System(error)
    }
}

impl Desk {
    /// A page of the desk.
    pub(super) fn page(
        &self,
        status: StatusCode,
        template: &str,
        frame: Frame<'_>,
        view: impl Serialize,
    ) -> Result<Answer, Failure> {
        let framed = Framed {
            nav: self.nav(frame.part),
            frame,
            lang: self.words.language().code(),
            token: self.token.as_str(),
            is_bad: status.is_client_error() || status.is_server_error(),
            view,
        };
        let html = self.pages.render(template, &framed);
        let html = html.map_err(|problem| Failure::Template(Box::new(problem)))?;
        Ok(Answer::Page(status, html))
    }

    fn nav(&self, here: &str) -> Vec<Way> {
        let way = |(key, address): (&'static str, &'static str)| Way {
            address,
            word: self.words.word(key),
            is_here: address.trim_end_matches('/') == here,
        };
        PARTS.map(way).into()
    }

    /// The word of a kind of texts below a key.
    pub(super) fn word_of(&self, key: &str, section: Section) -> &'static str {
        let word = self.words.find(&format!("{key}.{}", section.address()));
        word.unwrap_or_default()
    }

    /// A part of a page, for a script.
    pub(super) fn part(&self, template: &str, view: &impl Serialize) -> Result<Answer, Failure> {
        let html = self.pages.render(template, view);
        let html = html.map_err(|problem| Failure::Template(Box::new(problem)))?;
        Ok(Answer::Page(StatusCode::OK, html))
    }

    /// A page of one sentence.
    pub(super) fn say(&self, status: StatusCode, title: &str, text: &str) -> Answer {
        let frame = Frame {
            title,
            part: "",
            notice: None,
        };
        #[derive(Serialize)]
        struct Said<'a> {
            text: &'a str,
        }
        let page = self.page(status, "said.html", frame, Said { text });
        page.unwrap_or_else(|_| Answer::Page(status, text.to_owned()))
    }

    /// What is answered where there is no page.
    pub(super) fn failed(&self, failure: &Failure) -> Answer {
        let word = |key| self.words.word(key);
        match failure {
            Failure::Missing => self.say(
                StatusCode::NOT_FOUND,
                word("desk.missing.title"),
                word("desk.missing.text"),
            ),
            Failure::System(error) => {
                let args = [("reason", &*error.to_string())];
                let text = self.words.fill("desk.failed.text", &args);
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                self.say(status, word("desk.failed.title"), &text)
            }
            Failure::Template(problem) => Answer::Page(
                StatusCode::INTERNAL_SERVER_ERROR,
                problem.message(self.words),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn the_templates_are_sound() {
        for language in Language::ALL {
            Pages::new(Words::of(*language));
        }
    }
}
