//! The arguments as they are given, with help in the reader's language.

use crate::locale::{Language, Words};
use clap::builder::PossibleValue;
use clap::{
    Arg, ArgAction, Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::LazyLock;

/// `thidua`
#[derive(Debug, Parser)]
#[command(name = "thidua", version, arg_required_else_help = true)]
#[command(
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Commands,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub(super) struct Common {
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    #[arg(long, global = true, value_name = language_codes())]
    pub(super) lang: Option<Language>,
    #[arg(
        long,
        global = true,
        value_name = "human|json",
        default_value = "human"
    )]
    pub(super) format: Format,
}

impl Common {
    /// Those of a run without arguments.
    pub(super) fn of_home() -> Self {
        Self {
            root: ".".into(),
            lang: None,
            format: Format::Human,
        }
    }
}

/// The commands; each has a file of its own beside this one.
#[derive(Debug, Subcommand)]
pub(super) enum Commands {
    Build(Build),
    Check(Reading),
    Serve(Serve),
    Convert(Convert),
    Forms(FormsOf),
    Units(UnitsOf),
    New(New),
    Release(Release),
    Diff(Diff),
    Verify(Verify),
}

/// `thidua build`
#[derive(Debug, Args)]
pub(super) struct Build {
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(super) zip: Option<PathBuf>,
    #[arg(long, value_name = "KEY")]
    pub(super) sign: Option<PathBuf>,
    #[arg(long)]
    pub(super) allow_removals: bool,
    #[arg(long)]
    pub(super) compress: bool,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// `thidua release`
#[derive(Debug, Args)]
pub(super) struct Release {
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// `thidua serve`
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[arg(long, value_name = "PORT")]
    pub(super) port: Option<u16>,
    #[arg(long)]
    pub(super) open: bool,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long, value_name = "TIME")]
    pub(super) now: Option<String>,
}

/// `thidua convert`
#[derive(Debug, Args)]
pub(super) struct Convert {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(id = "table_out", long = "out", value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    #[arg(long, value_name = "tcvn3|vni|windows-1258")]
    pub(super) from: Option<SourceEncoding>,
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,
    #[arg(long)]
    pub(super) force: bool,
}

/// `thidua forms`
#[derive(Debug, Args)]
pub(super) struct FormsOf {
    #[arg(id = "form_period", long = "period", value_name = "PERIOD")]
    pub(super) period: Option<String>,
    #[arg(id = "form_unit", long = "unit", value_name = "UNIT")]
    pub(super) units: Vec<String>,
    #[arg(id = "form_group", long = "group", value_name = "GROUP")]
    pub(super) groups: Vec<String>,
    #[arg(id = "form_missing", long = "missing")]
    pub(super) missing: bool,
    #[arg(id = "form_out", long = "out", value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[arg(id = "form_now", long = "now", value_name = "TIME")]
    pub(super) now: Option<String>,
}

/// `thidua units`
#[derive(Debug, Args)]
pub(super) struct UnitsOf {
    #[arg(id = "units_file", value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(id = "units_sheet", long = "sheet", value_name = "NAME")]
    pub(super) sheet: Option<String>,
    #[arg(id = "units_column", long = "column", value_name = "NAME")]
    pub(super) column: Option<String>,
    #[arg(id = "units_out", long = "out", value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// `thidua new`
#[derive(Debug, Args)]
pub(super) struct New {
    #[command(subcommand)]
    pub(super) what: NewOf,
}

/// What can be made anew.
#[derive(Debug, Subcommand)]
pub(super) enum NewOf {
    Site(NewSite),
    Announcement(NewPageOf),
    Initiative(NewPageOf),
}

/// `thidua new site`
#[derive(Debug, Default, Args)]
pub(super) struct NewSite {
    #[arg(id = "new_folder", value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    #[arg(id = "new_site_title", long = "title", value_name = "TEXT")]
    pub(super) title: Option<String>,
    #[arg(id = "new_starts", long = "starts", value_name = "DATE")]
    pub(super) starts: Option<String>,
    #[arg(id = "new_ends", long = "ends", value_name = "DATE")]
    pub(super) ends: Option<String>,
    #[arg(id = "new_units", long = "units", value_name = "FILE|hcmc-2019|-")]
    pub(super) units: Option<String>,
    #[arg(id = "new_sheet", long = "sheet", value_name = "NAME")]
    pub(super) sheet: Option<String>,
    #[arg(id = "new_column", long = "column", value_name = "NAME")]
    pub(super) column: Option<String>,
    #[arg(id = "new_indicator", long = "indicator", value_name = "TEXT")]
    pub(super) indicators: Vec<String>,
    #[arg(id = "new_language", long = "language", value_name = language_codes())]
    pub(super) language: Option<Language>,
    #[arg(id = "new_site_now", long = "now", value_name = "TIME")]
    pub(super) now: Option<String>,
}

/// `thidua new announcement`, `thidua new initiative`
#[derive(Debug, Args)]
pub(super) struct NewPageOf {
    #[arg(id = "new_title", value_name = "TITLE")]
    pub(super) title: String,
    #[arg(id = "new_date", long = "date", value_name = "DATE")]
    pub(super) date: Option<String>,
    #[arg(id = "new_now", long = "now", value_name = "TIME")]
    pub(super) now: Option<String>,
}

/// `thidua diff`
#[derive(Debug, Args)]
pub(super) struct Diff {
    #[arg(id = "diff_old", value_name = "OLD")]
    pub(super) old: PathBuf,
    #[arg(id = "diff_new", value_name = "NEW")]
    pub(super) new: PathBuf,
    #[arg(id = "diff_uploads", long = "upload-list")]
    pub(super) uploads: bool,
    #[arg(
        id = "diff_html",
        long = "html",
        value_name = "FILE",
        conflicts_with = "diff_uploads"
    )]
    pub(super) html: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// `thidua verify`
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[arg(id = "verify_copy", value_name = "DIR|ZIP")]
    pub(super) copy: PathBuf,
    #[arg(id = "verify_key", long = "key", value_name = "KEY")]
    pub(super) key: Option<String>,
}

