//! Figures that jump: about ten times what the same unit reported otherwise, or a tenth of it. Mostly a digit too many or
//! too few, or a decimal comma in the wrong place.
//!
//! Each number of a unit, indicator and field is held against those of its other periods of the same length, of which
//! there must be at least [`OTHERS`] (where there are no more, they must be much alike). It jumps where it is at least [`TIMES`] times their median and at least [`APART`]
//! times the largest of them, or as much smaller than the median and the smallest; the other periods may thus differ
//! from one another as seasons do, and a month that is always high is among them. A numerator is judged by its share of
//! the denominator. Counts differ by chance, small ones most: the square root of a count varies by about a half whatever
//! the count, so the two square roots must lie [`CHANCE`] halves apart (2 → 25 is none, 100 → 1000 is one). Other
//! numbers (means, scores, rates, amounts with decimals) must be steady otherwise, within [`STEADY`] times.
//!
//! A zero jumps where it is the only one and all the others lie beyond what chance could make of it (for other numbers:
//! where they are steady): a month of 0 among months of 118 is a cell that was lost, or a formula that was never computed.
//!
//! Never too small is the first period, when everything begins. Left out altogether are gaps, periods that have not ended,
//! those that only overlap the campaign, and those in which the unit did not exist throughout.

use super::about;
use crate::calendar::{Day, Period, PeriodLength};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::owing::exists_throughout;
use crate::model::{Campaign, Indicator, Kind, NumberOf, Observation};

/// At least so many times the median of the other periods.
pub const TIMES: f64 = 8.0;
/// At least so many times the largest of the other periods.
pub const APART: f64 = 4.0;
/// At least so many other periods.
pub const OTHERS: usize = 2;
/// So many standard deviations of a count apart.
const CHANCE: f64 = 12.0;
/// So many from zero: a small field may rest for a month.
const ZERO_CHANCE: f64 = 14.0;
/// How far numbers that are no counts may differ otherwise.
const STEADY: f64 = 2.0;
/// How far two periods may differ to be relied upon by themselves.
const ALIKE: f64 = 1.5;

/// The jumps among the rows of a unit.
pub(super) fn jumps(
    campaign: &Campaign,
    indicator: &Indicator,
    rows: &[Observation],
    today: Day,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if rows.len() <= OTHERS || !varies(rows) {
        return found;
    }
    for track in rows.chunk_by(|a, b| a.field() == b.field()) {
        for length in PeriodLength::ALL {
            let whole = |row: &&Observation| {
                row.period.length() == length && row.is_given() && is_whole(campaign, row, today)
            };
            let series: Vec<&Observation> = track.iter().filter(whole).collect();
            if series.len() > OTHERS {
                found.extend(of_series(campaign, indicator, &series));
            }
        }
    }
    found
}

/// Whether any number of the rows differs enough from another to be worth a look.
fn varies(rows: &[Observation]) -> bool {
    let (mut low, mut high) = ([f64::INFINITY; 2], [0_f64; 2]);
    let mut rates = (f64::INFINITY, 0_f64);
    let (mut is_zero, mut is_other) = (false, false);
    for row in rows.iter().filter(|row| row.is_given()) {
        let numbers = numbers(row);
        is_zero |= numbers[0] == 0.0;
        is_other |= !matches!(row.kind(), Some(Kind::Ratio | Kind::Count));
        for at in 0..2 {
            if numbers[at] > 0.0 {
                low[at] = low[at].min(numbers[at]);
                high[at] = high[at].max(numbers[at]);
            }
        }
        let rate = numbers[0] / numbers[1];
        if rate.is_finite() && rate > 0.0 {
            rates = (rates.0.min(rate), rates.1.max(rate));
        }
    }
    let is_beyond = is_other || is_far_from_zero(high[0].max(high[1]));
    (is_zero && is_beyond)
        || high[0] >= APART * low[0]
        || high[1] >= APART * low[1]
        || rates.1 >= APART * rates.0
}

