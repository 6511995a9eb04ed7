//! What a formula gives: exact, where it is made of numbers, references, `+ - * /`, brackets and sums only.

use super::super::sheet::Region;
use super::trust::Known;
use super::{Comparison, Formula, Operator};
use crate::number::{Decimal, Quotient};
use std::cmp::Ordering;

/// What a cell holds for a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Operand {
    Empty,
    Number(Decimal),
    Text(Box<str>),
    /// A date as it is shown.
    Date(Box<str>),
    /// Something that is not computed with: an error, a result that was not saved.
    Unknown,
}

/// The cells that formulas refer to.
pub(in super::super) trait Grid {
    /// What a cell holds.
    fn cell(&self, row: u32, column: u32) -> Operand;

    /// Gives every cell of a region that holds something other than text; `None` where they are too many.
    fn each(
        &self,
        region: Region,
        work: &mut Work,
        take: &mut dyn FnMut(u32, u32, Operand),
    ) -> Option<()>;
}

/// How many cells may still be looked at: a small file can ask for any number of large sums.
#[derive(Debug)]
pub(in super::super) struct Work(pub(super) u64);

impl Work {
    /// Takes so much work off; `None` where no more may be done.
    pub(in super::super) fn spend(&mut self, cells: u64) -> Option<()> {
        let left = self.0.checked_sub(cells);
        self.0 = left.unwrap_or(0);
        left.map(|_| ())
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0 == 0
    }
}

/// What a formula gives.
#[derive(Debug, Clone)]
pub(super) enum Computed {
    /// What an empty cell is: nothing, and 0.
    Empty,
    Number(Rational),
    Text(Box<str>),
    /// A date as it is shown.
    Date(Box<str>),
    DivisionByZero,
    Truth(bool),
}

/// An exact number, with the size of the largest one that it is made of.
#[derive(Debug, Clone)]
pub(super) struct Rational {
    numerator: Decimal,
    denominator: Decimal,
    largest: f64,
}

/// Doubles are computed to sixteen digits or so; many roundings may add up.
const TOLERANCE: f64 = 1e-9;

impl Rational {
    fn of(value: Decimal) -> Self {
        let largest = value.to_f64().abs();
        Self {
            numerator: value,
            denominator: Decimal::ONE,
            largest,
        }
    }

    fn made_of(numerator: Decimal, denominator: Decimal, largest: f64) -> Self {
        let mut this = Self {
            numerator,
            denominator,
            largest,
        };
        this.largest = largest.max(this.to_f64().abs());
        this
    }

    /// The nearest double.
    pub(super) fn to_f64(&self) -> f64 {
        if self.denominator == Decimal::ONE {
            return self.numerator.to_f64();
        }
        Quotient::new(self.numerator.clone(), self.denominator.clone())
            .map_or(f64::NAN, |quotient| quotient.to_f64())
    }

    /// Whether a result that was computed with doubles is this number.
    pub(super) fn agrees(&self, saved: f64) -> bool {
        (self.to_f64() - saved).abs() <= TOLERANCE * self.largest
    }
}

impl Computed {
    /// The number that it is for a formula.
    pub(super) fn rational(self) -> Option<Rational> {
        match self {
            Self::Empty => Some(Rational::of(Decimal::ZERO)),
            Self::Number(number) => Some(number),
            _ => None,
        }
    }
}

impl Formula {
    /// What it gives in a sheet; `None` where that cannot be told.
    pub(super) fn computed(
        &self,
        grid: &Known<'_, impl Grid>,
        moved: (i32, i32),
        work: &mut Work,
    ) -> Option<Computed> {
        work.spend(1)?;
        match self {
            Self::On(sheet, cells) => cells.computed(&grid.elsewhere(sheet)?, moved, work),
            Self::Number(number) => Some(Computed::Number(Rational::of(number.clone()))),
            Self::Text(text) => Some(Computed::Text(text.clone())),
            Self::Cells(first, last) if first == last => {
                let (row, column) = first.moved(moved)?;
                Some(match grid.cell(row, column) {
                    Operand::Empty => Computed::Empty,
                    Operand::Number(number) => Computed::Number(Rational::of(number)),
                    Operand::Text(text) => Computed::Text(text),
                    Operand::Date(date) => Computed::Date(date),
                    Operand::Unknown => return None,
                })
            }
            Self::Negative(of) => {
                let minus_one = Self::Number(Decimal::from(-1));
                let of = of.computed(grid, moved, work)?;
                joined(Operator::Times, minus_one.computed(grid, moved, work)?, of)
            }
            Self::Percent(of) => {
                let hundred = Computed::Number(Rational::of(Decimal::HUNDRED));
                joined(Operator::Over, of.computed(grid, moved, work)?, hundred)
            }
            Self::Arithmetic(operator, left, right) => {
                let left = left.computed(grid, moved, work)?;
                joined(*operator, left, right.computed(grid, moved, work)?)
            }
            Self::Sum(terms) => {
                let mut sum = Computed::Number(Rational::of(Decimal::ZERO));
                for term in terms {
                    let term = term.summed(grid, moved, work)?;
                    sum = joined(Operator::Plus, sum, term)?;
                }
                Some(sum)
            }
            Self::Compared(comparison, left, right) => {
                let left = left.computed(grid, moved, work)?;
                let right = right.computed(grid, moved, work)?;
                match same_text(&left, &right) {
                    Some(is_same) => comparison.of_same(is_same),
                    None => comparison.of(joined(Operator::Minus, left, right)?),
                }
            }
            Self::If(condition, one, other) => match condition.computed(grid, moved, work)? {
                Computed::Truth(true) => one.computed(grid, moved, work),
                Computed::Truth(false) => other.computed(grid, moved, work),
                Computed::DivisionByZero => Some(Computed::DivisionByZero),
                _ => None,
            },
            Self::IfError(one, other) => match one.computed(grid, moved, work)? {
                Computed::DivisionByZero => other.computed(grid, moved, work),
                computed => Some(computed),
            },
            Self::Cells(..) | Self::Figure | Self::Other => None,
        }
    }

