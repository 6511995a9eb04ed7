//! How long a save takes to be HTML in the preview: from the end of the writing until the new page has been received.
//!
//! ```text
//! cargo bench --bench preview            the example and a site of 1,000 pages
//! cargo bench --bench preview -- DIR     a folder of your own too; it is copied
//! ```

#[path = "../examples/large_campaign/campaign/mod.rs"]
mod campaign;

use campaign::Size;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// So many saves of each kind; the median is told.
const SAVES: usize = 15;

fn main() {
    let work = tempfile::tempdir().expect("a folder");
    let example = work.path().join("example");
    copy(Path::new(env!("CARGO_MANIFEST_DIR")), &example);
    measure("the example", &example);
    let thousand = work.path().join("thousand");
    let size = Size {
        units: 400,
        rows: 100_000,
        announcements: 560,
        ..Size::default()
    };
    campaign::write(&size, &thousand).expect("a campaign");
    measure("1,000 pages", &thousand);
    let folders = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'));
    for folder in folders {
        let root = work.path().join("own");
        copy(Path::new(&folder), &root);
        measure(&folder, &root);
        fs::remove_dir_all(&root).expect("the copy goes");
    }
}

/// Copies what is read of a site folder.
fn copy(from: &Path, to: &Path) {
    for folder in ["content", "data", "static", "templates"] {
        for entry in walkdir::WalkDir::new(from.join(folder)) {
            let Ok(entry) = entry else { continue };
            let below = entry.path().strip_prefix(from).expect("below");
            if entry.file_type().is_dir() {
                fs::create_dir_all(to.join(below)).expect("a folder");
            } else {
                fs::copy(entry.path(), to.join(below)).expect("a copy");
            }
        }
    }
}

/// Saves a page and a table again and again.
fn measure(name: &str, root: &Path) {
    let mut preview = Preview::start(root);
    let page = first_of(&root.join("content/thong-bao"), "md");
    let slug = page
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    let slug = slug.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let address = format!("/thong-bao/{slug}.html");
    let text = fs::read_to_string(&page).expect("a page");
    preview.report(name, "an announcement", &page, &address, |save| {
        format!("{text}\n\nLần lưu {save}.\n").into_bytes()
    });
    let table = first_of(&root.join("data/observations"), "csv");
    let rows = fs::read(&table).expect("a table");
    preview.report(name, "a table", &table, "/", |save| {
        [&rows[..], &b"\n"[..].repeat(save + 1)].concat()
    });
}

/// The first file with this ending, by the order of paths.
fn first_of(folder: &Path, ending: &str) -> PathBuf {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter();
    let mut paths = entries.filter_map(|entry| Some(entry.ok()?.into_path()));
    paths
        .find(|path| path.extension().is_some_and(|other| other == ending))
        .expect("a file")
}

struct Preview {
    child: Child,
    port: u16,
    events: BufReader<TcpStream>,
    edition: String,
}

impl Preview {
    fn start(root: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_thidua"))
            .args(["serve", "--lang", "en", "--port", "0"])
            .args(["--now", "2019-12-31T08:00:00+07:00", "--root"])
            .arg(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the preview");
        let mut line = String::new();
        let out = child.stdout.as_mut().expect("standard output");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let port = line.trim().trim_end_matches('/').rsplit(':').next();
        let port = port.and_then(|port| port.parse().ok()).expect("a port");
        let events = ask(port, "/.thidua/events", "keep-alive");
        let mut preview = Self {
            child,
            port,
            events: BufReader::new(events),
            edition: String::new(),
        };
        preview.wait_for_edition();
        preview
    }

    fn wait_for_edition(&mut self) {
        loop {
            let mut line = String::new();
            self.events.read_line(&mut line).expect("an event");
            let edition = line
                .strip_prefix("data: ")
                .and_then(|data| data.split(' ').next());
            if let Some(edition) = edition.filter(|edition| *edition != self.edition) {
                edition.clone_into(&mut self.edition);
                return;
            }
        }
    }

    fn report(
        &mut self,
        site: &str,
        what: &str,
        file: &Path,
        address: &str,
        content: impl Fn(usize) -> Vec<u8>,
    ) {
        let mut times: Vec<Duration> = Vec::new();
        for save in 0..SAVES {
            let content = content(save);
            fs::write(file, content).expect("a save");
            let began = Instant::now();
            self.wait_for_edition();
            let mut page = Vec::new();
            let mut stream = ask(self.port, address, "close");
            stream.read_to_end(&mut page).expect("a page");
            times.push(began.elapsed());
            assert!(page.starts_with(b"HTTP/1.1 200 "), "{address}");
        }
        times.sort();
        let told = |time: Duration| time.as_millis();
        let (fastest, median, slowest) = (times[0], times[SAVES / 2], times[SAVES - 1]);
        println!(
            "{site}, a save of {what} to new HTML: {} ms (fastest {}, slowest {})",
            told(median),
            told(fastest),
            told(slowest)
        );
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn ask(port: u16, address: &str, connection: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    write!(
        stream,
        "GET {address} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: {connection}\r\n\r\n"
    )
    .expect("a question");
    stream
}
