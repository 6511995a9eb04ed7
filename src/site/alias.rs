//! Old addresses of announcements: small pages that lead to the new one.

use super::Site;
use crate::campaign::Announcement;

/// Plans a page an old address.
pub(super) fn plan(site: &mut Site<'_>, announcement: &Announcement) {
    for alias in &announcement.aliases {
        let path = alias.trim_start_matches('/').to_owned();
        let to = format!(
            "{}{}",
            super::layout::root_of(&path),
            super::announcement::path(announcement)
        );
        let title = announcement.title.to_string();
        let origin = announcement.prose.file;
        site.make_from(path.clone(), origin, move |context| {
            let view = AliasView {
                page: AliasPage {
                    lang: context.layout_lang(),
                    title: &title,
                },
                to: &to,
            };
            Ok(context
                .templates
                .render("alias.html", &view, &path)?
                .into_bytes())
        });
    }
}

/// The interface of `alias.html`.
#[derive(Debug, serde::Serialize)]
struct AliasView<'a> {
    page: AliasPage<'a>,
    /// The new address, relative to the old one.
    to: &'a str,
}

#[derive(Debug, serde::Serialize)]
struct AliasPage<'a> {
    lang: &'static str,
    title: &'a str,
}
