//! Pictures as they come from phones and offices, and what becomes of them.

use super::kind::{Kind, Other};
use super::testing::*;
use super::*;
use image::{DynamicImage, GenericImageView as _};

fn opened(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

/// Prepares a picture, twice, and holds what is so for every one.
fn prepared(bytes: &[u8]) -> Vec<u8> {
    let seen = look(bytes).unwrap();
    let made = prepare(bytes).unwrap();
    assert!(prepare(bytes).unwrap() == made, "the same every time");
    assert!(prepare(&made).unwrap() == made, "nothing is left to do");
    assert!(!has_position(&made));
    assert_eq!(kind_of(&made), Some(Kind::Picture(seen.format)));
    if seen.format != Format::Gif {
        let image = opened(&made);
        let Size { width, height } = seen.size;
        assert_eq!(image.dimensions(), (width, height));
    }
    made
}

fn is_red(image: &DynamicImage, x: u32, y: u32) -> bool {
    let [r, _, b, _] = image.get_pixel(x, y).0;
    r > 100 && b < 50
}

#[test]
fn a_photograph_of_a_phone_is_made_smaller_and_stands_upright() {
    let made = prepared(&photo(4032, 3024, 6));
    let image = opened(&made);
    assert_eq!(image.dimensions(), (1600, 2133));
    // What was left before it was turned to the right is above.
    assert!(is_red(&image, 800, 100) && is_red(&image, 1500, 1000));
    assert!(!is_red(&image, 800, 1200) && !is_red(&image, 100, 2000));
    assert!(made.len() < 200_000);
}

#[test]
fn every_way_to_hold_a_phone_is_known() {
    let upright = |orientation| {
        let image = opened(&prepared(&photo(64, 32, orientation)));
        let (width, height) = image.dimensions();
        let corners = [(1, 1), (width - 2, 1), (1, height - 2)];
        (
            width,
            corners.map(|(x, y)| is_red(&image, x, y)),
            image.get_pixel(1, 1).0[0].max(image.get_pixel(1, 1).0[2]) > 200,
        )
    };
    for (orientation, expected) in [
        (1, (64, [true, false, true], true)),
        (2, (64, [false, true, false], true)),
        (3, (64, [false, true, false], false)),
        (4, (64, [true, false, true], false)),
        (5, (32, [true, true, false], true)),
        (6, (32, [true, true, false], false)),
        (7, (32, [false, false, true], false)),
        (8, (32, [false, false, true], true)),
    ] {
        assert_eq!(upright(orientation), expected, "{orientation}");
    }
}

#[test]
fn a_small_upright_photograph_keeps_its_pixels() {
    let plain = plain_jpeg(400, 300);
    let made = prepared(&photo(400, 300, 1));
    assert!(opened(&made) == opened(&plain));
    assert!(made.len() <= plain.len());
    assert!(prepared(&plain) == made);
}

#[test]
fn a_drawing_stays_sharp_and_can_be_seen_through() {
    let before = png(1600, 300);
    let made = prepared(&before);
    assert!(opened(&made) == opened(&before));
    let wide = opened(&prepared(&png(2000, 300)));
    assert_eq!(wide.dimensions(), (1600, 240));
    assert_eq!(wide.get_pixel(10, 10).0[3], 255);
    assert_eq!(wide.get_pixel(1590, 10).0[3], 0);
    // At the edge nothing of what cannot be seen is mixed in.
    assert!(is_red(&wide, 799, 10));
}

#[test]
fn what_says_how_colours_are_meant_stays() {
    let gamma = chunk(b"gAMA", &50_000_u32.to_be_bytes());
    for width in [100, 1700] {
        let mut before = png(width, 10);
        before.splice(33..33, gamma.clone());
        let made = prepared(&before);
        assert!(memchr::memmem::find(&made, &gamma).is_some(), "{width}");
    }
    let profile = [&b"\0\0\0\x0ctest"[..], &[7; 300]].concat();
    for width in [100, 1700] {
        let mut before = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut before, 90);
        encoder.add_icc_profile(&profile).unwrap();
        encoder
            .encode(
                drawing(width, 10).as_raw(),
                width as u16,
                10,
                jpeg_encoder::ColorType::Rgb,
            )
            .unwrap();
        let made = prepared(&before);
        assert!(memchr::memmem::find(&made, &profile).is_some(), "{width}");
    }
}

