//! Connections that wait for something to be asked or told. Where there is room for no more, the one that has waited
//! longest gives way, so that connections which never ask anything keep nobody out.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::task::AbortHandle;

/// The connections that wait.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting(Arc<Line>);

#[derive(Debug, Default)]
struct Line {
    next: AtomicU64,
    /// Every connection by its number, with the turn at which it began to wait; none while it is being answered.
    connections: Mutex<BTreeMap<u64, Connection>>,
}

#[derive(Debug)]
struct Connection {
    since: Option<u64>,
    task: AbortHandle,
}

impl Waiting {
    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Connection>> {
        let connections = self.0.connections.lock();
        connections.unwrap_or_else(PoisonError::into_inner)
    }

    /// A number that none had before: of a connection, or of a turn.
    pub(super) fn number(&self) -> u64 {
        self.0.next.fetch_add(1, Ordering::Relaxed)
    }

    /// Notes that a connection waits.
    pub(super) fn add(&self, number: u64, task: AbortHandle) {
        let since = Some(number);
        // One that has ended already has nothing to give.
        if !task.is_finished() {
            self.all().insert(number, Connection { since, task });
        }
    }

    /// Notes that a connection has ended.
    pub(super) fn remove(&self, number: u64) {
        self.all().remove(&number);
    }

    /// Notes that a connection is being answered, until what is returned is dropped.
    pub(super) fn busy(&self, number: u64) -> Busy {
        self.set(number, None);
        Busy {
            waiting: self.clone(),
            number,
        }
    }

    fn set(&self, number: u64, since: Option<u64>) {
        if let Some(connection) = self.all().get_mut(&number) {
            connection.since = since;
        }
    }

    /// Breaks off the connection that has waited longest.
    pub(super) fn give_way(&self) {
        let mut all = self.all();
        let waiting = all
            .iter()
            .filter_map(|(number, connection)| connection.since.map(|since| (since, *number)));
        if let Some((_, longest)) = waiting.min()
            && let Some(connection) = all.remove(&longest)
        {
            connection.task.abort();
        }
    }
}

/// While it lives, its connection is being answered.
pub(super) struct Busy {
    waiting: Waiting,
    number: u64,
}

impl Drop for Busy {
    fn drop(&mut self) {
        let since = self.waiting.number();
        self.waiting.set(self.number, Some(since));
    }
}
