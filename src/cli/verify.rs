//! `thidua verify`: whether a copy of a built site is whole.

use super::arguments::{Common, Format, Verify};
use super::exit::Exit;
use super::report::{unless_unread, write_problems};
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::emitter::Detail;
use crate::locale::{Language, Words};
use crate::output::{MANIFEST, Manifest, ManifestProblem, SIGNATURE};
use crate::place::Sources;
use crate::published::{
    Deviation, DeviationKind, Files, OpenProblem, SignatureProblem, check_signature,
    read_public_key, verify,
};
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// No manifest is longer: a million files take half of it.
const LONGEST_MANIFEST: u64 = 256 << 20;

/// No signature is longer.
const LONGEST_SIGNATURE: u64 = 64 << 10;

/// Runs the command.
pub(super) fn run(common: &Common, given: &Verify, language: Language) -> ExitCode {
    let words = Words::of(language);
    let is_json = common.format == Format::Json;
    let opened = open(&given.copy)
        .and_then(|files| listing(&files, &given.copy, words).map(|manifest| (files, manifest)));
    let (files, manifest) = match opened {
        Ok(opened) => opened,
        Err((problem, exit)) => return say_alone(problem, exit, is_json, language),
    };
    let signed = match given.key.as_deref().map(|key| signed(key, &files)) {
        Some(Err(problem)) => return say_alone(problem, Exit::Usage, is_json, language),
        Some(Ok(signed)) => Some(signed),
        None => None,
    };
    let found = Found {
        deviations: verify(&files, &manifest),
        is_unchecked: signed.is_none() && files.get(SIGNATURE).is_some(),
        signed,
        manifest,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = match is_json {
        true => write_json(&found, &mut out),
        false => write_human(&found, words, &mut out),
    };
    if unless_unread(written.and_then(|()| out.flush())).is_err() {
        return Exit::System.into();
    }
    if found.is_whole() {
        Exit::Done.into()
    } else {
        Exit::Input.into()
    }
}

/// What there is to say of a copy.
struct Found {
    manifest: Manifest,
    deviations: Vec<Deviation>,
    /// Whether the list is signed; `None` where that was not asked.
    signed: Option<Result<(), SignatureProblem>>,
    /// Whether there is a signature that nobody asked for.
    is_unchecked: bool,
}

impl Found {
    fn is_whole(&self) -> bool {
        self.deviations.is_empty() && !self.is_unsigned()
    }

    fn is_unsigned(&self) -> bool {
        matches!(self.signed, Some(Err(_)))
    }
}

/// Whether the list is signed with a key: a file, or the line in it.
fn signed(key: &str, files: &Files) -> Result<Result<(), SignatureProblem>, Diagnostic> {
    let text = match std::fs::read_to_string(key) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => key.to_owned(),
        Err(error) => return Err(Code::KeyUnread.arg("path", key).arg("reason", error)),
    };
    let key = read_public_key(&text).map_err(|_| Code::KeyWrong.arg("path", key).help("public"))?;
    let mut reader = files.reader();
    let signature = match reader.bytes(SIGNATURE, LONGEST_SIGNATURE) {
        Ok(signature) => signature,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Err(SignatureProblem::Missing));
        }
        Err(_) => return Ok(Err(SignatureProblem::Broken)),
    };
    let manifest = reader.bytes(MANIFEST, LONGEST_MANIFEST);
    Ok(check_signature(
        &key,
        &signature,
        &manifest.unwrap_or_default(),
    ))
}

/// A problem, and how the run ends with it.
pub(super) type Stopped = (Diagnostic, Exit);

/// Opens a folder or a zip.
pub(super) fn open(path: &Path) -> Result<Files, Stopped> {
    Files::open(path).map_err(|problem| {
        let about = |code: Code| code.arg("path", path.display());
        match problem {
            OpenProblem::Nowhere => (about(Code::PublicationMissing), Exit::Usage),
            OpenProblem::NoZip(reason) => (
                about(Code::PublicationBroken).arg("reason", reason),
                Exit::Input,
            ),
            OpenProblem::NamesTwice => (
                about(Code::PublicationBroken)
                    .arg("reason", "")
                    .help("twice"),
                Exit::Input,
            ),
            OpenProblem::Io(error) => (
                about(Code::PublicationUnread).arg("reason", error),
                Exit::System,
            ),
        }
    })
}

/// Reads the list of what was built.
pub(super) fn listing(files: &Files, path: &Path, words: &Words) -> Result<Manifest, Stopped> {
    let about = |code: Code| code.arg("path", path.display());
    if files.get(MANIFEST).is_none() {
        let missing = about(Code::ManifestMissing);
        let near = near(files).map(|near| path.join(near));
        let missing = match near {
            Some(near) => missing.arg("near", near.display()).help("near"),
            None => missing,
        };
        return Err((missing, Exit::Usage));
    }
    let broken = |key: &str, what: &str| {
        let reason = words.fill(&format!("cli.manifest.{key}"), &[("what", what)]);
        (
            about(Code::ManifestBroken).arg("reason", reason),
            Exit::Input,
        )
    };
    let bytes = files.reader().bytes(MANIFEST, LONGEST_MANIFEST);
    let bytes = bytes.map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => broken("long", ""),
        _ => (
            about(Code::PublicationUnread).arg("reason", error),
            Exit::System,
        ),
    })?;
    Manifest::parse(&bytes).map_err(|problem| match problem {
        ManifestProblem::Syntax(what) => broken("syntax", &what),
        ManifestProblem::Key(what) => broken("key", what),
        ManifestProblem::Entry(what) => broken("entry", &what.to_string()),
        ManifestProblem::Path(what) => broken("path", &what),
        ManifestProblem::Twice(what) => broken("twice", &what),
    })
}

