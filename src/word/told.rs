//! What an officer is told of a text that came in: what was left out, and what is to be looked at.

use std::collections::BTreeMap;

/// Something to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Remark {
    /// Parts of the file could not be read.
    Unreadable,
    /// Words of the file found no place.
    Unplaced,
    /// Passages deleted with "Track changes" on.
    Deleted,
    /// Passages inserted with "Track changes" on; they came along.
    Inserted,
    /// Hidden text.
    Hidden,
    /// Comments.
    Comments,
    /// Headers and footers of pages.
    PageHeads,
    /// Lines of a table of contents.
    Contents,
    /// The motto and what stands beside it.
    Motto,
    /// "Nơi nhận" and the signatures.
    Signatures,
    /// Numbers before paragraphs that could not be worked out.
    Numbers,
    /// Words in old fonts, which are Unicode now.
    Converted,
    /// Links to files of a computer, or within the document.
    Links,
    /// Pictures in formats that browsers do not show.
    PictureFormat,
    /// Pictures that the document does not hold itself.
    PictureLinked,
    /// Pictures beyond the number that is taken.
    PictureBeyond,
    /// Pictures that found no place in the text.
    PictureUnplaced,
    /// Charts and diagrams.
    Chart,
    /// Files within the file.
    Embedded,
    /// Macros.
    Macros,
    /// A file of Word 97 to 2003, of which less can be read.
    OldFormat,
}

impl Remark {
    /// The key of its words in the language files; they have a `{count}`.
    #[must_use]
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "word.unreadable",
            Self::Unplaced => "word.unplaced",
            Self::Deleted => "word.deleted",
            Self::Inserted => "word.inserted",
            Self::Hidden => "word.hidden",
            Self::Comments => "word.comments",
            Self::PageHeads => "word.page-heads",
            Self::Contents => "word.contents",
            Self::Motto => "word.motto",
            Self::Signatures => "word.signatures",
            Self::Numbers => "word.numbers",
            Self::Converted => "word.converted",
            Self::Links => "word.links",
            Self::PictureFormat => "word.picture-format",
            Self::PictureLinked => "word.picture-linked",
            Self::PictureBeyond => "word.picture-beyond",
            Self::PictureUnplaced => "word.picture-unplaced",
            Self::Chart => "word.chart",
            Self::Embedded => "word.embedded",
            Self::Macros => "word.macros",
            Self::OldFormat => "word.old-format",
        }
    }
}

/// How often, and which words of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// How often.
    pub(crate) count: usize,
    /// The words that were left out, or the names of what could not be read.
    pub(crate) words: Vec<String>,
}

/// All that is to be told of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Remarks(BTreeMap<Remark, Told>);

impl Remarks {
    /// Counts one more of some kind.
    pub(super) fn add(&mut self, remark: Remark, count: usize) {
        if count > 0 {
            self.0.entry(remark).or_default().count += count;
        }
    }

    /// Counts one more, with its words.
    pub(super) fn add_words(&mut self, remark: Remark, words: String) {
        let told = self.0.entry(remark).or_default();
        told.count += 1;
        told.words.push(words);
    }

    /// Each with how often it is to be told, the gravest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Remark, &Told)> {
        self.0.iter().map(|(remark, told)| (*remark, told))
    }

    /// How often something is to be told.
    #[cfg(test)]
    pub(crate) fn count(&self, remark: Remark) -> usize {
        self.0.get(&remark).map_or(0, |told| told.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Language, Words};

    #[test]
    fn each_has_words_in_every_language() {
        let all = [
            Remark::Unreadable,
            Remark::Unplaced,
            Remark::Deleted,
            Remark::Inserted,
            Remark::Hidden,
            Remark::Comments,
            Remark::PageHeads,
            Remark::Contents,
            Remark::Motto,
            Remark::Signatures,
            Remark::Numbers,
            Remark::Converted,
            Remark::Links,
            Remark::PictureFormat,
            Remark::PictureLinked,
            Remark::PictureBeyond,
            Remark::PictureUnplaced,
            Remark::Chart,
            Remark::Embedded,
            Remark::Macros,
            Remark::OldFormat,
        ];
        for language in Language::ALL {
            for one in all {
                assert!(Words::of(*language).find(one.key()).is_some(), "{one:?}");
            }
        }
    }
}
