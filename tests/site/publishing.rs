//! What the site offers besides its pages: feeds, the sitemap, data files with their dictionary.

use crate::SiteTest;
use crate::feed::Feed;
use crate::harness::exists;
use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn feeds_the_sitemap_and_the_rows_are_written() {
    SiteTest::from_dir("whole-site")
        .run(["build"])
        .exits(0)
        .writes("atom.xml", "atom.xml")
        .writes("don-vi/quan-3-phuong-12.atom.xml", "phuong-12.atom.xml")
        .writes("sitemap.xml", "sitemap.xml")
        .writes("robots.txt", "robots.txt")
        .writes("du-lieu/quan-sat.csv", "quan-sat.csv");
}

#[test]
fn every_feed_follows_the_rules_of_atom() {
    let test = SiteTest::from_dir("whole-site");
    test.run(["build"]).exits(0);
    let feeds: Vec<(String, Vec<u8>)> = test
        .files("public")
        .into_iter()
        .filter(|(path, _)| path.ends_with("atom.xml"))
        .collect();
    let paths: Vec<&str> = feeds.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "atom.xml",
            "don-vi/quan-1.atom.xml",
            "don-vi/quan-3-phuong-12.atom.xml",
            "don-vi/quan-3.atom.xml",
            "sang-kien/atom.xml",
            "thong-bao/atom.xml"
        ]
    );
    for (path, bytes) in &feeds {
        let feed = Feed::read(bytes);
        let address = format!("https://thidua.example.vn/2019/{path}");
        assert_eq!(feed.own.id, [address.as_str()], "{path}");
        assert_eq!(feed.self_links, [address], "{path}");
        let mut ids = BTreeSet::new();
        for entry in &feed.entries {
            entry.holds_to_the_rules(path);
            assert!(
                ids.insert(entry.id[0].clone()),
                "{path}: {:?} twice",
                entry.id
            );
        }
        assert!(!feed.entries.is_empty(), "{path}");
        feed.own.holds_to_the_rules(path);
    }
}

#[test]
fn without_an_address_there_are_no_feeds_no_sitemap_and_no_share_tags() {
    let test = SiteTest::from_dir("whole-site");
    let settings = std::fs::read_to_string(test.path("data/campaign.toml")).unwrap();
    let without: Vec<&str> = settings
        .lines()
        .filter(|line| !line.starts_with("base_url"))
        .collect();
    test.put("data/campaign.toml", &without.join("\n"));
    test.run(["build"]).exits(0);
    for (path, bytes) in test.files("public") {
        assert!(!path.ends_with(".xml"), "{path}");
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") {
            assert!(
                !text.contains("og:") && !text.contains("atom+xml"),
                "{path}"
            );
        }
        if path == "robots.txt" {
            assert!(!text.contains("Sitemap"), "{text}");
        }
    }
}

#[test]
fn pages_are_shared_with_their_title_and_lead_to_feeds() {
    let test = SiteTest::from_dir("whole-site");
    test.run(["build"]).exits(0);
    let page = page(&test, "thong-bao/ket-qua-quy-i.html");
    let metas = |name: &str| attribute(&page, &format!("meta[property=\"og:{name}\"]"), "content");
    assert_eq!(metas("title"), ["Kết quả quý I & việc cần làm"]);
    assert_eq!(metas("type"), ["article"]);
    assert_eq!(
        metas("url"),
        ["https://thidua.example.vn/2019/thong-bao/ket-qua-quy-i.html"]
    );
    assert_eq!(metas("locale"), ["vi_VN"]);
    assert_eq!(
        attribute(&page, "link[rel=alternate]", "href"),
        ["../atom.xml", "../thong-bao/atom.xml"]
    );
    assert!(
        exists(&test.path("public/ve-trang.html")),
        "the old address of a free page"
    );
    for draft in ["sitemap.xml", "atom.xml"] {
        let text = std::fs::read_to_string(test.path("public").join(draft)).unwrap();
        assert!(!text.contains("nhap"), "{draft}");
    }
}

#[test]
fn a_draft_that_is_looked_at_is_told_to_nobody() {
    let test = SiteTest::from_dir("whole-site");
    test.run(["build", "--drafts"]).exits(0);
    assert!(exists(&test.path("public/thong-bao/nhap.html")));
    for file in ["sitemap.xml", "atom.xml", "thong-bao/atom.xml"] {
        let text = std::fs::read_to_string(test.path("public").join(file)).unwrap();
        assert!(!text.contains("nhap"), "{file}");
    }
}

#[test]
fn topics_have_pages_that_articles_and_the_list_lead_to() {
    let test = SiteTest::from_dir("whole-site");
    test.run(["build"]).exits(0);
    let links = |path: &str| attribute(&page(&test, path), "main a", "href");
    let list = links("thong-bao/index.html");
    assert!(
        list.contains(&"../chu-de/ky-luat-ky-cuong.html".to_owned()),
        "{list:?}"
    );
    let article = links("thong-bao/ket-qua-quy-i.html");
    assert!(
        article.contains(&"../chu-de/ket-qua.html".to_owned()),
        "{article:?}"
    );
    let topic = links("chu-de/ket-qua.html");
    for slug in ["dinh-chinh", "ket-qua-quy-i"] {
        assert!(
            topic.contains(&format!("../thong-bao/{slug}.html")),
            "{topic:?}"
        );
    }
}

