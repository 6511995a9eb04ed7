//! The segments of a JPEG.

use super::parts::{Parts, take, u16_be};
use super::{Fault, Format, Size};
use image::metadata::Orientation;
use memchr::memchr_iter;
use std::borrow::Cow;

const START: &[u8] = b"\xFF\xD8";
const END: &[u8] = b"\xFF\xD9";
const START_OF_SCAN: u8 = 0xDA;

/// The segment that says how the numbers are meant: without a thumbnail, and with pixels as wide as they are high.
const JFIF: &[u8] = b"\xFF\xE0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0";
const JFIF_NAME: &[u8] = b"JFIF\0";
const EXIF_NAME: &[u8] = b"Exif\0\0";
const PROFILE_NAME: &[u8] = b"ICC_PROFILE\0";
const ADOBE_NAME: &[u8] = b"Adobe";

/// What follows the name in the segment of Adobe that is of use.
const ADOBE_LENGTH: usize = 12;

/// What is known of the picture so far.
#[derive(Default)]
struct Found {
    frame: Option<Frame>,
    orientation: Option<Orientation>,
    has_jfif: bool,
    has_scan: bool,
}

/// What a frame says of itself.
struct Frame {
    size: Size,
    /// Of how many numbers a pixel is made.
    channels: u8,
    /// Whether it gets finer with every scan.
    is_progressive: bool,
    /// Whether some of its numbers stand for several pixels.
    is_subsampled: bool,
}

/// Takes a JPEG apart: the picture is what stands between its two ends, without what cameras and programs wrote beside
/// it. What follows its end (the film of a moving photograph, a second picture) is left out.
pub(super) fn parts(bytes: &[u8]) -> Result<Parts<'_>, Fault> {
    let mut found = Found::default();
    let mut kept = vec![Cow::Borrowed(START)];
    let mut at = START.len();
    loop {
        let (marker, behind) = next_marker(bytes, at).ok_or(Fault::CutOff)?;
        at = behind;
        match marker {
            0xD9 => break,
            // These stand alone, and mean nothing outside a scan.
            0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let length = usize::from(u16_be(bytes, at).ok_or(Fault::CutOff)?);
        let inside = length.checked_sub(2).ok_or(Fault::Damaged)?;
        let inside = take(bytes, at + 2, inside).ok_or(Fault::CutOff)?;
        if let Some(segment) = found.segment(marker, inside)? {
            kept.push(segment);
        }
        at += length;
        if marker == START_OF_SCAN {
            let end = end_of_scan(bytes, at).ok_or(Fault::CutOff)?;
            kept.push(Cow::Borrowed(bytes.get(at..end).unwrap_or_default()));
            at = end;
            found.has_scan = true;
        }
    }
    kept.push(Cow::Borrowed(END));
    let frame = found.frame.filter(|_| found.has_scan);
    let Frame { size, channels, .. } = frame.ok_or(Fault::Damaged)?;
    Ok(Parts {
        format: Format::Jpeg,
        size,
        orientation: found.orientation.unwrap_or(Orientation::NoTransforms),
        is_animated: false,
        is_photograph: true,
        bytes_a_pixel: u64::from(channels),
        kept,
        colours: Vec::new(),
    })
}

impl Found {
    /// Looks at a segment; gives what of it is part of the picture.
    fn segment(&mut self, marker: u8, inside: &[u8]) -> Result<Option<Cow<'static, [u8]>>, Fault> {
        let whole = |inside: &[u8]| {
            let length = u16::try_from(inside.len() + 2).unwrap_or(u16::MAX);
            let [high, low] = length.to_be_bytes();
            Some(Cow::Owned([&[0xFF, marker, high, low], inside].concat()))
        };
        Ok(match marker {
            0xE0 if inside.starts_with(JFIF_NAME) && !self.has_jfif => {
                self.has_jfif = true;
                Some(Cow::Borrowed(JFIF))
            }
            0xE1 => {
                if let Some(exif) = inside.strip_prefix(EXIF_NAME) {
                    let orientation = Orientation::from_exif_chunk(exif);
                    self.orientation = self.orientation.or(orientation);
                }
                None
            }
            0xE2 if inside.starts_with(PROFILE_NAME) => whole(inside),
            0xEE if inside.starts_with(ADOBE_NAME) => {
                whole(take(inside, 0, ADOBE_LENGTH).unwrap_or(inside))
            }
            // What programs wrote for themselves, remarks, and what the format has no use for.
            0xE0..=0xFE => None,
            // Not drawn by browsers: without losses, by arithmetic, in steps of size.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(Fault::Damaged),
            0xC0..=0xC2 => {
                let side = |at| u16_be(inside, at).map(u32::from).ok_or(Fault::Damaged);
                let size = Size {
                    width: side(3)?,
                    height: side(1)?,
                };
                let channels = *inside.get(5).ok_or(Fault::Damaged)?;
                let factors = inside.get(6..).unwrap_or_default().chunks_exact(3);
                let frame = Frame {
                    size,
                    channels,
                    is_progressive: marker == 0xC2,
                    is_subsampled: factors.clone().any(|one| Some(&one[1]) != inside.get(7)),
                };
                if self.frame.replace(frame).is_some() {
                    return Err(Fault::Damaged);
                }
                whole(inside)
            }
            START_OF_SCAN => {
                // Each colour by itself, and some of them coarser: what reads pixels here takes it for other colours.
                let is_apart = |frame: &Frame| {
                    let is_single = inside.first().is_some_and(|one| *one < frame.channels);
                    is_single && frame.is_subsampled && !frame.is_progressive
                };
                if self.frame.as_ref().is_none_or(is_apart) {
                    return Err(Fault::Damaged);
                }
                whole(inside)
            }
            _ => whole(inside),
        })
    }
}

/// The next marker, and where the bytes behind it begin. Bytes that are none are passed over, as decoders do.
fn next_marker(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let rest = bytes.get(at..)?;
    let found = memchr_iter(0xFF, rest).find_map(|found| {
        let marker = *rest.get(found + 1)?;
        (!matches!(marker, 0x00 | 0xFF)).then_some((marker, found))
    });
    found.map(|(marker, found)| (marker, at + found + 2))
}

/// Where the numbers of a scan end: at the next marker that is not part of them.
fn end_of_scan(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let end = memchr_iter(0xFF, rest).find(|found| {
        let next = rest.get(found + 1);
        next.is_some_and(|next| !matches!(next, 0x00 | 0xD0..=0xD7 | 0xFF))
    });
    end.map(|end| at + end)
}
