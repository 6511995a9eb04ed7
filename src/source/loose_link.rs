//! Links and pictures whose address has spaces, as phones and Word name files: CommonMark takes them for text, their
//! authors meant links.

use super::link_path::url_scheme;
use memchr::memmem;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// The extensions of Markdown that are switched on. Every reading of a text has the same, so that all of them find the
/// same in it.
#[must_use]
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// A link that is read as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseLink {
    /// The bytes of its address and title, without the brackets around them.
    pub range: Range<usize>,
    /// Its address.
    pub address: Box<str>,
    /// Its title, usually empty.
    pub title: Box<str>,
    /// Whether it is the definition of a reference (`[a]: Kế hoạch 12.docx`).
    is_definition: bool,
}

/// The links of a text that are read as they were meant, in their order. The parser is given the text with their
/// addresses covered by as many bytes of `x`, so that every other byte keeps its place.
#[derive(Debug)]
pub struct LooseLinks<'t> {
    covered: Cow<'t, str>,
    all: Vec<LooseLink>,
}

impl<'t> LooseLinks<'t> {
    /// Finds them.
    #[must_use]
    pub fn find(text: &'t str) -> Self {
        let mut all = candidates(text);
        if !all.is_empty() {
            let covered = cover(text, &all);
            retain_links(&covered, &mut all);
        }
        Self {
            covered: if all.is_empty() {
                Cow::Borrowed(text)
            } else {
                Cow::Owned(cover(text, &all))
            },
            all,
        }
    }

    /// The text as the parser is to have it.
    #[must_use]
    pub fn covered(&self) -> &str {
        &self.covered
    }

    /// What was meant by the link or picture that takes these bytes, where its address stands in it.
    #[must_use]
    pub fn of_link(&self, link: &Range<usize>) -> Option<&LooseLink> {
        let mut inline = self.all.iter().filter(|one| !one.is_definition);
        inline.find(|one| one.range.end + 1 == link.end && link.start < one.range.start)
    }

    /// What was meant by the definition that takes these bytes.
    #[must_use]
    pub fn of_definition(&self, definition: &Range<usize>) -> Option<&LooseLink> {
        let mut definitions = self.all.iter().filter(|one| one.is_definition);
        definitions
            .find(|one| definition.contains(&one.range.start) && one.range.end <= definition.end)
    }
}

/// The addresses that a text's links and pictures give, as far as they are no references to nothing; some of them may
/// lead nowhere.
#[must_use]
pub fn link_addresses(text: &str) -> Vec<String> {
    let loose = LooseLinks::find(text);
    let mut addresses = Vec::new();
    let mut events = Parser::new_ext(loose.covered(), markdown_options()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(
                Tag::Link {
                    dest_url,
                    link_type,
                    id,
                    ..
                }
                | Tag::Image {
                    dest_url,
                    link_type,
                    id,
                    ..
                },
            ) => {
                let meant = if is_reference(link_type) {
                    let definition = events.reference_definitions().get(&id);
                    definition.and_then(|definition| loose.of_definition(&definition.span))
                } else {
                    loose.of_link(&range)
                };
                addresses.push(
                    meant.map_or_else(|| dest_url.to_string(), |one| one.address.to_string()),
                );
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for attribute in ["href", "src"] {
                    addresses.extend(html_values(&html, attribute).map(str::to_owned));
                }
            }
            _ => {}
        }
    }
    addresses
}

/// Whether the address of a link stands in a definition elsewhere.
#[must_use]
pub fn is_reference(kind: LinkType) -> bool {
    matches!(
        kind,
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
    )
}

/// What seem to be the values of an attribute in a piece of HTML.
fn html_values<'h>(html: &'h str, attribute: &'h str) -> impl Iterator<Item = &'h str> {
    html.match_indices(attribute).filter_map(move |(at, _)| {
        let value = html[at + attribute.len()..]
            .trim_start()
            .strip_prefix('=')?
            .trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        match quote {
            Some(quote) => value[1..].split(quote).next(),
            None => value.split(|c: char| c.is_whitespace() || c == '>').next(),
        }
    })
}

