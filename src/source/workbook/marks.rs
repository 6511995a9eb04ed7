//! What calamine does not tell of a sheet of an `.xlsx`: hidden rows and columns, merged cells, formulas.

use super::fault::WorkbookFault;
use super::formula::{Dialect, Formula, FormulaCell, Saved, parse};
use super::raised::Runs;
use super::sheet::Region;
use super::xml::{attribute, cell_reference, is_set, letters, reader};
use quick_xml::events::{BytesStart, Event};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::BufRead;
use std::rc::Rc;

/// What a sheet's part says beside the values of its cells. Rows and columns count from 0.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) hidden_rows: FxHashSet<u32>,
    /// First and last.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) merged: Vec<Region>,
    /// Cells with a formula.
    pub(super) formulas: Vec<FormulaCell>,
    /// Error cells of a kind that calamine does not know (`#SPILL!`).
    pub(super) errors: Vec<(u32, u32, String)>,
    /// Cells whose text has letters above or below the line, or struck out: the text as it stands.
    pub(super) texts: Vec<(u32, u32, String)>,
}

/// The cell that is being read.
#[derive(Debug, Default)]
struct OpenCell {
    row: u32,
    column: u32,
    kind: String,
    formula: Option<OpenFormula>,
    /// Whether the text that comes is the formula's.
    in_formula: bool,
    in_value: bool,
    value: String,
    /// The runs of a text that is written in the cell.
    runs: Runs,
}

#[derive(Debug, Default)]
struct OpenFormula {
    text: String,
    /// The number of one that several cells share.
    shared: Option<u32>,
    is_other: bool,
}

/// Formulas that several cells share, with the cell that has them written out.
type SharedFormulas = FxHashMap<u32, (Rc<Formula>, u32, u32)>;

/// Reads the marks of a sheet. `is_uncomputed`: a formula's 0 was not computed (see [`super::book::Book`]); `raised`: the
/// shared strings that are not as calamine has them (see [`super::raised`]).
pub(super) fn read(
    part: impl BufRead,
    is_uncomputed: bool,
    raised: &FxHashMap<u32, String>,
) -> Result<Marks, WorkbookFault> {
    let mut xml = reader(part);
    let (mut marks, mut buffer, mut cell) = (Marks::default(), Vec::new(), OpenCell::default());
    let mut shared = SharedFormulas::default();
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) => {
                start(&element, &mut marks, &mut cell)?;
                cell.in_value |=
                    !raised.is_empty() && cell.kind == "s" && element.local_name().as_ref() == "v";
            }
            Event::End(element) => match element.local_name().as_ref() {
                "v" => cell.in_value = false,
                "f" => cell.in_formula = false,
                "c" => {
                    marks.take_text(&mut cell, raised);
                    marks.take(&mut cell, &mut shared, is_uncomputed);
                    cell.column = cell.column.saturating_add(1);
                }
                "row" => cell.row = cell.row.saturating_add(1),
                name if cell.kind == "inlineStr" => cell.runs.end(name),
                _ => {}
            },
            Event::Eof => return Ok(marks),
            text if cell.in_value => letters(&text, &mut cell.value),
            text if cell.in_formula => {
                if let Some(formula) = &mut cell.formula {
                    letters(&text, &mut formula.text);
                }
            }
            text if cell.kind == "inlineStr" => cell.runs.letters(&text),
            _ => {}
        }
        buffer.clear();
    }
}

fn start(
    element: &BytesStart<'_>,
    marks: &mut Marks,
    cell: &mut OpenCell,
) -> Result<(), WorkbookFault> {
    let number = |text: Option<String>| text.and_then(|text| text.parse::<u32>().ok());
    match element.local_name().as_ref() {
        "row" => {
            let row = number(attribute(element, "r")?);
            cell.row = row.map_or(cell.row, |row| row.saturating_sub(1));
            cell.column = 0;
            if is_set(element, "hidden")? {
                marks.hidden_rows.insert(cell.row);
            }
        }
        "c" => {
            if let Some(place) = attribute(element, "r")?.and_then(|r| cell_reference(&r)) {
                (cell.row, cell.column) = place;
            }
            cell.kind = attribute(element, "t")?.unwrap_or_default();
            (cell.formula, cell.in_value) = (None, false);
            cell.value.clear();
            cell.runs = Runs::default();
        }
        "f" => {
            let kind = attribute(element, "t")?;
            let shared = number(attribute(element, "si")?);
            cell.formula = Some(OpenFormula {
                text: String::new(),
                shared: shared.filter(|_| kind.as_deref() == Some("shared")),
                is_other: kind.as_deref() == Some("dataTable"),
            });
            cell.in_formula = true;
        }
        "v" => cell.in_value = cell.formula.is_some() || cell.kind == "e",
        "col" if is_set(element, "hidden")? => {
            let (first, last) = (
                number(attribute(element, "min")?),
                number(attribute(element, "max")?),
            );
            if let (Some(first), Some(last)) = (first, last) {
                marks
                    .hidden_columns
                    .push((first.saturating_sub(1), last.saturating_sub(1)));
            }
        }
        "mergeCell" => marks
            .merged
            .extend(attribute(element, "ref")?.and_then(|range| region(&range))),
        _ if cell.kind == "inlineStr" => cell.runs.start(element)?,
        _ => {}
    }
    Ok(())
}

