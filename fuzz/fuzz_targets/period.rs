//! A cell for a period.
#![no_main]

use libfuzzer_sys::fuzz_target;
use thidua::calendar::{Period, YearStart};

fuzz_target!(|text: &str| {
    for start in [None, YearStart::new(4)] {
        if let Some(period) = Period::parse_in(text, start) {
            assert_eq!(Period::parse_in(&period.code(), start), Some(period));
        }
    }
});
