//! Runs the program on a fixture and holds what came of it against what is expected.

use crate::fixture::{fixture, lay_out};
use crate::html_lines::{content_lines, html_lines};
use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use snapbox::{Assert, Data, Redactions, data::DataFormat};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The clock of every run; nothing in the fixtures may depend on the real one.
pub(crate) const NOW: &str = "2019-10-15T08:00:00+07:00";

/// A site folder made from a fixture.
pub(crate) struct SiteTest {
    name: String,
    folder: TempDir,
}

/// What a run of the program came to.
pub(crate) struct Ran<'a> {
    test: &'a SiteTest,
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl SiteTest {
    /// Lays the fixture out in a temporary folder.
    pub(crate) fn from_dir(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        lay_out(name, &folder.path().join("site"));
        Self {
            name: name.to_owned(),
            folder,
        }
    }

    /// A path in the site folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("site").join(path)
    }

    /// Puts a file into the site folder.
    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Puts a file of any bytes into the site folder.
    pub(crate) fn put_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Every file below a folder of the site folder, by path with `/`.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.path(folder);
        let entries = walkdir::WalkDir::new(&root)
            .into_iter()
            .filter_map(Result::ok);
        entries
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&root).unwrap();
                (
                    path.to_string_lossy().replace('\\', "/"),
                    fs::read(entry.path()).unwrap(),
                )
            })
            .collect()
    }

    /// Runs the program on the site folder, in English and at [`NOW`].
    pub(crate) fn run<const N: usize>(&self, arguments: [&str; N]) -> Ran<'_> {
        self.run_in("en", arguments)
    }

    /// Runs `thidua convert` on a file of the site folder, in English.
    pub(crate) fn convert<const N: usize>(&self, file: &str, arguments: [&str; N]) -> Ran<'_> {
        self.run_on(file, "convert", "en", arguments)
    }

    /// Runs a command on a file of the site folder, in a language.
    pub(crate) fn run_on<const N: usize>(
        &self,
        file: &str,
        name: &str,
        language: &str,
        arguments: [&str; N],
    ) -> Ran<'_> {
        let mut command = cargo_bin_cmd!("thidua");
        command
            .args([name, file, "--lang", language])
            .args(arguments);
        self.ran(command.current_dir(self.path("")))
    }

    /// Runs the program in the site folder, in a language, with these arguments alone.
    pub(crate) fn run_here<const N: usize>(&self, language: &str, arguments: [&str; N]) -> Ran<'_> {
        let mut command = cargo_bin_cmd!("thidua");
        command.args(arguments).args(["--lang", language]);
        self.ran(command.current_dir(self.path("")))
    }

    /// Runs the program on the site folder, in a language and at [`NOW`].
    pub(crate) fn run_in<const N: usize>(&self, language: &str, arguments: [&str; N]) -> Ran<'_> {
        let mut command = cargo_bin_cmd!("thidua");
        command.args(arguments).args(["--lang", language]);
        command.arg("--root").arg(self.folder.path().join("site"));
        if !arguments.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        self.ran(command.current_dir(self.folder.path()))
    }

    fn ran(&self, command: &mut assert_cmd::Command) -> Ran<'_> {
        let output = command.env_clear().output().unwrap();
        let text =
            |bytes: Vec<u8>| String::from_utf8(bytes).expect("what the program says is UTF-8");
        Ran {
            test: self,
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Holds a text against a file in `expected` of the fixture.
    #[track_caller]
    pub(crate) fn expect(&self, text: &str, expected: &str) {
        let mut redactions = Redactions::new();
        redactions
            .insert(
                "[SITE]",
                self.path("")
                    .to_string_lossy()
                    .trim_end_matches(['/', '\\'])
                    .to_owned(),
            )
            .unwrap();
        let expected = fixture(&self.name).join("expected").join(expected);
        if !expected.exists()
            && std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite")
        {
            fs::create_dir_all(expected.parent().unwrap()).unwrap();
            fs::write(&expected, "").unwrap();
        }
        Assert::new()
            .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
            .normalize_paths(false)
            .redact_with(redactions)
            .eq(
                Data::text(text.to_owned()),
                Data::read_from(&expected, Some(DataFormat::Text)),
            );
    }
}

