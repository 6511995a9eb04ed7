//! A text in its form: shown, checked, seen as it will look, saved, taken away.

use super::Desk;
use super::answer::Answer;
use super::bring::Brought;
use super::diff::{Line, lines};
use super::entry::Entry;
use super::form::{Choices, Field};
use super::look;
use super::pages::{Failure, Frame};
use super::problems::Problems;
use super::section::Section;
use super::store::{DeskPath, NotWritten, Version};
use super::visit::{Posted, Values, Visit};
use crate::render::encode_path;
use crate::text::slug;
use axum::http::StatusCode;
use serde::Serialize;

/// What a form is sent for: the value of its button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    Save,
    /// To see how it will look.
    Look,
    /// A script keeps what is typed, and asks what is wrong.
    Keep,
    /// What is not saved is given up.
    Discard,
    /// The text is taken away.
    Remove,
    /// A script asks for the Markdown of what was pasted.
    Paste,
}

impl Task {
    fn of(values: &Values) -> Self {
        match values.get("viec") {
            "xem" => Self::Look,
            "giu" => Self::Keep,
            "bo" => Self::Discard,
            "xoa" => Self::Remove,
            "dan" => Self::Paste,
            _ => Self::Save,
        }
    }
}

/// A form that is open.
#[derive(Clone)]
struct Open<'v> {
    section: Section,
    /// The file, or for a new text the name under which it is kept until it is saved.
    file: DeskPath,
    is_new: bool,
    /// The name of a new text's draft.
    draft: &'v str,
    /// The version that the form was made of.
    seen: Version,
    /// The file as it would be.
    bytes: Vec<u8>,
    /// The values, or the whole file where its front matter cannot be read.
    values: Option<Values>,
    /// What is told of the document that it came from.
    brought: Brought,
}

/// What a form shows beside its values.
#[derive(Default)]
struct Told {
    status: StatusCode,
    notice: Option<&'static str>,
    /// Why the system could not do it.
    failure: Option<std::io::Error>,
    problems: Problems,
    /// Whether the page is shown beside it.
    is_looked_at: bool,
    /// What somebody else saved in the meantime.
    conflict: Option<Conflict>,
}

#[derive(Serialize)]
struct Conflict {
    /// What would change in what is saved by saving this.
    lines: Vec<Line>,
    is_gone: bool,
}

#[derive(Serialize)]
struct Form<'a> {
    section: &'static str,
    file: &'a str,
    name: &'a str,
    is_new: bool,
    draft: &'a str,
    version: &'a str,
    is_unsaved: bool,
    /// The whole file, where its front matter cannot be read.
    raw: Option<String>,
    fields: Vec<Field>,
    text: &'a str,
    problems: Problems,
    has_problems: bool,
    /// Where the page is seen as it will look.
    look: String,
    is_looked_at: bool,
    conflict: Option<Conflict>,
    choices: Choices,
    brought: &'a Brought,
}

impl Desk {
    /// A new text.
    pub(super) fn edit_new(&self, section: Section, visit: &Visit) -> Result<Answer, Failure> {
        let given = match &visit.posted {
            Some(posted) => posted.values.get("nhap"),
            None => visit.query.get("nhap"),
        };
        let fresh = jiff::Zoned::now().strftime("%Y%m%d%H%M%S%3f").to_string();
        let draft = if is_draft_name(given) { given } else { &fresh };
        let file = section
            .file(&format!("moi-{draft}.md"))
            .ok_or(Failure::Missing)?;
        self.open(section, file, draft, visit)
    }

    /// A text that there is.
    pub(super) fn edit(
        &self,
        section: Section,
        file: &DeskPath,
        visit: &Visit,
    ) -> Result<Answer, Failure> {
        self.open(section, file.clone(), "", visit)
    }

