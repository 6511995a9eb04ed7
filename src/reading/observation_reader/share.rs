//! Percentages that may have been typed as shares: 0,93 where 93 is meant.

use super::figure::Given;
use super::layout::FigureIndex;
use super::state::{Shares, SharesOfColumn, TableReader};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Amount, IndicatorId};
use crate::number::{Cell, Decimal};

/// So many of them are told one by one; with more of them the column as a whole is.
const TOLD: usize = 1000;
/// So many other percentages of the column leave no doubt.
const ENOUGH: usize = 5;
/// None of which is below this.
const FAR_ABOVE: i64 = 20;

/// A percentage that may be a share, and what is to be told of it.
#[derive(Debug)]
pub(super) struct Share {
    indicator: IndicatorId,
    figure: FigureIndex,
    line: u32,
    value: Decimal,
    problem: Diagnostic,
}

impl TableReader<'_> {
    /// Tells of a share with whose it is, when all rows were read.
    pub(super) fn tell_share(&mut self, share: Share) {
        let mut rows = self.observations.iter();
        let is_it = |reported| match reported {
            Amount::Mean { value, .. } | Amount::Count(value) | Amount::Score(value) => {
                value == share.value
            }
            Amount::Nothing | Amount::Ratio { .. } => false,
        };
        let row = rows.find(|row| {
            (row.line, row.indicator) == (share.line, share.indicator) && is_it(row.reported())
        });
        self.row_keys = row.and_then(|row| self.keys_of(row));
        let given = Given {
            value: Cell::plain(share.value),
            ..Given::default()
        };
        let problem = self.with_exclusions(share.problem, &[(share.indicator, given)]);
        self.tell_figure(
            Some(share.figure),
            share.line,
            Some(share.indicator),
            problem,
        );
        self.row_keys = None;
    }
}

impl Shares {
    /// Takes in a bare value of an indicator in per cent.
    pub(super) fn add(
        &mut self,
        indicator: IndicatorId,
        figure: FigureIndex,
        line: u32,
        value: &Decimal,
        has_sign: bool,
    ) {
        if value.is_zero() || value.is_negative() {
            return;
        }
        let column = self.0.entry((indicator, figure)).or_default();
        if !has_sign && *value <= Decimal::from(1) {
            if column.shares.len() < TOLD {
                column.shares.push((line, value.clone()));
            } else {
                column.more = true;
            }
            return;
        }
        column.others += 1;
        if column.lowest.as_ref().is_none_or(|lowest| value < lowest) {
            column.lowest = Some(value.clone());
        }
        if column
            .highest
            .as_ref()
            .is_none_or(|highest| value > highest)
        {
            column.highest = Some(value.clone());
        }
    }

    /// What is to be told of them.
    pub(super) fn problems(self) -> Vec<Share> {
        let mut told = Vec::new();
        for ((indicator, figure), column) in self.0 {
            // In a column of shares, or of figures that are about 1, one says it for all.
            let is_rule = column.more || column.shares.len() > column.others;
            let most = if is_rule { 1 } else { TOLD };
            for (line, value) in column.shares.iter().take(most) {
                told.push(Share {
                    indicator,
                    figure,
                    line: *line,
                    value: value.clone(),
                    problem: column.problem(value),
                });
            }
        }
        told
    }
}

impl SharesOfColumn {
    fn problem(&self, value: &Decimal) -> Diagnostic {
        let percent = value * &Decimal::HUNDRED;
        let is_certain = match (&self.lowest, &self.highest) {
            (Some(lowest), Some(highest)) => {
                self.others >= ENOUGH
                    && self.others >= 4 * self.shares.len()
                    && !self.more
                    && *lowest >= Decimal::from(FAR_ABOVE)
                    && percent >= *lowest
                    && percent <= *highest
            }
            _ => false,
        };
        let problem = if is_certain {
            Code::ShareNotPercent.arg("count", self.others)
        } else {
            Diagnostic::new(Code::ShareOrPercent)
        };
        problem.arg("text", value).arg("percent", percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes that a column of values leads to, with their lines; a sign is written behind a value.
    fn told(values: &str) -> Vec<(&'static str, u32)> {
        let mut shares = Shares::default();
        for (line, text) in (2..).zip(values.split_whitespace()) {
            let value = Decimal::parse_plain(text.trim_end_matches('%')).unwrap();
            shares.add(IndicatorId(0), 0, line, &value, text.ends_with('%'));
        }
        let problem = |share: Share| (share.problem.code.as_str(), share.line);
        shares.problems().into_iter().map(problem).collect()
    }

    #[test]
    fn a_share_among_percentages_is_doubtful() {
        assert_eq!(told("93 0.93 95"), [("share-or-percent", 3)]);
        assert_eq!(told("93 95 0 1.5"), []);
        assert_eq!(told("0.93% 93 95"), []);
    }

    #[test]
    fn among_many_that_it_fits_it_is_wrong() {
        assert_eq!(told("93 95 91.5 97 88 0.93"), [("share-not-percent", 7)]);
        assert_eq!(told("93 95 91.5 97 88 0.93%"), []);
        // Not where a hundred times it is no such figure, nor where others are as small.
        assert_eq!(told("93 95 91.5 97 88 0.02"), [("share-or-percent", 7)]);
        assert_eq!(told("93 95 91.5 97 1.2 0.93"), [("share-or-percent", 7)]);
    }

    /// So many percentages, and one share behind them.
    fn among(percentages: &[i64], share: &str) -> Vec<(&'static str, u32)> {
        let percentages = percentages.iter().map(i64::to_string);
        let values: Vec<String> = percentages.chain([share.to_owned()]).collect();
        told(&values.join(" "))
    }

    #[test]
    fn what_makes_a_share_certain_has_bounds() {
        let (certain, doubtful) = ("share-not-percent", "share-or-percent");
        let enough = ENOUGH;
        // As many others as are enough, and one fewer.
        let many = vec![93; enough];
        assert_eq!(among(&many, "0.93")[0].0, certain);
        assert_eq!(among(&many[1..], "0.93")[0].0, doubtful);
        // A hundred times the share is the lowest or the highest of them, or just outside.
        let mut between = vec![93; enough];
        (between[0], between[1]) = (90, 95);
        for (share, code) in [
            ("0.9", certain),
            ("0.95", certain),
            ("0.899", doubtful),
            ("0.951", doubtful),
        ] {
            assert_eq!(among(&between, share)[0].0, code, "{share}");
        }
        // The lowest is as far above as it must be, and one less.
        let far = FAR_ABOVE;
        let mut lowest = vec![93; enough];
        lowest[0] = far;
        assert_eq!(among(&lowest, "0.93")[0].0, certain);
        lowest[0] = far - 1;
        assert_eq!(among(&lowest, "0.93")[0].0, doubtful);
        // Four others for each share.
        let eight = "93 94 95 96 97 98 92 91";
        assert_eq!(told(&format!("{eight} 0.93 0.94"))[0].0, certain);
        assert_eq!(told("93 94 95 96 97 98 92 0.93 0.94")[0].0, doubtful);
    }

    #[test]
    fn a_column_of_shares_is_told_once() {
        assert_eq!(told("0.93 0.95 0.88"), [("share-or-percent", 2)]);
        assert_eq!(told("0.93 0.95 0.88 1.5"), [("share-or-percent", 2)]);
    }
}
