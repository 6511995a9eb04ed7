use super::*;
use crate::figures::testing::{day, period, site};
use crate::locale::Language;
use crate::model::IndicatorId;
use crate::reading::KeyColumn;
use sheet::{Column, Input, sheets};

fn told(owed: &[Owed]) -> Vec<String> {
    let periods = |one: &Owed| one.periods.iter().map(|p| p.code()).collect::<Vec<_>>();
    let told = owed.iter().map(|one| {
        let fields = one.fields.iter();
        let fields: Vec<i32> = fields
            .map(|field| field.map_or(-1, |id| i32::from(id.0)))
            .collect();
        format!("{} {:?} {fields:?}", one.indicator.0, periods(one))
    });
    told.collect()
}

#[test]
fn the_last_period_that_has_ended_is_due() {
    let months = site("a").indicator("kind = \"count\"; frequency = \"month\"");
    let months = months.days("2019-03-15", "2019-12-01").made();
    let debts = Debts::new(&months.campaign);
    for (today, due) in [
        ("2019-10-15", "2019-09"),
        ("2019-10-01", "2019-09"),
        ("2019-09-30", "2019-08"),
        ("2019-01-01", "2019-04"),
        ("2019-04-30", "2019-04"),
        ("2021-01-01", "2019-11"),
    ] {
        assert_eq!(debts.due(day(today)), Some(period(due)), "{today}");
    }
    let quarters = site("a").indicator("kind = \"count\"; frequency = \"quarter\"");
    let quarters = quarters.days("2019-03-01", "2019-12-31").made();
    let due = Debts::new(&quarters.campaign).due(day("2019-10-15"));
    assert_eq!(due, Some(period("2019-Q3")));
    let years = site("a").indicator("kind = \"count\"; frequency = \"year\"");
    let years = years
        .days("2017-01-01", "2020-12-31")
        .year_starts("04")
        .made();
    let due = Debts::new(&years.campaign).due(day("2019-10-15"));
    assert_eq!(due, Some(period("2018/19")));
    let name = Forms::new(
        &years.campaign,
        crate::locale::Words::of(Language::Vietnamese),
    )
    .file_name(years.unit("a"), period("2018/19-Q1"));
    assert_eq!(name, "a-2018-2019-q1.xlsx");
    let short = site("a")
        .indicator("kind = \"count\"")
        .days("2019-03-02", "2019-03-30")
        .made();
    assert_eq!(Debts::new(&short.campaign).due(day("2019-10-15")), None);
}

#[test]
fn what_was_given_for_shorter_or_longer_periods_is_not_missing() {
    let rows = "a 2019-07 1\na 2019-08 1\na 2019-09 1\nb 2019-07 1\nb 2019-08 1";
    let made = site("a,b,c")
        .indicator("kind = \"count\"; frequency = \"quarter\"")
        .rows(rows)
        .made();
    let debts = Debts::new(&made.campaign);
    let missing = |unit: u32| {
        let owed = debts.of(UnitId(unit), period("2019-Q3"));
        debts.is_missing(UnitId(unit), &owed)
    };
    assert_eq!((missing(0), missing(1)), (false, true));
    let quarters = site("a,b")
        .indicator("kind = \"count\"; frequency = \"month\"")
        .rows("a 2019-Q3 3\nb 2019-08 1")
        .made();
    let debts = Debts::new(&quarters.campaign);
    let missing = |unit: u32| {
        let owed = debts.of(UnitId(unit), period("2019-09"));
        debts.is_missing(UnitId(unit), &owed)
    };
    assert_eq!((missing(0), missing(1)), (false, true));
}

#[test]
fn a_field_left_out_is_missing() {
    let rows = "a 2019-07 thue 1/2\na 2019-07 dat-dai 1/2\na 2019-08 thue 1/2
                b 2019-07 thue 1/2\nb 2019-07 dat-dai 1/2\nb 2019-08 thue 1/2\nb 2019-08 9/10";
    let missing = |keys: &str| {
        let keys = format!("kind = \"ratio\"; frequency = \"month\"; {keys}");
        let made = site("a,b").indicator(&keys).rows(rows).made();
        let debts = Debts::new(&made.campaign);
        [0, 1].map(|unit| {
            let owed = debts.of(UnitId(unit), period("2019-08"));
            debts.is_missing(UnitId(unit), &owed)
        })
    };
    // A row without a field stands for all.
    assert_eq!(missing(""), [true, false]);
    assert_eq!(missing("sparse_fields = true"), [false, false]);
}

