//! The home page (`index.html`): what the campaign wants, how far it is, its dates, the latest announcements.

use super::announcement::Entry;
use super::archive::HomePractices;
use super::attention::{AllMetView, AttentionView, all_met, attention};
use super::change_log::{RevisedNotes, revised_notes};
use super::embed::Embedded;
use super::indicator_list::GoalView;
use super::layout::{LayoutView, LinkView, Part, page_view};
use super::series::{ChartView, line};
use super::shown::{state, targets_met};
use super::{
    Archive, Around, Facts, RenderedProse, Site, Wording, announcement, archive, embed, indicator,
    indicator_list, lag, series, unit_finder,
};
use crate::chart::State;
use crate::figures::FigureOf;
use crate::model::{Attachment, IndicatorId, UnitId};
use crate::render::Html;
use serde::Serialize;

/// The interface of `home.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HomeView {
    /// What surrounds it.
    pub page: LayoutView,
    /// The campaign's name.
    pub title: String,
    /// Its theme.
    pub theme: Option<String>,
    /// When it was announced, begins and ends, and how far its figures go.
    pub dates: Vec<DateView>,
    /// Said of a campaign that has ended: when it did, and how far its figures go.
    pub outcome: Option<String>,
    /// The finding: "Thành phố Hồ Chí Minh đạt 3 trong 5 mục tiêu".
    pub finding: Option<String>,
    /// The words of `content/index.md`.
    pub intro: Option<Html>,
    /// How the whole stands against its targets; of many, those first that are not met.
    pub standing: Vec<HomeGoal>,
    /// The indicators with a target, the first of them where they are many.
    pub goals: Vec<HomeGoal>,
    /// The indicators without one, the first of them.
    pub others: Vec<HomeGoal>,
    /// The list of all indicators, where not all are here.
    pub all_indicators: Option<LinkView>,
    /// The units that fall furthest short.
    pub attention: Option<AttentionView>,
    /// The units that meet every target, by block.
    pub all_met: Vec<AllMetView>,
    /// The units without a unit above them, or directly below the only one, by kind.
    pub units: Vec<KindOfUnits>,
    /// What may be typed to find one, of these units.
    pub find_example: Option<String>,
    /// What can be learned from others.
    pub practices: Option<HomePractices>,
    /// The latest announcements.
    pub announcements: Vec<Entry>,
    /// How many announcements there are.
    pub announcement_count: usize,
}

page_view!(HomeView, "home.html");

/// A date of the campaign.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DateView {
    /// What happens.
    pub label: &'static str,
    /// The day, or what is shown in its place.
    pub shown: String,
    /// The day for machines, where it is known.
    pub datetime: Option<String>,
    /// Whether readers want to know how many days are left until then: their browsers count them, since a page is read
    /// on other days than the one it was built on.
    pub counted_down: bool,
    /// The day before which they are not counted, but those until that day are.
    pub not_before: Option<String>,
}

/// An indicator on the home page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HomeGoal {
    /// The indicator with the whole's figure.
    pub goal: GoalView,
    /// What is missing to the target, where it is not met: "lĩnh vực Xây dựng 88,8%, còn thiếu 11 hồ sơ".
    pub lag: Option<String>,
    /// The whole over time.
    pub chart: Option<ChartView>,
    /// The figures of that which are other than they were published.
    pub revised: Option<RevisedNotes>,
    /// How many units meet the target, by kind: "Quận, huyện: 15/24 đơn vị đạt".
    pub met: Vec<String>,
}

/// Units of one kind.
#[derive(Debug, Clone, Serialize)]
pub(super) struct KindOfUnits {
    /// The kind's name.
    pub kind: String,
    /// The units, in order of their names.
    pub units: Vec<LinkView>,
}

pub(super) const PATH: &str = "index.html";

/// How many announcements the home page lists.
const LATEST: usize = 5;

/// How many targets the whole is held against in the first table.
const STANDING: usize = 8;

/// How many indicators with a target have a chart on the home page.
const GOALS: usize = 12;

