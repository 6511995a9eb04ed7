//! `du-lieu/quan-sat.csv`: the rows as they were read, a line a figure, with the file and row of each. Beyond a million
//! rows a file a year, which spreadsheet programs can open.

use crate::model::{Amount, Campaign, Observation, Observations, Rows};
use crate::number::Decimal;
use crate::place::{FileId, Sources};
use crate::site::{Facts, Site};
use crate::source::csv_cell as cell;
use rayon::prelude::*;
use std::borrow::Cow;
use std::io::{self, Write};

/// The columns.
pub(super) const HEADER: &str =
    "indicator,unit,period,field,numerator,denominator,value,sample,note,file,row,illustrative\r\n";

/// More rows than this are split by year.
const MOST_ROWS: usize = 1_000_000;

/// How many rows are written at a time by one thread, and how many of such pieces are in memory.
const PIECE: usize = 8_192;
const PIECES: usize = 16;

/// A file of rows: its path, the year that it is of where they are split, and how many it has.
pub(in crate::site) struct RowFile {
    pub(in crate::site) path: String,
    pub(in crate::site) year: Option<i16>,
    pub(in crate::site) rows: usize,
}

/// The files that the rows go into.
pub(in crate::site) fn row_files(observations: &Observations) -> Vec<RowFile> {
    split(&observations.years, MOST_ROWS)
}

fn split(years: &[(i16, usize)], most: usize) -> Vec<RowFile> {
    let rows = years.iter().map(|(_, rows)| rows).sum();
    if rows <= most {
        return vec![RowFile {
            path: "du-lieu/quan-sat.csv".to_owned(),
            year: None,
            rows,
        }];
    }
    years
        .iter()
        .map(|&(year, rows)| RowFile {
            path: format!("du-lieu/quan-sat-{year}.csv"),
            year: Some(year),
            rows,
        })
        .collect()
}

/// Plans them.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    for RowFile { path, year, .. } in row_files(&facts.campaign.observations) {
        site.write_rows(path, move |context, rows, out| {
            write(context.facts.campaign, rows, year, out)
        });
    }
}

/// Writes the rows of a year, or all.
fn write(
    campaign: &Campaign,
    rows: &Rows,
    year: Option<i16>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let cells = Cells::new(campaign);
    out.write_all("\u{feff}".as_bytes())?;
    out.write_all(HEADER.as_bytes())?;
    for rows in [&rows.all, &rows.repeated] {
        for window in rows.chunks(PIECE * PIECES) {
            let pieces: Vec<Vec<u8>> = window
                .par_chunks(PIECE)
                .map(|rows| cells.lines(rows, year))
                .collect();
            for piece in pieces {
                out.write_all(&piece)?;
            }
        }
    }
    Ok(())
}

/// The cells that many rows have in common, each with the comma after it.
struct Cells<'a> {
    observations: &'a Observations,
    indicators: Vec<String>,
    units: Vec<String>,
    fields: Vec<String>,
    notes: Vec<String>,
    files: Vec<String>,
}

impl<'a> Cells<'a> {
    fn new(campaign: &'a Campaign) -> Self {
        let with_comma = |text: &str| format!("{},", cell(text));
        let files = campaign.observations.illustrative.len();
        let file_ids = (0..).map(FileId).take(files);
        let notes = campaign.observations.notes.iter();
        Self {
            observations: &campaign.observations,
            indicators: campaign
                .indicators
                .iter()
                .map(|(_, indicator)| with_comma(&indicator.code))
                .collect(),
            units: campaign
                .units
                .iter()
                .map(|(_, unit)| with_comma(&unit.code))
                .collect(),
            fields: campaign
                .fields
                .0
                .iter()
                .map(|field| with_comma(&field.key))
                .collect(),
            notes: notes.map(|note| with_comma(note)).collect(),
            files: file_ids
                .map(|id| with_comma(&file_cell(&campaign.sources, id)))
                .collect(),
        }
    }

    /// The lines of these rows that are of the year.
    fn lines(&self, rows: &[Observation], year: Option<i16>) -> Vec<u8> {
        let mut out = Vec::with_capacity(rows.len() * 96);
        for row in rows {
            if year.is_none_or(|year| row.period.year() == year) {
                self.line(row, &mut out);
            }
        }
        out
    }

    fn line(&self, row: &Observation, out: &mut Vec<u8>) {
        let known = |cells: &[String], at: usize, out: &mut Vec<u8>| match cells.get(at) {
            Some(cell) => out.extend_from_slice(cell.as_bytes()),
            None => out.push(b','),
        };
        known(&self.indicators, usize::from(row.indicator.0), out);
        known(&self.units, row.unit.0 as usize, out);
        row.period.write_code(out);
        out.push(b',');
        let field = row.field().map_or(usize::MAX, |field| usize::from(field.0));
        known(&self.fields, field, out);
        for number in numbers(&row.reported()) {
            if let Some(number) = number {
                number.write_plain(out);
            }
            out.push(b',');
        }
        known(
            &self.notes,
            row.note().map_or(usize::MAX, |n| n as usize),
            out,
        );
        known(&self.files, row.file.0 as usize, out);
        Decimal::from(i64::from(row.line)).write_plain(out);
        let illustrative = self.observations.is_illustrative(row.file);
        out.extend_from_slice(if illustrative {
            b",true\r\n"
        } else {
            b",false\r\n"
        });
    }
}

