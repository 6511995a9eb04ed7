use super::{MOST_ROWS, chunks};
use crate::figures::BlockId;
use crate::figures::testing::{Computed, site};
use crate::site::Context;
use crate::site::submission::submission_row;
use crate::site::testing::in_context;
use rustc_hash::{FxHashMap, FxHashSet};

/// The lists, each by the page at which it begins and the folder of the others.
const LISTS: [(&str, &str); 4] = [
    ("don-vi/index.html", "don-vi/"),
    ("xep-hang.html", "xep-hang/"),
    ("chi-tieu/x.html", "chi-tieu/x/"),
    (
        "du-lieu/tinh-hinh-bao-cao.html",
        "du-lieu/tinh-hinh-bao-cao/",
    ),
];

/// A campaign of these units, each of those named `u…` with a figure of its own.
fn made(units: &str) -> Computed {
    let reporting = units.split(',').filter(|unit| unit.starts_with('u'));
    let code = |unit: &str| unit.split(['<', ' ']).next().unwrap_or_default().to_owned();
    let row = |(at, unit): (usize, &str)| format!("{} 2019-01 {}/1000\n", code(unit), at % 900);
    let rows: String = reporting.enumerate().map(row).collect();
    site(units)
        .indicator("kind = \"ratio\"; target = \"> 90\"; reporters = [\"u\"]")
        .rows(&rows)
        .made()
}

/// The paths of a list's pages, with the paths to which each leads.
fn pages(
    context: &Context<'_>,
    (top, folder): (&str, &str),
) -> FxHashMap<String, FxHashSet<String>> {
    let is_further = |path: &str| {
        let rest = path.strip_prefix(folder);
        rest.is_some_and(|rest| rest.ends_with(".html") && rest.contains('/'))
    };
    let texts = context.texts(|path| path == top || is_further(path));
    let links = |path: &str, text: &str| {
        let root = "../".repeat(path.matches('/').count());
        let links = text.split("href=\"").skip(1);
        let links = links.filter_map(|link| link.split(['"', '#']).next());
        let links = links.filter_map(|link| link.strip_prefix(&root));
        links.map(str::to_owned).collect()
    };
    let pages = texts.into_iter();
    pages
        .map(|(path, text)| {
            let links = links(&path, &text);
            (path, links)
        })
        .collect()
}

/// From the page at which a list begins every unit can be reached in so many steps.
fn hold_found(units: &str, taps: usize) {
    let made = made(units);
    in_context(&made, |context| {
        for list in LISTS {
            let pages = pages(context, list);
            let mut found: FxHashSet<String> = std::iter::once(list.0.to_owned()).collect();
            for _ in 0..taps {
                let next = found.iter().filter_map(|path| pages.get(path)).flatten();
                let next: Vec<String> = next.cloned().collect();
                found.extend(next);
            }
            for (_, unit) in made.campaign.units.iter() {
                let path = format!("don-vi/{}.html", unit.code);
                let is_listed = unit.code.starts_with('u') || list.1 == "don-vi/";
                assert!(
                    !is_listed || found.contains(&path),
                    "{path} from {}",
                    list.0
                );
            }
            for path in pages.keys() {
                assert!(found.contains(path), "{path} from {}", list.0);
            }
        }
    });
}

#[test]
fn all_is_put_onto_pages_of_about_one_length() {
    let lengths = |all: usize, most: usize| -> Vec<usize> {
        let all: Vec<usize> = (0..all).collect();
        chunks(&all, most).map(<[usize]>::len).collect()
    };
    assert_eq!(lengths(5, 5), [5]);
    assert_eq!(lengths(6, 5), [3, 3]);
    assert_eq!(lengths(11, 5), [4, 4, 3]);
    assert!(lengths(0, 5).is_empty());
    assert_eq!(lengths(2, 0), [1, 1]);
}

