//! The live preview: the site on loopback, made anew on every save, pages when they are asked for.
//!
//! ```text
//! folder ──watch──▶ a save ──reading──▶ an edition of the site ──desk──▶ pages, on request ──http──▶ browsers
//!                                  └──▶ its problems ──panel──▶ beside the last good page        ◀──events──┘
//! ```
//!
//! An edition is a thread that owns everything it was read into (campaign, figures, templates) and makes pages at its
//! desk until a newer one takes over; so nothing is shared that could be half new. Nothing is written anywhere.
//!
//! | file | holds |
//! | --- | --- |
//! | `watch` | waiting for the folder to change, and to be quiet again |
//! | `edition` | one reading of the folder, and the desk at which it makes pages |
//! | `hub` | what is shown at present: the edition, the problems, the last good pages |
//! | `panel` | problems as HTML, and how they and the script come into a page |
//! | `compared` | the page of what was read, beside the period before |
//! | `policy` | the content-security policy of a page, widened by that script |
//! | `http` | who may ask, what every answer says, connections |
//! | `waiting` | connections that have asked nothing yet, which give way to others |
//! | `route` | what is answered to which address |
//! | `events` | telling browsers that there is something new |

mod compared;
mod edition;
mod events;
mod http;
mod hub;
mod media_type;
mod panel;
mod policy;
mod route;
mod waiting;
mod watch;

pub(crate) use compared::compared;
pub(crate) use edition::{Edition, Opening, Report};
pub(crate) use http::{redirect, response, with_policy};
pub(crate) use hub::Hub;
pub(crate) use media_type::of as media_type_of;
pub(crate) use panel::Panel;

use crate::locale::Words;
use axum::Router;
use edition::Outcome;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use watch::Watch;

/// Deep nesting of a file must not be worse off than in `build`, which has the stack of the main thread.
const STACK: usize = 16 << 20;

/// Whether errors last, or belong to a file that was half written.
const SECOND_LOOK: Duration = Duration::from_millis(150);

/// Reads the site folder once, and either opens an edition or tells why there is none.
pub(crate) trait Read: Send + Sync + 'static {
    /// Reads, and keeps the thread for as long as the edition is asked for pages.
    fn read(&self, opening: Opening);

    /// What is told where a reading came to no end at all.
    fn broken(&self) -> Report;

    /// Tells the person at the terminal what a reading came to.
    fn say(&self, report: &Report);
}

/// Serves the site that `reader` reads from the folder `root`, until the process ends.
pub(crate) fn serve(
    listener: TcpListener,
    root: &Path,
    words: &'static Words,
    reader: Arc<impl Read>,
    desk: impl FnOnce(&Arc<Hub>) -> Router,
) -> ! {
    let hub = Arc::new(Hub::new(words));
    let router = route::router(&hub, desk(&hub));
    let visitors = Arc::clone(&hub);
    spawn("preview-http", move || {
        let ended = http::serve(listener, visitors, STACK, router);
        // Nobody can be answered: the process is of no more use.
        std::process::exit(i32::from(ended.is_err()) * 3);
    });
    let mut watch = Watch::new(root);
    loop {
        let mut outcome = read_once(&reader);
        while matches!(outcome, Outcome::Refused(_)) && watch.changes_within(SECOND_LOOK) {
            outcome = read_once(&reader);
        }
        match outcome {
            Outcome::Opened(report, desk) => {
                reader.say(&report);
                hub.show(desk, report.panel);
            }
            Outcome::Refused(report) => {
                reader.say(&report);
                hub.refuse(report.panel);
            }
        }
        watch.wait();
    }
}

/// Starts a reading and waits until it has come to something; an edition goes on by itself.
fn read_once(reader: &Arc<impl Read>) -> Outcome {
    let (opening, outcome) = Opening::new();
    let reading = Arc::clone(reader);
    spawn("preview-edition", move || reading.read(opening));
    outcome
        .recv()
        .unwrap_or_else(|_| Outcome::Refused(reader.broken()))
}

/// A thread of its own; where the system has none left, what it was for does not happen, and its channels tell so.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    let _ = thread::Builder::new()
        .name(name.to_owned())
        .stack_size(STACK)
        .spawn(work);
}
