//! Tables of a `.docx`.

use super::Walk;
use crate::word::arrange::Part;
use crate::word::bold::{are_bold, unbold_all};
use crate::word::model::{Block, Cell, Table};
use office_oxide::docx::Table as Source;
use office_oxide::docx::table::MergeType;
use rustc_hash::FxHashMap;

/// What a cell may span at most.
const MOST_COLUMNS: u32 = 1000;

impl<'d> Walk<'d> {
    pub(super) fn table(&mut self, source: &'d Source, parts: &mut Vec<Part>) {
        // One cell is a frame around words.
        if let [row] = &source.rows[..]
            && let [cell] = &row.cells[..]
        {
            parts.extend(self.parts(&cell.content));
            return;
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        // Where the cell that is joined with those below stands, by its column.
        let mut joined: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
        for row in &source.rows {
            let (mut cells, mut column) = (Vec::new(), 0_u32);
            for cell in &row.cells {
                let properties = cell.properties.as_ref();
                if properties.is_some_and(|properties| properties.deleted) {
                    continue;
                }
                let span = properties.and_then(|properties| properties.grid_span);
                let span = span.unwrap_or(1).clamp(1, MOST_COLUMNS);
                let merge = properties.and_then(|properties| properties.vertical_merge.as_ref());
                let above = joined.get(&column).copied();
                let above = above.filter(|_| matches!(merge, Some(MergeType::Continue)));
                let above = above.and_then(|(row, at)| rows.get_mut(row)?.get_mut(at));
                match above {
                    Some(above) => above.rows += 1,
                    None => {
                        joined.remove(&column);
                        if matches!(merge, Some(MergeType::Restart)) {
                            joined.insert(column, (rows.len(), cells.len()));
                        }
                        cells.push(Cell {
                            blocks: self.blocks(&cell.content),
                            columns: span,
                            rows: 1,
                        });
                    }
                }
                column = column.saturating_add(span);
            }
            rows.push(cells);
        }
        if rows.iter().all(Vec::is_empty) {
            return;
        }
        let header_rows = self.header_rows(source, &rows);
        for cell in rows.iter_mut().take(header_rows).flatten() {
            unbold_all(&mut cell.blocks);
        }
        parts.push(Part::Block(Block::Table(Table { header_rows, rows })));
    }

    /// How many rows say what the columns are: those that the document repeats on every page, or a first one that is bold.
    fn header_rows(&self, source: &Source, rows: &[Vec<Cell>]) -> usize {
        let is_header = |row: &&office_oxide::docx::TableRow| {
            row.properties.as_ref().is_some_and(|row| row.is_header)
        };
        let marked = source.rows.iter().take_while(is_header).count();
        if marked > 0 && marked < rows.len() {
            return marked;
        }
        let first = rows.first().map_or(&[][..], Vec::as_slice);
        let says = first.iter().filter(|cell| !cell.blocks.is_empty()).count();
        let is_bold = says > 0
            && first
                .iter()
                .all(|cell| cell.blocks.is_empty() || are_bold(&cell.blocks));
        let styled = says > 0 && self.is_bold_by_style(source);
        usize::from(rows.len() > 1 && marked == 0 && (is_bold || styled))
    }

    fn is_bold_by_style(&self, source: &Source) -> bool {
        let Some(properties) = source.properties.as_ref() else {
            return false;
        };
        let is_on = properties.look.is_some_and(|look| look.first_row);
        let style = properties.style_id.as_ref();
        let style = style.and_then(|id| self.styles().styles.get(id));
        let parts = style.map_or(&[][..], |style| &style.table_conditionals);
        let is_bold = |part: &&office_oxide::docx::styles::TableStyleConditional| {
            let run = part.run_properties.as_ref();
            part.kind == "firstRow" && run.and_then(|run| run.bold) == Some(true)
        };
        is_on && parts.iter().any(|part| is_bold(&part))
    }
}
