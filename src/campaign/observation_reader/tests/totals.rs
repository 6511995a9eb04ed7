//! Rows that are totals: in a unit's place, and lines of their own.

use super::*;

/// What is told of a table below a folder's defaults, without notes and the files' names; and its observations.
fn read_with(defaults: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let site = read_site(&[(TABLE, text), (DEFAULTS, defaults)]);
    let told = site.told.iter().filter(|told| !told.starts_with("note"));
    let told = told.map(|told| told.replace("a.csv:", ""));
    (told.collect(), site.observations)
}

const SKIP: &str = "[rows]\nparents = \"skip\"\n";

#[test]
fn a_superior_s_row_that_is_the_sum_of_its_subordinates_is_no_figure_of_its_own() {
    for text in [
        "unit,period,post\ntphcm,2019-03,12\nquan-1,2019-03,5\nquan-3,2019-03,7\n",
        "unit,period,post\nquan-1,2019-03,5\nquan-3,2019-03,7\ntphcm,2019-03,12\n",
        "unit,period,post\nquan-1,2019-03,5\ntphcm,2019-03,12\nquan-3,2019-03,7\n",
        // Of wards, the units between having no rows.
        "unit,period,post\nq1-p12,2019-03,5\nq3-p12,2019-03,7\ntphcm,2019-03,12\n",
        // Of one field alone.
        "unit,period,field,post\nquan-1,2019-03,x,5\nquan-3,2019-03,x,7\ntphcm,2019-03,x,12\n",
        // Of the fields of each.
        "unit,period,field,post\nquan-1,2019-03,x,5\nquan-3,2019-03,y,7\ntphcm,2019-03,,12\n",
        // Of all units below.
        "unit,period,post\ntphcm,2019-03,24\nquan-1,2019-03,5\nq1-p12,2019-03,10\nq3-p12,2019-03,9\n",
    ] {
        let (told, _) = read_with("", text);
        assert_eq!(told.len(), 1, "{told:?} {text}");
        assert!(told[0].starts_with("error total-in-unit-place"), "{told:?}");
        let (told, observations) = read_with(SKIP, text);
        assert_eq!(told, Vec::<String>::new(), "{text}");
        assert!(
            !observations.iter().any(|o| o.contains("tphcm")),
            "{observations:?}"
        );
        let kept = text.lines().count() - 2;
        assert_eq!(observations.len(), kept, "{observations:?}");
    }
}

#[test]
fn a_superior_s_own_figure_is_no_total() {
    for text in [
        "unit,period,post\ntphcm,2019-03,13\nquan-1,2019-03,5\nquan-3,2019-03,7\n",
        // One subordinate only.
        "unit,period,post\ntphcm,2019-03,5\nquan-1,2019-03,5\n",
        // Nothing arose anywhere.
        "unit,period,post\ntphcm,2019-03,0\nquan-1,2019-03,0\nquan-3,2019-03,0\n",
        // Another month, another field.
        "unit,period,post\ntphcm,2019-04,12\nquan-1,2019-03,5\nquan-3,2019-03,7\n",
        "unit,period,field,post\ntphcm,2019-03,x,12\nquan-1,2019-03,y,5\nquan-3,2019-03,y,7\n",
        // Small numbers that are equal by chance in one month of many.
        "unit,period,post\ntphcm,2019-03,3\nquan-1,2019-03,1\nquan-3,2019-03,2\ntphcm,2019-04,9\nquan-1,2019-04,1\n\
         quan-3,2019-04,2\ntphcm,2019-05,8\nquan-1,2019-05,1\nquan-3,2019-05,2\n",
    ] {
        let (told, observations) = read_with("", text);
        assert_eq!(told, Vec::<String>::new(), "{text}");
        assert_eq!(observations.len(), text.lines().count() - 1);
    }
}

#[test]
fn a_total_in_a_unit_s_place_may_have_a_slip() {
    let text = "unit,period,resolved_early,resolved_on_time,resolved_late,post\n\
        tphcm,2019-03,300,1200,70,1590\n\
        quan-1,2019-03,100,500,30,800\n\
        quan-3,2019-03,200,700,30,790\n";
    let (told, _) = read_with("", text);
    assert_eq!(told, ["error total-in-unit-place 2:1"]);
    let (told, observations) = read_with(SKIP, text);
    assert_eq!(told, ["warning total-differs 2:0"]);
    assert_eq!(observations.len(), 4);
    // Of a superior whose other rows are sums, one that is none is told.
    let rows = "unit,period,post\ntphcm,2019-03,1200\nquan-1,2019-03,500\nquan-3,2019-03,700\n\
        tphcm,2019-04,99\nquan-1,2019-04,500\nquan-3,2019-04,700\n";
    let (told, observations) = read_with(SKIP, rows);
    assert_eq!(told, ["warning parent-row-kept 5:1"]);
    assert_eq!(observations.len(), 5);
}

#[test]
fn what_includes_subordinates_may_be_their_sum() {
    let text = "unit,period,post\ntphcm,2019-03,12\nquan-1,2019-03,5\nquan-3,2019-03,7\n";
    let mut indicators = indicators();
    indicators.0[1].reported = Reporting::Total;
    let site = read_site_of(
        &[(TABLE, text)],
        Fields::default(),
        &settings(),
        &indicators,
    );
    assert_eq!(site.told, Vec::<String>::new());
    assert_eq!(site.observations.len(), 3);
}

#[test]
fn a_total_of_the_units_on_top_is_right() {
    let mut indicators = indicators();
    indicators.0[1].reported = Reporting::Total;
    let text =
        "unit,period,post\nquan-1,2019-03,5\nq1-p12,2019-03,5\nquan-3,2019-03,7\nCộng,2019-03,12\n";
    let site = read_site_of(
        &[(TABLE, text)],
        Fields::default(),
        &settings(),
        &indicators,
    );
    assert_eq!(site.told, ["note rows-passed-over a.csv:1:0"]);
}
