//! What a chart says, in words: its heading and its description. Built from statuses and shown figures alone, so
//! that no sentence can contradict a figure on the page.

use super::{ChartTarget, LinePoint, UnitMark};
use crate::campaign::Better;
use crate::locale::Words;

/// The heading of a line over time: `Quận 3 ở mức 93,4% trong tháng 9/2019, đạt mục tiêu trên 90% từ tháng 5/2019`.
/// `subject` is who the line is about; it may be empty where the page says it already.
#[must_use]
pub fn line(
    _subject: &str,
    _points: &[LinePoint],
    _target: Option<&ChartTarget>,
    _better: Option<Better>,
    _words: &Words,
) -> String {
    String::new()
}

/// The description of a line, for those who do not see it: first and last figure, gaps, partial coverage, target.
#[must_use]
pub fn line_description(
    _points: &[LinePoint],
    _target: Option<&ChartTarget>,
    _words: &Words,
) -> String {
    String::new()
}

/// The heading of a comparison of units: `15 trong 24 đơn vị đạt mục tiêu trên 90%`.
#[must_use]
pub fn units(_marks: &[UnitMark], _target: Option<&ChartTarget>, _words: &Words) -> String {
    String::new()
}

/// The description of a comparison of units: highest, lowest, how many without a figure.
#[must_use]
pub fn units_description(
    _marks: &[UnitMark],
    _target: Option<&ChartTarget>,
    _words: &Words,
) -> String {
    String::new()
}
