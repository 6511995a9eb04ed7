//! The views as the code declares them: every struct under `src/site` that is serialised, its keys, their types and
//! what its doc comments say of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use syn::{Attribute, Expr, Fields, Item, Lit, Meta, Type, UseTree};

/// How the doc comment of a template's view begins.
const INTERFACE: &str = "The interface of `";

/// What a key holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Text,
    Html,
    Bool,
    Number,
    Words,
    List(Box<Kind>),
    Maybe(Box<Kind>),
    /// A view, by its place in [`Views::all`].
    View(usize),
}

impl Kind {
    /// The view that it is, or is a list of.
    pub(crate) fn view(&self) -> Option<usize> {
        match self {
            Self::List(of) | Self::Maybe(of) => of.view(),
            Self::View(view) => Some(*view),
            _ => None,
        }
    }
}

pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) kind: Kind,
    pub(crate) flat: bool,
}

pub(crate) struct View {
    module: Vec<String>,
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) keys: Vec<Key>,
    fields: Vec<(String, String, bool, Type)>,
}

/// All views, and the templates that the code gives to them.
#[derive(Default)]
pub(crate) struct Views {
    pub(crate) all: Vec<View>,
    /// By module, what its `use` lines name, and by which path.
    uses: BTreeMap<Vec<String>, BTreeMap<String, Vec<String>>>,
    /// Template and view, as `page_view!` names them.
    pub(crate) named: Vec<(String, String)>,
}

impl Views {
    /// Reads the source.
    pub(crate) fn read(root: &Path) -> Self {
        let mut views = Self::default();
        let files = walkdir::WalkDir::new(root.join("src/site")).sort_by_file_name();
        for file in files.into_iter().map(|file| file.expect("a file")) {
            let path = file.path().strip_prefix(root.join("src")).expect("a path");
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let path = path.with_extension("");
            let parts = path
                .iter()
                .map(|part| part.to_str().expect("UTF-8").to_owned());
            let mut module: Vec<String> = parts.collect();
            module.pop_if(|last| last == "mod");
            let text = fs::read_to_string(file.path()).expect("a source file");
            views.add(module, syn::parse_file(&text).expect("Rust").items);
        }
        let pages = (0..views.all.len()).filter(|&at| views.template(at).is_some());
        for at in pages.collect::<Vec<_>>() {
            views.fill(at);
        }
        views
    }

    /// Finds the types of a view's keys, and of theirs: what files of data hold has others.
    fn fill(&mut self, at: usize) {
        let view = &self.all[at];
        if !view.keys.is_empty() {
            return;
        }
        let key = |(name, doc, flat, of): &(String, String, bool, Type)| Key {
            kind: self.kind(&view.module, of, doc, name),
            name: name.clone(),
            doc: doc.clone(),
            flat: *flat,
        };
        let generic = |of: &Type| matches!(of, Type::Path(path) if path.path.is_ident("T"));
        let fields = view.fields.iter().filter(|field| !generic(&field.3));
        let keys: Vec<Key> = fields.map(key).collect();
        let below: Vec<usize> = keys.iter().filter_map(|key| key.kind.view()).collect();
        self.all[at].keys = keys;
        below.into_iter().for_each(|view| self.fill(view));
    }

