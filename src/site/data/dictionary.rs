//! What every column of the CSV files and every key of the JSON files means, in words.

use super::{csv, observations};
use crate::model::Indicator;
use crate::site::{Wording, submission};
use serde::Serialize;
use std::borrow::Cow;

/// A column or a key with its meaning.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TermView {
    /// Its name in the file; of a key within others, the path to it: `rank.place`.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// A format of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Format {
    /// `quan-sat.csv`.
    Rows,
    /// `don-vi/CODE.csv` and `chi-tieu/CODE.csv`.
    Points,
    /// `don-vi/CODE.json`.
    Unit,
    /// `chi-tieu/CODE.json`.
    Indicator,
    /// `xep-hang.json`.
    Ranking,
    /// A POINT within the JSON files.
    Point,
    /// `sang-kien.json` and `sang-kien.csv`.
    Initiatives,
    /// `tinh-hinh-bao-cao.csv`.
    Submissions,
    /// `manifest.json`.
    Listing,
}

const UNIT: &[&str] = &[
    "unit",
    "unit.code",
    "unit.name",
    "unit.kind",
    "unit.parent",
    "unit.group",
    "indicators",
    "indicators.code",
    "indicators.target",
    "indicators.headline",
    "indicators.cumulative",
    "indicators.latest",
    "indicators.rank",
    "rank.place",
    "rank.of",
    "rank.group",
    "indicators.unranked",
    "indicators.series",
    "indicators.fields",
    "fields.name",
    "fields.cumulative",
    "fields.latest",
    "fields.series",
];

/// Beside the keys of `indicators.toml`.
const INDICATOR: &[&str] = &[
    "whole",
    "units",
    "units.unit",
    "units.cumulative",
    "units.latest",
];

const RANKING: &[&str] = &[
    "groups",
    "groups.group",
    "groups.composite",
    "groups.indicators",
    "unit",
    "place",
    "score",
    "value",
    "reason",
];

const POINT: &[&str] = &[
    "period",
    "period.from",
    "period.to",
    "numerator",
    "denominator",
    "value",
    "sample",
    "status",
    "certain",
    "interval",
    "own",
    "coverage",
    "coverage.reported",
    "coverage.expected",
    "months",
    "months.reported",
    "months.expected",
    "failing_fields",
    "missing_fields",
    "illustrative",
];

const INITIATIVES: &[&str] = &[
    "initiatives",
    "id",
    "title",
    "summary",
    "unit",
    "authors",
    "form",
    "type",
    "field",
    "area",
    "problem",
    "solution",
    "novelty",
    "started",
    "stage",
    "scope",
    "beneficiaries",
    "indicators",
    "results",
    "cost",
    "requirements",
    "difficulties",
    "lessons",
    "replicability",
    "adopted_by",
    "adopted_by.unit",
    "adopted_by.since",
    "recognition",
    "verification",
    "contact",
    "attachments",
    "sources",
    "updated",
    "illustrative",
    "url",
    "impact",
    "impact.indicator",
    "impact.unit",
    "impact.k",
    "impact.before",
    "impact.after",
    "impact.change",
    "impact.block_change",
    "impact.illustrative",
    "suggested_to",
    "suggested_to.unit",
    "suggested_to.indicator",
    "suggested_to.field",
    "suggested_further",
];

const LISTING: &[&str] = &[
    "generated_by",
    "as_of",
    "files",
    "files.path",
    "files.bytes",
    "files.sha256",
];

impl Format {
    /// Its name in the language files.
    const fn word(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Points => "points",
            Self::Unit => "unit",
            Self::Indicator => "indicator",
            Self::Ranking => "ranking",
            Self::Point => "point",
            Self::Initiatives => "initiatives",
            Self::Submissions => "submissions",
            Self::Listing => "listing",
        }
    }

    /// Its columns or keys, in their order.
    pub(in crate::site) fn names(self) -> Vec<Cow<'static, str>> {
        let of_header =
            |header: &'static str| header.trim_end().split(',').map(Cow::from).collect();
        let of_list = |list: &'static [&str]| list.iter().copied().map(Cow::from).collect();
        match self {
            Self::Rows => of_header(observations::HEADER),
            Self::Points => of_header(csv::HEADER),
            Self::Unit => of_list(UNIT),
            Self::Indicator => {
                let keys = Indicator::KEYS.iter();
                let keys = keys.map(|(key, _)| format!("indicator.{key}").into());
                let others = INDICATOR.iter().copied().map(Cow::from);
                std::iter::once("indicator".into())
                    .chain(keys)
                    .chain(others)
                    .collect()
            }
            Self::Ranking => of_list(RANKING),
            Self::Point => of_list(POINT),
            Self::Initiatives => of_list(INITIATIVES),
            Self::Submissions => of_header(submission::HEADER),
            Self::Listing => of_list(LISTING),
        }
    }
}

/// The meaning of every column or key of a format.
pub(in crate::site) fn dictionary(wording: &Wording, format: Format) -> Vec<TermView> {
    let names = format.names().into_iter();
    names
        .map(|name| TermView {
            meaning: meaning(wording.words, format, &name)
                .unwrap_or_default()
                .to_owned(),
            name: name.into_owned(),
        })
        .collect()
}

/// What a name means in a format; what it means in all, where that is the same.
fn meaning(words: &crate::locale::Words, format: Format, name: &str) -> Option<&'static str> {
    let key = name.replace('.', "-");
    words
        .find(&format!("data.{}.{key}", format.word()))
        .or_else(|| words.find(&format!("data.term.{key}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Language, Words};

    const ALL: [Format; 9] = [
        Format::Rows,
        Format::Points,
        Format::Unit,
        Format::Indicator,
        Format::Ranking,
        Format::Point,
        Format::Initiatives,
        Format::Submissions,
        Format::Listing,
    ];

    #[test]
    fn every_column_and_key_has_a_meaning() {
        let words = Words::of(Language::Vietnamese);
        for format in ALL {
            for name in format.names() {
                assert!(
                    meaning(words, format, &name).is_some(),
                    "{format:?}: {name}"
                );
            }
        }
    }

    #[test]
    fn no_meaning_is_of_nothing() {
        let words = Words::of(Language::Vietnamese);
        for key in words.keys() {
            let Some((format, name)) = key.strip_prefix("data.").and_then(|k| k.split_once('.'))
            else {
                continue;
            };
            let is_named = |format: &Format| {
                let mut names = format.names().into_iter();
                names.any(|other| other.replace('.', "-") == name)
            };
            let of = ALL.iter().find(|of| of.word() == format);
            match of {
                Some(of) => assert!(is_named(of), "{key}"),
                None if format == "term" => assert!(ALL.iter().any(is_named), "{key}"),
                None => {}
            }
        }
    }
}
