//! The outside indices (`chi-so.html`): what others say of the province or city, with the source of every number.
//! Nothing of it is illustrative, and nothing illustrative stands on it.

use super::initiative::SourceView;
use super::layout::{LayoutView, Part, page_view};
use super::series::ChartView;
use super::{Around, Facts, Site, Wording};
use crate::calendar::{Period, PeriodLength};
use crate::chart::{Frame, LineChart, LinePoint, Measure, Palette, RankChart, State, message};
use crate::model::{Assessment, OutsideIndex};
use crate::number::{Decimal, Rounded};
use crate::text::slug;
use serde::Serialize;
use std::cmp::Ordering;

/// The interface of `outside_index.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OutsideIndexView {
    /// What surrounds it.
    pub page: LayoutView,
    /// Whether all of them are known ones, which come out in the spring of the year after.
    pub out_in_spring: bool,
    /// The indices, in the order of `indices.csv`.
    pub indices: Vec<IndexView>,
}

page_view!(OutsideIndexView, "outside_index.html");

/// An index.
#[derive(Debug, Clone, Serialize)]
pub(super) struct IndexView {
    /// Its id on the page.
    pub anchor: String,
    /// Its short name: "PAPI".
    pub name: String,
    /// What the name stands for, where it is one that is known.
    pub full_name: Option<&'static str>,
    /// Who rates what, where it is one that is known.
    pub about: Option<&'static str>,
    /// The finding: "67,89 điểm trên thang 100, hạng 29 trong 63 địa phương (năm 2024)".
    pub finding: Option<String>,
    /// How the latest numbers compare with the first ones.
    pub change: Option<String>,
    /// What it came to in the year of the campaign.
    pub campaign_year: String,
    /// The scores over the years.
    pub scores: Option<ChartView>,
    /// The ranks over the years.
    pub ranks: Option<ChartView>,
    /// Every year from the first to the last, the latest first.
    pub rows: Vec<YearRow>,
}

/// A year of an index.
#[derive(Debug, Clone, Serialize)]
pub(super) struct YearRow {
    /// The year.
    pub year: String,
    /// The score; absent where none was found.
    pub score: Option<String>,
    /// Its scale, where it is not that of the latest score.
    pub other_scale: Option<String>,
    /// The rank: "29/63"; absent where none was found.
    pub rank: Option<String>,
    /// Where the numbers stand.
    pub sources: Vec<SourceView>,
    /// A remark.
    pub note: Option<String>,
}

pub(super) const PATH: &str = "chi-so.html";

/// Plans the page, where there are any indices.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if facts.campaign.indices.0.is_empty() {
        return;
    }
    site.page(PATH, |c| {
        outside_index_view(&c.facts, &c.wording, &c.around)
    });
}

fn outside_index_view(facts: &Facts<'_>, wording: &Wording, around: &Around) -> OutsideIndexView {
    let indices = &facts.campaign.indices.0;
    let names: Vec<&str> = indices.iter().map(|index| &*index.name).collect();
    let title = wording.word("indices.title").to_owned();
    let description = wording.fill("indices.description", &[("names", &names.join(", "))]);
    let mut page = around.layout(Part::OTHER, PATH, title, description);
    // The end of the campaign's own figures says nothing of these.
    page.as_of = None;
    let mut views: Vec<IndexView> = Vec::with_capacity(indices.len());
    for (at, index) in indices.iter().enumerate() {
        let mut view = index_view(facts, wording, index);
        if view.anchor.is_empty() || views.iter().any(|other| other.anchor == view.anchor) {
            view.anchor = format!("chi-so-{}", at + 1);
        }
        views.push(view);
    }
    OutsideIndexView {
        page,
        out_in_spring: views.iter().all(|view| view.full_name.is_some()),
        indices: views,
    }
}

fn index_view(facts: &Facts<'_>, wording: &Wording, index: &OutsideIndex) -> IndexView {
    let key = slug(&index.name);
    let known = |part: &str| wording.words.find(&format!("indices.about.{key}.{part}"));
    IndexView {
        name: index.name.to_string(),
        full_name: known("name"),
        about: known("text"),
        finding: index_finding(wording, index),
        change: index_change(wording, index),
        campaign_year: campaign_year_words(facts, wording, index),
        scores: score_chart(wording, index, &format!("{key}-diem")),
        ranks: rank_chart(wording, index, &format!("{key}-hang")),
        rows: year_rows(wording, index),
        anchor: key,
    }
}

