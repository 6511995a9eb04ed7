//! Satisfaction with procedures: a survey a month, in the long shape.

use super::initiatives::{Effects, Moved};
use super::random::Random;
use super::story;
use super::table::Table;
use super::units::{Kind, Unit};
use super::{Files, MONTHS, put};

/// A month's survey: how many were satisfied, how many answered.
type Survey = (i64, i64);

/// One file a month: codes, English column names, commas.
pub(crate) fn write(files: &mut Files, units: &[Unit], effects: &Effects) -> Result<(), String> {
    let mut surveys = Vec::new();
    for unit in units {
        surveys.push((unit, surveys_of(unit, effects)?));
    }
    for (i, month) in MONTHS.enumerate() {
        let period = format!("2019-{month:02}");
        let mut table = Table::new(',');
        table.row(["indicator", "unit", "period", "numerator", "denominator"]);
        for (unit, months) in &surveys {
            if let Some(Some((satisfied, answered))) = months.get(i) {
                let figures = [satisfied.to_string(), answered.to_string()];
                table.row(
                    ["hai-long".to_owned(), unit.code.clone(), period.clone()]
                        .into_iter()
                        .chain(figures),
                );
            }
        }
        put(files, &format!("hai-long/{period}.csv"), table.into_text());
    }
    Ok(())
}

/// The months of a unit, `None` where it asked nobody or sent no report.
fn surveys_of(unit: &Unit, effects: &Effects) -> Result<Vec<Option<Survey>>, String> {
    let mut random = Random::new(story::SEED, &format!("hai-long/{}", unit.code));
    let of_district = Random::new(
        story::SEED,
        &format!("hai-long/district/{}", unit.district()),
    )
    .near(0, 60);
    let (few, many, satisfied) = match unit.kind {
        _ if unit.code == story::FEW_ASKED => (2, 4, 850),
        _ if unit.code == story::EXACTLY_EIGHTY => (50, 80, 800),
        Kind::District => (60, 120, random.between(800, 860) + of_district),
        Kind::Ward => (6, 24, random.between(780, 880) + of_district),
        Kind::Department => (40, 90, random.between(780, 890)),
    };
    let change = random.between(-3, 8);
    let mut months = Vec::new();
    for month in MONTHS {
        let answered = random.between(few, many);
        let share = satisfied
            + change * i64::from(month - MONTHS.start())
            + effects.per_mille(&unit.code, Moved::Satisfied, month);
        let survey = (satisfied_of(answered, share, &mut random), answered);
        let is_skipped = unit.kind == Kind::Ward && random.chance(60);
        months.push((!is_skipped && !story::is_silent(&unit.code, month)).then_some(survey));
    }
    if unit.code == story::EXACTLY_EIGHTY {
        land_on_eighty(&mut months)
            .ok_or_else(|| format!("{} cannot be brought to exactly 80%", unit.code))?;
    }
    Ok(months)
}

/// How many of those asked are satisfied, each with so many chances of a thousand.
pub(super) fn satisfied_of(asked: i64, per_mille: i64, random: &mut Random) -> i64 {
    (0..asked).filter(|_| random.chance(per_mille)).count() as i64
}

/// Changes the last survey until exactly four in five of all are satisfied. `None` where that cannot be.
fn land_on_eighty(months: &mut [Option<Survey>]) -> Option<()> {
    let sum = |months: &[Option<Survey>]| {
        months
            .iter()
            .flatten()
            .fold((0, 0), |sum, month| (sum.0 + month.0, sum.1 + month.1))
    };
    let answered = sum(months).1;
    let last = months.last_mut()?.as_mut()?;
    last.1 += (5 - answered % 5) % 5;
    let (satisfied, answered) = sum(months);
    let last = months.last_mut()?.as_mut()?;
    last.0 += answered / 5 * 4 - satisfied;
    (0..=last.1).contains(&last.0).then_some(())
}
