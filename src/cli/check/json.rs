//! The report for programs: further lines of the shape of a diagnostic, of severity `note`, with the key `report`.
//!
//! Whoever reads diagnostics by their severity or code needs not know of them. `report.kind` says what a line tells:
//!
//! - `file` (code `file-report`): what was read from a file or sheet and what was left out;
//! - `owed` (code `owed-report`): for a period, every unit that has not given all that it owes, with the codes of the
//!   indicators that are missing, of fields that were left out with the field's key (`dung-han/dat-dai`);
//! - `compared` (code `compared-report`): what a unit gave of an indicator for the newest period and the one before, each
//!   as two numbers in plain digits (numerator and denominator; the second is 0 where there is one), and why it is to be
//!   looked at: `missing`, `more`, `less`;
//! - `printed-total` (code `printed-total-report`): a total that a form of the newest period prints beside what its rows come
//!   to, each as two numbers, and whether they agree;
//! - `accepted` (code `accepted-report`): a warning that was accepted, with the reason.

use super::report::{FileReport, OwedReport, Report};
use crate::calendar::Period;
use crate::diagnostic::Diagnostic;
use crate::figures::{Comparison, Doubt, DueState, ReadSum, Submissions};
use crate::locale::Words;
use crate::model::{Amount, PrintedTotal, UnitId};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "is_whole")]
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    report: ReportLine<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum ReportLine<'a> {
    File {
        rows: usize,
        figures: usize,
        gaps: usize,
        units: usize,
        periods: Vec<String>,
        indicators: Vec<&'a str>,
        left_out: LeftOut<'a>,
        errors: usize,
        warnings: usize,
        notes: usize,
    },
    Owed {
        period: String,
        owed: usize,
        given: usize,
        units: Vec<OwingUnit<'a>>,
    },
    #[serde(rename = "printed-total")]
    PrintedTotal {
        period: String,
        indicator: &'a str,
        name: &'a str,
        printed: [String; 2],
        computed: [String; 2],
        agrees: bool,
    },
    Compared {
        period: String,
        before: String,
        indicator: &'a str,
        unit: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        now: Option<[String; 2]>,
        #[serde(skip_serializing_if = "Option::is_none")]
        was: Option<[String; 2]>,
        #[serde(skip_serializing_if = "Option::is_none")]
        doubt: Option<&'static str>,
    },
    Accepted {
        code: &'static str,
        reason: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        on: Option<String>,
    },
}

#[derive(Serialize)]
struct LeftOut<'a> {
    empty: usize,
    repeated_headers: usize,
    column_numbers: usize,
    totals: usize,
    headings: usize,
    asides: usize,
    skipped: usize,
    texts: usize,
    repeated_figures: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_sheets: Option<&'a str>,
}

#[derive(Serialize)]
struct OwingUnit<'a> {
    unit: &'a str,
    state: &'static str,
    missing: Vec<String>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes fields by reference"
)]
fn is_whole(number: &u32) -> bool {
    *number == 0
}

/// Writes the report, one object a line.
///
/// # Errors
/// Those of the writer.
pub(super) fn write(report: &Report<'_>, words: &Words, out: &mut impl Write) -> io::Result<()> {
    let files = report.files.iter().map(|file| of_file(report, file, words));
    let owed = report.owed.iter().flatten().enumerate();
    let owed = owed.filter_map(|(at, period)| of_period(report, at, period, words));
    let accepted = report.accepted.iter();
    let accepted = accepted.filter_map(|problem| of_accepted(report, problem, words));
    let compared = report.comparison.into_iter();
    let compared = compared.flat_map(|all| of_comparison(report, all, words));
    for line in files.chain(compared).chain(owed).chain(accepted) {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn of_comparison<'a>(
    report: &Report<'a>,
    comparison: &'a Comparison,
    words: &Words,
) -> Vec<Line<'a>> {
    let numbers = |sum: &ReadSum| [sum.first.to_string(), sum.second.to_string()];
    let rows = comparison.rows.iter().map(|row| {
        let unit = report.campaign.units.get(row.unit);
        let indicator = report.campaign.indicators.get(row.indicator);
        let args = [("unit", &*unit.label()), ("indicator", &indicator.name)];
        Line {
            severity: "note",
            code: "compared-report",
            message: words.fill("file-report.json.compared", &args),
            file: None,
            line: 0,
            sheet: None,
            report: ReportLine::Compared {
                period: comparison.period.code(),
                before: comparison.before.code(),
                indicator: &indicator.code,
                unit: &unit.code,
                now: row.now.as_ref().map(numbers),
                was: row.was.as_ref().map(numbers),
                doubt: row.doubt().map(|doubt| match doubt {
                    Doubt::Missing => "missing",
                    Doubt::More => "more",
                    Doubt::Less => "less",
                }),
            },
        }
    });
    let totals = comparison.totals.iter();
    let totals = totals.map(|total| of_printed_total(report, total, words));
    rows.chain(totals).collect()
}

