//! Writes a large generated campaign, to measure builds with.
//!
//! ```text
//! cargo run --release --example large_campaign -- --out DIR
//!     [--units 12000] [--rows 3200000] [--announcements 2000] [--initiatives [5000]] [--seed 54]
//! ```
//!
//! Without `--initiatives` there are none; with it and no number, five thousand.
//! The same arguments give the same bytes on every machine. The folder must be new or empty.

mod campaign;

use campaign::Size;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let written = parse(&arguments).and_then(|(size, out)| campaign::write(&size, &out));
    match written {
        Ok(rows) => {
            println!("{rows} rows");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The size and the folder that the arguments ask for.
fn parse(arguments: &[String]) -> Result<(Size, PathBuf), String> {
    let mut size = Size::default();
    let mut out = None;
    let mut arguments = arguments.iter().peekable();
    while let Some(name) = arguments.next() {
        let is_bare = arguments.peek().is_none_or(|next| next.starts_with("--"));
        if name == "--initiatives" && is_bare {
            size.initiatives = 5_000;
            continue;
        }
        let value = arguments
            .next()
            .ok_or_else(|| format!("{name} needs a value"))?;
        let number = || {
            value
                .parse::<u64>()
                .map_err(|_| format!("{name} {value}: not a whole number"))
        };
        match name.as_str() {
            "--out" => out = Some(PathBuf::from(value)),
            "--units" => size.units = number()?,
            "--rows" => size.rows = number()?,
            "--announcements" => size.announcements = number()?,
            "--initiatives" => size.initiatives = number()?,
            "--seed" => size.seed = number()?,
            _ => return Err(format!("{name}: no such option")),
        }
    }
    Ok((size, out.ok_or("--out DIR is needed")?))
}
