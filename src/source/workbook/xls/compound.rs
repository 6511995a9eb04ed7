//! The compound file that an `.xls` lies in: streams in chains of sectors, as in an old file system. What is unused in
//! it is not looked at, as programs fill it with anything.

use super::super::fault::WorkbookFault;
use super::records::{long, word};

const HEADER: usize = 512;
/// A number from here on ends a chain, or is no sector's.
const NO_SECTOR: u32 = 0xffff_fffa;
/// Streams shorter than this lie in small sectors of 64 bytes.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;
/// What an entry of the directory takes.
const ENTRY: usize = 128;
/// No stream of a workbook is longer.
const LONGEST_STREAM: usize = 128 << 20;

/// The first stream of the top folder that has one of these names.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Result<Vec<u8>, WorkbookFault> {
    let file = Compound::open(bytes)?;
    let entries = file.top_entries();
    let found = names
        .iter()
        .find_map(|name| entries.iter().find(|entry| entry.name == *name));
    let found = found.ok_or_else(|| WorkbookFault::damaged(names.join("/")))?;
    file.content(found.first, found.size, found.size < SMALL)
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// Which sector follows each.
    next: Vec<u32>,
    directory: Vec<u8>,
    /// The first sector of those that name which small sector follows each.
    next_small: u32,
}

/// A stream in the directory.
struct Entry {
    name: String,
    first: u32,
    size: usize,
}

fn damaged() -> WorkbookFault {
    WorkbookFault::damaged("CFB")
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, WorkbookFault> {
        let number = |offset| long(bytes, offset).ok_or_else(damaged);
        let sector = match word(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(damaged()),
        };
        let mut this = Self {
            bytes,
            sector,
            next: Vec::new(),
            directory: Vec::new(),
            next_small: number(60)?,
        };
        this.read_chains(number(68)?)?;
        this.directory = this.chain(number(48)?)?.concat();
        Ok(this)
    }

    /// The table of which sector follows which. It lies in sectors whose list begins in the header.
    fn read_chains(&mut self, mut more: u32) -> Result<(), WorkbookFault> {
        let (header, _) = self
            .bytes
            .get(76..HEADER)
            .ok_or_else(damaged)?
            .as_chunks::<4>();
        let mut list: Vec<u32> = header
            .iter()
            .map(|bytes| u32::from_le_bytes(*bytes))
            .collect();
        let sectors = self.bytes.len() / self.sector;
        for _ in 0..=sectors {
            if more >= NO_SECTOR {
                break;
            }
            let (numbers, _) = self.sector(more)?.as_chunks::<4>();
            let Some((last, numbers)) = numbers.split_last() else {
                break;
            };
            list.extend(numbers.iter().map(|bytes| u32::from_le_bytes(*bytes)));
            more = u32::from_le_bytes(*last);
        }
        for at in list.into_iter().filter(|at| *at < NO_SECTOR) {
            let whole = self.next.len() + self.sector / 4;
            // One that lies beyond the end is none of those that are used.
            let (numbers, _) = self.sector(at).unwrap_or_default().as_chunks::<4>();
            let numbers = numbers.iter().map(|bytes| u32::from_le_bytes(*bytes));
            self.next.extend(numbers);
            self.next.resize(whole, u32::MAX);
            if self.next.len() > sectors.saturating_add(self.sector) {
                break;
            }
        }
        Ok(())
    }

    /// A sector; the last one of a file may be cut short.
    fn sector(&self, number: u32) -> Result<&'a [u8], WorkbookFault> {
        let start = (number as usize)
            .checked_add(1)
            .and_then(|number| number.checked_mul(self.sector))
            .ok_or_else(damaged)?;
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        self.bytes
            .get(start..end)
            .filter(|sector| !sector.is_empty())
            .ok_or_else(damaged)
    }

    /// The sectors of a chain.
    fn chain(&self, first: u32) -> Result<Vec<&'a [u8]>, WorkbookFault> {
        let (mut sectors, mut at) = (Vec::new(), first);
        while at < NO_SECTOR {
            if sectors.len() > self.next.len() || sectors.len() * self.sector > LONGEST_STREAM {
                return Err(damaged());
            }
            sectors.push(self.sector(at)?);
            at = self.next.get(at as usize).copied().ok_or_else(damaged)?;
        }
        Ok(sectors)
    }

    /// What lies in a chain of sectors, small ones or others.
    fn content(&self, first: u32, size: usize, is_small: bool) -> Result<Vec<u8>, WorkbookFault> {
        if size > LONGEST_STREAM {
            return Err(WorkbookFault::TooLarge);
        }
        let mut content = if is_small {
            self.small_chain(first, size)?
        } else {
            self.chain(first)?.concat()
        };
        if content.len() < size {
            return Err(damaged());
        }
        content.truncate(size);
        Ok(content)
    }

    fn small_chain(&self, first: u32, size: usize) -> Result<Vec<u8>, WorkbookFault> {
        let numbers = self.chain(self.next_small)?.concat();
        let root = self.entry(0).ok_or_else(damaged)?;
        let holder = self.chain(root.first)?.concat();
        let (mut content, mut at) = (Vec::new(), first);
        while at < NO_SECTOR && content.len() < size {
            let start = (at as usize).saturating_mul(SMALL_SECTOR);
            let end = start.saturating_add(SMALL_SECTOR).min(holder.len());
            content.extend_from_slice(holder.get(start..end).ok_or_else(damaged)?);
            at = long(&numbers, (at as usize).saturating_mul(4)).ok_or_else(damaged)?;
        }
        Ok(content)
    }

    fn entry_bytes(&self, number: u32) -> Option<&[u8]> {
        let start = (number as usize).checked_mul(ENTRY)?;
        self.directory.get(start..start.checked_add(ENTRY)?)
    }

    fn entry(&self, number: u32) -> Option<Entry> {
        let bytes = self.entry_bytes(number)?;
        let length = usize::from(word(bytes, 64)?.saturating_sub(2)).min(62);
        let (letters, _) = bytes.get(..length)?.as_chunks::<2>();
        let letters = letters.iter().map(|pair| u16::from_le_bytes(*pair));
        Some(Entry {
            name: char::decode_utf16(letters).filter_map(Result::ok).collect(),
            first: long(bytes, 116)?,
            size: long(bytes, 120)? as usize,
        })
    }

    /// The streams of the top folder, which are in a tree; those in folders below are other files' own.
    fn top_entries(&self) -> Vec<Entry> {
        const STREAM: u8 = 2;
        let root = self.entry_bytes(0).and_then(|root| long(root, 76));
        let (mut open, mut seen) = (Vec::from_iter(root), Vec::new());
        let mut found = Vec::new();
        while let Some(number) = open.pop() {
            let Some(bytes) = self.entry_bytes(number).filter(|_| !seen.contains(&number)) else {
                continue;
            };
            if seen.len() > 1000 {
                break;
            }
            seen.push(number);
            open.extend([68, 72].into_iter().filter_map(|side| long(bytes, side)));
            if bytes.get(66) == Some(&STREAM) {
                found.extend(self.entry(number));
            }
        }
        found
    }
}
