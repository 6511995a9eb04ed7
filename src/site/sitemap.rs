//! `sitemap.xml`: the pages that search engines may list, by the protocol of sitemaps.org; beyond its limit an index of
//! several files. Only where the site knows its address.

use super::xml::{Xml, document, text};
use super::{Declared, Facts, Site};
use crate::diagnostic::Diagnostic;
use std::io;

/// The most addresses that a file may have.
const MOST: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap.
pub(super) const PATH: &str = "sitemap.xml";

/// Plans it. How many pages will not be listed is known only when they are made, so the plan is for all of them.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if facts.base_url.is_none() {
        return;
    }
    let pages = site.files().iter().filter(|file| file.is_page());
    let parts = pages.count().div_ceil(MOST);
    if parts <= 1 {
        site.collect(PATH, |context, collection| {
            let listed: Vec<Listed<'_>> = collection.indexable().collect();
            addresses(&context.facts, &listed)
        });
        return;
    }
    site.collect(PATH, move |context, _| index(&context.facts, parts));
    for part in 0..parts {
        site.collect(part_path(part), move |context, collection| {
            let listed: Vec<Listed<'_>> = collection.indexable().collect();
            addresses(&context.facts, part_of(&listed, part, parts))
        });
    }
}

/// A page with what it declares.
type Listed<'a> = (&'a str, &'a Declared);

fn part_path(part: usize) -> String {
    format!("sitemap-{}.xml", part + 1)
}

/// The pages of one of several files. None is empty, which the protocol forbids: the first page stands in for nothing.
fn part_of<T>(listed: &[T], part: usize, parts: usize) -> &[T] {
    let each = listed.len().div_ceil(parts);
    let own = listed.chunks(each.max(1)).nth(part);
    own.or_else(|| listed.get(..1)).unwrap_or_default()
}

fn addresses(facts: &Facts<'_>, listed: &[Listed<'_>]) -> Result<Vec<u8>, Diagnostic> {
    let url = |xml: &mut Xml, (path, declared): &Listed<'_>| {
        let inside = |xml: &mut Xml| {
            text(xml, "loc", &facts.absolute(path).unwrap_or_default())?;
            match declared.updated {
                Some(day) => text(xml, "lastmod", &day.to_string()),
                None => Ok(()),
            }
        };
        xml.create_element("url")
            .write_inner_content(inside)
            .map(drop)
    };
    root("urlset", |xml| {
        listed.iter().try_for_each(|page| url(xml, page))
    })
}

fn index(facts: &Facts<'_>, parts: usize) -> Result<Vec<u8>, Diagnostic> {
    root("sitemapindex", |xml| {
        (0..parts).try_for_each(|part| {
            let address = facts.absolute(&part_path(part)).unwrap_or_default();
            xml.create_element("sitemap")
                .write_inner_content(|xml| text(xml, "loc", &address))
                .map(drop)
        })
    })
}

fn root(
    name: &str,
    inside: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> Result<Vec<u8>, Diagnostic> {
    document(|xml| {
        xml.create_element(name)
            .with_attribute(("xmlns", NAMESPACE))
            .write_inner_content(inside)
            .map(drop)
    })
}

#[cfg(test)]
mod tests {
    use super::part_of;

    #[test]
    fn pages_are_spread_over_parts_of_which_none_is_empty() {
        let listed = [1, 2, 3, 4, 5];
        assert_eq!(part_of(&listed, 0, 2), [1, 2, 3]);
        assert_eq!(part_of(&listed, 1, 2), [4, 5]);
        assert_eq!(part_of(&listed[..1], 1, 2), [1]);
        assert_eq!(part_of(&listed, 3, 4), [1]);
    }
}
