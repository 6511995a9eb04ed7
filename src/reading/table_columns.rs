//! The columns of the tables that are not figures, and all names that `[labels]` may point to.

use super::column::REPORT_FORM;
use super::field_reader::FIELD_COLUMNS;
use super::initiative_reader::REGISTER_COLUMNS;
use super::outside_index_reader::INDEX_COLUMNS;
use super::unit_reader::UNIT_COLUMNS;
use crate::model::Indicators;
use crate::source::ColumnNames;

/// The further columns of the contract's tables: those of figures, in English and where the contract has it in Vietnamese.
const OTHER_COLUMNS: [&str; 24] = [
    "indicator",
    "chỉ tiêu",
    "unit",
    "đơn vị",
    "period",
    "kỳ",
    "field",
    "lĩnh vực",
    "numerator",
    "tử số",
    "denominator",
    "mẫu số",
    "value",
    "giá trị",
    "sample",
    "cỡ mẫu",
    "note",
    "ghi chú",
    "source",
    "nguồn",
    "year",
    "quarter",
    "month",
    "topics",
];

/// Every name that a column of some table can have, for checking `[labels]`.
pub(super) fn known_columns(indicators: &Indicators) -> ColumnNames {
    let mut names = ColumnNames::new();
    let registers = UNIT_COLUMNS
        .iter()
        .chain(&FIELD_COLUMNS)
        .chain(&INDEX_COLUMNS)
        .chain(&REGISTER_COLUMNS)
        .flat_map(|(_, names)| names.iter());
    for name in registers.chain(&OTHER_COLUMNS).chain(&REPORT_FORM) {
        names.add(name, 0);
    }
    for (_, indicator) in indicators.iter() {
        for column in indicator.formula_columns() {
            names.add(column, 0);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::column_names::column_names;

    #[test]
    fn labels_add_names_of_columns() {
        let labels = [
            ("Ký hiệu".into(), "code".into()),
            ("Kỳ".into(), "period".into()),
        ];
        let names = column_names(&FIELD_COLUMNS, &labels);
        assert_eq!(names.find("ky hieu"), Some(0));
        assert_eq!(names.find("kỳ"), None);
        // A column of a register, and one of the report form that no formula uses.
        for name in ["Tên ngắn", "received_carried"] {
            assert!(known_columns(&Indicators::default()).find(name).is_some());
        }
    }
}
