//! The template engine: our templates built into the program, each replaced by the site's file of the same name.
//!
//! A page is rendered from a *view*, anything that serialises to a map: its keys are the variables of the template.
//! Beside them every template sees the site-wide values given to [`Templates::share`] and `w`, the words of the
//! language files (`{{ w.unit.rank | fill(place=3, of=13) }}`). Everything printed is escaped, whatever the name of
//! the template; HTML that is known to be safe travels as [`Html`].

mod error;
mod filters;
mod html;
mod shared;
mod squeeze;

pub use html::{Html, HtmlWriter};
pub use shared::Shared;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::locale::Words;
use crate::place::{FileId, Place};
use serde::Serialize;
use std::cell::RefCell;
use std::collections::BTreeMap;
use tera::{Context, Tera, Value};

/// Name and text of every file of our own `templates/`.
const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.list"));

/// A file of the site's own `templates/` folder.
#[derive(Debug, Clone)]
pub struct Override {
    /// The file, for places in diagnostics.
    pub file: FileId,
    /// Its name: the path below `templates/`, with `/`.
    pub name: Box<str>,
    /// Its text.
    pub text: Box<str>,
}

/// All templates, checked and ready to render.
pub struct Templates {
    tera: Tera,
    files: BTreeMap<Box<str>, FileId>,
}

impl Templates {
    /// Loads the built-in templates and the site's own over them.
    ///
    /// # Errors
    /// Every template of the site that cannot be read, that calls what does not exist, or that nothing calls.
    pub fn load(overrides: &[Override], words: &Words) -> Result<Self, Diagnostics> {
        let unused = unused(BUILT_IN, overrides);
        match Self::with_defaults(BUILT_IN, overrides, words) {
            Ok(_) if !unused.is_empty() => Err(unused),
            Err(mut problems) => {
                problems.append(unused);
                Err(problems)
            }
            loaded => loaded,
        }
    }

    /// Templates of the program that no site replaces, such as those of its own pages beside a site.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub(crate) fn own(files: &[(&str, &str)], words: &Words) -> Result<Self, Diagnostics> {
        Self::with_defaults(files, &[], words)
    }

    fn with_defaults(
        defaults: &[(&str, &str)],
        overrides: &[Override],
        words: &Words,
    ) -> Result<Self, Diagnostics> {
        let files = overrides.iter().map(|o| (o.name.clone(), o.file)).collect();
        let syntax = syntax_errors(overrides, &files);
        if !syntax.is_empty() {
            return Err(syntax);
        }
        let mut tera = Tera::new();
        // Templates are checked when they are added, so what they may call comes first.
        filters::register(&mut tera, words.language());
        tera.autoescape_on([""]);
        let all = defaults
            .iter()
            .copied()
            .chain(overrides.iter().map(|o| (&*o.name, &*o.text)));
        tera.add_raw_templates(all.collect::<BTreeMap<_, _>>())
            .map_err(|e| error::on_load(&e, &files))?;
        tera.global_context().insert_value("w", word_tree(words));
        Ok(Self { tera, files })
    }

    /// Renders `page` (its address, for diagnostics) from a view. The indentation of HTML is left out.
    ///
    /// # Errors
    /// What went wrong in the template, with its place where the template is one of the site's own.
    pub fn render(
        &self,
        name: &str,
        view: &impl Serialize,
        page: &str,
    ) -> Result<String, Diagnostic> {
        let bytes = self.render_bytes(name, view, page)?;
        // What is rendered of strings is one; the check of the whole is quicker than mending it.
        Ok(String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// As [`Self::render`], for what is written to a file.
    ///
    /// # Errors
    /// What went wrong in the template, with its place where the template is one of the site's own.
    pub fn render_bytes(
        &self,
        name: &str,
        view: &impl Serialize,
        page: &str,
    ) -> Result<Vec<u8>, Diagnostic> {
        let context = Context::from_serialize(view).map_err(|e| error::of_view(&e, name, page))?;
        thread_local! {
            static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        BUFFER.with_borrow_mut(|buffer| {
            buffer.clear();
            self.tera
                .render_to(name, &context, &mut *buffer)
                .map_err(|e| error::on_render(&e, &self.files, name, page))?;
            Ok(if name.ends_with(".html") {
                squeeze::squeeze(buffer)
            } else {
                buffer.clone()
            })
        })
    }
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Templates")
            .field("overrides", &self.files)
            .finish_non_exhaustive()
    }
}

/// The site's templates that replace none of ours and that no other of the site's names: most probably misspelt. One that
/// defines components is called by their names.
fn unused(defaults: &[(&str, &str)], overrides: &[Override]) -> Diagnostics {
    let mut told = Diagnostics::new();
    let is_ours = |name: &str| defaults.iter().any(|(known, _)| *known == name);
    let is_named = |name: &str| {
        let in_quotes = ['"', '\''].map(|quote| format!("{quote}{name}{quote}"));
        let mut texts = overrides.iter().filter(|other| &*other.name != name);
        texts.any(|other| in_quotes.iter().any(|name| other.text.contains(name)))
    };
    for file in overrides {
        let name = &*file.name;
        let is_about = name.eq_ignore_ascii_case("readme.md");
        if is_about || is_ours(name) || is_named(name) || file.text.contains("{% component") {
            continue;
        }
        let problem = Code::TemplateUnused.at(Place::file(file.file));
        let known = defaults.iter().map(|(name, _)| *name);
        told.push(problem.near(nearest(name, known)));
    }
    told
}

/// The syntax errors of all files. The engine stops at the first, so each file is read by itself.
fn syntax_errors(overrides: &[Override], files: &BTreeMap<Box<str>, FileId>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for file in overrides {
        if let Err(e) = Tera::new().add_raw_template(&file.name, &file.text)
            && matches!(e.kind(), tera::ErrorKind::SyntaxError(_))
        {
            diagnostics.append(error::on_load(&e, files));
        }
    }
    diagnostics
}

/// The words of the language files as a tree (`unit.not-ranked` becomes `w.unit.not_ranked`, since a template would
/// read a hyphen as a minus), but for those of diagnostics.
fn word_tree(words: &Words) -> Value {
    #[derive(Default)]
    struct Branch {
        word: Option<&'static str>,
        below: BTreeMap<String, Branch>,
    }
    fn grown(branch: Branch) -> Value {
        match branch.word {
            Some(word) => Value::normal_string(word),
            None => {
                let below = branch.below.into_iter();
                Value::from(
                    below
                        .map(|(key, b)| (key, grown(b)))
                        .collect::<BTreeMap<_, _>>(),
                )
            }
        }
    }
    let mut root = Branch::default();
    for key in words.keys().filter(|key| !key.starts_with("diagnostic.")) {
        let leaf = key.split('.').fold(&mut root, |b, part| {
            b.below.entry(part.replace('-', "_")).or_default()
        });
        leaf.word = words.find(key);
    }
    grown(root)
}

#[cfg(test)]
mod tests;