/// The encoding of a table that is converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SourceEncoding {
    Tcvn3,
    Vni,
    #[value(name = "windows-1258")]
    Windows1258,
}

/// What a reading depends on.
#[derive(Debug, Args)]
pub(super) struct Reading {
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long, value_name = "TIME")]
    pub(super) now: Option<String>,
    #[arg(long)]
    pub(super) strict: bool,
    #[arg(long, short)]
    pub(super) verbose: bool,
}

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.code()))
    }
}

/// The codes of all languages, as they are chosen from.
fn language_codes() -> &'static str {
    static CODES: LazyLock<String> = LazyLock::new(|| {
        let codes: Vec<&str> = Language::ALL.iter().map(|one| one.code()).collect();
        codes.join("|")
    });
    &CODES
}

/// The form of diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
}

/// Parses the arguments of a process, the program's own name first.
///
/// # Errors
/// clap's own, which are wrong usage, a call for help, or one for the version.
pub(super) fn parse(arguments: &[OsString], words: &Words) -> Result<Arguments, clap::Error> {
    let mut command = localized(Arguments::command(), words);
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The command line with its help texts in a language; `cli.help.…` in the language files.
fn localized(command: Command, words: &Words) -> Command {
    let version = Arg::new("version")
        .long("version")
        .short('V')
        .action(ArgAction::Version);
    let command = command.arg(version).about(word(words, "about", "thidua"));
    let command =
        with_help(command, words).subcommand_help_heading(word(words, "heading", "commands"));
    with_words_below(command, words)
}

/// Gives the commands below a command their words.
fn with_words_below(command: Command, words: &Words) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    names.into_iter().fold(command, |command, name| {
        let about = word(words, "about", &name);
        command.mut_subcommand(name, |sub| {
            let sub = with_help(sub.about(about), words).disable_help_subcommand(true);
            let sub = sub.subcommand_help_heading(word(words, "heading", "commands"));
            with_words_below(sub, words)
        })
    })
}

/// Adds the help option, and gives the command and its options their words.
fn with_help(command: Command, words: &Words) -> Command {
    let usage = word(words, "heading", "usage");
    let template = format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}");
    let help = Arg::new("help")
        .long("help")
        .short('h')
        .action(ArgAction::Help)
        .global(true);
    let has_help = command.get_arguments().any(|arg| arg.get_id() == "help");
    let command = if has_help { command } else { command.arg(help) };
    let heading = word(words, "heading", "options");
    command.help_template(template).mut_args(|arg| {
        let text = word(words, "option", arg.get_id().as_str());
        let arg = arg.help(text).help_heading(heading);
        if !arg.get_action().takes_values() {
            return arg;
        }
        // clap adds defaults and possible values in English; the texts have them already.
        arg.hide_default_value(true).hide_possible_values(true)
    })
}

fn word(words: &Words, table: &str, name: &str) -> &'static str {
    words
        .find(&format!("cli.help.{table}.{name}"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    fn parsed(arguments: &[&str]) -> Result<Arguments, clap::Error> {
        let arguments: Vec<OsString> = std::iter::once("thidua")
            .chain(arguments.iter().copied())
            .map(Into::into)
            .collect();
        parse(&arguments, Words::of(Language::Vietnamese))
    }

    #[test]
    fn options_may_stand_before_or_after_the_command() {
        let parsed = parsed(&[
            "--root",
            "a",
            "build",
            "--out",
            "b",
            "--format=json",
            "--drafts",
            "--strict",
        ])
        .unwrap();
        assert_eq!(parsed.common.root, PathBuf::from("a"));
        assert_eq!(parsed.common.format, Format::Json);
        let Commands::Build(build) = parsed.command else {
            panic!("build")
        };
        assert_eq!(build.out, Some(PathBuf::from("b")));
        assert!(build.reading.drafts && build.reading.strict);
    }

    #[test]
    fn wrong_usage_is_an_error() {
        for arguments in [
            &["biuld"][..],
            &["build", "--owt", "x"],
            &["check", "--out", "x"],
            &["build", "extra"],
            &["build", "--lang", "xx"],
            &["build", "--format", "xml"],
            &["build", "--root"],
            &[],
        ] {
            assert!(parsed(arguments).is_err(), "{arguments:?}");
        }
    }

    #[test]
    fn every_option_and_command_has_words() {
        for language in Language::ALL {
            let command = localized(Arguments::command(), Words::of(*language));
            let below = command.get_subcommands();
            let all = below.flat_map(|sub| std::iter::once(sub).chain(sub.get_subcommands()));
            for command in std::iter::once(&command).chain(all) {
                assert!(
                    !command.get_about().unwrap().to_string().is_empty(),
                    "{}",
                    command.get_name()
                );
                for arg in command.get_arguments() {
                    assert!(
                        !arg.get_help().unwrap().to_string().is_empty(),
                        "{}",
                        arg.get_id()
                    );
                }
            }
        }
    }

    #[test]
    fn help_is_in_the_language() {
        let help = parsed(&["build", "--help"]).unwrap_err().to_string();
        assert!(
            help.contains("Cách dùng:") && help.contains("Tùy chọn"),
            "{help}"
        );
        assert!(
            !help.contains("Options") && !help.contains("Print help") && !help.contains("[default"),
            "{help}"
        );
        assert!(
            parsed(&["--version"])
                .unwrap_err()
                .to_string()
                .starts_with("thidua 0.")
        );
    }
}
