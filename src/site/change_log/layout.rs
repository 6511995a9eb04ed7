//! Which changed figure stands on which page: addresses that lead to one are known before any page is made.

use crate::calendar::Period;
use crate::figures::{ChangedLine, Changes, History, Mark};
use crate::model::Campaign;

/// How many changed figures a page of a release has.
pub(super) const ROWS_A_PAGE: usize = 200;

/// How many moved statuses and places the first page of a release has; the others stand in its file.
pub(super) const FIRST_PAGE_MOVES: usize = 150;

/// Of how many releases the page of all tells more than the name.
pub(super) const IN_FULL: usize = 24;

/// How many revised and withdrawn figures the page of all has.
const TOP_FIGURES: usize = 240;

/// How many of those each release has there before the newest have more.
const TOP_FIGURES_EACH: usize = 8;

/// How many figures made of those it has.
const TOP_POINTS: usize = 70;

/// How many moved statuses and places it has.
const TOP_MOVES: usize = 70;

/// How many of those of one release.
const TOP_MOVES_EACH: usize = 20;

/// What is called so that is in no release yet.
const NOT_YET: &str = "chua-cong-bo";

/// Which changed figure stands on which page.
#[derive(Debug, Default)]
pub(in crate::site) struct LogLayout {
    /// By change of the history.
    entries: Vec<EntryLayout>,
}

#[derive(Debug)]
struct EntryLayout {
    /// By what it is called in addresses.
    slug: String,
    rows: usize,
    /// How many of the rows the page of all has.
    top_rows: usize,
    top_moves: usize,
}

/// How many changed figures a release has, reported ones and those made of them.
fn row_count(changes: &Changes) -> usize {
    changes.figures.len() + changes.points.len()
}

impl LogLayout {
    pub(in crate::site) fn new(campaign: &Campaign, history: &History) -> Self {
        let entry = |changes: &Changes| {
            let release = changes.release.and_then(|at| campaign.releases.get(at));
            EntryLayout {
                slug: release.map_or_else(|| NOT_YET.to_owned(), |one| one.name.to_string()),
                rows: row_count(changes),
                top_rows: 0,
                top_moves: 0,
            }
        };
        let mut entries: Vec<EntryLayout> = history.changes.iter().map(entry).collect();
        let (mut figures, mut points, mut moves) = (TOP_FIGURES, TOP_POINTS, TOP_MOVES);
        // Reported figures go before those made of them, and no release with very many takes the room of all others.
        for most in [TOP_FIGURES_EACH, TOP_FIGURES] {
            let newest = entries.iter_mut().zip(&history.changes).rev();
            for (entry, changes) in newest.take(IN_FULL) {
                let more = changes
                    .figures
                    .len()
                    .min(most)
                    .saturating_sub(entry.top_rows);
                let more = more.min(figures);
                entry.top_rows += more;
                figures -= more;
            }
        }
        let newest = entries.iter_mut().zip(&history.changes).rev();
        for (entry, changes) in newest.take(IN_FULL) {
            if entry.top_rows == changes.figures.len() {
                let more = changes.points.len().min(points);
                entry.top_rows += more;
                points -= more;
            }
            entry.top_moves = changes.moves.len().min(TOP_MOVES_EACH).min(moves);
            moves -= entry.top_moves;
        }
        Self { entries }
    }

    fn slug(&self, at: usize) -> &str {
        self.entries.get(at).map_or("", |entry| &entry.slug)
    }

    /// The anchor of a release on the page of all.
    pub(super) fn anchor(&self, at: usize) -> String {
        format!("lan-{}", self.slug(at))
    }

    /// How many changed figures there are.
    pub(super) fn rows(&self, at: usize) -> usize {
        self.entries.get(at).map_or(0, |entry| entry.rows)
    }

    /// How many of those the page of all has.
    pub(super) fn top_rows(&self, at: usize) -> usize {
        self.entries.get(at).map_or(0, |entry| entry.top_rows)
    }

    /// How many moved statuses and places it has.
    pub(super) fn top_moves(&self, at: usize) -> usize {
        self.entries.get(at).map_or(0, |entry| entry.top_moves)
    }

    /// How many pages a release has.
    pub(super) fn pages(&self, at: usize) -> usize {
        self.rows(at).div_ceil(ROWS_A_PAGE).max(1)
    }

    /// The address of a page of a release.
    pub(super) fn path(&self, at: usize, number: usize) -> String {
        match (self.slug(at), number) {
            (slug, 1) => format!("thay-doi/{slug}.html"),
            (slug, _) => format!("thay-doi/{slug}/trang-{number}.html"),
        }
    }

    /// The address of its file.
    pub(super) fn csv_path(&self, at: usize) -> String {
        format!("du-lieu/thay-doi/{}.csv", self.slug(at))
    }

    /// The address of the row of a changed figure: on the page of all where that has it.
    pub(super) fn address(&self, campaign: &Campaign, history: &History, mark: Mark) -> String {
        let Some(changes) = history.changes.get(mark.change) else {
            return String::new();
        };
        let row = match mark.line {
            ChangedLine::Figure(at) => at,
            ChangedLine::Point(at) => changes.figures.len() + at,
        };
        let path = if row < self.top_rows(mark.change) {
            super::PATH.to_owned()
        } else {
            self.path(mark.change, 1 + row / ROWS_A_PAGE)
        };
        format!("{path}#{}", self.id(campaign, changes, mark))
    }

    /// The id of the row of a changed figure; the same on every page.
    pub(super) fn id(&self, campaign: &Campaign, changes: &Changes, mark: Mark) -> String {
        let slug = self.slug(mark.change);
        let code = |period: Period| period.code().replace('/', "_");
        match mark.line {
            ChangedLine::Figure(at) => {
                let key = changes.figures.get(at).map(|figure| figure.key);
                let key = key.map(|key| campaign.code_key(key));
                key.map_or_else(String::new, |key| {
                    let field = match &*key.field {
                        "" => String::new(),
                        field => format!(".{field}"),
                    };
                    let period = code(key.period);
                    format!("{slug}.{}.{}.{period}{field}", key.indicator, key.unit)
                })
            }
            ChangedLine::Point(at) => changes.points.get(at).map_or_else(String::new, |point| {
                let indicator = &campaign.indicators.get(point.indicator).code;
                let unit = point.unit.map(|unit| &*campaign.units.get(unit).code);
                let period = point.period.map_or_else(|| "luy-ke".to_owned(), code);
                let field = point.field.map(|field| &campaign.fields.get(field).key);
                let field = field.map_or_else(String::new, |field| format!(".{field}"));
                let unit = unit.unwrap_or("");
                // Two points, which no code and no field has.
                format!("{slug}.{indicator}.{unit}.{period}{field}..tong")
            }),
        }
    }
}
