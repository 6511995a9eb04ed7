use super::*;
use proptest::prelude::*;

const FILE: FileId = FileId(0);

/// What a reader found wrong: code, line, column, help.
fn told(
    text: &str,
    read: impl FnOnce(&mut Table<'_>),
) -> Vec<(&'static str, u32, u32, Option<&'static str>)> {
    let problems = match Toml::parse(text, FILE, 1) {
        Err(problems) => problems,
        Ok(toml) => {
            let mut root = toml.root(&Keys::FREE);
            read(&mut root);
            root.finish();
            toml.into_problems()
        }
    };
    let mut told: Vec<_> = problems
        .iter()
        .map(|d| {
            let place = d.place.unwrap();
            (d.code.as_str(), place.line, place.column, d.help)
        })
        .collect();
    told.sort_unstable();
    told
}

#[test]
fn values_are_read_with_their_places() {
    let text = "\"tên\" = \"x\"\ntitle = \"  Cải cách \"\nstarts = 2019-02-27\nends = \"01/12/2019\"\nweight = 0.10\nbig = 9_007_199_254_740_993\n";
    let toml = Toml::parse(text, FILE, 10).unwrap();
    let mut root = toml.root(&Keys::FREE);
    let title = root.text("title").unwrap();
    assert_eq!(
        (title.value, title.place),
        ("Cải cách", Place::at(FILE, 11, 9))
    );
    assert_eq!(
        root.day("starts").unwrap().value,
        jiff::civil::date(2019, 2, 27)
    );
    assert_eq!(
        root.day("ends").unwrap().value,
        jiff::civil::date(2019, 12, 1)
    );
    assert_eq!(root.decimal("weight").unwrap().value.to_string(), "0.1");
    assert_eq!(
        root.decimal("big").unwrap().value.to_string(),
        "9007199254740993"
    );
    assert!(root.has("tên"));
    root.finish();
    assert_eq!(toml.into_problems().iter().count(), 0);
}

#[test]
fn every_wrong_value_is_told() {
    let text = "a = 1\nb = \"x\"\nc = [\"x\", 2, \"\"]\nd = inf\ne = \"2019-02-30\"\nf = 2019-01-01T00:00:00Z\ng = \"1.500\"\nh = 0x10\n";
    let found = told(text, |root| {
        let _ = (
            root.text("a"),
            root.boolean("b"),
            root.texts("c"),
            root.decimal("d"),
            root.day("e"),
        );
        let _ = (
            root.day("f"),
            root.decimal("g"),
            root.decimal("h"),
            root.required_text("title"),
        );
    });
    assert_eq!(
        found,
        [
            ("ambiguous-setting", 7, 5, None),
            ("missing-key", 0, 0, None),
            ("wrong-type", 1, 5, Some("text")),
            ("wrong-type", 2, 5, Some("boolean")),
            ("wrong-type", 3, 11, Some("list")),
            ("wrong-type", 3, 14, Some("list")),
            ("wrong-type", 4, 5, Some("number")),
            ("wrong-type", 5, 5, Some("date")),
            ("wrong-type", 6, 5, Some("date-near")),
            ("wrong-type", 8, 5, Some("number")),
        ]
    );
}

#[test]
fn unknown_keys_are_told_with_the_nearest() {
    let found = told("titel = 1\nzzzzzz = 2\n", |root| {
        let _ = (root.text("title"), root.text("theme"));
    });
    assert_eq!(
        found,
        [
            ("unknown-key", 1, 1, Some("near-here")),
            ("unknown-key", 2, 1, None)
        ]
    );
}

#[test]
fn tables_have_their_places() {
    let toml = Toml::parse(
        "[[indicator]]\ncode = \"a\"\n\n[[indicator]]\ncode = \"b\"\n",
        FILE,
        1,
    )
    .unwrap();
    let tables = toml.root(&Keys::FREE).tables("indicator");
    assert_eq!(
        tables.iter().map(|t| t.place().line).collect::<Vec<_>>(),
        [1, 4]
    );
}

#[test]
fn choices_are_closed() {
    let choices = [("ratio", 1), ("mean", 2)];
    let toml = Toml::parse("a = \"mean\"\n", FILE, 1).unwrap();
    assert_eq!(
        toml.root(&Keys::FREE).choice("a", &choices).unwrap().value,
        2
    );
    let found = told("a = \"ratoi\"\nb = \"sum\"\nc = 1", |root| {
        let _ = (
            root.choice("a", &choices),
            root.choice("b", &choices),
            root.choice("c", &choices),
        );
    });
    assert_eq!(
        found,
        [
            ("unknown-value", 1, 5, Some("near")),
            ("unknown-value", 2, 5, None),
            ("wrong-type", 3, 5, Some("text"))
        ]
    );
}

#[test]
fn faults_of_the_syntax_are_all_told_at_their_lines() {
    let codes = |text: &str| {
        told(text, |_| ())
            .into_iter()
            .map(|(c, line, _, help)| (c, line, help))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes("a = 1\na = 2\n"), [("toml-syntax", 2, Some("twice"))]);
    assert_eq!(
        codes("a = Cải cách\nb = 1\nc = \"x\n"),
        [
            ("toml-syntax", 1, Some("quotes")),
            ("toml-syntax", 3, Some("quotes"))
        ]
    );
    assert_eq!(
        codes("a = \"C:\\Users\"\n"),
        [("toml-syntax", 1, Some("backslash"))]
    );
    assert_eq!(
        codes("a = [\"x\" \"y\"]\n"),
        [("toml-syntax", 1, Some("list"))]
    );
    for date in ["04/06/2019", "04.06.2019", "04-06-2019", "04/06/2019 # x"] {
        let text = format!("started = {date}\n");
        assert_eq!(codes(&text), [("toml-syntax", 1, Some("date"))], "{date}");
    }
    assert_eq!(codes("just words\n"), [("toml-syntax", 1, Some("key"))]);
    assert_eq!(codes("[a\n"), [("toml-syntax", 1, Some("table"))]);
    assert_eq!(
        codes(&format!("a = {}{}\n", "[".repeat(5000), "]".repeat(5000)))[0].2,
        Some("deep")
    );
}

#[test]
fn numbers_in_texts_are_never_guessed() {
    use super::value::{Unread, written};
    let read = |text| written(text).map(|d| d.to_string());
    assert_eq!(read("90").unwrap(), "90");
    assert_eq!(read(" 85,5 ").unwrap(), "85.5");
    assert_eq!(read("0.985").unwrap(), "0.985");
    assert_eq!(read("-1.5").unwrap(), "-1.5");
    assert_eq!(read("1234.567").unwrap(), "1234.567");
    assert_eq!(read("1.500"), Err(Unread::Ambiguous));
    assert_eq!(read("1,104"), Err(Unread::Ambiguous));
    for text in ["", "x", "1.", ".5", "1.2.3", "1e3", "٣", "--1"] {
        assert_eq!(read(text), Err(Unread::NoNumber), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "[\\[\\]\\{\\}=\"'#,.\\n a-z0-9\\\\đ]{0,60}") {
        if let Ok(toml) = Toml::parse(&text, FILE, 1) {
            let mut root = toml.root(&Keys::FREE);
            let _ = (root.text("a"), root.decimal("a"), root.day("a"), root.tables("a").len());
            root.finish();
        }
    }
}
