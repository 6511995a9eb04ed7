//! `thidua serve`: a live preview on loopback, which reads the site folder again on every save and writes nothing.

use super::exit::Exit;
use super::options::{BuildOptions, ServeOptions};
use super::report::{Progress, has_colour, seconds, write_problems};
use super::run::Failure;
use super::signals::on_signal;
use super::stages::{run_stages_after_reading, settle, where_sound};
use crate::desk::{self, Desk};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::emitter::{Detail, write_human, write_json};
use crate::locale::Words;
use crate::model::Campaign;
use crate::place::Sources;
use crate::preview::{self, Edition, Opening, Panel, Read, Report};
use crate::reading::observation_reader::TableMemory;
use crate::reading::{Reading, is_site_folder, read_again};
use std::cell::Cell;
use std::io::{self, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, ExitCode, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// The port where none is asked for.
const PORT: u16 = 8019;

/// So many ports after it are tried where it is taken.
const NEIGHBOURS: u16 = 20;

/// Runs the command.
pub(super) fn run(options: &ServeOptions) -> ExitCode {
    let fixed = options.fixed();
    if !is_site_folder(&fixed.root) {
        let problem = Code::NoSiteFolder.arg("root", fixed.root.display());
        return end_with(problem, Exit::Usage, fixed);
    }
    let (listener, port) = match listen(options.port) {
        Ok(listening) => listening,
        Err(problem) => return end_with(problem, Exit::System, fixed),
    };
    let words = Words::of(fixed.language);
    // Where the signal cannot be caught, it ends the process all the same.
    on_signal(|_| std::process::exit(Exit::Done as i32));
    let address = format!("http://127.0.0.1:{port}/");
    if tell_address(&address, port, options).is_err() {
        return Exit::System.into();
    }
    let page = options.open.map(|page| format!("{address}{page}"));
    if let Some(page) = page.filter(|page| !open_browser(page)) {
        tell_alone(Code::NoBrowser.arg("address", page), fixed);
    }
    let reader = Arc::new(PreviewReader {
        options: options.clone(),
        words,
        memory: TableMemory::default(),
        said: Mutex::default(),
    });
    let office = Arc::clone(&reader);
    preview::serve(listener, &fixed.root, words, reader, |hub| {
        desk::router(Desk::new(&fixed.root, words, hub, office))
    })
}

/// Listens on the port that was asked for, else on the first free one from ours on.
fn listen(asked: Option<u16>) -> Result<(TcpListener, u16), Diagnostic> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match asked {
        Some(port) => bind(port),
        None => {
            let mut free = (PORT..=PORT + NEIGHBOURS).filter_map(|port| bind(port).ok());
            free.next().map_or_else(|| bind(0), Ok)
        }
    };
    let port = asked.unwrap_or(PORT);
    let taken = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => Code::PortTaken.arg("port", port),
        _ => Code::NoPort.arg("port", port).arg("reason", error),
    };
    let listener = listener.map_err(taken)?;
    let port = listener.local_addr().map_err(taken)?.port();
    Ok((listener, port))
}

