//! The files of a site in a folder or a zip. What links lead to is never read, nor anything outside.

use crate::output::MANIFEST;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;
use zip::ZipArchive;

type Archive = ZipArchive<BufReader<File>>;

/// The files of a site as they stand.
#[derive(Debug)]
pub(crate) struct Files {
    zip: Option<PathBuf>,
    all: BTreeMap<Box<str>, Spot>,
}

/// Where a file is.
#[derive(Debug)]
pub(crate) struct Spot {
    /// Its size.
    pub bytes: u64,
    place: SpotPlace,
}

#[derive(Debug)]
enum SpotPlace {
    OnDisk(PathBuf),
    InZip(usize),
    /// A link, a device: nothing that is read.
    NoFile,
}

/// Why there is nothing to read.
#[derive(Debug)]
pub(crate) enum OpenProblem {
    /// There is neither a folder nor a file of that name.
    Nowhere,
    /// The file is no zip, or a broken one: what the reader says.
    NoZip(String),
    /// Names stand twice in the zip.
    NamesTwice,
    /// The system failed.
    Io(io::Error),
}

impl Files {
    /// Looks at a folder or a zip.
    ///
    /// # Errors
    /// Where there is none, or it cannot be read.
    pub(crate) fn open(path: &Path) -> Result<Self, OpenProblem> {
        let metadata = fs::metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => OpenProblem::Nowhere,
            _ => OpenProblem::Io(error),
        })?;
        if metadata.is_dir() {
            Ok(Self {
                zip: None,
                all: in_folder(path).map_err(OpenProblem::Io)?,
            })
        } else {
            Ok(Self {
                zip: Some(path.to_owned()),
                all: in_zip(path)?,
            })
        }
    }

    /// Every file by its path, with what is known of it.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Spot)> {
        self.all.iter().map(|(path, spot)| (&**path, spot))
    }

    /// What is known of a file.
    #[must_use]
    pub(crate) fn get(&self, path: &str) -> Option<&Spot> {
        self.all.get(path)
    }

    /// Somebody who reads files one after another.
    #[must_use]
    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader {
            files: self,
            archive: None,
        }
    }
}

/// Reads files one after another; several may do so at once.
pub(crate) struct Reader<'a> {
    files: &'a Files,
    archive: Option<Archive>,
}

impl Reader<'_> {
    /// Lets `look` read a file.
    ///
    /// # Errors
    /// Where there is none, or it cannot be read.
    pub(crate) fn read<T>(
        &mut self,
        path: &str,
        look: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> io::Result<T> {
        match self.files.get(path).map(|spot| &spot.place) {
            Some(SpotPlace::OnDisk(path)) => look(&mut File::open(path)?),
            Some(&SpotPlace::InZip(index)) => {
                if self.archive.is_none() {
                    let zip = self.files.zip.as_deref().unwrap_or(Path::new(""));
                    self.archive = Some(archive(zip)?);
                }
                let archive = self.archive.as_mut().ok_or(io::ErrorKind::NotFound)?;
                look(&mut archive.by_index(index)?)
            }
            Some(SpotPlace::NoFile) => Err(io::ErrorKind::InvalidInput.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// The bytes of a file, where it is no longer than `most`.
    ///
    /// # Errors
    /// As [`read`](Self::read); one that is longer is too large.
    pub(crate) fn bytes(&mut self, path: &str, most: u64) -> io::Result<Vec<u8>> {
        self.read(path, |from| {
            let mut bytes = Vec::new();
            from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > most {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            Ok(bytes)
        })
    }
}

fn in_folder(root: &Path) -> io::Result<BTreeMap<Box<str>, Spot>> {
    let mut all = BTreeMap::new();
    // The folder itself may be a link, as servers have it.
    let entries = WalkDir::new(root.join("")).sort_by_file_name();
    for entry in entries {
        let entry = entry.map_err(io::Error::from)?;
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let names = relative.iter().map(|name| name.to_string_lossy());
        let written = names.collect::<Vec<_>>().join("/");
        let is_file = entry.file_type().is_file();
        let spot = Spot {
            bytes: entry.metadata().map_err(io::Error::from)?.len(),
            place: match is_file {
                true => SpotPlace::OnDisk(entry.path().to_owned()),
                false => SpotPlace::NoFile,
            },
        };
        insert(&mut all, written, spot);
    }
    Ok(all)
}

/// Some systems give names back decomposed; two spellings of one name are two files all the same.
fn insert(all: &mut BTreeMap<Box<str>, Spot>, written: String, spot: Spot) {
    let composed: String = written.nfc().collect();
    let taken = all.contains_key(&*composed);
    let path = if taken { written } else { composed };
    all.insert(path.into(), spot);
}

fn in_zip(path: &Path) -> Result<BTreeMap<Box<str>, Spot>, OpenProblem> {
    let mut archive = archive(path).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => OpenProblem::Io(error),
        _ => OpenProblem::NoZip(error.to_string()),
    })?;
    if archive.has_duplicate_names() {
        return Err(OpenProblem::NamesTwice);
    }
    let mut found: FxHashMap<String, Spot> = FxHashMap::default();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index);
        let file = file.map_err(|error| OpenProblem::NoZip(error.to_string()))?;
        if file.is_dir() {
            continue;
        }
        let name = file.name_raw();
        let name = match file.name() {
            Ok(name) => name.replace('\\', "/"),
            Err(_) => String::from_utf8_lossy(name).into_owned(),
        };
        let spot = Spot {
            bytes: file.size(),
            place: match file.is_symlink() {
                true => SpotPlace::NoFile,
                false => SpotPlace::InZip(index),
            },
        };
        if found.insert(name, spot).is_some() {
            return Err(OpenProblem::NamesTwice);
        }
    }
    let top = top_folder(found.keys());
    let mut all = BTreeMap::new();
    let mut names: Vec<(String, Spot)> = found.into_iter().collect();
    names.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (name, spot) in names {
        let path = match name.strip_prefix(&top) {
            Some(path) => path.to_owned(),
            // Beside the folder that holds the site.
            None => format!("../{name}"),
        };
        insert(&mut all, path, spot);
    }
    Ok(all)
}

