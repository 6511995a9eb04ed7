//! Which folders are replaced, and which are left alone.

use super::*;

#[track_caller]
fn refused(out: &Path, root: &Path) -> &'static str {
    let before = tree(root.parent().unwrap());
    let code = Publication::begin(out, root)
        .expect_err("not refused")
        .diagnostic()
        .code
        .as_str();
    assert_eq!(
        tree(root.parent().unwrap()),
        before,
        "a refusal changes nothing"
    );
    let early = super::super::prepare(out, root)
        .expect_err("not refused early")
        .diagnostic()
        .code
        .as_str();
    assert_eq!(early, code);
    code
}

#[test]
fn a_folder_with_files_and_without_the_mark_is_refused() {
    let trial = Trial::new();
    trial.put("thesis.doc", "three years of work");
    assert_eq!(refused(&trial.out(), &trial.root()), "output-not-ours");
}

#[test]
fn an_empty_folder_and_a_new_one_in_new_folders_are_taken() {
    let trial = Trial::new();
    fs::create_dir(trial.out()).unwrap();
    trial.publish(&[("index.html", "1")]);
    let deep = trial.folder.path().join("a/b/../b/c");
    publish(
        &deep,
        &trial.root(),
        Method::Exchange,
        &[("index.html", "1")],
    )
    .unwrap();
    assert_eq!(
        fs::read_to_string(trial.folder.path().join("a/b/c/index.html")).unwrap(),
        "1"
    );
}

#[test]
fn the_site_folder_and_what_holds_it_are_refused() {
    let trial = Trial::new();
    assert_eq!(refused(&trial.root(), &trial.root()), "output-is-site");
    assert_eq!(
        refused(&trial.root().join("data/.."), &trial.root()),
        "output-is-site"
    );
    assert_eq!(
        refused(&trial.out().join(".."), &trial.root()),
        "output-is-site"
    );
    assert_eq!(
        refused(trial.folder.path(), &trial.root()),
        "output-holds-site"
    );
    assert_eq!(refused(Path::new("/"), &trial.root()), "output-holds-site");
}

#[test]
fn a_folder_in_what_the_site_is_read_from_is_refused() {
    let trial = Trial::new();
    for inside in [
        "data",
        "content/public",
        "templates/a/b",
        "static/x",
        "data/../content/y",
    ] {
        assert_eq!(
            refused(&trial.root().join(inside), &trial.root()),
            "output-in-source",
            "{inside}"
        );
    }
    fs::remove_dir(trial.root().join("static")).unwrap();
    assert_eq!(
        refused(&trial.root().join("static/x"), &trial.root()),
        "output-in-source"
    );
    trial.publish(&[("index.html", "a folder beside them is fine")]);
}

#[test]
fn a_file_is_no_output_folder() {
    let trial = Trial::new();
    fs::write(trial.out(), "a file").unwrap();
    assert_eq!(refused(&trial.out(), &trial.root()), "output-not-a-folder");
    assert_eq!(
        refused(&trial.out().join("below"), &trial.root()),
        "output-not-a-folder"
    );
}

#[test]
fn a_mark_in_the_site_folder_does_not_open_it() {
    let trial = Trial::new();
    fs::write(trial.root().join(".thidua-site"), "thidua-site 1\n").unwrap();
    assert_eq!(refused(&trial.root(), &trial.root()), "output-is-site");
}

#[test]
fn what_stands_under_our_working_name_is_not_deleted() {
    let trial = Trial::new();
    let theirs = trial.root().join(".public.thidua-new");
    fs::create_dir(&theirs).unwrap();
    fs::write(theirs.join("note"), "mine").unwrap();
    assert_eq!(refused(&trial.out(), &trial.root()), "output-in-the-way");
}

#[test]
fn a_second_run_into_one_folder_is_told_that_it_is_busy() {
    let trial = Trial::new();
    let first = trial.begin().unwrap();
    let second = Publication::begin_within(&trial.out(), &trial.root(), Duration::from_millis(40));
    assert_eq!(
        second.expect_err("two at once").diagnostic().code.as_str(),
        "output-busy"
    );
    assert!(
        super::super::prepare(&trial.out(), &trial.root()).is_ok(),
        "it may be over by then"
    );
    drop(first);
    trial.publish(&[("index.html", "1")]);
    assert_eq!(trial.litter(), [""; 0]);
}