/// How many without one.
const OTHERS: usize = 6;

/// How many units the home page names that fall short.
const NEEDS: usize = 4;

/// Plans the page.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    site.page(PATH, |c| {
        home_view(&c.facts, &c.wording, &c.archive, &c.around, &c.prose)
    });
    for file in &facts.campaign.home_files {
        site.attach(file_path(file), file, &facts.campaign.sources);
    }
}

/// Where a file that the words of the home page link to is in the site.
pub(super) fn file_path(file: &Attachment) -> String {
    format!("index/{}", file.name)
}

fn home_view(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    around: &Around,
    prose: &RenderedProse,
) -> HomeView {
    let settings = &facts.campaign.settings;
    let finding = whole_finding(facts, wording);
    let theme = settings.theme.as_deref().map(str::to_owned);
    let description = theme
        .clone()
        .or_else(|| finding.clone())
        .unwrap_or_else(|| settings.title.to_string());
    let mut page = around.layout(Part::OTHER, PATH, settings.title.to_string(), description);
    page.snippet = Some(embed::snippet(facts, wording, Embedded::Campaign));
    let practices = archive::home_practices(facts, wording, archive);
    page.illustrative = prose.home_illustrative
        || facts.any_illustrative()
        || practices
            .as_ref()
            .is_some_and(|practices| practices.illustrative);
    let has_target = |&id: &IndicatorId| facts.campaign.indicators.get(id).target.is_some();
    let indicators = facts.campaign.indicators.iter().map(|(id, _)| id);
    let (goals, others): (Vec<IndicatorId>, Vec<IndicatorId>) = indicators.partition(has_target);
    HomeView {
        page,
        title: settings.title.to_string(),
        theme,
        dates: dates(facts, wording),
        outcome: outcome(facts, wording),
        finding,
        intro: prose.home.as_ref().map(|rendered| rendered.html.clone()),
        all_indicators: (goals.len() > GOALS || others.len() > OTHERS).then(|| {
            let count = wording.whole(goals.len() + others.len());
            let label = wording.fill("pages.home.all-indicators", &[("count", &count)]);
            LinkView::new(label, indicator_list::PATH)
        }),
        standing: standing(facts, wording, &goals),
        goals: goals
            .into_iter()
            .take(GOALS)
            .map(|id| home_goal(facts, wording, id))
            .collect(),
        others: others
            .into_iter()
            .take(OTHERS)
            .map(|id| home_goal(facts, wording, id))
            .collect(),
        attention: attention(facts, wording, NEEDS),
        all_met: all_met(facts, wording),
        units: top_units(facts),
        find_example: unit_finder::examples(facts, wording),
        practices,
        announcements: facts
            .campaign
            .announcements
            .iter()
            .take(LATEST)
            .map(|a| announcement::entry(facts, wording, a))
            .collect(),
        announcement_count: facts.campaign.announcements.len(),
    }
}

/// What is said of a campaign that had ended when the site was built; nothing ever makes it untrue.
pub(super) fn outcome(facts: &Facts<'_>, wording: &Wording) -> Option<String> {
    let ends = facts.campaign.settings.ends;
    if facts.today <= ends {
        return None;
    }
    let day = wording.language().short_day(ends);
    Some(match facts.last_month() {
        Some(month) => {
            let args = [("day", &*day), ("month", wording.period(month))];
            wording.fill("pages.home.outcome", &args)
        }
        None => wording.fill("pages.home.outcome-no-figures", &[("day", &day)]),
    })
}