fn archive(path: &Path) -> io::Result<Archive> {
    Ok(ZipArchive::new(BufReader::new(File::open(path)?))?)
}

/// The folder in which a site was packed as a whole, with `/`: the one that all its files lie in.
fn top_folder<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let home = |name: &'a String| {
        let of_site = [MANIFEST, "du-lieu/xep-hang.json"];
        let tops = of_site.iter().filter_map(|file| name.strip_suffix(file));
        tops.filter(|top| top.is_empty() || top.ends_with('/'))
            .min()
    };
    let tops = names.filter_map(home);
    tops.min_by_key(|top| (top.matches('/').count(), *top))
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zip(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.zip");
        let mut writer = ZipWriter::new(File::create(&path).unwrap());
        for (name, text) in files {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap();
        (folder, path)
    }

    fn paths(files: &Files) -> Vec<&str> {
        files.all().map(|(path, _)| path).collect()
    }

    #[test]
    fn a_zip_is_read_from_the_folder_that_holds_the_site() {
        for top in ["", "public/", "a/b/"] {
            let names = ["index.html", MANIFEST].map(|name| format!("{top}{name}"));
            let (_folder, path) = zip(&[(&names[0], "home"), (&names[1], "{}")]);
            let files = Files::open(&path).unwrap();
            assert_eq!(paths(&files), [MANIFEST, "index.html"]);
            let mut reader = files.reader();
            assert_eq!(reader.bytes("index.html", 4).unwrap(), b"home");
            assert_eq!(files.get("index.html").unwrap().bytes, 4);
            let long = reader.bytes("index.html", 3).unwrap_err();
            assert_eq!(long.kind(), io::ErrorKind::FileTooLarge);
        }
    }

    #[test]
    fn what_lies_beside_that_folder_is_told_as_beside_it() {
        let manifest = format!("public/{MANIFEST}");
        let (_folder, path) = zip(&[(&manifest, "{}"), ("__MACOSX/x", "")]);
        assert_eq!(
            paths(&Files::open(&path).unwrap()),
            ["../__MACOSX/x", MANIFEST]
        );
    }

    #[test]
    fn what_is_no_zip_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.zip");
        fs::write(&path, "no zip").unwrap();
        assert!(matches!(Files::open(&path), Err(OpenProblem::NoZip(_))));
        let absent = Files::open(&folder.path().join("y"));
        assert!(matches!(absent, Err(OpenProblem::Nowhere)));
        let (_folder, path) = zip(&[("a/b", ""), ("a\\b", "")]);
        assert!(matches!(Files::open(&path), Err(OpenProblem::NamesTwice)));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_named_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::NamedTempFile::new().unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("link")).unwrap();
        std::os::unix::fs::symlink("/", folder.path().join("root")).unwrap();
        let files = Files::open(folder.path()).unwrap();
        assert_eq!(paths(&files), ["link", "root"]);
        assert!(files.reader().bytes("link", 9).is_err());
    }
}