#[test]
fn a_run_that_comes_to_nothing_leaves_no_folder() {
    let trial = Trial::new();
    let deep = trial.folder.path().join("x/y/z");
    drop(Publication::begin(&deep, &trial.root()).unwrap());
    super::super::prepare(&deep, &trial.root()).unwrap();
    assert!(!trial.folder.path().join("x").exists());
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_to_a_folder_stays_a_link_and_its_target_is_replaced() {
        let trial = Trial::new();
        let target = trial.folder.path().join("www");
        fs::create_dir(&target).unwrap();
        symlink(&target, trial.out()).unwrap();
        trial.publish(&[("index.html", "1")]);
        trial.publish(&[("index.html", "2")]);
        assert!(fs::symlink_metadata(trial.out()).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "2");
    }

    #[test]
    fn a_link_to_nothing_is_refused() {
        let trial = Trial::new();
        symlink("nowhere", trial.out()).unwrap();
        assert_eq!(refused(&trial.out(), &trial.root()), "output-dangling-link");
        assert_eq!(
            refused(&trial.out().join("below"), &trial.root()),
            "output-dangling-link"
        );
    }

    #[test]
    fn a_link_does_not_hide_the_site_or_its_sources() {
        let trial = Trial::new();
        for (target, code) in [
            (".", "output-is-site"),
            ("..", "output-holds-site"),
            ("content", "output-in-source"),
        ] {
            symlink(trial.root().join(target), trial.out()).unwrap();
            assert_eq!(refused(&trial.out(), &trial.root()), code);
            fs::remove_file(trial.out()).unwrap();
        }
        let elsewhere = trial.folder.path().join("shared");
        fs::create_dir_all(elsewhere.join("figures")).unwrap();
        fs::remove_dir(trial.root().join("data")).unwrap();
        symlink(elsewhere.join("figures"), trial.root().join("data")).unwrap();
        assert_eq!(
            refused(&elsewhere.join("figures/out"), &trial.root()),
            "output-in-source"
        );
        assert_eq!(refused(&elsewhere, &trial.root()), "output-holds-site");
    }

    #[test]
    fn without_the_right_to_write_it_says_so() {
        use std::os::unix::fs::PermissionsExt;
        let trial = Trial::new();
        let closed = trial.folder.path().join("closed");
        fs::create_dir(&closed).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
        if fs::write(closed.join("probe"), "").is_ok() {
            // The superuser may write everywhere.
            return;
        }
        let error = Publication::begin(&closed.join("public"), &trial.root()).unwrap_err();
        assert_eq!(
            (error.diagnostic().code.as_str(), error.diagnostic().help),
            ("output-failed", Some("permission"))
        );
    }

    #[test]
    fn in_a_closed_parent_an_open_folder_is_filled_from_the_inside() {
        use std::os::unix::fs::PermissionsExt;
        let trial = Trial::new();
        let closed = trial.folder.path().join("closed");
        let out = closed.join("public");
        fs::create_dir_all(&out).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
        for text in ["1", "2"] {
            publish(
                &out,
                &trial.root(),
                Method::FileByFile,
                &[("index.html", text)],
            )
            .unwrap();
            assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), text);
        }
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(
            fs::read_dir(&out).unwrap().count(),
            2,
            "the page and the mark"
        );
    }
}

#[test]
fn every_error_has_its_words_in_both_languages() {
    use crate::output::PathProblem as Problem;
    use std::io::{Error, ErrorKind as Kind};
    let (path, text) = (|| PathBuf::from("p"), || String::from("p"));
    let failures = [
        Kind::PermissionDenied,
        Kind::StorageFull,
        Kind::ReadOnlyFilesystem,
        Kind::ResourceBusy,
        Kind::InvalidFilename,
        Kind::NotFound,
        Kind::Other,
    ];
    let problems = [
        Problem::EmptyName,
        Problem::Dots,
        Problem::Character,
        Problem::Ending,
        Problem::Device,
        Problem::TooLong,
        Problem::Reserved,
    ];
    let mut errors = vec![
        OutputError::NotOurs { folder: path() },
        OutputError::IsSite { folder: path() },
        OutputError::HoldsSite { folder: path() },
        OutputError::InSource {
            folder: path(),
            source: "data",
        },
        OutputError::NotAFolder { path: path() },
        OutputError::DanglingLink { path: path() },
        OutputError::Busy { folder: path() },
        OutputError::InTheWay { path: path() },
        OutputError::ForeignFile { path: text() },
        OutputError::Collision {
            first: text(),
            second: text(),
        },
    ];
    errors.extend(failures.map(|kind| OutputError::Io {
        path: path(),
        error: Error::from(kind),
    }));
    errors.extend(problems.map(|problem| OutputError::BadPath {
        path: text(),
        problem,
    }));
    for error in errors {
        error.diagnostic().assert_has_words();
    }
}
