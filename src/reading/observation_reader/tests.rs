//! Each rule of reading with a small table: text in, observations or (code, line, column) out.

mod across;
mod cells;
mod columns;
mod done;
mod field_headings;
mod field_rows;
mod forms;
mod formulas;
mod measures;
mod periods;
mod side_by_side;
mod totals;
mod unit_and_field;

use super::*;
use crate::calendar::YearStart;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Amount, Formula, Indicator, Kind, Reporting, Term};
use crate::place::{Place, SheetOf, SourceFile};
use crate::reading::indicator_reader::tests::indicator_of_kind;
use crate::reading::unit_lookup::tests::units;
use proptest::prelude::*;

fn formula(text: &str) -> Option<Formula> {
    let terms = text
        .split(' ')
        .filter(|term| !term.is_empty())
        .map(|term| Term {
            minus: term.starts_with('-'),
            column: term.trim_start_matches('-').into(),
        });
    let terms: Vec<Term> = terms.collect();
    (!terms.is_empty()).then_some(Formula(terms))
}

fn indicator(
    code: &str,
    name: &str,
    kind: Kind,
    unit: &str,
    first: &str,
    second: &str,
) -> Indicator {
    let is_ratio = kind == Kind::Ratio;
    Indicator {
        code: code.into(),
        name: name.into(),
        kind,
        unit: unit.into(),
        numerator: formula(first).filter(|_| is_ratio),
        denominator: formula(second).filter(|_| is_ratio),
        value: formula(first).filter(|_| !is_ratio),
        sample: formula(second).filter(|_| !is_ratio),
        whole: false,
        decimals: 1,
        ..indicator_of_kind(kind)
    }
}

/// The indicators of the tests, one of each kind and shape.
pub(crate) fn indicators() -> Indicators {
    Indicators(vec![
        indicator(
            "dung-han",
            "Tỷ lệ hồ sơ đúng hạn",
            Kind::Ratio,
            "%",
            "resolved_early resolved_on_time",
            "resolved_early resolved_on_time resolved_late",
        ),
        indicator(
            "buu-chinh",
            "Hồ sơ qua bưu chính",
            Kind::Count,
            "",
            "post",
            "",
        ),
        indicator(
            "diem",
            "Điểm trung bình",
            Kind::Mean,
            "",
            "score_mean",
            "score_sample",
        ),
        indicator("cham-diem", "Chấm điểm", Kind::Score, "", "", ""),
        indicator(
            "ho-so-moi-nguoi",
            "Hồ sơ mỗi người",
            Kind::Ratio,
            "",
            "",
            "",
        ),
    ])
}

fn settings() -> Settings {
    let day = jiff::civil::date;
    Settings {
        title: "x".into(),
        theme: None,
        organizer: None,
        starts: day(2019, 3, 1),
        ends: day(2019, 12, 1),
        starts_shown: None,
        announced: None,
        base_url: None,
        languages: Vec::new(),
        links: Vec::new(),
        contact: None,
        licence: None,
        illustrative: false,
        numbers: None,
        year_start: YearStart::CALENDAR,
        kinds: Vec::new(),
        labels: vec![("Kỳ báo cáo".into(), "period".into())],
        initiatives_owed_by: Vec::new(),
    }
}

fn city() -> Units {
    units(&[
        ("tphcm", "Thành phố Hồ Chí Minh", ""),
        ("quan-1", "Quận 1", "tphcm"),
        ("quan-3", "Quận 3", "tphcm"),
        ("q1-p12", "Phường 12", "quan-1"),
        ("q3-p12", "Phường 12", "quan-3"),
        ("q1-p7", "Phường 7", "quan-1"),
    ])
}

/// What was read from some files.
struct ReadSite {
    /// `indicator unit period field figure`, in order.
    observations: Vec<String>,
    /// `severity code file:line:column`, in order.
    told: Vec<String>,
    diagnostics: Diagnostics,
    fields: Vec<String>,
    notes: Vec<String>,
    illustrative: Vec<String>,
}

fn read_site(files: &[(&str, &str)]) -> ReadSite {
    read_site_with(files, Fields::default(), &settings())
}

fn read_site_with(files: &[(&str, &str)], fields: Fields, settings: &Settings) -> ReadSite {
    read_site_of(files, fields, settings, &indicators())
}

