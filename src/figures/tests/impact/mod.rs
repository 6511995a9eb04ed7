//! What initiatives did, each rule worked by hand.

mod block;
mod own;
mod properties;

use crate::figures::testing::{Computed, Site, site, told_figure};
use crate::figures::{BeforeAfter, Impact};

/// Rows of one unit (and field, after it) for the months from one on: `run("a thue", 3, "1/2 - 3/4")` begins in
/// 2019-03; `.` leaves a month out.
fn run(who: &str, first: u32, figures: &str) -> String {
    let (unit, field) = who.split_once(' ').unwrap_or((who, ""));
    let month = |at: u32| format!("{}-{:02}", 2019 + (at - 1) / 12, (at - 1) % 12 + 1);
    let rows = (first..).zip(figures.split_whitespace());
    rows.filter(|(_, figure)| *figure != ".")
        .map(|(at, figure)| format!("{unit} {} {field} {figure}\n", month(at)))
        .collect()
}

/// A ratio in per cent and one unit's rows.
fn ratio(units: &str, rows: &str) -> Site {
    site(units).indicator("kind = \"ratio\"").rows(rows)
}

fn impacts<'a>(made: &'a Computed, code: &str) -> &'a [Impact] {
    made.figures.impacts.of(made.initiative(code))
}

/// The impacts of an initiative, a line each: `a x 2019-06 3: 4/10 6/10 +20 | 2: 1/2 1/2 +0`; a dash where there is no
/// block beside it.
fn told(made: &Computed, code: &str) -> Vec<String> {
    let line = |impact: &Impact| {
        let unit = &made.campaign.units.get(impact.unit).code;
        let indicator = &made.campaign.indicators.get(impact.indicator).code;
        let field = impact
            .field
            .map(|field| &made.campaign.fields.get(field).key);
        let field = field.map_or(String::new(), |field| format!("/{field}"));
        let block = impact.block.as_ref().map_or("-".into(), |block| {
            format!("{}: {}", block.units, sides(&block.pooled))
        });
        let (start, k) = (impact.start, impact.k);
        format!(
            "{unit} {indicator}{field} {start} {k}: {} | {block}",
            sides(&impact.own)
        )
    };
    impacts(made, code).iter().map(line).collect()
}

fn sides(sides: &BeforeAfter) -> String {
    let mark = |illustrative: bool| if illustrative { "*" } else { "" };
    let figure = |figure| format!("{}{}", told_figure(figure), mark(figure.is_illustrative()));
    let change = sides.change.round(2).value.to_string();
    let sign = if change.starts_with('-') { "" } else { "+" };
    format!(
        "{} {} {sign}{change}",
        figure(&sides.before),
        figure(&sides.after)
    )
}
