//! The files of figures as they are compared. A number there is the shortest text of its double, so that two are equal
//! only where they are printed alike.

use super::change::DifferenceError;
use crate::published::Contents;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub(super) struct UnitFile {
    pub(super) unit: Head,
    pub(super) indicators: Vec<IndicatorPart>,
}

/// Who the file of a unit is of.
#[derive(Deserialize)]
pub(super) struct HeadFile {
    pub(super) unit: Head,
}

#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) code: Box<str>,
    pub(super) name: Box<str>,
    pub(super) parent: Option<Box<str>>,
}

#[derive(Deserialize)]
pub(super) struct IndicatorPart {
    pub(super) code: Box<str>,
    pub(super) headline: Box<str>,
    pub(super) rank: Option<Rank>,
    #[serde(flatten)]
    pub(super) overall: Track,
    pub(super) fields: BTreeMap<Box<str>, FieldPart>,
}

#[derive(Deserialize)]
pub(super) struct FieldPart {
    pub(super) name: Box<str>,
    #[serde(flatten)]
    pub(super) figures: Track,
}

#[derive(Deserialize)]
pub(super) struct Track {
    pub(super) cumulative: Point,
    pub(super) latest: Option<Point>,
    pub(super) series: Vec<Point>,
}

#[derive(Deserialize)]
pub(super) struct Rank {
    pub(super) place: u32,
}

#[derive(Deserialize, Clone, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) period: Value,
    #[serde(default)]
    pub(super) numerator: Value,
    #[serde(default)]
    pub(super) denominator: Value,
    #[serde(default)]
    pub(super) value: Value,
    #[serde(default)]
    pub(super) sample: Value,
    pub(super) status: Option<Box<str>>,
}

#[derive(Deserialize)]
pub(super) struct IndicatorFile {
    pub(super) indicator: BTreeMap<Box<str>, Value>,
}

#[derive(Deserialize)]
pub(super) struct Rankings {
    pub(super) groups: Vec<Group>,
}

#[derive(Deserialize)]
pub(super) struct Group {
    pub(super) composite: Vec<Placed>,
}

#[derive(Deserialize)]
pub(super) struct Placed {
    pub(super) unit: Box<str>,
    pub(super) place: Option<u32>,
}

#[derive(Deserialize)]
pub(super) struct InitiativeFile {
    pub(super) initiatives: Vec<serde_json::Map<String, Value>>,
}

/// Reads a file of figures; `None` where there is none.
pub(super) fn read<T>(
    from: &Contents,
    path: &str,
    parse: impl FnOnce(&[u8]) -> serde_json::Result<T>,
) -> Result<Option<T>, DifferenceError> {
    let bytes = from.read(path);
    let bytes = bytes.map_err(|error| DifferenceError::Io(path.into(), error))?;
    let parsed = bytes.map(|bytes| parse(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)));
    parsed.transpose().map_err(|_| DifferenceError::Form {
        file: path.into(),
        site: from.name.clone(),
    })
}