/// The folder in which the site lies, where somebody named the one above.
fn near(files: &Files) -> Option<&str> {
    let ending = format!("/{MANIFEST}");
    let above = files
        .all()
        .filter_map(|(path, _)| path.strip_suffix(&ending));
    above.min_by_key(|folder| folder.len())
}

/// A line a file that differs, and at the end what that comes to.
fn write_human(found: &Found, words: &Words, out: &mut impl Write) -> io::Result<()> {
    let Found {
        manifest,
        deviations,
        ..
    } = found;
    let language = words.language();
    let whole = |number: u64| language.scaled(i64::try_from(number).unwrap_or(i64::MAX), 0);
    if let Some(Err(problem)) = found.signed {
        let key = format!("cli.verify.signature-{}", problem.key());
        writeln!(out, "{}", words.word(&key))?;
    }
    let [mut missing, mut changed, mut extra] = [0_u64; 3];
    for Deviation { path, kind } in deviations {
        let path = printable(path);
        let (key, bytes, found, how) = match kind {
            DeviationKind::Missing { built } => {
                missing += 1;
                ("missing", built.bytes, 0, None)
            }
            DeviationKind::Changed { built, bytes, how } => {
                changed += 1;
                let is_long = *bytes != built.bytes;
                let key = if is_long { "changed" } else { "changed-inside" };
                (key, built.bytes, *bytes, *how)
            }
            DeviationKind::Extra { bytes } => {
                extra += 1;
                ("extra", *bytes, 0, None)
            }
        };
        let (bytes, found) = (whole(bytes), whole(found));
        let args = [("path", &*path), ("bytes", &*bytes), ("found", &*found)];
        let line = words.fill(&format!("cli.verify.{key}"), &args);
        match how {
            Some(how) => {
                let how = words.fill(&format!("cli.verify.how.{}", how.key()), &[]);
                writeln!(out, "{line}. {how}")?;
            }
            None => writeln!(out, "{line}")?,
        }
    }
    let files = whole(manifest.files.len() as u64);
    let as_of = manifest.as_of.as_deref().and_then(Period::parse);
    let as_of = as_of.map(|month| words.fill("pages.as-of", &[("month", language.period(month))]));
    let [missing, changed, extra] = [missing, changed, extra].map(whole);
    let args = [
        ("files", &*files),
        ("missing", &*missing),
        ("changed", &*changed),
        ("extra", &*extra),
        ("as_of", as_of.as_deref().unwrap_or_default()),
    ];
    let key = match (deviations.is_empty(), &as_of) {
        (true, _) if found.is_unsigned() => "cli.verify.whole-but-unsigned",
        (true, Some(_)) => "cli.verify.whole-as-of",
        (true, None) => "cli.verify.whole",
        (false, _) => "cli.verify.broken",
    };
    writeln!(out, "{}", words.fill(key, &args))?;
    let signed = match found.signed {
        Some(Ok(())) => "cli.verify.signed",
        _ if found.is_unchecked => "cli.verify.unchecked",
        _ => return Ok(()),
    };
    writeln!(out, "{}", words.word(signed))
}

/// A line of JSON a file that differs.
fn write_json(found: &Found, out: &mut impl Write) -> io::Result<()> {
    if let Some(Err(problem)) = found.signed {
        writeln!(
            out,
            "{}",
            json!({"kind": "signature", "how": problem.key()})
        )?;
    }
    let deviations = &found.deviations;
    for Deviation { path, kind } in deviations {
        let line = match kind {
            DeviationKind::Missing { built } => json!({
                "kind": "missing", "path": path,
                "built": {"bytes": built.bytes, "sha256": built.sha256.to_string()},
            }),
            DeviationKind::Changed { built, bytes, how } => json!({
                "kind": "changed", "path": path,
                "built": {"bytes": built.bytes, "sha256": built.sha256.to_string()},
                "bytes": bytes, "how": how.map(|how| how.key()),
            }),
            DeviationKind::Extra { bytes } => {
                json!({"kind": "extra", "path": path, "bytes": bytes})
            }
        };
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// A text from anywhere as a terminal may show it.
pub(super) fn printable(text: &str) -> String {
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    text.chars().map(shown).collect()
}

/// Says a problem that is no file's of a site folder.
pub(super) fn say_alone(
    problem: Diagnostic,
    exit: Exit,
    is_json: bool,
    language: Language,
) -> ExitCode {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    let sources = Sources::default();
    match write_problems(&problems, &sources, is_json, Detail::Full, language) {
        Ok(()) => exit.into(),
        Err(_) => Exit::System.into(),
    }
}
