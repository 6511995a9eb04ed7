use super::told::{Side, Told};
use super::view::{Review, Row, Section};
use crate::locale::{Language, Words};
use crate::published::{Change, Difference, Measured, Of, Subject};
use serde_json::{Value, json};

fn told(changes: Vec<(Subject, Value, Value)>) -> Vec<String> {
    let given = |value: Value| (!value.is_null()).then_some(value);
    let changes = changes.into_iter().map(|(subject, old, new)| Change {
        subject,
        old: given(old),
        new: given(new),
    });
    let measured = Measured {
        name: "Đúng hạn".into(),
        unit: "%".into(),
        target: Some("> 90".into()),
    };
    let found = Difference {
        changes: changes.collect(),
        units: [("p-1".into(), "Phường 1, Quận 3".into())].into(),
        indicators: [("dung-han".into(), measured)].into(),
        fields: [("dat-dai".into(), "Đất đai".into())].into(),
        others: 0,
    };
    let words = Words::of(Language::Vietnamese);
    let review = Review::of(Told {
        found: &found,
        words,
    });
    let side = |side: &Option<Side>| side.as_ref().map_or_else(String::new, |s| s.shown.clone());
    let of_section = |section: &Section| -> Vec<String> {
        let groups = section.groups.iter();
        let rows = groups.flat_map(|group| {
            let title = group.title.clone().unwrap_or_default();
            group.rows.iter().map(move |row| (title.clone(), row))
        });
        let line = |(title, row): (String, &Row)| {
            let parts = [
                Some(section.id.to_owned()),
                Some(title),
                Some(row.what.clone()),
                row.detail.clone(),
                row.how.clone(),
                Some(side(&row.old)),
                Some(side(&row.new)),
            ];
            let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" | ").replace('\u{a0}', " ")
        };
        rows.map(line).collect()
    };
    review.sections.iter().flat_map(of_section).collect()
}

fn of(indicator: Option<&str>) -> Of {
    Of {
        unit: "p-1".into(),
        indicator: indicator.map(Into::into),
    }
}

fn figure(field: Option<&str>, period: Option<&str>) -> Subject {
    Subject::Figure {
        of: of(Some("dung-han")),
        field: field.map(Into::into),
        period: period.map(Into::into),
    }
}

#[test]
fn each_change_stands_where_it_is_looked_for() {
    let ratio =
        |n: i64, value: f64| json!({"numerator": n, "denominator": 100_000, "value": value});
    let lines = told(vec![
        (
            Subject::Status(of(Some("dung-han"))),
            json!("met"),
            json!("near"),
        ),
        (Subject::Place(of(Some("dung-han"))), json!(2), Value::Null),
        (Subject::Place(of(None)), json!(1), json!(3)),
        (
            figure(Some("dat-dai"), Some("2019-03")),
            ratio(90_001, 90.001),
            ratio(89_996, 89.996),
        ),
        (
            figure(None, Some("2019-04")),
            ratio(90_000, 90.0),
            Value::Null,
        ),
        (figure(None, Some("2019-05")), Value::Null, ratio(1, 0.001)),
        (figure(None, None), ratio(91_000, 91.0), ratio(92_000, 92.0)),
    ]);
    assert_eq!(
        lines,
        [
            "doi-muc-dat | Đúng hạn | Phường 1, Quận 3 | Đạt | Gần đạt",
            // Neither is written as the target that lies between them.
            "doi-da-cong-bo | Đúng hạn | Phường 1, Quận 3 | tháng 3/2019, Đất đai | 90,001% | 89,996%",
            "doi-da-cong-bo | Đúng hạn | Phường 1, Quận 3 | tháng 4/2019 | 90% | không còn số liệu",
            "doi-so-lieu-moi | Đúng hạn | tháng 5/2019 | 1 số liệu",
            "doi-luy-ke | Đúng hạn | Phường 1, Quận 3 | 91% | 92%",
            "doi-thu-hang | Xếp hạng chung | Phường 1, Quận 3 | 1 | 3",
            "doi-thu-hang | Đúng hạn | Phường 1, Quận 3 | 2 | không xếp hạng",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn of_many_pages_of_a_folder_their_number_is_told() {
    let page = |path: &str, old: bool| {
        let old = if old { json!(1) } else { Value::Null };
        (Subject::Page(path.into()), old, json!(2))
    };
    let mut pages = vec![
        page("gioi-thieu.html", true),
        page("thong-bao/a.html", false),
    ];
    pages.extend((0..9).map(|unit| page(&format!("don-vi/{unit}.html"), true)));
    assert_eq!(
        told(pages),
        [
            "doi-trang | thong-bao/a.html | mới",
            "doi-trang | gioi-thieu.html | sửa",
            "doi-trang | don-vi/ | sửa: 9 trang",
        ]
        .map(str::to_owned)
    );
}
