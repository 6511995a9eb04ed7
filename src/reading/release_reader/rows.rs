//! The figures of a release, a line each.

use crate::calendar::{Period, YearStart};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Amount, Campaign, CodeKey, FieldId, IndicatorId, Kind, Observation, ObservationKey,
    RELEASE_COLUMNS, UnitId,
};
use crate::number::Decimal;
use crate::place::{FileId, Place};
use csv::StringRecord;
use rustc_hash::{FxHashMap, FxHashSet};

/// What the codes of a release stand for.
pub(in crate::reading) struct Codes<'a> {
    pub(super) units: FxHashMap<&'a str, UnitId>,
    pub(super) indicators: FxHashMap<&'a str, IndicatorId>,
    pub(super) fields: FxHashMap<&'a str, FieldId>,
    kinds: Vec<Kind>,
    /// By indicator: where its years begin that lie in two of the calendar's.
    years: Vec<YearStart>,
}

impl<'a> Codes<'a> {
    pub(in crate::reading) fn new(campaign: &'a Campaign) -> Self {
        let (units, indicators) = (&campaign.units, &campaign.indicators);
        let fields = campaign.fields.0.iter();
        let fields = fields.zip((0..=u16::MAX).map(FieldId));
        let years = |(id, _)| year_over_two(campaign, id);
        Self {
            units: units.iter().map(|(id, unit)| (&*unit.code, id)).collect(),
            kinds: indicators.iter().map(|(_, one)| one.kind).collect(),
            years: indicators.iter().map(years).collect(),
            indicators: indicators
                .iter()
                .map(|(id, one)| (&*one.code, id))
                .collect(),
            fields: fields.map(|(field, id)| (&*field.key, id)).collect(),
        }
    }

    /// A period of an indicator in the one form in which releases give it.
    pub(super) fn period(&self, of: IndicatorId, text: &str) -> Option<Period> {
        canonical_period(text, *self.years.get(of.0 as usize)?)
    }
}

/// Where the years of an indicator begin that lie in two of the calendar's: `2018/19` is one year, whatever its table.
fn year_over_two(campaign: &Campaign, id: IndicatorId) -> YearStart {
    let observations = &campaign.observations;
    let of_months = campaign.indicators.get(id).year_start;
    let mut known = observations.year_starts.iter().chain([&of_months]);
    if !of_months.is_calendar() || known.all(|start| start.is_calendar()) {
        return of_months;
    }
    let mut of_rows = observations
        .of(id)
        .iter()
        .map(|row| row.period.year_start());
    let of_rows = of_rows.find(|start| !start.is_calendar());
    of_rows.unwrap_or(campaign.settings.year_start)
}

/// What the lines of a release say.
#[derive(Default)]
pub(super) struct RowsRead {
    /// Sorted by key.
    pub(super) figures: Vec<Observation>,
    pub(super) former: Vec<(CodeKey, Amount)>,
    /// The codes that stand for nothing any more, each once.
    pub(super) unknown: Vec<Box<str>>,
}

/// Reads all lines; every wrong one is told. `None` where the file has no header.
pub(super) fn read_rows(
    text: &str,
    file: FileId,
    codes: &Codes<'_>,
    problems: &mut Diagnostics,
) -> Option<RowsRead> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut csv = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let has_header = csv.read_record(&mut record).unwrap_or(false);
    if !has_header || record.iter().ne(RELEASE_COLUMNS) {
        let header = RELEASE_COLUMNS.join(",");
        problems.push(
            Code::ReleaseHeader
                .at(Place::line(file, 1))
                .arg("header", header),
        );
        return None;
    }
    let mut lines = Lines {
        file,
        codes,
        read: RowsRead::default(),
        seen: FxHashMap::default(),
        unknown: FxHashSet::default(),
    };
    loop {
        let line = csv.position().line() as u32;
        match csv.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().map_or(line, |at| at.line() as u32);
                if let Err(problem) = lines.read(&record, line) {
                    problems.push(problem);
                }
            }
            Err(_) => problems.push(wrong_line(file, line, "columns")),
        }
    }
    Some(lines.finish(problems))
}

fn canonical_period(text: &str, start: YearStart) -> Option<Period> {
    Period::parse_in(text, Some(start)).filter(|period| period.code() == text)
}

/// The same of an indicator that has no such years any more: nothing is computed of it, and its code is alike.
fn former_period(text: &str) -> Option<Period> {
    canonical_period(text, YearStart::new(9)?)
}

fn wrong_line(file: FileId, line: u32, help: &'static str) -> Diagnostic {
    Code::ReleaseLine.at(Place::line(file, line)).help(help)
}

struct Lines<'c, 'a> {
    file: FileId,
    codes: &'c Codes<'a>,
    read: RowsRead,
    /// Where the figures of what is gone stand; those of others are found once they are sorted.
    seen: FxHashMap<String, u32>,
    unknown: FxHashSet<Box<str>>,
}

