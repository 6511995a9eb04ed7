//! Packed copies (`.gz`, `.br`) of the files of a site, for servers that send those as they are.

use super::error::at;
use super::staging::{Placed, Staging};
use super::{OutputError, SitePath};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use std::fs;
use std::io::{self, Write};

/// What consists of text; pictures, fonts and office documents are packed already.
const TEXTS: [&str; 9] = [
    "html", "css", "js", "json", "jsonld", "csv", "xml", "svg", "txt",
];
/// What fits into one packet of a network gains nothing, in bytes.
const LEAST: u64 = 1400;
/// As good as servers pack by themselves or better, and some times quicker than the best.
const BROTLI_QUALITY: i32 = 5;

/// Adds a `.gz` and a `.br` beside every text of the new site that is the smaller for it. Made anew each time from the
/// bytes that are published, so that none is ever of another edition.
pub(super) fn compress(staging: &Staging) -> Result<(), OutputError> {
    let placed = staging.placed();
    placed
        .par_iter()
        .filter(|file| is_worth_packing(file))
        .try_for_each(|file| {
            let source = staging.folder().join(file.path.as_str());
            let bytes = fs::read(&source).map_err(at(&source))?;
            for (ending, pack) in [("gz", gzip as Pack), ("br", brotli)] {
                let packed = pack(&bytes).map_err(at(&source))?;
                let path = SitePath::new(&format!("{}.{ending}", file.path.as_str()));
                // One that a site brings itself, or whose name would be too long, is left alone.
                if let Ok(path) = path
                    && !staging.claims().has_file(path.as_str())
                    && packed.len() < bytes.len()
                {
                    staging.write(&path, &packed)?;
                }
            }
            Ok(())
        })
}

type Pack = fn(&[u8]) -> io::Result<Vec<u8>>;

fn is_worth_packing(file: &Placed) -> bool {
    let ending = file
        .path
        .as_str()
        .rsplit_once('.')
        .map(|(_, ending)| ending);
    file.content.bytes >= LEAST && ending.is_some_and(|ending| TEXTS.contains(&ending))
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    // Without a name and a time: the same bytes every time.
    let mut packed = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(6));
    packed.write_all(bytes)?;
    packed.finish()
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::with_capacity(bytes.len() / 3);
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_was_packed_is_the_same_when_unpacked_and_packed_the_same_again() {
        let text = "Quận 1: đạt 3 trong 4 mục tiêu. ".repeat(200);
        let (gz, br) = (
            gzip(text.as_bytes()).unwrap(),
            brotli(text.as_bytes()).unwrap(),
        );
        assert_eq!(gz, gzip(text.as_bytes()).unwrap());
        assert!(
            gz.len() < 400 && br.len() < 400,
            "{} {}",
            gz.len(),
            br.len()
        );
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&*gz)
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
        unpacked.clear();
        brotli::Decompressor::new(&*br, 4096)
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
    }
}
