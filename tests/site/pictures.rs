//! Pictures beside texts: what of them is published, and what is told.

use crate::SiteTest;
use image::{GenericImageView as _, Rgb, RgbImage};
use std::fs;

/// Coordinates that a camera wrote.
const POSITION: &[u8] = b"GPS 10.7769 106.7009";

/// A picture that is red at its left and blue at its right.
fn drawing(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| match x < width / 2 {
        true => Rgb([220, 20, 20]),
        false => Rgb([20, 20, 220]),
    })
}

/// A photograph as a phone gives it, held upright: it lies on its side, and tells where it was taken, as does the film
/// behind it.
pub(crate) fn photo(width: u16, height: u16) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 80);
    let drawing = drawing(u32::from(width), u32::from(height));
    encoder
        .encode(&drawing, width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    let mut exif =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend(POSITION);
    let [high, low] = ((exif.len() + 2) as u16).to_be_bytes();
    let segment = [&[0xFF, 0xE1, high, low], &exif[..]].concat();
    jpeg.splice(2..2, segment);
    [jpeg, POSITION.to_vec()].concat()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    drawing(width, height)
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    [png.into_inner(), POSITION.to_vec()].concat()
}

fn announcement(head: &str, text: &str) -> String {
    format!("+++\ntitle = \"Ảnh\"\ndate = 2019-10-05\n{head}+++\n\n{text}\n")
}

/// A site with a picture in every place.
fn site() -> SiteTest {
    let test = SiteTest::from_dir("_base");
    let head = "cover = \"bia.jpg\"\ncover_alt = \"Bìa\"\nattachments = [\"ban-do.png\"]\n\
                document = { file = \"quyet-dinh.jpg\" }\n";
    let text = "![Một cửa](IMG_1.JPG)\n\n[Tải ảnh](goc.jpg), <img src=\"nho.png\" width=\"20\" alt=\"x\">, \
                ![Nền](/nen.png)";
    test.put("content/thong-bao/anh/index.md", &announcement(head, text));
    for name in ["bia.jpg", "IMG_1.JPG", "goc.jpg", "quyet-dinh.jpg"] {
        let path = format!("content/thong-bao/anh/{name}");
        let (width, height) = if name == "IMG_1.JPG" {
            (4032, 3024)
        } else {
            (2400, 1800)
        };
        test.put_bytes(&path, &photo(width, height));
    }
    test.put_bytes("content/thong-bao/anh/ban-do.png", &png(2000, 400));
    test.put_bytes("content/thong-bao/anh/nho.png", &png(40, 30));
    test.put_bytes("content/hop.webp", &png(30, 20));
    test.put(
        "content/lien-he.md",
        "+++\ntitle = \"Liên hệ\"\n+++\n\n![Hộp thư](hop.webp)\n",
    );
    test.put_bytes("static/nen.png", &png(1700, 10));
    test
}

pub(crate) fn has_position(bytes: &[u8]) -> bool {
    bytes.windows(POSITION.len()).any(|part| part == POSITION)
}

