//! Options as they are resolved: what was given, and what stands in for the rest.

use super::arguments::{Build, Common, Format, Reading, Serve};
use super::usage::UsageError;
use crate::emitter::Detail;
use crate::locale::Language;
use crate::reading::{ReadOptions, base_address};
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use std::ffi::OsString;
use std::path::PathBuf;

/// What `build` and `check` do, and how.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The site folder.
    pub root: PathBuf,
    /// The folder that the site is written to.
    pub out: PathBuf,
    /// The zip that the site is packed into as well.
    pub zip: Option<PathBuf>,
    /// The secret key that the list of files is signed with.
    pub sign: Option<PathBuf>,
    /// Whether every text has a `.gz` and a `.br` beside it.
    pub compress: bool,
    /// The absolute address of the site, without a trailing slash, in place of the one in `campaign.toml`.
    pub base_url: Option<Box<str>>,
    /// Whether pages that are published may go, however many.
    pub allow_removals: bool,
    /// Whether drafts are published.
    pub drafts: bool,
    /// The clock: its date is today, its instant decides what is due.
    pub now: Zoned,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Whether diagnostics are written as JSON.
    pub json: bool,
    /// How much is said to people.
    pub detail: Detail,
    /// The language of messages.
    pub language: Language,
    /// Whether the process ends with this, so that nothing need be let go of.
    pub is_last: bool,
}

impl BuildOptions {
    /// The options of `build`.
    pub(super) fn of_build(
        common: Common,
        build: Build,
        language: Language,
    ) -> Result<Self, UsageError> {
        let mut options = Self::of_check(common, build.reading, language)?;
        if let Some(out) = build.out {
            options.out = out;
        }
        options.zip = build.zip;
        options.sign = build.sign;
        options.allow_removals = build.allow_removals;
        options.compress = build.compress;
        Ok(options)
    }

    /// The options of `check`.
    pub(super) fn of_check(
        common: Common,
        reading: Reading,
        language: Language,
    ) -> Result<Self, UsageError> {
        let base_url = match reading.base_url {
            None => None,
            Some(text) => Some(
                base_address(&text)
                    .ok_or_else(|| UsageError::new("bad-base-url", &text))?
                    .into(),
            ),
        };
        let now = clock(reading.now.as_deref())?;
        Ok(Self {
            out: common.root.join("public"),
            zip: None,
            sign: None,
            compress: false,
            root: common.root,
            allow_removals: false,
            base_url,
            drafts: reading.drafts,
            now,
            strict: reading.strict,
            json: common.format == Format::Json,
            detail: if reading.verbose {
                Detail::Full
            } else {
                Detail::Brief
            },
            language,
            is_last: true,
        })
    }

    /// What the reading of the campaign needs to know.
    pub(super) fn read_options(&self) -> ReadOptions {
        ReadOptions {
            drafts: self.drafts,
            now: self.now.clone(),
        }
    }
}

/// The clock: the one that is given, else the system's.
pub(super) fn clock(given: Option<&str>) -> Result<Zoned, UsageError> {
    match given {
        None => Ok(in_vietnam(Timestamp::now())),
        Some(text) => parse_clock(text).ok_or_else(|| UsageError::new("bad-now", text)),
    }
}

/// What `serve` does, and how.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// How the folder is read; its clock stands still where one was given.
    reading: BuildOptions,
    has_clock: bool,
    /// The port that was asked for.
    pub port: Option<u16>,
    /// The page that a browser is opened at, from the site's root.
    pub open: Option<&'static str>,
}

impl ServeOptions {
    /// The options of `serve`.
    pub(super) fn new(
        common: Common,
        serve: Serve,
        language: Language,
    ) -> Result<Self, UsageError> {
        let has_clock = serve.now.is_some();
        let reading = Reading {
            base_url: None,
            drafts: serve.drafts,
            now: serve.now,
            strict: false,
            verbose: false,
        };
        let mut reading = BuildOptions::of_check(common, reading, language)?;
        // The current folder may be replaced as a whole: its name goes on to mean the new one.
        if let Ok(root) = std::path::absolute(&reading.root) {
            reading.root = root;
        }
        reading.is_last = false;
        Ok(Self {
            reading,
            has_clock,
            port: serve.port,
            open: serve.open.then_some(""),
        })
    }

    /// How the folder is read now.
    #[must_use]
    pub fn reading(&self) -> BuildOptions {
        let mut reading = self.reading.clone();
        if !self.has_clock {
            reading.now = in_vietnam(Timestamp::now());
        }
        reading
    }

    /// The folder, the language and the form of messages, which do not change.
    #[must_use]
    pub const fn fixed(&self) -> &BuildOptions {
        &self.reading
    }
}

/// A moment on the clocks of Vietnam, which knows no summer time. Neither the machine's zone nor the one in which
/// `--now` is written may decide what day it is on the site.
fn in_vietnam(instant: Timestamp) -> Zoned {
    instant.to_zoned(TimeZone::fixed(jiff::tz::offset(7)))
}

/// A time with its offset (RFC 3339): `2019-08-21T02:10:00+07:00`.
fn parse_clock(text: &str) -> Option<Zoned> {
    let instant: Timestamp = text.parse().ok()?;
    let has_zone_name = Pieces::parse(text).ok()?.time_zone_annotation().is_some();
    (!has_zone_name).then(|| in_vietnam(instant))
}

/// The language of messages: `--lang`, wherever it stands among the arguments, else the system's, else Vietnamese.
pub(super) fn language(arguments: &[OsString]) -> Language {
    given_language(arguments)
        .or_else(|| sys_locale::get_locale().and_then(|locale| Language::from_locale(&locale)))
        .unwrap_or(Language::DEFAULT)
}

/// `--lang` before the arguments are parsed, because parsing may fail and says so in that language.
fn given_language(arguments: &[OsString]) -> Option<Language> {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    let mut found = None;
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            break;
        }
        let code = match argument.strip_prefix("--lang") {
            Some("") => arguments.next().map(|code| code.into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        found = code.and_then(|code| Language::from_code(&code)).or(found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn os(arguments: &[&str]) -> Vec<OsString> {
        arguments.iter().map(Into::into).collect()
    }

    #[test]
    fn the_clock_is_a_time_with_its_offset() {
        let clock = parse_clock("2019-08-21T02:10:00+07:00").unwrap();
        assert_eq!(clock.date(), jiff::civil::date(2019, 8, 21));
        assert_eq!(clock.timestamp().to_string(), "2019-08-20T19:10:00Z");
        assert_eq!(
            parse_clock("2019-08-20T19:10:00Z").unwrap().date(),
            jiff::civil::date(2019, 8, 21)
        );
        for text in [
            "",
            "2019-08-21",
            "2019-08-21T02:10:00",
            "21/08/2019",
            "hôm nay",
            "2019-02-30T00:00:00Z",
        ] {
            assert!(parse_clock(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_language_is_found_wherever_it_stands() {
        assert_eq!(
            given_language(&os(&["thidua", "build", "--lang", "en"])),
            Some(Language::English)
        );
        assert_eq!(
            given_language(&os(&["thidua", "--lang=vi", "nonsense"])),
            Some(Language::Vietnamese)
        );
        assert_eq!(given_language(&os(&["thidua", "--lang"])), None);
        assert_eq!(given_language(&os(&["thidua", "--lang", "xx"])), None);
        assert_eq!(given_language(&os(&["thidua", "--", "--lang", "en"])), None);
    }
}
