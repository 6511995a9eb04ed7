//! What a command says: problems, progress, and a summary.

use super::options::BuildOptions;
use crate::diagnostic::Diagnostics;
use crate::emitter::{Detail, write_human, write_json};
use crate::locale::{Language, Words};
use crate::model::Waiting;
use crate::place::Sources;
use crate::reading::tell_waiting;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::Duration;

/// Writes the problems: JSON to standard output, text for people to standard error.
///
/// # Errors
/// Those of the stream, but that nobody reads it any more.
pub(super) fn write_problems(
    diagnostics: &Diagnostics,
    sources: &Sources,
    json: bool,
    detail: Detail,
    language: Language,
) -> io::Result<()> {
    let written = if json {
        let mut out = BufWriter::new(io::stdout().lock());
        write_json(diagnostics, sources, Words::of(language), &mut out)
    } else {
        let mut out = BufWriter::new(io::stderr().lock());
        write_human(
            diagnostics,
            sources,
            Words::of(language),
            has_colour(),
            detail,
            &mut out,
        )
    };
    unless_unread(written)
}

/// What came of a writing, where anybody reads it: whoever stopped reading has read enough.
pub(super) fn unless_unread(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Whether standard error shows colours.
pub(super) fn has_colour() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    // Older consoles of Windows would show the codes themselves.
    let understands = !cfg!(windows) || is_set("WT_SESSION") || is_set("TERM") || is_set("ANSICON");
    io::stderr().is_terminal() && !is_set("NO_COLOR") && !is_dumb && understands
}

/// What is being done, on one line of a terminal that is written over; silent elsewhere.
#[derive(Debug)]
pub struct Progress {
    words: &'static Words,
    is_shown: bool,
    width: usize,
}

impl Progress {
    /// Shown only where standard error is a terminal and people read it.
    pub(super) fn new(options: &BuildOptions) -> Self {
        let is_shown = !options.json && io::stderr().is_terminal();
        Self {
            words: Words::of(options.language),
            is_shown,
            width: 0,
        }
    }

    /// Never shown.
    pub(super) fn silent(options: &BuildOptions) -> Self {
        Self {
            is_shown: false,
            ..Self::new(options)
        }
    }

    /// Says what is being done now: the word `cli.progress.STAGE`.
    pub fn stage(&mut self, stage: &str) {
        if self.is_shown {
            let text = self.words.fill(&format!("cli.progress.{stage}"), &[]);
            self.write_over(&text);
        }
    }

    /// Takes the line away.
    pub(super) fn end(&mut self) {
        if self.is_shown {
            self.write_over("");
        }
    }

    fn write_over(&mut self, text: &str) {
        let width = text.chars().count();
        let mut out = io::stderr().lock();
        // A terminal that cannot be written to has nobody to tell.
        let _ = write!(out, "\r{:old$}\r{text}", "", old = self.width);
        let _ = out.flush();
        self.width = width;
    }
}

/// What a run did, for its last lines.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// How many pages there are; `None` where none were made.
    pub pages: Option<usize>,
    /// How many units there are.
    pub units: usize,
    /// How many figures were reported.
    pub figures: usize,
    /// Whether a site was published.
    pub is_published: bool,
    /// Files in the output folder that are not ours and were kept.
    pub kept: Vec<String>,
    /// The announcements that wait for their day.
    pub waiting: Vec<Waiting>,
}

/// Writes the last lines: what there is, how long it took, and how many problems. Only for people at a terminal.
pub(super) fn write_summary(
    summary: Option<&Summary>,
    diagnostics: &Diagnostics,
    took: Duration,
    options: &BuildOptions,
) {
    let mut err = io::stderr().lock();
    if options.json || !err.is_terminal() {
        return;
    }
    let words = Words::of(options.language);
    // A terminal that cannot be written to has nobody to tell.
    let _ = err.write_all(summary_text(summary, diagnostics, took, options, words).as_bytes());
}

fn summary_text(
    summary: Option<&Summary>,
    diagnostics: &Diagnostics,
    took: Duration,
    options: &BuildOptions,
    words: &Words,
) -> String {
    let mut text = String::new();
    let out = options.out.display().to_string();
    if let Some(summary) = summary {
        let seconds = seconds(took, options.language);
        let (units, figures) = (summary.units.to_string(), summary.figures.to_string());
        let pages = summary.pages.map(|pages| pages.to_string());
        let mut args = vec![
            ("units", &*units),
            ("figures", &*figures),
            ("seconds", &*seconds),
            ("out", &*out),
        ];
        let key = if let Some(pages) = &pages {
            args.push(("pages", pages));
            "cli.summary.built"
        } else {
            "cli.summary.checked"
        };
        text.push_str(&words.fill(key, &args));
        text.push('\n');
        if let Some(zip) = &options.zip {
            let zip = zip.display().to_string();
            text.push_str(&words.fill("cli.summary.zipped", &[("zip", &zip)]));
            text.push('\n');
        }
        if let Some(note) = tell_waiting(&summary.waiting) {
            text.push_str(&note.message(words));
            text.push('\n');
        }
        if !summary.kept.is_empty() {
            text.push_str(&words.fill("cli.summary.kept", &[("files", &summary.kept.join(", "))]));
            text.push('\n');
        }
    } else {
        text.push_str(words.word("cli.summary.failed"));
        text.push('\n');
    }
    let counted = diagnostics.counted(words);
    if !counted.is_empty() {
        text.push_str(&counted);
        text.push('\n');
    }
    text
}

/// Seconds with one decimal, as the language writes them.
pub(super) fn seconds(took: Duration, language: Language) -> String {
    format!("{:.1}", took.as_secs_f64()).replace('.', language.decimal_mark())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::diagnostic::Diagnostic;
    use crate::locale::Language;

    fn options(language: Language) -> BuildOptions {
        BuildOptions {
            root: ".".into(),
            out: "public".into(),
            zip: None,
            compress: false,
            sign: None,
            base_url: None,
            allow_removals: false,
            drafts: false,
            now: "2019-08-21T02:10:00+07:00[+07:00]".parse().unwrap(),
            strict: false,
            json: false,
            detail: Detail::Brief,
            language,
            is_last: true,
        }
    }

    #[test]
    fn the_summary_says_what_there_is() {
        let options = options(Language::English);
        let words = Words::of(Language::English);
        let summary = Summary {
            pages: Some(12),
            is_published: true,
            units: 3,
            figures: 99,
            kept: vec!["web.config".to_owned()],
            waiting: vec![Waiting {
                day: jiff::civil::date(2019, 12, 21),
                title: "Tổng kết".into(),
            }],
        };
        let text = summary_text(
            Some(&summary),
            &Diagnostics::new(),
            Duration::from_millis(1250),
            &options,
            words,
        );
        for part in [
            "12 pages",
            "3 units",
            "99 figures",
            "1.2 s",
            "public",
            "web.config",
            "“Tổng kết” (21/12/2019)",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("errors"));
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::new(Code::NotAFile));
        let text = summary_text(None, &diagnostics, Duration::ZERO, &options, words);
        assert!(
            text.contains("Nothing was published") && text.contains("1 error\n"),
            "{text}"
        );
    }
}
