//! The sentences about a unit, case by case.

use crate::figures::testing::{Computed, Site, site};
use crate::model::IndicatorId;
use crate::site::testing::in_context;
use proptest::prelude::*;
use std::fmt::Write as _;

const TARGET: &str = "kind = \"ratio\"; target = \"> 90\"";
const FIELDS: &str = "kind = \"ratio\"; target = \"> 90\"; scope = \"every-field\"";

/// The words about a unit, with links as `[words](address)` and plain spaces.
fn told(made: &Computed, unit: &str) -> String {
    let with: Vec<IndicatorId> = made.campaign.indicators.iter().map(|(id, _)| id).collect();
    let html = in_context(made, |context| {
        super::summary(
            &context.facts,
            &context.wording,
            made.unit(unit),
            &with,
            "../",
        )
    });
    let html = html.map_or(String::new(), |html| html.as_str().to_owned());
    let text = html.replace("<a href=\"", "[").replace("\">", "|");
    text.replace("</a>", "]").replace('\u{a0}', " ")
}

#[test]
fn where_every_field_meets_the_target_none_holds_the_unit_back() {
    let rows = "a 2019-01 dat 95/100\na 2019-01 nha 97/100";
    let made = site("a").indicator(FIELDS).rows(rows).made();
    let sentences = in_context(&made, |context| {
        let (facts, wording) = (&context.facts, &context.wording);
        super::held_back::held_back(facts, wording, IndicatorId(0), made.unit("a"), true).len()
    });
    assert_eq!(sentences, 0);
}

fn two(keys: &str, rows: &str) -> Site {
    site("a name:Quận_3, b name:Quận_4")
        .indicator(keys)
        .rows(rows)
}

/// What is said of the change, of figures of January and February of two units.
fn change(keys: &str, january: &str, february: &str) -> String {
    let rows = format!("a 2019-01 {january}\nb 2019-01 1/2\na 2019-02 {february}\nb 2019-02 1/2");
    let text = told(&two(keys, &rows).made(), "a");
    let from = text.find(". x").map_or(0, |at| at + 2);
    text[from..].to_owned()
}

#[test]
fn a_unit_without_figures_has_none() {
    let made = two(TARGET, "b 2019-01 1/2").made();
    assert_eq!(told(&made, "a"), "Chưa có số liệu nào của Quận 3.");
    assert_eq!(told(&site("a").made(), "a"), "");
}

#[test]
fn a_place_is_told_with_those_who_share_it() {
    let rows = "a 2019-01 95/100\nb 2019-01 95/100\nc 2019-01 97/100\nd 2019-01 91/100";
    let made = site("a, b, c, d").indicator(TARGET).rows(rows).made();
    let text = told(&made, "a");
    assert!(
        text.starts_with("Unit a xếp hạng 2/4 trong khối ([../xep-hang.html#"),
        "{text}"
    );
    assert!(told(&made, "a").contains("về chỉ tiêu “x”, đồng hạng với 1 đơn vị khác."));
    assert!(
        told(&made, "c").starts_with("Unit c đứng đầu 4 đơn vị"),
        "{}",
        told(&made, "c")
    );
    assert!(told(&made, "d").starts_with("Unit d xếp hạng 4/4 trong khối"));
    let keys = format!("{TARGET}; weight = 1");
    let made = site("a, b, c, d").indicator(&keys).rows(rows).made();
    let text = told(&made, "a");
    assert!(
        text.starts_with("Cả 4 đơn vị được xếp hạng trong khối")
            && text.contains("về điểm tổng hợp."),
        "{text}"
    );
}

#[test]
fn why_there_is_no_place_is_told_and_nothing_of_who_is_alone() {
    let keys = format!("{TARGET}; weight = 1; min_sample = 30");
    let made = two(&keys, "a 2019-01 1/2\nb 2019-01 90/100").made();
    let text = told(&made, "a");
    assert!(
        text.starts_with("Quận 3 chưa có hạng tổng hợp trong khối ("),
        "{text}"
    );
    assert!(
        text.contains("): thiếu số liệu của một chỉ tiêu."),
        "{text}"
    );
    // Nobody in the block has a place: there is no table to go to.
    let made = two(&keys, "a 2019-01 1/2\nb 2019-01 1/2").made();
    assert!(!told(&made, "a").contains("xep-hang.html"));
    let made = site("a").indicator(&keys).rows("a 2019-01 90/100").made();
    assert_eq!(
        told(&made, "a"),
        "x: 90,0% trong tháng 1/2019, chưa có kỳ trước để so sánh."
    );
}

