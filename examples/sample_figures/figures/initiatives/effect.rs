//! What initiatives do to the illustrative figures of the units that use them.

use super::{Draft, Initiative};
use crate::figures::dossiers;
use crate::figures::units::Kind;

/// The figures that an initiative moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moved {
    /// Dossiers of a field ("" for a unit without fields) that are resolved on time.
    OnTime(&'static str),
    /// People satisfied with procedures.
    Satisfied,
    /// Dossiers that come through the post.
    Post,
}

/// A unit's figures, moved from a month on.
struct Effect {
    unit: String,
    moved: Moved,
    month: u32,
    per_mille: i64,
}

/// All effects.
pub(crate) struct Effects(Vec<Effect>);

impl Effects {
    /// The effects of initiatives on the units that began them and on those that took them up.
    pub(crate) fn of(initiatives: &[Initiative]) -> Self {
        let mut effects = Vec::new();
        for initiative in initiatives {
            let draft = &initiative.draft;
            let own = month_of_2019(&draft.started).map(|month| (&draft.unit, month, draft.effect));
            let adopted = initiative
                .adopters
                .iter()
                .map(|adoption| (&adoption.unit, adoption.month, adoption.effect));
            for (unit, month, per_mille) in own.into_iter().chain(adopted) {
                for moved in moved(draft, initiative.kind) {
                    effects.push(Effect {
                        unit: unit.clone(),
                        moved,
                        month,
                        per_mille,
                    });
                }
            }
        }
        Self(effects)
    }

    /// By how many thousandths a unit's figures of a month are moved: half in the month in which it begins.
    pub(crate) fn per_mille(&self, unit: &str, moved: Moved, month: u32) -> i64 {
        self.0
            .iter()
            .filter(|effect| effect.unit == unit && effect.moved == moved && effect.month <= month)
            .map(|effect| {
                if effect.month == month {
                    effect.per_mille / 2
                } else {
                    effect.per_mille
                }
            })
            .sum()
    }
}

/// What an initiative moves: the figures of its first indicator, in its field where the unit's kind reports it.
fn moved(draft: &Draft, kind: Kind) -> Vec<Moved> {
    let name = draft.field.as_str();
    match draft.indicators.first().map(String::as_str) {
        Some("dung-han") => {
            let of_field = dossiers::fields(kind).find(|field| dossiers::name_of(field) == name);
            match of_field {
                Some(field) => vec![Moved::OnTime(field)],
                None => dossiers::fields(kind).map(Moved::OnTime).collect(),
            }
        }
        Some("hai-long") => vec![Moved::Satisfied],
        Some("buu-chinh-tiep-nhan") => vec![Moved::Post],
        _ => Vec::new(),
    }
}

/// The month of a date of 2019: `2019-06-04` or `2019-06`. `None` for other years and for a year alone.
pub(super) fn month_of_2019(date: &str) -> Option<u32> {
    date.strip_prefix("2019-")?.get(..2)?.parse().ok()
}
