//! `thidua units`: a register of units proposed from the names in a table.

use super::arguments::{Common, Format, UnitsOf};
use super::convert::{not_written, write_new};
use super::exit::Exit;
use super::report::write_problems;
use crate::diagnostic::{Diagnostics, Severity};
use crate::emitter::Detail;
use crate::locale::Language;
use crate::place::{SourceFile, Sources};
use crate::reading::{Register, UnitLookup, is_site_folder, read_register};
use crate::register::propose;
use crate::source::{Cleaning, clean_csv, read_bytes};
use std::io::Write as _;
use std::process::ExitCode;

/// No table is longer.
const LONGEST: u64 = 1 << 30;

/// Runs the command.
pub(super) fn run(common: &Common, given: &UnitsOf, language: Language) -> ExitCode {
    let register = if is_site_folder(&common.root) {
        read_register(&common.root)
    } else {
        Register::default()
    };
    let mut diagnostics = register.problems.clone();
    let mut sources = register.sources.clone();
    // What the register lacks can be told only where it can be read.
    let exit = if diagnostics.count(Severity::Error) > 0 {
        Exit::Input
    } else {
        propose_units(given, &register, &mut sources, &mut diagnostics)
    };
    diagnostics.sort();
    let is_json = common.format == Format::Json;
    match write_problems(&diagnostics, &sources, is_json, Detail::Full, language) {
        Ok(()) => exit.into(),
        Err(_) => Exit::System.into(),
    }
}

fn propose_units(
    given: &UnitsOf,
    register: &Register,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Exit {
    let file = sources.add(SourceFile {
        path: given.file.display().to_string().into(),
        on_disk: given.file.clone(),
    });
    let bytes = match read_bytes(sources, file, LONGEST) {
        Ok(bytes) => bytes,
        Err(problem) => {
            diagnostics.push(problem);
            return Exit::Usage;
        }
    };
    let cleaning = Cleaning {
        given: None,
        sheet: given.sheet.as_deref(),
        is_period: |_| false,
    };
    let Some(csv) = clean_csv(&bytes, sources, file, cleaning, diagnostics) else {
        return Exit::Input;
    };
    let known = UnitLookup::new(&register.units);
    let proposed = propose(&csv, given.column.as_deref(), &known, diagnostics);
    if diagnostics.count(Severity::Error) > 0 {
        return Exit::Input;
    }
    let Some(proposed) = proposed else {
        return Exit::Done;
    };
    let written = match &given.out {
        Some(out) => write_new(out, proposed.as_bytes(), false).map_err(|error| (out, error)),
        None => {
            let written = std::io::stdout().lock().write_all(proposed.as_bytes());
            written.map_err(|error| (&given.file, error))
        }
    };
    let Err((path, error)) = written else {
        return Exit::Done;
    };
    diagnostics.push(not_written(path, &error, "kept"));
    Exit::System
}
