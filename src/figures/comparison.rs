//! What was read, unit by unit, for the newest period beside the one before: whoever looks at it sees a column that
//! slipped, a district counted twice, a running total.

use crate::calendar::Period;
use crate::model::{Amount, Campaign, IndicatorId, Kind, Observation, PrintedTotal, UnitId};
use crate::number::Decimal;

/// At least so many times as much, or as little, is to be looked at.
const TIMES: f64 = 3.0;

/// Counts differ by chance: the square roots of two must lie so far apart.
const APART: f64 = 3.0;

/// The figures of the newest period beside those of the one before.
#[derive(Debug)]
pub struct Comparison {
    /// The newest period of which figures were read, of the length that most were read of.
    pub period: Period,
    /// The period of that length before it.
    pub before: Period,
    /// By indicator in their order, then by unit.
    pub rows: Vec<ComparedRow>,
    /// What the forms of the newest period print as totals: those that differ first.
    pub totals: Vec<PrintedTotal>,
}

/// What a unit gave of an indicator, its fields together.
#[derive(Debug)]
pub struct ComparedRow {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// Which unit.
    pub unit: UnitId,
    /// For the newest period; `None` where it gave nothing.
    pub now: Option<ReadSum>,
    /// For the period before.
    pub was: Option<ReadSum>,
}

/// Numbers as they were read, added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSum {
    /// The numerator, or the count, or what of one figure alone can be told.
    pub first: Decimal,
    /// The denominator, or the sample; zero where there is none.
    pub second: Decimal,
    kind: Option<Kind>,
}

/// Why a row is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing was given where something was before.
    Missing,
    /// Far more than before.
    More,
    /// Far less than before.
    Less,
}

impl Comparison {
    /// Compares the figures that were read; `None` where none were, or none of two periods.
    #[must_use]
    pub fn of(campaign: &Campaign) -> Option<Self> {
        let all = &campaign.observations.all;
        let given = || all.iter().filter(|row| row.is_given());
        let mut lengths = [0_usize; 256];
        for row in given() {
            lengths[usize::from(row.period.length().months())] += 1;
        }
        let (months, count) = (0..=u8::MAX).zip(lengths).max_by_key(|(_, count)| *count)?;
        if count == 0 {
            return None;
        }
        let of_length = || given().filter(|row| row.period.length().months() == months);
        let period = of_length()
            .map(|row| row.period)
            .max_by_key(|p| p.order())?;
        let before = of_length()
            .map(|row| row.period)
            .filter(|other| *other != period);
        let before = before.max_by_key(|p| p.order())?;
        // The observations are sorted by indicator and unit.
        let mut rows: Vec<ComparedRow> = Vec::new();
        for row in of_length() {
            let is_now = row.period == period;
            if !is_now && row.period != before {
                continue;
            }
            let is_its_own =
                |last: &&mut ComparedRow| (last.indicator, last.unit) == (row.indicator, row.unit);
            match rows.last_mut().filter(is_its_own) {
                Some(last) => add(if is_now { &mut last.now } else { &mut last.was }, row),
                None => {
                    let mut compared = ComparedRow {
                        indicator: row.indicator,
                        unit: row.unit,
                        now: None,
                        was: None,
                    };
                    let sum = if is_now {
                        &mut compared.now
                    } else {
                        &mut compared.was
                    };
                    add(sum, row);
                    rows.push(compared);
                }
            }
        }
        let tables = campaign.observations.tables.iter();
        let totals = tables.flat_map(|table| &table.printed_totals);
        let mut totals: Vec<PrintedTotal> = totals
            .filter(|total| total.period == period)
            .cloned()
            .collect();
        totals.sort_by_key(|total| total.agrees);
        Some(Self {
            period,
            before,
            rows,
            totals,
        })
    }

    /// The rows of one indicator each.
    pub fn by_indicator(&self) -> impl Iterator<Item = (IndicatorId, &[ComparedRow])> {
        let of_each = self.rows.chunk_by(|a, b| a.indicator == b.indicator);
        of_each.filter_map(|rows| Some((rows.first()?.indicator, rows)))
    }
}

/// What all units of some rows gave, and how many did: now and before.
#[must_use]
pub fn whole(rows: &[ComparedRow]) -> [(Option<ReadSum>, usize); 2] {
    let sum = |of: fn(&ComparedRow) -> Option<&ReadSum>| {
        let given: Vec<&ReadSum> = rows.iter().filter_map(of).collect();
        let added = given
            .iter()
            .fold(None, |sum: Option<ReadSum>, one| match sum {
                None => Some((*one).clone()),
                Some(sum) => Some(sum.plus(&one.first, &one.second)),
            });
        (added, given.len())
    };
    [sum(|row| row.now.as_ref()), sum(|row| row.was.as_ref())]
}

