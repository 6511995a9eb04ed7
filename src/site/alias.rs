//! Old addresses of pages: small pages that lead to the new one.

use super::Site;
use crate::place::FileId;

/// Plans a page an old address (`aliases`) of the page at `path`, which is made of the file `origin`.
pub(super) fn plan(
    site: &mut Site<'_>,
    aliases: &[Box<str>],
    path: String,
    title: String,
    origin: FileId,
) {
    for alias in aliases {
        let old = alias.trim_start_matches('/').to_owned();
        let to = format!("{}{path}", super::layout::root_of(&old));
        let title = title.clone();
        site.make_from(old.clone(), origin, move |context| {
            let view = AliasView {
                page: AliasPage {
                    lang: context.wording.language().code(),
                    title: &title,
                },
                to: &to,
            };
            Ok(context
                .templates
                .render("alias.html", &view, &old)?
                .into_bytes())
        });
    }
}

/// The interface of `alias.html`.
#[derive(Debug, serde::Serialize)]
struct AliasView<'a> {
    /// The page that is no more.
    page: AliasPage<'a>,
    /// The new address, relative to the old one.
    to: &'a str,
}

/// What an old address tells of itself.
#[derive(Debug, serde::Serialize)]
struct AliasPage<'a> {
    /// `vi` or `en`.
    lang: &'static str,
    /// The title of the page that it leads to.
    title: &'a str,
}
