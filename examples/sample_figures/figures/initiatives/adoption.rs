//! Which units took an initiative up, and when.

use super::Draft;
use super::effect::month_of_2019;
use crate::figures::MONTHS;
use crate::figures::random::Random;
use crate::figures::story;
use crate::figures::units::{Kind, Unit};

/// A unit that took an initiative up.
pub(crate) struct Adoption {
    pub(crate) unit: String,
    /// The month of 2019.
    pub(crate) month: u32,
    /// The day, where it is known.
    pub(crate) day: Option<u32>,
    /// By how many thousandths its figures move.
    pub(crate) effect: i64,
}

impl Adoption {
    /// As the register writes it: `quan-3 2019-07-15`, or `quan-3 2019-07`.
    pub(crate) fn written(&self) -> String {
        let Self { unit, month, .. } = self;
        match self.day {
            Some(day) => format!("{unit} 2019-{month:02}-{day:02}"),
            None => format!("{unit} 2019-{month:02}"),
        }
    }
}

/// As many adopters as the draft says, of the unit's kind; every second one of a ward's from its own district.
pub(super) fn of(draft: &Draft, unit: &Unit, units: &[Unit]) -> Vec<Adoption> {
    let mut random = Random::new(story::SEED, &format!("nhan-rong/{}", draft.id));
    let mut left: Vec<&Unit> = units
        .iter()
        .filter(|other| other.kind == unit.kind && other.code != unit.code)
        .filter(|other| !story::is_fixed(&other.code))
        .collect();
    let mut adopters = Vec::new();
    while adopters.len() < draft.adopters {
        let is_near = unit.kind == Kind::Ward && adopters.len() % 2 == 0;
        let choice: Vec<usize> = (0..left.len())
            .filter(|i| !is_near || left[*i].parent == unit.parent)
            .collect();
        let Some(last) = choice.len().checked_sub(1) else {
            break;
        };
        let other = left.remove(choice[random.between(0, last as i64) as usize]);
        adopters.push(taken_up(draft, other, &mut random));
    }
    adopters
}

/// When a unit took it up, after the month in which it began, and what that did: less, as a rule, than where it began.
fn taken_up(draft: &Draft, unit: &Unit, random: &mut Random) -> Adoption {
    let began = month_of_2019(&draft.started).unwrap_or(0);
    let earliest = (began + 1).max(*MONTHS.start() + 2);
    // June has three months of figures on either side, which is what a comparison needs.
    let month = if earliest <= 6 && random.chance(500) {
        6
    } else {
        random.between(i64::from(earliest), i64::from(*MONTHS.end())) as u32
    };
    let day = random.between(1, 28) as u32;
    Adoption {
        unit: unit.code.clone(),
        month,
        day: random.chance(700).then_some(day),
        effect: draft.effect * random.between(300, 1000) / 1000 + random.near(0, 12),
    }
}