fn add(sum: &mut Option<ReadSum>, row: &Observation) {
    let (first, second) = (row.numbers().first(), row.numbers().second());
    *sum = Some(match sum.take() {
        Some(sum) => sum.plus(&first, &second),
        None => ReadSum {
            first,
            second,
            kind: row.kind(),
        },
    });
}

impl ComparedRow {
    /// By how much more was given than before: of a ratio by its denominators.
    #[must_use]
    pub fn change(&self) -> Option<Decimal> {
        change(self.now.as_ref()?, self.was.as_ref()?)
    }

    /// Why it is to be looked at, if it is.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        let was = self.was.as_ref()?;
        let Some(now) = &self.now else {
            return Some(Doubt::Missing);
        };
        let (now, was) = (now.base()?, was.base()?);
        let apart = (now.sqrt() - was.sqrt()).abs() >= APART;
        if apart && now >= TIMES * was {
            Some(Doubt::More)
        } else if apart && was >= TIMES * now {
            Some(Doubt::Less)
        } else {
            None
        }
    }
}

/// By how much more one sum is than another: of ratios by their denominators; `None` where they do not add up.
#[must_use]
pub fn change(now: &ReadSum, was: &ReadSum) -> Option<Decimal> {
    match (now.kind, was.kind) {
        (Some(Kind::Ratio), Some(Kind::Ratio)) => Some(&now.second - &was.second),
        (Some(Kind::Count), Some(Kind::Count)) => Some(&now.first - &was.first),
        _ => None,
    }
}

impl ReadSum {
    /// Of one figure.
    #[must_use]
    pub fn of(figure: &Amount) -> Self {
        let (kind, first, second) = figure.clone().into_parts();
        Self {
            first,
            second,
            kind,
        }
    }

    fn plus(self, first: &Decimal, second: &Decimal) -> Self {
        Self {
            first: &self.first + first,
            second: &self.second + second,
            kind: self.kind,
        }
    }

    /// The number that says how much happened; `None` of a mean, a score or a bare value.
    fn base(&self) -> Option<f64> {
        match self.kind {
            Some(Kind::Ratio) => Some(self.second.to_f64()),
            Some(Kind::Count) => Some(self.first.to_f64()),
            _ => None,
        }
    }

    /// Whether sums of such figures say anything.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.base().is_some()
    }

    /// Whether it has two numbers.
    #[must_use]
    pub fn is_ratio(&self) -> bool {
        self.kind == Some(Kind::Ratio)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::site;

    type Row = (Option<String>, Option<Doubt>);

    fn compared(rows: &str) -> Option<(String, Vec<Row>)> {
        let made = site("a, b, c")
            .indicator("kind = \"ratio\"")
            .rows(rows)
            .made();
        let comparison = Comparison::of(&made.campaign)?;
        let told = |sum: &ReadSum| format!("{}/{}", sum.first, sum.second);
        let rows = comparison.rows.iter();
        let rows = rows
            .map(|row| (row.now.as_ref().map(told), row.doubt()))
            .collect();
        let periods = format!("{} {}", comparison.before.code(), comparison.period.code());
        Some((periods, rows))
    }

    #[test]
    fn the_newest_period_stands_beside_the_one_before() {
        let rows =
            "a 2019-03 90/100\na 2019-04 95/100\nb 2019-03 9/10\nb 2019-04 90/400\nc 2019-03 5/5\n";
        let expected = vec![
            (Some("95/100".to_owned()), None),
            (Some("90/400".to_owned()), Some(Doubt::More)),
            (None, Some(Doubt::Missing)),
        ];
        assert_eq!(
            compared(rows),
            Some(("2019-03 2019-04".to_owned(), expected))
        );
        assert_eq!(compared("a 2019-03 90/100\n"), None);
    }

    #[test]
    fn fields_are_added_and_small_counts_differ_by_chance() {
        let rows = "a 2019-03 x 1/1\na 2019-03 y 0/1\na 2019-04 x 4/4\na 2019-04 y 3/4\n";
        let expected = vec![(Some("7/8".to_owned()), None)];
        assert_eq!(compared(rows).map(|(_, rows)| rows), Some(expected));
    }
}
