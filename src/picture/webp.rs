//! The chunks of a WebP.

use super::parts::{Parts, take, u16_le, u32_le};
use super::{Fault, Format, Size};
use image::metadata::Orientation;
use std::borrow::Cow;

/// Chunks that are the picture, besides the one that tells of the others.
const PICTURE: [&[u8]; 6] = [b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"];

const ANIMATED: u8 = 0x02;
const TRANSPARENT: u8 = 0x10;
/// The bits that tell of EXIF and XMP.
const METADATA: u8 = 0x08 | 0x04;

/// Takes a WebP apart. What follows its end is left out.
pub(super) fn parts(bytes: &[u8]) -> Result<Parts<'_>, Fault> {
    let length = u32_le(bytes, 4).ok_or(Fault::CutOff)? as usize;
    let inside = take(bytes, 8, length).ok_or(Fault::CutOff)?;
    let mut kept: Vec<Cow<'_, [u8]>> = Vec::new();
    let (mut size, mut orientation) = (None, None);
    let (mut flags, mut is_lossless, mut has_pixels) = (0, false, false);
    // Behind the name of the format.
    let mut at = 4;
    while at < inside.len() {
        let name = take(inside, at, 4).ok_or(Fault::CutOff)?;
        let length = u32_le(inside, at + 4).ok_or(Fault::CutOff)? as usize;
        let data = take(inside, at + 8, length).ok_or(Fault::CutOff)?;
        let whole = take(inside, at, 8 + length + length % 2);
        // A last byte that only fills up is left out by some programs.
        let whole = whole.or_else(|| take(inside, at, 8 + length));
        let whole = whole.ok_or(Fault::CutOff)?;
        at += whole.len();
        match name {
            b"VP8X" => {
                flags = *data.first().ok_or(Fault::Damaged)?;
                size = Some(canvas(data).ok_or(Fault::Damaged)?);
                let mut told = whole.to_vec();
                if let Some(flags) = told.get_mut(8) {
                    *flags &= !METADATA;
                }
                kept.push(Cow::Owned(told));
            }
            b"EXIF" => {
                let exif = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                orientation = orientation.or(Orientation::from_exif_chunk(exif));
            }
            b"VP8 " => size = size.or(of_lossy(data)),
            b"VP8L" => {
                size = size.or(of_lossless(data));
                is_lossless = true;
            }
            _ => {}
        }
        has_pixels |= matches!(name, b"VP8 " | b"VP8L" | b"ANMF");
        if PICTURE.contains(&name) {
            kept.push(Cow::Borrowed(whole));
            if whole.len() % 2 == 1 {
                kept.push(Cow::Borrowed(b"\0"));
            }
        }
    }
    let length: usize = 4 + kept.iter().map(|part| part.len()).sum::<usize>();
    let length = u32::try_from(length).map_err(|_| Fault::TooLong)?;
    let head = [&b"RIFF"[..], &length.to_le_bytes(), b"WEBP"].concat();
    kept.insert(0, Cow::Owned(head));
    Ok(Parts {
        format: Format::WebP,
        size: size.filter(|_| has_pixels).ok_or(Fault::Damaged)?,
        orientation: orientation.unwrap_or(Orientation::NoTransforms),
        is_animated: flags & ANIMATED != 0,
        is_photograph: !is_lossless && flags & TRANSPARENT == 0,
        bytes_a_pixel: 4,
        kept,
        colours: Vec::new(),
    })
}

/// The size of all frames together.
fn canvas(data: &[u8]) -> Option<Size> {
    let side = |at: usize| {
        let bytes: [u8; 3] = take(data, at, 3)?.try_into().ok()?;
        Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]) + 1)
    };
    Some(Size {
        width: side(4)?,
        height: side(7)?,
    })
}

/// The size of a frame with losses.
fn of_lossy(data: &[u8]) -> Option<Size> {
    let side = |at| u16_le(data, at).map(|side| u32::from(side & 0x3FFF));
    Some(Size {
        width: side(6)?,
        height: side(8)?,
    })
}

/// The size of a frame without losses.
fn of_lossless(data: &[u8]) -> Option<Size> {
    let bits = u32_le(data, 1)?;
    Some(Size {
        width: (bits & 0x3FFF) + 1,
        height: (bits >> 14 & 0x3FFF) + 1,
    })
}
