//! The page on which an officer sees what was read: every unit's figures of the newest period beside those of the one before,
//! and what the forms print as totals beside what their rows come to.

use crate::figures::{ComparedRow, Comparison, Doubt, ReadSum, change, whole};
use crate::locale::{Language, Words};
use crate::model::{Amount, Campaign, IndicatorId};
use crate::number::Decimal;
use crate::place::Sources;
use crate::render::HtmlWriter;

/// Its address.
pub(super) const PATH: &str = "ban-bien-tap/doi-chieu";

/// So many units of an indicator are shown, those that are to be looked at first.
const MOST_UNITS: usize = 300;

/// Renders the tables; a sentence where there are no two periods to compare.
#[must_use]
pub(crate) fn compared(campaign: &Campaign, sources: &Sources, words: &Words) -> String {
    let comparison = Comparison::of(campaign);
    let mut page = Page {
        campaign,
        sources,
        words,
        html: HtmlWriter::default(),
    };
    match &comparison {
        Some(comparison) => page.tables(comparison),
        None => page.sentence("preview.compared.nothing"),
    }
    page.html.finish().as_str().to_owned()
}

struct Page<'a> {
    campaign: &'a Campaign,
    sources: &'a Sources,
    words: &'a Words,
    html: HtmlWriter,
}

impl Page<'_> {
    fn sentence(&mut self, key: &str) {
        self.html.markup("<p>");
        self.html.text(self.words.word(key));
        self.html.markup("</p>");
    }

    fn tables(&mut self, comparison: &Comparison) {
        self.sentence("preview.compared.text");
        for (indicator, rows) in comparison.by_indicator() {
            self.html.markup("<section><h2>");
            let of = self.campaign.indicators.get(indicator);
            self.html.text(&of.name);
            self.html.markup("</h2>");
            self.units(comparison, rows);
            self.totals(comparison, indicator);
            self.html.markup("</section>");
        }
    }

    /// Of an indicator the sum of all units, then each.
    fn units(&mut self, comparison: &Comparison, rows: &[ComparedRow]) {
        let language = self.words.language();
        self.head(&[
            self.words.word("preview.compared.unit"),
            language.period(comparison.before),
            language.period(comparison.period),
            self.words.word("preview.compared.change"),
            self.words.word("preview.compared.mark"),
        ]);
        let [(now, units), (was, units_before)] = whole(rows);
        let args = [
            ("now", &*units.to_string()),
            ("before", &*units_before.to_string()),
        ];
        let all = self.words.fill("preview.compared.whole", &args);
        let (now, was) = (now.filter(ReadSum::adds_up), was.filter(ReadSum::adds_up));
        let both = now.as_ref().zip(was.as_ref());
        let changed = both.and_then(|(now, was)| change(now, was));
        self.row(
            &all,
            [was.as_ref(), now.as_ref()],
            changed.as_ref(),
            None,
            true,
        );
        let mut rows: Vec<&ComparedRow> = rows.iter().collect();
        rows.sort_by_cached_key(|row| row.doubt().is_none());
        for row in rows.iter().take(MOST_UNITS) {
            let unit = self.campaign.units.get(row.unit).label();
            let sums = [row.was.as_ref(), row.now.as_ref()];
            self.row(&unit, sums, row.change().as_ref(), row.doubt(), false);
        }
        self.html.markup("</tbody></table></div>");
        let more = rows.len().saturating_sub(MOST_UNITS);
        if more > 0 {
            let args = [("count", &*more.to_string())];
            self.html.markup("<p>");
            self.html
                .text(&self.words.fill("preview.compared.more", &args));
            self.html.markup("</p>");
        }
    }

    fn head(&mut self, names: &[&str]) {
        // A region that can be scrolled is reached by the keyboard.
        self.html
            .markup("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        for name in names {
            self.html.markup("<th scope=\"col\">");
            self.html.text(name);
            self.html.markup("</th>");
        }
        self.html.markup("</tr></thead><tbody>");
    }

    fn row(
        &mut self,
        unit: &str,
        sums: [Option<&ReadSum>; 2],
        changed: Option<&Decimal>,
        doubt: Option<Doubt>,
        is_whole: bool,
    ) {
        let language = self.words.language();
        let mark = match doubt {
            Some(Doubt::Missing) => "preview.compared.missing",
            Some(Doubt::More) => "preview.compared.rose",
            Some(Doubt::Less) => "preview.compared.fell",
            None => "",
        };
        self.html.markup(match (doubt, is_whole) {
            (Some(_), _) => "<tr class=\"apart\">",
            (None, true) => "<tr class=\"whole\">",
            (None, false) => "<tr>",
        });
        self.html.markup("<th scope=\"row\">");
        self.html.text(unit);
        self.html.markup("</th>");
        for sum in sums {
            let text = sum.map_or_else(|| "–".to_owned(), |sum| shown(sum, language));
            self.cell(&text);
        }
        self.cell(&changed.map_or_else(String::new, |changed| language.change(changed)));
        self.html.markup("<td>");
        if !mark.is_empty() {
            self.html.text(self.words.word(mark));
        }
        self.html.markup("</td></tr>");
    }

    fn cell(&mut self, text: &str) {
        self.html.markup("<td class=\"number\">");
        self.html.text(text);
        self.html.markup("</td>");
    }

    /// What the forms of the newest period print as totals of an indicator.
    fn totals(&mut self, comparison: &Comparison, indicator: IndicatorId) {
        let totals = comparison.totals.iter();
        let mut totals = totals
            .filter(|total| total.indicator == indicator)
            .peekable();
        if totals.peek().is_none() {
            return;
        }
        self.html.markup("<h3>");
        self.html.text(self.words.word("preview.compared.totals"));
        self.html.markup("</h3>");
        let keys = [
            "preview.compared.total",
            "preview.compared.printed",
            "preview.compared.computed",
            "preview.compared.result",
        ];
        self.head(&keys.map(|key| self.words.word(key)));
        let language = self.words.language();
        let number = |figure: &Amount| shown(&ReadSum::of(figure), language);
        for total in totals.take(MOST_UNITS) {
            self.html.markup(match total.agrees {
                true => "<tr><th scope=\"row\">",
                false => "<tr class=\"apart\"><th scope=\"row\">",
            });
            self.html.text(&total.name);
            self.html.markup("<small>");
            let row = total.place.line.to_string();
            let file = self.sources.label(total.place.file);
            let args = [("file", &*file), ("row", &*row)];
            self.html
                .text(&self.words.fill("preview.compared.row", &args));
            self.html.markup("</small></th>");
            self.cell(&number(&total.printed));
            self.cell(&number(&total.computed));
            self.html.markup("<td>");
            let key = match total.agrees {
                true => "preview.compared.agrees",
                false => "preview.compared.differs",
            };
            self.html.text(self.words.word(key));
            self.html.markup("</td></tr>");
        }
        self.html.markup("</tbody></table></div>");
    }
}

/// "40/44" or "1.560"
fn shown(sum: &ReadSum, language: Language) -> String {
    let first = language.decimal(&sum.first);
    match sum.is_ratio() {
        true => format!("{first}/{}", language.decimal(&sum.second)),
        false => first,
    }
}
