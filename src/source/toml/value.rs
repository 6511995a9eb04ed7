//! One value of a TOML table, and how it becomes what a reader wants.

use super::{Keys, Table, Toml};
use crate::diagnostic::{Code, Diagnostic};
use crate::number::Decimal;
use crate::place::Place;
use ::toml::Spanned;
use ::toml::de::DeValue;

/// Something that was read, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub place: Place,
}

/// A value of a table under its key. Each way of reading it tells a value of another type as `wrong-type`.
#[derive(Debug, Clone, Copy)]
pub struct Value<'t> {
    pub(super) toml: &'t Toml<'t>,
    pub(super) key: &'t str,
    pub(super) value: &'t Spanned<DeValue<'t>>,
    /// Of the table, or of each table, that it may be.
    pub(super) keys: &'static Keys,
}

impl<'t> Value<'t> {
    /// Where it stands.
    #[must_use]
    pub fn place(self) -> Place {
        self.toml.place(self.value.span().start)
    }

    /// Where it ends: the place just after it.
    #[must_use]
    pub fn end(self) -> Place {
        self.toml.place(self.value.span().end)
    }

    /// Tells a problem with it, at its place and with its key as `{key}`.
    pub fn tell(self, diagnostic: Diagnostic) {
        self.toml
            .push(diagnostic.arg("key", self.key).at(self.place()));
    }

    fn placed<T>(self, value: T) -> Placed<T> {
        Placed {
            value,
            place: self.place(),
        }
    }

    /// Tells that it is of another type; `wanted` names the help text.
    fn wrong_type<T>(self, wanted: &'static str) -> Option<T> {
        self.tell(Code::WrongType.help(wanted));
        None
    }

    /// A text, without white space at its ends; `None` where it is empty.
    #[must_use]
    pub fn text(self) -> Option<Placed<&'t str>> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text.trim())
                .filter(|text| !text.is_empty())
                .map(|text| self.placed(text)),
            _ => self.wrong_type("text"),
        }
    }

    /// `true` or `false`.
    #[must_use]
    pub fn boolean(self) -> Option<Placed<bool>> {
        match self.value.get_ref() {
            DeValue::Boolean(value) => Some(self.placed(*value)),
            _ => self.wrong_type("boolean"),
        }
    }

    /// An exact number: an integer, a float by its literal digits, or a text that holds one.
    #[must_use]
    pub fn decimal(self) -> Option<Placed<Decimal>> {
        let read = match self.value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => plain(integer.as_str()),
            DeValue::Float(float) => plain(float.as_str()),
            DeValue::String(text) => return self.decimal_of_text(text),
            _ => None,
        };
        match read {
            Some(number) => Some(self.placed(number)),
            None => self.wrong_type("number"),
        }
    }

    fn decimal_of_text(self, text: &str) -> Option<Placed<Decimal>> {
        match written(text) {
            Ok(number) => Some(self.placed(number)),
            Err(Unread::Ambiguous) => {
                self.tell(Code::AmbiguousSetting.arg("text", text.trim()));
                None
            }
            Err(Unread::NoNumber) => self.wrong_type("number"),
        }
    }

    /// The texts of a list, each with its place. Empty ones are errors.
    #[must_use]
    pub fn texts(self) -> Vec<Placed<&'t str>> {
        let DeValue::Array(items) = self.value.get_ref() else {
            self.wrong_type::<()>("list");
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items.iter() {
            let item = Value {
                value: item,
                ..self
            };
            match item.value.get_ref() {
                DeValue::String(text) if !text.trim().is_empty() => {
                    texts.push(item.placed(text.trim()))
                }
                _ => {
                    item.wrong_type::<()>("list");
                }
            }
        }
        texts
    }

    /// A calendar day: a TOML date, or a text in one of the forms that dates are written in.
    #[must_use]
    pub fn day(self) -> Option<Placed<jiff::civil::Date>> {
        let day = match self.value.get_ref() {
            DeValue::Datetime(written) if written.time.is_none() && written.offset.is_none() => {
                written.date.and_then(|date| {
                    let (year, month) = (
                        i16::try_from(date.year).ok()?,
                        i8::try_from(date.month).ok()?,
                    );
                    jiff::civil::Date::new(year, month, i8::try_from(date.day).ok()?).ok()
                })
            }
            DeValue::String(text) => crate::calendar::parse_day(text),
            _ => None,
        };
        let written = self.as_written();
        match day {
            Some(day) => Some(self.placed(day)),
            None => match crate::calendar::meant_day(written.trim_matches(['"', '\''])) {
                Some(near) => {
                    let wrong = Code::WrongType.help("date-near");
                    self.tell(wrong.arg("near", near));
                    None
                }
                None => self.wrong_type("date"),
            },
        }
    }

    /// The value as written in the file.
    #[must_use]
    pub fn as_written(self) -> &'t str {
        self.toml
            .lines
            .text()
            .get(self.value.span())
            .unwrap_or_default()
    }

    /// A table.
    #[must_use]
    pub fn table(self) -> Option<Table<'t>> {
        match self.value.get_ref() {
            DeValue::Table(entries) => {
                Some(Table::new(self.toml, entries, self.place(), self.keys))
            }
            _ => self.wrong_type("table"),
        }
    }

    /// The tables of a list of tables.
    #[must_use]
    pub fn tables(self) -> Vec<Table<'t>> {
        let DeValue::Array(items) = self.value.get_ref() else {
            self.wrong_type::<()>("tables");
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let item = Value {
                    value: item,
                    ..self
                };
                match item.value.get_ref() {
                    DeValue::Table(entries) => {
                        Some(Table::new(self.toml, entries, item.place(), self.keys))
                    }
                    _ => item.wrong_type("tables"),
                }
            })
            .collect()
    }
}

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It can be read in two ways.
    Ambiguous,
    /// It is no number.
    NoNumber,
}

/// The number of a TOML integer or float: no exponent, no infinity.
fn plain(literal: &str) -> Option<Decimal> {
    Decimal::parse_plain(literal.strip_prefix('+').unwrap_or(literal))
}

/// A number as a person writes it in a text of a configuration: digits, with a point or a comma before decimals.
/// `1.500` and `1,500` could be either and are refused; `0.985` could not.
pub(crate) fn written(text: &str) -> Result<Decimal, Unread> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let number = match digits.split_once(['.', ',']) {
        None if is_digits(digits) => digits.to_owned(),
        Some((whole, decimals)) if is_digits(whole) && is_digits(decimals) => {
            if decimals.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') {
                return Err(Unread::Ambiguous);
            }
            format!("{whole}.{decimals}")
        }
        _ => return Err(Unread::NoNumber),
    };
    Decimal::parse_plain(&format!("{sign}{number}")).ok_or(Unread::NoNumber)
}
