//! Small campaigns for tests, made of a few lines of text through the real reader.

mod initiative;

use super::{Figure, Figures, Point, Rank, RankLine, Standing, Track};
use crate::calendar::{Day, Period, YearStart};
use crate::diagnostic::Diagnostics;
use crate::model::{Campaign, Indicator, IndicatorId, InitiativeId, Kind, UnitId};
use crate::reading::{ReadOptions, read};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A site folder to be.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    days: (String, String),
    today: Day,
    /// Where years begin, as `campaign.toml` has it.
    year_starts: Option<String>,
    units: String,
    indicators: String,
    /// Rows, and whether they are illustrative.
    files: Vec<(String, bool)>,
    initiatives: Vec<String>,
}

/// A campaign with its figures.
pub(crate) struct Computed {
    pub(crate) campaign: Campaign,
    pub(crate) figures: Figures,
    /// The codes of what the arithmetic noticed, in the order in which it did.
    pub(crate) findings: Vec<&'static str>,
}

/// A site whose campaign is the year 2019, looked at in January 2020.
///
/// Units are separated by commas: `a`, `b<a` (below a), with ` kind:ward`, ` group:x`, ` name:Quận_2`,
/// ` from:2019-03-01` and ` to:2019-09-30` where needed.
pub(crate) fn site(units: &str) -> Site {
    Site {
        days: ("2019-01-01".into(), "2019-12-31".into()),
        today: jiff::civil::date(2020, 1, 31),
        year_starts: None,
        units: units.into(),
        indicators: String::new(),
        files: Vec::new(),
        initiatives: Vec::new(),
    }
}

/// An indicator as the reader makes it of its keys.
pub(crate) fn indicator(keys: &str) -> Indicator {
    let made = site("a").indicator(keys).made();
    made.campaign.indicators.get(IndicatorId(0)).clone()
}

