//! Pieces of running text.

use crate::render::{Html, HtmlWriter};
use crate::site::layout::LinkView;

/// A state's word, with the sign that its class draws: `mark` of a state in every template.
pub(in crate::site) fn state_mark(code: &'static str, word: &str) -> Html {
    let mut mark = HtmlWriter::default();
    mark.markup("<span class=\"state ");
    mark.markup(code);
    mark.markup("\">");
    mark.text(word);
    mark.markup("</span>");
    mark.finish()
}

/// A figure within a text of the campaign: what `{{ value(…) }}` becomes.
pub(in crate::site) fn figure_in_text(shown: &str, illustrative: bool) -> Html {
    let mut figure = HtmlWriter::default();
    figure.markup(match illustrative {
        true => "<span class=\"figure illustrative\">",
        false => "<span class=\"figure\">",
    });
    figure.text(shown);
    figure.markup("</span>");
    figure.finish()
}

/// A sentence, with a link in its [`Sentence::SLOT`].
pub(in crate::site) struct Sentence {
    pub(in crate::site) text: String,
    pub(in crate::site) link: Option<LinkView>,
}

impl Sentence {
    /// Where a link stands in a sentence: no text of people holds it.
    pub(in crate::site) const SLOT: &str = "\u{1}";

    pub(in crate::site) fn plain(text: String) -> Self {
        Self { text, link: None }
    }

    fn write(&self, out: &mut HtmlWriter, root: &str) {
        let (before, after) = match self.text.split_once(Self::SLOT) {
            Some((before, after)) => (before, Some(after)),
            None => (&*self.text, None),
        };
        out.text(before);
        if let (Some(after), Some(link)) = (after, &self.link) {
            out.markup("<a href=\"");
            out.text(root);
            out.text(&link.href);
            out.markup("\">");
            out.text(&link.label);
            out.markup("</a>");
            out.text(after);
        }
    }
}

/// Sentences one after the other, with their links from a page from which `root` leads to the site's root; `None` where
/// there are none.
pub(in crate::site) fn paragraph(sentences: &[Sentence], root: &str) -> Option<Html> {
    let mut html = HtmlWriter::with_room(600);
    for (i, sentence) in sentences.iter().enumerate() {
        if i > 0 {
            html.markup(" ");
        }
        sentence.write(&mut html, root);
    }
    (!sentences.is_empty()).then(|| html.finish())
}
