//! What `_defaults.toml` gives to the tables of the register, and to pages.

use super::key::{Key, REGISTER_COLUMNS};
use super::shared::{InitiativeOptions, PAGES, REGISTER_FOLDER, Shared};
use crate::diagnostic::Diagnostics;
use crate::reading::defaults::{Defaults, FolderDefaults, TablesOf};
use crate::reading::table_form::TableForm;
use crate::source::ColumnNames;
use rustc_hash::FxHashMap;

/// What holds where no folder says otherwise.
fn top(options: &InitiativeOptions<'_>, names: ColumnNames) -> Defaults {
    Defaults {
        unit: None,
        period: None,
        texts: FxHashMap::default(),
        numbers: None,
        illustrative: options.settings.illustrative,
        names,
        form: TableForm::default(),
        file: None,
    }
}

/// The defaults of the folders of the register, and of `data` itself.
pub(super) fn register_defaults(
    options: &InitiativeOptions<'_>,
    shared: &Shared<'_>,
    diagnostics: &mut Diagnostics,
) -> FolderDefaults {
    let shown: Vec<&str> = REGISTER_COLUMNS
        .iter()
        .filter_map(|(_, names)| names.first().copied())
        .collect();
    let tables = TablesOf {
        names: &shared.names,
        unit: Key::Unit.column(),
        period: None,
        shown: &shown,
        foreign: &ColumnNames::new(),
    };
    let is_ours = |folder: &str| {
        folder == "data"
            || folder
                .strip_prefix(REGISTER_FOLDER)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mut told = Diagnostics::new();
    let names = shared.names.clone();
    let sources = options.sources;
    let folders = FolderDefaults::read(
        sources,
        is_ours,
        tables,
        options.units,
        top(options, names),
        &mut told,
    );
    // The file of `data` is read for the figures too, and told there.
    told.retain(|problem| {
        problem
            .place
            .is_none_or(|place| sources.get(place.file).path.starts_with(REGISTER_FOLDER))
    });
    diagnostics.append(told);
    folders
}

/// The defaults of the folders of pages, which can only say whether what lies there is illustrative.
pub(super) fn page_defaults(
    options: &InitiativeOptions<'_>,
    diagnostics: &mut Diagnostics,
) -> FolderDefaults {
    let none = ColumnNames::new();
    let tables = TablesOf {
        names: &none,
        unit: usize::MAX,
        period: None,
        shown: &[],
        foreign: &none,
    };
    let is_ours = |folder: &str| {
        folder
            .strip_prefix(PAGES)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let top = top(options, none.clone());
    FolderDefaults::read(
        options.sources,
        is_ours,
        tables,
        options.units,
        top,
        diagnostics,
    )
}
