//! A view that stands on many pages and is converted for templates once.

use serde::{Serialize, Serializer};
use tera::Value;

/// A converted view. Cloning it, and serialising it as a part of a larger view, costs next to nothing.
#[derive(Debug, Clone)]
pub struct Shared(Value);

impl Shared {
    /// Converts a view. One that cannot be converted (a map whose keys are no strings) becomes nothing, which
    /// templates tell as undefined.
    #[must_use]
    pub fn new(view: &impl Serialize) -> Self {
        Self(Value::try_from_serializable(view).unwrap_or_else(|_| Value::undefined()))
    }
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
