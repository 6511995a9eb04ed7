//! A year of monthly releases of a small campaign whose revisions are known: each is told with its reason, and none that
//! was not.

use crate::SiteTest;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Numbers that are the same in every run.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// A revision that was made: the release that tells of it, the ward, the month, old and new cases in time, why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Revision {
    day: String,
    ward: String,
    month: u64,
    old: String,
    new: String,
    reason: String,
}

struct Year {
    test: SiteTest,
    drawn: Drawn,
    /// By ward and month: cases in time, of all.
    figures: BTreeMap<(String, u64), (u64, u64)>,
    accepted: String,
    made: BTreeSet<Revision>,
}

impl Year {
    fn new() -> Self {
        let test = SiteTest::from_dir("_base");
        let mut units = "code,name,kind,parent,group\ntphcm,Thành phố,city,,\n".to_owned();
        for district in 1..=3 {
            let _ = writeln!(units, "quan-{district},Quận {district},district,tphcm,Quận");
            for ward in 1..=3 {
                let _ = writeln!(
                    units,
                    "quan-{district}-phuong-{ward},Phường {ward},ward,quan-{district},Phường"
                );
            }
        }
        test.put("data/units.csv", &units);
        test.put(
            "data/indicators.toml",
            "[[indicator]]\ncode = \"dung-han\"\nname = \"Đúng hạn\"\nkind = \"ratio\"\ntarget = \"> 90\"\nreporters = [\"ward\"]\nfrequency = \"month\"\n",
        );
        test.put("data/campaign.toml", "title = \"Thi đua\"\nstarts = 2019-01-01\nends = 2019-12-31\nbase_url = \"https://a.vn\"\n[kinds]\ncity = \"Thành phố\"\ndistrict = \"Quận\"\nward = \"Phường\"\n");
        let _ = std::fs::remove_dir_all(test.path("content"));
        Self {
            test,
            drawn: Drawn(2019),
            figures: BTreeMap::new(),
            accepted: String::new(),
            made: BTreeSet::new(),
        }
    }

    /// The reports of a month, some of which come later, and revisions of earlier ones.
    fn month(&mut self, month: u64, day: &str, note: Option<&str>) {
        // What was published: what comes late is new.
        let earlier: Vec<(String, u64)> = self.figures.keys().cloned().collect();
        for district in 1..=3 {
            for ward in 1..=3 {
                let code = format!("quan-{district}-phuong-{ward}");
                for of in 1..=month {
                    let is_late = of == month && self.drawn.below(8) == 0;
                    if self.figures.contains_key(&(code.clone(), of)) || is_late {
                        continue;
                    }
                    let all = 80 + self.drawn.below(100);
                    let in_time = all - self.drawn.below(all / 5);
                    self.figures.insert((code.clone(), of), (in_time, all));
                }
            }
        }
        for _ in 0..2 {
            if !earlier.is_empty() {
                let at = self.drawn.below(earlier.len() as u64) as usize;
                self.revise(&earlier[at], day, note);
            }
        }
    }

    fn revise(&mut self, of: &(String, u64), day: &str, note: Option<&str>) {
        let is_of_now = |one: &Revision| one.day == day && (&one.ward, one.month) == (&of.0, of.1);
        if self.made.iter().any(is_of_now) {
            return;
        }
        let Some(figure) = self.figures.get_mut(of) else {
            return;
        };
        let old = *figure;
        figure.0 -= 1;
        let new = *figure;
        let has_reason = self.drawn.below(2) == 0;
        let reason = format!("Sửa lần {day} của {} tháng {}", of.0, of.1);
        if has_reason {
            let _ = write!(
                self.accepted,
                "[[accepted]]\ncode = \"figure-jumps\"\nunit = \"{}\"\nindicator = \"dung-han\"\nperiod = \"2019-{:02}\"\nvalue = \"{}/{}\"\nreason = \"{reason}\"\n",
                of.0, of.1, new.0, new.1
            );
        }
        let without = note.unwrap_or("không nêu lý do").to_owned();
        self.made.insert(Revision {
            day: day.to_owned(),
            ward: of.0.clone(),
            month: of.1,
            old: format!("{} / {}", old.0, old.1),
            new: format!("{} / {}", new.0, new.1),
            reason: if has_reason { reason } else { without },
        });
    }

    fn release(&self, day: &str, note: Option<&str>) {
        let mut table = "indicator,unit,period,numerator,denominator\n".to_owned();
        for ((ward, month), (in_time, all)) in &self.figures {
            let _ = writeln!(table, "dung-han,{ward},2019-{month:02},{in_time},{all}");
        }
        self.test.put("data/observations/dung-han.csv", &table);
        self.test.put("data/accepted.toml", &self.accepted);
        let now = format!("{day}T08:00:00+07:00");
        match note {
            Some(note) => self
                .test
                .run(["release", "--note", note, "--now", &now])
                .exits(0),
            None => self.test.run(["release", "--now", &now]).exits(0),
        };
    }
}

