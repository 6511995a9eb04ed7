//! Reading feeds, to hold them against the rules of Atom.

use quick_xml::Reader;
use quick_xml::events::Event;

/// What a feed or an entry says of itself.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) id: Vec<String>,
    title: Vec<String>,
    updated: Vec<String>,
    authors: usize,
    addresses: Vec<String>,
}

impl Said {
    /// One id, one title, one moment (RFC 3339), absolute addresses only.
    pub(crate) fn holds_to_the_rules(&self, path: &str) {
        let [id] = &self.id[..] else {
            panic!("{path}: ids {:?}", self.id)
        };
        assert!(id.starts_with("https://"), "{path}: {id}");
        assert!(
            matches!(&self.title[..], [title] if !title.is_empty()),
            "{path}: {id}"
        );
        let [updated] = &self.updated[..] else {
            panic!("{path}: {id}: moments {:?}", self.updated)
        };
        assert!(
            updated.parse::<jiff::Timestamp>().is_ok(),
            "{path}: {updated}"
        );
        assert!(self.authors <= 1, "{path}: {id}");
        for address in &self.addresses {
            assert!(
                address.starts_with("https://thidua.example.vn/2019/"),
                "{path}: {address}"
            );
        }
    }
}

/// A feed, read by a parser that demands well-formed XML.
#[derive(Default)]
pub(crate) struct Feed {
    pub(crate) own: Said,
    pub(crate) self_links: Vec<String>,
    pub(crate) entries: Vec<Said>,
}

impl Feed {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut reader = Reader::from_str(text);
        let (mut feed, mut open, mut text) = (Self::default(), Vec::<String>::new(), String::new());
        loop {
            let event = reader.read_event().expect("well-formed XML");
            let element = match &event {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => Some(element),
                Event::Text(part) => {
                    text.push_str(part);
                    None
                }
                _ => None,
            };
            if let Some(element) = element {
                let name = element.name().as_ref().to_owned();
                if name == "entry" {
                    feed.entries.push(Said::default());
                }
                let (mut rel, mut href) = (String::new(), None);
                for attribute in element.attributes() {
                    let attribute = attribute.expect("a well-formed attribute");
                    let value = attribute.value.to_string();
                    match attribute.key.as_ref() {
                        "rel" => rel = value,
                        "href" => href = Some(value),
                        _ => {}
                    }
                }
                if let Some(href) = href {
                    if rel == "self" {
                        feed.self_links.push(href.clone());
                    }
                    feed.said(&open).addresses.push(href);
                }
                text.clear();
            }
            match event {
                Event::Start(element) => {
                    open.push(element.name().as_ref().to_owned());
                }
                Event::End(_) => {
                    let name = open.pop().unwrap();
                    let said = feed.said(&open);
                    match name.as_str() {
                        "id" => said.id.push(text.clone()),
                        "title" => said.title.push(text.clone()),
                        "updated" => said.updated.push(text.clone()),
                        "author" => said.authors += 1,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        assert!(open.is_empty(), "elements are left open: {open:?}");
        feed
    }

    /// The entry that is being read, else the feed.
    fn said(&mut self, open: &[String]) -> &mut Said {
        match self.entries.last_mut() {
            Some(entry) if open.iter().any(|name| name == "entry") => entry,
            _ => &mut self.own,
        }
    }
}
