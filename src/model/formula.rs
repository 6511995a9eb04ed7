//! Formulas: what an indicator is made of, in sums and differences of the columns of a wide table.

use std::fmt;

/// One signed column name of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it is subtracted.
    pub minus: bool,
    /// The column's name as written in the formula.
    pub column: Box<str>,
}

/// A sum and difference of the columns of a wide table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula(pub Vec<Term>);

impl Formula {
    /// Reads `resolved_early + resolved_on_time - withdrawn`. A column's name holds letters of any language, digits,
    /// `_` and single spaces; it is no number. A minus may stand first.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut terms = Vec::new();
        let mut rest = text.trim();
        let mut minus = false;
        if let Some(after) = rest.strip_prefix(['-', '\u{2212}']) {
            (minus, rest) = (true, after);
        }
        loop {
            let end = rest.find(['+', '-', '\u{2212}']).unwrap_or(rest.len());
            let column = rest
                .get(..end)
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let is_name = column
                .chars()
                .all(|c| c.is_alphanumeric() || c == '_' || c == ' ' || is_mark(c))
                && column.chars().any(char::is_alphabetic);
            if !is_name {
                return None;
            }
            terms.push(Term {
                minus,
                column: column.into(),
            });
            let Some(sign) = rest.get(end..).and_then(|after| after.chars().next()) else {
                break;
            };
            minus = sign != '+';
            rest = rest.get(end + sign.len_utf8()..).unwrap_or_default();
        }
        Some(Self(terms))
    }
}

/// As it is written in `indicators.toml`.
impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, term) in self.0.iter().enumerate() {
            f.write_str(match (i, term.minus) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            })?;
            f.write_str(&term.column)?;
        }
        Ok(())
    }
}

/// Signs that printed headers have inside: `Đã giải quyết / Trễ hạn`, `Số hồ sơ (kỳ trước)`, `TP.HCM`.
fn is_mark(c: char) -> bool {
    matches!(c, '/' | '(' | ')' | '.' | '%' | ',' | ':' | '&')
        || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(text: &str) -> Vec<(bool, String)> {
        Formula::parse(text)
            .unwrap()
            .0
            .into_iter()
            .map(|t| (t.minus, t.column.into()))
            .collect()
    }

    #[test]
    fn formulas_are_sums_and_differences() {
        assert_eq!(terms("value"), [(false, "value".to_owned())]);
        assert_eq!(
            terms(" resolved_early +resolved_on_time -  trễ   hạn "),
            [
                (false, "resolved_early".to_owned()),
                (false, "resolved_on_time".to_owned()),
                (true, "trễ hạn".to_owned())
            ]
        );
        assert_eq!(
            terms("-a+b"),
            [(true, "a".to_owned()), (false, "b".to_owned())]
        );
    }

    #[test]
    fn what_is_no_formula_is_told() {
        for text in [
            "", "+", "a +", "a + + b", "a * b", "2", "a + 1", "a = b", "a - - b",
        ] {
            assert_eq!(Formula::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = Formula::parse(&text);
        }
    }
}
