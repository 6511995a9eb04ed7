//! The table of an indicator's fields. Pages of units have very many of its rows, so they are made as HTML at once.

use super::component::FieldRow;
use super::shown::state;
use super::{Facts, Wording, shown};
use crate::figures::Point;
use crate::model::{FieldId, Indicator};
use crate::render::{Html, HtmlWriter};

/// About how many bytes a row takes.
const ROOM: usize = 140;

/// The rows (`<tr>`) of fields with their figures, in this order; nothing where there are none. `lack` says what a
/// figure lacks to its target.
pub(super) fn field_table(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    fields: &[(FieldId, &Point)],
    lack: impl Fn(&Point) -> Option<String>,
) -> Html {
    let mut rows = HtmlWriter::with_room(ROOM * fields.len());
    for &(field, point) in fields {
        let shown = wording.shown(indicator, point);
        let absent = || shown::absent(facts, wording, point, false).unwrap_or_default();
        FieldRow {
            name: &facts.campaign.fields.get(field).name,
            lack: lack(point).as_deref(),
            notes: &shown::notes_in_field(facts, wording, indicator, point),
            figure: shown.ok_or_else(absent),
            state: &wording.state_view(state(indicator, point)).mark,
        }
        .write(&mut rows);
    }
    rows.finish()
}
