//! What was read from a table, counted once all its rows are there.

use super::layout::{FigureIndex, Shape, Sum, TableLayout};
use crate::calendar::Period;
use crate::model::{
    FigureColumns, IndicatorId, Observation, PassedOver, PrintedTotal, TableSummary,
};
use crate::place::FileId;

impl TableLayout {
    /// In which cells the figures of each indicator stand.
    pub(super) fn figure_columns(&self) -> FigureColumns {
        let of = |figure: Option<FigureIndex>| figure.map_or(0, |figure| self.cell_number(figure));
        let alone = |sum: &Sum| match &sum.0[..] {
            [(_, figure)] => self.cell_number(*figure),
            _ => 0,
        };
        match &self.shape {
            Shape::Long(columns) => FigureColumns::Long {
                numerator: of(columns.numerator),
                denominator: of(columns.denominator),
                value: of(columns.value),
                sample: of(columns.sample),
            },
            Shape::Wide(all) => {
                let columns = all.iter().map(|formulas| {
                    let second = formulas.second.as_ref().map_or(0, alone);
                    (formulas.indicator, alone(&formulas.first), second)
                });
                FigureColumns::Wide(columns.collect())
            }
        }
    }

    /// The cell of a figure, counted from 1; 0 where the folder gives it.
    fn cell_number(&self, figure: FigureIndex) -> u32 {
        let position = self.figures.get(figure).and_then(|column| column.position);
        position.map_or(0, |at| u32::try_from(at + 1).unwrap_or(0))
    }
}

/// Counts what was read from a table; its observations are in the order of their rows.
pub(super) fn summary(
    file: FileId,
    columns: FigureColumns,
    left_out: PassedOver,
    observations: &[Observation],
    printed_totals: Vec<PrintedTotal>,
) -> TableSummary {
    let mut seen = Seen::default();
    let mut periods: Vec<Period> = Vec::new();
    let mut indicators: Vec<IndicatorId> = Vec::new();
    let (mut rows, mut gaps, mut numbers, mut last_line) = (0, 0, 0, None);
    let mut last: Option<(IndicatorId, Period)> = None;
    let mut last_unit = None;
    for row in observations {
        if last_line != Some(row.line) {
            last_line = Some(row.line);
            rows += 1;
        }
        if last_unit != Some(row.unit) {
            last_unit = Some(row.unit);
            seen.add(row.unit.0);
        }
        gaps += usize::from(!row.is_given());
        numbers += match row.numbers().digits() {
            Some(([first, second], _)) => usize::from(first != 0) + usize::from(second != 0),
            // Too long for that, so not zero.
            None => 1,
        };
        if last != Some((row.indicator, row.period)) {
            last = Some((row.indicator, row.period));
            if !periods.contains(&row.period) {
                periods.push(row.period);
            }
            if !indicators.contains(&row.indicator) {
                indicators.push(row.indicator);
            }
        }
    }
    periods.sort_unstable_by_key(|period| period.order());
    indicators.sort_unstable();
    TableSummary {
        file,
        rows,
        gaps,
        figures: observations.len() - gaps,
        numbers,
        units: seen.count,
        indicators,
        periods,
        left_out,
        printed_totals,
        columns,
    }
}

/// Which numbers were met, a bit each.
#[derive(Default)]
struct Seen {
    bits: Vec<u64>,
    count: usize,
}

impl Seen {
    fn add(&mut self, number: u32) {
        let at = number as usize / 64;
        if self.bits.len() <= at {
            self.bits.resize(at + 1, 0);
        }
        let bit = 1 << (number % 64);
        if let Some(word) = self.bits.get_mut(at).filter(|word| **word & bit == 0) {
            *word |= bit;
            self.count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_counted_once_however_many_there_are() {
        let mut seen = Seen::default();
        for number in [0, 1, 63, 64, 65, 128, 640] {
            seen.add(number);
            seen.add(number);
        }
        assert_eq!(seen.count, 7);
    }
}
