//! A row of a wide table: counts in columns, of which indicators are sums and differences.

use super::figure::{Given, Part, not_whole};
use super::layout::{FigureFormulas, FigureIndex, Shape, Sum};
use super::long::note_share;
use super::state::TableReader;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Amount, IndicatorId, Kind};
use crate::number::{Cell, Decimal};

/// The figures of a row.
pub(super) fn figures(
    reader: &mut TableReader<'_>,
    line: u32,
    cells: &[Cell],
) -> Vec<(IndicatorId, Amount)> {
    // Taken out while problems are told through the reader.
    let shape = std::mem::replace(&mut reader.layout.shape, Shape::Wide(Vec::new()));
    let mut figures = Vec::new();
    if let Shape::Wide(all) = &shape {
        let aside = set_aside(reader, line, cells, all);
        let wrong = wrong_cells(reader, line, cells, all, &aside);
        note_gaps(reader, line, cells, all);
        for formulas in all {
            if aside.contains(&formulas.indicator) {
                figures.push((formulas.indicator, Amount::Nothing));
                continue;
            }
            if let Some(reported) = figure(reader, line, formulas, cells, &wrong) {
                figures.push((formulas.indicator, reported));
            }
        }
    }
    reader.layout.shape = shape;
    figures
}

/// The indicators whose figures are set aside in the row, whatever is wrong with them.
fn set_aside(
    reader: &mut TableReader<'_>,
    line: u32,
    cells: &[Cell],
    all: &[FigureFormulas],
) -> Vec<IndicatorId> {
    if !reader.has_exclusions_of_row() {
        return Vec::new();
    }
    let mut aside = Vec::new();
    for formulas in all {
        let kind = reader.shared.indicators.get(formulas.indicator).kind;
        if let Some(given) = given(reader, formulas, cells, &[])
            && reader.sets_aside(formulas.indicator, kind, &given, line)
        {
            aside.push(formulas.indicator);
        }
    }
    aside
}

/// Tells the cells that are figures but cannot be right, unless all that is made of them is set aside, and lists all that
/// are wrong.
fn wrong_cells(
    reader: &mut TableReader<'_>,
    line: u32,
    cells: &[Cell],
    all: &[FigureFormulas],
    aside: &[IndicatorId],
) -> Vec<FigureIndex> {
    let mut wrong = Vec::new();
    for (figure, cell) in cells.iter().enumerate() {
        let Some(column) = reader.layout.figures.get(figure) else {
            continue;
        };
        let problem = match cell {
            Cell::NotANumber | Cell::TwoWays { .. } => None,
            Cell::Figure { percent: true, .. } if !column.takes_percent => {
                Some(Code::PercentSign.help("count"))
            }
            Cell::Figure { value, .. } if value.is_negative() && column.is_count => {
                Some(Code::NegativeFigure.arg("text", value))
            }
            Cell::Figure { value, .. } if column.is_whole && !value.is_integer() => {
                Some(not_whole(value))
            }
            _ => continue,
        };
        wrong.push(figure);
        let of_it = || all.iter().filter(|formulas| formulas.uses(figure));
        let is_aside = !aside.is_empty() && of_it().all(|of| aside.contains(&of.indicator));
        if let Some(problem) = problem.filter(|_| !is_aside) {
            let given =
                of_it().filter_map(|of| Some((of.indicator, given(reader, of, cells, &[])?)));
            let given: Vec<(IndicatorId, Given)> = given.collect();
            let only = match &given[..] {
                [(indicator, _)] => Some(*indicator),
                _ => None,
            };
            let problem = reader.with_exclusions(problem, &given);
            reader.tell_figure(Some(figure), line, only, problem);
        }
    }
    wrong
}

/// Whether a cell has a figure.
fn is_figure(cells: &[Cell], figure: FigureIndex) -> bool {
    matches!(
        cells.get(figure),
        Some(Cell::Figure { .. } | Cell::NothingArising)
    )
}

/// Notes every cell without a figure that takes a sum's other terms with it.
fn note_gaps(reader: &mut TableReader<'_>, line: u32, cells: &[Cell], all: &[FigureFormulas]) {
    let is_number = |figure: FigureIndex| is_figure(cells, figure);
    let is_blank = |figure: FigureIndex| matches!(cells.get(figure), Some(Cell::Nothing));
    let sums = all
        .iter()
        .flat_map(|formulas| std::iter::once(&formulas.first).chain(&formulas.second));
    let mut gaps: Vec<FigureIndex> = sums
        .filter(|sum| sum.0.iter().any(|&(_, figure)| is_number(figure)))
        .flat_map(|sum| {
            sum.0
                .iter()
                .map(|&(_, figure)| figure)
                .filter(|&figure| is_blank(figure))
        })
        .collect();
    gaps.sort_unstable();
    gaps.dedup();
    for figure in gaps {
        reader.gaps.add_sum(line, figure);
    }
}