/// Tells where the preview is: on a line of its own to people, as a note to programs.
fn tell_address(address: &str, port: u16, options: &ServeOptions) -> io::Result<()> {
    let fixed = options.fixed();
    let is_other = options.port.is_none() && port != PORT;
    if fixed.json {
        let note = Code::PreviewAt.arg("address", address);
        let mut notes = Diagnostics::new();
        notes.push(note);
        return write_problems(
            &notes,
            &Sources::default(),
            true,
            Detail::Brief,
            fixed.language,
        );
    }
    let words = Words::of(fixed.language);
    let mut text = String::new();
    if is_other {
        let args = [("port", &*PORT.to_string()), ("other", &*port.to_string())];
        text += &words.fill("cli.serve.other-port", &args);
        text.push('\n');
    }
    text += &words.fill("cli.serve.at", &[("address", address)]);
    text.push('\n');
    text += words.word("cli.serve.end");
    text.push('\n');
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Opens the browser of the system; whether that could be tried.
fn open_browser(address: &str) -> bool {
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let quiet = Stdio::null;
    Command::new(program)
        .args(before)
        .arg(address)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn()
        .is_ok()
}

fn end_with(problem: Diagnostic, exit: Exit, options: &BuildOptions) -> ExitCode {
    tell_alone(problem, options);
    exit.into()
}

/// Tells a problem that is no file's.
fn tell_alone(problem: Diagnostic, options: &BuildOptions) {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    // Nobody is there to be told that nobody is there.
    let _ = write_problems(
        &problems,
        &Sources::default(),
        options.json,
        Detail::Full,
        options.language,
    );
}

/// Reads the site folder for the preview.
pub(super) struct PreviewReader {
    pub(super) options: ServeOptions,
    words: &'static Words,
    /// The tables as they were read before.
    pub(super) memory: TableMemory,
    /// What the terminal was told of problems last.
    said: Mutex<Vec<u8>>,
}

impl Read for PreviewReader {
    fn read(&self, opening: Opening) {
        let began = Instant::now();
        let options = self.options.reading();
        if !is_site_folder(&options.root) {
            let problem = Code::NoSiteFolder.arg("root", options.root.display());
            return opening.refuse(self.alone(problem));
        }
        let mut reading = read_again(&options.root, &options.read_options(), &self.memory);
        let sources = std::mem::take(&mut reading.sources);
        let mut opening = Some(opening);
        let compared: Cell<Option<String>> = Cell::default();
        let stages = |reading: &mut Reading| {
            run_stages_after_reading(
                &options,
                reading,
                &mut Progress::silent(&options),
                // Before its rows are taken to be written.
                |campaign, _| compared.set(Some(self.compared(campaign, &sources))),
                |context, rows, files, problems, _| {
                    // What is being saved is read once more when that is done.
                    settle(&sources, false)?;
                    context.facts.pictures.keep();
                    let report = self.report(problems, &sources, began);
                    let report = Report {
                        panel: report
                            .panel
                            .with_compared(compared.take().unwrap_or_default()),
                        ..report
                    };
                    let edition = Edition {
                        context,
                        rows: &rows,
                        files,
                        sources: &sources,
                        words: self.words,
                    };
                    if let Some(opening) = opening.take() {
                        opening.open(&edition, report);
                    }
                    Ok(Vec::new())
                },
            )
        };
        match where_sound(&mut reading, false, stages) {
            Ok(_) | Err(Failure::Input) => {}
            Err(Failure::Output(problems)) => reading.diagnostics.append(problems),
            Err(Failure::System(problem) | Failure::Afterwards(problem)) => {
                reading.diagnostics.push(problem);
            }
        }
        if let Some(opening) = opening {
            let report = self.report(&reading.diagnostics, &sources, began);
            let compared = compared.take();
            let compared = compared.unwrap_or_else(|| self.compared(&reading.campaign, &sources));
            opening.refuse(Report {
                panel: report.panel.with_compared(compared),
                ..report
            });
        }
    }

    fn broken(&self) -> Report {
        self.alone(Diagnostic::new(Code::PreviewBroke))
    }

    fn say(&self, report: &Report) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        // What is still wrong need not be told again with every save.
        let is_new = *said != report.said;
        let json = self.options.fixed().json;
        let problems: &[u8] = if is_new { &report.said } else { &[] };
        // A terminal that cannot be written to has nobody to tell.
        let _ = if json {
            let mut out = io::stdout().lock();
            out.write_all(problems).and_then(|()| out.flush())
        } else {
            let mut out = io::stderr().lock();
            let written = out.write_all(problems);
            written.and_then(|()| out.write_all(report.summary.as_bytes()))
        };
        said.clone_from(&report.said);
    }
}

impl PreviewReader {
    fn compared(&self, campaign: &Campaign, sources: &Sources) -> String {
        preview::compared(campaign, sources, self.words)
    }

    fn alone(&self, problem: Diagnostic) -> Report {
        let mut problems = Diagnostics::new();
        problems.push(problem);
        self.report(&problems, &Sources::default(), Instant::now())
    }

    /// What a reading that began then came to, in words.
    fn report(&self, problems: &Diagnostics, sources: &Sources, began: Instant) -> Report {
        let fixed = self.options.fixed();
        let words = self.words;
        let mut problems = problems.clone();
        problems.sort();
        let panel = Panel::new(&problems, sources, words);
        let mut said = Vec::new();
        // Writing to memory does not fail.
        let _ = if fixed.json {
            write_json(&problems, sources, words, &mut said)
        } else {
            write_human(
                &problems,
                sources,
                words,
                has_colour(),
                Detail::Brief,
                &mut said,
            )
        };
        let seconds = seconds(began.elapsed(), fixed.language);
        let key = match problems.count(Severity::Error) {
            0 => "cli.serve.read",
            _ => "cli.serve.wrong",
        };
        let mut summary = words.fill(key, &[("seconds", &seconds)]);
        let counted = problems.counted(words);
        if !counted.is_empty() {
            summary += &format!(" {counted}.");
        }
        summary.push('\n');
        Report {
            panel,
            said,
            summary,
        }
    }
}
