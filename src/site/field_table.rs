//! The table of an indicator's fields. Pages of units have very many of its rows, so they are made as HTML at once.

use super::shown::{Notes, state};
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
        rows.markup("\n<tr><th>");
        rows.text(&facts.campaign.fields.get(field).name);
        push_note(&mut rows, lack(point).as_deref());
        push_notes(
            &mut rows,
            &shown::notes_in_field(facts, wording, indicator, point),
        );
        rows.markup("<td>");
        push_value(facts, wording, &mut rows, indicator, point);
        rows.markup("<td>");
        rows.html(&wording.state_view(state(indicator, point)).mark);
    }
    rows.finish()
}

fn push_value(
    facts: &Facts<'_>,
    wording: &Wording,
    rows: &mut HtmlWriter,
    indicator: &Indicator,
    point: &Point,
) {
    match wording.shown(indicator, point) {
        Some(shown) => {
            rows.markup("<b class=\"value\">");
            rows.text(&shown);
            rows.markup("</b>");
        }
        None => {
            rows.markup("<span class=\"absent\">");
            rows.text(&shown::absent(facts, wording, point, false).unwrap_or_default());
            rows.markup("</span>");
        }
    }
}

/// As `Notes` of the templates writes them.
fn push_notes(rows: &mut HtmlWriter, notes: &Notes) {
    if let Some(interval) = &notes.interval {
        rows.markup("<span class=\"sub\">");
        rows.text(interval);
        if let Some(doubt) = notes.doubt {
            rows.markup("; ");
            rows.text(doubt);
        }
        rows.markup("</span>");
    }
    push_note(rows, notes.small.as_deref());
    push_note(rows, notes.coverage.as_deref());
}

fn push_note(rows: &mut HtmlWriter, note: Option<&str>) {
    if let Some(note) = note {
        rows.markup("<span class=\"sub\">");
        rows.text(note);
        rows.markup("</span>");
    }
}
