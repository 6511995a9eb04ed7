//! `docs/khoa.md` and `docs/keys.md` are written of the keys that readers know.

use snapbox::file;
use thidua::locale::{Language, Words};
use thidua::reading::keys::guide;

#[test]
fn the_guides_of_keys_are_what_the_code_says() {
    let vietnamese = guide(Words::of(Language::Vietnamese));
    snapbox::assert_data_eq!(vietnamese, file!["../../docs/khoa.md"].raw());
    let english = guide(Words::of(Language::English));
    snapbox::assert_data_eq!(english, file!["../../docs/keys.md"].raw());
}
