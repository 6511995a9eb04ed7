//! How things are written for people so that they are read back as what they are.

use super::column::{Columns, known};
use super::names::Names;
use super::{UnitLookup, UnitMatch};
use crate::calendar::Period;
use crate::model::{Campaign, FieldId, IndicatorId, UnitId};

/// A column of a table of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyColumn {
    /// Chỉ tiêu.
    Indicator,
    /// Đơn vị.
    Unit,
    /// Kỳ.
    Period,
    /// Lĩnh vực.
    Field,
    /// Tử số.
    Numerator,
    /// Mẫu số.
    Denominator,
    /// Giá trị.
    Value,
    /// Cỡ mẫu.
    Sample,
    /// Ghi chú.
    Note,
}

/// A column of counts of a wide table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountColumn {
    /// What tells it from the others, however its name is spelt.
    pub id: usize,
    /// As it is printed: by the first label that `campaign.toml` gives it, else by its own name.
    pub header: Box<str>,
    /// Its own name, where it is printed by that: nobody has said yet what people call it.
    pub own_name: Option<Box<str>>,
}

/// The names of a campaign as its reading knows them. Whatever is written by them is read as what was meant, in any
/// folder.
#[derive(Debug)]
pub struct Readable<'c> {
    campaign: &'c Campaign,
    units: UnitLookup<'c>,
    indicators: Names<IndicatorId>,
    fields: Names<FieldId>,
    columns: Columns,
}

impl<'c> Readable<'c> {
    /// The names of a campaign.
    #[must_use]
    pub fn new(campaign: &'c Campaign) -> Self {
        Self {
            campaign,
            units: UnitLookup::new(&campaign.units).with_kinds(&campaign.settings),
            indicators: Names::of_indicators(&campaign.indicators),
            fields: Names::of_fields(&campaign.fields),
            columns: Columns::new(&campaign.indicators, &campaign.settings.labels),
        }
    }

    /// The units, as people write them.
    #[must_use]
    pub fn units(&self) -> &UnitLookup<'c> {
        &self.units
    }

    /// A unit: its name with that of the unit above it, where that is not the topmost (`Phường 12, Quận 3`), else its
    /// name alone, else its code.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> String {
        let unit = self.campaign.units.get(id);
        let upper = unit.parent.map(|upper| self.campaign.units.get(upper));
        let upper = upper.filter(|upper| upper.parent.is_some());
        let with_upper = upper.map(|upper| format!("{}, {}", unit.name, upper.name));
        let names = [with_upper, Some(unit.name.to_string())];
        let is_read = |name: &String| self.units.find(name, None) == UnitMatch::One(id);
        let found = names.into_iter().flatten().find(is_read);
        found.unwrap_or_else(|| unit.code.to_string())
    }

    /// An indicator: its name, else its code.
    #[must_use]
    pub fn indicator(&self, id: IndicatorId) -> &'c str {
        let indicator = self.campaign.indicators.get(id);
        if self.indicators.find(&indicator.name) == Some(id) {
            &indicator.name
        } else {
            &indicator.code
        }
    }

    /// A field: its name, else its key.
    #[must_use]
    pub fn field(&self, id: FieldId) -> &'c str {
        let field = self.campaign.fields.get(id);
        if self.fields.find(&field.name) == Some(id) {
            &field.name
        } else {
            &field.key
        }
    }

    /// A period in the words given for it, where they are read as that, else its code.
    #[must_use]
    pub fn period(&self, period: Period, words: &str) -> String {
        if Period::parse_in(words, Some(period.year_start())) == Some(period) {
            words.to_owned()
        } else {
            period.code()
        }
    }

    /// The header of a column: in Vietnamese, unless a label has made another column of that name.
    #[must_use]
    pub fn header(&self, column: KeyColumn) -> &'static str {
        let (column, names) = match column {
            KeyColumn::Indicator => (known::INDICATOR, ["Chỉ tiêu", "indicator"]),
            KeyColumn::Unit => (known::UNIT, ["Đơn vị", "unit"]),
            KeyColumn::Period => (known::PERIOD, ["Kỳ", "period"]),
            KeyColumn::Field => (known::FIELD, ["Lĩnh vực", "field"]),
            KeyColumn::Numerator => (known::NUMERATOR, ["Tử số", "numerator"]),
            KeyColumn::Denominator => (known::DENOMINATOR, ["Mẫu số", "denominator"]),
            KeyColumn::Value => (known::VALUE, ["Giá trị", "value"]),
            KeyColumn::Sample => (known::SAMPLE, ["Cỡ mẫu", "sample"]),
            KeyColumn::Note => (known::NOTE, ["Ghi chú", "note"]),
        };
        let read = names
            .into_iter()
            .find(|name| self.columns.names.find(name) == Some(column));
        read.unwrap_or(names[0])
    }

    /// The column of a formula's term.
    #[must_use]
    pub fn count_column(&self, name: &str) -> Option<CountColumn> {
        let id = self.columns.names.find(name)?;
        let labels = self.campaign.settings.labels.iter();
        let label = labels
            .map(|(label, _)| label)
            .find(|label| self.columns.names.find(label) == Some(id));
        Some(CountColumn {
            id,
            header: label
                .cloned()
                .unwrap_or_else(|| self.columns.shown(id).into()),
            own_name: label.is_none().then(|| self.columns.shown(id).into()),
        })
    }

    /// Whether a text is the name of any column.
    #[must_use]
    pub fn is_column(&self, text: &str) -> bool {
        self.columns.names.find(text).is_some()
    }
}
