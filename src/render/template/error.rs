//! Errors of templates as diagnostics.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{FileId, Place};
use std::collections::BTreeMap;
use tera::{Error, ErrorKind};

type Files = BTreeMap<Box<str>, FileId>;

/// A place that the engine names: template, line and column, both from 1.
#[derive(Debug, PartialEq, Eq)]
struct Spot<'a> {
    template: &'a str,
    line: u32,
    column: u32,
}

/// What is wrong with the templates as such.
pub(super) fn on_load(error: &Error, files: &Files) -> Diagnostics {
    let text = error.to_string();
    // The engine gives several problems as reports one after the other.
    let mut reports: Vec<&str> = text.split("\n\nerror: ").collect();
    if let Some(first) = reports.first_mut() {
        *first = first.strip_prefix("error: ").unwrap_or(first);
    }
    let mut diagnostics = Diagnostics::new();
    for report in reports {
        diagnostics.push(of_report(Code::TemplateBroken, report, files, None, None));
    }
    diagnostics
}

/// What went wrong while `page` was made from `template`.
pub(super) fn on_render(error: &Error, files: &Files, template: &str, page: &str) -> Diagnostic {
    let text = error.to_string();
    let report = text.strip_prefix("error: ").unwrap_or(&text);
    of_report(
        Code::TemplateError,
        report,
        files,
        Some(template),
        Some(page),
    )
}

/// A view that cannot be given to a template: a mistake of ours, told all the same.
pub(super) fn of_view(error: &Error, template: &str, page: &str) -> Diagnostic {
    let reason = match error.kind() {
        ErrorKind::Msg(message) => message.clone(),
        _ => error.to_string(),
    };
    Code::TemplateError
        .arg("template", template)
        .arg("page", page)
        .arg("reason", reason)
}

fn of_report(
    code: Code,
    report: &str,
    files: &Files,
    template: Option<&str>,
    page: Option<&str>,
) -> Diagnostic {
    let reason = report.lines().next().unwrap_or_default();
    let spots: Vec<Spot> = report.lines().filter_map(spot).collect();
    let named = spots.first().map_or_else(
        || template.unwrap_or_default().to_owned(),
        |s| format!("{}:{}:{}", s.template, s.line, s.column),
    );
    let mut diagnostic = code.arg("template", named).arg("reason", reason);
    if let Some(page) = page {
        diagnostic = diagnostic.arg("page", page);
    }
    // The first place that lies in the site folder is the one that its people can mend.
    let mut own = spots
        .iter()
        .filter_map(|s| Some(Place::at(*files.get(s.template)?, s.line, s.column)));
    let first = own.next();
    let whole_file = || {
        template
            .and_then(|name| files.get(name))
            .map(|file| Place::file(*file))
    };
    if let Some(place) = first.or_else(whole_file) {
        diagnostic = diagnostic.at(place);
    }
    own.fold(diagnostic, Diagnostic::related)
}

/// Reads ` --> unit.html:3:7` and `note: called from unit.html:3:7`.
fn spot(line: &str) -> Option<Spot<'_>> {
    let line = line.trim_start();
    let named = line
        .strip_prefix("--> ")
        .or_else(|| line.strip_prefix("note: called from "))?;
    let mut parts = named.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some(Spot {
        template: parts.next()?,
        line,
        column,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_from_reports() {
        let expected = Spot {
            template: "parts/a:b.html",
            line: 3,
            column: 7,
        };
        assert_eq!(spot("  --> parts/a:b.html:3:7").as_ref(), Some(&expected));
        assert_eq!(
            spot("note: called from parts/a:b.html:3:7").as_ref(),
            Some(&expected)
        );
        assert_eq!(spot("3 | {{ a --> b }}"), None);
        assert_eq!(spot(" --> a:b:c"), None);
    }
}
