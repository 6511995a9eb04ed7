//! Wrong usage, told in the reader's language.

use crate::locale::Words;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// An option's value that clap cannot judge.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UsageError {
    /// The word under `cli.usage.…`.
    key: &'static str,
    /// What was given.
    given: String,
}

impl UsageError {
    /// The error `cli.usage.KEY` for what was given.
    pub(super) fn new(key: &'static str, given: &str) -> Self {
        Self {
            key,
            given: given.to_owned(),
        }
    }

    /// The error in words.
    pub(super) fn words(&self, words: &Words) -> String {
        message(words, self.key, &[("given", &self.given)])
    }
}

/// clap's error in words of our own where we have them, else as clap says it.
pub(super) fn of_clap(error: &clap::Error, words: &Words) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let (key, given) = match error.kind() {
        ErrorKind::UnknownArgument => ("unknown-argument", argument.clone()),
        ErrorKind::InvalidSubcommand => {
            ("unknown-command", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => ("missing-command", String::new()),
        ErrorKind::ArgumentConflict => ("given-twice", argument.clone()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            (
                if value.is_empty() {
                    "missing-value"
                } else {
                    "bad-value"
                },
                value,
            )
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::NoEquals => {
            ("missing-value", String::new())
        }
        _ => return error.to_string(),
    };
    let known = context(ContextKind::ValidValue);
    let mut text = message(words, key, &[("given", &given), ("argument", &argument)]);
    if !known.is_empty() {
        text.push('\n');
        text.push_str(&words.fill("cli.usage.known", &[("known", &known)]));
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .map(context)
        .concat();
    if !near.is_empty() {
        text.push('\n');
        text.push_str(&words.fill("cli.usage.near", &[("near", &near)]));
    }
    text
}

fn message(words: &Words, key: &str, args: &[(&str, &str)]) -> String {
    let severity = words.find("diagnostics.error").unwrap_or("error");
    let what = words.fill(&format!("cli.usage.{key}"), args);
    let hint = words.find("cli.usage.hint").unwrap_or_default();
    format!("{severity}: {what}\n{hint}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::arguments::parse;
    use crate::locale::Language;
    use std::ffi::OsString;

    fn told(arguments: &[&str], language: Language) -> String {
        let arguments: Vec<OsString> = std::iter::once("thidua")
            .chain(arguments.iter().copied())
            .map(Into::into)
            .collect();
        let words = Words::of(language);
        of_clap(&parse(&arguments, words).unwrap_err(), words)
    }

    #[test]
    fn wrong_usage_is_told_in_the_language() {
        let vi = Language::Vietnamese;
        assert!(told(&["build", "--owt", "x"], vi).starts_with("lỗi: Không có tùy chọn “--owt”"));
        assert!(told(&["build", "--owt", "x"], vi).contains("--out"));
        assert!(told(&["biuld"], vi).contains("“biuld”"));
        assert!(told(&["biuld"], vi).contains("build"));
        assert!(told(&["build", "--lang", "xx"], vi).contains("“xx”"));
        assert!(told(&["build", "--lang", "xx"], vi).contains("vi, en"));
        assert!(told(&["build", "--root"], Language::English).contains("needs a value"));
        assert!(told(&["build", "--out", "a", "--out", "b"], vi).contains("hai lần"));
    }

    #[test]
    fn values_that_clap_cannot_judge_have_words() {
        for &language in Language::ALL {
            let words = Words::of(language);
            assert!(UsageError::new("bad-now", "x").words(words).contains("“x”"));
            assert!(
                UsageError::new("bad-base-url", "y")
                    .words(words)
                    .contains("“y”")
            );
        }
    }
}
