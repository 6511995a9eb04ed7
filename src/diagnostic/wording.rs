//! A diagnostic in words, from the language files.

use super::{Acceptance, Code, Diagnostic, Identities, Severity};
#[cfg(test)]
use crate::locale::Language;
use crate::locale::Words;
use crate::place::Sources;

/// What is wrong, in words: whose figure it is about, where that is known, and what it is.
pub(crate) fn message(diagnostic: &Diagnostic, words: &Words) -> String {
    let message = problem(diagnostic, words);
    match diagnostic.names() {
        Some(whose) => format!("{}: {message}", shortened(whose)),
        None => message,
    }
}

/// What is wrong, in words, whoever's figure it is about.
pub(crate) fn problem(diagnostic: &Diagnostic, words: &Words) -> String {
    fill(diagnostic, words, &key(diagnostic, "message"))
}

/// How to mend it, in words, where there is something to say.
pub(crate) fn help(diagnostic: &Diagnostic, words: &Words) -> Option<String> {
    let name = match diagnostic.help {
        None => "help".to_owned(),
        Some(variant) => format!("help-{variant}"),
    };
    // What helps with several codes alike stands once for all of them.
    let own = key(diagnostic, &name);
    let shared = diagnostic.help.map(|_| format!("diagnostics.{name}"));
    let mut keys = std::iter::once(own).chain(shared);
    let key = keys.find(|key| words.find(key).is_some())?;
    let mut help = fill(diagnostic, words, &key);
    if let Some(lead) = diagnostic.paste().and_then(|paste| paste.lead) {
        let lead = fill(diagnostic, words, &format!("diagnostics.{lead}"));
        help = format!("{help} {lead}");
    }
    Some(match diagnostic.lines_to_paste() {
        Some(lines) => format!("{help}\n\n{}", printable(lines)),
        None => help,
    })
}

/// " (and 3 other places)", where there are some.
pub(crate) fn more_places(count: usize, words: &Words) -> String {
    match count {
        0 => String::new(),
        _ => words.fill("diagnostics.note-more", &[("count", &count.to_string())]),
    }
}

/// How to mend it; of a warning also how to accept it, of an accepted one why it was.
pub(crate) fn advice(
    diagnostic: &Diagnostic,
    identities: &Identities,
    sources: &Sources,
    words: &Words,
) -> Option<String> {
    if let Some(acceptance) = diagnostic.accepted() {
        return Some(reason(acceptance, words));
    }
    let help = help(diagnostic, words);
    let Some((how, block)) = accepting(diagnostic, identities, sources, words) else {
        return help;
    };
    let help = help.map(|help| match diagnostic.lines_to_paste() {
        // What is pasted elsewhere ends here.
        Some(_) => help + "\n",
        None => help,
    });
    let lines = help.into_iter().chain([how.to_owned(), block]);
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// How a warning is accepted, and the lines to do it with.
pub(crate) fn accepting(
    diagnostic: &Diagnostic,
    identities: &Identities,
    sources: &Sources,
    words: &Words,
) -> Option<(&'static str, String)> {
    if diagnostic.severity != Severity::Warning || !is_acceptable(diagnostic) {
        return None;
    }
    let (identity, times) = identities.of(diagnostic, sources);
    Some((words.find("diagnostics.accept")?, identity.block(times)))
}

/// Whether a warning is about what the site folder says. Those of the acceptances themselves are mended where they
/// stand; those of a command are about what it did.
pub(crate) fn is_acceptable(diagnostic: &Diagnostic) -> bool {
    let is_of_input = diagnostic.place.is_some() || diagnostic.subject().is_some();
    is_of_input
        && !matches!(
            diagnostic.code,
            Code::AcceptedUnmatched | Code::AcceptedError
        )
}

/// Why a warning was accepted, by whom and when.
pub(crate) fn reason(acceptance: &Acceptance, words: &Words) -> String {
    let reason = shortened(&acceptance.reason);
    let by = acceptance.by.as_deref().map(shortened);
    let on = acceptance
        .on
        .map(|day| day.strftime("%d/%m/%Y").to_string());
    let given: Vec<String> = by.into_iter().chain(on).collect();
    if given.is_empty() {
        words.fill("diagnostics.accepted", &[("reason", &reason)])
    } else {
        let args = [("reason", &*reason), ("by", &given.join(", "))];
        words.fill("diagnostics.accepted-by", &args)
    }
}

/// The word of a severity, for people.
pub(crate) fn severity(severity: Severity, words: &Words) -> &'static str {
    let key = match severity {
        Severity::Error => "diagnostics.error",
        Severity::Warning => "diagnostics.warning",
        Severity::Note => "diagnostics.note",
    };
    words.find(key).unwrap_or_else(|| severity.code())
}

fn key(diagnostic: &Diagnostic, name: &str) -> String {
    format!("diagnostic.{}.{name}", diagnostic.code)
}