#[test]
fn shorter_periods_are_owed_within_the_one_asked_for_and_longer_ones_that_end_with_it() {
    let made = site("a kind:ward, b kind:city, c kind:ward from:2019-09-01")
        .indicator("kind = \"count\"; frequency = \"month\"; reporters = [\"ward\"]")
        .indicator("kind = \"count\"; frequency = \"quarter\"; reporters = [\"ward\"]")
        .indicator("kind = \"count\"; frequency = \"year\"; reporters = [\"city\"]")
        .made();
    let debts = Debts::new(&made.campaign);
    let of = |unit: u32, asked: &str| told(&debts.of(UnitId(unit), period(asked)));
    assert_eq!(of(0, "2019-08"), ["0 [\"2019-08\"] [-1]"]);
    assert_eq!(
        of(0, "2019-09"),
        ["0 [\"2019-09\"] [-1]", "1 [\"2019-Q3\"] [-1]"]
    );
    assert_eq!(
        of(0, "2019-Q3"),
        [
            "0 [\"2019-07\", \"2019-08\", \"2019-09\"] [-1]",
            "1 [\"2019-Q3\"] [-1]"
        ]
    );
    assert_eq!(of(1, "2019-12"), ["2 [\"2019\"] [-1]"]);
    assert_eq!(of(1, "2019-09"), Vec::<String>::new());
    assert_eq!(
        of(2, "2019-Q3"),
        ["0 [\"2019-09\"] [-1]"],
        "it has existed since September"
    );
    assert_eq!(
        of(0, "2018-12"),
        Vec::<String>::new(),
        "outside the campaign"
    );
    assert_eq!(of(0, "1900-01"), Vec::<String>::new());
}

#[test]
fn fields_are_those_in_which_the_unit_or_its_kind_reported() {
    let made = site("a kind:ward, b kind:ward, c kind:city, d kind:town")
        .indicator(
            "kind = \"ratio\"; frequency = \"month\"; reporters = [\"ward\", \"city\", \"town\"]",
        )
        .rows("a 2019-01 land 1/2\na 2019-01 tax 1/2\nc 2019-01 3/4")
        .made();
    let debts = Debts::new(&made.campaign);
    let of = |unit: u32| told(&debts.of(UnitId(unit), period("2019-02")));
    assert_eq!(of(0), ["0 [\"2019-02\"] [0, 1]"]);
    assert_eq!(of(1), of(0));
    assert_eq!(of(2), ["0 [\"2019-02\"] [-1]"]);
    assert_eq!(of(3), ["0 [\"2019-02\"] [-1, 0, 1]"], "all that anyone has");
}

#[test]
fn indicators_with_a_column_in_common_stand_in_one_table() {
    let made = site("a kind:ward")
        .indicator("kind = \"ratio\"; numerator = \"early\"; denominator = \"early + late\"; frequency = \"month\"; reporters = [\"ward\"]")
        .indicator("kind = \"count\"; value = \"late\"; frequency = \"month\"; reporters = [\"ward\"]")
        .indicator("kind = \"mean\"; unit = \"days\"; frequency = \"month\"; reporters = [\"ward\"]");
    let made = made.made();
    let readable = Readable::new(&made.campaign);
    let owed = Debts::new(&made.campaign).of(UnitId(0), period("2019-02"));
    let made_sheets = sheets(&made.campaign, &readable, &owed);
    let headers = |sheet: &sheet::Sheet| -> Vec<String> {
        let columns = sheet.columns.iter();
        columns
            .map(|column| match column {
                Column::Key(key) => readable.header(*key).to_owned(),
                Column::Count(count, _) => count.header.to_string(),
            })
            .collect()
    };
    let [wide, long] = &made_sheets[..] else {
        panic!("two tables: {made_sheets:#?}")
    };
    assert_eq!(headers(wide), ["Đơn vị", "Kỳ", "early", "late", "Ghi chú"]);
    assert_eq!(
        headers(long),
        ["Chỉ tiêu", "Đơn vị", "Kỳ", "Giá trị", "Cỡ mẫu", "Ghi chú"]
    );
    let row = long.rows[0];
    assert_eq!(row.indicator, Some(IndicatorId(2)));
    let cell = |column| long.cell(&made.campaign, &owed, &row, column);
    assert_eq!((cell(1), cell(5)), (Input::Given, Input::Note));
    assert!(matches!(cell(3), Input::Figure(rule) if rule.number == rule::Number::Any));
    assert!(matches!(cell(4), Input::Figure(rule) if rule.number == rule::Number::Whole));
}

#[test]
fn names_that_are_not_read_back_give_way_to_codes() {
    let made = site(
        "a name:Quận_1, b<a name:Phường_2, c name:Quận_3, d<c name:Phường_2, e<a name:Phường_5",
    )
    .indicator("kind = \"count\"")
    .made();
    let readable = Readable::new(&made.campaign);
    for (unit, _) in made.campaign.units.iter() {
        let written = readable.unit(unit);
        let read = readable.units().find(&written, None);
        assert_eq!(read, crate::reading::UnitMatch::One(unit), "{written}");
    }
    assert_eq!(readable.header(KeyColumn::Unit), "Đơn vị");
}

#[test]
fn a_form_is_the_same_whenever_it_is_made() {
    let made = site("a")
        .indicator("kind = \"ratio\"; frequency = \"month\"")
        .rows("a 2019-01 land 1/2")
        .made();
    let forms = |language| Forms::new(&made.campaign, Words::of(language));
    let make = |language| {
        let forms = forms(language);
        let owed = forms.debts().of(UnitId(0), period("2019-02"));
        let made = forms.make(UnitId(0), period("2019-02"), &owed);
        made.expect("a workbook")
    };
    let first = make(Language::Vietnamese);
    assert_eq!(first, make(Language::Vietnamese));
    assert_ne!(first, make(Language::English));
    let forms = forms(Language::Vietnamese);
    assert!(forms.debts().of(UnitId(0), period("2018-02")).is_empty());
}
