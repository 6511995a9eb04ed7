//! A row of a long table: one indicator's figure in columns of its own.

use super::declared::in_units;
use super::figure::{Given, Part, not_whole};
use super::layout::{FigureIndex, LongColumns};
use super::state::TableReader;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Amount, Indicator, IndicatorId, Kind};
use crate::number::Cell;

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

/// A cell in the units that the folder says, where it counts things.
#[inline]
fn counted(
    reader: &TableReader<'_>,
    indicator: &Indicator,
    part: Part,
    cell: &Cell,
) -> Option<Cell> {
    let scale = reader.defaults.form.scale.as_ref();
    scale.filter(|_| counts(indicator, part))?;
    in_units(cell, scale)
}

/// The figure of a row; `None` where it is wrong, which is told.
pub(super) fn figure(
    reader: &mut TableReader<'_>,
    line: u32,
    columns: LongColumns,
    id: IndicatorId,
    cells: &[Cell],
) -> Option<Amount> {
    let indicator = reader.shared.indicators.get(id);
    let mut given = Given::default();
    let mut wrong: Vec<(Option<FigureIndex>, Diagnostic)> = Vec::new();
    let mut is_read = true;
    for part in PARTS {
        let Some(figure) = columns.figure(part) else {
            continue;
        };
        let Some(cell) = cells.get(figure).filter(|cell| !cell.is_nothing()) else {
            continue;
        };
        if !is_used(indicator.kind, part) {
            if matches!(cell, Cell::Figure { .. }) && reader.told.insert((id, figure)) {
                let warning = Code::FigureNotUsed.arg("indicator", &indicator.name);
                // Of the column, whoever's row is the first.
                let keys = reader.row_keys.take();
                reader.tell_figure(Some(figure), line, None, warning);
                reader.row_keys = keys;
            }
            continue;
        }
        match cell {
            Cell::NotANumber | Cell::TwoWays { .. } => is_read = false,
            Cell::Figure { percent: true, .. }
                if part != Part::Value || !indicator.is_percent() =>
            {
                let error = Code::PercentSign.arg("indicator", &indicator.name);
                let is_value = part == Part::Value;
                let error = if is_value { error } else { error.help("count") };
                wrong.push((Some(figure), error));
                given.set(part, cell);
            }
            _ => {
                let scaled = counted(reader, indicator, part, cell);
                let cell = scaled.as_ref().unwrap_or(cell);
                if let Cell::Figure { value, .. } = cell
                    && indicator.whole
                    && counts(indicator, part)
                    && !value.is_integer()
                {
                    let error = not_whole(value).arg("indicator", &indicator.name);
                    wrong.push((Some(figure), error));
                }
                given.set(part, cell);
            }
        }
    }
    if is_read && reader.sets_aside(id, indicator.kind, &given, line) {
        return Some(Amount::Nothing);
    }
    if !is_read || !wrong.is_empty() {
        tell_wrong(reader, line, id, given, wrong);
        return None;
    }
    if given.numerator.is_nothing() && given.denominator.is_nothing() && indicator.is_percent() {
        note_share(reader, line, columns.value, id, cells);
    }
    // What is wrong is rare: the figure is read anew for it, so that no other has to be kept.
    let reported = given.reported(indicator, &mut |part, problem| {
        wrong.push((columns.figure(part), problem));
    });
    if !wrong.is_empty() {
        let given = all_given(reader, indicator, columns, cells);
        tell_wrong(reader, line, id, given, wrong);
    }
    reported
}

/// Every part that a row gives of a figure, right or wrong.
fn all_given(
    reader: &TableReader<'_>,
    indicator: &Indicator,
    columns: LongColumns,
    cells: &[Cell],
) -> Given {
    let mut given = Given::default();
    for part in PARTS
        .into_iter()
        .filter(|part| is_used(indicator.kind, *part))
    {
        let cell = columns.figure(part).and_then(|figure| cells.get(figure));
        if let Some(cell) = cell.filter(|cell| !cell.is_nothing()) {
            let scaled = counted(reader, indicator, part, cell);
            given.set(part, scaled.as_ref().unwrap_or(cell));
        }
    }
    given
}

fn tell_wrong(
    reader: &mut TableReader<'_>,
    line: u32,
    id: IndicatorId,
    given: Given,
    wrong: Vec<(Option<FigureIndex>, Diagnostic)>,
) {
    let given = [(id, given)];
    for (figure, problem) in wrong {
        let problem = reader.with_exclusions(problem, &given);
        reader.tell_figure(figure, line, Some(id), problem);
    }
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
    if let Some(Cell::Figure { value, percent, .. }) = cells.get(figure) {
        reader.shares.add(id, figure, line, value, *percent);
    }
}
