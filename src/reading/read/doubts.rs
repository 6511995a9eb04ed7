//! Problems that only follow from a configuration that could not be read.

use crate::diagnostic::Diagnostic;

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
        const OF_SETTINGS: [&str; 7] = [
            "missing-column",
            "unknown-column",
            "unused-column",
            "no-header",
            "ambiguous-number",
            "period-outside",
            "period-overlaps",
        ];
        const OF_UNITS: [&str; 4] = ["unknown-unit", "ambiguous-unit", "text-row", "no-figures"];
        const OF_INDICATORS: [&str; 6] = [
            "unknown-indicator",
            "unknown-column",
            "unused-column",
            "no-header",
            "formula-columns-missing",
            "no-figures",
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
            || (problem.code == "unknown-indicator" && names_dropped())
    }
}
