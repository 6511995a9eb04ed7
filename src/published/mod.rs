//! A built site as it stands, read back: from a folder, from a zip, or made in memory.

mod files;
mod in_memory;
mod signature;
mod verify;

pub(crate) use files::{Files, OpenProblem};
pub(crate) use in_memory::InMemory;
pub(crate) use signature::{
    KeyProblem, SignatureProblem, Signer, check_signature, read_public_key,
};
pub(crate) use verify::{Deviation, DeviationKind, verify};
