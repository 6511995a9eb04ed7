//! Reading `units.csv`.

use super::address::is_address;
use super::code::check_code;
use super::{Unit, UnitId, Units, parse_day};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::{ColumnNames, FileId, Place, SmallRow, SmallTable};
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

/// The name of a column as the contract has it.
fn column_name(column: usize) -> &'static str {
    UNIT_COLUMNS
        .iter()
        .find(|(c, _)| *c == column)
        .and_then(|(_, names)| names.first())
        .copied()
        .unwrap_or_default()
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
            let missing = Diagnostic::error("missing-column").arg("column", column_name(column));
            diagnostics.push(missing.at(table.header_place(column)));
        }
    }
    let mut reader = Reader {
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
                Diagnostic::error("duplicate-code")
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
                    Diagnostic::error("duplicate-official-code")
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
        reader.tell(Diagnostic::error("no-units").at(Place::file(file)));
    }
    reader.link_parents(&mut units);
    reader.break_cycles(&mut units);
    reader.warn_of_same_names(&units);
    Units::new(units.into_iter().map(|(unit, _)| unit).collect())
}

struct Reader<'t, 'd> {
    table: &'t SmallTable,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> Reader<'t, '_> {
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
            let wrong = Diagnostic::error("ends-before-starts").at(self.table.place(row, VALID_TO));
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
                let missing = Diagnostic::error("missing-cell").arg("column", column_name(column));
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