#[test]
fn the_change_is_told_as_it_is() {
    assert_eq!(
        change(TARGET, "80/100", "85/100"),
        "x tăng từ 80,0% (tháng 1/2019) lên 85,0% (tháng 2/2019)."
    );
    assert_eq!(
        change(TARGET, "85/100", "80/100"),
        "x giảm từ 85,0% (tháng 1/2019) xuống 80,0% (tháng 2/2019)."
    );
    assert_eq!(
        change(TARGET, "80/100", "8/10"),
        "x giữ nguyên 80,0% trong tháng 1/2019 và tháng 2/2019."
    );
    // What is the same as shown is no change to tell of, and yet not said to be the same.
    assert_eq!(
        change(TARGET, "8000/10000", "8001/10000"),
        "x hầu như không đổi: 80,00% trong tháng 1/2019, 80,01% trong tháng 2/2019."
    );
    assert_eq!(
        change("kind = \"ratio\"; target = \"< 10\"", "12/100", "11/100"),
        "x giảm từ 12,0% (tháng 1/2019) xuống 11,0% (tháng 2/2019), càng thấp càng tốt."
    );
}

#[test]
fn what_cannot_be_compared_is_not() {
    assert_eq!(
        change(&format!("{TARGET}; min_sample = 30"), "8/10", "80/100"),
        "x: 80,0% trong tháng 2/2019, 80,0% trong tháng 1/2019; mẫu quá nhỏ để so sánh hai kỳ."
    );
    assert_eq!(
        change(&format!("{TARGET}; sampled = true"), "80/100", "85/100"),
        "x tăng từ 80,0% (tháng 1/2019) lên 85,0% (tháng 2/2019), nhưng chênh lệch này có thể do sai số khảo sát."
    );
    assert!(
        !change(&format!("{TARGET}; sampled = true"), "100/1000", "850/1000").contains("sai số")
    );
    assert_eq!(
        change(TARGET, "0/0", "80/100"),
        "x: 80,0% trong tháng 2/2019; tháng 1/2019 không phát sinh nên chưa so sánh được."
    );
    // The last period is not there: that is said first of all.
    assert_eq!(
        change(TARGET, "80/100", "0/0"),
        "x: 80,0% trong tháng 1/2019, chưa có kỳ trước để so sánh; tháng 2/2019 không phát sinh."
    );
    assert_eq!(
        change(TARGET, "80/100", "-"),
        "x: 80,0% trong tháng 1/2019, chưa có kỳ trước để so sánh; tháng 2/2019 chưa có số liệu."
    );
}

#[test]
fn figures_of_different_reporters_are_never_set_in_a_direction() {
    let keys = format!("{TARGET}; reporters = [\"w\"]");
    let made = site("a kind:d, w<a kind:w, v<a kind:w").indicator(&keys);
    let rows = "w 2019-01 1/2\nv 2019-01 1/2\nw 2019-02 2/3";
    let text = told(&made.rows(rows).made(), "a");
    assert!(
        text.ends_with(
            "x: 66,7% trong tháng 2/2019 (1/2 đơn vị đã báo cáo), 50,0% trong tháng 1/2019; \
             chưa đủ đơn vị báo cáo để so sánh hai kỳ."
        ),
        "{text}"
    );
}

#[test]
fn the_weakest_field_holds_back_and_equals_are_all_named() {
    let rows = "a 2019-01 thue 80/100\na 2019-01 dat 85/100\na 2019-01 ho 99/100";
    let text = told(&two(FIELDS, rows).made(), "a");
    assert!(
        text.ends_with("Vướng nhất là lĩnh vực thue (lũy kế 80,0%)."),
        "{text}"
    );
    let rows = "a 2019-01 thue 80/100\na 2019-01 dat 80/100\na 2019-01 ho 99/100";
    let text = told(&two(FIELDS, rows).made(), "a");
    assert!(
        text.contains("dat") && text.contains("thue (lũy kế 80,0%)."),
        "{text}"
    );
    // Overall alone counts, and the fields still say where it lies.
    let rows = "a 2019-01 thue 80/100\na 2019-01 dat 85/100";
    let text = told(&two(TARGET, rows).made(), "a");
    assert!(
        text.ends_with("Vướng nhất là lĩnh vực thue (lũy kế 80,0%)."),
        "{text}"
    );
    // One field is no weakest.
    let text = told(&two(TARGET, "a 2019-01 thue 80/100").made(), "a");
    assert!(!text.contains("lĩnh vực"), "{text}");
}

#[test]
fn where_all_is_met_the_field_closest_to_the_target_is_told() {
    let rows = "a 2019-01 thue 95/100\na 2019-01 dat 92/100";
    let text = told(&two(FIELDS, rows).made(), "a");
    assert!(
        text.ends_with(
            "Ở chỉ tiêu “x”, sát mục tiêu nhất là lĩnh vực dat (lũy kế 92,0%; mục tiêu trên 90%)."
        ),
        "{text}"
    );
    let rows = "a 2019-01 thue 95/100\na 2019-01 dat 95/100";
    assert!(!told(&two(FIELDS, rows).made(), "a").contains("sát mục tiêu"));
    let keys = "kind = \"ratio\"; target = \"< 10\"; scope = \"every-field\"";
    let rows = "a 2019-01 thue 5/100\na 2019-01 dat 9/100";
    let text = told(&two(keys, rows).made(), "a");
    assert!(
        text.contains("sát mục tiêu nhất là lĩnh vực dat (lũy kế 9,0%; mục tiêu dưới 10%)"),
        "{text}"
    );
}

