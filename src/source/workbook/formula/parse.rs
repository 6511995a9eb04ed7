//! Formulas that are written out: `B2-SUM(C2:D2)`, `of:=[.B2]-SUM([.C2:.D2])`, `RC[-2]-SUM(R2C3:RC[-1])`.

use super::{Comparison, Corner, Formula, Function, Operator};
use crate::number::Decimal;

/// How references are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Dialect {
    /// `$A$1:B2`
    Letters,
    /// `[.A1:.B2]`
    Brackets,
    /// `R1C1:R[-1]C`, where what is not fixed counts from the cell itself.
    Numbers,
}

/// No formula is nested deeper.
const DEEPEST: u32 = 100;
/// Longer formulas are not read: each sign in them nests what stands before it.
const LONGEST: usize = 1000;

/// Reads a formula; [`Formula::Other`] where it is not understood.
pub(in super::super) fn parse(text: &str, dialect: Dialect) -> Formula {
    let (text, dialect) = match text.split_once(":=") {
        Some(("msoxl", rest)) => (rest, Dialect::Letters),
        Some(("of" | "oooc", rest)) => (rest, dialect),
        _ => (text, dialect),
    };
    if text.len() > LONGEST {
        return Formula::Other;
    }
    let mut parser = Parser {
        rest: text.trim_start().trim_start_matches('='),
        dialect,
        depth: 0,
    };
    let formula = parser.comparison();
    parser.skip_space();
    formula
        .filter(|_| parser.rest.is_empty())
        .unwrap_or(Formula::Other)
}

struct Parser<'t> {
    rest: &'t str,
    dialect: Dialect,
    depth: u32,
}

