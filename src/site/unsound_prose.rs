//! What is wrong in the texts of a site folder whose tables or configuration have errors, so that one run tells
//! everything.

use super::initiative::sections;
use super::prose::{built_page, is_hidden, meant};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::Words;
use crate::model::Campaign;
use crate::place::{Place, Prose};
use crate::render::{Call, LinkTarget, Markdown, Surroundings};

/// Tells what is wrong in every text, whatever is wrong elsewhere: only what no mended error could put right is told.
/// Figures and pages may be missing for other reasons, so calls and links to what the program makes are not judged.
pub fn check_texts(campaign: &Campaign, words: &'static Words, diagnostics: &mut Diagnostics) {
    let announcements = campaign.announcements.iter().map(|a| &a.prose);
    let pages = campaign.pages.iter().map(|page| &page.prose);
    let initiatives = campaign.initiatives.0.iter();
    let sections = initiatives.flat_map(|initiative| sections(initiative).map(|(prose, ..)| prose));
    let home = campaign.home.iter();
    for prose in home.chain(announcements).chain(pages).chain(sections) {
        check(campaign, words, prose, diagnostics);
    }
}

fn check(campaign: &Campaign, words: &'static Words, prose: &Prose, diagnostics: &mut Diagnostics) {
    let markdown = Markdown {
        words,
        file: &campaign.sources.get(prose.file).path,
        reserved_ids: &[],
        id_prefix: "",
        below: 0,
    };
    // The HTML comes to nothing: there will be no site.
    let _ = markdown.render(prose, &mut Unsound(campaign), diagnostics);
}

/// The surroundings of texts where nothing else is certain.
struct Unsound<'a>(&'a Campaign);

impl Surroundings for Unsound<'_> {
    fn link(&mut self, target: &LinkTarget, place: Place) -> Result<String, Diagnostic> {
        let sources = &self.0.sources;
        if is_hidden(self.0, target) {
            return Err(target.to_hidden(place));
        }
        let is_made = target.from_root || built_page(target).is_some();
        if is_made || sources.find(&target.path).is_some() {
            return Ok(String::new());
        }
        let content = sources.under("content").map(|(_, file)| &*file.path);
        Err(target.to_nothing(place, content))
    }

    fn meant<'l>(&self, from: &str, link: &'l str) -> Option<(Box<str>, Option<&'l str>)> {
        meant(&self.0.sources, from, link)
    }

    fn call(&mut self, _: &Call) -> Result<String, Vec<Diagnostic>> {
        Ok(String::new())
    }
}
