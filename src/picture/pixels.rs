//! Pixels: read from a file without anything around them, and written into a new one.

use super::parts::Parts;
use super::png::{FIRST, SIGNATURE};
use super::shrink::shrink;
use super::size::{MOST_BYTES, Size};
use super::{Fault, Format};
use image::codecs::bmp::BmpDecoder;
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, GrayImage, ImageDecoder, ImageEncoder, Limits, RgbImage,
    RgbaImage,
};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// How much of a photograph is kept, of 100: at this no difference is seen beside it.
const QUALITY: u8 = 84;

/// What the numbers of a pixel are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Channels {
    Grey,
    Rgb,
    Rgba,
    /// Four colours of a press, as they are stored.
    Cmyk,
    /// The same, stored as brightness and hues.
    Ycck,
}

/// The pixels of a picture.
pub(super) struct Pixels {
    size: Size,
    channels: Channels,
    bytes: Vec<u8>,
    /// How the colours are meant.
    profile: Option<Vec<u8>>,
}

/// Reads every pixel of a file that has nothing in it but the picture.
pub(super) fn read(parts: &Parts<'_>, stripped: &[u8]) -> Result<Pixels, Fault> {
    let from = Cursor::new(stripped);
    let damaged = |_| Fault::Damaged;
    match parts.format {
        Format::Jpeg => read_jpeg(stripped),
        Format::Png => decode(PngDecoder::new(from).map_err(damaged)?),
        Format::WebP => decode(WebPDecoder::new(from).map_err(damaged)?),
        Format::Bmp => decode(BmpDecoder::new(from).map_err(damaged)?),
        Format::Gif => Err(Fault::Damaged),
    }
}

/// Strictly, and without what only some processors can do: half a picture is an error, and the same everywhere.
fn read_jpeg(bytes: &[u8]) -> Result<Pixels, Fault> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_use_unsafe(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Fault::Damaged)?;
    let (wanted, channels) = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => (ColorSpace::Luma, Channels::Grey),
        Some(ColorSpace::CMYK) => (ColorSpace::CMYK, Channels::Cmyk),
        Some(ColorSpace::YCCK) => (ColorSpace::YCCK, Channels::Ycck),
        _ => (ColorSpace::RGB, Channels::Rgb),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let profile = decoder.icc_profile();
    let pixels = decoder.decode().map_err(|_| Fault::Damaged)?;
    let (width, height) = decoder.dimensions().ok_or(Fault::Damaged)?;
    let side = |side: usize| u32::try_from(side).map_err(|_| Fault::Damaged);
    Ok(Pixels {
        size: Size {
            width: side(width)?,
            height: side(height)?,
        },
        channels,
        bytes: pixels,
        profile,
    })
}

fn decode(mut decoder: impl ImageDecoder) -> Result<Pixels, Fault> {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(2 * MOST_BYTES);
    decoder.set_limits(limits).map_err(|_| Fault::Damaged)?;
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(|_| Fault::Damaged)?;
    let size = Size {
        width: image.width(),
        height: image.height(),
    };
    let color = image.color();
    let (channels, bytes) = match (color.has_color(), color.has_alpha()) {
        (_, true) => (Channels::Rgba, image.into_rgba8().into_raw()),
        (true, false) => (Channels::Rgb, image.into_rgb8().into_raw()),
        (false, false) => (Channels::Grey, image.into_luma8().into_raw()),
    };
    Ok(Pixels {
        size,
        channels,
        bytes,
        profile,
    })
}

impl Channels {
    fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk | Self::Ycck => 4,
        }
    }
}

impl Pixels {
    /// In a smaller size.
    pub(super) fn shrunk(self, to: Size) -> Self {
        if to == self.size {
            return self;
        }
        let has_alpha = self.channels == Channels::Rgba;
        let count = self.channels.count();
        Self {
            bytes: shrink(&self.bytes, count, has_alpha, self.size, to),
            size: to,
            ..self
        }
    }

    /// Turned, so that it stands upright.
    pub(super) fn turned(self, orientation: Orientation) -> Self {
        let Size { width, height } = self.size;
        let bytes = self.bytes;
        let image = match self.channels {
            Channels::Grey => GrayImage::from_raw(width, height, bytes).map(DynamicImage::from),
            Channels::Rgb => RgbImage::from_raw(width, height, bytes).map(DynamicImage::from),
            Channels::Rgba | Channels::Cmyk | Channels::Ycck => {
                RgbaImage::from_raw(width, height, bytes).map(DynamicImage::from)
            }
        };
        let mut image = image.unwrap_or_default();
        image.apply_orientation(orientation);
        Self {
            size: Size {
                width: image.width(),
                height: image.height(),
            },
            bytes: image.into_bytes(),
            ..self
        }
    }

    /// As a file of this format.
    pub(super) fn written(self, format: Format, parts: &Parts<'_>) -> Result<Vec<u8>, Fault> {
        match format {
            Format::Jpeg => self.jpeg(),
            _ => self.png(parts),
        }
    }

    fn jpeg(mut self) -> Result<Vec<u8>, Fault> {
        let side = |side: u32| u16::try_from(side).map_err(|_| Fault::TooManyPixels(self.size));
        let (width, height) = (side(self.size.width)?, side(self.size.height)?);
        let (kind, sampling) = match self.channels {
            Channels::Grey => (ColorType::Luma, SamplingFactor::R_4_4_4),
            Channels::Rgb => (ColorType::Rgb, SamplingFactor::R_4_2_0),
            Channels::Rgba => (ColorType::Rgba, SamplingFactor::R_4_2_0),
            Channels::Cmyk => (ColorType::Cmyk, SamplingFactor::R_4_4_4),
            Channels::Ycck => (ColorType::Ycck, SamplingFactor::R_4_4_4),
        };
        if self.channels == Channels::Cmyk {
            // They are stored the other way round, and turned round once more when they are written.
            self.bytes.iter_mut().for_each(|byte| *byte = 255 - *byte);
        }
        let mut written = Vec::new();
        let mut encoder = Encoder::new(&mut written, QUALITY);
        encoder.set_sampling_factor(sampling);
        if let Some(profile) = &self.profile {
            // One that is too long to be written is none that browsers read.
            let _ = encoder.add_icc_profile(profile);
        }
        let encoded = encoder.encode(&self.bytes, width, height, kind);
        encoded.map_err(|_| Fault::Damaged)?;
        Ok(written)
    }

    fn png(self, parts: &Parts<'_>) -> Result<Vec<u8>, Fault> {
        let kind = match self.channels {
            Channels::Grey => ExtendedColorType::L8,
            Channels::Rgb => ExtendedColorType::Rgb8,
            _ => ExtendedColorType::Rgba8,
        };
        let mut written = Vec::new();
        let mut encoder = PngEncoder::new_with_quality(
            &mut written,
            CompressionType::Default,
            FilterType::Adaptive,
        );
        if let Some(profile) = self.profile.filter(|_| parts.format != Format::Png) {
            let _ = encoder.set_icc_profile(profile);
        }
        let Size { width, height } = self.size;
        let encoded = encoder.write_image(&self.bytes, width, height, kind);
        encoded.map_err(|_| Fault::Damaged)?;
        // A PNG says in its own words how its colours are meant.
        let first = SIGNATURE.len() + FIRST;
        written.splice(first..first, parts.colours.concat());
        Ok(written)
    }
}
