//! `thidua serve`: what browsers get, and when they are told that there is something new.

use crate::SiteTest;
use crate::fixture::lay_out;
use crate::harness::exists;
use crate::served::{Got, Served, command, first_line};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::time::Duration;

/// A preview of a fixture's folder.
struct Preview {
    site: SiteTest,
    served: Served,
}

/// What a browser was told.
#[derive(Debug, Clone, PartialEq, Eq)]
struct News {
    edition: String,
    change: u64,
}

/// A browser that listens for news.
struct Listener(BufReader<TcpStream>);

impl Preview {
    fn of(name: &str) -> Self {
        Self::start(SiteTest::from_dir(name))
    }

    fn start(site: SiteTest) -> Self {
        let served = Served::start(&site);
        Self { site, served }
    }

    fn ask(&self, method: &str, target: &str, host: &str) -> Got {
        let head = format!("{method} {target} HTTP/1.1\r\nHost: {host}");
        self.served.send(&head, b"")
    }

    fn get(&self, target: &str) -> Got {
        self.ask("GET", target, &self.served.host())
    }

    fn listen(&self) -> Listener {
        let mut stream = self.served.connect();
        let port = self.served.port;
        write!(
            stream,
            "GET /.thidua/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"
        )
        .expect("a question");
        Listener(BufReader::new(stream))
    }
}

impl Listener {
    fn next(&mut self) -> News {
        loop {
            let mut line = String::new();
            let length = self.0.read_line(&mut line).expect("news in good time");
            assert!(length > 0, "the preview ended the conversation");
            if let Some((edition, change)) = line
                .strip_prefix("data: ")
                .and_then(|data| data.trim().split_once(' '))
            {
                return News {
                    edition: edition.to_owned(),
                    change: change.parse().expect("a number"),
                };
            }
        }
    }

    /// The first news that is as wanted; saves may be seen in more than one step.
    fn until(&mut self, wanted: impl Fn(&News) -> bool) -> News {
        loop {
            let news = self.next();
            if wanted(&news) {
                return news;
            }
        }
    }
}

const PAGE: &str = "content/gioi-thieu.md";
const ADDRESS: &str = "/gioi-thieu.html";

fn page(text: &str) -> String {
    format!("+++\ntitle = \"Giới thiệu\"\n+++\n\n{text}\n")
}

#[test]
fn a_save_is_shown_and_nothing_is_written() {
    let preview = Preview::of("_base");
    assert_eq!(preview.get("/").status, 200);
    assert_eq!(preview.get(ADDRESS).status, 404);
    let mut listener = preview.listen();
    let first = listener.next();
    preview.site.put(PAGE, &page("Bản thứ nhất."));
    let second = listener.until(|news| news.edition != first.edition);
    let shown = preview.get(ADDRESS);
    assert!(shown.body.contains("Bản thứ nhất."), "{}", shown.body);
    assert!(
        shown
            .body
            .contains(&format!("data-edition=\"{}\"", second.edition))
    );
    // As editors save: a new file that takes the old one's name.
    preview
        .site
        .put("content/gioi-thieu.md.tmp", &page("Bản thứ hai."));
    fs::rename(
        preview.site.path("content/gioi-thieu.md.tmp"),
        preview.site.path(PAGE),
    )
    .unwrap();
    listener.until(|news| news.edition != second.edition);
    assert!(preview.get(ADDRESS).body.contains("Bản thứ hai."));
    fs::remove_file(preview.site.path(PAGE)).unwrap();
    listener.next();
    assert_eq!(preview.get(ADDRESS).status, 404);
    assert!(!exists(&preview.site.path("public")));
    assert!(!exists(&preview.site.path(".thidua")));
}

#[test]
fn while_the_input_has_errors_the_last_good_page_stays_beside_them() {
    let preview = Preview::of("_base");
    let mut listener = preview.listen();
    let good = listener.next();
    let wrong = "indicator,unit,period,numerator,denominator\ndung-han,Quận 99,2019-03,1,2\n";
    preview.site.put("data/observations/more.csv", wrong);
    let refused = listener.until(|news| news.change != good.change);
    assert_eq!(refused.edition, good.edition, "the edition stays");
    let shown = preview.get("/index.html");
    assert_eq!(shown.status, 200);
    for part in [
        "<h1>",
        "1 error",
        "<code>unknown-unit</code>",
        "data/observations/more.csv:2:2",
        "<mark>Quận 99</mark>",
        "The page you see is the last good one.",
    ] {
        assert!(shown.body.contains(part), "{part}: {}", shown.body);
    }
    let panel = preview.get("/.thidua/panel").body;
    assert!(shown.body.contains(&panel), "{panel}");
    preview.site.put(
        "data/observations/more.csv",
        &wrong
            .replace("Quận 99", "Quận 3")
            .replace("2019-03", "2019-07"),
    );
    let mended = listener.until(|news| news.edition != good.edition);
    assert!(mended.change > refused.change);
    assert!(!preview.get("/index.html").body.contains("unknown-unit"));
}

