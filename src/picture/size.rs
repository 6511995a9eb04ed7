//! How large a picture is, and how large it may be.

use image::metadata::Orientation;

/// No published picture is wider, in pixels.
pub(crate) const WIDEST: u32 = 1_600;

/// No file of a picture is longer.
pub(crate) const LONGEST: u64 = 128 << 20;

/// No picture has more pixels: with more, its memory could not be had beside everything else.
pub(super) const MOST_PIXELS: u64 = 64_000_000;

/// No picture takes more memory when its pixels are read.
pub(super) const MOST_BYTES: u64 = 320 << 20;

/// How wide and high a picture is, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    /// How many pixels there are.
    pub(super) fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// After turning.
    pub(super) fn turned(self, orientation: Orientation) -> Self {
        match swaps_sides(orientation) {
            true => Self {
                width: self.height,
                height: self.width,
            },
            false => self,
        }
    }

    /// No wider than is published, of the same shape as near as whole pixels come.
    pub(super) fn shrunk(self) -> Self {
        if self.width <= WIDEST {
            return self;
        }
        let (width, height) = (u64::from(self.width), u64::from(self.height));
        let height = (height * u64::from(WIDEST) + width / 2) / width;
        Self {
            width: WIDEST,
            height: u32::try_from(height).unwrap_or(u32::MAX).max(1),
        }
    }
}

fn swaps_sides(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}
