//! What a cell of a form takes, as the formula by which a spreadsheet program refuses everything else.

/// The longest formula that Excel takes for a rule.
const LONGEST: usize = 255;

/// What a cell takes: a number, or one of the words for having none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    /// Which numbers.
    pub(super) number: Number,
    /// What must hold between it and the other cells of its row.
    pub(super) checks: Vec<Check>,
}

/// Which numbers a cell takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Number {
    /// 0, 1, 2, …
    Whole,
    /// None below zero.
    NotNegative,
    /// Every number.
    Any,
}

/// A part of a row that cannot be larger than another part: the sums of some columns, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Check {
    /// What is added up for the smaller one.
    pub(super) part: Vec<usize>,
    /// What is added up for the larger one.
    pub(super) whole: Vec<usize>,
}

/// The words that a cell takes in the place of a number.
pub(super) const NOTHING_ARISING: &str = "không phát sinh";
const NO_FIGURE: &str = "-";

impl Check {
    /// That a part is not larger than the whole; `None` where it cannot be, or where a difference makes that too much to
    /// say in one cell.
    pub(super) fn new(part: &[(bool, usize)], whole: &[(bool, usize)]) -> Option<Self> {
        let has_difference = part.iter().chain(whole).any(|(minus, _)| *minus);
        let columns = |terms: &[(bool, usize)]| -> Vec<usize> {
            terms.iter().map(|(_, column)| *column).collect()
        };
        let (part, whole) = (columns(part), columns(whole));
        let is_within = part.iter().all(|column| whole.contains(column));
        (!has_difference && !is_within).then_some(Self { part, whole })
    }

    /// Whether it is about a column.
    pub(super) fn concerns(&self, column: usize) -> bool {
        self.part.contains(&column) || self.whole.contains(&column)
    }

    /// Holds as long as not all of the whole is filled in.
    fn formula(&self, row: u32) -> String {
        let cells = |columns: &[usize], between: &str, around: &dyn Fn(String) -> String| {
            let cells = columns.iter().map(|column| around(cell(row, *column)));
            cells.collect::<Vec<_>>().join(between)
        };
        let as_number = |cell: String| format!("N({cell})");
        format!(
            "OR(COUNT({})<{},{}<={})",
            cells(&self.whole, ",", &|cell| cell),
            self.whole.len(),
            cells(&self.part, "+", &as_number),
            cells(&self.whole, "+", &as_number),
        )
    }
}

impl Rule {
    /// The formula for the cell of a row and a column, from 0, that has this rule. Checks for which there is no room are
    /// left to the reading.
    pub(super) fn formula(&self, row: u32, column: usize) -> String {
        let own = cell(row, column);
        let mut numbers: Vec<String> = Vec::new();
        if self.number < Number::Any {
            numbers.push(format!("{own}>=0"));
        }
        if self.number == Number::Whole {
            numbers.push(format!("{own}=INT({own})"));
        }
        let formula = |numbers: &[String]| {
            let all = match numbers {
                [] => "TRUE".to_owned(),
                _ => format!("AND({})", numbers.join(",")),
            };
            format!(
                "=IF(ISNUMBER({own}),{all},OR({own}=\"{NOTHING_ARISING}\",{own}=\"{NO_FIGURE}\"))"
            )
        };
        for check in &self.checks {
            numbers.push(check.formula(row));
            if formula(&numbers).chars().count() > LONGEST {
                numbers.pop();
            }
        }
        formula(&numbers)
    }
}

/// The name of a cell, from its row and its column from 0: `E8`. The column is fixed, the row is not.
fn cell(row: u32, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.reverse();
    format!("${}{}", String::from_iter(letters), row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_excel() {
        for (column, name) in [
            (0, "$A1"),
            (25, "$Z1"),
            (26, "$AA1"),
            (701, "$ZZ1"),
            (702, "$AAA1"),
        ] {
            assert_eq!(cell(0, column), name);
        }
    }

    #[test]
    fn a_rule_refuses_what_cannot_be() {
        let check = Check::new(&[(false, 3)], &[(false, 4)]).unwrap();
        let rule = Rule {
            number: Number::Whole,
            checks: vec![check],
        };
        assert_eq!(
            rule.formula(7, 3),
            "=IF(ISNUMBER($D8),AND($D8>=0,$D8=INT($D8),OR(COUNT($E8)<1,N($D8)<=N($E8))),\
             OR($D8=\"không phát sinh\",$D8=\"-\"))"
        );
        let any = Rule {
            number: Number::Any,
            checks: Vec::new(),
        };
        assert!(any.formula(0, 0).starts_with("=IF(ISNUMBER($A1),TRUE,"));
    }

    #[test]
    fn only_what_can_be_wrong_is_checked() {
        assert_eq!(Check::new(&[(false, 1)], &[(false, 1), (false, 2)]), None);
        assert_eq!(Check::new(&[(false, 1)], &[(false, 2), (true, 3)]), None);
        let long: Vec<(bool, usize)> = (10..40).map(|column| (false, column)).collect();
        let rule = Rule {
            number: Number::NotNegative,
            checks: Check::new(&[(false, 1)], &long).into_iter().collect(),
        };
        assert!(rule.formula(1_000_000, 1).chars().count() <= LONGEST);
    }
}
