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

    /// Adds text, escaped as templates do.
    pub fn text(&mut self, text: &str) {
        let mut parts = text.split('\'');
        push_escaped(&mut self.html, parts.next().unwrap_or_default());
        for part in parts {
            self.html.push_str("&#39;");
            push_escaped(&mut self.html, part);
        }
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

#[cfg(test)]
mod tests {
    use super::HtmlWriter;
    use crate::locale::{Language, Words};
    use crate::place::FileId;
    use crate::render::{Override, Templates};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn text_is_escaped_as_in_templates(text in "[a'\"<>& đ]{0,12}") {
            let print = Override { file: FileId(0), name: "x".into(), text: "{{ text }}".into() };
            let templates = Templates::with_defaults(&[], &[print], Words::of(Language::Vietnamese)).expect("a template");
            let view = std::collections::BTreeMap::from([("text", &text)]);
            let mut html = HtmlWriter::default();
            html.text(&text);
            let html = html.finish();
            prop_assert_eq!(html.as_str(), templates.render("x", &view, "x").expect("a page"));
        }
    }
}
