//! What the pages of `content/` are read with.

use crate::model::Indicators;
use crate::place::Sources;
use crate::reading::UnitLookup;
use crate::reading::initiative_reader::InitiativesRead;

/// What the pages of `content/` are read with.
#[derive(Debug, Clone, Copy)]
pub struct ContentOptions<'a> {
    /// The files of the site folder.
    pub sources: &'a Sources,
    /// The units, as people write them.
    pub units: &'a UnitLookup<'a>,
    /// The indicators.
    pub indicators: &'a Indicators,
    /// The initiatives, whose pages are read before.
    pub initiatives: &'a InitiativesRead,
    /// Whether drafts are published.
    pub drafts: bool,
    /// The clock for scheduled publishing; without one everything is shown, whatever its day.
    pub now: Option<jiff::Timestamp>,
}
