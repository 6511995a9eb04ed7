//! What the reading of every row and page shares.

use super::field::FieldText;
use super::memo::Memo;
use crate::calendar::Day;
use crate::model::{FieldId, Fields, IndicatorId, Indicators, Settings};
use crate::place::Sources;
use crate::reading::names::Names;
use crate::reading::{UnitLookup, UnitMatch};
use crate::source::ColumnNames;

/// The register as a folder of tables.
pub(in crate::reading) const REGISTER_FOLDER: &str = "data/initiatives";
/// The folder of the pages.
pub(super) const PAGES: &str = "content/sang-kien";

/// What initiatives are read with.
#[derive(Debug, Clone, Copy)]
pub struct InitiativeOptions<'a> {
    /// The files of the site folder.
    pub sources: &'a Sources,
    /// `campaign.toml`.
    pub settings: &'a Settings,
    /// The units, as people write them.
    pub units: &'a UnitLookup<'a>,
    /// The indicators.
    pub indicators: &'a Indicators,
    /// The day by which another counts as future.
    pub today: Day,
    /// Whether pages marked as drafts are read as if they were not.
    pub drafts: bool,
}

/// Where a draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Row,
    Page,
}

/// The body of data that a draft belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    pub(super) origin: Origin,
    /// Whether it is declared illustrative.
    pub(super) illustrative: bool,
}

/// What the reading of every row and page shares.
pub(super) struct Shared<'a> {
    pub(super) names: ColumnNames,
    pub(super) units: &'a UnitLookup<'a>,
    pub(super) indicators: &'a Indicators,
    pub(super) indicator_names: Names<IndicatorId>,
    pub(super) fields: &'a Fields,
    pub(super) field_names: Names<FieldId>,
    pub(super) unit_memo: Memo<UnitMatch>,
    pub(super) field_memo: Memo<FieldText>,
    pub(super) today: Day,
    /// Whether the whole campaign is declared illustrative.
    pub(super) illustrative: bool,
}
