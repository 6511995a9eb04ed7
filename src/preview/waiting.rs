//! Connections that wait for something to be asked or told. Where there is room for no more, the one that has waited
//! longest gives way, so that connections which never ask anything keep nobody out.

use std::collections::VecDeque;
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The connections that wait, the one that has waited longest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting(Arc<Mutex<Line>>);

/// Connections by their numbers, in the order in which they came.
type Line = VecDeque<(u64, Arc<TcpStream>)>;

/// Tells connections apart.
static NEXT: AtomicU64 = AtomicU64::new(0);

impl Waiting {
    fn all(&self) -> MutexGuard<'_, Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a connection waits, until what is returned is dropped.
    pub(super) fn wait(&self, connection: &Arc<TcpStream>) -> Wait<'_> {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        self.all().push_back((number, Arc::clone(connection)));
        Wait {
            waiting: self,
            number,
        }
    }

    /// Breaks off the connection that has waited longest; whether there was one.
    pub(super) fn give_way(&self) -> bool {
        let longest = self.all().pop_front();
        // Its thread notices that it has ended.
        longest.is_some_and(|(_, connection)| connection.shutdown(Shutdown::Both).is_ok())
    }
}

/// While it lives, its connection waits.
pub(super) struct Wait<'a> {
    waiting: &'a Waiting,
    number: u64,
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        self.waiting
            .all()
            .retain(|(number, _)| *number != self.number);
    }
}
