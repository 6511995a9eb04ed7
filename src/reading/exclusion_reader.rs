//! Reading `data/excluded.toml`: the figures of official tables that are themselves wrong.

use super::keys::EXCLUDED as EXCLUDED_KEYS;
use super::{UnitLookup, UnitMatch, bad_period, unit_problem};
use crate::calendar::{Period, YearStart};
use crate::diagnostic::{Code, Subject, nearest};
use crate::model::{Amount, Exclusion, Fields, Indicators, Kind};
use crate::reading::names::Names;
use crate::source::toml::{Placed, Table, Toml};
use crate::text::slug;
use unicode_normalization::UnicodeNormalization;

/// The file of exclusions.
pub(super) const EXCLUDED: &str = "data/excluded.toml";

/// What the keys are looked up in.
pub(super) struct ExclusionReader<'a> {
    pub(super) units: &'a UnitLookup<'a>,
    pub(super) indicators: &'a Indicators,
    pub(super) fields: &'a Fields,
    /// Where the years begin that lie in two of the calendar's.
    pub(super) year_start: YearStart,
}

impl ExclusionReader<'_> {
    /// Reads all of them. One that cannot be understood excludes nothing, which is told.
    pub(super) fn read(&self, toml: &Toml<'_>) -> Vec<Exclusion> {
        let mut root = toml.root(&EXCLUDED_KEYS);
        let tables = root.tables("excluded").into_iter();
        let all = tables.filter_map(|table| self.read_one(table)).collect();
        root.finish();
        all
    }

    fn read_one(&self, mut table: Table<'_>) -> Option<Exclusion> {
        let place = table.place();
        let file = table.required_text("file");
        let unit = table.required_text("unit");
        let unit = unit.and_then(|text| self.unit(&table, text));
        let indicator = table.required_text("indicator");
        let indicator = indicator.and_then(|text| self.indicator(&table, text));
        let period = table.required_text("period");
        let period = period.and_then(|text| self.period(&table, text));
        let field = table.text("field").map(|text| self.field(text.value));
        let value = table.boxed("value");
        let reason = table.boxed_required("reason");
        table.finish();
        Some(Exclusion {
            file: file?.value.nfc().collect::<String>().into(),
            unit: unit?,
            indicator: indicator?,
            period: period?,
            field,
            value,
            reason: reason?,
            place,
        })
    }

    fn unit(&self, table: &Table<'_>, text: Placed<&str>) -> Option<crate::model::UnitId> {
        let found = self.units.find(text.value, None);
        if let Some(problem) = unit_problem(self.units, text.value, &found) {
            table.tell(problem.at(text.place));
        }
        match found {
            UnitMatch::One(id) => Some(id),
            _ => None,
        }
    }

    fn indicator(
        &self,
        table: &Table<'_>,
        text: Placed<&str>,
    ) -> Option<crate::model::IndicatorId> {
        let found = Names::of_indicators(self.indicators).find(text.value);
        if found.is_none() {
            let error = Code::UnknownIndicator.at(text.place);
            let error = error.arg("text", text.value);
            let known = self.indicators.iter();
            let known = known.flat_map(|(_, one)| [&*one.code, &*one.name]);
            table.tell(error.near(nearest(text.value, known)));
        }
        found
    }

    fn period(&self, table: &Table<'_>, text: Placed<&str>) -> Option<Period> {
        let period = Period::parse_in(text.value, Some(self.year_start));
        if period.is_none() {
            table.tell(bad_period(text.value, self.year_start).at(text.place));
        }
        period
    }

    /// The key of a field by its name or key; of one that only the data name, its slug.
    fn field(&self, text: &str) -> Box<str> {
        match Names::of_fields(self.fields).find(text) {
            Some(id) => self.fields.get(id).key.clone(),
            None => slug(text).into(),
        }
    }
}

/// A figure in plain digits, as an exclusion gives it: `47/44`.
pub(super) fn printed(figure: Amount) -> String {
    match figure.into_parts() {
        (None, ..) => String::new(),
        (Some(Kind::Ratio | Kind::Mean), first, second) => format!("{first}/{second}"),
        (Some(Kind::Count | Kind::Score), value, _) => value.to_string(),
    }
}

/// The block that sets a figure of a file aside, but for the reason.
pub(super) fn block(file: &str, of: &Subject) -> String {
    let keys = [
        ("file", file),
        ("unit", &of.unit),
        ("indicator", &of.indicator),
        ("period", &of.period),
        ("field", &of.field),
        ("value", &of.value),
    ];
    let mut block = "[[excluded]]\n".to_owned();
    for (key, text) in keys.iter().filter(|(_, text)| !text.is_empty()) {
        block.push_str(&format!("{key} = {}\n", toml::Value::from(*text)));
    }
    block + "reason = \"\"\n"
}
