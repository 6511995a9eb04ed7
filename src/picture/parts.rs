//! What the parts of a picture's file are, whatever its format.

use super::{Format, Size};
use image::metadata::Orientation;
use std::borrow::Cow;

/// A picture's file, taken apart.
pub(super) struct Parts<'a> {
    pub(super) format: Format,
    /// As it is stored, before it is turned.
    pub(super) size: Size,
    /// How it is to be turned, so that it stands upright.
    pub(super) orientation: Orientation,
    pub(super) is_animated: bool,
    /// Whether it is stored as photographs are, with losses and nothing to see through.
    pub(super) is_photograph: bool,
    /// How much memory a pixel takes when it is read.
    pub(super) bytes_a_pixel: u64,
    /// Of these the picture consists, in their order.
    pub(super) kept: Vec<Cow<'a, [u8]>>,
    /// How the colours are meant: parts of the file, for formats that have such.
    pub(super) colours: Vec<&'a [u8]>,
}

impl Parts<'_> {
    /// The file with nothing in it but the picture.
    pub(super) fn stripped(&self) -> Vec<u8> {
        self.kept.concat()
    }
}

/// So many bytes from here on; `None` where there are fewer.
pub(super) fn take(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// A number of two bytes, the higher first.
pub(super) fn u16_be(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(take(bytes, at, 2)?.try_into().ok()?))
}

/// A number of two bytes, the lower first.
pub(super) fn u16_le(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(take(bytes, at, 2)?.try_into().ok()?))
}

/// A number of four bytes, the highest first.
pub(super) fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(take(bytes, at, 4)?.try_into().ok()?))
}

/// A number of four bytes, the lowest first.
pub(super) fn u32_le(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(take(bytes, at, 4)?.try_into().ok()?))
}
