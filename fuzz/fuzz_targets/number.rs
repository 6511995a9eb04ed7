//! A cell for a number, of text and of a workbook.
#![no_main]

use libfuzzer_sys::fuzz_target;
use thidua::number::{Cell, read, read_exact};

fuzz_target!(|text: &str| {
    let _ = read(text);
    if let Cell::Figure { value, .. } = read_exact(text) {
        // What is read exactly is written alike, but for zeros that say nothing.
        assert_eq!(read_exact(&value.to_string()), Cell::Figure { value, percent: false, style: None });
    }
});