    fn open(
        &self,
        section: Section,
        file: DeskPath,
        draft: &str,
        visit: &Visit,
    ) -> Result<Answer, Failure> {
        let is_new = !draft.is_empty();
        let saved = self.store.read(&file)?;
        let unsaved = self.store.draft(&file)?;
        if saved.is_none() && unsaved.is_none() && !is_new {
            return Err(Failure::Missing);
        }
        let Some(posted) = &visit.posted else {
            let bytes = unsaved.or_else(|| saved.clone()).unwrap_or_default();
            let open = Open::of(section, file, draft, Version::of(saved.as_deref()), bytes);
            let notice = visit.query.find("da-luu").map(|_| "desk.edit.saved");
            let told = Told {
                notice,
                ..Told::default()
            };
            return self.show(&open, told);
        };
        let base = unsaved.as_ref().filter(|_| is_new).or(saved.as_ref());
        let (values, brought) = self.bring(section, &file, posted)?;
        let bytes = composed(section, base.map(Vec::as_slice), &values);
        let seen = Version::given(posted.values.get("version"));
        let open = Open {
            brought,
            ..Open::of(section, file, draft, seen, bytes)
        };
        if !posted.is_of_this_run {
            return self.show(
                &open,
                Told {
                    status: StatusCode::CONFLICT,
                    notice: Some("desk.again"),
                    ..Told::default()
                },
            );
        }
        let answered = match Task::of(&posted.values) {
            // What came in is looked at before anything else is done with it.
            Task::Save | Task::Look if open.brought.is_new => self.show_brought(&open),
            task => self.perform(task, &open, posted),
        };
        match answered {
            // A full disk, say: what was typed is still in the form.
            Err(Failure::System(error)) => self.show(
                &open,
                Told {
                    status: StatusCode::INTERNAL_SERVER_ERROR,
                    failure: Some(error),
                    ..Told::default()
                },
            ),
            answered => answered,
        }
    }

    fn show_brought(&self, open: &Open<'_>) -> Result<Answer, Failure> {
        self.store.put_draft(&open.file, &open.bytes)?;
        let told = Told {
            status: match open.brought.is_refused || open.brought.pictures.is_refused {
                true => StatusCode::UNPROCESSABLE_ENTITY,
                false => StatusCode::OK,
            },
            problems: self.check(open)?,
            ..Told::default()
        };
        self.show(open, told)
    }

    fn perform(&self, task: Task, open: &Open<'_>, posted: &Posted) -> Result<Answer, Failure> {
        match task {
            Task::Paste => Ok(self.pasted(&posted.values)),
            Task::Discard => {
                self.drop_pictures(&open.file)?;
                self.store.drop_draft(&open.file);
                let back = if open.is_new {
                    String::new()
                } else {
                    encode_path(open.name())
                };
                Ok(Answer::SeeOther(open.address(&back)))
            }
            Task::Remove if posted.values.get("chac") == "co" => self.remove(open),
            Task::Remove => self.ask_to_remove(open),
            Task::Keep => {
                self.store.put_draft(&open.file, &open.bytes)?;
                let problems = self.check(open)?;
                self.part("problems.html", &Kept { problems })
            }
            Task::Look => {
                self.store.put_draft(&open.file, &open.bytes)?;
                let told = Told {
                    problems: self.check(open)?,
                    is_looked_at: true,
                    ..Told::default()
                };
                self.show(open, told)
            }
            Task::Save => self.save(open),
        }
    }

    /// What is wrong with a text that is kept as a draft.
    fn check(&self, open: &Open<'_>) -> Result<Problems, Failure> {
        let proposed = self.all_proposed(&open.file)?;
        let attempt = self.office.attempt(&proposed, None);
        Ok(self.problems(&attempt, &open.file, &open.bytes, open.section.keys()))
    }

