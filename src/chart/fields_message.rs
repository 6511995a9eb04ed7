//! What small multiples of fields say: how many fields reach the target in the last period.

use super::message::{capitalised, extremes};
use super::{ChartTarget, FieldLine, LinePoint, State};
use crate::calendar::Period;
use crate::locale::Words;

/// The last period that any field has a point of.
fn last_period(lines: &[FieldLine]) -> Option<(Period, &str)> {
    let last = |line: &FieldLine| line.points.iter().rposition(|p| p.value.is_some());
    let points = lines
        .iter()
        .filter_map(|line| Some(&line.points[last(line)?]));
    points
        .max_by_key(|point| point.period.order())
        .map(|point| (point.period, &*point.label))
}

/// The fields with their points of a period.
fn of_period(lines: &[FieldLine], period: Period) -> Vec<(&str, Option<&LinePoint>)> {
    let at = |line: &FieldLine| line.points.iter().position(|p| p.period == period);
    let of = |line| at(line).map(|at| &line.points[at]);
    let with_figure = |point: &&LinePoint| point.value.is_some_and(f64::is_finite);
    lines
        .iter()
        .map(|line| (&*line.name, of(line).filter(with_figure)))
        .collect()
}

/// The heading: `5 trong 6 lĩnh vực đạt mục tiêu trên 90% trong tháng 9/2019`.
#[must_use]
pub fn fields(lines: &[FieldLine], target: Option<&ChartTarget>, words: &Words) -> String {
    let Some((period, label)) = last_period(lines) else {
        return capitalised(words.word("chart.message.none"));
    };
    let of_period = of_period(lines, period);
    let points: Vec<&LinePoint> = of_period.iter().filter_map(|(_, point)| *point).collect();
    let count = |test: &dyn Fn(State) -> bool| points.iter().filter(|p| test(p.state)).count();
    let reached = count(&State::reached);
    let judged = reached + count(&State::failed);
    let only = of_period.iter().find_map(|(name, point)| {
        let point = point.filter(|point| point.state.is_judged())?;
        Some((*name, point))
    });
    let text = match (target, only) {
        (Some(target), Some((name, _))) => {
            let key = match (reached, judged) {
                (1, 1) => "chart.fields.one-met",
                (0, 1) => "chart.fields.one-missed",
                (0, _) => "chart.fields.none-met",
                (met, all) if met == all && met < lines.len() => "chart.fields.all-judged-met",
                (met, all) if met == all => "chart.fields.all-met",
                _ => "chart.fields.some-met",
            };
            let args = [
                ("met", &*reached.to_string()),
                ("count", &judged.to_string()),
                ("target", &target.phrase(words)),
                ("field", name),
                ("period", label),
            ];
            let mut text = words.fill(key, &args);
            let unjudged = points.len() - judged;
            let without = lines.len() - points.len();
            for (key, number) in [
                ("chart.fields.not-judged", unjudged),
                ("chart.fields.without-figure", without),
            ] {
                if number > 0 {
                    text += &words.fill(key, &[("count", &number.to_string())]);
                }
            }
            text
        }
        _ => span(&of_period, label, words),
    };
    capitalised(&text)
}

/// From the lowest to the highest field, where nothing judges them.
fn span(of_period: &[(&str, Option<&LinePoint>)], period: &str, words: &Words) -> String {
    let points: Vec<&LinePoint> = of_period.iter().filter_map(|(_, point)| *point).collect();
    let name = |wanted: &LinePoint| {
        let found = of_period
            .iter()
            .find(|(_, point)| point.is_some_and(|point| std::ptr::eq(point, wanted)));
        found.map_or("", |(name, _)| *name)
    };
    match extremes(&points, |point| point.value) {
        (Some(low), Some(high)) if !std::ptr::eq(low, high) && low.shown != high.shown => {
            let args = [
                ("low", &*low.shown),
                ("low-field", name(low)),
                ("high", &high.shown),
                ("high-field", name(high)),
                ("period", period),
            ];
            words.fill("chart.fields.span", &args)
        }
        (Some(only), _) => {
            let count = points.len().to_string();
            let args = [
                ("count", &*count),
                ("field", name(only)),
                ("shown", &only.shown),
                ("period", period),
            ];
            let key = if points.len() == 1 {
                "chart.fields.one"
            } else {
                "chart.fields.equal"
            };
            words.fill(key, &args)
        }
        _ => words.word("chart.message.none").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::{above, months, words};
    use State::{Met, Missed, Unjudged};

    fn line(name: &str, figures: &[(Option<f64>, State)]) -> FieldLine {
        FieldLine {
            name: name.into(),
            points: months(figures),
        }
    }

    fn said(lines: &[FieldLine]) -> String {
        fields(lines, Some(&above(90.0)), words())
    }

    #[test]
    fn fields_are_counted_in_the_last_period() {
        let a = line("Đất đai", &[(Some(95.0), Met), (Some(88.0), Missed)]);
        let b = line("Hộ tịch", &[(Some(91.0), Met), (Some(92.0), Met)]);
        let gone = line("Thuế", &[(Some(91.0), Met), (None, Met)]);
        let small = line("Y tế", &[(Some(91.0), Met), (Some(80.0), Unjudged)]);
        assert_eq!(
            said(&[a.clone(), b.clone()]),
            "1 trong 2 lĩnh vực đạt mục tiêu trên 90% trong tháng 2/2019"
        );
        assert_eq!(
            said(&[a.clone(), b.clone(), gone.clone(), small.clone()]),
            "1 trong 2 lĩnh vực đạt mục tiêu trên 90% trong tháng 2/2019, 1 lĩnh vực không xét, 1 lĩnh vực chưa có số liệu"
        );
        assert_eq!(
            said(&[b.clone(), b.clone()]),
            "Cả 2 lĩnh vực đạt mục tiêu trên 90% trong tháng 2/2019"
        );
        assert_eq!(
            said(&[a.clone(), a.clone()]),
            "Chưa lĩnh vực nào trong 2 lĩnh vực đạt mục tiêu trên 90% trong tháng 2/2019"
        );
        assert_eq!(
            said(&[a, gone]),
            "Đất đai chưa đạt mục tiêu trên 90% trong tháng 2/2019, 1 lĩnh vực chưa có số liệu"
        );
        assert_eq!(said(&[]), "Chưa có số liệu");
    }

    #[test]
    fn without_a_target_fields_span_from_the_lowest_to_the_highest() {
        let a = line("Đất đai", &[(Some(95.0), Unjudged)]);
        let b = line("Hộ tịch", &[(Some(91.0), Unjudged)]);
        let said = |lines: &[FieldLine]| fields(lines, None, words());
        assert_eq!(
            said(&[a.clone(), b.clone()]),
            "Từ 91,0% (Hộ tịch) đến 95,0% (Đất đai) trong tháng 1/2019"
        );
        assert_eq!(
            said(&[a.clone(), a.clone()]),
            "Cả 2 lĩnh vực cùng ở mức 95,0% trong tháng 1/2019"
        );
        assert_eq!(said(&[a]), "Đất đai: 95,0% trong tháng 1/2019");
    }
}
