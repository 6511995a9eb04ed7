//! Telling browsers that there is something new, over server-sent events.

use super::hub::{Hub, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

/// A browser that went away is noticed when something is written to it.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);

/// After so long a browser asks again, where the connection broke off.
const RETRY: Duration = Duration::from_millis(500);

/// Tells how far things are, now and whenever they change, until the browser goes away.
pub(super) fn tell(hub: &Arc<Hub>) -> Response {
    let changes = hub.changes();
    let hub = Arc::clone(hub);
    let news = stream::unfold(
        (hub, changes, None),
        |(hub, mut changes, known)| async move {
            loop {
                changes.borrow_and_update();
                match hub.state_if_any() {
                    Some(state) if known != Some(state.change) => {
                        let known = Some(state.change);
                        return Some((event(&state), (hub, changes, known)));
                    }
                    // The hub lives as long as the process.
                    _ => changes.changed().await.ok()?,
                }
            }
        },
    );
    let alive = KeepAlive::new().interval(SIGN_OF_LIFE);
    Sse::new(news).keep_alive(alive).into_response()
}

fn event(state: &State) -> Result<Event, Infallible> {
    let data = format!("{} {}", state.edition, state.change);
    Ok(Event::default().data(data).retry(RETRY))
}