#[test]
fn where_the_first_reading_fails_its_problems_are_shown_until_they_are_mended() {
    let preview = Preview::of("unknown-unit");
    let mut listener = preview.listen();
    let first = listener.next();
    for address in ["/", "/don-vi/quan-1.html", "/nothing.html"] {
        let shown = preview.get(address);
        assert_eq!(shown.status, 503, "{address}");
        assert!(
            shown.body.contains("There is no page yet")
                && shown.body.contains("<code>unknown-unit</code>")
        );
        assert!(
            shown
                .head
                .contains("Content-Security-Policy: default-src 'none'")
        );
    }
    assert_eq!(preview.get("/css/site.css").status, 503);
    fs::remove_file(preview.site.path("data/observations/more.csv")).unwrap();
    listener.until(|news| news.edition != first.edition);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_folder_that_is_replaced_as_a_whole_is_followed() {
    let preview = Preview::of("_base");
    let mut listener = preview.listen();
    let mut known = listener.next();
    let root = preview.site.path("");
    for round in ["một", "hai"] {
        let aside = preview.site.path("..").join(format!("aside-{round}"));
        fs::rename(&root, &aside).unwrap();
        lay_out("_base", &root);
        preview.site.put(PAGE, &page(&format!("Thư mục {round}.")));
        loop {
            known = listener.until(|news| *news != known);
            if preview
                .get(ADDRESS)
                .body
                .contains(&format!("Thư mục {round}."))
            {
                break;
            }
        }
        preview
            .site
            .put(PAGE, &page(&format!("Sửa trong thư mục {round}.")));
        loop {
            known = listener.until(|news| *news != known);
            if preview
                .get(ADDRESS)
                .body
                .contains(&format!("Sửa trong thư mục {round}."))
            {
                break;
            }
        }
    }
}

#[test]
fn a_file_that_is_half_written_is_only_awaited() {
    let preview = Preview::of("_base");
    let mut listener = preview.listen();
    let first = listener.next();
    let rows = "indicator,unit,period,numerator,denominator\ndung-han,\"Quận 3\",2019-07,1,2\n";
    let (half, rest) = rows.split_at(rows.len() - 17);
    preview.site.put("data/observations/more.csv", half);
    std::thread::sleep(Duration::from_millis(60));
    let mut file = fs::File::options()
        .append(true)
        .open(preview.site.path("data/observations/more.csv"))
        .unwrap();
    file.write_all(rest.as_bytes()).unwrap();
    drop(file);
    listener.until(|news| news.edition != first.edition);
    assert!(
        preview
            .get("/du-lieu/don-vi/quan-3.json")
            .body
            .contains("2019-07")
    );
}

#[test]
fn templates_and_files_that_are_copied_are_renewed_too() {
    let preview = Preview::of("_base");
    let mut listener = preview.listen();
    let first = listener.next();
    preview.site.put("static/css/site.css", "p { color: red }");
    let second = listener.until(|news| news.edition != first.edition);
    assert_eq!(preview.get("/css/site.css").body, "p { color: red }");
    preview.site.put(
        "templates/not_found.html",
        "Khuôn mới <a href=\"x\">{{ page.title }}</a>",
    );
    let third = listener.until(|news| news.edition != second.edition);
    assert!(preview.get("/nothing").body.contains("Khuôn mới"));
    // A template that fails only when its page is made.
    preview.site.put(
        "templates/unit_list.html",
        "{% extends \"layout.html\" %}{% block content %}{{ no.such.thing }}{% endblock content %}",
    );
    assert_eq!(
        preview.get("/don-vi/").status,
        200,
        "looked at before the reading"
    );
    let fourth = listener.until(|news| news.edition != third.edition);
    let old = preview.get("/don-vi/");
    assert!(
        old.body.contains("template-error") && old.body.contains("<h1>"),
        "{}",
        old.body
    );
    preview.site.put(
        "templates/unit_list.html",
        "{% extends \"layout.html\" %}{% block content %}{{ broken",
    );
    let fifth = listener.until(|news| news.change != fourth.change);
    assert_eq!(fifth.edition, fourth.edition);
    assert!(
        preview
            .get("/")
            .body
            .contains("templates/unit_list.html:1:")
    );
}

#[test]
fn it_answers_as_a_server_does_and_only_this_machine() {
    let preview = Preview::of("_base");
    let port = preview.served.port;
    let kind = |target: &str| {
        let got = preview.get(target);
        assert_eq!(got.status, 200, "{target}");
        let line = got
            .head
            .lines()
            .find_map(|line| line.strip_prefix("Content-Type: "));
        line.unwrap_or_default().to_owned()
    };
    assert_eq!(kind("/index.html"), "text/html; charset=utf-8");
    assert_eq!(kind("/css/site.css"), "text/css; charset=utf-8");
    assert_eq!(kind("/du-lieu/don-vi/quan-1.json"), "application/json");
    assert_eq!(kind("/du-lieu/quan-sat.csv"), "text/csv; charset=utf-8");
    assert_eq!(kind("/icon.svg"), "image/svg+xml");
    assert_eq!(kind("/du-lieu/index.html"), "text/html; charset=utf-8");
    assert_eq!(kind("/fonts/be-vietnam-pro-latin-400.woff2"), "font/woff2");
    let home = preview.get("/");
    assert_eq!(home.body, preview.get("/index.html").body);
    // Its own policy lets nothing in, so that it looks the same at any address.
    let missing = preview.get("/no").body;
    let asked = format!("connect-src http://127.0.0.1:{port}/.thidua/");
    assert!(missing.contains(&asked), "{missing}");
    let head = preview.ask("HEAD", "/index.html", &format!("localhost:{port}"));
    assert_eq!((head.status, &*head.body), (200, ""));
    assert!(
        head.head
            .contains(&format!("Content-Length: {}", home.body.len()))
    );
    let folder = preview.get("/don-vi");
    assert_eq!(folder.status, 302);
    assert!(
        folder.head.contains("Location: /don-vi/\r\n")
            || folder.head.ends_with("Location: /don-vi/")
    );
    for target in [
        "/no",
        "/../site/data/units.csv",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/data/units.csv",
        "/.thidua/no",
    ] {
        assert_eq!(preview.get(target).status, 404, "{target}");
    }
    for host in ["evil.example", &format!("evil.example:{port}"), ""] {
        let got = preview.ask("GET", "/", host);
        assert_eq!(got.status, 421, "{host}");
        assert!(!got.body.contains("<h1>"));
    }
    assert_eq!(
        preview
            .ask("POST", "/", &format!("localhost:{port}"))
            .status,
        405
    );
    let mut nonsense = preview.served.connect();
    nonsense
        .write_all(b"\x16\x03\x01\x02\x00\x01\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    nonsense.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

#[test]
fn a_port_that_is_taken_is_told() {
    let site = SiteTest::from_dir("_base");
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let output = command(&site)
        .args(["--port", &port.to_string()])
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains(&format!("Another program uses port {port}")),
        "{told}"
    );
    // Ours may be taken already; then it is all the same.
    let _ours = TcpListener::bind(("127.0.0.1", 8019));
    let mut child = command(&site).spawn().unwrap();
    let told = first_line(&mut child);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(
        told.starts_with("Another program uses port 8019, so this is port "),
        "{told}"
    );
}

#[test]
fn what_is_no_site_folder_is_not_served() {
    let site = SiteTest::from_dir("no-campaign");
    let output = command(&site).args(["--port", "0"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly() {
    let mut preview = Preview::of("_base");
    let pid = preview.served.child.id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status()
        .unwrap();
    assert!(sent.success());
    assert_eq!(preview.served.child.wait().unwrap().code(), Some(0));
}

#[test]
fn programs_are_told_in_json() {
    let site = SiteTest::from_dir("unknown-unit");
    let mut child = command(&site)
        .args(["--port", "0", "--format", "json"])
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    let mut next =
        || -> serde_json::Value { serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap() };
    assert_eq!(next()["code"], "preview-at");
    loop {
        let told = next();
        if told["code"] == "unknown-unit" {
            assert_eq!(told["severity"], "error");
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