fn cover(text: &str, links: &[LooseLink]) -> String {
    let mut covered = String::with_capacity(text.len());
    let mut done = 0;
    for link in links {
        covered.push_str(&text[done..link.range.start]);
        covered.extend(std::iter::repeat_n('x', link.range.len()));
        done = link.range.end;
    }
    covered.push_str(&text[done..]);
    covered
}

/// What looks like a link that the parser takes for text.
fn candidates(text: &str) -> Vec<LooseLink> {
    let bytes = text.as_bytes();
    let inline = memmem::find_iter(bytes, b"](").filter_map(|at| Some((at, inline_at(text, at)?)));
    let definitions =
        memmem::find_iter(bytes, b"]:").filter_map(|at| Some((at, definition_at(text, at)?)));
    let mut found: Vec<(usize, LooseLink)> = inline.chain(definitions).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let texts = text_ranges(text);
    let is_text = |at: usize| {
        let next = texts.partition_point(|range| range.end <= at);
        texts.get(next).is_some_and(|range| range.contains(&at))
    };
    found.retain(|(bracket, _)| is_text(*bracket) && !is_escaped(text, *bracket));
    found.sort_by_key(|(_, link)| link.range.start);
    let mut all: Vec<LooseLink> = Vec::with_capacity(found.len());
    for (_, link) in found {
        if all
            .last()
            .is_none_or(|last| last.range.end <= link.range.start)
        {
            all.push(link);
        }
    }
    all
}

/// Where the parser finds nothing but words.
fn text_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut in_code = false;
    for (event, range) in Parser::new_ext(text, markdown_options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => ranges.push(range),
            _ => {}
        }
    }
    // Footnotes come where they are defined, but nothing says that they must.
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// Keeps those that the parser reads as links once they are covered.
fn retain_links(covered: &str, all: &mut Vec<LooseLink>) {
    let mut ends = Vec::new();
    let mut events = Parser::new_ext(covered, markdown_options()).into_offset_iter();
    for (event, range) in events.by_ref() {
        if let Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) = event
            && link_type == LinkType::Inline
        {
            ends.push(range.end);
        }
    }
    ends.sort_unstable();
    let definitions: Vec<Range<usize>> = events
        .reference_definitions()
        .iter()
        .map(|(_, definition)| definition.span.clone())
        .collect();
    all.retain(|link| {
        if link.is_definition {
            definitions
                .iter()
                .any(|span| span.contains(&link.range.start))
        } else {
            ends.binary_search(&(link.range.end + 1)).is_ok()
        }
    });
}

/// The link whose words end with the bracket at this byte.
fn inline_at(text: &str, bracket: usize) -> Option<LooseLink> {
    let start = bracket + 2;
    let line = text[start..].split('\n').next().unwrap_or_default();
    let first = line.split(')').next().unwrap_or_default();
    // Nearly all links have none of these, and are read by the parser.
    if !first.contains([' ', '\t', '(', '<']) {
        return None;
    }
    let inside = inside_of(line)?;
    let (address, title) = split_title(inside);
    let is_read =
        !inside.contains(['(', '<', '“', '”', '‘', '’']) && !address.contains([' ', '\t']);
    (!is_read && !address.is_empty()).then(|| LooseLink {
        range: start..start + inside.len(),
        address: address.into(),
        title: title.into(),
        is_definition: false,
    })
}

/// The definition whose label ends with the bracket at this byte. Only what is surely an address makes one: `[1]: Theo
/// báo cáo` is a sentence.
fn definition_at(text: &str, bracket: usize) -> Option<LooseLink> {
    let line_start = text[..bracket].rfind('\n').map_or(0, |end| end + 1);
    let label = text[line_start..bracket].trim_start_matches([' ', '>']);
    let label = label.strip_prefix('[')?;
    if label.is_empty() || label.starts_with('^') || label.contains(['[', ']']) {
        return None;
    }
    let line = text[bracket + 2..].split('\n').next().unwrap_or_default();
    let inside = line.trim();
    if !inside.contains([' ', '\t']) {
        return None;
    }
    let (address, title) = split_title(inside);
    if !is_address(&address) {
        return None;
    }
    let start = bracket + 2 + (line.len() - line.trim_start().len());
    Some(LooseLink {
        range: start..start + inside.len(),
        address: address.into(),
        title: title.into(),
        is_definition: true,
    })
}

