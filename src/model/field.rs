//! Fields (lĩnh vực) that figures are broken down by.

/// A field, an index into [`Fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u16);

/// A field (lĩnh vực), such as land or construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its key: the code of `fields.csv`, else the slug of its name.
    pub key: Box<str>,
    /// Its name.
    pub name: Box<str>,
}

/// All fields, in the order of `fields.csv`, then those that only the data name, by key.
#[derive(Debug, Clone, Default)]
pub struct Fields(pub Vec<Field>);

impl Fields {
    /// The field with this id.
    #[must_use]
    pub fn get(&self, id: FieldId) -> &Field {
        &self.0[id.0 as usize]
    }
}
