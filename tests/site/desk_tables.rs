//! The desk's tables: dropped in, understood, taken into `data/`, gone back from.

use crate::SiteTest;
use crate::served::{PARTS, Served, parts};
use std::fs;
use std::io::Write as _;

/// The desk of a fixture's folder.
struct Desk {
    site: SiteTest,
    served: Served,
    token: String,
}

/// What a browser got.
struct Got {
    status: u16,
    /// Where it is sent on to.
    to: String,
    body: String,
}

const TABLES: &str = "/ban-bien-tap/bang/";
const HEADER: &str = "indicator,unit,period,numerator,denominator\n";

impl Desk {
    fn of(name: &str) -> Self {
        let site = SiteTest::from_dir(name);
        let served = Served::start(&site);
        let mut desk = Self {
            site,
            served,
            token: String::new(),
        };
        let page = desk.get(TABLES).body;
        desk.token = between(&page, "name=\"token\" value=\"", "\"").to_owned();
        desk
    }

    /// Sends a request, whose head goes on with `more`.
    fn send(&self, asked: &str, more: &str, body: &[u8]) -> Got {
        let host = self.served.host();
        let head = format!("{asked} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}{more}");
        let got = self.served.send(&head, body);
        Got {
            status: got.status,
            to: got.location().unwrap_or_default().to_owned(),
            body: got.body,
        }
    }

    fn get(&self, path: &str) -> Got {
        self.send(&format!("GET {path}"), "", b"")
    }

    /// Sends a form with files, each a name and its bytes.
    fn post(&self, path: &str, values: &[(&str, &str)], files: &[(&str, &[u8])]) -> Got {
        let values = [values, &[("token", &*self.token)]].concat();
        let parts = parts(&values, files);
        self.send_parts(path, &parts, parts.len())
    }

    fn send_parts(&self, path: &str, parts: &[u8], length: usize) -> Got {
        let more = format!("\r\nContent-Type: {PARTS}\r\nContent-Length: {length}");
        self.send(&format!("POST {path}"), &more, parts)
    }

    fn drop_in(&self, files: &[(&str, &[u8])]) -> Got {
        self.post(TABLES, &[], files)
    }

    /// The version of the file in `data/` as the page of a table has it.
    fn version(&self, path: &str) -> String {
        let page = self.get(path).body;
        between(&page, "name=\"version\" value=\"", "\"").to_owned()
    }

    fn saved(&self) -> Vec<String> {
        let files = self.site.files("data/observations");
        files.into_keys().collect()
    }

    fn waiting(&self) -> Vec<String> {
        let files = self.site.files(".thidua/ban-nhap/data/observations");
        files.into_keys().collect()
    }
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    rest.split_once(after).map_or("", |(found, _)| found)
}

/// A table of one month with these rows of quan-1 and quan-3.
fn table(period: &str, rows: [&str; 2]) -> String {
    let [one, three] = rows;
    format!("{HEADER}dung-han,quan-1,{period},{one}\ndung-han,quan-3,{period},{three}\n")
}

