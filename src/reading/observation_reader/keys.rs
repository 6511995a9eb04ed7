//! Whose figure a row gives: its unit, period, field and indicator. Each spelling is looked up once a table.

use super::part_columns::PartTexts;
use super::period_forms::{PeriodForms, Said};
use super::row_name::{RowName, is_bare_total, may_say_something, row_name, without_list_mark};
use super::shared::Shared;
use super::spellings::Spellings;
use super::unit_heading::UnitHeading;
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{FieldId, IndicatorId, UnitId};
use crate::place::Place;
use crate::reading::UnitMatch;
use crate::reading::defaults::unit_problem;
use crate::reading::new_field::NewField;
use crate::source::header_key;
use rustc_hash::FxHashMap;

/// What a cell, or the folder's default, says of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key<T> {
    /// This one.
    Known(T),
    /// The row is a total line.
    Total,
    /// The row is an average, a comparison, a part of another.
    Aside,
    /// Nothing is written.
    Blank,
    /// Something that is not known.
    Unknown,
    /// The folder's default, which was told to be wrong.
    Broken,
}

impl<T: Copy> Key<T> {
    pub(super) fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            _ => None,
        }
    }
}

/// A field as one table knows it: an index into [`Keys::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct LocalField(pub(super) u16);

/// A field that a table names.
#[derive(Debug, Clone)]
pub(super) enum NamedField {
    /// One of `fields.csv`.
    Listed(FieldId),
    /// One that only data name.
    New(NewField),
    /// One that no figure is of, such as the text of a heading.
    Unused,
}

/// A period of a table, an index into [`Keys::periods`].
pub(super) type LocalPeriod = u32;

/// No more suggestions than this a table: each compares with every unit.
const SUGGESTIONS: usize = 20;

/// The keys of one table, each spelling looked up once.
#[derive(Debug)]
pub(super) struct Keys<'a> {
    shared: &'a Shared<'a>,
    /// The unit whose subordinates are tried first.
    within: Option<UnitId>,
    /// What the heading of their column says of the units.
    pub(super) heading: UnitHeading,
    units: Spellings<Key<UnitId>>,
    unit_problems: FxHashMap<Box<str>, Diagnostic>,
    indicators: Spellings<Key<IndicatorId>>,
    period_of: Spellings<Key<LocalPeriod>>,
    field_of: Spellings<Key<LocalField>>,
    /// What the names of rows say.
    row_names: FxHashMap<Box<str>, Option<RowName>>,
    /// The periods that the table names.
    pub(super) periods: Vec<Period>,
    /// How they are written.
    pub(super) forms: PeriodForms,
    /// The fields that the table names.
    pub(super) fields: Vec<NamedField>,
}

impl<'a> Keys<'a> {
    pub(super) fn new(shared: &'a Shared<'a>, within: Option<UnitId>, forms: PeriodForms) -> Self {
        Self {
            shared,
            within,
            heading: UnitHeading::default(),
            units: Spellings::default(),
            unit_problems: FxHashMap::default(),
            indicators: Spellings::default(),
            period_of: Spellings::default(),
            field_of: Spellings::default(),
            row_names: FxHashMap::default(),
            periods: Vec::new(),
            forms,
            fields: Vec::new(),
        }
    }

    #[inline]
    pub(super) fn unit(&mut self, text: &str) -> Key<UnitId> {
        if let Some(key) = self.units.get(text) {
            return key;
        }
        if let Some(id) = self.shared.units.find_code(text) {
            self.units.set_last(text, Key::Known(id));
            return Key::Known(id);
        }
        let key = if is_blank(text) {
            Key::Blank
        } else {
            let units = self.shared.units;
            let of_heading = || self.heading.find(text, self.within, units);
            match units.find(text, self.within) {
                UnitMatch::One(id) => Key::Known(id),
                found => match of_heading() {
                    Some(id) => Key::Known(id),
                    None if found == UnitMatch::Unknown => self.unknown_unit(text),
                    None => Key::Unknown,
                },
            }
        };
        self.units.insert(text, key);
        key
    }

    /// The texts of the table that may name units, but for codes.
    pub(super) fn names_of_units(&self) -> impl Iterator<Item = (&str, Key<UnitId>)> {
        self.units.iter()
    }

    /// What a text is that names no unit.
    fn unknown_unit(&self, text: &str) -> Key<UnitId> {
        match row_name(text) {
            Some(RowName::Total) => Key::Total,
            // A slip of the pen may lie between it and a unit.
            Some(RowName::NamedTotal) if self.shared.units.nearest(text).is_none() => Key::Total,
            Some(RowName::Aside) => Key::Aside,
            _ => Key::Unknown,
        }
    }

    /// What is wrong with the text of a unit that is not known.
    pub(super) fn unit_problem(&mut self, text: &str) -> Diagnostic {
        if let Some(problem) = self.unit_problems.get(text) {
            return problem.clone();
        }
        let found = self.shared.units.find(text, self.within);
        let is_many = self.unit_problems.len() >= SUGGESTIONS && found == UnitMatch::Unknown;
        let problem = if is_many {
            None
        } else {
            unit_problem(self.shared.units, text, &found)
        };
        let problem = problem.unwrap_or_else(|| Code::UnknownUnit.arg("text", text));
        // A row need not be of a unit, and how a table writes a name is not to be changed there.
        let problem = match (problem.code, problem.help) {
            (Code::UnknownUnit, None) => problem.help("row"),
            (Code::UnknownUnit, Some("near")) => problem.help("near-row"),
            _ => problem,
        };
        self.unit_problems.insert(text.into(), problem.clone());
        problem
    }

