//! Letters of a cell that stand above or below the line, or are struck out: a footnote's mark behind a number is no digit
//! of it, nor one behind the number of a ward.

use super::fault::WorkbookFault;
use super::package::Package;
use super::xml::{attribute, letters, reader};
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;
use std::io::Read as _;

/// Where the strings of an `.xlsx` are.
const STRINGS: &str = "xl/sharedStrings.xml";

/// How letters stand.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    #[default]
    OnLine,
    Raised,
    Lowered,
    Struck,
}

impl Standing {
    /// How the letters below a tag of a page stand, where it says so.
    pub(super) fn of_tag(name: &str) -> Option<Self> {
        match name {
            "sup" | "Sup" => Some(Self::Raised),
            "sub" | "Sub" => Some(Self::Lowered),
            "del" | "s" | "strike" | "S" => Some(Self::Struck),
            _ => None,
        }
    }

    /// Adds letters as they stand; what is struck out stands between waves.
    pub(super) fn add(self, letters: &str, text: &mut String) {
        let digit = |c: char, digits: [char; 10]| {
            let index = c.to_digit(10).map_or(usize::MAX, |digit| digit as usize);
            digits.get(index).copied().unwrap_or(c)
        };
        match self {
            _ if letters.trim().is_empty() => text.push_str(letters),
            Self::OnLine => text.push_str(letters),
            Self::Struck => text.extend(["~", letters, "~"]),
            Self::Raised => text.extend(
                letters
                    .chars()
                    .map(|c| digit(c, ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])),
            ),
            Self::Lowered => text.extend(
                letters
                    .chars()
                    .map(|c| digit(c, ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'])),
            ),
        }
    }
}

/// The runs of a string of an `.xlsx`.
#[derive(Debug, Default)]
pub(super) struct Runs {
    text: String,
    standing: Standing,
    in_text: bool,
    in_phonetic: bool,
    /// Whether any letters stand otherwise than on the line.
    is_marked: bool,
}

impl Runs {
    pub(super) fn start(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        match element.local_name().as_ref() {
            "r" => self.standing = Standing::OnLine,
            "vertAlign" => match attribute(element, "val")?.as_deref() {
                Some("superscript") => self.standing = Standing::Raised,
                Some("subscript") => self.standing = Standing::Lowered,
                _ => {}
            },
            "strike" if !matches!(attribute(element, "val")?.as_deref(), Some("0" | "false")) => {
                self.standing = Standing::Struck;
            }
            "rPh" => self.in_phonetic = true,
            "t" => self.in_text = !self.in_phonetic,
            _ => {}
        }
        Ok(())
    }

    pub(super) fn end(&mut self, name: &str) {
        match name {
            "r" => self.standing = Standing::OnLine,
            "rPh" => self.in_phonetic = false,
            "t" => self.in_text = false,
            _ => {}
        }
    }

    pub(super) fn letters(&mut self, event: &Event<'_>) {
        if self.in_text {
            let mut said = String::new();
            letters(event, &mut said);
            self.is_marked |= self.standing != Standing::OnLine && !said.trim().is_empty();
            self.standing.add(&said, &mut self.text);
        }
    }

    /// The text, where any letters stand otherwise than on the line.
    pub(super) fn take(&mut self) -> Option<String> {
        let taken = std::mem::take(self);
        taken.is_marked.then_some(taken.text)
    }
}

/// The strings of an `.xlsx`, by their numbers, in which letters stand otherwise than on the line.
pub(super) fn of_package(
    package: &mut Package<'_>,
) -> Result<FxHashMap<u32, String>, WorkbookFault> {
    let mut found = FxHashMap::default();
    if !package.has(STRINGS) {
        return Ok(found);
    }
    let mut part = Vec::new();
    package.part(STRINGS)?.read_to_end(&mut part)?;
    let has = |word: &[u8]| memchr::memmem::find(&part, word).is_some();
    if !has(b"vertAlign") && !has(b"strike") {
        return Ok(found);
    }
    let mut xml = reader(&part[..]);
    let (mut buffer, mut runs, mut number) = (Vec::new(), Runs::default(), 0);
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) => runs.start(&element)?,
            Event::End(element) if element.local_name().as_ref() == "si" => {
                found.extend(runs.take().map(|text| (number, text)));
                number += 1;
            }
            Event::End(element) => runs.end(element.local_name().as_ref()),
            Event::Eof => return Ok(found),
            text => runs.letters(&text),
        }
        buffer.clear();
    }
}