/// The period of a code; of those that lie in two years, the one that begins in April.
pub(crate) fn period(code: &str) -> Period {
    Period::parse_in(code, YearStart::new(4)).expect("a period")
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

impl Site {
    /// Adds an indicator; the first has the code `x`, the next `y`, then `z`, `w` and so on back.
    pub(crate) fn indicator(mut self, keys: &str) -> Self {
        let nth = self.indicators.matches("[[indicator]]").count();
        let code = char::from(b"xyzwvutsrqponm"[nth]);
        let keys = keys.replace("; ", "\n");
        let _ = writeln!(
            self.indicators,
            "[[indicator]]\ncode = \"{code}\"\nname = \"{code}\"\n{keys}"
        );
        self
    }

    /// Adds a file of rows: `unit period figure` or `unit period field figure`, those of a second indicator with `y:`
    /// before. A figure is `9/10`, `4.5@20` (a mean of 20), `7`, `-` or `none` (nothing arising).
    pub(crate) fn rows(mut self, rows: &str) -> Self {
        self.files.push((rows.into(), false));
        self
    }

    /// Adds a file of illustrative rows.
    pub(crate) fn illustrative(mut self, rows: &str) -> Self {
        self.files.push((rows.into(), true));
        self
    }

    /// Adds an initiative: see [`initiative::add`].
    pub(crate) fn initiative(mut self, line: &str) -> Self {
        self.initiatives.push(line.into());
        self
    }

    pub(crate) fn days(mut self, starts: &str, ends: &str) -> Self {
        self.days = (starts.into(), ends.into());
        self
    }

    pub(crate) fn year_starts(mut self, month: &str) -> Self {
        self.year_starts = Some(month.into());
        self
    }

    pub(crate) fn today(mut self, today: &str) -> Self {
        self.today = day(today);
        self
    }

    /// Reads the site and computes its figures.
    pub(crate) fn made(&self) -> Computed {
        let folder = tempfile::tempdir().expect("a folder");
        self.write(folder.path());
        let now = self.today.at(12, 0, 0, 0);
        let options = ReadOptions {
            drafts: false,
            now: now.to_zoned(jiff::tz::TimeZone::UTC).expect("a moment"),
        };
        let reading = read(folder.path(), &options);
        let errors = reading
            .diagnostics
            .count(crate::diagnostic::Severity::Error);
        assert_eq!(errors, 0, "{:#?}", reading.diagnostics);
        let mut campaign = reading.campaign;
        initiative::add(&mut campaign, &self.initiatives);
        let mut findings = Diagnostics::new();
        let figures = Figures::compute(&campaign, self.today, &mut findings);
        let findings = findings
            .iter()
            .map(|finding| finding.code.as_str())
            .collect();
        Computed {
            campaign,
            figures,
            findings,
        }
    }

    fn write(&self, root: &Path) {
        let put = |path: String, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        let (starts, ends) = &self.days;
        let years = self.year_starts.iter();
        let years: String = years
            .map(|month| format!("year_starts = \"{month}\"\n"))
            .collect();
        put(
            "data/campaign.toml".into(),
            &format!("title = \"T\"\nstarts = {starts}\nends = {ends}\nnumbers = \"en\"\n{years}"),
        );
        put("data/units.csv".into(), &unit_table(&self.units));
        put("data/indicators.toml".into(), &self.indicators);
        for (i, (rows, illustrative)) in self.files.iter().enumerate() {
            put(format!("data/observations/{i}/rows.csv"), &row_table(rows));
            if *illustrative {
                put(
                    format!("data/observations/{i}/_defaults.toml"),
                    "illustrative = true\n",
                );
            }
        }
    }
}

fn unit_table(units: &str) -> String {
    let mut table = String::from("code,name,kind,parent,group,valid_from,valid_to\n");
    for unit in units.split(',') {
        let mut words = unit.split_whitespace();
        let head = words.next().expect("a unit");
        let (code, parent) = head.split_once('<').unwrap_or((head, ""));
        let said: Vec<(&str, &str)> = words.filter_map(|word| word.split_once(':')).collect();
        let get = |key: &str, default: &str| {
            let found = said.iter().find(|(name, _)| *name == key);
            found.map_or(default, |(_, value)| value).replace('_', " ")
        };
        let _ = writeln!(
            table,
            "{code},{},{},{parent},{},{},{}",
            get("name", &format!("Unit {code}")),
            get("kind", "unit"),
            get("group", ""),
            get("from", ""),
            get("to", ""),
        );
    }
    table
}

fn row_table(rows: &str) -> String {
    let mut table =
        String::from("indicator,unit,period,field,numerator,denominator,value,sample\n");
    for row in rows.lines().filter(|row| !row.trim().is_empty()) {
        let (indicator, row) = row.split_once(": ").unwrap_or(("x", row));
        let words: Vec<&str> = row.split_whitespace().collect();
        let (unit, period, field, figure) = match words[..] {
            [unit, period, figure] => (unit, period, "", figure),
            [unit, period, field, figure] => (unit, period, field, figure),
            _ => panic!("no row: {row}"),
        };
        let figure = match (figure.split_once('/'), figure.split_once('@')) {
            (Some((numerator, denominator)), _) => format!("{numerator},{denominator},,"),
            (_, Some((value, sample))) => format!(",,{value},{sample}"),
            _ if figure == "none" => ",,không phát sinh,".into(),
            _ => format!(",,{figure},"),
        };
        let _ = writeln!(
            table,
            "{},{unit},{period},{field},{figure}",
            indicator.trim()
        );
    }
    table
}

impl Computed {
    pub(crate) fn unit(&self, code: &str) -> UnitId {
        let found = self
            .campaign
            .units
            .iter()
            .find(|(_, unit)| &*unit.code == code);
        found.map(|(id, _)| id).expect("a unit")
    }

    pub(crate) fn initiative(&self, code: &str) -> InitiativeId {
        let found = self
            .campaign
            .initiatives
            .iter()
            .find(|(_, one)| *one.code == *code);
        found.map(|(id, _)| id).expect("an initiative")
    }

    pub(crate) fn indicator(&self) -> &Indicator {
        self.campaign.indicators.get(IndicatorId(0))
    }

    /// The standing of a unit for the first indicator, or of the `whole`.
    pub(crate) fn standing(&self, who: &str) -> &Standing {
        let figures = self.figures.of(IndicatorId(0));
        if who == "whole" {
            &figures.whole
        } else {
            figures.standing(self.unit(who))
        }
    }

    /// The track of a unit (`b`), or of a unit in a field (`b dat-dai`), for the first indicator.
    pub(crate) fn track(&self, who: &str) -> &Track {
        let Some((who, field)) = who.split_once(' ') else {
            return &self.standing(who).overall;
        };
        let fields = &self.standing(who).fields;
        let found = fields
            .iter()
            .find(|(id, _)| &*self.campaign.fields.get(*id).key == field);
        &found.expect("a field").1
    }

    pub(crate) fn cumulative(&self, who: &str) -> &Point {
        &self.track(who).cumulative
    }

    pub(crate) fn at(&self, who: &str, code: &str) -> &Point {
        self.track(who).at(period(code)).expect("a point")
    }

    /// The figure of a period in text, `none` where there is no point.
    pub(crate) fn told(&self, who: &str, code: &str) -> String {
        self.track(who)
            .at(period(code))
            .map_or_else(|| "none".into(), told)
    }

    /// The keys of the fields of a point that fail.
    pub(crate) fn failing(&self, point: &Point) -> Option<Vec<&str>> {
        let failing = point.failing_fields()?;
        let keys = failing.iter().map(|id| &*self.campaign.fields.get(*id).key);
        Some(keys.collect())
    }

    /// The keys of the fields that are missing in a point.
    pub(crate) fn missing(&self, point: &Point) -> Vec<&str> {
        let missing = point.missing_fields().iter();
        let keys = missing.map(|id| &*self.campaign.fields.get(*id).key);
        keys.collect()
    }

    pub(crate) fn latest(&self) -> Option<String> {
        self.figures.of(IndicatorId(0)).latest.map(Period::code)
    }

    /// The ranking of the first indicator in the block of a unit: `1 b 95, - a no-data`.
    pub(crate) fn ranking(&self, member: &str) -> String {
        let block = self.figures.blocks.of(self.unit(member));
        self.lines(self.figures.ranking(IndicatorId(0), block), |value| {
            value.round(2).value.to_string()
        })
    }

    /// The composite ranking in the block of a unit.
    pub(crate) fn composite(&self, member: &str) -> String {
        let block = self.figures.blocks.of(self.unit(member));
        self.lines(&self.figures.composite[block.0 as usize], |value| {
            value.to_string()
        })
    }

    fn lines<V>(&self, lines: &[RankLine<V>], told: impl Fn(&V) -> String) -> String {
        let line = |line: &RankLine<V>| {
            let code = &self.campaign.units.get(line.unit).code;
            match (line.rank, &line.value) {
                (Rank::Placed { place, .. }, Some(value)) => {
                    format!("{place} {code} {}", told(value))
                }
                (Rank::Unranked(reason), None) => format!("- {code} {}", reason.code()),
                (rank, _) => panic!("{rank:?} and its value disagree"),
            }
        };
        lines.iter().map(line).collect::<Vec<_>>().join(", ")
    }
}

/// A point's figure in text: `9/10`, `90:20` (a mean's Σ value · sample : Σ sample), `7`, `=7` (bare) or `-`.
pub(crate) fn told(point: &Point) -> String {
    point
        .figure
        .as_ref()
        .map_or_else(|| "-".into(), told_figure)
}

pub(crate) fn told_figure(figure: &Figure) -> String {
    let sum = figure.sum();
    match (figure.kind(), figure.base()) {
        (Kind::Mean, Some(sample)) => format!("{sum}:{sample}"),
        (_, Some(base)) => format!("{sum}/{base}"),
        (Kind::Score, None) => format!("={sum}"),
        (_, None) => sum.to_string(),
    }
}

/// A point's own figure in text.
pub(crate) fn told_own(point: &Point) -> String {
    point.own().map_or_else(|| "-".into(), told_figure)
}

/// A point's coverage: `2/3`.
pub(crate) fn coverage(point: &Point) -> String {
    format!("{}/{}", point.coverage.reported, point.coverage.expected)
}

/// A cumulative point's unit-months: `5/12`.
pub(crate) fn months(point: &Point) -> String {
    let months = point.months().expect("a cumulative point");
    format!("{}/{}", months.reported, months.expected)
}

/// What a point covers: `2019-Q1` or `2019-01..2019-03`, empty where nothing went in.
pub(crate) fn span(point: &Point) -> String {
    match point.span() {
        None => String::new(),
        Some(super::Span::Period(period)) => period.code(),
        Some(super::Span::Months { from, to }) => format!("{from}..{to}"),
    }
}
