//! Pictures for tests, made as cameras and programs make them.

use image::{ImageEncoder as _, Rgb, RgbImage, Rgba, RgbaImage};

/// Coordinates that a camera wrote, to be searched for.
pub(crate) const POSITION: &str = "GPS 10.7769 106.7009";

/// The smallest GIF, of characters alone: one black pixel.
pub(crate) const PIXEL: &str =
    "GIF89a\u{1}\0\u{1}\0\0\0\0,\0\0\0\0\u{1}\0\u{1}\0\0\u{2}\u{2}D\u{1}\0;";

/// A picture without end that is red at its left and blue at its right, and darker downwards.
pub(crate) fn drawing(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let light = 255 - (y * 128 / height) as u8;
        match x < width / 2 {
            true => Rgb([light, 0, 0]),
            false => Rgb([0, 0, light]),
        }
    })
}

/// What cameras say of a picture: how it was held, and where.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(POSITION.bytes());
    exif
}

/// A JPEG as the encoder gives it.
pub(crate) fn plain_jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 90);
    let side = |side| u16::try_from(side).unwrap();
    encoder
        .encode(
            drawing(width, height).as_raw(),
            side(width),
            side(height),
            jpeg_encoder::ColorType::Rgb,
        )
        .unwrap();
    jpeg
}

/// A JPEG as a phone gives it: with its orientation, its position, a remark, and a film behind its end.
pub(crate) fn photo(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let jpeg = plain_jpeg(width, height);
    let exif = [b"Exif\0\0".to_vec(), exif(orientation)].concat();
    let mut photo = jpeg[..2].to_vec();
    for (marker, inside) in [(0xE1, &*exif), (0xFE, POSITION.as_bytes())] {
        photo.extend([0xFF, marker]);
        photo.extend(((inside.len() + 2) as u16).to_be_bytes());
        photo.extend(inside);
    }
    photo.extend(&jpeg[2..]);
    photo.extend(b"\0\0\0\x18ftypmp42");
    photo.extend(POSITION.bytes());
    photo
}

/// A PNG with a remark, and something behind its end.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let drawing = drawing(width, height);
    let drawing = RgbaImage::from_fn(width, height, |x, y| {
        let Rgb([r, g, b]) = *drawing.get_pixel(x, y);
        Rgba([r, g, b, if x < width / 2 { 255 } else { 0 }])
    });
    let mut png = Vec::new();
    image::codecs::png::PngEncoder::new(&mut png)
        .write_image(&drawing, width, height, image::ExtendedColorType::Rgba8)
        .unwrap();
    let end = png.split_off(png.len() - 12);
    png.extend(chunk(
        b"tEXt",
        &[b"Comment\0", POSITION.as_bytes()].concat(),
    ));
    png.extend(end);
    png.extend(POSITION.bytes());
    png
}

/// A chunk of a PNG.
pub(crate) fn chunk(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(name);
    crc.update(inside);
    let length = (inside.len() as u32).to_be_bytes();
    [&length, &name[..], inside, &crc.sum().to_be_bytes()].concat()
}

/// A WebP without losses, with what a phone says of it.
pub(crate) fn webp(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let drawing = drawing(width, height);
    let mut webp = Vec::new();
    let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
    encoder.set_exif_metadata(exif(orientation)).unwrap();
    encoder
        .write_image(&drawing, width, height, image::ExtendedColorType::Rgb8)
        .unwrap();
    webp
}

/// Whether something of the camera is still there.
pub(crate) fn has_position(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, POSITION.as_bytes()).is_some()
}
