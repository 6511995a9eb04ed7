//! Reading a site folder into a [`Campaign`]: every problem of every file is collected in one run.

mod consequences;
mod doubts;
mod static_kinds;
mod unread_file;

use super::acceptance_reader::read_acceptances;
use super::column_names::column_names;
use super::exclusion_reader::{EXCLUDED, ExclusionReader};
use super::field_reader::{FIELD_COLUMNS, read_fields};
use super::indicator_reader::{IndicatorsRead, read_indicators};
use super::indicator_years::set_year_starts;
use super::kind_names::name_kinds;
use super::observation_reader::{TableMemory, TableOptions};
use super::outside_index_reader::{INDEX_COLUMNS, read_indices};
use super::release_reader::{Codes, ReleaseReader, figure_reasons};
use super::settings_reader::{SettingsRead, read_settings, unread_settings};
use super::table_columns::known_columns;
use super::unit_reader::{UNIT_COLUMNS, read_units};
use super::{
    Content, ContentOptions, InitiativeOptions, InitiativesRead, UnitLookup, initiative_reader,
    observation_reader, read_content,
};
use crate::diagnostic::{Acceptance, Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::model::{Campaign, Exclusion, Fields, Indicators, OutsideIndices, Settings, Units};
use crate::place::{FileId, Sources};
use crate::source::toml::{Placed, Toml};
use crate::source::{Proposed, is_absent, read_table_text, read_text, walk, walk_with};
pub(crate) use consequences::drop_consequences;
use doubts::Doubts;
use static_kinds::tell_running_files;
use std::path::Path;
use unread_file::{other_kind, tell_stray_folders, tell_unread_files};

const CAMPAIGN: &str = "data/campaign.toml";
const INDICATORS: &str = "data/indicators.toml";
const UNITS: &str = "data/units.csv";
const FIELDS: &str = "data/fields.csv";
const INDICES: &str = "data/indices.csv";
const ACCEPTED: &str = "data/accepted.toml";
const DEFAULTS: &str = "_defaults.toml";

/// What a reading depends on beside the files.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Whether announcements marked as drafts are read as if they were not.
    pub drafts: bool,
    /// The clock for scheduled publishing, and for whatever compares time.
    pub now: jiff::Zoned,
}

/// What can be relied upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soundness {
    /// Everything: the input has no errors.
    Sound,
    /// The figures and what they hang on: errors are in `content/` alone.
    Figures,
    /// Nothing.
    Unsound,
}

impl Soundness {
    fn of(diagnostics: &Diagnostics, sources: &Sources) -> Self {
        let is_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
        let is_of_content = |problem: &Diagnostic| {
            let file = problem.place.map(|place| sources.get(place.file));
            file.is_some_and(|file| file.path.starts_with("content/"))
        };
        let mut errors = diagnostics.iter().filter(is_error).peekable();
        if errors.peek().is_none() {
            Self::Sound
        } else if errors.all(is_of_content) {
            Self::Figures
        } else {
            Self::Unsound
        }
    }
}

/// What came out of a reading.
#[derive(Debug)]
pub struct Reading {
    /// The files of the site folder, which diagnostics point into.
    pub sources: Sources,
    /// The campaign; where the input has errors, good only for finding more of them.
    pub campaign: Campaign,
    /// What the errors of the input leave to be relied upon.
    pub soundness: Soundness,
    /// Every problem, in order of place.
    pub diagnostics: Diagnostics,
    /// The warnings that somebody accepted.
    pub accepted: Vec<Acceptance>,
}

/// Whether a folder is a site folder: it has a `data/campaign.toml`. One that cannot be looked into may be one, which the
/// reading tells.
#[must_use]
pub fn is_site_folder(root: &Path) -> bool {
    match std::fs::symlink_metadata(root.join("data").join("campaign.toml")) {
        Ok(_) => true,
        Err(error) => !is_absent(&error),
    }
}