#[test]
fn a_practice_of_a_like_unit_with_better_figures_is_named() {
    let rows =
        "a 2019-01 thue 80/100\na 2019-01 dat 85/100\nb 2019-01 thue 95/100\nb 2019-01 dat 99/100";
    let made = two(FIELDS, rows).initiative("m b 2019 x field:thue");
    let text = told(&made.made(), "a");
    assert!(
        text.ends_with(
            "Vướng nhất là lĩnh vực thue (lũy kế 80,0%); đáng tham khảo là [../sang-kien/m.html|T] của Quận 4, \
             đơn vị cùng khối có kết quả tốt hơn ở lĩnh vực này (lũy kế 95,0%)."
        ),
        "{text}"
    );
    let made = two(FIELDS, rows).initiative("m b 2019 x field:dat");
    let text = told(&made.made(), "a");
    assert!(
        text.contains("Vướng nhất là lĩnh vực thue (lũy kế 80,0%). Về lĩnh vực dat (lũy kế 85,0%)"),
        "{text}"
    );
    let made = two(TARGET, "a 2019-01 80/100\nb 2019-01 85/100").initiative("m b 2019 x");
    let text = told(&made.made(), "a");
    assert!(
        text.ends_with("Ở chỉ tiêu này (lũy kế 80,0%), đáng tham khảo là [../sang-kien/m.html|T] của Quận 4, đơn vị cùng khối có kết quả tốt hơn (lũy kế 85,0%)."),
        "{text}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever the figures: no key or placeholder is left over, a direction is that of the exact figures, and only
    /// where both months are whole.
    #[test]
    fn no_sentence_is_wrong(
        figures in prop::collection::vec((0..4_u8, 0..=100_i64, 1..=100_i64), 6), form in 0..5_usize, fields: bool,
    ) {
        let target = ["> 90", ">= 50", "< 10", "<= 50", "30..40"][form];
        let scope = if fields { "; scope = \"every-field\"" } else { "" };
        let keys = format!("kind = \"ratio\"; target = \"{target}\"{scope}; min_sample = 5");
        let mut rows = String::new();
        let mut last: [Option<(i64, i64)>; 2] = [None, None];
        for (i, (kind, n, d)) in figures.iter().enumerate() {
            let (unit, month) = (["a", "b", "c"][i % 3], i / 3 + 1);
            let figure = match kind {
                0 => "-".to_owned(),
                1 => "none".to_owned(),
                _ => format!("{}/{d}", n.min(d)),
            };
            if i % 3 == 0 && *kind > 1 {
                last[i / 3] = Some((*n.min(d), *d));
            }
            let field = if fields { " thue" } else { "" };
            let _ = writeln!(rows, "{unit} 2019-{month:02}{field} {figure}");
        }
        let made = site("a, b, c").indicator(&keys).rows(&rows).initiative("m b 2019 x field:thue").made();
        for unit in ["a", "b", "c"] {
            let text = told(&made, unit);
            prop_assert!(!text.contains('{') && !text.contains("told.") && !text.contains('\u{1}'), "{}", text);
            prop_assert!(text.is_empty() || text.ends_with('.'), "{}", text);
        }
        let text = told(&made, "a");
        if let [Some((n, d)), Some((m, e))] = last {
            let enough = d >= 5 && e >= 5;
            // Of so small a change no direction is told: by less than a tenth of a point.
            let steady = text.contains("x hầu như không đổi");
            prop_assert!(!steady || 1000 * (m * d - n * e).abs() < d * e, "{}", &text);
            let moved = enough && !steady;
            prop_assert_eq!(text.contains("x tăng từ"), moved && m * d > n * e, "{}", &text);
            prop_assert_eq!(text.contains("x giảm từ"), moved && m * d < n * e, "{}", &text);
        } else {
            prop_assert!(!text.contains("tăng từ") && !text.contains("giảm từ"), "{}", text);
        }
    }
}

#[test]
fn what_falls_short_without_a_latest_period_is_told_as_its_page_shows_it() {
    // One of three gave a figure: there is no latest period, and the page shows the cumulative figures.
    let keys = format!("{FIELDS}; headline = \"latest\"; reporters = [\"d\"]");
    let rows = "a 2019-01 dat 80/100\na 2019-01 xay 60/100";
    let made = site("a kind:d, b kind:d, c kind:d").indicator(&keys);
    let text = told(&made.rows(rows).made(), "a");
    assert!(
        text.ends_with("Vướng nhất là lĩnh vực xay (lũy kế 60,0%)."),
        "{text}"
    );
}
