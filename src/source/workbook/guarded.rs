//! Reading what may make a library panic: a damaged file is then told as damaged.

use super::fault::WorkbookFault;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reading; a panic in it is damage of the file, and nothing is printed of it.
pub(super) fn guarded<T>(
    read: impl FnOnce() -> Result<T, WorkbookFault>,
) -> Result<T, WorkbookFault> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !IS_GUARDED.get() {
                others(info);
            }
        }));
    });
    let before = IS_GUARDED.replace(true);
    // What was being read is dropped with the panic, so nothing half-made is seen.
    let outcome = catch_unwind(AssertUnwindSafe(read));
    IS_GUARDED.set(before);
    outcome.unwrap_or_else(|_| Err(WorkbookFault::damaged("…")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_damage() {
        let outcome: Result<(), _> = guarded(|| panic!("a library's"));
        assert_eq!(outcome, Err(WorkbookFault::damaged("…")));
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }
}