    #[inline]
    pub(super) fn indicator(&mut self, text: &str) -> Key<IndicatorId> {
        if let Some(key) = self.indicators.get(text) {
            return key;
        }
        let key = match self.shared.indicator_names.find(text) {
            Some(id) => Key::Known(id),
            None if is_blank(text) => Key::Blank,
            None if is_bare_total(text) => Key::Total,
            None => Key::Unknown,
        };
        self.indicators.insert(text, key);
        key
    }

    /// What is wrong with the text of an indicator that is not known.
    pub(super) fn indicator_problem(&self, text: &str) -> Diagnostic {
        let error = Code::UnknownIndicator.arg("text", text);
        let known = self
            .shared
            .indicators
            .iter()
            .flat_map(|(_, x)| [&*x.code, &*x.name]);
        error.near(nearest(text, known))
    }

    #[inline]
    pub(super) fn period(&mut self, text: &str) -> Key<LocalPeriod> {
        if let Some(key) = self.period_of.get(text) {
            return key;
        }
        let key = match self.forms.read(text) {
            Some(period) => Key::Known(self.add_period(period)),
            None if is_blank(text) => Key::Blank,
            None => match row_name(text) {
                Some(RowName::Total | RowName::NamedTotal) => Key::Total,
                Some(RowName::Aside) => Key::Aside,
                None => Key::Unknown,
            },
        };
        self.period_of.insert(text, key);
        key
    }

    /// The period that columns for its parts say together.
    pub(super) fn period_of_parts(&mut self, texts: PartTexts<'_>) -> Key<LocalPeriod> {
        let text = texts.joined();
        if let Some(key) = self.period_of.get(&text) {
            return key;
        }
        let said = self.forms.of_parts(texts);
        let key = match (said, texts.row_name()) {
            (Said::Period(period), _) => Key::Known(self.add_period(period)),
            (Said::Broken, _) => Key::Broken,
            (_, Some(RowName::Total | RowName::NamedTotal)) => Key::Total,
            (_, Some(RowName::Aside)) => Key::Aside,
            (Said::Blank, None) => Key::Blank,
            (Said::Nothing, None) => Key::Unknown,
        };
        self.period_of.insert(&text, key);
        key
    }

    /// The index of a period.
    pub(super) fn add_period(&mut self, period: Period) -> LocalPeriod {
        let known = self.periods.iter().position(|p| *p == period);
        let index = known.unwrap_or_else(|| {
            self.periods.push(period);
            self.periods.len() - 1
        });
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// The field of a text; a name that is in no register is a new one, but for the header's own text.
    #[inline]
    pub(super) fn field(&mut self, text: &str, header: &str, place: Place) -> Key<LocalField> {
        if let Some(key) = self.field_of.get(text) {
            return key;
        }
        let key = self.look_up_field(text, header, place);
        self.field_of.insert(text, key);
        key
    }

    fn look_up_field(&mut self, text: &str, header: &str, place: Place) -> Key<LocalField> {
        if is_blank(text) {
            return Key::Blank;
        }
        let said = row_name(text);
        // What numbers a field in one form is no part of its name: it may be another number in the next.
        let bare = without_list_mark(text);
        let names = &self.shared.field_names;
        let named = match names.find(text).or_else(|| names.find(bare)) {
            Some(id) => NamedField::Listed(id),
            None if said == Some(RowName::Total) => return Key::Total,
            None if said == Some(RowName::Aside) => return Key::Aside,
            None if !header.is_empty() && header_key(text) == header_key(header) => {
                return Key::Unknown;
            }
            None => match NewField::new(bare, place) {
                Some(field) => NamedField::New(field),
                None => return Key::Unknown,
            },
        };
        match u16::try_from(self.fields.len()) {
            Ok(index) => {
                self.fields.push(named);
                Key::Known(LocalField(index))
            }
            Err(_) => Key::Unknown,
        }
    }

    /// What the name of a row says.
    #[inline]
    pub(super) fn row_name(&mut self, text: &str) -> Option<RowName> {
        if !may_say_something(text) {
            return None;
        }
        if let Some(&known) = self.row_names.get(text) {
            return known;
        }
        let said = row_name(text);
        self.row_names.insert(text.into(), said);
        said
    }

    /// The key of a field.
    pub(super) fn field_key(&self, field: LocalField) -> Option<Box<str>> {
        match self.fields.get(usize::from(field.0))? {
            NamedField::Listed(id) => Some(self.shared.field_keys.get(usize::from(id.0))?.clone()),
            NamedField::New(field) => Some(field.slug.clone()),
            NamedField::Unused => None,
        }
    }

    /// The name of a field.
    pub(super) fn field_name(&self, field: LocalField) -> Option<String> {
        match self.fields.get(usize::from(field.0))? {
            NamedField::Listed(id) => {
                let title = self.shared.listed_fields.get(usize::from(id.0))?;
                Some(title.to_string())
            }
            NamedField::New(field) => Some(field.name.to_string()),
            NamedField::Unused => None,
        }
    }

    /// Whether a field is one of `fields.csv`.
    pub(super) fn is_listed(&self, field: LocalField) -> bool {
        matches!(
            self.fields.get(usize::from(field.0)),
            Some(NamedField::Listed(_))
        )
    }
}

/// Whether a key's cell says that nothing is written in it.
fn is_blank(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "—" | "…" | "...")
}