    /// What it adds to a sum, in which the texts of cells do not count.
    fn summed(
        &self,
        grid: &Known<'_, impl Grid>,
        moved: (i32, i32),
        work: &mut Work,
    ) -> Option<Computed> {
        if let Self::On(sheet, cells) = self {
            return cells.summed(&grid.elsewhere(sheet)?, moved, work);
        }
        let Self::Cells(first, last) = self else {
            return self.computed(grid, moved, work);
        };
        let (a, b) = (first.moved(moved)?, last.moved(moved)?);
        let region = Region {
            first_row: a.0.min(b.0),
            first_column: a.1.min(b.1),
            last_row: a.0.max(b.0),
            last_column: a.1.max(b.1),
        };
        let (mut sum, mut largest, mut is_known) = (Decimal::ZERO, 0.0f64, true);
        grid.each(region, work, &mut |_, _, operand| match operand {
            Operand::Number(number) => {
                largest = largest.max(number.to_f64().abs());
                sum += &number;
            }
            Operand::Empty | Operand::Text(_) => {}
            Operand::Date(_) | Operand::Unknown => is_known = false,
        })?;
        let sum = Rational::made_of(sum, Decimal::ONE, largest);
        is_known.then_some(Computed::Number(sum))
    }
}

/// Numbers longer than this are not computed with.
const LONGEST: u32 = 400;

impl Comparison {
    /// Whether it holds, by the difference of the two; `None` where that is too small to be told from none.
    fn of(self, difference: Computed) -> Option<Computed> {
        let Computed::Number(number) = difference else {
            return Some(difference);
        };
        let order = if number.numerator.is_zero() {
            Ordering::Equal
        } else if number.agrees(0.0) {
            return None;
        } else {
            number.to_f64().partial_cmp(&0.0)?
        };
        Some(Computed::Truth(match self {
            Self::Below => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::AtLeast => order.is_ge(),
            Self::Above => order.is_gt(),
            Self::Different => order.is_ne(),
        }))
    }

    /// Whether it holds between texts that are the same or not; which is the greater is not told.
    fn of_same(self, is_same: bool) -> Option<Computed> {
        match self {
            Self::Equal => Some(Computed::Truth(is_same)),
            Self::Different => Some(Computed::Truth(!is_same)),
            _ => None,
        }
    }
}

/// Whether two values of which one is a text are the same; `None` where none is, or that is not known.
fn same_text(left: &Computed, right: &Computed) -> Option<bool> {
    match (left, right) {
        (Computed::Text(one), Computed::Text(other)) => {
            Some(one.to_lowercase() == other.to_lowercase())
        }
        (Computed::Text(text), Computed::Empty) | (Computed::Empty, Computed::Text(text)) => {
            Some(text.is_empty())
        }
        (Computed::Text(_), Computed::Number(_) | Computed::Date(_))
        | (Computed::Number(_) | Computed::Date(_), Computed::Text(_)) => Some(false),
        _ => None,
    }
}

fn joined(operator: Operator, left: Computed, right: Computed) -> Option<Computed> {
    let is_error = |value: &Computed| matches!(value, Computed::DivisionByZero);
    if is_error(&left) || is_error(&right) {
        return Some(Computed::DivisionByZero);
    }
    let (a, b) = (left.rational()?, right.rational()?);
    let largest = a.largest.max(b.largest);
    let across = |a: &Rational, b: &Rational| &a.numerator * &b.denominator;
    let (numerator, denominator) = match operator {
        Operator::Plus if a.denominator == b.denominator => {
            (&a.numerator + &b.numerator, a.denominator)
        }
        Operator::Plus => (
            &across(&a, &b) + &across(&b, &a),
            &a.denominator * &b.denominator,
        ),
        Operator::Minus => (
            &across(&a, &b) - &across(&b, &a),
            &a.denominator * &b.denominator,
        ),
        Operator::Times => (&a.numerator * &b.numerator, &a.denominator * &b.denominator),
        Operator::Over if b.numerator.is_zero() => return Some(Computed::DivisionByZero),
        Operator::Over => (across(&a, &b), &a.denominator * &b.numerator),
    };
    let digits = |number: &Decimal| match number.digits() {
        Some(_) => 0,
        None => u32::try_from(number.to_parts().0.bits() / 3).unwrap_or(u32::MAX),
    };
    if digits(&numerator) > LONGEST || digits(&denominator) > LONGEST {
        return None;
    }
    Some(Computed::Number(Rational::made_of(
        numerator,
        denominator,
        largest,
    )))
}