#[test]
fn pictures_are_published_upright_small_and_without_what_the_camera_wrote() {
    let test = site();
    test.run(["build"]).exits(0).says_nothing();
    let published = test.files("public");
    for (path, bytes) in &published {
        assert!(!has_position(bytes) || path == "nen.png", "{path}");
    }
    for name in ["bia.jpg", "IMG_1.JPG", "goc.jpg", "quyet-dinh.jpg"] {
        let bytes = &published[&format!("thong-bao/anh/{name}")];
        let image = image::load_from_memory(bytes).unwrap();
        assert_eq!(image.dimensions(), (1600, 2133), "{name}");
        let [red, _, blue, _] = image.get_pixel(800, 100).0;
        assert!(red > blue, "the left, turned to the right, is above");
    }
    let map = image::load_from_memory(&published["thong-bao/anh/ban-do.png"]).unwrap();
    assert_eq!(map.dimensions(), (1600, 320));
    // What is copied as it is, is.
    assert_eq!(published["nen.png"], png(1700, 10));
    // A name that says another format than the bytes is put right.
    let page = String::from_utf8_lossy(&published["lien-he.html"]).into_owned();
    let shown = "<img src=\"lien-he/hop.png\" loading=\"lazy\" decoding=\"async\" alt=\"Hộp thư\" \
                 width=\"30\" height=\"20\">";
    assert!(page.contains(shown), "{page}");
    let page = String::from_utf8_lossy(&published["thong-bao/anh.html"]).into_owned();
    for shown in [
        "<img src=\"../thong-bao/anh/bia.jpg\" alt=\"Bìa\" width=\"1600\" height=\"2133\">",
        "alt=\"Một cửa\" width=\"1600\" height=\"2133\">",
        "alt=\"Nền\" width=\"1700\" height=\"10\">",
        "width=\"20\" alt=\"x\">",
    ] {
        assert!(page.contains(shown), "{shown} in {page}");
    }
    // The size that is told is that of what is published.
    let bytes = published["thong-bao/anh/quyet-dinh.jpg"].len();
    assert!(
        page.contains(&format!("{}\u{a0}kB", (bytes + 500) / 1000)),
        "{page}"
    );
}

#[test]
fn pictures_are_read_once_and_the_same_comes_of_them() {
    let test = site();
    test.run(["build"]).exits(0);
    let (first, kept) = (test.files("public"), test.files(".thidua/anh"));
    assert!(!kept.is_empty());
    test.run(["build"]).exits(0);
    assert!(test.files("public") == first && test.files(".thidua/anh") == kept);
    // Damaged or gone, it makes no difference; what is no more used goes.
    for (at, name) in kept.keys().enumerate() {
        let path = test.path(".thidua/anh").join(name);
        match at {
            0 => fs::remove_file(path).unwrap(),
            _ => fs::write(path, &kept[name][..kept[name].len() / 2]).unwrap(),
        }
    }
    test.put(".thidua/anh/cu", "x");
    test.run(["check"]).exits(0);
    assert!(test.files("public") == first);
    fs::remove_dir_all(test.path("public")).unwrap();
    test.run(["build"]).exits(0);
    assert!(test.files("public") == first && test.files(".thidua/anh") == kept);
}

#[test]
fn what_cannot_be_published_is_told_with_the_line_that_shows_it() {
    let test = SiteTest::from_dir("wrong-pictures");
    let mut claims = photo(16, 16);
    let frame = claims
        .windows(2)
        .position(|two| two == [0xFF, 0xC0])
        .unwrap();
    claims[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    let whole = photo(400, 300);
    let mut damaged = png(40, 30);
    damaged[60] ^= 0xFF;
    let wide = b"GIF89a\x00\x07\x01\x00\x00\x00\x00,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let files: [(&str, &[u8]); 7] = [
        ("nua.jpg", &whole[..whole.len() / 2]),
        ("iphone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("moi.avif", b"\0\0\0\x1cftypavif\0\0\0\0mif1avif"),
        ("khong.png", b"%PDF-1.4"),
        ("lon.jpg", &claims),
        ("dong.gif", wide),
        ("quet.tif", b"II*\0\x08\0\0\0"),
    ];
    let mut text = String::new();
    for (name, bytes) in files {
        test.put_bytes(&format!("content/thong-bao/anh/{name}"), bytes);
        text.push_str(&format!("![x]({name})\n\n"));
    }
    test.put("content/thong-bao/anh/index.md", &announcement("", &text));
    test.run(["build"])
        .exits(1)
        .tells("pictures.txt")
        .publishes_nothing();
    test.run_in("vi", ["check"])
        .exits(1)
        .tells("pictures-vi.txt");
    // What only its pixels tell.
    test.put(
        "content/thong-bao/anh/index.md",
        &announcement("", "![x](hong.png)"),
    );
    for (name, _) in files {
        fs::remove_file(test.path("content/thong-bao/anh").join(name)).unwrap();
    }
    test.put_bytes("content/thong-bao/anh/hong.png", &damaged);
    test.run(["check"]).exits(1).tells("damaged.txt");
    test.run(["build"])
        .exits(1)
        .tells("damaged.txt")
        .publishes_nothing();
}
