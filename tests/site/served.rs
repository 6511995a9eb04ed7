//! `thidua serve` on a fixture's folder, and what a browser gets of it.

use crate::SiteTest;
use crate::harness::NOW;
use assert_cmd::cargo::cargo_bin_cmd;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// No answer takes longer, however busy the machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The program while it serves; ended with this value.
pub(crate) struct Served {
    pub(crate) child: Child,
    pub(crate) port: u16,
}

/// What a browser got.
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Served {
    pub(crate) fn start(site: &SiteTest) -> Self {
        let mut child = command(site)
            .args(["--port", "0"])
            .spawn()
            .expect("the program starts");
        let told = first_line(&mut child);
        let port = told
            .rsplit(':')
            .next()
            .map(|rest| rest.trim_end_matches(['/', '\n']));
        let port = port.and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no address: {told:?}"));
        Self { child, port }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// How a browser on this machine names it.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends a request, whose head lacks only the empty line, and reads the answer to its end.
    pub(crate) fn send(&self, head: &str, body: &[u8]) -> Got {
        let mut stream = self.connect();
        let head = format!("{head}\r\nConnection: close\r\n\r\n");
        stream
            .write_all(&[head.as_bytes(), body].concat())
            .expect("a question");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Got {
            status: status.expect("a status"),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Got {
    /// The value of a hidden control.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let found = self.body.split_once(&*start);
        let rest = found
            .unwrap_or_else(|| panic!("no {name}: {}", self.body))
            .1;
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// Where the browser is sent on to, where it is.
    pub(crate) fn location(&self) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|line| line.strip_prefix("Location: "))
    }
}

/// `serve` on a site folder, without a port.
pub(crate) fn command(site: &SiteTest) -> Command {
    let mut command = Command::new(cargo_bin_cmd!("thidua").get_program());
    command
        .args(["serve", "--lang", "en", "--now", NOW, "--root"])
        .arg(site.path(""))
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

pub(crate) fn first_line(child: &mut Child) -> String {
    let mut line = String::new();
    let out = child.stdout.as_mut().expect("standard output");
    BufReader::new(out).read_line(&mut line).expect("a line");
    line
}

/// The media type of [`parts`].
pub(crate) const PARTS: &str = "multipart/form-data; boundary=x";

/// A form with files, each a name and its bytes, as browsers send it.
pub(crate) fn parts(values: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts = Vec::new();
    for (name, value) in values {
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        parts.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
    }
    for (name, bytes) in files {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        );
        parts.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    parts.extend(b"--x--\r\n");
    parts
}
