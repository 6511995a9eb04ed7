//! Pages of `content/sang-kien/`: an initiative written at length.

use super::draft::Draft;
use super::given::{Absence, Given};
use super::key::Key;
use super::record::{Record, split};
use super::section::{Section, Sections, section_key, split_sections};
use super::shared::{Body, Origin, Shared};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Attachment, Passage};
use crate::place::{FileId, Place, Prose, Sources};
use crate::reading::content_reader::{Files, Page, markup, read_page};
use crate::reading::keys::INITIATIVE;
use crate::source::toml::{Placed, Table, Value};

/// A page that was read.
pub(super) struct PageRead {
    /// What it says; `None` where the file cannot be read at all.
    pub(super) draft: Option<PageDraft>,
    /// Its problems, and the files that it names.
    pub(super) page: Page,
    /// Whether it is marked as a draft.
    pub(super) is_hidden: bool,
}

/// What a page says of its initiative.
pub(super) struct PageDraft {
    pub(super) draft: Draft,
    /// Whether lines of its front matter are no TOML: what it lacks may stand there.
    pub(super) is_faulty: bool,
    /// Its text without the sections that are keys.
    pub(super) prose: Option<Prose>,
    /// Its attachments.
    pub(super) attachments: Given<Vec<Attachment>>,
    /// The files that its whole text links to, but for its attachments.
    pub(super) files: Vec<Attachment>,
}

impl PageDraft {
    /// Whether it may have an id that cannot be understood.
    pub(super) fn has_lost_its_id(&self) -> bool {
        self.is_faulty && self.draft.id.as_known().is_none()
    }
}

/// Reads one page.
pub(super) fn read_file(
    sources: &Sources,
    file: FileId,
    illustrative: bool,
    shared: &Shared<'_>,
) -> PageRead {
    let mut page = Page::new(file);
    let body = Body {
        origin: Origin::Page,
        illustrative,
    };
    let path = &*sources.get(file).path;
    let mut is_hidden = false;
    let mut draft = read_page(sources, &mut page, &INITIATIVE, |mut root, prose, page| {
        for key in Key::all() {
            root.has(key.name());
        }
        is_hidden = root.boolean("draft").is_some_and(|draft| draft.value);
        allow_amounts(&mut root, page);
        let misnamed = misnamed_keys(&root, shared);
        let sections = split_sections(&prose, |title| section_key(&shared.names, title));
        let mut record = PageRecord {
            root,
            is_bare: page.is_bare,
            sections: &sections,
            misnamed: &misnamed,
            diagnostics: Diagnostics::new(),
        };
        let place = Place::line(file, 1);
        let draft = Draft::read(place, body, &mut record, shared);
        page.diagnostics.append(record.diagnostics);
        record.root.finish_with(|name| {
            let meant = misnamed.iter().find(|(own, _)| *own == name);
            meant.map(|(_, key)| key.name())
        });
        let (attachments, files) = read_files(&Files::new(sources, path), &draft, &prose, page);
        let Sections { rest, .. } = sections;
        PageDraft {
            draft,
            is_faulty: false,
            prose: rest,
            attachments,
            files,
        }
    });
    if let Some(draft) = &mut draft {
        draft.is_faulty = page.is_faulty;
    }
    PageRead {
        draft,
        page,
        is_hidden,
    }
}

/// The attachments that the page names, and the other files that its text links to.
fn read_files(
    files: &Files<'_>,
    draft: &Draft,
    prose: &Prose,
    page: &mut Page,
) -> (Given<Vec<Attachment>>, Vec<Attachment>) {
    let attachments = draft.attachments.clone().and_then(|names, _| {
        let found: Vec<Attachment> = names
            .iter()
            .filter_map(|name| {
                let name = Placed {
                    value: &*name.value,
                    place: name.place,
                };
                files.named(&name, page)
            })
            .collect();
        (found.len() == names.len()).then_some(found)
    });
    let named: Vec<FileId> = attachments.as_known().map_or_else(Vec::new, |known| {
        known.value.iter().map(|a| a.file).collect()
    });
    let linked = files.linked(prose, &named, page);
    (attachments, linked)
}

