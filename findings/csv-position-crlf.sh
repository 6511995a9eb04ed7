#!/bin/sh
# csv (1.4.0, Rust) says of every record after the first of a file with CR LF that it begins one byte too early: its
# position is that of the line feed that ends the line above. Bytes cut out by positions begin with "\n" and lack nothing,
# but what is put in their place joins two lines. With LF alone positions are those of the first byte.
#
# Seen with rustc 1.95: "a,b\r\n1,2\r\n3,4\r\n" has its records at 0, 4 and 9 (the digits stand at 5 and 10), the same
# with "\n" at 0, 4 and 8.
#
# Needs cargo. Exits 1 where that is no longer so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "seen"
version = "0.0.0"
edition = "2021"
[dependencies]
csv = "=1.4.0"
TOML
cat >src/main.rs <<'RS'
fn main() {
    for text in ["a,b\r\n1,2\r\n3,4\r\n", "a,b\n1,2\n3,4\n"] {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let records = reader.records().map(|record| record.unwrap());
        let positions: Vec<u64> = records.map(|record| record.position().unwrap().byte()).collect();
        println!("{positions:?}");
    }
}
RS
cargo run --quiet | tee seen
cat >expected <<'SEEN'
[0, 4, 9]
[0, 4, 8]
SEEN
diff expected seen
