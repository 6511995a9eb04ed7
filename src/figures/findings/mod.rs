//! What the arithmetic notices about the input: figures that contradict one another, and figures left out of sums.
//! Nothing here changes a figure; what would count units twice is an error, all else a warning or a note.

mod jump;
mod stopped;
mod whole_table;

pub use jump::{APART, OTHERS, TIMES};

use super::figure::{Figure, pool};
use super::indicator::IndicatorFigures;
use super::over_time::{Entry, with_coarser};
use crate::calendar::{Day, Period, PeriodLength};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Subject};
use crate::model::{Campaign, Indicator, IndicatorId, Kind, NumberOf, Observation, Reporting};
use crate::number::Quotient;
use crate::place::{FileId, Place};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Looks through all figures and adds warnings.
pub(super) fn find(
    campaign: &Campaign,
    slices: &[(IndicatorId, &[Observation])],
    figures: &[IndicatorFigures],
    today: Day,
    findings: &mut Diagnostics,
) {
    stopped::stopped(campaign, slices, figures, findings);
    let doubted = whole_table::find(campaign, slices, findings);
    for (id, observations) in slices {
        let indicator = campaign.indicators.get(*id);
        bare_values(indicator, observations, findings);
        findings.extend_one(left_out(campaign, indicator, &figures[id.0 as usize]));
        let by_unit: Vec<&[Observation]> = observations.chunk_by(|a, b| a.unit == b.unit).collect();
        let found: Vec<Vec<Diagnostic>> = by_unit
            .par_iter()
            .map(|rows| {
                let mut found = parts_that_differ(campaign, indicator, rows);
                found.extend(fields_that_differ(campaign, indicator, rows));
                let is_alone = |jump: &Diagnostic| {
                    let file = jump.place.map(|place| place.file);
                    file.is_none_or(|file| !doubted.contains(&(*id, file)))
                };
                let jumps = jump::jumps(campaign, indicator, rows, today).into_iter();
                found.extend(jumps.filter(is_alone));
                if indicator.reported == Reporting::Total {
                    found.extend(subordinates_that_differ(
                        campaign,
                        indicator,
                        rows,
                        &figures[id.0 as usize],
                    ));
                }
                found
            })
            .collect();
        found
            .into_iter()
            .flatten()
            .for_each(|diagnostic| findings.push(diagnostic));
    }
}

/// One warning a file and indicator: its figures are left out of every sum.
fn bare_values(indicator: &Indicator, observations: &[Observation], findings: &mut Diagnostics) {
    if indicator.kind == Kind::Score {
        return;
    }
    let mut by_file: BTreeMap<FileId, (u32, u32)> = BTreeMap::new();
    for observation in observations
        .iter()
        .filter(|row| row.kind() == Some(Kind::Score))
    {
        let (first, count) = by_file
            .entry(observation.file)
            .or_insert((observation.line, 0));
        *first = (*first).min(observation.line);
        *count += 1;
    }
    for (file, (line, count)) in by_file {
        let variant = if indicator.kind == Kind::Mean {
            "mean"
        } else {
            "ratio"
        };
        findings.push(
            Code::NeverPooled
                .at(Place::line(file, line))
                .arg("indicator", &indicator.name)
                .arg("count", count)
                .help(variant),
        );
    }
}

/// One note an indicator: units have no overall figure where they left out fields that they gave before.
fn left_out(
    campaign: &Campaign,
    indicator: &Indicator,
    figures: &IndicatorFigures,
) -> Option<Diagnostic> {
    let units = || campaign.units.iter().zip(&figures.left_out);
    let count = units().filter(|(_, left_out)| !left_out.is_empty()).count();
    let ((_, unit), first) =
        units().find_map(|(unit, left_out)| Some((unit, left_out.first()?)))?;
    let note = Code::FieldsLeftOut
        .at(indicator.place)
        .arg("indicator", &indicator.name)
        .arg("code", &indicator.code)
        .arg("count", count)
        .arg("unit", unit.label())
        .arg("field", &campaign.fields.get(first.field).name)
        .arg("period", first.period.code());
    Some(note)
}

fn entry(observation: &Observation) -> Option<Entry> {
    Some(Entry {
        period: observation.period,
        figure: Some(Figure::of(observation, false)?),
    })
}

/// Reported coarser periods that differ from the pool of what is reported within them, where every part is there. Months
/// make a period of the years that begin as theirs do: one of others, but of the same days, is held against it too.
fn parts_that_differ(
    campaign: &Campaign,
    indicator: &Indicator,
    rows: &[Observation],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for track in rows.chunk_by(|a, b| a.field() == b.field()) {
        if track
            .iter()
            .all(|row| row.period.length() == track[0].period.length())
        {
            continue;
        }
        for row in track
            .iter()
            .filter(|row| row.period.length() > PeriodLength::Month)
        {
            let Some(reported) = entry(row).and_then(|entry| entry.figure) else {
                continue;
            };
            let finer: Vec<Entry> = track
                .iter()
                .filter(|other| row.period.covers(other.period) && !same_days(row, other.period))
                .filter_map(entry)
                .collect();
            let made = with_coarser(finer, indicator.over_time, indicator.year_start)
                .into_iter()
                .find(|entry| same_days(row, entry.period))
                .and_then(|entry| entry.figure);
            if let Some(made) = made.filter(|made| !agree(&reported, made)) {
                found.push(difference(
                    Code::PartsDiffer,
                    campaign,
                    indicator,
                    row,
                    &reported,
                    &made,
                ));
            }
        }
    }
    found
}