    fn add(&mut self, module: Vec<String>, items: Vec<Item>) {
        let by_hand: Vec<String> = items.iter().filter_map(serialised_by_hand).collect();
        for item in items {
            match item {
                Item::Struct(of) => {
                    let name = of.ident.to_string();
                    let is_by_hand = by_hand.contains(&name);
                    let Fields::Named(fields) = of.fields else {
                        continue;
                    };
                    if !is_by_hand && !derives_serialize(&of.attrs) {
                        continue;
                    }
                    let is_key = |field: &&syn::Field| {
                        let is_hidden = matches!(field.vis, syn::Visibility::Inherited);
                        !(asks_serde(&field.attrs, "skip") || is_by_hand && is_hidden)
                    };
                    let fields = fields.named.iter().filter(is_key).map(|field| {
                        let name = field.ident.as_ref().expect("a name").to_string();
                        (
                            name,
                            doc(&field.attrs),
                            asks_serde(&field.attrs, "flatten"),
                            field.ty.clone(),
                        )
                    });
                    self.all.push(View {
                        module: module.clone(),
                        name,
                        doc: doc(&of.attrs),
                        keys: Vec::new(),
                        fields: fields.collect(),
                    });
                }
                Item::Use(of) => {
                    let uses = self.uses.entry(module.clone()).or_default();
                    used(&of.tree, &mut Vec::new(), uses);
                }
                Item::Macro(of) if of.mac.path.is_ident("page_view") => {
                    let text = of.mac.tokens.to_string();
                    let (view, template) = text.split_once(',').expect("two arguments");
                    let template = template.trim().trim_matches('"');
                    self.named
                        .push((template.to_owned(), view.trim().to_owned()));
                }
                _ => {}
            }
        }
    }

    /// The view that says to be the interface of a template.
    pub(crate) fn of_template(&self, template: &str) -> usize {
        let mut views = (0..self.all.len()).filter(|&at| self.template(at) == Some(template));
        let found = views.next();
        assert!(views.next().is_none(), "two views of {template}");
        found.unwrap_or_else(|| panic!("no view says that it is the interface of {template}"))
    }

    /// A view's keys, those of views that lie flat in it among them.
    pub(crate) fn keys(&self, view: usize) -> Vec<&Key> {
        let keys = self.all[view].keys.iter();
        keys.flat_map(|key| match (&key.kind, key.flat) {
            (Kind::View(inner), true) => self.keys(*inner),
            _ => vec![key],
        })
        .collect()
    }

    /// The template whose interface a view is.
    pub(crate) fn template(&self, view: usize) -> Option<&str> {
        let rest = self.all[view].doc.strip_prefix(INTERFACE)?;
        rest.split('`').next()
    }

    /// A view's name, with its module's where there are several of the name.
    pub(crate) fn name(&self, view: usize) -> String {
        let of = &self.all[view];
        match self
            .all
            .iter()
            .filter(|other| other.name == of.name)
            .count()
        {
            1 => of.name.clone(),
            _ => format!("{}::{}", of.module[1..].join("::"), of.name),
        }
    }

    fn kind(&self, module: &[String], of: &Type, doc: &str, key: &str) -> Kind {
        let path = match of {
            Type::Reference(of) => return self.kind(module, &of.elem, doc, key),
            Type::Array(of) => {
                return Kind::List(Box::new(self.kind(module, &of.elem, doc, key)));
            }
            Type::Path(of) => &of.path,
            _ => panic!("`{key}` is of no type that templates know"),
        };
        let last = path.segments.last().expect("a name");
        let inner = || match &last.arguments {
            syn::PathArguments::AngleBracketed(of) => {
                let mut types = of.args.iter().filter_map(|argument| match argument {
                    syn::GenericArgument::Type(of) => Some(self.kind(module, of, doc, key)),
                    _ => None,
                });
                Box::new(types.next().expect("a type"))
            }
            _ => panic!("`{key}` lacks its inner type"),
        };
        match &*last.ident.to_string() {
            "String" | "str" => Kind::Text,
            "Cow" | "Box" => *inner(),
            "bool" => Kind::Bool,
            "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" => Kind::Number,
            "Html" => Kind::Html,
            "Option" => Kind::Maybe(inner()),
            "Vec" => Kind::List(inner()),
            // What it was converted from is told by its doc comment alone.
            "Shared" => {
                let link = doc
                    .split("[`")
                    .nth(1)
                    .and_then(|rest| rest.split('`').next());
                let link = link.unwrap_or_else(|| panic!("`{key}` does not link to its view"));
                let link = link.rsplit("::").next().unwrap_or(link);
                let mut views = (0..self.all.len()).filter(|&at| self.all[at].name == link);
                let view = views
                    .next()
                    .unwrap_or_else(|| panic!("`{key}`: there is no {link}"));
                assert!(views.next().is_none(), "`{key}`: there are several {link}");
                let view = Kind::View(view);
                match doc.contains("list of [`") {
                    true => Kind::List(Box::new(view)),
                    false => view,
                }
            }
            _ => {
                let segments = path.segments.iter();
                let segments: Vec<String> = segments.map(|s| s.ident.to_string()).collect();
                Kind::View(self.view(module, &segments, key))
            }
        }
    }

