//! `thidua convert`: a clean CSV from any table, in any encoding.

use super::arguments::{Common, Convert, Format, SourceEncoding};
use super::exit::Exit;
use super::report::write_problems;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::emitter::Detail;
use crate::locale::Language;
use crate::place::{FileId, SourceFile, Sources};
use crate::source::{Cleaning, GivenEncoding, clean_csv, header_key, read_bytes};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// No table is longer.
const LONGEST: u64 = 1 << 30;

/// Runs the command.
pub(super) fn run(common: &Common, convert: &Convert, language: Language) -> ExitCode {
    let mut sources = Sources::new(PathBuf::from("."));
    let file = sources.add(SourceFile {
        path: convert.file.display().to_string().into(),
        on_disk: convert.file.clone(),
    });
    let mut diagnostics = Diagnostics::new();
    let exit = convert_file(convert, &mut sources, file, &mut diagnostics);
    diagnostics.sort();
    match write_problems(
        &diagnostics,
        &sources,
        common.format == Format::Json,
        Detail::Full,
        language,
    ) {
        Ok(()) => exit.into(),
        Err(_) => Exit::System.into(),
    }
}

fn convert_file(
    convert: &Convert,
    sources: &mut Sources,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Exit {
    let bytes = match read_bytes(sources, file, LONGEST) {
        Ok(bytes) => bytes,
        Err(problem) => {
            diagnostics.push(problem);
            return Exit::Usage;
        }
    };
    let cleaning = Cleaning {
        given: convert.from.map(Into::into),
        sheet: convert.sheet.as_deref(),
        is_period: |header| matches!(&*header_key(header), "period" | "ky"),
    };
    let Some(csv) = clean_csv(&bytes, sources, file, cleaning, diagnostics) else {
        return Exit::Input;
    };
    let out = convert.out.clone().unwrap_or_else(|| beside(&convert.file));
    let written = if out.as_os_str() == "-" {
        std::io::stdout().lock().write_all(csv.as_bytes())
    } else {
        write_new(&out, csv.as_bytes(), convert.force)
    };
    match written {
        Ok(()) => Exit::Done,
        Err(error) => {
            diagnostics.push(not_written(&out, &error, "exists"));
            Exit::System
        }
    }
}

/// What is told where a file could not be written; `kept` helps where one is there that is not replaced.
pub(super) fn not_written(path: &Path, error: &std::io::Error, kept: &'static str) -> Diagnostic {
    let problem = Code::NotWritten
        .arg("path", path.display())
        .arg("reason", error);
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => problem.help(kept),
        _ => problem,
    }
}

/// The file beside a table that its clean form goes to: `bang.csv` for `bang.xlsx`, `bang-utf8.csv` for `bang.csv`.
fn beside(file: &Path) -> PathBuf {
    let is_csv = file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let mut name = file.file_stem().unwrap_or_default().to_os_string();
    name.push(if is_csv { "-utf8.csv" } else { ".csv" });
    file.with_file_name(name)
}

/// Writes a file whole or not at all, over none that is there unless it is asked for.
pub(super) fn write_new(path: &Path, bytes: &[u8], force: bool) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    if !force {
        options
            .write(true)
            .create_new(true)
            .open(path)?
            .write_all(bytes)?;
        return Ok(());
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".tmp");
    let new = path.with_file_name(name);
    options
        .write(true)
        .create(true)
        .truncate(true)
        .open(&new)?
        .write_all(bytes)?;
    std::fs::rename(new, path)
}

impl From<SourceEncoding> for GivenEncoding {
    fn from(from: SourceEncoding) -> Self {
        match from {
            SourceEncoding::Tcvn3 => Self::Tcvn3,
            SourceEncoding::Vni => Self::Vni,
            SourceEncoding::Windows1258 => Self::Windows1258,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clean_table_lies_beside_the_other() {
        assert_eq!(beside(Path::new("a/bang.xlsx")), Path::new("a/bang.csv"));
        assert_eq!(beside(Path::new("bang.CSV")), Path::new("bang-utf8.csv"));
    }

    #[test]
    fn nothing_is_written_over_unless_it_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write_new(&path, b"1", false).unwrap();
        assert!(write_new(&path, b"2", false).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"1");
        write_new(&path, b"3", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"3");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
