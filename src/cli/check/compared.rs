//! What was read for the newest period beside the one before, in words: of every indicator the whole, then the units that
//! are to be looked at, or all of them.

use super::human::Text;
use crate::emitter::Detail;
use crate::figures::{ComparedRow, Comparison, Doubt, ReadSum, change, whole};
use crate::model::IndicatorId;
use crate::number::Decimal;

/// So many units of an indicator are shown.
const MOST_UNITS: usize = 6;

impl Text<'_> {
    pub(super) fn compared(&mut self) {
        let Some(comparison) = self.report.comparison else {
            return;
        };
        let language = self.words.language();
        let args = [
            ("period", language.period(comparison.period)),
            ("before", language.period(comparison.before)),
        ];
        let title = self.words.fill("file-report.compared.title", &args);
        self.text.push_str(&title);
        self.text.push_str("\n\n");
        for (indicator, rows) in comparison.by_indicator() {
            self.compared_indicator(comparison, indicator, rows);
        }
        self.text.push('\n');
    }

    fn compared_indicator(
        &mut self,
        comparison: &Comparison,
        id: IndicatorId,
        rows: &[ComparedRow],
    ) {
        let name = &self.report.campaign.indicators.get(id).name;
        let [(now, units), (was, units_before)] = whole(rows);
        let sum = |sum: &Option<ReadSum>| match sum {
            Some(sum) if sum.adds_up() => self.sum(sum),
            Some(_) | None => self.words.word("file-report.compared.no-sum").to_owned(),
        };
        let both = now.as_ref().zip(was.as_ref());
        let args = [
            ("indicator", &**name),
            ("now", &*sum(&now)),
            ("was", &*sum(&was)),
            (
                "change",
                &*self.change(both.and_then(|(now, was)| change(now, was))),
            ),
            ("units", &*self.number(units)),
            ("units-before", &*self.number(units_before)),
        ];
        let line = self.words.fill("file-report.compared.indicator", &args);
        self.line(0, &line);
        let is_full = self.detail == Detail::Full;
        let shown: Vec<&ComparedRow> = rows
            .iter()
            .filter(|row| is_full || row.doubt().is_some())
            .collect();
        let most = if is_full { usize::MAX } else { MOST_UNITS };
        for row in shown.iter().take(most) {
            let line = self.compared_row(row);
            self.line(2, &line);
        }
        let more = shown.len().saturating_sub(most);
        if more > 0 {
            let line = self.counted("file-report.compared.more", more);
            self.line(2, &line);
        }
        self.printed_totals(comparison, id);
    }

    /// What the forms print as totals: how many are what the rows come to, and those that are not.
    fn printed_totals(&mut self, comparison: &Comparison, id: IndicatorId) {
        let totals = comparison
            .totals
            .iter()
            .filter(|total| total.indicator == id);
        let (agreeing, apart): (Vec<_>, Vec<_>) = totals.partition(|total| total.agrees);
        if !agreeing.is_empty() {
            let line = self.counted("file-report.compared.totals", agreeing.len());
            self.line(2, &line);
        }
        let is_full = self.detail == Detail::Full;
        let most = if is_full { usize::MAX } else { MOST_UNITS };
        let shown = agreeing
            .iter()
            .filter(|_| is_full)
            .chain(apart.iter().take(most));
        for total in shown {
            let args = [
                ("name", &*total.name),
                ("place", &*self.report.sources.label(total.place.file)),
                ("printed", &*self.sum(&ReadSum::of(&total.printed))),
                ("computed", &*self.sum(&ReadSum::of(&total.computed))),
            ];
            let key = match total.agrees {
                true => "file-report.compared.total",
                false => "file-report.compared.total-apart",
            };
            let line = self.words.fill(key, &args);
            self.line(2, &line);
        }
    }

    /// " (+12)", of nothing that changed or cannot be said nothing.
    fn change(&self, change: Option<Decimal>) -> String {
        match change.filter(|change| !change.is_zero()) {
            Some(change) => format!(" ({})", self.words.language().change(&change)),
            None => String::new(),
        }
    }

    fn compared_row(&self, row: &ComparedRow) -> String {
        let sum = |sum: &Option<ReadSum>| match sum {
            Some(sum) => self.sum(sum),
            None => self.words.word("file-report.compared.nothing").to_owned(),
        };
        let args = [
            ("unit", &*self.report.campaign.units.get(row.unit).label()),
            ("now", &*sum(&row.now)),
            ("was", &*sum(&row.was)),
            ("change", &*self.change(row.change())),
        ];
        let key = match row.doubt() {
            Some(Doubt::Missing) => "file-report.compared.missing",
            Some(Doubt::More) => "file-report.compared.rose",
            Some(Doubt::Less) => "file-report.compared.fell",
            None => "file-report.compared.unit",
        };
        self.words.fill(key, &args)
    }

    /// "40/44" or "1.560"
    fn sum(&self, sum: &ReadSum) -> String {
        let language = self.words.language();
        if sum.is_ratio() {
            let [first, second] = [&sum.first, &sum.second].map(|number| language.decimal(number));
            format!("{first}/{second}")
        } else {
            language.decimal(&sum.first)
        }
    }
}