fn of_printed_total<'a>(report: &Report<'a>, total: &'a PrintedTotal, words: &Words) -> Line<'a> {
    let numbers = |figure: &Amount| {
        let (_, first, second) = figure.clone().into_parts();
        [first.to_string(), second.to_string()]
    };
    let indicator = report.campaign.indicators.get(total.indicator);
    let args = [("name", &*total.name), ("indicator", &indicator.name)];
    let file = total.place.file;
    Line {
        severity: "note",
        code: "printed-total-report",
        message: words.fill("file-report.json.printed-total", &args),
        file: Some(&report.sources.get(file).path),
        line: total.place.line,
        sheet: report.sources.sheet(file).map(|sheet| &*sheet.name),
        report: ReportLine::PrintedTotal {
            period: total.period.code(),
            indicator: &indicator.code,
            name: &total.name,
            printed: numbers(&total.printed),
            computed: numbers(&total.computed),
            agrees: total.agrees,
        },
    }
}

fn of_file<'a>(report: &Report<'a>, file: &FileReport<'a>, words: &Words) -> Line<'a> {
    let summary = file.summary;
    let codes = summary.map_or(&[][..], |summary| &summary.indicators);
    let codes = codes
        .iter()
        .map(|id| &*report.campaign.indicators.get(*id).code);
    let periods = summary.map_or(&[][..], |summary| &summary.periods);
    let rows = summary.map_or(0, |summary| summary.rows);
    let left_out = summary.map(|summary| summary.left_out).unwrap_or_default();
    let name = report.sources.label(file.id);
    let count = rows.to_string();
    let args = [("file", &*name), ("count", &count)];
    Line {
        severity: "note",
        code: "file-report",
        message: words.fill("file-report.json.file", &args),
        file: Some(&report.sources.get(file.id).path),
        line: 0,
        sheet: report.sources.sheet(file.id).map(|sheet| &*sheet.name),
        report: ReportLine::File {
            rows,
            figures: summary.map_or(0, |summary| summary.figures),
            gaps: summary.map_or(0, |summary| summary.gaps),
            units: summary.map_or(0, |summary| summary.units),
            periods: periods
                .iter()
                .map(|period: &Period| period.code())
                .collect(),
            indicators: codes.collect(),
            left_out: LeftOut {
                empty: left_out.empty,
                repeated_headers: left_out.headers,
                column_numbers: left_out.numberings,
                totals: left_out.totals,
                headings: left_out.headings,
                asides: left_out.asides,
                skipped: left_out.skipped,
                texts: left_out.texts,
                repeated_figures: file.noticed.repeated,
                columns: file.noticed.columns,
                hidden_sheets: file.noticed.hidden_sheets,
            },
            errors: file.noticed.errors,
            warnings: file.noticed.warnings,
            notes: file.noticed.notes,
        },
    }
}

fn of_period<'a>(
    report: &Report<'a>,
    at: usize,
    period: &OwedReport,
    words: &Words,
) -> Option<Line<'a>> {
    let submissions = report.submissions?;
    let (given, owed) = (period.given.to_string(), period.owed.to_string());
    let name = words.language().period(period.period);
    let args = [("period", name), ("given", &*given), ("owed", &owed)];
    let units = period.blocks.iter().flat_map(|block| {
        let partly = block.partly.iter().map(|(unit, _)| *unit);
        block.missing.iter().copied().chain(partly)
    });
    Some(Line {
        severity: "note",
        code: "owed-report",
        message: words.fill("file-report.owed.period", &args),
        file: None,
        line: 0,
        sheet: None,
        report: ReportLine::Owed {
            period: period.period.code(),
            owed: period.owed,
            given: period.given,
            units: units
                .map(|unit| owing_unit(report, submissions, unit, at))
                .collect(),
        },
    })
}

fn owing_unit<'a>(
    report: &Report<'a>,
    submissions: &'a Submissions,
    unit: UnitId,
    at: usize,
) -> OwingUnit<'a> {
    let due = submissions.of(unit).get(at).copied().unwrap_or_default();
    let gaps = submissions.gaps_of(unit).iter();
    let missing = gaps.filter(|gap| gap.period == at);
    OwingUnit {
        unit: &report.campaign.units.get(unit).code,
        state: if due.state() == DueState::Missing {
            "missing"
        } else {
            "partly"
        },
        missing: missing.flat_map(|gap| gap.codes(report.campaign)).collect(),
    }
}

fn of_accepted<'a>(
    report: &Report<'a>,
    problem: &'a Diagnostic,
    words: &Words,
) -> Option<Line<'a>> {
    let acceptance = problem.accepted()?;
    let place = problem.place;
    let sheet = place.and_then(|place| report.sources.sheet(place.file));
    Some(Line {
        severity: "note",
        code: "accepted-report",
        message: problem.message(words),
        file: place.map(|place| &*report.sources.get(place.file).path),
        line: place.map_or(0, |place| place.line),
        sheet: sheet.map(|sheet| &*sheet.name),
        report: ReportLine::Accepted {
            code: problem.code.as_str(),
            reason: &acceptance.reason,
            by: acceptance.by.as_deref(),
            on: acceptance.on.map(|day| day.to_string()),
        },
    })
}
