//! Where the figures came from: the files that units reported in, and the last period reported.

use crate::calendar::Period;
use crate::model::{Campaign, Observation};
use crate::place::FileId;
use rayon::prelude::*;

/// The last period that has a figure.
pub(super) fn last_period(observations: &[Observation]) -> Option<Period> {
    observations
        .iter()
        .filter(|observation| observation.is_given())
        .map(|observation| observation.period)
        .max()
}

/// By unit: the files that its own figures came from, in their order.
pub(super) fn files_by_unit(campaign: &Campaign) -> Vec<Vec<FileId>> {
    let mut files: Vec<Vec<FileId>> = vec![Vec::new(); campaign.units.len()];
    // By file: the last run of rows of one unit that it was met in.
    let mut met_in = vec![0; campaign.sources.id_count()];
    let runs = campaign.observations.all.chunk_by(|a, b| a.unit == b.unit);
    for (run, rows) in (1..).zip(runs) {
        let of_unit = &mut files[rows[0].unit.0 as usize];
        for row in rows {
            let met_in: &mut usize = &mut met_in[row.file.0 as usize];
            if std::mem::replace(met_in, run) != run {
                of_unit.push(row.file);
            }
        }
    }
    files.par_iter_mut().for_each(|of_unit| {
        of_unit.sort_unstable();
        of_unit.dedup();
        of_unit.shrink_to_fit();
    });
    files
}
