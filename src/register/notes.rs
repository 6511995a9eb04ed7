//! What is told of a table's names.

use super::Named;
use super::printed::Level;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::reading::UnitLookup;

/// So many names are listed in a message.
const MOST_NAMES: usize = 20;

/// Tells what is proposed, what is known, and what could not be told: `ambiguous` are names that several units of the
/// register have.
pub(super) fn tell(
    all: &[Named],
    ambiguous: Vec<String>,
    known: &UnitLookup<'_>,
    diagnostics: &mut Diagnostics,
) {
    let names = |is_such: &dyn Fn(&Named) -> bool| -> Vec<String> {
        let such = all.iter().filter(|unit| is_such(unit));
        such.map(|unit| unit.printed.name.clone()).collect()
    };
    let new = |unit: &Named| !unit.is_known;
    let is_first = known.units().is_empty();
    let has_top = all.iter().any(|unit| unit.parent.is_some()) || !is_first;
    let is_top =
        |unit: &Named| unit.printed.level == Some(Level::Province) && !unit.kind.is_empty();
    let is_upper = |unit: &Named| {
        all.iter().any(|other| {
            let parent = other.parent.and_then(|parent| all.get(parent));
            parent.is_some_and(|parent| std::ptr::eq(parent, unit))
        })
    };
    let lists = [
        (Diagnostic::new(Code::UnitsProposed), names(&new)),
        (
            Diagnostic::new(Code::UnitsKnown),
            names(&|unit| unit.is_known && unit.code.is_some()),
        ),
        (Diagnostic::new(Code::UnitsAmbiguous), ambiguous),
        (
            Diagnostic::new(Code::UnitsWithoutCode),
            names(&|unit| new(unit) && unit.code.is_none()),
        ),
        (
            Diagnostic::new(Code::UnitsWithoutKind),
            names(&|unit| new(unit) && unit.kind.is_empty()),
        ),
        (
            Diagnostic::new(Code::UnitsWithoutParent),
            names(&|unit| {
                let is_ward = unit.printed.level == Some(Level::Ward);
                let may_be_top = is_top(unit) || is_first && is_upper(unit);
                new(unit) && unit.parent.is_none() && (is_ward || has_top) && !may_be_top
            }),
        ),
    ];
    for (problem, names) in lists {
        if names.is_empty() {
            continue;
        }
        let mut list = names[..names.len().min(MOST_NAMES)].join(", ");
        if names.len() > MOST_NAMES {
            list.push_str(", …");
        }
        diagnostics.push(problem.arg("count", names.len()).arg("units", list));
    }
}
