//! The column for what was done in a list of indicators: `Thực hiện`, beside a plan that is not read.

use crate::reading::column::known;
use crate::reading::column_path;
use crate::reading::column_path::{Otherwise, otherwise};
use crate::source::Header;

/// Makes `Thực hiện` known as the value where a column names indicators and no other is known to hold figures. What is
/// printed beside it as a plan, a share or a measure is not read then.
pub(super) fn name_done_column(header: &mut Header) {
    let mut columns = header.columns.iter().flatten();
    let has_figures = columns.any(|column| known::is_number_of_row(*column));
    if header.position(known::INDICATOR).is_none() || has_figures {
        return;
    }
    let unknown = |at: &usize| header.columns.get(*at) == Some(&None);
    let path = |at: usize| {
        header
            .rows()
            .columns()
            .get(at)
            .map_or(&[][..], |column| &column.path)
    };
    let is_done = |at: &usize| matches!(path(*at), [name] if column_path::is_done(name));
    let columns = || (0..header.cells.len()).filter(unknown);
    let mut done = columns().filter(is_done);
    let (Some(value), None) = (done.next(), done.next()) else {
        return;
    };
    let is_beside = |at: &usize| {
        matches!(
            otherwise(path(*at)),
            Some(Otherwise::Plan | Otherwise::Share | Otherwise::Measure | Otherwise::Comparison)
        )
    };
    let beside: Vec<usize> = columns().filter(is_beside).collect();
    header.columns[value] = Some(known::VALUE);
    for at in beside {
        header.columns[at] = Some(known::UNUSED);
    }
}