impl Lines<'_, '_> {
    fn read(&mut self, record: &StringRecord, line: u32) -> Result<(), Diagnostic> {
        let wrong = |help| wrong_line(self.file, line, help);
        let cells: Vec<&str> = record.iter().collect();
        let [indicator, unit, period, field, numbers @ ..] = &cells[..] else {
            return Err(wrong("columns"));
        };
        let Ok(numbers) = <[&str; 4]>::try_from(numbers) else {
            return Err(wrong("columns"));
        };
        let is_code = |text: &str| {
            let mut bytes = text.bytes();
            bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if indicator.is_empty()
            || unit.is_empty()
            || [*indicator, *unit, *field]
                .iter()
                .any(|code| !is_code(code))
        {
            return Err(wrong("code"));
        }
        let id = self.codes.indicators.get(indicator).copied();
        let of_now = id.and_then(|id| self.codes.period(id, period));
        let period_of = of_now.or_else(|| former_period(period));
        let period_of = period_of.ok_or_else(|| wrong("period"))?;
        let kind = id.and_then(|id| self.codes.kinds.get(id.0 as usize).copied());
        let amount = amount(numbers, kind).map_err(wrong)?;
        let unit_id = self.codes.units.get(unit).copied();
        let field_id = (!field.is_empty()).then(|| self.codes.fields.get(field).copied());
        let is_gone = field_id == Some(None) || of_now.is_none();
        let (Some(indicator_id), Some(unit_id), false) = (id, unit_id, is_gone) else {
            let gone = [
                (id.is_none(), indicator),
                (id.is_some() && of_now.is_none(), period),
                (unit_id.is_none(), unit),
                (field_id == Some(None), field),
            ];
            self.name_unknown(gone.iter().filter(|(is, _)| *is).map(|(_, code)| **code));
            let codes = [*indicator, *unit, *field];
            return self.former(codes, period_of, amount, line);
        };
        let key = ObservationKey {
            indicator: indicator_id,
            unit: unit_id,
            field: field_id.flatten(),
            period: period_of,
        };
        let fits = fits(&amount, kind);
        let amount_of_now = if fits {
            amount.clone()
        } else {
            Amount::Nothing
        };
        let row = Observation::new(key, amount_of_now, self.file, line);
        self.read.figures.push(row);
        if fits {
            return Ok(());
        }
        self.name_unknown([*indicator].into_iter());
        self.former([*indicator, *unit, *field], period_of, amount, line)
    }

    fn name_unknown<'t>(&mut self, codes: impl Iterator<Item = &'t str>) {
        for code in codes {
            if self.unknown.insert(code.into()) {
                self.read.unknown.push(code.into());
            }
        }
    }

    /// Keeps a figure of what the campaign does not have any more.
    fn former(
        &mut self,
        [indicator, unit, field]: [&str; 3],
        period: Period,
        amount: Amount,
        line: u32,
    ) -> Result<(), Diagnostic> {
        let key = format!("{indicator},{unit},{period},{field}");
        if let Some(first) = self.seen.insert(key, line) {
            return Err(twice(self.file, first, line));
        }
        let key = CodeKey {
            indicator: indicator.into(),
            unit: unit.into(),
            period,
            field: field.into(),
        };
        self.read.former.push((key, amount));
        Ok(())
    }

    fn finish(mut self, problems: &mut Diagnostics) -> RowsRead {
        let figures = &mut self.read.figures;
        figures.sort_by_key(|row| (row.key(), row.line));
        for same in figures
            .windows(2)
            .filter(|two| two[0].key() == two[1].key())
        {
            problems.push(twice(self.file, same[0].line, same[1].line));
        }
        self.read
    }
}

fn twice(file: FileId, first: u32, line: u32) -> Diagnostic {
    let twice = Code::ReleaseFigureTwice.at(Place::line(file, line));
    twice.arg("first", first).related(Place::line(file, first))
}

/// What the four numbers say of an indicator of a kind; where that is not known, what they look like.
fn amount(numbers: [&str; 4], kind: Option<Kind>) -> Result<Amount, &'static str> {
    let number = |text: &str| match text {
        "" => Ok(None),
        text => Decimal::parse_plain(text).map(Some).ok_or("number"),
    };
    let [numerator, denominator, value, sample] = numbers.map(number);
    Ok(match (numerator?, denominator?, value?, sample?) {
        (None, None, None, None) => Amount::Nothing,
        (Some(numerator), Some(denominator), None, None) => Amount::Ratio {
            numerator,
            denominator,
        },
        (None, None, Some(value), Some(sample)) => Amount::Mean { value, sample },
        (None, None, Some(value), None) if kind == Some(Kind::Count) => Amount::Count(value),
        (None, None, Some(value), None) => Amount::Score(value),
        _ => return Err("numbers"),
    })
}

/// Whether an indicator of a kind can have an amount: not where it has become one of another kind since.
fn fits(amount: &Amount, kind: Option<Kind>) -> bool {
    match amount {
        Amount::Nothing => true,
        Amount::Ratio { .. } => kind == Some(Kind::Ratio),
        Amount::Mean { .. } => kind == Some(Kind::Mean),
        Amount::Count(_) => kind == Some(Kind::Count),
        Amount::Score(_) => kind != Some(Kind::Count),
    }
}
