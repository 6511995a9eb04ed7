//! What is shown at present: the edition, its problems, and the last good page of every address that was looked at.

use super::edition::{Answer, Desk, Edition, Request};
use super::panel::Panel;
use crate::locale::Words;
use rustc_hash::FxHashMap;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// So long a browser that comes before the first reading is over is kept waiting.
const FIRST_READING: Duration = Duration::from_secs(120);

/// So many pages are remembered in their last good form.
const REMEMBERED: usize = 64;

/// What is shown at present.
pub(crate) struct Hub {
    /// The words of the preview itself.
    pub(super) words: &'static Words,
    /// Tells this run of the program from the one before it.
    run: u128,
    shown: Mutex<Shown>,
    changed: Condvar,
    /// As `changed`, for those who wait without a thread.
    told: watch::Sender<u64>,
}

struct Shown {
    /// How many editions there were, and where the last makes its pages.
    edition: u64,
    desk: Option<Desk>,
    /// How often anything changed.
    change: u64,
    panel: Arc<Panel>,
    good: FxHashMap<String, Arc<[u8]>>,
}

/// How far things are: a browser that knows another state asks for what is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    /// The edition's name, another one with every edition and every run.
    pub(super) edition: String,
    /// Another one with every change.
    pub(super) change: u64,
    /// The problems.
    pub(super) panel: Arc<Panel>,
}

/// A file, as far as it can be had.
pub(super) enum Found {
    /// Its bytes.
    File(Arc<[u8]>),
    /// The last that could be made, and why it cannot be made now.
    Old(Arc<[u8]>, Panel),
    /// It could never be made.
    Failed(Panel),
    /// There is a folder of that name.
    Folder,
    /// There is no such file.
    Missing,
    /// There is no site yet.
    NoSite,
}

impl Hub {
    /// Nothing is shown yet.
    pub(super) fn new(words: &'static Words) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let shown = Shown {
            edition: 0,
            desk: None,
            change: 0,
            panel: Arc::default(),
            good: FxHashMap::default(),
        };
        Self {
            words,
            run: now.map_or(0, |time| time.as_nanos()),
            shown: Mutex::new(shown),
            changed: Condvar::new(),
            told: watch::Sender::new(0),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new edition takes over.
    pub(super) fn show(&self, desk: Desk, panel: Panel) {
        let mut shown = self.lock();
        shown.edition += 1;
        shown.desk = Some(desk);
        self.tell(shown, panel);
    }

    /// The input has errors: the edition stays.
    pub(super) fn refuse(&self, panel: Panel) {
        self.tell(self.lock(), panel);
    }

    fn tell(&self, mut shown: MutexGuard<'_, Shown>, panel: Panel) {
        shown.change += 1;
        shown.panel = Arc::new(panel);
        let change = shown.change;
        drop(shown);
        self.changed.notify_all();
        self.told.send_replace(change);
    }

    fn state_of(&self, shown: &Shown) -> State {
        State {
            edition: format!("{:x}-{}", self.run, shown.edition),
            change: shown.change,
            panel: Arc::clone(&shown.panel),
        }
    }

    /// What is shown; the first reading is waited for.
    fn settled(&self) -> MutexGuard<'_, Shown> {
        let wait = self
            .changed
            .wait_timeout_while(self.lock(), FIRST_READING, |shown| shown.change == 0);
        wait.unwrap_or_else(PoisonError::into_inner).0
    }

    /// How far things are.
    pub(super) fn state(&self) -> State {
        self.state_of(&self.settled())
    }

    /// How far things are; `None` before the first reading is over.
    pub(super) fn state_if_any(&self) -> Option<State> {
        let shown = self.lock();
        (shown.change > 0).then(|| self.state_of(&shown))
    }

    /// Where every change is told.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.told.subscribe()
    }

    /// The file at a path of the site, with the state that it is from.
    pub(super) fn file(&self, path: &str) -> (Found, State) {
        let (answer, state) = self.ask(|reply| Request::File {
            path: path.to_owned(),
            reply,
        });
        let found = answer.map_or(Found::NoSite, |answer| self.found(path, answer));
        (found, state)
    }

    /// Whether the site that is shown has a file at a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        matches!(self.file(path).0, Found::File(_) | Found::Old(..))
    }

    /// The problems of the last reading.
    pub(crate) fn panel(&self) -> Arc<Panel> {
        self.state().panel
    }

    /// What `look` sees of the edition that is shown; `None` where there is none yet.
    pub(crate) fn look<T: Send + 'static>(
        &self,
        look: impl Fn(&Edition<'_, '_>) -> T + Send + Sync + 'static,
    ) -> Option<T> {
        let look = Arc::new(look);
        let (seen, _) = self.ask(|reply| {
            let look = Arc::clone(&look);
            Request::Look(Box::new(move |edition| {
                // Who asked may have gone away.
                let _ = reply.send(look(edition));
            }))
        });
        seen
    }

    /// The answer of the edition that is shown to a request; `None` where there is no edition.
    fn ask<T>(&self, request: impl Fn(Sender<T>) -> Request) -> (Option<T>, State) {
        loop {
            let (state, desk) = {
                let shown = self.settled();
                (self.state_of(&shown), shown.desk.clone())
            };
            let Some(desk) = desk else {
                return (None, state);
            };
            let (reply, answer) = channel();
            let asked = desk.send(request(reply)).is_ok();
            drop(desk);
            if let (true, Ok(answer)) = (asked, answer.recv()) {
                return (Some(answer), state);
            }
            // The edition ended: a newer one has taken over, unless it broke.
            if self.lock().change == state.change {
                return (None, state);
            }
        }
    }

    fn found(&self, path: &str, answer: Answer) -> Found {
        match answer {
            Answer::Folder => Found::Folder,
            Answer::Missing => Found::Missing,
            Answer::File(bytes) => {
                let bytes: Arc<[u8]> = bytes.into();
                if path.ends_with(".html") {
                    let good = &mut self.lock().good;
                    if good.len() >= REMEMBERED && !good.contains_key(path) {
                        good.clear();
                    }
                    good.insert(path.to_owned(), Arc::clone(&bytes));
                }
                Found::File(bytes)
            }
            Answer::Failed(panel) => match self.lock().good.get(path) {
                Some(old) => Found::Old(Arc::clone(old), panel),
                None => Found::Failed(panel),
            },
        }
    }
}
