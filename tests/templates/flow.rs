//! What templates do with their views: every name that they use is a key that there is, and what they hand to
//! components tells what these take.

use super::views::{Key, Kind, Views};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A component of a template.
pub(crate) struct Component {
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) doc: String,
    /// What it takes, and everything that is given for that.
    pub(crate) takes: Vec<(String, BTreeSet<Kind>)>,
    body: String,
}

/// The templates as they are written.
pub(crate) struct Templates<'a> {
    views: &'a Views,
    /// Name and text.
    pub(crate) all: Vec<(String, String)>,
    pub(crate) components: Vec<Component>,
    seen: BTreeSet<(usize, Vec<Kind>)>,
    /// The keys that are named somewhere, by where they lie.
    used: RefCell<BTreeSet<*const Key>>,
}

/// What names stand for.
type Scope = BTreeMap<String, Kind>;

const KEYWORDS: [&str; 17] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "in",
    "endfor",
    "and",
    "or",
    "not",
    "true",
    "false",
    "block",
    "endblock",
    "extends",
    "loop",
    "endcomponent",
];

impl<'a> Templates<'a> {
    /// Reads all templates and follows what each is given.
    pub(crate) fn read(root: &Path, views: &'a Views) -> Self {
        let folder = root.join("templates");
        let files = walkdir::WalkDir::new(&folder)
            .sort_by_file_name()
            .into_iter();
        let files = files.map(|file| file.expect("a file").into_path());
        let all = files.filter(|path| path.is_file()).map(|path| {
            let name = path.strip_prefix(&folder).expect("a path").to_str();
            let text = fs::read_to_string(&path).expect("a template");
            (name.expect("UTF-8").replace('\\', "/"), text)
        });
        let mut templates = Self {
            views,
            all: all.collect(),
            components: Vec::new(),
            seen: BTreeSet::new(),
            used: RefCell::default(),
        };
        for (file, text) in &templates.all {
            templates.components.extend(components(file, text));
        }
        let pages: Vec<(String, String)> = templates.all.clone();
        for (name, text) in pages.iter().filter(|(name, _)| !name.contains('/')) {
            let scope = templates.given(name);
            templates.follow(name, text, scope);
        }
        templates
    }

    /// The keys of views that templates are given and do not name, each with its view.
    pub(crate) fn unused(&self) -> Vec<String> {
        let used = self.used.borrow();
        let views = self.views.all.iter().enumerate();
        let keys = views.flat_map(|(at, view)| view.keys.iter().map(move |key| (at, key)));
        let unused = keys.filter(|(_, key)| !key.flat && !used.contains(&std::ptr::from_ref(*key)));
        let named = unused.map(|(at, key)| format!("{}.{}", self.views.name(at), key.name));
        named.collect()
    }

    /// What a template is given by name.
    fn given(&self, template: &str) -> Scope {
        let of_view = |view: usize| self.views.keys(view).into_iter();
        let mut scope: Scope = match template {
            "layout.html" => Scope::new(),
            _ => of_view(self.views.of_template(template))
                .map(|key| (key.name.clone(), key.kind.clone()))
                .collect(),
        };
        if template.starts_with("call_") {
            scope.insert("root".into(), Kind::Text);
        }
        if template == "layout.html" {
            let layout = self.views.of_template(template);
            scope.insert("page".into(), Kind::View(layout));
        }
        scope.insert("w".into(), Kind::Words);
        scope
    }

    fn follow(&mut self, whose: &str, text: &str, scope: Scope) {
        let mut scopes = vec![scope];
        for tag in tags(text) {
            if let Some(call) = tag.strip_prefix('<') {
                self.call(whose, call, &scopes);
                continue;
            }
            let words: Vec<&str> = tag.split_whitespace().collect();
            match words[..] {
                ["for", name, "in", ..] => {
                    let list = tag.split_once(" in ").expect("a list").1;
                    let kind = self.kind(whose, list.trim(), &scopes);
                    let Kind::List(of) = bare(&kind) else {
                        panic!("{whose}: `{list}` is no list but {kind:?}");
                    };
                    scopes.push(Scope::from([(name.to_owned(), (**of).clone())]));
                }
                ["endfor"] => {
                    scopes.pop();
                }
                ["block" | "endblock" | "extends", ..] => {}
                _ => {
                    for name in names(tag) {
                        self.kind(whose, &name, &scopes);
                    }
                }
            }
        }
    }

    /// A component that is called, and what it is given.
    fn call(&mut self, whose: &str, call: &str, scopes: &[Scope]) {
        let name: String = call
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let mut all = self.components.iter();
        let at = all.position(|component| component.name == name);
        let at = at.unwrap_or_else(|| panic!("{whose} calls {name}, which there is not"));
        let mut scope = Scope::new();
        let mut rest = &call[name.len()..];
        while let Some((name, value)) = rest.split_once('=') {
            let end = if value.starts_with('"') { '"' } else { '}' };
            let (value, after) = value[1..].split_once(end).expect("the end of an argument");
            rest = after;
            let value = value.trim();
            let kind = match value {
                _ if end == '"' || value.starts_with('"') => Kind::Text,
                "true" | "false" => Kind::Bool,
                _ => match value.strip_prefix("not ") {
                    Some(value) => {
                        self.kind(whose, value.trim(), scopes);
                        Kind::Bool
                    }
                    None => self.kind(whose, value, scopes),
                },
            };
            scope.insert(name.trim().to_owned(), bare(&kind).clone());
        }
        for (name, kinds) in &mut self.components[at].takes {
            let kind = scope.get(name);
            kinds.insert(
                kind.unwrap_or_else(|| panic!("{whose}: `{name}` is missing"))
                    .clone(),
            );
        }
        let given: Vec<Kind> = scope.values().cloned().collect();
        if self.seen.insert((at, given)) {
            let (name, body) = (name, self.components[at].body.clone());
            self.follow(&name, &body, scope);
        }
    }

