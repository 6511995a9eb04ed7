//! `thidua` without a command, at a terminal or by a double click: the desk of the folder that it stands in, else of the one
//! that was open last, else of one that is asked for or made.

use super::arguments::{Common, NewSite, Serve};
use super::exit::Exit;
use super::memory::{remember, remembered};
use super::new::{self, Asker};
use super::options::ServeOptions;
use super::serve;
use super::usage::UsageError;
use crate::locale::{Language, Words};
use crate::reading::is_site_folder;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Where the desk is, from the site's root.
const DESK: &str = "ban-bien-tap/";

/// Whether nothing is asked for, by somebody who can be asked.
pub(super) fn is_meant(arguments: &[OsString]) -> bool {
    arguments.len() < 2 && Asker::has_terminal()
}

/// Opens the desk.
///
/// # Errors
/// Where an answer cannot be understood.
pub(super) fn run(common: Common, language: Language) -> Result<ExitCode, UsageError> {
    let known = around().into_iter().chain(remembered());
    let folder = match known.into_iter().find(|folder| is_site_folder(folder)) {
        Some(folder) => folder,
        None => match ask(&common, language)? {
            Ok(folder) => folder,
            Err(exit) => return Ok(exit),
        },
    };
    remember(&folder);
    let common = Common {
        root: folder,
        ..common
    };
    let given = Serve {
        port: None,
        open: true,
        drafts: false,
        now: None,
    };
    let mut options = ServeOptions::new(common, given, language)?;
    options.open = Some(DESK);
    Ok(serve::run(&options))
}

/// The folder that the program was started in, and its own, which a double click may mean.
fn around() -> Vec<PathBuf> {
    let own = std::env::current_exe().ok();
    let own = own.and_then(|program| program.parent().map(Path::to_owned));
    let here = std::env::current_dir().ok();
    here.into_iter().chain(own).collect()
}

/// Asks for a folder, or makes a new site; how it ended where there is none.
fn ask(common: &Common, language: Language) -> Result<Result<PathBuf, ExitCode>, UsageError> {
    let words = Words::of(language);
    let (mut input, mut out) = (io::stdin().lock(), io::stdout().lock());
    let mut asker = Asker::new(&mut input, &mut out, words);
    loop {
        let Ok(answer) = asker.ask(words.word("cli.home.which")) else {
            return Ok(Err(Exit::Usage.into()));
        };
        if answer.is_empty() {
            let (exit, made) = new::make(common, NewSite::default(), Some(&mut asker), language)?;
            if let Some(folder) = made {
                return Ok(Ok(folder));
            }
            if exit == Exit::Usage.into() {
                return Ok(Err(exit));
            }
            continue;
        }
        let folder = new::dropped_path(&answer);
        if is_site_folder(&folder) {
            return Ok(Ok(folder));
        }
        let none = words.fill("cli.home.no-site", &[("folder", &answer)]);
        if asker.say(&none).is_err() {
            return Ok(Err(Exit::Usage.into()));
        }
    }
}