/// The two numbers of a row, near enough for comparing magnitudes.
pub(super) fn numbers(row: &Observation) -> [f64; 2] {
    const POWERS: [f64; 10] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
    let numbers = row.numbers();
    match numbers.digits() {
        Some((digits, scales)) => std::array::from_fn(|at| {
            let scale = usize::from(scales[at]);
            let power = POWERS.get(scale).copied();
            digits[at] as f64 / power.unwrap_or_else(|| 10_f64.powi(i32::from(scales[at])))
        }),
        None => [numbers.first().to_f64(), numbers.second().to_f64()],
    }
}

/// Whether a row's period has ended and is whole: of the campaign and of the unit.
fn is_whole(campaign: &Campaign, row: &Observation, today: Day) -> bool {
    let (starts, ends) = (campaign.settings.starts, campaign.settings.ends);
    let period = row.period;
    let is_cut =
        period.touches(Some(starts), Some(ends)) && !period.lies_within(Some(starts), Some(ends));
    period.last_day() <= today && !is_cut && exists_throughout(campaign.units.get(row.unit), period)
}

/// What numbers a series is of.
#[derive(Clone, Copy)]
enum Numbers {
    Counts,
    Others,
}

/// A number of a series that jumps.
struct Jump {
    at: usize,
    usual: f64,
}

fn of_series(
    campaign: &Campaign,
    indicator: &Indicator,
    series: &[&Observation],
) -> Vec<Diagnostic> {
    let values = |at: usize, only: Kind| -> Vec<f64> {
        let number = |row: &&Observation| {
            if row.kind() == Some(only) {
                numbers(row)[at]
            } else {
                ABSENT
            }
        };
        series.iter().map(number).collect()
    };
    let told = |jump: Jump, which: NumberOf| diagnostic(campaign, indicator, series, jump, which);
    let mut found: Vec<Diagnostic> = Vec::new();
    let bases = values(1, Kind::Ratio);
    let of_bases = judge(&bases, Numbers::Counts);
    let firsts = values(0, Kind::Ratio);
    let of_firsts: Vec<Jump> = judge_shares(&firsts, &bases)
        .into_iter()
        .filter(|jump| of_bases.iter().all(|base| base.at != jump.at))
        .collect();
    found.extend(
        of_bases
            .into_iter()
            .map(|jump| told(jump, NumberOf::Second)),
    );
    found.extend(
        of_firsts
            .into_iter()
            .map(|jump| told(jump, NumberOf::First)),
    );
    let samples = judge(&values(1, Kind::Mean), Numbers::Counts);
    found.extend(samples.into_iter().map(|jump| told(jump, NumberOf::Second)));
    let counts = values(0, Kind::Count);
    let is_whole = |count: &f64| count.is_nan() || count.fract() == 0.0;
    let of_counts = if counts.iter().all(is_whole) {
        Numbers::Counts
    } else {
        Numbers::Others
    };
    let singles = [
        (Kind::Count, of_counts),
        (Kind::Mean, Numbers::Others),
        (Kind::Score, Numbers::Others),
    ];
    for (only, numbers_of) in singles {
        let mut values = values(0, only);
        if only == Kind::Mean {
            // Of no sample there is no mean.
            let rows = values.iter_mut().zip(series);
            rows.filter(|(_, row)| numbers(row)[1] == 0.0)
                .for_each(|(value, _)| *value = ABSENT);
        }
        // A bare percentage up to 1 is told as a possible share where it was read.
        let is_share = |jump: &Jump| {
            only == Kind::Score
                && indicator.kind == Kind::Ratio
                && indicator.is_percent()
                && values
                    .get(jump.at)
                    .is_some_and(|value| *value > 0.0 && *value <= 1.0)
        };
        let jumps = judge(&values, numbers_of).into_iter();
        found.extend(
            jumps
                .filter(|jump| !is_share(jump))
                .map(|jump| told(jump, NumberOf::First)),
        );
    }
    found
}

/// Whether the largest or the smallest number of a series is far from the next, without which none of them jumps.
fn stands_apart(values: &[f64]) -> bool {
    let (mut low, mut second_low) = (f64::INFINITY, f64::INFINITY);
    let (mut high, mut second_high) = (0.0_f64, 0.0_f64);
    for &value in values.iter().filter(|value| **value > 0.0) {
        second_low = second_low.min(value.max(low));
        low = low.min(value);
        second_high = second_high.max(value.min(high));
        high = high.max(value);
    }
    high > 0.0 && (high >= APART * second_high || low * APART <= second_low)
}

