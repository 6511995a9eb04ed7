//! The register of units of a new site.

use super::text::{own_code, tidy};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Units;
use crate::reading::UnitLookup;
use crate::reading::keys::UNITS;
use crate::register::propose;
use crate::source::{Row, Rows, csv_cell};
use crate::text::slug;

/// The register of the example: the districts and wards of Ho Chi Minh City in 2019, and its departments.
const EXAMPLE: &str = include_str!("../../data/units.csv");

/// The kind of units whose names do not say what they are.
const PLAIN: &str = "unit";

/// The units of a new site, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewUnits {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl NewUnits {
    /// Ho Chi Minh City with its 24 districts and 322 wards of 2019, with the state's codes.
    #[must_use]
    pub fn ho_chi_minh_city_2019() -> Self {
        let mut all = Self::of_register(EXAMPLE);
        let kind = all.column("kind");
        let is_kept =
            |row: &Vec<String>| matches!(row[kind].as_str(), "city" | "district" | "ward");
        all.rows.retain(is_kept);
        all
    }

    /// The units that a table in CSV names, as `thidua units` proposes them; `None` where it names none, which is told.
    /// What that leaves open is filled in with what claims nothing: a code of its own, a kind that is no kind.
    pub fn of_table(
        csv: &str,
        column: Option<&str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let known = Units::default();
        let mut told = Diagnostics::new();
        let proposed = propose(csv, column, &UnitLookup::new(&known), &mut told);
        told.retain(|problem| {
            !matches!(
                problem.code,
                Code::UnitsProposed | Code::UnitsWithoutCode | Code::UnitsWithoutKind
            )
        });
        diagnostics.append(told);
        let mut units = Self::of_register(&proposed?);
        units.complete();
        Some(units)
    }

    /// The units of a list of names, one a line, or of cells copied from a spreadsheet.
    pub fn of_list(text: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let lines = || {
            text.lines()
                .map(str::trim_end)
                .filter(|line| !line.trim().is_empty())
        };
        if lines().any(|line| line.contains('\t')) {
            let rows = lines().map(|line| {
                let cells: Vec<_> = line.split('\t').map(tidy).collect();
                cells
                    .iter()
                    .map(|cell| csv_cell(cell))
                    .collect::<Vec<_>>()
                    .join(",")
            });
            let csv: String = rows.map(|row| row + "\n").collect();
            return Self::of_table(&csv, None, diagnostics);
        }
        // What a list is of need not stand above it.
        let names = lines()
            .map(tidy)
            .map(|name| format!("{}\n", csv_cell(&name)));
        let csv = format!("{HEADING}\n{}", names.collect::<String>());
        Self::of_table(&csv, Some(HEADING), diagnostics)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The kinds, in the order in which they come.
    pub(super) fn kinds(&self) -> Vec<&str> {
        let kind = self.column("kind");
        let mut kinds: Vec<&str> = Vec::new();
        for row in &self.rows {
            if !kinds.contains(&&*row[kind]) {
                kinds.push(&row[kind]);
            }
        }
        kinds
    }

    /// The kinds that owe figures: all, but for that of the one unit above all others, which is the sum of them.
    pub(super) fn owing_kinds(&self) -> Vec<&str> {
        let (kind, parent) = (self.column("kind"), self.column("parent"));
        let mut tops = self.rows.iter().filter(|row| row[parent].is_empty());
        let top = match (tops.next(), tops.next()) {
            (Some(top), None) if self.rows.len() > 1 => Some(&top[kind]),
            _ => None,
        };
        let alone =
            top.filter(|top| self.rows.iter().filter(|row| row[kind] == **top).count() == 1);
        let kinds = self.kinds().into_iter();
        kinds
            .filter(|kind| alone.is_none_or(|top| top != kind))
            .collect()
    }

    /// `units.csv`.
    pub(super) fn csv(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<_> = cells.iter().map(|cell| csv_cell(cell)).collect();
            cells.join(",") + "\r\n"
        };
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        format!("\u{feff}{}{rows}", line(&self.columns))
    }

    fn of_register(csv: &str) -> Self {
        let mut rows = Rows::new(csv.trim_start_matches('\u{feff}'), b',');
        let (mut row, mut all) = (Row::default(), Vec::new());
        while rows.next_into(&mut row).is_ok_and(|is_row| is_row) {
            all.push(row.cells().map(str::to_owned).collect::<Vec<_>>());
        }
        let columns = if all.is_empty() {
            Vec::new()
        } else {
            all.remove(0)
        };
        all.iter_mut()
            .for_each(|row| row.resize(columns.len(), String::new()));
        Self { columns, rows: all }
    }

    /// Where a column stands; each of those asked for is one of every register that is made here.
    fn column(&self, name: &str) -> usize {
        debug_assert!(UNITS.find(name).is_some());
        self.columns
            .iter()
            .position(|own| own == name)
            .unwrap_or_default()
    }

    fn complete(&mut self) {
        let [code, name, kind] = ["code", "name", "kind"].map(|name| self.column(name));
        let mut taken: Vec<String> = self.rows.iter().map(|row| row[code].clone()).collect();
        for row in &mut self.rows {
            if row[code].is_empty() {
                let is_taken = |code: &str| taken.iter().any(|other| other == code);
                row[code] = own_code(&slug(&row[name]), "don-vi", is_taken);
                taken.push(row[code].clone());
            }
            if row[kind].is_empty() {
                PLAIN.clone_into(&mut row[kind]);
            }
        }
    }
}

/// The heading of a column of units.
const HEADING: &str = "Đơn vị";
