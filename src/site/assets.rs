//! Files that are copied as they are: the site's own `static/` folder over the built-in one.

use super::{Context, Site};

macro_rules! built_in {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/static/", $path)) as &[u8])),*]
    };
}

/// The built-in files of `static/` by their path in the site.
const BUILT_IN: &[(&str, &[u8])] = built_in![];

/// Plans the built-in files that the site folder does not replace, and the site folder's own.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    let own: Vec<_> = context
        .campaign
        .sources
        .iter()
        .filter_map(|(id, file)| Some((id, file.path.strip_prefix("static/")?, file)))
        .collect();
    for (path, bytes) in BUILT_IN {
        if !own.iter().any(|(_, other, _)| other == path) {
            site.fixed(*path, bytes);
        }
    }
    for (id, path, file) in own {
        site.copy(path, id, file.on_disk.clone());
    }
}
