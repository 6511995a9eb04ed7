//! The line that says what the cells of a header are, where they look like periods, units, fields or indicators.

use super::Proposal;
use crate::calendar::PeriodLength;
use crate::reading::column_path::otherwise_in;
use crate::reading::defaults::Defaults;
use crate::reading::observation_reader::reshaped::Known;
use crate::reading::observation_reader::row_name::row_name;
use crate::reading::observation_reader::shared::Shared;
use crate::reading::table_form::Across;
use crate::source::StackedHeader;
use crate::text::fold;
use rustc_hash::FxHashSet;

/// So many things across make a header.
const LEAST: usize = 2;

/// The kinds of things, each with the word for it; where there are as many of two kinds the first is proposed.
const KINDS: [(Across, &str); 4] = [
    (Across::Period, "period"),
    (Across::Unit, "unit"),
    (Across::Field, "field"),
    (Across::Indicator, "indicator"),
];

impl Proposal {
    /// For a header in which several cells are things of one kind.
    pub(in crate::reading::observation_reader) fn across(
        header: &StackedHeader,
        shared: &Shared<'_>,
        defaults: &Defaults,
    ) -> Option<Self> {
        if defaults.form.across.is_some() {
            return None;
        }
        let count = |across: Across| {
            let known = Known {
                across,
                defaults,
                shared,
            };
            let mut things: FxHashSet<String> = FxHashSet::default();
            let are_years = known.are_years(header.columns().iter());
            let length = are_years.then_some(PeriodLength::Year);
            let columns = header.columns().iter();
            for column in columns.filter(|column| otherwise_in(&column.path, length).is_none()) {
                let such = column.path.iter().filter(|part| known.is_such(part));
                things.extend(
                    such.filter(|part| row_name(part).is_none())
                        .map(|part| fold(part)),
                );
            }
            things.len()
        };
        let mut best: Option<(usize, &str)> = None;
        for (across, word) in KINDS {
            let count = count(across);
            if count >= LEAST && best.is_none_or(|(most, _)| count > most) {
                best = Some((count, word));
            }
        }
        let (_, word) = best?;
        Some(Self {
            lines: format!("across = \"{word}\"\n"),
            is_of_use: true,
            is_across: true,
        })
    }
}