/// The latest score and the latest rank, in words.
fn index_finding(wording: &Wording, index: &OutsideIndex) -> Option<String> {
    let scored = index.comparable().last().map(|(year, _)| year);
    let ranked = index.ranked().last().map(|(year, _)| year);
    let said = |year: &Assessment, what: Option<String>| {
        let args = [("what", &*what?), ("year", &year.year.to_string())];
        Some(wording.fill("indices.finding.of-year", &args))
    };
    match (scored, ranked) {
        (Some(scored), Some(ranked)) if scored.year == ranked.year => {
            said(scored, year_words(wording, index, scored))
        }
        (scored, ranked) => {
            let score = scored.and_then(|year| said(year, score_words(wording, index, year)));
            let rank = ranked.and_then(|year| said(year, rank_of_year(wording, year)));
            joined(score, rank, "; ")
        }
    }
}

/// Score and rank of one year: "67,16 điểm trên thang 100, hạng 14 trong 63 địa phương".
fn year_words(wording: &Wording, index: &OutsideIndex, year: &Assessment) -> Option<String> {
    joined(
        score_words(wording, index, year),
        rank_of_year(wording, year),
        ", ",
    )
}

fn score_words(wording: &Wording, index: &OutsideIndex, year: &Assessment) -> Option<String> {
    let (score, scale) = (year.score.as_ref()?, year.scale.as_ref()?);
    let args = [
        ("score", &*self::score(wording, index, score)),
        ("scale", &*wording.number(scale)),
    ];
    Some(wording.fill("indices.finding.score", &args))
}

fn rank_of_year(wording: &Wording, year: &Assessment) -> Option<String> {
    let rank = wording.whole(year.rank? as usize);
    Some(match year.of {
        Some(of) => wording.fill(
            "indices.finding.rank-of",
            &[("rank", &rank), ("of", &wording.whole(of as usize))],
        ),
        None => wording.fill("indices.finding.rank", &[("rank", &rank)]),
    })
}

/// The latest score and rank against the first ones that can be compared with them.
fn index_change(wording: &Wording, index: &OutsideIndex) -> Option<String> {
    joined(
        score_change(wording, index),
        rank_change(wording, index),
        " ",
    )
}

fn score_change(wording: &Wording, index: &OutsideIndex) -> Option<String> {
    let ((first, was), (last, is)) = ends(index.comparable())?;
    let key = match is.cmp(was) {
        Ordering::Greater => "indices.finding.score-rose",
        Ordering::Less => "indices.finding.score-fell",
        Ordering::Equal => "indices.finding.score-same",
    };
    let args = [
        ("index", &*index.name),
        ("year", &*first.year.to_string()),
        ("score", &*self::score(wording, index, was)),
        ("now-year", &*last.year.to_string()),
        ("now", &*self::score(wording, index, is)),
    ];
    Some(wording.fill(key, &args))
}

/// A rank is better or worse among as many only.
fn rank_change(wording: &Wording, index: &OutsideIndex) -> Option<String> {
    let ((first, was), (last, is)) = ends(index.ranked())?;
    let key = match is.cmp(&was) {
        _ if first.of != last.of => "indices.finding.rank-of-others",
        // The smaller, the better.
        Ordering::Less => "indices.finding.rank-rose",
        Ordering::Greater => "indices.finding.rank-fell",
        Ordering::Equal => "indices.finding.rank-same",
    };
    let args = [
        ("index", &*index.name),
        ("year", &*first.year.to_string()),
        ("rank", &*rank_of_year(wording, first)?),
        ("now-year", &*last.year.to_string()),
        ("now", &*rank_of_year(wording, last)?),
    ];
    Some(wording.fill(key, &args))
}

/// What the index came to in the year in which the campaign ends.
fn campaign_year_words(facts: &Facts<'_>, wording: &Wording, index: &OutsideIndex) -> String {
    let of = facts.campaign.settings.ends.year();
    let year = index.years.iter().find(|year| year.year == of);
    let of = of.to_string();
    match year.and_then(|year| year_words(wording, index, year)) {
        Some(what) => wording.fill(
            "indices.in-campaign-year",
            &[("index", &index.name), ("year", &of), ("what", &what)],
        ),
        None => wording.fill(
            "indices.campaign-year-gap",
            &[("index", &index.name), ("year", &of)],
        ),
    }
}

fn year_rows(wording: &Wording, index: &OutsideIndex) -> Vec<YearRow> {
    let scale = index.scale();
    years(index)
        .rev()
        .map(|of| {
            let year = index.years.iter().find(|year| year.year == of);
            let other = |year: &&Assessment| year.score.is_some() && year.scale.as_ref() != scale;
            YearRow {
                year: of.to_string(),
                score: year.and_then(|year| Some(score(wording, index, year.score.as_ref()?))),
                other_scale: year
                    .filter(other)
                    .and_then(|year| year.scale.as_ref())
                    .map(|scale| {
                        wording.fill("indices.other-scale", &[("scale", &wording.number(scale))])
                    }),
                rank: year.and_then(|year| rank_cell(wording, year)),
                sources: year.map_or_else(Vec::new, |year| {
                    year.sources
                        .iter()
                        .map(|source| SourceView::new(source))
                        .collect()
                }),
                note: year.and_then(|year| year.note.as_deref().map(str::to_owned)),
            }
        })
        .collect()
}

