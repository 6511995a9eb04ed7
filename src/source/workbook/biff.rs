//! The records of an `.xls`: what calamine does not tell of its sheets, and whether they can be held.

use super::fault::WorkbookFault;
use super::number_format::Shown;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::{Cursor, Read as _};

/// No stream of a workbook is longer.
const LONGEST_STREAM: u64 = 128 << 20;
/// What a sheet of Excel 97 to 2003 has at most.
const MOST_ROWS: u32 = 1 << 16;
const MOST_COLUMNS: u32 = 1 << 8;
/// The most cells for which room is made, in all sheets together: 32 bytes each, and once more for the sheet that is read.
const MOST_ROOM: u64 = 6_000_000;

/// Kinds of records, by their numbers in [MS-XLS].
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000a;
    pub(super) const FILE_PASS: u16 = 0x002f;
    pub(super) const COL_INFO: u16 = 0x007d;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00bd;
    pub(super) const XF: u16 = 0x00e0;
    pub(super) const LABEL_SST: u16 = 0x00fd;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_ERR: u16 = 0x0205;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const RK: u16 = 0x027e;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const BOF: u16 = 0x0809;
}

/// The workbook's stream with what its first part says.
pub(super) struct Biff {
    stream: Vec<u8>,
    /// How numbers are shown under each cell format.
    formats: Vec<Shown>,
    /// Where the sheets begin, in the order of the list.
    sheets: Vec<usize>,
}

/// What a sheet's records say beside the values of its cells. Rows and columns count from 0.
#[derive(Debug, Default)]
pub(super) struct BiffMarks {
    /// Numbers that are not shown as they are stored.
    pub(super) shown: FxHashMap<(u32, u32), Shown>,
    pub(super) hidden_rows: FxHashSet<u32>,
    /// First and last.
    pub(super) hidden_columns: Vec<(u32, u32)>,
}

impl Biff {
    /// Reads the first part of the workbook's stream.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, WorkbookFault> {
        let mut compound = cfb::CompoundFile::open(Cursor::new(bytes))?;
        let name = ["/Workbook", "/Book"]
            .into_iter()
            .find(|name| compound.is_stream(name));
        let name = name.ok_or_else(|| WorkbookFault::damaged("Workbook"))?;
        let mut stream = Vec::new();
        compound
            .open_stream(name)?
            .take(LONGEST_STREAM + 1)
            .read_to_end(&mut stream)?;
        if stream.len() as u64 > LONGEST_STREAM {
            return Err(WorkbookFault::TooLarge);
        }
        let mut this = Self {
            stream,
            formats: Vec::new(),
            sheets: Vec::new(),
        };
        this.read_globals()?;
        let mut room = 0u64;
        for index in 0..this.sheets.len() {
            room += this.room(index)?;
            if room > MOST_ROOM {
                return Err(WorkbookFault::TooLarge);
            }
        }
        Ok(this)
    }

    fn read_globals(&mut self) -> Result<(), WorkbookFault> {
        let (mut by_number, mut cell_formats, mut sheets) =
            (FxHashMap::default(), Vec::new(), Vec::new());
        let mut is_biff8 = true;
        for (kind, data) in Records::new(&self.stream, 0) {
            match kind {
                record::FILE_PASS => return Err(WorkbookFault::Encrypted),
                record::BOF => is_biff8 = word(data, 0) != Some(0x0500),
                record::FORMAT => {
                    if let Some(number) = word(data, 0) {
                        by_number.insert(number, Shown::by(&format_code(data, is_biff8)));
                    }
                }
                record::XF => cell_formats.push(word(data, 2).unwrap_or(0)),
                record::BOUND_SHEET => sheets.push(long(data, 0).unwrap_or(0) as usize),
                record::EOF => break,
                _ => {}
            }
        }
        let shown = |number: u16| match number {
            9 | 10 => Shown::Percent,
            other => by_number.get(&other).copied().unwrap_or(Shown::Plain),
        };
        self.formats = cell_formats.into_iter().map(shown).collect();
        self.sheets = sheets;
        Ok(())
    }

    /// The cells for which room is made: every one of the rectangle that a sheet says it has, and of the one that its
    /// cells span.
    fn room(&self, index: usize) -> Result<u64, WorkbookFault> {
        let (mut last_row, mut last_column) = (0, 0);
        for (kind, data) in self.records_of(index) {
            let place = match kind {
                record::DIMENSIONS => {
                    let (first, end) = (long(data, 0).unwrap_or(0), long(data, 4).unwrap_or(0));
                    let (left, right) = (word(data, 8).unwrap_or(0), word(data, 10).unwrap_or(0));
                    if end < first || right < left {
                        return Err(WorkbookFault::damaged("Dimensions"));
                    }
                    (end, u32::from(right))
                }
                _ => cell_place(kind, data).unwrap_or_default(),
            };
            last_row = last_row.max(place.0);
            last_column = last_column.max(place.1);
        }
        if last_row > MOST_ROWS || last_column > MOST_COLUMNS {
            return Err(WorkbookFault::damaged("Dimensions"));
        }
        Ok(u64::from(last_row + 1) * u64::from(last_column + 1))
    }

    /// The records of a sheet, without those of charts in it.
    fn records_of(&self, index: usize) -> impl Iterator<Item = (u16, &[u8])> {
        let start = self.sheets.get(index).copied().unwrap_or(usize::MAX);
        let mut depth = 0u32;
        let own = Records::new(&self.stream, start).map_while(move |(kind, data)| {
            match kind {
                record::BOF => depth += 1,
                record::EOF => depth = depth.saturating_sub(1),
                _ => {}
            }
            (depth > 0).then_some((depth, kind, data))
        });
        own.filter(|(depth, ..)| *depth == 1)
            .map(|(_, kind, data)| (kind, data))
    }

    /// The marks of a sheet.
    pub(super) fn marks(&self, index: usize) -> BiffMarks {
        let mut marks = BiffMarks::default();
        for (kind, data) in self.records_of(index) {
            let at = |offset| word(data, offset).unwrap_or(0);
            match kind {
                record::ROW if at(12) & 0x20 != 0 => {
                    marks.hidden_rows.insert(u32::from(at(0)));
                }
                record::COL_INFO if at(8) & 1 != 0 => {
                    marks
                        .hidden_columns
                        .push((u32::from(at(0)), u32::from(at(2))));
                }
                record::NUMBER | record::RK | record::FORMULA => {
                    self.mark(&mut marks, (at(0), at(2)), at(4));
                }
                record::MUL_RK => {
                    let cells = data.get(4..).unwrap_or_default().chunks_exact(6);
                    for (column, cell) in (at(2)..).zip(cells) {
                        self.mark(&mut marks, (at(0), column), word(cell, 0).unwrap_or(0));
                    }
                }
                _ => {}
            }
        }
        marks
    }

    fn mark(&self, marks: &mut BiffMarks, (row, column): (u16, u16), format: u16) {
        let shown = self
            .formats
            .get(usize::from(format))
            .copied()
            .unwrap_or(Shown::Plain);
        if shown != Shown::Plain {
            marks
                .shown
                .insert((u32::from(row), u32::from(column)), shown);
        }
    }
}

