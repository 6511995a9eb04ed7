//! Room for pixels: many small pictures are prepared at a time, or one large one, so that the memory for them has a
//! bound that does not grow with the number of processors.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// So many pixels are held at a time, or those of one picture.
const MOST: u64 = 40_000_000;

static TAKEN: Mutex<u64> = Mutex::new(0);
static LEFT: Condvar = Condvar::new();

/// A place for the pixels of one picture, given back when it is dropped.
pub(super) struct Room(u64);

impl Room {
    /// Waits until there is room for so many pixels.
    pub(super) fn of(pixels: u64) -> Self {
        let pixels = pixels.min(MOST);
        let mut taken = taken();
        while *taken + pixels > MOST {
            taken = LEFT.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += pixels;
        Self(pixels)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        *taken() -= self.0;
        LEFT.notify_all();
    }
}

fn taken() -> MutexGuard<'static, u64> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}
