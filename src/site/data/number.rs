//! Numbers in JSON and CSV: unrounded, the shortest decimal of the nearest double, integers without a point.

use serde::{Serialize, Serializer};
use std::fmt;

/// A number as it stands in JSON and CSV.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number(pub(super) f64);

/// Whole numbers up to here are exact as doubles and are written as integers.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

impl Number {
    fn whole(self) -> Option<i64> {
        (self.0.fract() == 0.0 && self.0.abs() <= LARGEST_WHOLE).then_some(self.0 as i64)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.whole() {
            Some(whole) => whole.fmt(f),
            // Rust writes the shortest digits that give the same double again, never with an exponent.
            None => self.0.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn whole_numbers_have_no_point() {
        assert_eq!(
            serde_json::to_string(&Number(95.0)).ok().as_deref(),
            Some("95")
        );
        assert_eq!(Number(-3.0).to_string(), "-3");
        assert_eq!(Number(-0.0).to_string(), "0");
    }

    #[test]
    fn others_are_the_shortest_decimal() {
        assert_eq!(
            serde_json::to_string(&Number(93.4)).ok().as_deref(),
            Some("93.4")
        );
        assert_eq!(
            Number(585_116.0 * 100.0 / 585_336.0).to_string(),
            "99.9624147498189"
        );
    }
}