/// Takes back what was told of plain numbers where the page gives its cost: they are amounts of money.
fn allow_amounts(root: &mut Table<'_>, page: &mut Page) {
    let Some(cost) = root.value(Key::Cost.name()) else {
        return;
    };
    let (from, to) = (cost.place(), cost.end());
    page.diagnostics.retain(|problem| {
        let is_within = problem.place.is_some_and(|at| from <= at && at < to);
        !(is_within && problem.code == Code::PersonalData && problem.help == Some("identity"))
    });
}

/// The keys that are written under another name of theirs: in Vietnamese, or as the register's header may have them.
fn misnamed_keys<'t>(root: &Table<'t>, shared: &Shared<'_>) -> Vec<(&'t str, Key)> {
    let unknown = root.unknown_keys();
    let meant = unknown.map(|name| {
        let column = shared.names.find(name)?;
        let key = Key::all().find(|key| key.column() == column)?;
        Some((name, key))
    });
    meant.flatten().collect()
}

/// A page's front matter, and the sections of its text.
struct PageRecord<'t, 's> {
    root: Table<'t>,
    is_bare: bool,
    sections: &'s Sections,
    misnamed: &'s [(&'t str, Key)],
    diagnostics: Diagnostics,
}

impl<'t> PageRecord<'t, '_> {
    fn absent<T>(&self, key: Key) -> Given<T> {
        if self.misnamed.iter().any(|(_, meant)| *meant == key) {
            // Told with the name that it should have.
            return Given::Wrong;
        }
        let place = self.root.place();
        Given::Absent(if self.is_bare {
            Absence::FrontMatter(place)
        } else {
            Absence::Key(place)
        })
    }

    /// The text of a value: a text, or for keys that take dates or amounts whatever is written.
    fn text_of(&self, key: Key, value: Value<'t>) -> Given<&'t str> {
        let written = value.as_written();
        if matches!(key, Key::Started | Key::Updated | Key::Cost)
            && written.starts_with(|c: char| c.is_ascii_digit())
        {
            return Given::known(written, value.place());
        }
        match value.text() {
            Some(text) => Given::known(text.value, text.place),
            // What is no text was told.
            None if is_text(written) => Given::Absent(Absence::Key(value.place())),
            None => Given::Wrong,
        }
    }

    fn section(&self, key: Key) -> impl Iterator<Item = &Section> {
        self.sections
            .known
            .iter()
            .filter(move |section| section.key == key)
    }
}

/// Whether a value is written as a text.
fn is_text(written: &str) -> bool {
    written.starts_with(['"', '\''])
}

impl<'t> Record<'t> for PageRecord<'t, '_> {
    fn text(&mut self, key: Key) -> Given<&'t str> {
        let Some(value) = self.root.value(key.name()) else {
            return self.absent(key);
        };
        let given = self.text_of(key, value);
        if let Some(text) = given.as_known().filter(|_| key.is_plain_text()) {
            self.diagnostics.extend_one(markup(text));
        }
        given
    }

    fn list(&mut self, key: Key) -> Given<Vec<Placed<&'t str>>> {
        let Some(value) = self.root.value(key.name()) else {
            return self.absent(key);
        };
        let place = value.place();
        if is_text(value.as_written()) {
            return self.text_of(key, value).and_then(|text, place| {
                Some(split(text).map(|value| Placed { value, place }).collect())
            });
        }
        let items = value.texts();
        if value
            .as_written()
            .trim_matches(['[', ']', ' ', '\n'])
            .is_empty()
        {
            return Given::Absent(Absence::Key(place));
        }
        if items.is_empty() {
            return Given::Wrong;
        }
        Given::known(items, place)
    }

    fn passage(&mut self, key: Key) -> Given<Passage> {
        let written = self
            .text(key)
            .and_then(|text, _| Some(Passage::Plain(text.into())));
        let mut told = Diagnostics::new();
        let given = self.section(key).fold(written, |given, section| {
            let of_section = match &section.prose {
                Some(prose) => Given::known(Passage::Section(prose.clone()), section.place),
                None => Given::Absent(Absence::Key(section.place)),
            };
            given.agree(of_section, key, super::merge::same_passage, &mut told)
        });
        self.diagnostics.append(told);
        given
    }

    fn label(&self, key: Key) -> String {
        key.name().to_owned()
    }

    fn diagnostics(&mut self) -> &mut Diagnostics {
        &mut self.diagnostics
    }
}
