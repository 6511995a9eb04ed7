//! A built site as it stands, read back: from a folder, from a zip, or made in memory.

mod contents;
mod difference;
mod files;
mod in_memory;
mod signature;
mod verify;

pub(crate) use contents::{Contents, is_telling};
pub(crate) use difference::{
    Change, Difference, DifferenceError, Measured, Of, Subject, Uploads, difference, uploads,
};
pub(crate) use files::{Files, OpenProblem};
pub(crate) use in_memory::InMemory;
pub(crate) use signature::{
    KeyProblem, SignatureProblem, Signer, check_signature, read_public_key,
};
pub(crate) use verify::{Deviation, DeviationKind, verify};
