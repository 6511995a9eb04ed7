//! Keys of `indicators.toml` with their values, as they are written there.

use super::{Better, Formula, Frequency, Headline, Indicator, Kind, OverTime, Reporting, Scope};
use crate::number::Decimal;
use std::borrow::Cow;

/// A key, and what it is in an indicator, given or by default; `None` where it has nothing.
pub type Key = (&'static str, fn(&Indicator) -> Option<KeyValue<'_>>);

/// The value of a key.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyValue<'a> {
    /// A text, or one of the words that the key takes.
    Text(Cow<'a, str>),
    /// A number.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A list of texts.
    List(&'a [Box<str>]),
}

impl<'a> From<&'a str> for KeyValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a Box<str>> for KeyValue<'a> {
    fn from(text: &'a Box<str>) -> Self {
        Self::Text((&**text).into())
    }
}

impl From<&Formula> for KeyValue<'_> {
    fn from(formula: &Formula) -> Self {
        Self::Text(formula.to_string().into())
    }
}

impl From<&Decimal> for KeyValue<'_> {
    fn from(number: &Decimal) -> Self {
        Self::Number(number.clone())
    }
}

impl From<u8> for KeyValue<'_> {
    fn from(number: u8) -> Self {
        Self::Number(i64::from(number).into())
    }
}

impl From<bool> for KeyValue<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<'a> From<&'a Vec<Box<str>>> for KeyValue<'a> {
    fn from(list: &'a Vec<Box<str>>) -> Self {
        Self::List(list)
    }
}

macro_rules! words {
    ($($of:ident: $($word:literal $value:ident),+;)+) => {$(
        impl $of {
            /// Its values by the words that are written for them.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$value)),+];

            /// The word that is written for it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word),+
                }
            }
        }

        impl From<$of> for KeyValue<'_> {
            fn from(value: $of) -> Self {
                value.word().into()
            }
        }
    )+};
}

words! {
    Kind: "ratio" Ratio, "mean" Mean, "count" Count, "score" Score;
    Better: "higher" Higher, "lower" Lower;
    Scope: "overall" Overall, "every-field" EveryField;
    Reporting: "own" Own, "total" Total;
    Frequency: "month" Month, "quarter" Quarter, "half" Half, "year" Year;
    OverTime: "sum" Sum, "last" Last;
    Headline: "cumulative" Cumulative, "latest" Latest;
}
