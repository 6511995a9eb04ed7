//! Whose figure a problem of a row is about, and the lines that set the figure aside.

use super::figure::Given;
use super::keys::{Key, LocalField};
use super::set_aside::written;
use super::state::{RowKeys, TableReader};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::{IndicatorId, Observation};
use crate::reading::exclusion_reader::{EXCLUDED, block};

impl TableReader<'_> {
    /// A problem of the row that is being read, told with its unit and period, and the indicator where it is of one.
    pub(super) fn of_row(&self, problem: Diagnostic, indicator: Option<IndicatorId>) -> Diagnostic {
        let Some(keys) = self.row_keys else {
            return problem;
        };
        let unit = keys.unit.known().map(|unit| self.shared.units.label(unit));
        let period = self.period_of(&keys);
        let field = match keys.field {
            Key::Known(field) => self.keys.field_name(field),
            _ => None,
        };
        let indicator = indicator.or(keys.indicator.and_then(Key::known));
        let indicator = indicator.map(|id| format!("“{}”", self.shared.indicators.get(id).name));
        let names: Vec<String> = [unit, period, field, indicator]
            .into_iter()
            .flatten()
            .collect();
        problem.whose(&names)
    }

    /// The keys of a row that was read.
    pub(super) fn keys_of(&self, row: &Observation) -> Option<RowKeys> {
        let mut periods = (0..).zip(&self.keys.periods);
        let (period, _) = periods.find(|(_, period)| **period == row.period)?;
        let field = row.field().map(|field| Key::Known(LocalField(field.0)));
        Some(RowKeys {
            unit: Key::Known(row.unit),
            period: Key::Known(period),
            field: field.unwrap_or(Key::Blank),
            indicator: Some(Key::Known(row.indicator)),
        })
    }

    fn period_of(&self, keys: &RowKeys) -> Option<String> {
        let period = keys.period.known()?;
        Some(self.keys.periods.get(period as usize)?.code())
    }

    /// An error of figures of the row, with the lines that set them aside.
    pub(super) fn with_exclusions(
        &self,
        mut problem: Diagnostic,
        given: &[(IndicatorId, Given)],
    ) -> Diagnostic {
        if problem.severity == Severity::Error {
            let blocks = given
                .iter()
                .map(|(indicator, given)| self.exclusion(*indicator, given));
            let blocks: Option<Vec<String>> = blocks.collect();
            let lines = blocks.filter(|blocks| !blocks.is_empty());
            if let Some(lines) = lines {
                problem.add_lines("set-aside", EXCLUDED, lines.join("\n"));
            }
        }
        problem
    }

    /// The lines that set a figure of the row aside.
    fn exclusion(&self, indicator: IndicatorId, given: &Given) -> Option<String> {
        let keys = self.row_keys?;
        let field = match keys.field {
            Key::Known(field) => self.keys.field_key(field)?.into(),
            Key::Blank => String::new(),
            _ => return None,
        };
        let indicator = self.shared.indicators.get(indicator);
        let subject = Subject {
            unit: self
                .shared
                .units
                .units()
                .get(keys.unit.known()?)
                .code
                .to_string(),
            indicator: indicator.code.to_string(),
            field,
            period: self.period_of(&keys)?,
            value: written(given, indicator.kind),
        };
        Some(block(&self.sources.get(self.file).path, &subject))
    }
}
