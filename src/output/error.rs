//! Why the site could not be written, with the path it is about.

use super::PathProblem;
use crate::diagnostic::{Code, Diagnostic, mending};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why the output folder was refused or could not be written. The old site is whole in every case.
#[derive(Debug)]
pub(crate) enum OutputError {
    /// The folder has files in it and no mark of ours.
    NotOurs {
        /// The folder.
        folder: PathBuf,
    },
    /// The output folder is the site folder itself.
    IsSite {
        /// The folder.
        folder: PathBuf,
    },
    /// The site folder, or one of the folders it is read from, lies inside the output folder.
    HoldsSite {
        /// The output folder.
        folder: PathBuf,
    },
    /// The output folder lies inside a folder that the site is read from.
    InSource {
        /// The output folder.
        folder: PathBuf,
        /// `data`, `content`, `templates` or `static`.
        source: &'static str,
    },
    /// The output folder lies where the tool keeps what may be deleted at any time.
    InCache {
        /// The folder.
        folder: PathBuf,
    },
    /// There is a file where a folder should be.
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// The path is a link that leads nowhere.
    DanglingLink {
        /// The link.
        path: PathBuf,
    },
    /// Another run is writing to the same folder and did not come to its end in good time.
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// The process was asked to end.
    Stopped,
    /// A file or folder that is not ours has the name under which the new site is prepared.
    InTheWay {
        /// What is in the way.
        path: PathBuf,
    },
    /// A file that somebody else put into the output folder has the address of one of the site's.
    ForeignFile {
        /// The file, relative to the output folder.
        path: String,
    },
    /// Two files of the site have one address, also by case or normalisation only.
    Collision {
        /// The path that was there first.
        first: String,
        /// The path that came second.
        second: String,
    },
    /// Some system could not hold a file of this name.
    BadPath {
        /// The path.
        path: String,
        /// What is wrong with it.
        problem: PathProblem,
    },
    /// The zip would lie in the output folder, or in a folder that the site is read from.
    ZipInside {
        /// The zip.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// The zip is a folder, or there is no folder that it could lie in.
    ZipNowhere {
        /// The zip.
        path: PathBuf,
    },
    /// The site is in its place, and the zip could not follow.
    ZipNotPut {
        /// The zip.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The system failed.
    Io {
        /// The file or folder concerned.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// Makes the error of a file operation name its path.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> OutputError + '_ {
    move |error| OutputError::Io {
        path: path.to_owned(),
        error,
    }
}

impl OutputError {
    /// The problem with its words, to be told like every other.
    #[must_use]
    pub(crate) fn diagnostic(&self) -> Diagnostic {
        let about = |code: Code, path: &Path| code.arg("path", written(path));
        match self {
            Self::NotOurs { folder } => about(Code::OutputNotOurs, folder),
            Self::IsSite { folder } => about(Code::OutputIsSite, folder),
            Self::HoldsSite { folder } => about(Code::OutputHoldsSite, folder),
            Self::InCache { folder } => about(Code::OutputInCache, folder),
            Self::InSource { folder, source } => {
                about(Code::OutputInSource, folder).arg("source", source)
            }
            Self::NotAFolder { path } => about(Code::OutputNotAFolder, path),
            Self::DanglingLink { path } => about(Code::OutputDanglingLink, path),
            Self::Busy { folder } => about(Code::OutputBusy, folder),
            Self::Stopped => Diagnostic::new(Code::Stopped),
            Self::InTheWay { path } => about(Code::OutputInTheWay, path),
            Self::ForeignFile { path } => Code::OutputForeignFile.arg("path", path),
            Self::Collision { first, second } => Code::OutputCollision
                .arg("first", first)
                .arg("second", second),
            Self::BadPath { path, problem } => {
                Code::OutputBadPath.arg("path", path).help(problem.key())
            }
            Self::ZipInside { path, folder } => {
                about(Code::ZipInside, path).arg("folder", written(folder))
            }
            Self::ZipNowhere { path } => about(Code::ZipNowhere, path),
            Self::ZipNotPut { path, error } => about(Code::ZipNotPut, path).arg("reason", error),
            Self::Io { path, error } => about(Code::OutputFailed, path)
                .arg("reason", error)
                .help(mending(error)),
        }
    }
}

/// A path as people write it: with `/`, and without the mark that Windows sets before resolved paths.
fn written(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        let text = text.strip_prefix(r"\\?\").unwrap_or(&text);
        return text
            .strip_prefix(r"UNC\")
            .map_or_else(|| text.to_owned(), |share| format!(r"\\{share}"))
            .replace('\\', "/");
    }
    text.into_owned()
}

impl fmt::Display for OutputError {
    /// For logs; people are told the [`diagnostic`](Self::diagnostic).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let diagnostic = self.diagnostic();
        f.write_str(diagnostic.code.as_str())?;
        diagnostic
            .args
            .iter()
            .try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } | Self::ZipNotPut { error, .. } => Some(error),
            _ => None,
        }
    }
}
