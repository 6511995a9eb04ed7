//! A feed as Atom (RFC 4287).

use super::{FeedEntry, Remark};
use crate::calendar::Day;
use crate::diagnostic::Diagnostic;
use crate::site::xml::{Xml, document, legal, text};
use crate::site::{Facts, Wording};
use quick_xml::events::{BytesText, Event};
use std::io;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// A feed without its entries.
pub(super) struct Feed<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) wording: &'a Wording,
    pub(super) title: String,
    /// Its own path.
    pub(super) path: &'a str,
    /// The path of the page that it goes with.
    pub(super) page: String,
}

/// A day as Atom writes moments: its beginning in Vietnam, where every day is meant.
fn moment(day: Day) -> String {
    format!("{day}T00:00:00+07:00")
}

impl Feed<'_> {
    /// Its bytes, with these entries (each with the path of its page), the last changed first.
    pub(super) fn write(&self, entries: &[(&str, &FeedEntry)]) -> Result<Vec<u8>, Diagnostic> {
        document(|xml| {
            xml.create_element("feed")
                .with_attribute(("xmlns", ATOM))
                .with_attribute(("xml:lang", self.wording.language().code()))
                .write_inner_content(|xml| {
                    self.head(xml, entries)?;
                    entries
                        .iter()
                        .try_for_each(|(path, entry)| self.entry(xml, path, entry))
                })
                .map(drop)
        })
    }

    fn address(&self, path: &str) -> String {
        // Without an address of the site there are no feeds.
        self.facts.absolute(path).unwrap_or_default()
    }

    fn head(&self, xml: &mut Xml, entries: &[(&str, &FeedEntry)]) -> io::Result<()> {
        let settings = &self.facts.campaign.settings;
        let newest = entries.iter().map(|(_, entry)| entry.updated).max();
        let updated = newest.or(settings.announced).unwrap_or(settings.starts);
        let address = self.address(self.path);
        text(xml, "title", &self.title)?;
        text(xml, "id", &address)?;
        link(xml, "self", "application/atom+xml", &address)?;
        link(xml, "alternate", "text/html", &self.address(&self.page))?;
        text(xml, "updated", &moment(updated))?;
        author(xml, settings.organizer.as_ref().unwrap_or(&settings.title))
    }

    fn entry(&self, xml: &mut Xml, path: &str, entry: &FeedEntry) -> io::Result<()> {
        let address = self.address(path);
        let inside = |xml: &mut Xml| {
            text(xml, "title", &entry.title)?;
            text(xml, "id", &address)?;
            link(xml, "alternate", "text/html", &address)?;
            if let Some(published) = entry.published {
                text(xml, "published", &moment(published))?;
            }
            text(xml, "updated", &moment(entry.updated))?;
            if let Some(name) = &entry.author {
                author(xml, name)?;
            }
            for (key, label) in &entry.topics {
                xml.create_element("category")
                    .with_attribute(("term", &**key))
                    .with_attribute(("label", &*legal(label)))
                    .write_empty()?;
            }
            self.content(xml, entry, &address)
        };
        xml.create_element("entry")
            .write_inner_content(inside)
            .map(drop)
    }

    /// What an entry says: remarks, then a sentence or two, then the way to the whole.
    fn content(&self, xml: &mut Xml, entry: &FeedEntry, address: &str) -> io::Result<()> {
        let inside = |xml: &mut Xml| {
            for remark in &entry.remarks {
                self.remark(xml, remark)?;
            }
            if let Some(summary) = &entry.summary {
                text(xml, "p", summary)?;
            }
            let more = self.wording.word("feed.read");
            paragraph(xml, |xml| anchor(xml, more, address))
        };
        let div = |xml: &mut Xml| {
            xml.create_element("div")
                .with_attribute(("xmlns", XHTML))
                .write_inner_content(inside)
                .map(drop)
        };
        xml.create_element("content")
            .with_attribute(("type", "xhtml"))
            .write_inner_content(div)
            .map(drop)
    }

    fn remark(&self, xml: &mut Xml, remark: &Remark) -> io::Result<()> {
        paragraph(xml, |xml| match &remark.about {
            None => xml.write_event(Event::Text(BytesText::new(&legal(&remark.text)))),
            Some((title, path)) => {
                let text = format!("{} ", legal(&remark.text));
                xml.write_event(Event::Text(BytesText::new(&text)))?;
                anchor(xml, title, &self.address(path))
            }
        })
    }
}

fn paragraph(xml: &mut Xml, inside: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    xml.create_element("p")
        .write_inner_content(inside)
        .map(drop)
}

fn anchor(xml: &mut Xml, label: &str, address: &str) -> io::Result<()> {
    xml.create_element("a")
        .with_attribute(("href", address))
        .write_text_content(BytesText::new(&legal(label)))
        .map(drop)
}

fn link(xml: &mut Xml, rel: &str, kind: &str, address: &str) -> io::Result<()> {
    xml.create_element("link")
        .with_attribute(("rel", rel))
        .with_attribute(("type", kind))
        .with_attribute(("href", address))
        .write_empty()
        .map(drop)
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author")
        .write_inner_content(|xml| text(xml, "name", name))
        .map(drop)
}
