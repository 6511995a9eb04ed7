//! The report of `check`, before it is put into words: by file what was read and left out, by period what is owed.

use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::figures::{BlockId, Blocks, Comparison, Due, DueState, Submissions};
use crate::model::{Campaign, TableSummary, UnitId};
use crate::place::{FileId, OBSERVATIONS, Sources};
use crate::source::is_table_name;
use rustc_hash::FxHashMap;

/// The report of a run.
pub(super) struct Report<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) sources: &'a Sources,
    /// The tables, by path and sheet.
    pub(super) files: Vec<FileReport<'a>>,
    /// What is owed by period; `None` where errors left the figures unknown.
    pub(super) owed: Option<Vec<OwedReport>>,
    /// The warnings that were accepted.
    pub(super) accepted: Vec<&'a Diagnostic>,
    pub(super) submissions: Option<&'a Submissions>,
    /// What was read for the newest period beside the one before.
    pub(super) comparison: Option<&'a Comparison>,
    /// The emulation blocks.
    pub(super) blocks: Blocks,
}

/// What was read from a file or sheet.
pub(super) struct FileReport<'a> {
    pub(super) id: FileId,
    /// `None` where nothing could be read.
    pub(super) summary: Option<&'a TableSummary>,
    pub(super) noticed: Noticed<'a>,
}

/// What was told of a file or sheet.
#[derive(Default)]
pub(super) struct Noticed<'a> {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
    /// Figures that another row gives too.
    pub(super) repeated: usize,
    /// The names of sheets that are hidden.
    pub(super) hidden_sheets: Option<&'a str>,
    /// The columns that are not used.
    pub(super) columns: Option<&'a str>,
    /// Whether no header was found.
    pub(super) has_no_header: bool,
}

/// What is owed for a period.
pub(super) struct OwedReport {
    pub(super) period: Period,
    /// How many units owe anything.
    pub(super) owed: usize,
    /// How many of them gave it all.
    pub(super) given: usize,
    /// The blocks in which anything is missing.
    pub(super) blocks: Vec<OwedBlock>,
}

/// The units of a block that have not given everything, in order of their names.
#[derive(PartialEq)]
pub(super) struct OwedBlock {
    pub(super) block: BlockId,
    pub(super) missing: Vec<UnitId>,
    pub(super) partly: Vec<(UnitId, Due)>,
}

impl OwedReport {
    /// Whether the same units owe the same for another period of the same length.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.period.length() == other.period.length()
            && [self.owed, self.given] == [other.owed, other.given]
            && self.blocks == other.blocks
    }
}

impl FileReport<'_> {
    /// Whether there is nothing to look at.
    pub(super) fn is_plain(&self) -> bool {
        self.summary.is_some()
            && self.noticed.errors + self.noticed.warnings + self.noticed.repeated == 0
    }
}

impl<'a> Report<'a> {
    pub(super) fn new(
        campaign: &'a Campaign,
        sources: &'a Sources,
        diagnostics: &'a Diagnostics,
        submissions: Option<&'a Submissions>,
        comparison: Option<&'a Comparison>,
    ) -> Self {
        let accepted = diagnostics.iter();
        let blocks = Blocks::new(&campaign.units);
        Self {
            campaign,
            sources,
            files: files(campaign, sources, diagnostics),
            owed: submissions.map(|submissions| owed(&blocks, submissions)),
            accepted: accepted.filter(|told| told.accepted().is_some()).collect(),
            submissions,
            comparison,
            blocks,
        }
    }
}

fn files<'a>(
    campaign: &'a Campaign,
    sources: &'a Sources,
    diagnostics: &'a Diagnostics,
) -> Vec<FileReport<'a>> {
    let mut noticed: FxHashMap<FileId, Noticed<'a>> = FxHashMap::default();
    for problem in diagnostics {
        if let Some(place) = problem.place {
            noticed.entry(place.file).or_default().add(problem);
        }
    }
    let tables = &campaign.observations.tables;
    let summary = |id: FileId| {
        let found = tables.binary_search_by_key(&id, |table| table.file);
        found.ok().and_then(|at| tables.get(at))
    };
    let mut files = Vec::new();
    for (file, source) in sources.under(OBSERVATIONS) {
        if !is_table_name(&source.path) {
            continue;
        }
        let sheets: Vec<FileId> = sources.sheets_of(file).map(|(id, _)| id).collect();
        let is_workbook = !sheets.is_empty();
        for id in std::iter::once(file).chain(sheets) {
            let report = FileReport {
                id,
                summary: summary(id),
                noticed: noticed.remove(&id).unwrap_or_default(),
            };
            // Of a workbook only what is told of it as a whole, and the sheets that were read or told of.
            let is_silent = report.summary.is_none() && report.noticed.is_silent();
            if !(is_workbook && is_silent) {
                files.push(report);
            }
        }
    }
    files
}

impl<'a> Noticed<'a> {
    fn add(&mut self, problem: &'a Diagnostic) {
        let count = match problem.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        };
        *count += 1;
        match problem.code {
            Code::RepeatedFigure => self.repeated += 1,
            Code::HiddenSheets => self.hidden_sheets = problem.text("sheets"),
            Code::UnknownColumn | Code::OtherColumns => {
                self.columns = self.columns.or(problem.text("columns"));
            }
            Code::NoHeader | Code::SheetWithoutHeader => self.has_no_header = true,
            _ => {}
        }
    }

    fn is_silent(&self) -> bool {
        self.errors + self.warnings + self.notes == 0
    }
}

fn owed(blocks: &Blocks, submissions: &Submissions) -> Vec<OwedReport> {
    let of_period = |(at, &period): (usize, &Period)| {
        let mut report = OwedReport {
            period,
            owed: 0,
            given: 0,
            blocks: Vec::new(),
        };
        for (id, block) in blocks.iter() {
            let mut of_block = OwedBlock {
                block: id,
                missing: Vec::new(),
                partly: Vec::new(),
            };
            for &unit in &block.members {
                let Some(due) = submissions.of(unit).get(at).filter(|due| due.owed > 0) else {
                    continue;
                };
                report.owed += 1;
                match due.state() {
                    DueState::Missing => of_block.missing.push(unit),
                    DueState::Partly => of_block.partly.push((unit, *due)),
                    _ => report.given += 1,
                }
            }
            if !(of_block.missing.is_empty() && of_block.partly.is_empty()) {
                report.blocks.push(of_block);
            }
        }
        report
    };
    submissions
        .periods
        .iter()
        .enumerate()
        .map(of_period)
        .collect()
}