#[test]
fn a_table_waits_is_understood_and_is_taken_in() {
    let desk = Desk::of("_base");
    let may = table("2019-05", ["90,100", "40,50"]);
    let got = desk.drop_in(&[("thang-5.csv", may.as_bytes())]);
    assert_eq!(
        (got.status, &*got.to),
        (303, "/ban-bien-tap/bang/?da-nhan=1")
    );
    assert_eq!(desk.saved(), ["dung-han.csv"]);
    let page = desk.get("/ban-bien-tap/bang/thang-5.csv").body;
    for text in ["2 units", "May", "No errors found.", "dung-han"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let compared = desk.get("/ban-bien-tap/bang/doi-chieu").body;
    assert!(compared.contains("90/100"), "{compared}");
    let path = "data/observations/thang-5.csv";
    let values = [("path", path), ("version", "-")];
    let got = desk.post("/ban-bien-tap/bang/doi-chieu", &values, &[]);
    assert_eq!(got.to, "/ban-bien-tap/bang/?da-dua=1");
    assert_eq!(desk.saved(), ["dung-han.csv", "thang-5.csv"]);
    assert_eq!(fs::read_to_string(desk.site.path(path)).unwrap(), may);
    assert!(desk.waiting().is_empty());
}

#[test]
fn a_broken_table_is_told_at_its_cells_and_a_corrected_one_replaces_it() {
    let desk = Desk::of("_base");
    let broken = table("2019-05", ["9o,100", "40,50"]);
    desk.drop_in(&[("thang-5.csv", broken.as_bytes())]);
    let address = "/ban-bien-tap/bang/thang-5.csv";
    let page = desk.get(address).body;
    assert!(page.contains("<td class=\"error\">9o</td>"), "{page}");
    assert!(page.contains("<b class=\"cell\">D2</b>"), "{page}");
    assert!(!page.contains("value=\"dua-vao\""));
    let take = [("viec", "dua-vao"), ("version", "-")];
    assert_eq!(desk.post(address, &take, &[]).status, 422);
    assert_eq!(desk.saved(), ["dung-han.csv"]);
    // Corrected, and taken in.
    let good = table("2019-05", ["90,100", "40,50"]);
    let again = [("viec", "gui-lai")];
    let got = desk.post(address, &again, &[("sua.csv", good.as_bytes())]);
    assert_eq!((got.status, &*got.to), (303, address));
    assert_eq!(desk.post(address, &take, &[]).status, 303);
    // A newer one of the same name, unit and month takes its place; the one before is kept, and can be had back.
    let newer = table("2019-05", ["91,100", "40,50"]);
    desk.drop_in(&[("thang-5.csv", newer.as_bytes())]);
    assert_eq!(desk.waiting(), ["thang-5.csv"]);
    let stale = [("viec", "dua-vao"), ("version", "-")];
    assert_eq!(desk.post(address, &stale, &[]).status, 409);
    let version = desk.version(address);
    let take = [("viec", "dua-vao"), ("version", &*version)];
    assert_eq!(desk.post(address, &take, &[]).status, 303);
    let path = desk.site.path("data/observations/thang-5.csv");
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    let page = desk.get(address).body;
    let moment = between(&page, "name=\"ban\" value=\"", "\"").to_owned();
    let version = desk.version(address);
    let back = [
        ("viec", "tro-lai"),
        ("version", &*version),
        ("ban", &*moment),
    ];
    assert_eq!(desk.post(address, &back, &[]).status, 303);
    assert_eq!(fs::read_to_string(&path).unwrap(), good);
}

#[test]
fn a_table_that_makes_another_wrong_is_not_taken_in() {
    let desk = Desk::of("_base");
    // The same figure as in dung-han.csv, another number.
    let twice = table("2019-03", ["1,100", "2,50"]);
    desk.drop_in(&[("lan-2.csv", twice.as_bytes())]);
    let take = [("viec", "dua-vao"), ("version", "-")];
    let got = desk.post("/ban-bien-tap/bang/lan-2.csv", &take, &[]);
    assert_eq!(got.status, 422);
    assert_eq!(desk.saved(), ["dung-han.csv"]);
}

#[test]
fn columns_are_mapped_by_choosing_and_written_with_the_table() {
    let desk = Desk::of("_base");
    let table = "Chỉ tiêu,Đơn vị,Kỳ,Xong đúng,Xong cả\ndung-han,Quận 1,2019-05,90,100\n";
    desk.drop_in(&[("la.csv", table.as_bytes())]);
    let address = "/ban-bien-tap/bang/la.csv";
    assert!(
        desk.get(address)
            .body
            .contains("name=\"columns.Xong đúng\"")
    );
    let map = [
        ("viec", "cot"),
        ("columns.Xong đúng", "numerator"),
        ("columns.Xong cả", "denominator"),
        ("columns.Kỳ", ""),
    ];
    let got = desk.post(address, &map, &[]);
    assert_eq!(got.status, 303, "{}", got.body);
    let settings = desk.site.path("data/observations/_defaults.toml");
    assert!(!settings.exists(), "nothing enters data/ before");
    let page = desk.get(address).body;
    assert!(page.contains("value=\"dua-vao\""), "{page}");
    let take = [("viec", "dua-vao"), ("version", "-")];
    assert_eq!(desk.post(address, &take, &[]).status, 303);
    let text = fs::read_to_string(&settings).unwrap();
    assert!(text.contains("\"Xong đúng\" = \"numerator\""), "{text}");
    assert!(desk.waiting().is_empty(), "{:?}", desk.waiting());
}

#[test]
fn a_unit_and_a_period_are_given_to_one_table_alone() {
    let desk = Desk::of("_base");
    let table = "indicator,numerator,denominator\ndung-han,90,100\n";
    desk.drop_in(&[("la.csv", table.as_bytes())]);
    let keys = [("viec", "chung"), ("unit", "quan-1"), ("period", "2019-05")];
    let got = desk.post("/ban-bien-tap/bang/la.csv", &keys, &[]);
    assert_eq!(
        got.to, "/ban-bien-tap/bang/la/la.csv?da-ghi",
        "{}",
        got.body
    );
    let take = [("viec", "dua-vao"), ("version", "-")];
    let got = desk.post("/ban-bien-tap/bang/la/la.csv", &take, &[]);
    assert_eq!(got.status, 303, "{}", got.body);
    assert_eq!(
        desk.saved(),
        ["dung-han.csv", "la/_defaults.toml", "la/la.csv"]
    );
}

#[test]
fn who_owes_what_is_told_with_forms_and_a_letter() {
    let desk = Desk::of("_base");
    let may = format!("{HEADER}dung-han,quan-1,2019-05,90,100\n");
    desk.site.put("data/observations/thang-5.csv", &may);
    let page = desk.get("/ban-bien-tap/bang/con-thieu?period=2019-05").body;
    assert!(page.contains("Quận 3</th>"), "{page}");
    assert!(!page.contains("Quận 1</th>"), "{page}");
    assert!(page.contains("<textarea class=\"ready\""));
    let forms = desk.get("/ban-bien-tap/bang/con-thieu?period=2019-05&bieu");
    assert!(forms.body.contains("quan-3-2019-05.xlsx"));
}

#[test]
fn a_warning_is_accepted_with_a_reason() {
    let desk = Desk::of("_base");
    let table = format!("{HEADER}dung-han,quan-1,2019-05,90,100\n");
    let table = table
        .replace("denominator", "denominator,lạ")
        .replace("100", "100,x");
    desk.drop_in(&[("la.csv", table.as_bytes())]);
    let address = "/ban-bien-tap/bang/la.csv";
    let page = desk.get(address).body;
    let block = "[[accepted]]\ncode = \"unknown-columns\"\n";
    let lines = between(
        &page,
        "data/accepted.toml\">\n<textarea name=\"lines\" hidden>\n",
        "</textarea>",
    );
    let lines = lines.replace("&quot;", "\"");
    assert!(lines.starts_with("[[accepted]]"), "{block}{page}");
    let accept = |reason| {
        let values = [
            ("viec", "ap-dung"),
            ("target", "data/accepted.toml"),
            ("lines", &*lines),
            ("reason", reason),
        ];
        desk.post(address, &values, &[]).status
    };
    assert_eq!(accept(" "), 422);
    assert_eq!(accept("Cột ghi chú riêng"), 303);
    assert!(desk.get(address).body.contains("Cột ghi chú riêng"));
    let take = [("viec", "dua-vao"), ("version", "-")];
    assert_eq!(desk.post(address, &take, &[]).status, 303);
    let text = fs::read_to_string(desk.site.path("data/accepted.toml")).unwrap();
    assert!(text.contains("Cột ghi chú riêng"), "{text}");
}

#[test]
fn names_and_files_that_are_no_tables_are_refused() {
    let desk = Desk::of("_base");
    let got = desk.drop_in(&[
        ("../../x", b"a"),
        ("../../../tmp/x.csv", HEADER.as_bytes()),
        ("a.docx", b"a"),
        ("rong.csv", b""),
        ("~$a.xlsx", b"a"),
    ]);
    assert_eq!(got.status, 422);
    assert_eq!(got.body.matches("<li class=\"error\"><b>").count(), 4);
    assert_eq!(desk.waiting(), ["x.csv"]);
    // What is no workbook, and one that unpacks without end.
    let bomb = bomb();
    let got = desk.drop_in(&[("bom.xlsx", &bomb), ("anh.xlsx", b"\xff\xd8\xff\xe0 JFIF")]);
    assert_eq!(got.status, 303);
    for name in ["bom.xlsx", "anh.xlsx"] {
        let page = desk.get(&format!("{TABLES}{name}"));
        assert_eq!(page.status, 200, "{name}");
        assert!(
            page.body.contains("class=\"error\""),
            "{name}: {}",
            page.body
        );
    }
    let moved = [
        ("viec", "doi-cho"),
        ("path", "data/observations/../units.csv"),
    ];
    assert_eq!(
        desk.post("/ban-bien-tap/bang/x.csv", &moved, &[]).status,
        422
    );
    let elsewhere = [("viec", "doi-cho"), ("path", "data/units.csv")];
    desk.post("/ban-bien-tap/bang/x.csv", &elsewhere, &[]);
    assert_eq!(desk.saved(), ["dung-han.csv"]);
    assert!(desk.site.files("data")["units.csv"].starts_with(b"code,"));
}

#[test]
fn half_an_upload_leaves_nothing() {
    let desk = Desk::of("_base");
    let half = format!(
        "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{}\r\n--x\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{HEADER}",
        desk.token
    );
    let got = desk.send_parts(TABLES, half.as_bytes(), half.len());
    assert_eq!(got.status, 400);
    assert!(desk.waiting().is_empty());
}

/// A workbook whose sheet is 400 MB of spaces.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    for (name, text) in [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"s\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..400 {
        zip.write_all(&spaces).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
