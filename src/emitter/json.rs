//! Diagnostics as JSON, one object a line, for other programs. Of an accepted warning the help is the reason.

use crate::diagnostic::{Diagnostic, Diagnostics, wording};
use crate::locale::Words;
use crate::place::{Place, Sources, cell_name};
use serde::Serialize;
use std::io::{self, Write};

/// The keys of the contract, in its order; absent ones are left out.
#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(flatten)]
    place: Option<Where<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Where<'a>>,
}

#[derive(Serialize)]
struct Where<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "is_whole")]
    line: u32,
    #[serde(skip_serializing_if = "is_whole")]
    column: u32,
    /// Of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes fields by reference"
)]
fn is_whole(number: &u32) -> bool {
    *number == 0
}

/// Writes all of them, one object a line.
///
/// # Errors
/// Those of the writer.
pub(crate) fn write_json(
    diagnostics: &Diagnostics,
    sources: &Sources,
    words: &Words,
    out: &mut impl Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        serde_json::to_writer(&mut *out, &line(diagnostic, sources, words))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn line<'a>(diagnostic: &Diagnostic, sources: &'a Sources, words: &Words) -> Line<'a> {
    let told = |place: Place| {
        let sheet = sources.sheet(place.file);
        let is_cell = sheet.is_some() && place.line > 0 && place.column > 0;
        Where {
            file: &sources.get(place.file).path,
            line: place.line,
            column: place.column,
            sheet: sheet.map(|sheet| &*sheet.name),
            cell: is_cell.then(|| cell_name(place.line, place.column)),
        }
    };
    Line {
        severity: diagnostic.severity.code(),
        code: diagnostic.code.as_str(),
        message: wording::message(diagnostic, words),
        help: diagnostic
            .reason(words)
            .or_else(|| wording::help(diagnostic, words)),
        place: diagnostic.place.map(told),
        related: diagnostic.related.iter().copied().map(told).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::locale::Language;
    use crate::place::{SheetOf, SourceFile};

    #[test]
    fn one_object_a_line_with_absent_keys_left_out() {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile {
            path: "data/a.csv".into(),
            on_disk: "data/a.csv".into(),
        });
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(
            Code::UnknownKey
                .arg("key", "titel")
                .arg("near", "title")
                .help("near")
                .at(Place::at(file, 3, 2))
                .related(Place::line(file, 9)),
        );
        diagnostics.push(Code::UnknownColumn.at(Place::file(file)));
        diagnostics.push(Diagnostic::new(Code::NoBaseUrl));
        let sheet = sources.add_sheet(SheetOf {
            workbook: file,
            index: 0,
            name: "Tháng 3".into(),
            is_visible: true,
        });
        let in_sheet = Code::SheetsLeftOut.at(Place::at(sheet, 14, 4));
        diagnostics.push(in_sheet.related(Place::line(sheet, 2)));
        let mut out = Vec::new();
        write_json(
            &diagnostics,
            &sources,
            Words::of(Language::English),
            &mut out,
        )
        .unwrap();
        let out = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(
            lines[0],
            r#"{"severity":"error","code":"unknown-key","message":"There is no key “titel”","help":"Did you mean “title”?","file":"data/a.csv","line":3,"column":2,"related":[{"file":"data/a.csv","line":9}]}"#
        );
        assert!(
            lines[1].starts_with(r#"{"severity":"warning","code":"unknown-column","message":"#)
        );
        assert!(lines[1].ends_with(r#""file":"data/a.csv"}"#));
        assert!(!lines[2].contains("file\":"));
        assert!(lines[3].ends_with(
            r#""file":"data/a.csv","line":14,"column":4,"sheet":"Tháng 3","cell":"D14","related":[{"file":"data/a.csv","line":2,"sheet":"Tháng 3"}]}"#
        ));
    }
}
