//! HTML that is printed as it is.

use crate::locale::Language;
use crate::number::Decimal;
use crate::render::markdown::escape::push_escaped;
use serde::{Serialize, Serializer};
use tera::Value;

/// HTML that was made by us or has passed the sanitiser: templates print it as it is, where they escape any other
/// text. Cloning it is cheap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Html(Value);

impl Html {
    /// Vouches for this HTML.
    #[must_use]
    pub fn trusted(html: &str) -> Self {
        Self(Value::safe_string(html))
    }

    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

/// HTML in the making, for parts of which a page has very many: markup that stands in the code, and text, which is
/// escaped.
#[derive(Debug, Default)]
pub struct HtmlWriter {
    html: String,
}

impl HtmlWriter {
    /// Nothing yet, with room for about so many bytes.
    #[must_use]
    pub fn with_room(bytes: usize) -> Self {
        Self {
            html: String::with_capacity(bytes),
        }
    }

    /// Adds markup.
    pub fn markup(&mut self, markup: &'static str) {
        self.html.push_str(markup);
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) {
        push_escaped(&mut self.html, text);
    }

    /// Adds HTML that was made before.
    pub fn html(&mut self, html: &Html) {
        self.html.push_str(html.as_str());
    }

    /// Adds a number as [`Language::decimal`] writes it.
    pub fn number(&mut self, number: &Decimal, language: Language) {
        language.push_decimal(&mut self.html, number);
    }

    /// The HTML.
    #[must_use]
    pub fn finish(self) -> Html {
        Html::trusted(&self.html)
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
