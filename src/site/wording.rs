//! How things are said: words, numbers, days and periods in the language of the pages.

use super::shown::{StateView, anchors, state};
use crate::calendar::Period;
use crate::chart::{Bound, ChartTarget, State};
use crate::figures::{Coverage, Figure, Point, Span, interval};
use crate::locale::{Language, Words};
use crate::model::{Indicator, Scope, Target};
use crate::number::{Decimal, Quotient, Rounded};

/// The language of the pages. It knows of no campaign: what it is to say is given to it.
#[derive(Debug)]
pub struct Wording {
    /// The words of the pages' language.
    pub words: &'static Words,
    /// How figures may stand, in the order of [`State`].
    states: [StateView; 7],
}

impl Wording {
    /// What is said with these words.
    #[must_use]
    pub fn new(words: &'static Words) -> Self {
        Self {
            words,
            states: StateView::all(words),
        }
    }

    /// The language of the pages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.words.language()
    }

    /// A sentence of the language files with what it tells of.
    #[must_use]
    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.words.fill(key, args)
    }

    /// A value of an indicator with its unit, rounded beside its target.
    #[must_use]
    pub fn value(&self, indicator: &Indicator, value: &Quotient) -> String {
        self.rounded(
            indicator,
            &value.round_beside(indicator.decimals, anchors(indicator)),
        )
    }

    /// Values beside each other, each with its unit: those that differ are written so that they do, equal ones alike.
    #[must_use]
    pub fn apart(&self, indicator: &Indicator, values: &[Option<Quotient>]) -> Vec<String> {
        let mut order: Vec<(usize, &Quotient)> = values
            .iter()
            .enumerate()
            .filter_map(|(at, value)| Some((at, value.as_ref()?)))
            .collect();
        order.sort_by_key(|(_, value)| *value);
        let sorted: Vec<Quotient> = order.iter().map(|(_, value)| (*value).clone()).collect();
        let rounded = Quotient::round_ranking(&sorted, indicator.decimals, anchors(indicator));
        let mut shown = vec![String::new(); values.len()];
        for ((at, _), rounded) in order.iter().zip(&rounded) {
            shown[*at] = self.rounded(indicator, rounded);
        }
        shown
    }

    /// The value of a point with its unit, where it has one.
    #[must_use]
    pub fn shown(&self, indicator: &Indicator, point: &Point) -> Option<String> {
        let value = point.figure.as_ref()?.value(indicator)?;
        Some(self.value(indicator, &value))
    }

    /// A rounded value of an indicator with its unit.
    #[must_use]
    pub fn rounded(&self, indicator: &Indicator, rounded: &Rounded) -> String {
        self.language().rounded_with_unit(rounded, &indicator.unit)
    }

    /// An exact number with the unit of an indicator, such as a target.
    #[must_use]
    pub fn exact(&self, indicator: &Indicator, value: &Decimal) -> String {
        self.language().decimal_with_unit(value, &indicator.unit)
    }

    /// A number in the grouping of the page's language.
    #[must_use]
    pub fn number(&self, value: &Decimal) -> String {
        self.language().decimal(value)
    }

    /// A whole number in the grouping of the page's language.
    #[must_use]
    pub fn whole(&self, value: usize) -> String {
        self.number(&Decimal::from(i64::try_from(value).unwrap_or(i64::MAX)))
    }

    /// A period in words.
    #[must_use]
    pub fn period(&self, period: Period) -> &'static str {
        self.language().period(period)
    }

    /// A target to draw and to speak of.
    #[must_use]
    pub fn target(&self, indicator: &Indicator) -> Option<ChartTarget> {
        let bound = |value: &Decimal| Bound {
            at: value.to_f64(),
            shown: self.exact(indicator, value),
        };
        Some(match indicator.target.as_ref()? {
            Target::Above(x) => ChartTarget::Above(bound(x)),
            Target::AtLeast(x) => ChartTarget::AtLeast(bound(x)),
            Target::Below(x) => ChartTarget::Below(bound(x)),
            Target::AtMost(x) => ChartTarget::AtMost(bound(x)),
            Target::Range { low, high } => ChartTarget::Range(bound(low), bound(high)),
        })
    }

    /// A target in words ("trên 90%").
    #[must_use]
    pub fn target_phrase(&self, indicator: &Indicator) -> Option<String> {
        self.target(indicator)
            .map(|target| target.phrase(self.words))
    }

    /// The words of a state.
    #[must_use]
    pub fn state_view(&self, state: State) -> &StateView {
        &self.states[state as usize]
    }

    /// A word of the language files.
    #[must_use]
    pub fn word(&self, key: &'static str) -> &'static str {
        self.words.word(key)
    }

    /// What a point covers, in words.
    #[must_use]
    pub fn span(&self, span: Span) -> String {
        match span {
            Span::Period(period) => self.period(period).to_owned(),
            Span::Months { from, to } => self.language().months(from, to),
        }
    }

    /// What a point covers, said to be cumulative where it is.
    pub(super) fn said_span(&self, span: Span) -> String {
        match span {
            Span::Period(period) => self.period(period).to_owned(),
            Span::Months { .. } => self.fill("pages.cumulative", &[("span", &self.span(span))]),
        }
    }

    /// "22/24 đơn vị" where not all that owe gave.
    #[must_use]
    pub fn partial(&self, coverage: Coverage) -> Option<String> {
        self.partial_as("pages.coverage", coverage)
    }

    /// The same of a field, which not every unit has.
    #[must_use]
    pub fn partial_in_field(&self, coverage: Coverage) -> Option<String> {
        self.partial_as("pages.coverage-in-field", coverage)
    }

    pub(super) fn partial_as(&self, key: &'static str, coverage: Coverage) -> Option<String> {
        (!coverage.is_complete()).then(|| {
            let reported = self.whole(coverage.reported as usize);
            let expected = self.whole(coverage.expected as usize);
            let counts = [("reported", &*reported), ("expected", &*expected)];
            self.fill(key, &counts)
        })
    }

    /// What a figure rests on: "4.102 / 4.392", "cỡ mẫu 480".
    #[must_use]
    pub fn base(&self, figure: &Figure) -> Option<String> {
        let base = self.number(&figure.base()?);
        Some(match figure.ratio() {
            Some((numerator, _)) => format!("{}\u{a0}/\u{a0}{base}", self.number(&numerator)),
            None => self.fill("pages.figure.sample", &[("count", &base)]),
        })
    }

    /// How a judged point stands against the target, in words: "gần đạt mục tiêu từng lĩnh vực trên 90%".
    #[must_use]
    pub fn verdict(&self, indicator: &Indicator, point: &Point) -> Option<String> {
        let key = match state(indicator, point) {
            State::Met => "pages.verdict.met",
            State::Over => "pages.verdict.over",
            State::Near => "pages.verdict.near",
            State::Missed => "pages.verdict.missed",
            State::SmallSample | State::Unjudged | State::NoData => return None,
        };
        let mut target = self.target_phrase(indicator)?;
        if indicator.scope == Scope::EveryField {
            target = self.fill("chart.target.every-field", &[("target", &target)]);
        }
        Some(self.fill(key, &[("target", &target)]))
    }

    /// A sampling interval in words, rounded outwards so that it never looks narrower than it is.
    pub(super) fn interval(&self, indicator: &Indicator, figure: &Figure) -> Option<String> {
        let (low, high) = interval(indicator, figure)?;
        let digits = i32::from(indicator.decimals);
        let scale = 10_f64.powi(digits);
        let end = |scaled: f64| {
            let value = Decimal::new(scaled as i64, indicator.decimals);
            self.rounded(
                indicator,
                &Rounded {
                    value,
                    decimals: indicator.decimals,
                },
            )
        };
        let low = end((low * scale).floor());
        let high = end((high * scale).ceil());
        Some(self.fill("pages.figure.interval", &[("low", &low), ("high", &high)]))
    }
}