#[test]
fn a_list_is_split_past_five_hundred_rows() {
    for (count, is_whole) in [(MOST_ROWS, true), (MOST_ROWS + 1, false)] {
        let units: Vec<String> = (0..count).map(|at| format!("u{at} kind:u")).collect();
        in_context(&made(&units.join(",")), |context| {
            for list in LISTS {
                let pages = pages(context, list);
                assert_eq!(pages.len() == 1, is_whole, "{count} {}", list.0);
            }
        });
    }
}

#[test]
fn units_below_none_go_on_over_pages_in_the_order_of_their_places() {
    let units: Vec<String> = (0..700).map(|at| format!("u{at} kind:u")).collect();
    let units = units.join(",");
    hold_found(&units, 3);
    in_context(&made(&units), |context| {
        let page = context.text_of("chi-tieu/x/khoi/u/trang/2.html");
        assert!(page.contains("<b aria-current=\"page\">351–700</b>"));
        assert!(
            page.contains("chi-tieu/x/khoi/u.html\">1–350</a>"),
            "the page before"
        );
        let first = page
            .find("<td class=\"n\">351</td>")
            .expect("the place 351");
        let last = page
            .find("<td class=\"n\">700</td>")
            .expect("the place 700");
        assert!(first < last);
    });
}

#[test]
fn a_long_block_has_a_page_for_each_unit_above() {
    let mut units = "tp kind:tp".to_owned();
    for district in 0..30 {
        units += &format!(",q{district}<tp kind:q");
        for ward in 0..20 {
            units += &format!(",u{district}-{ward}<q{district} kind:u");
        }
    }
    hold_found(&units, 3);
    in_context(&made(&units), |context| {
        let page = context.text_of("xep-hang/khoi/u/thuoc/q7.html");
        assert_eq!(page.matches("don-vi/u7-").count(), 20);
        assert_eq!(page.matches("<tr class=\"gap\">").count(), 0);
        // The unit's page leads to where it stands.
        let unit = context.text_of("don-vi/u7-3.html");
        assert!(unit.contains("../xep-hang/khoi/u/thuoc/q7.html"), "{unit}");
        let row = submission_row(
            &context.facts,
            context.facts.figures.blocks.get(BlockId(2)).members[0],
        );
        assert_eq!(
            row.as_deref(),
            Some("du-lieu/tinh-hinh-bao-cao/khoi/u/thuoc/q0.html#dv-u0-0")
        );
    });
}

#[test]
fn many_units_above_are_linked_over_several_pages() {
    let mut units = "tp kind:tp".to_owned();
    for district in 0..90 {
        units += &format!(",q{district}<tp kind:q");
        for ward in 0..7 {
            units += &format!(",u{district}-{ward}<q{district} kind:u");
        }
    }
    hold_found(&units, 3);
    in_context(&made(&units), |context| {
        let page = context.text_of("chi-tieu/x/khoi/u.html");
        assert!(
            page.contains("khoi/u/trang/1.html\">Unit q0 – Unit q17</a>"),
            "{page}"
        );
        let range = context.text_of("chi-tieu/x/khoi/u/trang/1.html");
        assert_eq!(range.matches("/thuoc/").count(), 18);
    });
}

#[test]
fn many_blocks_are_linked_over_several_pages() {
    let units: Vec<String> = (0..2000)
        .map(|at| format!("u{at} kind:u group:g{}", at / 2))
        .collect();
    hold_found(&units.join(","), 3);
}

#[test]
fn blocks_whose_names_have_one_slug_have_addresses_of_their_own() {
    let units: Vec<String> = (0..600)
        .map(|at| format!("u{at} kind:u group:{}", ["Khối-A", "Khoi_a", "…"][at % 3]))
        .collect();
    in_context(&made(&units.join(",")), |context| {
        let mut paths = context.paths_in("xep-hang/khoi/");
        paths.sort();
        let names = ["khoi-a-2", "khoi-a", "khoi"];
        assert_eq!(
            paths,
            names.map(|name| format!("xep-hang/khoi/{name}.html"))
        );
    });
}
