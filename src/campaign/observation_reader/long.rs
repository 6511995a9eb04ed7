//! A row of a long table: one indicator's figure in columns of its own.

use super::cell::Cell;
use super::declared::scaled;
use super::figure::{Amount, Given, Part, not_whole};
use super::layout::{FigureIndex, LongColumns};
use super::table_reader::TableReader;
use crate::campaign::{Indicator, IndicatorId, Kind, Reported};
use crate::diagnostic::Diagnostic;

const PARTS: [Part; 4] = [
    Part::Numerator,
    Part::Denominator,
    Part::Value,
    Part::Sample,
];

impl LongColumns {
    fn figure(self, part: Part) -> Option<FigureIndex> {
        match part {
            Part::Numerator => self.numerator,
            Part::Denominator => self.denominator,
            Part::Value => self.value,
            Part::Sample => self.sample,
        }
    }
}

/// Whether figures of a kind are made of this part.
fn is_used(kind: Kind, part: Part) -> bool {
    match kind {
        Kind::Ratio => part != Part::Sample,
        Kind::Mean => matches!(part, Part::Value | Part::Sample),
        Kind::Count | Kind::Score => part == Part::Value,
    }
}

/// Whether a part counts things.
fn counts(indicator: &Indicator, part: Part) -> bool {
    part != Part::Value || indicator.kind == Kind::Count
}

/// A count in the units that the folder says.
fn in_units(reader: &TableReader<'_>, indicator: &Indicator, part: Part, cell: &Cell) -> Cell {
    match (&reader.defaults.form.scale, cell) {
        (
            Some(scale),
            Cell::Number {
                value,
                percent: false,
                decimals,
            },
        ) if counts(indicator, part) => Cell::Number {
            value: scaled(value, Some(scale)),
            percent: false,
            decimals: *decimals,
        },
        (_, cell) => cell.clone(),
    }
}

/// The figure of a row; `None` where it is wrong, which is told.
pub(super) fn figure(
    reader: &mut TableReader<'_>,
    line: u32,
    columns: LongColumns,
    id: IndicatorId,
    cells: &[Cell],
) -> Option<Reported> {
    let indicator = reader.shared.indicators.get(id);
    let mut given = Given::default();
    let mut is_right = true;
    for part in PARTS {
        let Some(figure) = columns.figure(part) else {
            continue;
        };
        let Some(cell) = cells.get(figure).filter(|cell| **cell != Cell::Blank) else {
            continue;
        };
        if !is_used(indicator.kind, part) {
            if matches!(cell, Cell::Number { .. })
                && reader.told.insert(("figure-not-used", id, figure))
            {
                let warning =
                    Diagnostic::warning("figure-not-used").arg("indicator", &indicator.name);
                reader.tell_figure(Some(figure), line, warning);
            }
            continue;
        }
        match cell {
            Cell::Bad | Cell::Ambiguous => is_right = false,
            Cell::Number { percent: true, .. }
                if part != Part::Value || !indicator.is_percent() =>
            {
                let error = Diagnostic::error("percent-sign").arg("indicator", &indicator.name);
                reader.tell_figure(
                    Some(figure),
                    line,
                    if part == Part::Value {
                        error
                    } else {
                        error.help("count")
                    },
                );
                is_right = false;
            }
            _ => {
                let cell = in_units(reader, indicator, part, cell);
                if let (true, Cell::Number { value, .. }) = (counts(indicator, part), &cell)
                    && indicator.whole
                    && !value.is_integer()
                {
                    let error = not_whole(value).arg("indicator", &indicator.name);
                    reader.tell_figure(Some(figure), line, error);
                    is_right = false;
                } else {
                    given.set(part, &cell);
                }
            }
        }
    }
    if !is_right {
        return None;
    }
    if given.numerator == Amount::Nothing
        && given.denominator == Amount::Nothing
        && indicator.is_percent()
    {
        note_share(reader, line, columns.value, id, cells);
    }
    if reader.sets_aside(id, indicator.kind, &given, line) {
        return Some(Reported::Nothing);
    }
    given.reported(indicator, &mut |part, problem| {
        reader.tell_figure(columns.figure(part), line, problem)
    })
}

/// Keeps a bare value of an indicator in per cent: 0,985 may be a share.
pub(super) fn note_share(
    reader: &mut TableReader<'_>,
    line: u32,
    figure: Option<FigureIndex>,
    id: IndicatorId,
    cells: &[Cell],
) {
    let Some(figure) = figure else { return };
    if let Some(Cell::Number { value, percent, .. }) = cells.get(figure) {
        reader.shares.add(id, figure, line, value, *percent);
    }
}