    /// The view that a path names in a module.
    fn view(&self, module: &[String], path: &[String], key: &str) -> usize {
        let path = self.absolute(module, path);
        let found = path.split_last().and_then(|(name, module)| {
            let mut all = self.all.iter();
            all.position(|view| view.name == *name && view.module == module)
        });
        found.unwrap_or_else(|| panic!("`{key}` is of {path:?}, which is no view"))
    }

    fn absolute(&self, module: &[String], path: &[String]) -> Vec<String> {
        let (first, rest) = path.split_first().expect("a path");
        let mut base = module.to_vec();
        match &**first {
            "crate" => return self.absolute_from(&[], rest),
            "self" => {}
            "super" => {
                base.pop();
            }
            _ => return self.absolute_from(module, path),
        }
        match rest.first().map(|next| &**next) {
            Some("super") => self.absolute(&base, rest),
            _ => self.absolute_from(&base, rest),
        }
    }

    /// As [`Self::absolute`], of a path that goes down; follows what modules use.
    fn absolute_from(&self, module: &[String], path: &[String]) -> Vec<String> {
        let (first, rest) = path.split_first().expect("a path");
        let used = self.uses.get(module).and_then(|uses| uses.get(first));
        // `use told::told` names a function in a module of its name.
        if let Some(used) = used.filter(|used| used[0] != *first) {
            let path = [used, rest].concat();
            return self.absolute(module, &path);
        }
        let below = [module, std::slice::from_ref(first)].concat();
        match rest {
            [] => below,
            _ => self.absolute_from(&below, rest),
        }
    }
}

/// What `use` lines name, and by which path.
fn used(tree: &UseTree, before: &mut Vec<String>, uses: &mut BTreeMap<String, Vec<String>>) {
    match tree {
        UseTree::Path(of) => {
            before.push(of.ident.to_string());
            used(&of.tree, before, uses);
            before.pop();
        }
        UseTree::Name(of) if of.ident != "self" => {
            let path = [&before[..], &[of.ident.to_string()]].concat();
            uses.insert(of.ident.to_string(), path);
        }
        UseTree::Group(of) => of.items.iter().for_each(|tree| used(tree, before, uses)),
        UseTree::Name(_) | UseTree::Rename(_) | UseTree::Glob(_) => {}
    }
}

fn serialised_by_hand(item: &Item) -> Option<String> {
    let Item::Impl(of) = item else { return None };
    let (_, of_trait, _) = of.trait_.as_ref()?;
    match &*of.self_ty {
        Type::Path(path) if of_trait.segments.last()?.ident == "Serialize" => {
            Some(path.path.segments.last()?.ident.to_string())
        }
        _ => None,
    }
}

fn derives_serialize(attributes: &[Attribute]) -> bool {
    let derives = attributes.iter().filter(|of| of.path().is_ident("derive"));
    let mut named = derives.filter_map(|of| of.meta.require_list().ok());
    named.any(|of| of.tokens.to_string().contains("Serialize"))
}

/// What serde is asked to do with a field: all that views ask of it is that.
fn asks_serde(attributes: &[Attribute], what: &str) -> bool {
    let mut of_serde = attributes.iter().filter(|of| of.path().is_ident("serde"));
    of_serde.any(|of| {
        let asked = of.meta.require_list().expect("a list").tokens.to_string();
        assert!(matches!(&*asked, "flatten" | "skip"), "{asked}");
        asked == what
    })
}

/// A doc comment in one line; links of Rust become names.
pub(crate) fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|of| match &of.meta {
        Meta::NameValue(of) if of.path.is_ident("doc") => match &of.value {
            Expr::Lit(text) => match &text.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ").trim().to_owned()
}
