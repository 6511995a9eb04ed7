use super::*;
use crate::locale::Language;
use serde_json::json;

fn own(name: &str, text: &str) -> Override {
    Override {
        file: FileId(7),
        name: name.into(),
        text: text.into(),
    }
}

fn load(defaults: &[(&str, &str)], overrides: &[Override]) -> Result<Templates, Diagnostics> {
    Templates::with_defaults(defaults, overrides, Words::of(Language::Vietnamese))
}

fn rendered(template: &str, view: serde_json::Value) -> String {
    let mut templates = load(&[("t.html", template)], &[]).expect("template");
    share_words(&mut templates, &json!({"rank": "hạng {place}/{of}"}));
    templates.render("t.html", &view, "t.html").expect("page")
}

fn share_words(templates: &mut Templates, words: &serde_json::Value) {
    templates.tera.global_context().insert("w", words);
}

fn arg<'a>(diagnostic: &'a Diagnostic, name: &str) -> &'a str {
    diagnostic.text(name).unwrap_or_default()
}

#[test]
fn a_file_of_the_site_replaces_the_built_in_one_and_may_include_others() {
    let defaults = [
        ("a.html", "built in"),
        ("b.html", "{% include \"a.html\" %}!"),
    ];
    let overrides = [
        own("a.html", "own {% include \"parts/c.html\" %}"),
        own("parts/c.html", "{{ x }}"),
    ];
    let templates = load(&defaults, &overrides).expect("templates");
    assert_eq!(
        templates
            .render("b.html", &json!({"x": 1}), "b.html")
            .expect("page"),
        "own 1!"
    );
}

#[test]
fn a_template_that_nothing_calls_is_told() {
    let defaults = [("announcement.html", "a")];
    let overrides = [
        own("anouncement.html", "x"),
        own(
            "parts/mine.html",
            "{% component mine() %}x{% endcomponent mine %}",
        ),
        own("README.md", "x"),
        own("ghi-chu-cua-toi.txt", "x"),
    ];
    let told = unused(&defaults, &overrides);
    let told: Vec<_> = told.iter().map(|d| (d.code.as_str(), d.help)).collect();
    let code = "template-unused";
    assert_eq!(told, [(code, Some("near")), (code, None)]);
}

#[test]
fn everything_is_escaped_whatever_the_name() {
    let defaults = [
        ("feed.xml", "{{ x }}"),
        ("robots.txt", "{{ x }}"),
        ("a.html", "{{ x }}{{ html }}"),
    ];
    let templates = load(&defaults, &[]).expect("templates");
    for name in ["feed.xml", "robots.txt"] {
        assert_eq!(
            templates
                .render(name, &json!({"x": "<b>&"}), name)
                .expect("page"),
            "&lt;b&gt;&amp;"
        );
    }
    #[derive(serde::Serialize)]
    struct View {
        x: &'static str,
        html: Html,
    }
    let view = View {
        x: "<i>",
        html: Html::trusted("<b>đ</b>"),
    };
    assert_eq!(
        templates.render("a.html", &view, "a.html").expect("page"),
        "&lt;i&gt;<b>đ</b>"
    );
}

#[test]
fn words_are_filled_and_their_values_escaped() {
    assert_eq!(
        rendered("{{ w.rank | fill(place=3, of=13) }}", json!({})),
        "hạng 3/13"
    );
    assert_eq!(
        rendered(
            "{{ w.rank | fill(place=x, of='{place}') }}",
            json!({"x": "<3>"})
        ),
        "hạng &lt;3&gt;/{place}"
    );
}

#[test]
fn a_value_without_a_place_in_the_word_is_an_error() {
    let mut templates =
        load(&[("t.html", "{{ w.rank | fill(place=1, plce=3) }}")], &[]).expect("template");
    share_words(&mut templates, &json!({"rank": "hạng {place}"}));
    let error = templates
        .render("t.html", &json!({}), "t.html")
        .expect_err("an unknown name");
    assert!(arg(&error, "reason").contains("plce"), "{error:?}");
}

