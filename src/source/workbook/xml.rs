//! What reading the XML of a workbook's parts needs.

use super::fault::WorkbookFault;
use super::sheet::{MOST_COLUMNS, MOST_ROWS};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::BufRead;

/// A reader of a part, as lenient as spreadsheets are.
pub(super) fn reader<R: BufRead>(part: R) -> Reader<R> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    reader
}

/// The value of an attribute by its name without a prefix.
pub(super) fn attribute(
    element: &BytesStart<'_>,
    name: &str,
) -> Result<Option<String>, WorkbookFault> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(Some(
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)?
                    .into_owned(),
            ));
        }
    }
    Ok(None)
}

/// Adds the letters that an event stands for, if any, to a text.
pub(super) fn letters(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(letters) => text.push_str(&letters.xml10_content()),
        Event::CData(letters) => text.push_str(letters),
        Event::GeneralRef(entity) => match &**entity {
            "amp" => text.push('&'),
            "lt" => text.push('<'),
            "gt" => text.push('>'),
            "quot" => text.push('"'),
            "apos" => text.push('\''),
            _ => text.extend(entity.resolve_char_ref().ok().flatten()),
        },
        _ => {}
    }
}

/// Whether an attribute says yes.
pub(super) fn is_set(element: &BytesStart<'_>, name: &str) -> Result<bool, WorkbookFault> {
    Ok(matches!(
        attribute(element, name)?.as_deref(),
        Some("1" | "true")
    ))
}

/// The row and column (from 0) that a reference such as `D14` names; `None` where it names no cell of a sheet.
pub(super) fn cell_reference(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim_start_matches('$');
    let letters = reference
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let (column, row) = reference.split_at_checked(letters)?;
    let column = column.bytes().try_fold(0u32, |sum, letter| {
        sum.checked_mul(26)?
            .checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = row.trim_start_matches('$').parse().ok()?;
    let is_there = (1..=MOST_COLUMNS).contains(&column) && (1..=MOST_ROWS).contains(&row);
    is_there.then(|| (row - 1, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_cells() {
        assert_eq!(cell_reference("A1"), Some((0, 0)));
        assert_eq!(cell_reference("D14"), Some((13, 3)));
        assert_eq!(cell_reference("$xfd$1048576"), Some((1_048_575, 16_383)));
        for reference in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "AAAAAAAAAA1",
            "A1:B2",
            "Ă1",
        ] {
            assert_eq!(cell_reference(reference), None, "{reference}");
        }
    }
}