#[test]
fn colours_of_a_press_are_what_they_were() {
    use jpeg_encoder::ColorType::{Cmyk, CmykAsYcck};
    for kind in [Cmyk, CmykAsYcck] {
        let mut before = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut before, 95);
        let pixels = [10, 200, 30, 20].repeat(1700 * 16);
        encoder.encode(&pixels, 1700, 16, kind).unwrap();
        let (before, after) = (opened(&before), opened(&prepared(&before)));
        let (before, after) = (before.get_pixel(5, 5).0, after.get_pixel(5, 5).0);
        let near = before.iter().zip(after).all(|(a, b)| a.abs_diff(b) < 6);
        assert!(near, "{kind:?}: {before:?} {after:?}");
    }
}

#[test]
fn a_webp_keeps_its_pixels_or_becomes_a_png() {
    let small = webp(300, 100, 1);
    assert_eq!(look(&small).unwrap().format, Format::WebP);
    assert!(opened(&prepared(&small)) == opened(&small));
    let wide = opened(&prepared(&webp(3200, 100, 6)));
    assert_eq!(wide.dimensions(), (100, 3200));
    let wide = webp(3200, 100, 1);
    assert_eq!(look(&wide).unwrap().format, Format::Png);
    assert_eq!(opened(&prepared(&wide)).dimensions(), (1600, 50));
}

#[test]
fn a_gif_keeps_its_frames_and_loses_its_remarks() {
    let frame = &PIXEL[13..PIXEL.len() - 1];
    let remark = format!("!\u{fe}\u{14}{POSITION}\0");
    let looped = "!\u{ff}\u{b}NETSCAPE2.0\u{3}\u{1}\0\0\0";
    let gif = |parts: &[&str]| latin(&[&PIXEL[..13], &parts.concat()].concat());
    let made = prepared(&gif(&[looped, &remark, frame, frame, ";", POSITION]));
    assert_eq!(made, gif(&[looped, frame, frame, ";"]));
    // Its last byte is forgotten by some programs.
    assert_eq!(prepared(&gif(&[frame])), gif(&[frame, ";"]));
    assert_eq!(look(&gif(&[])), Err(Fault::CutOff));
    assert_eq!(look(&gif(&[&frame[..14]])), Err(Fault::CutOff));
}

/// Bytes written as characters.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| c as u8).collect()
}

#[test]
fn a_bitmap_becomes_a_png() {
    let mut before = Vec::new();
    let image = DynamicImage::from(drawing(1700, 20));
    let rgb = image.to_rgb8();
    image::codecs::bmp::BmpEncoder::new(&mut before)
        .encode(&rgb, 1700, 20, image::ExtendedColorType::Rgb8)
        .unwrap();
    let seen = look(&before).unwrap();
    assert_eq!((seen.format, seen.size.width), (Format::Png, 1600));
    prepared(&before);
}

#[test]
fn half_a_picture_is_none() {
    for whole in [
        photo(300, 200, 1),
        photo(300, 200, 6),
        png(300, 200),
        webp(300, 200, 1),
    ] {
        let end = whole.len() - POSITION.len() - 12;
        for length in [40, end / 4, end / 2, end - 40] {
            let half = &whole[..length];
            assert_eq!(prepare(half), Err(Fault::CutOff), "{length} of {end}");
            // As programs leave it that reserve the place first.
            let blank = [half, &vec![0; whole.len() - length]].concat();
            assert!(prepare(&blank).is_err(), "{length} of {end}");
        }
    }
}

