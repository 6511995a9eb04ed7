//! The blocks of a GIF.

use super::parts::{Parts, take, u16_le};
use super::{Fault, Format, Size};
use image::metadata::Orientation;
use std::borrow::Cow;

/// Length of the head: the signature, the size, how colours are given.
const HEAD: usize = 13;
const END: &[u8] = b";";
const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2C;

/// The extension that says how long a frame stays.
const CONTROL: u8 = 0xF9;
/// Extensions of programs; only those that say how often a film is played are of use.
const APPLICATION: u8 = 0xFF;
const LOOPS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];

/// Takes a GIF apart. What follows its end is left out.
pub(super) fn parts(bytes: &[u8]) -> Result<Parts<'_>, Fault> {
    let head = take(bytes, 0, HEAD).ok_or(Fault::CutOff)?;
    let mut at = HEAD + table(head.get(10));
    let mut kept = vec![Cow::Borrowed(take(bytes, 0, at).ok_or(Fault::CutOff)?)];
    let mut frames = 0;
    loop {
        match bytes.get(at) {
            // Some programs forget the last byte: all frames before it are whole.
            Some(b';') => break,
            None if frames > 0 => break,
            None => return Err(Fault::CutOff),
            Some(&EXTENSION) => {
                let label = *bytes.get(at + 1).ok_or(Fault::CutOff)?;
                let end = end_of_blocks(bytes, at + 2).ok_or(Fault::CutOff)?;
                let is_loop = || LOOPS.contains(&take(bytes, at + 3, 11).unwrap_or_default());
                if label == CONTROL || (label == APPLICATION && is_loop()) {
                    kept.push(Cow::Borrowed(bytes.get(at..end).unwrap_or_default()));
                }
                at = end;
            }
            Some(&IMAGE) => {
                let colours = table(bytes.get(at + 9));
                // Behind the frame's own colours stands how its numbers are packed.
                let end = end_of_blocks(bytes, at + 11 + colours).ok_or(Fault::CutOff)?;
                kept.push(Cow::Borrowed(bytes.get(at..end).unwrap_or_default()));
                frames += 1;
                at = end;
            }
            Some(_) => return Err(Fault::Damaged),
        }
    }
    kept.push(Cow::Borrowed(END));
    let side = |at| u16_le(head, at).map(u32::from).unwrap_or_default();
    Ok(Parts {
        format: Format::Gif,
        size: Size {
            width: side(6),
            height: side(8),
        },
        orientation: Orientation::NoTransforms,
        is_animated: frames > 1,
        is_photograph: false,
        bytes_a_pixel: 4,
        kept,
        colours: Vec::new(),
    })
}

/// The length of the table of colours that these flags tell of.
fn table(flags: Option<&u8>) -> usize {
    match flags {
        Some(flags) if flags & 0x80 != 0 => 3 << ((flags & 7) + 1),
        _ => 0,
    }
}

/// Where a row of blocks ends, each with its length before it, the last of none.
fn end_of_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
