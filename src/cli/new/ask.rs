//! Questions to somebody at a terminal.

use crate::locale::Words;
use std::io::{self, BufRead, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

/// Asks questions.
pub(in crate::cli) struct Asker<'a> {
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
    pub(super) words: &'static Words,
}

/// Nobody answers any more.
#[derive(Debug)]
pub(in crate::cli) struct Silent;

impl From<io::Error> for Silent {
    fn from(_: io::Error) -> Self {
        Self
    }
}

impl<'a> Asker<'a> {
    pub(in crate::cli) fn new(
        input: &'a mut dyn BufRead,
        out: &'a mut dyn Write,
        words: &'static Words,
    ) -> Self {
        Self { input, out, words }
    }

    /// Whether somebody sits there.
    pub(in crate::cli) fn has_terminal() -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    /// Says something.
    pub(in crate::cli) fn say(&mut self, text: &str) -> Result<(), Silent> {
        writeln!(self.out, "{text}")?;
        Ok(())
    }

    /// The answer to a question, empty where none is given.
    pub(in crate::cli) fn ask(&mut self, question: &str) -> Result<String, Silent> {
        write!(self.out, "{question} ")?;
        self.out.flush()?;
        self.line()
    }

    /// The answer that can be understood; `understand` says what is wrong with another.
    pub(in crate::cli) fn ask_for<T>(
        &mut self,
        question: &str,
        mut understand: impl FnMut(&str) -> Result<T, String>,
    ) -> Result<T, Silent> {
        loop {
            let answer = self.ask(question)?;
            let understood = match answer.is_empty() {
                true => Err(self.words.word("scaffold.ask.needed").to_owned()),
                false => understand(&answer),
            };
            match understood {
                Ok(value) => return Ok(value),
                Err(wrong) => self.say(&wrong)?,
            }
        }
    }

    /// A path that is typed, pasted or dropped in, as far as `understand` takes it.
    pub(super) fn ask_for_path(
        &mut self,
        question: &str,
        mut understand: impl FnMut(&Path) -> Result<(), String>,
    ) -> Result<PathBuf, Silent> {
        self.ask_for(question, |answer| {
            let path = dropped_path(answer);
            understand(&path).map(|()| path)
        })
    }

    /// Lines up to an empty one.
    pub(super) fn lines(&mut self) -> Result<String, Silent> {
        let mut text = String::new();
        loop {
            match self.line() {
                Ok(line) if !line.is_empty() => text += &format!("{line}\n"),
                // The end of what is pasted is the end of the list.
                _ if !text.is_empty() => return Ok(text),
                Ok(_) => {}
                Err(silent) => return Err(silent),
            }
        }
    }

    fn line(&mut self) -> Result<String, Silent> {
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            return Err(Silent);
        }
        let text = String::from_utf8_lossy(&bytes);
        Ok(text.trim().to_owned())
    }
}

/// A path as systems write one that is dropped into a terminal: in quotes, or with a backslash before spaces.
pub(in crate::cli) fn dropped_path(text: &str) -> PathBuf {
    let text = text.trim();
    for quote in ['"', '\''] {
        let inner = text
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote));
        if let Some(inner) = inner {
            return inner.into();
        }
    }
    if cfg!(windows) {
        return text.into();
    }
    text.replace("\\ ", " ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_may_be_dropped_in() {
        assert_eq!(
            dropped_path(" \"C:\\Phong trào\\a\" "),
            Path::new("C:\\Phong trào\\a")
        );
        assert_eq!(dropped_path("'/tmp/a b'"), Path::new("/tmp/a b"));
        assert_eq!(dropped_path("it's"), Path::new("it's"));
        if cfg!(unix) {
            assert_eq!(
                dropped_path("/tmp/phong\\ trào"),
                Path::new("/tmp/phong trào")
            );
        }
    }
}
