//! Where the figures came from: the files that units reported in, and the last period reported.

use crate::campaign::{Campaign, Observation, Period};
use crate::source::FileId;

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
    for observation in &campaign.observations.all {
        let of_unit = &mut files[observation.unit.0 as usize];
        if of_unit.last() != Some(&observation.file) && !of_unit.contains(&observation.file) {
            of_unit.push(observation.file);
        }
    }
    files.iter_mut().for_each(|of_unit| of_unit.sort_unstable());
    files
}
