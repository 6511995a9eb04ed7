//! The illustrative initiatives: what units say of what they did, who took it up, and what it did to the figures.
//!
//! Their words stand in the TOML files beside this one, a file a kind of unit; adopters, dates and the strength of each
//! effect follow from the seed.

mod adoption;
mod draft;
mod effect;
mod register;

use super::Files;
use super::units::{Kind, Unit};
pub(crate) use adoption::Adoption;
pub(crate) use draft::Draft;
pub(crate) use effect::{Effects, Moved};

/// Where the tables of the register lie in the site folder.
pub(crate) const FOLDER: &str = "data/initiatives/minh-hoa";

const WORDS: [(Kind, &str); 3] = [
    (Kind::District, include_str!("districts.toml")),
    (Kind::Department, include_str!("departments.toml")),
    (Kind::Ward, include_str!("wards.toml")),
];

/// An initiative of the example.
pub(crate) struct Initiative {
    pub(crate) kind: Kind,
    pub(crate) draft: Draft,
    pub(crate) adopters: Vec<Adoption>,
}

/// All initiatives, in the order of their files.
///
/// # Errors
/// Where the words cannot be read, or name a unit that the register lacks.
pub(crate) fn all(units: &[Unit]) -> Result<Vec<Initiative>, String> {
    let mut initiatives = Vec::new();
    for (kind, words) in WORDS {
        for draft in draft::parse(words)? {
            let is_known = |unit: &&Unit| unit.code == draft.unit && unit.kind == kind;
            let unit = units
                .iter()
                .find(is_known)
                .ok_or_else(|| format!("{}: no unit {} of this kind", draft.id, draft.unit))?;
            let adopters = adoption::of(&draft, unit, units);
            initiatives.push(Initiative {
                kind,
                draft,
                adopters,
            });
        }
    }
    Ok(initiatives)
}

/// Writes the tables of the register.
pub(crate) fn write(files: &mut Files, initiatives: &[Initiative], units: &[Unit]) {
    register::write(files, initiatives, units);
}
