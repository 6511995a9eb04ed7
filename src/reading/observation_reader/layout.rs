//! What a table's columns mean: its keys, and the figures that each row gives.

use super::given_keys::GivenKeys;
use super::left_out_columns::note_other_things;
use super::part_columns::PartColumns;
use super::shared::Shared;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Formula, Indicator, IndicatorId, Kind};
use crate::place::{FileId, Place};
use crate::reading::column::{Columns, REPORT_FORM, known};
use crate::reading::defaults::Defaults;
use crate::source::{Header, Row};

/// A column of figures, an index into [`TableLayout::figures`].
pub(super) type FigureIndex = usize;

/// The columns of a table by what they mean; positions are indices of cells.
#[derive(Debug)]
pub(super) struct TableLayout {
    pub(super) header: Header,
    pub(super) indicator: Option<usize>,
    pub(super) unit: Option<usize>,
    /// Of columns for parts of a period, the finest.
    pub(super) period: Option<usize>,
    /// Where columns say parts of a period.
    pub(super) parts: Option<PartColumns>,
    pub(super) field: Option<usize>,
    pub(super) note: Option<usize>,
    /// The columns that hold figures.
    pub(super) figures: Vec<FigureColumn>,
    pub(super) shape: Shape,
    /// Used columns that stand twice: the two cells.
    pub(super) repeats: Vec<(usize, usize)>,
}

/// A column of figures.
#[derive(Debug)]
pub(super) struct FigureColumn {
    /// Which column it is.
    pub(super) column: usize,
    /// Where its cells are; `None` where `_defaults.toml` gives its text.
    pub(super) position: Option<usize>,
    /// What `_defaults.toml` gives.
    pub(super) given: Box<str>,
    /// Wide: whether every use of it is as a value in per cent.
    pub(super) takes_percent: bool,
    /// Wide: whether a figure below zero is an error, because it counts something.
    pub(super) is_count: bool,
    /// Wide: whether a fraction is an error, because it counts whole things.
    pub(super) is_whole: bool,
    /// Wide: whether it is in the units that the folder says.
    pub(super) is_scaled: bool,
}

impl FigureColumn {
    /// Whether it is a count of the report form, or the figure of a row.
    pub(super) fn is_counted(&self) -> bool {
        let form = Columns::BUILT_IN..Columns::BUILT_IN + REPORT_FORM.len();
        known::is_number_of_row(self.column) || form.contains(&self.column)
    }
}

/// How rows give figures.
#[derive(Debug)]
pub(super) enum Shape {
    /// One row an indicator, unit, period and field.
    Long(LongColumns),
    /// One row a unit, period and field.
    Wide(Vec<FigureFormulas>),
}

/// The figures of a long table.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LongColumns {
    pub(super) numerator: Option<FigureIndex>,
    pub(super) denominator: Option<FigureIndex>,
    pub(super) value: Option<FigureIndex>,
    pub(super) sample: Option<FigureIndex>,
}

/// What the figure of an indicator is made of in each row of a wide table.
#[derive(Debug)]
pub(super) struct FigureFormulas {
    pub(super) indicator: IndicatorId,
    /// The numerator of a ratio; the value of every other kind.
    pub(super) first: Sum,
    /// The denominator of a ratio, the sample of a mean.
    pub(super) second: Option<Sum>,
}

impl FigureFormulas {
    /// Whether a figure goes into it.
    pub(super) fn uses(&self, figure: FigureIndex) -> bool {
        let sums = std::iter::once(&self.first).chain(&self.second);
        sums.flat_map(|sum| &sum.0).any(|(_, term)| *term == figure)
    }
}

/// A formula over the columns of a table: whether each is subtracted, and which it is.
#[derive(Debug)]
pub(super) struct Sum(pub(super) Vec<(bool, FigureIndex)>);

