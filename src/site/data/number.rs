//! Numbers in JSON and CSV: unrounded, the shortest decimal of the nearest double, integers without a point.

use serde::{Serialize, Serializer};
use std::io::Write;

/// A number as it stands in JSON and CSV.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number(pub(super) f64);

/// Whole numbers up to here are exact as doubles and are written as integers.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Writes a whole number.
pub(super) fn write_whole(out: &mut Vec<u8>, number: u32) {
    match u8::try_from(number) {
        // Most are the one unit of a ward.
        Ok(digit @ 0..=9) => out.push(b'0' + digit),
        _ => out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
    }
}

impl Number {
    fn whole(self) -> Option<i64> {
        let whole = self.0 as i64;
        (whole as f64 == self.0 && self.0.abs() <= LARGEST_WHOLE).then_some(whole)
    }

    /// Writes it into JSON.
    pub(super) fn write_json(self, out: &mut Vec<u8>) {
        match self.whole() {
            Some(whole) => out.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes()),
            None if self.0.is_finite() => {
                out.extend_from_slice(zmij::Buffer::new().format_finite(self.0).as_bytes());
            }
            None => out.extend_from_slice(b"null"),
        }
    }

    /// Writes it into CSV, where it never has an exponent.
    pub(super) fn write_csv(self, out: &mut Vec<u8>) {
        // Of such a size it has none in JSON either.
        if self.0 == 0.0 || (1e-3..1e15).contains(&self.0.abs()) {
            self.write_json(out);
        } else {
            // Rust writes the same digits without an exponent. Writing into memory never fails.
            let _ = write!(out, "{}", self.0);
        }
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

#[cfg(test)]
mod tests {
    use super::Number;
    use proptest::prelude::*;

    fn json(number: f64) -> String {
        let mut out = Vec::new();
        Number(number).write_json(&mut out);
        String::from_utf8(out).expect("text")
    }

    fn csv(number: f64) -> String {
        let mut out = Vec::new();
        Number(number).write_csv(&mut out);
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn whole_numbers_have_no_point() {
        assert_eq!(json(95.0), "95");
        assert_eq!(csv(-3.0), "-3");
        assert_eq!(csv(-0.0), "0");
    }

    #[test]
    fn others_are_the_shortest_decimal() {
        assert_eq!(json(93.4), "93.4");
        assert_eq!(csv(585_116.0 * 100.0 / 585_336.0), "99.9624147498189");
    }

    #[test]
    fn a_table_has_no_exponents() {
        assert_eq!(json(1.5e-9), "1.5e-9");
        assert_eq!(csv(1.5e-9), "0.0000000015");
        assert_eq!(csv(1e20), "100000000000000000000");
    }

    proptest! {
        #[test]
        fn both_give_the_same_number_again(number in prop_oneof![any::<f64>(), (0..1_000_000_i32).prop_map(|n| f64::from(n) / 1e3)]) {
            prop_assume!(number.is_finite());
            prop_assert_eq!(json(number), serde_json::to_string(&Number(number)).expect("a number"));
            prop_assert_eq!(json(number).parse::<f64>(), Ok(number));
            prop_assert_eq!(csv(number).parse::<f64>(), Ok(number));
        }
    }
}