impl Ran<'_> {
    /// Demands an exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code,
            Some(code),
            "standard output:\n{}\nstandard error:\n{}",
            self.stdout,
            self.stderr
        );
        self
    }

    /// What people were told.
    pub(crate) fn said(&self) -> &str {
        &self.stderr
    }

    /// What stands on standard output.
    pub(crate) fn shown(&self) -> &str {
        &self.stdout
    }

    /// Demands that no problem was told to people; `check` has a report on standard output all the same.
    #[track_caller]
    pub(crate) fn tells_nothing(self) -> Self {
        assert_eq!(self.stderr, "");
        self
    }

    /// Demands that nothing was said at all.
    #[track_caller]
    pub(crate) fn says_nothing(self) -> Self {
        assert_eq!((self.stdout.as_str(), self.stderr.as_str()), ("", ""));
        self
    }

    /// Demands what people are told, word for word, by a file of the fixture.
    #[track_caller]
    pub(crate) fn tells(self, expected: &str) -> Self {
        assert!(
            !self.stdout.contains("]: "),
            "people are told of problems on standard error: {}",
            self.stdout
        );
        self.test.expect(&self.stderr, expected);
        self
    }

    /// Demands what stands on standard output, by a file of the fixture.
    #[track_caller]
    pub(crate) fn shows(self, expected: &str) -> Self {
        self.test.expect(&self.stdout, expected);
        self
    }

    /// Demands what is written to standard output.
    #[track_caller]
    pub(crate) fn prints(self, expected: &str) -> Self {
        assert_eq!(self.stdout, expected);
        self
    }

    /// Demands the diagnostics, one JSON object a line, by a file of the fixture; the lines of the report are left out.
    #[track_caller]
    pub(crate) fn reports(self, expected: &str) -> Self {
        self.test.expect(&self.json_lines(false), expected);
        self
    }

    /// Demands the words of all problems, each with its place, by a file of the fixture.
    #[track_caller]
    pub(crate) fn words(self, expected: &str) -> Self {
        let lines = self.json_lines(false);
        let problems = lines.lines().map(|line| {
            let problem: Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| problem[key].as_str().unwrap_or_default();
            let number = |key: &str| problem[key].as_u64().map(|n| format!(":{n}"));
            let place = [number("line"), number("column")].into_iter().flatten();
            format!(
                "{}[{}] {}{}\n{}\n{}\n\n",
                text("severity"),
                text("code"),
                text("file"),
                place.collect::<String>(),
                text("message"),
                text("help")
            )
        });
        self.test.expect(&problems.collect::<String>(), expected);
        self
    }

    /// Demands the lines of the report, one JSON object a line, by a file of the fixture.
    #[track_caller]
    pub(crate) fn reports_files(self, expected: &str) -> Self {
        self.test.expect(&self.json_lines(true), expected);
        self
    }

    /// The lines of the report, or the others. All of them are objects with a severity, a code and a message.
    #[track_caller]
    fn json_lines(&self, of_report: bool) -> String {
        assert_eq!(self.stderr, "", "programs are told on standard output");
        let is_wanted = |line: &&str| {
            let Ok(Value::Object(object)) = serde_json::from_str(line) else {
                panic!("no JSON object: {line}");
            };
            for key in ["severity", "code", "message"] {
                assert!(object[key].is_string(), "without {key}: {line}");
            }
            object.contains_key("report") == of_report
        };
        let lines = self.stdout.lines().filter(is_wanted);
        lines.map(|line| format!("{line}\n")).collect()
    }

    /// Demands the content of a JSON file of the output, by a file of the fixture; how it is broken into lines does
    /// not matter, the order of its keys and every digit do.
    #[track_caller]
    pub(crate) fn writes_json(self, path: &str, expected: &str) -> Self {
        let text = self.written(path);
        let parsed: Result<Value, _> = serde_json::from_str(&text);
        assert!(parsed.is_ok(), "{path} is no JSON: {text}");
        self.test.expect(&in_lines(&text), expected);
        self
    }

    /// Demands the content of a text file of the output, by a file of the fixture.
    #[track_caller]
    pub(crate) fn writes(self, path: &str, expected: &str) -> Self {
        self.test.expect(&self.written(path), expected);
        self
    }

    /// Demands what a page says between its header and its footer, by a file of the fixture.
    #[track_caller]
    pub(crate) fn says_on(self, path: &str, expected: &str) -> Self {
        let page = self.written(path);
        let main = page
            .split_once("<main")
            .and_then(|(_, rest)| rest.split_once("</main>"))
            .and_then(|(main, _)| main.split_once(">\n"));
        let Some((_, main)) = main else {
            panic!("{path} has no main part: {page}");
        };
        self.test.expect(main, expected);
        self
    }

    /// Demands what a page says, by a file of the fixture with a line an element.
    #[track_caller]
    pub(crate) fn says_in_lines(self, path: &str, expected: &str) -> Self {
        let page = self.written(path);
        self.test.expect(&content_lines(&page), expected);
        self
    }

    /// Demands a whole page, by a file of the fixture with a line an element.
    #[track_caller]
    pub(crate) fn writes_page(self, path: &str, expected: &str) -> Self {
        let page = self.written(path);
        self.test.expect(&html_lines(&page), expected);
        self
    }

    #[track_caller]
    pub(crate) fn written(&self, path: &str) -> String {
        let text = fs::read_to_string(self.test.path("public").join(path));
        text.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Demands that the site folder has no output.
    #[track_caller]
    pub(crate) fn publishes_nothing(self) -> Self {
        assert!(
            !self.test.path("public").exists(),
            "something was published"
        );
        self
    }
}

