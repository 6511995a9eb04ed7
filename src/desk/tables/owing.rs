//! Who owes what: by unit and period, with forms for what is missing and a text to send.

use super::PART;
use crate::calendar::Period;
use crate::desk::Desk;
use crate::desk::answer::Answer;
use crate::desk::pages::{Failure, Frame};
use crate::desk::visit::Visit;
use crate::figures::Figures;
use crate::form::Forms;
use crate::locale::{Language, Words};
use crate::model::{Campaign, UnitId};
use axum::http::StatusCode;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write as _};

/// So many units are named in the text to send.
const MOST_IN_LETTER: usize = 400;

/// What is owed of one period.
#[derive(Debug, Default, Serialize)]
struct Owing {
    /// Whether it cannot be told, because of errors.
    is_unknown: bool,
    /// The periods of which anything is owed: code, name, whether it is shown.
    periods: Vec<(String, String, bool)>,
    /// The code of the period that is shown.
    code: String,
    heading: String,
    /// Each unit with what it owes.
    units: Vec<(String, String)>,
    letter: String,
}

impl Desk {
    /// The page, or the forms of a period.
    pub(super) fn owing(&self, visit: &Visit) -> Result<Answer, Failure> {
        let asked = visit.query.get("period");
        let wants_forms = visit.query.find("bieu").is_some();
        let mut owing = Owing::default();
        let mut forms = None;
        self.office.read_with(&[], &mut |campaign, _, figures| {
            let Some(figures) = figures else {
                owing.is_unknown = true;
                return;
            };
            let missing = missing(campaign, figures);
            let period = chosen(&missing, asked);
            if let (Some((period, units)), true) = (period, wants_forms) {
                forms = Some(zipped(campaign, period, units));
            }
            owing = Owing::of(campaign, &missing, period, self.words);
        });
        if let Some(forms) = forms {
            let name = format!("bieu-{}.zip", owing.code.replace('/', "-"));
            return Ok(Answer::Download("application/zip", name, forms?));
        }
        let frame = Frame {
            title: self.words.word("desk.owing.title"),
            part: PART,
            notice: None,
        };
        self.page(StatusCode::OK, "owing.html", frame, owing)
    }
}

/// By period the units that owe something, each with what.
type Missing = BTreeMap<(u32, Period), BTreeMap<UnitId, Vec<String>>>;

fn missing(campaign: &Campaign, figures: &Figures) -> Missing {
    let submissions = &figures.submissions;
    let mut missing = Missing::new();
    for gap in &submissions.gaps {
        let Some(period) = submissions.periods.get(gap.period) else {
            continue;
        };
        let indicator = &campaign.indicators.get(gap.indicator).name;
        let fields = gap.fields.iter();
        let fields: Vec<&str> = fields
            .map(|field| &*campaign.fields.get(*field).name)
            .collect();
        let what = match fields.is_empty() {
            true => indicator.to_string(),
            false => format!("{indicator} ({})", fields.join(", ")),
        };
        let of_period = missing.entry((period.order(), *period)).or_default();
        of_period.entry(gap.unit).or_default().push(what);
    }
    missing
}

/// The period that is asked for, else the last of which anything is owed.
fn chosen<'m>(
    missing: &'m Missing,
    asked: &str,
) -> Option<(Period, &'m BTreeMap<UnitId, Vec<String>>)> {
    let mut all = missing.iter();
    let found = all.find(|((_, period), _)| period.code() == asked);
    let found = found.or_else(|| missing.iter().next_back());
    found.map(|((_, period), units)| (*period, units))
}

/// The forms of units for a period, in one file.
fn zipped(
    campaign: &Campaign,
    period: Period,
    units: &BTreeMap<UnitId, Vec<String>>,
) -> io::Result<Vec<u8>> {
    let language = campaign.settings.languages.first().copied();
    let forms = Forms::new(campaign, Words::of(language.unwrap_or(Language::DEFAULT)));
    let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    // What is in it is packed already.
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for unit in units.keys() {
        let owed = forms.debts().of(*unit, period);
        let bytes = forms.make(*unit, period, &owed).map_err(io::Error::other)?;
        zip.start_file(forms.file_name(*unit, period), options)
            .map_err(io::Error::other)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

impl Owing {
    fn of(
        campaign: &Campaign,
        missing: &Missing,
        shown: Option<(Period, &BTreeMap<UnitId, Vec<String>>)>,
        words: &Words,
    ) -> Self {
        let Some((period, units)) = shown else {
            return Self::default();
        };
        let named = words.language().period(period);
        let name = |unit: &UnitId| campaign.units.get(*unit).name.to_string();
        let count = units.len().to_string();
        let first = units.iter().take(MOST_IN_LETTER);
        let mut list: Vec<String> = first
            .map(|(unit, what)| format!("- {}: {}", name(unit), what.join("; ")))
            .collect();
        if units.len() > MOST_IN_LETTER {
            list.push("- …".to_owned());
        }
        let args = [
            ("title", &*campaign.settings.title),
            ("period", named),
            ("count", &*count),
            ("list", &*list.join("\n")),
        ];
        let periods = missing.keys().rev().map(|(_, of)| {
            let name = words.language().period(*of).to_owned();
            (of.code(), name, *of == period)
        });
        Self {
            is_unknown: false,
            periods: periods.collect(),
            code: period.code(),
            heading: words.fill("desk.owing.units", &[("count", &*count), ("period", named)]),
            units: units
                .iter()
                .map(|(unit, what)| (name(unit), what.join("; ")))
                .collect(),
            letter: words.fill("desk.owing.letter_text", &args),
        }
    }
}