pub(super) fn dates(facts: &Facts<'_>, wording: &Wording) -> Vec<DateView> {
    let settings = &facts.campaign.settings;
    let date = |label, day: crate::calendar::Day| DateView {
        label: wording.word(label),
        shown: wording.language().short_day(day),
        datetime: Some(day.to_string()),
        counted_down: false,
        not_before: None,
    };
    let mut dates: Vec<DateView> = settings
        .announced
        .map(|day| date("pages.home.announced", day))
        .into_iter()
        .collect();
    dates.push(match &settings.starts_shown {
        Some(shown) => DateView {
            label: wording.word("pages.home.starts"),
            shown: shown.to_string(),
            datetime: None,
            counted_down: false,
            not_before: None,
        },
        None => DateView {
            counted_down: facts.today < settings.starts,
            ..date("pages.home.starts", settings.starts)
        },
    });
    dates.push(DateView {
        counted_down: facts.today <= settings.ends,
        not_before: Some(settings.starts.to_string()),
        ..date("pages.home.ends", settings.ends)
    });
    dates.extend(facts.last_month().map(|month| DateView {
        label: wording.word("pages.home.figures-to"),
        shown: wording.period(month).to_owned(),
        datetime: None,
        counted_down: false,
        not_before: None,
    }));
    dates
}

/// "Thành phố Hồ Chí Minh đạt 3 trong 5 mục tiêu", of the whole's figures that can be judged.
pub(super) fn whole_finding(facts: &Facts<'_>, wording: &Wording) -> Option<String> {
    let indicators = facts.campaign.indicators.iter();
    let standings = indicators.map(|(id, _)| (id, &facts.figures.of(id).whole));
    let (met, judged) = targets_met(facts, standings);
    let key = match (met, judged) {
        (_, 0) => return None,
        (0, _) => "pages.home.finding-none",
        (met, of) if met == of => "pages.home.finding-all",
        _ => "pages.home.finding",
    };
    Some(wording.fill(
        key,
        &[
            ("whole", &indicator::whole_name(facts, wording)),
            ("met", &wording.whole(met)),
            ("of", &wording.whole(judged)),
        ],
    ))
}

/// The whole beside its targets: of more than there is room for those that it misses, then the near ones, then those that
/// nothing can be said of, each in the order of the campaign.
fn standing(facts: &Facts<'_>, wording: &Wording, goals: &[IndicatorId]) -> Vec<HomeGoal> {
    let mut goals = goals.to_vec();
    if goals.len() > STANDING {
        goals.sort_by_key(|&id| {
            let indicator = facts.campaign.indicators.get(id);
            match state(
                indicator,
                facts.figures.of(id).whole.overall.shown(indicator),
            ) {
                State::Missed => 0,
                State::Near => 1,
                State::SmallSample | State::Unjudged | State::NoData => 2,
                State::Met | State::Over => 3,
            }
        });
        goals.truncate(STANDING);
    }
    goals
        .into_iter()
        .map(|id| plain_goal(facts, wording, id))
        .collect()
}

fn home_goal(facts: &Facts<'_>, wording: &Wording, id: IndicatorId) -> HomeGoal {
    let figures = facts.figures.of(id);
    let of = FigureOf::whole(id);
    let of_line = line(&figures.whole.overall, figures.latest).marked(facts, wording, "", of);
    let chart_id = format!("ky-{}", id.0 + 1);
    HomeGoal {
        chart: series::line_chart(facts, wording, id, &figures.whole, &of_line, &chart_id, ""),
        revised: revised_notes(facts, wording, "", of, &of_line),
        ..plain_goal(facts, wording, id)
    }
}

/// An indicator with the whole's figure, without its chart.
pub(super) fn plain_goal(facts: &Facts<'_>, wording: &Wording, id: IndicatorId) -> HomeGoal {
    let whole = &facts.figures.of(id).whole;
    let lag = lag::lag(facts, wording, id, whole, facts.indicator_link(id));
    let goal = indicator_list::goal(facts, wording, id);
    // What is no more than the figure is told already.
    let lag = lag.filter(|lag| goal.figure.shown.as_ref() != Some(&lag.detail));
    HomeGoal {
        goal,
        lag: lag.map(|lag| lag.detail),
        chart: None,
        revised: None,
        met: met_by_kind(facts, wording, id),
    }
}

