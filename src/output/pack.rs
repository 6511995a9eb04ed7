//! The site as a zip: exactly what was built, the same bytes on every machine, put in the place of an older one as a
//! whole.

use super::destination::{SOURCES, is_within, resolve};
use super::error::at;
use super::{MANIFEST, Manifest, OutputError};
use rayon::prelude::*;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Cursor, Seek, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// So many files are compressed at a time, on all threads.
const AT_A_TIME: usize = 64;

/// A longer file is compressed by itself, bit by bit.
const LONG: u64 = 2 << 20;

/// A zip that is written whole and not yet in its place. Dropped without [`put`](Self::put), it is gone.
#[derive(Debug)]
pub(crate) struct Packed {
    new: PathBuf,
    place: PathBuf,
    is_put: bool,
}

impl Packed {
    /// Puts the zip in its place, over one that is there.
    ///
    /// # Errors
    /// Where the system fails; what is there stays.
    pub(crate) fn put(mut self) -> Result<(), OutputError> {
        let failed = |error| OutputError::ZipNotPut {
            path: self.place.clone(),
            error,
        };
        fs::rename(&self.new, &self.place).map_err(failed)?;
        self.is_put = true;
        Ok(())
    }
}

impl Drop for Packed {
    fn drop(&mut self) {
        if !self.is_put {
            // Nobody can be told any more; the next zip is written over it.
            let _ = fs::remove_file(&self.new);
        }
    }
}

/// Refuses a place for the zip that is part of the output or of what the site is read from.
///
/// # Errors
/// Where it is, where it is a folder, or where its folder is not there.
pub(crate) fn check_pack(zip: &Path, out: &Path, site_root: &Path) -> Result<(), OutputError> {
    let real = resolve(zip)?;
    let folder = real.parent().unwrap_or(&real);
    if real.is_dir() || !folder.is_dir() {
        return Err(OutputError::ZipNowhere {
            path: zip.to_owned(),
        });
    }
    let root = fs::canonicalize(site_root).map_err(at(site_root))?;
    let sources = SOURCES.iter().map(|source| root.join(source));
    let holding = std::iter::once(resolve(out)?).chain(sources);
    for other in holding {
        let linked = fs::canonicalize(&other).unwrap_or_else(|_| other.clone());
        if is_within(folder, &other) || is_within(folder, &linked) {
            return Err(OutputError::ZipInside {
                path: zip.to_owned(),
                folder: other,
            });
        }
    }
    Ok(())
}

