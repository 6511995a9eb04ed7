//! The signals by which people and systems end a program.

use crate::output;

/// Lets a site that is being made be cleared away when the process is asked to end. Where that cannot be had, the signal
/// ends the process all the same, and the next run clears up.
pub(super) fn clear_up_when_asked() {
    on_signal(output::stop);
}

/// Calls `work` with the exit code that is usual for a signal when it comes.
#[cfg(unix)]
pub(super) fn on_signal(work: impl Fn(u8) + Send + 'static) {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    let _ = std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                work(128 + u8::try_from(signal).unwrap_or(0));
            }
        });
}

#[cfg(not(unix))]
pub(super) fn on_signal(work: impl Fn(u8) + Send + 'static) {
    const OF_CTRL_C: u8 = 130;
    let _ = ctrlc::set_handler(move || work(OF_CTRL_C));
}
