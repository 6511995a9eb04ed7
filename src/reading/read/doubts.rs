//! Problems that only follow from a configuration that could not be read.

use crate::diagnostic::{Code, Diagnostic};

/// What could not be read of the configuration. It has been told; what only follows from it is not, because it would
/// bury the cause below thousands of rows.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// The settings.
    pub(super) settings: bool,
    /// The units.
    pub(super) units: bool,
    /// The indicators.
    pub(super) indicators: bool,
    /// Codes of indicators that are named but could not be made.
    pub(super) dropped: Vec<Box<str>>,
}

impl Doubts {
    /// Whether a problem of a table or page may be none once the configuration is mended.
    pub(super) fn explain(&self, problem: &Diagnostic) -> bool {
        const OF_SETTINGS: [Code; 7] = [
            Code::MissingColumn,
            Code::UnknownColumn,
            Code::UnusedColumn,
            Code::NoHeader,
            Code::AmbiguousNumber,
            Code::PeriodOutside,
            Code::PeriodOverlaps,
        ];
        const OF_UNITS: [Code; 4] = [
            Code::UnknownUnit,
            Code::AmbiguousUnit,
            Code::TextRow,
            Code::NoFigures,
        ];
        const OF_INDICATORS: [Code; 6] = [
            Code::UnknownIndicator,
            Code::UnknownColumn,
            Code::UnusedColumn,
            Code::NoHeader,
            Code::FormulaColumnsMissing,
            Code::NoFigures,
        ];
        let names_dropped = || {
            problem
                .args
                .iter()
                .any(|(_, text)| self.dropped.iter().any(|code| **code == **text))
        };
        (self.settings && OF_SETTINGS.contains(&problem.code))
            || (self.units && OF_UNITS.contains(&problem.code))
            || (self.indicators && OF_INDICATORS.contains(&problem.code))
            || (problem.code == Code::UnknownIndicator && names_dropped())
    }
}