/// Reads a site folder.
#[must_use]
pub fn read(root: &Path, options: &ReadOptions) -> Reading {
    read_anew(root, options, None, None)
}

/// The register of units alone.
#[derive(Debug, Default)]
pub struct Register {
    /// The files of the site folder, which diagnostics point into.
    pub sources: Sources,
    /// The units; none where there is no `units.csv` yet.
    pub units: Units,
    /// What is wrong with `units.csv`.
    pub problems: Diagnostics,
}

/// Reads the register of units of a site folder.
#[must_use]
pub fn read_register(root: &Path) -> Register {
    // What is wrong elsewhere is told where the campaign is read.
    let mut others = Diagnostics::new();
    let sources = walk(root, &mut others);
    let mut problems = Diagnostics::new();
    if [UNITS, CAMPAIGN].iter().any(|path| sources.is_unread(path)) {
        problems.append(std::mem::take(&mut others));
    }
    let (settings, _) = read_toml(&sources, CAMPAIGN, &mut others, |toml| {
        read_settings(toml, &known_columns(&Indicators::default()))
    });
    let settings = settings.unwrap_or_else(unread_settings).settings;
    let units = match sources.find(UNITS) {
        Some(_) => read_unit_table(&sources, &settings, &mut problems),
        None => Units::default(),
    };
    Register {
        sources,
        units,
        problems,
    }
}

/// Reads a site folder that was read before: tables that are the same as then are not read again. The outcome is that of
/// [`read`].
#[must_use]
pub fn read_again(root: &Path, options: &ReadOptions, memory: &TableMemory) -> Reading {
    read_anew(root, options, None, Some(memory))
}

/// As [`read_again`], as if the proposed files stood in the site folder; with every text, whatever its day.
#[must_use]
pub fn read_proposed(
    root: &Path,
    options: &ReadOptions,
    proposed: &[Proposed],
    memory: &TableMemory,
) -> Reading {
    read_anew(root, options, Some(proposed), Some(memory))
}

fn read_anew(
    root: &Path,
    options: &ReadOptions,
    proposed: Option<&[Proposed]>,
    memory: Option<&TableMemory>,
) -> Reading {
    let mut diagnostics = Diagnostics::new();
    let sources = walk_with(root, proposed.unwrap_or_default(), &mut diagnostics);
    // What is proposed is looked at as it will be, whatever its day.
    let due = proposed.is_none().then(|| options.now.timestamp());
    let mut campaign = read_campaign(&sources, options, due, memory, &mut diagnostics);
    let accepted = read_accepted(&sources, &mut diagnostics);
    read_releases(&mut campaign, &accepted, options, &mut diagnostics);
    diagnostics.sort();
    let soundness = Soundness::of(&diagnostics, &sources);
    Reading {
        campaign,
        soundness,
        sources,
        accepted,
        diagnostics,
    }
}

