//! Figures of wide tables that are none because a cell is: told once a table.

use super::layout::{FigureIndex, column_name};
use super::state::{Gaps, MissingIn, TableReader};
use super::toml_lines::toml_key;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::IndicatorId;

/// So many places are named.
const TOLD: usize = 20;

impl<T: PartialEq> MissingIn<T> {
    fn add(&mut self, line: u32, figure: Option<FigureIndex>, missing: T) {
        if self.last != Some(line) {
            self.last = Some(line);
            self.count += 1;
        }
        if self.first.len() < TOLD && !self.first.contains(&(line, figure)) {
            self.first.push((line, figure));
        }
        if !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }
}

impl Gaps {
    /// A formula may yet fill a cell of a figure.
    pub(super) fn add_open(&mut self, figure: FigureIndex) {
        if !self.open.contains(&figure) {
            self.open.push(figure);
        }
    }

    /// A sum of a row lacks a term.
    pub(super) fn add_sum(&mut self, line: u32, figure: FigureIndex) {
        self.sums.add(line, Some(figure), figure);
    }

    /// A ratio of a row lacks a side, whose cell is this if it is one.
    pub(super) fn add_side(&mut self, line: u32, figure: Option<FigureIndex>, of: IndicatorId) {
        self.sides.add(line, figure, of);
    }
}

impl TableReader<'_> {
    /// Warns of the rows in which a cell without a figure takes others with it: once for all of a kind.
    pub(super) fn tell_gaps(&mut self) {
        let Gaps {
            sums,
            mut sides,
            open,
        } = std::mem::take(&mut self.gaps);
        if sums.count > 0 {
            let warning = Diagnostic::new(Code::GapInSum);
            let warning = self.placed(warning, sums.count, &sums.first);
            let names = &self.shared.columns;
            let mut figures = sums.missing;
            figures.sort_unstable();
            let columns = figures
                .iter()
                .map(|figure| column_name(&self.layout, *figure, names));
            let columns: Vec<String> = columns.map(|name| format!("“{name}”")).collect();
            let lines = figures.iter().filter(|figure| !open.contains(figure));
            let lines: String = lines
                .filter_map(|figure| self.layout.figures.get(*figure))
                .map(|figure| format!("{} = 0\n", toml_key(names.shown(figure.column))))
                .collect();
            let has_blank = !self.defaults.form.blank.is_empty();
            let mut warning = warning.arg("columns", columns.join(", "));
            if lines.is_empty() {
                warning = warning.help("open");
            } else {
                warning = warning.help(if has_blank { "blank-more" } else { "blank" });
                let table = if has_blank { "" } else { "[blank]\n" };
                warning.set_lines(self.target(), Some(format!("{table}{lines}")));
            }
            self.diagnostics.push(warning);
        }
        if sides.count > 0 {
            let warning = Diagnostic::new(Code::OneSideOnly);
            let warning = self.placed(warning, sides.count, &sides.first);
            sides.missing.sort_unstable();
            let indicators = sides.missing.iter();
            let names: Vec<String> = indicators
                .map(|id| format!("“{}”", self.shared.indicators.get(*id).name))
                .collect();
            self.diagnostics
                .push(warning.arg("indicators", names.join(", ")));
        }
    }

    /// A warning at the first of some rows, with the others.
    fn placed(
        &self,
        warning: Diagnostic,
        count: usize,
        rows: &[(u32, Option<FigureIndex>)],
    ) -> Diagnostic {
        let place = |(line, figure): &(u32, Option<FigureIndex>)| {
            self.layout.figure_place(*figure, self.file, *line)
        };
        let mut places = rows.iter().map(place);
        let warning = match places.next() {
            Some(first) => warning.at(first),
            None => warning,
        };
        places.fold(warning.arg("rows", count), Diagnostic::related)
    }
}
