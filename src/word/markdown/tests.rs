//! What is written is read as what it was, by the parser that the site uses.

use super::*;
use crate::source::markdown_options;
use crate::word::model::{Look, Piece, Raised};
use crate::word::paste;
use crate::word::settle::settled;
use proptest::prelude::*;
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};
use std::ops::Range;
use std::sync::Arc;

type Events<'t> = Vec<(Event<'t>, Range<usize>)>;

/// Reads Markdown back.
struct Back<'t> {
    text: &'t str,
    events: Events<'t>,
    at: usize,
    notes: Vec<(usize, Vec<Block>)>,
}

fn read(text: &str) -> (Vec<Block>, Vec<Vec<Block>>) {
    let mut back = Back {
        text,
        events: Parser::new_ext(text, markdown_options())
            .into_offset_iter()
            .collect(),
        at: 0,
        notes: Vec::new(),
    };
    let blocks = back.blocks();
    back.notes.sort_by_key(|(number, _)| *number);
    (
        blocks,
        back.notes.into_iter().map(|(_, note)| note).collect(),
    )
}

fn number(label: &str) -> usize {
    label.parse().unwrap()
}

impl<'t> Back<'t> {
    fn next(&mut self) -> Option<(Event<'t>, Range<usize>)> {
        self.at += 1;
        self.events.get(self.at - 1).cloned()
    }

    /// Blocks up to the end of what holds them.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.next() {
            match event {
                Event::End(_) => break,
                Event::Start(Tag::Paragraph) => {
                    blocks.push(Block::Paragraph(self.words()));
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    blocks.push(Block::Heading(level as u8, self.words()));
                }
                Event::Start(Tag::BlockQuote(_)) => blocks.push(Block::Quote(self.blocks())),
                Event::Start(Tag::List(start)) => blocks.push(Block::List(self.list(start))),
                Event::Start(Tag::Table(_)) => blocks.push(Block::Table(self.table())),
                Event::Start(Tag::HtmlBlock) => {
                    let mut html = String::new();
                    while let Some((Event::Html(line), _)) = self.next() {
                        html.push_str(&line);
                    }
                    blocks.extend(paste::read(&html).blocks);
                }
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    let note = self.blocks();
                    self.notes.push((number(&label), note));
                }
                // The words of a tight item stand in no paragraph.
                _ => {
                    self.at -= 1;
                    let words = self.words();
                    assert!(!words.is_empty(), "{range:?} {}", self.text);
                    blocks.push(Block::Paragraph(words));
                }
            }
        }
        blocks
    }

    fn list(&mut self, start: Option<u64>) -> List {
        let mut items = Vec::new();
        let mut numbering = None;
        while let Some((Event::Start(Tag::Item), range)) = self.next() {
            let marker = self.text[range.start..].trim_start_matches(|c: char| c.is_ascii_digit());
            numbering = start.map(|start| Numbering {
                start: start as u32,
                bracketed: marker.starts_with(')'),
            });
            items.push(self.blocks());
        }
        List { numbering, items }
    }

    fn table(&mut self) -> Table {
        let mut rows = Vec::new();
        while let Some((Event::Start(Tag::TableHead | Tag::TableRow), _)) = self.next() {
            let mut row = Vec::new();
            while let Some((Event::Start(Tag::TableCell), _)) = self.next() {
                let words = self.words();
                let paragraph = (!words.is_empty()).then_some(Block::Paragraph(words));
                row.push(Cell::of(paragraph.into_iter().collect()));
            }
            rows.push(row);
        }
        let is_empty = rows[0].iter().all(|cell| cell.blocks.is_empty());
        if is_empty {
            rows.remove(0);
        }
        Table {
            header_rows: usize::from(!is_empty),
            rows,
        }
    }

    /// Words up to the end of what holds them.
    fn words(&mut self) -> Vec<Inline> {
        let mut words = Vec::new();
        let mut look = Look::default();
        let mut link: Option<Arc<str>> = None;
        while let Some((event, _)) = self.next() {
            let piece = match event {
                Event::Text(text) => Piece::Text(text.to_string()),
                Event::HardBreak => Piece::Break,
                Event::FootnoteReference(label) => Piece::Note(number(&label)),
                Event::InlineHtml(html) if &*html == "<br>" => Piece::Break,
                Event::InlineHtml(html) if &*html == "<!-- -->" => continue,
                Event::InlineHtml(html) => {
                    by_tag(&html, &mut look);
                    continue;
                }
                Event::Start(Tag::Strong) => {
                    look.bold = true;
                    continue;
                }
                Event::End(TagEnd::Strong) => {
                    look.bold = false;
                    continue;
                }
                Event::Start(Tag::Emphasis) => {
                    look.italic = true;
                    continue;
                }
                Event::End(TagEnd::Emphasis) => {
                    look.italic = false;
                    continue;
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    link = Some(Arc::from(&*dest_url));
                    continue;
                }
                Event::End(TagEnd::Link) => {
                    link = None;
                    continue;
                }
                Event::Start(Tag::Image { dest_url, .. }) => self.picture(&dest_url),
                // The end of what holds them, or the block behind the words of a tight item.
                Event::Start(Tag::List(_) | Tag::Paragraph) => {
                    self.at -= 1;
                    break;
                }
                Event::End(TagEnd::Item) => {
                    self.at -= 1;
                    break;
                }
                Event::End(_) => break,
                event => panic!("{event:?} in {}", self.text),
            };
            let link = link.clone();
            let look = match piece {
                Piece::Text(_) | Piece::Break => look,
                _ => Look::default(),
            };
            words.push(Inline { piece, look, link });
        }
        settled(words)
    }

    fn picture(&mut self, address: &str) -> Piece {
        let mut alt = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Text(text) => alt.push_str(&text),
                Event::End(TagEnd::Image) => break,
                event => panic!("{event:?} in {}", self.text),
            }
        }
        match address.strip_prefix("anh/thieu-anh-") {
            Some(gap) => Piece::Gap(number(gap), alt),
            None => Piece::Picture(usize::from(address != "anh/van-ban-1.png"), alt),
        }
    }
}

