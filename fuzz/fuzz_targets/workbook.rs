//! Bytes of a workbook: its list of sheets, and every sheet.
#![no_main]

mod sheets;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| sheets::read_all(bytes));
