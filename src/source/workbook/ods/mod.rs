//! `.ods`: the cells of its one part of content. Read here rather than through calamine, which does not tell what is
//! shown in per cent, hidden or merged.
//!
//! | file | holds |
//! | --- | --- |
//! | `styles` | how numbers are shown |
//! | `table`, `cell` | a sheet, and a cell of it |

mod cell;
mod styles;
mod table;

pub(super) use cell::shown_by_words;

use super::fault::WorkbookFault;
use super::package::Package;
use super::sheet::{OpenSheet, ReadSheet, finished};
use super::xml::{attribute, reader};
use quick_xml::events::{BytesStart, Event};
use styles::Styles;
use table::TableReader;

/// The sheets of an `.ods`.
pub(super) fn open(bytes: &[u8]) -> Result<Vec<ReadSheet>, WorkbookFault> {
    let mut package = Package::open(bytes)?;
    if is_encrypted(&mut package)? {
        return Err(WorkbookFault::Encrypted);
    }
    let mut styles = Styles::default();
    if package.has("styles.xml") {
        let (mut xml, mut buffer) = (reader(package.part("styles.xml")?), Vec::new());
        loop {
            match xml.read_event_into(&mut buffer)? {
                Event::Eof => break,
                event => styles.take(&event)?,
            }
            buffer.clear();
        }
    }
    let mut xml = reader(package.part("content.xml")?);
    let (mut sheets, mut buffer) = (Vec::new(), Vec::new());
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) if element.name().as_ref() == "table:table" => {
                let style = attribute(&element, "style-name")?.unwrap_or_default();
                sheets.push(OpenSheet {
                    name: attribute(&element, "name")?.unwrap_or_default(),
                    is_visible: styles.shows_table(&style),
                    builder: TableReader::new(&styles).read(&mut xml)?,
                });
            }
            Event::Eof => return finished(sheets),
            event => styles.take(&event)?,
        }
        buffer.clear();
    }
}

fn is_encrypted(package: &mut Package<'_>) -> Result<bool, WorkbookFault> {
    let Ok(part) = package.part("META-INF/manifest.xml") else {
        return Ok(false);
    };
    let (mut xml, mut buffer) = (reader(part), Vec::new());
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) if element.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
        buffer.clear();
    }
}

/// A count of an element, at least 1 and at most `most`.
fn count(element: &BytesStart<'_>, name: &str, most: u32) -> Result<u32, WorkbookFault> {
    let given = attribute(element, name)?.and_then(|text| text.parse::<u32>().ok());
    Ok(given.unwrap_or(1).clamp(1, most))
}

#[cfg(test)]
mod tests;