fn by_tag(html: &CowStr<'_>, look: &mut Look) {
    let is_start = !html.starts_with("</");
    match html.trim_matches(['<', '>', '/']) {
        "strong" => look.bold = is_start,
        "em" => look.italic = is_start,
        "s" => look.struck = is_start,
        "sup" => look.raised = is_start.then_some(Raised::Above),
        "sub" => look.raised = is_start.then_some(Raised::Below),
        name => panic!("{name}"),
    }
}

const ADDRESSES: Addresses<'_> = Addresses {
    pictures: &["van-ban-1.png", "van-ban-2.jpg"],
    folder: "anh/",
};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[ a-cđẾ0-9*_`\\[\\]<>&;#|~!(){}\\\\.:+=\"'/\u{a0}“”,^-]{1,9}",
        2 => "[a-cđẾ ]{1,5}",
        1 => prop::sample::select(vec![
            "12) ", "- ", "---", "===", "&copy;", "[^1]", "[^1]:", "{{ value() }}", "# ", "> ", "| a |", "a) ", "Điều 3. ", "1. ",
            "https://a.vn/b_c?d=1&e=2", "www.a.vn", "<b>", "<!-- ", "+++", "\\", "~~~", "[x] ", "![a](b)", ":-:", "    a",
        ]).prop_map(str::to_owned),
    ]
}

fn look() -> impl Strategy<Value = Look> {
    let raised = prop_oneof![
        8 => Just(None),
        1 => Just(Some(Raised::Above)),
        1 => Just(Some(Raised::Below)),
    ];
    let bool = || prop::bool::weighted(0.3);
    (bool(), bool(), prop::bool::weighted(0.1), raised).prop_map(
        |(bold, italic, struck, raised)| Look {
            bold,
            italic,
            struck,
            raised,
        },
    )
}

fn link() -> impl Strategy<Value = Option<Arc<str>>> {
    let urls = vec![
        "https://a.vn/b_c",
        "https://a.vn/?a=1&copy;=2",
        "mailto:a@b.vn",
    ];
    prop_oneof![
        5 => Just(None),
        1 => prop::sample::select(urls).prop_map(|url| Some(Arc::from(url))),
    ]
}

/// Words; with `all`, also notes and pictures.
fn words(all: bool) -> impl Strategy<Value = Vec<Inline>> {
    let alt = || "[a-c*_\\]&<]{0,4}";
    let piece = prop_oneof![
        8 => text().prop_map(Piece::Text),
        1 => Just(Piece::Break),
        1 => (1_usize..3).prop_map(Piece::Note),
        1 => (0_usize..2, alt()).prop_map(|(at, alt)| Piece::Picture(at, alt)),
        1 => (1_usize..9, alt()).prop_map(|(gap, alt)| Piece::Gap(gap, alt)),
    ];
    let inline = (piece, look(), link());
    let inline = inline.prop_map(|(piece, look, link)| Inline { piece, look, link });
    prop::collection::vec(inline, 1..7).prop_map(move |mut words| {
        words.retain(|inline| all || matches!(inline.piece, Piece::Text(_) | Piece::Break));
        settled(words)
    })
}

fn paragraph(all: bool) -> impl Strategy<Value = Option<Block>> {
    words(all).prop_map(|words| (!words.is_empty()).then_some(Block::Paragraph(words)))
}

fn heading() -> impl Strategy<Value = Option<Block>> {
    (2_u8..7, words(true)).prop_map(|(level, mut words)| {
        words.retain(|inline| inline.piece != Piece::Break);
        let words = settled(words);
        (!words.is_empty()).then_some(Block::Heading(level, words))
    })
}

fn numbering() -> impl Strategy<Value = Option<Numbering>> {
    let numbering = (0_u32..1200, any::<bool>());
    let numbering = numbering.prop_map(|(start, bracketed)| Numbering { start, bracketed });
    prop::option::of(prop_oneof![
        numbering,
        Just(Numbering {
            start: 1,
            bracketed: false
        }),
    ])
}

fn some(blocks: Vec<Option<Block>>) -> Vec<Block> {
    blocks.into_iter().flatten().collect()
}

/// A table of Markdown's own form.
fn pipe_table() -> impl Strategy<Value = Option<Block>> {
    (1_usize..4, 1_usize..4, any::<bool>()).prop_flat_map(|(columns, rows, has_header)| {
        let cells = prop::collection::vec(paragraph(true), columns * rows);
        cells.prop_map(move |cells| {
            let cells: Vec<Cell> = cells
                .into_iter()
                .map(|p| Cell::of(p.into_iter().collect()))
                .collect();
            let rows: Vec<Vec<Cell>> = cells.chunks(columns).map(<[Cell]>::to_vec).collect();
            let says = rows[0].iter().any(|cell| !cell.blocks.is_empty());
            Some(Block::Table(Table {
                header_rows: usize::from(has_header && says),
                rows,
            }))
        })
    })
}

/// A table that only HTML can say.
fn html_table(
    block: impl Strategy<Value = Option<Block>> + Clone,
) -> impl Strategy<Value = Option<Block>> {
    let cell = (prop::collection::vec(block, 0..3), 1_u32..3, 1_u32..3);
    let rows = prop::collection::vec(prop::collection::vec(cell, 1..3), 2..4);
    (rows, 0_usize..2).prop_map(|(rows, header_rows)| {
        let row = |cells: Vec<(Vec<Option<Block>>, u32, u32)>| {
            let cells = cells.into_iter().map(|(blocks, columns, rows)| Cell {
                blocks: some(blocks),
                columns,
                rows,
            });
            cells.collect::<Vec<_>>()
        };
        let mut rows: Vec<Vec<Cell>> = rows.into_iter().map(row).collect();
        rows[0][0].columns = 2;
        rows[1][0]
            .blocks
            .push(Block::Paragraph(vec![Inline::text("a")]));
        Some(Block::Table(Table { header_rows, rows }))
    })
}

/// What may stand in a cell of HTML; nothing is bold, since what heads a column is.
fn in_cell() -> impl Strategy<Value = Option<Block>> + Clone {
    let plain = || {
        words(false).prop_map(|mut words| {
            words.iter_mut().for_each(|inline| inline.look.bold = false);
            let words = settled(words);
            (!words.is_empty()).then_some(Block::Paragraph(words))
        })
    };
    let list = (
        prop::collection::vec(plain(), 1..3),
        prop::option::of(0_u32..9),
    );
    let list = list.prop_map(|(items, start)| {
        let items: Vec<_> = some(items).into_iter().map(|item| vec![item]).collect();
        let numbering = start.map(|start| Numbering {
            start,
            bracketed: false,
        });
        (!items.is_empty()).then_some(Block::List(List { numbering, items }))
    });
    prop_oneof![plain(), list].boxed()
}

fn block() -> impl Strategy<Value = Option<Block>> {
    let leaf = prop_oneof![
        6 => paragraph(true),
        2 => heading(),
        1 => pipe_table(),
        1 => html_table(in_cell()),
    ];
    leaf.prop_recursive(3, 20, 4, |block| {
        let item = (paragraph(true), prop::collection::vec(block.clone(), 0..3));
        let item = item.prop_map(|(first, rest)| some([vec![first], rest].concat()));
        let list = (numbering(), prop::collection::vec(item, 1..4));
        let list = list.prop_map(|(numbering, mut items)| {
            items.retain(|item| !item.is_empty());
            (!items.is_empty()).then_some(Block::List(List { numbering, items }))
        });
        let quote = prop::collection::vec(block, 1..3);
        let quote = quote.prop_map(|blocks| {
            let blocks = some(blocks);
            (!blocks.is_empty()).then_some(Block::Quote(blocks))
        });
        prop_oneof![list, quote]
    })
}

fn refers(blocks: &[Block], number: usize) -> bool {
    let in_words = |words: &[Inline]| words.iter().any(|w| w.piece == Piece::Note(number));
    blocks.iter().any(|block| match block {
        Block::Heading(_, words) | Block::Paragraph(words) => in_words(words),
        Block::Quote(blocks) => refers(blocks, number),
        Block::List(list) => list.items.iter().any(|item| refers(item, number)),
        Block::Table(table) => table
            .rows
            .iter()
            .flatten()
            .any(|cell| refers(&cell.blocks, number)),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_as_it_was(
        blocks in prop::collection::vec(block(), 1..5),
        notes in prop::collection::vec((paragraph(false), paragraph(false)), 2),
    ) {
        let blocks = some(blocks);
        let notes: Vec<Vec<Block>> = notes.into_iter().map(|(one, other)| {
            let one = one.unwrap_or_else(|| Block::Paragraph(vec![Inline::text("a")]));
            some(vec![Some(one), other])
        }).collect();
        let text = markdown(&blocks, &notes, &ADDRESSES);
        let (read_blocks, read_notes) = read(&text);
        prop_assert_eq!(&read_blocks, &blocks, "{}", text);
        let expected: Vec<_> = (1..3).filter(|at| refers(&blocks, *at)).map(|at| notes[at - 1].clone()).collect();
        prop_assert_eq!(read_notes, expected, "{}", text);
    }

    #[test]
    fn settling_again_changes_nothing(words in words(true)) {
        prop_assert_eq!(settled(words.clone()), words);
    }
}

#[test]
fn texts_look_as_a_person_would_write_them() {
    let bold = |text: &str| Inline {
        look: Look {
            bold: true,
            ..Look::default()
        },
        ..Inline::text(text)
    };
    let blocks = [
        Block::Heading(2, vec![Inline::text("I. Kết quả")]),
        Block::Paragraph(vec![
            bold("Lưu ý"),
            Inline::text(":không nộp tiền mặt (12\u{a0}000 đồng)."),
        ]),
        Block::List(List {
            numbering: Some(Numbering {
                start: 3,
                bracketed: false,
            }),
            items: vec![
                vec![Block::Paragraph(vec![Inline::text("Ba")])],
                vec![Block::Paragraph(vec![Inline::text("Bốn")])],
            ],
        }),
        Block::Table(Table {
            header_rows: 1,
            rows: vec![
                vec![
                    Cell::of(vec![Block::Paragraph(vec![Inline::text("Quận")])]),
                    Cell::of(vec![]),
                ],
                vec![
                    Cell::of(vec![Block::Paragraph(vec![Inline::text("1")])]),
                    Cell::of(vec![Block::Paragraph(vec![Inline::text("a|b")])]),
                ],
            ],
        }),
    ];
    let expected = "## I. Kết quả\n\n**Lưu ý**:không nộp tiền mặt (12\u{a0}000 đồng).\n\n3. Ba\n4. Bốn\n\n| Quận | |\n| --- | --- |\n| 1 | a\\|b |\n";
    assert_eq!(markdown(&blocks, &[], &ADDRESSES), expected);
}
