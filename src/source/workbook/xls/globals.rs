//! The first part of an `.xls`: its sheets, formats and shared texts.

use super::super::fault::WorkbookFault;
use super::super::number_format::NumberFormat;
use super::records::{Records, long, record, word};
use super::text::{Letters, Parts};
use rustc_hash::FxHashMap;

/// What the first part of a workbook's stream says.
pub(super) struct Globals {
    pub(super) letters: Letters,
    /// Whether days are counted from 1904.
    pub(super) is_1904: bool,
    /// The number format of each cell format.
    pub(super) formats: Vec<NumberFormat>,
    pub(super) texts: Vec<String>,
    pub(super) sheets: Vec<SheetStart>,
    /// The sheets that formulas name by a number; `None` for several, and for those of other files.
    pub(super) named: Vec<Option<String>>,
}

/// A sheet in the list.
pub(super) struct SheetStart {
    pub(super) name: String,
    pub(super) is_visible: bool,
    /// Whether it is neither a chart nor a macro.
    pub(super) is_table: bool,
    /// Where its records begin.
    pub(super) at: usize,
}

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Self, WorkbookFault> {
        let mut this = Self {
            letters: Letters {
                is_marked: true,
                encoding: Letters::encoding_of(1252),
            },
            is_1904: false,
            formats: Vec::new(),
            texts: Vec::new(),
            sheets: Vec::new(),
            named: Vec::new(),
        };
        // Whether each of the books that are referred to is this one, and references to sheets of them.
        let (mut books, mut references) = (Vec::new(), Vec::new());
        let (mut by_number, mut cell_formats) = (FxHashMap::default(), Vec::new());
        let mut records = Records::new(stream, 0);
        while let Some((kind, data)) = records.next() {
            match kind {
                record::FILE_PASS => return Err(WorkbookFault::Encrypted),
                record::BOF => this.letters.is_marked = word(data, 0) != Some(0x0500),
                record::CODE_PAGE => {
                    this.letters.encoding = Letters::encoding_of(word(data, 0).unwrap_or(1252));
                }
                record::DATE_MODE => this.is_1904 = word(data, 0) == Some(1),
                record::FORMAT => by_number.extend(this.format(data)),
                record::XF => cell_formats.push(word(data, 2).unwrap_or(0)),
                record::BOUND_SHEET => this.sheets.extend(this.sheet(data)),
                record::SST => {
                    let mut parts = vec![data];
                    parts.extend(records.continuations());
                    this.texts = Parts::new(parts).shared_texts();
                }
                record::SUP_BOOK => books.push(word(data, 2) == Some(0x0401)),
                record::EXTERN_SHEET => {
                    let (all, _) = data.get(2..).unwrap_or_default().as_chunks::<6>();
                    let at =
                        |one: &[u8; 6], offset| usize::from(word(one, offset).unwrap_or(0xffff));
                    references.extend(all.iter().map(|one| (at(one, 0), at(one, 2), at(one, 4))));
                }
                record::EOF => break,
                _ => {}
            }
        }
        let name = |(book, first, last): (usize, usize, usize)| {
            let is_one = first == last && books.get(book) == Some(&true);
            let sheet = this.sheets.get(first).filter(|_| is_one)?;
            Some(sheet.name.clone())
        };
        this.named = references.into_iter().map(name).collect();
        let formats = cell_formats.into_iter().map(|number| {
            let own = by_number
                .get(&number)
                .map(|code: &String| NumberFormat::by(code));
            own.unwrap_or_else(|| NumberFormat::built_in(number))
        });
        this.formats = formats.collect();
        Ok(this)
    }

    /// A number format and its number.
    fn format(&self, data: &[u8]) -> Option<(u16, String)> {
        let number = word(data, 0)?;
        let code = if self.letters.is_marked {
            self.letters.long_text(vec![data.get(2..)?])
        } else {
            let count = usize::from(*data.get(2)?);
            self.letters
                .read(data.get(3..)?, count)
                .map(|(code, _)| code)
        };
        Some((number, code?))
    }

    fn sheet(&self, data: &[u8]) -> Option<SheetStart> {
        let count = usize::from(*data.get(6)?);
        let (name, _) = self.letters.read(data.get(7..)?, count)?;
        Some(SheetStart {
            name,
            is_visible: data.get(4)? & 3 == 0,
            is_table: *data.get(5)? == 0,
            at: long(data, 0)? as usize,
        })
    }
}