impl TableLayout {
    /// Finds the meaning of a header. Everything that is wrong is told; `None` where no row could be read.
    pub(super) fn new(
        mut header: Header,
        file: FileId,
        given: GivenKeys,
        defaults: &Defaults,
        shared: &Shared<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let column_of = |name: &str, groups: &[Box<str>]| defaults.column(name, groups);
        header.tell_ambiguous(file, &column_of, diagnostics);
        note_other_things(&mut header, file, diagnostics);
        header.warn_of_unknown(file, &defaults.names, diagnostics);
        let period = header.position(known::PERIOD);
        let parts = PartColumns::of(&header).filter(|_| period.is_none());
        let mut this = Self {
            indicator: header.position(known::INDICATOR),
            unit: header.position(known::UNIT),
            period: period.or(parts.and_then(PartColumns::finest)),
            parts,
            field: header.position(known::FIELD),
            note: header.position(known::NOTE),
            header,
            figures: Vec::new(),
            shape: Shape::Wide(Vec::new()),
            repeats: Vec::new(),
        };
        let is_long = this.indicator.is_some() || defaults.texts.contains_key(&known::INDICATOR);
        let mut builder = Builder {
            layout: &mut this,
            defaults,
            shared,
            file,
            diagnostics,
        };
        let is_complete = builder.check_keys(given);
        let has_figures = if is_long {
            builder.long()
        } else {
            builder.wide()
        };
        builder.find_repeats();
        builder.tell_group_names(is_long);
        (is_complete && has_figures).then_some(this)
    }

    /// The text of a figure in a row.
    #[inline]
    pub(super) fn figure_text<'r>(&'r self, figure: FigureIndex, row: &'r Row<'_>) -> &'r str {
        let column = &self.figures[figure];
        column
            .position
            .map_or(&*column.given, |position| row.cell(position))
    }

    /// The place of a figure in a row; the row as a whole where its cell is not in the table.
    pub(super) fn figure_place(
        &self,
        figure: Option<FigureIndex>,
        file: FileId,
        line: u32,
    ) -> Place {
        let position = figure
            .and_then(|figure| self.figures.get(figure))
            .and_then(|column| column.position);
        position_place(position, file, line)
    }

    /// The cells of the columns that say whose figure it is.
    pub(super) fn key_positions(&self) -> impl Iterator<Item = usize> {
        let parts = self.parts.into_iter().flat_map(PartColumns::all);
        let parts = parts.filter(|position| Some(*position) != self.period);
        [self.indicator, self.unit, self.period, self.field]
            .into_iter()
            .flatten()
            .chain(parts)
    }
}

/// The place of a cell, or of the row where there is none.
pub(super) fn position_place(position: Option<usize>, file: FileId, line: u32) -> Place {
    match position {
        Some(position) => crate::source::cell_place(file, line, position),
        None => Place::line(file, line),
    }
}