/// "Quận, huyện: 15/24 đơn vị đạt", for kinds of which any unit can be judged.
pub(super) fn met_by_kind(facts: &Facts<'_>, wording: &Wording, id: IndicatorId) -> Vec<String> {
    let indicator = facts.campaign.indicators.get(id);
    let mut kinds: Vec<(&str, usize, usize)> = Vec::new();
    for (unit, of) in facts
        .campaign
        .units
        .iter()
        .filter(|(_, unit)| unit.parent.is_some())
    {
        let point = facts.figures.of(id).standing(unit).overall.shown(indicator);
        let state = state(indicator, point);
        if !state.is_judged() {
            continue;
        }
        let at = kinds
            .iter()
            .position(|(kind, ..)| *kind == &*of.kind)
            .unwrap_or_else(|| {
                kinds.push((&of.kind, 0, 0));
                kinds.len() - 1
            });
        kinds[at].1 += usize::from(state.reached());
        kinds[at].2 += 1;
    }
    kinds
        .into_iter()
        .map(|(kind, met, of)| {
            let kind = facts.campaign.settings.kind_name(kind);
            let (met, of) = (wording.whole(met), wording.whole(of));
            wording.fill(
                "pages.home.met-by-kind",
                &[("kind", kind), ("met", &met), ("of", &of)],
            )
        })
        .collect()
}

/// The units that a reader looks for first: those at the top, or right below the only one there.
fn top_units(facts: &Facts<'_>) -> Vec<KindOfUnits> {
    let groups = top_units_by_kind(facts).into_iter();
    groups
        .map(|(kind, units)| KindOfUnits {
            kind: facts.campaign.settings.kind_name(kind).to_owned(),
            units: units.into_iter().map(|id| facts.unit_link(id)).collect(),
        })
        .collect()
}

/// The same units by kind, in the order in which they are shown; none where they are too many.
pub(super) fn top_units_by_kind<'a>(facts: &Facts<'a>) -> Vec<(&'a str, Vec<UnitId>)> {
    let roots: Vec<_> = facts
        .campaign
        .units
        .iter()
        .filter(|(_, unit)| unit.parent.is_none())
        .map(|(id, _)| id)
        .collect();
    let mut top = match roots.as_slice() {
        [only] if !facts.campaign.units.children(*only).is_empty() => {
            facts.campaign.units.children(*only).to_vec()
        }
        _ => roots,
    };
    const MOST: usize = 100;
    if top.len() > MOST {
        return Vec::new();
    }
    top.sort_by_key(|&unit| facts.figures.blocks.order(unit));
    let mut kinds: Vec<(&str, Vec<UnitId>)> = Vec::new();
    for id in top {
        let kind = &*facts.campaign.units.get(id).kind;
        match kinds.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, units)) => units.push(id),
            None => kinds.push((kind, vec![id])),
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::{GOALS, STANDING, home_view};
    use crate::figures::testing::site;
    use crate::site::testing::in_context;

    #[test]
    fn of_many_targets_those_that_are_missed_stand_first_and_the_list_of_all_is_linked() {
        for count in [GOALS, GOALS + 1] {
            let mut made = site("a, b");
            for at in 0..count {
                let target = if at + 1 == count { 99 } else { 10 };
                made = made.indicator(&format!("kind = \"ratio\"; target = \"> {target}\""));
            }
            let codes = "xyzwvutsrqpon".chars().take(count);
            let rows: String = codes
                .map(|code| format!("{code}: a 2019-01 1/2\n"))
                .collect();
            in_context(&made.rows(&rows).made(), |c| {
                let home = home_view(&c.facts, &c.wording, &c.archive, &c.around, &c.prose);
                assert_eq!(home.standing.len(), STANDING);
                assert!(
                    home.standing[0]
                        .goal
                        .figure
                        .state
                        .mark
                        .as_str()
                        .contains("Chưa đạt")
                );
                // What is no more than the figure is not told beside it.
                assert_ne!(home.standing[0].lag, home.standing[0].goal.figure.shown);
                assert_eq!(home.goals.len(), GOALS);
                assert_eq!(home.all_indicators.is_some(), count > GOALS);
            });
        }
    }
}
