//! `robots.txt`: everything may be read; where the sitemap is. Pages that ask not to be listed say so themselves.

use super::{Facts, Site, sitemap};

const PATH: &str = "robots.txt";

/// Plans it, unless the site folder has one of its own.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if facts.campaign.sources.find("static/robots.txt").is_some() {
        return;
    }
    site.make(PATH, |context| {
        let mut text = "User-agent: *\nAllow: /\n".to_owned();
        if let Some(address) = context.facts.absolute(sitemap::PATH) {
            text += &format!("\nSitemap: {address}\n");
        }
        Ok(text.into_bytes())
    });
}
