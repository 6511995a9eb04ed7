//! The interface of templates: `docs/templates.md` is written of the code, and every key that a template names is one
//! that its view has.
//!
//! Structs are read from the source, since types and doc comments are there alone and pages need no reflection; what a
//! component takes is what templates hand to it. To write the page anew: `SNAPSHOTS=overwrite cargo test --test
//! templates`.

mod flow;
mod keys;
mod views;

use flow::{Component, Templates, bare};
use snapbox::file;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use views::{Kind, Views, doc};

const HEAD: &str = "# Templates

<!-- Written by `SNAPSHOTS=overwrite cargo test --test templates` of the code: change doc comments there. -->

A file in the site folder's `templates/` replaces the built-in one of the same name. Templates are
[Tera 2](https://keats.github.io/tera/); a name that is not there is an error with its place. Everything printed is
escaped, but what is HTML already. A key that *may be absent* is false in `{% if … %}`.

Addresses in views are relative to the site's root: a template puts `page.root` before them, `embed.html` puts `root`, and
so do the templates of calls, which have it beside the keys named here.

## What every template can use

- `w`: the words of the language files by their keys, with `_` for `-`: `{{ w.pages.nav.units }}`.
- Tera's own filters, tests and functions, and every component of every file below `templates/`.
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_page_of_the_interface_is_what_the_code_says() {
    let views = Views::read(root());
    let templates = Templates::read(root(), &views);
    let mut page = HEAD.to_owned();
    for (name, says) in functions("src/render/template/filters.rs", |vis| !vis) {
        writeln!(page, "- The filter `{name}`. {says}").expect("room");
    }
    of_templates(&mut page, &views, &templates);
    of_components(&mut page, &views, &templates.components);
    of_rust(&mut page);
    of_views(&mut page, &views);
    snapbox::assert_data_eq!(page, file!["../../docs/templates.md"].raw());
}

#[test]
fn every_page_view_names_the_template_whose_interface_it_is() {
    let views = Views::read(root());
    assert!(views.named.len() > 15);
    for (template, view) in &views.named {
        assert_eq!(views.all[views.of_template(template)].name, *view);
    }
}

#[test]
fn html_is_written_in_components_alone() {
    let files = walkdir::WalkDir::new(root().join("src/site"));
    for file in files
        .into_iter()
        .map(|file| file.expect("a file").into_path())
    {
        if !file.is_file() || file.iter().any(|part| part == "component") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source file");
        assert!(!text.contains(".markup("), "{} writes HTML", file.display());
    }
}

#[test]
fn every_key_is_named_by_a_template() {
    let views = Views::read(root());
    let unused = Templates::read(root(), &views).unused();
    let unused: Vec<&String> = unused
        .iter()
        .filter(|key| !key.ends_with(".page"))
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

fn of_templates(page: &mut String, views: &Views, templates: &Templates<'_>) {
    page.push_str("\n## What each template is given\n");
    for (name, _) in templates.all.iter().filter(|(name, _)| !name.contains('/')) {
        let view = views.of_template(name);
        writeln!(page, "\n### `{name}`\n").expect("room");
        let says = plain(&views.all[view].doc);
        if let Some((_, says)) = says.split_once("`: ") {
            writeln!(page, "{says}\n").expect("room");
        }
        table(page, views, view);
    }
}

fn table(page: &mut String, views: &Views, view: usize) {
    page.push_str("| key | holds | meaning |\n| --- | --- | --- |\n");
    for key in views.keys(view) {
        let whose = views.name(view);
        assert!(
            !key.doc.is_empty(),
            "nothing says what `{}` of {whose} is",
            key.name
        );
        let (name, holds, says) = (&key.name, holds(views, &key.kind), plain(&key.doc));
        writeln!(
            page,
            "| `{name}` | {holds} | {} |",
            says.replace('|', "\\|")
        )
        .expect("room");
    }
}

fn of_components(page: &mut String, views: &Views, components: &[Component]) {
    page.push_str("\n## Components\n\nCalled as `{{<Name a={…} b={…}/>}}`.\n");
    let mut file = "";
    for component in components {
        if component.file != file {
            file = &component.file;
            writeln!(page, "\n### `{file}`\n").expect("room");
        }
        let takes = component.takes.iter().map(|(name, kinds)| {
            let kinds = kinds.iter().map(|kind| holds(views, kind));
            format!("`{name}` ({})", kinds.collect::<Vec<_>>().join(" or "))
        });
        let takes = takes.collect::<Vec<_>>().join(", ");
        let (name, says) = (&component.name, &component.doc);
        writeln!(page, "- **`{name}`**: {says} Takes {takes}.").expect("room");
    }
}

fn of_rust(page: &mut String) {
    page.push_str(
        "\n## What is HTML already\n\nRows of which pages have hundreds, and what is needed outside of pages, the program \
         writes itself, with the same escaping (`src/site/component`); templates print it as it is.\n\n",
    );
    for file in ["row", "words", "snippet"] {
        for (name, says) in functions(&format!("src/site/component/{file}.rs"), |vis| vis) {
            writeln!(page, "- `{name}`: {says}").expect("room");
        }
    }
}

fn of_views(page: &mut String, views: &Views) {
    page.push_str("\n## What keys hold\n");
    let mut named: Vec<(String, usize)> = (0..views.all.len())
        .filter(|&view| views.template(view).is_none())
        .filter(|&view| is_held(views, view))
        .map(|view| (views.name(view), view))
        .collect();
    named.sort();
    for (name, view) in named {
        writeln!(page, "\n### `{name}`\n\n{}\n", plain(&views.all[view].doc)).expect("room");
        table(page, views, view);
    }
}

/// Whether any key of a view holds this one.
fn is_held(views: &Views, view: usize) -> bool {
    let mut keys = views.all.iter().flat_map(|of| &of.keys);
    keys.any(|key| !key.flat && key.kind.view() == Some(view))
}

/// What a key holds, in words.
fn holds(views: &Views, kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Html => "HTML".to_owned(),
        Kind::Bool => "true or false".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Words => "words".to_owned(),
        Kind::List(of) => format!("list of {}", holds(views, bare(of))),
        Kind::Maybe(of) => format!("{}, may be absent", holds(views, of)),
        Kind::View(view) => {
            let name = views.name(*view);
            let heading = views.template(*view).unwrap_or(&name);
            let anchor = heading.to_lowercase().replace([':', '.'], "");
            format!("[`{name}`](#{anchor})")
        }
    }
}

/// A doc comment without links of Rust: "[`a::B`]" is "`B`".
fn plain(says: &str) -> String {
    let mut parts = says.split("[`");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (path, rest) = part.split_once("`]").expect("the end of a link");
        let name = path.rsplit("::").next().unwrap_or(path);
        write!(plain, "`{name}`{rest}").expect("room");
    }
    plain
}

/// The documented functions and structs of a file: those that are visible outside, or those that are not.
fn functions(file: &str, wanted: impl Fn(bool) -> bool) -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join(file)).expect("a source file");
    let items = syn::parse_file(&text).expect("Rust").items.into_iter();
    let items = items.filter_map(|item| match item {
        syn::Item::Fn(of) => Some((of.sig.ident, of.vis, of.attrs)),
        syn::Item::Struct(of) => Some((of.ident, of.vis, of.attrs)),
        _ => None,
    });
    let items = items.filter(|(_, vis, _)| wanted(!matches!(vis, syn::Visibility::Inherited)));
    items
        .map(|(name, _, attrs)| (name.to_string(), plain(&doc(&attrs))))
        .collect()
}
