//! Fields that are in no register: what only figures or initiatives name.

use super::NameKey;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Field, FieldId, Fields};
use crate::place::Place;
use crate::text::slug;
use std::collections::BTreeMap;

/// A field that is not known yet.
#[derive(Debug, Clone)]
pub(super) struct NewField {
    /// The slug of its name, which becomes its key.
    pub(super) slug: Box<str>,
    /// Its name as it is written there.
    pub(super) name: Box<str>,
    /// Its name in the form in which names are compared.
    pub(super) key: NameKey,
    /// Where it is named.
    pub(super) place: Place,
}

impl NewField {
    /// The field of a name; `None` where nothing of the name can go into an address.
    pub(super) fn new(name: &str, place: Place) -> Option<Self> {
        let slug = slug(name);
        (!slug.is_empty()).then(|| Self {
            slug: slug.into(),
            name: name.into(),
            key: NameKey::new(name),
            place,
        })
    }
}

/// Appends the fields that are named to those that are known, by key, each once; gives the id of each slug. Two names
/// of one key that are not spellings of one name are told.
pub(super) fn add_new_fields<'f>(
    named: impl Iterator<Item = &'f NewField>,
    fields: &mut Fields,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<&'f str, FieldId> {
    let mut by_slug: BTreeMap<&str, Vec<&NewField>> = BTreeMap::new();
    for field in named {
        by_slug.entry(&field.slug).or_default().push(field);
    }
    let known_count = fields.0.len();
    let mut ids: BTreeMap<&str, FieldId> = BTreeMap::new();
    for (&slug, named) in &by_slug {
        let known = fields.0[..known_count]
            .iter()
            .position(|field| &*field.key == slug);
        if let Some(known) = known {
            tell_same_slug(slug, &fields.0[known].name, None, named, diagnostics);
            ids.insert(slug, FieldId(u16::try_from(known).unwrap_or(u16::MAX)));
            continue;
        }
        let Ok(id) = u16::try_from(fields.0.len()) else {
            if let Some(first) = named.first() {
                diagnostics.push(Code::TooManyFields.at(first.place));
            }
            break;
        };
        let Some(best) = fullest(named) else { continue };
        tell_same_slug(slug, &best.name, Some(best), named, diagnostics);
        fields.0.push(Field {
            key: slug.into(),
            name: best.name.clone(),
        });
        ids.insert(slug, FieldId(id));
    }
    ids
}

/// The spelling to show: the one of which most others leave out diacritics, then the one with fewest capitals, then
/// by letters, so that it does not depend on the order of rows.
fn fullest<'a>(named: &[&'a NewField]) -> Option<&'a NewField> {
    let spelt_by = |field: &NewField| {
        named
            .iter()
            .filter(|other| other.key.is_spelling_of(&field.key))
            .count()
    };
    let capitals = |field: &NewField| field.name.chars().filter(|c| c.is_uppercase()).count();
    let mut distinct: Vec<&NewField> = named.to_vec();
    distinct.sort_by(|a, b| a.name.cmp(&b.name));
    distinct.dedup_by(|a, b| a.name == b.name);
    distinct.into_iter().min_by_key(|field| {
        (
            std::cmp::Reverse(spelt_by(field)),
            capitals(field),
            &field.name,
        )
    })
}

/// Two names that would be one field in addresses, but are not spellings of one name.
fn tell_same_slug(
    slug: &str,
    name: &str,
    shown: Option<&NewField>,
    named: &[&NewField],
    diagnostics: &mut Diagnostics,
) {
    let key = NameKey::new(name);
    let mut told: Vec<&NameKey> = Vec::new();
    for field in named {
        if field.key.is_spelling_of(&key) || told.contains(&&field.key) {
            continue;
        }
        told.push(&field.key);
        let error = Code::FieldsWithOneKey
            .at(field.place)
            .arg("text", &field.name)
            .arg("other", name)
            .arg("slug", slug);
        diagnostics.push(match shown {
            Some(shown) => error.related(shown.place),
            None => error,
        });
    }
}
