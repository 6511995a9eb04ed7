//! A cell for a period.
#![no_main]

use libfuzzer_sys::fuzz_target;
use thidua::campaign::Period;

fuzz_target!(|text: &str| {
    if let Some(period) = Period::parse(text) {
        assert_eq!(Period::parse(&period.code()), Some(period));
    }
});
