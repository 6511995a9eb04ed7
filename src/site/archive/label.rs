//! What the values of an initiative are called: on pages, and in addresses.

use crate::locale::Words;
use crate::model::{Area, Form, InitiativeType, Reach, Stage, Verification};
use crate::reading::Choice;
use crate::text::slug;

/// A value of a closed set that pages name.
pub(in crate::site) trait Labelled: Choice {
    /// The table of its words in the language files, below `archive`.
    const TABLE: &'static str;

    /// Its key in addresses.
    fn key(self) -> String {
        slug(self.written())
    }

    /// Its word on pages.
    fn label(self, words: &Words) -> &'static str {
        let key = format!("archive.{}.{}", Self::TABLE, self.code());
        words.find(&key).unwrap_or_else(|| self.written())
    }
}

impl Labelled for Form {
    const TABLE: &'static str = "form";
}

impl Labelled for InitiativeType {
    const TABLE: &'static str = "type";
}

impl Labelled for Area {
    const TABLE: &'static str = "area";
}

impl Labelled for Stage {
    const TABLE: &'static str = "stage";
}

impl Labelled for Reach {
    const TABLE: &'static str = "scope";
}

impl Labelled for Verification {
    const TABLE: &'static str = "verification";
}

#[cfg(test)]
mod tests {
    use super::Labelled;
    use crate::locale::{Language, Words};
    use crate::model::{Area, Form, InitiativeType, Reach, Stage, Verification};
    use std::collections::BTreeSet;

    fn check<L: Labelled>() {
        for &language in Language::ALL {
            let words = Words::of(language);
            for (value, code, _) in L::ALL {
                let key = format!("archive.{}.{code}", L::TABLE);
                assert_eq!(words.find(&key), Some(value.label(words)), "{key}");
            }
        }
        let keys: BTreeSet<String> = L::ALL.iter().map(|(value, ..)| value.key()).collect();
        assert_eq!(keys.len(), L::ALL.len());
        assert!(!keys.contains(""));
    }

    #[test]
    fn every_value_has_its_words_and_an_address_of_its_own() {
        check::<Form>();
        check::<InitiativeType>();
        check::<Area>();
        check::<Stage>();
        check::<Reach>();
        check::<Verification>();
        assert_eq!(Form::GoodPractice.key(), "cach-lam-hay");
        assert_eq!(Area::Procedures.key(), "tthc");
    }
}
