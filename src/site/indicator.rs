//! An indicator's page (`chi-tieu/CODE.html`): what it means, what it must reach, how far the whole is, where every
//! unit stands.

use super::archive::MeantView;
use super::embed::Embedded;
use super::field_charts::FieldCharts;
use super::heat_table::HeatTable;
use super::layout::{Layout, LinkView, Part};
use super::series::{ChartView, line};
use super::series_table::SeriesTable;
use super::shown::{FigureView, StateView};
use super::standings::StandingsView;
use super::{Context, Site};
use crate::chart::{Frame, Measure, Palette, UnitMark, UnitsChart, message};
use crate::figures::{Block, BlockId, Point};
use crate::model::{Formula, Indicator, IndicatorId, Kind, OverTime, Reporting, Scope, UnitId};
use crate::render::Html;
use crate::text::keep_numbers_together;
use serde::Serialize;

/// The interface of `indicator.html`.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorView {
    /// What surrounds it.
    pub page: Layout,
    /// Its name.
    pub name: String,
    /// The finding: "Thành phố Hồ Chí Minh: 94,6%, gần đạt mục tiêu từng lĩnh vực trên 90%".
    pub finding: Option<String>,
    /// What it means.
    pub definition: Option<String>,
    /// Where the definition or target comes from.
    pub source: Option<String>,
    /// How it is computed, in words.
    pub formula: Vec<String>,
    /// The target in words.
    pub target: Option<String>,
    /// Further rules in words: for every field, smallest sample, who owes it, how often.
    pub rules: Vec<String>,
    /// The whole's name.
    pub whole_name: String,
    /// The whole's headline figure.
    pub whole: FigureView,
    /// The whole's line over time.
    pub chart: Option<ChartView>,
    /// The table beside it.
    pub table: SeriesTable,
    /// The rows (`<tr>`) of the whole's fields, the weakest first.
    pub fields: Html,
    /// A chart of units against the target for each kind of unit that has figures.
    pub charts: Vec<KindChart>,
    /// Each block over the periods.
    pub blocks: Vec<BlockOverTime>,
    /// The fields of the whole over time, side by side.
    pub multiples: Option<FieldCharts>,
    /// Every unit's standing, by block.
    pub standings: StandingsView,
    /// The initiatives that are meant to move it.
    pub initiatives: Option<MeantView>,
    /// Announcements about it, newest first.
    pub announcements: Vec<super::announcement::Entry>,
}

/// A block over the periods.
#[derive(Debug, Clone, Serialize)]
pub struct BlockOverTime {
    /// Its name.
    pub name: String,
    /// Its anchor on the page.
    pub anchor: String,
    /// Its units by period.
    pub heat: Option<HeatTable>,
    /// How their places moved.
    pub moves: Option<ChartView>,
}

/// A chart of the units of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct KindChart {
    /// The kind's name.
    pub kind: String,
    /// The chart.
    pub chart: ChartView,
    /// The same units where they lie, where the register has their tiles.
    pub map: Option<ChartView>,
    /// How many units of each state: "Đạt 15".
    pub counts: Vec<StateCount>,
}

/// How many units stand in a state.
#[derive(Debug, Clone, Serialize)]
pub struct StateCount {
    /// The state.
    pub state: StateView,
    /// How many.
    pub count: String,
}

/// Plans a page an indicator.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    for (id, indicator) in context.campaign.indicators.iter() {
        let path = format!("chi-tieu/{}.html", indicator.code);
        site.make(path.clone(), move |context| {
            let view = context.indicator_view(id);
            context.page("indicator.html", &view, &view.page, &path)
        });
    }
}