#[test]
fn outside_indices_are_shown_with_their_gaps_and_never_as_illustrative() {
    let test = SiteTest::from_dir("whole-site");
    test.run(["build"]).exits(0);
    let page = page(&test, "chi-so.html");
    let texts = |selector: &str| texts(&page, selector);
    assert_eq!(
        texts("section h2"),
        [
            "PCI: 67,16 điểm trên thang 100, hạng 14 trong 63 địa phương (năm 2019)",
            "PAPI: 43,79 điểm trên thang 80 (năm 2019)",
            "SIPAS: chưa tìm được số liệu"
        ]
    );
    let change = "PCI, năm thi đua 2019: 67,16 điểm trên thang 100, hạng 14 trong 63 địa phương. Điểm PCI năm 2019 (67,16) \
                  cao hơn điểm năm 2017 (62,73). Hạng PCI năm 2019 (hạng 14 trong 63 địa phương) kém hơn hạng năm 2017 \
                  (hạng 8 trong 63 địa phương).";
    assert_eq!(texts("#pci .prose p:last-child"), [change]);
    assert_eq!(texts("#pci tbody th"), ["2019", "2018", "2017"]);
    assert_eq!(texts("#pci .gap"), ["chưa tìm được"]);
    // Of the years in between no line is drawn.
    assert!(texts("#pci svg .series").is_empty());
    assert!(attribute(&page, "meta[name=robots]", "content").is_empty());
}

#[test]
fn a_rank_among_other_places_is_neither_better_nor_worse() {
    let test = SiteTest::from_dir("whole-site");
    test.put(
        "data/indices.csv",
        "index,year,score,scale,rank,of,source\nPCI,2017,,,8,63,vcci.vn\nPCI,2025,,,5,34,vcci.vn\n",
    );
    let change = "Hạng PCI năm 2025 (hạng 5 trong 34 địa phương) không so được với hạng năm 2017 (hạng 8 trong 63 địa phương) \
                  vì số địa phương được xếp hạng không như nhau.";
    test.run(["build"]).exits(0);
    assert_eq!(
        texts(&page(&test, "chi-so.html"), "#pci .prose p:last-child"),
        [format!(
            "PCI, năm thi đua 2019: chưa tìm được số liệu. {change}"
        )]
    );
}

#[test]
fn no_free_page_may_have_the_name_of_a_page_of_the_program() {
    let test = SiteTest::from_dir("every-page");
    test.run(["build"]).exits(0);
    let own = |path: &str| {
        let name = path.strip_suffix(".html")?;
        (!name.contains('/') && !["gioi-thieu", "ve-trang"].contains(&name))
            .then(|| name.to_owned())
    };
    let names: BTreeSet<String> = test
        .files("public")
        .keys()
        .filter_map(|path| own(path))
        .collect();
    assert!(names.contains("bao-cao") && names.len() > 5, "{names:?}");
    for name in &names {
        test.put(
            &format!("content/{name}.md"),
            "+++\ntitle = \"Trang\"\n+++\n\nChữ.\n",
        );
    }
    let ran = test.run(["check", "--format", "json"]).exits(1);
    let is_told = |name: &&String| {
        ran.shown().lines().any(|line| {
            line.contains("reserved-page-name") && line.contains(&format!("content/{name}.md"))
        })
    };
    // The words of the home page stand in `index.md`, as they may.
    let kept: Vec<&String> = names.iter().filter(|name| !is_told(name)).collect();
    assert_eq!(kept, ["index"]);
}

#[test]
fn the_data_page_tells_every_column_and_every_key() {
    let test = SiteTest::from_dir("whole-site");
    test.run(["build"]).exits(0);
    let page = page(&test, "du-lieu/index.html");
    // The last part of a name: `rank.place` tells the key `place`.
    let told: BTreeSet<String> = texts(&page, ".terms code")
        .into_iter()
        .map(|name| name.rsplit('.').next().unwrap().to_owned())
        .collect();
    let mut used = BTreeSet::new();
    for (path, bytes) in test.files("public/du-lieu") {
        let text = String::from_utf8(bytes).unwrap();
        if path.ends_with(".csv") {
            let header = text.trim_start_matches('\u{feff}').lines().next().unwrap();
            used.extend(header.split(',').map(str::to_owned));
        } else if path.ends_with(".json") {
            collect_keys(&serde_json::from_str(&text).unwrap(), &mut used);
        }
    }
    // Keys that are codes of the campaign and no words of the format.
    for code in ["dung-han", "dat-dai"] {
        used.remove(code);
    }
    let untold: Vec<&String> = used.difference(&told).collect();
    assert!(untold.is_empty(), "{untold:?}");
}

#[test]
fn the_data_page_leads_to_files_that_there_are() {
    let test = SiteTest::from_dir("whole-site");
    test.run(["build"]).exits(0);
    let links = attribute(&page(&test, "du-lieu/index.html"), "main .links a", "href");
    for needed in [
        "quan-sat.csv",
        "sang-kien.json",
        "sang-kien.csv",
        "xep-hang.json",
    ] {
        assert!(links.contains(&format!("../du-lieu/{needed}")), "{needed}");
    }
    for link in links {
        assert!(exists(&test.path("public/du-lieu").join(&link)), "{link}");
    }
}

fn page(test: &SiteTest, path: &str) -> Html {
    Html::parse_document(&std::fs::read_to_string(test.path("public").join(path)).unwrap())
}

fn attribute(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let found = page.select(&selector);
    found
        .filter_map(|element| element.attr(name))
        .map(str::to_owned)
        .collect()
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let found = page.select(&selector);
    found.map(|element| element.text().collect()).collect()
}

fn collect_keys(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                keys.insert(key.clone());
                collect_keys(value, keys);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect_keys(value, keys)),
        _ => {}
    }
}