impl<'t> Parser<'t> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes one of these signs where it comes next.
    fn take(&mut self, signs: &[&'static str]) -> Option<&'static str> {
        self.skip_space();
        let sign = signs.iter().find(|sign| self.rest.starts_with(**sign))?;
        self.rest = &self.rest[sign.len()..];
        Some(*sign)
    }

    fn comparison(&mut self) -> Option<Formula> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut formula = self.joined_text()?;
        while let Some(sign) = self.take(&["<>", "<=", ">=", "<", ">", "="]) {
            let comparison = match sign {
                "<>" => Comparison::Different,
                "<=" => Comparison::AtMost,
                ">=" => Comparison::AtLeast,
                "<" => Comparison::Below,
                ">" => Comparison::Above,
                _ => Comparison::Equal,
            };
            formula = Formula::compared(comparison, formula, self.joined_text()?);
        }
        self.depth -= 1;
        Some(formula)
    }

    fn joined_text(&mut self) -> Option<Formula> {
        let mut formula = self.sum()?;
        while self.take(&["&"]).is_some() {
            self.sum()?;
            formula = Formula::Other;
        }
        Some(formula)
    }

    fn sum(&mut self) -> Option<Formula> {
        let mut formula = self.product()?;
        while let Some(sign) = self.take(&["+", "-"]) {
            let operator = if sign == "+" {
                Operator::Plus
            } else {
                Operator::Minus
            };
            formula = Formula::joined(operator, formula, self.product()?);
        }
        Some(formula)
    }

    fn product(&mut self) -> Option<Formula> {
        let mut formula = self.power()?;
        while let Some(sign) = self.take(&["*", "/"]) {
            let operator = if sign == "*" {
                Operator::Times
            } else {
                Operator::Over
            };
            formula = Formula::joined(operator, formula, self.power()?);
        }
        Some(formula)
    }

    fn power(&mut self) -> Option<Formula> {
        let mut formula = self.signed()?;
        while self.take(&["^"]).is_some() {
            self.signed()?;
            formula = Formula::Figure;
        }
        Some(formula)
    }

    fn signed(&mut self) -> Option<Formula> {
        let mut is_negative = false;
        let mut has_sign = false;
        while let Some(sign) = self.take(&["-", "+"]) {
            is_negative ^= sign == "-";
            has_sign |= sign == "-";
        }
        let mut formula = self.primary()?;
        if self.take(&["%"]).is_some() {
            formula = Formula::Percent(Box::new(formula));
        }
        Some(match (has_sign, is_negative) {
            (true, true) => Formula::Negative(Box::new(formula)),
            (true, false) => Formula::Negative(Box::new(Formula::Negative(Box::new(formula)))),
            (false, _) => formula,
        })
    }

    fn primary(&mut self) -> Option<Formula> {
        self.skip_space();
        match self.rest.chars().next()? {
            '(' => {
                self.rest = &self.rest[1..];
                let inside = self.comparison()?;
                self.take(&[")"])?;
                Some(inside)
            }
            '"' => {
                let before = self.rest;
                self.quoted('"')?;
                let inside = before.get(1..before.len() - self.rest.len() - 1)?;
                Some(Formula::Text(inside.replace("\"\"", "\"").into()))
            }
            '{' => {
                let end = self.rest.find('}')?;
                self.rest = &self.rest[end + 1..];
                Some(Formula::Other)
            }
            '\'' => {
                let before = self.rest;
                self.quoted('\'')?;
                let name = before.get(1..before.len() - self.rest.len() - 1)?;
                self.foreign(&name.replace("''", "'"))
            }
            '[' if self.dialect == Dialect::Brackets => self.bracketed(),
            '[' => {
                let end = self.rest.find(']')?;
                self.rest = &self.rest[end + 1..];
                self.word();
                self.foreign("")
            }
            '#' => {
                self.rest = &self.rest[1..];
                self.word();
                self.take(&["!", "?", "/0!"]);
                Some(Formula::Other)
            }
            '0'..='9' | '.' => self.number(),
            _ => self.named(),
        }
    }

    /// Steps over what stands between two of these, doubled ones being part of it.
    fn quoted(&mut self, quote: char) -> Option<()> {
        loop {
            let end = self.rest.get(1..)?.find(quote)? + 1;
            self.rest = &self.rest[end + 1..];
            if !self.rest.starts_with(quote) {
                return Some(());
            }
        }
    }

    /// What stands behind the name of a sheet: a reference elsewhere; those to other files are not followed.
    fn foreign(&mut self, sheet: &str) -> Option<Formula> {
        self.take(&["!"])?;
        let before = self.rest;
        let cells = match self.dialect {
            Dialect::Numbers => self.numbered(),
            _ => lettered(self.word()),
        };
        if let Some(first) = cells.filter(|_| !sheet.is_empty() && !sheet.contains(['[', ']'])) {
            let last = match (self.take(&[":"]), self.dialect) {
                (None, _) => Some(first),
                (_, Dialect::Numbers) => self.numbered(),
                _ => lettered(self.word()),
            };
            if let Some(last) = last.filter(|_| !self.rest.starts_with(['!', '('])) {
                return Some(Formula::on(sheet, Formula::Cells(first, last)));
            }
        }
        self.rest = before;
        loop {
            self.rest = self.rest.trim_start_matches(['$', '#', '!']);
            if self.word().is_empty() {
                return None;
            }
            self.rest = self.rest.trim_start_matches('!');
            if !self.rest.starts_with(':') {
                return Some(Formula::Other);
            }
            self.rest = &self.rest[1..];
        }
    }

    /// `[.A1]`, `[.A1:.B2]`; one with the name of a sheet is elsewhere.
    fn bracketed(&mut self) -> Option<Formula> {
        let mut quoted = false;
        let end = self.rest.find(|c| {
            quoted ^= c == '\'';
            c == ']' && !quoted
        })?;
        let inside = &self.rest[1..end];
        self.rest = &self.rest[end + 1..];
        let (first, last) = inside.split_once(':').unwrap_or((inside, inside));
        // The name of a sheet stands before the last point.
        let corner = |text: &'t str| {
            let (sheet, cell) = text.rsplit_once('.')?;
            Some((sheet.trim_start_matches('$'), lettered(cell)?))
        };
        Some(match (corner(first), corner(last)) {
            (Some(("", first)), Some(("", last))) => Formula::Cells(first, last),
            (Some((sheet, first)), Some((other, last)))
                if !sheet.is_empty() && !sheet.contains('#') && ["", sheet].contains(&other) =>
            {
                let name = sheet
                    .strip_prefix('\'')
                    .and_then(|name| name.strip_suffix('\''));
                let name = name.map_or_else(|| sheet.to_owned(), |name| name.replace("''", "'"));
                Formula::on(&name, Formula::Cells(first, last))
            }
            _ => Formula::Other,
        })
    }

    fn number(&mut self) -> Option<Formula> {
        let is_part = |c: char| c.is_ascii_digit() || c == '.';
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        if rest.starts_with(['e', 'E']) {
            self.word();
            self.rest = self.rest.trim_start_matches(['+', '-']);
            self.word();
            return Some(Formula::Figure);
        }
        // Whole rows: `5:7`.
        if rest.starts_with(':') {
            return None;
        }
        let digits = digits.strip_suffix('.').unwrap_or(digits);
        let written = if digits.starts_with('.') {
            format!("0{digits}")
        } else {
            digits.to_owned()
        };
        Decimal::parse_plain(&written).map(Formula::Number)
    }

    /// The letters and digits that come next.
    fn word(&mut self) -> &'t str {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// A reference by row and column numbers.
    fn numbered(&mut self) -> Option<Corner> {
        let mut rest = self.rest;
        let (row, is_row_fixed) = numbered_part(&mut rest, 'R')?;
        let (column, is_column_fixed) = numbered_part(&mut rest, 'C')?;
        if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '_' | '!')) {
            return None;
        }
        self.rest = rest;
        Some(Corner {
            row,
            column,
            is_row_fixed,
            is_column_fixed,
        })
    }

    /// A function, a reference, or a name.
    fn named(&mut self) -> Option<Formula> {
        if self.dialect == Dialect::Numbers
            && let Some(first) = self.numbered()
        {
            if self.take(&[":"]).is_none() {
                return Some(Formula::Cells(first, first));
            }
            return Some(Formula::Cells(first, self.numbered()?));
        }
        let word = self.word();
        if word.is_empty() {
            return None;
        }
        if self.rest.starts_with('(') {
            return self.called(Function::named(word));
        }
        if self.rest.starts_with('!') {
            return self.foreign(word);
        }
        if self.rest.starts_with('[') {
            return self.columns_of_table();
        }
        let first = (self.dialect == Dialect::Letters)
            .then(|| lettered(word))
            .flatten();
        if self.take(&[":"]).is_none() {
            self.take(&["#"]);
            return Some(first.map_or(Formula::Other, |first| Formula::Cells(first, first)));
        }
        self.skip_space();
        let last = lettered(self.word());
        Some(match (first, last) {
            (Some(first), Some(last)) => Formula::Cells(first, last),
            _ => Formula::Other,
        })
    }

    /// `Table1[[#This Row],[a]]`
    fn columns_of_table(&mut self) -> Option<Formula> {
        let mut open = 0u32;
        let end = self.rest.find(|c| {
            match c {
                '[' => open += 1,
                ']' => open = open.saturating_sub(1),
                _ => {}
            }
            open == 0
        })?;
        self.rest = &self.rest[end + 1..];
        Some(Formula::Other)
    }

    fn called(&mut self, function: Function) -> Option<Formula> {
        self.rest = &self.rest[1..];
        let mut given = Vec::new();
        if self.take(&[")"]).is_some() {
            return Some(Formula::call(function, given));
        }
        loop {
            self.skip_space();
            // A value that is left out.
            let value = if self.rest.starts_with([',', ';', ')']) {
                Formula::Number(Decimal::ZERO)
            } else {
                self.comparison()?
            };
            given.push(value);
            if self.take(&[",", ";"]).is_none() {
                self.take(&[")"])?;
                return Some(Formula::call(function, given));
            }
        }
    }
}