impl Context<'_> {
    /// A link to an indicator's page.
    pub(super) fn indicator_link(&self, id: IndicatorId) -> LinkView {
        let indicator = self.campaign.indicators.get(id);
        LinkView::new(
            keep_numbers_together(&indicator.name),
            format!("chi-tieu/{}.html", indicator.code),
        )
    }

    /// The view of an indicator's page.
    pub(super) fn indicator_view(&self, id: IndicatorId) -> IndicatorView {
        let indicator = self.campaign.indicators.get(id);
        let figures = self.figures.of(id);
        let overall = &figures.whole.overall;
        let point = overall.shown(indicator);
        let of_line = line(overall, figures.latest);
        let path = format!("chi-tieu/{}.html", indicator.code);
        let description = indicator.definition.as_deref().map_or_else(
            || {
                self.words.fill(
                    "pages.indicator.description",
                    &[("indicator", &indicator.name)],
                )
            },
            str::to_owned,
        );
        let mut page = self.layout(
            Part::Indicators,
            &path,
            indicator.name.to_string(),
            description,
        );
        page.crumbs = vec![LinkView::new(
            self.word("pages.nav.indicators"),
            "chi-tieu/index.html",
        )];
        page.snippet = Some(self.snippet(Embedded::Indicator(id)));
        let initiatives = self.meant_to_move(id);
        page.illustrative = self.has_illustrative(id)
            || initiatives.as_ref().is_some_and(|meant| meant.illustrative);
        page.downloads = vec![
            LinkView::new("JSON", format!("du-lieu/chi-tieu/{}.json", indicator.code)),
            LinkView::new("CSV", format!("du-lieu/chi-tieu/{}.csv", indicator.code)),
        ];
        let fields = self.fields_weakest_first(indicator, &figures.whole);
        IndicatorView {
            page,
            name: indicator.name.to_string(),
            finding: self.indicator_finding(indicator, point),
            definition: indicator.definition.as_deref().map(str::to_owned),
            source: indicator.source.as_deref().map(str::to_owned),
            formula: self.formula_words(indicator),
            target: self.target_phrase(indicator),
            rules: self.rules(indicator),
            whole_name: self.whole_name(),
            whole: self.figure(indicator, point),
            chart: of_line
                .is_drawable()
                .then(|| self.line_chart(indicator, &of_line, "toan-bo", &self.whole_name())),
            table: self.series_table(indicator, &of_line),
            multiples: self.field_charts(
                indicator,
                &figures.whole,
                figures.latest,
                "linh-vuc",
                &fields,
            ),
            fields: self.field_table(indicator, &fields, |_| None),
            charts: self.kind_charts(id),
            blocks: self.blocks_over_time(id),
            standings: self.standings(id),
            initiatives,
            announcements: self.announcements_of_indicator(id),
        }
    }

    /// The blocks that do not stand deep in the hierarchy, over the periods.
    fn blocks_over_time(&self, id: IndicatorId) -> Vec<BlockOverTime> {
        let blocks = self.figures.blocks.iter();
        let of_block = |(block, of): (BlockId, &Block)| {
            if self.is_deep(of) {
                return None;
            }
            let (heat, moves) = (self.heat_table(id, block), self.moves_chart(id, block));
            (heat.is_some() || moves.is_some()).then(|| BlockOverTime {
                name: self.block_name(block),
                anchor: format!("ky-{}", self.block_anchor(block)),
                heat,
                moves,
            })
        };
        blocks.filter_map(of_block).collect()
    }

    /// The whole's figure against the target, in words.
    fn indicator_finding(&self, indicator: &Indicator, point: &Point) -> Option<String> {
        let value = point
            .figure
            .as_ref()
            .and_then(|figure| figure.value(indicator))?;
        let shown = self.value(indicator, &value);
        let whole = self.whole_name();
        Some(match self.verdict(indicator, point) {
            Some(verdict) => {
                let args = [("whole", &*whole), ("shown", &shown), ("verdict", &verdict)];
                self.words.fill("pages.indicator.finding", &args)
            }
            None => self.words.fill(
                "pages.indicator.finding-plain",
                &[("whole", &whole), ("shown", &shown)],
            ),
        })
    }

    /// What the pool of the units without a parent is called: that unit's name where it is one.
    pub(super) fn whole_name(&self) -> String {
        let mut roots = self
            .campaign
            .units
            .iter()
            .filter(|(_, unit)| unit.parent.is_none());
        match (roots.next(), roots.next()) {
            (Some((_, root)), None) => root.name.to_string(),
            _ => self.word("pages.whole").to_owned(),
        }
    }

    /// Whether a unit is the only one without a unit above it.
    pub(super) fn is_only_root(&self, id: UnitId) -> bool {
        let mut roots = self
            .campaign
            .units
            .iter()
            .filter(|(_, unit)| unit.parent.is_none());
        roots.next().is_some_and(|(root, _)| root == id) && roots.next().is_none()
    }

    /// Whether any figure of the site is illustrative.
    pub(super) fn any_illustrative(&self) -> bool {
        self.illustrative.iter().any(|&illustrative| illustrative)
    }

    /// Whether any figure of an indicator is illustrative.
    pub(super) fn has_illustrative(&self, id: IndicatorId) -> bool {
        self.illustrative
            .get(id.0 as usize)
            .copied()
            .unwrap_or(false)
    }

    /// A chart for each kind of unit of which at least two have a figure.
    fn kind_charts(&self, id: IndicatorId) -> Vec<KindChart> {
        let indicator = self.campaign.indicators.get(id);
        let figures = self.figures.of(id);
        let mut kinds: Vec<(&str, Vec<(UnitId, &Point)>)> = Vec::new();
        for (unit, of) in self.campaign.units.iter() {
            let point = figures.standing(unit).overall.shown(indicator);
            if point
                .figure
                .as_ref()
                .and_then(|figure| figure.value(indicator))
                .is_none()
            {
                continue;
            }
            match kinds.iter_mut().find(|(kind, _)| *kind == &*of.kind) {
                Some((_, units)) => units.push((unit, point)),
                None => kinds.push((&of.kind, vec![(unit, point)])),
            }
        }
        kinds
            .into_iter()
            .filter(|(_, units)| units.len() > 1)
            .enumerate()
            .map(|(i, (kind, units))| self.kind_chart(id, i, kind, units))
            .collect()
    }

    fn kind_chart(
        &self,
        id: IndicatorId,
        number: usize,
        kind: &str,
        mut units: Vec<(UnitId, &Point)>,
    ) -> KindChart {
        let indicator = self.campaign.indicators.get(id);
        let value = |point: &Point| {
            point
                .figure
                .as_ref()
                .and_then(|figure| figure.value(indicator))
        };
        let lower = indicator.better == Some(crate::model::Better::Lower);
        units.sort_by(|a, b| {
            let (a_value, b_value) = (value(a.1), value(b.1));
            let by_value = if lower {
                a_value.cmp(&b_value)
            } else {
                b_value.cmp(&a_value)
            };
            by_value.then(
                self.figures
                    .blocks
                    .order(a.0)
                    .cmp(&self.figures.blocks.order(b.0)),
            )
        });
        let marks: Vec<UnitMark> = units.iter().map(|(unit, _)| self.mark(id, *unit)).collect();
        let target = self.target(indicator);
        let heading = message::units(&marks, target.as_ref(), indicator.scope, self.words);
        let description = message::units_description(&marks, target.as_ref(), self.words);
        let measure = Measure {
            percent: indicator.is_percent(),
            unit: &indicator.unit,
        };
        let chart_id = format!("don-vi-{}", number + 1);
        let frame = Frame {
            id: &chart_id,
            title: &heading,
            description: &description,
            measure,
            words: self.words,
        };
        let svg = UnitsChart {
            frame,
            marks: &marks,
            target: target.as_ref(),
        }
        .to_svg(Palette::Page);
        KindChart {
            kind: self.campaign.settings.kind_name(kind).to_owned(),
            map: self.tile_map(id, kind),
            counts: self.state_counts(&marks),
            chart: ChartView::new(&frame, &svg, marks.iter().any(|mark| mark.illustrative)),
        }
    }

    fn state_counts(&self, marks: &[UnitMark]) -> Vec<StateCount> {
        use crate::chart::State;
        [State::Over, State::Met, State::Near, State::Missed]
            .into_iter()
            .map(|state| {
                (
                    state,
                    marks.iter().filter(|mark| mark.state == state).count(),
                )
            })
            .filter(|(_, count)| *count > 0)
            .map(|(state, count)| StateCount {
                state: self.state_view(state).clone(),
                count: self.whole(count),
            })
            .collect()
    }

    /// How an indicator is computed, in words.
    pub(super) fn formula_words(&self, indicator: &Indicator) -> Vec<String> {
        let key = match indicator.kind {
            Kind::Ratio if indicator.is_percent() => "pages.indicator.formula.percent",
            Kind::Ratio => "pages.indicator.formula.ratio",
            Kind::Mean => "pages.indicator.formula.mean",
            Kind::Count if indicator.over_time == OverTime::Last => "pages.indicator.formula.stock",
            Kind::Count => "pages.indicator.formula.count",
            Kind::Score => "pages.indicator.formula.score",
        };
        let mut words = vec![self.word(key).to_owned()];
        let columns = [
            ("pages.indicator.formula.numerator", &indicator.numerator),
            (
                "pages.indicator.formula.denominator",
                &indicator.denominator,
            ),
            ("pages.indicator.formula.value", &indicator.value),
            ("pages.indicator.formula.sample", &indicator.sample),
        ];
        for (key, formula) in columns {
            if let Some(formula) = formula {
                words.push(
                    self.words
                        .fill(key, &[("columns", &self.column_words(formula))]),
                );
            }
        }
        words
    }

    /// A formula with each column in the words of the report form.
    fn column_words(&self, formula: &Formula) -> String {
        let mut text = String::new();
        for (i, term) in formula.0.iter().enumerate() {
            match (i, term.minus) {
                (0, false) => {}
                (0, true) => text.push('−'),
                (_, false) => text.push_str(" + "),
                (_, true) => text.push_str(" − "),
            }
            let key = format!("pages.column.{}", term.column);
            let label = self
                .campaign
                .settings
                .labels
                .iter()
                .find(|(_, column)| *column == term.column);
            match (label, self.words.find(&key)) {
                (Some((label, _)), _) => text.push_str(label),
                (None, Some(word)) => text.push_str(word),
                (None, None) => text.push_str(&term.column),
            }
        }
        text
    }

    /// The rules of an indicator in words.
    fn rules(&self, indicator: &Indicator) -> Vec<String> {
        let mut rules = Vec::new();
        if indicator.scope == Scope::EveryField {
            rules.push(self.word("pages.indicator.rule.every-field").to_owned());
        }
        if indicator.reported == Reporting::Total {
            rules.push(self.word("pages.indicator.rule.total").to_owned());
        }
        if let Some(reporters) = &indicator.reporters {
            let kinds: Vec<&str> = reporters
                .iter()
                .map(|kind| self.campaign.settings.kind_name(kind))
                .collect();
            rules.push(self.words.fill(
                "pages.indicator.rule.reporters",
                &[("kinds", &kinds.join(", "))],
            ));
        }
        if let Some(frequency) = indicator.frequency {
            use crate::model::Frequency;
            let key = match frequency {
                Frequency::Month => "pages.indicator.rule.month",
                Frequency::Quarter => "pages.indicator.rule.quarter",
                Frequency::Half => "pages.indicator.rule.half",
                Frequency::Year => "pages.indicator.rule.year",
            };
            rules.push(self.word(key).to_owned());
        }
        if indicator.has_intervals() {
            rules.push(self.word("pages.indicator.rule.sampled").to_owned());
        }
        if let Some(least) = &indicator.min_sample {
            rules.push(self.words.fill(
                "pages.indicator.rule.min-sample",
                &[("least", &self.number(least))],
            ));
        }
        rules
    }
}
