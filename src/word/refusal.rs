//! Why a file does not become a text.

/// Why a file does not become a text; nothing of it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is larger than [`Refusal::MOST_MEGABYTES`].
    TooLarge,
    /// It holds more than a page of a site can.
    TooLong,
    /// It can be opened by a password only.
    Encrypted,
    /// It is RTF, whatever its name says.
    RichText,
    /// It is a PDF.
    Pdf,
    /// It is a page of the web.
    WebPage,
    /// It is a text of LibreOffice (`.odt`).
    OpenDocument,
    /// It is a workbook or a presentation.
    OtherOffice,
    /// It is no document at all.
    NoDocument,
    /// It is a document that cannot be read.
    Damaged,
}

impl Refusal {
    /// The largest file that is read, in megabytes.
    pub(crate) const MOST_MEGABYTES: usize = 20;

    /// The key of its words in the language files; they have a `{limit}`.
    #[must_use]
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "word.refused.too-large",
            Self::TooLong => "word.refused.too-long",
            Self::Encrypted => "word.refused.encrypted",
            Self::RichText => "word.refused.rich-text",
            Self::Pdf => "word.refused.pdf",
            Self::WebPage => "word.refused.web-page",
            Self::OpenDocument => "word.refused.open-document",
            Self::OtherOffice => "word.refused.other-office",
            Self::NoDocument => "word.refused.no-document",
            Self::Damaged => "word.refused.damaged",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Language, Words};

    #[test]
    fn each_has_words_in_every_language() {
        let all = [
            Refusal::TooLarge,
            Refusal::TooLong,
            Refusal::Encrypted,
            Refusal::RichText,
            Refusal::Pdf,
            Refusal::WebPage,
            Refusal::OpenDocument,
            Refusal::OtherOffice,
            Refusal::NoDocument,
            Refusal::Damaged,
        ];
        for language in Language::ALL {
            for one in all {
                assert!(Words::of(*language).find(one.key()).is_some(), "{one:?}");
            }
        }
    }
}
