//! Files that somebody else put into the output folder.

use super::*;

#[test]
fn files_and_folders_of_others_are_kept_and_named() {
    for method in METHODS {
        let trial = Trial::new();
        trial
            .publish_by(
                method,
                &[
                    ("index.html", "1"),
                    ("don-vi/a.html", "1"),
                    ("old/x.html", "1"),
                ],
            )
            .unwrap();
        trial.put("web.config", "<configuration/>");
        trial.put(".well-known/acme/token", "t");
        trial.put(".well-known/security.txt", "s");
        trial.put("don-vi/logo.png", "p");
        trial.put("old/kept.txt", "k");
        fs::create_dir(trial.out().join("empty")).unwrap();
        let time = age(&trial.out().join("web.config"));
        for round in ["2", "3"] {
            let summary = trial
                .publish_by(method, &[("index.html", round), ("don-vi/a.html", "1")])
                .unwrap();
            let old = if round == "2" { "old/kept.txt" } else { "old/" };
            assert_eq!(
                summary.kept,
                [
                    ".well-known/",
                    "don-vi/logo.png",
                    "empty/",
                    old,
                    "web.config"
                ],
                "{method:?}"
            );
            assert_eq!(modified(&trial.out().join("web.config")), time);
        }
        let expected = as_tree(&[
            (".well-known/acme/token", "t"),
            (".well-known/security.txt", "s"),
            ("don-vi/a.html", "1"),
            ("don-vi/logo.png", "p"),
            ("index.html", "3"),
            ("old/kept.txt", "k"),
            ("web.config", "<configuration/>"),
        ]);
        assert_eq!(trial.seen(), expected, "{method:?}");
        assert!(trial.out().join("empty").is_dir(), "{method:?}");
    }
}

#[test]
fn a_file_of_others_is_never_written_over() {
    for method in METHODS {
        for (theirs, ours) in [
            ("a.html", "a.html"),
            ("a", "a/b.html"),
            ("a/b", "a"),
            ("x/y/z", "x/y"),
        ] {
            let trial = Trial::new();
            trial.publish_by(method, &[("index.html", "1")]).unwrap();
            trial.put(theirs, "theirs");
            let before = tree(&trial.out());
            let error = trial
                .publish_by(method, &[("index.html", "2"), (ours, "ours")])
                .unwrap_err();
            assert_eq!(
                error.diagnostic().code.as_str(),
                "output-foreign-file",
                "{method:?} {theirs} {ours} {error}"
            );
            assert_eq!(tree(&trial.out()), before, "{method:?}");
            assert_eq!(trial.litter(), [""; 0]);
        }
    }
}

#[test]
fn a_file_of_others_with_our_very_bytes_becomes_ours() {
    let trial = Trial::new();
    trial.publish(&[("index.html", "1")]);
    trial.put("robots.txt", "User-agent: *");
    let files: Files = &[("index.html", "1"), ("robots.txt", "User-agent: *")];
    assert_eq!(
        trial.publish(files),
        Summary {
            unchanged: 2,
            ..Summary::default()
        }
    );
    assert_eq!(trial.publish(&[("index.html", "1")]).removed, 1);
}

#[test]
fn after_a_mark_that_is_not_understood_nothing_is_deleted() {
    let trial = Trial::new();
    trial.put(".thidua-site", "thidua-site 9\nindex.html\n");
    trial.put("index.html", "theirs, for all we know");
    let error = trial
        .publish_by(Method::Exchange, &[("index.html", "1")])
        .unwrap_err();
    assert_eq!(error.diagnostic().code.as_str(), "output-foreign-file");
    assert_eq!(trial.publish(&[("b.html", "1")]).kept, ["index.html"]);
}

#[cfg(unix)]
#[test]
fn links_of_others_stay_links_and_are_not_followed() {
    use std::os::unix::fs::symlink;
    for method in METHODS {
        let trial = Trial::new();
        trial.publish_by(method, &[("index.html", "1")]).unwrap();
        symlink("../data", trial.out().join("figures")).unwrap();
        symlink("nowhere", trial.out().join("broken")).unwrap();
        let summary = trial.publish_by(method, &[("index.html", "2")]).unwrap();
        assert_eq!(summary.kept, ["broken", "figures"]);
        assert_eq!(trial.seen()["broken"], "-> nowhere", "{method:?}");
        assert!(
            fs::symlink_metadata(trial.out().join("figures"))
                .unwrap()
                .is_symlink()
        );
        let error = trial
            .publish_by(method, &[("figures", "ours")])
            .unwrap_err();
        assert_eq!(
            error.diagnostic().code.as_str(),
            "output-foreign-file",
            "{method:?}"
        );
    }
}
