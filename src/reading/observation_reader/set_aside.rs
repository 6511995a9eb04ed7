//! Figures that `data/excluded.toml` sets aside: no figure is made of them, and they stay listed with the reason.

use super::declared::scaled;
use super::figure::Given;
use super::keys::Key;
use super::state::{Exclusions, RowKeys, TableReader};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Exclusion, IndicatorId, Kind, SetAside};
use crate::number::{self, Cell, Decimal};
use crate::place::Place;
use crate::reading::table_form::TableForm;

impl<'a> Exclusions<'a> {
    /// Those of a file.
    pub(super) fn of_file(all: &'a [Exclusion], path: &str) -> Self {
        let of_file = all.iter().enumerate();
        Self {
            of_file: of_file.filter(|(_, one)| &*one.file == path).collect(),
            ..Self::default()
        }
    }
}

impl TableReader<'_> {
    /// Finds those of a row.
    #[inline]
    pub(super) fn find_exclusions(&mut self, keys: &RowKeys) {
        if !self.exclusions.of_file.is_empty() {
            self.find_exclusions_of(keys);
        }
    }

    fn find_exclusions_of(&mut self, keys: &RowKeys) {
        let period = keys.period.known();
        let period = period.and_then(|period| self.keys.periods.get(period as usize).copied());
        let field = match keys.field {
            Key::Known(field) => self.keys.field_key(field),
            _ => None,
        };
        let is_of_row = |one: &&(usize, &Exclusion)| {
            keys.unit == Key::Known(one.1.unit)
                && period == Some(one.1.period)
                && one.1.field.as_deref() == field.as_deref()
        };
        let of_row = self.exclusions.of_file.iter().filter(is_of_row);
        self.exclusions.of_row = of_row.copied().collect();
    }

    /// Whether any is of the row.
    pub(super) fn has_exclusions_of_row(&self) -> bool {
        !self.exclusions.of_row.is_empty()
    }

    /// Whether the figure of an indicator in the row is set aside, which is noted.
    #[inline]
    pub(super) fn sets_aside(
        &mut self,
        indicator: IndicatorId,
        kind: Kind,
        given: &Given,
        line: u32,
    ) -> bool {
        self.has_exclusions_of_row() && self.sets_aside_of_row(indicator, kind, given, line)
    }

    fn sets_aside_of_row(
        &mut self,
        indicator: IndicatorId,
        kind: Kind,
        given: &Given,
        line: u32,
    ) -> bool {
        let mut of_row = self.exclusions.of_row.iter();
        let Some(&(index, exclusion)) = of_row.find(|(_, one)| one.indicator == indicator) else {
            return false;
        };
        let is_same = match &exclusion.value {
            Some(value) => is_same(value, given, kind, &self.defaults.form),
            None => true,
        };
        self.exclusions.set_aside.push(SetAside {
            exclusion: index,
            written: written(given, kind).into(),
            place: Place::line(self.file, line),
            is_same,
        });
        is_same
    }

    /// The reason for which a figure of the row was set aside, as its note.
    pub(super) fn reason_of(&mut self, indicator: IndicatorId, line: u32) -> Option<u32> {
        let last = self.exclusions.set_aside.iter().rev();
        let mut of_line = last.take_while(|one| one.place.line == line && one.is_same);
        let of = |index: usize| {
            let mut all = self.exclusions.of_row.iter();
            all.find(|(other, _)| *other == index).map(|(_, one)| *one)
        };
        let found =
            of_line.find_map(|one| of(one.exclusion).filter(|x| x.indicator == indicator))?;
        let reason = found.reason.clone();
        self.note(&reason)
    }
}

/// The numbers of a figure, as a person would print them.
fn numbers(given: &Given, kind: Kind) -> Vec<&Cell> {
    match kind {
        Kind::Ratio if given.value.is_nothing() => vec![&given.numerator, &given.denominator],
        Kind::Mean => vec![&given.value, &given.sample],
        Kind::Ratio | Kind::Count | Kind::Score => vec![&given.value],
    }
}

/// The figure in plain digits: `47/44`.
pub(super) fn written(given: &Given, kind: Kind) -> String {
    let number = |cell: &Cell| cell.number().map_or_else(String::new, Decimal::to_string);
    let numbers: Vec<String> = numbers(given, kind).into_iter().map(number).collect();
    numbers.join("/").trim_end_matches('/').to_owned()
}

/// Whether a printed value is that of the figure, in either style of numbers: as the table prints it, with its marks and
/// in its thousands, or as it is read.
fn is_same(printed: &str, given: &Given, kind: Kind, form: &TableForm) -> bool {
    let is_number = |(text, cell): (&str, &&Cell)| match cell.number() {
        Some(number) => {
            let (text, _) = form.without_marks(text.trim());
            let mut read = number::read(text).readings().into_iter();
            read.any(|value| value == *number || scaled(&value, form.scale.as_ref()) == *number)
        }
        None => text.trim().is_empty(),
    };
    let numbers = numbers(given, kind);
    let mut parts: Vec<&str> = printed.split('/').collect();
    parts.resize(numbers.len().max(parts.len()), "");
    parts.len() == numbers.len() && parts.into_iter().zip(&numbers).all(is_number)
}

/// What was set aside, and every exclusion that fits nothing: an error.
pub(super) fn matched(
    all: &[Exclusion],
    found: Vec<SetAside>,
    diagnostics: &mut Diagnostics,
) -> Vec<SetAside> {
    let (matched, others): (Vec<SetAside>, Vec<SetAside>) =
        found.into_iter().partition(|one| one.is_same);
    for (index, exclusion) in all.iter().enumerate() {
        if matched.iter().any(|one| one.exclusion == index) {
            continue;
        }
        let error = Code::ExcludedUnmatched.at(exclusion.place);
        let error = error.arg("file", &exclusion.file);
        let other = others.iter().find(|one| one.exclusion == index);
        diagnostics.push(match (other, &exclusion.value) {
            (Some(other), Some(value)) => error
                .help("value")
                .arg("value", value)
                .arg("found", &other.written)
                .related(other.place),
            _ => error,
        });
    }
    matched
}
