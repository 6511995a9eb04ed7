//! Indicators (chỉ tiêu): what is measured, how it is made of columns, and what it must reach.

use super::{Better, Formula, Key, Target};
use crate::calendar::YearStart;
use crate::number::Decimal;
use crate::place::Place;

/// An indicator, an index into [`Indicators`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorId(pub u16);

/// How an indicator is measured, and how a figure is pooled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A numerator over a denominator; sums of both are pooled.
    Ratio,
    /// An average weighted by its samples.
    Mean,
    /// A number of things; it sums.
    Count,
    /// A value that is given as it is and never pooled: a score; of figures also a ratio or a mean given as a bare value.
    Score,
}

/// What the target holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The overall figure.
    Overall,
    /// Each field by itself.
    EveryField,
}

/// What the rows of a unit cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reporting {
    /// The unit itself alone (`own`).
    Own,
    /// The unit and all below it (`total`).
    Total,
}

/// How often figures are owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Every month.
    Month,
    /// Every quarter.
    Quarter,
    /// Every half-year.
    Half,
    /// Every year.
    Year,
}

/// How a count goes over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OverTime {
    /// Periods are added.
    Sum,
    /// A stock: the last period's figure stands.
    Last,
}

/// Which figure leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Headline {
    /// The pool of the campaign's periods (lũy kế).
    Cumulative,
    /// The latest period.
    Latest,
}

/// An indicator (chỉ tiêu).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its code, used in addresses: a-z 0-9 -.
    pub code: Box<str>,
    /// Its name.
    pub name: Box<str>,
    /// How it is measured.
    pub kind: Kind,
    /// Its unit of measure; `%` for a ratio by default, empty where none is given.
    pub unit: Box<str>,
    /// Wide tables: what the numerator is made of.
    pub numerator: Option<Formula>,
    /// Wide tables: what the denominator is made of.
    pub denominator: Option<Formula>,
    /// Wide tables: what the value is made of.
    pub value: Option<Formula>,
    /// Wide tables: what the sample is made of.
    pub sample: Option<Formula>,
    /// What it must reach.
    pub target: Option<Target>,
    /// Its target as written, for JSON (`> 90`).
    pub target_text: Option<Box<str>>,
    /// Which direction is better, given or from the target.
    pub better: Option<Better>,
    /// What the target holds for.
    pub scope: Scope,
    /// What a unit's rows cover.
    pub reported: Reporting,
    /// The kinds of unit that owe figures; `None`: the units that ever reported.
    pub reporters: Option<Vec<Box<str>>>,
    /// How often they owe them; `None`: the finest reported.
    pub frequency: Option<Frequency>,
    /// Counts only: how it goes over time.
    pub over_time: OverTime,
    /// Where the years begin that its months make and for which it is owed: what the tables of its figures say.
    pub year_start: YearStart,
    /// Which figure leads, given or by kind.
    pub headline: Headline,
    /// A survey, shown with its sampling error.
    pub sampled: bool,
    /// A smaller denominator or sample is never ranked.
    pub min_sample: Option<Decimal>,
    /// A field without a row, where the unit gave others, had nothing arising.
    pub sparse_fields: bool,
    /// Its counts are whole numbers: a fraction among them is an error.
    pub whole: bool,
    /// The share of the unit-months owed that a ranked cumulative figure must cover.
    pub rank_needs: Decimal,
    /// Weight in the composite ranking; zero: not in it.
    pub weight: Decimal,
    /// Decimals shown.
    pub decimals: u8,
    /// How far from the target still counts as near, in the indicator's unit.
    pub near: Decimal,
    /// What it means.
    pub definition: Option<Box<str>>,
    /// Where the definition or target comes from.
    pub source: Option<Box<str>>,
    /// Its table in `indicators.toml`.
    pub place: Place,
}

impl Indicator {
    /// The keys of `indicators.toml`, in the order in which they are published.
    pub const KEYS: &[Key] = &[
        ("code", |of| Some((&of.code).into())),
        ("name", |of| Some((&of.name).into())),
        ("kind", |of| Some(of.kind.into())),
        ("unit", |of| Some((&of.unit).into())),
        ("numerator", |of| of.numerator.as_ref().map(Into::into)),
        ("denominator", |of| of.denominator.as_ref().map(Into::into)),
        ("value", |of| of.value.as_ref().map(Into::into)),
        ("sample", |of| of.sample.as_ref().map(Into::into)),
        ("target", |of| of.target_text.as_ref().map(Into::into)),
        ("better", |of| of.better.map(Into::into)),
        ("scope", |of| Some(of.scope.into())),
        ("reported", |of| Some(of.reported.into())),
        ("reporters", |of| of.reporters.as_ref().map(Into::into)),
        ("frequency", |of| of.frequency.map(Into::into)),
        ("over_time", |of| {
            (of.kind == Kind::Count).then(|| of.over_time.into())
        }),
        ("headline", |of| Some(of.headline.into())),
        ("sampled", |of| Some(of.sampled.into())),
        ("min_sample", |of| of.min_sample.as_ref().map(Into::into)),
        ("sparse_fields", |of| Some(of.sparse_fields.into())),
        ("whole", |of| Some(of.whole.into())),
        ("rank_needs", |of| Some((&of.rank_needs).into())),
        ("weight", |of| Some((&of.weight).into())),
        ("decimals", |of| Some(of.decimals.into())),
        ("near", |of| Some((&of.near).into())),
        ("definition", |of| of.definition.as_ref().map(Into::into)),
        ("source", |of| of.source.as_ref().map(Into::into)),
    ];

    /// Whether its figures carry a sampling error: those of a sampled ratio.
    #[must_use]
    pub fn has_intervals(&self) -> bool {
        self.sampled && self.kind == Kind::Ratio
    }

    /// Whether values are per cent: 100 · numerator / denominator.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        &*self.unit == "%"
    }

    /// What its figures are made of in wide tables, where it has all that its kind needs: the numerator of a ratio, the
    /// value of every other kind; and the denominator of a ratio, the sample of a mean.
    #[must_use]
    pub fn formulas(&self) -> Option<(&Formula, Option<&Formula>)> {
        Some(match self.kind {
            Kind::Ratio => (self.numerator.as_ref()?, Some(self.denominator.as_ref()?)),
            Kind::Mean => (self.value.as_ref()?, self.sample.as_ref()),
            Kind::Count | Kind::Score => (self.value.as_ref()?, None),
        })
    }

    /// The columns of wide tables that its formulas name, as they are written there; one may stand more than once.
    pub fn formula_columns(&self) -> impl Iterator<Item = &str> {
        let formulas = [
            &self.numerator,
            &self.denominator,
            &self.value,
            &self.sample,
        ];
        let terms = formulas
            .into_iter()
            .flatten()
            .flat_map(|formula| &formula.0);
        terms.map(|term| &*term.column)
    }
}

/// All indicators, in the order of `indicators.toml`.
#[derive(Debug, Clone, Default)]
pub struct Indicators(pub Vec<Indicator>);

impl Indicators {
    /// The indicator with this id.
    #[must_use]
    pub fn get(&self, id: IndicatorId) -> &Indicator {
        &self.0[id.0 as usize]
    }

    /// All indicators with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (IndicatorId, &Indicator)> {
        self.0
            .iter()
            .enumerate()
            .map(|(i, x)| (IndicatorId(i as u16), x))
    }
}