pub(super) struct Builder<'a, 'b> {
    pub(super) layout: &'a mut TableLayout,
    pub(super) defaults: &'a Defaults,
    pub(super) shared: &'a Shared<'b>,
    pub(super) file: FileId,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Builder<'_, '_> {
    fn header_place(&self) -> Place {
        Place::line(self.file, self.layout.header.line)
    }

    /// Whether the table says of which unit and period its rows are.
    fn check_keys(&mut self, given: GivenKeys) -> bool {
        let mut is_complete = true;
        let unit = self.layout.unit.is_some() || given.unit.is_some();
        let period = self.layout.period.is_some() || given.period.is_some();
        for (is_given, code) in [(unit, Code::NoUnitColumn), (period, Code::NoPeriodColumn)] {
            if !is_given {
                self.diagnostics.push(code.at(self.header_place()));
                is_complete = false;
            }
        }
        is_complete
    }

    /// The index of a column's figures; `None` where the table has no such column and no default for it.
    fn figure(&mut self, column: usize) -> Option<FigureIndex> {
        if let Some(index) = self
            .layout
            .figures
            .iter()
            .position(|figure| figure.column == column)
        {
            return Some(index);
        }
        let position = self.layout.header.position(column);
        let given = self
            .defaults
            .texts
            .get(&column)
            .map(|text| text.value.clone());
        if position.is_none() && given.is_none() {
            return None;
        }
        self.layout.figures.push(FigureColumn {
            column,
            position,
            given: given.unwrap_or_default(),
            takes_percent: true,
            is_count: false,
            is_whole: false,
            is_scaled: false,
        });
        Some(self.layout.figures.len() - 1)
    }

    fn long(&mut self) -> bool {
        let columns = LongColumns {
            numerator: self.figure(known::NUMERATOR),
            denominator: self.figure(known::DENOMINATOR),
            value: self.figure(known::VALUE),
            sample: self.figure(known::SAMPLE),
        };
        self.layout.shape = Shape::Long(columns);
        let has_figures =
            columns.value.is_some() || columns.numerator.is_some() || columns.denominator.is_some();
        if !has_figures {
            self.diagnostics
                .push(Code::NoFigures.at(self.header_place()).help("long"));
        }
        has_figures
    }

    fn wide(&mut self) -> bool {
        let indicators = self.shared.indicators;
        let mut all = Vec::new();
        for (id, indicator) in indicators.iter() {
            all.extend(self.figure_formulas(id, indicator));
        }
        let has_figures = !all.is_empty();
        if !has_figures {
            self.diagnostics
                .push(Code::NoFigures.at(self.header_place()));
        }
        self.layout.shape = Shape::Wide(all);
        has_figures
    }

    /// What a table gives of an indicator; `None` where it lacks a column of it, which is told where it has others.
    fn figure_formulas(
        &mut self,
        id: IndicatorId,
        indicator: &Indicator,
    ) -> Option<FigureFormulas> {
        let (first, second) = indicator.formulas()?;
        let formulas = || [Some(first), second].into_iter().flatten();
        let terms = || formulas().flat_map(|formula| &formula.0);
        let is_there = |name: &str| {
            let column = self.shared.columns.names.find(name);
            column.is_some_and(|c| {
                self.layout.header.position(c).is_some() || self.defaults.texts.contains_key(&c)
            })
        };
        let mut missing: Vec<&str> = terms()
            .map(|term| &*term.column)
            .filter(|name| !is_there(name))
            .collect();
        missing.dedup();
        if !missing.is_empty() {
            if terms().any(|term| is_there(&term.column)) {
                let warning = Code::FormulaColumnsMissing
                    .at(self.header_place())
                    .arg("indicator", &indicator.name)
                    .arg("columns", missing.join(", "));
                self.diagnostics.push(warning);
            }
            return None;
        }
        let first_sum = self.sum(first)?;
        let second_sum = match second {
            Some(formula) => Some(self.sum(formula)?),
            None => None,
        };
        self.mark_uses(indicator, &first_sum, second_sum.as_ref());
        Some(FigureFormulas {
            indicator: id,
            first: first_sum,
            second: second_sum,
        })
    }

    fn sum(&mut self, formula: &Formula) -> Option<Sum> {
        let mut terms = Vec::with_capacity(formula.0.len());
        for term in &formula.0 {
            let column = self.shared.columns.names.find(&term.column)?;
            terms.push((term.minus, self.figure(column)?));
        }
        (!terms.is_empty()).then_some(Sum(terms))
    }

    /// What the cells of the columns may hold, by how indicators use them.
    fn mark_uses(&mut self, indicator: &Indicator, first: &Sum, second: Option<&Sum>) {
        let is_value = indicator.kind != Kind::Ratio;
        for &(_, figure) in &first.0 {
            let column = &mut self.layout.figures[figure];
            column.takes_percent &= is_value && indicator.is_percent();
            column.is_count |= match indicator.kind {
                Kind::Ratio => indicator.is_percent(),
                Kind::Count => true,
                Kind::Mean | Kind::Score => false,
            };
            let is_counted = matches!(indicator.kind, Kind::Ratio | Kind::Count);
            column.is_whole |= is_counted && indicator.whole;
            column.is_scaled |= is_counted;
        }
        for &(_, figure) in second.into_iter().flat_map(|sum| &sum.0) {
            let column = &mut self.layout.figures[figure];
            column.takes_percent = false;
            column.is_count = true;
            column.is_whole |= indicator.whole;
            column.is_scaled = true;
        }
    }

    /// Used columns that stand twice must hold the same in every row.
    fn find_repeats(&mut self) {
        let keys = [
            known::INDICATOR,
            known::UNIT,
            known::PERIOD,
            known::YEAR,
            known::QUARTER,
            known::MONTH,
            known::FIELD,
            known::NOTE,
        ];
        let figures = self.layout.figures.iter().map(|figure| figure.column);
        let used: Vec<usize> = keys.into_iter().chain(figures).collect();
        for column in used {
            if let Some(first) = self.layout.header.position(column) {
                let again = self
                    .layout
                    .header
                    .repeats(column)
                    .map(|second| (first, second));
                self.layout.repeats.extend(again);
            }
        }
    }
}

/// How many columns a header must be known by: one where the folder gives the unit or the period, else two.
pub(super) fn needed_columns(defaults: &Defaults) -> usize {
    if defaults.unit.is_some() || defaults.period.is_some() {
        1
    } else {
        2
    }
}

/// The name of a column in messages.
pub(super) fn column_name(layout: &TableLayout, figure: FigureIndex, columns: &Columns) -> String {
    let column = &layout.figures[figure];
    match column
        .position
        .and_then(|position| layout.header.cells.get(position))
    {
        Some(name) => crate::source::one_line(name),
        None => columns.shown(column.column).to_owned(),
    }
}
