use super::*;
use crate::place::FileId;

fn read(text: &str) -> (IndicatorsRead, Vec<(&'static str, u32, u32)>) {
    let toml = Toml::parse(text, FileId(0), 1).unwrap();
    let read = read_indicators(&toml);
    let problems = toml.into_problems();
    let place = |d: &Diagnostic| d.place.map_or((0, 0), |p| (p.line, p.column));
    (
        read,
        problems
            .iter()
            .map(|d| (d.code.as_str(), place(d).0, place(d).1))
            .collect(),
    )
}

/// An indicator of which nothing but its kind is said.
pub(in crate::reading) fn indicator_of_kind(kind: Kind) -> Indicator {
    let text = format!(
        "[[indicator]]\ncode = \"a\"\nname = \"A\"\nkind = \"{}\"",
        kind.word()
    );
    read(&text).0.indicators.0.remove(0)
}

/// What is wrong with an indicator that has these keys from line 4 on.
fn wrong(kind: &str, keys: &str) -> Vec<(&'static str, u32, u32)> {
    read(&format!(
        "[[indicator]]\ncode = \"a\"\nname = \"A\"\nreporters = [\"w\"]\nkind = \"{kind}\"\n{keys}"
    ))
    .1
}

fn d(text: &str) -> Decimal {
    Decimal::parse_plain(text).unwrap()
}

#[test]
fn every_key_is_read() {
    let text = r#"
[[indicator]]
code = "dung-han"
name = "Tỷ lệ đúng hạn"
kind = "ratio"
unit = "%"
numerator = "resolved_early + resolved_on_time"
denominator = "received - withdrawn"
target = "> 90"
better = "higher"
scope = "every-field"
reported = "total"
reporters = ["district", "ward", "district"]
frequency = "quarter"
headline = "latest"
sampled = true
min_sample = 30
rank_needs = 0.75
weight = 2.50
decimals = 2
near = "1,5"
definition = "Là"
source = "Kế hoạch"
"#;
    let (read, told) = read(text);
    assert_eq!(told, []);
    assert_eq!(read.kinds.len(), 3);
    let [indicator] = &read.indicators.0[..] else {
        panic!("one indicator")
    };
    assert_eq!(&*indicator.code, "dung-han");
    assert_eq!(indicator.numerator.as_ref().unwrap().0.len(), 2);
    assert!(indicator.denominator.as_ref().unwrap().0[1].minus);
    assert_eq!(indicator.target, Some(Target::Above(d("90"))));
    assert_eq!(indicator.target_text.as_deref(), Some("> 90"));
    assert_eq!(
        (indicator.scope, indicator.reported),
        (Scope::EveryField, Reporting::Total)
    );
    assert_eq!(indicator.reporters.as_ref().unwrap().len(), 2);
    assert_eq!(indicator.frequency, Some(Frequency::Quarter));
    assert_eq!(indicator.headline, Headline::Latest);
    assert!(indicator.sampled);
    assert_eq!(indicator.min_sample, Some(d("30")));
    assert_eq!(
        (&indicator.rank_needs, &indicator.weight),
        (&d("0.75"), &d("2.5"))
    );
    assert_eq!((indicator.decimals, &indicator.near), (2, &d("1.5")));
}

#[test]
fn defaults_follow_kind_and_unit() {
    let text = "[[indicator]]\ncode=\"a\"\nname=\"A\"\nkind=\"ratio\"\ntarget=\"30..40\"\n\
        [[indicator]]\ncode=\"b\"\nname=\"B\"\nkind=\"count\"\ntarget=\"< 5\"\n\
        [[indicator]]\ncode=\"c\"\nname=\"C\"\nkind=\"mean\"\nunit=\"phút\"\n\
        [[indicator]]\ncode=\"d\"\nname=\"D\"\nkind=\"ratio\"\nunit=\"hồ sơ/ngày\"\n";
    let (read, told) = read(text);
    assert!(told.iter().all(|(code, ..)| *code == "no-reporters") && told.len() == 4);
    let [a, b, c, e] = &read.indicators.0[..] else {
        panic!("four indicators")
    };
    assert_eq!(
        (&*a.unit, a.decimals, &a.near, a.better),
        ("%", 1, &d("2"), Some(Better::Higher))
    );
    assert_eq!(
        (&*b.unit, b.decimals, &b.near, b.better),
        ("", 0, &d("0"), Some(Better::Lower))
    );
    assert_eq!(
        (a.headline, b.headline, c.headline),
        (Headline::Cumulative, Headline::Cumulative, Headline::Latest)
    );
    assert_eq!(
        (c.better, c.over_time, &c.rank_needs, &c.weight),
        (None, OverTime::Sum, &d("0.5"), &d("0"))
    );
    assert_eq!((&*e.unit, e.decimals, c.decimals), ("hồ sơ/ngày", 2, 2));
    assert!(a.is_percent() && !e.is_percent());
}

#[test]
fn an_indicator_needs_code_name_and_kind() {
    let (read, told) = read("[[indicator]]\nreporters = [\"w\"]\n");
    assert_eq!(
        told,
        [
            ("missing-key", 1, 1),
            ("missing-key", 1, 1),
            ("missing-key", 1, 1)
        ]
    );
    assert!(read.indicators.0.is_empty());
}

#[test]
fn codes_are_formed_and_single() {
    let text = "[[indicator]]\ncode=\"a\"\nname=\"A\"\nkind=\"count\"\nreporters=[\"w\"]\n\
        [[indicator]]\ncode=\"A\"\nname=\"A\"\nkind=\"count\"\nreporters=[\"w\"]\n";
    let (read, told) = read(text);
    assert_eq!(told, [("bad-code", 7, 6), ("duplicate-code", 6, 1)]);
    assert_eq!(read.indicators.0.len(), 1);
}

#[test]
fn keys_belong_to_kinds() {
    assert_eq!(
        wrong("ratio", "value = \"a\"\n"),
        [("key-of-another-kind", 6, 9)]
    );
    assert_eq!(
        wrong("count", "sample = \"a\"\n"),
        [("key-of-another-kind", 6, 10)]
    );
    assert_eq!(
        wrong("score", "numerator = \"a\"\n"),
        [("key-of-another-kind", 6, 13)]
    );
    assert_eq!(
        wrong("ratio", "over_time = \"last\"\n"),
        [("key-of-another-kind", 6, 13)]
    );
    assert_eq!(wrong("count", "over_time = \"last\"\nvalue = \"a\"\n"), []);
    assert_eq!(wrong("mean", "sampled = true\n"), [("no-effect", 6, 11)]);
    assert_eq!(wrong("count", "min_sample = 3\n"), [("no-effect", 6, 14)]);
}

#[test]
fn formulas_come_whole() {
    assert_eq!(
        wrong("ratio", "numerator = \"a\"\n"),
        [("half-formula", 6, 13)]
    );
    assert_eq!(
        wrong("ratio", "denominator = \"a\"\n"),
        [("half-formula", 6, 15)]
    );
    assert_eq!(wrong("mean", "sample = \"a\"\n"), [("half-formula", 6, 10)]);
    assert_eq!(wrong("mean", "value = \"a\"\n"), []);
    assert_eq!(wrong("mean", "value = \"a +\"\n"), [("bad-formula", 6, 9)]);
}

#[test]
fn targets_directions_and_weights_agree() {
    assert_eq!(wrong("ratio", "target = \"90\"\n"), [("bad-target", 6, 10)]);
    assert_eq!(
        wrong("ratio", "target = \"40..30\"\n"),
        [("target-order", 6, 10)]
    );
    assert_eq!(wrong("ratio", "target = 90\n"), [("wrong-type", 6, 10)]);
    assert_eq!(
        wrong("ratio", "target = \"> 90\"\nbetter = \"lower\"\n"),
        [("better-contradicts", 7, 10)]
    );
    assert_eq!(
        wrong("ratio", "target = \"1..2\"\nbetter = \"lower\"\n"),
        []
    );
    assert_eq!(
        wrong("ratio", "weight = 1\n"),
        [("weight-without-target", 6, 10)]
    );
    assert_eq!(wrong("ratio", "weight = 0\n"), []);
    assert_eq!(wrong("ratio", "weight = -1\n"), [("below-zero", 6, 10)]);
}

#[test]
fn numbers_have_their_ranges() {
    assert_eq!(
        wrong("ratio", "rank_needs = 1.01\n"),
        [("out-of-range", 6, 14)]
    );
    assert_eq!(wrong("ratio", "rank_needs = 1\n"), []);
    assert_eq!(
        wrong("ratio", "decimals = 1.5\n"),
        [("out-of-range", 6, 12)]
    );
    assert_eq!(wrong("ratio", "decimals = 11\n"), [("out-of-range", 6, 12)]);
    assert_eq!(wrong("ratio", "decimals = -1\n"), [("out-of-range", 6, 12)]);
    assert_eq!(wrong("ratio", "near = -0.5\n"), [("below-zero", 6, 8)]);
    assert_eq!(
        wrong("ratio", "min_sample = \"ba\"\n"),
        [("wrong-type", 6, 14)]
    );
}

#[test]
fn lists_and_unknown_keys_are_checked() {
    let text = "[[indicator]]\ncode=\"a\"\nname=\"A\"\nkind=\"count\"\nreporters=[]\ntaget=1\n";
    assert_eq!(read(text).1, [("empty-list", 5, 11), ("unknown-key", 6, 1)]);
    assert_eq!(read("[indicators]\n").1, [("unknown-key", 1, 2)]);
}
