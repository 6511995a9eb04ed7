//! Which functions give a number whatever they are given.

/// A function, by what is known of its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Function {
    Sum,
    If,
    IfError,
    /// Gives a number (or an error).
    Number,
    Other,
}

/// Functions that give a number, with the number that an `.xls` calls them by and how many values they take, where
/// that is fixed; 0 where they have no such number.
const NUMBERS: [(&str, u16, Option<u8>); 40] = [
    ("ABS", 24, Some(1)),
    ("AGGREGATE", 0, None),
    ("AVERAGE", 5, None),
    ("AVERAGEIF", 0, None),
    ("AVERAGEIFS", 0, None),
    ("CEILING", 288, Some(2)),
    ("COLUMN", 9, None),
    ("COUNTA", 169, None),
    ("COUNTBLANK", 347, Some(1)),
    ("COUNTIF", 346, Some(2)),
    ("COUNTIFS", 0, None),
    ("DAY", 67, Some(1)),
    ("FLOOR", 285, Some(2)),
    ("INT", 25, Some(1)),
    ("LARGE", 325, Some(2)),
    ("LEN", 32, Some(1)),
    ("MAX", 7, None),
    ("MEDIAN", 227, None),
    ("MIN", 6, None),
    ("MOD", 39, Some(2)),
    ("MONTH", 68, Some(1)),
    ("N", 131, Some(1)),
    ("POWER", 337, Some(2)),
    ("PRODUCT", 183, None),
    ("QUOTIENT", 0, None),
    ("RANK", 216, None),
    ("ROUND", 27, Some(2)),
    ("ROUNDDOWN", 213, Some(2)),
    ("ROUNDUP", 212, Some(2)),
    ("ROW", 8, None),
    ("ROWS", 76, Some(1)),
    ("SMALL", 326, Some(2)),
    ("SQRT", 20, Some(1)),
    ("SUBTOTAL", 344, None),
    ("SUMIF", 345, None),
    ("SUMIFS", 0, None),
    ("SUMPRODUCT", 228, None),
    ("TRUNC", 197, None),
    ("VALUE", 33, Some(1)),
    ("YEAR", 69, Some(1)),
];

/// Other functions that take a fixed number of values.
const OTHERS: [(u16, u8); 22] = [
    (2, 1),
    (3, 1),
    (10, 0),
    (15, 1),
    (19, 0),
    (31, 3),
    (34, 0),
    (35, 0),
    (38, 1),
    (48, 2),
    (61, 3),
    (65, 3),
    (74, 0),
    (105, 1),
    (111, 1),
    (112, 1),
    (113, 1),
    (114, 1),
    (118, 1),
    (126, 1),
    (127, 1),
    (129, 1),
];

impl Function {
    /// By its name in English.
    pub(super) fn named(name: &str) -> Self {
        let name = name.to_ascii_uppercase();
        let name = name.strip_prefix("_XLFN.").unwrap_or(&name);
        match name {
            "SUM" => Self::Sum,
            "IF" => Self::If,
            "IFERROR" | "IFNA" => Self::IfError,
            "COUNT" => Self::Number,
            _ if NUMBERS.iter().any(|(known, ..)| *known == name) => Self::Number,
            _ => Self::Other,
        }
    }

    /// By its number in an `.xls`.
    pub(in super::super) fn numbered(number: u16) -> Self {
        match number {
            4 => Self::Sum,
            1 => Self::If,
            0 => Self::Number,
            _ if NUMBERS.iter().any(|(_, known, _)| *known == number) => Self::Number,
            _ => Self::Other,
        }
    }

    /// How many values the function of a number takes; `None` where that is not known.
    pub(in super::super) fn fixed_count(number: u16) -> Option<u8> {
        let of_numbers = NUMBERS.iter().find(|(_, known, _)| *known == number);
        let of_others = || OTHERS.iter().find(|(known, _)| *known == number);
        match of_numbers {
            Some((.., count)) if number > 0 => *count,
            _ => of_others().map(|(_, count)| *count),
        }
    }
}
