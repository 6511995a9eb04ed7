//! Diagnostics as a list in HTML, in the words and with the quoted lines of the text for people.

use super::excerpt::Excerpts;
use super::human::{SHOWN_OF_A_KIND, SHOWN_RELATED, in_sheet};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Identities, Severity, wording};
use crate::locale::Words;
use crate::place::{Place, Sources};
use crate::render::{Html, HtmlWriter};
use rustc_hash::FxHashMap;

/// A list of the problems, the worst first; the most of one kind are summed up in a line.
#[must_use]
pub(crate) fn write_html(diagnostics: &Diagnostics, sources: &Sources, words: &Words) -> Html {
    let mut html = HtmlWriter::default();
    let mut excerpts = Excerpts::new(sources);
    let identities = Identities::new(diagnostics, sources);
    let mut seen: FxHashMap<(Severity, Code), usize> = FxHashMap::default();
    html.markup("<ol class=\"problems\">");
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_severity = diagnostics.iter().filter(|d| d.severity == severity);
        let mut beyond: Vec<Code> = Vec::new();
        for diagnostic in of_severity {
            let count = seen.entry((severity, diagnostic.code)).or_default();
            *count += 1;
            if *count <= SHOWN_OF_A_KIND {
                problem(&mut html, diagnostic, &identities, &mut excerpts, words);
            } else if *count == SHOWN_OF_A_KIND + 1 {
                beyond.push(diagnostic.code);
            }
        }
        for code in beyond {
            let more = seen.get(&(severity, code)).copied().unwrap_or_default() - SHOWN_OF_A_KIND;
            let args = [
                ("count", &*more.to_string()),
                ("severity", wording::severity(severity, words)),
                ("code", code.as_str()),
            ];
            html.markup("<li>");
            html.text(&words.fill("diagnostics.more", &args));
            html.markup("</li>");
        }
    }
    html.markup("</ol>");
    html.finish()
}

fn problem(
    html: &mut HtmlWriter,
    diagnostic: &Diagnostic,
    identities: &Identities,
    excerpts: &mut Excerpts<'_>,
    words: &Words,
) {
    let sources = excerpts.sources();
    html.markup(match diagnostic.severity {
        Severity::Error => "<li class=\"error\"><p class=\"what\"><b>",
        Severity::Warning => "<li class=\"warning\"><p class=\"what\"><b>",
        Severity::Note => "<li class=\"note\"><p class=\"what\"><b>",
    });
    html.text(wording::severity(diagnostic.severity, words));
    html.markup("</b> ");
    html.text(&wording::message(diagnostic, words));
    html.markup(" <code>");
    html.text(diagnostic.code.as_str());
    html.markup("</code></p>");
    let related = diagnostic.related.iter().take(SHOWN_RELATED);
    for place in diagnostic.place.iter().chain(related) {
        quote(html, *place, sources, excerpts);
    }
    let (key, help) = match diagnostic.reason(words) {
        Some(reason) => ("diagnostics.accepted-word", Some(reason)),
        None => ("diagnostics.help", wording::help(diagnostic, words)),
    };
    if let Some(help) = help {
        html.markup("<p class=\"help\"><b>");
        html.text(words.find(key).unwrap_or("help"));
        html.markup("</b> ");
        html.text(&help);
        html.markup("</p>");
    }
    if let Some((how, block)) = wording::accepting(diagnostic, identities, sources, words) {
        html.markup("<details><summary>");
        html.text(how);
        html.markup("</summary><pre tabindex=\"0\">");
        html.text(&block);
        html.markup("</pre></details>");
    }
    html.markup("</li>");
}

/// A place: where it is, and its line with what is meant marked, where that can be shown.
fn quote(html: &mut HtmlWriter, place: Place, sources: &Sources, excerpts: &mut Excerpts<'_>) {
    html.markup("<p class=\"where\">");
    html.text(&place_text(place, sources));
    html.markup("</p>");
    let Some(found) = excerpts.of(place) else {
        return;
    };
    let (before, rest) = found.text.split_at(found.span.start);
    let (meant, after) = rest.split_at(found.span.end - found.span.start);
    // A region that can be scrolled is reached by the keyboard.
    html.markup("<pre tabindex=\"0\"><span>");
    html.text(&found.line.to_string());
    html.markup("</span> ");
    html.text(before);
    html.markup("<mark>");
    html.text(meant);
    html.markup("</mark>");
    html.text(after);
    html.markup("</pre>");
}

fn place_text(place: Place, sources: &Sources) -> String {
    let path = &*sources.get(place.file).path;
    if let Some(sheet) = sources.sheet(place.file) {
        return format!("{path}: {}", in_sheet(&sheet.name, place));
    }
    match (place.line, place.column) {
        (0, _) => path.to_owned(),
        (line, 0) => format!("{path}:{line}"),
        (line, column) => format!("{path}:{line}:{column}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use crate::place::SourceFile;

    #[test]
    fn problems_are_quoted_escaped_and_the_worst_stand_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "a,b\n1,<Quận & 2>,3\n").unwrap();
        let mut sources = Sources::new(folder.path().to_path_buf());
        let file = sources.add(SourceFile {
            path: "data/x.csv".into(),
            on_disk: path,
        });
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Code::SheetsLeftOut.at(Place::file(file)));
        for _ in 0..23 {
            let unknown = Code::UnknownKey.arg("key", "<b>");
            diagnostics.push(
                unknown
                    .arg("near", "c")
                    .help("near")
                    .at(Place::at(file, 2, 2)),
            );
        }
        let words = Words::of(Language::English);
        let html = write_html(&diagnostics, &sources, words)
            .as_str()
            .to_owned();
        let first = "<ol class=\"problems\"><li class=\"error\"><p class=\"what\"><b>error</b> There is no key “&lt;b&gt;” \
            <code>unknown-key</code></p><p class=\"where\">data/x.csv:2:2</p>\
            <pre tabindex=\"0\"><span>2</span> 1,<mark>&lt;Quận &amp; 2&gt;</mark>,3</pre>\
            <p class=\"help\"><b>help</b> Did you mean “c”?</p></li>";
        assert!(html.starts_with(first), "{html}");
        assert_eq!(html.matches("<li class=\"error\">").count(), 20);
        assert!(html.contains("and 3 more of error[unknown-key]"), "{html}");
        assert!(html.find("class=\"note\"") > html.rfind("class=\"error\""));
    }
}
