//! HTML that is printed as it is.

use serde::{Serialize, Serializer};
use tera::Value;

/// HTML that was made by us or has passed the sanitiser: templates print it as it is, where they escape any other
/// text. Cloning it is cheap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Html(Value);

impl Html {
    /// Vouches for this HTML.
    #[must_use]
    pub fn trusted(html: &str) -> Self {
        Self(Value::safe_string(html))
    }

    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