fn select<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// What the page tells of reported figures.
fn told(page: &str) -> BTreeSet<Revision> {
    let html = Html::parse_document(page);
    let rows = select(&html, "table.changes tr[id]");
    let reported = rows
        .into_iter()
        .filter(|row| !row.attr("id").unwrap().ends_with("..tong"));
    let revision = |row: ElementRef<'_>| {
        let id: Vec<&str> = row.attr("id").unwrap().split('.').collect();
        let cell = |selector: &str| {
            let found = row
                .select(&Selector::parse(selector).unwrap())
                .next()
                .unwrap();
            found.text().collect::<String>().replace('\u{a0}', " ")
        };
        let month = id[3].split('-').nth(1).unwrap();
        Revision {
            day: id[0].to_owned(),
            ward: id[2].to_owned(),
            month: month.parse().unwrap(),
            old: cell("td:nth-of-type(2) .sub"),
            new: cell("td:nth-of-type(3) .sub"),
            reason: cell("td:nth-of-type(5)"),
        }
    };
    reported.map(revision).collect()
}

#[test]
fn every_revision_of_a_year_is_told_with_its_reason_and_none_else() {
    let mut year = Year::new();
    for month in 1..=12 {
        let day = match month {
            12 => "2020-01-05".to_owned(),
            _ => format!("2019-{:02}-05", month + 1),
        };
        let note = format!("Đợt tháng {month}");
        let note = (month % 3 != 0).then_some(&*note);
        year.month(month, &day, note);
        year.release(&day, note);
    }
    assert!(year.made.len() > 15, "{}", year.made.len());
    let built = year
        .test
        .run(["build", "--now", "2020-01-06T08:00:00+07:00"])
        .exits(0);
    assert!(
        !built.said().contains("accepted-unmatched"),
        "{}",
        built.said()
    );
    let page = built.written("thay-doi.html");
    assert_eq!(told(&page), year.made);
    // Each release has the same on a page of its own.
    let of_releases: BTreeSet<Revision> = (2..=12)
        .flat_map(|month| told(&built.written(&format!("thay-doi/2019-{month:02}-05.html"))))
        .chain(told(&built.written("thay-doi/2020-01-05.html")))
        .collect();
    assert_eq!(of_releases, year.made);
    assert!(!page.contains("chua-cong-bo"), "everything was released");
    assert_eq!(
        built
            .written("thay-doi/atom.xml")
            .matches("<entry>")
            .count(),
        12
    );
    // A marked point leads to where it is told, and nothing is marked that was not revised.
    let revised: BTreeSet<(&str, u64)> = year
        .made
        .iter()
        .map(|one| (&*one.ward, one.month))
        .collect();
    for district in 1..=3 {
        for ward in 1..=3 {
            let code = format!("quan-{district}-phuong-{ward}");
            let unit = built.written(&format!("don-vi/{code}.html"));
            let count = revised.iter().filter(|(of, _)| *of == code).count();
            let html = Html::parse_document(&unit);
            let marks = select(&html, "table.series a");
            assert_eq!(marks.len(), count, "{code}");
            for mark in marks {
                let (path, id) = mark.attr("href").unwrap().split_once('#').unwrap();
                assert_eq!(path, "../thay-doi.html");
                assert!(page.contains(&format!("<tr id=\"{id}\"")), "{id}");
            }
            assert_eq!(unit.contains("class=\"revised\""), count > 0, "{code}");
        }
    }
    // What stands in no release yet is told as that.
    let mut table =
        std::fs::read_to_string(year.test.path("data/observations/dung-han.csv")).unwrap();
    let line = table
        .lines()
        .find(|line| line.contains("quan-1-phuong-1,2019-05"))
        .unwrap()
        .to_owned();
    table = table.replace(&line, "dung-han,quan-1-phuong-1,2019-05,1,2");
    year.test.put("data/observations/dung-han.csv", &table);
    let built = year
        .test
        .run(["build", "--now", "2020-01-06T08:00:00+07:00"])
        .exits(0);
    let page = built.written("thay-doi.html");
    assert!(
        page.contains("chua-cong-bo.dung-han.quan-1-phuong-1.2019-05"),
        "{page}"
    );
}

#[test]
fn a_site_without_releases_has_no_word_of_them() {
    let test = SiteTest::from_dir("_base");
    let built = test.run(["build"]).exits(0);
    let files = test.files("public");
    assert!(
        !files.keys().any(|path| path.contains("thay-doi")),
        "{:?}",
        files.keys()
    );
    assert!(!built.written("index.html").contains("thay-doi"));
}