fn figure(
    reader: &mut TableReader<'_>,
    line: u32,
    formulas: &FigureFormulas,
    cells: &[Cell],
    wrong: &[FigureIndex],
) -> Option<Amount> {
    let indicator = reader.shared.indicators.get(formulas.indicator);
    let given = given(reader, formulas, cells, wrong)?;
    let (has_first, has_second) = (
        !given.numerator.is_nothing(),
        !given.denominator.is_nothing(),
    );
    if indicator.kind == Kind::Ratio && has_first != has_second {
        let missing = if has_first {
            formulas.second.as_ref()
        } else {
            Some(&formulas.first)
        };
        note_side(reader, line, formulas.indicator, missing, cells);
        return Some(Amount::Nothing);
    }
    if let (true, false, [(_, figure)]) = (
        indicator.is_percent(),
        indicator.kind == Kind::Ratio,
        &formulas.first.0[..],
    ) {
        note_share(reader, line, Some(*figure), formulas.indicator, cells);
    }
    let (mut problems, mut all) = (Vec::new(), Vec::new());
    let reported = given.reported(indicator, &mut |part, problem| {
        problems.push((part, problem))
    });
    // What is wrong is rare: the figure is read anew for it, so that no other has to be kept.
    if !problems.is_empty() {
        all.extend(
            self::given(reader, formulas, cells, wrong).map(|given| (formulas.indicator, given)),
        );
    }
    for (part, problem) in problems {
        let formula = match part {
            Part::Numerator | Part::Value => Some(&formulas.first),
            Part::Denominator | Part::Sample => formulas.second.as_ref(),
        };
        let terms = formula.map_or(&[][..], |formula| &formula.0);
        // The cell that is missing, else the only one; a sum of several stands for the row.
        let gap = terms
            .iter()
            .find(|(_, figure)| matches!(cells.get(*figure), Some(Cell::Nothing)));
        let named = gap.or(if terms.len() == 1 {
            terms.first()
        } else {
            too_large(terms, cells, &problem)
        });
        let named = named.map(|(_, figure)| *figure);
        let problem = reader.with_exclusions(problem.arg("indicator", &indicator.name), &all);
        reader.tell_figure(named, line, Some(formulas.indicator), problem);
    }
    reported
}

/// What a row gives of an indicator; `None` where a cell of it is wrong.
fn given(
    reader: &TableReader<'_>,
    formulas: &FigureFormulas,
    cells: &[Cell],
    wrong: &[FigureIndex],
) -> Option<Given> {
    let first = sum(&formulas.first, cells, wrong)?;
    let second = match &formulas.second {
        Some(formula) => sum(formula, cells, wrong)?,
        None => Cell::Nothing,
    };
    Some(
        match reader.shared.indicators.get(formulas.indicator).kind {
            // Each count of "không phát sinh" is a count of 0.
            Kind::Ratio => Given {
                numerator: as_count(first),
                denominator: as_count(second),
                ..Given::default()
            },
            _ => Given {
                value: first,
                sample: second,
                ..Given::default()
            },
        },
    )
}

/// Notes a ratio of which one side is no figure, unless that is a sum in which a gap was noted.
fn note_side(
    reader: &mut TableReader<'_>,
    line: u32,
    indicator: IndicatorId,
    missing: Option<&Sum>,
    cells: &[Cell],
) {
    let terms = missing.map_or(&[][..], |sum| &sum.0);
    if terms.iter().any(|(_, figure)| is_figure(cells, *figure)) {
        return;
    }
    let cell = match terms {
        [(_, figure)] => Some(*figure),
        _ => None,
    };
    reader.gaps.add_side(line, cell, indicator);
}

/// Of a numerator's terms the one that is above the denominator by itself.
fn too_large<'t>(
    terms: &'t [(bool, FigureIndex)],
    cells: &[Cell],
    problem: &Diagnostic,
) -> Option<&'t (bool, FigureIndex)> {
    if problem.code != Code::NumeratorAboveDenominator {
        return None;
    }
    let most = Decimal::parse_plain(problem.text("denominator")?)?;
    let is_above = |&&(minus, figure): &&(bool, FigureIndex)| matches!(cells.get(figure), Some(Cell::Figure { value, .. }) if !minus && *value > most);
    let mut above = terms.iter().filter(is_above);
    above.next().filter(|_| above.next().is_none())
}

fn as_count(cell: Cell) -> Cell {
    match cell {
        Cell::NothingArising => Cell::plain(Decimal::ZERO),
        other => other,
    }
}

/// What a sum comes to: one with a term that is no figure is no figure. `None` where a cell in it is wrong, which was
/// told.
fn sum(formula: &Sum, cells: &[Cell], wrong: &[FigureIndex]) -> Option<Cell> {
    let mut total = Decimal::ZERO;
    let mut something_arose = false;
    let mut has_gap = false;
    for &(minus, figure) in &formula.0 {
        match cells.get(figure) {
            _ if wrong.contains(&figure) => return None,
            Some(Cell::Figure { value, .. }) => {
                total = if minus {
                    &total - value
                } else {
                    &total + value
                };
                something_arose = true;
            }
            Some(Cell::NothingArising) => {}
            Some(Cell::Nothing | Cell::TwoWays { .. } | Cell::NotANumber) | None => has_gap = true,
        }
    }
    Some(match (has_gap, something_arose) {
        (true, _) => Cell::Nothing,
        (false, true) => Cell::plain(total),
        (false, false) => Cell::NothingArising,
    })
}