/// The place of a record that is a cell with a value.
fn cell_place(kind: u16, data: &[u8]) -> Option<(u32, u32)> {
    let is_cell = matches!(
        kind,
        record::NUMBER
            | record::RK
            | record::FORMULA
            | record::LABEL_SST
            | record::LABEL
            | record::BOOL_ERR
    );
    let last = match kind {
        record::MUL_RK => word(data, data.len().checked_sub(2)?)?,
        _ if is_cell => word(data, 2)?,
        _ => return None,
    };
    Some((u32::from(word(data, 0)?), u32::from(last)))
}

/// The code of a number format.
fn format_code(data: &[u8], is_biff8: bool) -> String {
    let is_wide = is_biff8 && data.get(4).is_some_and(|flags| flags & 1 != 0);
    let letters = data.get(if is_biff8 { 5 } else { 3 }..).unwrap_or_default();
    if is_wide {
        let units = letters
            .as_chunks::<2>()
            .0
            .iter()
            .map(|pair| u16::from_le_bytes(*pair));
        char::decode_utf16(units).filter_map(Result::ok).collect()
    } else {
        letters.iter().map(|byte| char::from(*byte)).collect()
    }
}

fn word(data: &[u8], offset: usize) -> Option<u16> {
    let bytes = data.get(offset..)?.first_chunk::<2>()?;
    Some(u16::from_le_bytes(*bytes))
}

fn long(data: &[u8], offset: usize) -> Option<u32> {
    let bytes = data.get(offset..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*bytes))
}

/// Records one after another, each a kind and its data.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    fn new(stream: &'a [u8], start: usize) -> Self {
        Self {
            rest: stream.get(start..).unwrap_or_default(),
        }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (word(self.rest, 0)?, word(self.rest, 2)?);
        let (data, rest) = self.rest.get(4..)?.split_at_checked(usize::from(length))?;
        self.rest = rest;
        Some((kind, data))
    }
}
