//! What the reading of every table of figures shares.

use crate::calendar::Day;
use crate::model::{Exclusion, FieldId, Fields, IndicatorId, Indicators, Settings};
use crate::reading::UnitLookup;
use crate::reading::column::Columns;
use crate::reading::names::Names;

/// What the reading of every table of figures shares.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    pub(super) columns: Columns,
    pub(super) settings: &'a Settings,
    pub(super) units: &'a UnitLookup<'a>,
    pub(super) indicators: &'a Indicators,
    pub(super) indicator_names: Names<IndicatorId>,
    pub(super) field_names: Names<FieldId>,
    /// The keys of the fields of `fields.csv`.
    pub(super) field_keys: Vec<Box<str>>,
    /// Their names.
    pub(super) listed_fields: Vec<Box<str>>,
    pub(super) now: Day,
    /// The figures that are set aside.
    pub(super) exclusions: &'a [Exclusion],
}

impl<'a> Shared<'a> {
    pub(super) fn new(
        settings: &'a Settings,
        units: &'a UnitLookup<'a>,
        indicators: &'a Indicators,
        fields: &Fields,
        now: Day,
    ) -> Self {
        Self {
            columns: Columns::new(indicators, &settings.labels),
            settings,
            units,
            indicators,
            indicator_names: Names::of_indicators(indicators),
            field_names: Names::of_fields(fields),
            field_keys: fields.0.iter().map(|field| field.key.clone()).collect(),
            listed_fields: fields.0.iter().map(|field| field.name.clone()).collect(),
            now,
            exclusions: &[],
        }
    }
}
