//! What an initiative's keys say of one another.

use super::draft::Draft;
use super::shared::Shared;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Stage;

/// Tells days that have not come or stand in the wrong order, and the unit that began it among its adopters. What is
/// only registered may begin later.
pub(super) fn check(draft: &Draft, shared: &Shared<'_>, diagnostics: &mut Diagnostics) {
    check_days(draft, shared, diagnostics);
    check_adopters(draft, shared, diagnostics);
}

fn check_days(draft: &Draft, shared: &Shared<'_>, diagnostics: &mut Diagnostics) {
    let is_planned = draft
        .stage
        .as_known()
        .is_some_and(|stage| stage.value == Stage::Registered);
    let started = draft.started.as_known().filter(|_| !is_planned);
    let updated = draft.updated.as_known();
    let future = |date: String| Code::FutureDate.arg("date", date);
    if let Some(started) = started.filter(|day| day.value.first_day() > shared.today) {
        diagnostics.push(future(started.value.to_string()).at(started.place));
    }
    if let Some(updated) = updated.filter(|day| day.value > shared.today) {
        diagnostics.push(future(updated.value.to_string()).at(updated.place));
    }
    if let (Some(started), Some(updated)) = (started, updated)
        && updated.value < started.value.first_day()
    {
        let early = Code::UpdatedBeforeStarted
            .arg("updated", updated.value)
            .arg("started", started.value)
            .at(updated.place);
        diagnostics.push(early.related(started.place));
    }
}

fn check_adopters(draft: &Draft, shared: &Shared<'_>, diagnostics: &mut Diagnostics) {
    let Some(adopters) = draft.adopted_by.as_known() else {
        return;
    };
    let (unit, started) = (draft.unit.as_known(), draft.started.as_known());
    for adoption in &adopters.value {
        let name = || shared.units.label(adoption.unit);
        if let Some(unit) = unit.filter(|unit| unit.value == adoption.unit) {
            let own = Code::AdoptsItsOwn.arg("unit", name());
            diagnostics.push(own.at(adopters.place).related(unit.place));
        }
        let Some(since) = adoption.since else {
            continue;
        };
        if since.first_day() > shared.today {
            let future = Code::FutureDate.arg("date", since);
            diagnostics.push(future.at(adopters.place));
        }
        if let Some(started) = started.filter(|day| since.last_day() < day.value.first_day()) {
            let early = Code::AdoptedBeforeStarted
                .arg("unit", name())
                .arg("since", since)
                .arg("started", started.value);
            diagnostics.push(early.at(adopters.place).related(started.place));
        }
    }
}