/// The campaign as far as it can be read; with errors it is good only for finding more of them.
fn read_campaign(
    sources: &Sources,
    options: &ReadOptions,
    due: Option<jiff::Timestamp>,
    memory: Option<&TableMemory>,
    diagnostics: &mut Diagnostics,
) -> Campaign {
    let mut doubts = Doubts::default();
    let (indicators, is_sound) = read_toml(sources, INDICATORS, diagnostics, read_indicators);
    let indicators = indicators.unwrap_or_default();
    doubts.indicators = !is_sound;
    let columns = known_columns(&indicators.indicators);
    let (settings, is_sound) = read_toml(sources, CAMPAIGN, diagnostics, |toml| {
        read_settings(toml, &columns)
    });
    let settings = settings.unwrap_or_else(unread_settings);
    doubts.settings = !is_sound;
    let units = read_unit_table(sources, &settings.settings, diagnostics);
    doubts.units = units.is_empty();
    let fields = read_field_table(sources, &settings.settings, diagnostics);
    let indices = read_index_table(sources, &settings.settings, diagnostics);
    check_kinds(&indicators, &settings, &units, diagnostics);
    let exclusions = ExclusionReader {
        units: &UnitLookup::new(&units),
        indicators: &indicators.indicators,
        fields: &fields,
        year_start: settings.settings.year_start,
    };
    let exclusions = read_excluded(sources, &exclusions, diagnostics);
    tell_unread_files(sources, diagnostics);
    tell_stray_folders(sources, diagnostics);
    tell_running_files(sources, diagnostics);
    doubts.dropped = indicators.dropped;
    let mut told = Diagnostics::new();
    let (mut settings, mut indicators, today) =
        (settings.settings, indicators.indicators, options.now.date());
    let (observations, mut fields) = observation_reader::read(
        sources,
        &settings,
        &units,
        &indicators,
        fields,
        TableOptions {
            now: today,
            exclusions: &exclusions,
            memory,
        },
        &mut told,
    );
    set_year_starts(
        &mut indicators,
        &observations,
        &units,
        settings.year_start,
        &mut told,
    );
    let known = Known {
        settings: &settings,
        units: &UnitLookup::new(&units).with_kinds(&settings),
        indicators: &indicators,
    };
    let (initiatives, content) = known.read_texts(sources, options, due, &mut fields, &mut told);
    told.retain(|problem| !doubts.explain(problem));
    diagnostics.append(told);
    // Only now: a title that begins with such a word names no kind.
    name_kinds(&mut settings, &units);
    Campaign {
        sources: sources.clone(),
        settings,
        units,
        indicators,
        fields,
        observations,
        initiatives: initiatives.initiatives,
        indices,
        announcements: content.announcements,
        topics: content.topics,
        pages: content.pages,
        home: content.home,
        home_files: content.home_files,
        hidden: content.hidden,
        waiting: content.waiting,
        exclusions,
        releases: Vec::new(),
        reasons: Vec::new(),
    }
}

/// Reads what was published when, and why single figures are as they are.
fn read_releases(
    campaign: &mut Campaign,
    accepted: &[Acceptance],
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) {
    let codes = Codes::new(campaign);
    let reasons = figure_reasons(accepted, &codes);
    let reader = ReleaseReader {
        sources: &campaign.sources,
        codes,
        today: options.now.date(),
        is_sure: diagnostics.count(Severity::Error) == 0,
    };
    let releases = reader.read(diagnostics);
    (campaign.releases, campaign.reasons) = (releases, reasons);
}

/// What initiatives and pages refer to.
struct Known<'a> {
    settings: &'a Settings,
    units: &'a UnitLookup<'a>,
    indicators: &'a Indicators,
}

impl Known<'_> {
    /// Reads the initiatives, whose new fields are added to `fields`, and then the pages, which may name them.
    fn read_texts(
        &self,
        sources: &Sources,
        options: &ReadOptions,
        due: Option<jiff::Timestamp>,
        fields: &mut Fields,
        diagnostics: &mut Diagnostics,
    ) -> (InitiativesRead, Content) {
        let of_initiatives = InitiativeOptions {
            sources,
            settings: self.settings,
            units: self.units,
            indicators: self.indicators,
            today: options.now.date(),
            drafts: options.drafts,
        };
        let initiatives = initiative_reader::read(&of_initiatives, fields, diagnostics);
        let of_content = ContentOptions {
            sources,
            units: self.units,
            indicators: self.indicators,
            initiatives: &initiatives,
            drafts: options.drafts,
            now: due,
        };
        let content = read_content(&of_content, diagnostics);
        (initiatives, content)
    }
}

/// The file of this path; told where it is missing.
fn required(sources: &Sources, path: &str, diagnostics: &mut Diagnostics) -> Option<FileId> {
    let file = sources.find(path);
    // Told where it lies.
    if file.is_none() && !sources.is_unread(path) && other_kind(sources, path).is_none() {
        diagnostics.push(Code::MissingFile.arg("path", path));
    }
    file
}

