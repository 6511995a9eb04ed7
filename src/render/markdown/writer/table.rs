//! Tables: in a frame that scrolls, with header cells that say what they head.

use super::Writer;
use crate::render::markdown::escape::push_escaped;
use pulldown_cmark::Alignment;

impl Writer<'_, '_> {
    pub(super) fn table(&mut self, alignments: &[Alignment]) {
        self.state.tables += 1;
        self.state.alignments = alignments.to_vec();
        let label = self
            .words
            .fill("prose.table", &[("number", &self.state.tables.to_string())]);
        self.out
            .push_str("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        push_escaped(&mut self.out, &label);
        self.out.push_str("\"><table>\n");
    }

    pub(super) fn cell(&mut self) {
        let start = self.out.len();
        let class = match self.state.alignments.get(self.state.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.out.push_str(if self.state.in_table_head {
            "<th scope=\"col\""
        } else {
            "<td"
        });
        self.out.push_str(class);
        self.out.push('>');
        self.state.column += 1;
        self.state.cell = start..self.out.len();
    }

    pub(super) fn end_cell(&mut self) {
        let is_empty = self.out.len() == self.state.cell.end;
        match (self.state.in_table_head, is_empty) {
            // A header that says nothing heads nothing.
            (true, true) => {
                self.out.truncate(self.state.cell.start);
                self.out.push_str("<td></td>");
            }
            (true, false) => self.out.push_str("</th>"),
            (false, _) => self.out.push_str("</td>"),
        }
    }
}