fn rank_cell(wording: &Wording, year: &Assessment) -> Option<String> {
    let rank = wording.whole(year.rank? as usize);
    Some(match year.of {
        Some(of) => wording.fill(
            "indices.rank-of",
            &[("rank", &rank), ("of", &wording.whole(of as usize))],
        ),
        None => rank,
    })
}

fn score_chart(wording: &Wording, index: &OutsideIndex, id: &str) -> Option<ChartView> {
    let points = index_points(wording, index, |year| {
        let mut scored = index.comparable();
        let (_, score) = scored.find(|(scored, _)| scored.year == year)?;
        Some((score.to_f64(), self::score(wording, index, score)))
    });
    index_chart(
        wording,
        index,
        id,
        "indices.score-chart",
        &points,
        |title, description| {
            LineChart {
                frame: index_frame(wording, id, title, description),
                points: &points,
                target: None,
                field: None,
            }
            .to_svg(Palette::Page)
        },
    )
}

fn rank_chart(wording: &Wording, index: &OutsideIndex, id: &str) -> Option<ChartView> {
    let points = index_points(wording, index, |year| {
        let (_, rank) = index.ranked().find(|(ranked, _)| ranked.year == year)?;
        Some((f64::from(rank), wording.whole(rank as usize)))
    });
    index_chart(
        wording,
        index,
        id,
        "indices.rank-chart",
        &points,
        |title, description| {
            RankChart {
                frame: index_frame(wording, id, title, description),
                points: &points,
            }
            .to_svg(Palette::Page)
        },
    )
}

/// A chart of at least two years.
fn index_chart(
    wording: &Wording,
    index: &OutsideIndex,
    id: &str,
    key: &str,
    points: &[LinePoint],
    draw: impl FnOnce(&str, &str) -> String,
) -> Option<ChartView> {
    if points.iter().filter(|point| point.value.is_some()).count() < 2 {
        return None;
    }
    let with: Vec<&LinePoint> = points.iter().filter(|p| p.value.is_some()).collect();
    let (first, last) = (with.first()?, with.last()?);
    let args = [
        ("first", &*first.shown),
        ("first-period", &first.label),
        ("last", &last.shown),
        ("last-period", &last.label),
    ];
    let heading = wording.fill(key, &args);
    let title = format!("{}: {heading}", index.name);
    let description = message::line_description(points, None, None, wording.words);
    let svg = draw(&title, &description);
    let chart = ChartView::new(
        &index_frame(wording, id, &heading, &description),
        &svg,
        false,
    );
    Some(chart)
}

fn index_frame<'a>(
    wording: &Wording,
    id: &'a str,
    title: &'a str,
    description: &'a str,
) -> Frame<'a> {
    Frame {
        id,
        title,
        description,
        measure: Measure {
            percent: false,
            unit: wording.word("indices.points"),
            from_zero: false,
        },
        words: wording.words,
    }
}

/// A point a year from the first to the last, so that all charts of an index lie over one another; without a figure
/// it is a gap.
fn index_points(
    wording: &Wording,
    index: &OutsideIndex,
    figure: impl Fn(i16) -> Option<(f64, String)>,
) -> Vec<LinePoint> {
    let years = years(index).filter_map(|year| {
        let period = Period::new(year, 1, PeriodLength::Year)?;
        let (value, shown) = figure(year).unzip();
        Some(LinePoint {
            period,
            label: wording.period(period).into(),
            value,
            shown: shown.unwrap_or_default(),
            state: State::Unjudged,
            interval: None,
            complete: true,
            same_reporters: true,
            illustrative: false,
            revised: false,
        })
    });
    years.collect()
}

/// A score as its index shows all of them: with two decimals where any has as many, with more where it has more.
fn score(wording: &Wording, index: &OutsideIndex, score: &Decimal) -> String {
    let scores = index.years.iter().filter_map(|year| year.score.as_ref());
    let most = scores.map(Decimal::scale).max().unwrap_or_default();
    wording.language().rounded(&Rounded {
        value: score.clone(),
        decimals: most.min(2) as u8,
    })
}

/// The years of an index from the first to the last.
fn years(index: &OutsideIndex) -> impl DoubleEndedIterator<Item = i16> {
    let ends = index.years.first().zip(index.years.last());
    let (first, last) = ends.map_or((1, 0), |(first, last)| (first.year, last.year));
    first..=last
}

/// The first and the last of at least two.
fn ends<T>(mut all: impl Iterator<Item = T>) -> Option<(T, T)> {
    let first = all.next()?;
    Some((first, all.last()?))
}

fn joined(one: Option<String>, other: Option<String>, between: &str) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one + between + &other),
        (one, other) => one.or(other),
    }
}