/// What stands between the brackets of a link's address; `line` begins after the first one. A bracket in the name of a
/// file does not end it.
fn inside_of(line: &str) -> Option<&str> {
    let ends = || {
        let brackets = line.match_indices(')').map(|(at, _)| at);
        brackets
            .filter(|&at| !is_escaped(line, at))
            .map_while(|at| Some(&line[..at]).filter(|inside| !inside.contains("](")))
    };
    let is_file = |inside: &&str| is_address(&split_title(inside).0);
    let is_balanced = |inside: &&str| inside.matches('(').count() == inside.matches(')').count();
    ends().find(is_file).or_else(|| ends().find(is_balanced))
}

/// An address and the title in quotes behind it. Word makes quotes curly.
fn split_title(inside: &str) -> (String, String) {
    let inside = inside.trim();
    let opening: &[char] = match inside.chars().next_back() {
        Some('"') => &['"'],
        Some('\'') => &['\''],
        Some('”' | '“') => &['“', '”'],
        Some('’' | '‘') => &['‘', '’'],
        _ => &[],
    };
    let start = inside.char_indices().zip(inside.chars().skip(1));
    let mut start =
        start.filter(|((_, before), quote)| before.is_whitespace() && opening.contains(quote));
    let title = start.next().map(|((at, before), _)| at + before.len_utf8());
    // The quote that ends it does not begin it.
    let title = title.filter(|&at| inside[at..].chars().count() > 1);
    let (address, title) = match title {
        Some(at) => {
            let mut words = inside[at..].chars();
            words.next();
            words.next_back();
            (inside[..at].trim(), words.as_str())
        }
        None => (inside, ""),
    };
    let address = address.strip_prefix('<').unwrap_or(address);
    let address = address.strip_suffix('>').unwrap_or(address);
    (unescaped(address.trim()), unescaped(title))
}

/// Whether an address is surely one: a file by its ending, or an address of the web.
#[must_use]
pub(crate) fn is_address(address: &str) -> bool {
    const ENDINGS: [&str; 51] = [
        "7z", "avif", "bmp", "csv", "doc", "docm", "docx", "eml", "gif", "heic", "heif", "htm",
        "html", "jfif", "jpeg", "jpg", "json", "m4a", "m4v", "md", "mov", "mp3", "mp4", "msg",
        "odp", "ods", "odt", "ogg", "pdf", "png", "pps", "ppsx", "ppt", "pptx", "rar", "rtf",
        "svg", "tif", "tiff", "tsv", "txt", "wav", "webm", "webp", "wmv", "xls", "xlsb", "xlsm",
        "xlsx", "xml", "zip",
    ];
    if let Some(scheme) = url_scheme(address) {
        return ["http", "https", "mailto"].contains(&&*scheme.to_ascii_lowercase());
    }
    let path = match address.split_once('#') {
        Some((path, _)) if !is_ending(address, &ENDINGS) => path,
        _ => address,
    };
    is_ending(path, &ENDINGS)
}

fn is_ending(path: &str, endings: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty() && endings.contains(&&*ending.to_ascii_lowercase())
    })
}

/// Whether an odd number of backslashes stands before this byte.
pub(crate) fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rev();
    before.take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// Text without the backslashes that escape marks.
