//! What it takes to copy an initiative.

use super::PassageView;
use serde::Serialize;

/// What it takes to copy an initiative.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CopyingView {
    /// What is needed.
    pub requirements: Option<PassageView>,
    /// What it costs.
    pub cost: Option<PassageView>,
    /// How others can copy it.
    pub replicability: Option<PassageView>,
}
