//! Pages of small campaigns for tests.

use super::{Content, Context};
use crate::diagnostic::Diagnostics;
use crate::figures::testing::Computed;
use crate::locale::{Language, Words};
use crate::render::Templates;

/// Shows what the pages of a campaign are made from, in Vietnamese.
pub(crate) fn in_context<T>(made: &Computed, look: impl FnOnce(&Context<'_>) -> T) -> T {
    let words = Words::of(Language::Vietnamese);
    let templates = Templates::load(&[], words).expect("the built-in templates");
    let mut diagnostics = Diagnostics::new();
    let today = jiff::civil::date(2020, 1, 31);
    let context = Context::new(
        &made.campaign,
        &made.figures,
        &templates,
        words,
        today,
        None,
        &mut diagnostics,
    );
    look(&context)
}

impl Context<'_> {
    /// The text of a file of the site, which there has to be, with plain spaces for no-break ones.
    pub(crate) fn text_of(&self, path: &str) -> String {
        let mut texts = self.texts(|other| other == path);
        match texts.pop() {
            Some((_, text)) => text,
            None => panic!("there is no {path}"),
        }
    }

    /// The files of the site with these paths, in the order in which they are planned.
    pub(crate) fn texts(&self, wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
        let files = self.site().files().iter().filter(|file| wanted(&file.path));
        let texts = files.map(|file| {
            let Content::Made(make) = &file.content else {
                panic!("{} is not made", file.path);
            };
            let bytes = make(self).expect("a file").bytes;
            let text = String::from_utf8(bytes).expect("UTF-8");
            (file.path.to_string(), text.replace('\u{a0}', " "))
        });
        texts.collect()
    }

    /// The paths of the files of a folder of the site and below, in the order in which they are planned.
    pub(crate) fn paths_in(&self, folder: &str) -> Vec<String> {
        let paths = self.site().files().iter().map(|file| file.path.to_string());
        paths.filter(|path| path.starts_with(folder)).collect()
    }
}
