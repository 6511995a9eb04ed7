//! Telling browsers that there is something new, over server-sent events.

use super::http::ALWAYS;
use super::hub::Hub;
use super::media_type::EVENTS;
use std::io::{self, Write};
use std::time::Duration;

/// A browser that went away is noticed when something is written to it.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);

/// Tells how far things are, now and whenever they change, until the browser goes away.
pub(super) fn tell(hub: &Hub, out: &mut impl Write) -> io::Result<()> {
    write!(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: {EVENTS}\r\n{ALWAYS}Connection: close\r\n\r\nretry: 500\n\n"
    )?;
    out.flush()?;
    let mut state = hub.state();
    loop {
        let known = state.change;
        write!(out, "data: {} {}\n\n", state.edition, known)?;
        out.flush()?;
        loop {
            state = hub.state_after(known, SIGN_OF_LIFE);
            if state.change != known {
                break;
            }
            out.write_all(b":\n\n")?;
            out.flush()?;
        }
    }
}
