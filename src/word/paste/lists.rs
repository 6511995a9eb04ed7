//! Lists and tables of a piece of HTML.

use super::reader::{Around, Reader};
use super::style::{is_hidden, look, property};
use super::tree::Element;
use crate::word::bold::{are_bold, unbold_all};
use crate::word::label::Digits;
use crate::word::model::{Block, Cell, Inline, List, Numbering, Table};
use crate::word::settle::settled;
use crate::word::told::Remark;

/// What browsers let a cell span at most.
const MOST_COLUMNS: u32 = 1000;
const MOST_ROWS: u32 = 65_534;

impl<'t> Reader<'t> {
    pub(super) fn list(&mut self, element: &'t Element, around: &Around) {
        self.end_line();
        for block in self.list_blocks(element, around) {
            self.push(block);
        }
    }

    /// A list; letters and roman numbers, which Markdown does not have, are words.
    fn list_blocks(&mut self, element: &'t Element, around: &Around) -> Vec<Block> {
        let digits = digits(element);
        let mut number = element.get("start").trim().parse::<u32>().unwrap_or(1);
        let mut lists: Vec<Block> = Vec::new();
        let mut begins = true;
        for child in element.elements() {
            let mut within = around.clone();
            within.look = look(child, around.look);
            if matches!(&*child.name, "ul" | "ol") {
                // A list within a list belongs to the item before it.
                let blocks = self.list_blocks(child, &within);
                match lists.last_mut() {
                    Some(Block::List(List { items, .. })) if !items.is_empty() => {
                        items
                            .last_mut()
                            .into_iter()
                            .for_each(|item| item.extend(blocks.clone()));
                    }
                    _ => lists.extend(blocks),
                }
                continue;
            }
            if is_hidden(child) {
                let says = !child.words().trim().is_empty();
                self.remarks.add(Remark::Hidden, usize::from(says));
                continue;
            }
            let given = child.get("value").trim().parse::<u32>().ok();
            let given = given.filter(|given| *given != number);
            begins |= given.is_some();
            number = given.unwrap_or(number);
            let mut blocks = self.blocks(child, &within);
            if blocks.is_empty() {
                continue;
            }
            match digits {
                Some(digits) if digits != Digits::Decimal => {
                    label(&mut blocks, &format!("{}.", digits.write(number)));
                    lists.extend(blocks);
                }
                _ => {
                    let numbering = digits.map(|_| Numbering {
                        start: number,
                        bracketed: false,
                    });
                    match lists.last_mut() {
                        Some(Block::List(list)) if !begins => list.items.push(blocks),
                        _ => lists.push(Block::List(List {
                            numbering,
                            items: vec![blocks],
                        })),
                    }
                    begins = false;
                }
            }
            number = number.saturating_add(1).min(999_999_999);
        }
        lists
    }

    pub(super) fn table(&mut self, element: &'t Element, around: &Around) {
        self.end_line();
        let mut rows: Vec<(bool, Vec<Cell>)> = Vec::new();
        self.rows(element, around, false, &mut rows);
        rows.retain(|(_, row)| !row.is_empty());
        if rows
            .iter()
            .all(|(_, row)| row.iter().all(|cell| cell.blocks.is_empty()))
        {
            return;
        }
        // One cell is a frame around words.
        if let [(_, row)] = &mut rows[..]
            && let [cell] = &mut row[..]
        {
            for block in std::mem::take(&mut cell.blocks) {
                self.push(block);
            }
            return;
        }
        let marked = rows.iter().take_while(|(is_header, _)| *is_header).count();
        let mut header_rows = if marked < rows.len() { marked } else { 0 };
        let is_bold = |row: &[Cell]| row.iter().all(|cell| are_bold(&cell.blocks));
        if header_rows == 0 && rows.len() > 1 && is_bold(&rows[0].1) {
            header_rows = 1;
        }
        for (_, row) in rows.iter_mut().take(header_rows) {
            row.iter_mut().for_each(|cell| unbold_all(&mut cell.blocks));
        }
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        self.push(Block::Table(Table { header_rows, rows }));
    }

    fn rows(
        &mut self,
        element: &'t Element,
        around: &Around,
        in_head: bool,
        rows: &mut Vec<(bool, Vec<Cell>)>,
    ) {
        for child in element.elements() {
            if is_hidden(child) {
                let says = !child.words().trim().is_empty();
                self.remarks.add(Remark::Hidden, usize::from(says));
                continue;
            }
            let mut within = around.clone();
            within.look = look(child, around.look);
            match &*child.name {
                "thead" | "tbody" | "tfoot" => {
                    self.rows(child, &within, child.name == "thead", rows);
                }
                "tr" => {
                    let row = self.row(child, &within);
                    let heads = child.elements().filter(|cell| cell.name != "th").count();
                    rows.push((in_head || (heads == 0 && !row.is_empty()), row));
                }
                "caption" => {
                    for block in self.blocks(child, &within) {
                        self.push(block);
                    }
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, element: &'t Element, around: &Around) -> Vec<Cell> {
        let mut row = Vec::new();
        for cell in element.elements() {
            if !matches!(&*cell.name, "td" | "th") {
                continue;
            }
            if is_hidden(cell) {
                let says = !cell.words().trim().is_empty();
                self.remarks.add(Remark::Hidden, usize::from(says));
                continue;
            }
            let span = |name: &str| cell.get(name).trim().parse::<u32>().unwrap_or(1).max(1);
            let mut within = around.clone();
            within.look = look(cell, around.look);
            row.push(Cell {
                blocks: self.blocks(cell, &within),
                columns: span("colspan").min(MOST_COLUMNS),
                rows: span("rowspan").min(MOST_ROWS),
            });
        }
        row
    }
}

/// How the items of a list are numbered; `None` where they are not.
fn digits(element: &Element) -> Option<Digits> {
    if element.name != "ol" {
        return None;
    }
    let first = element.elements().find(|child| child.name == "li");
    let styles = [Some(element), first].into_iter().flatten();
    let mut styles = styles.map(|element| property(element, "list-style-type"));
    let style = styles.find(|style| !style.is_empty()).unwrap_or_default();
    let kind = element.get("type");
    Some(match (&*style, kind) {
        ("lower-alpha" | "lower-latin", _) | ("", "a") => Digits::LowerLetter,
        ("upper-alpha" | "upper-latin", _) | ("", "A") => Digits::UpperLetter,
        ("lower-roman", _) | ("", "i") => Digits::LowerRoman,
        ("upper-roman", _) | ("", "I") => Digits::UpperRoman,
        ("disc" | "circle" | "square" | "none", _) => return None,
        _ => Digits::Decimal,
    })
}

/// Puts a label before the words of an item.
fn label(blocks: &mut Vec<Block>, label: &str) {
    let label = Inline::text(format!("{label} "));
    match blocks.first_mut() {
        Some(Block::Paragraph(words)) => {
            words.insert(0, label);
            *words = settled(std::mem::take(words));
        }
        _ => blocks.insert(0, Block::Paragraph(settled(vec![label]))),
    }
}