/// Stands in a series where there is no number.
const ABSENT: f64 = f64::NAN;

/// The only zero of a series, where it is not the first number, and the median and the smallest of the others.
fn lone_zero(values: &[f64]) -> Option<(usize, Others)> {
    let mut zeroes = values
        .iter()
        .enumerate()
        .filter(|(_, value)| **value == 0.0);
    let (at, _) = zeroes.next()?;
    let begins = values.iter().position(|value| !value.is_nan());
    if zeroes.next().is_some() || begins == Some(at) {
        return None;
    }
    let others = values.iter().copied().filter(|value| *value > 0.0);
    Some((at, Others::among(others.collect())?))
}

/// The numbers of a series that jump.
fn judge(values: &[f64], numbers: Numbers) -> Vec<Jump> {
    if let Some((at, others)) = lone_zero(values) {
        let is_jump = match numbers {
            Numbers::Counts => is_far_from_zero(others.low),
            Numbers::Others => others.high <= STEADY * others.low,
        };
        if is_jump {
            let usual = others.median;
            return vec![Jump { at, usual }];
        }
    }
    if !stands_apart(values) {
        return Vec::new();
    }
    let first = values.iter().position(|value| *value > 0.0);
    let jump = |at: usize| {
        let others = Others::of(values, at)?;
        let (value, usual) = (*values.get(at)?, others.median);
        let is_jump = match numbers {
            Numbers::Counts => is_beyond_chance(value, usual),
            Numbers::Others => others.high <= STEADY * others.low,
        };
        (is_jump && others.are_far_from(value, first == Some(at))).then_some(Jump { at, usual })
    };
    (0..values.len()).filter_map(jump).collect()
}

/// The numerators whose share of their denominator jumps.
fn judge_shares(firsts: &[f64], bases: &[f64]) -> Vec<Jump> {
    let share = |(first, base): (&f64, &f64)| if *base > 0.0 { first / base } else { ABSENT };
    let shares: Vec<f64> = firsts.iter().zip(bases).map(share).collect();
    if let Some((at, others)) = lone_zero(&shares) {
        let base = bases.get(at).copied().unwrap_or_default();
        if is_far_from_zero(others.low * base) {
            let usual = others.median * base;
            return vec![Jump { at, usual }];
        }
    }
    if !stands_apart(&shares) {
        return Vec::new();
    }
    let begin = shares.iter().position(|share| *share > 0.0);
    let jump = |at: usize| {
        let others = Others::of(&shares, at)?;
        let usual = others.median * bases.get(at)?;
        let is_jump = is_beyond_chance(*firsts.get(at)?, usual)
            && others.are_far_from(*shares.get(at)?, begin == Some(at));
        is_jump.then_some(Jump { at, usual })
    };
    (0..shares.len()).filter_map(jump).collect()
}

/// Whether two counts differ by more than chance could make them.
fn is_beyond_chance(one: f64, other: f64) -> bool {
    2.0 * (one.sqrt() - other.sqrt()).abs() >= CHANCE
}

/// Whether a count is so large that none cannot be by chance.
fn is_far_from_zero(count: f64) -> bool {
    2.0 * count.sqrt() >= ZERO_CHANCE
}

/// The other numbers of a series.
struct Others {
    low: f64,
    median: f64,
    high: f64,
}

impl Others {
    /// Those beside one that is above zero; `None` where they are too few, or too near for the one to be a jump whatever
    /// their median is.
    fn of(values: &[f64], at: usize) -> Option<Self> {
        let value = *values.get(at).filter(|value| **value > 0.0)?;
        let beside = || {
            let given = values.iter().enumerate();
            given
                .filter(|&(other, number)| other != at && *number > 0.0)
                .map(|(_, number)| *number)
        };
        let (low, high, count) = beside()
            .fold((f64::INFINITY, 0.0_f64, 0), |(low, high, count), number| {
                (low.min(number), high.max(number), count + 1)
            });
        if count < OTHERS || (value < APART * high && value * APART > low) {
            return None;
        }
        Self::among(beside().collect())
    }

