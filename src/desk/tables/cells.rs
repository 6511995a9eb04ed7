//! The cells of a table around what is wrong, as a spreadsheet shows them.

use super::told::Told;
use super::understood::Understood;
use crate::place::{FileId, Place, Sources, cell_name};
use crate::source::{GridRow, grid};
use rustc_hash::FxHashMap;
use serde::Serialize;

/// So many rows are shown whether anything is wrong with them or not.
const FIRST_ROWS: u32 = 15;

/// No more rows are shown of a sheet.
const MOST_ROWS: usize = 300;

/// No more cells are shown of a row.
const MOST_CELLS: usize = 60;

/// A sheet with some of its rows.
#[derive(Debug, Serialize)]
pub(super) struct SheetView {
    /// Its name; empty for a text.
    name: String,
    /// `A`, `B`, …
    letters: Vec<String>,
    rows: Vec<RowView>,
    /// Whether rows were left out between or after these.
    is_cut: bool,
}

#[derive(Debug, Serialize)]
struct RowView {
    number: u32,
    is_header: bool,
    /// Whether rows before it are left out.
    is_after_gap: bool,
    cells: Vec<CellView>,
    /// What is wrong with it, by the index among all problems.
    told: Vec<usize>,
}

#[derive(Debug, Serialize)]
struct CellView {
    text: String,
    /// `error` or `warning`; empty where nothing is wrong.
    severity: &'static str,
}

/// The sheets of a file, where any row of them is shown. The cells of the problems are named as the spreadsheet does.
pub(super) fn sheets(
    bytes: &[u8],
    sources: &Sources,
    file: FileId,
    tables: &[Understood],
    told: &mut [Told],
) -> Vec<SheetView> {
    let mut near: FxHashMap<FileId, Vec<u32>> = FxHashMap::default();
    for place in told.iter().filter_map(|told| told.place) {
        near.entry(place.file).or_default().push(place.line);
    }
    near.values_mut().for_each(|lines| lines.sort_unstable());
    let is_near = |id: FileId, line: u32| {
        let lines = near.get(&id).map_or(&[][..], Vec::as_slice);
        let at = lines.partition_point(|near| near.saturating_add(1) < line);
        lines
            .get(at)
            .is_some_and(|near| *near <= line.saturating_add(1))
    };
    let wanted = |id, line| line <= FIRST_ROWS || is_near(id, line);
    let found = grid(bytes, sources, file, &wanted);
    let of_sheet = |(id, rows): (FileId, Vec<GridRow>)| {
        let table = tables.iter().find(|table| table.id == id);
        let header = table.map_or(0, |table| table.header);
        let name = sources.sheet(id).map(|sheet| sheet.name.to_string());
        (!rows.is_empty()).then(|| view(id, name.unwrap_or_default(), header, rows, told))
    };
    found.into_iter().filter_map(of_sheet).collect()
}

fn view(id: FileId, name: String, header: u32, rows: Vec<GridRow>, told: &mut [Told]) -> SheetView {
    let mut by_line: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (index, problem) in told.iter().enumerate() {
        if let Some(Place { file, line, .. }) = problem.place
            && file == id
            && problem.severity != "note"
        {
            by_line.entry(line).or_default().push(index);
        }
    }
    let mut is_cut = rows.len() > MOST_ROWS;
    let (mut views, mut last) = (Vec::new(), 0);
    for row in rows.into_iter().take(MOST_ROWS) {
        let of_row = by_line.remove(&row.line).unwrap_or_default();
        let severity = |column: usize| {
            let here = of_row.iter().filter_map(|index| told.get(*index));
            let here = here.filter(|problem| {
                problem
                    .place
                    .is_some_and(|place| place.column as usize == column)
            });
            here.map(|problem| problem.severity)
                .next()
                .unwrap_or_default()
        };
        let wrong = of_row.iter().filter_map(|index| told.get(*index)?.place);
        let wrong = wrong.map(|place| place.column as usize).max();
        let width = row.cells.len().max(wrong.unwrap_or(0)).min(MOST_CELLS);
        let cells = (0..width).map(|index| CellView {
            text: row
                .cells
                .get(index)
                .map_or_else(String::new, |text| text.to_string()),
            severity: severity(index + 1),
        });
        let is_after_gap = row.number > last + 1;
        is_cut |= is_after_gap;
        let view = RowView {
            number: row.number,
            is_header: row.line == header,
            is_after_gap,
            cells: cells.collect(),
            told: of_row.clone(),
        };
        last = row.number;
        views.push(view);
        for index in of_row {
            if let Some(problem) = told.get_mut(index) {
                problem.set_row(row.number);
            }
        }
    }
    let width = views.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    for row in &mut views {
        row.cells.resize_with(width, || CellView {
            text: String::new(),
            severity: "",
        });
    }
    let letters = (1..).take(width);
    SheetView {
        name,
        letters: letters
            .map(|column| cell_name(1, column).trim_end_matches('1').to_owned())
            .collect(),
        rows: views,
        is_cut,
    }
}
