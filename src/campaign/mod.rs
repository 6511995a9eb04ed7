//! The domain's types and how raw records become them. What is in a [`Campaign`] is valid by construction.

mod acceptance_reader;
mod address;
mod announcement;
mod choice;
mod code;
mod column;
mod column_path;
mod content_reader;
mod date_advice;
mod day;
mod defaults;
mod exclusion;
mod exclusion_reader;
mod field;
mod field_reader;
mod formula;
mod free_page;
mod indicator;
mod indicator_reader;
mod indicator_years;
mod initiative;
mod initiative_coverage;
pub mod initiative_reader;
mod name_key;
mod names;
mod new_field;
mod observation;
pub mod observation_reader;
mod outside_index;
mod outside_index_reader;
mod passed_over;
mod period;
mod period_advice;
mod period_parse;
mod personal_data;
mod printed_total;
mod read;
mod readable;
mod settings;
mod settings_reader;
mod surroundings;
mod table_columns;
mod table_form;
mod table_summary;
mod target;
mod topic;
mod unit;
mod unit_lookup;
mod unit_reader;
mod units_of_rows;
mod year;

pub(crate) use address::base_address;
pub use announcement::{Announcement, AnnouncementId, Attachment, Document, Prose};
pub use choice::Choice;
pub use content_reader::{Content, ContentOptions, Waiting, read_content, tell_waiting};
pub(crate) use date_advice::meant_day;
pub use day::{Day, VagueDay, parse_day};
pub(crate) use defaults::unit_problem;
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
pub use initiative_reader::{InitiativeOptions, InitiativesRead};
pub use name_key::NameKey;
pub use observation::{Observation, ObservationKey, Observations, Reported, ReportedForm, Rows};
pub use outside_index::{Assessment, OutsideIndex, OutsideIndices};
pub use passed_over::PassedOver;
pub use period::{Period, PeriodKind, PeriodLength};
pub(crate) use period_advice::bad_period;
pub use personal_data::{PersonalData, find_personal_data};
pub use printed_total::PrintedTotal;
pub use read::{
    ReadOptions, Reading, Register, Soundness, is_site_folder, read, read_again, read_register,
};
pub use readable::{CountColumn, KeyColumn, Readable};
pub use settings::{Link, NumberStyle, Settings};
pub use table_summary::{NumberOf, TableSummary};
pub use target::{Better, Target};
pub use topic::{Topic, TopicId, Topics};
pub use unit::{Unit, UnitId, Units};
#[cfg(test)]
pub(crate) use unit_lookup::tests as unit_lookup_tests;
pub use unit_lookup::{UnitLookup, UnitMatch};
pub(crate) use unit_lookup::{behind_list_number, without_committee};
pub(crate) use units_of_rows::UnitsOfRows;
pub use year::{Year, YearPart, YearStart};

use crate::diagnostic::Acceptance;
use crate::source::{FileId, Sources};

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
    /// The warnings that somebody accepted.
    pub accepted: Vec<Acceptance>,
}

impl Campaign {
    /// By what a figure was set aside.
    #[must_use]
    pub fn exclusion_of(&self, figure: &SetAside) -> Option<&Exclusion> {
        self.exclusions.get(figure.exclusion)
    }

    /// Which units that owe an initiative have registered one, by block.
    #[must_use]
    pub fn initiative_coverage(&self) -> InitiativeCoverage {
        InitiativeCoverage::new(&self.settings, &self.units, &self.initiatives)
    }
}
