//! Footnotes: the references in the text, and the list at its end with the ways back.

use super::Writer;
use crate::diagnostic::Code;
use crate::render::markdown::escape::push_escaped;
use crate::render::markdown::marks::{Mark, Url};

impl Writer<'_, '_> {
    /// Writes the footnotes that were referred to, and tells those that were not.
    pub(in crate::render::markdown) fn write_footnotes(&mut self) {
        let mut bodies = Vec::new();
        // A footnote may refer to others.
        while let Some(events) = self.footnotes.numbered(bodies.len() + 1) {
            let before = std::mem::take(&mut self.out);
            self.write(events);
            bodies.push(std::mem::replace(&mut self.out, before));
        }
        for (label, start) in self.footnotes.unused() {
            let problem = Code::FootnoteUnused.arg("label", label);
            self.linker
                .diagnostics
                .push(problem.at(self.positions.place(start)));
        }
        if bodies.is_empty() {
            return;
        }
        self.out
            .push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        push_escaped(&mut self.out, self.words.word("prose.footnotes"));
        self.out.push_str("\">\n<ol>\n");
        for (index, body) in bodies.iter().enumerate() {
            self.footnote(index + 1, body.trim_end());
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn footnote(&mut self, number: usize, body: &str) {
        let id = self.marks.add(Mark::Id(self.footnotes.id(number)));
        let (body, close) = body
            .strip_suffix("</p>")
            .map_or((body, ""), |body| (body, "</p>"));
        self.out.extend(["<li id=\"", &id, "\">", body]);
        for nth in 1..=self.footnotes.references(number) {
            let href = self.own_link(self.footnotes.reference_id(number, nth));
            let label = self
                .words
                .fill("prose.footnote-back", &[("number", &number.to_string())]);
            self.out.extend([
                " <a class=\"footnote-back\" role=\"doc-backlink\" href=\"",
                &href,
                "\" aria-label=\"",
            ]);
            push_escaped(&mut self.out, &label);
            self.out.push_str("\">↑</a>");
        }
        self.out.extend([close, "</li>\n"]);
    }

    fn own_link(&mut self, id: String) -> String {
        self.marks.add(Mark::Url(Some(Url {
            href: format!("#{id}"),
            is_external: false,
            size: None,
        })))
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let Some((number, nth)) = self.footnotes.refer(label) else {
            return;
        };
        let id = self
            .marks
            .add(Mark::Id(self.footnotes.reference_id(number, nth)));
        let href = self.own_link(self.footnotes.id(number));
        let shown = self
            .words
            .fill("prose.footnote", &[("number", &number.to_string())]);
        self.out.extend([
            "<sup class=\"footnote-ref\"><a role=\"doc-noteref\" id=\"",
            &id,
            "\" href=\"",
            &href,
        ]);
        self.out.push_str("\" aria-label=\"");
        push_escaped(&mut self.out, &shown);
        self.out.push_str(&format!("\">{number}</a></sup>"));
    }
}