    fn save(&self, open: &Open<'_>) -> Result<Answer, Failure> {
        // Whatever comes, what was typed is kept.
        self.store.put_draft(&open.file, &open.bytes)?;
        let problems = self.check(open)?;
        if problems.errors > 0 {
            let told = Told {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                notice: Some("desk.edit.not-saved"),
                problems,
                ..Told::default()
            };
            return self.show(open, told);
        }
        let target = if open.is_new {
            self.new_file(open)?
        } else {
            open.file.clone()
        };
        let written = self.settle_pictures(&open.file, &target, &open.bytes);
        match written.and_then(|bytes| self.store.write(&target, &bytes, &open.seen)) {
            Ok(()) => {
                self.drop_pictures(&open.file)?;
                self.store.drop_draft(&open.file);
                let name = encode_path(open.section.name(&target));
                Ok(Answer::SeeOther(open.address(&format!("{name}?da-luu"))))
            }
            Err(NotWritten::Changed(there)) => self.show_conflict(open.clone(), there),
            Err(NotWritten::Outside) => Ok(self.outside()),
            Err(NotWritten::Failed(error)) => Err(error.into()),
        }
    }

    /// Both versions, and the form once more: what is saved next goes over the other one, which is kept.
    fn show_conflict(&self, open: Open<'_>, there: Option<Vec<u8>>) -> Result<Answer, Failure> {
        let conflict = Conflict {
            lines: lines(there.as_deref().unwrap_or_default(), &open.bytes),
            is_gone: there.is_none(),
        };
        let open = Open {
            seen: Version::of(there.as_deref()),
            ..open
        };
        let told = Told {
            status: StatusCode::CONFLICT,
            notice: Some("desk.edit.conflict"),
            conflict: Some(conflict),
            ..Told::default()
        };
        self.show(&open, told)
    }

    pub(super) fn outside(&self) -> Answer {
        let word = |key| self.words.word(key);
        self.say(
            StatusCode::FORBIDDEN,
            word("desk.refused.title"),
            word("desk.refused.outside"),
        )
    }

    /// A name that no file has: of the day and the title.
    fn new_file(&self, open: &Open<'_>) -> Result<DeskPath, Failure> {
        let values = open.values.clone().unwrap_or_default();
        let id = slug(values.get("id"));
        let mut stem = if id.is_empty() {
            slug(values.get("title"))
        } else {
            id
        };
        stem.truncate(80);
        let stem = stem.trim_end_matches('-');
        let stem = if stem.is_empty() { "bai" } else { stem };
        let day = match open.section {
            Section::Announcements => crate::calendar::parse_day(values.get("date")),
            _ => None,
        };
        let stem = day.map_or_else(|| stem.to_owned(), |day| format!("{day}-{stem}"));
        let names = (1..).map(|n| {
            if n == 1 {
                format!("{stem}.md")
            } else {
                format!("{stem}-{n}.md")
            }
        });
        for name in names.take(1000) {
            let file = open.section.file(&name).ok_or(Failure::Missing)?;
            if self.store.read(&file)?.is_none() {
                return Ok(file);
            }
        }
        Err(Failure::Missing)
    }

    fn show(&self, open: &Open<'_>, told: Told) -> Result<Answer, Failure> {
        let values = open.values.clone().unwrap_or_default();
        let raw = open.values.is_none();
        let mut title = values.get("title").to_owned();
        if title.is_empty() {
            let word = match open.is_new {
                true => self
                    .words
                    .word(&format!("desk.new.{}", open.section.address()))
                    .to_owned(),
                false => open.name().to_owned(),
            };
            title = word;
        }
        let id = values.get("id");
        let view = Form {
            section: open.section.address(),
            file: open.file.as_str(),
            name: open.name(),
            is_new: open.is_new,
            draft: open.draft,
            version: open.seen.as_str(),
            is_unsaved: self.store.draft(&open.file)?.is_some(),
            raw: raw.then(|| String::from_utf8_lossy(&open.bytes).into_owned()),
            fields: self.fields(
                open.section.address(),
                open.section.keys(),
                &values,
                &told.problems,
            ),
            text: values.get("text"),
            has_problems: !told.problems.is_empty(),
            problems: told.problems,
            look: look::address(&open.file, &open.section.page(&open.file, id)),
            is_looked_at: told.is_looked_at,
            conflict: told.conflict,
            choices: self.choices(),
            brought: &open.brought,
        };
        let failure = told.failure.map(|error| {
            let args = [("reason", &*error.to_string())];
            self.words.fill("desk.failed.text", &args)
        });
        let notice = told.notice.map(|key| self.words.word(key));
        let frame = Frame {
            title: &title,
            part: open.section.address(),
            notice: failure.as_deref().or(notice),
        };
        self.page(told.status, "edit.html", frame, view)
    }