/// Writes the files of the manifest, itself and `beside` from a folder into a zip beside `zip`.
pub(super) fn pack(
    folder: &Path,
    manifest: &Manifest,
    beside: &[&str],
    zip: &Path,
) -> Result<Packed, OutputError> {
    let mut name = OsString::from(".");
    name.push(zip.file_name().unwrap_or_default());
    name.push(".thidua-new");
    let packed = Packed {
        new: zip.with_file_name(name),
        place: zip.to_owned(),
        is_put: false,
    };
    let failed = |error| at(&packed.new)(error);
    match fs::remove_file(&packed.new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let file = File::create_new(&packed.new).map_err(failed)?;
    let listed = manifest.files.iter();
    let mut files: Vec<(&str, u64)> = listed
        .map(|(path, file)| (path.as_str(), file.bytes))
        .chain(
            std::iter::once(&MANIFEST)
                .chain(beside)
                .map(|&path| (path, 0)),
        )
        .collect();
    files.sort_unstable();
    write(folder, &files, file).map_err(failed)?;
    Ok(packed)
}

fn write(folder: &Path, files: &[(&str, u64)], to: File) -> io::Result<()> {
    let mut writer = ZipWriter::new(BufWriter::new(to));
    for some in files.chunk_by(|(_, a), (_, b)| *a <= LONG && *b <= LONG) {
        if let [(path, bytes)] = some {
            add(&mut writer, folder, path, *bytes)?;
            continue;
        }
        for some in some.chunks(AT_A_TIME) {
            let each = some.par_iter().map(|(path, bytes)| {
                let mut alone = ZipWriter::new(Cursor::new(Vec::new()));
                add(&mut alone, folder, path, *bytes)?;
                Ok(alone.finish()?.into_inner())
            });
            for alone in each.collect::<io::Result<Vec<Vec<u8>>>>()? {
                writer.merge_archive(ZipArchive::new(Cursor::new(alone))?)?;
            }
        }
    }
    let mut to = writer.finish()?;
    to.flush()?;
    to.get_ref().sync_all()
}

/// Adds a file. Whatever differs between machines and days is said to be the same.
fn add<W: Write + Seek>(
    writer: &mut ZipWriter<W>,
    folder: &Path,
    path: &str,
    bytes: u64,
) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644)
        .large_file(bytes > u64::from(u32::MAX));
    writer.start_file(path, options)?;
    io::copy(&mut File::open(folder.join(path))?, writer).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Fingerprint, SitePath};

    fn folder() -> (tempfile::TempDir, Manifest) {
        let folder = tempfile::tempdir().unwrap();
        let long = "số liệu ".repeat(LONG as usize / 4);
        let mut texts: Vec<(String, &str)> =
            (0..150).map(|n| (format!("{n}.html"), "trang")).collect();
        texts.push(("bảng dài.csv".to_owned(), &long));
        texts.push(("du-lieu/x.json".to_owned(), "{}"));
        texts.push((MANIFEST.to_owned(), "[]"));
        fs::create_dir(folder.path().join("du-lieu")).unwrap();
        let files = texts.iter().map(|(path, text)| {
            fs::write(folder.path().join(path), text).unwrap();
            (
                SitePath::new(path).unwrap(),
                Fingerprint::of(text.as_bytes()),
            )
        });
        let manifest = Manifest::new(None, files.collect());
        (folder, manifest)
    }

    #[test]
    fn a_zip_holds_every_file_by_path_and_is_always_the_same() {
        let (folder, manifest) = folder();
        let place = tempfile::tempdir().unwrap();
        let [one, other] = ["1.zip", "2.zip"].map(|name| place.path().join(name));
        fs::write(&one, "an older one").unwrap();
        for zip in [&one, &other] {
            pack(folder.path(), &manifest, &[], zip)
                .unwrap()
                .put()
                .unwrap();
        }
        assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
        let mut archive = ZipArchive::new(File::open(&one).unwrap()).unwrap();
        let mut names = Vec::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            names.push(file.name().unwrap().into_owned());
            let mut bytes = Vec::new();
            io::copy(&mut file, &mut bytes).unwrap();
            assert_eq!(bytes, fs::read(folder.path().join(&names[index])).unwrap());
            // Bit 11: the name is UTF-8.
            let is_plain = names[index].is_ascii();
            assert!(
                is_plain || file.flags().as_u16() & (1 << 11) != 0,
                "{}",
                names[index]
            );
            assert_eq!(file.last_modified(), Some(DateTime::default()));
        }
        assert!(names.is_sorted() && names.len() == 153, "{names:?}");
    }

    #[test]
    fn a_zip_that_fails_leaves_the_old_one() {
        let (folder, manifest) = folder();
        let place = tempfile::tempdir().unwrap();
        let zip = place.path().join("x.zip");
        fs::write(&zip, "an older one").unwrap();
        drop(pack(folder.path(), &manifest, &[], &zip).unwrap());
        fs::remove_file(folder.path().join("7.html")).unwrap();
        pack(folder.path(), &manifest, &[], &zip).unwrap_err();
        assert_eq!(fs::read(&zip).unwrap(), b"an older one");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_zip_is_no_part_of_what_it_is_made_of() {
        let site = tempfile::tempdir().unwrap();
        let root = site.path();
        for folder in ["public", "data", "static/css"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        let checked = |zip: &str| check_pack(&root.join(zip), &root.join("public"), root);
        assert!(checked("site.zip").is_ok() && checked("public.zip").is_ok());
        for inside in [
            "public/x.zip",
            "data/x.zip",
            "static/css/x.zip",
            "data/../public/x.zip",
        ] {
            let refused = checked(inside);
            assert!(
                matches!(refused, Err(OutputError::ZipInside { .. })),
                "{inside}"
            );
        }
        for nowhere in ["data", "other/x.zip"] {
            let refused = checked(nowhere);
            assert!(
                matches!(refused, Err(OutputError::ZipNowhere { .. })),
                "{nowhere}"
            );
        }
    }
}
