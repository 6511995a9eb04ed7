//! Formulas of cells, as far as they are understood: enough to tell whether the result that was saved with them can be
//! trusted.
//!
//! | file | holds |
//! | --- | --- |
//! | `function` | which functions give a number whatever they are given |
//! | `parse` | formulas that are written out |
//! | `compute` | what a formula gives |
//! | `trust` | which saved results cannot be trusted |

mod compute;
mod function;
mod parse;
mod trust;

pub(super) use compute::{Grid, Operand, Work};
pub(super) use function::Function;
pub(super) use parse::{Dialect, parse};
pub(super) use trust::{FormulaCell, Saved, SheetFormulas, Trust};

use crate::number::Decimal;
use std::rc::Rc;
use trust::Known;

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Formula {
    Number(Decimal),
    /// A cell or a rectangle of cells.
    Cells(Corner, Corner),
    /// Cells of the sheet with this name, in small letters.
    On(Rc<str>, Box<Formula>),
    Negative(Box<Formula>),
    Percent(Box<Formula>),
    Arithmetic(Operator, Box<Formula>, Box<Formula>),
    Sum(Vec<Formula>),
    Compared(Comparison, Box<Formula>, Box<Formula>),
    /// The second where the first is true, else the third.
    If(Box<Formula>, Box<Formula>, Box<Formula>),
    /// The second where the first is an error.
    IfError(Box<Formula>, Box<Formula>),
    /// Text that is written in it.
    Text(Box<str>),
    /// A number, whatever it is made of.
    Figure,
    /// Anything else.
    Other,
}

/// What two numbers are joined by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Below,
    AtMost,
    Equal,
    AtLeast,
    Above,
    Different,
}

/// A corner of a rectangle of cells. What is not fixed moves with the cell that holds the formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Corner {
    pub(super) row: i32,
    pub(super) column: i32,
    pub(super) is_row_fixed: bool,
    pub(super) is_column_fixed: bool,
}

impl Corner {
    /// The cell, from 0, where the formula was moved by so many rows and columns; `None` beyond the sheet.
    fn moved(self, by: (i32, i32)) -> Option<(u32, u32)> {
        let place = |from: i32, is_fixed: bool, by: i32| {
            u32::try_from(from.checked_add(if is_fixed { 0 } else { by })?).ok()
        };
        Some((
            place(self.row, self.is_row_fixed, by.0)?,
            place(self.column, self.is_column_fixed, by.1)?,
        ))
    }
}

impl Formula {
    /// Two formulas joined.
    pub(super) fn joined(operator: Operator, left: Self, right: Self) -> Self {
        Self::Arithmetic(operator, Box::new(left), Box::new(right))
    }

    /// A function of these.
    pub(super) fn call(function: Function, of: Vec<Self>) -> Self {
        let mut given = of.into_iter();
        match function {
            Function::Sum => Self::Sum(given.collect()),
            Function::Number => Self::Figure,
            Function::Other => Self::Other,
            Function::If | Function::IfError => {
                let mut next = || Box::new(given.next().unwrap_or(Self::Other));
                let (first, second) = (next(), next());
                if function == Function::If {
                    Self::If(first, second, next())
                } else {
                    Self::IfError(first, second)
                }
            }
        }
    }

    /// Two values compared.
    pub(super) fn compared(comparison: Comparison, left: Self, right: Self) -> Self {
        Self::Compared(comparison, Box::new(left), Box::new(right))
    }

    /// Cells of another sheet.
    pub(super) fn on(sheet: &str, cells: Self) -> Self {
        Self::On(sheet.to_lowercase().into(), Box::new(cells))
    }

    /// Whether it refers to another sheet.
    pub(super) fn refers_elsewhere(&self) -> bool {
        match self {
            Self::On(..) => true,
            Self::Negative(of) | Self::Percent(of) => of.refers_elsewhere(),
            Self::Arithmetic(_, one, other)
            | Self::Compared(_, one, other)
            | Self::IfError(one, other) => one.refers_elsewhere() || other.refers_elsewhere(),
            Self::Sum(terms) => terms.iter().any(Self::refers_elsewhere),
            Self::If(condition, one, other) => [condition, one, other]
                .iter()
                .any(|part| part.refers_elsewhere()),
            Self::Number(_) | Self::Cells(..) | Self::Text(_) | Self::Figure | Self::Other => false,
        }
    }

    /// Whether it can give nothing but a number (or an error).
    fn gives_number(&self, grid: &Known<'_, impl Grid>, moved: (i32, i32)) -> bool {
        match self {
            Self::On(sheet, cells) => {
                let grid = grid.elsewhere(sheet);
                grid.is_some_and(|grid| cells.gives_number(&grid, moved))
            }
            Self::Number(_)
            | Self::Negative(_)
            | Self::Percent(_)
            | Self::Arithmetic(..)
            | Self::Sum(_)
            | Self::Figure => true,
            Self::If(_, one, other) | Self::IfError(one, other) => {
                one.gives_number(grid, moved) && other.gives_number(grid, moved)
            }
            Self::Cells(first, last) if first == last => {
                first.moved(moved).is_some_and(|(row, column)| {
                    matches!(
                        grid.cell(row, column),
                        Operand::Number(_) | Operand::Date(_)
                    )
                })
            }
            Self::Cells(..) | Self::Compared(..) | Self::Text(_) | Self::Other => false,
        }
    }
}
