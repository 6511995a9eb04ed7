//! Reading `indicators.toml`.

use super::code::check_code;
use super::keys::INDICATORS;
use super::target_reader::parse_target;
use crate::calendar::YearStart;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Better, Formula, Frequency, Headline, Indicator, Indicators, Kind, OverTime, Reporting, Scope,
    Target,
};
use crate::number::Decimal;
use crate::place::Place;
use crate::source::toml::{Placed, Table, Toml};
use rustc_hash::FxHashMap;

/// Decimals that can be shown at most.
const MOST_DECIMALS: i64 = 10;

/// The indicators, and the kinds of unit that they name, to be held against the units.
#[derive(Debug, Default)]
pub(super) struct IndicatorsRead {
    /// The indicators.
    pub(super) indicators: Indicators,
    /// Every kind that `reporters` names, with its place.
    pub(super) kinds: Vec<Placed<Box<str>>>,
    /// Codes of indicators that could not be made of what is said of them.
    pub(super) dropped: Vec<Box<str>>,
}

/// Reads all indicators. What is wrong is told; an indicator with a code stays, with what could be read of it, so
/// that the figures of the same run can be checked against it.
pub(super) fn read_indicators(toml: &Toml<'_>) -> IndicatorsRead {
    let mut root = toml.root(&INDICATORS);
    let mut read = IndicatorsRead::default();
    let mut first: FxHashMap<String, Place> = FxHashMap::default();
    for table in root.tables("indicator") {
        let place = table.place();
        let Some(indicator) = read_indicator(toml, table, &mut read) else {
            continue;
        };
        if let Some(&other) = first.get(&indicator.code.to_lowercase()) {
            let duplicate = Code::DuplicateCode.arg("code", &indicator.code);
            toml.push(duplicate.at(place).related(other));
        } else if read.indicators.0.len() > usize::from(u16::MAX) {
            toml.push(Code::TooMany.arg("limit", u16::MAX).at(place));
            break;
        } else {
            first.insert(indicator.code.to_lowercase(), place);
            read.indicators.0.push(indicator);
        }
    }
    root.finish();
    read
}

fn read_indicator(
    toml: &Toml<'_>,
    mut table: Table<'_>,
    read: &mut IndicatorsRead,
) -> Option<Indicator> {
    let place = table.place();
    let code = read_code(toml, &mut table);
    let name = table.boxed_required("name");
    let kind = read_kind(&mut table);
    let default_unit = if kind == Some(Kind::Ratio) { "%" } else { "" };
    let unit = table.boxed("unit").unwrap_or_else(|| default_unit.into());
    let (default_decimals, default_near) = match (&*unit, kind) {
        ("%", _) => (1, 2),
        (_, Some(Kind::Count)) => (0, 0),
        _ => (2, 0),
    };
    let formulas = read_formulas(toml, &mut table, kind);
    let (target, target_text) = read_target(toml, &mut table);
    let limits = read_limits(toml, &mut table, kind, target.is_some());
    let decimals = read_decimals(toml, &mut table).unwrap_or(default_decimals);
    let whole = read_whole(toml, &mut table, kind, &unit, decimals);
    let indicator = Indicator {
        code: code.unwrap_or_default(),
        name: name.unwrap_or_default(),
        kind: kind.unwrap_or(Kind::Score),
        unit,
        numerator: formulas.numerator,
        denominator: formulas.denominator,
        value: formulas.value,
        sample: formulas.sample,
        better: read_better(toml, &mut table, target.as_ref()),
        target,
        target_text,
        scope: chosen(&mut table, "scope", Scope::WORDS).unwrap_or(Scope::Overall),
        reported: chosen(&mut table, "reported", Reporting::WORDS).unwrap_or(Reporting::Own),
        reporters: read_reporters(toml, &mut table, &mut read.kinds),
        frequency: chosen(&mut table, "frequency", Frequency::WORDS),
        over_time: read_over_time(toml, &mut table, kind),
        year_start: YearStart::CALENDAR,
        headline: chosen(&mut table, "headline", Headline::WORDS)
            .unwrap_or_else(|| default_headline(kind)),
        sampled: read_sampled(toml, &mut table, kind),
        min_sample: limits.min_sample,
        sparse_fields: read_sparse_fields(toml, &mut table, kind),
        rank_needs: limits.rank_needs.unwrap_or_else(|| Decimal::new(5, 1)),
        weight: limits.weight.unwrap_or(Decimal::ZERO),
        decimals,
        whole,
        near: at_least_zero(toml, &mut table, "near")
            .map_or_else(|| Decimal::from(default_near), |near| near.value),
        definition: table.boxed("definition"),
        source: table.boxed("source"),
        place,
    };
    table.finish();
    if indicator.code.is_empty() {
        return None;
    }
    // Without its kind nothing that is said of its figures would be to the point.
    if kind.is_none() {
        read.dropped.push(indicator.code);
        return None;
    }
    Some(indicator)
}

