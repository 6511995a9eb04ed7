//! The domain's types. What is in a [`Campaign`] is valid by construction.

mod amount;
mod announcement;
mod exclusion;
mod field;
mod formula;
mod free_page;
mod indicator;
mod initiative;
mod initiative_coverage;
mod key;
mod observation;
mod outside_index;
mod passed_over;
mod printed_header;
mod printed_total;
mod release;
mod settings;
mod table_summary;
mod target;
mod topic;
mod unit;
mod units_of_rows;

pub use amount::Amount;
pub use announcement::{Announcement, AnnouncementId, Attachment, Document, Picture, Waiting};
pub use exclusion::{Exclusion, SetAside};
pub use field::{Field, FieldId, Fields};
pub use formula::{Formula, Term};
pub use free_page::FreePage;
pub use indicator::{
    Frequency, Headline, Indicator, IndicatorId, Indicators, Kind, OverTime, Reporting, Scope,
};
pub use initiative::{
    Adoption, Area, Form, Initiative, InitiativeId, InitiativeType, Initiatives, Passage, Reach,
    Stage, Verification,
};
pub use initiative_coverage::{BlockCoverage, InitiativeCoverage, OwingUnit};
pub use key::{Key, KeyValue};
pub use observation::{Observation, ObservationKey, Observations, Rows};
pub use outside_index::{Assessment, OutsideIndex, OutsideIndices};
pub use passed_over::PassedOver;
pub use printed_header::{PrintedColumn, PrintedHeader};
pub use printed_total::PrintedTotal;
pub use release::{
    ChangeKind, CodeKey, FigureReason, Published, RELEASE_COLUMNS, Release, ReleaseName, beside,
    change_of,
};
pub use settings::{Link, Settings};
pub(crate) use table_summary::{CellOf, FigureColumns};
pub use table_summary::{NumberOf, TableSummary};
pub use target::{Better, Target};
pub use topic::{Topic, TopicId, Topics};
pub use unit::{Unit, UnitId, Units};
pub(crate) use units_of_rows::UnitsOfRows;

use crate::place::{FileId, Prose, Sources};

/// A campaign (phong trào thi đua): everything that the site folder says, checked.
#[derive(Debug)]
pub struct Campaign {
    /// Where everything was read from.
    pub sources: Sources,
    /// `campaign.toml`.
    pub settings: Settings,
    /// The units and their hierarchy.
    pub units: Units,
    /// The indicators in the order of `indicators.toml`.
    pub indicators: Indicators,
    /// The fields in the order of `fields.csv`, then those that only the data name, by key.
    pub fields: Fields,
    /// Every figure that was reported.
    pub observations: Observations,
    /// The archive of initiatives.
    pub initiatives: Initiatives,
    /// How others rate the province or city.
    pub indices: OutsideIndices,
    /// The figures that `data/excluded.toml` names.
    pub exclusions: Vec<Exclusion>,
    /// The announcements that are published in this build, newest first.
    pub announcements: Vec<Announcement>,
    /// The topics of the announcements.
    pub topics: Topics,
    /// The free pages that are published in this build, by address.
    pub pages: Vec<FreePage>,
    /// The words of `content/index.md`, with its title if it has one.
    pub home: Option<Prose>,
    /// The files that the words of the home page link to; published in `index/`.
    pub home_files: Vec<Attachment>,
    /// Markdown files whose pages are not published for now: drafts, and those whose time has not come or has gone.
    pub hidden: Vec<FileId>,
    /// The announcements that wait for their day, soonest first.
    pub waiting: Vec<Waiting>,
    /// What was published when, the earliest first.
    pub releases: Vec<Release>,
    /// Why single figures are as they are.
    pub reasons: Vec<FigureReason>,
}

impl Campaign {
    /// By what a figure was set aside.
    #[must_use]
    pub fn exclusion_of(&self, figure: &SetAside) -> Option<&Exclusion> {
        self.exclusions.get(figure.exclusion)
    }

    /// Whose figure it is, and of when, in codes.
    #[must_use]
    pub fn code_key(&self, key: ObservationKey) -> CodeKey {
        let field = key.field.map(|field| self.fields.get(field));
        CodeKey {
            indicator: self.indicators.get(key.indicator).code.clone(),
            unit: self.units.get(key.unit).code.clone(),
            period: key.period,
            field: field.map_or_else(Box::default, |field| field.key.clone()),
        }
    }

    /// Which units that owe an initiative have registered one, by block.
    #[must_use]
    pub fn initiative_coverage(&self) -> InitiativeCoverage {
        InitiativeCoverage::new(&self.settings, &self.units, &self.initiatives)
    }
}
