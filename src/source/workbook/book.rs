//! The list of sheets of an `.xlsx`: their names, which are hidden, and which parts they are.

use super::fault::WorkbookFault;
use super::package::Package;
use super::xml::{attribute, is_set, reader};
use quick_xml::events::Event;
use rustc_hash::FxHashMap;

/// What the main part of an `.xlsx` says.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<BookSheet>,
    /// Whether the formulas are still to be computed: programs that write files without computing ask for that when the
    /// file is opened, or leave it to the reader, and save 0 for every formula.
    pub(super) is_uncomputed: bool,
    /// Whether days are counted from 1904.
    pub(super) is_1904: bool,
}

/// A sheet in the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BookSheet {
    pub(super) name: String,
    pub(super) is_visible: bool,
    /// The part that holds it; `None` for a sheet that is no table (a chart, a macro).
    pub(super) part: Option<String>,
}

/// A relationship: its kind (the last word of it) and the part that it leads to.
type Relationship = (String, String);

impl Book {
    /// Reads the list.
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, WorkbookFault> {
        let main = relationships(package, "_rels/.rels", "")?
            .into_values()
            .find_map(|(kind, part)| (kind == "officeDocument").then_some(part))
            .ok_or_else(|| WorkbookFault::damaged("_rels/.rels"))?;
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let base = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let parts = relationships(package, &format!("{base}_rels/{name}.rels"), &base)?;
        check_supports(package, &parts, &base)?;
        let mut xml = reader(package.part(&main)?);
        let (mut book, mut buffer) = (Self::default(), Vec::new());
        loop {
            match xml.read_event_into(&mut buffer)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "sheet" => {
                        let id = attribute(&element, "id")?.unwrap_or_default();
                        let part = parts.get(&id).filter(|(kind, _)| kind == "worksheet");
                        book.sheets.push(BookSheet {
                            name: attribute(&element, "name")?.unwrap_or_default(),
                            is_visible: matches!(
                                attribute(&element, "state")?.as_deref(),
                                None | Some("visible")
                            ),
                            part: part.map(|(_, part)| part.clone()),
                        });
                    }
                    "calcPr" => {
                        let says = |name: &str, word: &str| {
                            Ok::<_, WorkbookFault>(
                                attribute(&element, name)?.as_deref() == Some(word),
                            )
                        };
                        book.is_uncomputed = is_set(&element, "fullCalcOnLoad")?
                            || says("calcMode", "manual")?
                            || says("calcCompleted", "0")?;
                    }
                    "workbookPr" => book.is_1904 = is_set(&element, "date1904")?,
                    _ => {}
                },
                Event::Eof => return Ok(book),
                _ => {}
            }
            buffer.clear();
        }
    }
}

/// Refuses a workbook whose formats or texts are not where they are looked for: without them a percentage would be read
/// as a share, and a date as a number.
fn check_supports(
    package: &Package<'_>,
    parts: &FxHashMap<String, Relationship>,
    base: &str,
) -> Result<(), WorkbookFault> {
    for (kind, part) in parts.values() {
        let Some(name) = ["styles", "sharedStrings"]
            .into_iter()
            .find(|name| kind == name)
        else {
            continue;
        };
        let read = format!("{base}{name}.xml");
        if !without_dots(part).eq_ignore_ascii_case(&read) || !package.has(&read) {
            return Err(WorkbookFault::damaged(part));
        }
    }
    Ok(())
}

/// A path without its steps to the same folder and to the one above.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                kept.pop();
            }
            step => kept.push(step),
        }
    }
    kept.join("/")
}

/// The relationships of a part by their id; targets are below `base` unless they begin with `/`.
fn relationships(
    package: &mut Package<'_>,
    path: &str,
    base: &str,
) -> Result<FxHashMap<String, Relationship>, WorkbookFault> {
    let mut xml = reader(package.part(path)?);
    let (mut found, mut buffer) = (FxHashMap::default(), Vec::new());
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let target = attribute(&element, "Target")?.unwrap_or_default();
                let target = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("{base}{target}"),
                };
                let kind = attribute(&element, "Type")?.unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(
                    attribute(&element, "Id")?.unwrap_or_default(),
                    (kind, target),
                );
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
        buffer.clear();
    }
}
