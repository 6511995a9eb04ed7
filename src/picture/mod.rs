//! Pictures as they are published: upright, no wider than a page needs, and nothing but the picture.
//!
//! What a file is, its bytes say; its name says nothing. [`look`] reads no pixel, [`prepare`] reads all of them, so that
//! half a picture is never taken for a whole one. What needs neither turning nor shrinking keeps its pixels: what
//! surrounds them is cut away. No result depends on the machine: pixels are made by whole numbers alone.
//!
//! | file | holds |
//! | --- | --- |
//! | `prepare` | from the bytes of a file to those that are published |
//! | `kind`, `size`, `fault` | what bytes begin with, how large a picture may be, what can be wrong |
//! | `jpeg`, `png`, `webp`, `gif`, `bmp` | the parts of each format, and which of them are the picture |
//! | `pixels`, `shrink` | pixels read, made fewer, turned, written |
//! | `room` | how many pictures may be in memory at a time |
//! | `kept` | prepared pictures of earlier builds |

mod bmp;
mod fault;
mod gif;
mod jpeg;
mod kept;
mod kind;
mod parts;
mod pixels;
mod png;
mod prepare;
mod room;
mod shrink;
mod size;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod webp;

pub(crate) use fault::Fault;
pub(crate) use kept::KeptPictures;
pub(crate) use kind::{Format, kind_of};
pub(crate) use prepare::{Seen, look, prepare, size_as_it_is};
pub(crate) use size::LONGEST;
use size::Size;
