//! What is shown at present: the edition, its problems, and the last good page of every address that was looked at.

use super::edition::{Answer, Desk, Request};
use super::panel::Panel;
use crate::locale::Words;
use rustc_hash::FxHashMap;
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// So long a browser that comes before the first reading is over is kept waiting.
const FIRST_READING: Duration = Duration::from_secs(120);

/// So many pages are remembered in their last good form.
const REMEMBERED: usize = 64;

/// What is shown at present.
pub(super) struct Hub {
    /// The words of the preview itself.
    pub(super) words: &'static Words,
    /// Tells this run of the program from the one before it.
    run: u128,
    shown: Mutex<Shown>,
    changed: Condvar,
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
        drop(shown);
        self.changed.notify_all();
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

    /// How far things are as soon as they are other than `known`, or when `patience` is over.
    pub(super) fn state_after(&self, known: u64, patience: Duration) -> State {
        let wait = self
            .changed
            .wait_timeout_while(self.lock(), patience, |shown| shown.change == known);
        let (shown, _) = wait.unwrap_or_else(PoisonError::into_inner);
        self.state_of(&shown)
    }

    /// The file at a path of the site, with the state that it is from.
    pub(super) fn file(&self, path: &str) -> (Found, State) {
        loop {
            let (state, desk) = {
                let shown = self.settled();
                (self.state_of(&shown), shown.desk.clone())
            };
            let Some(desk) = desk else {
                return (Found::NoSite, state);
            };
            let (reply, answer) = channel();
            let request = Request {
                path: path.to_owned(),
                reply,
            };
            let asked = desk.send(request).is_ok();
            drop(desk);
            if let (true, Ok(answer)) = (asked, answer.recv()) {
                return (self.found(path, answer), state);
            }
            // The edition ended: a newer one has taken over, unless it broke.
            if self.lock().change == state.change {
                return (Found::NoSite, state);
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