fn chosen<T: Copy>(
    table: &mut Table<'_>,
    key: &'static str,
    choices: &[(&'static str, T)],
) -> Option<T> {
    table.choice(key, choices).map(|choice| choice.value)
}

fn default_headline(kind: Option<Kind>) -> Headline {
    match kind {
        Some(Kind::Ratio | Kind::Count) => Headline::Cumulative,
        Some(Kind::Mean | Kind::Score) | None => Headline::Latest,
    }
}

fn read_code(toml: &Toml<'_>, table: &mut Table<'_>) -> Option<Box<str>> {
    let code = table.required_text("code")?;
    if let Some(wrong) = check_code(code.value) {
        toml.push(wrong.at(code.place));
    }
    Some(code.value.into())
}

fn read_kind(table: &mut Table<'_>) -> Option<Kind> {
    if !table.has("kind") {
        return table.missing("kind");
    }
    table.choice("kind", Kind::WORDS).map(|kind| kind.value)
}

#[derive(Default)]
struct Formulas {
    numerator: Option<Formula>,
    denominator: Option<Formula>,
    value: Option<Formula>,
    sample: Option<Formula>,
}

/// The formulas, each allowed only for the kinds that it has a meaning for, and none without its partner.
fn read_formulas(toml: &Toml<'_>, table: &mut Table<'_>, kind: Option<Kind>) -> Formulas {
    let mut formula = |key, kinds: &[Kind]| {
        let text = table.text(key)?;
        if let Some(kind) = kind
            && !kinds.contains(&kind)
        {
            toml.push(key_of_another_kind(key, kind).at(text.place));
            return None;
        }
        let formula = Formula::parse(text.value);
        if formula.is_none() {
            let wrong = Code::BadFormula.arg("text", text.value.trim());
            toml.push(wrong.arg("key", key).at(text.place));
        }
        formula
    };
    let formulas = Formulas {
        numerator: formula("numerator", &[Kind::Ratio]),
        denominator: formula("denominator", &[Kind::Ratio]),
        value: formula("value", &[Kind::Mean, Kind::Count, Kind::Score]),
        sample: formula("sample", &[Kind::Mean]),
    };
    let mut needs = |key: &'static str, partner: &'static str| {
        if table.has(key) && !table.has(partner) {
            let place = table
                .value(key)
                .map_or(table.place(), |value| value.place());
            toml.push(
                Code::HalfFormula
                    .arg("key", key)
                    .arg("partner", partner)
                    .at(place),
            );
        }
    };
    if kind == Some(Kind::Ratio) {
        needs("numerator", "denominator");
        needs("denominator", "numerator");
    }
    if kind == Some(Kind::Mean) {
        needs("sample", "value");
    }
    formulas
}

fn key_of_another_kind(key: &str, kind: Kind) -> Diagnostic {
    Code::KeyOfAnotherKind
        .arg("key", key)
        .arg("kind", kind.word())
}

/// The target and its text as written.
fn read_target(toml: &Toml<'_>, table: &mut Table<'_>) -> (Option<Target>, Option<Box<str>>) {
    let Some(text) = table.text("target") else {
        return (None, None);
    };
    match parse_target(text.value) {
        Ok(target) => (Some(target), Some(text.value.into())),
        Err(wrong) => {
            toml.push(wrong.arg("key", "target").at(text.place));
            (None, None)
        }
    }
}

/// The direction, given or from the target. One that contradicts an inequality is an error.
fn read_better(toml: &Toml<'_>, table: &mut Table<'_>, target: Option<&Target>) -> Option<Better> {
    let given = table.choice("better", Better::WORDS);
    match (given, target) {
        (None, target) => target.map(Target::better),
        (Some(given), Some(target)) if !target.is_range() && given.value != target.better() => {
            let target_place = table
                .value("target")
                .map_or(table.place(), |value| value.place());
            toml.push(
                Code::BetterContradicts
                    .at(given.place)
                    .related(target_place),
            );
            Some(target.better())
        }
        (Some(given), _) => Some(given.value),
    }
}

fn read_over_time(toml: &Toml<'_>, table: &mut Table<'_>, kind: Option<Kind>) -> OverTime {
    let over_time = table.choice("over_time", OverTime::WORDS);
    match (over_time, kind) {
        (Some(over_time), Some(kind)) if kind != Kind::Count => {
            toml.push(key_of_another_kind("over_time", kind).at(over_time.place));
            OverTime::Sum
        }
        (over_time, _) => over_time.map_or(OverTime::Sum, |over_time| over_time.value),
    }
}

/// The kinds of unit that owe figures. Left out, nothing can tell a unit that owes nothing from one that is late.
fn read_reporters(
    toml: &Toml<'_>,
    table: &mut Table<'_>,
    kinds: &mut Vec<Placed<Box<str>>>,
) -> Option<Vec<Box<str>>> {
    let Some(value) = table.value("reporters") else {
        toml.push(Code::NoReporters.at(table.place()));
        return None;
    };
    let mut reporters: Vec<Box<str>> = Vec::new();
    for kind in value.texts() {
        kinds.push(Placed {
            value: kind.value.into(),
            place: kind.place,
        });
        if !reporters.iter().any(|other| **other == *kind.value) {
            reporters.push(kind.value.into());
        }
    }
    if reporters.is_empty() {
        value.tell(Diagnostic::new(Code::EmptyList));
        return None;
    }
    Some(reporters)
}

/// Whether it is a survey; only a ratio has a sampling error that can be shown.
fn read_sampled(toml: &Toml<'_>, table: &mut Table<'_>, kind: Option<Kind>) -> bool {
    let Some(sampled) = table.boolean("sampled") else {
        return false;
    };
    if let Some(kind) = kind
        && sampled.value
        && kind != Kind::Ratio
    {
        toml.push(no_effect("sampled", kind).at(sampled.place));
    }
    sampled.value
}

/// Whether its counts are whole: by default those of a `%`, and counts without decimals.
fn read_whole(
    toml: &Toml<'_>,
    table: &mut Table<'_>,
    kind: Option<Kind>,
    unit: &str,
    decimals: u8,
) -> bool {
    let default = match kind {
        Some(Kind::Ratio) => unit == "%",
        Some(Kind::Count) => decimals == 0,
        Some(Kind::Mean | Kind::Score) | None => false,
    };
    let Some(whole) = table.boolean("whole") else {
        return default;
    };
    if whole.value && kind == Some(Kind::Score) {
        toml.push(no_effect("whole", Kind::Score).at(whole.place));
    }
    whole.value
}

/// Whether a field without a row had nothing arising; a score has no figure for that.
fn read_sparse_fields(toml: &Toml<'_>, table: &mut Table<'_>, kind: Option<Kind>) -> bool {
    let Some(sparse) = table.boolean("sparse_fields") else {
        return false;
    };
    if sparse.value && kind == Some(Kind::Score) {
        toml.push(no_effect("sparse_fields", Kind::Score).at(sparse.place));
    }
    sparse.value
}

fn no_effect(key: &str, kind: Kind) -> Diagnostic {
    Code::NoEffect.arg("key", key).arg("kind", kind.word())
}

struct Limits {
    min_sample: Option<Decimal>,
    rank_needs: Option<Decimal>,
    weight: Option<Decimal>,
}

fn read_limits(
    toml: &Toml<'_>,
    table: &mut Table<'_>,
    kind: Option<Kind>,
    has_target: bool,
) -> Limits {
    let min_sample = at_least_zero(toml, table, "min_sample");
    if let (Some(min_sample), Some(kind @ (Kind::Count | Kind::Score))) = (&min_sample, kind) {
        toml.push(no_effect("min_sample", kind).at(min_sample.place));
    }
    let mut rank_needs = at_least_zero(toml, table, "rank_needs");
    if let Some(share) = &rank_needs
        && share.value > Decimal::from(1)
    {
        toml.push(out_of_range("rank_needs", "0", "1").at(share.place));
        rank_needs = None;
    }
    let weight = at_least_zero(toml, table, "weight");
    if let Some(weight) = &weight
        && !weight.value.is_zero()
        && !has_target
        && !table.has("target")
    {
        toml.push(Code::WeightWithoutTarget.at(weight.place));
    }
    Limits {
        min_sample: min_sample.map(|n| n.value),
        rank_needs: rank_needs.map(|n| n.value),
        weight: weight.map(|n| n.value),
    }
}

fn at_least_zero(
    toml: &Toml<'_>,
    table: &mut Table<'_>,
    key: &'static str,
) -> Option<Placed<Decimal>> {
    let number = table.decimal(key)?;
    if number.value.is_negative() {
        toml.push(Code::BelowZero.arg("key", key).at(number.place));
        return None;
    }
    Some(number)
}

fn read_decimals(toml: &Toml<'_>, table: &mut Table<'_>) -> Option<u8> {
    let number = table.decimal("decimals")?;
    let decimals = (0..=MOST_DECIMALS).find(|&n| number.value == Decimal::from(n));
    if decimals.is_none() {
        toml.push(
            out_of_range("decimals", "0", &MOST_DECIMALS.to_string())
                .help("whole")
                .at(number.place),
        );
    }
    decimals.and_then(|n| u8::try_from(n).ok())
}

fn out_of_range(key: &str, low: &str, high: &str) -> Diagnostic {
    Code::OutOfRange
        .arg("key", key)
        .arg("low", low)
        .arg("high", high)
}

#[cfg(test)]
pub(super) mod tests;
