//! How raw records become the types of the [`model`](crate::model), and every problem of the input.

mod acceptance_reader;
mod address;
mod choice;
mod code;
mod column;
mod column_names;
mod column_path;
mod content_reader;
mod date_advice;
mod defaults;
mod exclusion_reader;
mod field_reader;
mod indicator_reader;
mod indicator_years;
pub mod initiative_reader;
pub mod keys;
mod kind_names;
mod name_key;
mod names;
mod new_field;
pub mod observation_reader;
mod outside_index_reader;
mod passed_over;
mod period_advice;
mod personal_data;
mod read;
mod readable;
mod release_reader;
mod settings_reader;
mod surroundings;
mod table_columns;
mod table_form;
mod target_reader;
mod unit_lookup;
mod unit_reader;

pub(crate) use address::base_address;
pub use choice::Choice;
pub(crate) use code::check_code;
pub(crate) use column::column_choices;
pub use content_reader::{Content, ContentOptions, read_content, tell_waiting};
pub(crate) use content_reader::{announcement_slug, has_begun, is_over, is_page_of_list};
pub(crate) use defaults::unit_problem;
pub use initiative_reader::{InitiativeOptions, InitiativesRead};
pub use name_key::NameKey;
pub(crate) use period_advice::bad_period;
pub use personal_data::{PersonalData, find_personal_data};
pub(crate) use read::drop_consequences;
pub use read::{
    ReadOptions, Reading, Register, Soundness, is_site_folder, read, read_again, read_proposed,
    read_register,
};
pub use readable::{CountColumn, KeyColumn, Readable};
pub(crate) use release_reader::{RELEASE_LIST, release_path};
#[cfg(test)]
pub(crate) use settings_reader::unread_settings;
pub(crate) use target_reader::parse_target;
#[cfg(test)]
pub(crate) use unit_lookup::tests as unit_lookup_tests;
pub use unit_lookup::{UnitLookup, UnitMatch};
pub(crate) use unit_lookup::{behind_list_number, without_committee};
pub(crate) use unit_reader::unit_column;
