//! The archive as readers find it.

use super::coverage::initiatives_registered;
use crate::figures::testing::{Computed, site};
use crate::model::{InitiativeId, Stage};
use crate::site::testing::in_context;

/// Three districts with wards, and what they did.
fn made() -> Computed {
    let units = "city, a<city kind:district name:Quận_1, b<city kind:district name:Quận_2, \
                 a1<a kind:ward name:Phường_1, b1<b kind:ward name:Phường_1";
    site(units)
        .indicator("kind = \"ratio\"; target = \"> 90\"")
        .rows("a 2019-01 9/10")
        .initiative("moi a 2019-05 x by:b@2019-08,b1 field:thue")
        .initiative("cu a1 2018-03-02 - field:dat")
        .initiative("giua a 2019-01 x field:thue stopped")
        .made()
}

#[test]
fn there_is_a_list_for_everything_that_initiatives_have_in_common() {
    let made = made();
    let mut paths = in_context(&made, |context| context.paths_in("sang-kien/"));
    paths.sort();
    assert_eq!(
        paths,
        [
            "sang-kien/chi-tieu/x.html",
            "sang-kien/cu.html",
            "sang-kien/don-vi/a.html",
            "sang-kien/don-vi/a1.html",
            "sang-kien/don-vi/b.html",
            "sang-kien/don-vi/b1.html",
            "sang-kien/don-vi/index.html",
            "sang-kien/giai-doan/da-dung.html",
            "sang-kien/giai-doan/dang-ap-dung.html",
            "sang-kien/giua.html",
            "sang-kien/hinh-thuc/sang-kien.html",
            "sang-kien/index.html",
            "sang-kien/kiem-chung/tu-bao-cao.html",
            "sang-kien/linh-vuc/dat.html",
            "sang-kien/linh-vuc/thue.html",
            "sang-kien/moi.html",
        ]
    );
}

#[test]
fn a_list_has_its_own_the_latest_first() {
    let made = made();
    in_context(&made, |context| {
        let order = |path: &str| {
            let page = context.text_of(path);
            let at = |code: &str| page.find(&format!("sang-kien/{code}.html\">T</a>"));
            [at("moi"), at("giua"), at("cu")]
        };
        let [new, middle, old] = order("sang-kien/index.html");
        assert!(new < middle && middle < old && new.is_some());
        let [new, middle, old] = order("sang-kien/linh-vuc/thue.html");
        assert!(new < middle && new.is_some() && old.is_none());
        let stopped = order("sang-kien/giai-doan/da-dung.html");
        assert_eq!(stopped.map(|at| at.is_some()), [false, true, false]);
        let adopted = order("sang-kien/don-vi/b.html");
        assert_eq!(adopted.map(|at| at.is_some()), [true, false, false]);
    });
}

#[test]
fn lists_are_named_with_their_counts() {
    let made = made();
    in_context(&made, |context| {
        let page = context.text_of("sang-kien/index.html");
        let option = |list: &str, name: &str, count: usize| {
            format!(
                "<a href=\"../sang-kien/{list}.html\">{name}</a> <span class=\"count\">{count}</span>"
            )
        };
        for (list, name, count) in [
            ("linh-vuc/thue", "thue", 2),
            ("giai-doan/dang-ap-dung", "đang áp dụng", 2),
            ("giai-doan/da-dung", "đã dừng", 1),
            ("chi-tieu/x", "x", 2),
            ("hinh-thuc/sang-kien", "sáng kiến", 3),
        ] {
            let option = option(list, name, count);
            assert!(page.contains(&option), "{option} in {page}");
        }
        assert!(page.contains("<h1>3 sáng kiến, giải pháp, cách làm hay</h1>"));
        let units = context.text_of("sang-kien/don-vi/index.html");
        assert!(
            units.contains(">Phường 1, Quận 2</a> <span class=\"sub\">0 của đơn vị, 1 đã áp dụng<")
        );
    });
}

#[test]
fn a_campaign_without_initiatives_has_no_archive() {
    let made = site("a, b")
        .indicator("kind = \"ratio\"")
        .rows("a 2019-01 9/10")
        .made();
    in_context(&made, |context| {
        assert_eq!(context.paths_in("sang-kien"), Vec::<String>::new());
        assert_eq!(context.paths_in("du-lieu/sang-kien"), Vec::<String>::new());
        assert!(!context.text_of("index.html").contains("sang-kien"));
    });
}

#[test]
fn pages_do_not_grow_with_initiatives_and_units() {
    let many = |count: usize| {
        let units: Vec<String> = (0..count).map(|i| format!("u{i}<city kind:ward")).collect();
        let mut made = site(&format!("city, {}", units.join(", ")))
            .indicator("kind = \"ratio\"")
            .rows("u0 2019-01 9/10");
        for i in 0..count {
            made = made.initiative(&format!("i{i} u{i} 2019-05 x"));
        }
        let made = made.made();
        in_context(&made, |context| {
            let lists = context.texts(|path| {
                path.starts_with("sang-kien/") && !path.starts_with("sang-kien/i")
                    || path == "sang-kien/index.html"
            });
            let largest = |of_units: bool| {
                let of = lists.iter().filter(|(path, _)| (path == UNITS) == of_units);
                of.map(|(_, text)| text.len()).max().unwrap_or_default()
            };
            (lists.len(), largest(false), largest(true))
        })
    };
    const UNITS: &str = "sang-kien/don-vi/index.html";
    let ((few, small, _), (more, large, units)) = (many(60), many(600));
    assert!(more > 8 * few && more < 12 * few, "{few} and {more} pages");
    // Digits of counts and gaps of the pager may differ; what is cut at 500 rows was not yet reached by the few.
    assert!(large < 2 * small, "{small} and {large} bytes");
    assert!(units < 80_000, "{units} bytes");
}

