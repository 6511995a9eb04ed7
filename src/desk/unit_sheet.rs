//! `data/units.csv` as rows of a form, and back: only the row that was changed is written anew.

use super::section::OF_UNITS;
use super::visit::Values;
use crate::reading::unit_column;
use std::ops::Range;

/// The register of units, its rows with their places in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitSheet {
    text: String,
    delimiter: u8,
    /// The key of every column; none for one that is not read.
    columns: Vec<Option<&'static str>>,
    /// The end of the header's line, without what ends it.
    header_end: usize,
    rows: Vec<(Range<usize>, Vec<String>)>,
}

impl UnitSheet {
    /// Reads the file; `None` where it is not UTF-8, or has no header that can be read.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.to_owned();
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let first = text[start..].lines().next()?;
        let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
        let delimiter = *b",;\t".iter().max_by_key(|delimiter| count(delimiter))?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(&text.as_bytes()[start..]);
        let mut rows: Vec<(Range<usize>, Vec<String>)> = Vec::new();
        for record in reader.records() {
            let record = record.ok()?;
            let at = start + usize::try_from(record.position()?.byte()).ok()?;
            rows.push((at..at, record.iter().map(str::to_owned).collect()));
        }
        let starts: Vec<usize> = rows.iter().map(|(place, _)| place.start).collect();
        for (index, (place, _)) in rows.iter_mut().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(text.len());
            // A record is said to begin before the line feed of the line above, where that ends in CR LF.
            let whole = text[place.start..end].trim_start_matches(['\r', '\n']);
            place.start = end - whole.len();
            place.end = place.start + whole.trim_end_matches(['\r', '\n']).len();
        }
        if rows.is_empty() {
            return None;
        }
        let (header, cells) = rows.remove(0);
        let columns: Vec<_> = cells.iter().map(|cell| unit_column(cell)).collect();
        columns.contains(&Some("code")).then_some(Self {
            text,
            delimiter,
            columns,
            header_end: header.end,
            rows,
        })
    }

    /// A register that has no units yet.
    pub(super) fn new() -> Self {
        let header: Vec<&str> = OF_UNITS.iter().map(|key| key.name).collect();
        let text = header.join(",") + "\n";
        Self {
            header_end: text.len() - 1,
            text,
            delimiter: b',',
            columns: OF_UNITS.iter().map(|key| Some(key.name)).collect(),
            rows: Vec::new(),
        }
    }

    /// The values of every unit, in the order of the rows.
    pub(super) fn units(&self) -> impl Iterator<Item = Values> {
        self.rows.iter().map(|(_, cells)| self.values(cells))
    }

    /// The values of a unit.
    pub(super) fn unit(&self, code: &str) -> Option<Values> {
        self.units().find(|unit| unit.get("code").trim() == code)
    }

    fn values(&self, cells: &[String]) -> Values {
        let mut values = Values::default();
        for (key, cell) in self.columns.iter().zip(cells) {
            if let Some(key) = key {
                values.push(key, cell.trim().to_owned());
            }
        }
        values
    }

    /// The line of the file, from 1, on which a unit's row begins.
    pub(super) fn line(&self, code: &str) -> Option<u32> {
        let at = self
            .units()
            .position(|unit| unit.get("code").trim() == code)?;
        let before = &self.text[..self.rows[at].0.start];
        u32::try_from(before.matches('\n').count() + 1).ok()
    }

    /// The file with these values in the row of the unit `code`, or in a new row at its end.
    pub(super) fn with(&self, code: Option<&str>, given: &Values) -> Vec<u8> {
        let sheet = self.with_columns_for(given);
        let index = code.and_then(|code| {
            sheet
                .units()
                .position(|unit| unit.get("code").trim() == code)
        });
        let old = index
            .map(|index| sheet.rows[index].1.clone())
            .unwrap_or_default();
        let cell = |(at, key): (usize, &Option<&'static str>)| {
            let was = old.get(at).map(String::as_str).unwrap_or_default();
            let new = key.and_then(|key| given.find(key));
            // Of a cell that the form does not change everything stays.
            new.filter(|new| new.trim() != was.trim())
                .map_or(was, str::trim)
                .to_owned()
        };
        let cells: Vec<String> = sheet.columns.iter().enumerate().map(cell).collect();
        let line = sheet.line_of(&cells);
        let mut text = sheet.text.clone();
        match index {
            Some(index) => text.replace_range(sheet.rows[index].0.clone(), &line),
            None => {
                let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
                if !text.ends_with('\n') {
                    text.push_str(end);
                }
                text.push_str(&line);
                text.push_str(end);
            }
        }
        text.into_bytes()
    }

    /// With a column for each value that has none.
    fn with_columns_for(&self, given: &Values) -> Self {
        let lacks =
            |key: &&str| !self.columns.contains(&Some(key)) && !given.get(key).trim().is_empty();
        let missing: Vec<&str> = OF_UNITS.iter().map(|key| key.name).filter(lacks).collect();
        if missing.is_empty() {
            return self.clone();
        }
        let delimiter = char::from(self.delimiter);
        let mut text = self.text.clone();
        let more: String = missing.iter().map(|_| delimiter).collect();
        for (place, _) in self.rows.iter().rev() {
            text.insert_str(place.end, &more);
        }
        let named: String = missing
            .iter()
            .map(|key| format!("{delimiter}{key}"))
            .collect();
        text.insert_str(self.header_end, &named);
        Self::parse(text.as_bytes()).unwrap_or_else(|| self.clone())
    }

    fn line_of(&self, cells: &[String]) -> String {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.delimiter)
            .from_writer(Vec::new());
        // Nothing that is written to memory fails.
        let _ = writer.write_record(cells);
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8_lossy(&bytes)
            .trim_end_matches('\n')
            .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\u{feff}Mã;Tên;Loại;ghi thêm\r\nquan-1;\"Quận \"\"1\"\"\";district;x\r\nquan-3;Quận 3;district;\r\n";

    fn given(values: &[(&str, &str)]) -> Values {
        let mut given = Values::default();
        for (key, value) in values {
            given.push(key, (*value).to_owned());
        }
        given
    }

    fn with(code: Option<&str>, values: &[(&str, &str)]) -> String {
        let sheet = UnitSheet::parse(FILE.as_bytes()).unwrap();
        String::from_utf8(sheet.with(code, &given(values))).unwrap()
    }

    #[test]
    fn one_row_is_written_and_the_others_stay() {
        let sheet = UnitSheet::parse(FILE.as_bytes()).unwrap();
        assert_eq!(sheet.unit("quan-1").unwrap().get("name"), "Quận \"1\"");
        assert_eq!(
            (sheet.line("quan-1"), sheet.line("quan-9")),
            (Some(2), None)
        );
        assert_eq!(
            with(Some("quan-3"), &[("name", "Quận Ba; mới")]),
            FILE.replace("Quận 3", "\"Quận Ba; mới\"")
        );
        assert_eq!(
            with(
                Some("quan-1"),
                &[("code", "quan-1"), ("kind", " district ")]
            ),
            FILE
        );
        assert_eq!(
            with(None, &[("code", "quan-4"), ("name", "Quận 4")]),
            format!("{FILE}quan-4;Quận 4;;\r\n")
        );
    }

    #[test]
    fn a_value_without_a_column_brings_one() {
        let text = with(Some("quan-3"), &[("parent", "tphcm")]);
        let read = UnitSheet::parse(text.as_bytes()).unwrap();
        assert_eq!(read.unit("quan-3").unwrap().get("parent"), "tphcm");
        assert_eq!(read.unit("quan-1").unwrap().get("name"), "Quận \"1\"");
        assert!(
            text.starts_with("\u{feff}Mã;Tên;Loại;ghi thêm;parent\r\n"),
            "{text}"
        );
    }

    #[test]
    fn what_is_no_register_is_told() {
        assert_eq!(UnitSheet::parse(b"\xff\xfe"), None);
        assert_eq!(UnitSheet::parse(b"a,b\n1,2\n"), None);
        assert_eq!(UnitSheet::parse(b""), None);
        assert_eq!(
            UnitSheet::new().with(None, &given(&[("code", "a")])).len(),
            UnitSheet::new().text.len() + 14
        );
    }
}
