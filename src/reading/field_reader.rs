//! Reading `fields.csv`: code and name of each field, in the order in which fields are shown.

use super::code::check_code;
use super::column_names::told_column;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Field, Fields};
use crate::place::{FileId, Place};
use crate::source::{ColumnNames, SmallTable};
use rustc_hash::FxHashMap;

const CODE: usize = 0;
const NAME: usize = 1;

/// Names of the columns.
pub(super) const FIELD_COLUMNS: [(usize, &[&str]); 2] = [
    (CODE, &["code", "mã", "mã lĩnh vực"]),
    (NAME, &["name", "tên", "lĩnh vực", "tên lĩnh vực"]),
];

/// Reads the fields of a table's text. What is wrong is told.
pub(super) fn read_fields(
    text: &str,
    file: FileId,
    names: &ColumnNames,
    diagnostics: &mut Diagnostics,
) -> Fields {
    let mut fields = Fields::default();
    let Some(table) = SmallTable::read(text, file, names, 2, diagnostics) else {
        return fields;
    };
    let mut codes: FxHashMap<String, Place> = FxHashMap::default();
    let mut shown: FxHashMap<String, Place> = FxHashMap::default();
    for row in table.rows() {
        let (code, name) = (table.get(row, CODE), table.get(row, NAME));
        let (code_place, name_place) = (table.place(row, CODE), table.place(row, NAME));
        for (cell, place, column) in [(code, code_place, CODE), (name, name_place, NAME)] {
            if cell.is_empty() {
                diagnostics.push(
                    Code::MissingCell
                        .arg("column", told_column(FIELD_COLUMNS[column].1))
                        .at(place),
                );
            }
        }
        if code.is_empty() || name.is_empty() {
            continue;
        }
        if let Some(wrong) = check_code(code) {
            diagnostics.push(wrong.at(code_place));
        }
        if let Some(&first) = codes.get(&code.to_lowercase()) {
            diagnostics.push(
                Code::DuplicateCode
                    .arg("code", code)
                    .at(code_place)
                    .related(first),
            );
        } else if let Some(&first) = shown.get(&name.to_lowercase()) {
            diagnostics.push(
                Code::DuplicateName
                    .arg("name", name)
                    .at(name_place)
                    .related(first),
            );
        } else if fields.0.len() >= usize::from(u16::MAX) {
            diagnostics.push(Code::TooMany.arg("limit", u16::MAX).at(code_place));
            break;
        } else {
            codes.insert(code.to_lowercase(), code_place);
            shown.insert(name.to_lowercase(), name_place);
            fields.0.push(Field {
                key: code.into(),
                name: name.into(),
            });
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::reading::column_names::column_names;

    type Problems = Vec<(&'static str, u32, u32)>;

    fn read(text: &str) -> (Vec<(String, String)>, Problems) {
        let mut diagnostics = Diagnostics::new();
        let names = column_names(&FIELD_COLUMNS, &[]);
        let fields = read_fields(text, FileId(0), &names, &mut diagnostics);
        let place = |d: &Diagnostic| d.place.map_or((0, 0), |p| (p.line, p.column));
        let told = diagnostics
            .iter()
            .map(|d| (d.code.as_str(), place(d).0, place(d).1))
            .collect();
        (
            fields
                .0
                .iter()
                .map(|f| (f.key.to_string(), f.name.to_string()))
                .collect(),
            told,
        )
    }

    #[test]
    fn fields_keep_their_order() {
        let (fields, told) = read("Mã;Tên\nxay-dung;Xây dựng\ndat-dai;Đất đai\n");
        assert_eq!(told, []);
        assert_eq!(
            fields,
            [
                ("xay-dung".into(), "Xây dựng".into()),
                ("dat-dai".into(), "Đất đai".into())
            ]
        );
    }

    #[test]
    fn wrong_rows_are_told() {
        let (fields, told) = read("code,name\na,A\nb,\n,C\nA,D\nd,a\nđ,E\n");
        assert_eq!(
            told,
            [
                ("missing-cell", 3, 2),
                ("missing-cell", 4, 1),
                ("bad-code", 5, 1),
                ("duplicate-code", 5, 1),
                ("duplicate-name", 6, 2),
                ("bad-code", 7, 1),
            ]
        );
        assert_eq!(fields.len(), 2);
    }
}