#[test]
fn coverage_counts_units_that_owe_one_by_what_they_began() {
    let mut made = made();
    made.campaign.settings.initiatives_owed_by = vec!["district".into(), "ward".into()];
    in_context(&made, |context| {
        let count =
            initiatives_registered(&context.facts, &context.archive).expect("units owe one");
        assert_eq!((count.registered, count.expected), (2, 4));
        let page = context.text_of("sang-kien/index.html");
        assert!(page.contains("2 / 4 đơn vị đã đăng ký sáng kiến"), "{page}");
        // Who only took something up has registered nothing.
        let missing = "<a href=\"../don-vi/b.html\">Quận 2</a>";
        assert!(page.contains(missing), "{page}");
        let coverage = &page[page.find("id=\"do_phu\"").expect("the table")..];
        assert!(!coverage.contains("don-vi/a.html"), "{coverage}");
        let above = context.text_of("don-vi/b.html");
        assert!(
            above.contains("0 / 1 đơn vị trực thuộc đã đăng ký sáng kiến"),
            "{above}"
        );
        assert!(above.contains("Đơn vị chưa đăng ký sáng kiến nào."));
        assert!(
            !context
                .text_of("don-vi/a.html")
                .contains("Đơn vị chưa đăng ký")
        );
    });
}

#[test]
fn units_out_of_the_campaigns_days_owe_nothing() {
    let mut made = site("a, b to:2018-12-31, c from:2020-01-01, d from:2019-06-01")
        .initiative("m a 2019 -")
        .made();
    made.campaign.settings.initiatives_owed_by = vec!["unit".into()];
    in_context(&made, |context| {
        let count =
            initiatives_registered(&context.facts, &context.archive).expect("units owe one");
        assert_eq!((count.registered, count.expected), (1, 2));
    });
}

#[test]
fn invented_initiatives_are_marked_on_every_list_that_has_them() {
    let mut made = made();
    made.campaign.initiatives.0[0].illustrative = true;
    in_context(&made, |context| {
        let noindex = "<meta name=\"robots\" content=\"noindex\">";
        for (path, marked) in [
            ("sang-kien/index.html", true),
            ("sang-kien/linh-vuc/thue.html", true),
            ("sang-kien/don-vi/b.html", true),
            ("sang-kien/moi.html", true),
            ("don-vi/a.html", true),
            ("chi-tieu/x.html", true),
            ("index.html", true),
            ("sang-kien/linh-vuc/dat.html", false),
            ("sang-kien/cu.html", false),
            ("don-vi/a1.html", false),
        ] {
            let page = context.text_of(path);
            assert_eq!(page.contains(noindex), marked, "{path}");
            if marked && path != "sang-kien/moi.html" {
                assert!(
                    page.contains("<span class=\"tag\">minh họa</span>"),
                    "{path}"
                );
            }
        }
        assert!(
            context
                .text_of("sang-kien/moi.html")
                .contains("Đây là sáng kiến minh họa")
        );
    });
}

#[test]
fn unit_and_indicator_pages_lead_to_initiatives_and_back() {
    let made = made();
    in_context(&made, |context| {
        let page = context.text_of("sang-kien/moi.html");
        for link in [
            "../don-vi/a.html",
            "../don-vi/b1.html",
            "../chi-tieu/x.html",
        ] {
            assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
        }
        for path in [
            "don-vi/a.html",
            "don-vi/b.html",
            "don-vi/b1.html",
            "chi-tieu/x.html",
        ] {
            let page = context.text_of(path);
            assert!(page.contains("href=\"../sang-kien/moi.html\""), "{path}");
        }
        let stopped = context
            .facts
            .campaign
            .initiatives
            .get(InitiativeId(1))
            .stage;
        assert_eq!(stopped, Stage::Stopped);
    });
}

#[test]
fn what_a_page_has_no_room_for_is_counted_and_a_link_away() {
    for (count, of_unit, of_indicator) in [
        (3, false, false),
        (4, true, false),
        (5, true, false),
        (6, true, true),
    ] {
        let site = site("a")
            .indicator("kind = \"ratio\"")
            .rows("a 2019-01 9/10");
        let made = (0..count)
            .fold(site, |site, at| {
                site.initiative(&format!("m{at} a 2019-05 x"))
            })
            .made();
        in_context(&made, |context| {
            let all = format!("Xem cả {count} sáng kiến");
            for (path, told) in [
                ("don-vi/a.html", of_unit),
                ("chi-tieu/x.html", of_indicator),
            ] {
                let page = context.text_of(path);
                assert_eq!(page.contains(&all), told, "{path} {count}");
            }
        });
    }
    for (count, is_told) in [(200, false), (201, true)] {
        let units: Vec<String> = (0..count).map(|unit| format!("u{unit}")).collect();
        let units = units.join(",");
        let made = site(&format!("a,{units}"))
            .initiative(&format!("m a 2019-05 - by:{units}"))
            .made();
        in_context(&made, |context| {
            let page = context.text_of("sang-kien/m.html");
            let more = "Còn 1 đơn vị khác trong tệp số liệu";
            assert_eq!(page.contains(more), is_told, "{count}");
        });
    }
}
