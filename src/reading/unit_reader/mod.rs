//! Reading `units.csv`.

mod parents;

use super::address::is_address;
use super::code::check_code;
use super::column_names::told_column;
use super::date_advice::bad_date;
use crate::calendar::parse_day;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Unit, Units};
use crate::place::{FileId, Place};
use crate::reading::NameKey;
use crate::source::{ColumnNames, SmallRow, SmallTable};
use rustc_hash::FxHashMap;

const CODE: usize = 0;
const NAME: usize = 1;
const KIND: usize = 2;
const SHORT_NAME: usize = 3;
const PARENT: usize = 4;
const GROUP: usize = 5;
const OFFICIAL_CODE: usize = 6;
const HEAD: usize = 7;
const VALID_FROM: usize = 8;
const VALID_TO: usize = 9;
const TILE_X: usize = 10;
const TILE_Y: usize = 11;
const WEBSITE: usize = 12;

/// Names of the columns; the first of each is the one in the contract.
pub(super) const UNIT_COLUMNS: [(usize, &[&str]); 13] = [
    (CODE, &["code", "mã", "mã đơn vị"]),
    (NAME, &["name", "tên", "tên đơn vị"]),
    (KIND, &["kind", "loại", "loại đơn vị"]),
    (SHORT_NAME, &["short_name", "tên ngắn", "tên viết tắt"]),
    (PARENT, &["parent", "trực thuộc", "đơn vị cấp trên"]),
    (GROUP, &["group", "khối thi đua", "khối", "cụm thi đua"]),
    (
        OFFICIAL_CODE,
        &["official_code", "mã chính thức", "mã hành chính"],
    ),
    (
        HEAD,
        &["head", "người đứng đầu", "chức danh người đứng đầu"],
    ),
    (VALID_FROM, &["valid_from", "hiệu lực từ", "có từ ngày"]),
    (VALID_TO, &["valid_to", "hiệu lực đến", "đến ngày"]),
    (TILE_X, &["tile_x", "ô ngang"]),
    (TILE_Y, &["tile_y", "ô dọc"]),
    (
        WEBSITE,
        &["website", "trang web", "trang thông tin điện tử"],
    ),
];

/// The key of a column of the register by its heading, in any spelling.
pub(crate) fn unit_column(heading: &str) -> Option<&'static str> {
    let heading = NameKey::new(heading);
    let is_named = |name: &&&str| heading.is_spelling_of(&NameKey::new(name));
    let found = UNIT_COLUMNS
        .iter()
        .find(|(_, names)| names.iter().any(|name| is_named(&name)));
    found.map(|(_, names)| names[0])
}

/// A column as messages name it.
fn told_name(column: usize) -> String {
    let found = UNIT_COLUMNS.iter().find(|(c, _)| *c == column);
    found.map_or_else(String::new, |(_, names)| told_column(names))
}

/// Reads the units of a table's text. What is wrong is told; a unit with a code stays, so that what refers to it can
/// be checked in the same run.
pub(super) fn read_units(
    text: &str,
    file: FileId,
    names: &ColumnNames,
    diagnostics: &mut Diagnostics,
) -> Units {
    let Some(table) = SmallTable::read(text, file, names, 2, diagnostics) else {
        return Units::default();
    };
    for column in [CODE, NAME, KIND] {
        if !table.has(column) {
            let missing = Code::MissingColumn.arg("column", told_name(column));
            diagnostics.push(missing.at(table.header_place(column)));
        }
    }
    let mut reader = UnitReader {
        table: &table,
        diagnostics,
    };
    let mut units: Vec<(Unit, &SmallRow)> = Vec::new();
    let mut codes: FxHashMap<String, Place> = FxHashMap::default();
    let mut official: FxHashMap<Box<str>, Place> = FxHashMap::default();
    for row in table.rows() {
        let Some(unit) = reader.unit(row) else {
            continue;
        };
        let place = table.place(row, CODE);
        if let Some(&first) = codes.get(&unit.code.to_lowercase()) {
            reader.tell(
                Code::DuplicateCode
                    .arg("code", &unit.code)
                    .at(place)
                    .related(first),
            );
            continue;
        }
        codes.insert(unit.code.to_lowercase(), place);
        if let Some(code) = &unit.official_code {
            let place = table.place(row, OFFICIAL_CODE);
            if let Some(&first) = official.get(code) {
                reader.tell(
                    Code::DuplicateOfficialCode
                        .arg("code", code)
                        .at(place)
                        .related(first),
                );
            } else {
                official.insert(code.clone(), place);
            }
        }
        units.push((unit, row));
    }
    if table.rows().is_empty() {
        reader.tell(Code::NoUnits.at(Place::file(file)));
    }
    reader.link_parents(&mut units);
    reader.break_cycles(&mut units);
    reader.warn_of_same_names(&units);
    Units::new(units.into_iter().map(|(unit, _)| unit).collect())
}