pub(crate) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let is_escape = c == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        plain.extend(if is_escape {
            characters.next()
        } else {
            Some(c)
        });
    }
    plain.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn addresses(text: &str) -> Vec<String> {
        link_addresses(text)
    }

    #[test]
    fn names_with_spaces_are_links() {
        for (text, expected) in [
            (
                "![Hội nghị](IMG_2019 Hoi nghi.JPG)",
                "IMG_2019 Hoi nghi.JPG",
            ),
            ("[x](Kế hoạch 12.docx)", "Kế hoạch 12.docx"),
            ("[x](Kế hoạch (1).docx)", "Kế hoạch (1).docx"),
            ("[x](Kế hoạch 12 (bản 2.docx)", "Kế hoạch 12 (bản 2.docx"),
            ("[x](Báo_cáo *quý* 1.pdf) _y_", "Báo_cáo *quý* 1.pdf"),
            ("![a](IMG 1.jpg \"Hội nghị\")", "IMG 1.jpg"),
            ("![a](IMG 1.jpg “Hội nghị”)", "IMG 1.jpg"),
            ("![a](anh.jpg “Hội nghị”)", "anh.jpg"),
            ("![a](<IMG 1.jpg)", "IMG 1.jpg"),
            ("![a](Kế hoạch \"A\".docx)", "Kế hoạch \"A\".docx"),
            ("[a](tai lieu\\so 1.pdf)", "tai lieu\\so 1.pdf"),
            ("[a](bao\\_cao 1.pdf)", "bao_cao 1.pdf"),
            ("[a](A &amp; B.pdf)", "A & B.pdf"),
            ("[x][a]\n\n[a]: Kế hoạch 12.docx", "Kế hoạch 12.docx"),
            ("[A]\n\n> [a]: Kế hoạch 12.docx \"t\"", "Kế hoạch 12.docx"),
            ("| a |\n|---|\n| [x](b c.pdf) |", "b c.pdf"),
            ("- **[x](b c.pdf)**", "b c.pdf"),
            ("[x](https://a.vn/b c.pdf)", "https://a.vn/b c.pdf"),
            ("[x](thư mục không có)", "thư mục không có"),
            ("[x](muc 1.md#ket-qua)", "muc 1.md#ket-qua"),
        ] {
            assert_eq!(addresses(text), [expected], "{text}");
        }
        assert_eq!(
            addresses("[a](b c.pdf), ![](d (1).jpg) [e](f.pdf)"),
            ["b c.pdf", "d (1).jpg", "f.pdf"]
        );
        assert_eq!(
            addresses("[![a](b c.jpg)](d e.pdf)"),
            ["d e.pdf", "b c.jpg"]
        );
    }

    #[test]
    fn what_is_no_link_stays_text() {
        for text in [
            "`[x](b c.pdf)`",
            "    [x](b c.pdf)",
            "```\n[x](b c.pdf)\n```",
            "\\[x](b c.pdf)",
            "[x\\](b c.pdf)",
            "x](b c.pdf)",
            "[1]: Theo báo cáo ngày 3.2019",
            "[^1]: b c.pdf",
            "Văn bản\n[a]: b c.pdf",
        ] {
            assert_eq!(addresses(text), Vec::<String>::new(), "{text}");
            assert_eq!(LooseLinks::find(text).covered(), text);
        }
    }

    #[test]
    fn what_the_parser_reads_is_left_to_it() {
        for text in [
            "[x](<b c.pdf>)",
            "[x](b.pdf \"t\")",
            "[x](b(1).pdf)",
            "[a]: b.pdf \"t\"\n\n[a]",
        ] {
            assert_eq!(LooseLinks::find(text).covered(), text, "{text}");
        }
    }

    #[test]
    fn titles_are_told_from_names() {
        let of = |text| split_title(text);
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(of("a b.jpg 'Hội nghị'"), pair("a b.jpg", "Hội nghị"));
        assert_eq!(of("a “b” c.jpg “t \"u\"”"), pair("a", "b” c.jpg “t \"u\""));
        assert_eq!(of(" a b.jpg \""), pair("a b.jpg \"", ""));
        assert_eq!(of("\""), pair("\"", ""));
        assert_eq!(of(""), pair("", ""));
    }

    proptest! {
        #[test]
        fn covering_keeps_every_byte_in_its_place(text in "(\\[x\\]|!|\\(|\\)|\\]|a b|\\.pdf|\"|“|”|<|>|\\\\|:|\\n| |`|đ){0,24}") {
            let loose = LooseLinks::find(&text);
            prop_assert_eq!(loose.covered().len(), text.len());
            for link in &loose.all {
                prop_assert!(text.is_char_boundary(link.range.start) && text.is_char_boundary(link.range.end));
            }
            let _ = link_addresses(&text);
        }
    }
}
