//! Figures of official tables that are themselves wrong, set aside with a reason (`data/excluded.toml`).

use super::{IndicatorId, Reported, UnitId};
use crate::calendar::Period;
use crate::diagnostic::Subject;
use crate::place::Place;

/// The file of exclusions.
pub(crate) const EXCLUDED: &str = "data/excluded.toml";

/// A figure to set aside, and why.
#[derive(Debug, Clone)]
pub struct Exclusion {
    /// The file that it stands in, from the site folder.
    pub file: Box<str>,
    /// Whose figure it is.
    pub unit: UnitId,
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// For which period.
    pub period: Period,
    /// The field by its key; `None` for the overall figure.
    pub field: Option<Box<str>>,
    /// The figure as it is printed (`47/44`), where it is given.
    pub value: Option<Box<str>>,
    /// Why.
    pub reason: Box<str>,
    /// Where it is excluded.
    pub place: Place,
}

/// A figure in plain digits, as an exclusion gives it: `47/44`.
pub(crate) fn printed(figure: &Reported) -> String {
    match figure {
        Reported::Nothing => String::new(),
        Reported::Ratio {
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}"),
        Reported::Mean { value, sample } => format!("{value}/{sample}"),
        Reported::BareRatio(value)
        | Reported::BareMean(value)
        | Reported::Count(value)
        | Reported::Score(value) => value.to_string(),
    }
}

/// The block that sets a figure of a file aside, but for the reason.
pub(crate) fn block(file: &str, of: &Subject) -> String {
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

/// A figure that was set aside.
#[derive(Debug, Clone)]
pub struct SetAside {
    /// The exclusion, an index into those that were read.
    pub(crate) exclusion: usize,
    /// The figure in plain digits: `47/44`.
    pub written: Box<str>,
    /// Its row.
    pub place: Place,
    /// Whether the exclusion names this figure, or none.
    pub(crate) is_same: bool,
}