    /// Of these, all above zero; `None` where they are too few, or just enough and not alike.
    fn among(mut others: Vec<f64>) -> Option<Self> {
        others.sort_by(f64::total_cmp);
        if others.len() < OTHERS {
            return None;
        }
        if others.len() == OTHERS && others[others.len() - 1] > ALIKE * others[0] {
            return None;
        }
        let middle = others.len() / 2;
        let median = if others.len() % 2 == 1 {
            others[middle]
        } else {
            f64::midpoint(others[middle - 1], others[middle])
        };
        Some(Self {
            low: others[0],
            median,
            high: others[others.len() - 1],
        })
    }

    fn are_far_from(&self, value: f64, is_first: bool) -> bool {
        let is_large = value >= TIMES * self.median && value >= APART * self.high;
        let is_small = value * TIMES <= self.median && value * APART <= self.low;
        is_large || (is_small && !is_first)
    }
}

fn diagnostic(
    campaign: &Campaign,
    indicator: &Indicator,
    series: &[&Observation],
    jump: Jump,
    which: NumberOf,
) -> Diagnostic {
    let row = series[jump.at];
    let observations = &campaign.observations;
    let numbers = row.numbers();
    let figure = match which {
        NumberOf::First => numbers.first(),
        NumberOf::Second => numbers.second(),
    };
    let beside = jump.at.checked_sub(1).unwrap_or(jump.at + 1);
    let warning = Code::FigureJumps
        .at(observations.place_of(row, which))
        .arg("unit", campaign.units.get(row.unit).label())
        .arg("indicator", &indicator.name)
        .arg("period", told_period(campaign, row))
        .arg("figure", &figure)
        .arg("usual", near(jump.usual))
        .about(about(campaign, indicator, row));
    let warning = if figure.is_zero() {
        warning.help("zero")
    } else {
        warning
    };
    match series.get(beside) {
        Some(other) => warning.related(observations.place_of(other, which)),
        None => warning,
    }
}

/// The period of a row, with its field.
fn told_period(campaign: &Campaign, row: &Observation) -> String {
    let period: Period = row.period;
    match row.field() {
        Some(field) => format!("{}, {}", period.code(), campaign.fields.get(field).name),
        None => period.code(),
    }
}

