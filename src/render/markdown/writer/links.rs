//! Links and pictures.

use super::Writer;
use crate::diagnostic::Code;
use crate::place::Place;
use crate::render::markdown::escape::push_escaped;
use crate::render::markdown::events::Events;
use crate::render::markdown::marks::Mark;
use crate::source::unescaped;
use pulldown_cmark::{Event, LinkType};
use std::ops::Range;

impl<'a> Writer<'a, '_> {
    pub(super) fn link(
        &mut self,
        kind: LinkType,
        url: &str,
        title: &str,
        range: &Range<usize>,
        is_empty: bool,
    ) {
        let place = self.place_of(url, range);
        if is_empty {
            self.linker
                .diagnostics
                .push(Code::LinkWithoutWords.at(place));
        }
        let is_loose = self.loose.of_link(range).is_some();
        let url = match kind {
            LinkType::Email => self.linker.resolve(&format!("mailto:{url}"), false, place),
            _ if is_loose => self.linker.resolve_loose(url, false, place),
            _ => self.linker.resolve(url, false, place),
        };
        let href = self.marks.add(Mark::Url(url));
        self.state.inline += 1;
        self.out.extend(["<a href=\"", &href, "\""]);
        self.title(title);
        self.out.push('>');
    }

    pub(super) fn image(
        &mut self,
        url: &str,
        title: &str,
        range: &Range<usize>,
        inside: &Events<'a>,
    ) {
        let place = self.place_of(url, range);
        let alt = self.plain(inside.iter());
        for (event, range) in inside {
            if matches!(event, Event::Text(_)) && self.placements.any_call_in(range) {
                let place = self.positions.place(range.start);
                self.placements.take(range);
                self.linker
                    .diagnostics
                    .push(Code::CallNotHere.at(place).help("alt"));
            }
        }
        if alt.trim().is_empty() {
            self.linker
                .diagnostics
                .push(Code::ImageWithoutAlt.at(place));
        }
        let url = if self.loose.of_link(range).is_some() {
            self.linker.resolve_loose(url, true, place)
        } else {
            self.linker.resolve(url, true, place)
        };
        let src = self.marks.add(Mark::Url(url));
        self.out.extend(["<img src=\"", &src, "\" alt=\""]);
        push_escaped(&mut self.out, alt.trim());
        self.out.push('"');
        self.title(title);
        self.out.push('>');
    }

    /// A bare address as a link.
    pub(super) fn bare_address(&mut self, url: &str, range: &Range<usize>) {
        let place = self.positions.place(range.start);
        let url = self.linker.resolve(url, false, place);
        let href = self.marks.add(Mark::Url(url));
        self.out.extend(["<a href=\"", &href, "\">"]);
        let shown = unescaped(self.source(range.clone()));
        push_escaped(&mut self.out, &shown);
        self.out.push_str("</a>");
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            push_escaped(&mut self.out, title);
            self.out.push('"');
        }
    }

    /// Where a link's address stands, else where the link begins.
    fn place_of(&self, url: &str, range: &Range<usize>) -> Place {
        let within = self
            .positions
            .text()
            .get(range.clone())
            .and_then(|link| link.rfind(url));
        self.positions
            .place(range.start + within.filter(|_| !url.is_empty()).unwrap_or(0))
    }
}