impl Marks {
    fn take_text(&mut self, cell: &mut OpenCell, raised: &FxHashMap<u32, String>) {
        let shared = || raised.get(&cell.value.trim().parse().ok()?).cloned();
        let text = match &*cell.kind {
            "s" => shared(),
            "inlineStr" => cell.runs.take(),
            _ => None,
        };
        self.texts
            .extend(text.map(|text| (cell.row, cell.column, text)));
    }

    fn take(&mut self, cell: &mut OpenCell, shared: &mut SharedFormulas, is_uncomputed: bool) {
        let is_known = matches!(
            &*cell.value,
            "#DIV/0!" | "#N/A" | "#NAME?" | "#NULL!" | "#NUM!" | "#REF!" | "#VALUE!"
        );
        if cell.kind == "e" && !is_known {
            self.errors
                .push((cell.row, cell.column, cell.value.clone()));
        }
        let Some(open) = cell.formula.take() else {
            return;
        };
        let (formula, moved) = open.resolve(cell.row, cell.column, shared);
        let saved = match (&*cell.kind, cell.value.trim()) {
            ("str", "") => Saved::EmptyText,
            ("str", _) => Saved::Shown,
            (_, "") => Saved::Nothing,
            ("" | "n", number) => match number.parse() {
                Ok(number) => Saved::Number(number),
                Err(_) => return,
            },
            _ => return,
        };
        self.formulas.push(FormulaCell {
            row: cell.row,
            column: cell.column,
            formula,
            moved,
            saved,
            is_marked: is_uncomputed,
        });
    }
}

impl OpenFormula {
    /// The formula, and how far from the cell for which it was written this one is.
    fn resolve(
        self,
        row: u32,
        column: u32,
        shared: &mut SharedFormulas,
    ) -> (Rc<Formula>, (i32, i32)) {
        if let (Some(number), true) = (self.shared, self.text.is_empty()) {
            return match shared.get(&number) {
                Some((formula, first_row, first_column)) => {
                    let moved = (
                        row.cast_signed() - first_row.cast_signed(),
                        column.cast_signed() - first_column.cast_signed(),
                    );
                    (Rc::clone(formula), moved)
                }
                None => (Rc::new(Formula::Other), (0, 0)),
            };
        }
        let formula = Rc::new(if self.is_other {
            Formula::Other
        } else {
            parse(&self.text, Dialect::Letters)
        });
        if let Some(number) = self.shared {
            shared.insert(number, (Rc::clone(&formula), row, column));
        }
        (formula, (0, 0))
    }
}

/// The region that a range such as `A1:C2` names.
fn region(range: &str) -> Option<Region> {
    let (first, last) = range.split_once(':')?;
    let (first_row, first_column) = cell_reference(first)?;
    let (last_row, last_column) = cell_reference(last)?;
    Some(Region {
        first_row,
        first_column,
        last_row,
        last_column,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read() {
        let xml = r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols><sheetData>
            <row r="2" hidden="1"><c r="A2"><v>1</v></c><c r="B2"><f>A2*2</f></c><c r="C2"><f>A2</f><v></v></c></row>
            <row><c/><c t="str"><f>""</f><v></v></c><c t="e"><v>#SPILL!</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
            <row r="9"><c r="A9"><f>0*1</f><v>0.0</v></c><c r="B9"><v>0</v></c><c r="C9" t="str"><f>"a"</f><v>a</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="bad"/></mergeCells></worksheet>"#;
        let marks = read(xml.as_bytes(), false, &FxHashMap::default()).unwrap();
        assert_eq!(marks.hidden_rows.iter().copied().collect::<Vec<_>>(), [1]);
        assert_eq!(marks.hidden_columns, [(1, 2)]);
        assert_eq!(
            marks.merged,
            [Region {
                first_row: 0,
                first_column: 0,
                last_row: 0,
                last_column: 2
            }]
        );
        let formulas = marks.formulas.iter();
        let formulas: Vec<_> = formulas
            .map(|cell| (cell.row, cell.column, cell.saved))
            .collect();
        assert_eq!(
            formulas,
            [
                (1, 1, Saved::Nothing),
                (1, 2, Saved::Nothing),
                (2, 1, Saved::EmptyText),
                (8, 0, Saved::Number(0.0)),
                (8, 2, Saved::Shown)
            ]
        );
        assert_eq!(marks.errors, [(2, 2, "#SPILL!".to_owned())]);
        let marked = read(xml.as_bytes(), true, &FxHashMap::default()).unwrap();
        assert!(marked.formulas.iter().all(|cell| cell.is_marked));
    }

    #[test]
    fn a_shared_formula_moves_with_its_cells() {
        let xml = r#"<sheetData>
            <row r="5"><c r="E5"><f t="shared" ref="E5:E6" si="3">B5&lt;&gt;C5</f><v>0</v></c></row>
            <row r="6"><c r="E6"><f t="shared" si="3"/><v>0</v></c><c r="F6"><f t="shared" si="4"/><v>0</v></c></row></sheetData>"#;
        let marks = read(xml.as_bytes(), false, &FxHashMap::default()).unwrap();
        let moved: Vec<_> = marks.formulas.iter().map(|cell| cell.moved).collect();
        assert_eq!(moved, [(0, 0), (1, 0), (0, 0)]);
        assert!(Rc::ptr_eq(
            &marks.formulas[0].formula,
            &marks.formulas[1].formula
        ));
    }
}
