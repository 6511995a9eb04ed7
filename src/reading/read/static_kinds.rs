//! Files of `static/` that run on the site's behalf and that nobody puts there on purpose. Pages, scripts and stylesheets
//! are published as they are: that is what the folder is for.

use crate::diagnostic::{Code, Diagnostics};
use crate::place::{Place, Sources};
use crate::reading::content_reader::{DrawingFault, drawing_fault};
use crate::source::read_bytes;

/// Endings of what only old programs run, or a server.
const RUNNING: [&str; 14] = [
    "svgz", "xht", "shtml", "shtm", "stm", "hta", "htc", "mht", "mhtml", "swf", "xsl", "xslt",
    "jar", "jnlp",
];

/// No drawing is larger.
const LONGEST_DRAWING: u64 = 16 << 20;

/// Tells files of `static/` that are not published.
pub(super) fn tell_running_files(sources: &Sources, diagnostics: &mut Diagnostics) {
    for (file, source) in sources.under("static") {
        let ending = source
            .path
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending);
        let ending = ending.to_ascii_lowercase();
        let problem = if RUNNING.contains(&&*ending) {
            Some(Code::StaticRuns.arg("path", &source.path))
        } else if ending == "svg" {
            match read_bytes(sources, file, LONGEST_DRAWING) {
                Err(problem) => Some(problem),
                Ok(bytes) => (drawing_fault(&bytes) == Some(DrawingFault::Runs))
                    .then(|| Code::StaticRuns.arg("path", &source.path).help("drawing")),
            }
        } else {
            None
        };
        diagnostics.extend_one(problem.map(|problem| problem.at(Place::file(file))));
    }
}
