//! The languages that we have words in, and what each does its own way beside its words.

/// What a language does its own way, a row for each.
pub(super) struct Conventions {
    /// Its code, which is its folder of words.
    code: &'static str,
    /// Its code with its country, as sites that share pages know it.
    region: &'static str,
    /// Between thousands.
    pub(super) group: &'static str,
    /// Before the decimals.
    pub(super) point: &'static str,
    /// How many digits the day of a date has at least.
    pub(super) day_digits: usize,
    /// Which of the forms of a word stands beside a number, as the number is written.
    form: fn(&str) -> usize,
}

/// One form for 1 and −1, another for all other numbers.
fn one_and_other(number: &str) -> usize {
    usize::from(number.trim_start_matches(['+', '−']) != "1")
}

/// Path and text of every language file: `vi/pages.toml`.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/src-locale.list"));

macro_rules! languages {
    ($($name:ident $shown:literal $code:literal $region:literal $group:literal $point:literal $day:literal $form:ident;)*) => {
        /// A language that messages and pages are written in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Language {
            $(#[doc = $shown] $name),*
        }

        impl Language {
            /// Every language.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            /// The one that stands where none is asked for, or one that we have no words in.
            pub const DEFAULT: Self = Self::ALL[0];
        }

        const CONVENTIONS: &[Conventions] = &[$(Conventions {
            code: $code,
            region: $region,
            group: $group,
            point: $point,
            day_digits: $day,
            form: $form,
        }),*];
    };
}

// A language is a line here and a folder of words.
languages! {
    Vietnamese "Tiếng Việt" "vi" "vi_VN" "." "," 2 one_and_other;
    English "English" "en" "en_US" "," "." 1 one_and_other;
}

impl Language {
    pub(super) fn conventions(self) -> &'static Conventions {
        &CONVENTIONS[self as usize]
    }

    /// Path and text of its language files.
    pub(super) fn files(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let files = FILES.iter().copied();
        files.filter(move |(path, _)| path.split('/').next() == Some(self.code()))
    }

    /// Its code: `vi` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.conventions().code
    }

    /// Its code with its country: `vi_VN`.
    #[must_use]
    pub fn region(self) -> &'static str {
        self.conventions().region
    }

    /// Which of the forms of a word stands beside a number, as the number is written.
    pub(super) fn form(self, number: &str) -> usize {
        (self.conventions().form)(number)
    }

    /// The language of a code; `None` where we have no words in it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|language| language.code() == code)
    }

    /// The language of a system's locale (`vi_VN.UTF-8`, `en-US`); `None` where it is none of ours.
    #[must_use]
    pub fn from_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['_', '-', '.', '@']).next();
        Self::from_code(&code.unwrap_or_default().to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_of_words_is_of_a_language() {
        for (path, _) in FILES {
            let code = path.split('/').next().unwrap();
            assert!(Language::from_code(code).is_some(), "{path}");
        }
    }

    #[test]
    fn a_number_has_its_form() {
        let numbers = ["1", "−1", "+1", "0", "2", "11", "1.0", "1,001"];
        let forms = numbers.map(|number| Language::English.form(number));
        assert_eq!(forms, [0, 0, 0, 1, 1, 1, 1, 1]);
    }

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(
            Language::from_locale("vi_VN.UTF-8"),
            Some(Language::Vietnamese)
        );
        assert_eq!(Language::from_locale("vi"), Some(Language::Vietnamese));
        assert_eq!(Language::from_locale("EN-us"), Some(Language::English));
        assert_eq!(Language::from_locale("C"), None);
        assert_eq!(Language::from_locale(""), None);
        assert_eq!(Language::from_locale("vietnam"), None);
    }
}