/// `$B$12`
fn lettered(text: &str) -> Option<Corner> {
    let (row, column) = super::super::xml::cell_reference(text)?;
    Some(Corner {
        row: i32::try_from(row).ok()?,
        column: i32::try_from(column).ok()?,
        is_row_fixed: text.get(1..)?.contains('$'),
        is_column_fixed: text.starts_with('$'),
    })
}

/// `R`, `R12` or `R[-3]`: the number, from 0 where it is fixed.
fn numbered_part(rest: &mut &str, letter: char) -> Option<(i32, bool)> {
    let after = rest.strip_prefix([letter, letter.to_ascii_lowercase()])?;
    if let Some(inside) = after.strip_prefix('[') {
        let (number, after) = inside.split_once(']')?;
        *rest = after;
        return Some((number.parse().ok()?, false));
    }
    let end = after
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(after.len());
    let (digits, after) = after.split_at(end);
    *rest = after;
    if digits.is_empty() {
        return Some((0, false));
    }
    Some((digits.parse::<i32>().ok()?.checked_sub(1)?, true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(row: i32, column: i32) -> Formula {
        let corner = Corner {
            row,
            column,
            is_row_fixed: false,
            is_column_fixed: false,
        };
        Formula::Cells(corner, corner)
    }

    fn number(number: i64) -> Formula {
        Formula::Number(number.into())
    }

    #[test]
    fn formulas_are_read_in_every_dialect() {
        let range = |a: Formula, b: Formula| match (a, b) {
            (Formula::Cells(a, _), Formula::Cells(b, _)) => Formula::Cells(a, b),
            _ => panic!("cells"),
        };
        let expected = |row: i32, column: i32| {
            let sum = Formula::Sum(vec![
                range(cell(row, column), cell(row, column + 1)),
                number(2),
            ]);
            Formula::joined(Operator::Minus, cell(row, column - 1), sum)
        };
        assert_eq!(parse("B2-SUM(C2:D2,2)", Dialect::Letters), expected(1, 2));
        assert_eq!(
            parse("= B2 - sum( C2:D2 ,2 )", Dialect::Letters),
            expected(1, 2)
        );
        assert_eq!(
            parse("of:=[.B2]-SUM([.C2:.D2];2)", Dialect::Brackets),
            expected(1, 2)
        );
        assert_eq!(
            parse("=RC[-3]-SUM(RC[-2]:RC[-1],2)", Dialect::Numbers),
            expected(0, -2)
        );
        assert_eq!(parse("msoxl:=B2", Dialect::Brackets), cell(1, 1));
    }

    #[test]
    fn references_name_their_sheet() {
        let two = match (cell(0, 0), cell(1, 1)) {
            (Formula::Cells(a, _), Formula::Cells(b, _)) => Formula::Cells(a, b),
            _ => panic!("cells"),
        };
        for (text, dialect, sheet) in [
            ("'Tháng 3'!A1:B2", Dialect::Letters, "tháng 3"),
            ("Sheet2!A1:B2", Dialect::Letters, "sheet2"),
            ("'a''b'!A1:B2", Dialect::Letters, "a'b"),
            ("of:=[$'Tháng 3'.A1:.B2]", Dialect::Brackets, "tháng 3"),
            ("of:=[Sheet2.A1:Sheet2.B2]", Dialect::Brackets, "sheet2"),
            ("of:=['a.b'.A1:.B2]", Dialect::Brackets, "a.b"),
            ("'Tháng 3'!RC:R[1]C[1]", Dialect::Numbers, "tháng 3"),
        ] {
            assert_eq!(
                parse(text, dialect),
                Formula::on(sheet, two.clone()),
                "{text}"
            );
        }
        for (text, dialect) in [
            ("'[1]Sheet1'!A1", Dialect::Letters),
            ("[1]Sheet1!A1", Dialect::Letters),
            ("Sheet1:Sheet3!A1", Dialect::Letters),
            ("of:=['file:///a.ods'#$Sheet1.A1]", Dialect::Brackets),
            ("of:=[Sheet1.A1:Sheet2.B2]", Dialect::Brackets),
        ] {
            assert_eq!(parse(text, dialect), Formula::Other, "{text}");
        }
    }

    #[test]
    fn signs_bind_as_in_spreadsheets() {
        let over = Formula::joined(Operator::Over, cell(0, 1), number(100));
        let all = Formula::joined(
            Operator::Minus,
            Formula::joined(Operator::Plus, cell(0, 0), over),
            Formula::Percent(Box::new(number(5))),
        );
        assert_eq!(parse("A1+B1/100-5%", Dialect::Letters), all);
        assert_eq!(
            parse("-A1", Dialect::Letters),
            Formula::Negative(Box::new(cell(0, 0)))
        );
        assert_eq!(parse("+A1", Dialect::Letters), cell(0, 0));
    }

    #[test]
    fn fixed_references_are_told_from_others() {
        let Formula::Cells(corner, _) = parse("$B3", Dialect::Letters) else {
            panic!("a cell")
        };
        assert_eq!((corner.is_column_fixed, corner.is_row_fixed), (true, false));
        assert_eq!(corner.moved((2, 5)), Some((4, 1)));
        let Formula::Cells(corner, _) = parse("B$3", Dialect::Letters) else {
            panic!("a cell")
        };
        assert_eq!(corner.moved((2, 5)), Some((2, 6)));
        let Formula::Cells(corner, _) = parse("R2C[-1]", Dialect::Numbers) else {
            panic!("a cell")
        };
        assert_eq!(corner.moved((7, 3)), Some((1, 2)));
        assert_eq!(corner.moved((7, 0)), None);
    }

    #[test]
    fn what_is_not_understood_is_other() {
        for text in [
            "[1]Sheet1!$A$1",
            "A1&\"x\"",
            "VLOOKUP(A1,Sheet2!A:B,2,FALSE)",
            "Table1[[#This Row],[Nhận]]",
            "A1:B2 C1",
            "tổng",
            "{1,2;3,4}",
            "(",
            "",
            "#REF!",
            "TRUE",
        ] {
            assert_eq!(parse(text, Dialect::Letters), Formula::Other, "{text}");
        }
        for text in ["COUNTIF(A:A,\">0\")", "A1^2", "1e3", "ROUND(A1/B1,2)"] {
            assert_eq!(parse(text, Dialect::Letters), Formula::Figure, "{text}");
        }
        for text in ["Sheet2!A1+1", "'a''b'!A1*2", "of:=[$'a]b'.A1]+1"] {
            let dialect = if text.starts_with("of") {
                Dialect::Brackets
            } else {
                Dialect::Letters
            };
            let formula = parse(text, dialect);
            assert!(
                matches!(formula, Formula::Arithmetic(..)),
                "{text}: {formula:?}"
            );
        }
        for long in ["(", "-", "1+", "1%", "A1="] {
            let text = long.repeat(100_000) + "1";
            assert_eq!(parse(&text, Dialect::Letters), Formula::Other, "{long}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "[A-C1-3R\\[\\]\\-+*/(),;:!'\"#$%.<>=& đ{}]{0,40}") {
            for dialect in [Dialect::Letters, Dialect::Brackets, Dialect::Numbers] {
                parse(&text, dialect);
            }
        }
    }
}
