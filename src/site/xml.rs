//! What every XML file of the site shares: how it begins, texts that XML allows, absolute addresses.

use crate::diagnostic::{Code, Diagnostic};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::borrow::Cow;
use std::io;

/// An XML file in the making. Writing into memory never fails, but the library cannot know that.
pub(super) type Xml = Writer<Vec<u8>>;

/// The bytes of an XML file: its declaration, then what `write` puts below it, then a line break.
///
/// # Errors
/// None in practice; see [`Xml`].
pub(super) fn document(
    write: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> Result<Vec<u8>, Diagnostic> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let declaration = Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None));
    let written = xml.write_event(declaration).and_then(|()| write(&mut xml));
    written.map_err(|error| Code::XmlFailed.arg("reason", error))?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// Adds an element that holds a text.
pub(super) fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(&legal(text)))
        .map(drop)
}

/// A text without the characters that no XML may hold, not even escaped.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let is_illegal = |c: char| {
        (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r'))
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if text.contains(is_illegal) {
        Cow::Owned(text.replace(is_illegal, ""))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_without_what_xml_forbids() {
        let bytes = document(|xml| text(xml, "t", "a < b & \u{1}\u{ffff}c")).expect("a document");
        assert_eq!(
            String::from_utf8(bytes).expect("UTF-8"),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<t>a &lt; b &amp; c</t>\n"
        );
    }
}
