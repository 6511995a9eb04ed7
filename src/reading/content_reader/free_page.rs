//! Reading free pages and the words of the home page.

use super::address::check_slug;
use super::announcement::read_aliases;
use super::attachment::{Files, tell_clashes};
use super::markup::plain_text;
use super::options::ContentOptions;
use super::page::{Hidden, Page, Read, read_page};
use crate::model::FreePage;
use crate::place::Place;
use crate::reading::keys::{FREE_PAGE, HOME};

/// Pages and folders that the contract keeps for the program, whether it makes them yet or not: a free page of such a name
/// would stand in their way. A page that is planned needs no place here: two files of one address are an error.
const RESERVED: [&str; 20] = [
    "404",
    "atom",
    "bao-cao",
    "chi-so",
    "chi-tieu",
    "chu-de",
    "don-vi",
    "du-lieu",
    "en",
    "index",
    "nhung",
    "phuong-phap",
    "robots",
    "sang-kien",
    "sitemap",
    "thay-doi",
    "theo-doi",
    "thong-bao",
    "tim-kiem",
    "xep-hang",
];

/// Reads `content/NAME.md`.
pub(super) fn read(options: &ContentOptions<'_>, path: &str, page: &mut Page) {
    let stem = path.rsplit('/').next().unwrap_or(path);
    let slug = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    if let Some(problem) = check_slug(slug, |name| RESERVED.contains(&name)) {
        page.diagnostics.push(problem.at(Place::file(page.file)));
    }
    let made = read_page(
        options.sources,
        page,
        &FREE_PAGE,
        |mut root, mut prose, page| {
            let title = root
                .required_text("title")
                .map(|title| Box::<str>::from(title.value));
            prose.title = title.clone();
            let draft = root.boolean("draft").is_some_and(|draft| draft.value);
            let files = Files::new(options.sources, path).linked(&prose, &[], page);
            tell_clashes(files.iter(), page);
            let free_page = FreePage {
                slug: slug.into(),
                title: title.unwrap_or_default(),
                summary: plain_text(&mut root, "summary"),
                updated: root.day("updated").map(|day| day.value),
                files,
                aliases: read_aliases(&mut root),
                draft,
                prose,
                place: Place::line(page.file, 1),
            };
            root.finish();
            free_page
        },
    );
    if let Some(free_page) = made {
        page.hidden = (free_page.draft && !options.drafts).then_some(Hidden::Draft);
        page.read = Read::FreePage(Box::new(free_page));
    }
}

/// Reads `content/index.md`; what lies beside it and is linked goes into the folder `index/` of the site.
pub(super) fn read_home(options: &ContentOptions<'_>, path: &str, page: &mut Page) {
    let made = read_page(options.sources, page, &HOME, |mut root, mut prose, page| {
        prose.title = root.boxed("title");
        root.finish();
        let files = Files::new(options.sources, path).linked(&prose, &[], page);
        tell_clashes(files.iter(), page);
        (prose, files)
    });
    if let Some((prose, files)) = made {
        page.read = Read::Home(prose, files);
    }
}