/// What a TOML file says, as far as it can be understood, and whether its syntax holds throughout.
fn read_toml<T>(
    sources: &Sources,
    path: &str,
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(&Toml<'_>) -> T,
) -> (Option<T>, bool) {
    let text = required(sources, path, diagnostics)
        .and_then(|file| Some((file, read_text(sources, file, diagnostics)?)));
    let Some((file, text)) = text else {
        return (None, false);
    };
    let (toml, faults) = Toml::parse_recovering(&text, file, 1);
    let value = read(&toml);
    if faults.is_empty() {
        diagnostics.append(toml.into_problems());
        return (Some(value), true);
    }
    // What the rest of the file lacks may stand in the lines that are no TOML.
    diagnostics.append(faults);
    (Some(value), false)
}

/// The warnings that were accepted, where there is a file of them.
fn read_accepted(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Acceptance> {
    if sources.find(ACCEPTED).is_none() {
        return Vec::new();
    }
    let (accepted, _) = read_toml(sources, ACCEPTED, diagnostics, read_acceptances);
    accepted.unwrap_or_default()
}

/// The figures that are set aside, where there is a file of them.
fn read_excluded(
    sources: &Sources,
    reader: &ExclusionReader<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Exclusion> {
    if sources.find(EXCLUDED).is_none() {
        return Vec::new();
    }
    let (excluded, _) = read_toml(sources, EXCLUDED, diagnostics, |toml| reader.read(toml));
    excluded.unwrap_or_default()
}

fn read_unit_table(sources: &Sources, settings: &Settings, diagnostics: &mut Diagnostics) -> Units {
    let Some(file) = required(sources, UNITS, diagnostics) else {
        return Units::default();
    };
    let names = column_names(&UNIT_COLUMNS, &settings.labels);
    match read_table_text(sources, file, &names, diagnostics) {
        Some(text) => read_units(&text, file, &names, diagnostics),
        None => Units::default(),
    }
}

fn read_field_table(
    sources: &Sources,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Fields {
    let Some(file) = sources.find(FIELDS) else {
        return Fields::default();
    };
    let names = column_names(&FIELD_COLUMNS, &settings.labels);
    match read_table_text(sources, file, &names, diagnostics) {
        Some(text) => read_fields(&text, file, &names, diagnostics),
        None => Fields::default(),
    }
}

fn read_index_table(
    sources: &Sources,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> OutsideIndices {
    let Some(file) = sources.find(INDICES) else {
        return OutsideIndices::default();
    };
    let names = column_names(&INDEX_COLUMNS, &settings.labels);
    match read_table_text(sources, file, &names, diagnostics) {
        Some(text) => read_indices(&text, file, &names, settings.numbers, diagnostics),
        None => OutsideIndices::default(),
    }
}

/// Holds the kinds that the configuration names against those that units have.
fn check_kinds(
    indicators: &IndicatorsRead,
    settings: &SettingsRead,
    units: &Units,
    diagnostics: &mut Diagnostics,
) {
    let mut known: Vec<&str> = Vec::new();
    for (_, unit) in units.iter() {
        if !unit.kind.is_empty() && !known.contains(&&*unit.kind) {
            known.push(&unit.kind);
        }
    }
    // Without units, or without their kinds, every kind would be unknown, which says nothing.
    if known.is_empty() {
        return;
    }
    let mut check = |kinds: &[Placed<Box<str>>]| {
        for kind in kinds.iter().filter(|kind| !known.contains(&&*kind.value)) {
            let unknown = Code::UnknownKind
                .at(kind.place)
                .arg("kind", &kind.value)
                .arg("known", known.join(", "));
            diagnostics.push(unknown.near(nearest(&kind.value, known.iter().copied())));
        }
    };
    check(&indicators.kinds);
    check(&settings.owing_kinds);
    // A name for a kind that has no units is of no consequence.
    check(&settings.named_kinds);
}

#[cfg(test)]
mod tests;
