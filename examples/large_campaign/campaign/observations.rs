//! Long tables, a file a month in a folder a year.

use super::random::Random;
use super::register::Unit;
use super::settings::FIELDS;
use super::{FIRST_YEAR, Size};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

const HEADER: &str = "indicator,unit,period,field,numerator,denominator,value,sample";

/// Writes the rows, month after month; gives how many months there are.
pub(super) fn write(size: &Size, units: &[Unit], out: &Path) -> Result<u64, String> {
    let codes: Vec<String> = units.iter().skip(1).map(Unit::code).collect();
    let mut left = size.rows;
    let mut months = 0;
    while left > 0 {
        let year = FIRST_YEAR + months / 12;
        if year > 2199 {
            return Err(
                "--rows: too many for so few units, they would reach beyond the year 2199"
                    .to_owned(),
            );
        }
        let month = months % 12 + 1;
        let folder = out.join(format!("data/observations/{year}"));
        let path = folder.join(format!("thang-{month:02}.csv"));
        let period = format!("{year}-{month:02}");
        let random = Random::new(size.seed, &period);
        let written = std::fs::create_dir_all(&folder)
            .and_then(|()| File::create(&path))
            .and_then(|file| {
                Month { period, random }.write(&codes, &mut left, &mut BufWriter::new(file))
            });
        written.map_err(|e| format!("{}: {e}", path.display()))?;
        months += 1;
    }
    Ok(months)
}

/// A month's file.
struct Month {
    period: String,
    random: Random,
}

impl Month {
    fn write(mut self, codes: &[String], left: &mut u64, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{HEADER}")?;
        for (i, code) in codes.iter().enumerate() {
            // Some send no report; the first always does, so that no month is empty.
            if i > 0 && self.random.chance(20) {
                continue;
            }
            for series in 0..FIELDS.len() + 3 {
                if *left == 0 {
                    return out.flush();
                }
                self.row(series, code, out)?;
                *left -= 1;
            }
        }
        out.flush()
    }

    /// A row of one of a unit's series.
    fn row(&mut self, series: usize, code: &str, out: &mut impl Write) -> io::Result<()> {
        let (random, period) = (&mut self.random, &self.period);
        let special = random.between(0, 199);
        match FIELDS.get(series) {
            Some(field) if special == 0 => {
                writeln!(
                    out,
                    "dung-han,{code},{period},{field},không phát sinh,không phát sinh,,"
                )
            }
            Some(field) if special == 1 => writeln!(out, "dung-han,{code},{period},{field},-,-,,"),
            Some(field) => {
                let resolved = random.between(20, 900);
                let late = resolved * random.near(85, 70) / 1000;
                writeln!(
                    out,
                    "dung-han,{code},{period},{field},{},{resolved},,",
                    resolved - late
                )
            }
            None if series == FIELDS.len() => {
                let asked = random.between(4, 60);
                let satisfied = asked * random.between(700, 980) / 1000;
                writeln!(out, "hai-long,{code},{period},,{satisfied},{asked},,")
            }
            None if series == FIELDS.len() + 1 => {
                let tenths = random.near(92, 40);
                let sample = random.between(20, 400);
                writeln!(
                    out,
                    "so-ngay,{code},{period},,,,{}.{},{sample}",
                    tenths / 10,
                    tenths % 10
                )
            }
            None => writeln!(
                out,
                "buu-chinh,{code},{period},,,,{},",
                random.between(0, 240)
            ),
        }
    }
}
