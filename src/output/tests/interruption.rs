//! Runs that fail or are killed at every point that there is.

use super::*;
use crate::output::fault;
use std::process::Command;

const OLD: Files<'_> = &[
    ("a/same.html", "0"),
    ("b.html", "1"),
    ("gone/c.html", "1"),
    ("index.html", "1"),
];
const NEW: Files<'_> = &[
    ("a/same.html", "0"),
    ("b.html", "2"),
    ("d/e.html", "2"),
    ("index.html", "2"),
];

/// No run that makes this little meets so many points.
const MANY: u32 = 60;

fn old_site() -> Trial {
    let trial = Trial::new();
    trial.publish(OLD);
    trial.put("web.config", "theirs");
    trial
}

fn with_theirs(files: Files) -> BTreeMap<String, String> {
    let mut tree = as_tree(files);
    tree.insert("web.config".to_owned(), "theirs".to_owned());
    tree
}

/// Every page that is there is wholly old or wholly new, and what others put there is whole.
fn assert_no_torn_file(seen: &BTreeMap<String, String>, context: &str) {
    let (old, new) = (with_theirs(OLD), with_theirs(NEW));
    for (path, text) in seen
        .iter()
        .filter(|(path, _)| !path.starts_with(".thidua-"))
    {
        assert!(
            old.get(path) == Some(text) || new.get(path) == Some(text),
            "{context}: {path} has {text:?}"
        );
    }
    assert!(seen.contains_key("web.config"), "{context}");
}

#[test]
fn a_run_that_fails_at_any_point_leaves_the_old_site_whole() {
    for method in METHODS {
        let failed = (0..MANY)
            .take_while(|&point| fails_at(method, point))
            .count();
        assert!(
            (8..MANY as usize).contains(&failed),
            "{method:?}: {failed} points"
        );
    }
}

/// Returns whether the point was met.
fn fails_at(method: Method, point: u32) -> bool {
    let trial = old_site();
    fault::fail_at(Some(point));
    let result = trial.publish_by(method, NEW);
    let met = !fault::fail_at(None);
    let context = format!("{method:?} at {point}");
    match result {
        Ok(_) => assert_eq!(trial.seen(), with_theirs(NEW), "{context}"),
        Err(error) if method == Method::FileByFile => {
            assert_eq!(error.diagnostic().help, Some("full"), "{context}");
            assert_no_torn_file(&trial.seen(), &context);
        }
        Err(error) => {
            assert_eq!(error.diagnostic().help, Some("full"), "{context}");
            assert_eq!(trial.seen(), with_theirs(OLD), "{context}");
            assert_eq!(trial.litter(), [""; 0], "{context}");
        }
    }
    assert_next_run_mends(&trial, method, &context);
    met
}

fn assert_next_run_mends(trial: &Trial, method: Method, context: &str) {
    let summary = trial
        .publish_by(method, NEW)
        .unwrap_or_else(|error| panic!("{context}: {error}"));
    assert_eq!(trial.seen(), with_theirs(NEW), "{context}");
    assert_eq!(summary.kept, ["web.config"], "{context}");
    assert_eq!(trial.litter(), [""; 0], "{context}");
}

#[test]
fn a_run_that_is_killed_at_any_point_leaves_the_old_site_whole() {
    for method in METHODS {
        let killed = (0..MANY)
            .take_while(|&point| is_killed_at(method, point))
            .count();
        assert!(
            (8..MANY as usize).contains(&killed),
            "{method:?}: {killed} points"
        );
    }
}

/// Returns whether the point was met.
fn is_killed_at(method: Method, point: u32) -> bool {
    let trial = old_site();
    let status = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "output::tests::interruption::victim",
            "--ignored",
            "--quiet",
        ])
        .env("VICTIM_FOLDER", trial.root())
        .env("VICTIM_METHOD", format!("{method:?}"))
        .env("VICTIM_POINT", point.to_string())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    let context = format!("{method:?} killed at {point}");
    if !status.success() && method == Method::TwoRenames && !trial.out().exists() {
        super::super::prepare(&trial.out(), &trial.root()).unwrap();
        assert_eq!(
            trial.seen(),
            with_theirs(OLD),
            "{context}: the next run puts the old site back at once"
        );
    }
    let seen = trial.seen();
    if method == Method::FileByFile {
        assert_no_torn_file(&seen, &context);
    } else {
        assert!(
            seen == with_theirs(OLD) || seen == with_theirs(NEW),
            "{context}: {seen:?}"
        );
    }
    assert_next_run_mends(&trial, method, &context);
    !status.success()
}

/// What [`is_killed_at`] runs in a process of its own.
#[test]
#[ignore = "is run by the test of killed runs"]
fn victim() {
    let Ok(root) = std::env::var("VICTIM_FOLDER") else {
        return;
    };
    let method = std::env::var("VICTIM_METHOD").unwrap();
    let method = METHODS
        .into_iter()
        .find(|known| format!("{known:?}") == method)
        .unwrap();
    fault::kill_at(std::env::var("VICTIM_POINT").unwrap().parse().unwrap());
    let root = PathBuf::from(root);
    publish(&root.join("public"), &root, method, NEW).unwrap();
}

#[test]
fn a_run_that_was_killed_while_it_wrote_is_cleared_away() {
    let trial = old_site();
    let publication = trial.begin().unwrap();
    publication
        .write(&SitePath::new("half.html").unwrap(), b"half")
        .unwrap();
    let staging = trial.root().join(".public.thidua-new");
    fs::rename(&staging, trial.root().join("aside")).unwrap();
    drop(publication);
    fs::rename(trial.root().join("aside"), &staging).unwrap();
    assert_next_run_mends(&trial, Method::Exchange, "left behind");
}

#[test]
fn runs_at_the_same_time_come_one_after_the_other() {
    let trial = old_site();
    std::thread::scope(|scope| {
        for text in ["x", "y", "z"] {
            let trial = &trial;
            scope.spawn(move || {
                for _ in 0..10 {
                    trial.publish(&[("index.html", text), ("a.html", text), (text, text)]);
                }
            });
        }
    });
    let seen = trial.seen();
    let winner = seen["index.html"].as_str();
    let files = [("index.html", winner), ("a.html", winner), (winner, winner)];
    assert_eq!(seen, with_theirs(&files));
    assert_eq!(trial.litter(), [""; 0]);
}
