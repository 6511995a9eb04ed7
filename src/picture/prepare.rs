//! From the bytes of a file to those that are published.

use super::kind::{Format, Kind, kind_of};
use super::parts::Parts;
use super::room::Room;
use super::size::{LONGEST, MOST_BYTES, MOST_PIXELS, Size};
use super::{Fault, bmp, gif, jpeg, pixels, png, webp};
use image::metadata::Orientation;

/// A picture as it will be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    /// How wide and high it will be, upright.
    pub size: Size,
    /// What it will be.
    pub format: Format,
}

/// What is to be done with a picture.
struct Plan<'a> {
    parts: Parts<'a>,
    /// How wide and high it will be before it is turned.
    size: Size,
    /// The format in which its pixels are written; `None` where they stay.
    written: Option<Format>,
    seen: Seen,
}

/// What a picture will be once it is prepared. No pixel is read.
///
/// # Errors
/// Where the bytes are no picture that can be published, or not all of one.
pub(crate) fn look(bytes: &[u8]) -> Result<Seen, Fault> {
    plan(bytes).map(|plan| plan.seen)
}

/// How wide and high readers see a picture that is published as it is; `None` where that cannot be known.
pub(crate) fn size_as_it_is(bytes: &[u8]) -> Option<Size> {
    let parts = parts(bytes).ok()?;
    Some(parts.size.turned(parts.orientation))
}

/// The bytes of a picture as it is published. Preparing them once more gives the same.
///
/// # Errors
/// Where the bytes are no picture that can be published, or not all of one.
pub(crate) fn prepare(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let plan = plan(bytes)?;
    let stripped = plan.parts.stripped();
    if plan.parts.format == Format::Gif {
        // Its parts are known to be whole; what is in them no one here can draw.
        return Ok(stripped);
    }
    let _room = Room::of(plan.parts.size.pixels());
    let pixels = pixels::read(&plan.parts, &stripped)?;
    let Some(format) = plan.written else {
        return Ok(stripped);
    };
    drop(stripped);
    let pixels = pixels.shrunk(plan.size).turned(plan.parts.orientation);
    pixels.written(format, &plan.parts)
}

fn parts(bytes: &[u8]) -> Result<Parts<'_>, Fault> {
    if bytes.len() as u64 > LONGEST {
        return Err(Fault::TooLong);
    }
    match kind_of(bytes) {
        Some(Kind::Picture(Format::Jpeg)) => jpeg::parts(bytes),
        Some(Kind::Picture(Format::Png)) => png::parts(bytes),
        Some(Kind::Picture(Format::WebP)) => webp::parts(bytes),
        Some(Kind::Picture(Format::Gif)) => gif::parts(bytes),
        Some(Kind::Picture(Format::Bmp)) => bmp::parts(bytes),
        Some(Kind::Other(other)) => Err(Fault::Other(other)),
        None => Err(Fault::NotAPicture),
    }
}

fn plan(bytes: &[u8]) -> Result<Plan<'_>, Fault> {
    let parts = parts(bytes)?;
    if parts.size.width == 0 || parts.size.height == 0 {
        return Err(Fault::Damaged);
    }
    let memory = parts.size.pixels().saturating_mul(parts.bytes_a_pixel);
    if parts.size.pixels() > MOST_PIXELS || memory > MOST_BYTES {
        return Err(Fault::TooManyPixels(parts.size));
    }
    let upright = parts.size.turned(parts.orientation);
    let published = upright.shrunk();
    let can_be_written = !parts.is_animated && parts.format != Format::Gif;
    if published != upright && !can_be_written {
        return Err(Fault::TooWide(upright));
    }
    let needs_writing = published != upright
        || parts.orientation != Orientation::NoTransforms
        || parts.format == Format::Bmp;
    // There is nobody to write a photograph as WebP.
    let is_photograph = matches!(parts.format, Format::Jpeg | Format::WebP) && parts.is_photograph;
    let format = if is_photograph {
        Format::Jpeg
    } else {
        Format::Png
    };
    let written = (needs_writing && can_be_written).then_some(format);
    Ok(Plan {
        size: published.turned(parts.orientation),
        written,
        seen: Seen {
            size: published,
            format: written.unwrap_or(parts.format),
        },
        parts,
    })
}
