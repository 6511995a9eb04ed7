//! `thidua release`: records which figures stand published from now on, as far as they are new or other than before.

use super::check::try_pages;
use super::convert::not_written;
use super::options::BuildOptions;
use super::report::{Progress, Summary};
use super::run::{Failure, Ran, run_silently, run_stages};
use super::stages::{run_stages_after_reading, settle};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Amount, Campaign, ChangeKind, CodeKey, Observation, Published, RELEASE_COLUMNS, Release,
    ReleaseName, Rows, beside, change_of,
};
use crate::output::write_whole;
use crate::reading::{RELEASE_LIST, Reading, release_path};
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub(super) fn run(options: &BuildOptions, note: Option<&str>) -> ExitCode {
    run_stages(
        options,
        |reading, progress| stages(options, note, reading, progress),
        |_, _, _| Ok(()),
    )
}

/// Records a release while the process goes on, and says nothing.
pub(super) fn release_silently(options: &BuildOptions, note: Option<&str>) -> Ran {
    run_silently(
        options,
        &mut Progress::silent(options),
        |reading, progress| stages(options, note, reading, progress),
    )
}

/// What follows the reading: the release, written where the site could be published.
fn stages(
    options: &BuildOptions,
    note: Option<&str>,
    reading: &mut Reading,
    progress: &mut Progress,
) -> Result<Summary, Failure> {
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    // This run adds what is missing there.
    let is_mended = |problem: &Diagnostic| problem.code == Code::ReleaseNotListed;
    reading.diagnostics.retain(|problem| !is_mended(problem));
    let own_templates = reading.sources.under("templates").next().is_some();
    let mut told = None;
    let summary = run_stages_after_reading(
        options,
        reading,
        progress,
        |_, _| {},
        |context, rows, files, _, progress| {
            if own_templates {
                try_pages(context, &rows, files, progress)?;
            }
            let campaign = context.facts.campaign;
            settle(&campaign.sources, true)?;
            let written = write_release(options, campaign, &rows, note);
            told = Some(written.map_err(Failure::System)?);
            Ok(Vec::new())
        },
    )?;
    reading.diagnostics.extend_one(told);
    Ok(Summary {
        pages: None,
        ..summary
    })
}

/// Writes the next release, and gives what is told of it.
fn write_release(
    options: &BuildOptions,
    campaign: &Campaign,
    rows: &Rows,
    note: Option<&str>,
) -> Result<Diagnostic, Diagnostic> {
    let changes = Changes::since(&campaign.releases, campaign, &rows.all);
    let is_given = |row: &&Observation| row.is_given();
    let mut given = rows.all.iter().filter(is_given);
    let illustrative = given.any(|row| campaign.observations.is_illustrative(row.file));
    let unlisted = campaign.releases.iter().filter(|one| !one.is_listed);
    let mut entries: Vec<Entry<'_>> = unlisted.map(|one| Entry::of(one.name)).collect();
    // A run that was interrupted wrote its figures and no entry for them.
    let interrupted = campaign.releases.last().filter(|last| !last.is_listed);
    if let Some(last) = interrupted.filter(|_| changes.lines.is_empty()) {
        entries.pop();
        entries.push(Entry {
            name: last.name,
            note,
            illustrative,
        });
        list(&options.root, &entries)?;
        return Ok(Code::ReleaseListed.arg("name", last.name));
    }
    let name = next_name(options, &campaign.releases);
    let path = release_path(name);
    write(&options.root, &path, &changes.to_csv(), false)?;
    entries.push(Entry {
        name,
        note,
        illustrative,
    });
    list(&options.root, &entries)?;
    if changes.lines.is_empty() {
        return Ok(Code::ReleaseEmpty.arg("path", path));
    }
    Ok(Code::ReleaseWritten
        .arg("path", path)
        .arg("new", changes.count(ChangeKind::New))
        .arg("revised", changes.count(ChangeKind::Revised))
        .arg("withdrawn", changes.count(ChangeKind::Withdrawn)))
}

/// The name of a release that is made now.
fn next_name(options: &BuildOptions, releases: &[Release]) -> ReleaseName {
    let day = options.now.date();
    let of_day = releases.iter().filter(|release| release.name.day == day);
    match of_day.map(|release| release.name).max() {
        Some(last) => last.next(),
        None => ReleaseName { day, number: 1 },
    }
}

/// The figures of a release that are new or other than before it.
struct Changes {
    /// In the order in which they are written.
    lines: Vec<(CodeKey, Amount, ChangeKind)>,
}