fn read_site_of(
    files: &[(&str, &str)],
    fields: Fields,
    settings: &Settings,
    indicators: &Indicators,
) -> ReadSite {
    let folder = tempfile::tempdir().unwrap();
    let mut sorted = files.to_vec();
    sorted.sort_unstable();
    let mut sources = Sources::new(folder.path().to_path_buf());
    for (index, (path, text)) in sorted.iter().enumerate() {
        let on_disk = folder.path().join(index.to_string());
        std::fs::write(&on_disk, text).unwrap();
        let file = sources.add(SourceFile {
            path: (*path).into(),
            on_disk,
        });
        if text.starts_with("<?xml") {
            sources.add_sheet(SheetOf {
                workbook: file,
                index: 0,
                name: "a".into(),
                is_visible: true,
            });
        }
    }
    let units = city();
    let mut diagnostics = Diagnostics::new();
    let now = jiff::civil::date(2019, 9, 15);
    let (observations, fields) = read(
        &sources,
        settings,
        &units,
        indicators,
        fields,
        now,
        &mut diagnostics,
    );
    diagnostics.iter().for_each(Diagnostic::assert_has_words);
    let name = |file: FileId| {
        sources
            .get(file)
            .path
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let shown = observations.all.iter().map(|o| {
        let field = o.field().map_or("·", |f| &*fields.get(f).key);
        let (indicator, unit) = (&indicators.get(o.indicator).code, &units.get(o.unit).code);
        format!(
            "{indicator} {unit} {} {field} {}",
            o.period.code(),
            figure(&o.reported())
        )
    });
    let told = diagnostics.iter().map(|d| {
        let severity = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = d.place.unwrap();
        format!(
            "{severity} {} {}:{}:{}",
            d.code.as_str(),
            name(place.file),
            place.line,
            place.column
        )
    });
    ReadSite {
        observations: shown.collect(),
        told: told.collect(),
        fields: fields
            .0
            .iter()
            .map(|f| format!("{} {}", f.key, f.name))
            .collect(),
        notes: observations.notes.iter().map(ToString::to_string).collect(),
        illustrative: sources
            .iter()
            .filter(|(id, _)| observations.is_illustrative(*id))
            .map(|(id, _)| name(id))
            .collect(),
        diagnostics,
    }
}

fn figure(reported: &Amount) -> String {
    match reported {
        Amount::Nothing => "nothing".to_owned(),
        Amount::Ratio {
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}"),
        Amount::Mean { value, sample } => format!("{value}×{sample}"),
        Amount::Count(value) | Amount::Score(value) => value.to_string(),
    }
}

const TABLE: &str = "data/observations/a.csv";
const DEFAULTS: &str = "data/observations/_defaults.toml";

/// Reads one table.
fn table(text: &str) -> ReadSite {
    read_site(&[(TABLE, text)])
}

/// The observations of a table in which nothing is wrong.
fn right(text: &str) -> Vec<String> {
    let site = table(text);
    assert_eq!(site.told, Vec::<String>::new(), "{text}");
    site.observations
}

/// What is told of a table, without the file's name.
fn told(text: &str) -> Vec<String> {
    table(text)
        .told
        .iter()
        .map(|t| t.replace("a.csv:", ""))
        .collect()
}

#[test]
fn a_long_table_has_a_row_a_figure() {
    let text = "indicator,unit,period,field,numerator,denominator,value,sample,note\n\
        dung-han,quan-1,2019-03,,9,10,,,\n\
        dung-han,quan-1,2019-03,Đất đai,4,5,,,ghi chú\n\
        buu-chinh,Q.3,Quý I/2019,,,,950,,\n\
        diem,Quận 1,tháng 3 năm 2019,,,,\"4,5\",30,\n\
        cham-diem,q1-p12,2019,,,,12,,\n";
    let site = table(text);
    assert_eq!(
        site.observations,
        [
            "dung-han quan-1 2019-03 · 9/10",
            "dung-han quan-1 2019-03 dat-dai 4/5",
            "buu-chinh quan-3 2019-Q1 · 950",
            "diem quan-1 2019-03 · 4.5×30",
            "cham-diem q1-p12 2019 · 12",
        ]
    );
    assert_eq!(site.fields, ["dat-dai Đất đai"]);
    assert_eq!(site.notes, ["ghi chú"]);
    assert_eq!(
        site.told,
        [
            "note period-overlaps a.csv:4:3",
            "note period-overlaps a.csv:6:3"
        ]
    );
}

#[test]
fn a_wide_table_has_a_row_a_unit() {
    let text = "Đơn vị;Kỳ báo cáo;Resolved early;RESOLVED_ON_TIME;resolved_late;Post\n\
        Quận 1;2019-03;1.200;300;2;1 050\n\
        Quận 3;03/2019;không phát sinh;không phát sinh;không phát sinh;-\n";
    let site = read_site(&[(TABLE, text), (DEFAULTS, "numbers = \"vi\"\n")]);
    assert_eq!(site.told, Vec::<String>::new());
    assert_eq!(
        site.observations,
        [
            "dung-han quan-1 2019-03 · 1500/1502",
            "dung-han quan-3 2019-03 · 0/0",
            "buu-chinh quan-1 2019-03 · 1050",
            "buu-chinh quan-3 2019-03 · nothing",
        ]
    );
}

#[test]
fn a_sum_with_a_gap_is_no_figure() {
    let head = "unit,period,resolved_early,resolved_on_time,resolved_late\n";
    let all_gaps = format!("{head}quan-1,2019-03,-,-,-\n");
    assert_eq!(right(&all_gaps), ["dung-han quan-1 2019-03 · nothing"]);
    let early = format!("{head}quan-1,2019-03,,3,4\n");
    assert_eq!(
        table(&early).observations,
        ["dung-han quan-1 2019-03 · nothing"]
    );
    assert_eq!(told(&early), ["warning gap-in-sum 2:3"]);
    // The numerator is a figure, its denominator is not.
    let late = format!("{head}quan-1,2019-03,2,3,\nquan-3,2019-03,2,3,\nq1-p12,2019-03,-,-,4\n");
    let site = table(&late);
    assert_eq!(site.told, ["warning gap-in-sum a.csv:2:5"]);
    assert!(site.observations.iter().all(|o| o.ends_with("nothing")));
    let gap = site.diagnostics.iter().next().unwrap();
    assert_eq!(
        gap.lines_to_paste(),
        Some("[blank]\nresolved_early = 0\nresolved_on_time = 0\nresolved_late = 0\n")
    );
    assert_eq!(gap.related.len(), 3);
}

#[test]
fn wide_counts_are_checked() {
    let head = "unit,period,resolved_early,resolved_on_time,resolved_late,post\n";
    assert_eq!(
        told(&format!("{head}quan-1,2019-03,-1,3,4,-2\n")),
        ["error negative-figure 2:3", "error negative-figure 2:6"]
    );
    assert_eq!(
        told(&format!("{head}quan-1,2019-03,1%,a,4,b\n")),
        [
            "error percent-sign 2:3",
            "error not-a-number 2:4",
            "error not-a-number 2:6"
        ]
    );
}

#[test]
fn a_wide_table_without_an_indicator_is_an_error() {
    assert_eq!(
        told("unit,period,received\nquan-1,2019-03,1\n"),
        ["error no-figures 1:0"]
    );
    let partly = "unit,period,resolved_early,post\nquan-1,2019-03,1,2\n";
    assert_eq!(told(partly), ["warning formula-columns-missing 1:0"]);
    assert_eq!(table(partly).observations, ["buu-chinh quan-1 2019-03 · 2"]);
}

#[test]
fn every_wrong_cell_of_a_row_is_told() {
    let text = "indicator,unit,period,field,numerator,denominator\nlạ,Quận 99,2019-13,???,abc,1\n";
    assert_eq!(
        told(text),
        [
            "error unknown-indicator 2:1",
            "error unknown-unit 2:2",
            "error bad-period 2:3",
            "error bad-field 2:4",
            "error not-a-number 2:5",
        ]
    );
    assert_eq!(
        told("indicator,unit,period,value\n,,,5\n"),
        [
            "error missing-cell 2:1",
            "error missing-cell 2:2",
            "error missing-cell 2:3"
        ]
    );
}

#[test]
fn the_cell_of_a_wrong_figure_is_named() {
    let head = "indicator,unit,period,numerator,denominator,value,sample\n";
    for (row, expected) in [
        ("dung-han,quan-1,2019-03,9,,,", "error numerator-alone 2:5"),
        (
            "dung-han,quan-1,2019-03,,9,,",
            "error denominator-alone 2:4",
        ),
        (
            "dung-han,quan-1,2019-03,11,10,,",
            "error numerator-above-denominator 2:4",
        ),
        (
            "dung-han,quan-1,2019-03,1,-10,,",
            "error negative-figure 2:5",
        ),
        (
            "dung-han,quan-1,2019-03,,,101%,",
            "error percent-out-of-range 2:6",
        ),
        (
            "dung-han,quan-1,2019-03,,,0.5,",
            "warning share-or-percent 2:6",
        ),
        ("dung-han,quan-1,2019-03,9%,10,,", "error percent-sign 2:4"),
        (
            "dung-han,quan-1,2019-03,2,3,66.5,",
            "warning value-differs 2:6",
        ),
        (
            "dung-han,quan-1,2019-03,2,3,66.7,5",
            "warning figure-not-used 2:7",
        ),
        ("buu-chinh,quan-1,2019-03,,,5%,", "error percent-sign 2:6"),
        (
            "buu-chinh,quan-1,2019-03,,,-5,",
            "error negative-figure 2:6",
        ),
        ("diem,quan-1,2019-03,,,5,-5", "error negative-figure 2:7"),
        ("diem,quan-1,2019-03,,,,5", "warning sample-alone 2:6"),
        (
            "ho-so-moi-nguoi,quan-1,2019-03,5,0,,",
            "warning denominator-zero 2:5",
        ),
        (
            "dung-han,quan-1,2019-03,không phát sinh,5,,",
            "error nothing-arose-with-figure 2:5",
        ),
        (
            "dung-han,quan-1,2019-03,1.234,5678,,",
            "error ambiguous-number 2:4",
        ),
    ] {
        assert_eq!(told(&format!("{head}{row}\n")), [expected], "{row}");
    }
}

#[test]
fn rows_that_are_no_data_are_counted_in_one_note() {
    let text = "BÁO CÁO,,,\n\
        Đơn vị,Kỳ,Post,Ghi chú\n\
        A,B,1,2\n\
        ,,,\n\
        Khối quận,,,\n\
        Quận 1,2019-03,5,\n\
        Đơn vị,Kỳ,Post,Ghi chú\n\
        (1),(2),(3)=(1)+(2),(4)\n\
        Quận 3,2019-03,7,\n\
        Tổng cộng,,12,\n\
        \n\
        ,,,Người lập biểu\n";
    let site = table(text);
    assert_eq!(
        site.observations,
        [
            "buu-chinh quan-1 2019-03 · 5",
            "buu-chinh quan-3 2019-03 · 7"
        ]
    );
    assert_eq!(site.told, ["note rows-passed-over a.csv:2:0"]);
    let note = site
        .diagnostics
        .iter()
        .find(|d| d.severity == Severity::Note)
        .unwrap();
    let args: Vec<_> = note
        .args
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(
        args.join(" "),
        "count=8 empty=2 headers=1 numberings=2 totals=1 headings=0 asides=0 skipped=0 texts=2"
    );
}

#[test]
fn plain_numbers_under_a_header_without_keys_are_figures() {
    let defaults = "unit = \"quan-1\"\nperiod = \"2019-03\"\n";
    let site = read_site(&[
        (TABLE, "post,score_mean,score_sample\n1,2,3\n"),
        (DEFAULTS, defaults),
    ]);
    assert_eq!(
        site.observations,
        ["buu-chinh quan-1 2019-03 · 1", "diem quan-1 2019-03 · 2×3"]
    );
    let lettered = read_site(&[
        (TABLE, "post,score_mean,score_sample\nA,B,C\n(1),(2),(3)\n"),
        (DEFAULTS, defaults),
    ]);
    assert_eq!(lettered.observations, Vec::<String>::new());
    assert_eq!(
        lettered.told,
        ["note no-rows a.csv:1:0", "note rows-passed-over a.csv:1:0"]
    );
}

#[test]
fn a_total_line_is_compared_with_its_rows() {
    let rows = "unit,period,field,post\nquan-1,2019-03,Đất đai,5\nquan-1,2019-03,Xây dựng,7\n";
    let codes = |line: &str| {
        let told = told(&format!("{rows}{line}\n"));
        told.into_iter()
            .filter(|t| !t.starts_with("note"))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes("quan-1,2019-03,Tổng,12"), Vec::<String>::new());
    assert_eq!(codes("CỘNG,,,12"), Vec::<String>::new());
    assert_eq!(
        codes("quan-1,2019-03,Tổng,13"),
        ["warning total-differs 4:4"]
    );
    assert_eq!(
        codes("Tổng cộng:,2019-03,,11"),
        ["warning total-differs 4:4"]
    );
    assert_eq!(
        codes("Tổng cộng:,2019-04,,11"),
        Vec::<String>::new(),
        "no rows of that month"
    );
    // Subtotals, then the total of all.
    let text = "stt,unit,period,post\n1,quan-1,2019-03,5\nCộng,,,5\n2,quan-3,2019-03,7\nCộng,,,7\nTổng cộng,,,12\n";
    assert_eq!(told(text), ["note rows-passed-over 1:0"]);
    let top = "unit,period,post\nTổng cộng,,12\nquan-1,2019-03,5\nquan-3,2019-03,7\n";
    assert_eq!(told(top), ["note rows-passed-over 1:0"]);
}

#[test]
fn a_row_wider_than_the_header_is_an_error() {
    assert_eq!(
        told("indicator,unit,period,value\nbuu-chinh,quan-1,2019-03,85,5\n"),
        ["error row-too-wide 2:5"]
    );
    assert_eq!(
        right("indicator,unit,period,value\nbuu-chinh,quan-1,2019-03,85,,\n").len(),
        1
    );
}

#[test]
fn a_column_twice_must_hold_the_same() {
    let head = "unit,period,post,kỳ\n";
    assert_eq!(right(&format!("{head}quan-1,2019-03,1,2019-03\n")).len(), 1);
    let site = table(&format!(
        "{head}quan-1,2019-03,1,2019-04\nquan-3,2019-03,1,2019-04\n"
    ));
    assert_eq!(site.told, ["error column-twice a.csv:1:4"]);
}

#[test]
fn unknown_columns_are_named_once() {
    let site = table("STT,unit,period,post,Ghi chu them\n1,quan-1,2019-03,1,\n");
    assert_eq!(site.told, ["warning unknown-column a.csv:1:5"]);
}

#[test]
fn a_table_without_header_or_keys_is_an_error() {
    assert_eq!(told("a,b\n1,2\n"), ["error no-header 0:0"]);
    assert_eq!(told(""), ["error no-header 0:0"]);
    assert_eq!(
        told("indicator,value\nbuu-chinh,1\n"),
        ["error no-period-column 1:0", "error no-unit-column 1:0"]
    );
    assert_eq!(
        told("indicator,unit,period\nbuu-chinh,quan-1,2019-03\n"),
        ["error no-figures 1:0"]
    );
    assert_eq!(
        told("unit,period,post\nquan-1,2019-03,\"5\n"),
        ["error unclosed-quote 2:3"]
    );
}

#[test]
fn the_nearest_default_wins_key_by_key() {
    let site = read_site(&[
        (
            "data/observations/_defaults.toml",
            "unit = \"quan-1\"\nperiod = \"2019-03\"\nillustrative = true\n",
        ),
        (
            "data/observations/x/_defaults.toml",
            "period = 2019\nillustrative = false\n",
        ),
        ("data/observations/a.csv", "post\n1\n"),
        ("data/observations/x/b.csv", "post\n2\n"),
        ("data/observations/x/y/c.tsv", "unit\tpost\nquan-3\t3\n"),
        (
            "data/observations/d.csv",
            "unit,period,post\nquan-3,2019-04,4\n",
        ),
    ]);
    assert_eq!(
        site.observations,
        [
            "buu-chinh quan-1 2019-03 · 1",
            "buu-chinh quan-1 2019 · 2",
            "buu-chinh quan-3 2019-04 · 4",
            "buu-chinh quan-3 2019 · 3",
        ]
    );
    assert_eq!(site.illustrative, ["a.csv", "d.csv"]);
}

#[test]
fn defaults_may_give_indicator_field_and_columns() {
    let defaults = "indicator = \"dung-han\"\nfield = \"Đất đai\"\n\n[columns]\n\"Đúng hạn\" = \"numerator\"\n\"Đã giải quyết\" = \"denominator\"\n";
    let site = read_site(&[
        (DEFAULTS, defaults),
        (
            TABLE,
            "unit,period,Đúng hẹn,ĐÃ GIẢI QUYẾT\nquan-1,2019-03,1,2\n",
        ),
    ]);
    assert_eq!(site.told, Vec::<String>::new());
    assert_eq!(site.observations, ["dung-han quan-1 2019-03 dat-dai 1/2"]);
}

#[test]
fn wrong_defaults_are_told_once() {
    let defaults = "unit = \"quan-99\"\nperiod = \"2019-13\"\nnumber = \"vi\"\nnumbers = \"fr\"\n[columns]\nx = \"resolved_lte\"\n";
    let site = read_site(&[
        (DEFAULTS, defaults),
        (TABLE, "post\n1\n"),
        ("data/observations/b.csv", "post,x\n2,3\n"),
    ]);
    assert_eq!(
        site.told,
        [
            "error unknown-unit _defaults.toml:1:8",
            "error bad-period _defaults.toml:2:10",
            "error unknown-key _defaults.toml:3:1",
            "error unknown-value _defaults.toml:4:11",
            "warning unused-column _defaults.toml:6:5",
        ]
    );
    let twice = read_site(&[
        (DEFAULTS, "indicator = \"lạ\"\n"),
        (TABLE, "unit,period,value\nquan-1,2019-03,1\n"),
        (
            "data/observations/b.csv",
            "unit,period,value\nquan-3,2019-03,1\n",
        ),
    ]);
    assert_eq!(twice.told, ["error unknown-indicator _defaults.toml:1:13"]);
}

#[test]
fn a_number_alone_is_no_unit_of_elsewhere_among_those_of_others() {
    let of = |names: [&str; 2]| {
        let rows = names.map(|name| format!("\"{name}\",2019-03,1\n"));
        told(&format!("unit,period,post\n{}", rows.concat()))
    };
    for number in ["Phường 7", "P.7", "2. Phường 7"] {
        assert_eq!(
            of(["Phường 12, Quận 3", number]),
            ["error unit-of-others 3:1"],
            "{number}"
        );
    }
    for names in [
        ["Phường 12, Quận 3", "Phường 7, Quận 1"],
        ["Phường 12, Quận 1", "Phường 7"],
        ["Quận 1", "Phường 7"],
        ["Quận 3", "Phường 7"],
        ["Phường 12, Quận 3", "q1-p7"],
    ] {
        assert_eq!(of(names), Vec::<String>::new(), "{names:?}");
    }
}

#[test]
fn subordinates_of_the_default_unit_come_first() {
    let text = "unit,period,post\nPhường 12,2019-03,1\n";
    assert_eq!(told(text), ["error ambiguous-unit 2:1"]);
    let site = read_site(&[(DEFAULTS, "unit = \"Quận 3\"\n"), (TABLE, text)]);
    assert_eq!(site.observations, ["buu-chinh q3-p12 2019-03 · 1"]);
}

#[test]
fn the_other_figures_of_a_file_decide_how_one_is_read() {
    let head = "indicator,unit,period,value\n";
    let text = |other: &str| {
        format!("{head}buu-chinh,quan-1,2019-03,1.234\nbuu-chinh,quan-3,2019-03,{other}\n")
    };
    assert_eq!(
        right(&text("\"5,5\""))[0],
        "buu-chinh quan-1 2019-03 · 1234"
    );
    assert_eq!(right(&text("5.5"))[0], "buu-chinh quan-1 2019-03 · 1.234");
    assert_eq!(told(&text("5")), ["error ambiguous-number 2:4"]);
    let set = read_site(&[(TABLE, &text("5")), (DEFAULTS, "numbers = \"vi\"\n")]);
    assert_eq!(set.observations[0], "buu-chinh quan-1 2019-03 · 1234");
}

#[test]
fn columns_that_are_not_used_decide_where_no_figure_does() {
    let text = |stt: &str, share: &str| {
        format!("stt,unit,period,post,share\n{stt},quan-1,2019-03,1.234,\"{share}\"\n")
    };
    let read = |stt: &str, share: &str| read_site(&[(TABLE, &text(stt, share))]);
    let vietnamese = ["buu-chinh quan-1 2019-03 · 1234"];
    assert_eq!(read("1", "85,5%").observations, vietnamese);
    assert_eq!(read("1.1", "85,5%").observations, vietnamese);
    let english = ["buu-chinh quan-1 2019-03 · 1.234"];
    assert_eq!(read("1", "85.5%").observations, english);
    for share in ["85%", "1.205"] {
        let told = read("1.1", share).told;
        assert!(
            told.contains(&"error ambiguous-number a.csv:2:4".to_owned()),
            "{told:?}"
        );
    }
}

#[test]
fn fields_are_found_by_code_name_and_slug() {
    let listed = Fields(vec![crate::model::Field {
        key: "xd".into(),
        name: "Xây dựng".into(),
    }]);
    let text = "unit,period,field,post\n\
        quan-1,2019-03,xd,1\nquan-3,2019-03,xây dựng,2\ntphcm,2019-03,xay dung,3\n\
        quan-1,2019-03,đất đai,4\nquan-3,2019-03,dat-dai,5\nquan-1,2019-03,An ninh,6\n";
    let site = read_site_with(&[(TABLE, text)], listed, &settings());
    assert_eq!(site.told, Vec::<String>::new());
    assert_eq!(
        site.fields,
        ["xd Xây dựng", "an-ninh An ninh", "dat-dai đất đai"]
    );
    assert_eq!(
        site.observations,
        [
            "buu-chinh tphcm 2019-03 xd 3",
            "buu-chinh quan-1 2019-03 xd 1",
            "buu-chinh quan-1 2019-03 an-ninh 6",
            "buu-chinh quan-1 2019-03 dat-dai 4",
            "buu-chinh quan-3 2019-03 xd 2",
            "buu-chinh quan-3 2019-03 dat-dai 5",
        ]
    );
    let clash = "unit,period,field,post\nquan-1,2019-03,Đất đai,1\nquan-3,2019-03,Đất đại,2\n";
    assert_eq!(told(clash), ["error fields-with-one-key 3:3"]);
}

#[test]
fn headings_name_no_fields() {
    let text =
        "unit,period,field,post\n,,Khối quận,\nquan-1,2019-03,Đất đai,1\n,,Người lập biểu,\n";
    let site = table(text);
    assert_eq!(site.fields, ["dat-dai Đất đai"]);
    assert_eq!(site.observations.len(), 1);
}

#[test]
fn a_figure_given_twice_names_both_places() {
    let rows = "unit,period,post\nquan-1,2019-03,5\n";
    let other = "data/observations/b.csv";
    let equal = read_site(&[(TABLE, rows), (other, rows)]);
    assert_eq!(equal.told, ["warning same-file b.csv:0:0"]);
    assert_eq!(equal.observations.len(), 1);
    let unequal = read_site(&[(TABLE, rows), (other, "unit,period,post\nQ1,T3/2019,6\n")]);
    assert_eq!(unequal.told, ["error duplicate-figure b.csv:2:0"]);
    assert_eq!(
        unequal.diagnostics.iter().next().unwrap().related,
        [Place::line(FileId(0), 2)]
    );
    let gap = read_site(&[
        (TABLE, rows),
        (other, "unit,period,post\nquan-1,2019-03,-\n"),
    ]);
    assert_eq!(gap.told, Vec::<String>::new());
    assert_eq!(gap.observations.len(), 2);
}

#[test]
fn periods_are_compared_with_the_campaign_once_a_file() {
    let text = "unit,period,post\n\
        quan-1,2019-02,1\nquan-3,2019-02,1\nquan-1,2019-Q1,1\nquan-1,2019-10,1\nquan-1,2019-12,1\n";
    assert_eq!(
        told(text),
        [
            "warning period-outside 2:2",
            "note period-overlaps 4:2",
            "warning future-period 5:2",
            "warning future-period 6:2",
            "note period-overlaps 6:2",
        ]
    );
}

#[test]
fn a_unit_has_no_figures_outside_its_days() {
    let day = jiff::civil::date;
    let mut all: Vec<_> = city().iter().map(|(_, unit)| unit.clone()).collect();
    all[1].valid_from = Some(day(2019, 5, 15));
    all[2].valid_to = Some(day(2019, 5, 15));
    let units = Units::new(all);
    let lookup = UnitLookup::new(&units);
    let (settings, indicators) = (settings(), indicators());
    let shared = Shared::new(
        &settings,
        &lookup,
        &indicators,
        &Fields::default(),
        day(2020, 1, 1),
    );
    let defaults = Defaults {
        unit: None,
        period: None,
        texts: FxHashMap::default(),
        numbers: None,
        illustrative: false,
        names: shared.columns.names.clone(),
        form: crate::reading::table_form::TableForm::default(),
        file: None,
    };
    let text = "unit,period,post\nquan-1,2019-04,1\nquan-1,2019-05,1\nquan-3,2019-05,1\nquan-3,2019-06,1\n";
    let mut sources = Sources::default();
    let file = sources.add(SourceFile {
        path: TABLE.into(),
        on_disk: TABLE.into(),
    });
    let tables = [(file, TableSource::from(text))];
    let (_, read) = read_tables(&tables, &sources, &defaults, &shared)
        .pop()
        .unwrap();
    let told: Vec<_> = read
        .diagnostics
        .iter()
        .map(|d| (d.code.as_str(), d.help, d.place.unwrap().line))
        .collect();
    assert_eq!(
        told,
        [
            ("unit-not-valid", Some("before"), 2),
            ("unit-not-valid", Some("after"), 5)
        ]
    );
    assert_eq!(read.observations.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// How rows are shuffled and split over files does not matter.
    #[test]
    fn rows_may_stand_in_any_order_and_file(
        rows in proptest::collection::vec((0..5usize, 1..13u8, 0..3usize, 0..50u32), 1..30),
        order in any::<u64>(),
        parts in 1..4usize,
    ) {
        const HEAD: &str = "unit,period,field,post\n";
        let units = ["tphcm", "Quận 1", "Q.3", "q1-p12", "P.12, Q.3"];
        let fields = ["", "Đất đai", "xây dựng"];
        let mut lines: Vec<String> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for (unit, month, field, post) in rows {
            if seen.insert((unit, month, field)) {
                lines.push(format!("\"{}\",2019-{month:02},{},{post}\n", units[unit], fields[field]));
            }
        }
        let whole = table(&format!("{HEAD}{}", lines.concat())).observations;
        let count = lines.len();
        let mut shuffled = lines.clone();
        shuffled.rotate_left((order % count as u64) as usize);
        if order % 2 == 0 {
            shuffled.reverse();
        }
        let paths = [TABLE, "data/observations/b.csv", "data/observations/x/y/c.csv"];
        let files: Vec<(&str, String)> = shuffled
            .chunks(count.div_ceil(parts))
            .zip(paths)
            .map(|(chunk, path)| (path, format!("{HEAD}{}", chunk.concat())))
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
        prop_assert_eq!(read_site(&files).observations, whole);
    }

    #[test]
    fn no_text_panics(
        text in "(unit|period|post|indicator|value|numerator|field|Tổng|quan-1|2019-03|dung-han|[0-9.%-]{1,4}|[,;\n\"]|\\PC){0,40}",
        defaults in "(unit|period|numbers|illustrative|columns|=|\"|\\[|\\]|quan-1|2019|\n|\\PC){0,12}",
    ) {
        let head = "unit,period,post,resolved_early\n";
        let _ = read_site(&[(TABLE, &text), ("data/observations/b.csv", &format!("{head}{text}")), (DEFAULTS, &defaults)]);
    }
}

#[test]
fn columns_are_the_sums_that_the_form_prints() {
    let form = "unit,period,post,post_new,post_old\nA,B,(1)=(2)+(3),(2),(3)\n";
    let told = |rows: &str| {
        let told = told(&format!("{form}{rows}"));
        let told = told.into_iter().filter(|told| !told.starts_with("note"));
        told.filter(|told| !told.contains("unknown-column"))
            .collect::<Vec<_>>()
    };
    assert_eq!(told("quan-1,2019-03,12,5,7\n"), Vec::<String>::new());
    assert_eq!(
        told("quan-1,2019-03,12,5,7\nquan-3,2019-03,13,5,7\n"),
        ["warning column-sum-differs 4:3"]
    );
    // Where one of them is no figure there is nothing to compare.
    assert_eq!(told("quan-1,2019-03,12,5,-\n"), Vec::<String>::new());
}

#[test]
fn tables_that_give_the_same_figures_are_told_as_a_whole() {
    let rows = "unit,period,post\nquan-1,2019-03,5\nquan-3,2019-03,6\n";
    let again = "period,unit,post\nT3/2019,Quận 3,6\nT3/2019,Quận 1,5\n";
    let other = "data/observations/b.csv";
    assert_eq!(
        read_site(&[(TABLE, rows), (other, again)]).told,
        ["warning same-rows b.csv:0:0"]
    );
    let part = "unit,period,post\nquan-1,2019-03,5\nquan-3,2019-03,6\nquan-1,2019-04,7\n";
    assert_eq!(
        read_site(&[(TABLE, part), (other, again)]).told,
        ["warning same-rows b.csv:0:0"]
    );
    // Neither holds all of the other.
    let apart = "unit,period,post\nquan-1,2019-03,5\nquan-3,2019-03,6\nquan-3,2019-04,8\n";
    assert_eq!(
        read_site(&[(TABLE, part), (other, apart)]).told,
        [
            "warning repeated-figure b.csv:2:0",
            "warning repeated-figure b.csv:3:0"
        ]
    );
}

#[test]
fn small_reports_of_different_units_may_be_the_same() {
    let defaults = |unit: &str| format!("unit = \"{unit}\"\n");
    let (one, other) = (defaults("quan-1"), defaults("quan-3"));
    let told = |rows: &str| {
        read_site(&[
            ("data/observations/1/_defaults.toml", &one),
            ("data/observations/1/a.csv", rows),
            ("data/observations/3/_defaults.toml", &other),
            ("data/observations/3/a.csv", rows),
        ])
        .told
    };
    assert_eq!(
        told("period,post\n2019-03,không phát sinh\n"),
        Vec::<String>::new()
    );
    assert_eq!(
        told("period,post\n2019-03,5\n2019-04,0\n"),
        Vec::<String>::new()
    );
    assert_eq!(
        told("period,post\n2019-03,51\n2019-04,47\n2019-05,63\n"),
        ["warning same-file a.csv:0:0"]
    );
}