#[test]
fn what_is_no_picture_is_told_as_what_it_is() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    assert_eq!(look(heic), Err(Fault::Other(Other::Heic)));
    assert_eq!(look(b"%PDF-1.4"), Err(Fault::NotAPicture));
    assert_eq!(look(b""), Err(Fault::NotAPicture));
}

#[test]
fn too_many_pixels_are_told_before_one_is_read() {
    let mut jpeg = plain_jpeg(16, 16);
    let frame = memchr::memmem::find(&jpeg, b"\xFF\xC0").unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    let size = Size {
        width: 65_500,
        height: 65_500,
    };
    assert_eq!(prepare(&jpeg), Err(Fault::TooManyPixels(size)));
    let wide_gif = latin(&PIXEL.replacen("\u{1}\0", "\0\u{7}", 1));
    let size = Size {
        width: 1792,
        height: 1,
    };
    assert_eq!(look(&wide_gif), Err(Fault::TooWide(size)));
}

#[test]
fn kept_pictures_are_used_and_damaged_ones_made_again() {
    let root = tempfile::tempdir().unwrap();
    let photo = photo(64, 32, 6);
    let made = prepare(&photo).unwrap();
    let kept = KeptPictures::of(root.path());
    assert_eq!(kept.prepare(&photo), Ok(made.clone()));
    let folder = root.path().join(".thidua");
    assert!(!folder.exists(), "nothing is written unasked");
    kept.keep();
    kept.prepare(&photo).unwrap();
    let files = || -> Vec<_> {
        let entries = std::fs::read_dir(folder.join("anh")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    };
    let file = files().pop().unwrap();
    let whole = std::fs::read(&file).unwrap();
    for damaged in [&whole[..10], &whole[..whole.len() - 1], b""] {
        std::fs::write(&file, damaged).unwrap();
        assert_eq!(kept.prepare(&photo), Ok(made.clone()));
        assert_eq!(std::fs::read(&file).unwrap(), whole);
    }
    // What is whole is believed.
    let other = prepare(&png(8, 8)).unwrap();
    use sha2::Digest as _;
    let marked = [&sha2::Sha256::digest(&other)[..], &other].concat();
    std::fs::write(&file, marked).unwrap();
    assert_eq!(kept.prepare(&photo), Ok(other));
    kept.tidy();
    assert_eq!(files(), [file]);
    KeptPictures::of(root.path()).tidy();
    assert!(files().is_empty());
}

#[test]
fn unreadable_bytes_never_end_the_program() {
    let whole = [photo(40, 30, 6), png(40, 30), webp(40, 30, 6), latin(PIXEL)];
    let mut state = 1_u32;
    for bytes in whole {
        for _ in 0..300 {
            let mut changed = bytes.clone();
            for _ in 0..4 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = (state >> 8) as usize % changed.len();
                changed[at] = (state >> 3) as u8;
            }
            if let Ok(made) = prepare(&changed) {
                assert!(prepare(&made).is_ok());
            }
        }
    }
}

#[test]
fn colours_that_stand_apart_are_never_mixed_up() {
    use jpeg_encoder::{ColorType, SamplingFactor};
    let apart = |sampling| {
        let mut jpeg = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 90);
        encoder.set_sampling_factor(sampling);
        encoder.set_optimized_huffman_tables(true);
        let pixels = drawing(1700, 40);
        encoder
            .encode(pixels.as_raw(), 1700, 40, ColorType::Rgb)
            .unwrap();
        jpeg
    };
    assert_eq!(look(&apart(SamplingFactor::R_4_2_0)), Err(Fault::Damaged));
    let image = opened(&prepared(&apart(SamplingFactor::R_4_4_4)));
    assert!(is_red(&image, 100, 10) && !is_red(&image, 1500, 10));
}