    fn day(&mut self, row: &SmallRow, column: usize) -> Option<super::Day> {
        let cell = self.table.get(row, column);
        let day = parse_day(cell);
        if day.is_none() && !cell.is_empty() {
            self.tell(
                Diagnostic::error("bad-date")
                    .arg("text", cell)
                    .at(self.table.place(row, column)),
            );
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
                Diagnostic::error("bad-tile")
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
        let wrong = Diagnostic::error("bad-address")
            .help("website")
            .arg("address", cell);
        self.tell(wrong.at(self.table.place(row, WEBSITE)));
        None
    }

    /// Finds the parent of each unit: by code, else by a name that only one unit has. It may stand further down.
    fn link_parents(&mut self, units: &mut [(Unit, &'t SmallRow)]) {
        let mut by_code: FxHashMap<String, UnitId> = FxHashMap::default();
        let mut by_name: FxHashMap<String, Vec<UnitId>> = FxHashMap::default();
        for (id, (unit, _)) in (0..).map(UnitId).zip(units.iter()) {
            by_code.insert(unit.code.to_lowercase(), id);
            by_name
                .entry(unit.name.to_lowercase())
                .or_default()
                .push(id);
        }
        let mut parents = Vec::with_capacity(units.len());
        for (_, row) in units.iter() {
            let cell = self.table.get(row, PARENT).to_lowercase();
            let named = by_name.get(&cell).map_or(&[][..], Vec::as_slice);
            parents.push(match (by_code.get(&cell), named) {
                _ if cell.is_empty() => None,
                (Some(&parent), _) => Some(parent),
                (None, &[parent]) => Some(parent),
                (None, &[]) => self.unknown_parent(units, row),
                (None, several) => self.ambiguous_parent(units, several, row),
            });
        }
        for ((unit, _), parent) in units.iter_mut().zip(parents) {
            unit.parent = parent;
        }
    }

    fn unknown_parent(&mut self, units: &[(Unit, &SmallRow)], row: &SmallRow) -> Option<UnitId> {
        let cell = self.table.get(row, PARENT);
        let mut unknown = Diagnostic::error("unknown-parent")
            .arg("text", cell)
            .at(self.table.place(row, PARENT));
        if let Some(near) = nearest(cell, units.iter().map(|(unit, _)| &*unit.code)) {
            unknown = unknown.help("near").arg("near", near);
        }
        self.tell(unknown);
        None
    }

    fn ambiguous_parent(
        &mut self,
        units: &[(Unit, &SmallRow)],
        several: &[UnitId],
        row: &SmallRow,
    ) -> Option<UnitId> {
        let codes = several
            .iter()
            .filter_map(|id| units.get(id.0 as usize))
            .map(|(unit, _)| &*unit.code);
        let ambiguous = Diagnostic::error("ambiguous-parent")
            .arg("text", self.table.get(row, PARENT))
            .arg("codes", codes.collect::<Vec<_>>().join(", "));
        self.tell(ambiguous.at(self.table.place(row, PARENT)));
        None
    }

    /// Tells each cycle of parents once, with its units, and cuts it where it was found.
    fn break_cycles(&mut self, units: &mut [(Unit, &'t SmallRow)]) {
        // For each unit, the walk upwards that came through it first; a walk that meets itself is a cycle.
        let mut walk_of = vec![usize::MAX; units.len()];
        for start in 0..units.len() {
            let mut at = start;
            while walk_of[at] == usize::MAX {
                walk_of[at] = start;
                let Some(parent) = units[at].0.parent else {
                    break;
                };
                at = parent.0 as usize;
                if walk_of[at] == start {
                    self.tell_cycle(units, at);
                    units[at].0.parent = None;
                }
            }
        }
    }

    fn tell_cycle(&mut self, units: &[(Unit, &SmallRow)], start: usize) {
        const NAMED: usize = 20;
        let mut codes = vec![&*units[start].0.code];
        let mut places = Vec::new();
        let mut at = start;
        while let Some(parent) = units[at].0.parent {
            at = parent.0 as usize;
            codes.push(&units[at].0.code);
            if at == start {
                break;
            }
            places.push(self.table.place(units[at].1, PARENT));
        }
        if codes.len() > NAMED {
            codes.splice(NAMED / 2..codes.len() - NAMED / 2, ["…"]);
        }
        let cycle = Diagnostic::error("parent-cycle").arg("codes", codes.join(" → "));
        let cycle = cycle.at(self.table.place(units[start].1, PARENT));
        self.tell(
            places
                .into_iter()
                .take(NAMED)
                .fold(cycle, Diagnostic::related),
        );
    }

    /// Two units of one name under one parent can be told apart by their codes only.
    fn warn_of_same_names(&mut self, units: &[(Unit, &SmallRow)]) {
        let mut first: FxHashMap<(Option<UnitId>, String), Place> = FxHashMap::default();
        for (unit, row) in units {
            let place = self.table.place(row, NAME);
            if let Some(&other) = first.get(&(unit.parent, unit.name.to_lowercase())) {
                self.tell(
                    Diagnostic::warning("same-name")
                        .arg("name", &unit.name)
                        .at(place)
                        .related(other),
                );
            } else {
                first.insert((unit.parent, unit.name.to_lowercase()), place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::table_columns::column_names;
    use proptest::prelude::*;

    fn read(text: &str) -> (Units, Vec<(&'static str, u32, u32)>) {
        let (units, diagnostics) = read_all(text);
        let place = |d: &Diagnostic| d.place.map_or((0, 0), |p| (p.line, p.column));
        (
            units,
            diagnostics
                .iter()
                .map(|d| (d.code, place(d).0, place(d).1))
                .collect(),
        )
    }

    fn read_all(text: &str) -> (Units, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let units = read_units(
            text,
            FileId(0),
            &column_names(&UNIT_COLUMNS, &[]),
            &mut diagnostics,
        );
        (units, diagnostics)
    }

    #[test]
    fn units_are_read_in_order_with_their_parents() {
        let text = "Mã;Tên;Loại;Tên ngắn;Trực thuộc;Khối thi đua;official_code;head;valid_from;valid_to;tile_x;tile_y;website\n\
            p12;Phường 12;ward;P.12;quan-3;;27139;Chủ tịch UBND;01/01/2019;2020-12-31;-1;2;https://a.vn\n\
            quan-3;Quận 3;district;;;Nội thành;;;;;;;\n\
            p13;Phường 13;ward;;Quận 3;;;;;;;;\n";
        let (units, told) = read(text);
        assert_eq!(told, []);
        let all: Vec<&Unit> = units.iter().map(|(_, unit)| unit).collect();
        assert_eq!(
            all.iter().map(|u| u.parent).collect::<Vec<_>>(),
            [Some(UnitId(1)), None, Some(UnitId(1))]
        );
        assert_eq!((all[0].block(), all[1].block()), ("ward", "Nội thành"));
        assert_eq!(all[0].valid_from, Some(jiff::civil::date(2019, 1, 1)));
        assert_eq!((all[0].tile_x, all[0].tile_y), (Some(-1), Some(2)));
        assert_eq!(all[0].place, Place::line(FileId(0), 2));
    }

    #[test]
    fn every_wrong_cell_is_told() {
        let text = "code,name,kind,parent,valid_from,valid_to,tile_x,website\n\
            A 1,,ward,nobody,31/02/2019,x,1.5,www.a.vn\n\
            ,B,,,,,,\n\
            c,C,ward,,2019-05-01,2019-04-01,,\n";
        let (_, told) = read(text);
        let mut expected = vec![
            ("missing-cell", 2, 2),
            ("bad-date", 2, 5),
            ("bad-date", 2, 6),
            ("bad-tile", 2, 7),
            ("bad-address", 2, 8),
            ("bad-code", 2, 1),
            ("missing-cell", 3, 1),
            ("missing-cell", 3, 3),
            ("ends-before-starts", 4, 6),
            ("unknown-parent", 2, 4),
        ];
        let mut told = told;
        told.sort_unstable();
        expected.sort_unstable();
        assert_eq!(told, expected);
    }

    #[test]
    fn codes_are_single() {
        let text = "code,name,kind,official_code\na,A,w,760\nA,B,w,761\nb,C,w,760\n";
        let (units, told) = read(text);
        assert_eq!(
            told,
            [
                ("bad-code", 3, 1),
                ("duplicate-code", 3, 1),
                ("duplicate-official-code", 4, 4)
            ]
        );
        assert_eq!(units.len(), 2);
    }

    #[test]
    fn cycles_are_named_and_cut() {
        let text = "code,name,kind,parent\na,A,w,b\nb,B,w,c\nc,C,w,a\nd,D,w,d\ne,E,w,a\n";
        let (units, diagnostics) = read_all(text);
        let told: Vec<_> = diagnostics
            .iter()
            .map(|d| (d.code, d.args[0].1.as_str(), d.related.len()))
            .collect();
        assert_eq!(
            told,
            [
                ("parent-cycle", "a → b → c → a", 2),
                ("parent-cycle", "d → d", 0)
            ]
        );
        assert_eq!(units.top_down().len(), 5);
    }

    #[test]
    fn parents_by_name_must_be_clear() {
        let text = "code,name,kind,parent\nq3,Quận 3,d,\nq5,Quận 5,d,\na,Phường 1,w,q3\nb,Phường 1,w,q5\nc,Ấp 1,w,phường 1\nd,Ấp 2,w,q33\n";
        let (_, diagnostics) = read_all(text);
        let told: Vec<_> = diagnostics.iter().map(|d| (d.code, d.help)).collect();
        assert_eq!(
            told,
            [("ambiguous-parent", None), ("unknown-parent", Some("near"))]
        );
    }

    #[test]
    fn same_names_under_one_parent_are_warned_of() {
        let text = "code,name,kind,parent\nq,Q,d,\na,Phường 1,w,q\nb,phường 1,w,q\nc,Phường 1,w,\n";
        assert_eq!(read(text).1, [("same-name", 4, 2)]);
    }

    #[test]
    fn a_table_needs_its_columns_and_rows() {
        assert_eq!(read("code,name\na,A\n").1, [("missing-column", 1, 0)]);
        assert_eq!(read("code,name,kind\n").1, [("no-units", 0, 0)]);
        assert_eq!(read("").1, [("no-header", 0, 0)]);
    }

    proptest! {
        #[test]
        fn no_hierarchy_panics(parents in proptest::collection::vec(0usize..12, 1..12)) {
            let rows = parents.iter().enumerate().map(|(i, parent)| format!("u{i},U{i},w,u{parent}\n"));
            let text = format!("code,name,kind,parent\n{}", rows.collect::<String>());
            let (units, _) = read_all(&text);
            prop_assert_eq!(units.top_down().len(), parents.len());
        }
    }
}