struct UnitReader<'t, 'd> {
    table: &'t SmallTable,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> UnitReader<'t, '_> {
    fn tell(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The unit of a row, without its parent; `None` where it has no code to be called by.
    fn unit(&mut self, row: &'t SmallRow) -> Option<Unit> {
        let code = self.required(row, CODE);
        let name = self.required(row, NAME);
        let kind = self.required(row, KIND);
        let (valid_from, valid_to) = (self.day(row, VALID_FROM), self.day(row, VALID_TO));
        if let (Some(from), Some(to)) = (valid_from, valid_to)
            && to < from
        {
            let wrong = Code::EndsBeforeStarts.at(self.table.place(row, VALID_TO));
            self.tell(wrong.related(self.table.place(row, VALID_FROM)));
        }
        let (tile_x, tile_y) = (self.tile(row, TILE_X), self.tile(row, TILE_Y));
        let website = self.website(row);
        let code = code?;
        if let Some(wrong) = check_code(code) {
            self.tell(wrong.at(self.table.place(row, CODE)));
        }
        Some(Unit {
            code: code.into(),
            name: name.unwrap_or(code).into(),
            short_name: self.optional(row, SHORT_NAME),
            kind: kind.unwrap_or_default().into(),
            parent: None,
            group: self.optional(row, GROUP),
            official_code: self.optional(row, OFFICIAL_CODE),
            head: self.optional(row, HEAD),
            valid_from,
            valid_to,
            tile_x,
            tile_y,
            website,
            place: Place {
                column: 0,
                ..self.table.place(row, CODE)
            },
        })
    }

    /// A cell that must hold something. Where the whole column is missing, that was told once.
    fn required(&mut self, row: &'t SmallRow, column: usize) -> Option<&'t str> {
        let cell = self.table.get(row, column);
        if cell.is_empty() {
            if self.table.has(column) {
                let missing = Code::MissingCell.arg("column", told_name(column));
                self.tell(missing.at(self.table.place(row, column)));
            }
            return None;
        }
        Some(cell)
    }

    fn optional(&self, row: &SmallRow, column: usize) -> Option<Box<str>> {
        Some(self.table.get(row, column))
            .filter(|cell| !cell.is_empty())
            .map(Into::into)
    }

    fn day(&mut self, row: &SmallRow, column: usize) -> Option<crate::calendar::Day> {
        let cell = self.table.get(row, column);
        let day = parse_day(cell);
        if day.is_none() && !cell.is_empty() {
            self.tell(bad_date(cell, false).at(self.table.place(row, column)));
        }
        day
    }

    fn tile(&mut self, row: &SmallRow, column: usize) -> Option<i32> {
        const FARTHEST: i32 = 1000;
        let cell = self.table.get(row, column);
        let tile = cell
            .parse()
            .ok()
            .filter(|tile: &i32| tile.abs() <= FARTHEST);
        if tile.is_none() && !cell.is_empty() {
            self.tell(
                Code::BadTile
                    .arg("text", cell)
                    .at(self.table.place(row, column)),
            );
        }
        tile
    }

    fn website(&mut self, row: &SmallRow) -> Option<Box<str>> {
        let cell = self.optional(row, WEBSITE)?;
        if is_address(&cell, &["http", "https"]) {
            return Some(cell);
        }
        let wrong = Code::BadAddress.help("website").arg("address", cell);
        self.tell(wrong.at(self.table.place(row, WEBSITE)));
        None
    }
}

#[cfg(test)]
mod tests;