/// What the column `file` says: the path, and after a `#` the sheet, where a workbook has several that rows may be in.
fn file_cell(sources: &Sources, id: FileId) -> Cow<'_, str> {
    let path = &sources.get(id).path;
    match sources.sheet(id) {
        Some(sheet) if visible_sheets(sources, sheet.workbook) > 1 => {
            format!("{path}#{}", sheet.name).into()
        }
        _ => Cow::Borrowed(path),
    }
}

fn visible_sheets(sources: &Sources, workbook: FileId) -> usize {
    let sheets = sources.sheets_of(workbook);
    sheets.filter(|(_, sheet)| sheet.is_visible).count()
}

/// Numerator, denominator, value and sample, as they were given.
fn numbers(reported: &Amount) -> [Option<&Decimal>; 4] {
    match reported {
        Amount::Nothing => [None; 4],
        Amount::Ratio {
            numerator,
            denominator,
        } => [Some(numerator), Some(denominator), None, None],
        // Over a sample of nothing there is no mean.
        Amount::Mean { value, sample } => [
            None,
            None,
            (!sample.is_zero()).then_some(value),
            Some(sample),
        ],
        Amount::Count(value) | Amount::Score(value) => [None, None, Some(value), None],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{SheetOf, SourceFile};

    fn paths(years: &[(i16, usize)], most: usize) -> Vec<(String, usize)> {
        let files = split(years, most);
        files
            .into_iter()
            .map(|file| (file.path, file.rows))
            .collect()
    }

    #[test]
    fn beyond_a_million_rows_there_is_a_file_a_year() {
        assert_eq!(paths(&[], 3), [("du-lieu/quan-sat.csv".to_owned(), 0)]);
        assert_eq!(
            paths(&[(2018, 1), (2019, 2)], 3),
            [("du-lieu/quan-sat.csv".to_owned(), 3)]
        );
        assert_eq!(
            paths(&[(2018, 1), (2019, 3)], 3),
            [
                ("du-lieu/quan-sat-2018.csv".to_owned(), 1),
                ("du-lieu/quan-sat-2019.csv".to_owned(), 3)
            ]
        );
    }

    #[test]
    fn a_sheet_is_told_where_there_are_several() {
        let mut sources = Sources::default();
        let mut book = |path: &str, sheets: &[(&str, bool)]| -> Vec<FileId> {
            let workbook = sources.add(SourceFile {
                path: path.into(),
                on_disk: path.into(),
            });
            let sheet = |(index, (name, is_visible)): (usize, &(&str, bool))| SheetOf {
                workbook,
                index,
                name: (*name).into(),
                is_visible: *is_visible,
            };
            let sheets: Vec<SheetOf> = sheets.iter().enumerate().map(sheet).collect();
            let ids = sheets.into_iter().map(|sheet| sources.add_sheet(sheet));
            std::iter::once(workbook).chain(ids).collect()
        };
        let several = book("a.xlsx", &[("Tháng 3", true), ("Tháng 4", true)]);
        let one = book("b.xlsx", &[("Tháng 3", true), ("Nháp", false)]);
        assert_eq!(file_cell(&sources, several[0]), "a.xlsx");
        assert_eq!(file_cell(&sources, several[2]), "a.xlsx#Tháng 4");
        assert_eq!(file_cell(&sources, one[1]), "b.xlsx");
    }

    #[test]
    fn numbers_stand_in_the_columns_they_were_given_in() {
        let d = |text: &str| Decimal::parse_plain(text).expect("a number");
        let written = |reported: &Amount| {
            let numbers = numbers(reported).into_iter();
            let cells: Vec<String> = numbers
                .map(|number| number.map_or_else(String::new, ToString::to_string))
                .collect();
            cells.join(",")
        };
        let (numerator, denominator) = (d("1"), d("2"));
        assert_eq!(
            written(&Amount::Ratio {
                numerator,
                denominator
            }),
            "1,2,,"
        );
        let (value, sample) = (d("4.5"), d("30"));
        assert_eq!(written(&Amount::Mean { value, sample }), ",,4.5,30");
        let (value, sample) = (d("0"), d("0"));
        assert_eq!(written(&Amount::Mean { value, sample }), ",,,0");
        assert_eq!(written(&Amount::Count(d("99.96"))), ",,99.96,");
        assert_eq!(written(&Amount::Score(d("-1"))), ",,-1,");
        assert_eq!(written(&Amount::Nothing), ",,,");
    }
}
