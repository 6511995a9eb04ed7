//! The field of an initiative: one that the campaign has, or another.

use super::shared::Shared;
use crate::diagnostic::nearest;
use crate::model::FieldId;
use crate::place::{FileId, Place};
use crate::reading::new_field::NewField;

/// A field as an initiative names it.
#[derive(Debug, Clone)]
pub(super) enum NamedField {
    /// One that the campaign has.
    Known(FieldId),
    /// Another.
    New(NewField),
}

impl NamedField {
    /// Whether both are one field.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(a), Self::Known(b)) => a == b,
            (Self::New(a), Self::New(b)) => a.slug == b.slug,
            (Self::Known(_), Self::New(_)) | (Self::New(_), Self::Known(_)) => false,
        }
    }

    /// The same, named at another place.
    pub(super) fn named_at(self, place: Place) -> Self {
        match self {
            Self::Known(id) => Self::Known(id),
            Self::New(field) => Self::New(NewField { place, ..field }),
        }
    }
}

/// What a text says of a field, wherever it stands.
#[derive(Debug, Clone)]
pub(super) struct FieldText {
    /// The field, at no place in particular; `None` where the text cannot name one.
    pub(super) named: Option<NamedField>,
    /// The known field that a new one is nearly.
    pub(super) near: Option<Box<str>>,
}

impl Shared<'_> {
    /// The field of a text, by code or name.
    pub(super) fn look_up_field(&self, text: &str) -> FieldText {
        self.field_memo.get(text, || self.read_field(text))
    }

    fn read_field(&self, text: &str) -> FieldText {
        if let Some(id) = self.field_names.find(text) {
            return FieldText {
                named: Some(NamedField::Known(id)),
                near: None,
            };
        }
        let new = NewField::new(text, Place::file(FileId(0)));
        let known = self.fields.0.iter();
        // A name that only looks like a known field's is told where the fields are put together.
        let is_one = |new: &NewField| known.clone().any(|known| known.key == new.slug);
        let is_other = new.as_ref().is_some_and(|new| !is_one(new));
        let names = known.clone().flat_map(|known| [&*known.name, &*known.key]);
        let near = is_other.then(|| nearest(text, names)).flatten();
        FieldText {
            near: near.map(Into::into),
            named: new.map(NamedField::New),
        }
    }
}
