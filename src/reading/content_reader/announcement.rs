//! Reading an announcement: every key of its front matter, and the files that lie beside it.

use super::address::{check_slug, is_alias, slug_of};
use super::attachment::{Files, tell_clashes};
use super::attachment_kind::{PICTURES, is_picture_name};
use super::markup::{markup, plain_text};
use super::moment::Moment;
use super::options::ContentOptions;
use super::page::{Hidden, Page, Read, read_page};
use super::topics::check_name;
use crate::calendar::Day;
use crate::diagnostic::{Code, nearest};
use crate::model::{Announcement, Attachment, Document, IndicatorId, InitiativeId, UnitId};
use crate::place::{Place, Prose};
use crate::reading::defaults::unit_problem;
use crate::reading::initiative_reader::InitiativesRead;
use crate::reading::keys::ANNOUNCEMENT;
use crate::reading::{UnitLookup, UnitMatch};
use crate::source::toml::{Placed, Table};

/// Reads a file below `content/thong-bao/`.
pub(super) fn read(options: &ContentOptions<'_>, path: &str, page: &mut Page) {
    let (slug, named_day) = slug_of(path);
    if let Some(problem) = check_slug(slug, is_page_of_list) {
        page.diagnostics.push(problem.at(Place::file(page.file)));
    }
    let made = read_page(
        options.sources,
        page,
        &ANNOUNCEMENT,
        |mut root, prose, page| {
            let announcement = read_announcement(options, path, slug, &mut root, prose, page);
            let hidden = read_hidden(options, &announcement, &mut root);
            check_days(&announcement, named_day, &root);
            root.finish();
            (announcement, hidden)
        },
    );
    if let Some((announcement, hidden)) = made {
        page.hidden = hidden;
        page.read = Read::Announcement(Box::new(announcement));
    }
}

/// Names that the list of announcements and its further pages have.
pub(crate) fn is_page_of_list(name: &str) -> bool {
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    name == "index" || name == "atom" || name.strip_prefix("trang-").is_some_and(is_number)
}

fn read_announcement(
    options: &ContentOptions<'_>,
    path: &str,
    slug: &str,
    root: &mut Table<'_>,
    mut prose: Prose,
    page: &mut Page,
) -> Announcement {
    let title = root.required_text("title");
    if let Some(problem) = title.as_ref().and_then(markup) {
        root.tell(problem);
    }
    let title: Option<Box<str>> = title.map(|title| title.value.into());
    prose.title = title.clone();
    let files = Files::new(options.sources, path);
    let (cover, cover_caption) = read_cover(&files, root, page);
    let attachments: Vec<Attachment> = root
        .texts("attachments")
        .iter()
        .filter_map(|name| files.named(name, page))
        .collect();
    let document = root
        .table("document")
        .map(|table| read_document(table, &files, page));
    page.topics = read_topics(root);
    let of_document = document.as_ref().and_then(|d| d.file.as_ref());
    let named = attachments
        .iter()
        .chain(cover.iter().map(|(file, _)| file))
        .chain(of_document);
    let named: Vec<Attachment> = named.cloned().collect();
    let linked = files.linked(
        &prose,
        &named.iter().map(|a| a.file).collect::<Vec<_>>(),
        page,
    );
    tell_clashes(named.iter().chain(&linked), page);
    Announcement {
        slug: slug.into(),
        title: title.unwrap_or_default(),
        // A page without its day is told and never published.
        date: root.required_day("date").map_or(Day::ZERO, |day| day.value),
        updated: root.day("updated").map(|day| day.value),
        author: root.boxed("author"),
        source: root.boxed("source"),
        summary: plain_text(root, "summary"),
        cover,
        cover_caption,
        // Known when those of all announcements are.
        topics: Vec::new(),
        units: read_units(root, options.units),
        indicators: read_indicators(root, options),
        initiatives: read_initiatives(root, options.initiatives),
        attachments,
        files: linked,
        corrects: root.boxed("corrects"),
        document,
        aliases: read_aliases(root),
        draft: root.boolean("draft").is_some_and(|draft| draft.value),
        prose,
        place: Place::line(page.file, 1),
    }
}

fn read_topics(root: &mut Table<'_>) -> Vec<Placed<Box<str>>> {
    let texts = root.texts("topics");
    let is_good = |name: &Placed<&str>| match check_name(name) {
        Some(problem) => {
            root.tell(problem);
            false
        }
        None => true,
    };
    let good = texts.into_iter().filter(is_good);
    good.map(|name| Placed {
        value: name.value.into(),
        place: name.place,
    })
    .collect()
}

/// A picture with the text that stands for it.
type Cover = (Attachment, Box<str>);

/// The cover, which must have a text that stands for it, and what stands below it.
fn read_cover(
    files: &Files<'_>,
    root: &mut Table<'_>,
    page: &mut Page,
) -> (Option<Cover>, Option<Box<str>>) {
    let (alt, caption) = (root.text("cover_alt"), root.text("cover_caption"));
    let told = alt.iter().chain(&caption).filter_map(markup);
    told.for_each(|problem| root.tell(problem));
    let Some(cover) = root.text("cover") else {
        for (key, text) in [("cover_alt", alt), ("cover_caption", caption)] {
            if let Some(text) = text {
                root.tell(Code::NoCover.arg("key", key).at(text.place));
            }
        }
        return (None, None);
    };
    if !is_picture_name(cover.value) {
        let known = PICTURES.map(|ending| format!(".{ending}")).join(", ");
        root.tell(
            Code::NotAPicture
                .at(cover.place)
                .arg("path", cover.value)
                .arg("known", known),
        );
    }
    if alt.is_none() {
        root.tell(Code::CoverWithoutAlt.at(cover.place));
    }
    let file = files.named(&cover, page);
    (
        file.zip(alt.map(|alt| alt.value.into())),
        caption.map(|caption| caption.value.into()),
    )
}