/// A number in about three digits.
fn near(number: f64) -> String {
    if number >= 100.0 {
        format!("{number:.0}")
    } else {
        let text = format!("{number:.2}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: [usize; 0] = [];

    fn counts(values: &[f64]) -> Vec<usize> {
        judge(values, Numbers::Counts)
            .iter()
            .map(|jump| jump.at)
            .collect()
    }

    fn others(values: &[f64]) -> Vec<usize> {
        judge(values, Numbers::Others)
            .iter()
            .map(|jump| jump.at)
            .collect()
    }

    #[test]
    fn only_the_outermost_numbers_can_stand_apart() {
        assert!(!stands_apart(&[]));
        assert!(!stands_apart(&[0.0, 0.0]));
        assert!(
            stands_apart(&[0.0, 5.0]),
            "one alone is judged by how many there are"
        );
        assert!(!stands_apart(&[10.0, 12.0, 30.0]));
        assert!(stands_apart(&[10.0, 40.0, 9.0]));
        assert!(stands_apart(&[10.0, 2.0, 9.0, 0.0]));
        assert!(!stands_apart(&[1.0, 1.0, 9.0, 9.0]));
    }

    #[test]
    fn a_digit_too_many_or_too_few_is_a_jump() {
        assert_eq!(counts(&[120.0, 118.0, 1210.0]), [2]);
        assert_eq!(counts(&[1250.0, 1400.0, 12500.0, 1100.0]), [2]);
        assert_eq!(counts(&[1250.0, 140.0, 1180.0, 1100.0]), [1]);
        assert_eq!(others(&[4.5, 45.0, 4.6]), [1]);
    }

    #[test]
    fn small_numbers_differ_by_chance() {
        assert_eq!(counts(&[2.0, 25.0, 3.0]), NONE);
        assert_eq!(counts(&[5.0, 60.0, 6.0]), NONE);
        assert_eq!(counts(&[2.0, 2.0, 200.0]), [2]);
    }

    #[test]
    fn seasons_beginnings_and_zeroes_are_none() {
        // As high a year ago.
        assert_eq!(counts(&[100.0, 2000.0, 90.0, 110.0, 2100.0]), NONE);
        // The first month is always slow.
        assert_eq!(counts(&[50.0, 900.0, 950.0, 910.0]), NONE);
        assert_eq!(counts(&[0.0, 950.0, 910.0, 930.0]), NONE);
        assert_eq!(counts(&[0.0, 0.0, 950.0, 0.0]), NONE);
        // Growth.
        assert_eq!(counts(&[100.0, 250.0, 600.0, 1500.0]), NONE);
        // One other period tells nothing, nor do two that differ.
        assert_eq!(counts(&[100.0, 1000.0]), NONE);
        assert_eq!(counts(&[100.0, 200.0, 2000.0]), NONE);
    }

    #[test]
    fn a_lone_zero_among_large_numbers_is_a_jump() {
        assert_eq!(counts(&[118.0, 121.0, 0.0, 109.0]), [2]);
        assert_eq!(counts(&[900.0, 0.0, 950.0, 910.0]), [1]);
        assert_eq!(counts(&[118.0, 121.0, 0.0]), [2]);
        // Seasons differ.
        assert_eq!(counts(&[900.0, 90.0, 0.0, 50.0]), [2]);
        // What is rare is absent at times; closed months come in numbers; two that differ tell nothing.
        assert_eq!(counts(&[12.0, 0.0, 35.0, 50.0]), NONE);
        assert_eq!(counts(&[118.0, 0.0, 0.0, 109.0]), NONE);
        assert_eq!(counts(&[118.0, 40.0, 0.0]), NONE);
        assert_eq!(counts(&[118.0, 0.0]), NONE);
        // A gap is none, also before the first number.
        assert_eq!(counts(&[f64::NAN, 0.0, 950.0, 910.0]), NONE);
        assert_eq!(counts(&[118.0, f64::NAN, 109.0, 117.0]), NONE);
        assert_eq!(others(&[4.5, 4.6, 0.0, 4.4]), [2]);
        assert_eq!(others(&[4.5, 1.2, 0.0, 4.4]), NONE);
        let shares = |firsts: &[f64], bases: &[f64]| -> Vec<usize> {
            let jumps = judge_shares(firsts, bases);
            jumps.iter().map(|jump| jump.at).collect()
        };
        let bases = [1250.0, 1300.0, 1200.0];
        assert_eq!(shares(&[1180.0, 0.0, 1150.0], &bases), [1]);
        // None of a few was late.
        assert_eq!(shares(&[30.0, 0.0, 31.0], &bases), NONE);
        // Of nothing there is no share.
        let bases = [1250.0, 0.0, 1200.0];
        assert_eq!(shares(&[1180.0, 0.0, 1150.0], &bases), NONE);
    }

    #[test]
    fn numbers_that_are_no_counts_must_be_steady_otherwise() {
        assert_eq!(others(&[1.0, 3.0, 1.0, 30.0]), NONE);
        assert_eq!(others(&[2.0, 3.0, 2.0, 30.0]), [3]);
        assert_eq!(others(&[93.0, 9.3, 91.0]), [1]);
    }

    #[test]
    fn numerators_are_judged_by_their_share() {
        let at = |firsts: &[f64], bases: &[f64]| -> Vec<usize> {
            judge_shares(firsts, bases)
                .iter()
                .map(|jump| jump.at)
                .collect()
        };
        let bases = [1250.0, 1300.0, 1200.0];
        assert_eq!(at(&[1180.0, 123.0, 1150.0], &bases), [1]);
        // Late dossiers: few of many.
        assert_eq!(at(&[3.0, 30.0, 4.0], &bases), NONE);
        // The first month is always slow.
        assert_eq!(at(&[123.0, 1180.0, 1150.0], &bases), NONE);
        // Fewer dossiers of which as many were in time.
        assert_eq!(at(&[1180.0, 12.0, 1150.0], &[1250.0, 13.0, 1200.0]), NONE);
    }

    #[test]
    fn usual_numbers_are_told_shortly() {
        assert_eq!([near(1234.5), near(4.5), near(12.0)], ["1234", "4.5", "12"]);
    }
}
