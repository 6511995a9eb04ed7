//! Texts in the records of an `.xls`: of one or two bytes a letter, and where a record is continued, with new marks in the
//! middle of a text.

use super::records::{long, word};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How the letters of texts of one byte each are encoded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    /// Excel 97 and later: a mark says whether letters have two bytes, and those of one are the first of Unicode.
    pub(super) is_marked: bool,
    pub(super) encoding: &'static Encoding,
}

impl Letters {
    /// The encoding of a code page by its number in Windows.
    pub(super) fn encoding_of(code_page: u16) -> &'static Encoding {
        let label = match code_page {
            874 => "windows-874".to_owned(),
            932 => "shift_jis".to_owned(),
            936 => "gbk".to_owned(),
            949 => "euc-kr".to_owned(),
            950 => "big5".to_owned(),
            10000 | 32768 => "macintosh".to_owned(),
            65001 => return UTF_8,
            number => format!("windows-{number}"),
        };
        Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
    }

    /// A text after its length; nothing where it is cut off.
    pub(super) fn read(self, data: &[u8], count: usize) -> Option<(String, usize)> {
        if !self.is_marked {
            let bytes = data.get(..count)?;
            let (text, _) = self.encoding.decode_without_bom_handling(bytes);
            return Some((text.into_owned(), count));
        }
        let mut parts = Parts::new(vec![data]);
        let text = parts.text(count)?;
        Some((text, parts.at))
    }

    /// A text with its length in two bytes before it.
    pub(super) fn long_text(self, parts: Vec<&[u8]>) -> Option<String> {
        let first = parts.first()?;
        let count = usize::from(word(first, 0)?);
        if !self.is_marked {
            return Some(self.read(first.get(2..)?, count)?.0);
        }
        let mut parts = Parts::new(parts);
        parts.at = 2;
        parts.text(count)
    }
}

/// The parts of a record and of those that continue it.
pub(super) struct Parts<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Parts<'a> {
    pub(super) fn new(parts: Vec<&'a [u8]>) -> Self {
        Self {
            parts,
            part: 0,
            at: 0,
        }
    }

    fn rest(&self) -> &'a [u8] {
        let part = self.parts.get(self.part).copied().unwrap_or_default();
        part.get(self.at..).unwrap_or_default()
    }

    /// The next bytes, which do not go beyond a part.
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        if self.rest().is_empty() && count > 0 {
            self.next_part()?;
        }
        let taken = self.rest().get(..count)?;
        self.at += count;
        Some(taken)
    }

    fn next_part(&mut self) -> Option<()> {
        self.part += 1;
        self.at = 0;
        (self.part < self.parts.len()).then_some(())
    }

    /// Steps over bytes, from part to part.
    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let here = count.min(self.rest().len());
            self.at += here;
            count -= here;
            if count > 0 {
                self.next_part()?;
            }
        }
        Some(())
    }

    /// The texts of the table of shared ones. One that lacks a text is damaged, and has those before it.
    pub(super) fn shared_texts(&mut self) -> Vec<String> {
        let count = self.take(8).and_then(|head| long(head, 4)).unwrap_or(0);
        let mut texts = Vec::new();
        for _ in 0..count {
            let length = self.take(2).and_then(|length| word(length, 0));
            let Some(text) = length.and_then(|length| self.text(usize::from(length))) else {
                break;
            };
            texts.push(text);
        }
        texts
    }

    /// A text of so many letters, with its marks; what describes its fonts and its pronunciation is stepped over.
    fn text(&mut self, count: usize) -> Option<String> {
        const WIDE: u8 = 1;
        const SPOKEN: u8 = 4;
        const RICH: u8 = 8;
        let marks = *self.take(1)?.first()?;
        let mut after = 0;
        if marks & RICH != 0 {
            after += 4 * usize::from(word(self.take(2)?, 0)?);
        }
        if marks & SPOKEN != 0 {
            after += long(self.take(4)?, 0)? as usize;
        }
        let (mut letters, mut is_wide) = (Vec::new(), marks & WIDE != 0);
        loop {
            let left = count - letters.len();
            let size = if is_wide { 2 } else { 1 };
            let here = left.min(self.rest().len() / size);
            let bytes = self.take(here * size).unwrap_or_default();
            if is_wide {
                let (pairs, _) = bytes.as_chunks::<2>();
                letters.extend(pairs.iter().map(|pair| u16::from_le_bytes(*pair)));
            } else {
                letters.extend(bytes.iter().map(|byte| u16::from(*byte)));
            }
            if here == left {
                break;
            }
            self.next_part()?;
            is_wide = *self.take(1)?.first()? & WIDE != 0;
        }
        self.skip(after)?;
        Some(String::from_utf16_lossy(&letters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_go_on_in_another_width() {
        let mut first = vec![0, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, b'Q', b'u'];
        let second = [1, 0xad, 0x1e, b'n', 0, b'!', 0, 1, 0];
        let third = [0, b'1'];
        let mut parts = Parts::new(vec![&first, &second, &third]);
        assert_eq!(parts.shared_texts(), ["Quận!", "1"]);
        // Rich text with one run, spoken text of two bytes.
        first = vec![
            0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0x0c, 1, 0, 2, 0, 0, 0, b'a', 9, 9,
        ];
        let second = [9, 9, 8, 8, 1, 0, 0, b'b'];
        let mut parts = Parts::new(vec![&first, &second]);
        assert_eq!(parts.shared_texts(), ["a", "b"]);
        assert!(Parts::new(vec![&[0; 4]]).shared_texts().is_empty());
        assert!(
            Parts::new(vec![&[0, 0, 0, 0, 255, 255, 255, 255, 9]])
                .shared_texts()
                .is_empty()
        );
    }

    #[test]
    fn old_texts_are_in_a_code_page() {
        let letters = Letters {
            is_marked: false,
            encoding: Letters::encoding_of(1258),
        };
        let text = letters.long_text(vec![b"\x04\0Qu\xe2n"]);
        assert_eq!(text.as_deref(), Some("Quân"));
        assert_eq!(letters.long_text(vec![b"\x09\0Qu"]), None);
    }
}
