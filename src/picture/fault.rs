//! What can be wrong with a picture, and how that is told.

use super::kind::Other;
use super::size::{LONGEST, MOST_PIXELS, Size, WIDEST};
use crate::diagnostic::{Code, Diagnostic};

/// Why a picture cannot be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is none.
    NotAPicture,
    /// It is one that browsers do not show, or that nobody here can clear of what else is in it.
    Other(Other),
    /// The file ends before the picture does.
    CutOff,
    /// The file is whole by its parts, and what is in them is no picture.
    Damaged,
    /// The file is longer than any picture should be.
    TooLong,
    /// It has more pixels than can be read.
    TooManyPixels(Size),
    /// It is too wide, and cannot be made smaller.
    TooWide(Size),
}

impl Fault {
    /// What is told of the file of this path.
    pub(crate) fn diagnostic(self, path: &str) -> Diagnostic {
        let of_size = |code: Code, size: Size| {
            let width = code.arg("path", path).arg("width", size.width);
            width.arg("height", size.height)
        };
        match self {
            Self::NotAPicture => Code::PictureIsNone.arg("path", path),
            Self::Other(other) => {
                let told = Code::PictureNotShown.arg("path", path);
                let told = told.arg("kind", other.name());
                match other {
                    Other::Heic => told.help("heic"),
                    Other::Tiff => told.help("tiff"),
                    Other::Avif | Other::JpegXl => told,
                }
            }
            Self::CutOff => Code::PictureCutOff.arg("path", path),
            Self::Damaged => Code::PictureDamaged.arg("path", path),
            Self::TooLong => Code::PictureTooLong
                .arg("path", path)
                .arg("most", LONGEST >> 20),
            Self::TooManyPixels(size) => {
                of_size(Code::PictureTooLarge, size).arg("most", MOST_PIXELS / 1_000_000)
            }
            Self::TooWide(size) => of_size(Code::PictureTooWide, size).arg("most", WIDEST),
        }
    }
}