#[test]
fn indentation_goes_from_html_alone() {
    let defaults = [
        ("a.html", "<p>\n\n   {{ x }}</p>"),
        ("a.xml", "<p>\n   {{ x }}</p>"),
    ];
    let templates = load(&defaults, &[]).expect("templates");
    assert_eq!(
        templates
            .render("a.html", &json!({"x": 1}), "")
            .expect("page"),
        "<p>\n1</p>"
    );
    assert_eq!(
        templates
            .render("a.xml", &json!({"x": 1}), "")
            .expect("page"),
        "<p>\n   1</p>"
    );
}

#[test]
fn every_broken_file_is_told_with_its_place() {
    let overrides = [own("a.html", "x\n{{ a "), own("b.html", "{% if %}")];
    let errors = load(&[], &overrides).expect_err("two broken files");
    let told: Vec<_> = errors.iter().map(|d| (d.code.as_str(), d.place)).collect();
    assert_eq!(told.len(), 2, "{errors:?}");
    assert_eq!(told[0].0, "template-broken");
    assert_eq!(told[0].1.map(|p| p.line), Some(2));
}

#[test]
fn every_unknown_name_is_told_with_its_place() {
    let text = "é {{ a | nope }}\n{{ nothing() }}\n{% include \"gone.html\" %}{{<Gone/>}}";
    let errors =
        load(&[("b.html", "{{ a | other }}")], &[own("a.html", text)]).expect_err("unknown names");
    let told: Vec<_> = errors.iter().map(|d| d.place).collect();
    let at = |line, column| Some(Place::at(FileId(7), line, column));
    assert_eq!(
        told,
        [at(1, 10), at(2, 4), at(3, 12), at(3, 28), None],
        "{errors:?}"
    );
}

#[test]
fn a_missing_parent_names_both() {
    let errors = load(&[], &[own("a.html", "{% extends \"base.html\" %}")]).expect_err("no parent");
    let reason = arg(errors.iter().next().expect("an error"), "reason").to_owned();
    assert!(
        reason.contains("a.html") && reason.contains("base.html"),
        "{reason}"
    );
}

#[test]
fn an_error_of_a_page_names_template_place_and_page() {
    let templates = load(&[], &[own("a.html", "x\n  {{ unit.nmae }}")]).expect("templates");
    let error = templates
        .render(
            "a.html",
            &json!({"unit": {"name": "Q"}}),
            "don-vi/quan-1.html",
        )
        .expect_err("no field");
    assert_eq!(
        (error.code.as_str(), error.place),
        ("template-error", Some(Place::at(FileId(7), 2, 11)))
    );
    assert_eq!(arg(&error, "page"), "don-vi/quan-1.html");
    assert!(arg(&error, "reason").contains("nmae"), "{error:?}");
}

#[test]
fn an_error_in_a_component_of_ours_points_at_the_call_of_theirs() {
    let defaults = [(
        "parts/c.html",
        "{% component Bar(x) %}{{ x.y.z }}{% endcomponent Bar %}",
    )];
    let templates = load(&defaults, &[own("a.html", "\n{{<Bar x={v}/>}}")]).expect("templates");
    let error = templates
        .render("a.html", &json!({"v": {}}), "a.html")
        .expect_err("no field");
    assert_eq!(
        error.place.map(|p| (p.file, p.line)),
        Some((FileId(7), 2)),
        "{error:?}"
    );
    assert!(
        arg(&error, "template").starts_with("parts/c.html:1:"),
        "{error:?}"
    );
}

#[test]
fn words_of_the_language_files_are_there_but_not_those_of_diagnostics() {
    let words = word_tree(Words::of(Language::Vietnamese));
    let map = words.as_map().expect("a tree");
    assert!(!map.is_empty());
    assert!(map.keys().all(|key| key.as_str() != Some("diagnostic")));
}

#[test]
fn a_place_without_a_value_is_an_error() {
    let mut templates = load(&[("t.html", "{{ w.rank | fill(place=3) }}")], &[]).expect("template");
    share_words(&mut templates, &json!({"rank": "hạng {place}/{of}"}));
    assert!(templates.render("t.html", &json!({}), "t.html").is_err());
}