fn fill(diagnostic: &Diagnostic, words: &Words, key: &str) -> String {
    let given = diagnostic.args.iter().map(|(name, text)| (*name, &**text));
    let target = diagnostic.target().map(|target| ("target", target));
    let args: Vec<(&str, String)> = given
        .chain(target)
        .map(|(name, text)| (name, shortened(text)))
        .collect();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, &**text)).collect();
    words.fill_list(key, &args)
}

/// A value from a file as it goes into a sentence: on one line, without control characters, and no longer than a
/// person reads.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 600;
    let mut short = String::with_capacity(value.len().min(LONGEST));
    for (count, c) in value.chars().enumerate() {
        if count == LONGEST {
            short.push('…');
            break;
        }
        short.push(if c.is_control() { ' ' } else { c });
    }
    short
}

/// Lines as they are, without other control characters than those that end them.
fn printable(lines: &str) -> String {
    let is_kept = |c: &char| *c == '\n' || !c.is_control();
    lines.trim_end().chars().filter(is_kept).collect()
}

#[cfg(test)]
impl Diagnostic {
    /// That every language has the words for it and how it is mended, and is given everything that they name.
    pub(crate) fn assert_has_words(&self) {
        let mut blank = self.clone();
        for (_, text) in &mut blank.args {
            text.clear();
        }
        for &language in Language::ALL {
            let words = Words::of(language);
            let help = help(&blank, words).expect("how it is mended");
            for text in [problem(&blank, words), help] {
                let is_name = |rest: &str| rest.starts_with(|c: char| c.is_ascii_lowercase());
                let left = text.split('{').skip(1).find(|rest| is_name(rest));
                assert_eq!(left, None, "is not given to {blank:?}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_counts_none_of_is_left_out_of_it() {
        let names = [
            "count",
            "empty",
            "headers",
            "numberings",
            "totals",
            "headings",
            "asides",
            "skipped",
            "texts",
        ];
        let note = names
            .iter()
            .fold(Diagnostic::new(Code::RowsPassedOver), |note, name| {
                let count = match *name {
                    "count" => 3,
                    "totals" => 1,
                    "texts" => 2,
                    _ => 0,
                };
                note.arg(name, count)
            });
        let message = message(&note, Words::of(Language::Vietnamese));
        assert_eq!(
            message,
            "3 dòng không phải số liệu: 1 dòng tổng, 2 dòng chỉ có chữ"
        );
    }

    #[test]
    fn a_diagnostic_becomes_words_in_both_languages() {
        let diagnostic = Code::UnknownKey
            .arg("key", "titel")
            .arg("near", "title")
            .help("near");
        let vi = Words::of(Language::Vietnamese);
        let en = Words::of(Language::English);
        assert_eq!(message(&diagnostic, vi), "Không có khóa nào tên là “titel”");
        assert_eq!(help(&diagnostic, vi).unwrap(), "Có phải ý bạn là “title”?");
        assert_eq!(message(&diagnostic, en), "There is no key “titel”");
        assert_eq!(help(&diagnostic, en).unwrap(), "Did you mean “title”?");
        assert_eq!(severity(Severity::Error, vi), "lỗi");
        assert_eq!(help(&Diagnostic::new(Code::AllReported), en), None);
    }

    #[test]
    fn lines_to_paste_stand_below_the_help() {
        let mut lines = Diagnostic::new(Code::UnknownKey);
        lines.set_lines("x".to_owned(), Some("a = 1\nb\u{1b} = 2\n".to_owned()));
        let help = help(&lines, Words::of(Language::English)).unwrap();
        assert!(help.ends_with("\n\na = 1\nb = 2"), "{help}");
    }

    #[test]
    fn whose_figure_it_is_stands_before_the_message_and_a_lead_before_the_lines() {
        let words = Words::of(Language::English);
        let mut error = Code::NegativeFigure.arg("text", "-1");
        error = error.whose(&["Quận 1".to_owned(), "2019-03".to_owned()]);
        error.add_lines(
            "set-aside",
            "data/excluded.toml",
            "[[excluded]]\n".to_owned(),
        );
        assert_eq!(
            message(&error, words),
            "Quận 1, 2019-03: A figure below zero: -1"
        );
        assert_eq!(problem(&error, words), "A figure below zero: -1");
        let help = help(&error, words).unwrap();
        assert!(
            help.contains(" to the end of data/excluded.toml "),
            "{help}"
        );
        assert!(help.ends_with("\n\n[[excluded]]"), "{help}");
        let plain = Code::NegativeFigure.arg("text", "-1");
        assert_eq!(message(&plain.whose(&[]), words), "A figure below zero: -1");
    }

    #[test]
    fn values_do_not_break_the_line() {
        assert_eq!(shortened("a\nb\u{1b}[31m"), "a b [31m");
        assert_eq!(shortened(&"x".repeat(5000)).chars().count(), 601);
    }
}