impl Changes {
    fn since(releases: &[Release], campaign: &Campaign, rows: &[Observation]) -> Self {
        let before = Published::after(releases);
        let mut lines = Vec::new();
        beside(&before.figures, rows, |_, old, new| {
            let Some(kind) = change_of(&campaign.indicators, old, new) else {
                return;
            };
            let amount = new.map_or(Amount::Nothing, Observation::reported);
            let row = new.or(old);
            lines.extend(row.map(|row| (campaign.code_key(row.key()), amount, kind)));
        });
        lines.sort_by_cached_key(|(key, ..)| sorted_by(key));
        // What the campaign does not have any more is not reported any more.
        let is_line = |key: &CodeKey| {
            let found = lines.binary_search_by_key(&sorted_by(key), |(key, ..)| sorted_by(key));
            found.is_ok()
        };
        let gone = before.former.into_keys().filter(|key| !is_line(key));
        let gone: Vec<CodeKey> = gone.collect();
        let withdrawn = |key| (key, Amount::Nothing, ChangeKind::Withdrawn);
        lines.extend(gone.into_iter().map(withdrawn));
        lines.sort_by_cached_key(|(key, ..)| sorted_by(key));
        Self { lines }
    }

    fn count(&self, kind: ChangeKind) -> usize {
        self.lines.iter().filter(|(.., of)| *of == kind).count()
    }

    fn to_csv(&self) -> Vec<u8> {
        // Lines that end alike on every machine, so that versions differ only where figures do.
        let mut csv = csv::Writer::from_writer(Vec::new());
        // Nothing that is written to memory fails.
        let _ = csv.write_record(RELEASE_COLUMNS);
        for (key, amount, _) in &self.lines {
            let period = key.period.code();
            let [indicator, unit] = [&*key.indicator, &*key.unit];
            let numbers = numbers(amount);
            let numbers = numbers.iter().map(|number| &**number);
            let keys = [indicator, unit, &*period, &*key.field];
            let _ = csv.write_record(keys.into_iter().chain(numbers));
        }
        csv.into_inner().unwrap_or_default()
    }
}

/// The columns by which a release is sorted, as they are written.
fn sorted_by(key: &CodeKey) -> (Box<str>, Box<str>, String, Box<str>) {
    (
        key.indicator.clone(),
        key.unit.clone(),
        key.period.code(),
        key.field.clone(),
    )
}

/// Numerator, denominator, value and sample, exactly.
fn numbers(amount: &Amount) -> [String; 4] {
    let mut numbers: [String; 4] = Default::default();
    match amount {
        Amount::Nothing => {}
        Amount::Ratio {
            numerator,
            denominator,
        } => {
            numbers[0] = numerator.to_string();
            numbers[1] = denominator.to_string();
        }
        Amount::Mean { value, sample } => {
            numbers[2] = value.to_string();
            numbers[3] = sample.to_string();
        }
        Amount::Count(value) | Amount::Score(value) => numbers[2] = value.to_string(),
    }
    numbers
}

/// What `releases.toml` says of a release.
struct Entry<'n> {
    name: ReleaseName,
    note: Option<&'n str>,
    illustrative: bool,
}

impl Entry<'_> {
    fn of(name: ReleaseName) -> Self {
        Self {
            name,
            note: None,
            illustrative: false,
        }
    }

    fn to_toml(&self) -> String {
        let mut text = format!("[[release]]\nname = \"{}\"\n", self.name);
        if let Some(note) = self.note {
            text.push_str(&format!("note = {}\n", toml::Value::from(note)));
        }
        if self.illustrative {
            text.push_str("illustrative = true\n");
        }
        text
    }
}

/// Adds entries to `releases.toml`, whose other text stays as it is.
fn list(root: &Path, entries: &[Entry<'_>]) -> Result<(), Diagnostic> {
    let path = root.join(RELEASE_LIST);
    let failed = |error: std::io::Error| not_written(&path, &error, "folder").help("folder");
    let mut text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(error)),
    };
    for entry in entries {
        if !text.is_empty() {
            text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
        }
        text.push_str(&entry.to_toml());
    }
    if let Err(error) = text.parse::<toml::Table>() {
        let error = std::io::Error::new(std::io::ErrorKind::InvalidData, error.to_string());
        return Err(failed(error));
    }
    write(root, RELEASE_LIST, text.as_bytes(), true)
}

/// Writes a file of the site folder whole or not at all.
fn write(root: &Path, path: &str, bytes: &[u8], replaces: bool) -> Result<(), Diagnostic> {
    let path = root.join(path);
    let written = match !replaces && path.symlink_metadata().is_ok() {
        true => Err(std::io::ErrorKind::AlreadyExists.into()),
        false => write_whole(&path, bytes),
    };
    written.map_err(|error| not_written(&path, &error, "folder").help("folder"))
}
