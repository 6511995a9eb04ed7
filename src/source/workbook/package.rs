//! The zip of a workbook: its parts, none of them larger than can be held.

use super::fault::{UNPACKED_LIMIT, WorkbookFault};
use std::io::{BufReader, Cursor, Read, Take};
use zip::ZipArchive;
use zip::read::ZipFile;

/// No workbook has so many parts.
const MOST_PARTS: usize = 20_000;
/// No part that describes styles is longer.
const LONGEST_STYLES: u64 = 16 << 20;
/// What cell formats may come to, each holding its attributes.
const STYLES_HELD: usize = 256 << 20;

/// The zip of a workbook, whose parts were found to be of a size that can be read.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens the zip and unpacks every part once, keeping nothing: what a part says of its size may be untrue.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, WorkbookFault> {
        let archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut this = Self { archive };
        this.check()?;
        Ok(this)
    }

    /// Opens the zip for a look at its list of sheets.
    pub(super) fn peek(bytes: &'a [u8]) -> Result<Self, WorkbookFault> {
        Ok(Self {
            archive: ZipArchive::new(Cursor::new(bytes))?,
        })
    }

    fn check(&mut self) -> Result<(), WorkbookFault> {
        if self.archive.len() > MOST_PARTS {
            return Err(WorkbookFault::TooLarge);
        }
        let mut left = UNPACKED_LIMIT;
        for index in 0..self.archive.len() {
            let mut part = self.archive.by_index(index)?;
            let name = part.name()?.to_ascii_lowercase();
            if !is_read(&name) {
                continue;
            }
            if part.size() > left {
                return Err(WorkbookFault::TooLarge);
            }
            let size = check_part(&name, &mut part, left)?;
            left = left.checked_sub(size).ok_or(WorkbookFault::TooLarge)?;
        }
        Ok(())
    }

    /// Whether there is a part of this name, in any case.
    pub(super) fn has(&self, name: &str) -> bool {
        let mut names = self.archive.file_names().flatten();
        names.any(|known| known.eq_ignore_ascii_case(name))
    }

    /// A part of the package, at most as long as all may be.
    pub(super) fn part(&mut self, name: &str) -> Result<Part<'_, 'a>, WorkbookFault> {
        let wanted = name.trim_start_matches('/');
        let known = {
            let mut names = self.archive.file_names().flatten();
            let known = names.find(|known| known.eq_ignore_ascii_case(wanted));
            known.map(std::borrow::Cow::into_owned)
        };
        let index = known.and_then(|known| self.archive.index_for_name(&known));
        let index = index.ok_or_else(|| WorkbookFault::damaged(wanted))?;
        Ok(BufReader::new(
            self.archive.by_index(index)?.take(UNPACKED_LIMIT),
        ))
    }
}

/// A part that is being unpacked.
pub(super) type Part<'p, 'a> = BufReader<Take<ZipFile<'p, Cursor<&'a [u8]>>>>;

/// Whether a part is one that reading a workbook unpacks.
fn is_read(name: &str) -> bool {
    [".xml", ".rels", ".bin"]
        .iter()
        .any(|ending| name.ends_with(ending))
        || name == "mimetype"
}

/// Unpacks a part; its true size.
fn check_part<R: Read + ?Sized>(name: &str, part: &mut R, left: u64) -> Result<u64, WorkbookFault> {
    let mut part = part.take(left + 1);
    if name.ends_with("styles.xml") {
        let mut styles = Vec::new();
        part.take(LONGEST_STYLES + 1).read_to_end(&mut styles)?;
        check_styles(&styles)?;
        return Ok(styles.len() as u64);
    }
    let mut start = Vec::new();
    part.by_ref().take(4096).read_to_end(&mut start)?;
    let size = start.len() as u64 + std::io::copy(&mut part, &mut std::io::sink())?;
    if size > left {
        return Err(WorkbookFault::TooLarge);
    }
    if name.ends_with("sharedstrings.xml") {
        check_count(&start, size)?;
    }
    Ok(size)
}

