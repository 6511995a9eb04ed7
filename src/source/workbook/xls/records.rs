//! The records of an `.xls`, each a kind and its data.

/// Kinds of records, by their numbers in [MS-XLS].
pub(super) mod record {
    pub(in super::super) const FORMULA: u16 = 0x0006;
    pub(in super::super) const EOF: u16 = 0x000a;
    pub(in super::super) const EXTERN_SHEET: u16 = 0x0017;
    pub(in super::super) const SUP_BOOK: u16 = 0x01ae;
    pub(in super::super) const CALC_MODE: u16 = 0x000d;
    pub(in super::super) const DATE_MODE: u16 = 0x0022;
    pub(in super::super) const FILE_PASS: u16 = 0x002f;
    pub(in super::super) const CONTINUE: u16 = 0x003c;
    pub(in super::super) const CODE_PAGE: u16 = 0x0042;
    pub(in super::super) const UNCALCED: u16 = 0x005e;
    pub(in super::super) const COL_INFO: u16 = 0x007d;
    pub(in super::super) const BOUND_SHEET: u16 = 0x0085;
    pub(in super::super) const MUL_RK: u16 = 0x00bd;
    pub(in super::super) const RICH_STRING: u16 = 0x00d6;
    pub(in super::super) const XF: u16 = 0x00e0;
    pub(in super::super) const MERGED_CELLS: u16 = 0x00e5;
    pub(in super::super) const SST: u16 = 0x00fc;
    pub(in super::super) const LABEL_SST: u16 = 0x00fd;
    pub(in super::super) const NUMBER: u16 = 0x0203;
    pub(in super::super) const LABEL: u16 = 0x0204;
    pub(in super::super) const BOOL_ERR: u16 = 0x0205;
    pub(in super::super) const STRING: u16 = 0x0207;
    pub(in super::super) const ROW: u16 = 0x0208;
    pub(in super::super) const RK: u16 = 0x027e;
    pub(in super::super) const FORMAT: u16 = 0x041e;
    pub(in super::super) const SHARED_FORMULA: u16 = 0x04bc;
    pub(in super::super) const BOF: u16 = 0x0809;
}

pub(super) fn word(data: &[u8], offset: usize) -> Option<u16> {
    let bytes = data.get(offset..)?.first_chunk::<2>()?;
    Some(u16::from_le_bytes(*bytes))
}

pub(super) fn long(data: &[u8], offset: usize) -> Option<u32> {
    let bytes = data.get(offset..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*bytes))
}

pub(super) fn double(data: &[u8], offset: usize) -> Option<f64> {
    let bytes = data.get(offset..)?.first_chunk::<8>()?;
    Some(f64::from_le_bytes(*bytes))
}

/// Records one after another.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8], start: usize) -> Self {
        Self {
            rest: stream.get(start..).unwrap_or_default(),
        }
    }

    /// What the record just read is continued with.
    pub(super) fn continuations(&mut self) -> Vec<&'a [u8]> {
        let mut parts = Vec::new();
        while word(self.rest, 0) == Some(record::CONTINUE) {
            parts.extend(self.next().map(|(_, data)| data));
        }
        parts
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
