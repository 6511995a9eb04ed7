//! Stopping when asked (Ctrl-C, or the system that ends us): a run that is making a site clears away what it has begun
//! before the process ends.

use std::process::exit;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The exit code that was asked for; 0 while nobody asked.
static ASKED: AtomicU8 = AtomicU8::new(0);

/// How many sites are being made.
static UNDER_WAY: Mutex<u32> = Mutex::new(0);

fn under_way() -> MutexGuard<'static, u32> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the process with this code: at once where no site is being made, or where it was asked before; else as soon as
/// what was begun is cleared away.
pub(crate) fn stop(code: u8) {
    let count = under_way();
    if *count == 0 || ASKED.swap(code, Ordering::SeqCst) != 0 {
        exit(code.into());
    }
}

/// The exit code where the process was asked to end.
pub(crate) fn asked_to_stop() -> Option<u8> {
    let code = ASKED.load(Ordering::SeqCst);
    (code != 0).then_some(code)
}

/// A site that is being made.
#[derive(Debug)]
pub(super) struct UnderWay(());

impl UnderWay {
    pub(super) fn new() -> Self {
        *under_way() += 1;
        Self(())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        *under_way() -= 1;
    }
}