/// Cell formats hold copies of what they are made of: a few long names in many formats would fill the memory.
fn check_styles(styles: &[u8]) -> Result<(), WorkbookFault> {
    let formats = memchr::memmem::find_iter(styles, b"<xf").count()
        + memchr::memmem::find_iter(styles, b":xf").count();
    let longest = styles
        .split(|b| matches!(b, b'"' | b'\''))
        .map(<[u8]>::len)
        .max()
        .unwrap_or(0);
    let is_fine =
        styles.len() as u64 <= LONGEST_STYLES && formats.saturating_mul(longest) <= STYLES_HELD;
    is_fine.then_some(()).ok_or(WorkbookFault::TooLarge)
}

/// Room is made for as many strings as the part says that it has; each takes more than one byte of it.
fn check_count(start: &[u8], size: u64) -> Result<(), WorkbookFault> {
    let finder = memchr::memmem::find_iter(start, b"niqueCount");
    for at in finder {
        let digits = start[at..]
            .iter()
            .skip_while(|b| !b.is_ascii_digit() && **b != b'>');
        let count = digits
            .take_while(|b| b.is_ascii_digit())
            .fold(0u64, |count, b| {
                count.saturating_mul(10).saturating_add(u64::from(b - b'0'))
            });
        if count > size {
            return Err(WorkbookFault::damaged("uniqueCount"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn opened(bytes: &[u8]) -> Result<(), WorkbookFault> {
        Package::open(bytes).map(|_| ())
    }

    #[test]
    fn a_zip_bomb_is_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())
            .unwrap();
        let spaces = vec![b' '; 1 << 20];
        for _ in 0..257 {
            writer.write_all(&spaces).unwrap();
        }
        let mut bomb = writer.finish().unwrap().into_inner();
        assert!(bomb.len() < 1 << 20);
        assert_eq!(opened(&bomb), Err(WorkbookFault::TooLarge));
        // The same with a size that is untrue, in the part's header and in the list of parts.
        let size = (257u32 << 20).to_le_bytes();
        let places: Vec<usize> = memchr::memmem::find_iter(&bomb, &size).collect();
        assert!(!places.is_empty());
        for place in places {
            bomb[place..place + 4].copy_from_slice(&100u32.to_le_bytes());
        }
        assert!(opened(&bomb).is_err());
    }

    #[test]
    fn pictures_do_not_count() {
        let picture = vec![7; 1000];
        assert_eq!(
            opened(&packed(&[
                ("xl/media/image1.png", &picture),
                ("xl/workbook.xml", b"<workbook/>")
            ])),
            Ok(())
        );
    }

    #[test]
    fn counts_and_styles_that_would_fill_the_memory_are_refused() {
        let strings = b"<sst count='1' uniqueCount='99999999999'><si/></sst>";
        assert!(opened(&packed(&[("xl/sharedStrings.xml", strings)])).is_err());
        let styles = format!(
            "<fonts><font><name val=\"{}\"/></font></fonts>{}",
            "x".repeat(1 << 20),
            "<xf/>".repeat(300)
        );
        assert_eq!(
            opened(&packed(&[("xl/styles.xml", styles.as_bytes())])),
            Err(WorkbookFault::TooLarge)
        );
        assert_eq!(
            opened(&packed(&[(
                "xl/sharedStrings.xml",
                b"<sst uniqueCount=\"1\"><si/></sst>"
            )])),
            Ok(())
        );
    }

    #[test]
    fn parts_are_found_in_any_case() {
        let bytes = packed(&[("XL/Workbook.xml", b"text")]);
        let mut package = Package::open(&bytes).unwrap();
        let mut text = String::new();
        package
            .part("/xl/workbook.xml")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "text");
        assert!(package.part("xl/none.xml").is_err());
    }
}
