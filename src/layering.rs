//! Which room names which, and which files name each other, read from the sources and held against `MAY_NAME`.

use crate::MAY_NAME;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A path of modules from the root of the crate.
type Route = Vec<String>;

/// A file without its comments and tests.
struct File {
    name: String,
    code: String,
    /// What its `use` lines bring in: the name, and where it leads.
    brings: BTreeMap<String, Route>,
}

/// The files of the program, by their modules.
struct Program(BTreeMap<Route, File>);

fn files(folder: &Path, all: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, all);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            all.push((
                name.replace('\\', "/"),
                std::fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

fn module_of(name: &str) -> Route {
    let path = name.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.trim_end_matches("mod").trim_end_matches('/');
    let is_root = matches!(path, "lib" | "main");
    let parts = path.split('/').filter(|_| !is_root);
    parts.map(str::to_owned).collect()
}

/// The code with its lines, comments blanked and what is compiled for tests alone too; the modules that are such.
fn without_tests(text: &str) -> (String, Vec<String>) {
    let (mut code, mut modules) = (String::new(), Vec::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let line = line.split("//").next().unwrap_or_default();
        // To whom an item can be seen is no import.
        let (before, shown_to) = line.split_once("pub(in ").unwrap_or((line, ""));
        code.push_str(before);
        code.push_str(shown_to.split_once(')').map_or("", |(_, after)| after));
        code.push('\n');
        if line.trim() != "#[cfg(test)]" {
            continue;
        }
        // The code is formatted: an item ends where a bracket closes at its depth.
        let indent = line.len() - line.trim_start().len();
        let mut item = lines.by_ref().inspect(|_| code.push('\n'));
        let head = item.find(|line| !line.trim().starts_with("#["));
        let head = head.unwrap_or_default();
        if let Some((_, module)) = head.trim_end_matches(';').rsplit_once("mod ") {
            modules.push(module.to_owned());
        }
        if !head.ends_with([';', '}']) {
            item.find(|line| {
                line.get(..indent).is_some_and(|s| s.trim().is_empty())
                    && line[indent..].starts_with(['}', ']'])
            });
        }
    }
    (code, modules)
}

/// The leaves of a `use` tree.
fn leaves(tree: &str, before: &[String], all: &mut Vec<(Route, String)>) {
    let (head, group) = match tree.split_once('{') {
        Some((head, group)) => (head, group.strip_suffix('}')),
        None => (tree, None),
    };
    let (head, alias) = head.split_once(" as ").unwrap_or((head, ""));
    let parts = head.split("::").map(str::trim);
    let parts = parts.filter(|part| !part.is_empty() && *part != "self");
    let route: Route = before
        .iter()
        .cloned()
        .chain(parts.map(str::to_owned))
        .collect();
    let Some(group) = group else {
        let name = match alias {
            "" => route.last().cloned().unwrap_or_default(),
            _ => alias.to_owned(),
        };
        all.push((route, name));
        return;
    };
    let mut depth = 0;
    let parts = group.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    for part in parts.filter(|part| !part.trim().is_empty()) {
        leaves(part.trim(), &route, all);
    }
}

impl Program {
    fn read() -> Self {
        let mut found = Vec::new();
        files(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut found,
        );
        let mut files = BTreeMap::new();
        let mut tests: Vec<Route> = Vec::new();
        for (name, text) in found {
            let module = module_of(&name);
            let (code, of_tests) = without_tests(&text);
            let below = |test| module.iter().cloned().chain([test]).collect();
            tests.extend(of_tests.into_iter().map(below));
            let brings = BTreeMap::new();
            files.insert(module, File { name, code, brings });
        }
        files.retain(|module, _| !tests.iter().any(|test| module.starts_with(test)));
        let mut program = Self(files);
        let brought: Vec<_> = program.0.keys().map(|of| program.brought(of)).collect();
        for (file, brings) in program.0.values_mut().zip(brought) {
            file.brings = brings;
        }
        program
    }

    fn brought(&self, module: &Route) -> BTreeMap<String, Route> {
        let mut all = Vec::new();
        for (_, tree) in uses(&self.0[module].code) {
            leaves(&tree, &[], &mut all);
        }
        let routes = all.into_iter().filter_map(|(route, name)| {
            let route = self.absolute(module, route)?;
            Some((name, route))
        });
        routes.collect()
    }

    /// A path as it is written in a file, from the root; `None` for one of another crate.
    fn absolute(&self, module: &Route, route: Route) -> Option<Route> {
        let first = route.first()?;
        let below: Route = module.iter().chain([first]).cloned().collect();
        if first == "crate" {
            return Some(route[1..].to_vec());
        }
        let supers = route.iter().take_while(|part| *part == "super").count();
        if supers > 0 {
            let above = module.len().checked_sub(supers)?;
            return Some([&module[..above], &route[supers..]].concat());
        }
        if self.0.contains_key(&below) {
            return Some([module, &route[..]].concat());
        }
        let brought = self.0[module].brings.get(first)?;
        Some([brought, &route[1..]].concat())
    }

    /// The module whose file defines what a path from the root leads to.
    fn definer(&self, route: &[String], depth: usize) -> Route {
        let ends = (0..=route.len()).rev();
        let module = ends
            .map(|end| &route[..end])
            .find(|module| self.0.contains_key(*module));
        let module = module.unwrap_or_default();
        let brought = route
            .get(module.len())
            .and_then(|next| self.0[module].brings.get(next));
        match brought {
            Some(brought) if depth < 9 && brought[..] != *route => {
                let rest = &route[module.len() + 1..];
                self.definer(&[brought, rest].concat(), depth + 1)
            }
            _ => module.to_vec(),
        }
    }

    /// The paths from the root that a file names, each with its line; what it passes on from modules below it is left out.
    fn named(&self, module: &Route) -> Vec<(usize, Route)> {
        let code = &self.0[module].code;
        let (mut all, mut rest) = (Vec::new(), code.clone());
        for (start, tree) in uses(code) {
            let is_passed_on = code[..start].trim_end().ends_with([')', 'b']);
            let mut leaves_of = Vec::new();
            leaves(&tree, &[], &mut leaves_of);
            for (route, _) in leaves_of {
                let route = self.absolute(module, route);
                let is_below = |route: &Route| is_passed_on && route.starts_with(module);
                all.extend(route.filter(|route| !is_below(route)).map(|r| (start, r)));
            }
            let end = start + code[start..].find(';').unwrap_or(0);
            rest.replace_range(start..end, &" ".repeat(end - start));
        }
        let is_of_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
        for path in rest.split(|c| !is_of_path(c)).filter(|p| p.contains("::")) {
            let start = path.as_ptr() as usize - rest.as_ptr() as usize;
            let parts = path.split("::").map(str::to_owned);
            let route = self.absolute(module, parts.collect());
            all.extend(route.map(|route| (start, route)));
        }
        let line = |start: usize| code[..start].matches('\n').count() + 1;
        all.into_iter().map(|(at, r)| (line(at), r)).collect()
    }
}

/// The trees of the `use` lines, and where they begin.
fn uses(code: &str) -> Vec<(usize, String)> {
    let begins = code.match_indices("use ").filter(|(start, _)| {
        let line = code[..*start].rsplit('\n').next().unwrap_or_default();
        let line = line.trim();
        line.is_empty() || line.starts_with("pub")
    });
    let trees = begins.map(|(start, _)| {
        let tree = code[start + 4..].split(';').next().unwrap_or_default();
        (start, tree.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    trees.collect()
}

#[test]
fn rooms_name_those_below_them_alone() {
    let may = |(room, below): &(&'static str, &'static str)| {
        let below = below.split_whitespace();
        below.map(|other| (*room, other)).collect::<Vec<_>>()
    };
    let may: BTreeSet<(&str, &str)> = MAY_NAME.iter().flat_map(may).collect();
    let (mut wrong, mut unused) = (Vec::new(), may.clone());
    let program = Program::read();
    for (module, file) in &program.0 {
        let Some(room) = module.first() else { continue };
        for (line, route) in program.named(module) {
            let other = match route.first() {
                Some(other) if other != room => other,
                _ => continue,
            };
            unused.retain(|arrow| *arrow != (room, other));
            if !may.contains(&(&**room, &**other)) {
                wrong.push(format!("{}:{line}: {room} names {other}", file.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(unused.is_empty(), "named no longer: {unused:?}");
}

/// Rooms in which more files than three still name each other in a circle.
const TIED: &[&str] = &["chart", "diagnostic", "figures", "render", "site", "source"];

#[test]
fn no_more_than_three_files_name_each_other_in_a_circle() {
    let program = Program::read();
    let definers = |module: &Route| {
        let named = program.named(module).into_iter();
        let others = named.map(|(_, route)| program.definer(&route, 0));
        others.filter(|other| other != module).collect()
    };
    let names: BTreeMap<&Route, BTreeSet<Route>> =
        program.0.keys().map(|of| (of, definers(of))).collect();
    let mut reached: BTreeMap<&Route, BTreeSet<&Route>> = BTreeMap::new();
    for from in names.keys() {
        let (mut below, mut open) = (BTreeSet::new(), vec![*from]);
        while let Some(module) = open.pop() {
            open.extend(names[module].iter().filter(|next| below.insert(*next)));
        }
        reached.insert(from, below);
    }
    let (mut circles, mut tied) = (BTreeSet::<Vec<&str>>::new(), BTreeSet::new());
    for (module, below) in &reached {
        let circle = below
            .iter()
            .filter(|other| reached[*other].contains(module));
        let circle: Vec<&Route> = circle.copied().collect();
        let room = module.first().map_or("", |room| &**room);
        if circle.len() > 3 && !TIED.contains(&room) {
            circles.insert(circle.iter().map(|file| &*program.0[*file].name).collect());
        } else if circle.len() > 3 {
            tied.insert(room);
        }
    }
    assert!(circles.is_empty(), "{circles:#?}");
    assert!(tied.into_iter().eq(TIED.iter().copied()), "tied no longer");
}

#[test]
fn no_room_stands_above_itself() {
    let order: Vec<&str> = MAY_NAME.iter().map(|(room, _)| *room).collect();
    for (index, (room, below)) in MAY_NAME.iter().enumerate() {
        for other in below.split(' ').filter(|other| !other.is_empty()) {
            assert!(order[..index].contains(&other), "{room} names {other}");
        }
    }
}
