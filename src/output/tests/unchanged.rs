//! What did not change stays as it is; what did is all there.

use super::*;

#[test]
fn files_with_equal_bytes_keep_their_time_and_the_others_are_written() {
    for method in METHODS {
        let trial = Trial::new();
        let first = trial
            .publish_by(
                method,
                &[("a/same.html", "1"), ("b.html", "1"), ("gone/c.html", "1")],
            )
            .unwrap();
        assert_eq!(
            first,
            Summary {
                written: 3,
                ..Summary::default()
            }
        );
        let time = age(&trial.out().join("a/same.html"));
        let files = [("a/same.html", "1"), ("b.html", "22"), ("d.html", "1")];
        let second = trial.publish_by(method, &files).unwrap();
        assert_eq!(
            second,
            Summary {
                written: 2,
                unchanged: 1,
                removed: 1,
                kept: vec![],
                left: None,
            }
        );
        assert_eq!(trial.seen(), as_tree(&files), "{method:?}");
        assert_eq!(
            modified(&trial.out().join("a/same.html")),
            time,
            "{method:?}"
        );
        assert!(
            !trial.out().join("gone").exists(),
            "{method:?}: a folder of ours that is empty goes"
        );
        assert_eq!(trial.litter(), [""; 0], "{method:?}");
    }
}

#[test]
fn a_site_that_did_not_change_is_not_touched_at_all() {
    let trial = Trial::new();
    let files: Files = &[("index.html", "1"), ("a/b.html", "2")];
    trial.publish(files);
    let folder_time = modified(&trial.out());
    let mark_time = age(&trial.out().join(".thidua-site"));
    let again = trial.publish(files);
    assert_eq!(
        again,
        Summary {
            unchanged: 2,
            ..Summary::default()
        }
    );
    assert_eq!(
        (
            modified(&trial.out()),
            modified(&trial.out().join(".thidua-site"))
        ),
        (folder_time, mark_time)
    );
    assert_eq!(trial.litter(), [""; 0]);
}

#[test]
fn the_mark_is_the_same_for_the_same_files_and_keeps_its_time_while_they_are() {
    let (one, other) = (Trial::new(), Trial::new());
    one.publish(&[("a", "1"), ("b/c", "1")]);
    let time = age(&one.out().join(".thidua-site"));
    one.publish(&[("a", "2"), ("b/c", "1")]);
    assert_eq!(modified(&one.out().join(".thidua-site")), time);
    other.put("../public/.thidua-site", "");
    other.put("theirs", "of somebody else");
    other.publish(&[("b/c", "2"), ("a", "1")]);
    let mark = |trial: &Trial| fs::read_to_string(trial.out().join(".thidua-site")).unwrap();
    assert_eq!(mark(&one), mark(&other));
    assert_eq!(mark(&one), "thidua-site 1\na\nb/c\n");
}

#[test]
fn copies_are_compared_to_the_last_byte() {
    let trial = Trial::new();
    let source = trial.root().join("static/big.pdf");
    let copy = || {
        let publication = trial.begin().unwrap();
        publication
            .copy(&SitePath::new("tep/big.pdf").unwrap(), &source)
            .unwrap();
        publication.finish().unwrap()
    };
    let mut bytes = vec![b'x'; 100_000];
    fs::write(&source, &bytes).unwrap();
    assert_eq!(copy().written, 1);
    assert_eq!(copy().unchanged, 1);
    bytes[99_999] = b'y';
    fs::write(&source, &bytes).unwrap();
    assert_eq!(copy().written, 1);
    assert_eq!(fs::read(trial.out().join("tep/big.pdf")).unwrap(), bytes);
    bytes.push(b'z');
    fs::write(&source, &bytes).unwrap();
    assert_eq!(copy().written, 1);
    assert_eq!(fs::read(trial.out().join("tep/big.pdf")).unwrap(), bytes);
}

#[test]
fn files_become_folders_and_folders_files() {
    for method in METHODS {
        let trial = Trial::new();
        trial
            .publish_by(method, &[("a", "1"), ("b/c/d", "1"), ("Tin.html", "1")])
            .unwrap();
        let files = [("a/x/y", "2"), ("b", "2"), ("tin.html", "2")];
        trial.publish_by(method, &files).unwrap();
        assert_eq!(trial.seen(), as_tree(&files), "{method:?}");
    }
}

#[test]
fn two_files_of_one_address_are_an_error_that_names_both() {
    let trial = Trial::new();
    let publication = trial.begin().unwrap();
    publication
        .write(&SitePath::new("don-vi/a.html").unwrap(), b"1")
        .unwrap();
    let error = publication
        .write(&SitePath::new("don-vi/A.html").unwrap(), b"2")
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "output-collision first=don-vi/a.html second=don-vi/A.html"
    );
}

#[test]
fn many_threads_write_at_once() {
    use rayon::prelude::*;
    let trial = Trial::new();
    for round in 0..2 {
        let publication = trial.begin().unwrap();
        (0..2_000_u32).into_par_iter().for_each(|n| {
            let path = SitePath::new(&format!("{}/{}/{n}.html", n % 7, n % 31)).unwrap();
            publication
                .write(&path, (n / (1 + round)).to_string().as_bytes())
                .unwrap();
        });
        assert_eq!(
            publication.finish().unwrap().written,
            if round == 0 { 2_000 } else { 1_999 }
        );
    }
    assert_eq!(trial.seen().len(), 2_000);
    assert_eq!(trial.seen()["1/0/1023.html"], "511");
}

#[cfg(unix)]
#[test]
fn permissions_of_old_files_and_folders_stay() {
    use std::os::unix::fs::PermissionsExt;
    for method in METHODS {
        let trial = Trial::new();
        trial
            .publish_by(method, &[("a/b.html", "1"), ("index.html", "1")])
            .unwrap();
        let set = |path: &str, mode| {
            fs::set_permissions(trial.out().join(path), fs::Permissions::from_mode(mode)).unwrap();
        };
        let mode = |path: &str| {
            fs::metadata(trial.out().join(path))
                .unwrap()
                .permissions()
                .mode()
                & 0o7777
        };
        let modes = [
            ("", 0o2775),
            ("a", 0o750),
            ("a/b.html", 0o640),
            ("index.html", 0o664),
        ];
        modes.iter().for_each(|(path, mode)| set(path, *mode));
        trial
            .publish_by(
                method,
                &[("a/b.html", "2"), ("index.html", "1"), ("new.html", "1")],
            )
            .unwrap();
        for (path, expected) in modes {
            assert_eq!(mode(path), expected, "{method:?} {path}");
        }
    }
}
