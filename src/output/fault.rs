//! Where tests let a run fail or be killed; in the program itself there is nothing of it.

/// A point between two steps that a run can be interrupted at.
#[cfg(not(test))]
pub(super) fn point() -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use hook::{fail_at, kill_at, point};

#[cfg(test)]
mod hook {
    use std::cell::Cell;
    use std::io;

    #[derive(Clone, Copy)]
    enum Fault {
        Failure,
        Kill,
    }

    thread_local! {
        static PLAN: Cell<Option<(u32, Fault)>> = const { Cell::new(None) };
    }

    /// Lets the n-th point from now fail in this thread; `None` takes the plan back. Returns whether the
    /// plan before had not come to pass.
    pub(in crate::output) fn fail_at(n: Option<u32>) -> bool {
        PLAN.replace(n.map(|n| (n, Fault::Failure))).is_some()
    }

    /// Ends the process at the n-th point from now, as a power cut would.
    pub(in crate::output) fn kill_at(n: u32) {
        PLAN.set(Some((n, Fault::Kill)));
    }

    pub(in crate::output) fn point() -> io::Result<()> {
        match PLAN.get() {
            None => Ok(()),
            Some((0, Fault::Kill)) => std::process::abort(),
            Some((0, Fault::Failure)) => {
                PLAN.set(None);
                Err(io::Error::from(io::ErrorKind::StorageFull))
            }
            Some((n, fault)) => {
                PLAN.set(Some((n - 1, fault)));
                Ok(())
            }
        }
    }
}