    fn ask_to_remove(&self, open: &Open<'_>) -> Result<Answer, Failure> {
        let gone = crate::source::Proposed {
            path: open.file.as_str().into(),
            on_disk: None,
        };
        // What links to it would be wrong.
        let attempt = self.office.attempt(&[gone], None);
        let view = Removal {
            name: open.name(),
            version: open.seen.as_str(),
            problems: crate::emitter::write_html(&attempt.problems, &attempt.sources, self.words)
                .as_str()
                .to_owned(),
            is_wrong: attempt.problems.count(crate::diagnostic::Severity::Error) > 0,
        };
        let title = self
            .words
            .fill("desk.remove.title", &[("file", open.name())]);
        let frame = Frame {
            title: &title,
            part: open.section.address(),
            notice: None,
        };
        self.page(StatusCode::OK, "remove.html", frame, view)
    }

    fn remove(&self, open: &Open<'_>) -> Result<Answer, Failure> {
        match self.store.remove(&open.file, &open.seen) {
            Ok(()) => {
                self.store.drop_draft(&open.file);
                Ok(Answer::SeeOther(open.address("?da-xoa")))
            }
            Err(NotWritten::Failed(error)) => Err(error.into()),
            Err(NotWritten::Outside) => Ok(self.outside()),
            Err(NotWritten::Changed(there)) => {
                let bytes = there.clone().unwrap_or_default();
                let seen = Version::of(there.as_deref());
                let open = Open::of(open.section, open.file.clone(), "", seen, bytes);
                self.show(
                    &open,
                    Told {
                        status: StatusCode::CONFLICT,
                        notice: Some("desk.remove.changed"),
                        ..Told::default()
                    },
                )
            }
        }
    }
}

#[derive(Serialize)]
struct Kept {
    problems: Problems,
}

#[derive(Serialize)]
struct Removal<'a> {
    name: &'a str,
    version: &'a str,
    problems: String,
    is_wrong: bool,
}

impl<'v> Open<'v> {
    fn of(section: Section, file: DeskPath, draft: &'v str, seen: Version, bytes: Vec<u8>) -> Self {
        let values = match bytes.is_empty() {
            true => Some(Entry::new().values(section.keys())),
            false => Entry::parse(&bytes).map(|entry| entry.values(section.keys())),
        };
        Self {
            section,
            file,
            is_new: !draft.is_empty(),
            draft,
            seen,
            bytes,
            values,
            brought: Brought::default(),
        }
    }

    fn name(&self) -> &str {
        self.section.name(&self.file)
    }

    /// An address of its kind of texts.
    fn address(&self, rest: &str) -> String {
        format!("/ban-bien-tap/{}/{rest}", self.section.address())
    }
}

/// The file that a form makes of the one that there is.
fn composed(section: Section, base: Option<&[u8]>, values: &Values) -> Vec<u8> {
    if let Some(raw) = values.find("raw") {
        return raw.replace("\r\n", "\n").into_bytes();
    }
    let entry = base.map(Entry::parse);
    let mut entry = entry.flatten().unwrap_or_else(Entry::new);
    entry.take(section.keys(), values);
    entry.to_bytes()
}

/// Whether a new text's draft may be kept under this name.
fn is_draft_name(name: &str) -> bool {
    (8..=40).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_have_names_of_digits() {
        assert!(is_draft_name("20190821021000123"));
        for name in ["", "1", "../../../x", "2019082102100012a"] {
            assert!(!is_draft_name(name), "{name}");
        }
    }
}