fn same_days(row: &Observation, period: Period) -> bool {
    row.period.covers(period) && period.covers(row.period)
}

/// Rows without a field that differ from the pool of the fields of the same period.
fn fields_that_differ(
    campaign: &Campaign,
    indicator: &Indicator,
    rows: &[Observation],
) -> Vec<Diagnostic> {
    let split = rows.partition_point(|row| row.field().is_none());
    let (overall, by_field) = rows.split_at(split);
    if overall.is_empty() || by_field.is_empty() || indicator.kind == Kind::Score {
        return Vec::new();
    }
    let differs = |row: &Observation| {
        let reported = entry(row)?.figure?;
        let fields: Vec<Figure> = by_field
            .iter()
            .filter(|other| other.period == row.period)
            .filter_map(|other| entry(other)?.figure)
            .collect();
        let sum = pool(&fields)?;
        (!agree(&reported, &sum)).then(|| {
            difference(
                Code::FieldsDiffer,
                campaign,
                indicator,
                row,
                &reported,
                &sum,
            )
        })
    };
    overall.iter().filter_map(differs).collect()
}

/// Totals that differ from the pool of the units below, where all of those reported.
fn subordinates_that_differ(
    campaign: &Campaign,
    indicator: &Indicator,
    rows: &[Observation],
    figures: &IndicatorFigures,
) -> Vec<Diagnostic> {
    let Some(unit) = rows.first().map(|row| row.unit) else {
        return Vec::new();
    };
    let children = campaign.units.children(unit);
    let differs = |row: &Observation| {
        let reported = entry(row)?.figure?;
        let mut below: Vec<&Figure> = Vec::new();
        for &child in children {
            let standing = figures.standing(child);
            let track = match row.field() {
                None => &standing.overall,
                Some(field) => standing.field(field)?,
            };
            let point = track.at(row.period)?;
            if point.coverage.expected == 0 || !point.coverage.is_complete() {
                return None;
            }
            below.push(point.figure.as_ref()?);
        }
        let sum = pool(below)?;
        (!agree(&reported, &sum)).then(|| {
            difference(
                Code::SubordinatesDiffer,
                campaign,
                indicator,
                row,
                &reported,
                &sum,
            )
        })
    };
    if children.is_empty() {
        Vec::new()
    } else {
        rows.iter().filter_map(differs).collect()
    }
}

/// Whether a reported figure says the same as a pool. A mean was rounded when it was reported, so its pool is
/// rounded likewise before they are compared.
fn agree(reported: &Figure, pooled: &Figure) -> bool {
    if !reported.is_poolable() || !pooled.is_poolable() {
        return true;
    }
    if reported.base() != pooled.base() {
        return false;
    }
    let (Some(value), Some(other)) = (reported.mean(), pooled.mean()) else {
        return reported.sum() == pooled.sum();
    };
    let decimals =
        (0..=12).find(|&decimals| Quotient::from_decimal(value.round(decimals).value) == value);
    let is_near = |decimals| other.round(decimals).value == value.round(decimals).value;
    decimals.is_none_or(is_near)
}

fn difference(
    code: Code,
    campaign: &Campaign,
    indicator: &Indicator,
    row: &Observation,
    reported: &Figure,
    made: &Figure,
) -> Diagnostic {
    let is_second = match reported.kind() {
        Kind::Ratio => reported.sum() == made.sum(),
        Kind::Mean => reported.base() != made.base(),
        Kind::Count | Kind::Score => false,
    };
    let which = match is_second {
        true => NumberOf::Second,
        false => NumberOf::First,
    };
    code.at(campaign.observations.place_of(row, which))
        .arg("unit", campaign.units.get(row.unit).label())
        .arg("indicator", &indicator.name)
        .arg("period", row.period.code())
        .arg("reported", plain(reported))
        .arg("made", plain(made))
        .about(about(campaign, indicator, row))
}

/// Whose figure a row gives.
fn about(campaign: &Campaign, indicator: &Indicator, row: &Observation) -> Subject {
    let field = row.field().map(|field| campaign.fields.get(field));
    Subject {
        unit: campaign.units.get(row.unit).code.to_string(),
        indicator: indicator.code.to_string(),
        field: field.map_or_else(String::new, |field| field.key.to_string()),
        period: row.period.code(),
        value: row.written(),
    }
}

/// A figure in plain digits, for a message.
fn plain(figure: &Figure) -> String {
    let sum = figure.sum();
    match (figure.kind(), figure.base()) {
        (Kind::Mean, Some(sample)) => {
            let mean = figure.mean().map(|mean| mean.round(2).value.to_string());
            format!("{} (n = {sample})", mean.as_deref().unwrap_or("–"))
        }
        (_, Some(base)) => format!("{sum}/{base}"),
        (_, None) => sum.to_string(),
    }
}