    /// What `a.b[0]?.c` stands for.
    fn kind(&self, whose: &str, path: &str, scopes: &[Scope]) -> Kind {
        let path = path.replace('?', "");
        let mut parts = path.split('.');
        let first = parts.next().unwrap_or_default();
        let mut kind = step(first, |name| {
            let mut scopes = scopes.iter().rev();
            let found = scopes.find_map(|scope| scope.get(name)).cloned();
            if whose.ends_with(".html") && name != "page" {
                let keys = self.views.keys(self.views.of_template(whose)).into_iter();
                let key = keys.filter(|key| key.name == name);
                self.used.borrow_mut().extend(key.map(std::ptr::from_ref));
            }
            found.unwrap_or_else(|| panic!("{whose}: there is no `{name}`"))
        });
        for part in parts {
            let inner = bare(&kind).clone();
            kind = step(part, |name| match inner {
                Kind::Words => Kind::Words,
                Kind::View(view) => {
                    let keys = self.views.keys(view);
                    let found = keys.into_iter().find(|key| key.name == name);
                    let key = found.unwrap_or_else(|| {
                        panic!(
                            "{whose}: `{path}`: {} has no `{name}`",
                            self.views.name(view)
                        )
                    });
                    self.used.borrow_mut().insert(key);
                    key.kind.clone()
                }
                other => panic!("{whose}: `{path}`: {other:?} has no `{name}`"),
            });
        }
        kind
    }
}

/// A name, with or without an index behind it.
fn step(part: &str, of: impl FnOnce(&str) -> Kind) -> Kind {
    match part.split_once('[') {
        None => of(part),
        Some((name, _)) => match bare(&of(name)) {
            Kind::List(of) => (**of).clone(),
            other => panic!("`{part}`: {other:?} is no list"),
        },
    }
}

/// What it is where it is there.
pub(crate) fn bare(kind: &Kind) -> &Kind {
    match kind {
        Kind::Maybe(of) => bare(of),
        other => other,
    }
}

/// What stands between `{{` and `}}` and between `{%` and `%}`; what components consist of is theirs.
fn tags(text: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let end = if rest[at..].starts_with("{{") {
            "}}"
        } else {
            "%}"
        };
        let length = rest[at..].find(end).expect("an end");
        let tag = rest[at + 2..at + length].trim();
        rest = &rest[at + length + 2..];
        // `{{<Name a={b}/>}}` holds braces itself.
        let tag = tag.trim_end_matches('>');
        if tag.starts_with("component ") {
            rest = rest.split_once("{% endcomponent").expect("its end").1;
            rest = rest.split_once("%}").expect("its end").1;
        } else {
            tags.push(tag);
        }
    }
    tags
}

/// The paths that an expression names.
fn names(tag: &str) -> Vec<String> {
    let mut names = Vec::new();
    let quoted = tag.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_.?[]".contains(c);
    let mut rest = &*quoted;
    let mut before = ' ';
    while let Some(at) = rest.find(is_part) {
        before = rest[..at].trim_end().chars().last().unwrap_or(before);
        let word: String = rest[at..].chars().take_while(|&c| is_part(c)).collect();
        rest = &rest[at + word.len()..];
        let is_argument = rest.starts_with('=') && !rest.starts_with("==");
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        if before != '|' && !is_argument && !is_number && !KEYWORDS.contains(&&*word) {
            let is_loop = word.starts_with("loop.");
            names.extend((!is_loop).then_some(word));
        }
        before = ' ';
    }
    names
}

/// The components of a file, each with the comment above it.
fn components(file: &str, text: &str) -> Vec<Component> {
    let mut found = Vec::new();
    let mut parts = text.split("{% component ");
    let mut before = parts.next().unwrap_or_default();
    for part in parts {
        let (head, rest) = part.split_once("%}").expect("a head");
        let (name, takes) = head
            .trim()
            .trim_end_matches(')')
            .split_once('(')
            .expect("a name");
        let (body, after) = rest.split_once("{% endcomponent").expect("its end");
        let doc = before
            .rsplit_once("{#")
            .and_then(|(_, doc)| doc.split_once("#}"));
        let doc = doc.filter(|(_, between)| between.trim().is_empty());
        let (doc, _) = doc.unwrap_or_else(|| panic!("{file}: no comment says what {name} is"));
        let takes = takes.split(',').map(|name| name.trim().to_owned());
        found.push(Component {
            file: file.to_owned(),
            name: name.to_owned(),
            doc: doc.trim().to_owned(),
            takes: takes.map(|name| (name, BTreeSet::new())).collect(),
            body: body.to_owned(),
        });
        before = after;
    }
    found
}
