//! A page: front matter taken off its Markdown, and its TOML.
#![no_main]

use libfuzzer_sys::fuzz_target;
use thidua::source::toml::{Keys, Toml};
use thidua::source::{FRONT_MATTER_LINE, split_front_matter};
use thidua::place::FileId;

fuzz_target!(|text: &str| {
    let Ok(page) = split_front_matter(text, FileId(0)) else {
        return;
    };
    if let Some(toml) = page.toml {
        let (toml, _) = Toml::parse_recovering(toml, FileId(0), FRONT_MATTER_LINE);
        toml.root(&Keys::FREE).finish();
    }
});