fn read_document(mut table: Table<'_>, files: &Files<'_>, page: &mut Page) -> Document {
    let document = Document {
        form: table.boxed("form"),
        authority: table.boxed("authority"),
        number: table.boxed("number"),
        issued: table.day("issued").map(|day| day.value),
        effective: table.day("effective").map(|day| day.value),
        file: table.text("file").and_then(|name| files.named(&name, page)),
    };
    table.finish();
    document
}

fn read_units(root: &mut Table<'_>, units: &UnitLookup<'_>) -> Vec<UnitId> {
    let mut found = Vec::new();
    for text in root.texts("units") {
        match units.find(text.value, None) {
            UnitMatch::One(id) if found.contains(&id) => {}
            UnitMatch::One(id) => found.push(id),
            other => {
                if let Some(problem) = unit_problem(units, text.value, &other) {
                    root.tell(problem.at(text.place));
                }
            }
        }
    }
    found
}

fn read_indicators(root: &mut Table<'_>, options: &ContentOptions<'_>) -> Vec<IndicatorId> {
    let mut found = Vec::new();
    for text in root.texts("indicators") {
        let known = options
            .indicators
            .iter()
            .find(|(_, indicator)| *indicator.code == *text.value);
        if let Some((id, _)) = known {
            if !found.contains(&id) {
                found.push(id);
            }
            continue;
        }
        let codes = options
            .indicators
            .iter()
            .map(|(_, indicator)| &*indicator.code);
        let problem = Code::UnknownIndicator
            .arg("text", text.value)
            .at(text.place);
        root.tell(problem.near(nearest(text.value, codes)));
    }
    found
}

fn read_initiatives(root: &mut Table<'_>, read: &InitiativesRead) -> Vec<InitiativeId> {
    let mut found = Vec::new();
    for text in root.texts("initiatives") {
        match read.find(text.value) {
            Ok(id) if found.contains(&id) => {}
            Ok(id) => found.push(id),
            Err(Some(problem)) => root.tell(problem.at(text.place)),
            Err(None) => {}
        }
    }
    found
}

/// Old addresses of a page.
pub(super) fn read_aliases(root: &mut Table<'_>) -> Vec<Box<str>> {
    let mut aliases = Vec::new();
    for text in root.texts("aliases") {
        if is_alias(text.value) {
            aliases.push(text.value.trim_start_matches('/').into());
        } else {
            root.tell(Code::BadAlias.arg("text", text.value).at(text.place));
        }
    }
    aliases
}

/// Whether the announcement is published in this build: not before its own day, nor before that of `publish_at`.
fn read_hidden(
    options: &ContentOptions<'_>,
    announcement: &Announcement,
    root: &mut Table<'_>,
) -> Option<Hidden> {
    // A page without its day is told.
    let own = (announcement.date != Day::ZERO).then_some(Moment::Day(announcement.date));
    let given = read_moment(root, "publish_at").map(|(from, _)| from);
    let from = match (own, given) {
        (Some(own), Some(given)) if given.precedes_start(own) => Some(own),
        (own, given) => given.or(own),
    };
    let until = read_moment(root, "expires");
    if let (Some(from), Some((until, place))) = (from, &until)
        && !from.precedes(*until)
    {
        root.tell(Code::NeverPublished.at(*place));
    }
    let early = from.filter(|from| options.now.is_some_and(|now| !from.has_begun(now)));
    let is_late = until
        .zip(options.now)
        .is_some_and(|((until, _), now)| until.is_over(now));
    match (announcement.draft && !options.drafts, early) {
        (true, _) => Some(Hidden::Draft),
        (false, Some(from)) => Some(Hidden::Early(from.day())),
        (false, None) => is_late.then_some(Hidden::Late),
    }
}

fn read_moment(root: &mut Table<'_>, key: &'static str) -> Option<(Moment, Place)> {
    let value = root.value(key)?;
    let written = value.as_written().trim().trim_matches(['"', '\'']);
    let moment = Moment::parse(written);
    if moment.is_none() {
        value.tell(Code::BadMoment.arg("text", written));
    }
    Some((moment?, value.place()))
}

/// Days that contradict one another.
fn check_days(announcement: &Announcement, named_day: Option<Day>, root: &Table<'_>) {
    // Told already where it is missing.
    if announcement.date == Day::ZERO {
        return;
    }
    let place = announcement.place;
    if let Some(named) = named_day.filter(|named| *named != announcement.date) {
        let differs = Code::DateDiffers
            .arg("named", named)
            .arg("date", announcement.date);
        root.tell(differs.at(place));
    }
    if let Some(updated) = announcement
        .updated
        .filter(|updated| *updated < announcement.date)
    {
        let early = Code::UpdatedBefore
            .arg("updated", updated)
            .arg("date", announcement.date);
        root.tell(early.at(place));
    }
    if let Some(document) = &announcement.document
        && let (Some(issued), Some(effective)) = (document.issued, document.effective)
        && effective < issued
    {
        let early = Code::EffectiveBefore
            .arg("issued", issued)
            .arg("effective", effective);
        root.tell(early.at(place));
    }
}
