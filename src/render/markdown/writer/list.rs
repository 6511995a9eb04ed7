//! Numbered lists: with the numbers that their author gave, which Markdown would count anew.

use super::{Writer, matching_end};
use crate::diagnostic::Code;
use crate::render::markdown::events::Events;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// The numbered lists that are open, the innermost last.
pub(super) type Lists = Vec<List>;

/// A numbered list.
#[derive(Debug)]
pub(super) struct List {
    /// The number that the next item has if nothing says otherwise.
    next: u32,
    /// Whether its author gave all items the same number, as Markdown allows, and left the counting to it.
    is_counted: bool,
}

/// How an item is marked.
#[derive(Debug, Clone, Copy)]
struct Marker {
    number: u32,
    /// Whether a bracket stands behind the number.
    is_bracketed: bool,
    /// Whether it is written with two digits, `01.`.
    is_padded: bool,
}

impl Marker {
    /// The marker of the item that begins here.
    fn read(item: &str) -> Option<Self> {
        let length = item.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, behind) = item.split_at(length);
        Some(Self {
            number: digits.parse().ok()?,
            is_bracketed: behind.starts_with(')'),
            is_padded: length == 2 && digits.starts_with('0'),
        })
    }
}

impl<'a> Writer<'a, '_> {
    fn marker(&self, item: &Range<usize>) -> Option<Marker> {
        Marker::read(self.source(item.clone()))
    }

    /// The start of a numbered list.
    pub(super) fn numbered_list(&mut self, events: &Events<'a>, at: usize) {
        let mut markers = Vec::new();
        let (end, mut inside) = (matching_end(events, at), at + 1);
        while inside < end {
            if let (Event::Start(Tag::Item), range) = &events[inside] {
                markers.extend(self.marker(range));
            }
            inside = matching_end(events, inside) + 1;
        }
        let first = markers.first().map_or(1, |marker| marker.number);
        let is_counted = markers.len() > 1 && markers.iter().all(|marker| marker.number == first);
        if let (true, (_, range)) = (is_counted, &events[at]) {
            let problem = Code::ListCounted.arg("number", first);
            let place = self.positions.place(range.start);
            self.linker.diagnostics.push(problem.at(place));
        }
        self.state.lists.push(List {
            next: first,
            is_counted,
        });
        let is_bracketed = markers.iter().any(|marker| marker.is_bracketed);
        let is_padded = markers.iter().any(|marker| marker.is_padded)
            && markers.iter().all(|one| one.is_padded || one.number > 9);
        self.out.push_str("<ol");
        match (is_bracketed, is_padded) {
            (false, false) => {}
            (true, false) => self.out.push_str(" class=\"bracketed\""),
            (false, true) => self.out.push_str(" class=\"two-digits\""),
            (true, true) => self.out.push_str(" class=\"bracketed two-digits\""),
        }
        if first != 1 {
            self.out.push_str(&format!(" start=\"{first}\""));
        }
        self.out.push_str(">\n");
    }

    /// The start of an item of any list.
    pub(super) fn item(&mut self, range: &Range<usize>) {
        let marker = self.marker(range);
        self.state.item = self.out.len();
        match (self.state.lists.last_mut(), marker) {
            (Some(list), Some(marker)) => {
                let number = if list.is_counted {
                    list.next
                } else {
                    marker.number
                };
                if number == list.next {
                    self.out.push_str("<li>");
                } else {
                    self.out.push_str(&format!("<li value=\"{number}\">"));
                }
                list.next = number.saturating_add(1);
            }
            _ => self.out.push_str("<li>"),
        }
    }

    pub(super) fn end_numbered_list(&mut self) {
        self.state.lists.pop();
        self.out.push_str("</ol>\n");
    }
}