/// JSON with a line for each value. A parser of JSON would give numbers back otherwise than they are written.
fn in_lines(json: &str) -> String {
    let (mut lines, mut depth, mut in_string, mut escaped) = (String::new(), 0, false, false);
    let mut characters = json.trim().chars().peekable();
    while let Some(character) = characters.next() {
        let next_closes = matches!(characters.peek(), Some(']' | '}'));
        match character {
            _ if in_string => {
                in_string = escaped || character != '"';
                escaped = character == '\\' && !escaped;
                lines.push(character);
            }
            ' ' | '\n' | '\r' | '\t' => {}
            '{' | '[' if !next_closes => {
                depth += 1;
                lines.push(character);
                lines.push_str(&new_line(depth));
            }
            '}' | ']' if !lines.ends_with(['{', '[']) => {
                depth -= 1;
                lines.push_str(&new_line(depth));
                lines.push(character);
            }
            ',' => {
                lines.push(',');
                lines.push_str(&new_line(depth));
            }
            ':' => lines.push_str(": "),
            _ => {
                in_string = character == '"';
                lines.push(character);
            }
        }
    }
    lines + "\n"
}

fn new_line(depth: usize) -> String {
    format!("\n{}", "  ".repeat(depth))
}

#[test]
fn json_is_broken_into_lines_and_otherwise_left_alone() {
    let json = r#"{"a":[],"b":{"c":[1.50,"x, {\"y\": [\\"]},"d":{}}"#;
    let lines = "{\n  \"a\": [],\n  \"b\": {\n    \"c\": [\n      1.50,\n      \"x, {\\\"y\\\": [\\\\\"\n    ]\n  },\n  \"d\": {}\n}\n";
    assert_eq!(in_lines(json), lines);
}

/// Whether a file exists; for messages that read well.
pub(crate) fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
